#include "cover.h"

/* One byte a word for each page: 1 when a run points to it. */
static GPtrArray *list_seen(const MbDocument *document, GHashTable *by_number)
{
    GPtrArray *seen = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < document->pages->len; i++) {
        const MbPage *page = document->pages->pdata[i];
        guint8 *marks = g_malloc0(page->words->len + 1);
        g_ptr_array_add(seen, marks);
        g_hash_table_insert(by_number, GINT_TO_POINTER(page->number), marks);
    }
    for (MbBlock *block = document->body; block; block = mb_block_next(document->body, block))
        for (guint i = 0; block->runs && i < block->runs->len; i++) {
            MbRun run = g_array_index(block->runs, MbRun, i);
            guint8 *marks = g_hash_table_lookup(by_number, GINT_TO_POINTER(run.page));
            if (marks)
                marks[run.word] = 1;
        }
    return seen;
}

/* Words read inside photographs and decoration are noise and are no text of the page. */
static bool is_noise(const MbPage *page, const MbWord *word)
{
    if (word->origin != MB_ORIGIN_OCR || word->region < 0 || (guint)word->region >= page->regions->len)
        return false;
    MbRegionKind kind = mb_page_region(page, (guint)word->region)->kind;
    return kind == MB_REGION_PHOTO || kind == MB_REGION_DECORATION;
}

static MbBlock *collect(const MbPage *page, const guint8 *marks, guint *words)
{
    MbBlock *block = NULL;
    for (guint i = 0; i < page->words->len; i++) {
        const MbWord *word = mb_page_word(page, i);
        if (marks[i] || word->hidden || !*word->text || is_noise(page, word))
            continue;
        if (!block)
            block = mb_block_new(MB_BLOCK_PARAGRAPH);
        mb_block_append_word(block, page, i, MB_JOIN_SPACE);
        ++*words;
    }
    return block;
}

guint mb_cover_words(MbDocument *document)
{
    g_autoptr(GHashTable) by_number = g_hash_table_new(g_direct_hash, g_direct_equal);
    g_autoptr(GPtrArray) seen = list_seen(document, by_number);
    guint words = 0;
    MbBlock *at = document->body->first_child, *last = NULL;
    for (guint i = 0; i < document->pages->len; i++) {
        const MbPage *page = document->pages->pdata[i];
        for (; at && at->page <= page->number; at = at->next)
            last = at;
        MbBlock *block = collect(page, seen->pdata[i], &words);
        if (block && last)
            mb_block_insert_after(last, block);
        else if (block && document->body->first_child)
            mb_block_insert_before(document->body->first_child, block);
        else if (block)
            mb_block_append(document->body, block);
        last = block ? block : last;
    }
    return words;
}
