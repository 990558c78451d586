#include "model/withhold.h"

#include "repeats.h"

#include <string.h>

void mb_block_withhold(MbBlock *block, const char *reason)
{
    if (!mb_attrs_get(block->attrs, MB_WITHHELD))
        mb_attrs_set(&block->attrs, MB_WITHHELD, reason);
}

bool mb_block_is_withheld(const MbBlock *block)
{
    for (; block; block = block->parent)
        if (mb_attrs_get(block->attrs, MB_WITHHELD))
            return true;
    return false;
}

static MbSpan *find_marked_span(const MbBlock *block, guint from)
{
    for (guint i = from; block->spans && i < block->spans->len; i++)
        if (g_array_index(block->spans, MbSpan, i).kind == MB_SPAN_WITHHELD)
            return &g_array_index(block->spans, MbSpan, i);
    return NULL;
}

bool mb_document_has_withheld(const MbDocument *document)
{
    for (MbBlock *block = document->body; block; block = mb_block_next(document->body, block))
        if (mb_attrs_get(block->attrs, MB_WITHHELD) || find_marked_span(block, 0))
            return true;
    return false;
}

static bool is_hidden(const MbWord *word)
{
    return word->hidden != MB_HIDDEN_NOT && word->hidden != MB_HIDDEN_REPLACED;
}

/* A word's letters and figures in small letters. Caller frees. */
static char *dup_letters(const char *text)
{
    g_autofree char *folded = g_utf8_casefold(text, -1);
    GString *out = g_string_new(NULL);
    for (const char *at = folded; *at; at = g_utf8_next_char(at))
        if (g_unichar_isalnum(g_utf8_get_char(at)))
            g_string_append_unichar(out, g_utf8_get_char(at));
    return g_string_free(out, FALSE);
}

/* The words that a reader sees anywhere, by their letters. Caller unrefs. */
static GHashTable *list_seen(const MbDocument *document)
{
    GHashTable *seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint p = 0; p < document->pages->len; p++) {
        const MbPage *page = document->pages->pdata[p];
        for (guint i = 0; i < page->words->len; i++)
            if (!is_hidden(mb_page_word(page, i)))
                g_hash_table_add(seen, dup_letters(mb_page_word(page, i)->text));
    }
    return seen;
}

/* So few covered words that stand elsewhere too are the end of a cell's text under its neighbour, or a page number under a picture. */
#define CUT_OFF 3

/* Whether words of a run that a reader does not see tell nothing that the pages do not show. */
static bool tells_nothing(const MbDocument *document, const MbPage *page, guint from, guint to, GHashTable *seen)
{
    for (guint i = from; i < to; i++) {
        const MbWord *word = mb_page_word(page, i);
        g_autofree char *letters = dup_letters(word->text);
        const guint64 number = g_ascii_strtoull(letters, NULL, 10);
        const bool is_page_number = number > 0 && number <= document->pages->len && strspn(letters, "0123456789") == strlen(letters);
        const bool is_cut_off = to - from <= CUT_OFF && word->hidden == MB_HIDDEN_COVERED;
        if (*letters && !(is_cut_off && (is_page_number || g_hash_table_contains(seen, letters))))
            return false;
    }
    return true;
}

static bool hides_words(const MbDocument *document, const MbPage *page, GHashTable **seen)
{
    for (guint from = 0, to; from < page->words->len; from = to + 1) {
        for (to = from; to < page->words->len && is_hidden(mb_page_word(page, to)); to++)
            ;
        if (to > from && !*seen)
            *seen = list_seen(document);
        if (to > from && !tells_nothing(document, page, from, to, *seen))
            return true;
    }
    return false;
}

static bool has_failed_redaction(const MbDocument *document)
{
    for (guint i = 0; i < document->issues->len; i++)
        if (g_array_index(document->issues, MbIssue, i).tag == MB_ISSUE_REDACTION_FAILED)
            return true;
    return false;
}

