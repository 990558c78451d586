#include "hyphens.h"

#include <string.h>

struct MbWordBook {
    const MbDocument *document;
    GHashTable *words; /* set of case-folded words; NULL until the first question */
};

MbWordBook *mb_wordbook_new(const MbDocument *document)
{
    MbWordBook *book = g_new0(MbWordBook, 1);
    book->document = document;
    return book;
}

void mb_wordbook_free(MbWordBook *book)
{
    if (!book)
        return;
    if (book->words)
        g_hash_table_unref(book->words);
    g_free(book);
}

static bool is_hyphen(gunichar c)
{
    return c == '-' || c == 0x2010;
}

/* The letters and inner hyphens of a word, folded; punctuation around it is dropped. Caller frees. */
static char *dup_core(const char *text, gssize length)
{
    const char *end = length < 0 ? text + strlen(text) : text + length;
    while (text < end && !g_unichar_isalpha(g_utf8_get_char(text)))
        text = g_utf8_next_char(text);
    const char *last = text;
    for (const char *at = text; at < end; at = g_utf8_next_char(at))
        if (g_unichar_isalpha(g_utf8_get_char(at)))
            last = g_utf8_next_char(at);
    return g_utf8_strdown(text, last - text);
}

static void gather(MbWordBook *book)
{
    book->words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < book->document->pages->len; i++) {
        const MbPage *page = book->document->pages->pdata[i];
        for (guint k = 0; k < page->words->len; k++) {
            const char *text = mb_page_word(page, k)->text;
            gsize length = strlen(text);
            if (length > 2 && length < 40 && !is_hyphen((gunichar)text[length - 1]))
                g_hash_table_add(book->words, dup_core(text, -1));
        }
    }
}

static bool knows_whole(MbWordBook *book, const char *end, const char *start)
{
    if (!book->words)
        gather(book);
    g_autofree char *head = dup_core(end, -1);
    g_autofree char *tail = dup_core(start, -1);
    g_autofree char *whole = g_strconcat(head, tail, NULL);
    return g_hash_table_contains(book->words, whole);
}

MbJoin mb_wordbook_join(MbWordBook *book, const char *end, const char *start)
{
    const char *last = *end ? g_utf8_find_prev_char(end, end + strlen(end)) : NULL;
    if (!last || last == end)
        return MB_JOIN_SPACE;
    gunichar c = g_utf8_get_char(last), before = g_utf8_get_char(g_utf8_find_prev_char(end, last)), next = g_utf8_get_char(start);
    if (c == 0xAD)
        return MB_JOIN_HYPHEN;
    if (c == '/' && g_unichar_isalnum(next))
        return MB_JOIN_NONE;
    if (!is_hyphen(c) || !g_unichar_isalnum(before) || !g_unichar_isalnum(next))
        return MB_JOIN_SPACE;
    bool is_inside = g_unichar_islower(before) && g_unichar_islower(next);
    return is_inside && knows_whole(book, end, start) ? MB_JOIN_HYPHEN : MB_JOIN_NONE;
}
