/* Which words of the pages no block holds. */
#include "model/check.h"

/* Which words the runs point to: one byte a word, for the pages from `first` on. */
typedef struct {
    const MbDocument *document;
    guint first, count; /* indices in document->pages */
    guint8 **seen;
} Coverage;

static void init_coverage(Coverage *coverage, const MbDocument *document, guint first, guint count)
{
    *coverage = (Coverage){document, first, count, g_new(guint8 *, count + 1)};
    for (guint i = 0; i < count; i++) {
        const MbPage *page = document->pages->pdata[first + i];
        coverage->seen[i] = g_malloc0(page->words->len + 1);
    }
}

static void clear_coverage(Coverage *coverage)
{
    for (guint i = 0; i < coverage->count; i++)
        g_free(coverage->seen[i]);
    g_free(coverage->seen);
}

/* The page of a number as an index in document->pages, or -1. Pages stand in order of number. */
static int page_index(const MbDocument *document, int number)
{
    guint low = 0, high = document->pages->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        int found = ((const MbPage *)document->pages->pdata[middle])->number;
        if (found == number)
            return (int)middle;
        if (found < number)
            low = middle + 1;
        else
            high = middle;
    }
    return -1;
}

/* Runs of a block nearly always stay on one page, so the page is looked up only when it changes. */
static void mark_block(Coverage *coverage, const MbBlock *block)
{
    int number = 0, index = -1;
    for (guint i = 0; i < block->runs->len; i++) {
        MbRun run = g_array_index(block->runs, MbRun, i);
        if (run.page != number) {
            number = run.page;
            index = page_index(coverage->document, number) - (int)coverage->first;
        }
        if (index < 0 || (guint)index >= coverage->count)
            continue;
        const MbPage *page = coverage->document->pages->pdata[coverage->first + (guint)index];
        if (run.word >= 0 && (guint)run.word < page->words->len)
            coverage->seen[index][run.word] = 1;
    }
}

static void mark_tree(Coverage *coverage)
{
    MbBlock *body = coverage->document->body;
    for (MbBlock *block = body; block; block = mb_block_next(body, block))
        if (block->runs)
            mark_block(coverage, block);
}

/* What was read from a photograph or a logo is not text of the document. */
static bool is_unread(const MbPage *page, const MbWord *word)
{
    if (word->origin != MB_ORIGIN_OCR || word->region < 0 || (guint)word->region >= page->regions->len)
        return false;
    MbRegionKind kind = mb_page_region(page, (guint)word->region)->kind;
    return kind == MB_REGION_PHOTO || kind == MB_REGION_DECORATION;
}

static GArray *list_uncovered(const MbPage *page, const guint8 *seen)
{
    GArray *words = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < page->words->len; i++) {
        const MbWord *word = mb_page_word(page, i);
        if (!seen[i] && !word->hidden && *word->text && !is_unread(page, word))
            g_array_append_val(words, i);
    }
    return words;
}

guint mb_document_uncovered(const MbDocument *document, int page, GArray **words)
{
    int index = page_index(document, page);
    if (index < 0) {
        *words = g_array_new(FALSE, FALSE, sizeof(guint));
        return 0;
    }
    Coverage coverage;
    init_coverage(&coverage, document, (guint)index, 1);
    mark_tree(&coverage);
    *words = list_uncovered(document->pages->pdata[index], coverage.seen[0]);
    clear_coverage(&coverage);
    return (*words)->len;
}

static void unref_array(gpointer array)
{
    g_array_unref(array);
}

GPtrArray *mb_document_uncovered_all(const MbDocument *document)
{
    Coverage coverage;
    init_coverage(&coverage, document, 0, document->pages->len);
    mark_tree(&coverage);
    GPtrArray *all = g_ptr_array_new_with_free_func(unref_array);
    for (guint i = 0; i < coverage.count; i++)
        g_ptr_array_add(all, list_uncovered(document->pages->pdata[i], coverage.seen[i]));
    clear_coverage(&coverage);
    return all;
}
