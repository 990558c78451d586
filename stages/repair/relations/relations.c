#include "relations.h"

#include <math.h>

/* As in table-view.c: below this chance nothing is believed. */
#define LEAST_LOG_CHANCE -4.0

MbRelation *mb_relation_new(MbRelationKind kind, const MbView *view, guint target)
{
    MbRelation *relation = g_new0(MbRelation, 1);
    relation->kind = kind;
    relation->across = view->across;
    relation->asked_at = g_bytes_ref(view->asked);
    relation->target = target;
    relation->fixed = -1;
    relation->terms = g_array_new(FALSE, FALSE, sizeof(MbTerm));
    return relation;
}

void mb_relation_free(MbRelation *relation)
{
    if (!relation)
        return;
    g_array_unref(relation->terms);
    g_bytes_unref(relation->asked_at);
    g_free(relation);
}

MbRelation *mb_relation_better(MbRelation *a, MbRelation *b)
{
    if (!a || !b)
        return a ? a : b;
    bool is_first = a->surprise <= b->surprise;
    mb_relation_free(is_first ? b : a);
    return is_first ? a : b;
}

/* A rule may fail once, or at every other place: the test against accident judges the rest. */
bool mb_tally_is_hopeless(MbTally tally, guint places)
{
    return tally.failed > 1 && tally.failed * 2 > places;
}

bool mb_tally_is_no_rule(MbTally tally)
{
    return mb_tally_is_hopeless(tally, tally.held + tally.failed);
}

/* C(n, k) ways to choose which instances fail, times the chance that all others hold. */
double mb_tally_surprise(MbTally tally, double candidates)
{
    double sum = log10(candidates) + tally.log_chance;
    for (guint i = 0; i < tally.failed; i++)
        sum += log10((double)(tally.held + tally.failed - i) / (i + 1));
    return sum;
}

/* A sum of large numbers that stands among small ones (a column of counts beside one of pounds) has only the small ones to miss. */
void mb_tally_add(MbTally *tally, const MbView *view, guint place, double line_chance, int64_t size)
{
    double unit = (double)mb_amount_power(MB_AMOUNT_PLACES - view->decimals_at[place]);
    double at_place = MIN(view->at_place[place], -log10(1 + (double)size / unit));
    tally->held++;
    tally->log_chance += MAX(line_chance, MAX(at_place, LEAST_LOG_CHANCE));
}

static const MbTerm *term(const MbRelation *relation, guint i)
{
    return &g_array_index(relation->terms, MbTerm, i);
}

static guint index_of(const MbRelation *relation, const MbLedger *ledger, guint line, guint pos)
{
    return mb_ledger_index(ledger, relation->across, line, pos);
}

static bool is_asked(const MbRelation *relation, guint pos)
{
    gsize size;
    const guint8 *asked = g_bytes_get_data(relation->asked_at, &size);
    return pos < size && asked[pos];
}

/* Of any number of lines; the others have a part and a whole. */
static bool has_terms(const MbRelation *relation)
{
    return relation->kind == MB_RELATION_SUM || relation->kind == MB_RELATION_MEAN;
}

bool mb_relation_is_own_witness(const MbRelation *relation)
{
    return has_terms(relation);
}

static guint whole_of(const MbRelation *relation, const MbLedger *ledger, guint pos)
{
    return index_of(relation, ledger, term(relation, 1)->line, relation->fixed >= 0 ? (guint)relation->fixed : pos);
}

/* The entry of a term at a place; false when a running total has nothing before. */
static bool find_term(const MbRelation *relation, const MbLedger *ledger, guint i, guint pos, guint *entry)
{
    if (!has_terms(relation) && i == 1) {
        *entry = whole_of(relation, ledger, pos);
        return true;
    }
    while (term(relation, i)->is_before) {
        if (!pos)
            return false;
        if (is_asked(relation, --pos))
            break;
    }
    *entry = index_of(relation, ledger, term(relation, i)->line, pos);
    return true;
}

void mb_relation_members(const MbRelation *relation, const MbLedger *ledger, guint pos, GArray *out)
{
    guint target = index_of(relation, ledger, relation->target, pos), entry;
    g_array_append_val(out, target);
    for (guint i = 0; i < relation->terms->len; i++)
        if (find_term(relation, ledger, i, pos, &entry))
            g_array_append_val(out, entry);
}

/* Value of an entry; a dash counts as nothing. False when it has none. */
static bool value_of(const MbLedger *ledger, guint entry, int64_t *value)
{
    const MbEntry *at = &ledger->entries[entry];
    if (!at->cell || at->is_label || (at->amount.kind != MB_AMOUNT_VALUE && at->amount.kind != MB_AMOUNT_NIL))
        return false;
    *value = at->amount.kind == MB_AMOUNT_VALUE ? at->amount.value : 0;
    return true;
}

