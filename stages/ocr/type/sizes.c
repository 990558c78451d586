/* From the heights of letters to the sizes of lines. */
#include "lines.h"

#include <math.h>

/* Heights in type sizes: between those of Times (0.68, 0.66, 0.45), Arial (0.73, 0.72, 0.52) and Calibri (0.69, 0.64, 0.47). */
static const double usual_rises[MB_RISES] = {0, 0.49, 0.69, 0.73, 0.71};

enum { LEAST_LINES = 8 /* with both kinds of words: fewer do not tell a face's proportions */ };

/*
 * Sizes of lines lie within this of each other when they are one size: lines of
 * made scans at 150 and 200 dpi were measured to 3 % of what was printed. Sizes
 * of one document are seldom nearer than 11 and 12 points.
 */
#define ONE_SIZE 0.06
#define ASIDE 0.22 /* a word that differs so much from its line is of another size: a superscript, a value beside its label */
#define LEAST_ASIDE 4 /* bytes of it, unless it is smaller */

/* The median height of the words of one rise on a line; 0 without any. */
static double measure_rise(const MbTypeLines *lines, const MbTypeLine *line, MbRise rise)
{
    g_autoptr(GArray) heights = g_array_new(FALSE, FALSE, sizeof(MbWeighed));
    for (guint i = line->first; i < line->first + line->count; i++) {
        const MbTypeWord *word = mb_type_word(lines, i);
        const MbWeighed height = {word->height, (double)word->length};
        if (word->rise == rise && word->height > 0)
            g_array_append_val(heights, height);
    }
    return mb_weighed_median(heights);
}

/* What the lines [from, to) say of the height of letters of a kind against ascenders; 0 where they are too few. */
static double compare_rises(const MbTypeLines *lines, guint from, guint to, MbRise rise)
{
    g_autoptr(GArray) ratios = g_array_new(FALSE, FALSE, sizeof(MbWeighed));
    for (guint i = from; i < to; i++) {
        const double high = measure_rise(lines, mb_type_line(lines, i), MB_RISE_ASCENDER);
        const double other = measure_rise(lines, mb_type_line(lines, i), rise);
        const MbWeighed ratio = {high > 0 ? other / high : 0, 1};
        if (ratio.value > 0.5 && ratio.value < 1.2)
            g_array_append_val(ratios, ratio);
    }
    return ratios->len >= LEAST_LINES ? mb_weighed_median(ratios) : 0;
}

/* Sets the rises of a page's face: its own where it shows them, else the document's. */
static void find_rises(const MbTypeLines *lines, guint from, guint to, const double *other, double *rises)
{
    rises[MB_RISE_ASCENDER] = usual_rises[MB_RISE_ASCENDER];
    for (MbRise rise = MB_RISE_LOW; rise < MB_RISE_ASCENDER; rise++) {
        const double ratio = compare_rises(lines, from, to, rise);
        rises[rise] = ratio > 0 ? ratio * usual_rises[MB_RISE_ASCENDER] : other[rise];
    }
}

static void size_line(const MbTypeLines *lines, MbTypeLine *line, const double *rises)
{
    g_autoptr(GArray) sizes = g_array_new(FALSE, FALSE, sizeof(MbWeighed));
    for (guint i = line->first; i < line->first + line->count; i++) {
        MbTypeWord *word = mb_type_word(lines, i);
        word->size = word->rise && word->height > 0 ? word->height / rises[word->rise] : 0;
        const MbWeighed size = {word->size, (double)word->length};
        if (word->size > 0)
            g_array_append_val(sizes, size);
    }
    line->size = mb_weighed_median(sizes);
}

static void size_lines(MbTypeLines *lines)
{
    double whole[MB_RISES] = {0}, own[MB_RISES] = {0};
    find_rises(lines, 0, lines->lines->len, usual_rises, whole);
    for (guint from = 0, to; from < lines->lines->len; from = to) {
        for (to = from; to < lines->lines->len && mb_type_line(lines, to)->page == mb_type_line(lines, from)->page; to++)
            ;
        find_rises(lines, from, to, whole, own);
        for (guint i = from; i < to; i++)
            size_line(lines, mb_type_line(lines, i), own);
    }
}

/* The nearest of the sizes; the size itself when there are none. */
static double snap(const GArray *sizes, double size)
{
    double best = size, least = G_MAXDOUBLE;
    for (guint i = 0; i < sizes->len && size > 0; i++) {
        const double other = g_array_index(sizes, double, i), apart = fabs(log(other / size));
        if (apart < least) {
            least = apart;
            best = other;
        }
    }
    return best;
}

/* The document's sizes, double: the heaviest stretch of sizes is one, then the heaviest of the rest; what is left beside one joins it. */
static GArray *find_sizes(const MbTypeLines *lines)
{
    GArray *found = g_array_new(FALSE, FALSE, sizeof(double));
    g_autoptr(GArray) rest = g_array_new(FALSE, FALSE, sizeof(MbWeighed));
    for (guint i = 0; i < lines->lines->len; i++) {
        const MbTypeLine *line = mb_type_line(lines, i);
        const MbWeighed size = {line->size, (double)line->length};
        if (line->size > 0)
            g_array_append_val(rest, size);
    }
    while (rest->len) {
        guint from, to;
        const double size = mb_weighed_mode(rest, ONE_SIZE, &from, &to);
        if (!found->len || fabs(snap(found, size) / size - 1) > ONE_SIZE)
            g_array_append_val(found, size);
        g_array_remove_range(rest, from, to - from);
    }
    return found;
}

void mb_type_lines_size(MbTypeLines *lines)
{
    size_lines(lines);
    g_autoptr(GArray) sizes = find_sizes(lines);
    for (guint i = 0; i < lines->lines->len; i++) {
        MbTypeLine *line = mb_type_line(lines, i);
        line->size = snap(sizes, line->size);
        for (guint k = line->first; k < line->first + line->count; k++) {
            MbTypeWord *word = mb_type_word(lines, k);
            const bool is_aside = word->size > 0 && fabs(word->size / line->size - 1) > ASIDE &&
                                  (word->length >= LEAST_ASIDE || word->size < line->size);
            word->size = is_aside ? snap(sizes, word->size) : line->size;
        }
    }
}
