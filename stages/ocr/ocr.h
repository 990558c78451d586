/*
 * What the files of stage ocr share: the page under work, and the steps in the
 * order of their calls. Inside stage ocr only.
 */
#ifndef MB_OCR_OCR_H
#define MB_OCR_OCR_H

#include "image/look.h"
#include "pdf/pdf.h"
#include "reader/reader.h"
#include "sheet.h"
#include "stage/stage.h"

/* A page being looked at. */
typedef struct {
    MbDocument *document;
    const MbOptions *options;
    MbPdf *pdf;
    MbPage *page;
    MbPicture *look;   /* the whole page at one pixel a point; NULL until asked for with mb_ocr_look */
    bool has_no_look;  /* the page cannot be drawn */
    guint32 *owners;   /* per point of the page: index + 1 of the word whose box is there, or 0; NULL until asked for */
    int columns, rows; /* of the owners */
    GPtrArray *sheets; /* MbSheet of the region of the same index, or NULL; owned */
    GHashTable *repeats; /* how often an image stands in the same place on pages of the document; borrowed */
    gint64 deadline;   /* monotonic microseconds after which nothing more is read; 0 none */
    GMutex *adding;    /* pages are worked on at the same time: of the document only issues may be added, with mb_ocr_add_issue */
} MbOcrPage;

/* Records an issue of the page; subject: borrowed, may be NULL. */
void mb_ocr_add_issue(MbOcrPage *at, MbIssueTag tag, MbBox box, const char *subject);

/*
 * Counts for each image of the document, by its size and place, the pages on
 * which it stands. Caller frees with g_hash_table_unref.
 */
GHashTable *mb_ocr_count_repeats(const MbDocument *document);

/* The page's look, drawn when it is first asked for; borrowed. NULL, with an issue, when it cannot be drawn. */
const MbPicture *mb_ocr_look(MbOcrPage *at);

/* Fills the owners unless they are there; the caller frees them. False when memory is short. */
bool mb_ocr_own_pixels(MbOcrPage *at);

/* Adds the page's drawn rules and shades, marks underlined words. */
void mb_ocr_look_for_rules(MbOcrPage *at);

/*
 * Drops the rules and shades that the look found inside a picture: edges of
 * photographs, strokes of its letters. Those that were found in the picture's
 * own pixels stay.
 */
void mb_ocr_drop_rules(MbOcrPage *at, MbBox box);

/*
 * Marks words of the text layer whose place shows no ink, or a box over them,
 * with an issue for each box and one for all that only lacks ink. The page's
 * look must be there.
 */
void mb_ocr_look_for_hidden(MbOcrPage *at);

/* Makes the invisible words of a good earlier reading visible, but for those that stand under a box. Without a look none. */
void mb_ocr_show_layer(MbOcrPage *at);

/* The part of the page that its images cover, each counted for itself: 0 to more than 1. */
double mb_ocr_measure_images(const MbPage *page);

/*
 * Judges the text layer. Words that cannot be what the page shows become
 * MB_HIDDEN_REPLACED; the invisible words of a good earlier reading of a
 * scanned page become visible, since its picture shows them.
 *
 * Returns why the whole page is to be read again, static, or NULL.
 */
const char *mb_ocr_judge_layer(MbOcrPage *at);

/*
 * Decides what of the page is to be read, and adds a region for each part that
 * was looked at, with its reason.
 *
 * verdict: why the whole page is to be read, or NULL; borrowed.
 *
 * Returns the number of regions whose kind asks for reading.
 */
guint mb_ocr_split_page(MbOcrPage *at, const char *verdict);

/*
 * Reads the page's regions and appends their words. A region that cannot be
 * read costs itself: an issue of severity loss.
 */
void mb_ocr_read_regions(MbOcrPage *at);

/* The time left for this page in milliseconds: 0 no limit, -1 none left. */
int mb_ocr_time_left_ms(const MbOcrPage *at);

/* An array for a word's other readings (MbReading) that frees their texts. Caller owns. */
GArray *mb_ocr_readings_new(void);

/*
 * Appends words to the page.
 *
 * words:  MbReadWord, in pixels of the picture that was read.
 * box:    place of that picture on the page, points.
 * dpi:    its pixels per inch.
 * turn:   clockwise quarter turns of the writing on the page, 0 to 3; the words are in pixels of the upright picture.
 */
void mb_ocr_append_words(MbOcrPage *at, int region, const GArray *words, MbBox box, double dpi, int turn);

/* The place on the page of a box of the upright picture; parameters as those of mb_ocr_append_words. */
MbBox mb_ocr_place_box(MbPixelBox px, MbBox box, double dpi, int turn);

/* Reads a region of kind SCAN: a page of flowing text. Returns false with an error of the rooms below. */
bool mb_ocr_read_scan(MbOcrPage *at, MbReader *reader, int region, GError **error);

/*
 * Reads a region that has a sheet, segment by segment, and adds its lines and
 * icons to the page. Returns false with an error of the rooms below; words read
 * before it stay.
 */
bool mb_ocr_read_sheet(MbOcrPage *at, MbReader *reader, int region, GError **error);

#endif
