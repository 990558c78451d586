#include "links.h"

/* The address that a run's word leads to, or NULL; borrowed. */
static const char *uri_of(const MbDocument *document, const MbRun *run)
{
    const MbPage *page = mb_document_page(document, run->page);
    const MbWord *word = page ? mb_page_word(page, (guint)run->word) : NULL;
    if (!word || word->link < 0 || (guint)word->link >= page->links->len || !run->length)
        return NULL;
    return g_array_index(page->links, MbLink, word->link).uri;
}

static void mark_leaf(const MbDocument *document, MbBlock *leaf)
{
    for (guint i = 0, next; i < leaf->runs->len; i = next) {
        const MbRun *first = &g_array_index(leaf->runs, MbRun, i), *last = first;
        const char *uri = uri_of(document, first);
        for (next = i + 1; uri && next < leaf->runs->len; next++) {
            const MbRun *run = &g_array_index(leaf->runs, MbRun, next);
            if (g_strcmp0(uri_of(document, run), uri))
                break;
            last = run;
        }
        MbSpan *span = uri ? mb_block_add_span(leaf, first->start, last->start + last->length, MB_SPAN_LINK, NULL) : NULL;
        if (span)
            mb_attrs_set(&span->attrs, "href", uri);
    }
}

void mb_links_mark(MbDocument *document)
{
    for (MbBlock *block = document->body; block; block = mb_block_next(document->body, block))
        if (block->runs)
            mark_leaf(document, block);
}
