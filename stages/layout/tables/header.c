/* Which cells of a grid are headers. */
#include "blocks.h"

#include <string.h>

/* Header rows at most; three levels are the most that were met, one more for units. */
#define MOST_HEADER_ROWS 4

/* What one row of the grid holds; cells that began above do not count. */
typedef struct {
    guint filled, beside, values; /* filled cells; of these, right of the labels; of these, values */
    guint years, bold;
    bool is_whole;                /* one cell over all columns */
} RowLook;

/* Years and dates name a column as often as they are its content. */
static bool is_when(const MbTableSheet *sheet, const MbTableCell *cell)
{
    for (guint i = 0; i < cell->words->len; i++) {
        const char *text = mb_table_sheet_word(sheet, g_array_index(cell->words, guint, i))->text;
        guint slashes = 0;
        for (const char *c = text; *c; c++)
            slashes += *c == '/';
        if (!mb_table_text_is_year(text) && slashes == 0)
            return false;
    }
    return cell->words->len > 0;
}

static RowLook *look_at_rows(const MbTableSheet *sheet, const MbTableGrid *grid)
{
    guint cols = mb_table_grid_cols(grid);
    RowLook *looks = g_new0(RowLook, mb_table_grid_rows(grid) + 1);
    for (guint i = 0; i < grid->cells->len; i++) {
        const MbTableCell *cell = grid->cells->pdata[i];
        RowLook *look = &looks[cell->row];
        look->is_whole |= cell->col <= grid->label_col && cell->cols + grid->label_col >= cols;
        if (!cell->words->len || cell->is_side)
            continue;
        look->filled++;
        look->bold += cell->is_bold;
        bool beside = cell->col > grid->label_col;
        look->beside += beside;
        look->values += beside && cell->is_value;
        look->years += beside && cell->is_value && is_when(sheet, cell);
    }
    return looks;
}

static bool heads(const RowLook *looks, guint rows, guint row)
{
    const RowLook *look = &looks[row];
    bool is_bold = look->filled > 0 && look->bold == look->filled;
    bool next_is_bold = row + 1 < rows && looks[row + 1].filled > 0 && looks[row + 1].bold == looks[row + 1].filled;
    if (look->values == 0)
        return look->beside > 0 || look->is_whole || look->filled == 0;
    return look->values == look->years || (is_bold && !next_is_bold && row == 0);
}

/* Texts alone: the first row heads the table when it stands out or the columns are all named. */
static guint header_of_text(const RowLook *looks, guint rows, guint cols)
{
    bool stands_out = looks[0].filled && looks[0].bold == looks[0].filled;
    return rows > 1 && (stands_out || looks[0].filled >= cols) ? 1 : 0;
}

/* Turned text in the first column, over several rows, is a side label wherever rules or shades made it a cell. */
static void mark_sides(MbTableGrid *grid, const MbTableSheet *sheet)
{
    for (guint i = 0; i < grid->cells->len; i++) {
        MbTableCell *cell = grid->cells->pdata[i];
        bool turned = cell->col == 0 && cell->rows > 1 && cell->words->len > 0;
        for (guint w = 0; w < cell->words->len && turned; w++)
            turned = mb_table_sheet_word(sheet, g_array_index(cell->words, guint, w))->turn & 1;
        cell->is_side |= turned;
        if (cell->is_side)
            grid->label_col = 1;
    }
}

void mb_table_grid_set_headers(MbTableGrid *grid, const MbTableSheet *sheet)
{
    guint rows = mb_table_grid_rows(grid), cols = mb_table_grid_cols(grid), labels = 0, filled = 0, values = 0, count = 0;
    mark_sides(grid, sheet);
    g_autofree RowLook *looks = look_at_rows(sheet, grid);
    for (guint r = 0; r < rows; r++)
        values += looks[r].values > looks[r].years;
    while (count < rows && count < MOST_HEADER_ROWS && heads(looks, rows, count))
        count++;
    while (count > 1 && (looks[count - 1].is_whole || looks[count - 1].beside == 0))
        count--;
    grid->header_rows = values == 0 ? header_of_text(looks, rows, cols - grid->label_col) : count < rows ? count : 0;
    for (guint i = 0; i < grid->cells->len; i++) {
        const MbTableCell *cell = grid->cells->pdata[i];
        if (cell->col != grid->label_col || cell->is_side || cell->row < grid->header_rows || !cell->words->len)
            continue;
        filled++;
        labels += !cell->is_value;
    }
    grid->has_row_headers = filled > 0 && labels * 2 > filled;
}
