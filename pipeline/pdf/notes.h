/*
 * Annotations that hide text, were meant to take it out, or say something
 * themselves. Room pdf only.
 */
#ifndef MB_PDF_NOTES_H
#define MB_PDF_NOTES_H

#include "private.h"

/* A place that an annotation hides, or that is marked to be redacted. */
typedef struct {
    MbBox box;        /* points as shown */
    bool is_marked;   /* a mark for redaction that was never applied: its text is still seen */
} MbNoteCover;

typedef struct {
    GArray *covers;   /* MbNoteCover */
    GArray *comments; /* MbBox, points as shown: of annotations with words of their own */
    bool is_painted;  /* something may be laid over the page: links aside, there are annotations */
} MbNotes;

/*
 * Reads the annotations of a page.
 *
 * number: of the page, from 1.
 * crop:   its crop box in the file's coordinates, y up.
 *
 * Returns empty lists where the file's objects are not understood. Caller clears.
 */
MbNotes mb_notes_read(const MbPdf *pdf, int number, MbBox crop);
void mb_notes_clear(MbNotes *notes);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MbNotes, mb_notes_clear)

/*
 * Hides the words under annotations, and tells of all text of the page that Poppler or a reader does not see, by place and
 * never by its words.
 *
 * page: its words must have been read; the attribute "unseen" says that the file holds what the page does not show.
 */
void mb_pdf_report_unseen(MbDocument *document, MbPage *page, const MbContent *content, const MbNotes *notes);

#endif
