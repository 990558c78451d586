/*
 * True tables as councils print them: rates, weights, averages, prices, years to
 * date, variances with letters, rounded thousands, numbers that only name things.
 */
#ifndef MB_TESTS_COUNCIL_KINDS_H
#define MB_TESTS_COUNCIL_KINDS_H

#include "table-kinds.h"

/* a * factor / b to the nearest, halves up; b > 0. */
static gint64 ratio_of(gint64 a, gint64 factor, gint64 b)
{
    gint64 top = a * factor * 2 + b, down = top / (2 * b);
    return top < 0 && top % (2 * b) ? down - 1 : down;
}

static void name_columns(Texts *t, const char *const *names)
{
    for (int c = 0; c < t->cols; c++)
        g_strlcpy(t->text[0][c], names[c], sizeof t->text[0][c]);
}

static void name_last_row(Texts *t, const char *name)
{
    g_strlcpy(t->text[t->rows - 1][0], name, sizeof t->text[0][0]);
}

static void append_sign(Texts *t, int r, int c, const char *sign)
{
    g_strlcat(t->text[r][c], sign, sizeof t->text[0][0]);
}

/* Population, offences and their rate per 1,000, 10,000 or 100,000, with the totals of the first two. */
static void make_rates(Texts *t)
{
    static const char *const names[][4] = {{"Area", "Population", "Offences", "Rate per 1,000"},
                                           {"Area", "Population", "Cases", "Rate per 100,000"},
                                           {"Area", "Children", "Plans", "Per 10,000"}};
    static const int factors[] = {1000, 100000, 10000};
    guint which = chance(3);
    put_labels(t, 9 + (int)chance(8), 4);
    name_columns(t, names[which]);
    gint64 people = 0, cases = 0;
    int places = 1 + (int)chance(2);
    for (int r = 1; r < t->rows; r++) {
        bool is_last = r + 1 == t->rows;
        gint64 a = is_last ? people : 4000 + (gint64)chance(90000), b = is_last ? cases : a * (2 + chance(70)) / 1000;
        people += a;
        cases += b;
        put_number(t->text[r][1], a, 0, true, false);
        put_number(t->text[r][2], b, 0, true, false);
        put_number(t->text[r][3], ratio_of(b, factors[which] * (places == 2 ? 100 : 10), a), places, true, false);
    }
    name_last_row(t, "County total");
}

/* Scores of a tender: weight in per cent, score out of 100, weighted score; the weights come to 100. */
static void make_tender(Texts *t)
{
    static const char *const names[] = {"Criterion", "Weight", "Score", "Weighted score"};
    static const int weights[] = {30, 20, 15, 15, 10, 5, 5};
    put_labels(t, 9, 4);
    name_columns(t, names);
    gint64 sum = 0;
    for (int r = 1; r < 8; r++) {
        gint64 score = 30 + chance(70), weighted = weights[r - 1] * score;
        sum += weighted;
        put_number(t->text[r][1], weights[r - 1], 0, false, false);
        append_sign(t, r, 1, "%");
        put_number(t->text[r][2], score, 0, false, false);
        put_number(t->text[r][3], weighted, 2, false, false);
    }
    g_strlcpy(t->text[8][1], "100%", 24);
    put_number(t->text[8][3], sum, 2, false, false);
    name_last_row(t, "Total");
}

/* A spread: counts, their share and the cumulative share, each rounded for itself. */
static void make_spread(Texts *t)
{
    static const char *const names[] = {"Band", "Households", "Per cent", "Cumulative %"};
    put_labels(t, 10, 4);
    name_columns(t, names);
    gint64 value[10], all = 0, so_far = 0;
    for (int r = 1; r < 9; r++)
        all += value[r] = 40 + (gint64)chance(2500);
    for (int r = 1; r < 10; r++) {
        gint64 count = r < 9 ? value[r] : all;
        so_far += r < 9 ? count : 0;
        put_number(t->text[r][1], count, 0, true, false);
        put_number(t->text[r][2], ratio_of(count, 1000, all), 1, false, false);
        put_number(t->text[r][3], ratio_of(so_far, 1000, all), 1, false, false);
        append_sign(t, r, 2, "%");
        append_sign(t, r, 3, "%");
    }
    t->text[9][3][0] = '\0';
    name_last_row(t, "Total");
}

