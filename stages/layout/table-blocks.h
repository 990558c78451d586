/*
 * Table blocks of the document model, made of grids. Stage layout, for
 * stages/layout/table*.c alone.
 */
#ifndef MB_LAYOUT_TABLE_BLOCKS_H
#define MB_LAYOUT_TABLE_BLOCKS_H

#include "table-grid.h"

/* Finds out which rows and whether the first column are headers. */
void mb_table_grid_set_headers(MbTableGrid *grid, const MbTableSheet *sheet);

/* Takes turned words beside the rows into the grid, as a first column that heads the rows beside which they stand. */
void mb_table_grid_take_sides(MbTableGrid *grid, MbTableSheet *sheet);

/* Takes the line above the grid into its caption when it begins like one ("Table 3"). */
void mb_table_grid_take_caption(MbTableGrid *grid, MbTableSheet *sheet);

/*
 * Makes the TABLE block of a grid, with CAPTION, rows, cells, scopes and checks.
 *
 * Returns the block without parent; caller frees with mb_block_free.
 */
MbBlock *mb_table_block_new(const MbTableSheet *sheet, const MbTableGrid *grid);

#endif
