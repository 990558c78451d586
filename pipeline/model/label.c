/* Labels read from text. */
#include "model/label.h"

#include "base/text.h"

#include <string.h>

/*
 * Characters that begin a bulleted line. Those marked weak are also words or
 * signs of their own and need space after them; the letters are what the
 * bullets of Wingdings and Symbol become when the font is forgotten.
 */
typedef struct {
    gunichar c;
    bool is_weak;
    bool needs_space;
} Bullet;

static const Bullet bullets[] = {
    {'*', true, true},      {'+', true, true},       {'-', true, true},      {'o', true, true},       {0xA7, false, true},
    {0xA8, false, true},    {0xB7, false, false},    {0xD8, false, true},    {0xF0, false, true},     {0xFC, false, true},
    {0x2010, true, true},   {0x2011, true, true},    {0x2012, true, true},   {0x2013, true, true},    {0x2014, true, true},
    {0x2022, false, false}, {0x2023, false, false},  {0x2043, false, false}, {0x204C, false, false},  {0x2192, false, true},
    {0x2212, true, true},   {0x2219, false, false},  {0x21D2, false, true},  {0x22C5, false, false},  {0x25A0, false, false},
    {0x25A1, false, false}, {0x25AA, false, false},  {0x25AB, false, false}, {0x25B6, false, false},  {0x25B8, false, false},
    {0x25BA, false, false}, {0x25C6, false, false},  {0x25C7, false, false}, {0x25C9, false, false},  {0x25CB, false, false},
    {0x25CF, false, false}, {0x25D8, false, false},  {0x25E6, false, false}, {0x25FB, false, false},  {0x25FC, false, false},
    {0x25FD, false, false}, {0x25FE, false, false},  {0x2610, false, true},  {0x2611, false, true},   {0x2612, false, true},
    {0x2666, false, false}, {0x2713, false, true},   {0x2714, false, true},  {0x2726, false, false},  {0x2736, false, false},
    {0x2751, false, false}, {0x2752, false, false},  {0x2756, false, false}, {0x2794, false, true},   {0x27A2, false, false},
    {0x27A4, false, false}, {0x2B1D, false, false},  {0x2B25, false, false}, {0xFFED, false, false},
};

static const Bullet *find_bullet(gunichar c)
{
    for (gsize i = 0; i < G_N_ELEMENTS(bullets); i++)
        if (bullets[i].c == c)
            return &bullets[i];
    return NULL;
}

bool mb_char_is_bullet(gunichar c, bool is_symbol_font)
{
    return mb_char_is_stray(c) || find_bullet(c) || (is_symbol_font && c > ' ' && !mb_char_is_space(c));
}

static const char *skip_space(const char *at)
{
    while (*at && mb_char_is_space(g_utf8_get_char(at)))
        at = g_utf8_next_char(at);
    return at;
}

static bool ends_word(const char *at)
{
    return !*at || mb_char_is_space(g_utf8_get_char(at));
}

bool mb_char_is_sign(gunichar c)
{
    return c == '+' || c == '-' || c == 0x2212 || c == 0x2013 || c == 0xB1;
}

/* One bullet at `at`; gives where it ends, or NULL. */
static const char *read_bullet(const char *at, bool is_symbol_font, bool *is_weak)
{
    gunichar c = g_utf8_get_char(at);
    if (!c || !mb_char_is_bullet(c, is_symbol_font))
        return NULL;
    const char *end = g_utf8_next_char(at);
    const Bullet *bullet = find_bullet(c);
    if (bullet && bullet->needs_space && !is_symbol_font && !ends_word(end))
        return NULL;
    *is_weak = bullet && bullet->is_weak && !is_symbol_font;
    /* "§ 12" cites a paragraph */
    if (c == 0xA7 && !is_symbol_font && g_ascii_isdigit(*skip_space(end)))
        *is_weak = true;
    return end;
}

/* "3.1%", "£2.4m": a number with nothing after it but a unit of one or two letters. */
static bool is_amount(const char *text)
{
    g_autofree char *number = g_strstrip(g_strdup(text));
    gsize length = strlen(number), letters = 0;
    while (letters < 2 && letters < length && g_ascii_isalpha(number[length - 1 - letters]))
        letters++;
    number[length - letters] = '\0';
    return mb_text_is_number(number);
}

