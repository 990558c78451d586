/*
 * Damage to true tables: random digits are changed, swapped, lost, added, points
 * shifted, in tables whose relations are known. A damaged number must be mended
 * or doubted, and a right one never changed. MB_TRIALS sets the trials per kind.
 */
#include "stage/stages.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_ROWS 24
#define MAX_COLS 8
#define TRIALS 400

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

static MbDocument *document_of(const Texts *t)
{
    MbDocument *document = mb_document_new("damage.pdf");
    mb_document_take_page(document, mb_page_new(1, 600, 800));
    MbBlock *table = mb_block_new(MB_BLOCK_TABLE);
    mb_block_append(document->body, table);
    for (int r = 0; r < t->rows; r++) {
        MbBlock *row = mb_block_new(MB_BLOCK_ROW);
        mb_block_append(table, row);
        for (int c = 0; c < t->cols; c++) {
            MbBlock *cell = mb_block_new(MB_BLOCK_CELL);
            mb_block_append(row, cell);
            if (!t->text[r][c][0])
                continue;
            MbBlock *leaf = mb_block_new(MB_BLOCK_PARAGRAPH);
            mb_block_append_text(leaf, t->text[r][c]);
            leaf->origin = MB_ORIGIN_OCR;
            mb_block_append(cell, leaf);
            cell->scope = r == 0 ? MB_SCOPE_COL : c == 0 ? MB_SCOPE_ROW : MB_SCOPE_NOT;
            cell->check = cell->scope ? MB_CHECK_NOT : MB_CHECK_READ;
        }
    }
    return document;
}

static MbDocument *repaired(const Texts *t)
{
    MbDocument *document = document_of(t);
    MbOptions options = mb_options_init();
    g_autoptr(GError) error = NULL;
    assert_true(mb_stage_run(&mb_stage_repair, document, &options, &error));
    return document;
}

static const MbBlock *cell_of(const MbDocument *document, int row, int col)
{
    const MbBlock *at = document->body->first_child->first_child;
    while (row--)
        at = at->next;
    at = at->first_child;
    while (col--)
        at = at->next;
    return at;
}

/* Digits of a text. */
static int digits_of(const char *text, int *where)
{
    int count = 0;
    for (int i = 0; text[i]; i++)
        if (g_ascii_isdigit(text[i]))
            where[count++] = i;
    return count;
}

static void erase(char *text, int at)
{
    memmove(text + at, text + at + 1, strlen(text + at));
}

/* One misreading; the text may come out as it was (a digit swapped with its equal). */
static void damage(char *text)
{
    int where[24], count = digits_of(text, where), at = where[chance((guint)count)];
    char *mark = strpbrk(text, ",.");
    switch (chance(5)) {
    case 0:
        text[at] = (char)('0' + chance(10));
        break;
    case 1:
        if (count > 1 && at != where[count - 1]) {
            int next = at + 1;
            while (!g_ascii_isdigit(text[next]))
                next++;
            char digit = text[at];
            text[at] = text[next];
            text[next] = digit;
        }
        break;
    case 2:
        if (count > 1)
            erase(text, at);
        break;
    case 3:
        memmove(text + at + 1, text + at, strlen(text + at) + 1);
        text[at] = (char)('0' + chance(10));
        break;
    default:
        if (mark && *mark == ',')
            *mark = '.';
        else if (mark)
            erase(text, (int)(mark - text));
    }
}

typedef struct {
    guint damaged, mended, flagged, silent, lost, false_repairs, doubted;
} Shares;

/* Equal but for commas, noughts in front and behind: "2,697" and "2697" say the same. */
static bool is_same_number(const char *a, const char *b)
{
    g_autofree char *x = g_strdup(a), *y = g_strdup(b);
    for (char *at = x; *at; at += *at != ',')
        if (*at == ',')
            erase(x, (int)(at - x));
    for (char *at = y; *at; at += *at != ',')
        if (*at == ',')
            erase(y, (int)(at - y));
    double p = g_ascii_strtod(x + (*x == '('), NULL), q = g_ascii_strtod(y + (*y == '('), NULL);
    return p == q && (*x == '(') == (*y == '(') && !strchr(x, '%') == !strchr(y, '%');
}

