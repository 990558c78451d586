/*
 * The readers of stage extract, one a kind of source. Stage extract only.
 */
#ifndef MB_EXTRACT_H
#define MB_EXTRACT_H

#include "pdf/pdf.h"
#include "stage/stage.h"

/*
 * Fills a new document from a source of one kind.
 *
 * document: changed in place; name, sha256, size and media type are set already.
 * options:  borrowed; source holds the bytes.
 *
 * Returns false with the error of the room that reads such files; the document is then in no defined state.
 */
bool mb_extract_pdf(MbDocument *document, const MbOptions *options, GError **error);

/* Keeps the files that a PDF holds in the document's file set, lists them in its metadata and tells of them. */
void mb_extract_attached(const MbPdf *pdf, MbDocument *document);

/*
 * As mb_extract_pdf, from a web page. What is the page's content becomes
 * blocks on one flowed page; what surrounds it becomes furniture. Words and
 * boxes are not made. MB_ERROR_ENVIRONMENT when our data files are missing.
 */
bool mb_extract_html(MbDocument *document, const MbOptions *options, GError **error);

/*
 * As mb_extract_html, from plain text (UTF-8, UTF-16 with a mark, or
 * Windows-1252); form feeds begin new pages.
 */
bool mb_extract_text(MbDocument *document, const MbOptions *options, GError **error);

/*
 * Whether bytes look like a web page: a document type or the tags of a page
 * near the start, or markup from the first character on.
 */
bool mb_extract_is_html(GBytes *bytes);

/*
 * Whether bytes look like text: a UTF-16 mark, or next to no control
 * characters and either UTF-8 or mostly ASCII. Looks at the first 64 KB.
 */
bool mb_extract_is_text(GBytes *bytes);

#endif
