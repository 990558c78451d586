#include "base/number.h"

#include <math.h>
#include <string.h>

/* Up to here thousandths of a value are whole numbers that a double holds exactly. */
#define EXACT_LIMIT 1e12

void mb_number_append_int(GString *out, gint64 value)
{
    char digits[24], *at = digits + sizeof digits;
    guint64 rest = value < 0 ? -(guint64)value : (guint64)value;
    do
        *--at = (char)('0' + rest % 10);
    while (rest /= 10);
    if (value < 0)
        *--at = '-';
    g_string_append_len(out, at, digits + sizeof digits - at);
}

/* n divided by 10^places, without trailing zeros. */
static void append_decimal(GString *out, gint64 n, int places)
{
    if (n < 0)
        g_string_append_c(out, '-');
    guint64 rest = n < 0 ? -(guint64)n : (guint64)n;
    char digits[8];
    int kept = 0;
    for (int i = places; i-- > 0; rest /= 10) {
        digits[i] = (char)('0' + rest % 10);
        if (digits[i] != '0' && kept == 0)
            kept = i + 1;
    }
    mb_number_append_int(out, (gint64)rest);
    if (kept) {
        g_string_append_c(out, '.');
        g_string_append_len(out, digits, kept);
    }
}

/* The division of two exact values is rounded once, so equality proves that the decimal text reads back. */
static bool append_short(GString *out, double value)
{
    if (fabs(value) >= EXACT_LIMIT)
        return false;
    double thousandths = nearbyint(value * 1000);
    if (thousandths / 1000 != value)
        return false;
    append_decimal(out, (gint64)thousandths, 3);
    return true;
}

void mb_number_append(GString *out, double value)
{
    if (!isfinite(value) || value == 0) {
        g_string_append_c(out, '0');
        return;
    }
    if (append_short(out, value))
        return;
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    static const char *const formats[] = {"%.15g", "%.16g", "%.17g"};
    for (gsize i = 0; i < G_N_ELEMENTS(formats); i++) {
        g_ascii_formatd(text, sizeof text, formats[i], value);
        if (g_ascii_strtod(text, NULL) == value)
            break;
    }
    g_string_append(out, text);
}

void mb_number_append_float(GString *out, float value)
{
    if (!isfinite(value) || value == 0) {
        g_string_append_c(out, '0');
        return;
    }
    double thousandths = nearbyint((double)value * 1000);
    if (fabs(thousandths) < EXACT_LIMIT && (float)(thousandths / 1000) == value) {
        append_decimal(out, (gint64)thousandths, 3);
        return;
    }
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    static const char *const formats[] = {"%.6g", "%.7g", "%.8g", "%.9g"};
    for (gsize i = 0; i < G_N_ELEMENTS(formats); i++) {
        g_ascii_formatd(text, sizeof text, formats[i], value);
        if ((float)g_ascii_strtod(text, NULL) == value)
            break;
    }
    g_string_append(out, text);
}

bool mb_number_parse_int(const char *text, gsize length, gint64 *value)
{
    bool is_negative = length > 0 && text[0] == '-';
    gsize i = is_negative ? 1 : 0;
    if (length == i || length - i > 18)
        return false;
    gint64 sum = 0;
    for (; i < length; i++) {
        if (!g_ascii_isdigit(text[i]))
            return false;
        sum = sum * 10 + (text[i] - '0');
    }
    *value = is_negative ? -sum : sum;
    return true;
}

/* Plain decimals of up to 15 digits: a whole number divided by a power of ten, both exact. */
static bool parse_short(const char *text, gsize length, double *value)
{
    static const double powers[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    bool is_negative = length > 0 && text[0] == '-';
    gsize digits = 0, places = 0;
    bool seen_point = false;
    gint64 sum = 0;
    for (gsize i = is_negative ? 1 : 0; i < length; i++) {
        if (text[i] == '.' && !seen_point) {
            seen_point = true;
            continue;
        }
        if (!g_ascii_isdigit(text[i]) || ++digits > 15)
            return false;
        sum = sum * 10 + (text[i] - '0');
        places += seen_point;
    }
    if (digits == 0)
        return false;
    double magnitude = (double)sum / powers[places];
    *value = is_negative ? -magnitude : magnitude;
    return true;
}

bool mb_number_parse(const char *text, gsize length, double *value)
{
    if (parse_short(text, length, value))
        return true;
    char copy[41];
    if (length == 0 || length >= sizeof copy || !(g_ascii_isdigit(text[0]) || text[0] == '-' || text[0] == '.'))
        return false;
    memcpy(copy, text, length);
    copy[length] = '\0';
    if (copy[strspn(copy, "-+.0123456789eE")])
        return false;
    char *end;
    double parsed = g_ascii_strtod(copy, &end);
    if (*end || !isfinite(parsed))
        return false;
    *value = parsed;
    return true;
}
