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

bool mb_mender_may_change(const MbMender *mender, guint entry)
{
    const MbEntry *at = &mender->ledger->entries[entry];
    bool is_number = at->amount.kind == MB_AMOUNT_VALUE || at->amount.kind == MB_AMOUNT_MALFORMED;
    if (!at->is_pixel || !is_number || mender->fates[entry].changed || !at->leaf)
        return false;
    /* "(3.1%)": the closing bracket stands apart and would be written twice */
    return !at->amount.is_accounts || at->leaf->text->str[at->amount.core_end - 1] == ')';
}

/* How the neighbours in a column print: commas, decimals. */
typedef struct {
    guint numbers, grouped, large, negative, accounts, places[MB_AMOUNT_PLACES + 1];
    int64_t most; /* largest size */
} Manner;

static Manner manner_of(const MbLedger *ledger, guint entry)
{
    Manner manner = {0};
    guint col = entry % ledger->cols;
    for (guint i = col; i < ledger->rows * ledger->cols; i += ledger->cols) {
        const MbAmount *amount = &ledger->entries[i].amount;
        if (i == entry || !ledger->entries[i].cell || amount->kind != MB_AMOUNT_VALUE)
            continue;
        bool is_large = amount->value >= 1000 * MB_AMOUNT_UNIT || amount->value <= -1000 * MB_AMOUNT_UNIT;
        manner.numbers++;
        manner.large += is_large;
        manner.grouped += is_large && amount->has_commas;
        manner.negative += amount->value < 0;
        manner.accounts += amount->is_accounts;
        manner.places[amount->places]++;
        manner.most = MAX(manner.most, ABS(amount->value));
    }
    return manner;
}

static bool table_groups(const MbLedger *ledger)
{
    for (guint i = 0; i < ledger->rows * ledger->cols; i++)
        if (ledger->entries[i].cell && ledger->entries[i].amount.kind == MB_AMOUNT_VALUE && ledger->entries[i].amount.has_commas)
            return true;
    return false;
}

/* Decimals that all neighbours share, or 0 when they differ: then a number has as many as it needs. */
static int shared_places(const Manner *manner)
{
    for (int places = 1; places <= MB_AMOUNT_PLACES; places++)
        if (manner->numbers > 1 && manner->places[places] == manner->numbers)
            return places;
    return 0;
}

bool mb_mender_is_odd(const MbMender *mender, guint entry)
{
    const MbAmount *amount = &mender->ledger->entries[entry].amount;
    if (amount->kind != MB_AMOUNT_VALUE)
        return false;
    Manner manner = manner_of(mender->ledger, entry);
    int places = shared_places(&manner);
    if (places && !amount->places)
        return ABS(amount->value) > 2 * manner.most && ABS(amount->value) / mb_amount_power(places) <= 2 * manner.most;
    return amount->places == 3 && manner.numbers > 1 && manner.places[0] == manner.numbers && manner.grouped > 0;
}

char *mb_mender_dup_text(const MbMender *mender, guint entry, int64_t value)
{
    Manner manner = manner_of(mender->ledger, entry);
    MbAmount like = mender->ledger->entries[entry].amount;
    like.has_commas = manner.large ? manner.grouped * 2 > manner.large : table_groups(mender->ledger);
    like.is_accounts = like.is_accounts || manner.accounts * 2 > manner.negative;
    return mb_amount_format(value, &like, shared_places(&manner));
}

MbMisreading mb_mender_misreading(const MbMender *mender, guint entry, int64_t value)
{
    const MbEntry *at = &mender->ledger->entries[entry];
    g_autofree char *was = g_strndup(at->leaf->text->str + at->amount.core, at->amount.core_end - at->amount.core);
    g_autofree char *is = mb_mender_dup_text(mender, entry, value);
    return mb_misreading_between(was, is);
}
