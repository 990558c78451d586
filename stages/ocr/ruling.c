/* Rules of a scanned page: drawn lines and sides of shades, found in its picture; underlines belong to their words. */
#include "ruling.h"

#include "image/prepare.h"

#include <math.h>
#include <stdlib.h>

/* Pixels of a 72-dpi picture: points. */
enum {
    NEAR_WORD = 1, /* edges of letters lie in their word's box, or this far off it */
    NEAR_EDGE = 2, /* the same for an edge that is no line */
    UNDERLINE_END = 5 /* a line that begins and ends this close to words is their underline, no rule */
};

/*
 * More than these shares of an edge along words: it is theirs. Short upright
 * ones are stems of letters that stand one above the other: two of them span
 * three lines of text at most, and the space between the lines is free.
 */
static const double OWNED = 0.45, OWNED_STEMS = 0.12;
static const double SURE = 0.3;
static const int STEMS = 45;

/* A word's box in pixels of the small picture. */
static MbBox scale_box(const MbReadWord *word, double scale)
{
    return (MbBox){word->box.x0 * scale, word->box.y0 * scale, word->box.x1 * scale, word->box.y1 * scale};
}

/* The share of a bar that runs through words or along their edges. */
static double measure_owned(const MbBar *bar, const GArray *words, double scale)
{
    const MbPixelBox b = bar->box;
    const int near = bar->thickness > 0 || bar->vertical ? NEAR_WORD : NEAR_EDGE;
    const double at = bar->vertical ? b.x0 : b.y0, from = bar->vertical ? b.y0 : b.x0, to = bar->vertical ? b.y1 : b.x1;
    double owned = 0;
    for (guint i = 0; i < words->len; i++) {
        const MbReadWord *word = &g_array_index(words, MbReadWord, i);
        const MbBox box = scale_box(word, scale);
        if (word->conf < SURE) /* rules are read as strokes of letters, and doubted */
            continue;
        const double low = bar->vertical ? box.x0 : box.y0, high = bar->vertical ? box.x1 : box.y1;
        const double first = bar->vertical ? box.y0 : box.x0, last = bar->vertical ? box.y1 : box.x1;
        if (at >= low - near - 1 && at <= high + near)
            owned += MAX(0, MIN(last, to) - MAX(first, from));
    }
    return owned / MAX(1, to - from);
}

static bool is_of_words(const MbBar *bar, const GArray *words, double scale)
{
    const bool are_stems = bar->vertical && (bar->thickness <= 0 || mb_pixel_box_height(bar->box) < STEMS);
    return measure_owned(bar, words, scale) > (are_stems ? OWNED_STEMS : OWNED);
}

/* Whether a line runs where a word is underlined: by the laws of rules.c. */
static bool is_under(const MbReadWord *word, double y, double scale)
{
    return y >= word->baseline_px * scale - 0.5 && y <= (word->baseline_px + 0.3 * word->size_px) * scale;
}

/* Marks the words that stand on a dark line; says whether the line begins and ends with them. */
static bool mark_underlined(const MbBar *bar, GArray *words, double scale)
{
    const double y = bar->box.y0 + 0.5;
    double x0 = G_MAXDOUBLE, x1 = -G_MAXDOUBLE;
    for (guint i = 0; !bar->vertical && bar->thickness > 0 && i < words->len; i++) {
        MbReadWord *word = &g_array_index(words, MbReadWord, i);
        const MbBox box = scale_box(word, scale);
        if (!is_under(word, y, scale) || MIN(box.x1, bar->box.x1) - MAX(box.x0, bar->box.x0) < 0.7 * mb_box_width(box))
            continue;
        x0 = MIN(x0, box.x0);
        x1 = MAX(x1, box.x1);
    }
    const bool is_underline = fabs(x0 - bar->box.x0) <= UNDERLINE_END && fabs(x1 - bar->box.x1) <= UNDERLINE_END;
    for (guint i = 0; is_underline && i < words->len; i++) {
        MbReadWord *word = &g_array_index(words, MbReadWord, i);
        const MbBox box = scale_box(word, scale);
        word->underlined |= is_under(word, y, scale) && box.x0 >= x0 && box.x1 <= x1;
    }
    return is_underline;
}

static MbRule place_rule(const MbBar *bar, int region, MbBox box, int turn)
{
    MbRule rule = {.box = mb_ocr_place_box(bar->box, box, 72, turn), .vertical = bar->vertical != (turn % 2 == 1), .region = region};
    mb_rule_narrow(&rule, bar->thickness);
    return rule;
}

void mb_ocr_append_ruling(MbOcrPage *at, int region, const MbPicture *small, GArray *words, double dpi, int turn)
{
    const MbBox box = mb_page_region(at->page, (guint)region)->box;
    const double scale = 72 / dpi;
    g_autoptr(GArray) bars = mb_picture_find_ruling(small);
    mb_ocr_drop_rules(at, box);
    for (guint i = 0; i < bars->len; i++) {
        const MbBar *bar = &g_array_index(bars, MbBar, i);
        if (mark_underlined(bar, words, scale) || is_of_words(bar, words, scale))
            continue;
        const MbRule rule = place_rule(bar, region, box, turn);
        g_array_append_val(at->page->rules, rule);
    }
}
