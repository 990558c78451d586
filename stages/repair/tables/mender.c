#include "mend.h"

#include <string.h>

/* All places at which any relation binds numbers. */
static void clear_instance(void *data)
{
    g_array_unref(((MbInstance *)data)->members);
}

static void free_list(void *list)
{
    if (list)
        g_array_unref(list);
}

static bool binds_numbers(const MbLedger *ledger, const GArray *members)
{
    for (guint i = 0; i < members->len; i++) {
        const MbEntry *entry = &ledger->entries[g_array_index(members, guint, i)];
        if (!entry->cell || entry->is_label)
            return false;
        if (entry->amount.kind == MB_AMOUNT_VALUE || entry->amount.kind == MB_AMOUNT_MALFORMED || entry->amount.kind == MB_AMOUNT_NIL)
            continue;
        return false;
    }
    return true;
}

static void add_instance(MbMender *mender, guint relation, guint pos)
{
    GArray *members = g_array_new(FALSE, FALSE, sizeof(guint));
    mb_relation_members(mender->relations->pdata[relation], mender->ledger, pos, members);
    if (!binds_numbers(mender->ledger, members) || mb_mender_is_average(mender, relation, pos, members)) {
        g_array_unref(members);
        return;
    }
    MbInstance instance = {relation, pos, members};
    guint index = mender->instances->len;
    g_array_append_val(mender->instances, instance);
    for (guint i = 0; i < members->len; i++) {
        guint entry = g_array_index(members, guint, i);
        if (!mender->of_entry->pdata[entry])
            mender->of_entry->pdata[entry] = g_array_new(FALSE, FALSE, sizeof(guint));
        g_array_append_val((GArray *)mender->of_entry->pdata[entry], index);
    }
}

MbMender *mb_mender_new(MbLedger *ledger, GPtrArray *relations)
{
    MbMender *mender = g_new0(MbMender, 1);
    guint size = ledger->rows * ledger->cols;
    mender->ledger = ledger;
    mender->relations = relations;
    mender->instances = g_array_new(FALSE, FALSE, sizeof(MbInstance));
    g_array_set_clear_func(mender->instances, clear_instance);
    mender->of_entry = g_ptr_array_new_with_free_func(free_list);
    g_ptr_array_set_size(mender->of_entry, (gint)size);
    mender->fates = g_new0(MbFate, size);
    mender->is_soft = g_new0(bool, relations->len + 1);
    mender->is_loose = g_new0(bool, relations->len + 1);
    for (guint i = 0; i < relations->len; i++) {
        const MbRelation *relation = relations->pdata[i];
        for (guint pos = 0; pos < (relation->across ? ledger->cols : ledger->rows); pos++)
            add_instance(mender, i, pos);
    }
    return mender;
}

void mb_mender_free(MbMender *mender)
{
    if (!mender)
        return;
    g_array_unref(mender->instances);
    g_ptr_array_unref(mender->of_entry);
    g_free(mender->fates);
    g_free(mender->is_soft);
    g_free(mender->is_loose);
    g_free(mender);
}

MbVerdict mb_mender_verdict(const MbMender *mender, guint instance)
{
    const MbInstance *at = &g_array_index(mender->instances, MbInstance, instance);
    MbVerdict verdict = mb_relation_verdict(mender->relations->pdata[at->relation], mender->ledger, at->pos);
    return verdict == MB_VERDICT_FAILS && mb_mender_is_near(mender, instance) ? MB_VERDICT_NEAR : verdict;
}

MbAmount mb_mender_try(MbMender *mender, guint entry, int64_t value)
{
    MbAmount *amount = &mender->ledger->entries[entry].amount, was = *amount;
    amount->kind = MB_AMOUNT_VALUE;
    amount->value = value;
    return was;
}

void mb_mender_put_back(MbMender *mender, guint entry, MbAmount amount)
{
    mender->ledger->entries[entry].amount = amount;
}

/* Both neighbours in the last decimal must break it: a ratio of large numbers does not notice one more or less. */
bool mb_mender_proves(const MbMender *mender, guint instance, guint entry)
{
    const MbInstance *at = &g_array_index(mender->instances, MbInstance, instance);
    MbAmount *amount = &mender->ledger->entries[entry].amount;
    if (mender->is_soft[at->relation] || amount->kind != MB_AMOUNT_VALUE || mb_mender_verdict(mender, instance) != MB_VERDICT_HOLDS)
        return false;
    const MbRelation *relation = mender->relations->pdata[at->relation];
    if (relation->is_expected)
        return false;
    if (relation->kind == MB_RELATION_SUM)
        return !mender->rounds;
    if (mender->is_loose[at->relation])
        return false;
    if (g_array_index(at->members, guint, 0) == entry)
        return mb_relation_is_settled(relation, mender->ledger, at->pos);
    int64_t value = amount->value, step = mb_amount_power(MB_AMOUNT_PLACES - amount->places);
    amount->value = value + step;
    bool proves = mb_mender_verdict(mender, instance) != MB_VERDICT_HOLDS;
    amount->value = value - step;
    proves = proves && mb_mender_verdict(mender, instance) != MB_VERDICT_HOLDS;
    amount->value = value;
    return proves;
}

