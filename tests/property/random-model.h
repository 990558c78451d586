/*
 * Random legal documents of all kinds of blocks, for property tests of what
 * comes after tag. Same seed: same document. Included by one .c file a test.
 */
#ifndef MB_TESTS_RANDOM_MODEL_H
#define MB_TESTS_RANDOM_MODEL_H

#include "model/document.h"

typedef struct {
    GRand *rand;
    MbDocument *document;
    guint budget; /* blocks that may still be made */
} Maker;

static guint below(Maker *m, guint n)
{
    return (guint)g_rand_int_range(m->rand, 0, (gint32)n);
}

static bool chance(Maker *m, guint percent)
{
    return below(m, 100) < percent;
}

static const char *pick_text(Maker *m)
{
    static const char *const words[] = {"the",     "Committee",  "£48,500", "<b>&amp;",   "Siân",  "\"quoted\"", "12%",
                                        "a",       "Wednesday,", "]]>",     "2018-03-12", "ŵŷ",    "(1)",        "\xEF\xBF\xBE",
                                        "be noted", "—",          "x",       "𝔘nicode",    "'s",    "\x01",       "O’Hara"};
    return words[below(m, G_N_ELEMENTS(words))];
}

static void add_pages(Maker *m)
{
    guint count = 1 + below(m, 6);
    int number = 0;
    for (guint i = 0; i < count; i++) {
        MbPage *page = mb_page_new(number += 1 + (int)below(m, 2), 595.3, 841.9);
        if (chance(m, 30))
            mb_attrs_set(&page->attrs, "kind", "slide");
        for (guint w = 1 + below(m, 30); w > 0; w--) {
            MbWord word = mb_word_init();
            word.text = pick_text(m);
            word.box = (MbBox){below(m, 500), below(m, 800), 0, 0};
            word.box.x1 = word.box.x0 + 20;
            word.box.y1 = word.box.y0 + 10;
            word.origin = chance(m, 30) ? MB_ORIGIN_OCR : MB_ORIGIN_TEXT;
            word.conf = word.origin == MB_ORIGIN_OCR ? (float)below(m, 100) / 100 : 1;
            word.hidden = chance(m, 5) ? MB_HIDDEN_TINY : MB_HIDDEN_NOT;
            mb_page_append_word(page, &word);
        }
        mb_document_take_page(m->document, page);
    }
}

static const char *const attr_names[] = {"href", "date",   "time", "normalized", "by",   "choice", "as",  "was",  "conf",
                                         "page", "number", "kind", "icon",       "unit", "value",  "eId", "bbox", "why"};
static const char *const attr_values[] = {"",         "#",     "2018-03-12", "2018-02-30", "18:00:00", "6pm", "#for", "p-one",
                                          "#p-two", "a b c", "http://x/é [1]", "javascript:alert(1)", "up",   "%zz", "<&\">"};

static void add_attrs(Maker *m, MbAttrs **attrs)
{
    while (chance(m, 40))
        mb_attrs_set(attrs, attr_names[below(m, G_N_ELEMENTS(attr_names))], attr_values[below(m, G_N_ELEMENTS(attr_values))]);
}

static void add_spans(Maker *m, MbBlock *leaf)
{
    static const char *const ids[] = {"p-one", "p-two", "o-three", NULL};
    for (guint i = below(m, 6); i > 0 && leaf->text->len; i--) {
        const char *text = leaf->text->str;
        guint from = below(m, (guint)leaf->text->len), to = from + 1 + below(m, (guint)leaf->text->len - from);
        while (from > 0 && ((guchar)text[from] & 0xC0) == 0x80)
            from--;
        while (to < leaf->text->len && ((guchar)text[to] & 0xC0) == 0x80)
            to++;
        MbSpan *span = mb_block_add_span(leaf, from, to, (MbSpanKind)below(m, MB_SPAN_KINDS), ids[below(m, G_N_ELEMENTS(ids))]);
        if (span)
            add_attrs(m, &span->attrs);
    }
}

static void fill_leaf(Maker *m, MbBlock *leaf)
{
    guint p = below(m, m->document->pages->len);
    for (guint i = below(m, 12); i > 0; i--) {
        const MbPage *page = m->document->pages->pdata[p];
        guint word = below(m, page->words->len);
        if (chance(m, 10))
            mb_block_consume_word(leaf, page, word);
        else
            mb_block_append_word(leaf, page, word, (MbJoin)below(m, 2));
        if (chance(m, 10) && p + 1 < m->document->pages->len)
            p++;
    }
    if (!leaf->runs->len && chance(m, 50))
        mb_block_append_text(leaf, "text without words");
    add_spans(m, leaf);
}

