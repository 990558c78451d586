/* Percentages, ratios and products: changes, shares, vacancies, rates, prices; the rounding of each is inferred. */
#include "relations.h"

#include <math.h>
#include <string.h>

/* As the budgets of sums.c: log10 of 0.002. */
#define BUDGET -2.7

/* Lines of percentages and rates beside lines of numbers are usually made of them; the figure is a judgement, not a measurement. */
#define LABEL_PRIOR 0.2

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

/* A product with one says nothing. */
static bool is_idle(const Candidate *c, int64_t part, int64_t whole)
{
    int64_t one = (int64_t)c->factor * MB_AMOUNT_UNIT;
    return c->kind == MB_RELATION_PRODUCT && (part == MB_AMOUNT_UNIT || whole == MB_AMOUNT_UNIT || part == one || whole == one || !whole);
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
        else if (value && part && j != (guint)c->fixed && !is_idle(c, part, whole))
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

#define MOST_FACTORS 5

/*
 * The factors by which a line can be a ratio; returns their count. A rate says by what it is multiplied, and its whole may be
 * printed in thousands; a line of whole numbers is none unless it calls itself a rate.
 */
static guint factors_of(const MbView *view, guint line, int factors[MOST_FACTORS])
{
    static const int any[MOST_FACTORS] = {1, 100, 1000, 10000, 100000};
    int per = view->per[line];
    factors[0] = view->is_percent[line] ? 100 : per > 1 ? per : 1;
    if (view->is_percent[line])
        return 1;
    if (per > 1) {
        factors[1] = per / 1000;
        return per >= 1000 ? 2 : 1;
    }
    if (per)
        memcpy(factors, any, sizeof any);
    return per ? MOST_FACTORS : view->decimals[line] > 0;
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

static MbRelation *find_rate(const MbView *view, guint target, guint part, guint whole, const int *factors, guint count)
{
    guint near = MIN(view->lines, 2 * REACH + 1);
    double candidates = 3.0 * near * near * (view->is_percent[target] || view->per[target] ? LABEL_PRIOR : 1) * count;
    MbRelation *best = NULL;
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
        for (guint k = 0; k < count; k++) {
            Candidate c = {view, kinds[i], target, part, whole, -1, factors[k], MB_ROUNDING_HALF_UP};
            if (kinds[i] == MB_RELATION_SHARE || factors[k] == 1 || factors[k] == 100)
                best = mb_relation_better(best, best_rounding(&c, candidates));
        }
    return best;
}

/* Rates between lines: the whole is taken at the same place. */
static void find_rates(const MbView *view, guint target, const int *factors, guint count, GPtrArray *found)
{
    for (guint part = 0; part < view->lines; part++)
        for (guint whole = 0; whole < view->lines; whole++) {
            if (part == whole || part == target || whole == target || !is_near(part, target) || !is_near(whole, target) ||
                !is_base(view, part) || !is_base(view, whole))
                continue;
            MbRelation *relation = find_rate(view, target, part, whole, factors, count);
            if (relation)
                g_ptr_array_add(found, relation);
        }
}

/* Products: quantity and price, score and weight; a weight may be a percentage. */
static void find_products(const MbView *view, guint target, GPtrArray *found)
{
    guint near = MIN(view->lines, 2 * REACH + 1);
    for (guint part = 0; !view->is_percent[target] && part < view->lines; part++)
        for (guint whole = part + 1; whole < view->lines; whole++) {
            if (part == target || whole == target || !is_near(part, target) || !is_near(whole, target) ||
                (view->is_percent[part] && view->is_percent[whole]))
                continue;
            int factor = view->is_percent[part] || view->is_percent[whole] ? 100 : 1;
            Candidate c = {view, MB_RELATION_PRODUCT, target, part, whole, -1, factor, MB_ROUNDING_HALF_UP};
            MbRelation *relation = best_rounding(&c, 0.5 * near * near);
            if (relation)
                g_ptr_array_add(found, relation);
        }
}

/* Shares of a total: the whole is one value, the first or the last of the part's own line. */
static void find_shares(const MbView *view, guint target, GPtrArray *found)
{
    if (!view->is_percent[target] || view->places < 3)
        return;
    for (guint part = 0; part < view->lines; part++) {
        if (part == target || !is_base(view, part) || !is_near(part, target))
            continue;
        MbRelation *best = NULL;
        for (int at = 0; at < 2; at++) {
            Candidate c = {view, MB_RELATION_SHARE, target, part, part, at ? (int)view->places - 1 : 0, 100, MB_ROUNDING_HALF_UP};
            best = mb_relation_better(best, best_rounding(&c, 2.0 * MIN(view->lines, 2 * REACH + 1) * LABEL_PRIOR));
        }
        if (best)
            g_ptr_array_add(found, best);
    }
}

static bool has_line(const MbRelation *relation, guint line)
{
    return relation->target == line || g_array_index(relation->terms, MbTerm, 0).line == line ||
           g_array_index(relation->terms, MbTerm, 1).line == line;
}

/* A product that needs no rounding anywhere is a price. */
static bool is_exact_product(const MbRelation *relation)
{
    return relation->kind == MB_RELATION_PRODUCT && relation->roundings == (1u << MB_ROUNDINGS) - 1;
}

/* Failures that an exact product may have more than the same ratio turned about, which does not notice small errors. */
#define EXACT_WORTH 2

/* Of two relations of the same lines the better: which fails less, is no product that needs rounding, is less likely by accident. */
static bool is_better(const MbRelation *a, const MbRelation *b)
{
    int a_fails = (int)(a->asked - a->held) - (is_exact_product(a) ? EXACT_WORTH : 0);
    int b_fails = (int)(b->asked - b->held) - (is_exact_product(b) ? EXACT_WORTH : 0);
    if (a_fails != b_fails)
        return a_fails < b_fails;
    if ((a->kind == MB_RELATION_PRODUCT) != (b->kind == MB_RELATION_PRODUCT))
        return b->kind == MB_RELATION_PRODUCT;
    return a->surprise < b->surprise;
}

/* The same three lines the other way round hold nearly: "base = precept / charge" beside "charge = precept / base". */
static bool is_echo(const MbRelation *relation, const MbRelation *other)
{
    return other->kind != MB_RELATION_SUM && relation->target != other->target && relation->fixed < 0 && other->fixed < 0 &&
           has_line(other, relation->target) && has_line(other, g_array_index(relation->terms, MbTerm, 0).line) &&
           has_line(other, g_array_index(relation->terms, MbTerm, 1).line) && is_better(other, relation);
}

static void drop_echoes(GPtrArray *found, guint first)
{
    for (guint i = found->len; i-- > first;)
        for (guint k = first; k < found->len; k++)
            if (k != i && is_echo(found->pdata[i], found->pdata[k])) {
                g_ptr_array_remove_index(found, i);
                break;
            }
}

void mb_ratios_find(const MbView *view, GPtrArray *found)
{
    guint first = found->len;
    for (guint target = 0; target < view->lines; target++) {
        int factors[MOST_FACTORS];
        guint count = factors_of(view, target, factors);
        if (count)
            find_rates(view, target, factors, count, found);
        find_shares(view, target, found);
        find_products(view, target, found);
    }
    drop_echoes(found, first);
}
