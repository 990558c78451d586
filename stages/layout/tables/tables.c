#include "tables.h"

#include "blocks.h"
#include "caption.h"
#include "find.h"
#include "flows.h"

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

/* Adds the tables of one sheet in reading order. */
static void find_on_sheet(MbTableSheet *sheet, GPtrArray *tables)
{
    g_autoptr(GPtrArray) grids = g_ptr_array_new_with_free_func((GDestroyNotify)mb_table_grid_free);
    if (sheet->lines->len == 0)
        return;
    mb_table_find_drawn(sheet, grids);
    if (grids->len)
        mb_table_sheet_set_lines(sheet);
    mb_table_find_aligned(sheet, grids);
    g_ptr_array_sort(grids, by_place);
    for (guint i = 0; i < grids->len; i++)
        add_found(tables, sheet, grids->pdata[i]);
}

/* The page's words in a box of the frame, taken out of `words`. */
static GArray *steal_words_in(const MbTableSheet *sheet, MbBox box, GArray *words)
{
    GArray *inside = g_array_new(FALSE, FALSE, sizeof(guint));
    guint kept = 0;
    for (guint i = 0; i < words->len; i++) {
        guint word = g_array_index(words, guint, i);
        if (mb_box_has_centre(box, mb_table_sheet_box_from_page(sheet, mb_page_word(sheet->page, word)->box)))
            g_array_append_val(inside, word);
        else
            g_array_index(words, guint, kept++) = word;
    }
    g_array_set_size(words, kept);
    return inside;
}

/* Columns of running text are looked at one by one, the rest of the page after them. */
static void find_in_flows(const MbTableSheet *page, const GArray *candidates, const GArray *flows, GPtrArray *tables)
{
    g_autoptr(GArray) rest = g_array_copy((GArray *)candidates);
    for (guint i = 0; i <= flows->len; i++) {
        bool is_last = i == flows->len;
        MbBox box = is_last ? (MbBox){0, 0, page->width, page->height} : g_array_index(flows, MbBox, i);
        g_autoptr(GArray) words = is_last ? g_array_ref(rest) : steal_words_in(page, box, rest);
        g_autoptr(MbTableSheet) sheet = mb_table_sheet_new(page->document, page->page, words, page->turn);
        if (!is_last)
            mb_table_sheet_clip_rules(sheet, box);
        find_on_sheet(sheet, tables);
    }
}

GPtrArray *mb_layout_find_tables(const MbDocument *document, MbPage *page, const GArray *candidates, int turn)
{
    GPtrArray *tables = g_ptr_array_new_with_free_func((GDestroyNotify)mb_found_table_free);
    g_autoptr(MbTableSheet) sheet = mb_table_sheet_new(document, page, candidates, turn);
    g_autoptr(GArray) flows = mb_table_flows_find(sheet);
    if (flows->len)
        find_in_flows(sheet, candidates, flows, tables);
    else
        find_on_sheet(sheet, tables);
    return tables;
}
