/* Scanned pages: upright, straight, read as a whole. */
#include "ocr.h"

#include "base/error.h"
#include "image/prepare.h"

#include <math.h>
#include <stdlib.h>

/* Steps of preparation are told in the region's attributes, in order. */
static void note_step(MbRegion *region, const char *step)
{
    const char *before = mb_attrs_get(region->attrs, "steps");
    g_autofree char *steps = before ? g_strdup_printf("%s %s", before, step) : g_strdup(step);
    mb_attrs_set(&region->attrs, "steps", steps);
}

static void note_number(MbRegion *region, const char *name, int value)
{
    g_autofree char *text = g_strdup_printf("%d", value);
    mb_attrs_set(&region->attrs, name, text);
}

/* Puts a new picture in the old one's place; a step that failed for memory leaves the old one. */
static bool replace(MbPicture **picture, MbPicture *next)
{
    if (!next)
        return false;
    mb_picture_free(*picture);
    *picture = next;
    return true;
}

/* Light text on dark ground, as a whole: most of the picture is dark. */
static void set_dark_on_light(MbRegion *region, MbPicture **grey)
{
    if (mb_picture_background(*grey) >= 96)
        return;
    const MbPixelBox whole = {0, 0, (*grey)->width_px, (*grey)->height_px};
    if (replace(grey, mb_picture_dup_inverse(*grey, whole)))
        note_step(region, "inverted");
}

/* Sets the writing upright; returns the clockwise quarter turns in which it stands on the page. */
static int set_upright(MbRegion *region, MbPicture **grey, double dpi)
{
    const int turn = mb_picture_measure_turn(*grey, dpi);
    if (turn <= 0 || !replace(grey, mb_picture_dup_turned(*grey, turn)))
        return 0;
    note_step(region, "turned");
    note_number(region, "turn", (4 - turn) % 4);
    return (4 - turn) % 4;
}

/* 0.1 degrees moves a line of a page's width by one pixel at 72 dpi: less is not worth the blur. */
static void straighten(MbRegion *region, MbPicture **grey, double dpi)
{
    const int skew = mb_picture_measure_skew_mdeg(*grey, dpi);
    if (abs(skew) < 100 || !replace(grey, mb_picture_dup_rotated(*grey, -skew)))
        return;
    note_step(region, "straightened");
    note_number(region, "skew_mdeg", skew);
}

/* Below 150 dpi letters of 10 points are under 12 pixels high, and layout analysis loses their gaps. */
static double enlarge(MbRegion *region, MbPicture **grey, double dpi)
{
    if (dpi >= 150 || !replace(grey, mb_picture_dup_scaled(*grey, 2)))
        return dpi;
    note_step(region, "enlarged");
    return dpi * 2;
}

bool mb_ocr_read_scan(MbOcrPage *at, MbReader *reader, int index, GError **error)
{
    MbRegion *region = mb_page_region(at->page, (guint)index);
    g_autoptr(MbPicture) drawn = mb_pdf_render(at->pdf, at->page->number, region->box, region->dpi, true, error);
    if (!drawn)
        return false;
    g_autoptr(MbPicture) grey = mb_picture_dup_grey(drawn);
    g_clear_pointer(&drawn, mb_picture_free);
    if (!grey) {
        g_set_error(error, MB_STAGE_ERROR, MB_ERROR_LIMIT, "not enough memory for the picture");
        return false;
    }
    set_dark_on_light(region, &grey);
    const int turn = set_upright(region, &grey, region->dpi);
    straighten(region, &grey, region->dpi);
    region->dpi = enlarge(region, &grey, region->dpi);
    const int left = mb_ocr_time_left_ms(at);
    if (left < 0) {
        g_set_error(error, MB_READER_ERROR, MB_ERROR_LIMIT, "no time left");
        return false;
    }
    g_autoptr(GArray) words = NULL;
    if (!mb_reader_read(reader, grey, MB_READ_PAGE, region->dpi, left, &words, error))
        return false;
    mb_ocr_append_words(at, index, words, region->box, region->dpi, turn);
    return true;
}
