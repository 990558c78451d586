/*
 * The repairs of stage repair, one file each. Every change keeps what was there
 * (MB_SPAN_CHANGED with "was" and "why") or is one of form alone: ligatures,
 * soft hyphens, space.
 */
#ifndef MB_REPAIR_REPAIR_H
#define MB_REPAIR_REPAIR_H

#include "speller.h"
#include "stage/stage.h"

typedef struct {
    MbDocument *document;     /* borrowed */
    const MbOptions *options; /* borrowed */
    MbSpeller *speller;       /* made on first need */
    GHashTable *vocabulary;   /* folded words that the document has from its own text or reads surely; made on first need */
    guint tables;             /* tables looked at so far */
} MbRepairer;

/* glyphs.c: private-use characters, U+FFFD, ligatures, soft hyphens and marks without width leave a text. */
void mb_repair_glyphs(MbRepairer *repairer, MbBlock *leaf);

/* spacing.c: "C o u n c i l" becomes a word. */
bool mb_repair_spacing(MbRepairer *repairer, MbBlock *leaf, GError **error);

/*
 * readings.c: words read from pixels with low confidence: mended where one word
 * alone is near, else marked as doubtful; numbers and names are never changed.
 */
bool mb_repair_readings(MbRepairer *repairer, MbBlock *leaf, GError **error);

/* cells.c: a number read from pixels with low confidence makes its cell doubtful. */
void mb_repair_cell(const MbRepairer *repairer, MbBlock *cell);

/*
 * tables.c: the numbers of a table prove each other: checks, repairs and doubts
 * of its cells, its relations in the attribute "relations"; issue sum-broken.
 */
void mb_repair_table(MbRepairer *repairer, MbBlock *table);

/* The speller, made on first need; NULL with an error of environment. */
MbSpeller *mb_repairer_speller(MbRepairer *repairer, GError **error);

/* Whether the document has the word elsewhere, surely. */
bool mb_repairer_knows(MbRepairer *repairer, const char *word);

#endif
