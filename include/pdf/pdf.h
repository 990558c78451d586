/*
 * PDF files. Room pdf, the only one that knows Poppler and cairo.
 *
 * A PDF is opened from bytes; pages are read one by one, so that one bad page
 * costs that page only. Not for use by two threads at once.
 */
#ifndef MB_PDF_PDF_H
#define MB_PDF_PDF_H

#include "model/document.h"
#include "model/picture.h"

typedef struct MbPdf MbPdf;

/*
 * Opens a PDF.
 *
 * bytes:    a reference is kept.
 * password: or NULL.
 *
 * Returns NULL with MB_ERROR_DOCUMENT (not a PDF, damaged beyond reading, no
 * pages), MB_ERROR_PASSWORD, or MB_ERROR_LIMIT (more than MB_LIMIT_PAGES).
 * Caller frees with mb_pdf_free.
 */
MbPdf *mb_pdf_open(GBytes *bytes, const char *password, GError **error);
void mb_pdf_free(MbPdf *pdf);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbPdf, mb_pdf_free)

/* Number of pages, at least 1. */
int mb_pdf_count_pages(const MbPdf *pdf);

/* Fills the document's metadata and outline. */
void mb_pdf_read_document(MbPdf *pdf, MbDocument *document);

/*
 * Fills document->tagged, page->is_tagged and word->tagged; to be called once, when all pages are read.
 */
void mb_pdf_read_tags(MbPdf *pdf, MbDocument *document);

/*
 * Reads one page: size, label, words, images, links.
 *
 * number: from 1.
 *
 * Returns the page, caller owns; NULL with MB_ERROR_DOCUMENT or MB_ERROR_LIMIT.
 * Fonts are interned in the document.
 */
MbPage *mb_pdf_read_page(MbPdf *pdf, MbDocument *document, int number, GError **error);

/*
 * Draws a page, or a part of it.
 *
 * area:   points as shown; empty: the whole page.
 * dpi:    > 0; at 72 a pixel is a point.
 * smooth: false draws without antialiasing, cheaper.
 *
 * Returns the picture (channels 4, on white), caller frees; NULL with
 * MB_ERROR_LIMIT when it would be larger than MB_LIMIT_PIXELS, or MB_ERROR_DOCUMENT.
 */
MbPicture *mb_pdf_render(MbPdf *pdf, int number, MbBox area, double dpi, bool smooth, GError **error);

/* The native pixels of an image (MbImage.id) of a page, caller frees; NULL with MB_ERROR_DOCUMENT. */
MbPicture *mb_pdf_read_image(MbPdf *pdf, int number, int id, GError **error);

#endif
