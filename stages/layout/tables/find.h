/*
 * The two ways to find tables: nets of drawn rules, and lines whose segments
 * stand below each other. Stage layout, for stages/layout/table*.c alone.
 */
#ifndef MB_LAYOUT_TABLE_FIND_H
#define MB_LAYOUT_TABLE_FIND_H

#include "columns.h"
#include "grid.h"

/*
 * Adds the tables that nets of rules draw to `grids` (MbTableGrid, taken). Their
 * words are marked taken; a box around text is no table.
 */
void mb_table_find_drawn(MbTableSheet *sheet, GPtrArray *grids);

/*
 * Adds the tables that stand in the sheet's lines to `grids`. Their words are
 * marked taken. mb_table_sheet_set_lines must have been called since words were
 * last taken.
 */
void mb_table_find_aligned(MbTableSheet *sheet, GPtrArray *grids);

/* The columns of a grid from border to border (MbTableColumn); caller frees with g_array_unref. */
GArray *mb_table_grid_columns(const MbTableGrid *grid);

/* Parts columns of a grid from each other where no rule does, line by line; call mb_table_grid_set_borders after. */
void mb_table_grid_part_columns(MbTableGrid *grid, const MbTableSheet *sheet, const GPtrArray *lines, const GArray *columns);

/* Adds the header of a drawn grid whose net begins under it: a rule of the table's width over a few lines closes it. */
void mb_table_grid_take_header(MbTableGrid *grid, const MbTableSheet *sheet);

/*
 * Adds rows that stand right above or below a drawn grid, outside all rules:
 * names of columns, a unit over the figures, a total.
 */
void mb_table_grid_extend(MbTableGrid *grid, const MbTableSheet *sheet);

/* Top and bottom of a line's share of the grid: halfway to its neighbours, or the grid's edge. */
void mb_table_grid_share_of_line(const MbTableGrid *grid, const MbTableSheet *sheet, const GPtrArray *lines, guint i,
                                 double *top, double *bottom);

/*
 * Parts rows of a grid: separators between line starts[i] - 1 and starts[i].
 *
 * columns: borrowed; the separator is left out over those in the mask `spans`.
 */
void mb_table_grid_part_rows(MbTableGrid *grid, const MbTableSheet *sheet, const GPtrArray *lines, const GArray *starts,
                             const GArray *columns,
                             guint64 spans);

#endif
