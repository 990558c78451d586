/*
 * What the relations of a table say about its cells: which are proved, which
 * can be mended, which a person should look at. Part of stage repair.
 */
#ifndef MB_REPAIR_TABLE_MEND_H
#define MB_REPAIR_TABLE_MEND_H

#include "misreading.h"
#include "../relations/relations.h"

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
    bool *is_loose;       /* per relation: a ratio of numbers that were rounded after it was made; owned */
    bool rounds;          /* its figures were rounded each for itself: sums that are off by that hold nearly */
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

/* Relations of an entry that fail now. */
guint mb_mender_count_failing(const MbMender *mender, guint entry);

/*
 * Whether as many relations speak against an entry as prove it, ratios together one: nothing is claimed of it then. What fails for
 * another number that more relations contradict does not speak against it.
 */
bool mb_mender_is_disputed(const MbMender *mender, guint entry);

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

/* rounding.c: whether an instance of numbers with decimals, or of a table that rounds, is off by no more than rounding makes it. */
bool mb_mender_is_rounding(const MbMender *mender, guint instance);

/* rounding.c: the same of a sum in a table that rounds, or of a ratio whose parts were rounded after it was made. */
bool mb_mender_is_near(const MbMender *mender, guint instance);

/* rounding.c: by how much a sum may be off in a table that rounds, ten-thousandths; 0 in others. */
int64_t mb_mender_slack(const MbMender *mender, guint instance);

/* rounding.c: finds out whether the table rounds, and doubts the one number that would explain several sums that are a little off. */
void mb_mender_find_rounding(MbMender *mender);

/* rounding.c: whether a total is an average of its parts at a place, so that no sum may be asked there. */
bool mb_mender_is_average(const MbMender *mender, guint relation, guint pos, const GArray *members);

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
