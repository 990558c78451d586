/* What of a page is to be read from pixels. */
#include "ocr.h"

#include <math.h>

static bool is_visible(const MbWord *word)
{
    return word->hidden == MB_HIDDEN_NOT;
}

/* Visible words whose middle lies in a box. */
static guint count_visible(const MbPage *page, MbBox box)
{
    guint n = 0;
    for (guint i = 0; i < page->words->len; i++) {
        const MbWord *word = mb_page_word(page, i);
        n += is_visible(word) && mb_box_has_centre(box, word->box);
    }
    return n;
}

/* Pixels per inch by the image's area, so that a quarter turn on the page does not matter. */
static double measure_dpi(const MbImage *image)
{
    const double area = mb_box_width(image->box) * mb_box_height(image->box);
    return 72 * sqrt((double)image->width_px * image->height_px / MAX(1, area));
}

/*
 * The resolution at which a page or part of it is drawn for reading: that of
 * its finest large image, so that nothing is resampled needlessly; 300 dpi,
 * where readers do best, for drawings without images and as the ceiling.
 */
static double choose_dpi(const MbPage *page, MbBox box)
{
    double dpi = 0;
    for (guint i = 0; i < page->images->len; i++) {
        const MbImage *image = &g_array_index(page->images, MbImage, i);
        if (image->width_px > 60 && mb_box_width(image->box) > 20 && mb_box_has_centre(box, image->box))
            dpi = MAX(dpi, measure_dpi(image));
    }
    return dpi > 0 ? CLAMP(dpi, 72, 300) : 300;
}

static void add_region(MbOcrPage *at, MbRegionKind kind, MbBox box, int image, const char *reason, MbSheet *sheet)
{
    const guint i = mb_page_append_region(at->page, kind, box, image, reason);
    mb_page_region(at->page, i)->dpi = choose_dpi(at->page, box);
    g_ptr_array_set_size(at->sheets, (int)i);
    g_ptr_array_add(at->sheets, sheet);
}

static MbBox whole_page(const MbPage *page)
{
    return (MbBox){0, 0, page->width, page->height};
}

/*
 * The image's own pixels where the page shows them as they are: not cut, not
 * turned, not flipped. Then nothing is resampled, which small print at 96 dpi
 * does not survive.
 */
static MbPicture *dup_native(const MbOcrPage *at, const MbImage *image, MbBox box)
{
    if (image->id < 0 || !image->is_upright || mb_box_share(image->box, box) < 0.99)
        return NULL;
    g_autoptr(MbPicture) native = mb_pdf_read_image(at->pdf, at->page->number, image->id, NULL);
    return native && native->channels == 4 ? g_steal_pointer(&native) : NULL;
}

/* The picture behind an image of the page: its own pixels, or what the page shows. */
static MbPicture *dup_picture(const MbOcrPage *at, const MbImage *image, MbBox box, double *dpi)
{
    g_autoptr(MbPicture) native = dup_native(at, image, box);
    if (native && (gint64)native->width_px * native->height_px < 16000000) {
        *dpi = native->width_px * 72.0 / mb_box_width(box);
        return g_steal_pointer(&native);
    }
    *dpi = choose_dpi(at->page, box);
    return mb_pdf_render(at->pdf, at->page->number, box, *dpi, true, NULL);
}

static bool is_even(const MbPicture *picture)
{
    return mb_picture_is_even(picture, (MbPixelBox){0, 0, picture->width_px, picture->height_px}, 10, NULL);
}

/*
 * Too small for more than a logo or a bullet: under 24 points high or wide, or
 * under 1/30 of the page (a picture of a table with three rows of 8-point
 * figures is larger).
 */
static bool is_small(const MbPage *page, MbBox box)
{
    return mb_box_width(box) < 24 || mb_box_height(box) < 24 ||
           mb_box_width(box) * mb_box_height(box) < page->width * page->height / 30;
}