/* Sum of the terms at a place; `but` (or -1) is left out and its sign told. */
static bool sum_terms(const MbRelation *relation, const MbLedger *ledger, guint pos, gint64 but, int64_t *sum, int *sign)
{
    *sum = 0;
    for (guint i = 0; i < relation->terms->len; i++) {
        guint entry;
        int64_t value;
        if (!find_term(relation, ledger, i, pos, &entry)) {
            if (!relation->begins)
                return false;
        } else if ((gint64)entry == but)
            *sign = term(relation, i)->sign;
        else if (!value_of(ledger, entry, &value))
            return false;
        else
            *sum += term(relation, i)->sign * value;
    }
    return true;
}

/* top / bottom (> 0) to a whole number. */
static __int128 round_ratio(__int128 top, __int128 bottom, MbRounding rounding)
{
    __int128 down = top / bottom, rest = top % bottom;
    if (rest < 0) {
        down--;
        rest += bottom;
    }
    switch (rounding) {
    case MB_ROUNDING_HALF_UP:
        return down + (top < 0 ? rest * 2 > bottom : rest * 2 >= bottom);
    case MB_ROUNDING_CEILING:
        return down + (rest > 0);
    case MB_ROUNDING_CUT:
        return down + (top < 0 && rest > 0);
    case MB_ROUNDING_AWAY:
        return down + (top >= 0 && rest > 0);
    default:
        return down;
    }
}

/* top / bottom to some decimals, in ten-thousandths; false when that is too large. */
static bool divide(__int128 top, __int128 bottom, int decimals, MbRounding rounding, int64_t *value)
{
    __int128 whole = round_ratio(top * mb_amount_power(decimals), bottom, rounding);
    if (whole > INT64_MAX / MB_AMOUNT_UNIT || whole < INT64_MIN / MB_AMOUNT_UNIT)
        return false;
    *value = (int64_t)whole * mb_amount_power(MB_AMOUNT_PLACES - decimals);
    return true;
}

/* Numerator and denominator are small enough for exact products: values keep below 10^16. */
bool mb_relation_ratio(MbRelationKind kind, int factor, int decimals, MbRounding rounding, int64_t part, int64_t whole, int64_t *value)
{
    if (kind == MB_RELATION_PRODUCT)
        return divide((__int128)part * whole, (__int128)MB_AMOUNT_UNIT * MB_AMOUNT_UNIT * factor, decimals, rounding, value);
    if (whole <= 0)
        return false;
    __int128 top = kind == MB_RELATION_CHANGE ? (__int128)part - whole : kind == MB_RELATION_LACK ? (__int128)whole - part : part;
    return divide(top * factor, whole, decimals, rounding, value);
}

static bool predict_ratio(const MbRelation *relation, const MbLedger *ledger, guint pos, MbRounding rounding, int64_t *value)
{
    int64_t part, whole;
    int sign;
    if (relation->kind == MB_RELATION_MEAN)
        return sum_terms(relation, ledger, pos, -1, &part, &sign) &&
               divide(part, (__int128)MB_AMOUNT_UNIT * relation->terms->len, relation->decimals, rounding, value);
    return value_of(ledger, index_of(relation, ledger, term(relation, 0)->line, pos), &part) &&
           value_of(ledger, whole_of(relation, ledger, pos), &whole) &&
           mb_relation_ratio(relation->kind, relation->factor, relation->decimals, rounding, part, whole, value);
}

static bool predict(const MbRelation *relation, const MbLedger *ledger, guint pos, int64_t *value)
{
    int sign;
    if (!is_asked(relation, pos))
        return false;
    if (relation->kind == MB_RELATION_SUM)
        return sum_terms(relation, ledger, pos, -1, value, &sign);
    return predict_ratio(relation, ledger, pos, relation->rounding, value);
}

/* Whether some rounding that fits the other places gives another value than the one predicted; is: that value, or NULL. */
static bool has_other_rounding(const MbRelation *relation, const MbLedger *ledger, guint pos, int64_t predicted, const int64_t *is)
{
    for (int i = 0; relation->kind != MB_RELATION_SUM && i < MB_ROUNDINGS; i++) {
        int64_t value;
        bool fits = (relation->roundings >> i & 1) && predict_ratio(relation, ledger, pos, (MbRounding)i, &value);
        if (fits && value != predicted && (!is || value == *is))
            return true;
    }
    return false;
}

