#include "figures.h"

#include "charts.h"

#include <math.h>

/* Shares of the page area. A logo on a letter is 0.5 to 2 %; a background covers nearly all. */
#define LEAST_AREA 0.02
#define MOST_AREA 0.85
#define MOST_REPEATS 3 /* a picture at one place on more pages is furniture */

static double area_of(MbBox box)
{
    return mb_box_width(box) * mb_box_height(box);
}

static char *dup_place(const MbImage *image)
{
    return g_strdup_printf("%ld %ld %ld %ld %d", lround(image->box.x0 / 4), lround(image->box.y0 / 4), lround(image->box.x1 / 4),
                           lround(image->box.y1 / 4), image->width_px);
}

GHashTable *mb_figures_count_repeats(const MbDocument *document)
{
    GHashTable *repeats = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < document->pages->len; i++) {
        const MbPage *page = document->pages->pdata[i];
        for (guint k = 0; k < page->images->len; k++) {
            char *place = dup_place(&g_array_index(page->images, MbImage, k));
            gint count = GPOINTER_TO_INT(g_hash_table_lookup(repeats, place));
            g_hash_table_replace(repeats, place, GINT_TO_POINTER(count + 1));
        }
    }
    return repeats;
}

static MbBlock *make_figure(const MbPage *page, MbBox box)
{
    MbBlock *figure = mb_block_new(MB_BLOCK_FIGURE);
    figure->page = page->number;
    figure->box = box;
    return figure;
}

/* The visible words of a chart: read from its pixels (the region's number; -1 for none), or written over its box. */
static GArray *list_lettering(const MbPage *page, MbBox box, int region, const guint8 *is_used)
{
    GArray *words = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < page->words->len; i++) {
        const MbWord *word = mb_page_word(page, i);
        bool is_inside = (region >= 0 && word->region == region) || (word->region < 0 && mb_box_has_centre(box, word->box));
        if (is_inside && !word->hidden && *word->text && !is_used[i])
            g_array_append_val(words, i);
    }
    return words;
}

static void add_lettering_turned(const MbDocument *document, const MbPage *page, const GArray *words, int turn, guint8 *is_used,
                                 MbBlock *figure)
{
    g_autoptr(GArray) own = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < words->len; i++) {
        guint word = g_array_index(words, guint, i);
        if ((mb_page_word(page, word)->turn & 3) == turn)
            g_array_append_val(own, word);
    }
    if (!own->len)
        return;
    g_autoptr(MbFrame) frame = mb_frame_new(document, page, own, turn, NULL);
    for (guint i = 0; i < frame->lines->len; i++) {
        const MbLine *line = mb_frame_line(frame, i);
        MbBlock *text = mb_block_new(MB_BLOCK_PARAGRAPH);
        text->artifact = MB_ARTIFACT_FIGURE_TEXT;
        for (guint k = line->first; k < line->first + line->count; k++) {
            guint word = mb_frame_word(frame, k)->index;
            mb_block_append_word(text, page, word, mb_page_word(page, word)->glued ? MB_JOIN_NONE : MB_JOIN_SPACE);
            is_used[word] = 1;
        }
        mb_block_append(figure, text);
    }
}

/* The lettering of a chart becomes text of its figure. */
static void add_lettering(const MbDocument *document, const MbPage *page, int region, guint8 *is_used, MbBlock *figure)
{
    g_autoptr(GArray) words = list_lettering(page, figure->box, region, is_used);
    for (int turn = 0; turn < 4; turn++)
        add_lettering_turned(document, page, words, turn, is_used, figure);
}

/* Charts that the page draws itself. */
static void take_charts(const MbDocument *document, const MbPage *page, guint8 *is_used, GPtrArray *figures)
{
    g_autoptr(GArray) charts = mb_charts_find(page, is_used);
    for (guint i = 0; i < charts->len; i++) {
        MbBlock *figure = make_figure(page, g_array_index(charts, MbBox, i));
        g_ptr_array_add(figures, figure);
        add_lettering(document, page, -1, is_used, figure);
    }
}

static bool is_covered(const MbPage *page, MbBox box)
{
    for (guint i = 0; i < page->regions->len; i++)
        if (mb_box_share(box, mb_page_region(page, i)->box) > 0.5)
            return true;
    return false;
}

/* Pictures that ocr did not look at (it was not asked to). */
static void take_images(const MbPage *page, GHashTable *repeats, GPtrArray *figures)
{
    double whole = MAX(1, page->width * page->height);
    for (guint i = 0; i < page->images->len; i++) {
        const MbImage *image = &g_array_index(page->images, MbImage, i);
        double share = area_of(image->box) / whole;
        g_autofree char *place = dup_place(image);
        if (share < LEAST_AREA || share > MOST_AREA || is_covered(page, image->box) ||
            GPOINTER_TO_INT(g_hash_table_lookup(repeats, place)) > MOST_REPEATS)
            continue;
        g_ptr_array_add(figures, make_figure(page, image->box));
    }
}

void mb_figures_take(const MbDocument *document, const MbPage *page, GHashTable *repeats, guint8 *is_used, GPtrArray *figures)
{
    for (guint i = 0; i < page->regions->len; i++) {
        const MbRegion *region = mb_page_region(page, i);
        bool is_chart = region->kind == MB_REGION_CHART || (region->kind == MB_REGION_TABLE && mb_charts_has_axis(page, i, is_used));
        if (!is_chart && region->kind != MB_REGION_PHOTO)
            continue;
        MbBlock *figure = make_figure(page, region->box);
        g_ptr_array_add(figures, figure);
        if (!is_chart)
            continue;
        add_lettering(document, page, (int)i, is_used, figure);
    }
    take_charts(document, page, is_used, figures);
    take_images(page, repeats, figures);
}
