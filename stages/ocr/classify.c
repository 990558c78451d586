/* What a picture is: photograph, table, chart, text or decoration. */
#include "sheet.h"

#include <stdlib.h>

/*
 * Curves and their pieces: wider than three letters, higher than two, and
 * nearly empty. Words whose letters touch are lower, and fuller.
 */
static guint count_curves(const MbSheet *sheet)
{
    guint n = 0;
    for (guint i = 0; i < sheet->marks->len; i++) {
        const MbMark *mark = &g_array_index(sheet->marks, MbMark, i);
        const double w = mb_pixel_box_width(mark->box), h = mb_pixel_box_height(mark->box);
        n += w > 3 * sheet->letter_px && h >= 1.9 * sheet->letter_px && mark->ink_px < 0.25 * w * h;
    }
    return n;
}

static guint count_lines(const MbSheet *sheet, bool vertical)
{
    guint n = 0;
    for (guint i = 0; i < sheet->lines->len; i++)
        n += g_array_index(sheet->lines, MbBar, i).vertical == vertical;
    return n;
}

/* Rows that hold at least two segments beside each other, each row below the last. */
static guint count_rows(const GArray *segments)
{
    guint rows = 0;
    for (guint i = 0; i < segments->len;) {
        const MbPixelBox first = g_array_index(segments, MbSegment, i).box;
        guint in_row = 0;
        const int middle = (first.y0 + first.y1) / 2;
        for (; i < segments->len && g_array_index(segments, MbSegment, i).box.y0 <= middle; i++)
            in_row += g_array_index(segments, MbSegment, i).turn == 0;
        rows += in_row >= 2;
    }
    return rows;
}

static guint count_letters(const GArray *segments)
{
    guint n = 0;
    for (guint i = 0; i < segments->len; i++)
        n += (guint)g_array_index(segments, MbSegment, i).marks;
    return n;
}

/* Whether a long horizontal line runs through the middle of a segment's height: only labels of an axis stand so. */
static bool is_level(const MbSheet *sheet, const MbSegment *segment)
{
    const int quarter = mb_pixel_box_height(segment->box) / 4;
    for (guint i = 0; i < sheet->lines->len; i++) {
        const MbBar *line = &g_array_index(sheet->lines, MbBar, i);
        const int y = (line->box.y0 + line->box.y1) / 2;
        if (!line->vertical && mb_pixel_box_width(line->box) * 3 > sheet->clean->width_px && y > segment->box.y0 + quarter &&
            y < segment->box.y1 - quarter)
            return true;
    }
    return false;
}

static guint count_level(const MbSheet *sheet, const GArray *segments)
{
    guint n = 0;
    for (guint i = 0; i < segments->len; i++)
        n += is_level(sheet, &g_array_index(segments, MbSegment, i));
    return n;
}

static bool is_chart(const MbSheet *sheet, const GArray *segments)
{
    return count_level(sheet, segments) >= 3 || sheet->strokes > 0 || count_curves(sheet) > 0;
}

/*
 * The order matters: three lines each way tell a table even with curves in a
 * cell, unless labels stand level with lines as on an axis; curves tell a chart
 * even where its labels form rows. 3.4 bits: screenshots with strong noise
 * measured up to 2.9, photographs in council papers from 3.9.
 */
MbRegionKind mb_sheet_classify(const MbSheet *sheet, const GArray *segments, const char **reason)
{
    const guint letters = count_letters(segments), rows = count_rows(segments);
    const guint across = count_lines(sheet, false), down = count_lines(sheet, true);
    if (sheet->entropy > 3.4 && rows < 3) {
        *reason = "photograph: lumas are spread evenly";
        return MB_REGION_PHOTO;
    }
    if (letters < 8) {
        *reason = "drawing without lettering";
        return MB_REGION_DECORATION;
    }
    if (across >= 3 && down >= 3 && rows >= 2 && count_level(sheet, segments) < 3) {
        *reason = "picture with a grid of lines";
        return MB_REGION_TABLE;
    }
    if (is_chart(sheet, segments)) {
        *reason = "picture with curves or an axis";
        return MB_REGION_CHART;
    }
    if (rows >= 3) {
        *reason = "picture with rows of text in columns";
        return MB_REGION_TABLE;
    }
    *reason = "picture with lines of text";
    return MB_REGION_TEXT;
}
