/* Which mark of the content a word came from, by place: Poppler gives words without their origin. */
#include "private.h"

#include <math.h>

#define ACROSS 0.35    /* of the font size: how far a baseline may lie from its estimate, superscripts aside */
#define AHEAD 0.25     /* of the font size: how far a word may begin before its mark, for rounding */
#define SAME 0.3       /* of the font size: marks that are closer than this lie on top of each other */
#define BAND_LIMIT 4000 /* marks compared with one word; the page with most has 400 in all */

/* A mark by the line that it stands on. */
typedef struct {
    double across, along;
    int turn;
    guint mark;
} Place;

static double along(int turn, double x, double y)
{
    return turn == 0 ? x : turn == 1 ? y : turn == 2 ? -x : -y;
}

static int compare_places(gconstpointer a, gconstpointer b)
{
    const Place *p = a, *q = b;
    if (p->turn != q->turn)
        return p->turn - q->turn;
    if (p->across != q->across)
        return p->across < q->across ? -1 : 1;
    return p->mark < q->mark ? -1 : p->mark > q->mark;
}

static GArray *sort_marks(const MbContent *content)
{
    GArray *places = g_array_sized_new(FALSE, FALSE, sizeof(Place), content->marks->len);
    for (guint i = 0; i < content->marks->len; i++) {
        const MbMark *mark = &g_array_index(content->marks, MbMark, i);
        Place place = {mark->turn % 2 ? mark->x : mark->y, along(mark->turn, mark->x, mark->y), mark->turn, i};
        if (mark->placed && mark->shown != MB_SWITCHED_OFF) /* Poppler gives no words for what is switched off */
            g_array_append_val(places, place);
    }
    g_array_sort(places, compare_places);
    return places;
}

/* The first place at or after (turn, across). */
static guint find_first(const GArray *places, int turn, double across)
{
    guint low = 0, high = places->len;
    while (low < high) {
        guint middle = (low + high) / 2;
        const Place *p = &g_array_index(places, Place, middle);
        if (p->turn < turn || (p->turn == turn && p->across < across))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/*
 * The mark that a word belongs to: the last one before it on its line; of several on top of each other one that is seen.
 *
 * is_sure: out; whether nothing that is seen begins on that line before the word, or the word begins at the mark itself.
 */
static const MbMark *find_mark(const MbContent *content, const GArray *places, const MbWord *word, bool *is_sure)
{
    double size = MAX(word->size, 1), start = along(word->turn, word->turn == 2 ? word->box.x1 : word->box.x0,
                                                    word->turn == 3 ? word->box.y1 : word->box.y0);
    const MbMark *best = NULL;
    double best_along = 0;
    bool all_invisible = true;
    guint from = find_first(places, word->turn, word->baseline - ACROSS * size);
    for (guint i = from; i < places->len && i - from < BAND_LIMIT; i++) {
        const Place *p = &g_array_index(places, Place, i);
        if (p->turn != word->turn || p->across > word->baseline + ACROSS * size)
            break;
        if (p->along > start + AHEAD * size)
            continue;
        const MbMark *mark = &g_array_index(content->marks, MbMark, p->mark);
        all_invisible = all_invisible && mark->invisible;
        bool is_near = best && fabs(p->along - best_along) < SAME * size;
        if (!best || (is_near ? best->invisible || !mark->invisible : p->along > best_along)) {
            best_along = best ? MAX(best_along, p->along) : p->along;
            best = mark;
        }
    }
    *is_sure = all_invisible || start - best_along < SAME * size;
    return best;
}

static MbHidden hide_by_mark(const MbMark *mark, bool is_sure)
{
    if (mark->invisible && is_sure)
        return MB_HIDDEN_INVISIBLE;
    if (mark->is_masked)
        return MB_HIDDEN_COVERED;
    return mark->shown >= MB_NOT_ON_SCREEN ? MB_HIDDEN_LAYER : MB_HIDDEN_NOT;
}

GArray *mb_pdf_assign_marks(const MbContent *content, MbPage *page, GArray **marks)
{
    GArray *owners = g_array_sized_new(FALSE, FALSE, sizeof(int32_t), page->words->len);
    *marks = g_array_sized_new(FALSE, FALSE, sizeof(guint), page->words->len);
    g_autoptr(GArray) places = sort_marks(content);
    for (guint i = 0; i < page->words->len; i++) {
        MbWord *word = mb_page_word(page, i);
        bool is_sure = false;
        const MbMark *mark = find_mark(content, places, word, &is_sure);
        int32_t owner = !mark ? MB_OWNER_NONE : mark->artifact ? MB_OWNER_ARTIFACT : mark->mcid >= 0 ? mark->mcid : MB_OWNER_NONE;
        guint index = mark ? (guint)(mark - (const MbMark *)(void *)content->marks->data) + 1 : 0;
        g_array_append_val(owners, owner);
        g_array_append_val(*marks, index);
        if (mark && !word->hidden)
            word->hidden = hide_by_mark(mark, is_sure);
    }
    return owners;
}
