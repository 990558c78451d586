/*
 * The search for readings that satisfy the relations, where no single number is
 * certain: among instances that hang together, the smallest set of changes; it
 * counts only when no other of its size exists.
 */
#include "change.h"

#include <string.h>

#define MOST_CHANGES 3 /* of one set: three numbers read wrongly that one chain of relations binds */
#define MOST_SOLUTIONS 16

/* A set of changes in the making, and those that make everything hold. */
typedef struct {
    MbMender *mender;
    GArray *group; /* instances that hang together */
    MbChange path[MOST_CHANGES];
    guint limit;
    bool is_wide; /* numbers two digits away are tried, for want of others: they explain, but prove nothing */
    MbChange solutions[MOST_SOLUTIONS][MOST_CHANGES];
    guint count;
} Quest;

/* The failing instances of a group, those that bind the fewest numbers first. */
static GArray *failing_of(const Quest *quest)
{
    GArray *failing = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < quest->group->len; i++) {
        guint instance = g_array_index(quest->group, guint, i), at = 0;
        if (!mb_mender_misses(quest->mender, instance))
            continue;
        guint members = mb_mender_instance(quest->mender, instance)->members->len;
        while (at < failing->len && mb_mender_instance(quest->mender, g_array_index(failing, guint, at))->members->len <= members)
            at++;
        g_array_insert_val(failing, at, instance);
    }
    return failing;
}

static bool in_path(const Quest *quest, guint depth, guint entry)
{
    for (guint i = 0; i < depth; i++)
        if (quest->path[i].entry == entry)
            return true;
    return false;
}

static bool same_set(const MbChange *a, const MbChange *b, guint count)
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

static void seek(Quest *quest, guint depth);

static void seek_in(Quest *quest, guint depth, guint instance)
{
    MbMender *mender = quest->mender;
    const GArray *members = mb_mender_instance(mender, instance)->members;
    for (guint i = 0; i < members->len && mender->tries < MB_CHANGE_MOST_TRIES; i++) {
        guint entry = g_array_index(members, guint, i), gained;
        if (!mb_mender_may_change(mender, entry) || in_path(quest, depth, entry))
            continue;
        g_autoptr(GArray) values = mb_change_values(mender, instance, entry);
        for (guint k = 0; k < values->len; k++) {
            MbAmount was;
            int64_t value = g_array_index(values, int64_t, k);
            bool is_weak = mb_change_is_rounding(mender, mb_mender_instance(mender, instance), entry, value);
            if (!mb_change_try(mender, entry, value, &quest->path[depth], &was, &gained))
                continue;
            quest->path[depth].is_weak = is_weak || quest->is_wide;
            if (quest->is_wide || quest->path[depth].how != MB_MISREADING_WIDE)
                seek(quest, depth + 1);
            mb_mender_put_back(mender, entry, was);
        }
    }
}

/* Sets up to this size may begin at any failing relation: one that binds two wrong numbers tells the value of neither. */
#define THOROUGH 2

static void seek(Quest *quest, guint depth)
{
    g_autoptr(GArray) failing = failing_of(quest);
    if (!failing->len && depth == quest->limit)
        add_solution(quest);
    guint count = depth == quest->limit ? 0 : quest->limit <= THOROUGH ? failing->len : MIN(failing->len, 1);
    for (guint i = 0; i < count; i++)
        seek_in(quest, depth, g_array_index(failing, guint, i));
}

/*
 * Other digits need more than one failing relation, or one whose other numbers
 * are proved, or the reader's own doubt; changes that only make sense together
 * need two relations each. Ratios count as one, but for the number that they say.
 */
static bool is_certain(MbMender *mender, const MbChange *change, bool is_alone)
{
    if (is_alone && (change->how >= MB_MISREADING_SECOND || mender->ledger->entries[change->entry].cell->check == MB_CHECK_DOUBTFUL))
        return true;
    const GArray *list = mender->of_entry->pdata[change->entry];
    guint failing = 0;
    bool has_ratio = false, alone = false;
    for (guint i = 0; i < list->len; i++) {
        guint instance = g_array_index(list, guint, i);
        if (!mb_mender_misses(mender, instance))
            continue;
        const MbRelation *relation = mender->relations->pdata[mb_mender_instance(mender, instance)->relation];
        bool is_said = g_array_index(mb_mender_instance(mender, instance)->members, guint, 0) == change->entry;
        failing += is_said || mb_relation_is_own_witness(relation);
        has_ratio |= !is_said && !mb_relation_is_own_witness(relation);
        alone |= mb_mender_proves_others(mender, instance, change->entry);
    }
    failing += has_ratio && !mb_change_has_leeway(mender, change);
    return failing > 1 || (is_alone && alone && change->how >= MB_MISREADING_USUAL);
}

