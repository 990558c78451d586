/*
 * The page as the table finder sees it: upright words, drawn rules and shaded
 * areas, turned so that the writing reads from left to right. Stage layout,
 * for stages/layout/table*.c alone.
 *
 * All places are in points of the turned frame, origin top left, y down.
 * mb_table_sheet_box_to_page turns a box back.
 */
#ifndef MB_LAYOUT_TABLE_SHEET_H
#define MB_LAYOUT_TABLE_SHEET_H

#include "model/document.h"

/* A word that may stand in a table. */
typedef struct {
    guint index;      /* in the page's words */
    const char *text; /* borrowed from the page */
    MbBox box;
    double size;      /* font size, points */
    int turn;         /* quarter turns clockwise against the frame; 0 upright */
    int region;       /* as MbWord.region */
    bool is_bold;
    bool is_value;    /* a number, or a sign that stands for one */
    bool is_symbol;   /* in a symbol font */
    bool is_leader;   /* dots that lead from a label to its figures */
    bool is_mark;     /* of a footnote: small, beside another word */
    bool is_ocr;
    float conf;
    bool taken;       /* by a table */
} MbTableWord;

/* Words of one baseline between two wide gaps: what a cell holds on one line. */
typedef struct {
    MbBox box;
    guint first, count; /* in the sheet's order array */
    bool is_value;      /* every word is a value, and one has a digit */
    bool is_bold;
} MbTableSegment;

/* The segments of one baseline. */
typedef struct {
    MbBox box;
    guint first, count; /* in the sheet's segments */
} MbTableLine;

/* A horizontal (at = y) or vertical (at = x) rule; from < to. */
typedef struct {
    double at, from, to;
} MbTableRule;

typedef struct {
    const MbDocument *document;
    MbPage *page;
    int turn;
    double width, height; /* of the frame */
    double size;          /* median font size of the upright words; 0 without words */
    GArray *words;        /* MbTableWord */
    GArray *order;        /* guint: upright words line by line, each from left to right */
    GArray *segments;     /* MbTableSegment, line by line */
    GArray *lines;        /* MbTableLine, from top to bottom */
    GArray *across;       /* MbTableRule, horizontal, by at */
    GArray *down;         /* MbTableRule, vertical, by at */
} MbTableSheet;

/*
 * Makes a sheet of a page.
 *
 * candidates: borrowed; guint indices of the page's words.
 * turn:       quarter turns clockwise of the writing, 0 to 3.
 *
 * Caller frees with mb_table_sheet_free. Document and page must live longer.
 */
MbTableSheet *mb_table_sheet_new(const MbDocument *document, MbPage *page, const GArray *candidates, int turn);
void mb_table_sheet_free(MbTableSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbTableSheet, mb_table_sheet_free)

/* Leaves the sheet the rules whose middle lies in a box of the frame, its sides included within a type size. */
void mb_table_sheet_clip_rules(MbTableSheet *sheet, MbBox box);

/* Borrowed elements. */
MbTableWord *mb_table_sheet_word(const MbTableSheet *sheet, guint i);
MbTableSegment *mb_table_sheet_segment(const MbTableSheet *sheet, guint i);
MbTableLine *mb_table_sheet_line(const MbTableSheet *sheet, guint i);

/* Turns a box of the page into the frame, and back. */
MbBox mb_table_sheet_box_from_page(const MbTableSheet *sheet, MbBox box);
MbBox mb_table_sheet_box_to_page(const MbTableSheet *sheet, MbBox box);

/*
 * Makes lines and segments anew of the upright words that are not taken.
 * Cuts are also made where a vertical rule of the page crosses the line.
 */
void mb_table_sheet_set_lines(MbTableSheet *sheet);

/*
 * Marks the leaders among the words of one line: a word of four dots or more,
 * or three words of nothing but dots in a row with no cell's gap between them.
 *
 * first, end: places in the sheet's order.
 */
void mb_table_sheet_mark_leaders(MbTableSheet *sheet, guint first, guint end);

/*
 * The places in the sheet's order before which a segment is to be cut although
 * the gap is narrow: lines around have a wide gap there.
 *
 * Returns guint, ascending; caller frees with g_array_unref. Each narrow gap
 * costs a look at the lines nearest to it.
 */
GArray *mb_table_sheet_find_tight_cuts(const MbTableSheet *sheet);

/*
 * Sorts words into lines.
 *
 * words: guint indices of the sheet's words; reordered line by line, left to right.
 * starts: out; index in `words` at which each line starts. Caller frees with g_array_unref.
 */
void mb_table_sheet_sort_lines(const MbTableSheet *sheet, GArray *words, GArray **starts);

/* Whether a text is a year, and whether all words of a segment are: years name columns as often as they are figures. */
bool mb_table_text_is_year(const char *text);
bool mb_table_segment_is_year(const MbTableSheet *sheet, guint segment);

/* Whether a text is a value: a number with its signs and units, or what stands for a missing one. */
bool mb_table_text_is_value(const char *text);

#endif
