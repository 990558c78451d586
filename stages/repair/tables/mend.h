/*
 * What the relations of a table say about its cells: which are proved, which
 * can be mended, which a person should look at. Part of stage repair.
 */
#ifndef MB_REPAIR_TABLE_MEND_H
#define MB_REPAIR_TABLE_MEND_H

#include "misreading.h"
#include "relations.h"

/* A relation at one place. */
typedef struct {
    guint relation; /* index in the mender's relations */
    guint pos;
    GArray *members; /* entries (guint); owned */
} MbInstance;

/* What became of an entry. */
typedef struct {
    bool changed;
    bool doubted;
    bool is_suspect; /* proved, and yet a relation fails that no other number explains */
    int64_t was; /* value before a change */
} MbFate;

typedef struct {
    MbLedger *ledger;     /* borrowed; amounts change, blocks do not */
    GPtrArray *relations; /* MbRelation; borrowed */
    GArray *instances;    /* MbInstance; owned */
    GPtrArray *of_entry;  /* per entry GArray of guint, its instances, or NULL; owned */
    MbFate *fates;        /* per entry; owned */
    bool *is_soft;        /* per relation: contradicted by numbers that others prove; owned */
    guint tries;          /* readings tried so far */
} MbMender;

/* A mender of a ledger and its hard relations. Caller frees with mb_mender_free. */
MbMender *mb_mender_new(MbLedger *ledger, GPtrArray *relations);
void mb_mender_free(MbMender *mender);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbMender, mb_mender_free)

/* Finds the changes and the doubts; entries' amounts are then those of the mended table. Text of blocks stays as it is. */
void mb_mender_run(MbMender *mender);

/* Whether a relation that holds would break if the entry were other by one in its last decimal. */
bool mb_mender_is_proved(const MbMender *mender, guint entry);

/* The same for one instance of the entry. */
bool mb_mender_proves(const MbMender *mender, guint instance, guint entry);

/* Whether other relations prove all the other numbers of an instance. */
bool mb_mender_proves_others(const MbMender *mender, guint instance, guint entry);

/* An instance, borrowed. */
const MbInstance *mb_mender_instance(const MbMender *mender, guint instance);

/* Whether an entry was read from pixels. */
bool mb_mender_is_pixel(const MbMender *mender, guint entry);

/* What an instance says now. */
MbVerdict mb_mender_verdict(const MbMender *mender, guint instance);

/* Whether an instance of a hard relation fails now. */
bool mb_mender_fails(const MbMender *mender, guint instance);

/* Whether an instance is off by no more than its rounded numbers make it: half a unit of the last decimal for each. */
bool mb_mender_is_rounding(const MbMender *mender, guint instance);

/* As mb_mender_fails, also of a total by name that holds at some place, and is off here by more than rounded parts would make it. */
bool mb_mender_misses(const MbMender *mender, guint instance);

/* The number as it would be printed in the manner of its cell and its neighbours; caller frees with g_free. */
char *mb_mender_dup_text(const MbMender *mender, guint entry, int64_t value);

/* How the text of an entry's cell compares with a value. */
MbMisreading mb_mender_misreading(const MbMender *mender, guint entry, int64_t value);

/* Whether an entry may be changed: a number or what looks like one, read from pixels or of a transcript. */
bool mb_mender_may_change(const MbMender *mender, guint entry);

/* Sets an entry to a value; returns what stood there, for mb_mender_put_back. */
MbAmount mb_mender_try(MbMender *mender, guint entry, int64_t value);
void mb_mender_put_back(MbMender *mender, guint entry, MbAmount amount);

/* table-search.c: the smallest set of changes that makes all failing instances hold, where it is the only one. */
void mb_mender_search(MbMender *mender);

#endif