static void doubt_rest(MbMender *mender, const GArray *group)
{
    for (guint i = 0; i < group->len; i++) {
        guint instance = g_array_index(group, guint, i);
        const GArray *members = mb_mender_instance(mender, instance)->members;
        for (guint k = 0; k < members->len && mb_mender_misses(mender, instance); k++) {
            guint entry = g_array_index(members, guint, k);
            if (mb_mender_may_change(mender, entry) && !mb_mender_is_proved(mender, entry))
                mender->fates[entry].doubted = true;
        }
    }
}

/* What the reader was unsure of, or read otherwise itself, explains better than what it was sure of. */
static bool is_unsure(const MbMender *mender, const MbChange *change)
{
    return change->how == MB_MISREADING_SECOND || mender->ledger->entries[change->entry].cell->check == MB_CHECK_DOUBTFUL;
}

static guint count_unsure(const MbMender *mender, const MbChange *set, guint count)
{
    guint unsure = 0;
    for (guint i = 0; i < count; i++)
        unsure += is_unsure(mender, &set[i]);
    return unsure;
}

/* Of several sets the one whose numbers the reader doubted, where all others change numbers that were read surely. */
static void prefer_unsure(Quest *quest)
{
    guint unsure = 0, sure = 0, found = 0;
    for (guint i = 0; i < quest->count; i++) {
        guint count = count_unsure(quest->mender, quest->solutions[i], quest->limit);
        if (count == quest->limit) {
            unsure++;
            found = i;
        }
        sure += count == 0;
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
    bool certain = quest->count == 1 && mender->tries < MB_CHANGE_MOST_TRIES;
    for (guint i = 0; certain && i < quest->limit; i++)
        certain = !quest->solutions[0][i].is_weak && mb_mender_is_pixel(mender, quest->solutions[0][i].entry) &&
                  !mb_change_has_rival(mender, quest->solutions[0][i].entry, quest->solutions[0][i].value) &&
                  is_certain(mender, &quest->solutions[0][i], quest->limit == 1);
    for (guint s = 0; s < quest->count; s++)
        for (guint i = 0; i < quest->limit; i++)
            if (certain)
                mb_change_commit(mender, &quest->solutions[s][i]);
            else
                mender->fates[quest->solutions[s][i].entry].doubted = true;
    if (!quest->count || mender->tries >= MB_CHANGE_MOST_TRIES)
        doubt_rest(mender, quest->group);
}

/* Failing instances that share a number which may be changed. */
static void gather(MbMender *mender, guint first, bool *seen, GArray *group)
{
    seen[first] = true;
    g_array_append_val(group, first);
    for (guint at = 0; at < group->len; at++) {
        const GArray *members = mb_mender_instance(mender, g_array_index(group, guint, at))->members;
        for (guint i = 0; i < members->len; i++) {
            guint entry = g_array_index(members, guint, i);
            const GArray *list = mender->of_entry->pdata[entry];
            for (guint k = 0; mb_mender_may_change(mender, entry) && k < list->len; k++) {
                guint instance = g_array_index(list, guint, k);
                if (seen[instance] || !mb_mender_misses(mender, instance))
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
    for (quest.limit = 1; quest.limit <= MOST_CHANGES && !quest.count && mender->tries < MB_CHANGE_MOST_TRIES; quest.limit++) {
        seek(&quest, 0);
        quest.is_wide = quest.limit == 1 && !quest.count;
        if (quest.is_wide)
            seek(&quest, 0);
        quest.is_wide = false;
    }
    quest.limit--;
    settle(&quest);
}

void mb_mender_search(MbMender *mender)
{
    mb_mender_mend_malformed(mender);
    mb_mender_mend_certain(mender);
    mb_mender_mend_malformed(mender);
    g_autofree bool *seen = g_new0(bool, mender->instances->len + 1);
    for (guint i = 0; i < mender->instances->len; i++) {
        if (seen[i] || !mb_mender_fails(mender, i))
            continue;
        g_autoptr(GArray) group = g_array_new(FALSE, FALSE, sizeof(guint));
        gather(mender, i, seen, group);
        mend_group(mender, group);
    }
}
