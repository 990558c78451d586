/*
 * The search for readings that satisfy the relations. First numbers that two
 * relations ask for at once; then, among instances that hang together, the
 * smallest set of changes; it counts only when no other of its size exists.
 */
#include "table-mend.h"

#include <string.h>

#define MOST_CHANGES 3    /* of one set: three numbers read wrongly that one chain of relations binds */
#define MOST_TRIES 6000   /* readings tried in one table: beyond it what fails is doubtful */
#define MOST_SOLUTIONS 16
#define WIDE_NEEDS 3      /* relations that must agree on a number two digits away */
#define TRANSCRIPT_NEEDS 3 /* and on a number of a plain-text file, which may have been typed so */

typedef struct {
    guint entry;
    int64_t value;
    MbMisreading how;
} Change;

static const MbInstance *instance_at(const MbMender *mender, guint i)
{
    return &g_array_index(mender->instances, MbInstance, i);
}

static bool is_pixel(const MbMender *mender, guint entry)
{
    return mender->ledger->entries[entry].is_pixel;
}

/* Instances of an entry that hold now, a bit each, of the first 64; ratios in a set of their own. */
typedef struct {
    guint64 sums, ratios;
} Holding;

static Holding holding(const MbMender *mender, guint entry)
{
    const GArray *list = mender->of_entry->pdata[entry];
    Holding now = {0};
    for (guint i = 0; list && i < list->len && i < 64; i++) {
        guint instance = g_array_index(list, guint, i);
        guint relation = instance_at(mender, instance)->relation;
        if (mender->is_soft[relation] || mb_mender_verdict(mender, instance) != MB_VERDICT_HOLDS)
            continue;
        bool is_sum = ((const MbRelation *)mender->relations->pdata[relation])->kind == MB_RELATION_SUM;
        *(is_sum ? &now.sums : &now.ratios) |= (guint64)1 << i;
    }
    return now;
}

/* Independent witnesses that a change won: each sum, and all ratios as one, for they follow from each other by the differences. */
static guint count_gained(Holding before, Holding after)
{
    guint count = (after.ratios & ~before.ratios) != 0;
    for (guint64 bits = after.sums & ~before.sums; bits; bits &= bits - 1)
        count++;
    return count;
}

/* Values that one failing instance allows an entry: the solution of a sum or a target, or misreadings that fit a ratio. */
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
    if (amount.kind != MB_AMOUNT_VALUE || values->mender->tries > MOST_TRIES)
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

/* A ratio's value is proof only when no other rounding could as well have been printed and read so, unless the digits stand there. */
static bool is_rounding(MbMender *mender, const MbInstance *at, guint entry, int64_t value)
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

static GArray *values_for(MbMender *mender, guint instance, guint entry)
{
    const MbInstance *at = instance_at(mender, instance);
    Values values = {mender, instance, entry, g_array_new(FALSE, FALSE, sizeof(int64_t))};
    int64_t value;
    mender->tries++;
    if (mb_relation_solve(mender->relations->pdata[at->relation], mender->ledger, at->pos, entry, &value)) {
        if (!is_rounding(mender, at, entry, value))
            add_value(&values, value);
    } else
        try_misreadings(&values);
    return values.values;
}

/* Makes a change if it breaks nothing that holds; gained: out, witnesses that it wins. */
static bool make_change(MbMender *mender, guint entry, int64_t value, Change *change, MbAmount *was, guint *gained)
{
    if (mender->ledger->entries[entry].amount.kind == MB_AMOUNT_VALUE && value == mender->ledger->entries[entry].amount.value)
        return false;
    *change = (Change){entry, value, mb_mender_misreading(mender, entry, value)};
    Holding before = holding(mender, entry);
    *was = mb_mender_try(mender, entry, value);
    Holding after = holding(mender, entry);
    *gained = count_gained(before, after);
    if (!(before.sums & ~after.sums) && !(before.ratios & ~after.ratios))
        return true;
    mb_mender_put_back(mender, entry, *was);
    return false;
}

/* As make_change, for possible misreadings alone. */
static bool try_change(MbMender *mender, guint entry, int64_t value, Change *change, MbAmount *was, guint *gained)
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
    Change change;
    MbAmount was;
    guint gained;
    if (!make_change(mender, entry, value, &change, &was, &gained))
        return 0;
    mb_mender_put_back(mender, entry, was);
    return gained;
}

