/* Pictures of pages. */
#include "private.h"

#include "base/error.h"
#include "base/limits.h"

#include <math.h>
#include <string.h>

MbPicture *mb_pdf_dup_surface(cairo_surface_t *surface)
{
    cairo_surface_flush(surface);
    int width = cairo_image_surface_get_width(surface), height = cairo_image_surface_get_height(surface);
    MbPicture *picture = mb_picture_new(width, height, 4);
    if (!picture)
        return NULL;
    bool has_alpha = cairo_image_surface_get_format(surface) == CAIRO_FORMAT_ARGB32;
    for (int y = 0; y < height; y++) {
        const guint8 *from = cairo_image_surface_get_data(surface) + (gsize)y * (gsize)cairo_image_surface_get_stride(surface);
        guint8 *to = picture->pixels + (gsize)y * (gsize)picture->stride;
        memcpy(to, from, (gsize)width * 4);
        for (int x = 0; has_alpha && x < width; x++, to += 4) {
            guint8 white = 255 - to[3]; /* colours are premultiplied: what is left of 255 is paper */
            to[0] += white, to[1] += white, to[2] += white;
            to[3] = 255;
        }
    }
    return picture;
}

/* Draws straight into the picture's memory. */
static cairo_status_t draw(PopplerPage *source, MbPicture *picture, MbBox area, double scale, bool smooth)
{
    g_autoptr(cairo_surface_t) surface =
        cairo_image_surface_create_for_data(picture->pixels, CAIRO_FORMAT_RGB24, picture->width_px, picture->height_px, picture->stride);
    g_autoptr(cairo_t) cairo = cairo_create(surface);
    if (!smooth) {
        g_autoptr(cairo_font_options_t) options = cairo_font_options_create();
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_NONE);
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
        cairo_set_font_options(cairo, options);
        cairo_set_antialias(cairo, CAIRO_ANTIALIAS_NONE);
    }
    cairo_scale(cairo, scale, scale);
    cairo_translate(cairo, -area.x0, -area.y0);
    /* Rendering for a screen would also collect the page's text. */
    poppler_page_render_for_printing(source, cairo);
    cairo_surface_flush(surface);
    return cairo_status(cairo);
}

MbPicture *mb_pdf_render(MbPdf *pdf, int number, MbBox area, double dpi, bool smooth, GError **error)
{
    g_autoptr(PopplerPage) source = mb_pdf_page(pdf, number, error);
    if (!source)
        return NULL;
    g_autoptr(MbContent) content = mb_pdf_content(pdf, source, number, error);
    if (!content)
        return NULL;
    if (mb_box_is_empty(area))
        poppler_page_get_size(source, &area.x1, &area.y1);
    double scale = dpi / 72, width = ceil(mb_box_width(area) * scale - 0.001), height = ceil(mb_box_height(area) * scale - 0.001);
    if (!(width >= 1 && height >= 1)) {
        g_set_error(error, MB_PDF_ERROR, MB_ERROR_DOCUMENT, "page %d: nothing to draw", number);
        return NULL;
    }
    g_autoptr(MbPicture) picture = width * height <= MB_LIMIT_PIXELS ? mb_picture_new((int)width, (int)height, 4) : NULL;
    if (!picture) {
        g_set_error(error, MB_PDF_ERROR, MB_ERROR_LIMIT, "page %d: %.0f x %.0f pixels, more than the limit", number, width, height);
        return NULL;
    }
    cairo_status_t status = draw(source, picture, area, scale, smooth);
    if (status != CAIRO_STATUS_SUCCESS) {
        g_set_error(error, MB_PDF_ERROR, MB_ERROR_DOCUMENT, "page %d: cannot be drawn: %s", number, cairo_status_to_string(status));
        return NULL;
    }
    return g_steal_pointer(&picture);
}
