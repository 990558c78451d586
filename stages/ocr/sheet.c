#include "sheet.h"

#include "image/prepare.h"

#include <math.h>
#include <string.h>

static void clear_inset(gpointer data)
{
    mb_picture_free(((MbSheetInset *)data)->picture);
}

void mb_sheet_free(MbSheet *sheet)
{
    if (!sheet)
        return;
    mb_picture_free(sheet->clean);
    g_array_unref(sheet->lines);
    g_array_unref(sheet->icons);
    g_array_unref(sheet->insets);
    if (sheet->marks)
        g_array_unref(sheet->marks);
    g_free(sheet);
}

static MbPixelBox scale_box(MbPixelBox box, double factor)
{
    return (MbPixelBox){(int)(box.x0 * factor), (int)(box.y0 * factor), (int)(box.x1 * factor + 0.5), (int)(box.y1 * factor + 0.5)};
}

/*
 * Dark blocks become light: a low wide one (a header) in its place, a high
 * narrow one (a side label) is cut out, since its writing is turned.
 */
static void treat_dark_blocks(MbSheet *sheet, MbPicture *grey, double dpi)
{
    g_autoptr(GArray) blocks = mb_picture_find_dark_blocks(grey, (int)(dpi / 6));
    for (guint i = 0; i < blocks->len; i++) {
        const MbPixelBox box = g_array_index(blocks, MbPixelBox, i);
        MbPicture *inverse = mb_picture_dup_inverse(grey, box);
        if (!inverse)
            continue;
        if (mb_pixel_box_height(box) > 2 * mb_pixel_box_width(box)) {
            const MbSheetInset inset = {box, inverse};
            g_array_append_val(sheet->insets, inset);
            mb_picture_fill(grey, (MbPixelBox){box.x0 - 1, box.y0 - 1, box.x1 + 1, box.y1 + 1}, 255);
        } else {
            mb_picture_paste(grey, inverse, box.x0, box.y0);
            mb_picture_free(inverse);
        }
    }
}

static int compare_ints(gconstpointer a, gconstpointer b)
{
    return *(const int *)a - *(const int *)b;
}

/* The median height of marks between 1/24 and 1/3 inch: letters and digits of 4 to 24 points. */
static int find_letter_height(const GArray *marks, double dpi)
{
    g_autoptr(GArray) heights = g_array_new(FALSE, FALSE, sizeof(int));
    for (guint i = 0; i < marks->len; i++) {
        const int h = mb_pixel_box_height(g_array_index(marks, MbMark, i).box);
        if (h >= dpi / 24 && h <= dpi / 3)
            g_array_append_val(heights, h);
    }
    if (heights->len == 0)
        return 0;
    g_array_sort(heights, compare_ints);
    return g_array_index(heights, int, heights->len / 2);
}

/* Specks: less ink than a third of the full stop that belongs to the letters' height. */
static GArray *find_real_marks(const MbPicture *clean, double dpi, int *letter_px)
{
    g_autoptr(GArray) all = mb_picture_find_marks(clean, 180);
    GArray *marks = g_array_new(FALSE, FALSE, sizeof(MbMark));
    *letter_px = find_letter_height(all, dpi);
    const int least = MAX(4, *letter_px * *letter_px / 100);
    for (guint i = 0; i < all->len; i++)
        if (g_array_index(all, MbMark, i).ink_px >= least)
            g_array_append_val(marks, g_array_index(all, MbMark, i));
    return marks;
}

/* Everything found at the original's resolution, in the sheet's pixels. */
static void scale_findings(MbSheet *sheet)
{
    for (guint i = 0; i < sheet->lines->len; i++) {
        MbBar *line = &g_array_index(sheet->lines, MbBar, i);
        line->box = scale_box(line->box, sheet->factor);
        line->thickness *= sheet->factor;
    }
    for (guint i = 0; i < sheet->icons->len; i++) {
        MbIcon *icon = &g_array_index(sheet->icons, MbIcon, i);
        icon->box = scale_box(icon->box, sheet->factor);
    }
    for (guint i = 0; i < sheet->insets->len; i++) {
        MbSheetInset *inset = &g_array_index(sheet->insets, MbSheetInset, i);
        inset->box = scale_box(inset->box, sheet->factor);
    }
}

