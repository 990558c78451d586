/*
 * Columns from the white space between segments. Stage layout, for
 * stages/layout/table*.c alone.
 */
#ifndef MB_LAYOUT_TABLE_COLUMNS_H
#define MB_LAYOUT_TABLE_COLUMNS_H

#include "sheet.h"

/* The extent of one column's text. */
typedef struct {
    double x0, x1;
    guint fills;  /* lines that have text there */
    guint values; /* of these, values */
} MbTableColumn;

/*
 * The lines inside a box, each as the segments whose centre lies in it.
 *
 * Returns GArray of guint, none empty, from top to bottom, with g_array_unref
 * as free function; caller frees with g_ptr_array_unref.
 */
GPtrArray *mb_table_columns_lines_in(const MbTableSheet *sheet, MbBox box);

/*
 * Finds columns such that no segment of most lines reaches over two of them.
 *
 * lines:    borrowed; arrays of segment indices.
 * bridging: out, optional; per line, whether a segment of it reaches over
 *           several columns (a spanning header, a title, running text).
 *           Caller frees with g_free.
 *
 * Returns MbTableColumn from left to right; caller frees with g_array_unref.
 */
GArray *mb_table_columns_find(const MbTableSheet *sheet, const GPtrArray *lines, bool **bridging);

/*
 * The columns that a segment belongs to, from *first to *last; a segment that
 * only leans over the edge of its neighbour column belongs to one.
 * line: borrowed, the segment's line: what has a segment of its own is not reached over.
 *
 * Returns false when the segment lies in no column.
 */
bool mb_table_columns_reach(const MbTableSheet *sheet, const GArray *columns, const GArray *line, guint segment, guint *first, guint *last);

/* Whether a segment of the line reaches over the border right of a column. */
bool mb_table_columns_reach_over(const MbTableSheet *sheet, const GArray *columns, const GArray *line, guint column);

/* Whether a segment of the line reaches over several columns. */
bool mb_table_columns_bridges(const MbTableSheet *sheet, const GArray *columns, const GArray *line);

/* Widens the columns by a line's segments; a segment in no column becomes one. */
void mb_table_columns_add(const MbTableSheet *sheet, GArray *columns, const GArray *line);

/* The place that parts column i from column i + 1: between their texts. */
double mb_table_columns_border(const GArray *columns, guint i);

#endif
