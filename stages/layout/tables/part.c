/* Separators that no rule draws: between columns and between rows of text. */
#include "find.h"
#include "rows.h"
#include "spans.h"

void mb_table_grid_share_of_line(const MbTableGrid *grid, const MbTableSheet *sheet, const GPtrArray *lines, guint i,
                                 double *top, double *bottom)
{
    MbBox line = mb_table_rows_line_box(sheet, lines->pdata[i]);
    *top = i ? (mb_table_rows_line_box(sheet, lines->pdata[i - 1]).y1 + line.y0) / 2 : grid->box.y0;
    *bottom = i + 1 < lines->len ? (mb_table_rows_line_box(sheet, lines->pdata[i + 1]).y0 + line.y1) / 2 : grid->box.y1;
}

void mb_table_grid_part_columns(MbTableGrid *grid, const MbTableSheet *sheet, const GPtrArray *lines, const GArray *columns)
{
    g_autofree guint64 *spans = mb_table_spans_find(sheet, lines, columns);
    for (guint i = 0; i < lines->len; i++) {
        double top, bottom;
        mb_table_grid_share_of_line(grid, sheet, lines, i, &top, &bottom);
        for (guint c = 0; c + 1 < columns->len; c++)
            if (!(spans[i] & mb_table_column_bit(c)) && !mb_table_columns_reach_over(sheet, columns, lines->pdata[i], c))
                mb_table_grid_add_down(grid, mb_table_columns_border(columns, c), top, bottom);
    }
}

void mb_table_grid_part_rows(MbTableGrid *grid, const MbTableSheet *sheet, const GPtrArray *lines, const GArray *starts,
                             const GArray *columns,
                             guint64 spans)
{
    for (guint i = 1; i < starts->len; i++) {
        guint line = g_array_index(starts, guint, i);
        double top, bottom;
        mb_table_grid_share_of_line(grid, sheet, lines, line, &top, &bottom);
        for (guint c = 0; c < columns->len; c++) {
            if (spans & mb_table_column_bit(c))
                continue;
            double from = c ? mb_table_columns_border(columns, c - 1) : grid->box.x0;
            double to = c + 1 < columns->len ? mb_table_columns_border(columns, c) : grid->box.x1;
            mb_table_grid_add_across(grid, top, from, to);
        }
    }
}
