/* Words read from pixels, as the archive XML shows them. */
#include "package.h"

typedef struct {
    const MbDocument *document;
    GPtrArray *pages; /* GArray of MbShownWord, by index in document->pages */
    guint8 **seen;    /* one byte a word */
    guint block;
} Listing;

static void free_words(gpointer words)
{
    g_array_unref(words);
}

static bool is_withheld(const MbBlock *leaf, MbRun run)
{
    for (guint i = 0; leaf->spans && i < leaf->spans->len; i++) {
        const MbSpan *span = &g_array_index(leaf->spans, MbSpan, i);
        if (span->kind == MB_SPAN_WITHHELD && run.start < span->end && run.start + run.length > span->start)
            return true;
    }
    return false;
}

static guint index_of(const MbDocument *document, const MbPage *page, guint guess)
{
    if (guess < document->pages->len && document->pages->pdata[guess] == page)
        return guess;
    for (guint i = 0; i < document->pages->len; i++)
        if (document->pages->pdata[i] == page)
            return i;
    return document->pages->len;
}

static void list_run(Listing *listing, const MbBlock *leaf, MbRun run)
{
    const MbPage *page = mb_document_page(listing->document, run.page);
    const guint at = page ? index_of(listing->document, page, (guint)run.page - 1) : listing->pages->len;
    if (at >= listing->pages->len || run.word < 0 || (guint)run.word >= page->words->len || is_withheld(leaf, run))
        return;
    const MbWord *word = mb_page_word(page, (guint)run.word);
    if (word->origin != MB_ORIGIN_OCR || word->hidden != MB_HIDDEN_NOT || listing->seen[at][run.word])
        return;
    const MbShownWord shown = {(guint)run.word, listing->block};
    listing->seen[at][run.word] = 1;
    g_array_append_val((GArray *)listing->pages->pdata[at], shown);
}

GPtrArray *mb_package_list_read_words(const MbDocument *document)
{
    const guint count = document->pages->len;
    g_autofree guint8 **seen = g_new0(guint8 *, count + 1);
    Listing listing = {document, g_ptr_array_new_with_free_func(free_words), seen, 0};
    for (guint i = 0; i < count; i++) {
        g_ptr_array_add(listing.pages, g_array_new(FALSE, FALSE, sizeof(MbShownWord)));
        seen[i] = g_malloc0(((const MbPage *)document->pages->pdata[i])->words->len + 1);
    }
    for (MbBlock *block = document->body; block; block = mb_block_next(document->body, block)) {
        listing.block++;
        for (guint i = 0; block->runs && i < block->runs->len; i++)
            list_run(&listing, block, g_array_index(block->runs, MbRun, i));
    }
    for (guint i = 0; i < count; i++)
        g_free(seen[i]);
    return listing.pages;
}
