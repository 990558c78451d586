/* Averages: a line that calls itself one, and the run of lines beside it of which it is the mean. */
#include "relations.h"

/* As the budgets of sums.c: log10 of 0.002. */
#define BUDGET -2.7

#define LONGEST_RUN 60
#define GAP 2 /* lines between the run and its average: a total */

/* Weights of the roundings, as in ratios.c. */
static const double weights[MB_ROUNDINGS] = {2, 8, 8, 8, 8};

/* A run of lines, and the line that may be its mean. */
typedef struct {
    const MbView *view;
    guint target, from, length;
} Run;

static bool sum_run(const Run *run, guint place, int64_t *sum)
{
    *sum = 0;
    for (guint i = run->from; i < run->from + run->length; i++) {
        gsize at = (gsize)i * run->view->places + place;
        if (!run->view->known[at])
            return false;
        *sum += run->view->values[at];
    }
    return true;
}

static MbTally tally_of(const Run *run, MbRounding rounding)
{
    const MbView *view = run->view;
    MbTally tally = {0};
    for (guint j = 0; j < view->places && !mb_tally_is_hopeless(tally, view->places); j++) {
        int64_t sum, wanted, value = view->values[(gsize)run->target * view->places + j], count = (int64_t)run->length * MB_AMOUNT_UNIT;
        if (!view->known[(gsize)run->target * view->places + j] || !sum_run(run, j, &sum) ||
            !mb_relation_ratio(MB_RELATION_SHARE, 1, view->decimals[run->target], rounding, sum, count, &wanted))
            continue;
        if (value != wanted)
            tally.failed++;
        else if (value)
            mb_tally_add(&tally, view, j, view->log_chance[run->target], 0);
        else
            tally.mute++;
    }
    return tally;
}

static MbRelation *new_mean(const Run *run, MbTally tally, double surprise)
{
    const MbView *view = run->view;
    MbRelation *relation = mb_relation_new(MB_RELATION_MEAN, view, view->line[run->target]);
    for (guint i = run->from; i < run->from + run->length; i++) {
        MbTerm term = {view->line[i], 1, false};
        g_array_append_val(relation->terms, term);
    }
    relation->decimals = view->decimals[run->target];
    relation->held = tally.held + tally.mute;
    relation->asked = relation->held + tally.failed;
    relation->surprise = surprise;
    return relation;
}

/* The mean by the rounding that fits best; NULL when none passes the test. */
static MbRelation *try_run(const Run *run)
{
    MbRelation *best = NULL;
    guint holding[MB_ROUNDINGS];
    for (int rounding = 0; rounding < MB_ROUNDINGS; rounding++) {
        MbTally tally = tally_of(run, (MbRounding)rounding);
        holding[rounding] = tally.held + tally.mute;
        double surprise = mb_tally_surprise(tally, 2.0 * (GAP + 1) * run->view->lines * weights[rounding]) - BUDGET;
        if (mb_tally_is_no_rule(tally) || tally.held < 2 || surprise >= 0)
            continue;
        MbRelation *mean = new_mean(run, tally, surprise);
        mean->rounding = (MbRounding)rounding;
        best = mb_relation_better(best, mean);
    }
    for (int rounding = 0; best && rounding < MB_ROUNDINGS; rounding++)
        best->roundings |= (guint)(holding[rounding] + 1 >= best->held) << rounding;
    return best;
}

void mb_means_find(const MbView *view, GPtrArray *found)
{
    for (guint target = 0; target < view->lines; target++) {
        MbRelation *best = NULL;
        for (guint gap = 0; view->is_average[target] && gap <= GAP; gap++)
            for (guint length = 2; length <= LONGEST_RUN && length < view->lines; length++) {
                Run before = {view, target, target - gap - length, length}, after = {view, target, target + gap + 1, length};
                if (target >= gap + length)
                    best = mb_relation_better(best, try_run(&before));
                if (after.from + length <= view->lines)
                    best = mb_relation_better(best, try_run(&after));
            }
        if (best)
            g_ptr_array_add(found, best);
    }
}
