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

/* Sets the writing upright by its shapes; returns the clockwise quarter turns that it took. */
static int set_upright(MbPicture **grey, double dpi)
{
    const int turn = mb_picture_measure_turn(*grey, dpi);
    return turn > 0 && replace(grey, mb_picture_dup_turned(*grey, turn)) ? turn : 0;
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

static double mean_conf(const GArray *words)
{
    double sum = 0;
    for (guint i = 0; i < words->len; i++)
        sum += g_array_index(words, MbReadWord, i).conf;
    return words->len ? sum / words->len : 0;
}

static bool read_page(const MbOcrPage *at, MbReader *reader, const MbPicture *grey, double dpi, GArray **words, GError **error)
{
    const int left = mb_ocr_time_left_ms(at);
    if (left >= 0)
        return mb_reader_read(reader, grey, MB_READ_PAGE, dpi, left, words, error);
    g_set_error(error, MB_READER_ERROR, MB_ERROR_LIMIT, "no time left");
    return false;
}

/*
 * Tries the other quarter turns where the reader makes nothing of a page:
 * sideways slides have too few ascenders to show their turn. Upright pages
 * were read with a mean of 0.8 and more, turned ones with 0.55 and less.
 *
 * words, turn: of the first reading; replaced by those of a better one.
 */
static bool try_turns(const MbOcrPage *at, MbReader *reader, const MbPicture *grey, double dpi, GArray **words, int *turn, GError **error)
{
    static const int others[] = {1, 3, 2};
    const int first = *turn;
    for (gsize i = 0; i < G_N_ELEMENTS(others) && (*words)->len >= 3 && mean_conf(*words) < 0.65; i++) {
        g_autoptr(MbPicture) turned = mb_picture_dup_turned(grey, others[i]);
        g_autoptr(GArray) again = NULL;
        if (!turned)
            return true;
        if (!read_page(at, reader, turned, dpi, &again, error))
            return false;
        if (mean_conf(again) <= mean_conf(*words))
            continue;
        g_array_unref(*words);
        *words = g_steal_pointer(&again);
        *turn = (first + others[i]) % 4;
    }
    return true;
}

/* Draws the region, dark on light. */
static MbPicture *draw(const MbOcrPage *at, MbRegion *region, GError **error)
{
    g_autoptr(MbPicture) drawn = mb_pdf_render(at->pdf, at->page->number, region->box, region->dpi, true, error);
    if (!drawn)
        return NULL;
    g_autoptr(MbPicture) grey = mb_picture_dup_grey(drawn);
    if (grey)
        set_dark_on_light(region, &grey);
    else
        g_set_error(error, MB_STAGE_ERROR, MB_ERROR_LIMIT, "not enough memory for the picture");
    return g_steal_pointer(&grey);
}

bool mb_ocr_read_scan(MbOcrPage *at, MbReader *reader, int index, GError **error)
{
    MbRegion *region = mb_page_region(at->page, (guint)index);
    g_autoptr(MbPicture) grey = draw(at, region, error);
    if (!grey)
        return false;
    int turn = set_upright(&grey, region->dpi);
    straighten(region, &grey, region->dpi);
    region->dpi = enlarge(region, &grey, region->dpi);
    g_autoptr(GArray) words = NULL;
    if (!read_page(at, reader, grey, region->dpi, &words, error) ||
        !try_turns(at, reader, grey, region->dpi, &words, &turn, error))
        return false;
    if (turn > 0) {
        note_step(region, "turned");
        note_number(region, "turn", 4 - turn);
    }
    mb_ocr_append_words(at, index, words, region->box, region->dpi, (4 - turn) % 4);
    return true;
}
