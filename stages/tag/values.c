#include "values.h"

#include <stdio.h>
#include <string.h>

typedef bool (*Reader)(const GMatchInfo *match, MbAttrs **attrs);

static char *part(const GMatchInfo *match, const char *name)
{
    char *text = g_match_info_fetch_named(match, name);
    if (text && *text)
        return text;
    g_free(text);
    return NULL;
}

static int part_number(const GMatchInfo *match, const char *name)
{
    g_autofree char *text = part(match, name);
    return text ? (int)g_ascii_strtoll(text, NULL, 10) : 0;
}

int mb_value_month(const char *text)
{
    static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
    static const char *const welsh[] = {"ionawr",     "chwefror", "mawrth", "ebrill", "mai",      "mehefin",
                                        "gorffennaf", "awst",     "medi",   "hydref", "tachwedd", "rhagfyr"};
    for (int i = 0; text && i < 12; i++)
        if (!g_ascii_strcasecmp(text, welsh[i]) || !g_ascii_strncasecmp(text, months[i], 3))
            return i + 1;
    return 0;
}

double mb_value_number(const char *text)
{
    static const char *const words[] = {"zero",  "one",   "two",  "three", "four",   "five",  "six",
                                        "seven", "eight", "nine", "ten",   "eleven", "twelve"};
    for (guint i = 0; i < G_N_ELEMENTS(words); i++)
        if (!g_ascii_strcasecmp(text, words[i]))
            return i;
    g_autofree char *digits = g_malloc0(strlen(text) + 1);
    guint length = 0;
    for (const char *at = text; *at; at++)
        if (g_ascii_isdigit(*at) || *at == '.')
            digits[length++] = *at;
        else if (*at != ',')
            return -1;
    return length ? g_ascii_strtod(digits, NULL) : -1;
}

/* Two-digit years: up to 49 this century (minutes on the web begin about 1995). */
static int whole_year(int year, gsize digits)
{
    return digits <= 2 ? (year < 50 ? 2000 + year : 1900 + year) : year;
}

static int part_year(const GMatchInfo *match)
{
    g_autofree char *text = part(match, "y");
    return text ? whole_year((int)g_ascii_strtoll(text, NULL, 10), strlen(text)) : 0;
}

static int part_month(const GMatchInfo *match, const char *name)
{
    g_autofree char *text = part(match, name);
    return !text ? 0 : g_ascii_isdigit(*text) ? (int)g_ascii_strtoll(text, NULL, 10) : mb_value_month(text);
}

static bool read_date(const GMatchInfo *match, MbAttrs **attrs)
{
    int day = part_number(match, "d"), month = part_month(match, "m"), year = part_year(match);
    if (month < 1 || month > 12 || day < 1 || year < 1800 || year > 2200)
        return false;
    if (!g_date_valid_dmy((GDateDay)MIN(day, 31), (GDateMonth)month, (GDateYear)year) || day > 31)
        return false;
    char value[64];
    snprintf(value, sizeof value, "%04d-%02d-%02d", year, month, day);
    mb_attrs_set(attrs, "date", value);
    return true;
}

/* "9 March", without a year. */
static bool read_day(const GMatchInfo *match, MbAttrs **attrs)
{
    int day = part_number(match, "d"), month = part_month(match, "m");
    if (month < 1 || day < 1 || day > 31)
        return false;
    char value[64];
    snprintf(value, sizeof value, "--%02d-%02d", month, day);
    mb_attrs_set(attrs, "value", value);
    return true;
}

static bool read_month(const GMatchInfo *match, MbAttrs **attrs)
{
    int month = part_month(match, "m"), year = part_year(match);
    if (month < 1 || month > 12)
        return false;
    char value[64];
    if (year)
        snprintf(value, sizeof value, "%04d-%02d", year, month);
    else
        snprintf(value, sizeof value, "--%02d", month);
    mb_attrs_set(attrs, "value", value);
    return true;
}

