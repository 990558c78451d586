/* Numbers of tables that were read from pixels. */
#include "repair.h"

#include "base/text.h"

/* 27 of 1,000 right words of our sample packs lie below: few cells are flagged in vain (see readings.c for the sample). */
#define SURE_NUMBER 0.75

static double least_confidence(const MbDocument *document, const MbBlock *leaf)
{
    double least = 1;
    for (guint i = 0; i < leaf->runs->len; i++) {
        MbRun run = g_array_index(leaf->runs, MbRun, i);
        const MbPage *page = run.length ? mb_document_page(document, run.page) : NULL;
        const MbWord *word = page ? mb_page_word(page, (guint)run.word) : NULL;
        if (word && word->origin == MB_ORIGIN_OCR)
            least = MIN(least, word->conf);
    }
    return least;
}

void mb_repair_cell(const MbRepairer *repairer, MbBlock *cell)
{
    bool open = cell->check == MB_CHECK_NOT || cell->check == MB_CHECK_READ;
    for (const MbBlock *leaf = cell->first_child; open && leaf; leaf = leaf->next) {
        if (!leaf->text || leaf->origin == MB_ORIGIN_TEXT || !mb_text_is_number(leaf->text->str))
            continue;
        if (least_confidence(repairer->document, leaf) < SURE_NUMBER)
            cell->check = MB_CHECK_DOUBTFUL;
    }
}
