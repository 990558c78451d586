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
    GPtrArray *table_words;   /* of data/table-words.txt; made on first need */
    GHashTable *vocabulary;   /* folded words that the document has from its own text or reads surely; made on first need */
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
 * table-words.c: a word at the head of a column or row that is none and near
 * one word of the table vocabulary alone becomes doubtful, with that word as
 * "candidate". The text stays; words of the file's own text are left alone.
 */
bool mb_repair_head(MbRepairer *repairer, MbBlock *cell, GError **error);

/*
 * The one word of a vocabulary that is nearest: up to two letters more, less,
 * other or changed in place, one in words of six letters and fewer.
 *
 * vocabulary: words in small letters; borrowed.
 * word:       ASCII letters; borrowed.
 *
 * Returns it, borrowed, or NULL when none is near or two are equally near.
 */
const char *mb_table_word_near(const GPtrArray *vocabulary, const char *word);

/*
 * tables.c: the numbers of tables prove each other: checks, repairs and doubts
 * of their cells, labels that order and totals prove, the relations of each in
 * its attribute "relations"; issue sum-broken.
 */
void mb_repair_tables(MbDocument *document);

/* The speller, made on first need; NULL with an error of environment. */
MbSpeller *mb_repairer_speller(MbRepairer *repairer, GError **error);

/* Whether the document has the word elsewhere, surely. */
bool mb_repairer_knows(MbRepairer *repairer, const char *word);

#endif