/* "1 April to 30 June 2019" */
static bool read_range(const GMatchInfo *match, MbAttrs **attrs)
{
    int d1 = part_number(match, "d1"), d2 = part_number(match, "d2"), m2 = part_month(match, "m2"), year = part_year(match);
    int m1 = part_month(match, "m1"), y1 = part_number(match, "y1");
    m1 = m1 ? m1 : m2;
    if (d1 < 1 || d2 < 1 || d1 > 31 || d2 > 31 || m1 < 1 || m2 < 1)
        return false;
    char value[64];
    snprintf(value, sizeof value, "%04d-%02d-%02d/%04d-%02d-%02d", y1 ? y1 : year, m1, d1, year, m2, d2);
    mb_attrs_set(attrs, "value", value);
    return true;
}

/* 2024/25, 2024-2025: only consecutive years are one. */
static bool read_years(const GMatchInfo *match, MbAttrs **attrs)
{
    int first = part_number(match, "y1"), second = part_number(match, "y2");
    if (second < 100)
        second += first / 100 * 100 + (first % 100 == 99 ? 100 : 0);
    if (second <= first || second > first + 10) /* "2023-25", "2019-2024" */
        return false;
    char value[64];
    snprintf(value, sizeof value, "%04d/%04d", first, second);
    mb_attrs_set(attrs, "value", value);
    return true;
}

static bool read_year(const GMatchInfo *match, MbAttrs **attrs)
{
    char value[64];
    snprintf(value, sizeof value, "%04d", part_number(match, "y"));
    mb_attrs_set(attrs, "value", value);
    return true;
}

static bool read_quarter(const GMatchInfo *match, MbAttrs **attrs)
{
    static const char *const ordinals[] = {"first", "second", "third", "fourth"};
    g_autofree char *text = part(match, "q");
    g_autofree char *year = part(match, "y");
    int quarter = text ? (int)g_ascii_strtoll(text, NULL, 10) : 0;
    for (int i = 0; text && !quarter && i < 4; i++)
        quarter = g_ascii_strcasecmp(text, ordinals[i]) ? 0 : i + 1;
    if (quarter < 1 || quarter > 4)
        return false;
    g_autofree char *value = g_strdup_printf("%s%sQ%d", year ? year : "", year ? "-" : "", quarter);
    mb_attrs_set(attrs, "value", value);
    return true;
}

static bool read_time(const GMatchInfo *match, MbAttrs **attrs)
{
    g_autofree char *noon = part(match, "noon");
    g_autofree char *half = part(match, "half");
    int hour = noon ? 12 : part_number(match, "h"), minute = part_number(match, "min");
    if (noon && !g_ascii_strcasecmp(noon, "midnight"))
        hour = 0;
    if (half && strchr("pPhH", *half) && hour < 12)
        hour += 12;
    if (half && strchr("aAbB", *half) && hour == 12)
        hour = 0;
    if (hour > 23 || minute > 59)
        return false;
    char value[64];
    snprintf(value, sizeof value, "%02d:%02d:00", hour, minute);
    mb_attrs_set(attrs, "time", value);
    return true;
}

/* Digits without commas, or NULL when it is no number. */
static char *dup_plain(const char *text)
{
    if (!text)
        return NULL;
    double number = mb_value_number(text);
    if (number < 0)
        return NULL;
    g_auto(GStrv) parts = g_strsplit(text, ",", -1);
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];
    return g_ascii_isdigit(*text) ? g_strjoinv("", parts) : g_strdup(g_ascii_formatd(buffer, sizeof buffer, "%.0f", number));
}

/* "£1.3 million", "£250k", "2p": pounds, without floating dust. */
static bool read_money(const GMatchInfo *match, MbAttrs **attrs)
{
    g_autofree char *number = part(match, "number");
    g_autofree char *scale = part(match, "scale");
    g_autofree char *currency = part(match, "currency");
    double value = number ? mb_value_number(number) : -1;
    if (value < 0)
        return false;
    double factor = 1;
    switch (scale ? g_ascii_tolower(*scale) : 0) {
    case 'm':
        factor = 1e6;
        break;
    case 'b':
        factor = 1e9;
        break;
    case 'k':
    case 't':
        factor = 1e3;
        break;
    case 'p':
        factor = 0.01;
        break;
    }
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];
    g_autofree char *plain = dup_plain(number);
    const char *shown = factor == 1 ? plain : g_ascii_formatd(buffer, sizeof buffer, "%.12g", value * factor);
    mb_attrs_set(attrs, "normalized", shown);
    mb_attrs_set(attrs, "unit",
                 currency && g_str_has_prefix(currency, "\xe2\x82\xac") ? "EUR"
                 : currency && *currency == '$'                         ? "USD"
                                                                        : "GBP");
    return true;
}

