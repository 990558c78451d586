/* The last look before the archive: has every visible word found a place? */
#include "base/text.h"
#include "model/check.h"
#include "package.h"

/* A glyph without meaning that repair left out has its own issue. */
static bool has_meaning(const MbWord *word)
{
    for (const char *p = word->text; *p; p = g_utf8_next_char(p))
        if (!mb_char_is_stray(g_utf8_get_char(p)))
            return true;
    return false;
}

/* The subject counts and does not quote: the report is published. */
void mb_package_note_lost_words(MbDocument *document)
{
    g_autoptr(GPtrArray) uncovered = mb_document_uncovered_all(document);
    for (guint i = 0; i < document->pages->len; i++) {
        const MbPage *page = document->pages->pdata[i];
        const GArray *words = uncovered->pdata[i];
        MbBox box = {0};
        guint count = 0;
        for (guint k = 0; k < words->len; k++) {
            const MbWord *word = mb_page_word(page, g_array_index(words, guint, k));
            if (!has_meaning(word))
                continue;
            box = count++ ? mb_box_union(box, word->box) : word->box;
        }
        g_autofree char *subject = g_strdup_printf("%u", count);
        if (count)
            mb_document_add_issue(document, MB_ISSUE_TEXT_DROPPED, page->number, box, subject);
    }
}
