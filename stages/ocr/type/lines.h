/*
 * The lines of a page that was read, as far as their type goes. Inside
 * stages/ocr/type only.
 */
#ifndef MB_OCR_TYPE_LINES_H
#define MB_OCR_TYPE_LINES_H

#include "model/document.h"

/* How high the letters of a word reach. */
typedef enum {
    MB_RISE_UNKNOWN,  /* punctuation, a t alone */
    MB_RISE_LOW,      /* a, c, e: the x-height */
    MB_RISE_CAPITAL,  /* capitals and figures */
    MB_RISE_BRACKET,  /* with brackets and slashes, highest of all */
    MB_RISE_ASCENDER, /* b, d, h */
    MB_RISES
} MbRise;

/* A word of a line. */
typedef struct {
    guint index;   /* in the page's words */
    gsize length;  /* bytes of its text */
    MbRise rise;
    double height; /* of its highest letter over the line that the letters stand on, points; 0 unknown */
    double stroke; /* points; 0 unknown */
    double size;   /* points; what the height says; set by mb_type_lines_size */
} MbTypeWord;

/* Words that stand beside each other. */
typedef struct {
    guint page;          /* index in the document's pages */
    guint first, count;  /* range in the words */
    double size;         /* points */
    gsize length;        /* bytes of text */
} MbTypeLine;

typedef struct {
    GArray *words; /* MbTypeWord, by pages and lines */
    GArray *lines; /* MbTypeLine */
} MbTypeLines;

/* The lines of all pages that were read as scans. Caller frees with mb_type_lines_free. */
MbTypeLines *mb_type_lines_new(const MbDocument *document);
void mb_type_lines_free(MbTypeLines *lines);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbTypeLines, mb_type_lines_free)

/* The i-th word and line, borrowed. */
MbTypeWord *mb_type_word(const MbTypeLines *lines, guint i);
MbTypeLine *mb_type_line(const MbTypeLines *lines, guint i);

/* A value and what it weighs. */
typedef struct {
    double value, weight;
} MbWeighed;

/* The value at which half of the weight is reached; 0 of nothing. Sorts the array. */
double mb_weighed_median(GArray *weighed);

/*
 * The middle of the heaviest stretch of values that lie within a share of each other; 0 of nothing. Sorts the array.
 *
 * from, to: out, optional; the stretch, as a range of the sorted array.
 */
double mb_weighed_mode(GArray *weighed, double share, guint *from, guint *to);

/* Decides the sizes of lines and words (stages/ocr/type/sizes.c). */
void mb_type_lines_size(MbTypeLines *lines);

/* Which words are bold; gboolean, one a word of the lines, caller frees with g_array_unref (stages/ocr/type/weight.c). */
GArray *mb_type_lines_weigh(const MbTypeLines *lines);

#endif