static bool read_percent(const GMatchInfo *match, MbAttrs **attrs)
{
    g_autofree char *number = part(match, "number");
    g_autofree char *plain = dup_plain(number);
    if (!plain)
        return false;
    mb_attrs_set(attrs, "normalized", plain);
    mb_attrs_set(attrs, "unit", "percent");
    return true;
}

/* Directions of words of change. */
static const struct {
    const char *stem, *direction;
} directions[] = {{"incr", "up"},   {"ris", "up"},     {"rose", "up"},     {"grow", "up"},       {"grew", "up"},
                  {"up", "up"},     {"more", "up"},    {"doubl", "up"},    {"trebl", "up"},      {"tripl", "up"},
                  {"climb", "up"},  {"jump", "up"},    {"gain", "up"},     {"soar", "up"},       {"high", "up"},
                  {"decr", "down"}, {"fall", "down"},  {"halv", "down"},   {"slip", "down"},     {"low", "down"},
                  {"shr", "down"},  {"fell", "down"}, {"reduc", "down"}, {"declin", "down"}, {"drop", "down"},     {"down", "down"},
                  {"less", "down"}, {"fewer", "down"}, {"stable", "flat"}, {"unchanged", "flat"}};

const char *mb_value_direction(const char *word)
{
    for (guint i = 0; word && i < G_N_ELEMENTS(directions); i++)
        if (!g_ascii_strncasecmp(word, directions[i].stem, strlen(directions[i].stem)))
            return directions[i].direction;
    return NULL;
}

/* A statement: numbers plain, direction from the verb; the indicator as printed. */
static bool read_measure(const GMatchInfo *match, MbAttrs **attrs)
{
    static const char *const numbers[] = {"value", "from", "to", "pct", "target", "previous"};
    for (guint i = 0; i < G_N_ELEMENTS(numbers); i++) {
        g_autofree char *text = part(match, numbers[i]);
        g_autofree char *plain = dup_plain(text);
        if (plain)
            mb_attrs_set(attrs, numbers[i], plain);
    }
    g_autofree char *verb = part(match, "change");
    mb_attrs_set(attrs, "direction", mb_value_direction(verb));
    return true;
}

static const struct {
    const char *name;
    Reader read;
    const char *parts; /* eaten, with blanks around each */
} readers[] = {
    {"date", read_date, " d m y sep "},
    {"day", read_day, " d m "},
    {"month", read_month, " m y "},
    {"range", read_range, " d1 m1 y1 d2 m2 y "},
    {"years", read_years, " y1 y2 "},
    {"year", read_year, " y "},
    {"quarter", read_quarter, " q y "},
    {"time", read_time, " h min half noon "},
    {"money", read_money, " number scale currency "},
    {"percent", read_percent, " number "},
    {"measure", read_measure, " value from to pct target previous change "},
};

bool mb_value_eats(const char *name, const char *part_name)
{
    g_autofree char *padded = g_strdup_printf(" %s ", part_name);
    for (guint i = 0; name && i < G_N_ELEMENTS(readers); i++)
        if (!strcmp(readers[i].name, name))
            return strstr(readers[i].parts, padded) != NULL;
    return false;
}

bool mb_value_read(const char *name, const GMatchInfo *match, MbAttrs **attrs)
{
    for (guint i = 0; name && i < G_N_ELEMENTS(readers); i++)
        if (!strcmp(readers[i].name, name))
            return readers[i].read(match, attrs);
    return true;
}
