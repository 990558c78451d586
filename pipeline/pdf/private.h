/*
 * What the files of room pdf share. Room pdf only.
 *
 * Poppler's glib interface is used alone; its habits that had to be found out
 * are told beside the code that meets them.
 */
#ifndef MB_PDF_PRIVATE_H
#define MB_PDF_PRIVATE_H

#include "content.h"
#include "pdf/pdf.h"

#include <poppler.h>

struct MbPdf {
    PopplerDocument *document;
    MbObjects *objects;  /* NULL where they are not understood, or stand for other pages than Poppler's */
    GPtrArray *owners;   /* by page index: GArray of int32_t by word, marked-content id or MB_OWNER_*; NULL */
    int pages;
    gsize size_bytes;    /* of the file as it was given */
    bool is_encrypted;
    bool is_mended;      /* Poppler refused the file: another was made of it */
    bool is_incomplete;  /* it had lost its list of pages */
    MbLayers *layers;    /* parts of pages that a reader may switch off; NULL: none */
};

/* What a word belongs to that has no marked-content id. */
#define MB_OWNER_NONE (-1)
#define MB_OWNER_ARTIFACT (-2)

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerPage, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(cairo_surface_t, cairo_surface_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(cairo_t, cairo_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(cairo_font_options_t, cairo_font_options_destroy)

/* The page of a number from 1, caller frees; NULL with MB_ERROR_DOCUMENT. */
PopplerPage *mb_pdf_page(const MbPdf *pdf, int number, GError **error);

/*
 * What the page's content draws; caller frees. Where the file's objects are not understood, nothing is known.
 *
 * Returns NULL with MB_ERROR_LIMIT or MB_ERROR_DOCUMENT for content that must not be given to Poppler.
 */
MbContent *mb_pdf_content(const MbPdf *pdf, PopplerPage *source, int number, GError **error);

/* Appends the page's words. Returns false with MB_ERROR_LIMIT. */
bool mb_pdf_read_words(PopplerPage *source, MbDocument *document, MbPage *page, GError **error);

/* Appends the page's links and gives its words their link. */
void mb_pdf_read_links(const MbPdf *pdf, PopplerPage *source, MbPage *page);

/* Copies a cairo image surface, RGB24 or ARGB32 (four bytes a pixel both), onto white; caller frees; NULL when too large. */
MbPicture *mb_pdf_dup_surface(cairo_surface_t *surface);

/* Appends the page's images. */
void mb_pdf_read_images(PopplerPage *source, const MbContent *content, MbPage *page);

/*
 * Marks invisible words as hidden and finds what words belong to.
 *
 * marks: out, guint by word: index + 1 of the mark of the content that it belongs to, or 0; caller frees with g_array_unref.
 *
 * Returns an array of int32_t by word, marked-content id or MB_OWNER_*; caller frees with g_array_unref.
 */
GArray *mb_pdf_assign_marks(const MbContent *content, MbPage *page, GArray **marks);

/* Fills the document's outline and metadata. */
void mb_pdf_read_outline(const MbPdf *pdf, MbDocument *document);

/* Fills the metadata "claims" and "portfolio", and "signatures" and "signed"; size: of the file in bytes. */
void mb_pdf_read_claims(const MbPdf *pdf, MbDocument *document);
void mb_pdf_read_signatures(const MbPdf *pdf, gsize size, MbDocument *document);

/* The target page of a destination, from 1, or 0; y: out, optional, points from the page top, 0 unknown. */
int mb_pdf_target(const MbPdf *pdf, const PopplerDest *dest, double *y);

#endif
