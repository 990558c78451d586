/*
 * True tables of many kinds, made by chance: their relations are known, so what
 * stage repair makes of them when they are damaged can be judged. And tables of
 * random numbers, of which nothing may be claimed.
 */
#ifndef MB_TESTS_TABLE_KINDS_H
#define MB_TESTS_TABLE_KINDS_H

#include <glib.h>
#include <stdbool.h>
#include <string.h>

#define MAX_ROWS 26
#define MAX_COLS 8

/* A table of texts; the first row and the first column are labels. */
typedef struct {
    int rows, cols;
    char text[MAX_ROWS][MAX_COLS][24];
} Texts;

static guint64 state_of_chance;

static guint chance(guint below)
{
    state_of_chance = state_of_chance * 6364136223846793005u + 1442695040888963407u;
    return (guint)(state_of_chance >> 33) % below;
}

static void put_number(char *out, gint64 value, int places, bool commas, bool accounts)
{
    char digits[24];
    gint64 size = value < 0 ? -value : value, unit = places == 2 ? 100 : places == 1 ? 10 : 1;
    int length = g_snprintf(digits, sizeof digits, "%" G_GINT64_FORMAT, size / unit);
    GString *text = g_string_new(value < 0 ? (accounts ? "(" : "-") : "");
    for (int i = 0; i < length; i++) {
        if (commas && i && (length - i) % 3 == 0)
            g_string_append_c(text, ',');
        g_string_append_c(text, digits[i]);
    }
    if (places)
        g_string_append_printf(text, ".%0*d", places, (int)(size % unit));
    if (value < 0 && accounts)
        g_string_append_c(text, ')');
    g_strlcpy(out, text->str, 24);
    g_string_free(text, TRUE);
}

/* part / whole in tenths of a per cent by rule 0 to 4: half up, ceiling, floor, cut, away from zero. */
static gint64 tenths(gint64 part, gint64 whole, int rule)
{
    gint64 top = part * 1000, down = top / whole, rest = top % whole;
    if (rest < 0) {
        down--;
        rest += whole;
    }
    bool up[] = {top < 0 ? rest * 2 > whole : rest * 2 >= whole, rest > 0, false, top < 0 && rest > 0, top >= 0 && rest > 0};
    return down + up[rule];
}

static void put_labels(Texts *t, int rows, int cols)
{
    memset(t, 0, sizeof *t);
    t->rows = rows;
    t->cols = cols;
    for (int c = 1; c < cols; c++)
        g_snprintf(t->text[0][c], 24, "Column %c", 'A' + c);
    for (int r = 1; r < rows; r++)
        g_snprintf(t->text[r][0], 24, "Area %c", 'A' + r);
}

/* Last year, this year, difference, percentage; the first row is the force, two rows are parts of the one above. */
static void make_forces(Texts *t)
{
    put_labels(t, 11, 5);
    gint64 last[11] = {0}, now[11] = {0};
    for (int r = 3; r < 11; r++) {
        last[r] = 300 + chance(9000);
        now[r] = last[r] * (80 + chance(80)) / 100;
    }
    last[2] = last[3] + last[4];
    now[2] = now[3] + now[4];
    for (int r = 2; r < 11; r++)
        if (r != 3 && r != 4) {
            last[1] += last[r];
            now[1] += now[r];
        }
    int rule = (int)chance(5);
    for (int r = 1; r < 11; r++) {
        put_number(t->text[r][1], last[r], 0, true, false);
        put_number(t->text[r][2], now[r], 0, true, false);
        put_number(t->text[r][3], now[r] - last[r], 0, true, false);
        put_number(t->text[r][4], tenths(now[r] - last[r], last[r], rule), 1, false, false);
        g_strlcat(t->text[r][4], "%", 24);
    }
}

/* Budget, outturn, variance with a net total; negative numbers in brackets. */
static void make_budget(Texts *t)
{
    put_labels(t, 9, 4);
    gint64 budget = 0, outturn = 0;
    for (int r = 1; r < 9; r++) {
        gint64 a = r < 8 ? 400 + chance(9000) : budget, b = r < 8 ? a + (gint64)chance(900) - 450 : outturn;
        if (r == 7) {
            a = -a;
            b = -b;
        }
        budget += a;
        outturn += b;
        put_number(t->text[r][1], a, 0, true, true);
        put_number(t->text[r][2], b, 0, true, true);
        put_number(t->text[r][3], b - a, 0, true, true);
    }
    g_strlcpy(t->text[8][0], "Net total", 24);
}

/* Counts by ward and quarter with totals both ways. */
static void make_counts(Texts *t)
{
    put_labels(t, 16, 6);
    gint64 sums[6] = {0};
    for (int r = 1; r < 16; r++) {
        gint64 total = 0;
        for (int c = 1; c < 5; c++) {
            gint64 value = r < 15 ? 20 + chance(900) : sums[c];
            sums[c] += value;
            total += value;
            put_number(t->text[r][c], value, 0, true, false);
        }
        put_number(t->text[r][5], total, 0, true, false);
    }
    g_strlcpy(t->text[15][0], "Total", 24);
}

/* Staffing: two decimals, totals in a last row without a label. */
static void make_staffing(Texts *t)
{
    put_labels(t, 8, 4);
    gint64 sums[4] = {0};
    for (int r = 1; r < 8; r++)
        for (int c = 1; c < 4; c++) {
            gint64 value = r < 7 ? 1000 + chance(2500) : sums[c];
            sums[c] += value;
            put_number(t->text[r][c], value, 2, false, false);
        }
    t->text[7][0][0] = '\0';
}