/* Months, the year to date, what was planned to date, and by how much it is missed. */
static void make_to_date(Texts *t)
{
    static const char *const names[] = {"Service", "April", "May", "June", "Year to date", "Profile", "Variance"};
    put_labels(t, 10, 7);
    name_columns(t, names);
    gint64 sums[7] = {0};
    for (int r = 1; r < 10; r++) {
        gint64 value[7] = {0};
        for (int c = 1; c < 4; c++)
            value[4] += value[c] = 100 + (gint64)chance(4000);
        value[5] = value[4] + (gint64)chance(800) - 400;
        value[6] = value[4] - value[5];
        for (int c = 1; c < 7; c++) {
            value[c] = r < 9 ? value[c] : sums[c];
            sums[c] += value[c];
            put_number(t->text[r][c], value[c], 0, true, false);
        }
    }
    name_last_row(t, "Total");
}

/* A total, and below it the parts of which it is made; in two years and by how much they differ. */
static void make_of_which(Texts *t)
{
    static const char *const names[] = {"", "2022/23", "2023/24", "Change"};
    put_labels(t, 13, 4);
    name_columns(t, names);
    for (int r = 1; r < 13; r += 4) {
        gint64 sums[2] = {0};
        for (int k = 3; k >= 0; k--) {
            gint64 value[2];
            for (int c = 0; c < 2; c++) {
                value[c] = k ? 30 + (gint64)chance(1800) : sums[c];
                sums[c] += value[c];
                put_number(t->text[r + k][1 + c], value[c], 0, true, false);
            }
            put_number(t->text[r + k][3], value[1] - value[0], 0, true, false);
            if (k)
                g_snprintf(t->text[r + k][0], 24, "of which: %c", 'a' + k);
        }
    }
}

/* Quarters and their average; a last row of averages over the areas. */
static void make_averages(Texts *t)
{
    static const char *const names[] = {"Area", "Quarter 1", "Quarter 2", "Quarter 3", "Quarter 4", "Average"};
    put_labels(t, 11, 6);
    name_columns(t, names);
    gint64 sums[5] = {0};
    for (int r = 1; r < 10; r++) {
        gint64 sum = 0;
        for (int c = 1; c < 5; c++) {
            gint64 value = 20 + chance(900);
            sum += value;
            sums[c] += value;
            put_number(t->text[r][c], value, 0, true, false);
        }
        put_number(t->text[r][5], ratio_of(sum, 10, 4), 1, true, false);
    }
    for (int c = 1; c < 5; c++)
        put_number(t->text[10][c], ratio_of(sums[c], 10, 9), 1, true, false);
    name_last_row(t, "Average");
}

/* Budget less actual; the letter says whether that is favourable or adverse, or the sign does, or brackets. */
static void make_variances(Texts *t)
{
    static const char *const names[] = {"Service", "Budget", "Actual", "Variance"};
    put_labels(t, 10, 4);
    name_columns(t, names);
    gint64 sums[2] = {0};
    guint manner = chance(4);
    for (int r = 1; r < 10; r++) {
        gint64 a = r < 9 ? 500 + (gint64)chance(9000) : sums[0], b = r < 9 ? a + (gint64)chance(900) - 450 : sums[1], off = a - b;
        sums[0] += a;
        sums[1] += b;
        put_number(t->text[r][1], a, 0, true, false);
        put_number(t->text[r][2], b, 0, true, false);
        put_number(t->text[r][3], manner < 2 ? off : ABS(off), 0, true, manner == 1);
        if (manner == 2)
            append_sign(t, r, 3, off < 0 ? " A" : " F");
        if (manner == 3)
            append_sign(t, r, 3, off < 0 ? " (adv)" : " (fav)");
    }
    name_last_row(t, "Total");
}

/* Two percentages and the difference in points, which may bear a unit. */
static void make_points(Texts *t)
{
    static const char *const names[] = {"Indicator", "2022", "2023", "Change (% points)"};
    static const char *const units[] = {"", "pp", " ppt", "%", " pts"};
    put_labels(t, 10, 4);
    name_columns(t, names);
    const char *unit = units[chance(G_N_ELEMENTS(units))];
    bool has_plus = chance(2);
    for (int r = 1; r < 10; r++) {
        gint64 a = 100 + (gint64)chance(800), b = a + (gint64)chance(180) - 90;
        put_number(t->text[r][1], a, 1, false, false);
        put_number(t->text[r][2], b, 1, false, false);
        append_sign(t, r, 1, "%");
        append_sign(t, r, 2, "%");
        if (has_plus && b > a)
            g_strlcpy(t->text[r][3], "+", 24);
        put_number(t->text[r][3] + strlen(t->text[r][3]), b - a, 1, false, false);
        append_sign(t, r, 3, unit);
    }
}

