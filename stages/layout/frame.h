/*
 * The upright frame: a page's words turned so that their writing runs from left
 * to right, cut into lines and put into reading order. Stage layout, for its own
 * files alone.
 *
 * Everything that looks at places (columns, headings, lists, furniture) works
 * in a frame, so that a page with turned writing needs no code of its own.
 * Blocks keep page points, since they take their boxes from the page's words.
 *
 * Invariants: the words of a line stand together in `words`, left to right;
 * lines do not share words.
 */
#ifndef MB_LAYOUT_FRAME_H
#define MB_LAYOUT_FRAME_H

#include "model/document.h"

/* A word, or a finished block (table, figure) that takes part in the reading order as if it were one. */
typedef struct {
    guint index;    /* in the page's words */
    MbBlock *block; /* borrowed; NULL for words */
    MbBox box;      /* points of the frame */
    double baseline, size;
    bool bold, italic, symbol;
} MbPlaced;

/* A line of one column. */
typedef struct {
    guint first, count; /* range in the frame's words */
    MbBox box;
    double baseline;
    double size;      /* of most characters */
    double bold;      /* share of the characters, 0 to 1; of the words with letters alone where there are any, the tail left out */
    double italic;
    guint flow;       /* number of the column that it stands in, from 0, in reading order */
    guint fragments;  /* stretches of text that wide gaps part */
    guint tail;       /* first word of what stands far off at the right ("(Pages 3 - 44)"); 0 for nothing */
    double tail_x0, text_x1; /* left end of the tail; right end of the text before it, or of the line */
} MbLine;

typedef struct {
    const MbDocument *document;
    const MbPage *page;
    int turn;             /* quarter turns clockwise of the writing */
    double width, height; /* of the page, upright */
    GArray *words;        /* MbPlaced */
    GArray *lines;        /* MbLine; rows over the whole width until mb_frame_order */
} MbFrame;

/*
 * Puts words into an upright frame and cuts them into rows over the whole width.
 *
 * document, page: borrowed for the life of the frame.
 * indices:        borrowed; guint, the words that take part.
 * turn:           quarter turns clockwise of their writing.
 * blocks:         borrowed; MbBlock with boxes in page points, placed as rows of
 *                 their own; may be NULL.
 *
 * Caller frees with mb_frame_free.
 */
MbFrame *mb_frame_new(const MbDocument *document, const MbPage *page, const GArray *indices, int turn, const GPtrArray *blocks);
void mb_frame_free(MbFrame *frame);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbFrame, mb_frame_free)

/* A box of the page as it stands in a frame of this turn. */
MbBox mb_frame_turn_box(const MbPage *page, MbBox box, int turn);

/*
 * Whether a word's size and weight are known: words of the file's own, and those
 * of scans, whose type stage ocr measures and names by a font. Sizes of other
 * words that were read from pixels are guesses.
 */
bool mb_frame_has_type(const MbWord *word);

/*
 * The type size of a word in points. One that is not known is measured from the
 * height of its letters over the baseline, since the reader's own estimates are
 * whole points for a paragraph.
 */
double mb_frame_type_size(const MbPage *page, const MbWord *word);

/* The turn of most of the characters among the words (0 when there are none). */
int mb_frame_main_turn(const MbPage *page, const GArray *indices);

/*
 * Cuts rows at the gaps between columns and puts the lines into reading order,
 * setting their flow (stages/layout/columns.c).
 */
void mb_frame_order(MbFrame *frame);

/* The i-th word and line, borrowed; the text of a word ("" for a block). */
MbPlaced *mb_frame_word(const MbFrame *frame, guint i);
MbLine *mb_frame_line(const MbFrame *frame, guint i);
const char *mb_frame_text(const MbFrame *frame, guint word);

/* A line over a range of words, measured. */
MbLine mb_frame_measure(const MbFrame *frame, guint first, guint count);

/* The words of a line, joined by spaces where the file has them; caller frees. */
char *mb_frame_dup_line_text(const MbFrame *frame, const MbLine *line);

#endif
