/* Bold type: stems that are wide for their size against the body's. */
#include "lines.h"

#include <math.h>

/*
 * Stems in type sizes: Arial 0.092 and bold 0.137, Calibri 0.085 and 0.123,
 * Times 0.08 and 0.13; light faces 0.06. A bold face has 1.4 to 1.6 times the
 * stems of its plain one; copies of copies grow darker page by page.
 */
#define BOLDER 1.22
#define SURELY_BOLDER 1.36 /* of a word that stands alone: 2 of 5000 plain words on a made scan came to 1.27, no bold one under 1.5 */
#define ONE_WEIGHT 0.12    /* width of the stretch of one weight */
#define HEAVY 0.118        /* a text of such stems is bold unless a page is dark throughout */
#define MUCH 0.1           /* share of a page's or document's text that makes a weight one of its own */
#define DARKER 1.16        /* a page whose text is so much heavier than the document's, without any of that, is a dark copy */
#define LEAST_TEXT 300     /* bytes that show a page's own weight */
#define LEAST_LENGTH 3     /* bytes of a word whose stems count */

/* The stems of the words of lines [from, to), in type sizes, weighed by their length. */
static GArray *list_stems(const MbTypeLines *lines, guint from, guint to)
{
    GArray *stems = g_array_new(FALSE, FALSE, sizeof(MbWeighed));
    for (guint i = from; i < to; i++) {
        const MbTypeLine *line = mb_type_line(lines, i);
        for (guint k = line->first; k < line->first + line->count; k++) {
            const MbTypeWord *word = mb_type_word(lines, k);
            const MbWeighed stem = {word->size > 0 ? word->stroke / word->size : 0, (double)word->length};
            if (stem.value > 0 && word->length >= LEAST_LENGTH)
                g_array_append_val(stems, stem);
        }
    }
    return stems;
}

/* The share of the weight that lies in [low, high). */
static double measure_share(const GArray *stems, double low, double high)
{
    double inside = 0, all = 0;
    for (guint i = 0; i < stems->len; i++) {
        const MbWeighed *stem = &g_array_index(stems, MbWeighed, i);
        all += stem->weight;
        inside += stem->value >= low && stem->value < high ? stem->weight : 0;
    }
    return all > 0 ? inside / all : 0;
}

static double measure_text(const GArray *stems)
{
    double all = 0;
    for (guint i = 0; i < stems->len; i++)
        all += g_array_index(stems, MbWeighed, i).weight;
    return all;
}

/* The commonest stem; where that is heavy and much of the text is lighter by a bold's measure, the commonest of that. */
static double find_plain(GArray *stems)
{
    const double mode = mb_weighed_mode(stems, ONE_WEIGHT, NULL, NULL);
    if (mode < HEAVY || measure_share(stems, 0.03, mode / BOLDER) < MUCH)
        return mode;
    g_autoptr(GArray) light = g_array_new(FALSE, FALSE, sizeof(MbWeighed));
    for (guint i = 0; i < stems->len; i++)
        if (g_array_index(stems, MbWeighed, i).value < mode / BOLDER)
            g_array_append_val(light, g_array_index(stems, MbWeighed, i));
    return mb_weighed_mode(light, ONE_WEIGHT, NULL, NULL);
}

/* The plain stem of a page: its own where it has text enough, unless that is the bold of the document's. */
static double find_plain_of_page(const MbTypeLines *lines, guint from, guint to, double whole)
{
    g_autoptr(GArray) stems = list_stems(lines, from, to);
    if (measure_text(stems) < LEAST_TEXT)
        return whole;
    const double own = find_plain(stems);
    const bool is_bold = own > DARKER * whole && measure_share(stems, whole / DARKER, whole * (1 + ONE_WEIGHT / 2)) >= MUCH / 2;
    return is_bold ? whole : own;
}

/* Whether a word is bold, by a measure; 0 and 1, or -1 where its stems do not tell. */
static int judge_word(const MbTypeWord *word, double plain, double bolder)
{
    if (!(word->stroke > 0) || !(word->size > 0) || !(plain > 0) || word->length < LEAST_LENGTH)
        return -1;
    return word->stroke / word->size > bolder * plain;
}

/* A bold word alone among plain ones must be surely so: of a short word's few stems one may be spoilt. */
static bool is_lone(const int *judged, guint count, guint i)
{
    const bool has_before = i > 0 && judged[i - 1] > 0, has_after = i + 1 < count && judged[i + 1] > 0;
    return count > 1 && !has_before && !has_after;
}

/* The judgement of the nearest word of the line that has one; plain where none has. */
static gboolean ask_nearest(const int *judged, guint count, guint i)
{
    for (guint away = 0; away < count; away++) {
        if (away <= i && judged[i - away] >= 0)
            return judged[i - away];
        if (i + away < count && judged[i + away] >= 0)
            return judged[i + away];
    }
    return FALSE;
}

static void weigh_line(const MbTypeLines *lines, const MbTypeLine *line, double plain, GArray *bold)
{
    g_autofree int *judged = g_new(int, line->count);
    for (guint i = 0; i < line->count; i++)
        judged[i] = judge_word(mb_type_word(lines, line->first + i), plain, BOLDER);
    for (guint i = 0; i < line->count; i++)
        if (judged[i] > 0 && is_lone(judged, line->count, i))
            judged[i] = judge_word(mb_type_word(lines, line->first + i), plain, SURELY_BOLDER);
    for (guint i = 0; i < line->count; i++) {
        const gboolean is_bold = ask_nearest(judged, line->count, i);
        g_array_append_val(bold, is_bold);
    }
}

GArray *mb_type_lines_weigh(const MbTypeLines *lines)
{
    GArray *bold = g_array_sized_new(FALSE, FALSE, sizeof(gboolean), lines->words->len);
    g_autoptr(GArray) stems = list_stems(lines, 0, lines->lines->len);
    const double whole = find_plain(stems);
    for (guint from = 0, to; from < lines->lines->len; from = to) {
        for (to = from; to < lines->lines->len && mb_type_line(lines, to)->page == mb_type_line(lines, from)->page; to++)
            ;
        const double plain = find_plain_of_page(lines, from, to, whole);
        for (guint i = from; i < to; i++)
            weigh_line(lines, mb_type_line(lines, i), plain, bold);
    }
    return bold;
}
