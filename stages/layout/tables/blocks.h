/*
 * Table blocks of the document model, made of grids. Stage layout, for
 * stages/layout/table*.c alone.
 */
#ifndef MB_LAYOUT_TABLE_BLOCKS_H
#define MB_LAYOUT_TABLE_BLOCKS_H

#include "grid.h"

/* Finds out which rows and whether the first column are headers. */
void mb_table_grid_set_headers(MbTableGrid *grid, const MbTableSheet *sheet);

/* Takes turned words beside the rows into the grid, as a first column that heads the rows beside which they stand. */
void mb_table_grid_take_sides(MbTableGrid *grid, MbTableSheet *sheet);

/* What an arrow in a cell shows, "up", "down", "flat", or "unknown" for other glyphs of symbol fonts; NULL for text. Static. */
const char *mb_table_word_icon(const MbTableSheet *sheet, const MbTableWord *word);

/* The icon that ocr found inside a box of the frame (attribute "icon" of a decoration), borrowed, or NULL. */
const char *mb_table_box_icon(const MbTableSheet *sheet, MbBox box);

/*
 * Fills a CELL block with what its words say: paragraphs, and a list where its
 * lines begin with bullets. A cell of nothing but symbols gets the attribute
 * "icon"; bullets and symbols are runs without text.
 */
void mb_table_cell_fill(const MbTableSheet *sheet, const MbTableCell *cell, MbBlock *block);

/* Appends words to a leaf, in order, with the spaces between them; in one line a glued word has none before it. */
void mb_table_words_append(const MbTableSheet *sheet, MbBlock *leaf, const guint *words, guint count);

/*
 * Makes the TABLE block of a grid, with CAPTION, rows, cells, scopes and checks.
 *
 * Returns the block without parent; caller frees with mb_block_free.
 */
MbBlock *mb_table_block_new(const MbTableSheet *sheet, const MbTableGrid *grid);

#endif
