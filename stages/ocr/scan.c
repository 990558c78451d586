/* Scanned pages: upright, straight, read as a whole. */
#include "ocr.h"
#include "paper.h"
#include "rest.h"
#include "ruling.h"
#include "second.h"
#include "type/type.h"

#include "base/error.h"
#include "image/prepare.h"

#include <math.h>
#include <stdlib.h>

/* A page under work. */
typedef struct {
    MbOcrPage *at;
    MbReader *reader;
    int index;        /* of its region */
    MbPicture *grey;  /* as it is read; owned */
    MbPicture *small; /* the same at 72 dpi, where rules are looked for; owned */
    GArray *words;    /* MbReadWord of the best reading; owned */
    int turn;         /* clockwise quarter turns that set it upright */
} Scan;

static void clear_scan(Scan *scan)
{
    mb_picture_free(scan->grey);
    mb_picture_free(scan->small);
    if (scan->words)
        g_array_unref(scan->words);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Scan, clear_scan)

static MbRegion *region_of(const Scan *scan)
{
    return mb_page_region(scan->at->page, (guint)scan->index);
}

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

/* Draws the region at its resolution. */
static bool draw(Scan *scan, GError **error)
{
    const MbRegion *region = region_of(scan);
    g_autoptr(MbPicture) drawn = mb_pdf_render(scan->at->pdf, scan->at->page->number, region->box, region->dpi, true, error);
    if (!drawn)
        return false;
    scan->grey = mb_picture_dup_grey(drawn);
    if (!scan->grey)
        g_set_error(error, MB_STAGE_ERROR, MB_ERROR_LIMIT, "not enough memory for the picture");
    return scan->grey != NULL;
}

/* Light text on dark ground, as a whole: most of the picture is dark. */
static void set_dark_on_light(Scan *scan)
{
    const MbPixelBox whole = {0, 0, scan->grey->width_px, scan->grey->height_px};
    if (mb_picture_background(scan->grey) < 96 && replace(&scan->grey, mb_picture_dup_inverse(scan->grey, whole)))
        note_step(region_of(scan), "inverted");
}

/* Sets the writing upright by its shapes. */
static void set_upright(Scan *scan)
{
    const int turn = mb_picture_measure_turn(scan->grey, region_of(scan)->dpi);
    if (turn > 0 && replace(&scan->grey, mb_picture_dup_turned(scan->grey, turn)))
        scan->turn = turn;
}

/* 0.1 degrees moves a line of a page's width by one pixel at 72 dpi: less is not worth the blur. */
static void straighten(Scan *scan)
{
    MbRegion *region = region_of(scan);
    const int skew = mb_picture_measure_skew_mdeg(scan->grey, region->dpi);
    if (abs(skew) < 100 || !replace(&scan->grey, mb_picture_dup_rotated(scan->grey, -skew)))
        return;
    note_step(region, "straightened");
    note_number(region, "skew_mdeg", skew);
}

/* Dark headers and boxes become light, once the rules that they bound are kept. */
static void lighten(Scan *scan)
{
    const double dpi = region_of(scan)->dpi;
    scan->small = mb_picture_dup_scaled(scan->grey, 72 / dpi);
    if (mb_picture_lighten_blocks(scan->grey, dpi) > 0)
        note_step(region_of(scan), "lightened");
}

/* The share of a picture that is neither paper nor ink: shades, and the soft edges of letters. */
static double measure_shade(const MbPicture *grey)
{
    const int paper = mb_picture_background(grey);
    gsize shaded = 0;
    for (int y = 0; y < grey->height_px; y++)
        for (int x = 0; x < grey->width_px; x++) {
            const guint8 luma = grey->pixels[(gsize)y * grey->stride + x];
            shaded += luma > paper / 2 && luma < paper - 24;
        }
    return (double)shaded / ((double)grey->width_px * grey->height_px);
}

