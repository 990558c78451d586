#include "misreading.h"

#include "../relations/relations.h"

#include <stdbool.h>
#include <string.h>

#define MAX_DIGITS 20

/* Digits alone, and whether the number is negative. */
typedef struct {
    char digits[MAX_DIGITS + 1];
    guint count;
    bool negative;
} Figures;

static bool read_figures(const char *text, Figures *figures)
{
    *figures = (Figures){0};
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        figures->negative |= c == '-' || c == '(' || c == 0x2212 || c == 0x2013;
        char digit = c < 0x80 && g_ascii_isdigit((char)c) ? (char)c : mb_amount_digit_of(c);
        if (!digit)
            continue;
        if (figures->count == MAX_DIGITS)
            return false;
        figures->digits[figures->count++] = digit;
    }
    return figures->count > 0;
}

/* Digits that readers confuse in small print, either way. */
static const char *const confused[] = {"08", "06", "09", "17", "14", "27", "35", "38", "39", "56", "58",
                                       "59", "68", "69", "89", "49", "23", "25", "28", "12", "36"};

static bool are_confused(char a, char b)
{
    for (guint i = 0; i < G_N_ELEMENTS(confused); i++)
        if ((confused[i][0] == a && confused[i][1] == b) || (confused[i][0] == b && confused[i][1] == a))
            return true;
    return false;
}

/* Two neighbours that changed places: what people do who type. */
static bool is_swap(const Figures *was, const Figures *is)
{
    guint at = 0;
    while (at + 1 < was->count && was->digits[at] == is->digits[at])
        at++;
    return at + 1 < was->count && was->digits[at] == is->digits[at + 1] && was->digits[at + 1] == is->digits[at];
}

static MbMisreading compare_same_length(const Figures *was, const Figures *is)
{
    guint other = 0, usual = 0;
    for (guint i = 0; i < was->count; i++)
        if (was->digits[i] != is->digits[i]) {
            other++;
            usual += are_confused(was->digits[i], is->digits[i]);
        }
    if (!other)
        return MB_MISREADING_MARKS;
    if (other == 1)
        return usual ? MB_MISREADING_USUAL : MB_MISREADING_FAR;
    return other == 2 && (usual == 2 || is_swap(was, is)) ? MB_MISREADING_FAR : MB_MISREADING_NO;
}

/* One digit lost or added: usual for a thin one and for one of a pair of equals. */
static MbMisreading compare_one_more(const Figures *less, const Figures *more)
{
    guint at = 0;
    while (at < less->count && less->digits[at] == more->digits[at])
        at++;
    if (strcmp(less->digits + at, more->digits + at + 1) != 0)
        return MB_MISREADING_NO;
    char extra = more->digits[at];
    bool doubled = (at > 0 && more->digits[at - 1] == extra) || more->digits[at + 1] == extra;
    return extra == '1' || doubled ? MB_MISREADING_USUAL : MB_MISREADING_FAR;
}

/* Fewest digits to put in, take out or change, for texts of MAX_DIGITS at most. */
static guint distance_between(const Figures *a, const Figures *b)
{
    guint row[MAX_DIGITS + 1];
    for (guint k = 0; k <= b->count; k++)
        row[k] = k;
    for (guint i = 1; i <= a->count; i++) {
        guint corner = row[0];
        row[0] = i;
        for (guint k = 1; k <= b->count; k++) {
            guint change = corner + (a->digits[i - 1] != b->digits[k - 1]);
            corner = row[k];
            row[k] = MIN(change, MIN(row[k], row[k - 1]) + 1);
        }
    }
    return row[b->count];
}

static bool is_wide(const Figures *was, const Figures *is)
{
    return MIN(was->count, is->count) >= 3 && distance_between(was, is) <= 2;
}

MbMisreading mb_misreading_between(const char *was, const char *is)
{
    Figures a, b;
    if (!read_figures(was, &a) || !read_figures(is, &b))
        return MB_MISREADING_NO;
    MbMisreading found = a.count == b.count       ? compare_same_length(&a, &b)
                         : a.count + 1 == b.count ? compare_one_more(&a, &b)
                         : b.count + 1 == a.count ? compare_one_more(&b, &a)
                                                  : MB_MISREADING_NO;
    if (found == MB_MISREADING_USUAL && !strchr(was, '.') != !strchr(is, '.'))
        found = MB_MISREADING_FAR;
    /* a lost sign is usual; beside a wrong digit it makes two misreadings */
    if (a.negative != b.negative && found != MB_MISREADING_NO)
        found = found == MB_MISREADING_MARKS ? MB_MISREADING_USUAL : MB_MISREADING_NO;
    return found == MB_MISREADING_NO && a.negative == b.negative && is_wide(&a, &b) ? MB_MISREADING_WIDE : found;
}

static void each_other_digit(const char *was, gsize at, MbMisreadingFunc each, gpointer data)
{
    g_autofree char *text = g_strdup(was);
    for (char digit = '0'; digit <= '9'; digit++) {
        text[at] = digit;
        if (digit != was[at])
            each(text, data);
    }
}

static void each_digit_more(const char *was, gsize at, MbMisreadingFunc each, gpointer data)
{
    g_autofree char *text = g_strdup_printf("%.*s0%s", (int)at, was, was + at);
    for (char digit = '0'; digit <= '9'; digit++) {
        text[at] = digit;
        each(text, data);
    }
}

static void each_swap(const char *was, gsize at, MbMisreadingFunc each, gpointer data)
{
    if (!g_ascii_isdigit(was[at + 1]) || was[at] == was[at + 1])
        return;
    g_autofree char *text = g_strdup(was);
    text[at] = was[at + 1];
    text[at + 1] = was[at];
    each(text, data);
}

void mb_misreading_each(const char *was, MbMisreadingFunc each, gpointer data)
{
    gsize length = strlen(was);
    for (gsize i = 0; i < length; i++) {
        if (!g_ascii_isdigit(was[i]))
            continue;
        each_other_digit(was, i, each, data);
        each_swap(was, i, each, data);
        each_digit_more(was, i, each, data);
        g_autofree char *less = g_strdup_printf("%.*s%s", (int)i, was, was + i + 1);
        each(less, data);
        if (i + 1 == length || !g_ascii_isdigit(was[i + 1]))
            each_digit_more(was, i + 1, each, data);
    }
}
