/*
 * A PDF with a layer of invisible text, so that a scan can be searched and its
 * words marked. Room pdf.
 *
 * Everything of the original stays as it is, its images byte for byte; added
 * are one font without shapes and, before the content of each page concerned, a
 * stream that writes the words in rendering mode 3. Files inside the file are left out.
 */
#ifndef MB_PDF_LAYER_H
#define MB_PDF_LAYER_H

#include "model/place.h"

#include <glib.h>
#include <stdbool.h>

/* A word to be written. */
typedef struct {
    const char *text;    /* UTF-8 without white space; borrowed */
    MbBaseline baseline; /* on the page as shown */
    double size;         /* of the font, points */
} MbLayerWord;

/* What is written on one page. */
typedef struct {
    int page;             /* number from 1 */
    double width, height; /* of the page as shown, points */
    bool is_only_text;    /* the page's own text is not to be found any more: it is a bad earlier reading */
    GArray *words;        /* MbLayerWord in reading order; owned */
} MbLayer;

/* Frees what an MbLayer owns; a GDestroyNotify for arrays of them. */
void mb_layer_clear(gpointer layer);

/*
 * A copy with layers.
 *
 * bytes:    the original; borrowed.
 * password: or NULL; the copy needs none.
 * pages:    how many the original has; a file in which another number is found is refused.
 * layers:   MbLayer, each of another page.
 *
 * The same arguments give the same bytes. Returns NULL with MB_ERROR_DOCUMENT
 * when qpdf cannot read or write the file. Caller frees with g_bytes_unref.
 */
GBytes *mb_pdf_dup_with_layers(GBytes *bytes, const char *password, guint pages, const GArray *layers, GError **error);

#endif
