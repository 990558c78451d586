/* Whether text might be hidden: by what it stands on, by what is painted over it. */
#include "drawing.h"

#include <stdlib.h>

#define NEAR 40         /* of 255 in each channel: inks of print are known as roughly as that */
#define SHAPE_LEAST 4.0 /* points: smaller shapes hide no word */
#define LOOKS 4000000   /* words compared with shapes, at most */

static bool is_near(guint32 a, guint32 b)
{
    for (int shift = 0; shift < 24; shift += 8)
        if (abs((int)(a >> shift & 255) - (int)(b >> shift & 255)) > NEAR)
            return false;
    return true;
}

static GArray *find_shapes(const MbContent *content)
{
    GArray *shapes = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < content->paints->len; i++) {
        const MbPaint *paint = &g_array_index(content->paints, MbPaint, i);
        if (paint->kind == MB_PAINT_SHAPE && mb_box_width(paint->box) >= SHAPE_LEAST && mb_box_height(paint->box) >= SHAPE_LEAST)
            g_array_append_val(shapes, i);
    }
    return shapes;
}

/* Of the shapes under a word's middle, one over it or of its own colour. */
static bool is_on_bad_shape(const MbContent *content, const GArray *shapes, const MbWord *word, guint order)
{
    for (guint i = 0; i < shapes->len; i++) {
        guint at = g_array_index(shapes, guint, i);
        const MbPaint *paint = &g_array_index(content->paints, MbPaint, at);
        if (mb_box_has_centre(paint->box, word->box) && (at >= order || is_near(word->colour, paint->colour)))
            return true;
    }
    return false;
}

/* A point of a word: a share of its width and the middle of its height, where it has ink. */
static const char *judge_point(const MbContent *content, const MbGround *ground, const MbWord *word, double share, guint order)
{
    double x = word->box.x0 + share * mb_box_width(word->box), y = (word->box.y0 + word->box.y1) / 2;
    gsize cell = (gsize)mb_ground_find(ground->y, y) * ground->columns + mb_ground_find(ground->x, x);
    guint paint = ground->paints[cell];
    if (paint != MB_GROUND_PAPER && paint >= order) {
        MbBox box = g_array_index(content->paints, MbPaint, paint).box;
        if (MIN(mb_box_width(box), mb_box_height(box)) >= 0.3 * word->size) /* a line through or under it hides no word */
            return "text under what is painted later";
    }
    if (ground->colours[cell] == MB_GROUND_PICTURE)
        return "text on a picture";
    return is_near(word->colour, ground->colours[cell]) ? "text in the colour of its ground" : NULL;
}

static const char *judge_word(const MbContent *content, const MbGround *ground, const GArray *shapes, const MbWord *word, guint index)
{
    const MbMark *mark = index ? &g_array_index(content->marks, MbMark, index - 1) : NULL;
    guint order = mark ? mark->paint : 0;
    if (mark && (mark->is_odd || !mb_box_has_centre(mark->clip, word->box)))
        return "text that is cut, outlined or faint";
    for (int i = 1; i <= 3; i++) {
        const char *doubt = judge_point(content, ground, word, i * 0.25, order);
        if (doubt)
            return doubt;
    }
    return is_on_bad_shape(content, shapes, word, order) ? "text on or under a shape" : NULL;
}

const char *mb_drawing_find_doubt(const MbContent *content, const MbGround *ground, const MbPage *page, const GArray *marks)
{
    g_autoptr(GArray) shapes = find_shapes(content);
    guint seen = 0;
    if ((gsize)shapes->len * page->words->len > LOOKS)
        return "a drawing of many shapes";
    for (guint i = 0; i < page->words->len; i++) {
        const MbWord *word = mb_page_word(page, i);
        if (word->hidden != MB_HIDDEN_NOT || mb_box_is_empty(word->box))
            continue;
        seen++;
        const char *doubt = judge_word(content, ground, shapes, word, g_array_index(marks, guint, i));
        if (doubt)
            return doubt;
    }
    return !seen && content->has_ink ? "ink without text" : NULL;
}