/* Target, actual, difference and the share reached, without totals; no figure of one row binds another. */
static void make_indicators(Texts *t)
{
    put_labels(t, 9, 5);
    int rule = (int)chance(5);
    for (int r = 1; r < 9; r++) {
        gint64 target = 200 + chance(4000), actual = target * (70 + chance(60)) / 100;
        put_number(t->text[r][1], target, 0, false, false);
        put_number(t->text[r][2], actual, 0, false, false);
        put_number(t->text[r][3], actual - target, 0, false, false);
        put_number(t->text[r][4], tenths(actual, target, rule), 1, false, false);
        g_strlcat(t->text[r][4], "%", 24);
    }
}

/* Months with a cumulative column, the year's total below the months. */
static void make_running(Texts *t)
{
    put_labels(t, 13, 5);
    gint64 sums[2] = {0};
    for (int r = 1; r < 13; r++)
        for (int k = 0; k < 2; k++) {
            gint64 value = 100 + chance(1900);
            sums[k] += value;
            put_number(t->text[r][1 + 2 * k], value, 0, true, false);
            put_number(t->text[r][2 + 2 * k], sums[k], 0, true, false);
        }
}

/* Blocks with sub-totals, a grand total of them, and the sum of both years. */
static void make_blocks(Texts *t)
{
    put_labels(t, 14, 4);
    gint64 block[4] = {0}, all[4] = {0};
    for (int r = 1; r < 14; r++) {
        bool is_sub = r % 4 == 0, is_all = r == 13;
        for (int c = 1; c < 3; c++) {
            gint64 value = is_all ? all[c] : is_sub ? block[c] : 50 + (gint64)chance(3000);
            block[c] = is_sub ? 0 : block[c] + value;
            all[c] += is_sub ? value : 0;
            put_number(t->text[r][c], value, 0, true, false);
            block[3] = c == 1 ? value : block[3] + value;
        }
        put_number(t->text[r][3], block[3], 0, true, false);
        if (is_sub || is_all)
            g_strlcpy(t->text[r][0], is_all ? "Grand total" : "Sub-total", 24);
    }
}

/* Numbers and their share of the total, by any rounding; a dash is nothing. */
static void make_shares(Texts *t)
{
    put_labels(t, 10, 3);
    gint64 value[10] = {0};
    int rule = (int)chance(5);
    for (int r = 1; r < 9; r++) {
        value[r] = chance(12) ? 100 + (gint64)chance(5000) : 0;
        value[9] += value[r];
    }
    for (int r = 1; r < 10; r++) {
        put_number(t->text[r][1], value[r], 0, true, false);
        put_number(t->text[r][2], tenths(value[r], MAX(value[9], 1), rule), 1, false, false);
        g_strlcat(t->text[r][2], "%", 24);
        if (!value[r]) {
            g_strlcpy(t->text[r][1], "-", 24);
            g_strlcpy(t->text[r][2], "-", 24);
        }
    }
    g_strlcpy(t->text[9][0], "All areas", 24);
}

/* Establishment, strength and vacancy rate by date: measures are rows; some dates are not known. */
static void make_vacancies(Texts *t)
{
    put_labels(t, 5, 8);
    static const char *const names[] = {"", "Establishment", "Strength", "Vacant posts", "Vacancy rate"};
    for (int r = 1; r < 5; r++)
        g_strlcpy(t->text[r][0], names[r], 24);
    for (int c = 1; c < 8; c++) {
        gint64 posts = 800 + chance(4000), filled = posts * (70 + chance(29)) / 100;
        put_number(t->text[1][c], posts, 1, false, false);
        put_number(t->text[2][c], filled, 1, false, false);
        put_number(t->text[3][c], posts - filled, 1, false, false);
        put_number(t->text[4][c], tenths(posts - filled, posts, 0), 1, false, false);
        g_strlcat(t->text[4][c], "%", 24);
        if (!chance(9))
            for (int r = 1; r < 5; r++)
                g_strlcpy(t->text[r][c], "n/a", 24);
    }
}

/* Numbers that follow no rule: counts, small ones often, decimals, percentages. */
static void make_random(Texts *t)
{
    put_labels(t, 5 + (int)chance(14), 3 + (int)chance(5));
    for (int c = 1; c < t->cols; c++) {
        static const int sizes[] = {12, 60, 400, 3000, 50000};
        guint size = (guint)sizes[chance(5)];
        int places = chance(4) ? 0 : 1 + (int)chance(2);
        bool is_percent = !chance(5);
        for (int r = 1; r < t->rows; r++) {
            put_number(t->text[r][c], (gint64)chance(is_percent ? 1000 : size), is_percent ? 1 : places, true, false);
            if (is_percent)
                g_strlcat(t->text[r][c], "%", 24);
        }
    }
    static const char *const heads[] = {"Rate per 1,000", "Average", "Total", "Per 100,000", "Rate"};
    if (chance(2))
        g_strlcpy(t->text[t->rows - 1][0], chance(4) ? "Total" : "Average", 24);
    if (chance(2))
        g_strlcpy(t->text[0][t->cols - 1], heads[chance(G_N_ELEMENTS(heads))], 24);
}

typedef struct {
    const char *name;
    void (*make)(Texts *);
} TableKind;

static const TableKind table_kinds[] = {{"comparison", make_forces}, {"budget", make_budget},       {"counts", make_counts},
                                        {"staffing", make_staffing}, {"indicators", make_indicators}, {"running", make_running},
                                        {"blocks", make_blocks},     {"shares", make_shares},       {"vacancies", make_vacancies}};

#endif