/* Whether another number of a failing instance wins as many witnesses, though no misreading that we know explains it. */
static bool has_rival(MbMender *mender, guint entry, int64_t value)
{
    const GArray *list = mender->of_entry->pdata[entry];
    guint gained = gained_by(mender, entry, value);
    for (guint i = 0; i < list->len; i++) {
        const MbInstance *at = instance_at(mender, g_array_index(list, guint, i));
        const MbRelation *relation = mender->relations->pdata[at->relation];
        if (relation->kind != MB_RELATION_SUM || !mb_mender_fails(mender, g_array_index(list, guint, i)))
            continue;
        for (guint k = 0; k < at->members->len; k++) {
            guint other = g_array_index(at->members, guint, k);
            int64_t solved;
            if (other != entry && mb_mender_may_change(mender, other) &&
                mb_relation_solve(relation, mender->ledger, at->pos, other, &solved) &&
                gained_by(mender, other, solved) >= MAX(gained, 2))
                return true;
        }
    }
    return false;
}

static void commit(MbMender *mender, const Change *change)
{
    MbFate *fate = &mender->fates[change->entry];
    MbAmount *amount = &mender->ledger->entries[change->entry].amount;
    if (amount->is_odd && !amount->is_irregular && amount->value == change->value) {
        amount->kind = MB_AMOUNT_VALUE;
        return;
    }
    fate->was = mender->ledger->entries[change->entry].amount.value;
    fate->changed = true;
    mb_mender_try(mender, change->entry, change->value);
    mender->ledger->entries[change->entry].amount.places =
        MAX(mender->ledger->entries[change->entry].amount.places, mb_amount_places(change->value));
}

/* The change that makes most instances hold, this one among them; false when two do equally or it serves this one alone. */
static bool find_certain(MbMender *mender, guint instance, Change *best)
{
    const GArray *members = instance_at(mender, instance)->members;
    guint most = 1, rivals = 0;
    for (guint i = 0; i < members->len && mender->tries < MOST_TRIES; i++) {
        guint entry = g_array_index(members, guint, i);
        if (!mb_mender_may_change(mender, entry))
            continue;
        g_autoptr(GArray) values = values_for(mender, instance, entry);
        for (guint k = 0; k < values->len; k++) {
            Change change;
            MbAmount was;
            guint gained;
            if (!try_change(mender, entry, g_array_index(values, int64_t, k), &change, &was, &gained))
                continue;
            mb_mender_put_back(mender, entry, was);
            if ((gained < WIDE_NEEDS && change.how == MB_MISREADING_WIDE) || (gained < TRANSCRIPT_NEEDS && !is_pixel(mender, entry)))
                continue;
            if (gained > most)
                *best = change;
            rivals = gained > most ? 1 : rivals + (gained == most);
            most = MAX(most, gained);
        }
    }
    return most > 1 && rivals == 1 && mender->tries < MOST_TRIES;
}

static void mend_certain(MbMender *mender)
{
    for (bool again = true; again;) {
        again = false;
        for (guint i = 0; i < mender->instances->len; i++) {
            Change change;
            if (mb_mender_fails(mender, i) && find_certain(mender, i, &change) && !has_rival(mender, change.entry, change.value)) {
                commit(mender, &change);
                again = true;
            }
        }
    }
}

/* Whether other relations prove all the other numbers of an instance. */
static bool others_are_proved(const MbMender *mender, guint instance, guint entry)
{
    const GArray *members = instance_at(mender, instance)->members;
    for (guint i = 0; i < members->len; i++) {
        guint other = g_array_index(members, guint, i);
        if (other != entry && !mb_mender_is_proved(mender, other))
            return false;
    }
    return true;
}

/* Witnesses that a value needs; the digits of a number that is only printed oddly were read well. */
static guint needed_for(const MbMender *mender, guint instance, guint entry, MbMisreading how)
{
    bool is_odd = mender->ledger->entries[entry].amount.is_odd;
    if (!is_pixel(mender, entry))
        return TRANSCRIPT_NEEDS;
    if (how == MB_MISREADING_MARKS || (how == MB_MISREADING_USUAL && !is_odd))
        return 1;
    if (how < MB_MISREADING_FAR || is_odd)
        return WIDE_NEEDS;
    return others_are_proved(mender, instance, entry) ? 1 : 2;
}