/* Before a number that stands alone a dash is more likely its sign: as a bullet it would be lost, and the number another. */
static bool parse_bullet(const char *text, const char *at, bool is_symbol_font, MbLabel *label)
{
    bool is_weak, second_weak;
    const char *end = read_bullet(at, is_symbol_font, &is_weak);
    gunichar c = g_utf8_get_char(at);
    if (!end || (!is_symbol_font && mb_char_is_sign(c) && is_amount(end)))
        return false;
    /* "- §": the dash was typed before a bullet that the editor made; no word starts so */
    const char *second = skip_space(end), *second_end = second > end ? read_bullet(second, false, &second_weak) : NULL;
    if (second_end && !second_weak) {
        c = g_utf8_get_char(second);
        end = second_end;
        is_weak = false;
    }
    *label = (MbLabel){.readings = 1, .is_weak = is_weak, .length = (guint)(end - text), .rest = (guint)(skip_space(end) - text)};
    label->reading[0] = (MbLabelReading){.style = MB_LABEL_BULLET, .shape = MB_LABEL_BARE, .parts = 1, .bullet = c};
    return true;
}

/* Digits of one part; a leading zero is a time or a date, not a label. */
static const char *read_part(const char *at, gsize max_digits, int *value)
{
    gsize digits = strspn(at, "0123456789");
    if (digits == 0 || digits > max_digits || (digits > 1 && at[0] == '0'))
        return NULL;
    *value = 0;
    for (gsize i = 0; i < digits; i++)
        *value = *value * 10 + (at[i] - '0');
    return at + digits;
}

/* "5", "5.1", "5.1.2"; the end is before a closing point or bracket. */
static const char *read_arabic(const char *at, MbLabelReading *reading)
{
    const char *end = read_part(at, 4, &reading->part[0]);
    if (!end)
        return NULL;
    reading->style = MB_LABEL_ARABIC;
    reading->parts = 1;
    while (*end == '.' && g_ascii_isdigit(end[1])) {
        if (reading->parts == MB_LABEL_PARTS)
            return NULL;
        end = read_part(end + 1, 3, &reading->part[reading->parts++]);
        if (!end)
            return NULL;
    }
    return end;
}

static int roman_digit(char c)
{
    static const char letters[] = "ivxlcdm";
    static const int values[] = {1, 5, 10, 50, 100, 500, 1000};
    const char *found = strchr(letters, g_ascii_tolower(c));
    return c && found ? values[found - letters] : 0;
}

