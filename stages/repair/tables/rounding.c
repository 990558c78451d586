/*
 * Where a sum that fails says nothing: in tables whose figures were rounded each
 * for itself ("figures may not sum due to rounding"), and in columns of rates and
 * averages, at whose foot no sum stands. Part of stage repair.
 */
#include "mend.h"

#include <string.h>

/*
 * Half a unit of the last decimal at most for each number, and their errors mostly cancel: evenly spread between -1/2 and 1/2 they
 * have a variance of 1/12 each. Beyond three deviations of the sum (residual^2 > 9 n / 12) it is no rounding.
 */
static bool is_within(int64_t residual, int64_t unit, guint numbers)
{
    double units = (double)residual / (double)unit;
    return units * units * 4 <= 3.0 * numbers;
}

static const MbRelation *relation_of(const MbMender *mender, guint instance)
{
    return mender->relations->pdata[mb_mender_instance(mender, instance)->relation];
}

static int places_of(const MbMender *mender, const GArray *members)
{
    int places = 0;
    for (guint k = 0; k < members->len; k++)
        places = MAX(places, mender->ledger->entries[g_array_index(members, guint, k)].amount.places);
    return places;
}

/* Whether a sum fails by no more than its rounded numbers make it. */
static bool is_sum_near(const MbMender *mender, guint instance)
{
    const MbInstance *at = mb_mender_instance(mender, instance);
    int64_t residual = 0;
    if (relation_of(mender, instance)->kind != MB_RELATION_SUM ||
        !mb_relation_residual(relation_of(mender, instance), mender->ledger, at->pos, &residual))
        return false;
    int64_t unit = mb_amount_power(MB_AMOUNT_PLACES - places_of(mender, at->members));
    return residual && is_within(residual, unit, at->members->len);
}

/* Half a unit of an amount's last decimal. */
static int64_t half_unit(const MbAmount *amount)
{
    return mb_amount_power(MB_AMOUNT_PLACES - amount->places) / 2;
}

/* Whether a ratio fails by no more than half a unit of the last decimal of its part and its whole makes it. */
static bool is_ratio_near(const MbMender *mender, guint instance)
{
    const GArray *members = mb_mender_instance(mender, instance)->members;
    const MbRelation *at = relation_of(mender, instance);
    if (at->kind == MB_RELATION_SUM || at->kind == MB_RELATION_MEAN)
        return false;
    const MbAmount *target = &mender->ledger->entries[g_array_index(members, guint, 0)].amount;
    const MbAmount *part = &mender->ledger->entries[g_array_index(members, guint, 1)].amount;
    const MbAmount *whole = &mender->ledger->entries[g_array_index(members, guint, 2)].amount;
    int64_t least = INT64_MAX, most = INT64_MIN, unit = mb_amount_power(MB_AMOUNT_PLACES - at->decimals);
    for (int corner = 0; corner < 4; corner++) {
        int64_t x = part->value + (corner & 1 ? 1 : -1) * half_unit(part);
        int64_t y = whole->value + (corner & 2 ? 1 : -1) * half_unit(whole), value;
        if (!mb_relation_ratio(at->kind, at->factor, at->decimals, at->rounding, x, y, &value))
            return false;
        least = MIN(least, value);
        most = MAX(most, value);
    }
    return target->value >= least - unit && target->value <= most + unit;
}

bool mb_mender_is_near(const MbMender *mender, guint instance)
{
    guint relation = mb_mender_instance(mender, instance)->relation;
    return mender->is_loose[relation] ? is_ratio_near(mender, instance) : mender->rounds && mb_mender_is_rounding(mender, instance);
}

bool mb_mender_is_rounding(const MbMender *mender, guint instance)
{
    bool is_exact = !mender->rounds && !places_of(mender, mb_mender_instance(mender, instance)->members);
    return !is_exact && is_sum_near(mender, instance);
}

int64_t mb_mender_slack(const MbMender *mender, guint instance)
{
    const GArray *members = mb_mender_instance(mender, instance)->members;
    int64_t unit = mb_amount_power(MB_AMOUNT_PLACES - places_of(mender, members)), slack = 0;
    while (mender->rounds && is_within(slack + unit, unit, members->len))
        slack += unit;
    return slack;
}

/* "£m", "£000", "thousands": numbers of such a table are rounded, and those of percentages are. */
static bool says_rounded(const MbLedger *ledger)
{
    for (const MbBlock *at = ledger->table->first_child; at; at = at->next)
        if (at->kind == MB_BLOCK_CAPTION && at->text && mb_ledger_scale(at->text->str) > 1)
            return true;
    for (guint i = 0; i < ledger->rows * ledger->cols; i++) {
        const MbEntry *entry = &ledger->entries[i];
        bool is_text = entry->leaf && (entry->is_label || entry->amount.kind == MB_AMOUNT_WORDS);
        if (is_text && mb_ledger_scale(entry->leaf->text->str) > 1)
            return true;
    }
    return false;
}

