/* Numbers that need no search: two witnesses ask for one value at once, or a relation tells what a badly read number is. */
#include "change.h"

#define WIDE_NEEDS 3       /* witnesses that must agree on a number two digits away */
#define TRANSCRIPT_NEEDS 3 /* and on a number of a plain-text file, which may have been typed so */

/* The change that makes most instances hold, this one among them; false when two do equally or it serves this one alone. */
static bool find_certain(MbMender *mender, guint instance, MbChange *best)
{
    const GArray *members = mb_mender_instance(mender, instance)->members;
    guint most = 1, rivals = 0;
    for (guint i = 0; i < members->len && mender->tries < MB_CHANGE_MOST_TRIES; i++) {
        guint entry = g_array_index(members, guint, i);
        if (!mb_mender_may_change(mender, entry))
            continue;
        g_autoptr(GArray) values = mb_change_values(mender, instance, entry);
        for (guint k = 0; k < values->len; k++) {
            MbChange change;
            MbAmount was;
            guint gained;
            int64_t value = g_array_index(values, int64_t, k);
            if (mb_change_is_rounding(mender, mb_mender_instance(mender, instance), entry, value) ||
                !mb_change_try(mender, entry, value, &change, &was, &gained))
                continue;
            mb_mender_put_back(mender, entry, was);
            guint needs = !mb_mender_is_pixel(mender, entry) ? TRANSCRIPT_NEEDS : change.how == MB_MISREADING_WIDE ? WIDE_NEEDS : 0;
            if (gained < needs)
                continue;
            if (gained > most)
                *best = change;
            rivals = gained > most ? 1 : rivals + (gained == most);
            most = MAX(most, gained);
        }
    }
    return most > 1 && rivals == 1 && mender->tries < MB_CHANGE_MOST_TRIES;
}

void mb_mender_mend_certain(MbMender *mender)
{
    for (bool again = true; again;) {
        again = false;
        for (guint i = 0; i < mender->instances->len; i++) {
            MbChange change;
            if (mb_mender_fails(mender, i) && find_certain(mender, i, &change) &&
                !mb_change_has_rival(mender, change.entry, change.value)) {
                mb_change_commit(mender, &change);
                again = true;
            }
        }
    }
}

/* Witnesses that a value needs; the digits of a number that is only printed oddly were read well. */
static guint needed_for(const MbMender *mender, guint instance, guint entry, MbMisreading how)
{
    bool is_odd = mender->ledger->entries[entry].amount.is_odd;
    if (!mb_mender_is_pixel(mender, entry))
        return TRANSCRIPT_NEEDS;
    if (how >= MB_MISREADING_SECOND || (how == MB_MISREADING_USUAL && !is_odd))
        return 1;
    if (how < MB_MISREADING_FAR || is_odd)
        return WIDE_NEEDS;
    return mb_mender_proves_others(mender, instance, entry) ? 1 : 2;
}

static bool is_expected(const MbMender *mender, const MbInstance *at)
{
    return ((const MbRelation *)mender->relations->pdata[at->relation])->is_expected;
}

void mb_mender_mend_malformed(MbMender *mender)
{
    for (guint entry = 0; entry < mender->of_entry->len; entry++) {
        const GArray *list = mender->of_entry->pdata[entry];
        if (!list || mender->ledger->entries[entry].amount.kind != MB_AMOUNT_MALFORMED || !mb_mender_may_change(mender, entry))
            continue;
        for (guint i = 0; i < list->len; i++) {
            guint instance = g_array_index(list, guint, i), gained, broken = 0;
            const MbInstance *at = mb_mender_instance(mender, instance);
            int64_t value;
            MbChange change;
            MbAmount was;
            if (mender->is_soft[at->relation] ||
                !mb_relation_solve(mender->relations->pdata[at->relation], mender->ledger, at->pos, entry, &value) ||
                mb_change_is_rounding(mender, at, entry, value) || !mb_change_try(mender, entry, value, &change, &was, &gained))
                continue;
            for (guint k = 0; k < list->len; k++)
                broken += mb_mender_fails(mender, g_array_index(list, guint, k));
            bool is_borne_out = !is_expected(mender, at) || mb_mender_is_proved(mender, entry);
            mb_mender_put_back(mender, entry, was);
            guint needs = needed_for(mender, instance, entry, change.how);
            if (!broken && is_borne_out && gained >= needs) {
                mb_change_commit(mender, &change);
                break;
            }
        }
    }
}
