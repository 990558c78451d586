/* Images of a page: where they are drawn, and their pixels. */
#include "private.h"

#include "base/error.h"

#include <math.h>

/*
 * Poppler's own box of an image: it takes the corner of the crop box away from places that do not have it any more, and
 * swaps the sides of images that are as high as wide or higher (in pixels). The first can be undone; of the second, only
 * what sticks out of the page shows.
 */
static MbBox guess_box(const MbPage *page, const PopplerImageMapping *image, PopplerRectangle crop)
{
    const double rounding = 2;
    MbBox box = {image->area.x1 + crop.x1, image->area.y1 + crop.y1, image->area.x2 + crop.x1, image->area.y2 + crop.y1};
    MbBox swapped = {box.x0, box.y0, box.x0 + mb_box_height(box), box.y0 + mb_box_width(box)};
    bool sticks_out = box.x1 > page->width + rounding || box.y1 > page->height + rounding;
    bool fits = swapped.x1 <= page->width + rounding && swapped.y1 <= page->height + rounding;
    return sticks_out && fits ? swapped : box;
}

static void append_image(MbPage *page, MbImage image)
{
    MbBox box = image.box;
    if (isfinite(box.x0) && isfinite(box.y0) && isfinite(box.x1) && isfinite(box.y1))
        mb_page_append_image(page, image);
}

void mb_pdf_read_images(PopplerPage *source, const MbContent *content, MbPage *page)
{
    for (guint i = 0; i < content->images->len; i++) {
        const MbDrawn *drawn = &g_array_index(content->images, MbDrawn, i);
        append_image(page, (MbImage){(int)i, drawn->box, drawn->width_px, drawn->height_px, drawn->is_upright});
    }
    if (content->result == MB_STREAM_READ)
        return;
    PopplerRectangle crop;
    poppler_page_get_crop_box(source, &crop);
    GList *mapping = g_list_reverse(poppler_page_get_image_mapping(source)); /* Poppler lists the last first */
    for (GList *at = mapping; at; at = at->next) {
        const PopplerImageMapping *image = at->data;
        append_image(page, (MbImage){.id = image->image_id, .box = guess_box(page, image, crop)});
    }
    poppler_page_free_image_mapping(mapping);
}

/*
 * Poppler numbers images as it draws them, and so does the content reader. Where they do not count the same (an image
 * behind a hidden layer, in a pattern), a number may stand for another image.
 */
static bool has_same_number(PopplerPage *source, const MbContent *content)
{
    GList *mapping = poppler_page_get_image_mapping(source);
    guint count = g_list_length(mapping);
    poppler_page_free_image_mapping(mapping);
    return content->result != MB_STREAM_READ || content->images->len == count;
}

static bool has_size(cairo_surface_t *surface, const MbContent *content, int id)
{
    if (content->result != MB_STREAM_READ)
        return true;
    const MbDrawn *drawn = &g_array_index(content->images, MbDrawn, id);
    return cairo_image_surface_get_width(surface) == drawn->width_px && cairo_image_surface_get_height(surface) == drawn->height_px;
}

MbPicture *mb_pdf_read_image(MbPdf *pdf, int number, int id, GError **error)
{
    g_autoptr(PopplerPage) source = mb_pdf_page(pdf, number, error);
    g_autoptr(MbContent) content = source ? mb_pdf_content(pdf, source, number, error) : NULL;
    if (!content)
        return NULL;
    g_autoptr(cairo_surface_t) surface = id < 0 || !has_same_number(source, content) ? NULL : poppler_page_get_image(source, id);
    bool is_good = surface && cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS && has_size(surface, content, id);
    MbPicture *picture = is_good ? mb_pdf_dup_surface(surface) : NULL;
    if (!picture)
        g_set_error(error, MB_PDF_ERROR, MB_ERROR_DOCUMENT, "page %d: image %d cannot be read", number, id);
    return picture;
}
