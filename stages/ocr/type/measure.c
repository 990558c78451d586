/* Heights of letters and widths of their stems, from the pixels of words. */
#include "type.h"

#include "reader/reader.h"

#include <math.h>
#include <string.h>

/* Where stems are crossed, in type sizes over the baseline: letters of every height have stems and bowls there. */
#define BAND_TOP 0.40
#define BAND_FOOT 0.10

#define EDGE 0.12     /* of the ink's darkness: where a stroke begins and ends */
#define CORE 0.45     /* of a stroke's darkest pixel */
#define INK 0.25      /* of a pixel that counts as a letter's edge */
#define LEAST_ROW 0.7 /* ink in a row of letters, pixels: less is noise */
#define DOT_GAP 0.16  /* sizes: between an i and its dot; what lies further off is a border or a speck */
#define RULE 0.92     /* share of a row: letters leave more free */
#define TAKEN 0.4     /* share of a word's strokes thinner than the one that is taken: bars and touching letters are wide */

enum {
    MOST_ROWS = 8,     /* evenly spread over the band */
    LEAST_STROKES = 3, /* a row; fewer say nothing */
    LEAST_CONTRAST = 40,
    SAME_INK = 70 /* lumas: thin stems of small print do not reach the ink's own darkness */
};

typedef struct {
    int ground, ink; /* lumas */
} Tones;

/* One word under work. */
typedef struct {
    const MbPicture *grey;
    MbPixelBox box; /* on the picture */
    double baseline, size;
    Tones tones;
} Sample;

/* What stands where in a word, pixels of the picture; foot 0 where its letters hang below the line. */
typedef struct {
    double top, foot;
} Reach;

/* The lumas that 1 in 20 pixels of a box reach at the dark end, and 1 in 5 at the light end. */
static Tones find_tones(const MbPicture *grey, MbPixelBox box)
{
    guint counts[256] = {0}, all = 0, below = 0;
    for (int y = box.y0; y < box.y1; y++)
        for (int x = box.x0; x < box.x1; x++, all++)
            counts[grey->pixels[(gsize)y * grey->stride + x]]++;
    Tones tones = {255, -1};
    for (int luma = 0; luma < 256; luma++) {
        below += counts[luma];
        if (tones.ink < 0 && below * 20 > all)
            tones.ink = luma;
        if (below * 5 > all * 4) {
            tones.ground = luma;
            break;
        }
    }
    return tones;
}

static double darkness(const Sample *sample, int x, int y)
{
    const double luma = sample->grey->pixels[(gsize)y * sample->grey->stride + x];
    return CLAMP((sample->tones.ground - luma) / (sample->tones.ground - sample->tones.ink), 0, 1);
}

/* Adds the widths of the strokes that a row of pixels crosses; a soft edge counts by its darkness. */
static void cross_row(const Sample *sample, int y, GArray *widths)
{
    double width = 0, darkest = 0;
    for (int x = sample->box.x0; x <= sample->box.x1; x++) {
        const double dark = x < sample->box.x1 ? darkness(sample, x, y) : 0;
        if (dark > EDGE) {
            width += dark;
            darkest = MAX(darkest, dark);
            continue;
        }
        if (darkest > CORE)
            g_array_append_val(widths, width);
        width = darkest = 0;
    }
}

static gint compare_widths(gconstpointer a, gconstpointer b)
{
    const double p = *(const double *)a, q = *(const double *)b;
    return (p > q) - (p < q);
}

static double measure_stroke(const Sample *sample)
{
    const int top = MAX(sample->box.y0, (int)lround(sample->baseline - BAND_TOP * sample->size));
    const int foot = MIN(sample->box.y1, (int)lround(sample->baseline - BAND_FOOT * sample->size));
    const int rows = MIN(MOST_ROWS, foot - top);
    g_autoptr(GArray) widths = g_array_new(FALSE, FALSE, sizeof(double));
    for (int i = 0; i < rows; i++)
        cross_row(sample, top + (2 * i + 1) * (foot - top) / (2 * rows), widths);
    if (rows <= 0 || widths->len * 2 < (guint)(LEAST_STROKES * rows))
        return 0;
    g_array_sort(widths, compare_widths);
    return g_array_index(widths, double, (guint)(TAKEN * widths->len));
}

/* The ink of a row in pixels; 0 for a rule, which no letter makes. */
static double measure_row(const Sample *sample, int y)
{
    double ink = 0;
    for (int x = sample->box.x0; x < sample->box.x1; x++) {
        const double dark = darkness(sample, x, y);
        ink += dark > INK ? dark : 0;
    }
    return ink > RULE * mb_pixel_box_width(sample->box) ? 0 : ink;
}

