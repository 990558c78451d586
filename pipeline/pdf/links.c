/* Links of a page, and the outline: what Poppler maps to places. */
#include "private.h"

#include "base/text.h"

#include <math.h>
#include <string.h>

#define BANDS 64            /* a page is cut into bands, so that words are not compared with every link */
#define OUTLINE_LIMIT 20000 /* bookmarks */
#define OUTLINE_DEPTH 20

/* Destinations tell y from the lower edge of the sheet; on turned pages it is no height. */
static double shown_y(const MbPdf *pdf, const PopplerDest *dest, int number)
{
    g_autoptr(PopplerPage) page = mb_pdf_page(pdf, number, NULL);
    PopplerRectangle crop;
    double width, height;
    if (!page || !dest->change_top || !isfinite(dest->top))
        return 0;
    poppler_page_get_crop_box(page, &crop);
    poppler_page_get_size(page, &width, &height);
    bool is_turned = fabs(crop.y2 - crop.y1 - height) > 0.5 || (pdf->objects && mb_objects_page(pdf->objects, (guint)number - 1)->rotate);
    return is_turned ? 0 : CLAMP(crop.y2 - dest->top, 0, height);
}

int mb_pdf_target(const MbPdf *pdf, const PopplerDest *dest, double *y)
{
    PopplerDest *named = NULL;
    if (dest && dest->type == POPPLER_DEST_NAMED && dest->named_dest)
        dest = named = poppler_document_find_dest(pdf->document, dest->named_dest);
    int number = dest && dest->page_num >= 1 && dest->page_num <= pdf->pages ? dest->page_num : 0;
    if (y)
        *y = number ? shown_y(pdf, dest, number) : 0;
    g_clear_pointer(&named, poppler_dest_free);
    return number;
}

static void add_link(const MbPdf *pdf, MbPage *page, const PopplerLinkMapping *link)
{
    const PopplerAction *action = link->action;
    /* Poppler gives links with y up, already turned and cropped as the page is shown. */
    MbBox box = {MIN(link->area.x1, link->area.x2), page->height - MAX(link->area.y1, link->area.y2),
                 MAX(link->area.x1, link->area.x2), page->height - MIN(link->area.y1, link->area.y2)};
    if (!isfinite(box.x0) || !isfinite(box.y0) || !isfinite(box.x1) || !isfinite(box.y1) || !action)
        return;
    if (action->type == POPPLER_ACTION_URI && action->uri.uri && *action->uri.uri) {
        g_autofree char *uri = mb_text_dup_clean(action->uri.uri, -1);
        mb_page_append_link(page, box, g_strstrip(uri), 0);
    } else if (action->type == POPPLER_ACTION_GOTO_DEST) {
        int target = mb_pdf_target(pdf, action->goto_dest.dest, NULL);
        if (target)
            mb_page_append_link(page, box, NULL, target);
    }
}

static int find_band(const MbPage *page, double y)
{
    return (int)CLAMP(y / page->height * BANDS, 0, BANDS - 1);
}

/* A word belongs to the first link that has its centre. */
static void attach_links(MbPage *page)
{
    GArray *bands[BANDS] = {NULL};
    for (guint i = 0; i < page->links->len; i++) {
        MbBox box = g_array_index(page->links, MbLink, i).box;
        for (int band = find_band(page, box.y0); band <= find_band(page, box.y1); band++) {
            if (!bands[band])
                bands[band] = g_array_new(FALSE, FALSE, sizeof(guint));
            g_array_append_val(bands[band], i);
        }
    }
    for (guint w = 0; w < page->words->len; w++) {
        MbWord *word = mb_page_word(page, w);
        GArray *near = bands[find_band(page, (word->box.y0 + word->box.y1) / 2)];
        for (guint i = 0; near && word->link < 0 && i < near->len; i++) {
            guint link = g_array_index(near, guint, i);
            if (mb_box_has_centre(g_array_index(page->links, MbLink, link).box, word->box))
                word->link = (int32_t)link;
        }
    }
    for (int band = 0; band < BANDS; band++)
        g_clear_pointer(&bands[band], g_array_unref);
}

void mb_pdf_read_links(const MbPdf *pdf, PopplerPage *source, MbPage *page)
{
    GList *mapping = g_list_reverse(poppler_page_get_link_mapping(source)); /* Poppler lists the last first */
    for (GList *at = mapping; at; at = at->next)
        add_link(pdf, page, at->data);
    poppler_page_free_link_mapping(mapping);
    if (page->links->len)
        attach_links(page);
}

static void add_bookmarks(const MbPdf *pdf, MbDocument *document, PopplerIndexIter *iter, int level)
{
    do {
        PopplerAction *action = poppler_index_iter_get_action(iter);
        if (action && action->any.title) {
            double y = 0;
            int page = action->type == POPPLER_ACTION_GOTO_DEST ? mb_pdf_target(pdf, action->goto_dest.dest, &y) : 0;
            g_autofree char *clean = mb_text_dup_clean(action->any.title, -1);
            g_autofree char *title = mb_text_dup_collapsed(clean);
            if (*title)
                mb_document_add_bookmark(document, title, level, page, y);
        }
        g_clear_pointer(&action, poppler_action_free);
        PopplerIndexIter *child = level < OUTLINE_DEPTH ? poppler_index_iter_get_child(iter) : NULL;
        if (child) {
            add_bookmarks(pdf, document, child, level + 1);
            poppler_index_iter_free(child);
        }
    } while (document->outline->len < OUTLINE_LIMIT && poppler_index_iter_next(iter));
}

void mb_pdf_read_outline(const MbPdf *pdf, MbDocument *document)
{
    PopplerIndexIter *iter = poppler_index_iter_new(pdf->document);
    if (!iter)
        return;
    add_bookmarks(pdf, document, iter, 1);
    poppler_index_iter_free(iter);
}
