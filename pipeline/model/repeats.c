/* What of a document beside its pages repeats words that are withheld or that no reader of the page sees. */
#include "repeats.h"

#include "model/withhold.h"

#include <string.h>

/* Shorter words are in any title. */
#define LEAST_LETTERS 3

typedef void (*Take)(GHashTable *set, const char *token);

static void add(GHashTable *set, const char *token)
{
    g_hash_table_add(set, g_strdup(token));
}

static void take_away(GHashTable *set, const char *token)
{
    g_hash_table_remove(set, token);
}

/* Takes each word of a text, folded, letters and figures alone. */
static void take_tokens(GHashTable *set, const char *text, Take take)
{
    g_autofree char *folded = g_utf8_casefold(text, -1);
    g_autoptr(GString) token = g_string_new(NULL);
    for (const char *at = folded;; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        if (c && g_unichar_isalnum(c)) {
            g_string_append_unichar(token, c);
            continue;
        }
        if (g_utf8_strlen(token->str, -1) >= LEAST_LETTERS)
            take(set, token->str);
        g_string_truncate(token, 0);
        if (!c)
            return;
    }
}

static bool is_unseen(const MbWord *word)
{
    return word->hidden != MB_HIDDEN_NOT && word->hidden != MB_HIDDEN_REPLACED;
}

static void add_unseen(const MbDocument *document, GHashTable *set)
{
    for (guint p = 0; p < document->pages->len; p++) {
        const MbPage *page = document->pages->pdata[p];
        for (guint i = 0; i < page->words->len; i++)
            if (is_unseen(mb_page_word(page, i)))
                take_tokens(set, mb_page_word(page, i)->text, add);
    }
}

/* The text of leaves that are marked, or of those that are not. */
static void take_leaves(const MbDocument *document, GHashTable *set, bool marked, Take take)
{
    for (MbBlock *block = document->body; block; block = mb_block_next(document->body, block))
        if (block->text && mb_block_is_withheld(block) == marked)
            take_tokens(set, block->text->str, take);
}

GHashTable *mb_repeats_list(const MbDocument *document)
{
    GHashTable *set = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    add_unseen(document, set);
    take_leaves(document, set, true, add);
    if (g_hash_table_size(set))
        take_leaves(document, set, false, take_away);
    return set;
}

/* Whether a text has a word of the set. */
static bool repeats(GHashTable *set, const char *text)
{
    g_autoptr(GHashTable) tokens = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GHashTableIter iter;
    gpointer token;
    take_tokens(tokens, text, add);
    g_hash_table_iter_init(&iter, tokens);
    while (g_hash_table_iter_next(&iter, &token, NULL))
        if (g_hash_table_contains(set, token))
            return true;
    return false;
}

/* Only what people write; hashes, dates and versions are no words. */
static void drop_metadata(MbDocument *document, GHashTable *set)
{
    static const char *const names[] = {"title", "subject", "keywords", "description", "author"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        const char *value = mb_attrs_get(document->metadata, names[i]);
        if (value && repeats(set, value))
            mb_attrs_set(&document->metadata, names[i], NULL);
    }
}

static void drop_links(MbDocument *document, GHashTable *set)
{
    for (guint p = 0; p < document->pages->len; p++) {
        const MbPage *page = document->pages->pdata[p];
        for (guint i = 0; i < page->links->len; i++) {
            MbLink *link = &g_array_index(page->links, MbLink, i);
            if (link->uri && repeats(set, link->uri))
                g_clear_pointer(&link->uri, g_free);
        }
    }
}

void mb_repeats_drop(MbDocument *document, GHashTable *set)
{
    if (!g_hash_table_size(set))
        return;
    drop_metadata(document, set);
    drop_links(document, set);
    for (guint i = document->outline->len; i-- > 0;)
        if (repeats(set, g_array_index(document->outline, MbBookmark, i).title))
            g_array_remove_index(document->outline, i);
    for (guint i = 0; i < document->tagged->len; i++) {
        MbTagged *tagged = &g_array_index(document->tagged, MbTagged, i);
        if (repeats(set, tagged->text)) {
            g_free(tagged->text);
            tagged->text = g_strdup("");
        }
    }
}
