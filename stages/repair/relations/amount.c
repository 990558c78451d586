#include "amount.h"

#include "base/text.h"

#include <string.h>

#define MAX_WHOLE_DIGITS 12

int64_t mb_amount_power(int places)
{
    int64_t power = 1;
    while (places-- > 0)
        power *= 10;
    return power;
}

int mb_amount_places(int64_t value)
{
    int places = MB_AMOUNT_PLACES;
    for (; places > 0 && value % 10 == 0; places--)
        value /= 10;
    return places;
}

/* Letters and signs that Tesseract gives for digits of table type (seen on pictures of 96 and 110 dpi). */
static const struct {
    gunichar shape;
    char digit;
} lookalikes[] = {{'O', '0'}, {'o', '0'}, {'Q', '0'}, {'D', '0'}, {'l', '1'}, {'I', '1'},    {'i', '1'},   {'|', '1'},   {'!', '1'},
                  {']', '1'}, {'[', '1'}, {'Z', '2'}, {'z', '2'}, {'A', '4'}, {'S', '5'},    {'s', '5'},   {'$', '5'},   {'b', '6'},
                  {'G', '6'}, {'T', '7'}, {'?', '7'}, {'B', '8'}, {'&', '8'}, {'g', '9'},    {'q', '9'},   {0xA7, '8'},  {0x2018, '1'}};

char mb_amount_digit_of(gunichar c)
{
    for (guint i = 0; i < G_N_ELEMENTS(lookalikes); i++)
        if (lookalikes[i].shape == c)
            return lookalikes[i].digit;
    return 0;
}

static bool is_minus(gunichar c)
{
    return c == '-' || c == 0x2212 || c == 0x2013 || c == 0x2010 || c == 0x2011;
}

static bool is_currency(gunichar c)
{
    return c == 0xA3 || c == 0x20AC || c == '$';
}

static bool is_nil(const char *text)
{
    gunichar c = g_utf8_get_char(text);
    bool is_dash = (is_minus(c) || c == 0x2014) && !*g_utf8_next_char(text);
    return is_dash || !g_ascii_strcasecmp(text, "nil") || !strcmp(text, "--");
}

static bool is_absent(const char *text)
{
    static const char *const words[] = {"n/a", "na", "n.a.", "n/k", "tbc", "tba", "*", "**", "..", "...", "x", "N/A", "c"};
    for (guint i = 0; i < G_N_ELEMENTS(words); i++)
        if (!g_ascii_strcasecmp(text, words[i]))
            return true;
    return false;
}

/* How a text of digits and marks is cut: what stands before and behind the digits. */
typedef struct {
    const char *at;
    bool minus, open, closed;
} Cut;

static const char *skip_space(const char *at)
{
    while (*at && mb_char_is_space(g_utf8_get_char(at)))
        at = g_utf8_next_char(at);
    return at;
}

/* Signs and brackets before the digits, currency anywhere among them; the core begins at the first of them but currency. */
static void read_head(Cut *cut, const char *text, MbAmount *amount)
{
    const char *core = NULL;
    for (;;) {
        cut->at = skip_space(cut->at);
        gunichar c = g_utf8_get_char(cut->at);
        bool minus = is_minus(c) && !cut->minus, open = c == '(' && !cut->open, plus = c == '+' && !amount->has_plus;
        if (!minus && !open && !plus && !is_currency(c))
            break;
        cut->minus |= minus;
        cut->open |= open;
        amount->has_plus |= plus;
        if (is_currency(c))
            core = NULL;
        else if (!core)
            core = cut->at;
        cut->at = g_utf8_next_char(cut->at);
    }
    amount->core = (guint)((core ? core : cut->at) - text);
}

/* Digits with commas in threes and a point; false when the form is none of these. */
static bool read_digits(Cut *cut, MbAmount *amount)
{
    int whole = 0, since_comma = 0, places = 0;
    int64_t value = 0;
    const char *at = cut->at;
    for (; g_ascii_isdigit(*at) || (*at == ',' && whole); at++) {
        if (*at == ',') {
            if (amount->has_commas ? since_comma != 3 : whole > 3)
                return false;
            amount->has_commas = true;
            since_comma = 0;
            continue;
        }
        if (++whole > MAX_WHOLE_DIGITS)
            return false;
        since_comma++;
        value = value * 10 + (*at - '0');
    }
    if (amount->has_commas && since_comma != 3)
        return false;
    if (*at == '.' && g_ascii_isdigit(at[1]))
        for (at++; g_ascii_isdigit(*at); at++) {
            if (++places > MB_AMOUNT_PLACES)
                return false;
            value = value * 10 + (*at - '0');
        }
    if (!whole && !places)
        return false;
    amount->is_irregular = !whole || (whole > 1 && *cut->at == '0');
    amount->value = value * mb_amount_power(MB_AMOUNT_PLACES - places);
    amount->places = places;
    cut->at = at;
    return true;
}

/* What may stand behind a number; a sign: of a variance, where favourable counts as more. */
static const struct {
    const char *text;
    int sign;
} tails[] = {
    {"pp", 0},    {"ppt", 0},     {"ppts", 0},  {"pts", 0},    {"points", 0}, {"percentage points", 0}, {"p", 0},
    {"fte", 0},   {"wte", 0},     {"days", 0},  {"hours", 0},  {"hrs", 0},    {"minutes", 0},           {"mins", 0},
    {"weeks", 0}, {"months", 0},  {"years", 0}, {"miles", 0},  {"km", 0},     {"ha", 0},                {"tonnes", 0},
    {"homes", 0}, {"f", 1},       {"fav", 1},   {"favourable", 1},            {"under", 1},             {"underspend", 1},
    {"a", -1},    {"adv", -1},    {"adverse", -1},             {"over", -1},  {"overspend", -1},
};

