/* Percentages and ratios: changes, shares, vacancies; the rounding of each is inferred. */
#include "relations.h"

#include <math.h>

/* As the budgets of table-sums.c: log10 of 0.0002. */
#define BUDGET -3.7

/* Lines of percentages beside lines of numbers are usually made of them; the figure is a judgement, not a measurement. */
#define PERCENT_PRIOR 0.2

/* Halves up is what spreadsheets do; the other four ways share the other half of the belief. */
static const double weights[MB_ROUNDINGS] = {2, 8, 8, 8, 8};

static const MbRelationKind kinds[] = {MB_RELATION_CHANGE, MB_RELATION_SHARE, MB_RELATION_LACK};

/* One candidate: which lines, and how. */
typedef struct {
    const MbView *view;
    MbRelationKind kind;
    guint target, part, whole;
    int fixed; /* place of the whole, or -1 */
    int factor;
    MbRounding rounding;
} Candidate;

static bool number_at(const MbView *view, guint line, guint place, int64_t *value)
{
    gsize at = (gsize)line * view->places + place;
    *value = view->values[at];
    return view->known[at];
}

static MbTally tally_of(const Candidate *c)
{
    MbTally tally = {0};
    for (guint j = 0; j < c->view->places && !mb_tally_is_hopeless(tally, c->view->places); j++) {
        int64_t value, part, whole, wanted;
        guint whole_place = c->fixed >= 0 ? (guint)c->fixed : j;
        if (!number_at(c->view, c->target, j, &value) || !number_at(c->view, c->part, j, &part) ||
            !number_at(c->view, c->whole, whole_place, &whole) ||
            !mb_relation_ratio(c->kind, c->factor, c->view->decimals[c->target], c->rounding, part, whole, &wanted))
            continue;
        if (value != wanted)
            tally.failed++;
        else if (value && part && j != (guint)c->fixed)
            mb_tally_add(&tally, c->view, j, c->view->log_chance[c->target], 0);
        else
            tally.mute++;
    }
    return tally;
}

static MbRelation *new_ratio(const Candidate *c, MbTally tally, double surprise)
{
    const MbView *view = c->view;
    MbRelation *relation = mb_relation_new(c->kind, view, view->line[c->target]);
    MbTerm part = {view->line[c->part], 1, false}, whole = {view->line[c->whole], 1, false};
    g_array_append_val(relation->terms, part);
    g_array_append_val(relation->terms, whole);
    relation->fixed = c->fixed >= 0 ? (int)view->pos[c->fixed] : -1;
    relation->rounding = c->rounding;
    relation->decimals = view->decimals[c->target];
    relation->factor = c->factor;
    relation->held = tally.held + tally.mute;
    relation->asked = relation->held + tally.failed;
    relation->surprise = surprise;
    return relation;
}

/* The best rounding of a candidate; NULL when none passes the test. */
static MbRelation *best_rounding(Candidate *c, double candidates)
{
    MbRelation *best = NULL;
    guint holding[MB_ROUNDINGS];
    for (int rounding = 0; rounding < MB_ROUNDINGS; rounding++) {
        c->rounding = (MbRounding)rounding;
        MbTally tally = tally_of(c);
        holding[rounding] = tally.held + tally.mute;
        if (mb_tally_is_no_rule(tally) || tally.held < 2)
            continue;
        double surprise = mb_tally_surprise(tally, candidates * weights[rounding]) - BUDGET;
        if (surprise >= 0 || (best && best->surprise <= surprise))
            continue;
        mb_relation_free(best);
        best = new_ratio(c, tally, surprise);
    }
    for (int rounding = 0; best && rounding < MB_ROUNDINGS; rounding++)
        best->roundings |= (guint)(holding[rounding] + 1 >= best->held) << rounding;
    return best;
}

/* Whether a line can be a ratio, and by which factor. */
static bool is_target(const MbView *view, guint line, int *factor)
{
    *factor = view->is_percent[line] ? 100 : 1;
    return view->is_percent[line] || view->decimals[line] > 0;
}

static bool is_base(const MbView *view, guint line)
{
    return !view->is_percent[line];
}

/* Lines more than this many from the target are not asked in wide views: figures stand near their percentages. */
#define REACH 12

static bool is_near(guint a, guint b)
{
    return (a > b ? a - b : b - a) <= REACH;
}

/* Rates between lines: the whole is taken at the same place. */
static void find_rates(const MbView *view, guint target, int factor, GPtrArray *found)
{
    guint near = MIN(view->lines, 2 * REACH + 1);
    double candidates = 3.0 * near * near * (factor == 100 ? PERCENT_PRIOR : 1);
    for (guint part = 0; part < view->lines; part++)
        for (guint whole = 0; whole < view->lines; whole++) {
            if (part == whole || part == target || whole == target || !is_near(part, target) || !is_near(whole, target) ||
                !is_base(view, part) || !is_base(view, whole))
                continue;
            for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
                Candidate c = {view, kinds[i], target, part, whole, -1, factor, MB_ROUNDING_HALF_UP};
                MbRelation *relation = best_rounding(&c, candidates);
                if (relation)
                    g_ptr_array_add(found, relation);
            }
        }
}

/* Shares of a total: the whole is one value, the first or the last of the part's own line. */
static void find_shares(const MbView *view, guint target, int factor, GPtrArray *found)
{
    if (factor != 100 || view->places < 3)
        return;
    for (guint part = 0; part < view->lines; part++) {
        if (part == target || !is_base(view, part) || !is_near(part, target))
            continue;
        MbRelation *best = NULL;
        for (int at = 0; at < 2; at++) {
            Candidate c = {view, MB_RELATION_SHARE, target, part, part, at ? (int)view->places - 1 : 0, factor, MB_ROUNDING_HALF_UP};
            MbRelation *relation = best_rounding(&c, 2.0 * MIN(view->lines, 2 * REACH + 1) * PERCENT_PRIOR);
            if (!relation || (best && best->surprise <= relation->surprise)) {
                mb_relation_free(relation);
                continue;
            }
            mb_relation_free(best);
            best = relation;
        }
        if (best)
            g_ptr_array_add(found, best);
    }
}

void mb_ratios_find(const MbView *view, GPtrArray *found)
{
    for (guint target = 0; target < view->lines; target++) {
        int factor;
        if (!is_target(view, target, &factor))
            continue;
        find_rates(view, target, factor, found);
        find_shares(view, target, factor, found);
    }
}