char *mb_label_dup_roman(int value)
{
    static const char *const tens[] = {"", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc"};
    static const char *const ones[] = {"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"};
    g_assert(value > 0 && value < 100);
    return g_strconcat(tens[value / 10], ones[value % 10], NULL);
}

/* Below 90 in canonical spelling, else 0: no list is longer, and "mix" or "civil" are words. */
static int roman_value(const char *letters, gsize length)
{
    int sum = 0;
    for (gsize i = 0; i < length; i++) {
        int digit = roman_digit(letters[i]);
        if (!digit)
            return 0;
        sum += i + 1 < length && roman_digit(letters[i + 1]) > digit ? -digit : digit;
    }
    if (length == 1 || sum < 1 || sum >= 90)
        return length == 1 ? sum : 0;
    g_autofree char *canonical = mb_label_dup_roman(sum);
    return strlen(canonical) == length && !g_ascii_strncasecmp(canonical, letters, length) ? sum : 0;
}

/* "a" is 1, "z" 26, "aa" 27, "bb" 28. */
static int alpha_value(const char *letters, gsize length)
{
    if (length == 2 && letters[0] != letters[1])
        return 0;
    return length > 2 ? 0 : (int)(26 * (length - 1)) + g_ascii_tolower(letters[0]) - 'a' + 1;
}

static void add_reading(MbLabel *label, MbLabelStyle style, int value)
{
    if (value)
        label->reading[label->readings++] = (MbLabelReading){.style = style, .parts = 1, .part = {value}};
}

/* Single letters i, v, x are numerals before letters; c, d, l, m the other way round: lists seldom reach a hundred. */
static const char *read_letters(const char *at, MbLabel *label)
{
    gsize length = 0;
    while (g_ascii_isalpha(at[length]) && length < 9)
        length++;
    if (length == 0 || length == 9)
        return NULL;
    bool is_upper = g_ascii_isupper(at[0]);
    for (gsize i = 1; i < length; i++)
        if (g_ascii_isupper(at[i]) != is_upper)
            return NULL;
    MbLabelStyle alpha = is_upper ? MB_LABEL_ALPHA_UPPER : MB_LABEL_ALPHA_LOWER;
    bool letter_first = length == 1 && !strchr("ivxIVX", at[0]);
    if (letter_first)
        add_reading(label, alpha, alpha_value(at, length));
    add_reading(label, is_upper ? MB_LABEL_ROMAN_UPPER : MB_LABEL_ROMAN_LOWER, roman_value(at, length));
    if (!letter_first)
        add_reading(label, alpha, alpha_value(at, length));
    return label->readings ? at + length : NULL;
}

/* The closing sign; "1.)" and "(1)." are met too. */
static const char *read_shape(const char *at, bool has_open, MbLabelShape *shape)
{
    if (has_open && *at != ')')
        return NULL;
    *shape = *at == ')' ? (has_open ? MB_LABEL_BRACKETS : MB_LABEL_BRACKET) : *at == '.' ? MB_LABEL_POINT : MB_LABEL_BARE;
    if (*shape == MB_LABEL_BARE)
        return at;
    if (at[0] == '.' && at[1] == ')')
        *shape = MB_LABEL_BRACKET;
    return at + (at[1] == '.' || at[1] == ')' ? 2 : 1);
}

/* "1.The" and "(a)The" lost a space; before anything else but space, the characters are no label. */
static bool may_end(const char *at, const MbLabel *label, MbLabelShape shape)
{
    if (ends_word(at))
        return true;
    bool is_closed = shape == MB_LABEL_BRACKETS || (shape != MB_LABEL_BARE && label->reading[0].style == MB_LABEL_ARABIC);
    return is_closed && g_unichar_isupper(g_utf8_get_char(at));
}

static bool is_weak_number(const MbLabel *label, MbLabelShape shape, bool is_cut)
{
    const MbLabelReading *first = &label->reading[0];
    bool is_year = first->parts == 1 && first->part[0] > 999;
    bool is_initial = shape == MB_LABEL_POINT && (first->style == MB_LABEL_ALPHA_UPPER || first->style == MB_LABEL_ROMAN_UPPER);
    bool is_name = first->style == MB_LABEL_ALPHA_UPPER && first->part[0] > 26; /* "(CC)" */
    return is_cut || is_year || is_initial || is_name || shape == MB_LABEL_BARE;
}

bool mb_label_parse(const char *text, bool is_symbol_font, MbLabel *label)
{
    const char *at = skip_space(text);
    if (parse_bullet(text, at, is_symbol_font, label))
        return true;
    MbLabel made = {0};
    bool has_open = *at == '(';
    at += has_open;
    const char *end = read_arabic(at, &made.reading[0]);
    if (end)
        made.readings = 1;
    else if (!g_ascii_isdigit(*at))
        end = read_letters(at, &made);
    MbLabelShape shape;
    const char *closed = end ? read_shape(end, has_open, &shape) : NULL;
    if (!closed || !may_end(closed, &made, shape) || (shape == MB_LABEL_BARE && made.reading[0].style != MB_LABEL_ARABIC))
        return false;
    made.is_weak = is_weak_number(&made, shape, !ends_word(closed));
    made.length = (guint)(closed - text);
    made.rest = (guint)(skip_space(closed) - text);
    for (int i = 0; i < made.readings; i++)
        made.reading[i].shape = shape;
    *label = made;
    return true;
}

int mb_label_value(const MbLabelReading *reading)
{
    return reading->part[reading->parts - 1];
}