/* One of the tails, perhaps in brackets. A letter that looks like a digit must stand apart: "120A" may be 1204. */
static bool read_unit(Cut *cut, MbAmount *amount)
{
    bool is_apart = mb_char_is_space((gunichar)(guchar)cut->at[-1]) || *cut->at == '(';
    g_autofree char *text = g_strdup(cut->at + (*cut->at == '('));
    g_strchomp(text);
    gsize length = strlen(text);
    bool is_closed = length && text[length - 1] == ')';
    if (is_closed != (*cut->at == '('))
        return false;
    if (is_closed)
        text[length - 1] = '\0';
    for (guint i = 0; i < G_N_ELEMENTS(tails); i++) {
        if (g_ascii_strcasecmp(text, tails[i].text) != 0 || (!is_apart && !text[1] && mb_amount_digit_of((gunichar)*text)))
            continue;
        amount->is_lettered = tails[i].sign != 0;
        if (tails[i].sign < 0)
            amount->value = -amount->value;
        return !amount->is_lettered || (!cut->minus && !cut->open);
    }
    return false;
}

static bool read_tail(Cut *cut, const char *text, MbAmount *amount)
{
    amount->core_end = (guint)(cut->at - text);
    cut->at = skip_space(cut->at);
    if (*cut->at == '%') {
        amount->is_percent = true;
        cut->at = skip_space(cut->at + 1);
    }
    if (*cut->at == ')' && cut->open) {
        cut->closed = true;
        cut->at = skip_space(cut->at + 1);
        if (!amount->is_percent)
            amount->core_end = (guint)(strrchr(text, ')') + 1 - text);
    }
    if (*cut->at == '%' && !amount->is_percent) {
        amount->is_percent = true;
        cut->at = skip_space(cut->at + 1);
    }
    return cut->open == cut->closed && (!*cut->at || read_unit(cut, amount));
}

/* Text without a word in it, with digits or with what looks like them: perhaps a number read badly. */
static bool looks_like_digits(const char *text)
{
    guint digits = 0, alike = 0, others = 0;
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        digits += g_unichar_isdigit(c) != 0;
        alike += !g_unichar_isdigit(c) && mb_amount_digit_of(c);
        others += g_unichar_isalpha(c) && !mb_amount_digit_of(c);
    }
    return digits > 0 && alike + others <= digits && strlen(text) <= 20;
}

static gsize last_digit(const char *text)
{
    gsize at = strlen(text);
    while (at-- > 0)
        if (g_ascii_isdigit(text[at]))
            break;
    return at;
}

/* The stretch of a badly read number: from its first sign or digit to its last. */
static MbAmount malformed(const char *text)
{
    MbAmount amount = {.kind = looks_like_digits(text) ? MB_AMOUNT_MALFORMED : MB_AMOUNT_WORDS};
    const char *end = text + strlen(text);
    amount.is_percent = strchr(text, '%') != NULL;
    amount.has_plus = *text == '+';
    amount.is_accounts = *text == '(';
    amount.has_commas = strchr(text, ',') != NULL;
    const char *unit = text + (strcspn(text, "0123456789") < strlen(text) ? last_digit(text) + 1 : 0);
    Cut cut = {.at = skip_space(unit)};
    amount.value = 1; /* a sign for the letter to turn: the value itself is not known */
    if (unit > text && *cut.at && read_unit(&cut, &amount))
        end = unit;
    while (end > text && (end[-1] == '%' || end[-1] == ' '))
        end--;
    amount.core_end = (guint)(end - text);
    return amount;
}

MbAmount mb_amount_read(const char *text)
{
    MbAmount amount = {.kind = MB_AMOUNT_EMPTY};
    text = text ? text : "";
    if (!*skip_space(text))
        return amount;
    amount.kind = is_nil(text) ? MB_AMOUNT_NIL : is_absent(text) ? MB_AMOUNT_ABSENT : MB_AMOUNT_VALUE;
    if (amount.kind != MB_AMOUNT_VALUE)
        return amount;
    Cut cut = {.at = text};
    read_head(&cut, text, &amount);
    if (!read_digits(&cut, &amount) || !read_tail(&cut, text, &amount))
        return malformed(text);
    amount.is_accounts = cut.open;
    if (cut.minus || cut.open)
        amount.value = -amount.value;
    return amount;
}

static void append_whole(GString *out, int64_t whole, bool commas)
{
    char digits[24];
    int length = g_snprintf(digits, sizeof digits, "%" G_GINT64_FORMAT, whole);
    for (int i = 0; i < length; i++) {
        if (commas && i && (length - i) % 3 == 0)
            g_string_append_c(out, ',');
        g_string_append_c(out, digits[i]);
    }
}

char *mb_amount_format(int64_t value, const MbAmount *like, int places)
{
    GString *out = g_string_new(NULL);
    int64_t size = value < 0 ? -value : value;
    places = MAX(places, mb_amount_places(size));
    bool is_negative = value < 0 && !like->is_lettered;
    if (is_negative)
        g_string_append_c(out, like->is_accounts ? '(' : '-');
    else if (like->has_plus && value)
        g_string_append_c(out, '+');
    append_whole(out, size / MB_AMOUNT_UNIT, like->has_commas);
    if (places)
        g_string_append_printf(out, ".%0*d", places, (int)(size % MB_AMOUNT_UNIT / mb_amount_power(MB_AMOUNT_PLACES - places)));
    if (is_negative && like->is_accounts)
        g_string_append_c(out, ')');
    return g_string_free(out, FALSE);
}