bool mb_document_is_restricted(const MbDocument *document)
{
    g_autoptr(GHashTable) seen = NULL;
    for (guint i = 0; i < document->pages->len; i++) {
        const MbPage *page = document->pages->pdata[i];
        if (mb_attrs_get(page->attrs, MB_UNSEEN) || hides_words(document, page, &seen))
            return true;
    }
    return has_failed_redaction(document) || mb_document_has_withheld(document);
}

/* The document under work and what of it is concerned. */
typedef struct {
    MbDocument *document;
    GHashTable *pages; /* numbers of the pages of which something is withheld */
    GHashTable *shown; /* MbPage -> guint8 per word, 1 when a block shows it */
} Work;

static void note_page(Work *w, int page)
{
    g_hash_table_add(w->pages, GINT_TO_POINTER(page));
}

static bool is_noted(const Work *w, int page)
{
    return g_hash_table_contains(w->pages, GINT_TO_POINTER(page));
}

static void note_pages(Work *w, const MbBlock *top)
{
    for (MbBlock *block = (MbBlock *)top; block; block = mb_block_next(top, block)) {
        note_page(w, block->page);
        for (guint i = 0; block->runs && i < block->runs->len; i++)
            note_page(w, g_array_index(block->runs, MbRun, i).page);
    }
}

static void put_mark(MbBlock *leaf, const char *reason)
{
    MbSpan *span = mb_block_add_span(leaf, 0, (guint)leaf->text->len, MB_SPAN_WITHHELD, NULL);
    mb_attrs_set(&span->attrs, "reason", reason);
}

static MbBlock *new_stand_in(int page, const char *reason)
{
    MbBlock *leaf = mb_block_new(MB_BLOCK_PARAGRAPH);
    leaf->page = page;
    mb_block_append_text(leaf, MB_WITHHELD_SHOWN);
    put_mark(leaf, reason);
    return leaf;
}

/* A part says of itself no more than its kind; what it holds is marked, so that each page has its mark. */
static void empty_part(MbBlock *part)
{
    g_autofree char *reason = g_strdup(mb_attrs_get(part->attrs, MB_WITHHELD));
    g_autofree char *kind = g_strdup(mb_attrs_get(part->attrs, "kind"));
    g_clear_pointer(&part->attrs, mb_attrs_free);
    mb_attrs_set(&part->attrs, "kind", kind);
    for (MbBlock *block = part->first_child; block; block = block->next)
        mb_block_withhold(block, reason);
}

/* Whether the block before already stands for what was withheld on that page. */
static bool is_stood_for(const MbBlock *before, int page)
{
    return before && before->kind == MB_BLOCK_PARAGRAPH && before->page == page && !strcmp(before->text->str, MB_WITHHELD_SHOWN) &&
           find_marked_span(before, 0);
}

/* Lists and tables hold no paragraph: there a mark on a part of them goes for the whole. */
static MbBlock *find_replaceable(MbBlock *block)
{
    while (block->parent && block->kind != MB_BLOCK_PART && !mb_block_can_contain(block->parent->kind, MB_BLOCK_PARAGRAPH))
        block = block->parent;
    return block;
}

/* The first page on which something of a block stands: parts have none of their own. */
static int find_first_page(const MbBlock *top)
{
    int first = top->page;
    for (MbBlock *block = (MbBlock *)top; block; block = mb_block_next(top, block))
        if (block->page && (!first || block->page < first))
            first = block->page;
    return first;
}

/* The last page on which something of a block stands. */
static int find_last_page(const MbBlock *top)
{
    int last = top->page;
    for (MbBlock *block = (MbBlock *)top; block; block = mb_block_next(top, block)) {
        last = MAX(last, block->page);
        for (guint i = 0; block->runs && i < block->runs->len; i++)
            last = MAX(last, g_array_index(block->runs, MbRun, i).page);
    }
    return last;
}

static void add_pages(GHashTable *pages, int from, int to)
{
    for (int page = from; page <= to; page++)
        g_hash_table_add(pages, GINT_TO_POINTER(page));
}

