/*
 * Tables of a page, and tables that run over pages. Stage layout; implemented
 * in stages/layout/table*.c, called by stages/layout/stage.c alone.
 *
 * layout first takes away furniture and chart lettering, then asks here for
 * tables, then makes lines, lists and paragraphs of the words that no table
 * took. Places are in page points as shown (model/page.h), also for turned
 * pages.
 */
#ifndef MB_LAYOUT_TABLES_H
#define MB_LAYOUT_TABLES_H

#include "model/document.h"

/* One table of one page. */
typedef struct {
    MbBlock *table; /* kind TABLE, without parent; owned; NULL once taken */
    MbBox box;      /* points: the grid with its captions and side labels, for the reading order */
} MbFoundTable;

/* Frees a found table and, if not taken, its block. NULL is allowed. */
void mb_found_table_free(MbFoundTable *found);

/*
 * Finds the tables of a page.
 *
 * document:   borrowed, for its fonts; not changed.
 * page:       borrowed; its words, rules, shades and regions are read, not changed.
 * candidates: borrowed; guint indices of the visible words that may stand in a
 *             table, in the file's order: no furniture, no chart lettering.
 * turn:       quarter turns clockwise of most of the page's writing, 0 to 3
 *             (MbWord.turn). The grid is to be read in that direction. Words of
 *             another turn are candidates too: side labels of a table.
 *
 * A word belongs to a table exactly when a run of a leaf below the block points
 * to it; layout lays out all others. A word is in at most one table.
 *
 * Returns MbFoundTable with mb_found_table_free as its free function, in reading
 * order, never NULL. Caller frees with g_ptr_array_unref.
 */
GPtrArray *mb_layout_find_tables(const MbDocument *document, MbPage *page, const GArray *candidates, int turn);

/*
 * Joins tables that run over pages into one, once all pages are laid out:
 * a TABLE that is the last block of its page (artifacts aside) with one that is
 * the first of the next page and has the same columns. The repeated header row
 * keeps its words, its paragraphs marked MB_ARTIFACT_REPEATED_HEADER. Artifacts
 * that stood between (footer, page number, header) move behind the joined table.
 *
 * document: its body is changed in place; tables are found by walking it once.
 */
void mb_layout_join_tables(MbDocument *document);

#endif
