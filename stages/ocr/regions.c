/* What of a page is to be read from pixels. */
#include "ocr.h"

static guint count_visible(const MbPage *page)
{
    guint n = 0;
    for (guint i = 0; i < page->words->len; i++)
        n += mb_page_word(page, i)->hidden == MB_HIDDEN_NOT;
    return n;
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
            dpi = MAX(dpi, image->width_px * 72.0 / mb_box_width(image->box));
    }
    return dpi > 0 ? CLAMP(dpi, 72, 300) : 300;
}

static void add_region(MbOcrPage *at, MbRegionKind kind, MbBox box, int image, const char *reason)
{
    const guint i = mb_page_append_region(at->page, kind, box, image, reason);
    mb_page_region(at->page, i)->dpi = choose_dpi(at->page, box);
}

guint mb_ocr_split_page(MbOcrPage *at)
{
    const MbPixelBox whole = {0, 0, at->look->width_px, at->look->height_px};
    const MbBox page = {0, 0, at->page->width, at->page->height};
    if (count_visible(at->page) > 0 || mb_picture_contrast(at->look, whole, NULL) < 10)
        return 0;
    add_region(at, MB_REGION_SCAN, page, -1, "ink without text");
    return 1;
}
