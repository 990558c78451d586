/*
 * Earlier states of a file. A change by addition (PDF 1.7, 7.5.6) leaves what was there before in the file: up to an earlier
 * end mark, it is the file as it was.
 */
#include "private.h"

#include "base/text.h"
#include "model/withhold.h"

#include <string.h>

#define STATES 6       /* earlier ones that are looked at, the last ones */
#define PAGES 2000     /* of a state that is looked at */
#define LEAST_LETTERS 2 /* shorter words (labels, bullets) tell nothing */

/* Words of a state: folded text -> how often (GUINT). */
typedef GHashTable Counts;

/* The lengths of the earlier states, shortest first; the file itself is none of them. */
static GArray *find_states(const char *data, gsize size)
{
    GArray *states = g_array_new(FALSE, FALSE, sizeof(gsize));
    const char *at = data, *end = data + size;
    while ((at = memmem(at, (gsize)(end - at), "%%EOF", 5))) {
        at += 5;
        const char *start = at - MIN(at - data, 64), *mark = memmem(start, (gsize)(at - start), "startxref", 9);
        const gint64 table = mark ? g_ascii_strtoll(mark + 9, NULL, 10) : 0;
        const gsize length = (gsize)(at - data);
        const char *next = memmem(at, (gsize)(end - at), "startxref", 9);
        if (next && table > 0 && table < (gint64)length) /* the first part of a file for the web has table 0, or one behind it */
            g_array_append_val(states, length);
    }
    if (states->len > STATES)
        g_array_remove_range(states, 0, states->len - STATES);
    return states;
}

static char *dup_folded(const char *text)
{
    g_autofree char *folded = g_utf8_casefold(text, -1);
    GString *out = g_string_new(NULL);
    for (const char *at = folded; *at; at = g_utf8_next_char(at))
        if (g_unichar_isalnum(g_utf8_get_char(at)))
            g_string_append_unichar(out, g_utf8_get_char(at));
    return g_string_free(out, g_utf8_strlen(out->str, -1) < LEAST_LETTERS);
}

static guint count_of(Counts *counts, const char *word)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(counts, word));
}

/* The words of a page of a state, with their places; NULL when it cannot be read. */
static MbPage *read_words(PopplerDocument *state, int number, MbDocument *scratch)
{
    g_autoptr(PopplerPage) source = poppler_document_get_page(state, number - 1);
    double width = 1, height = 1;
    if (!source)
        return NULL;
    poppler_page_get_size(source, &width, &height);
    MbPage *page = mb_page_new(number, width, height);
    if (!mb_pdf_read_words(source, scratch, page, NULL))
        g_clear_pointer(&page, mb_page_free);
    return page;
}

static Counts *count_words(const MbDocument *document)
{
    Counts *counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint p = 0; p < document->pages->len; p++) {
        const MbPage *page = document->pages->pdata[p];
        for (guint i = 0; i < page->words->len; i++) {
            char *word = dup_folded(mb_page_word(page, i)->text);
            if (word)
                g_hash_table_insert(counts, word, GUINT_TO_POINTER(count_of(counts, word) + 1));
        }
    }
    return counts;
}

/* Tells of the words of a page that are more often in the state, up to there, than in the file. used: how often they were met. */
static void compare_page(const MbPage *page, Counts *last, Counts *used, MbDocument *document)
{
    MbBox box = {0, 0, 0, 0};
    guint missing = 0;
    for (guint i = 0; i < page->words->len; i++) {
        const MbWord *word = mb_page_word(page, i);
        char *folded = dup_folded(word->text);
        if (!folded)
            continue;
        const guint times = count_of(used, folded) + 1;
        if (times > count_of(last, folded)) {
            box = mb_box_union(box, word->box);
            missing++;
        }
        g_hash_table_insert(used, folded, GUINT_TO_POINTER(times));
    }
    if (!missing)
        return;
    const int number = MIN(page->number, (int)document->pages->len);
    g_autofree char *subject = g_strdup_printf("page %d of it, words: %u", page->number, missing);
    mb_document_add_issue(document, MB_ISSUE_REVISION_DIFFERS, number, page->number == number ? box : (MbBox){0}, subject);
    mb_attrs_set(&mb_document_page(document, number)->attrs, MB_UNSEEN, "yes");
}

static void compare_state(PopplerDocument *state, Counts *last, MbDocument *document)
{
    g_autoptr(MbDocument) scratch = mb_document_new(NULL);
    g_autoptr(GHashTable) used = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (int number = 1; number <= MIN(poppler_document_get_n_pages(state), PAGES); number++) {
        g_autoptr(MbPage) page = read_words(state, number, scratch);
        if (page)
            compare_page(page, last, used, document);
    }
}

void mb_pdf_report_revisions(GBytes *bytes, const char *password, MbDocument *document)
{
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    g_autoptr(GArray) states = find_states(data, size);
    g_autoptr(GHashTable) last = states->len && document->pages->len ? count_words(document) : NULL;
    for (guint i = 0; last && i < states->len; i++) {
        g_autoptr(GBytes) before = g_bytes_new_from_bytes(bytes, 0, g_array_index(states, gsize, i));
        g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_bytes(before);
        const goffset length = (goffset)g_bytes_get_size(before);
        g_autoptr(PopplerDocument) state = poppler_document_new_from_stream(stream, length, password, NULL, NULL);
        if (state)
            compare_state(state, last, document);
    }
}