/*
 * Where the letters end, upwards (step -1) or downwards, from the middle of the
 * low letters; over the gap under a dot. The last row counts by its ink
 * against that of the row before.
 */
static double find_end(const Sample *sample, int step)
{
    const int limit = step < 0 ? sample->box.y0 - 1 : sample->box.y1;
    const int start = CLAMP((int)(sample->baseline - 0.25 * sample->size), sample->box.y0, sample->box.y1 - 1);
    int last = start, empty = 0;
    for (int y = start; y != limit && empty <= DOT_GAP * sample->size; y += step) {
        const bool has_ink = measure_row(sample, y) >= LEAST_ROW;
        empty = has_ink ? 0 : empty + 1;
        if (has_ink)
            last = y;
    }
    const double full = last == start ? 0 : measure_row(sample, last - step);
    const double share = full > 0 ? MIN(1, measure_row(sample, last) / full) : 1;
    return step < 0 ? last + 1 - share : last + share;
}

/* Whether all letters of a word stand on the line, so that its lower end is the line. */
static bool stands(const char *text)
{
    static const char standing[] = "0123456789abcdefhiklmnorstuvwxzABCDEFGHIKLMNOPRSTUVWXYZ";
    return strpbrk(text, standing) && strspn(text, "0123456789abcdefhiklmnorstuvwxzABCDEFGHIKLMNOPRSTUVWXYZ.:!?%&") == strlen(text);
}

static gint compare_inks(gconstpointer a, gconstpointer b)
{
    return *(const int *)a - *(const int *)b;
}

/* The luma of the page's ink: that of its word which is darker than nine in ten others. */
static int find_ink(const MbPicture *grey, const GArray *words)
{
    g_autoptr(GArray) inks = g_array_new(FALSE, FALSE, sizeof(int));
    for (guint i = 0; i < words->len; i++) {
        const int ink = find_tones(grey, mb_pixel_box_clip(g_array_index(words, MbReadWord, i).box, grey)).ink;
        if (ink >= 0)
            g_array_append_val(inks, ink);
    }
    g_array_sort(inks, compare_inks);
    return inks->len ? g_array_index(inks, int, inks->len / 10) : 0;
}

static Reach measure_word(const MbPicture *grey, MbReadWord *word, int ink)
{
    const MbPixelBox around = {word->box.x0 - 1, word->box.y0, word->box.x1 + 1, word->box.y1};
    Sample sample = {grey, mb_pixel_box_clip(around, grey), word->baseline_px, word->size_px, {0}};
    sample.tones = find_tones(grey, sample.box);
    if (sample.tones.ink - ink < SAME_INK)
        sample.tones.ink = MIN(sample.tones.ink, ink);
    if (sample.tones.ground - sample.tones.ink < LEAST_CONTRAST || sample.box.y1 <= sample.box.y0)
        return (Reach){0};
    word->stroke_px = measure_stroke(&sample);
    return (Reach){find_end(&sample, -1), stands(word->text) ? find_end(&sample, 1) : 0};
}

/* Where a word's letters stand: by its own foot, or that of the nearest word of the line whose foot tells. */
static double find_ground(const GArray *words, const Reach *reaches, guint i)
{
    const MbReadWord *word = &g_array_index(words, MbReadWord, i);
    for (guint away = 0; away < words->len; away++) {
        bool is_inside = false;
        for (int side = -1; side <= 1; side += 2) {
            const gint64 at = (gint64)i + side * (gint64)away;
            const MbReadWord *other = at >= 0 && at < words->len ? &g_array_index(words, MbReadWord, at) : NULL;
            if (!other || other->line != word->line)
                continue;
            is_inside = true;
            /* a line may lean by a little, or hold a raised word: the reader's own baseline tells how far */
            if (reaches[at].foot > 0 && fabs(reaches[at].foot - other->baseline_px) < 0.15 * other->size_px)
                return reaches[at].foot + word->baseline_px - other->baseline_px;
        }
        if (!is_inside)
            break;
    }
    return word->baseline_px;
}

void mb_ocr_measure_type(const MbPicture *grey, GArray *words)
{
    const int ink = find_ink(grey, words);
    g_autofree Reach *reaches = g_new0(Reach, words->len + 1);
    for (guint i = 0; i < words->len; i++)
        reaches[i] = measure_word(grey, &g_array_index(words, MbReadWord, i), ink);
    for (guint i = 0; i < words->len; i++)
        if (reaches[i].top > 0)
            g_array_index(words, MbReadWord, i).rise_px = find_ground(words, reaches, i) - reaches[i].top;
}
