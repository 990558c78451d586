/* Numbers that need no search: two witnesses ask for one value at once, or a relation tells what a badly read number is. */
#include "change.h"

#include <string.h>

#define WIDE_NEEDS 3       /* witnesses that must agree on a number two digits away */
#define TRANSCRIPT_NEEDS 3 /* and on a number of a plain-text file, which may have been typed so */

/* Failures of an entry's relations that no other wrong number would explain: one that other relations contradict too. */
static guint count_unexplained(const MbMender *mender, guint entry)
{
    const GArray *list = mender->of_entry->pdata[entry];
    guint unexplained = 0;
    for (guint i = 0; i < list->len; i++) {
        guint instance = g_array_index(list, guint, i);
        const GArray *members = mb_mender_instance(mender, instance)->members;
        bool is_explained = !mb_mender_fails(mender, instance);
        for (guint k = 0; k < members->len && !is_explained; k++) {
            guint other = g_array_index(members, guint, k);
            is_explained = other != entry && mb_mender_count_failing(mender, other) > 1;
        }
        unexplained += !is_explained;
    }
    return unexplained;
}

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
            guint left = count_unexplained(mender, entry);
            mb_mender_put_back(mender, entry, was);
            guint needs = left ? left + 2 : 0;
            needs = MAX(needs, !mb_mender_is_pixel(mender, entry) ? TRANSCRIPT_NEEDS : change.how == MB_MISREADING_WIDE ? WIDE_NEEDS : 0);
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
                !mb_change_has_rival(mender, change.entry, change.value) && !mb_change_has_leeway(mender, &change)) {
                mb_change_commit(mender, &change);
                again = true;
            }
        }
    }
}

static const MbRelation *relation_of(const MbMender *mender, guint instance)
{
    return mender->relations->pdata[mb_mender_instance(mender, instance)->relation];
}

/* Blanks and letters for digits alone make it no number ("1,2O4"): all its digits can be told. */
static bool is_legible(const MbMender *mender, guint entry)
{
    const MbEntry *at = &mender->ledger->entries[entry];
    g_autofree char *core = g_strndup(at->leaf->text->str + at->amount.core, at->amount.core_end - at->amount.core);
    g_autoptr(GString) text = g_string_new(NULL);
    const char *point = strchr(core, '.');
    if (point && strchr(point + 1, '.'))
        return true; /* "10.247.43": points for commas */
    for (const char *c = core; *c; c = g_utf8_next_char(c)) {
        char digit = mb_amount_digit_of(g_utf8_get_char(c));
        if (digit)
            g_string_append_c(text, digit);
        else if (*c != ' ')
            g_string_append_unichar(text, g_utf8_get_char(c));
    }
    return mb_amount_read(text->str).kind == MB_AMOUNT_VALUE;
}

#define SHORT_SUM 3 /* numbers of a sum in which another error is unlikely */

/*
 * Witnesses that a value needs. One is enough where the digits stand there, unless the number is only printed oddly: then they
 * were read well, and what a relation makes of them is more than another form.
 */
static guint needed_for(const MbMender *mender, guint instance, guint entry, MbMisreading how)
{
    bool is_odd = mender->ledger->entries[entry].amount.is_odd;
    if (!mb_mender_is_pixel(mender, entry))
        return TRANSCRIPT_NEEDS;
    if (how >= MB_MISREADING_SECOND)
        return 1;
    if (how < MB_MISREADING_FAR || is_odd)
        return WIDE_NEEDS;
    const GArray *members = mb_mender_instance(mender, instance)->members;
    bool is_short = relation_of(mender, instance)->kind == MB_RELATION_SUM && members->len <= SHORT_SUM;
    if (is_legible(mender, entry))
        return 2;
    return (is_short && how == MB_MISREADING_USUAL) || mb_mender_proves_others(mender, instance, entry) ? 1 : 2;
}

/* In a table that rounds the sum tells a badly read number only nearly: its digits must stand there. */
static bool is_told(MbMender *mender, guint entry, const MbChange *change)
{
    return !mender->rounds || mb_mender_misreading(mender, entry, change->value) == MB_MISREADING_MARKS;
}

/* Makes the change that an instance asks of a badly read number, where it is told well enough. */
static bool mend_by(MbMender *mender, guint entry, guint instance, int64_t value)
{
    const GArray *list = mender->of_entry->pdata[entry];
    const MbInstance *at = mb_mender_instance(mender, instance);
    guint gained, broken = 0;
    MbChange change;
    MbAmount was;
    if (mb_change_is_rounding(mender, at, entry, value) || !mb_change_try(mender, entry, value, &change, &was, &gained))
        return false;
    for (guint k = 0; k < list->len; k++)
        broken += mb_mender_fails(mender, g_array_index(list, guint, k));
    bool is_borne_out = !relation_of(mender, instance)->is_expected || mb_mender_is_proved(mender, entry);
    mb_mender_put_back(mender, entry, was);
    bool is_witnessed = gained >= needed_for(mender, instance, entry, change.how) && (gained < 2 || !mb_change_has_leeway(mender, &change));
    if (broken || !is_borne_out || !is_witnessed || !is_told(mender, entry, &change))
        return false;
    mb_change_commit(mender, &change);
    return true;
}

static void mend_malformed(MbMender *mender, guint entry)
{
    const GArray *list = mender->of_entry->pdata[entry];
    for (guint i = 0; i < list->len; i++) {
        guint instance = g_array_index(list, guint, i);
        if (mender->is_soft[mb_mender_instance(mender, instance)->relation])
            continue;
        g_autoptr(GArray) values = mb_change_solutions(mender, instance, entry);
        for (guint k = 0; k < values->len; k++)
            if (mend_by(mender, entry, instance, g_array_index(values, int64_t, k)))
                return;
    }
}

void mb_mender_mend_malformed(MbMender *mender)
{
    for (guint entry = 0; entry < mender->of_entry->len; entry++)
        if (mender->of_entry->pdata[entry] && mender->ledger->entries[entry].amount.kind == MB_AMOUNT_MALFORMED &&
            mb_mender_may_change(mender, entry))
            mend_malformed(mender, entry);
}