bool mb_relation_is_settled(const MbRelation *relation, const MbLedger *ledger, guint pos)
{
    int64_t value;
    return predict(relation, ledger, pos, &value) && !has_other_rounding(relation, ledger, pos, value, NULL);
}

bool mb_relation_residual(const MbRelation *relation, const MbLedger *ledger, guint pos, int64_t *residual)
{
    int64_t value, wanted;
    if (!value_of(ledger, index_of(relation, ledger, relation->target, pos), &value) || !predict(relation, ledger, pos, &wanted))
        return false;
    *residual = has_other_rounding(relation, ledger, pos, wanted, &value) ? 0 : value - wanted;
    return true;
}

MbVerdict mb_relation_verdict(const MbRelation *relation, const MbLedger *ledger, guint pos)
{
    int64_t residual;
    if (!mb_relation_residual(relation, ledger, pos, &residual))
        return MB_VERDICT_NONE;
    return residual ? MB_VERDICT_FAILS : MB_VERDICT_HOLDS;
}

bool mb_relation_solve(const MbRelation *relation, const MbLedger *ledger, guint pos, guint entry, int64_t *value)
{
    guint target = index_of(relation, ledger, relation->target, pos);
    if (entry == target)
        return mb_relation_is_settled(relation, ledger, pos) && predict(relation, ledger, pos, value);
    int64_t sum, total;
    int sign = 0;
    if (relation->kind != MB_RELATION_SUM || !is_asked(relation, pos) || !sum_terms(relation, ledger, pos, entry, &sum, &sign) || !sign ||
        !value_of(ledger, target, &total))
        return false;
    *value = sign * (total - sum);
    return true;
}

static void append_line(GString *out, const MbRelation *relation, guint line)
{
    g_string_append_printf(out, "%c%u", relation->across ? 'r' : 'c', line + 1);
}

static const char *const rounding_names[MB_ROUNDINGS] = {"half up", "ceiling", "floor", "cut", "away from zero"};

static void append_ratio(GString *out, const MbRelation *relation)
{
    if (relation->kind == MB_RELATION_LACK)
        g_string_append(out, "1 - ");
    if (relation->kind == MB_RELATION_CHANGE)
        g_string_append_c(out, '(');
    append_line(out, relation, term(relation, 0)->line);
    if (relation->kind == MB_RELATION_CHANGE) {
        g_string_append(out, " - ");
        append_line(out, relation, term(relation, 1)->line);
        g_string_append_c(out, ')');
    }
    g_string_append(out, relation->kind == MB_RELATION_PRODUCT ? " * " : " / ");
    append_line(out, relation, term(relation, 1)->line);
    if (relation->fixed >= 0)
        g_string_append_printf(out, "[%c%d]", relation->across ? 'c' : 'r', relation->fixed + 1);
    if (relation->kind == MB_RELATION_PRODUCT && relation->factor > 1)
        g_string_append_printf(out, " / %d", relation->factor);
    else if (relation->factor == 100)
        g_string_append(out, " in per cent");
    else if (relation->factor > 1)
        g_string_append_printf(out, " per %d", relation->factor);
}

static void append_terms(GString *out, const MbRelation *relation)
{
    const char *plus = relation->kind == MB_RELATION_MEAN ? ", " : " + ";
    if (relation->kind == MB_RELATION_MEAN)
        g_string_append(out, "mean of ");
    for (guint i = 0; i < relation->terms->len; i++) {
        if (i || term(relation, i)->sign < 0)
            g_string_append(out, term(relation, i)->sign < 0 ? (i ? " - " : "-") : plus);
        append_line(out, relation, term(relation, i)->line);
        if (term(relation, i)->is_before)
            g_string_append(out, " before");
    }
}

char *mb_relation_dup_text(const MbRelation *relation)
{
    GString *out = g_string_new(NULL);
    append_line(out, relation, relation->target);
    g_string_append(out, " = ");
    if (has_terms(relation))
        append_terms(out, relation);
    else
        append_ratio(out, relation);
    if (relation->kind != MB_RELATION_SUM)
        g_string_append_printf(out, ", %s to %d places", rounding_names[relation->rounding], relation->decimals);
    return g_string_free(out, FALSE);
}

GPtrArray *mb_relations_find(const MbLedger *ledger)
{
    GPtrArray *found = g_ptr_array_new_with_free_func((GDestroyNotify)mb_relation_free);
    for (int across = 0; across <= 1; across++) {
        g_autoptr(MbView) view = mb_view_new(ledger, across);
        if (view->lines < 2)
            continue;
        mb_sums_find(view, found);
        mb_ratios_find(view, found);
        mb_means_find(view, found);
        mb_running_find(view, found);
    }
    return found;
}
