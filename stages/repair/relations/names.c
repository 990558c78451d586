/*
 * Digits that name something and count nothing: dates, times, telephone numbers,
 * references, post codes, years and items at the heads of rows. They are no
 * amounts: no relation is asked of them, and none of them is badly read because
 * it is no number. Part of stage repair.
 */
#include "ledger.h"

#include "base/text.h"

#include <string.h>

/* Cells of a line that must share a form, and of all its cells two thirds: so do those of true columns of references. */
#define FEWEST_ALIKE 3

#define LONGEST_SHAPE 32

/* A telephone number has so many digits in Britain, its spaces and brackets left out; the first is a nought. */
#define PHONE_LEAST 10

/*
 * The form of a text: '9' for a run of digits, 'A' for a run of letters, other characters as they are, dashes as '-', blanks and
 * currency signs left out. Returns false for what is longer than any name of a thing.
 */
static bool read_shape(const char *text, char shape[LONGEST_SHAPE])
{
    gsize length = 0;
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (mb_char_is_space(c) || c == 0xA3 || c == 0x20AC || c == '$')
            continue;
        char sign = g_unichar_isdigit(c) ? '9' : g_unichar_isalpha(c) ? 'A' : c == 0x2013 || c == 0x2011 ? '-' : c < 0x80 ? (char)c : '?';
        if (length && sign == shape[length - 1] && (sign == '9' || sign == 'A'))
            continue;
        if (length + 1 == LONGEST_SHAPE)
            return false;
        shape[length++] = sign;
    }
    shape[length] = '\0';
    return length > 0;
}

static guint count_digits(const char *text)
{
    guint digits = 0;
    for (; *text; text++)
        digits += g_ascii_isdigit(*text) != 0;
    return digits;
}

/* Three digits behind a mark may be thousands whose comma was misread. */
static bool ends_with_thousands(const char *text)
{
    gsize length = strlen(text);
    return length > 3 && strspn(text + length - 3, "0123456789") == 3 && !g_ascii_isdigit(text[length - 4]);
}

/* "2nd", "10am", "1 of 4", "5 to 9", "£1.2m": what may stand between and behind the digits of a name or of a round figure. */
static const char *const name_words[] = {"st", "nd", "rd", "th", "am", "pm", "of", "in", "to", "k", "m", "bn", "million", NULL};

static bool has_name_word(const char *text)
{
    const char *at = text + strcspn(text, "0123456789");
    at += strspn(at, "0123456789.:");
    at += *at == ' ';
    gsize length = 0;
    while (g_ascii_isalpha(at[length]))
        length++;
    for (const char *const *word = name_words; *word; word++)
        if (strlen(*word) == length && !g_ascii_strncasecmp(at, *word, length))
            return true;
    return false;
}

/* What is no number by its form alone: "01/04/2018", "2018/19", "10:30", "18-24", "65+", "1st", "01622 694000". */
static bool is_name(const char *text)
{
    static const char *const shapes[] = {"9/9/9", "9-9-9", "9/9", "9-9", "9:9", "9+", NULL};
    static const char *const worded[] = {"9A", "9A9", "9.9A", "9:9A", NULL};
    char shape[LONGEST_SHAPE];
    if (!read_shape(text, shape))
        return false;
    if (g_strv_contains(worded, shape))
        return has_name_word(text);
    bool is_phone = !strcmp(shape, "9") && text[0] == '0' && count_digits(text) >= PHONE_LEAST;
    return is_phone || (g_strv_contains(shapes, shape) && !ends_with_thousands(text));
}

static MbEntry *entry_at(MbLedger *ledger, bool across, guint line, guint pos)
{
    return &ledger->entries[mb_ledger_index(ledger, across, line, pos)];
}

static bool has_digits(const MbEntry *entry)
{
    return entry->leaf && !entry->is_label &&
           (entry->amount.kind == MB_AMOUNT_MALFORMED || entry->amount.kind == MB_AMOUNT_VALUE || entry->amount.kind == MB_AMOUNT_NAME);
}

/* Forms of numbers and of numbers read badly: marks and blanks among digits, signs before them. */
static bool is_number_shape(const char *shape)
{
    return strspn(shape, "9,.-+()%") == strlen(shape);
}

