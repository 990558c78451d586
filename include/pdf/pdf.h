/*
 * PDF files. Room pdf, the only one that knows Poppler, qpdf and cairo.
 *
 * A PDF is opened from bytes; pages are read one by one, so that one bad page
 * costs that page only. Not for use by two threads at once. Poppler's messages
 * are silenced for the whole process (log domain "Poppler").
 *
 * Poppler reads text and draws. What its glib interface does not tell comes from
 * a small reader of objects and content of our own (pipeline/pdf/objects.h):
 * how images are drawn, invisible text, the structure tree's text, /Rotate, and
 * content that is a bomb. Where that reader does not understand a file
 * (encrypted, rare filters, damage), Poppler's answers stand alone: no words are
 * then marked invisible, images are never upright, nothing is tagged, and
 * rotate is 90 for any quarter turn.
 *
 * All places are points of the page as shown (turned, cropped), origin top left.
 */
#ifndef MB_PDF_PDF_H
#define MB_PDF_PDF_H

#include "model/document.h"
#include "model/picture.h"

typedef struct MbPdf MbPdf;

/* Appends the libraries of this room and their versions (base/tools.h). */
void mb_pdf_list_tools(GString *tools);

/*
 * Opens a PDF. One that Poppler refuses, or of which it would show fewer pages than there are, is mended in memory first, if it is not
 * encrypted.
 *
 * bytes:    a reference is kept.
 * password: the reader's or the owner's, UTF-8; or NULL.
 *
 * Returns NULL with MB_ERROR_DOCUMENT (not a PDF, damaged beyond reading, no
 * pages), MB_ERROR_PASSWORD ("password needed", "wrong password"), or
 * MB_ERROR_LIMIT (more than MB_LIMIT_PAGES). Caller frees with mb_pdf_free.
 * About 0.1 ms a page.
 */
MbPdf *mb_pdf_open(GBytes *bytes, const char *password, GError **error);
void mb_pdf_free(MbPdf *pdf);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbPdf, mb_pdf_free)

/* Number of pages, at least 1. */
int mb_pdf_count_pages(const MbPdf *pdf);

/*
 * What made a file readable that Poppler refuses or does not read to its end ("qpdf 11.3.0", static); NULL: the file is read as it is.
 */
const char *mb_pdf_mended_by(const MbPdf *pdf);

/* Whether the file has lost its list of pages, and pages with it: those that were found are read. */
bool mb_pdf_is_incomplete(const MbPdf *pdf);

/*
 * Fills the document's outline and metadata: title, author, subject, creator,
 * producer, created and modified (ISO 8601), format ("PDF-1.7"), encrypted (yes, no). Where there are such: claims
 * ("PDF/A-2b PDF/UA-1", as the file says of itself), portfolio (yes), signatures (their number) and signed ("whole file",
 * or "changed since" when none reaches the end of the file). Signatures are not validated; those of encrypted files are not seen.
 */
void mb_pdf_read_document(MbPdf *pdf, MbDocument *document);

/* One file inside the file: its name without folders, and its bytes; NULL when they cannot be read or are too many. */
typedef void (*MbAttachedVisit)(const char *name, GBytes *bytes, void *data);

/* Tells of the files that a PDF holds: embedded (a portfolio's too), then pinned to its pages. At most 512 MB of them. */
void mb_pdf_visit_attached(const MbPdf *pdf, MbAttachedVisit visit, void *data);

/*
 * Fills document->tagged, word->tagged, page->is_tagged and the metadata "tagged" (yes, no, untrusted) from the structure
 * tree; what they promise stands with MbTagged. To be called once, when all pages are read with this handle.
 *
 * A page is tagged when 70 % of its seen words have an element. Nothing is kept of a tree that covers less than 30 % of the
 * file's words, or of which 40 % are headings (in files of 60 words or more). About 0.2 ms a page.
 */