GHashTable *mb_document_list_withheld_pages(const MbDocument *document)
{
    GHashTable *pages = g_hash_table_new(NULL, NULL);
    for (MbBlock *block = document->body; block; block = mb_block_next(document->body, block)) {
        const MbBlock *whole = mb_attrs_get(block->attrs, MB_WITHHELD) ? find_replaceable(block) : block;
        if (whole != block || mb_attrs_get(block->attrs, MB_WITHHELD) || find_marked_span(block, 0))
            add_pages(pages, find_first_page(whole), find_last_page(whole));
    }
    for (guint i = 0; i < document->issues->len; i++) {
        const MbIssue *issue = &g_array_index(document->issues, MbIssue, i);
        if (issue->tag == MB_ISSUE_REDACTION_FAILED || issue->tag == MB_ISSUE_TEXT_EXEMPT)
            add_pages(pages, issue->page, issue->page);
    }
    return pages;
}

/* Returns the block that stands where it was: one for each of its pages, the last of them. */
static MbBlock *replace_block(Work *w, MbBlock *marked)
{
    g_autofree char *reason = g_strdup(mb_attrs_get(marked->attrs, MB_WITHHELD));
    MbBlock *block = find_replaceable(marked), *stand_in = block->prev;
    note_pages(w, block);
    for (int page = block->page; page <= find_last_page(block); page++) {
        if (is_stood_for(stand_in, page))
            continue;
        stand_in = new_stand_in(page, reason);
        mb_block_insert_before(block, stand_in);
    }
    mb_block_free(block);
    return stand_in;
}

static void drop_blocks(Work *w)
{
    MbBlock *body = w->document->body;
    for (MbBlock *block = body->first_child; block; block = mb_block_next(body, block)) {
        if (!mb_attrs_get(block->attrs, MB_WITHHELD))
            continue;
        if (block->kind == MB_BLOCK_PART)
            empty_part(block);
        else
            block = replace_block(w, block);
    }
}

/* Runs and spans that touch a stretch go; what is around a stretch may say in its attributes what stood in it. */
static void clear_stretch(MbBlock *leaf, guint start, guint end)
{
    for (guint i = leaf->runs->len; i-- > 0;) {
        const MbRun *run = &g_array_index(leaf->runs, MbRun, i);
        if (run->start < end && run->start + run->length > start)
            g_array_remove_index(leaf->runs, i);
    }
    for (guint i = leaf->spans->len; i-- > 0;) {
        const MbSpan *span = &g_array_index(leaf->spans, MbSpan, i);
        if (span->start < end && span->end > start)
            g_array_remove_index(leaf->spans, i);
    }
}

/* Marks that already hold no more than what stands for them only lose what they say of it. */
static void drop_spans_of(Work *w, MbBlock *leaf)
{
    guint at = 0;
    for (MbSpan *span; (span = find_marked_span(leaf, at)) != NULL; at++) {
        at = (guint)(span - &g_array_index(leaf->spans, MbSpan, 0));
        const guint start = span->start, end = span->end;
        g_autofree char *reason = g_strdup(mb_attrs_get(span->attrs, "reason"));
        note_pages(w, leaf);
        if (end - start == strlen(MB_WITHHELD_SHOWN) && g_str_has_prefix(leaf->text->str + start, MB_WITHHELD_SHOWN)) {
            mb_attrs_set(&span->attrs, "text", NULL);
            continue;
        }
        clear_stretch(leaf, start, end);
        mb_block_replace(leaf, start, end, MB_WITHHELD_SHOWN, NULL);
        span = mb_block_add_span(leaf, start, start + (guint)strlen(MB_WITHHELD_SHOWN), MB_SPAN_WITHHELD, NULL);
        mb_attrs_set(&span->attrs, "reason", reason);
        at = (guint)(span - &g_array_index(leaf->spans, MbSpan, 0));
    }
}

static void drop_spans(Work *w)
{
    for (MbBlock *block = w->document->body; block; block = mb_block_next(w->document->body, block))
        if (block->text && find_marked_span(block, 0))
            drop_spans_of(w, block);
}