/* Whether a line of the other direction stands at an end of this one, up to two pixels off. */
static bool is_met(const MbBar *line, const GArray *lines)
{
    const MbPixelBox near = {line->box.x0 - 2, line->box.y0 - 2, line->box.x1 + 2, line->box.y1 + 2};
    for (guint i = 0; i < lines->len; i++) {
        const MbBar *other = &g_array_index(lines, MbBar, i);
        if (other->vertical != line->vertical && MIN(near.x1, other->box.x1) > MAX(near.x0, other->box.x0) &&
            MIN(near.y1, other->box.y1) > MAX(near.y0, other->box.y0))
            return true;
    }
    return false;
}

/*
 * Drops short lines that meet no other: the feet of 22 in bold run together to
 * a third of an inch, and without them the figure reads 77. Borders of narrow
 * cells meet others; rules that stand alone are three quarters of an inch and more.
 */
static void drop_feet(GArray *lines, double dpi)
{
    for (guint i = lines->len; i > 0; i--) {
        const MbBar *line = &g_array_index(lines, MbBar, i - 1);
        const int length = line->vertical ? mb_pixel_box_height(line->box) : mb_pixel_box_width(line->box);
        if (length < 0.75 * dpi && !is_met(line, lines))
            g_array_remove_index(lines, i - 1);
    }
}

/* Lines are a quarter inch at least: no stem of text up to 24 points is as long. */
static void clean_picture(MbSheet *sheet, const MbPicture *picture, MbPicture *grey, double dpi)
{
    sheet->icons = mb_picture_find_icons(picture, (int)MAX(5, dpi / 20), (int)(dpi / 3));
    treat_dark_blocks(sheet, grey, dpi);
    sheet->lines = mb_picture_find_grid(grey, (int)MAX(8, dpi / 4));
    drop_feet(sheet->lines, dpi);
    mb_picture_remove_grid(grey, sheet->lines);
    g_autoptr(MbPicture) clean = mb_picture_dup_clean(grey, (int)MAX(8, dpi / 4));
    if (!clean)
        return;
    for (guint i = 0; i < sheet->icons->len; i++) {
        const MbPixelBox b = g_array_index(sheet->icons, MbIcon, i).box;
        mb_picture_fill(clean, (MbPixelBox){b.x0 - 2, b.y0 - 2, b.x1 + 2, b.y1 + 2}, 255);
    }
    sheet->clean = mb_picture_dup_scaled(clean, sheet->factor);
}

MbSheet *mb_sheet_new(const MbPicture *picture, double dpi)
{
    g_autoptr(MbPicture) grey = mb_picture_dup_grey(picture);
    if (!grey)
        return NULL;
    g_autoptr(MbSheet) sheet = g_new0(MbSheet, 1);
    sheet->insets = g_array_new(FALSE, FALSE, sizeof(MbSheetInset));
    g_array_set_clear_func(sheet->insets, clear_inset);
    sheet->entropy = mb_picture_measure_entropy(grey);
    sheet->strokes = mb_picture_count_strokes(picture);
    /* In sixteenths: charts of one series, placed a hundredth of a point apart, then have the same pixels and are read once. */
    sheet->factor = CLAMP(round(300 / dpi * 16) / 16, 1, 4);
    sheet->dpi = dpi * sheet->factor;
    clean_picture(sheet, picture, grey, dpi);
    if (!sheet->clean)
        return NULL;
    scale_findings(sheet);
    sheet->marks = find_real_marks(sheet->clean, sheet->dpi, &sheet->letter_px);
    return g_steal_pointer(&sheet);
}
