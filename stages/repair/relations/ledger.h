/*
 * A table as a grid of amounts, and its lines seen either way. Part of stage repair.
 *
 * Only data cells hold amounts: cells that head rows or columns are labels.
 */
#ifndef MB_REPAIR_TABLE_LEDGER_H
#define MB_REPAIR_TABLE_LEDGER_H

#include "model/document.h"
#include "amount.h"

/* One place of the grid. */
typedef struct {
    MbBlock *cell; /* borrowed; NULL where a span covers the place, or nothing stands */
    MbBlock *leaf; /* the one leaf with the cell's text, or NULL */
    MbAmount amount;
    bool is_pixel; /* read from pixels, at least in part */
    bool is_label; /* heads a row or a column: no amount */
    const MbWord *word; /* the one word of pixels that the text is, with the reader's other readings; borrowed, or NULL */
} MbEntry;

typedef struct {
    MbBlock *table; /* borrowed */
    guint rows, cols;
    MbEntry *entries; /* rows x cols, row by row; owned */
    bool is_transcript; /* of a plain-text file: nobody can say whether its numbers were typed or read from pixels */
} MbLedger;

/*
 * Reads a table's grid. NULL when it holds neither an amount nor text read from pixels, or is beyond 400 rows or 60 columns. Caller
 * frees with mb_ledger_free.
 */
MbLedger *mb_ledger_new(MbBlock *table);
void mb_ledger_free(MbLedger *ledger);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbLedger, mb_ledger_free)

/* Dates, references, years and items of the grid are MB_AMOUNT_NAME from here on: no relation binds them. */
void mb_ledger_find_names(MbLedger *ledger);

/* Looks up the words behind the entries, for the reader's other readings of them. */
void mb_ledger_find_words(MbLedger *ledger, const MbDocument *document);

/* Index of an entry of a grid line: of column `line` at row `pos`, or, across, of row `line` at column `pos`. */
guint mb_ledger_index(const MbLedger *ledger, bool across, guint line, guint pos);

/* How many times itself a figure stands for, below a head that says "£m", "£ million", "£'000"; else 1. head: borrowed, or NULL. */
int64_t mb_ledger_scale(const char *head);

/* Whether large numbers of the entry's column have commas, or of the table where the column has no large ones. */
bool mb_ledger_groups(const MbLedger *ledger, guint entry);

/* Whether an entry is the only large number of its column without commas, and three have them at least: the reader lost its comma. */
bool mb_ledger_lacks_commas(const MbLedger *ledger, guint entry);

/* Whether a percent sign is what other numbers of the entry's column, or of its row, have too. */
bool mb_ledger_is_percent(const MbLedger *ledger, guint entry);

/* Whether so many decimals are printed in the entry's column or row, or too few numbers stand there to tell. */
bool mb_ledger_prints_places(const MbLedger *ledger, guint entry, int places);

/* A value as it would be printed in the manner of an entry's cell and its column; caller frees with g_free. */
char *mb_ledger_dup_text(const MbLedger *ledger, guint entry, int64_t value);

/* Numbers read from pixels that do not print as the others of their column are MALFORMED from here on. */
void mb_ledger_doubt_odd(MbLedger *ledger);

/*
 * The lines of a ledger that hold numbers, as plain arrays: columns at rows, or
 * (across) rows at columns. Relations are looked for in views.
 */
typedef struct {
    const MbLedger *ledger; /* borrowed */
    bool across;
    guint lines, places; /* counts */
    guint *line, *pos;   /* numbers of the grid's lines and places; owned */
    int64_t *values;     /* lines x places; owned */
    bool *known;         /* lines x places: the value is known, or nothing stands where nothing counts as 0; owned */
    double *log_chance;  /* per line: log10 of the chance that some number meets another of it by accident; owned */
    double *at_place;    /* per place: the same among all numbers of the place; owned */
    int *decimals;       /* per line: most decimals printed; owned */
    bool *is_percent;    /* per line: most of it has percent signs, or its label says percent; owned */
    int *per;            /* per line: of a rate, 1,000 where its label says "per 1,000", 1 where it says "rate" or "per"; else 0; owned */
    bool *is_average;    /* per line: called an average; owned */
    bool *is_total;      /* per line: called a total, or alone without label; owned */
    int *decimals_at;    /* per place: most decimals printed; owned */
    bool *is_total_place; /* per place: it is a total of the other direction; owned */
    GBytes *asked;       /* a byte for each place of the grid: 0 where rates stand among numbers, which no relation binds; owned */
} MbView;

/* The view of a ledger; caller frees with mb_view_free. */
MbView *mb_view_new(const MbLedger *ledger, bool across);
void mb_view_free(MbView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbView, mb_view_free)

#endif