/* A nought before other digits: no count is printed so. */
static bool is_code(const MbEntry *entry)
{
    const char *text = entry->leaf->text->str;
    return text[0] == '0' && g_ascii_isdigit(text[1]);
}

/* What is a number in a proper form is none of a name, but for digits that begin with a nought. */
static bool may_be_name(const MbEntry *entry)
{
    return has_digits(entry) && (entry->amount.kind != MB_AMOUNT_VALUE || is_code(entry));
}

/* A form that most cells of a column share, none of numbers, is that of names; so are digits that begin with a nought. */
static void name_alike(MbLedger *ledger, guint col)
{
    for (guint row = 0; row < ledger->rows; row++) {
        const MbEntry *entry = entry_at(ledger, false, col, row);
        char shape[LONGEST_SHAPE], other_shape[LONGEST_SHAPE];
        if (!may_be_name(entry) || !read_shape(entry->leaf->text->str, shape) || (is_number_shape(shape) && !is_code(entry)))
            continue;
        guint alike = 0, all = 0;
        for (guint at = 0; at < ledger->rows; at++) {
            const MbEntry *other = entry_at(ledger, false, col, at);
            bool is_text = other->leaf && !other->is_label;
            all += is_text;
            alike += is_text && read_shape(other->leaf->text->str, other_shape) && !strcmp(shape, other_shape) &&
                     is_code(other) == is_code(entry);
        }
        if (alike < FEWEST_ALIKE || alike * 3 < all * 2)
            continue;
        for (guint at = 0; at < ledger->rows; at++) {
            MbEntry *other = entry_at(ledger, false, col, at);
            if (may_be_name(other) && read_shape(other->leaf->text->str, other_shape) && !strcmp(shape, other_shape))
                other->amount.kind = MB_AMOUNT_NAME;
        }
        return;
    }
}

static bool is_plain_integer(const MbAmount *amount)
{
    return amount->kind == MB_AMOUNT_VALUE && !amount->places && !amount->has_commas && !amount->is_percent && !amount->has_plus &&
           amount->value >= 0;
}

/* Years from 1900 to 2100, or items counted from nought or one, each one more (years: or less) than the one before. */
static bool is_counted(MbLedger *ledger, bool across, guint line)
{
    guint places = across ? ledger->cols : ledger->rows, count = 0, steps = 0, years = 0;
    int64_t before = 0, first = 0;
    for (guint pos = 0; pos < places; pos++) {
        const MbEntry *entry = entry_at(ledger, across, line, pos);
        if (!has_digits(entry))
            continue;
        if (!is_plain_integer(&entry->amount))
            return false;
        int64_t value = entry->amount.value / MB_AMOUNT_UNIT;
        bool is_year = value >= 1900 && value <= 2100;
        steps += count && (value == before + 1 || (is_year && value + 1 == before));
        years += is_year;
        first = count++ ? first : value;
        before = value;
    }
    return count >= FEWEST_ALIKE && steps + 1 == count && (years == count || first <= 1);
}

/* Years and items lead: the line of the first numbers in its direction. */
static void name_counted(MbLedger *ledger, bool across)
{
    guint lines = across ? ledger->rows : ledger->cols, places = across ? ledger->cols : ledger->rows;
    for (guint line = 0; line < lines; line++) {
        bool any = false;
        for (guint pos = 0; pos < places; pos++)
            any |= entry_at(ledger, across, line, pos)->amount.kind == MB_AMOUNT_VALUE && has_digits(entry_at(ledger, across, line, pos));
        if (!any)
            continue;
        for (guint pos = 0; is_counted(ledger, across, line) && pos < places; pos++)
            if (has_digits(entry_at(ledger, across, line, pos)))
                entry_at(ledger, across, line, pos)->amount.kind = MB_AMOUNT_NAME;
        return;
    }
}

void mb_ledger_find_names(MbLedger *ledger)
{
    for (guint i = 0; i < ledger->rows * ledger->cols; i++) {
        MbEntry *entry = &ledger->entries[i];
        if (has_digits(entry) && entry->amount.kind == MB_AMOUNT_MALFORMED && is_name(entry->leaf->text->str))
            entry->amount.kind = MB_AMOUNT_NAME;
    }
    for (guint col = 0; col < ledger->cols; col++)
        name_alike(ledger, col);
    name_counted(ledger, false);
    name_counted(ledger, true);
}