/* Numbers in no proper form: a relation says what they are when all others of it are known. */
static void mend_malformed(MbMender *mender)
{
    for (guint entry = 0; entry < mender->of_entry->len; entry++) {
        const GArray *list = mender->of_entry->pdata[entry];
        if (!list || mender->ledger->entries[entry].amount.kind != MB_AMOUNT_MALFORMED || !mb_mender_may_change(mender, entry))
            continue;
        for (guint i = 0; i < list->len; i++) {
            guint instance = g_array_index(list, guint, i), gained, broken = 0;
            const MbInstance *at = instance_at(mender, instance);
            int64_t value;
            Change change;
            MbAmount was;
            if (mender->is_soft[at->relation] ||
                !mb_relation_solve(mender->relations->pdata[at->relation], mender->ledger, at->pos, entry, &value) ||
                is_rounding(mender, at, entry, value) || !try_change(mender, entry, value, &change, &was, &gained))
                continue;
            for (guint k = 0; k < list->len; k++)
                broken += mb_mender_fails(mender, g_array_index(list, guint, k));
            mb_mender_put_back(mender, entry, was);
            guint needs = needed_for(mender, instance, entry, change.how);
            if (!broken && gained >= needs) {
                commit(mender, &change);
                break;
            }
        }
    }
}

/* A set of changes in the making, and those that make everything hold. */
typedef struct {
    MbMender *mender;
    GArray *group; /* instances that hang together */
    Change path[MOST_CHANGES];
    guint limit;
    Change solutions[MOST_SOLUTIONS][MOST_CHANGES];
    guint count;
} Quest;

/* The failing instance of a group that binds the fewest numbers; false when all hold. */
static bool next_failing(const Quest *quest, guint *found)
{
    guint fewest = G_MAXUINT;
    for (guint i = 0; i < quest->group->len; i++) {
        guint instance = g_array_index(quest->group, guint, i);
        guint members = instance_at(quest->mender, instance)->members->len;
        if (members < fewest && mb_mender_fails(quest->mender, instance)) {
            fewest = members;
            *found = instance;
        }
    }
    return fewest < G_MAXUINT;
}

static bool in_path(const Quest *quest, guint depth, guint entry)
{
    for (guint i = 0; i < depth; i++)
        if (quest->path[i].entry == entry)
            return true;
    return false;
}

static bool same_set(const Change *a, const Change *b, guint count)
{
    for (guint i = 0; i < count; i++) {
        bool found = false;
        for (guint k = 0; k < count; k++)
            found |= a[i].entry == b[k].entry && a[i].value == b[k].value;
        if (!found)
            return false;
    }
    return true;
}

static void add_solution(Quest *quest)
{
    for (guint i = 0; i < quest->count; i++)
        if (same_set(quest->solutions[i], quest->path, quest->limit))
            return;
    if (quest->count < MOST_SOLUTIONS)
        memcpy(quest->solutions[quest->count++], quest->path, sizeof quest->path);
}

static void seek(Quest *quest, guint depth)
{
    MbMender *mender = quest->mender;
    guint instance = 0;
    if (!next_failing(quest, &instance)) {
        if (depth == quest->limit)
            add_solution(quest);
        return;
    }
    if (depth == quest->limit)
        return;
    const GArray *members = instance_at(mender, instance)->members;
    for (guint i = 0; i < members->len && mender->tries < MOST_TRIES; i++) {
        guint entry = g_array_index(members, guint, i), gained;
        if (!mb_mender_may_change(mender, entry) || in_path(quest, depth, entry))
            continue;
        g_autoptr(GArray) values = values_for(mender, instance, entry);
        for (guint k = 0; k < values->len; k++) {
            MbAmount was;
            if (!try_change(mender, entry, g_array_index(values, int64_t, k), &quest->path[depth], &was, &gained))
                continue;
            if (quest->path[depth].how != MB_MISREADING_WIDE)
                seek(quest, depth + 1);
            mb_mender_put_back(mender, entry, was);
        }
    }
}

/*
 * Other digits need more than one failing relation, or one whose other numbers
 * are proved, or the reader's own doubt; changes that only make sense together
 * need two relations each.
 */
static bool is_certain(const MbMender *mender, const Change *change, bool is_alone)
{
    if (is_alone && (change->how == MB_MISREADING_MARKS || mender->ledger->entries[change->entry].cell->check == MB_CHECK_DOUBTFUL))
        return true;
    const GArray *list = mender->of_entry->pdata[change->entry];
    guint failing = 0;
    bool alone = false;
    for (guint i = 0; i < list->len; i++) {
        guint instance = g_array_index(list, guint, i);
        if (!mb_mender_fails(mender, instance))
            continue;
        failing++;
        alone |= others_are_proved(mender, instance, change->entry);
    }
    return failing > 1 || (is_alone && alone);
}