static bool has_percent(const MbMender *mender, const GArray *members)
{
    for (guint k = 0; k < members->len; k++)
        if (mender->ledger->entries[g_array_index(members, guint, k)].amount.is_percent)
            return true;
    return false;
}

/* Takes from `common` what is no member. */
static void keep_members(GArray *common, const GArray *members)
{
    for (guint i = common->len; i-- > 0;) {
        bool found = false;
        for (guint k = 0; k < members->len; k++)
            found |= g_array_index(members, guint, k) == g_array_index(common, guint, i);
        if (!found)
            g_array_remove_index(common, i);
    }
}

/* Places at which a ratio may be a little off before it is one of numbers that were rounded later: once may be a misreading. */
#define LOOSE_LEAST 2

static void find_loose(MbMender *mender)
{
    g_autofree guint *near = g_new0(guint, mender->relations->len + 1);
    for (guint i = 0; i < mender->instances->len; i++) {
        guint relation = mb_mender_instance(mender, i)->relation;
        if (mb_mender_verdict(mender, i) == MB_VERDICT_FAILS && is_ratio_near(mender, i))
            near[relation]++;
    }
    for (guint i = 0; i < mender->relations->len; i++)
        mender->is_loose[i] = near[i] >= LOOSE_LEAST;
}

/*
 * A table rounds when sums are a little off at several places that no single
 * wrong number explains; where its unit says that it may, or percentages are
 * added, one such place is enough, and a number that explains several is doubted.
 */
void mb_mender_find_rounding(MbMender *mender)
{
    g_autoptr(GArray) common = g_array_new(FALSE, FALSE, sizeof(guint));
    bool may_round = says_rounded(mender->ledger);
    guint near = 0;
    find_loose(mender);
    for (guint i = 0; i < mender->instances->len; i++) {
        const GArray *members = mb_mender_instance(mender, i)->members;
        if (!is_sum_near(mender, i))
            continue;
        may_round |= has_percent(mender, members);
        if (near++)
            keep_members(common, members);
        else
            g_array_append_vals(common, members->data, members->len);
    }
    mender->rounds = near && (may_round || !common->len);
    for (guint i = 0; mender->rounds && near > 1 && i < common->len; i++)
        mender->fates[g_array_index(common, guint, i)].doubted = true;
}

/* Whether the line at a place of a sum is made of rates or averages. */
static bool is_of_rates(const MbMender *mender, const MbRelation *sum, guint pos)
{
    for (guint i = 0; i < mender->relations->len; i++) {
        const MbRelation *relation = mender->relations->pdata[i];
        if (relation->kind != MB_RELATION_SUM && relation->kind != MB_RELATION_PRODUCT && relation->across != sum->across &&
            relation->target == pos && relation->fixed < 0)
            return true;
    }
    return false;
}

static bool is_misread(const MbMender *mender, const MbRelation *relation, guint pos, const GArray *members)
{
    for (guint k = 0; k < members->len; k++) {
        guint entry = g_array_index(members, guint, k);
        int64_t value;
        if (mender->ledger->entries[entry].leaf && mb_relation_solve(relation, mender->ledger, pos, entry, &value) &&
            mb_mender_misreading(mender, entry, value) != MB_MISREADING_NO)
            return true;
    }
    return false;
}

/*
 * A "total" that lies among its parts is an average of them, where no misreading
 * of one number would make it a sum, or where the line is known to be of rates.
 */
bool mb_mender_is_average(const MbMender *mender, guint relation, guint pos, const GArray *members)
{
    const MbRelation *sum = mender->relations->pdata[relation];
    int64_t residual, least = INT64_MAX, most = 0;
    if (sum->kind != MB_RELATION_SUM || !mb_relation_residual(sum, mender->ledger, pos, &residual) || !residual)
        return false;
    for (guint k = 1; k < members->len; k++) {
        int64_t value = mender->ledger->entries[g_array_index(members, guint, k)].amount.value;
        if (g_array_index(sum->terms, MbTerm, k - 1).sign < 0 || g_array_index(sum->terms, MbTerm, k - 1).is_before || value < 0)
            return false;
        least = MIN(least, value);
        most = MAX(most, value);
    }
    int64_t value = mender->ledger->entries[g_array_index(members, guint, 0)].amount.value;
    return value >= least && value <= most && (is_of_rates(mender, sum, pos) || !is_misread(mender, sum, pos, members));
}
