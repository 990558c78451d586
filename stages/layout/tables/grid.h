/*
 * The grid of a table: borders, separators, cells with spans, words in cells.
 * Stage layout, for stages/layout/table*.c alone.
 */
#ifndef MB_LAYOUT_TABLE_GRID_H
#define MB_LAYOUT_TABLE_GRID_H

#include "sheet.h"

/* A cell; rows and columns count from 0. */
typedef struct {
    guint row, col, rows, cols;
    MbBox box;
    GArray *words; /* guint, the sheet's words, line by line */
    bool is_value; /* all its words are values, and one has a digit */
    bool is_bold;
    bool is_side;  /* a turned label beside the rows */
} MbTableCell;

typedef struct {
    MbBox box;
    GArray *xs, *ys;       /* double; borders, one more than columns and rows */
    GArray *across, *down; /* MbTableRule; separators, drawn or found */
    GPtrArray *cells;      /* MbTableCell, by row, then column */
    GArray *caption;       /* guint, the sheet's words; empty without caption */
    guint header_rows;     /* rows from the top that are headers */
    guint label_col;       /* the column of labels: 1 beside turned side labels, else 0 */
    bool has_row_headers;  /* that column heads its rows */
    bool is_drawn;         /* from a net of rules */
} MbTableGrid;

/*
 * A grid without cells over a box.
 *
 * across, down: taken; separators. Those near each other are one border; the
 *               box's edges are borders too.
 *
 * Caller frees with mb_table_grid_free.
 */
MbTableGrid *mb_table_grid_new(MbBox box, GArray *across, GArray *down);
void mb_table_grid_free(MbTableGrid *grid);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbTableGrid, mb_table_grid_free)

/* Number of rows and of columns. */
guint mb_table_grid_rows(const MbTableGrid *grid);
guint mb_table_grid_cols(const MbTableGrid *grid);

/* Whether a separator stands below (row, col), and right of it. */
bool mb_table_grid_has_below(const MbTableGrid *grid, guint row, guint col);
bool mb_table_grid_has_right(const MbTableGrid *grid, guint row, guint col);

/* Makes borders anew of the separators, after some were added. Cells are dropped. */
void mb_table_grid_set_borders(MbTableGrid *grid);

/* Makes cells: places between which no separator stands are one cell, as a rectangle. */
void mb_table_grid_set_cells(MbTableGrid *grid);

/*
 * Puts the sheet's words that stand inside the grid into cells, segment by
 * segment, marks them taken, and drops rows and columns that are only spacers.
 */
void mb_table_grid_fill(MbTableGrid *grid, MbTableSheet *sheet);

/* Whether no row holds more than a label and one figure, in three columns and more: they stand at the ends of bars. */
bool mb_table_grid_is_staggered(const MbTableGrid *grid);

/* Gives the words back that the grid took. */
void mb_table_grid_release(MbTableGrid *grid, MbTableSheet *sheet);

/* The cell that covers a place, borrowed, or NULL. */
MbTableCell *mb_table_grid_cell(const MbTableGrid *grid, guint row, guint col);

/* The index of the row or column whose borders hold a place; the nearest one outside. */
guint mb_table_grid_find(const GArray *borders, double at);

/* Adds a separator. */
void mb_table_grid_add_across(MbTableGrid *grid, double y, double from, double to);
void mb_table_grid_add_down(MbTableGrid *grid, double x, double from, double to);

#endif
