/*
 * One number read otherwise: which values relations allow, what a change wins,
 * whether another change would win as much. Part of stage repair.
 */
#ifndef MB_REPAIR_TABLE_CHANGE_H
#define MB_REPAIR_TABLE_CHANGE_H

#include "mend.h"

#define MB_CHANGE_MOST_TRIES 6000 /* readings tried in one table: beyond it what fails is doubtful */

typedef struct {
    guint entry;
    int64_t value;
    MbMisreading how;
    bool is_weak; /* a ratio's rounding alone picks the value: it explains, but proves nothing */
} MbChange;

/*
 * The values (int64_t) that one instance asks of an entry: the solution of a sum
 * or a target, and in a table that rounds those beside it; none where it fixes
 * no value. Caller frees with g_array_unref.
 */
GArray *mb_change_solutions(MbMender *mender, guint instance, guint entry);

/* The same, or where there are none the misreadings that fit a ratio. */
GArray *mb_change_values(MbMender *mender, guint instance, guint entry);

/*
 * Sets an entry to a value if that is a possible misreading and breaks nothing that holds.
 *
 * change: out, what was done.
 * was:    out, for mb_mender_put_back.
 * gained: out, independent witnesses that it wins.
 *
 * Returns false with the entry as it was.
 */
bool mb_change_try(MbMender *mender, guint entry, int64_t value, MbChange *change, MbAmount *was, guint *gained);

/* Whether another number of a failing instance, or another value of this one, wins as many witnesses, though no misreading explains it. */
bool mb_change_has_rival(MbMender *mender, guint entry, int64_t value);

/*
 * Whether a change is borne out by one sum and by ratios that leave other misreadings of the same text: "19" for 190 to 199, of
 * which a share in whole per cent tells little. They are no witness beside the sum, which may be off by another error in it.
 */
bool mb_change_has_leeway(MbMender *mender, const MbChange *change);

/* Makes a change for good. */
void mb_change_commit(MbMender *mender, const MbChange *change);

/* A ratio's value is proof only when no other rounding could as well have been printed and read so, unless the digits stand there. */
bool mb_change_is_rounding(MbMender *mender, const MbInstance *at, guint entry, int64_t value);

/* table-certain.c: numbers that two witnesses ask for at once, and those in no proper form that a relation tells. */
void mb_mender_mend_certain(MbMender *mender);
void mb_mender_mend_malformed(MbMender *mender);

#endif