void mb_pdf_read_tags(MbPdf *pdf, MbDocument *document);

/*
 * Reads one page: size, label, words, images, links, rules, shades.
 *
 * number: from 1.
 *
 * Words stand in Poppler's reading order. A word ends at white space, at a gap, and where font or baseline change with a
 * step, not where half of it is bold; its font is that of most of its letters. Ligatures are told apart, U+00AD stays.
 * Words mostly outside the page are hidden as off-page (Poppler drops letters wholly outside), smaller than 1 point as
 * tiny, drawn without ink (rendering mode 3 or 7) as invisible. Only text whose place the content states is judged
 * invisible: text that goes on after visible text in one line without a place of its own is left to those who compare with
 * pixels, as are colours and covers. An OCR layer under a scan comes out as invisible words in their place.
 *
 * Where the content is understood, page->attrs has drawing=known, and rules and shades are complete. The attribute doubt says
 * why words might be hidden all the same, or why rules are missing: then the page's picture is needed. Neither is there for
 * content that is not understood.
 *
 * Returns the page, caller owns; NULL with MB_ERROR_DOCUMENT or MB_ERROR_LIMIT (too many words, content larger than 64 MB).
 * Fonts are interned in the document. About as dear as pdftotext -bbox-layout.
 */
MbPage *mb_pdf_read_page(MbPdf *pdf, MbDocument *document, int number, GError **error);

/*
 * Looks whether earlier states of the file, which changes by addition leave in it, show words that the last one does not, and
 * tells of them (issue revision-differs) by page and place, never by word. Pages concerned get the attribute "unseen".
 *
 * document: with all its pages.
 *
 * About as dear as reading the text of the file once for each earlier state, of which six are looked at; nothing for files
 * that were written in one go. States that cannot be opened tell nothing.
 */
void mb_pdf_report_revisions(GBytes *bytes, const char *password, MbDocument *document);

/*
 * Draws a page, or a part of it, as it is printed: annotations that are not printed are left out.
 *
 * area:   points as shown; empty: the whole page.
 * dpi:    > 0; at 72 a pixel is a point.
 * smooth: false draws without antialiasing, cheaper.
 *
 * Returns the picture (channels 4, on white), caller frees; NULL with
 * MB_ERROR_LIMIT when it would be larger than MB_LIMIT_PIXELS, or MB_ERROR_DOCUMENT. Nothing is kept between calls.
 */
MbPicture *mb_pdf_render(MbPdf *pdf, int number, MbBox area, double dpi, bool smooth, GError **error);

/*
 * The native pixels of an image (MbImage.id) of a page, on white, channels 4, caller frees.
 *
 * They are not turned or mirrored as the page shows them: read only images that are upright natively, draw the others.
 *
 * NULL with MB_ERROR_DOCUMENT when it cannot be read or is not certain to be the image meant; draw its box then.
 */
MbPicture *mb_pdf_read_image(MbPdf *pdf, int number, int id, GError **error);

/*
 * Whether annotations other than links lie on a page. Programs differ in which of them they show: mb_pdf_render draws those that are
 * to be printed, so that a box laid over a picture on a screen may not be in the picture that it draws.
 */
bool mb_pdf_has_notes(MbPdf *pdf, int number);

/*
 * The JPEG file that an image (MbImage.id) of a page lies in the PDF as, byte for byte.
 *
 * limit: the largest that is wanted, bytes.
 *
 * NULL where the page may show anything else than that file does: it is no JPEG that browsers show, it is turned, cut by a clip path,
 * seen through, masked, or in part under something that is drawn later or laid over the page (text is not looked at); and where the
 * file holds more than its picture, such as Exif data, in which an earlier state of the picture may be kept. Caller frees with
 * g_bytes_unref. About 0.2 ms.
 */
GBytes *mb_pdf_dup_jpeg(MbPdf *pdf, int number, int id, gsize limit);

#endif