static void doubt_rest(MbMender *mender, const GArray *group)
{
    for (guint i = 0; i < group->len; i++) {
        guint instance = g_array_index(group, guint, i);
        const GArray *members = instance_at(mender, instance)->members;
        for (guint k = 0; k < members->len && mb_mender_fails(mender, instance); k++) {
            guint entry = g_array_index(members, guint, k);
            if (mb_mender_may_change(mender, entry) && !mb_mender_is_proved(mender, entry))
                mender->fates[entry].doubted = true;
        }
    }
}

/* What the reader was unsure of explains better than what it was sure of. */
static bool is_unsure(const MbMender *mender, const Change *set, guint count)
{
    for (guint i = 0; i < count; i++)
        if (mender->ledger->entries[set[i].entry].cell->check != MB_CHECK_DOUBTFUL)
            return false;
    return true;
}

static bool has_sure_only(const MbMender *mender, const Change *set, guint count)
{
    for (guint i = 0; i < count; i++)
        if (mender->ledger->entries[set[i].entry].cell->check == MB_CHECK_DOUBTFUL)
            return false;
    return true;
}

/* Of several sets the one whose numbers the reader doubted, where all others change numbers that were read surely. */
static void prefer_unsure(Quest *quest)
{
    guint unsure = 0, sure = 0, found = 0;
    for (guint i = 0; i < quest->count; i++) {
        if (is_unsure(quest->mender, quest->solutions[i], quest->limit)) {
            unsure++;
            found = i;
        }
        sure += has_sure_only(quest->mender, quest->solutions[i], quest->limit);
    }
    if (unsure != 1 || sure + 1 != quest->count)
        return;
    memmove(quest->solutions[0], quest->solutions[found], sizeof quest->solutions[0]);
    quest->count = 1;
}

static void settle(Quest *quest)
{
    MbMender *mender = quest->mender;
    if (quest->count > 1 && quest->count < MOST_SOLUTIONS)
        prefer_unsure(quest);
    bool certain = quest->count == 1 && mender->tries < MOST_TRIES;
    for (guint i = 0; certain && i < quest->limit; i++)
        certain = is_pixel(mender, quest->solutions[0][i].entry) &&
                  !has_rival(mender, quest->solutions[0][i].entry, quest->solutions[0][i].value) &&
                  is_certain(mender, &quest->solutions[0][i], quest->limit == 1);
    for (guint s = 0; s < quest->count; s++)
        for (guint i = 0; i < quest->limit; i++)
            if (certain)
                commit(mender, &quest->solutions[s][i]);
            else
                mender->fates[quest->solutions[s][i].entry].doubted = true;
    if (!quest->count || mender->tries >= MOST_TRIES)
        doubt_rest(mender, quest->group);
}

/* Failing instances that share a number which may be changed. */
static void gather(MbMender *mender, guint first, bool *seen, GArray *group)
{
    seen[first] = true;
    g_array_append_val(group, first);
    for (guint at = 0; at < group->len; at++) {
        const GArray *members = instance_at(mender, g_array_index(group, guint, at))->members;
        for (guint i = 0; i < members->len; i++) {
            guint entry = g_array_index(members, guint, i);
            const GArray *list = mender->of_entry->pdata[entry];
            for (guint k = 0; mb_mender_may_change(mender, entry) && k < list->len; k++) {
                guint instance = g_array_index(list, guint, k);
                if (seen[instance] || !mb_mender_fails(mender, instance))
                    continue;
                seen[instance] = true;
                g_array_append_val(group, instance);
            }
        }
    }
}

static void mend_group(MbMender *mender, GArray *group)
{
    Quest quest = {.mender = mender, .group = group};
    for (quest.limit = 1; quest.limit <= MOST_CHANGES && !quest.count && mender->tries < MOST_TRIES; quest.limit++)
        seek(&quest, 0);
    quest.limit--;
    settle(&quest);
}

void mb_mender_search(MbMender *mender)
{
    mend_malformed(mender);
    mend_certain(mender);
    mend_malformed(mender);
    g_autofree bool *seen = g_new0(bool, mender->instances->len + 1);
    for (guint i = 0; i < mender->instances->len; i++) {
        if (seen[i] || !mb_mender_fails(mender, i))
            continue;
        g_autoptr(GArray) group = g_array_new(FALSE, FALSE, sizeof(guint));
        gather(mender, i, seen, group);
        mend_group(mender, group);
    }
}
