#include "change.h"

#include <string.h>

/* Instances of an entry that hold now, a bit each, of the first 64; ratios and totals by name alone in sets of their own. */
typedef struct {
    guint64 sums, ratios, expected;
} Holding;

static Holding holding(const MbMender *mender, guint entry)
{
    const GArray *list = mender->of_entry->pdata[entry];
    Holding now = {0};
    for (guint i = 0; list && i < list->len && i < 64; i++) {
        guint instance = g_array_index(list, guint, i);
        guint relation = mb_mender_instance(mender, instance)->relation;
        if (mender->is_soft[relation] || mb_mender_verdict(mender, instance) != MB_VERDICT_HOLDS)
            continue;
        const MbRelation *at = mender->relations->pdata[relation];
        *(at->is_expected ? &now.expected : at->kind == MB_RELATION_SUM ? &now.sums : &now.ratios) |= (guint64)1 << i;
    }
    return now;
}

/*
 * Independent witnesses that a change won: each sum, and all ratios as one, for they follow from each other by the differences.
 * Totals by name alone bear a hard relation out: one of them counts beside it, none without.
 */
static guint count_gained(Holding before, Holding after)
{
    guint count = (after.ratios & ~before.ratios) != 0;
    for (guint64 bits = after.sums & ~before.sums; bits; bits &= bits - 1)
        count++;
    return count ? count + ((after.expected & ~before.expected) != 0) : 0;
}

typedef struct {
    MbMender *mender;
    guint instance, entry;
    GArray *values; /* int64_t */
} Values;

static void add_value(Values *values, int64_t value)
{
    for (guint i = 0; i < values->values->len; i++)
        if (g_array_index(values->values, int64_t, i) == value)
            return;
    g_array_append_val(values->values, value);
}

static void try_text(const char *text, gpointer data)
{
    Values *values = data;
    MbAmount amount = mb_amount_read(text);
    if (amount.kind != MB_AMOUNT_VALUE || values->mender->tries > MB_CHANGE_MOST_TRIES)
        return;
    values->mender->tries++;
    MbAmount was = mb_mender_try(values->mender, values->entry, amount.value);
    if (mb_mender_verdict(values->mender, values->instance) == MB_VERDICT_HOLDS)
        add_value(values, amount.value);
    mb_mender_put_back(values->mender, values->entry, was);
}

static void try_misreadings(Values *values)
{
    const MbEntry *entry = &values->mender->ledger->entries[values->entry];
    for (guint i = 0; entry->word && entry->word->readings && i < entry->word->readings->len; i++)
        try_text(g_array_index(entry->word->readings, MbReading, i).text, values);
    g_autoptr(GString) text = g_string_new(NULL);
    for (const char *at = entry->leaf->text->str + entry->amount.core; at < entry->leaf->text->str + entry->amount.core_end; at++)
        if (g_ascii_isdigit(*at) || *at == '.')
            g_string_append_c(text, *at);
    mb_misreading_each(text->str, try_text, values);
    const char *point = strchr(text->str, '.');
    if (point)
        g_string_erase(text, point - text->str, 1);
    for (gsize i = 1; i <= text->len; i++) {
        g_autofree char *moved = g_strdup_printf("%.*s%s%s", (int)i, text->str, i < text->len ? "." : "", text->str + i);
        try_text(moved, values);
    }
}

bool mb_change_is_rounding(MbMender *mender, const MbInstance *at, guint entry, int64_t value)
{
    const MbRelation *relation = mender->relations->pdata[at->relation];
    const MbAmount *amount = &mender->ledger->entries[entry].amount;
    if (relation->kind == MB_RELATION_SUM)
        return false;
    int64_t unit = mb_amount_power(MB_AMOUNT_PLACES - relation->decimals);
    if (amount->kind == MB_AMOUNT_VALUE && ABS(value - amount->value) <= unit)
        return true;
    if (mb_mender_misreading(mender, entry, value) == MB_MISREADING_MARKS)
        return false;
    return mb_mender_misreading(mender, entry, value - unit) > MB_MISREADING_WIDE ||
           mb_mender_misreading(mender, entry, value + unit) > MB_MISREADING_WIDE;
}

