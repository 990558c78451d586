/* Rules, shades and underlines from the 72-dpi look. */
#include "ocr.h"

#include "base/limits.h"

#include <math.h>
#include <string.h>

/* Words that extract already found hidden own nothing: what shows there is not theirs. */
bool mb_ocr_own_pixels(MbOcrPage *at)
{
    if (at->owners)
        return true;
    at->columns = (int)ceil(at->page->width);
    at->rows = (int)ceil(at->page->height);
    if ((gint64)at->columns * at->rows > MB_LIMIT_PIXELS)
        return false;
    at->owners = g_try_new0(guint32, (gsize)at->columns * at->rows);
    if (!at->owners)
        return false;
    for (guint i = 0; i < at->page->words->len; i++) {
        const MbWord *word = mb_page_word(at->page, i);
        if (word->hidden != MB_HIDDEN_NOT)
            continue;
        const int x0 = CLAMP(floor(word->box.x0), 0, at->columns), x1 = CLAMP(ceil(word->box.x1), 0, at->columns);
        const int y0 = CLAMP(floor(word->box.y0), 0, at->rows), y1 = CLAMP(ceil(word->box.y1), 0, at->rows);
        for (int y = y0; y < y1; y++)
            for (int x = x0; x < x1; x++)
                at->owners[(gsize)y * at->columns + x] = i + 1;
    }
    return true;
}

/* The word, by index + 1, that owns a place; 0 none. */
static guint32 owner_at(const MbOcrPage *at, int x, int y)
{
    return at->owners[(gsize)CLAMP(y, 0, at->rows - 1) * at->columns + CLAMP(x, 0, at->columns - 1)];
}

/* The share of a line's pixels that lie in words' boxes. */
static double measure_owned(const MbOcrPage *at, const MbBar *line)
{
    const int mid_x = (line->box.x0 + line->box.x1) / 2, mid_y = (line->box.y0 + line->box.y1) / 2;
    const int from = line->vertical ? line->box.y0 : line->box.x0, to = line->vertical ? line->box.y1 : line->box.x1;
    int owned = 0;
    for (int i = from; i < to; i++)
        owned += owner_at(at, line->vertical ? mid_x : i, line->vertical ? i : mid_y) != 0;
    return (double)owned / MAX(1, to - from);
}

/*
 * Whether a horizontal line runs where a word is underlined: from just over the
 * baseline to 0.3 of the size under it (fonts put it 0.1 to 0.2 under it; the
 * border of a table cell is further down).
 */
static bool is_under(const MbWord *word, double y)
{
    return word->turn == 0 && y >= word->baseline - 0.5 && y <= word->baseline + 0.3 * word->size;
}

/*
 * Marks the words that stand on a line.
 *
 * Returns whether the line begins and ends with them: then it is no rule of the
 * page, but their underline.
 */
static bool mark_underlined(MbOcrPage *at, const MbBar *line)
{
    const double y = (line->box.y0 + line->box.y1) / 2.0;
    guint32 last = 0;
    double x0 = G_MAXDOUBLE, x1 = -G_MAXDOUBLE;
    for (int x = line->box.x0; x < line->box.x1; x++) {
        const guint32 owner = owner_at(at, x, (int)y);
        if (owner == 0 || owner == last)
            continue;
        last = owner;
        MbWord *word = mb_page_word(at->page, owner - 1);
        const double share = MIN(word->box.x1, line->box.x1) - MAX(word->box.x0, line->box.x0);
        if (!is_under(word, y) || share < 0.7 * mb_box_width(word->box))
            continue;
        word->underlined = true;
        x0 = MIN(x0, word->box.x0);
        x1 = MAX(x1, word->box.x1);
    }
    return fabs(x0 - line->box.x0) <= 4 && fabs(x1 - line->box.x1) <= 4;
}

/* Strokes of large letters lie in words' boxes; longer ones than 60 points are drawn lines all the same. */
static bool is_stroke(const MbOcrPage *at, const MbBar *line)
{
    const int length = line->vertical ? mb_pixel_box_height(line->box) : mb_pixel_box_width(line->box);
    return length < 60 && measure_owned(at, line) > 0.9;
}