/*
 * Shaded cells become white: a reader's one threshold for the page takes them
 * for ink. Soft edges of letters were 1 to 6 % of pages of plain text, shades 12 to 33 %.
 */
static void whiten(Scan *scan)
{
    const int tile_px = (int)MAX(8, region_of(scan)->dpi / 4);
    if (measure_shade(scan->grey) > 0.1 && replace(&scan->grey, mb_picture_dup_clean(scan->grey, tile_px)))
        note_step(region_of(scan), "whitened");
}

/* Below 150 dpi letters of 10 points are under 12 pixels high, and layout analysis loses their gaps. */
static void enlarge(Scan *scan)
{
    MbRegion *region = region_of(scan);
    if (region->dpi >= 150 || !replace(&scan->grey, mb_picture_dup_scaled(scan->grey, 2)))
        return;
    note_step(region, "enlarged");
    region->dpi *= 2;
}

static bool prepare(Scan *scan, GError **error)
{
    if (!draw(scan, error))
        return false;
    set_dark_on_light(scan);
    set_upright(scan);
    straighten(scan);
    lighten(scan);
    whiten(scan);
    enlarge(scan);
    return true;
}

static double mean_conf(const GArray *words)
{
    double sum = 0;
    for (guint i = 0; i < words->len; i++)
        sum += g_array_index(words, MbReadWord, i).conf;
    return words->len ? sum / words->len : 0;
}

static bool read_page(const Scan *scan, const MbPicture *grey, GArray **words, GError **error)
{
    return mb_ocr_read_in_time(scan->at, scan->reader, grey, MB_READ_PAGE, region_of(scan)->dpi, words, error);
}

/*
 * Tries the other quarter turns where the reader makes nothing of a page:
 * sideways slides have too few ascenders to show their turn. Upright pages
 * were read with a mean of 0.8 and more, turned ones with 0.55 and less.
 */
static bool try_turns(Scan *scan, GError **error)
{
    static const int others[] = {1, 3, 2};
    int best = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(others) && scan->words->len >= 3 && mean_conf(scan->words) < 0.65; i++) {
        g_autoptr(MbPicture) turned = mb_picture_dup_turned(scan->grey, others[i]);
        g_autoptr(GArray) again = NULL;
        if (!turned)
            break;
        if (!read_page(scan, turned, &again, error))
            return false;
        if (mean_conf(again) <= mean_conf(scan->words))
            continue;
        g_array_unref(scan->words);
        scan->words = g_steal_pointer(&again);
        best = others[i];
    }
    if (best > 0 && scan->small)
        replace(&scan->small, mb_picture_dup_turned(scan->small, best));
    if (best > 0)
        replace(&scan->grey, mb_picture_dup_turned(scan->grey, best));
    scan->turn = (scan->turn + best) % 4;
    return true;
}

static void keep(const Scan *scan)
{
    MbRegion *region = region_of(scan);
    const int turn = (4 - scan->turn) % 4;
    if (turn > 0) {
        note_step(region, "turned");
        note_number(region, "turn", turn);
    }
    if (scan->small)
        mb_ocr_append_ruling(scan->at, scan->index, scan->small, scan->words, region->dpi, turn);
    mb_ocr_append_words(scan->at, scan->index, scan->words, region->box, region->dpi, turn);
}

bool mb_ocr_read_scan(MbOcrPage *at, MbReader *reader, int index, GError **error)
{
    g_auto(Scan) scan = {.at = at, .reader = reader, .index = index};
    if (!prepare(&scan, error) || !read_page(&scan, scan.grey, &scan.words, error) || !try_turns(&scan, error) ||
        !mb_ocr_read_rest(at, reader, scan.grey, region_of(&scan)->dpi, scan.words, error))
        return false;
    mb_ocr_ask_second(at, scan.grey, region_of(&scan)->dpi, scan.words);
    mb_ocr_measure_type(scan.grey, scan.words);
    keep(&scan);
    return true;
}
