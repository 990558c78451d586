/*
 * Tables typed into plain text: cells between tabs, or between upright strokes
 * as Markdown writes them. For stages/extract alone.
 */
#ifndef MB_STAGES_EXTRACT_TEXT_TABLE_H
#define MB_STAGES_EXTRACT_TEXT_TABLE_H

#include "model/block.h"

#include <glib.h>

/*
 * The table that starts at a line, if one does.
 *
 * lines: borrowed; char pointers, the text's lines, ended by NULL.
 * page:  page number of the blocks.
 * used:  out; how many lines it takes.
 *
 * Returns a TABLE, caller owns, or NULL when no two lines in a row look like
 * rows. Rows are filled up to the widest with empty cells.
 */
MbBlock *mb_text_table_read(char **lines, int page, guint *used);

#endif
