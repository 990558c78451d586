#include "cover.h"

#include "model/check.h"

static MbBlock *collect(const MbPage *page, const GArray *words)
{
    MbBlock *block = mb_block_new(MB_BLOCK_PARAGRAPH);
    for (guint i = 0; i < words->len; i++)
        mb_block_append_word(block, page, g_array_index(words, guint, i), MB_JOIN_SPACE);
    return block;
}

guint mb_cover_words(MbDocument *document)
{
    g_autoptr(GPtrArray) uncovered = mb_document_uncovered_all(document);
    guint count = 0;
    MbBlock *at = document->body->first_child, *last = NULL;
    for (guint i = 0; i < document->pages->len; i++) {
        const MbPage *page = document->pages->pdata[i];
        const GArray *words = uncovered->pdata[i];
        for (; at && at->page <= page->number; at = at->next)
            last = at;
        if (!words->len)
            continue;
        MbBlock *block = collect(page, words);
        if (last)
            mb_block_insert_after(last, block);
        else if (document->body->first_child)
            mb_block_insert_before(document->body->first_child, block);
        else
            mb_block_append(document->body, block);
        last = block;
        count += words->len;
    }
    return count;
}
