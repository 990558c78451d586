/*
 * What the files of room pdf share. Room pdf only.
 *
 * Poppler's glib interface is used alone; its habits that had to be found out
 * are told beside the code that meets them.
 */
#ifndef MB_PDF_PRIVATE_H
#define MB_PDF_PRIVATE_H

#include "pdf/pdf.h"

#include <poppler.h>

struct MbPdf {
    PopplerDocument *document;
    GBytes *bytes;
    int pages;
};

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerPage, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(cairo_surface_t, cairo_surface_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(cairo_t, cairo_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(cairo_font_options_t, cairo_font_options_destroy)

/* The page of a number from 1, caller frees; NULL with MB_ERROR_DOCUMENT. */
PopplerPage *mb_pdf_page(const MbPdf *pdf, int number, GError **error);

/* Appends the page's words. Returns false with MB_ERROR_LIMIT. */
bool mb_pdf_read_words(PopplerPage *source, MbDocument *document, MbPage *page, GError **error);

/* Appends the page's links and gives its words their link. */
void mb_pdf_read_links(const MbPdf *pdf, PopplerPage *source, MbPage *page);

/* Appends the page's images. */
void mb_pdf_read_images(PopplerPage *source, MbPage *page);

/* Fills the document's outline. */
void mb_pdf_read_outline(const MbPdf *pdf, MbDocument *document);

/* The target page of a destination, from 1, or 0; y: out, optional, points from the page top, 0 unknown. */
int mb_pdf_target(const MbPdf *pdf, const PopplerDest *dest, double *y);

#endif
