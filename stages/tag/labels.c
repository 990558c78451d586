#include "labels.h"

#include <string.h>

static int roman(const char *text, gsize length)
{
    static const char digits[] = "ivxlcdm";
    static const int values[] = {1, 5, 10, 50, 100, 500, 1000};
    int total = 0, before = 0;
    for (gsize i = length; i-- > 0;) {
        const char *at = strchr(digits, g_ascii_tolower(text[i]));
        if (!at)
            return 0;
        int value = values[at - digits];
        total += value < before ? -value : value;
        before = MAX(before, value);
    }
    return total;
}

static MbLabel letter_label(const char *text, gsize length)
{
    bool upper = g_ascii_isupper(*text);
    int number = roman(text, length);
    if (length > 1)
        return number && number < 40 ? (MbLabel){upper ? MB_LABEL_UPPER_ROMAN : MB_LABEL_LOWER_ROMAN, number, true} : (MbLabel){0};
    return (MbLabel){upper ? MB_LABEL_UPPER : MB_LABEL_LOWER, g_ascii_tolower(*text) - 'a' + 1, number > 0};
}

static MbLabel number_label(const char *text, gsize length)
{
    const char *point = NULL;
    for (gsize i = 0; i + 1 < length; i++)
        if (text[i] == '.')
            point = text + i;
    int value = (int)g_ascii_strtoll(point ? point + 1 : text, NULL, 10);
    return (MbLabel){point ? MB_LABEL_DECIMAL : MB_LABEL_ARABIC, value, false};
}

static gsize spaces(const char *text)
{
    gsize length = 0;
    while (text[length] == ' ' || text[length] == '\t' || !strncmp(text + length, "\xc2\xa0", 2))
        length += text[length] == '\xc2' ? 2 : 1;
    return length;
}

static bool is_bullet(const char *text, gsize *length)
{
    static const char *const marks[] = {"-", "\xe2\x80\xa2", "\xc2\xb7", "\xc2\xa7", "\xe2\x80\x93", "o ", "*"};
    for (guint i = 0; i < G_N_ELEMENTS(marks); i++)
        if (g_str_has_prefix(text, marks[i])) {
            *length = strlen(marks[i]) - (marks[i][strlen(marks[i]) - 1] == ' ');
            return text[*length] == ' ' || text[*length] == '\0';
        }
    return false;
}

MbLabel mb_label_read(const char *text, guint *bytes)
{
    gsize length = 0;
    if (bytes)
        *bytes = 0;
    if (is_bullet(text, &length)) {
        if (bytes)
            *bytes = (guint)(length + spaces(text + length));
        return (MbLabel){MB_LABEL_BULLET, 0, false};
    }
    const char *at = text + (*text == '(');
    bool digit = g_ascii_isdigit(*at);
    while (digit ? g_ascii_isdigit(at[length]) || (at[length] == '.' && g_ascii_isdigit(at[length + 1])) : g_ascii_isalpha(at[length]))
        length++;
    bool mark = at[length] == ')' || (*text != '(' && (at[length] == '.' || at[length] == ':'));
    if (length == 0 || length > 8 || (!digit && length > 6) || (*text == '(' && at[length] != ')'))
        return (MbLabel){0};
    MbLabel label = digit ? number_label(at, length) : letter_label(at, length);
    const char *end = at + length + mark;
    bool ends = *end == '\0' || spaces(end) > 0;
    if (!ends || (!mark && label.style != MB_LABEL_DECIMAL))
        return (MbLabel){0};
    if (bytes)
        *bytes = (guint)(end - text + (gssize)spaces(end));
    return label;
}

MbLabel mb_label_settle(MbLabel label, int letter_before)
{
    static const char roman_letters[] = "ivxlcdm";
    if (!label.roman_too || (label.style != MB_LABEL_LOWER && label.style != MB_LABEL_UPPER) || letter_before == label.value - 1)
        return label;
    char letter = (char)('a' + label.value - 1);
    if (!strchr(roman_letters, letter) || (letter != 'i' && letter != 'v' && letter != 'x'))
        return label;
    MbLabelStyle style = label.style == MB_LABEL_LOWER ? MB_LABEL_LOWER_ROMAN : MB_LABEL_UPPER_ROMAN;
    return (MbLabel){style, roman(&letter, 1), true};
}