bool mb_mender_is_proved(const MbMender *mender, guint entry)
{
    const GArray *list = mender->of_entry->pdata[entry];
    for (guint i = 0; list && i < list->len; i++)
        if (mb_mender_proves(mender, g_array_index(list, guint, i), entry))
            return true;
    return false;
}

static const MbRelation *relation_of(const MbMender *mender, guint instance)
{
    return mender->relations->pdata[g_array_index(mender->instances, MbInstance, instance).relation];
}

bool mb_mender_fails(const MbMender *mender, guint instance)
{
    return !mender->is_soft[g_array_index(mender->instances, MbInstance, instance).relation] &&
           !relation_of(mender, instance)->is_expected && mb_mender_verdict(mender, instance) == MB_VERDICT_FAILS;
}

bool mb_mender_misses(const MbMender *mender, guint instance)
{
    const MbRelation *relation = relation_of(mender, instance);
    if (!relation->is_expected)
        return mb_mender_fails(mender, instance);
    return relation->held && mb_mender_verdict(mender, instance) == MB_VERDICT_FAILS && !mb_mender_is_rounding(mender, instance);
}

/* Whether a failure finds no number that could explain it: all are proved by others. */
static bool is_unexplained(const MbMender *mender, guint instance)
{
    const MbInstance *at = &g_array_index(mender->instances, MbInstance, instance);
    if (!mb_mender_misses(mender, instance))
        return false;
    for (guint k = 0; k < at->members->len; k++) {
        guint entry = g_array_index(at->members, guint, k);
        if (!mb_mender_is_proved(mender, entry) || mender->fates[entry].doubted)
            return false;
    }
    return true;
}

/* How often a relation must hold, in quarters, before numbers that contradict it are doubted and not the relation. */
#define FIRM_QUARTERS 3

static bool is_firm(const MbMender *mender, guint relation)
{
    guint held = 0, failed = 0;
    if (((const MbRelation *)mender->relations->pdata[relation])->is_named)
        return true;
    for (guint i = 0; i < mender->instances->len; i++) {
        if (g_array_index(mender->instances, MbInstance, i).relation != relation)
            continue;
        MbVerdict verdict = mb_mender_verdict(mender, i);
        held += verdict == MB_VERDICT_HOLDS;
        failed += verdict == MB_VERDICT_FAILS;
    }
    return held * 4 >= (held + failed) * FIRM_QUARTERS;
}

/* Relations that often contradict numbers which others prove are nearly true at most ("Birmingham = East + West"): they say nothing. */
static void drop_contradicted(MbMender *mender)
{
    for (guint i = 0; i < mender->instances->len; i++) {
        guint relation = g_array_index(mender->instances, MbInstance, i).relation;
        if (mb_mender_fails(mender, i) && is_unexplained(mender, i) && !is_firm(mender, relation))
            mender->is_soft[relation] = true;
    }
}

/* Relations that speak against an entry: hard ones, and totals by name that hold somewhere; relations that prove it. */
static void weigh(const MbMender *mender, guint entry, guint *against, guint *proving)
{
    const GArray *list = mender->of_entry->pdata[entry];
    *against = *proving = 0;
    for (guint i = 0; list && i < list->len; i++) {
        guint instance = g_array_index(list, guint, i);
        *against += mb_mender_misses(mender, instance);
        *proving += mb_mender_proves(mender, instance, entry);
    }
}

guint mb_mender_count_failing(const MbMender *mender, guint entry)
{
    const GArray *list = mender->of_entry->pdata[entry];
    guint failing = 0;
    for (guint i = 0; list && i < list->len; i++)
        failing += mb_mender_fails(mender, g_array_index(list, guint, i));
    return failing;
}

/* Whether an instance fails, and no other number of it has more failures than the entry. */
static bool speaks_against(const MbMender *mender, guint instance, guint entry)
{
    const GArray *members = mb_mender_instance(mender, instance)->members;
    bool speaks = mb_mender_fails(mender, instance);
    guint failing = speaks ? mb_mender_count_failing(mender, entry) : 0;
    for (guint k = 0; speaks && k < members->len; k++)
        speaks = mb_mender_count_failing(mender, g_array_index(members, guint, k)) <= failing;
    return speaks;
}

bool mb_mender_is_disputed(const MbMender *mender, guint entry)
{
    const GArray *list = mender->of_entry->pdata[entry];
    guint sums = 0, proving = 0;
    bool ratio_against = false, ratio_proves = false;
    for (guint i = 0; list && i < list->len; i++) {
        guint instance = g_array_index(list, guint, i);
        bool is_sum = mb_relation_is_own_witness(relation_of(mender, instance));
        bool fails = speaks_against(mender, instance, entry), proves = mb_mender_proves(mender, instance, entry);
        sums += is_sum && fails;
        proving += is_sum && proves;
        ratio_against |= !is_sum && fails;
        ratio_proves |= !is_sum && proves;
    }
    guint against = sums + ratio_against;
    return against && against >= proving + ratio_proves;
}

