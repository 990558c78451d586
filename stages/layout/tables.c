#include "tables.h"

#include "table-blocks.h"
#include "table-find.h"

void mb_found_table_free(MbFoundTable *found)
{
    if (!found)
        return;
    mb_block_free(found->table);
    g_free(found);
}

static void add_found(GPtrArray *tables, MbTableSheet *sheet, MbTableGrid *grid)
{
    mb_table_grid_take_sides(grid, sheet);
    mb_table_grid_take_caption(grid, sheet);
    mb_table_grid_set_headers(grid, sheet);
    MbBox box = grid->box;
    for (guint i = 0; i < grid->caption->len; i++)
        box = mb_box_union(box, mb_table_sheet_word(sheet, g_array_index(grid->caption, guint, i))->box);
    MbFoundTable *found = g_new0(MbFoundTable, 1);
    found->table = mb_table_block_new(sheet, grid);
    found->box = mb_table_sheet_box_to_page(sheet, box);
    g_ptr_array_add(tables, found);
}

static int by_place(gconstpointer a, gconstpointer b)
{
    MbBox x = (*(MbTableGrid *const *)a)->box, y = (*(MbTableGrid *const *)b)->box;
    bool beside = MIN(x.y1, y.y1) - MAX(x.y0, y.y0) > 0.5 * MIN(mb_box_height(x), mb_box_height(y));
    double p = beside ? x.x0 : x.y0, q = beside ? y.x0 : y.y0;
    return (p > q) - (p < q);
}

GPtrArray *mb_layout_find_tables(const MbDocument *document, MbPage *page, const GArray *candidates, int turn)
{
    GPtrArray *tables = g_ptr_array_new_with_free_func((GDestroyNotify)mb_found_table_free);
    g_autoptr(MbTableSheet) sheet = mb_table_sheet_new(document, page, candidates, turn);
    g_autoptr(GPtrArray) grids = g_ptr_array_new_with_free_func((GDestroyNotify)mb_table_grid_free);
    if (sheet->lines->len == 0)
        return tables;
    mb_table_find_drawn(sheet, grids);
    if (grids->len)
        mb_table_sheet_set_lines(sheet);
    mb_table_find_aligned(sheet, grids);
    g_ptr_array_sort(grids, by_place);
    for (guint i = 0; i < grids->len; i++)
        add_found(tables, sheet, grids->pdata[i]);
    return tables;
}
