/*
 * Rows from the lines of text between two rules, or of a whole table without
 * them. Stage layout, for stages/layout/table*.c alone.
 */
#ifndef MB_LAYOUT_TABLE_ROWS_H
#define MB_LAYOUT_TABLE_ROWS_H

#include "columns.h"

/* The bit of a column in a mask; columns from the 64th on share one. */
guint64 mb_table_column_bit(guint column);

/*
 * Finds which lines begin a row when rules above and below bound the lines.
 * A row so bounded is one row, unless figures stand below each other in it and
 * each has its label.
 *
 * lines:   borrowed; arrays of segment indices, from top to bottom.
 * columns: borrowed; MbTableColumn.
 * is_few:  the rules are few, so that labels are not asked for.
 * spans:   out; bit mask of the columns whose one line belongs to all rows.
 *
 * Returns guint line numbers, the first is 0; caller frees with g_array_unref.
 */
GArray *mb_table_rows_find_closed(const MbTableSheet *sheet, const GPtrArray *lines, const GArray *columns, bool is_few,
                                  guint64 *spans);

/*
 * Finds which lines begin a row where no rules part them: figures make rows;
 * lines of labels or text alone go to the row that is nearer, or stand alone.
 *
 * Parameters and result as above.
 */
GArray *mb_table_rows_find_open(const MbTableSheet *sheet, const GPtrArray *lines, const GArray *columns);

/*
 * Whether each line is a row of texts: nearly all columns filled on all lines,
 * and no text begins like the rest of another, in small letters.
 */
bool mb_table_rows_are_lines(const MbTableSheet *sheet, const GPtrArray *lines, const GArray *columns);

/*
 * Whether white space of a second, wider kind parts the lines into three groups
 * or more, each of which begins with a label and texts beside it.
 */
bool mb_table_rows_are_parted(const MbTableSheet *sheet, const GPtrArray *lines, const GArray *columns);

/* How many of the lines hold a value beside their first column. */
guint mb_table_rows_count_valued(const MbTableSheet *sheet, const GPtrArray *lines, const GArray *columns);

/* Whether all values of a line are years: such a line is a header, not a row of figures. */
bool mb_table_rows_has_years_alone(const MbTableSheet *sheet, const GArray *line);

/* The box around the segments of a line. */
MbBox mb_table_rows_line_box(const MbTableSheet *sheet, const GArray *line);

#endif
