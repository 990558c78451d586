/*
 * Corrects the text of blocks: stray glyphs, ligatures, letter-spacing, words
 * read wrongly from pixels. The words of the file's own text are not spelt anew.
 */
#include "repair.h"
#include "stage/stages.h"

#include <string.h>

MbSpeller *mb_repairer_speller(MbRepairer *repairer, GError **error)
{
    if (!repairer->speller)
        repairer->speller = mb_speller_new(repairer->options, error);
    return repairer->speller;
}

/* A word read from pixels tells what the document knows only when it is read very surely. */
#define SURE_ENOUGH 0.92

static void learn(MbRepairer *repairer, const MbPage *page)
{
    for (guint i = 0; i < page->words->len; i++) {
        const MbWord *word = mb_page_word(page, i);
        if (word->hidden || (word->origin == MB_ORIGIN_OCR && word->conf < SURE_ENOUGH))
            continue;
        g_autofree char *folded = g_utf8_strdown(word->text, -1);
        gsize end = strlen(folded), start = 0;
        while (end > 0 && g_ascii_ispunct(folded[end - 1]))
            end--;
        while (start < end && g_ascii_ispunct(folded[start]))
            start++;
        if (end > start)
            g_hash_table_add(repairer->vocabulary, g_strndup(folded + start, end - start));
    }
}

bool mb_repairer_knows(MbRepairer *repairer, const char *word)
{
    if (!repairer->vocabulary) {
        repairer->vocabulary = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        for (guint i = 0; i < repairer->document->pages->len; i++)
            learn(repairer, repairer->document->pages->pdata[i]);
    }
    g_autofree char *folded = g_utf8_strdown(word, -1);
    return g_hash_table_contains(repairer->vocabulary, folded);
}

static bool repair_leaf(MbRepairer *repairer, MbBlock *leaf, GError **error)
{
    mb_repair_glyphs(repairer, leaf);
    return leaf->artifact || (mb_repair_spacing(repairer, leaf, error) && mb_repair_readings(repairer, leaf, error));
}

static bool run(MbDocument *document, const MbOptions *options, GError **error)
{
    MbRepairer repairer = {.document = document, .options = options};
    MbBlock *body = document->body;
    bool ok = true;
    for (MbBlock *block = body; ok && block; block = mb_block_next(body, block)) {
        if (block->kind == MB_BLOCK_CELL)
            mb_repair_cell(&repairer, block);
        else if (block->text)
            ok = repair_leaf(&repairer, block, error);
    }
    for (MbBlock *block = body; ok && block; block = mb_block_next(body, block))
        if (block->kind == MB_BLOCK_CELL && block->scope != MB_SCOPE_NOT)
            ok = mb_repair_head(&repairer, block, error);
    if (ok)
        mb_repair_tables(document);
    mb_speller_free(repairer.speller);
    if (repairer.table_words)
        g_ptr_array_unref(repairer.table_words);
    if (repairer.vocabulary)
        g_hash_table_unref(repairer.vocabulary);
    return ok;
}

/* Words of the file's own text are not spelt. */
static void list_tools(const MbDocument *document, const MbOptions *options, GString *tools)
{
    (void)options;
    if (mb_document_has_read_words(document))
        mb_speller_list_tools(tools);
}

const MbStage mb_stage_repair = {
    .name = "repair",
    .version = "4",
    .takes = MB_WIRE_PACK,
    .gives = MB_WIRE_PACK,
    .main_file = NULL,
    .summary = "- takes out stray glyphs, mends words and proves the numbers of tables; what was there is kept",
    .run = run,
    .list_tools = list_tools,
};
