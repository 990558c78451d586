/*
 * Charts, photographs and other pictures. Stage layout, for its own files.
 */
#ifndef MB_LAYOUT_FIGURES_H
#define MB_LAYOUT_FIGURES_H

#include "frame.h"

/*
 * Makes FIGURE blocks of a page's charts and of its pictures that were not read.
 *
 * repeats: borrowed; from mb_figures_count_repeats.
 * is_used: one byte a word; set to 1 for the lettering that a figure took.
 * figures: out; MbBlock are appended, caller owns.
 */
void mb_figures_take(const MbDocument *document, const MbPage *page, GHashTable *repeats, guint8 *is_used, GPtrArray *figures);

/* How often each picture place returns over the pages: logos and backgrounds do. Caller frees with g_hash_table_unref. */
GHashTable *mb_figures_count_repeats(const MbDocument *document);

#endif
