#include "table-mend.h"

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
    if (!binds_numbers(mender->ledger, members)) {
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
    g_free(mender);
}

MbVerdict mb_mender_verdict(const MbMender *mender, guint instance)
{
    const MbInstance *at = &g_array_index(mender->instances, MbInstance, instance);
    return mb_relation_verdict(mender->relations->pdata[at->relation], mender->ledger, at->pos);
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
    if (relation->kind == MB_RELATION_SUM || g_array_index(at->members, guint, 0) == entry)
        return true;
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

bool mb_mender_fails(const MbMender *mender, guint instance)
{
    return !mender->is_soft[g_array_index(mender->instances, MbInstance, instance).relation] &&
           mb_mender_verdict(mender, instance) == MB_VERDICT_FAILS;
}

/* Relations that contradict numbers which others prove are nearly true at most ("Birmingham = East + West"): they say nothing. */
static void drop_contradicted(MbMender *mender)
{
    for (guint i = 0; i < mender->instances->len; i++) {
        const MbInstance *instance = &g_array_index(mender->instances, MbInstance, i);
        bool contradicted = mb_mender_verdict(mender, i) == MB_VERDICT_FAILS;
        for (guint k = 0; contradicted && k < instance->members->len; k++)
            contradicted = mb_mender_is_proved(mender, g_array_index(instance->members, guint, k));
        mender->is_soft[instance->relation] |= contradicted;
    }
}

void mb_mender_run(MbMender *mender)
{
    drop_contradicted(mender);
    mb_mender_search(mender);
    drop_contradicted(mender);
}

bool mb_mender_may_change(const MbMender *mender, guint entry)
{
    const MbEntry *at = &mender->ledger->entries[entry];
    bool is_number = at->amount.kind == MB_AMOUNT_VALUE || at->amount.kind == MB_AMOUNT_MALFORMED;
    if (!(at->is_pixel || mender->ledger->is_transcript) || !is_number || mender->fates[entry].changed || !at->leaf)
        return false;
    /* "(3.1%)": the closing bracket stands apart and would be written twice */
    return !at->amount.is_accounts || at->leaf->text->str[at->amount.core_end - 1] == ')';
}

char *mb_mender_dup_text(const MbMender *mender, guint entry, int64_t value)
{
    return mb_ledger_dup_text(mender->ledger, entry, value);
}

MbMisreading mb_mender_misreading(const MbMender *mender, guint entry, int64_t value)
{
    const MbEntry *at = &mender->ledger->entries[entry];
    if (at->amount.is_odd && !at->amount.is_irregular && at->amount.value == value)
        return MB_MISREADING_MARKS;
    g_autofree char *was = g_strndup(at->leaf->text->str + at->amount.core, at->amount.core_end - at->amount.core);
    g_autofree char *is = mb_mender_dup_text(mender, entry, value);
    return mb_misreading_between(was, is);
}