static void add_children(Maker *m, MbBlock *parent, guint depth);

static void dress(Maker *m, MbBlock *block)
{
    if (chance(m, 10))
        block->artifact = (MbArtifact)(1 + below(m, MB_ARTIFACT_NAVIGATION));
    if (block->kind == MB_BLOCK_HEADING)
        block->level = 1 + (int)below(m, 6);
    if ((block->kind == MB_BLOCK_HEADING || block->kind == MB_BLOCK_ITEM) && chance(m, 40))
        block->label = g_strdup(pick_text(m));
    if (block->kind == MB_BLOCK_CELL) {
        block->row_span = 1 + (int)below(m, 3);
        block->col_span = 1 + (int)below(m, 3);
        block->scope = (MbScope)below(m, 5);
        block->check = (MbCheck)below(m, 5);
    }
    if (block->kind == MB_BLOCK_PART)
        mb_attrs_set(&block->attrs, "kind", chance(m, 50) ? "minutes" : "report");
    else if (chance(m, 20))
        add_attrs(m, &block->attrs);
    if (block->text)
        fill_leaf(m, block);
}

static MbBlock *add_child(Maker *m, MbBlock *parent, MbBlockKind kind, guint depth)
{
    MbBlock *child = mb_block_new(kind);
    if (m->budget)
        m->budget--;
    dress(m, child);
    mb_block_append(parent, child);
    if (!child->text)
        add_children(m, child, depth + 1);
    return child;
}

static void add_children(Maker *m, MbBlock *parent, guint depth)
{
    for (guint i = below(m, 8); i > 0 && m->budget && depth < 30; i--) {
        MbBlockKind kind = (MbBlockKind)below(m, MB_BLOCK_KINDS);
        if (mb_block_can_contain(parent->kind, kind))
            add_child(m, parent, kind, depth);
    }
    bool needs_child = parent->kind == MB_BLOCK_LIST || parent->kind == MB_BLOCK_TABLE || parent->kind == MB_BLOCK_ROW;
    if (needs_child && !parent->first_child)
        add_child(m, parent, parent->kind == MB_BLOCK_LIST ? MB_BLOCK_ITEM : parent->kind == MB_BLOCK_TABLE ? MB_BLOCK_ROW : MB_BLOCK_CELL,
                  depth);
}

static void add_facts(Maker *m)
{
    static const char *const names[] = {"council", "body", "date", "kind", "title", "number", "language", "subtype"};
    static const char *const values[] = {"Mercia Borough Council", "minutes", "2019-10-23", "report", "", "Café & Bar", "cy", "<1>", "eng"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        if (chance(m, 50))
            mb_attrs_set(&m->document->facts, names[i], values[below(m, G_N_ELEMENTS(values))]);
}

/* A document that passes mb_document_check; caller frees with mb_document_free. */
static MbDocument *random_document(guint32 seed)
{
    Maker m = {.rand = g_rand_new_with_seed(seed), .document = mb_document_new("random <&> file.pdf"), .budget = 1 + seed % 200};
    add_pages(&m);
    add_facts(&m);
    mb_document_intern_entity(m.document, "p-one", MB_SPAN_PERSON, "Councillor One");
    mb_document_intern_entity(m.document, "p-two", MB_SPAN_ROLE, "");
    mb_document_intern_entity(m.document, "o-three", MB_SPAN_ORGANIZATION, "Three & Co");
    mb_document_add_issue(m.document, MB_ISSUE_TEXT_HIDDEN, 1, (MbBox){1, 2, 3, 4}, "<subject>");
    bool parts = chance(&m, 40);
    for (guint i = below(&m, 12); i > 0; i--) {
        MbBlockKind kind = (MbBlockKind)below(&m, MB_BLOCK_KINDS);
        if (mb_block_can_contain(MB_BLOCK_BODY, kind) && (parts || kind != MB_BLOCK_PART))
            add_child(&m, m.document->body, kind, 1);
    }
    g_rand_free(m.rand);
    return m.document;
}

#endif
