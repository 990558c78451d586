#include "blocks.h"

#include <math.h>

/*
 * A number read from pixels with less confidence is doubtful. Tesseract's word
 * confidence on clean figures of 96-dpi pictures is 0.85 to 0.97; wrong figures
 * were met from 0.9 down, most of them under 0.7.
 */
#define DOUBTFUL_BELOW 0.70

static double rounded(double points)
{
    return floor(points * 100 + 0.5) / 100;
}

/* A box of the frame as one of the page, to a hundredth of a point: borders are means, and further digits mean nothing. */
static MbBox place_of(const MbTableSheet *sheet, MbBox box)
{
    MbBox place = mb_table_sheet_box_to_page(sheet, box);
    return (MbBox){rounded(place.x0), rounded(place.y0), rounded(place.x1), rounded(place.y1)};
}

static MbScope scope_of(const MbTableGrid *grid, const MbTableCell *cell)
{
    guint cols = mb_table_grid_cols(grid);
    if (cell->is_side)
        return MB_SCOPE_ROWGROUP;
    if (!cell->words->len)
        return MB_SCOPE_NOT;
    if (cell->row < grid->header_rows)
        return cell->cols > 1 ? MB_SCOPE_COLGROUP : MB_SCOPE_COL;
    if (cell->cols == cols && cols > 1 && !cell->is_value)
        return MB_SCOPE_ROWGROUP;
    if (cell->col == grid->label_col && grid->has_row_headers)
        return cell->rows > 1 ? MB_SCOPE_ROWGROUP : MB_SCOPE_ROW;
    return MB_SCOPE_NOT;
}

static MbCheck check_of(const MbTableSheet *sheet, const MbTableCell *cell, MbScope scope)
{
    if (scope != MB_SCOPE_NOT || !cell->is_value)
        return MB_CHECK_NOT;
    for (guint i = 0; i < cell->words->len; i++) {
        const MbTableWord *word = mb_table_sheet_word(sheet, g_array_index(cell->words, guint, i));
        if (word->is_ocr && word->conf < DOUBTFUL_BELOW)
            return MB_CHECK_DOUBTFUL;
    }
    return MB_CHECK_READ;
}

static MbBlock *cell_block(const MbTableSheet *sheet, const MbTableGrid *grid, const MbTableCell *cell)
{
    MbBlock *block = mb_block_new(MB_BLOCK_CELL);
    block->page = sheet->page->number;
    block->box = place_of(sheet, cell->box);
    block->row_span = (int)cell->rows;
    block->col_span = (int)cell->cols;
    block->scope = scope_of(grid, cell);
    block->check = check_of(sheet, cell, block->scope);
    if (cell->words->len)
        mb_table_cell_fill(sheet, cell, block);
    const char *icon = mb_table_box_icon(sheet, cell->box);
    if (icon)
        mb_attrs_set(&block->attrs, "icon", icon);
    return block;
}

static void grow_facts(MbBlock *parent, const MbBlock *child, bool first)
{
    parent->origin = first ? child->origin : parent->origin == child->origin ? parent->origin : MB_ORIGIN_MIXED;
    parent->conf = MIN(parent->conf, child->conf);
}

static void append_caption(const MbTableSheet *sheet, const MbTableGrid *grid, MbBlock *table)
{
    if (!grid->caption->len)
        return;
    MbBlock *caption = mb_block_new(MB_BLOCK_CAPTION);
    mb_table_words_append(sheet, caption, (const guint *)(gpointer)grid->caption->data, grid->caption->len);
    mb_block_append(table, caption);
}

MbBlock *mb_table_block_new(const MbTableSheet *sheet, const MbTableGrid *grid)
{
    MbBlock *table = mb_block_new(MB_BLOCK_TABLE);
    guint rows = mb_table_grid_rows(grid), filled = 0;
    table->page = sheet->page->number;
    table->box = place_of(sheet, grid->box);
    append_caption(sheet, grid, table);
    g_autofree MbBlock **made = g_new0(MbBlock *, rows + 1);
    for (guint r = 0; r < rows; r++) {
        MbBox box = {grid->box.x0, g_array_index(grid->ys, double, r), grid->box.x1, g_array_index(grid->ys, double, r + 1)};
        made[r] = mb_block_new(MB_BLOCK_ROW);
        made[r]->page = table->page;
        made[r]->box = place_of(sheet, box);
        mb_block_append(table, made[r]);
    }
    for (guint i = 0; i < grid->cells->len; i++) {
        const MbTableCell *cell = grid->cells->pdata[i];
        MbBlock *block = cell_block(sheet, grid, cell);
        if (block->first_child)
            grow_facts(table, block, filled++ == 0);
        mb_block_append(made[cell->row], block);
    }
    return table;
}
