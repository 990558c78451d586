/* Sums and differences: totals over runs of lines, with lines left out, and any three lines of which one is the sum of the others. */
#include "relations.h"

#include <math.h>
#include <string.h>

/*
 * What one family of candidates may make by accident in a table, log10. All
 * families of both directions together come to about one false relation in
 * fifty tables by the model; measured it is less than one in ten thousand.
 */
#define BUDGET_NATURAL -2.7 /* 0.002 */
#define BUDGET_SEARCHED -3.3 /* 0.0005 each: near and far triples, runs, runs with gaps */

/* A line that calls itself a total is believed to be one; the figure is a judgement, not a measurement. */
#define TOTAL_PRIOR 0.05
#define NATURAL_CANDIDATES 4 /* first and last line, up and down */

#define LONGEST_RUN 60   /* runs that do not reach the edge */
#define MOST_FOR_ALL 24  /* lines up to which every three are tried */
#define NEAR 3           /* else three within so many */

/* A candidate: one line, and the signed sum of others at every place. */
typedef struct {
    const MbView *view;
    GPtrArray *found;
    guint target;
    int64_t *sum;
    bool *known;
    guint8 *parts; /* terms that are not zero, 3 stands for more */
} Search;

static int64_t value_at(const MbView *view, guint line, guint place)
{
    return view->values[(gsize)line * view->places + place];
}

static bool known_at(const MbView *view, guint line, guint place)
{
    return view->known[(gsize)line * view->places + place];
}

static void clear_sum(Search *search)
{
    for (guint j = 0; j < search->view->places; j++) {
        search->sum[j] = 0;
        search->parts[j] = 0;
        search->known[j] = true;
    }
}

static void add_line(Search *search, guint line, int sign)
{
    for (guint j = 0; j < search->view->places; j++) {
        int64_t value = value_at(search->view, line, j);
        search->sum[j] += sign * value;
        search->known[j] = search->known[j] && (sign < 0 || known_at(search->view, line, j));
        search->parts[j] = (guint8)MIN(3, search->parts[j] + (value != 0));
    }
}

static MbTally tally_of(const Search *search)
{
    MbTally tally = {0};
    for (guint j = 0; j < search->view->places && !mb_tally_is_hopeless(tally, search->view->places); j++) {
        if (!search->known[j] || !known_at(search->view, search->target, j))
            continue;
        int64_t value = value_at(search->view, search->target, j);
        if (value != search->sum[j])
            tally.failed++;
        else if (value && search->parts[j] > 1)
            mb_tally_add(&tally, search->view, j, search->view->log_chance[search->target], search->parts[j] > 2 ? ABS(value) : 0);
        else
            tally.mute++;
    }
    return tally;
}

static MbRelation *new_sum(const Search *search, MbTally tally, double surprise)
{
    const MbView *view = search->view;
    MbRelation *relation = mb_relation_new(MB_RELATION_SUM, view, view->line[search->target]);
    relation->held = tally.held + tally.mute;
    relation->asked = relation->held + tally.failed;
    relation->surprise = surprise;
    return relation;
}

static void add_term(const Search *search, MbRelation *relation, guint line, int sign)
{
    MbTerm term = {search->view->line[line], sign, false};
    g_array_append_val(relation->terms, term);
}

/* The surprise of the sum as it stands, or 1 when it is no rule. */
static double surprise_of(const Search *search, MbTally *tally, double candidates, guint least)
{
    *tally = tally_of(search);
    if (mb_tally_is_no_rule(*tally) || tally->held < least)
        return 1;
    return mb_tally_surprise(*tally, candidates);
}

/* The best run of lines beside the target in one direction; failing that, the one that a line's name makes us expect. */
typedef struct {
    guint length;
    double surprise;
    MbTally tally;
    int step;
    bool is_named, is_expected;
} Run;

static bool run_is_natural(const MbView *view, guint target, guint last)
{
    bool at_edge = last == 0 || last + 1 == view->lines;
    bool target_at_edge = target == 0 || target + 1 == view->lines;
    return (at_edge && target_at_edge) || (view->is_total[target] && (at_edge || view->is_total[last]));
}

static void try_runs(Search *search, int step, Run *best)
{
    const MbView *view = search->view;
    guint length = 0;
    clear_sum(search);
    for (gint64 i = (gint64)search->target + step; i >= 0 && i < (gint64)view->lines; i += step) {
        gint64 after = i + step;
        add_line(search, (guint)i, 1);
        length++;
        bool ends = after < 0 || after >= (gint64)view->lines;
        guint last = ends ? (guint)i : (guint)after;
        bool natural = (ends || view->is_total[last]) && run_is_natural(view, search->target, last);
        if (length < 2 || (length > LONGEST_RUN && !natural))
            continue;
        double candidates = natural ? NATURAL_CANDIDATES * (view->is_total[search->target] ? TOTAL_PRIOR : 1)
                                    : 2.0 * view->lines * MIN(view->lines, LONGEST_RUN);
        MbTally tally;
        double surprise = surprise_of(search, &tally, candidates, natural ? 1 : 2) - (natural ? BUDGET_NATURAL : BUDGET_SEARCHED);
        bool is_named = natural && view->is_total[search->target];
        if (surprise < best->surprise)
            *best = (Run){length, surprise, tally, step, is_named, false};
        else if (surprise >= 0 && is_named && (!best->length || (best->is_expected && tally.held > best->tally.held)))
            *best = (Run){length, 0, tally, step, true, true};
    }
}

