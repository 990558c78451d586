/*
 * Relations between the numbers of a table: found, tested against accident,
 * evaluated. Part of stage repair; docs/stages/repair-tables.md has the test.
 *
 * A relation binds lines of one direction (columns, or rows when it goes
 * across) and is asked for at each place of them: "column 3 = column 2 -
 * column 1" at each row. What it says at one place is an instance.
 */
#ifndef MB_REPAIR_TABLE_RELATIONS_H
#define MB_REPAIR_TABLE_RELATIONS_H

#include "ledger.h"

typedef enum {
    MB_RELATION_SUM,    /* target = sum of terms, with signs */
    MB_RELATION_CHANGE, /* target = (part - whole) / whole */
    MB_RELATION_SHARE,  /* target = part / whole */
    MB_RELATION_LACK,   /* target = 1 - part / whole */
    MB_RELATION_PRODUCT, /* target = part * whole / factor */
    MB_RELATION_MEAN    /* target = mean of terms */
} MbRelationKind;

/* How a ratio is brought to the decimals that are printed. */
typedef enum {
    MB_ROUNDING_HALF_UP, /* to the nearest, halves away from zero */
    MB_ROUNDING_CEILING, /* toward plus infinity */
    MB_ROUNDING_FLOOR,   /* toward minus infinity */
    MB_ROUNDING_CUT,     /* toward zero */
    MB_ROUNDING_AWAY,    /* away from zero */
    MB_ROUNDINGS         /* count */
} MbRounding;

typedef struct {
    uint32_t line; /* of the grid */
    int sign;      /* 1 or -1 */
    bool is_before; /* its value at the place before, of those that are asked: a running total */
} MbTerm;

typedef struct {
    MbRelationKind kind;
    bool across;     /* lines are rows */
    guint target;    /* line of the grid */
    GArray *terms;   /* SUM and MEAN: MbTerm; else part and whole. Owned */
    int fixed;       /* ratio: place at which the whole is always taken (share of a total), or -1 */
    MbRounding rounding;
    guint roundings; /* ratio: a bit for each rounding that fits as well, or at one place less: where they differ nothing is proved */
    int decimals;    /* ratio: decimals of the target */
    int factor;      /* ratio: 100 for percentages, 1000 for rates per 1,000, else 1 */
    bool is_named;   /* a total by its name, over a run to the edge or to the next total */
    bool is_expected; /* a total by its name whose sum does not pass the test: it proves nothing, but may bear another relation out */
    bool begins;     /* running total: at its first place nothing comes before; else it is not asked there */
    GBytes *asked_at; /* a byte for each place of the grid: 0 where it is not asked; owned */
    guint held, asked; /* instances that hold; instances whose numbers are all there, when it was found */
    double surprise; /* log10 of how many such relations accident alone would have made in this table */
} MbRelation;

typedef enum {
    MB_VERDICT_NONE,  /* not asked here: a number is missing or unknown */
    MB_VERDICT_HOLDS,
    MB_VERDICT_NEAR, /* of a mender alone: off by rounding, in a table that rounds */
    MB_VERDICT_FAILS
} MbVerdict;

/* Finds the hard relations of a ledger. Returns MbRelation pointers, columns first; caller frees with g_ptr_array_unref. */
GPtrArray *mb_relations_find(const MbLedger *ledger);

/* What a relation says at a place of the grid (a row, or across a column). */
MbVerdict mb_relation_verdict(const MbRelation *relation, const MbLedger *ledger, guint pos);

/* How far the target is from what a relation says at a place, in ten-thousandths; false where it is not asked. */
bool mb_relation_residual(const MbRelation *relation, const MbLedger *ledger, guint pos, int64_t *residual);

/* Whether a relation says one value at a place: all roundings that fit the table agree there. */
bool mb_relation_is_settled(const MbRelation *relation, const MbLedger *ledger, guint pos);

/* Appends the entries (guint indices) that a relation binds at a place, the target first. */
void mb_relation_members(const MbRelation *relation, const MbLedger *ledger, guint pos, GArray *out);

/*
 * The value that one entry must have for a relation to hold at a place, all other numbers granted.
 *
 * Returns false when other numbers are missing or the relation fixes no single
 * value (parts and wholes of a ratio).
 */
bool mb_relation_solve(const MbRelation *relation, const MbLedger *ledger, guint pos, guint entry, int64_t *value);

/* Whether a relation is a witness for itself: sums and means are, all others of a number follow from each other by the differences. */
bool mb_relation_is_own_witness(const MbRelation *relation);

/* "c4 = c3 - c2"; rows are "r2". Percentages tell their rounding. Caller frees with g_free. */
char *mb_relation_dup_text(const MbRelation *relation);

/* Parts of the search, one file each; they append to `found` what passes the test. */
void mb_sums_find(const MbView *view, GPtrArray *found);
void mb_ratios_find(const MbView *view, GPtrArray *found);
void mb_running_find(const MbView *view, GPtrArray *found);
void mb_means_find(const MbView *view, GPtrArray *found);

/* A new relation of a view without terms (target: line of the grid), and its end. */
MbRelation *mb_relation_new(MbRelationKind kind, const MbView *view, guint target);
void mb_relation_free(MbRelation *relation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbRelation, mb_relation_free)

/* The one of two relations of one line, or of the same lines, that accident made less likely; the other is freed. Either may be NULL. */
MbRelation *mb_relation_better(MbRelation *a, MbRelation *b);

/* part * factor / whole (of the relation's kind) to its decimals; false when the whole is not above zero or the figures are too large. */
bool mb_relation_ratio(MbRelationKind kind, int factor, int decimals, MbRounding rounding, int64_t part, int64_t whole, int64_t *value);

/* The tally of a candidate over its instances. */
typedef struct {
    guint held, failed; /* telling instances: those that accident would not make hold by itself */
    guint mute;         /* others that hold */
    double log_chance;  /* log10 of the chance that all telling ones hold by accident */
} MbTally;

/* Whether so many instances fail, of a tally that is complete or of `places` at most, that the relation is no rule. */
bool mb_tally_is_hopeless(MbTally tally, guint places);
bool mb_tally_is_no_rule(MbTally tally);

/* log10 of the number of relations like this one that accident would have made. candidates: how many of its family were tried, weighted. */
double mb_tally_surprise(MbTally tally, double candidates);

/*
 * Counts an instance of a relation at a place that holds and tells.
 *
 * line_chance: log10, of its most crowded line.
 * size:        of a sum of three numbers and more, ten-thousandths: it may be any number up to it, however close together the
 *              others of the place lie; else 0.
 */
void mb_tally_add(MbTally *tally, const MbView *view, guint place, double line_chance, int64_t size);

#endif