static char *dup_key(const MbImage *image)
{
    return g_strdup_printf("%dx%d %.0f %.0f %.0f %.0f", image->width_px, image->height_px, image->box.x0, image->box.y0, image->box.x1,
                           image->box.y1);
}

GHashTable *mb_ocr_count_repeats(const MbDocument *document)
{
    GHashTable *repeats = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint p = 0; p < document->pages->len; p++) {
        const MbPage *page = g_ptr_array_index(document->pages, p);
        for (guint i = 0; i < page->images->len; i++) {
            char *key = dup_key(&g_array_index(page->images, MbImage, i));
            const guint count = GPOINTER_TO_UINT(g_hash_table_lookup(repeats, key));
            g_hash_table_insert(repeats, key, GUINT_TO_POINTER(count + 1));
        }
    }
    return repeats;
}

/*
 * Banners and logos: the same size in the same place on three pages or more,
 * and lower than a fifth of the page. Scans and pictures on slides are higher or differ.
 */
static bool is_furniture(const MbOcrPage *at, const MbImage *image)
{
    g_autofree char *key = dup_key(image);
    return GPOINTER_TO_UINT(g_hash_table_lookup(at->repeats, key)) >= 3 && mb_box_height(image->box) * 5 < at->page->height;
}

static guint split_image(MbOcrPage *at, int index)
{
    const MbImage *image = &g_array_index(at->page->images, MbImage, index);
    const MbBox box = mb_box_intersect(image->box, whole_page(at->page));
    if (is_small(at->page, box))
        return 0;
    if (is_furniture(at, image)) {
        add_region(at, MB_REGION_DECORATION, box, index, "stands in the same place on other pages", NULL);
        return 0;
    }
    if (count_visible(at->page, box) > 2) {
        add_region(at, MB_REGION_DECORATION, box, index, "background of text", NULL);
        return 0;
    }
    double dpi = 0;
    g_autoptr(MbPicture) picture = dup_picture(at, image, box, &dpi);
    MbSheet *sheet = picture && !is_even(picture) ? mb_sheet_new(picture, dpi) : NULL;
    if (!sheet)
        return 0;
    const char *reason = NULL;
    g_autoptr(GArray) segments = mb_sheet_find_segments(sheet);
    const MbRegionKind kind = mb_sheet_classify(sheet, segments, &reason);
    add_region(at, kind, box, index, reason, sheet);
    mb_ocr_drop_rules(at, box);
    return kind == MB_REGION_TABLE || kind == MB_REGION_CHART || kind == MB_REGION_TEXT;
}

double mb_ocr_measure_images(const MbPage *page)
{
    double area = 0;
    for (guint i = 0; i < page->images->len; i++) {
        const MbBox box = mb_box_intersect(g_array_index(page->images, MbImage, i).box, whole_page(page));
        area += mb_box_width(box) * mb_box_height(box);
    }
    return area / MAX(1, page->width * page->height);
}

/* A page on which nothing is drawn, by its content: needs no look. */
static bool is_blank(const MbOcrPage *at)
{
    return mb_attrs_get(at->page->attrs, "drawing") && !mb_attrs_get(at->page->attrs, "doubt") && at->page->words->len == 0;
}

/*
 * A scan: ink, and no text but what was stamped on (page numbers and the like:
 * 12 words at most), or no text at all.
 */
static bool is_scan(MbOcrPage *at)
{
    const guint words = count_visible(at->page, whole_page(at->page));
    if (words > 12 || (words > 0 && mb_ocr_measure_images(at->page) <= 0.7) || is_blank(at))
        return false;
    const MbPicture *look = mb_ocr_look(at);
    return look && !is_even(look);
}

guint mb_ocr_split_page(MbOcrPage *at, const char *verdict)
{
    if (!verdict && is_scan(at))
        verdict = "ink without text";
    if (verdict) {
        add_region(at, MB_REGION_SCAN, whole_page(at->page), -1, verdict, NULL);
        return 1;
    }
    guint to_read = 0;
    for (guint i = 0; i < at->page->images->len; i++)
        to_read += split_image(at, (int)i);
    return to_read;
}