GArray *mb_change_values(MbMender *mender, guint instance, guint entry)
{
    const MbInstance *at = mb_mender_instance(mender, instance);
    Values values = {mender, instance, entry, g_array_new(FALSE, FALSE, sizeof(int64_t))};
    int64_t value;
    mender->tries++;
    if (mb_relation_solve(mender->relations->pdata[at->relation], mender->ledger, at->pos, entry, &value))
        add_value(&values, value);
    else
        try_misreadings(&values);
    return values.values;
}

/* Makes a change if it breaks nothing that holds; gained: out, witnesses that it wins. */
static bool make_change(MbMender *mender, guint entry, int64_t value, MbChange *change, MbAmount *was, guint *gained)
{
    if (mender->ledger->entries[entry].amount.kind == MB_AMOUNT_VALUE && value == mender->ledger->entries[entry].amount.value)
        return false;
    *change = (MbChange){entry, value, mb_mender_misreading(mender, entry, value), false};
    Holding before = holding(mender, entry);
    *was = mb_mender_try(mender, entry, value);
    Holding after = holding(mender, entry);
    *gained = count_gained(before, after);
    if (!(before.sums & ~after.sums) && !(before.ratios & ~after.ratios))
        return true;
    mb_mender_put_back(mender, entry, *was);
    return false;
}

bool mb_change_try(MbMender *mender, guint entry, int64_t value, MbChange *change, MbAmount *was, guint *gained)
{
    if (!make_change(mender, entry, value, change, was, gained))
        return false;
    if (change->how != MB_MISREADING_NO)
        return true;
    mb_mender_put_back(mender, entry, *was);
    return false;
}

static guint gained_by(MbMender *mender, guint entry, int64_t value)
{
    MbChange change;
    MbAmount was;
    guint gained;
    if (!make_change(mender, entry, value, &change, &was, &gained))
        return 0;
    mb_mender_put_back(mender, entry, was);
    return gained;
}

bool mb_change_has_rival(MbMender *mender, guint entry, int64_t value)
{
    const GArray *list = mender->of_entry->pdata[entry];
    guint gained = gained_by(mender, entry, value);
    for (guint i = 0; i < list->len; i++) {
        const MbInstance *at = mb_mender_instance(mender, g_array_index(list, guint, i));
        const MbRelation *relation = mender->relations->pdata[at->relation];
        bool fails = !mender->is_soft[at->relation] && mb_mender_verdict(mender, g_array_index(list, guint, i)) == MB_VERDICT_FAILS;
        if (relation->kind != MB_RELATION_SUM || !fails)
            continue;
        for (guint k = 0; k < at->members->len; k++) {
            guint other = g_array_index(at->members, guint, k);
            int64_t solved;
            if (mb_mender_may_change(mender, other) && mb_relation_solve(relation, mender->ledger, at->pos, other, &solved) &&
                (other != entry || solved != value) && gained_by(mender, other, solved) >= MAX(gained, 2))
                return true;
        }
    }
    return false;
}

void mb_change_commit(MbMender *mender, const MbChange *change)
{
    MbFate *fate = &mender->fates[change->entry];
    MbAmount *amount = &mender->ledger->entries[change->entry].amount;
    if (amount->is_odd && !amount->is_irregular && amount->value == change->value) {
        amount->kind = MB_AMOUNT_VALUE;
        return;
    }
    fate->was = mender->ledger->entries[change->entry].amount.value;
    fate->changed = true;
    amount->has_commas = mb_ledger_groups(mender->ledger, change->entry); /* of the printed number: "1 995" lost its comma to the reader */
    mb_mender_try(mender, change->entry, change->value);
    mender->ledger->entries[change->entry].amount.places =
        MAX(mender->ledger->entries[change->entry].amount.places, mb_amount_places(change->value));
}
