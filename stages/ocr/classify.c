/* What a picture is: photograph, table, chart, text or decoration. */
#include "sheet.h"

#include <stdlib.h>

/* Curves and outlines: wide and high on the sheet, and nearly empty. */
static guint count_curves(const MbSheet *sheet)
{
    guint n = 0;
    for (guint i = 0; i < sheet->marks->len; i++) {
        const MbMark *mark = &g_array_index(sheet->marks, MbMark, i);
        const double w = mb_pixel_box_width(mark->box), h = mb_pixel_box_height(mark->box);
        n += w > sheet->clean->width_px * 0.2 && h > sheet->clean->height_px * 0.1 && mark->ink_px < 0.2 * w * h;
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

/*
 * The order matters: a grid tells a table even with curves in a cell; curves
 * tell a chart even where its labels form rows. 3.4 bits: screenshots with
 * strong noise measured up to 2.9, photographs in council papers from 3.9.
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
    if (across >= 3 && down >= 2 && rows >= 2) {
        *reason = "picture with a grid of lines";
        return MB_REGION_TABLE;
    }
    if (count_curves(sheet) > 0) {
        *reason = "picture with curves";
        return MB_REGION_CHART;
    }
    if (rows >= 3) {
        *reason = "picture with rows of text in columns";
        return MB_REGION_TABLE;
    }
    *reason = "picture with lines of text";
    return MB_REGION_TEXT;
}
