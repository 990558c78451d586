/* Turned labels beside the rows of a table. */
#include "blocks.h"

/* A side label stands so near to the rows, in font sizes. */
#define SIDE_GAP 3.0

/* Turned words left of the rows: beside them, near, not taken. */
static GArray *side_words(const MbTableGrid *grid, const MbTableSheet *sheet)
{
    GArray *words = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < sheet->words->len; i++) {
        const MbTableWord *word = mb_table_sheet_word(sheet, i);
        double middle = (word->box.y0 + word->box.y1) / 2;
        if (!word->taken && (word->turn & 1) && middle > grid->box.y0 && middle < grid->box.y1 && word->box.x1 <= grid->box.x0 + 2 &&
            grid->box.x0 - word->box.x1 < SIDE_GAP * sheet->size)
            g_array_append_val(words, i);
    }
    return words;
}

static void shift_cells(MbTableGrid *grid)
{
    for (guint i = 0; i < grid->cells->len; i++)
        ((MbTableCell *)grid->cells->pdata[i])->col++;
}

void mb_table_grid_take_sides(MbTableGrid *grid, MbTableSheet *sheet)
{
    g_autoptr(GArray) words = side_words(grid, sheet);
    if (!words->len)
        return;
    MbTableCell *cell = g_new0(MbTableCell, 1);
    double left = grid->box.x0;
    for (guint i = 0; i < words->len; i++) {
        MbTableWord *word = mb_table_sheet_word(sheet, g_array_index(words, guint, i));
        word->taken = true;
        left = MIN(left, word->box.x0 - 1);
    }
    shift_cells(grid);
    cell->rows = mb_table_grid_rows(grid);
    cell->cols = 1;
    cell->is_side = true;
    cell->box = (MbBox){left, grid->box.y0, grid->box.x0, grid->box.y1};
    cell->words = g_steal_pointer(&words);
    g_array_insert_val(grid->xs, 0, left);
    grid->box.x0 = left;
    g_ptr_array_insert(grid->cells, 0, cell);
}