/* Pounds printed in thousands or in millions with one decimal: each figure is rounded for itself, sums are off by it. */
static void make_rounded(Texts *t)
{
    static const char *const thousands[] = {"£000", "Budget", "Outturn", "Variance", "Next year", "After"};
    static const char *const millions[] = {"£m", "2024/25", "2025/26", "2026/27", "2027/28", "2028/29"};
    bool is_millions = chance(2);
    put_labels(t, 8 + (int)chance(6), 6);
    name_columns(t, is_millions ? millions : thousands);
    gint64 sums[6] = {0}, unit = is_millions ? 100000 : 1000;
    for (int r = 1; r < t->rows; r++) {
        bool is_last = r + 1 == t->rows;
        gint64 value[6];
        for (int c = 1; c < 6; c++)
            value[c] = is_last ? sums[c] : (gint64)(100 + chance(9000)) * 1000 + chance(1000);
        if (!is_millions && !is_last)
            value[3] = value[2] - value[1];
        for (int c = 1; c < 6; c++) {
            sums[c] += value[c];
            put_number(t->text[r][c], ratio_of(value[c], 1, unit), is_millions ? 1 : 0, true, !is_millions);
        }
    }
    name_last_row(t, "Total");
}

/* Precept over tax base is the charge at Band D. */
static void make_precepts(Texts *t)
{
    static const char *const names[] = {"Parish", "Tax base", "Precept £", "Band D £"};
    put_labels(t, 16, 4);
    name_columns(t, names);
    gint64 base = 0, sum = 0;
    for (int r = 1; r < 16; r++) {
        gint64 a = r < 15 ? 800 + (gint64)chance(40000) : base, b = r < 15 ? 900 + (gint64)chance(300000) : sum;
        base += a;
        sum += b;
        put_number(t->text[r][1], a, 1, true, false);
        put_number(t->text[r][2], b, 0, true, false);
        put_number(t->text[r][3], ratio_of(b, 1000, a), 2, true, false);
    }
    name_last_row(t, "Total");
}

/* Quantity times price is cost; the costs are added up. */
static void make_prices(Texts *t)
{
    static const char *const names[] = {"Item", "Quantity", "Unit price £", "Cost £"};
    put_labels(t, 9, 4);
    name_columns(t, names);
    gint64 sum = 0;
    for (int r = 1; r < 8; r++) {
        gint64 count = 2 + chance(90), price = 150 + chance(30000);
        sum += count * price;
        put_number(t->text[r][1], count, 0, false, false);
        put_number(t->text[r][2], price, 2, true, false);
        put_number(t->text[r][3], count * price, 2, true, false);
    }
    put_number(t->text[8][3], sum, 2, true, false);
    name_last_row(t, "Total");
}

/* Years, and what happened in them: a year is no amount. */
static void make_years(Texts *t)
{
    static const char *const names[] = {"Borough", "Year", "Births", "Deaths", "Natural change"};
    put_labels(t, 12, 5);
    name_columns(t, names);
    int first = 1995 + (int)chance(15);
    for (int r = 1; r < 12; r++) {
        gint64 births = 900 + chance(5000), deaths = 800 + chance(5000);
        g_snprintf(t->text[r][1], 24, "%d", first + r);
        put_number(t->text[r][2], births, 0, true, false);
        put_number(t->text[r][3], deaths, 0, true, false);
        put_number(t->text[r][4], births - deaths, 0, true, false);
    }
}

