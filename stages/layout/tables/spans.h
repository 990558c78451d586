/*
 * Texts that stand over several columns without reaching over them: "Males"
 * in the middle of the table, "Persons" centred over three names. Stage layout,
 * for stages/layout/table*.c alone.
 */
#ifndef MB_LAYOUT_TABLE_SPANS_H
#define MB_LAYOUT_TABLE_SPANS_H

#include "columns.h"

/*
 * Finds, per line, the borders between columns that a text centred over both
 * sides takes away: bit c for the border right of column c, as in
 * mb_table_column_bit (table-rows.h).
 *
 * lines:   borrowed; arrays of segment indices, from top to bottom.
 * columns: borrowed; MbTableColumn.
 *
 * Returns one mask a line; a line that heads a group of rows has all bits of
 * the table's borders. Caller frees with g_free.
 */
guint64 *mb_table_spans_find(const MbTableSheet *sheet, const GPtrArray *lines, const GArray *columns);

/* The mask of a line that heads a group of rows of a table with these columns. */
guint64 mb_table_spans_all(const GArray *columns);

#endif