static void append_rule(MbPage *page, const MbBar *line)
{
    MbRule rule = {.box = {line->box.x0, line->box.y0, line->box.x1, line->box.y1},
                   .vertical = line->vertical, .colour = line->colour, .region = -1};
    mb_rule_narrow(&rule, line->thickness);
    g_array_append_val(page->rules, rule);
}

/* Whether an edge is the side of a rule that was found already. */
static bool is_side(const MbPage *page, const MbRule *edge)
{
    const double place = edge->vertical ? edge->box.x0 : edge->box.y0;
    const double from = edge->vertical ? edge->box.y0 : edge->box.x0, to = edge->vertical ? edge->box.y1 : edge->box.x1;
    for (guint i = 0; i < page->rules->len; i++) {
        const MbRule *rule = &g_array_index(page->rules, MbRule, i);
        if (rule->vertical != edge->vertical)
            continue;
        const double x0 = rule->vertical ? rule->box.y0 : rule->box.x0, x1 = rule->vertical ? rule->box.y1 : rule->box.x1;
        const double y0 = rule->vertical ? rule->box.x0 : rule->box.y0, y1 = rule->vertical ? rule->box.x1 : rule->box.y1;
        if (place >= y0 - 2 && place <= y1 + 2 && from >= x0 - 3 && to <= x1 + 3)
            return true;
    }
    return false;
}

static bool is_in_image(const MbPage *page, MbBox box)
{
    for (guint i = 0; i < page->images->len; i++)
        if (mb_box_has_centre(g_array_index(page->images, MbImage, i).box, box))
            return true;
    return false;
}

/*
 * Sides of shaded cells part them as rules do: they become rules without
 * thickness. Edges of letters run inside words' boxes.
 */
static void append_edges(MbOcrPage *at)
{
    g_autoptr(GArray) edges = mb_picture_find_edges(at->look);
    for (guint i = 0; i < edges->len; i++) {
        const MbBar *edge = &g_array_index(edges, MbBar, i);
        MbRule rule = {.box = {edge->box.x0, edge->box.y0, edge->box.x1, edge->box.y1}, .vertical = edge->vertical, .region = -1};
        if (edge->vertical)
            rule.box.x0 = rule.box.x1 = rule.box.x0 + 0.5;
        else
            rule.box.y0 = rule.box.y1 = rule.box.y0 + 0.5;
        if (measure_owned(at, edge) <= 0.5 && !is_in_image(at->page, rule.box) && !is_side(at->page, &rule))
            g_array_append_val(at->page->rules, rule);
    }
}

void mb_ocr_drop_rules(MbOcrPage *at, MbBox box)
{
    GArray *rules = at->page->rules, *shades = at->page->shades;
    guint kept = 0;
    for (guint i = 0; i < rules->len; i++) {
        const MbRule rule = g_array_index(rules, MbRule, i);
        if (rule.region >= 0 || !mb_box_has_centre(box, rule.box))
            g_array_index(rules, MbRule, kept++) = rule;
    }
    g_array_set_size(rules, kept);
    kept = 0;
    for (guint i = 0; i < shades->len; i++) {
        const MbShade shade = g_array_index(shades, MbShade, i);
        if (!mb_box_has_centre(box, shade.box) || mb_box_share(shade.box, box) < 0.9)
            g_array_index(shades, MbShade, kept++) = shade;
    }
    g_array_set_size(shades, kept);
}

void mb_ocr_look_for_rules(MbOcrPage *at)
{
    g_autoptr(GArray) lines = NULL, shades = NULL;
    mb_picture_find_bars(at->look, &lines, &shades);
    for (guint i = 0; i < lines->len; i++) {
        const MbBar *line = &g_array_index(lines, MbBar, i);
        if (!line->vertical && mark_underlined(at, line))
            continue;
        if (!is_stroke(at, line))
            append_rule(at->page, line);
    }
    append_edges(at);
    for (guint i = 0; i < shades->len; i++) {
        const MbBar *bar = &g_array_index(shades, MbBar, i);
        const MbShade shade = {{bar->box.x0, bar->box.y0, bar->box.x1, bar->box.y1}, bar->colour};
        g_array_append_val(at->page->shades, shade);
    }
}
