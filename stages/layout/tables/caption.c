/* The caption of a table, above its rows. */
#include "caption.h"

#include <math.h>
#include <string.h>

/* A caption stands so near above the grid, in font sizes. */
#define CAPTION_GAP 2.5

/* Lines that a caption takes at most. */
#define MOST_LINES 3
/* A title stands in the middle of its table up to this share of the width; the middle of all columns but the labels' is further off. */
#define OFF_MIDDLE 0.03

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

bool mb_table_caption_begins(const MbTableSheet *sheet, const MbTableLine *line)
{
    const MbTableSegment *first = mb_table_sheet_segment(sheet, line->first), *last = mb_table_sheet_segment(sheet,
            line->first + line->count - 1);
    guint w = first->first;
    bool several = last->first + last->count > w + 1;
    return begins_caption(mb_table_sheet_word(sheet, g_array_index(sheet->order, guint, w))->text,
                          several ? mb_table_sheet_word(sheet, g_array_index(sheet->order, guint, w + 1))->text : NULL);
}

static double off_middle(MbBox box, double from, double to)
{
    return fabs((box.x0 + box.x1) / 2 - (from + to) / 2);
}

bool mb_table_caption_is_title(const MbTableSheet *sheet, const MbTableLine *line, MbBox table, double labels)
{
    if (line->count != 1 || mb_table_sheet_segment(sheet, line->first)->is_value)
        return false;
    double off = off_middle(line->box, table.x0, table.x1);
    return off <= OFF_MIDDLE * mb_box_width(table) && off < off_middle(line->box, labels, table.x1) / 2;
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
    for (first = last; first < sheet->lines->len && first + MOST_LINES > last; first--) {
        const MbTableLine *line = mb_table_sheet_line(sheet, first);
        if (top - line->box.y1 > CAPTION_GAP * sheet->size || !is_free(sheet, line))
            return;
        if (mb_table_caption_begins(sheet, line))
            break;
        top = line->box.y0;
        if (first == 0)
            return;
    }
    if (last >= sheet->lines->len || first + MOST_LINES <= last)
        return;
    for (guint i = first; i <= last; i++)
        take_line(grid, sheet, mb_table_sheet_line(sheet, i));
}

