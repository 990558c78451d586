/* What belongs to a table but stands outside its rows: captions and turned side labels. */
#include "blocks.h"

#include <string.h>

/* A side label stands so near to the rows, in font sizes. */
#define SIDE_GAP 3.0
/* A caption stands so near above the grid, in font sizes. */
#define CAPTION_GAP 2.5

/* Words that begin a caption when a number follows. */
static bool begins_caption(const char *first, const char *second)
{
    static const char *const words[] = {"table", "tabl", "tab.", "tabelle", "tableau"};
    g_autofree char *lower = g_utf8_strdown(first, -1);
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (!strcmp(lower, words[i]))
            return second && (strpbrk(second, "0123456789") || (strlen(second) <= 3 && g_ascii_isupper(second[0])));
    return false;
}

static void take_line(MbTableGrid *grid, MbTableSheet *sheet, const MbTableLine *line)
{
    for (guint s = line->first; s < line->first + line->count; s++) {
        const MbTableSegment *segment = mb_table_sheet_segment(sheet, s);
        for (guint w = segment->first; w < segment->first + segment->count; w++) {
            guint index = g_array_index(sheet->order, guint, w);
            mb_table_sheet_word(sheet, index)->taken = true;
            g_array_append_val(grid->caption, index);
        }
    }
}

/* Whether all words of a line are free. */
static bool is_free(const MbTableSheet *sheet, const MbTableLine *line)
{
    const MbTableSegment *first = mb_table_sheet_segment(sheet, line->first), *last = mb_table_sheet_segment(sheet,
            line->first + line->count - 1);
    for (guint w = first->first; w < last->first + last->count; w++)
        if (mb_table_sheet_word(sheet, g_array_index(sheet->order, guint, w))->taken)
            return false;
    return true;
}

static bool line_begins_caption(const MbTableSheet *sheet, const MbTableLine *line)
{
    const MbTableSegment *first = mb_table_sheet_segment(sheet, line->first), *last = mb_table_sheet_segment(sheet,
            line->first + line->count - 1);
    guint w = first->first;
    bool several = last->first + last->count > w + 1;
    return begins_caption(mb_table_sheet_word(sheet, g_array_index(sheet->order, guint, w))->text,
                          several ? mb_table_sheet_word(sheet, g_array_index(sheet->order, guint, w + 1))->text : NULL);
}

void mb_table_grid_take_caption(MbTableGrid *grid, MbTableSheet *sheet)
{
    double top = grid->box.y0;
    guint last = sheet->lines->len, first;
    for (guint i = 0; i < sheet->lines->len; i++) {
        const MbTableLine *line = mb_table_sheet_line(sheet, i);
        if ((line->box.y0 + line->box.y1) / 2 < top && line->box.x1 > grid->box.x0 && line->box.x0 < grid->box.x1)
            last = i;
    }
    /* Up to three lines, the first of which begins like a caption. */
    for (first = last; first < sheet->lines->len && first + 3 > last; first--) {
        const MbTableLine *line = mb_table_sheet_line(sheet, first);
        if (top - line->box.y1 > CAPTION_GAP * sheet->size || !is_free(sheet, line))
            return;
        if (line_begins_caption(sheet, line))
            break;
        top = line->box.y0;
        if (first == 0)
            return;
    }
    if (last >= sheet->lines->len || first + 3 <= last)
        return;
    for (guint i = first; i <= last; i++)
        take_line(grid, sheet, mb_table_sheet_line(sheet, i));
}

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
