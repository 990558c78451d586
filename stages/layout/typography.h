/*
 * What the body text of a document looks like, so that headings and furniture
 * can be told from it. Stage layout, for its own files.
 */
#ifndef MB_LAYOUT_TYPOGRAPHY_H
#define MB_LAYOUT_TYPOGRAPHY_H

#include "frame.h"

/* Body text of one page. */
typedef struct {
    double size;   /* points */
    double run;    /* body size of the pages of its shape that it stands among, points */
    bool is_bold;  /* most of the page is bold: weight says nothing */
    bool is_slide;
    guint words;   /* visible words */
} MbTypeface;

/*
 * Measures every page.
 *
 * The body size of a page is the commonest size of its own characters or of the
 * run of pages of the same shape that it belongs to, whichever is larger: a page
 * of small tables does not make its paragraphs headings.
 *
 * Returns MbTypeface, one a page. Caller frees with g_array_unref.
 */
GArray *mb_typography_measure(const MbDocument *document);

/*
 * The type of a page's text once its tables are known, so that tables in larger
 * type than the text do not hide its headings.
 *
 * face:  borrowed, as measured over the whole page.
 * frame: borrowed; the page's words outside of its tables.
 */
MbTypeface mb_typography_beside_tables(const MbTypeface *face, const MbFrame *frame);

#endif