/* Relations that must speak against a proved number, and more of them than prove it, before it is doubted. */
#define CONDEMNED 2

/*
 * A firm relation that fails although all its numbers are proved: two damages cancel each other in what proves them. Those that
 * most relations speak against are doubted.
 */
static void doubt_unexplained(MbMender *mender, guint instance)
{
    const GArray *members = g_array_index(mender->instances, MbInstance, instance).members;
    guint most = 0, against, proving;
    for (guint k = 0; k < members->len; k++) {
        weigh(mender, g_array_index(members, guint, k), &against, &proving);
        most = MAX(most, against);
    }
    for (guint k = 0; k < members->len; k++) {
        guint entry = g_array_index(members, guint, k);
        weigh(mender, entry, &against, &proving);
        mender->fates[entry].is_suspect |= against == most;
    }
}

/* Numbers of a total by name that fails where other columns of it hold, and that nothing proves. */
static void doubt_unexpected(MbMender *mender, guint instance)
{
    const GArray *members = g_array_index(mender->instances, MbInstance, instance).members;
    if (!relation_of(mender, instance)->is_expected || !mb_mender_misses(mender, instance))
        return;
    for (guint k = 0; k < members->len; k++) {
        guint entry = g_array_index(members, guint, k);
        if (mb_mender_may_change(mender, entry) && !mb_mender_is_proved(mender, entry))
            mender->fates[entry].doubted = true;
    }
}

static void doubt_rest(MbMender *mender)
{
    for (guint i = 0; i < mender->instances->len; i++) {
        if (is_unexplained(mender, i))
            doubt_unexplained(mender, i);
        doubt_unexpected(mender, i);
    }
    for (guint entry = 0; entry < mender->of_entry->len; entry++) {
        guint against, proving;
        weigh(mender, entry, &against, &proving);
        mender->fates[entry].is_suspect |= proving && against >= CONDEMNED && against > proving;
    }
}

void mb_mender_run(MbMender *mender)
{
    mb_mender_find_rounding(mender);
    drop_contradicted(mender);
    mb_mender_search(mender);
    drop_contradicted(mender);
    doubt_rest(mender);
}

const MbInstance *mb_mender_instance(const MbMender *mender, guint instance)
{
    return &g_array_index(mender->instances, MbInstance, instance);
}

bool mb_mender_is_pixel(const MbMender *mender, guint entry)
{
    return mender->ledger->entries[entry].is_pixel;
}

bool mb_mender_proves_others(const MbMender *mender, guint instance, guint entry)
{
    const GArray *members = mb_mender_instance(mender, instance)->members;
    for (guint i = 0; i < members->len; i++) {
        guint other = g_array_index(members, guint, i);
        if (other != entry && !mb_mender_is_proved(mender, other))
            return false;
    }
    return true;
}

bool mb_mender_may_change(const MbMender *mender, guint entry)
{
    const MbEntry *at = &mender->ledger->entries[entry];
    bool is_number = at->amount.kind == MB_AMOUNT_VALUE || at->amount.kind == MB_AMOUNT_MALFORMED;
    if (!(at->is_pixel || mender->ledger->is_transcript) || !is_number || mender->fates[entry].changed || !at->leaf)
        return false;
    const char *core = at->leaf->text->str + at->amount.core, *percent = strchr(core, '%');
    if (percent && percent < at->leaf->text->str + at->amount.core_end)
        return false; /* "13.0% 12": two cells again */
    if (at->amount.is_percent && !mb_ledger_is_percent(mender->ledger, entry))
        return false; /* "176 9%" in a column of numbers: two cells, of which one would be lost */
    /* "(3.1%)": the closing bracket stands apart and would be written twice */
    return !at->amount.is_accounts || at->leaf->text->str[at->amount.core_end - 1] == ')';
}

char *mb_mender_dup_text(const MbMender *mender, guint entry, int64_t value)
{
    return mb_ledger_dup_text(mender->ledger, entry, value);
}

static bool is_second_reading(const MbEntry *at, int64_t value)
{
    for (guint i = 0; at->word && at->word->readings && i < at->word->readings->len; i++) {
        MbAmount amount = mb_amount_read(g_array_index(at->word->readings, MbReading, i).text);
        if (amount.kind == MB_AMOUNT_VALUE && amount.value == value)
            return true;
    }
    return false;
}

MbMisreading mb_mender_misreading(const MbMender *mender, guint entry, int64_t value)
{
    const MbEntry *at = &mender->ledger->entries[entry];
    if (at->amount.is_odd && !at->amount.is_irregular && at->amount.value == value)
        return MB_MISREADING_MARKS;
    if (is_second_reading(at, value))
        return MB_MISREADING_SECOND;
    g_autofree char *was = g_strndup(at->leaf->text->str + at->amount.core, at->amount.core_end - at->amount.core);
    g_autofree char *is = mb_mender_dup_text(mender, entry, value);
    return mb_misreading_between(was, is);
}