/* Shares of three groups of respondents: each column comes to 100 but for rounding. */
static void make_answers(Texts *t)
{
    static const char *const names[] = {"Answer", "Residents", "Businesses", "Visitors", "All"};
    put_labels(t, 8, 5);
    name_columns(t, names);
    int places = (int)chance(2);
    for (int c = 1; c < 5; c++) {
        gint64 value[8], all = 0;
        for (int r = 1; r < 7; r++)
            all += value[r] = 10 + (gint64)chance(400);
        for (int r = 1; r < 7; r++)
            put_number(t->text[r][c], ratio_of(value[r], places ? 1000 : 100, all), places, false, false);
        g_strlcpy(t->text[7][c], places ? "100.0" : "100", 24);
        for (int r = 1; r < 8; r++)
            append_sign(t, r, c, "%");
    }
    name_last_row(t, "Total");
}

/* A capital programme: approved, spent, forecast, variance, and the share that is spent in whole per cent. */
static void make_capital(Texts *t)
{
    static const char *const names[] = {"Scheme", "Approved", "Spent to date", "Forecast", "Variance", "Spent"};
    put_labels(t, 9, 6);
    name_columns(t, names);
    gint64 sums[4] = {0};
    for (int r = 1; r < 9; r++) {
        gint64 approved = 200 + chance(6000), spent = approved * chance(100) / 100, forecast = approved + (gint64)chance(600) - 300;
        if (r == 8) {
            approved = sums[1];
            spent = sums[2];
            forecast = sums[3];
        }
        sums[1] += approved;
        sums[2] += spent;
        sums[3] += forecast;
        put_number(t->text[r][1], approved, 0, true, false);
        put_number(t->text[r][2], spent, 0, true, false);
        put_number(t->text[r][3], forecast, 0, true, false);
        put_number(t->text[r][4], forecast - approved, 0, true, true);
        put_number(t->text[r][5], ratio_of(spent, 100, approved), 0, false, false);
        append_sign(t, r, 5, "%");
    }
    name_last_row(t, "Total");
}

/* Numbers that only name things: references, telephone numbers, years, dates, wards' codes; beside them one column of money. */
static void make_names(Texts *t)
{
    put_labels(t, 11, 8);
    for (int r = 1; r < 11; r++) {
        g_snprintf(t->text[r][1], 24, "%d", r);
        g_snprintf(t->text[r][2], 24, "%u/%05u/FUL", 18 + chance(6), chance(99999));
        g_snprintf(t->text[r][3], 24, "01%03u %06u", chance(1000), chance(1000000));
        g_snprintf(t->text[r][4], 24, "%cE%u %uXQ", 'A' + (int)chance(20), 1 + chance(30), chance(9));
        g_snprintf(t->text[r][5], 24, "%02u/%02u/20%02u", 1 + chance(28), 1 + chance(12), chance(24));
        g_snprintf(t->text[r][6], 24, "20%02u/%02u", 10 + (guint)r, 11 + (guint)r);
        put_number(t->text[r][7], 250 + (gint64)chance(9000), 0, true, false);
    }
}

/* Two percentages, one rounded half up and one always down: last year's share of the total and the change. */
static void make_two_rules(Texts *t)
{
    static const char *const names[] = {"Area", "Last year", "This year", "Change", "Share"};
    put_labels(t, 10, 5);
    name_columns(t, names);
    gint64 sums[2] = {0}, last[10], now[10];
    for (int r = 1; r < 9; r++) {
        sums[0] += last[r] = 200 + (gint64)chance(6000);
        sums[1] += now[r] = last[r] * (75 + chance(60)) / 100;
    }
    last[9] = sums[0];
    now[9] = sums[1];
    for (int r = 1; r < 10; r++) {
        put_number(t->text[r][1], last[r], 0, true, false);
        put_number(t->text[r][2], now[r], 0, true, false);
        put_number(t->text[r][3], tenths(now[r] - last[r], last[r], 2), 1, false, false);
        put_number(t->text[r][4], tenths(now[r], now[9], 0), 1, false, false);
        append_sign(t, r, 3, "%");
        append_sign(t, r, 4, "%");
    }
    name_last_row(t, "Total");
}

static const TableKind council_kinds[] = {
    {"rates", make_rates},         {"tender", make_tender},     {"spread", make_spread},       {"to-date", make_to_date},
    {"of-which", make_of_which},   {"averages", make_averages}, {"variances", make_variances}, {"points", make_points},
    {"rounded", make_rounded},     {"precepts", make_precepts}, {"prices", make_prices},       {"years", make_years},
    {"answers", make_answers},     {"capital", make_capital},   {"names", make_names},         {"two-rules", make_two_rules},
};

#endif
