#include "slides.h"

#include <math.h>
#include <string.h>

/* Aspect ratios of presentation programs (PowerPoint, Impress, Keynote): 4:3 and 16:9; 16:10 too. */
static const double aspects[] = {4.0 / 3, 16.0 / 9, 16.0 / 10};
#define BIG_TYPE 0.024 /* of the page height: 13 points on a slide 540 high; A4 landscape text is below 0.021 */

/* Whether drawn lines stand on both sides of a word: it is in a cell. */
static bool is_in_cell(const MbPage *page, MbBox word)
{
    const double y = (word.y0 + word.y1) / 2;
    bool is_left = false, is_right = false;
    for (guint i = 0; i < page->rules->len && !(is_left && is_right); i++) {
        const MbRule *rule = &g_array_index(page->rules, MbRule, i);
        if (!rule->vertical || rule->box.y0 > y || rule->box.y1 < y)
            continue;
        is_left |= rule->box.x1 <= word.x0 + 1;
        is_right |= rule->box.x0 >= word.x1 - 1;
    }
    return is_left && is_right;
}

/* The mean type size of what is seen and has a known type, without tables that were read; the number of its words is given back. */
static double mean_size(const MbPage *page, guint *words)
{
    double total = 0;
    *words = 0;
    for (guint i = 0; i < page->words->len; i++) {
        const MbWord *word = mb_page_word(page, i);
        if (word->hidden || !mb_frame_has_type(word) || !(word->size > 0) ||
            (word->origin == MB_ORIGIN_OCR && is_in_cell(page, word->box)))
            continue;
        total += word->size;
        ++*words;
    }
    return *words ? total / *words : 0;
}

bool mb_slide_is_page(const MbPage *page)
{
    if (page->is_flowed || page->width <= page->height * 1.1)
        return false;
    for (guint i = 0; i < G_N_ELEMENTS(aspects); i++)
        if (fabs(page->width / page->height - aspects[i]) < 0.01)
            return true;
    guint words;
    double size = mean_size(page, &words);
    return words && size >= BIG_TYPE * page->height;
}

static bool is_upper_half(const MbFrame *frame, const MbLine *line)
{
    return line->baseline < 0.5 * frame->height;
}

/* The line whose type is largest; of equals the first. Words alone count: a lone figure in huge type is no title. */
static gint find_largest(const MbFrame *frame)
{
    gint best = -1;
    for (guint i = 0; i < frame->lines->len; i++) {
        const MbLine *line = mb_frame_line(frame, i);
        if (mb_frame_word(frame, line->first)->block)
            continue;
        g_autofree char *text = mb_frame_dup_line_text(frame, line);
        bool has_letter = false;
        for (const char *at = text; *at && !has_letter; at = g_utf8_next_char(at))
            has_letter = g_unichar_isalpha(g_utf8_get_char(at));
        if (has_letter && (best < 0 || line->size > mb_frame_line(frame, (guint)best)->size * 1.05))
            best = (gint)i;
    }
    return best;
}

static bool is_same_style(const MbLine *a, const MbLine *b)
{
    return fabs(a->size - b->size) <= 0.06 * MAX(a->size, b->size) && (a->bold > 0.5) == (b->bold > 0.5);
}

/* Whether a title of this style stands out: larger or bolder than all that follows, or alone on its slide. */
static bool stands_out(const MbFrame *frame, guint first, guint end)
{
    const MbLine *title = mb_frame_line(frame, first);
    bool is_alone = true;
    for (guint i = 0; i < frame->lines->len; i++) {
        const MbLine *line = mb_frame_line(frame, i);
        if ((i >= first && i < end) || mb_frame_word(frame, line->first)->block)
            continue;
        is_alone = false;
        if (is_same_style(title, line))
            return false;
    }
    return is_alone || is_upper_half(frame, title);
}

bool mb_slide_find_title(const MbFrame *frame, guint *first, guint *count)
{
    gint at = find_largest(frame);
    if (at < 0)
        return false;
    guint end = (guint)at + 1;
    const MbLine *line = mb_frame_line(frame, (guint)at);
    while (end < frame->lines->len) {
        const MbLine *next = mb_frame_line(frame, end), *last = mb_frame_line(frame, end - 1);
        if (mb_frame_word(frame, next->first)->block || !is_same_style(line, next) || next->baseline - last->baseline > 1.5 * line->size)
            break;
        end++;
    }
    if (end - (guint)at > 4 || !stands_out(frame, (guint)at, end))
        return false;
    *first = (guint)at;
    *count = end - (guint)at;
    return true;
}
