/*
 * Columns of running text, which are looked at one by one: a table in one of
 * them has nothing to do with the lines beside it. Stage layout, for
 * stages/layout/table*.c alone.
 */
#ifndef MB_LAYOUT_TABLE_FLOWS_H
#define MB_LAYOUT_TABLE_FLOWS_H

#include "sheet.h"

/*
 * Finds the places of a page where text runs in two columns.
 *
 * sheet: borrowed; its lines must be set. Rules that cross the white space
 *        between, and words in it, end a place.
 *
 * Returns MbBox in points of the frame, the left column's and then the right
 * one's of each place, from top to bottom; caller frees with g_array_unref.
 */
GArray *mb_table_flows_find(const MbTableSheet *sheet);

#endif