/* Adds the best run; whether it passed the test. */
static bool find_run(Search *search)
{
    Run best = {.surprise = 0};
    try_runs(search, -1, &best);
    try_runs(search, 1, &best);
    if (!best.length)
        return false;
    MbRelation *relation = new_sum(search, best.tally, best.surprise);
    for (guint i = 1; i <= best.length; i++)
        add_term(search, relation, (guint)((gint64)search->target + best.step * (gint64)i), 1);
    relation->is_named = best.is_named;
    relation->is_expected = best.is_expected;
    g_ptr_array_add(search->found, relation);
    return !best.is_expected;
}

/* Lines left out of a run: sub-rows that are parts of others, rows outside the total. */
typedef struct {
    Search *search;
    guint from, to; /* the run */
    guint most, chosen[3], best[3], best_count;
    double candidates, surprise;
    MbTally tally;
} Gaps;

static void try_gaps(Gaps *gaps, guint from, guint count)
{
    for (guint i = from; i <= gaps->to; i++) {
        gaps->chosen[count] = i;
        add_line(gaps->search, i, -1);
        MbTally tally;
        double surprise = surprise_of(gaps->search, &tally, gaps->candidates, 2) - BUDGET_SEARCHED;
        if (surprise < gaps->surprise) {
            gaps->surprise = surprise;
            gaps->tally = tally;
            gaps->best_count = count + 1;
            memcpy(gaps->best, gaps->chosen, sizeof gaps->best);
        }
        if (count + 1 < gaps->most)
            try_gaps(gaps, i + 1, count + 1);
        for (guint j = 0; j < gaps->search->view->places; j++)
            gaps->search->sum[j] += value_at(gaps->search->view, i, j);
    }
}

static bool is_gap(const Gaps *gaps, guint line)
{
    for (guint i = 0; i < gaps->best_count; i++)
        if (gaps->best[i] == line)
            return true;
    return false;
}

/* How many lines may be left out: as many as keep the candidates below some thousand. */
static guint most_gaps(guint length)
{
    return length < 4 ? 0 : length <= 16 ? 3 : length <= 40 ? 2 : length <= 120 ? 1 : 0;
}

static bool find_gaps(Search *search)
{
    const MbView *view = search->view;
    guint target = search->target;
    if (view->lines < 5 || (target && target + 1 < view->lines))
        return false;
    Gaps gaps = {.search = search, .from = target ? 0 : 1, .to = target ? target - 1 : view->lines - 1};
    guint length = gaps.to - gaps.from + 1;
    gaps.most = most_gaps(length);
    if (!gaps.most)
        return false;
    gaps.candidates = pow(length, gaps.most) * (view->is_total[target] ? TOTAL_PRIOR : 1);
    clear_sum(search);
    for (guint i = gaps.from; i <= gaps.to; i++)
        add_line(search, i, 1);
    try_gaps(&gaps, gaps.from, 0);
    if (!gaps.best_count)
        return false;
    MbRelation *relation = new_sum(search, gaps.tally, gaps.surprise);
    for (guint i = gaps.from; i <= gaps.to; i++)
        if (!is_gap(&gaps, i))
            add_term(search, relation, i, 1);
    g_ptr_array_add(search->found, relation);
    return true;
}

/* Lines that are parts of a sum found so far, whose target lies in the run: counting them too would count them twice. */
static bool is_part(const Search *search, guint line, guint first)
{
    for (guint i = first; i < search->found->len; i++) {
        const MbRelation *relation = search->found->pdata[i];
        for (guint k = 0; !relation->is_expected && k < relation->terms->len; k++)
            if (g_array_index(relation->terms, MbTerm, k).line == search->view->line[line])
                return true;
    }
    return false;
}

