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
        MbVerdict verdict = mb_mender_verdict(mender, instance);
        if (mender->is_soft[relation] || (verdict != MB_VERDICT_HOLDS && verdict != MB_VERDICT_NEAR))
            continue;
        const MbRelation *at = mender->relations->pdata[relation];
        *(at->is_expected ? &now.expected : mb_relation_is_own_witness(at) ? &now.sums : &now.ratios) |= (guint64)1 << i;
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

/* Digits and point of a number as it was read; of several points the last. */
static char *dup_digits(const MbEntry *entry)
{
    GString *text = g_string_new(NULL);
    for (const char *at = entry->leaf->text->str + entry->amount.core; at < entry->leaf->text->str + entry->amount.core_end; at++)
        if (g_ascii_isdigit(*at) || (*at == '.' && !strchr(at + 1, '.')))
            g_string_append_c(text, *at);
    return g_string_free(text, FALSE);
}

static void try_misreadings(Values *values)
{
    const MbEntry *entry = &values->mender->ledger->entries[values->entry];
    for (guint i = 0; entry->word && entry->word->readings && i < entry->word->readings->len; i++)
        try_text(g_array_index(entry->word->readings, MbReading, i).text, values);
    g_autofree char *text = dup_digits(entry);
    mb_misreading_each(text, try_text, values);
    char *point = strchr(text, '.');
    if (point)
        memmove(point, point + 1, strlen(point));
    gsize length = strlen(text);
    for (gsize i = 1; i <= length; i++) {
        g_autofree char *moved = g_strdup_printf("%.*s%s%s", (int)i, text, i < length ? "." : "", text + i);
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

GArray *mb_change_solutions(MbMender *mender, guint instance, guint entry)
{
    const MbInstance *at = mb_mender_instance(mender, instance);
    Values values = {mender, instance, entry, g_array_new(FALSE, FALSE, sizeof(int64_t))};
    int64_t value;
    mender->tries++;
    if (!mb_relation_solve(mender->relations->pdata[at->relation], mender->ledger, at->pos, entry, &value))
        return values.values;
    int64_t slack = mb_mender_slack(mender, instance);
    int64_t unit = mb_amount_power(MB_AMOUNT_PLACES - mender->ledger->entries[entry].amount.places);
    add_value(&values, value);
    for (int64_t off = unit; off <= slack; off += unit) {
        int64_t less = value - off, more = value + off;
        add_value(&values, less);
        add_value(&values, more);
    }
    return values.values;
}

GArray *mb_change_values(MbMender *mender, guint instance, guint entry)
{
    GArray *found = mb_change_solutions(mender, instance, entry);
    Values values = {mender, instance, entry, found};
    if (!found->len)
        try_misreadings(&values);
    return found;
}

/* "2,063 8" is no 2,063: of what stands apart nothing may be lost, it may be the next cell's. */
static bool loses_digits(const MbMender *mender, guint entry, int64_t value)
{
    const MbEntry *at = &mender->ledger->entries[entry];
    g_autofree char *was = g_strndup(at->leaf->text->str + at->amount.core, at->amount.core_end - at->amount.core);
    if (at->amount.kind != MB_AMOUNT_MALFORMED || !strchr(was, ' '))
        return false;
    g_autofree char *is = mb_mender_dup_text(mender, entry, value);
    gsize before = 0, after = 0;
    for (const char *c = was; *c; c++)
        before += g_ascii_isdigit(*c) != 0;
    for (const char *c = is; *c; c++)
        after += g_ascii_isdigit(*c) != 0;
    return after < before;
}

/* Makes a change if it breaks nothing that holds; gained: out, witnesses that it wins. */
static bool make_change(MbMender *mender, guint entry, int64_t value, MbChange *change, MbAmount *was, guint *gained)
{
    const MbAmount *amount = &mender->ledger->entries[entry].amount;
    if (amount->kind == MB_AMOUNT_VALUE && value == amount->value)
        return false;
    if (mb_amount_places(ABS(value)) > amount->places && !mb_ledger_prints_places(mender->ledger, entry, mb_amount_places(ABS(value))))
        return false; /* "2211" among whole numbers is not 221.1 */
    if (amount->is_lettered && (value < 0) != (amount->value < 0))
        return false; /* the letter behind it would have to change */
    if (loses_digits(mender, entry, value))
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

/* Other readings of an entry with which all ratios that a change won would hold as well. */
typedef struct {
    MbMender *mender;
    const MbChange *change;
    guint64 won; /* bits of the ratios' instances */
    guint count;
} Leeway;

static void try_reading(const char *text, gpointer data)
{
    Leeway *leeway = data;
    MbAmount amount = mb_amount_read(text);
    int64_t value = leeway->change->value < 0 ? -amount.value : amount.value;
    if (amount.kind != MB_AMOUNT_VALUE || value == leeway->change->value)
        return;
    MbAmount was = mb_mender_try(leeway->mender, leeway->change->entry, value);
    leeway->count += (holding(leeway->mender, leeway->change->entry).ratios & leeway->won) == leeway->won;
    mb_mender_put_back(leeway->mender, leeway->change->entry, was);
}

/* Numbers of the longest sum that a change won. */
static guint longest_sum(const MbMender *mender, guint entry, guint64 won)
{
    const GArray *list = mender->of_entry->pdata[entry];
    guint longest = 0;
    for (guint i = 0; i < list->len && i < 64; i++)
        if (won >> i & 1)
            longest = MAX(longest, mb_mender_instance(mender, g_array_index(list, guint, i))->members->len);
    return longest;
}

/*
 * Other readings that a ratio may leave: the digits of one place. Beside a sum of more than three numbers, in which another error
 * is likelier, none, unless the misreading is a usual one.
 */
#define LEEWAY 9

bool mb_change_has_leeway(MbMender *mender, const MbChange *change)
{
    Holding before = holding(mender, change->entry);
    MbAmount was = mb_mender_try(mender, change->entry, change->value);
    Holding after = holding(mender, change->entry);
    guint64 sums = (after.sums & ~before.sums) | (after.expected & ~before.expected);
    Leeway leeway = {mender, change, after.ratios & ~before.ratios, 0};
    bool is_alone = sums && !(sums & (sums - 1)) && leeway.won;
    g_autofree char *text = dup_digits(&mender->ledger->entries[change->entry]);
    if (is_alone)
        mb_misreading_each(text, try_reading, &leeway);
    bool is_short = longest_sum(mender, change->entry, sums) <= 3;
    guint allowed = is_short || change->how >= MB_MISREADING_USUAL ? LEEWAY : 0;
    mb_mender_put_back(mender, change->entry, was);
    return is_alone && leeway.count > allowed;
}