static void mark_shown(Work *w, const MbBlock *leaf)
{
    for (guint i = 0; i < leaf->runs->len; i++) {
        const MbRun *run = &g_array_index(leaf->runs, MbRun, i);
        const MbPage *page = mb_document_page(w->document, run->page);
        if (page && run->word >= 0 && (guint)run->word < page->words->len)
            ((guint8 *)g_hash_table_lookup(w->shown, page))[run->word] = 1;
    }
}

static void blank_page(const MbPage *page, const guint8 *shown)
{
    for (guint i = 0; i < page->words->len; i++) {
        MbWord *word = mb_page_word(page, i);
        if (shown[i])
            continue;
        word->text = "";
        g_clear_pointer(&word->readings, g_array_unref);
    }
}

/* Only what a block still shows is known to be public. */
static void blank_words(Work *w)
{
    MbDocument *document = w->document;
    for (guint i = 0; i < document->pages->len; i++) {
        MbPage *page = document->pages->pdata[i];
        g_hash_table_insert(w->shown, page, g_malloc0(page->words->len + 1));
    }
    for (MbBlock *block = document->body; block; block = mb_block_next(document->body, block))
        if (block->runs)
            mark_shown(w, block);
    for (guint i = 0; i < document->pages->len; i++)
        blank_page(document->pages->pdata[i], g_hash_table_lookup(w->shown, document->pages->pdata[i]));
}

static void drop_page_notes(Work *w)
{
    MbDocument *document = w->document;
    for (guint i = document->outline->len; i-- > 0;) {
        const int page = g_array_index(document->outline, MbBookmark, i).page;
        if (page == 0 || is_noted(w, page))
            g_array_remove_index(document->outline, i);
    }
    for (guint i = 0; i < document->tagged->len; i++) {
        MbTagged *tagged = &g_array_index(document->tagged, MbTagged, i);
        if (is_noted(w, tagged->page)) {
            g_free(tagged->text);
            tagged->text = g_strdup("");
        }
    }
    for (guint i = 0; i < document->pages->len; i++) {
        const MbPage *page = document->pages->pdata[i];
        for (guint k = 0; is_noted(w, page->number) && k < page->links->len; k++)
            g_clear_pointer(&g_array_index(page->links, MbLink, k).uri, g_free);
    }
}

/* The gates' own issues say where, and never what. */
static bool is_of_gates(MbIssueTag tag)
{
    return tag == MB_ISSUE_TEXT_EXEMPT || tag == MB_ISSUE_REDACTION_FAILED || tag == MB_ISSUE_TEXT_HIDDEN || tag == MB_ISSUE_COMMENT_LEFT ||
           tag == MB_ISSUE_REVISION_DIFFERS || tag == MB_ISSUE_PERSONAL_DATA;
}

static void drop_subjects(Work *w)
{
    for (guint i = 0; i < w->document->issues->len; i++) {
        MbIssue *issue = &g_array_index(w->document->issues, MbIssue, i);
        if (!is_of_gates(issue->tag) && (issue->page == 0 || is_noted(w, issue->page)))
            g_clear_pointer(&issue->subject, g_free);
    }
}

static void drop_file_title(Work *w)
{
    static const char *const names[] = {"title", "subject", "keywords", "description"};
    for (guint i = 0; is_noted(w, 1) && i < G_N_ELEMENTS(names); i++)
        mb_attrs_set(&w->document->metadata, names[i], NULL);
}

void mb_document_drop_withheld(MbDocument *document)
{
    g_autoptr(GHashTable) repeated = mb_repeats_list(document);
    mb_repeats_drop(document, repeated);
    if (!mb_document_has_withheld(document))
        return;
    g_autoptr(GHashTable) pages = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) shown = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    Work w = {document, pages, shown};
    drop_blocks(&w);
    drop_spans(&w);
    blank_words(&w);
    drop_page_notes(&w);
    drop_subjects(&w);
    drop_file_title(&w);
}