/* A total of totals: all lines of one side that are no parts of another sum. */
static bool find_total_of_totals(Search *search, guint first)
{
    const MbView *view = search->view;
    bool below = search->target + 1 == view->lines;
    if (search->found->len == first || (search->target && !below))
        return false;
    clear_sum(search);
    guint from = below ? 0 : 1, to = below ? search->target : view->lines, count = 0;
    for (guint i = from; i < to; i++)
        if (!is_part(search, i, first)) {
            add_line(search, i, 1);
            count++;
        }
    MbTally tally;
    double surprise = surprise_of(search, &tally, NATURAL_CANDIDATES, 1) - BUDGET_NATURAL;
    if (count < 2 || surprise >= 0)
        return false;
    MbRelation *relation = new_sum(search, tally, surprise);
    for (guint i = from; i < to; i++)
        if (!is_part(search, i, first))
            add_term(search, relation, i, 1);
    g_ptr_array_add(search->found, relation);
    return true;
}

/* Whether a sum already binds just these lines. */
static bool binds_same(const Search *search, guint first, const guint *lines)
{
    for (guint i = first; i < search->found->len; i++) {
        const MbRelation *relation = search->found->pdata[i];
        guint hits = 0;
        for (guint k = 0; k < 3 && relation->terms->len == 2 && !relation->is_expected; k++) {
            guint line = search->view->line[lines[k]];
            hits += relation->target == line || g_array_index(relation->terms, MbTerm, 0).line == line ||
                    g_array_index(relation->terms, MbTerm, 1).line == line;
        }
        if (hits == 3)
            return true;
    }
    return false;
}

static MbTally tally_three(const MbView *view, guint target, guint a, guint b)
{
    MbTally tally = {0};
    double chance = MAX(view->log_chance[target], MAX(view->log_chance[a], view->log_chance[b]));
    for (guint j = 0; j < view->places && !mb_tally_is_hopeless(tally, view->places); j++) {
        if (!known_at(view, target, j) || !known_at(view, a, j) || !known_at(view, b, j))
            continue;
        int64_t value = value_at(view, target, j), x = value_at(view, a, j), y = value_at(view, b, j);
        if (value != x + y)
            tally.failed++;
        else if (value && x && y)
            mb_tally_add(&tally, view, j, chance, 0);
        else
            tally.mute++;
    }
    return tally;
}

/* One of three lines as the sum of the others. A difference is printed last: "c3 = c2 - c1" is written so. */
static void try_three(Search *search, guint first, guint sum, guint a, guint b)
{
    const MbView *view = search->view;
    MbTally tally = tally_three(view, sum, a, b);
    if (mb_tally_is_no_rule(tally) || tally.held < 2)
        return;
    const guint lines[] = {sum, a, b};
    guint low = MIN(sum, MIN(a, b)), high = MAX(sum, MAX(a, b)), n = view->lines;
    double candidates = high - low <= NEAR ? 12.0 * n : 0.5 * n * n * n;
    double surprise = mb_tally_surprise(tally, candidates) - BUDGET_SEARCHED;
    if (surprise >= 0 || binds_same(search, first, lines))
        return;
    search->target = high;
    MbRelation *relation = new_sum(search, tally, surprise);
    if (high == sum) {
        add_term(search, relation, a, 1);
        add_term(search, relation, b, 1);
    } else {
        add_term(search, relation, sum, 1);
        add_term(search, relation, high == a ? b : a, -1);
    }
    g_ptr_array_add(search->found, relation);
}

static void find_threes(Search *search, guint first)
{
    guint n = search->view->lines, reach = n <= MOST_FOR_ALL ? n : NEAR;
    for (guint a = 0; a + 2 < n; a++)
        for (guint b = a + 1; b + 1 < n && b <= a + reach; b++)
            for (guint c = b + 1; c < n && c <= a + reach; c++) {
                try_three(search, first, c, a, b);
                try_three(search, first, b, a, c);
                try_three(search, first, a, b, c);
            }
}

/* Expectations give way to a sum that passed the test. */
static void drop_expected(const Search *search, guint first, const bool *has_sum)
{
    for (guint i = search->found->len; i-- > first;) {
        const MbRelation *relation = search->found->pdata[i];
        for (guint k = 0; relation->is_expected && k < search->view->lines; k++)
            if (has_sum[k] && search->view->line[k] == relation->target) {
                g_ptr_array_remove_index(search->found, i);
                break;
            }
    }
}

void mb_sums_find(const MbView *view, GPtrArray *found)
{
    guint first = found->len;
    g_autofree int64_t *sum = g_new(int64_t, view->places + 1);
    g_autofree bool *known = g_new(bool, view->places + 1);
    g_autofree guint8 *parts = g_new(guint8, view->places + 1);
    Search search = {view, found, 0, sum, known, parts};
    g_autofree bool *has_sum = g_new0(bool, view->lines);
    for (guint i = 0; i < view->lines; i++) {
        search.target = i;
        has_sum[i] = find_run(&search);
    }
    find_threes(&search, first);
    for (guint i = 0; i < view->lines; i++) {
        search.target = i;
        if (!has_sum[i])
            has_sum[i] = find_total_of_totals(&search, first) || find_gaps(&search);
    }
    drop_expected(&search, first, has_sum);
}
