/*
 * Captions and titles above tables. Stage layout, for the files of tables alone.
 */
#ifndef MB_LAYOUT_TABLE_CAPTION_H
#define MB_LAYOUT_TABLE_CAPTION_H

#include "grid.h"

/* Whether a line of the sheet begins like a caption ("Table 3"). */
bool mb_table_caption_begins(const MbTableSheet *sheet, const MbTableLine *line);

/*
 * Whether a line above a table is a title: one text in the middle of the whole
 * table, not of its columns of figures.
 *
 * table:  the rows' box in the frame.
 * labels: right end of the labels' column.
 */
bool mb_table_caption_is_title(const MbTableSheet *sheet, const MbTableLine *line, MbBox table, double labels);

/* Takes the line above the grid into its caption when it begins like one ("Table 3"). */
void mb_table_grid_take_caption(MbTableGrid *grid, MbTableSheet *sheet);

#endif