static void count_cell(const Texts *truth, const Texts *read, const MbDocument *got, int r, int c, Shares *shares)
{
    const MbBlock *cell = cell_of(got, r, c);
    if (!cell->first_child || cell->scope)
        return;
    bool right = is_same_number(cell->first_child->text->str, truth->text[r][c]);
    bool was_right = is_same_number(read->text[r][c], truth->text[r][c]), flagged = cell->check == MB_CHECK_DOUBTFUL;
    if (was_right) {
        shares->false_repairs += !right;
        shares->doubted += flagged;
        return;
    }
    shares->damaged++;
    shares->mended += right;
    shares->flagged += !right && flagged;
    /* a number that no relation binds any more because too much of it is damaged stays "read": nothing was claimed of it */
    bool lost = cell->check == MB_CHECK_READ;
    shares->silent += !right && !flagged && !lost;
    shares->lost += !right && lost;
}

static void run_kind(const char *name, void (*make)(Texts *), guint wounds, Shares *all)
{
    Shares shares = {0};
    const char *wanted = g_getenv("MB_TRIALS");
    guint trials = wanted ? (guint)atoi(wanted) : TRIALS;
    state_of_chance = 20180312 + wounds;
    for (guint i = 0; i < trials; i++) {
        Texts truth, read;
        make(&truth);
        read = truth;
        for (guint k = 0; k < wounds; k++)
            damage(read.text[1 + chance((guint)truth.rows - 1)][1 + chance((guint)truth.cols - 1)]);
        g_autoptr(MbDocument) got = repaired(&read);
        guint before = shares.silent + shares.false_repairs;
        for (int r = 1; r < truth.rows; r++)
            for (int c = 1; c < truth.cols; c++)
                count_cell(&truth, &read, got, r, c, &shares);
        if (g_getenv("MB_SHOW") && shares.silent + shares.false_repairs > before)
            for (int r = 1; r < truth.rows; r++)
                for (int c = 1; c < truth.cols; c++) {
                    const MbBlock *cell = cell_of(got, r, c);
                    if (strcmp(read.text[r][c], truth.text[r][c]) || strcmp(cell->first_child->text->str, truth.text[r][c]))
                        print_message("%s r%d c%d true %s read %s got %s %s\n", name, r + 1, c + 1, truth.text[r][c], read.text[r][c],
                                      cell->first_child->text->str, mb_check_name(cell->check));
                }
    }
    print_message("%-9s %u damaged of each, %u trials: %u damaged, mended %.1f%%, flagged %.1f%%, silent %.2f%%, relation lost %.2f%%, "
                  "false repairs %u, right ones doubted %u\n",
                  name, wounds, trials, shares.damaged, 100.0 * shares.mended / shares.damaged, 100.0 * shares.flagged / shares.damaged,
                  100.0 * shares.silent / shares.damaged, 100.0 * shares.lost / shares.damaged, shares.false_repairs, shares.doubted);
    all->damaged += shares.damaged;
    all->silent += shares.silent;
    all->lost += wounds == 1 ? shares.lost : 0;
    all->false_repairs += shares.false_repairs;
    all->mended += shares.mended;
}

static void a_damaged_number_is_mended_or_doubted_and_a_right_one_never_changed(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        void (*make)(Texts *);
    } kinds[] = {{"forces", make_forces}, {"budget", make_budget}, {"counts", make_counts}, {"staffing", make_staffing}};
    Shares all = {0};
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
        for (guint wounds = 1; wounds <= 3; wounds++)
            run_kind(kinds[i].name, kinds[i].make, wounds, &all);
    assert_true(all.mended * 2 > all.damaged);
    assert_true(all.silent * 1000 <= all.damaged);
    assert_true(all.lost * 100 <= all.damaged);
    assert_int_equal(all.false_repairs, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_damaged_number_is_mended_or_doubted_and_a_right_one_never_changed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
