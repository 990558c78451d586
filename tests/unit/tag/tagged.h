/*
 * A document made of lines, tagged, and what was found in it: for the tests of
 * stage tag. "# Title" is a heading, "1) text" or "- text" a point of a list,
 * anything else a paragraph.
 */
#ifndef MB_TEST_TAGGED_H
#define MB_TEST_TAGGED_H

#include "model/check.h"
#include "stage/stages.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static inline MbBlock *leaf_of(MbBlockKind kind, const char *text, int page)
{
    MbBlock *leaf = mb_block_new(kind);
    leaf->page = page;
    mb_block_append_text(leaf, text);
    return leaf;
}

static inline MbBlock *point_of(const char *line, int page)
{
    MbBlock *point = mb_block_new(MB_BLOCK_ITEM);
    const char *space = strchr(line, ' ');
    point->page = page;
    if (*line != '-')
        point->label = g_strndup(line, (gsize)(space - line));
    mb_block_append(point, leaf_of(MB_BLOCK_PARAGRAPH, space + 1, page));
    return point;
}

static inline bool is_point_line(const char *line)
{
    const char *space = strchr(line, ' ');
    return space && (*line == '-' || space[-1] == ')');
}

static inline void add_line(MbDocument *document, const char *line, int page)
{
    MbBlock *body = document->body;
    if (is_point_line(line)) {
        if (!body->last_child || body->last_child->kind != MB_BLOCK_LIST)
            mb_block_append(body, mb_block_new(MB_BLOCK_LIST));
        body->last_child->page = page;
        mb_block_append(body->last_child, point_of(line, page));
    } else if (*line == '#') {
        mb_block_append(body, leaf_of(MB_BLOCK_HEADING, line + 2, page));
    } else {
        mb_block_append(body, leaf_of(MB_BLOCK_PARAGRAPH, line, page));
    }
}

/* Tags a document, which must stay legal. */
static inline void tag_document(MbDocument *document)
{
    MbOptions options = mb_options_init();
    g_autoptr(GError) error = NULL;
    if (!mb_stage_run(&mb_stage_tag, document, &options, &error) || !mb_document_check(document, &error))
        fail_msg("%s", error->message);
}

/* A document of lines, not tagged yet; "\f" begins a new page. The caller frees it. */
static inline MbDocument *document_of(const char *const *lines)
{
    MbDocument *document = mb_document_new("test.txt");
    int page = 1;
    mb_document_take_page(document, mb_page_new(page, 595, 842));
    for (guint i = 0; lines[i]; i++) {
        if (*lines[i] == '\f')
            mb_document_take_page(document, mb_page_new(++page, 595, 842));
        else
            add_line(document, lines[i], page);
    }
    return document;
}

/* Tags lines; "\f" begins a new page. The caller frees the document. */
static inline MbDocument *tag_lines(const char *const *lines)
{
    MbDocument *document = document_of(lines);
    tag_document(document);
    return document;
}

#define TAGGED(...) tag_lines((const char *const[]){__VA_ARGS__, NULL})

/* All spans of a kind as "text|text"; caller frees. */
static inline char *spans_of(const MbDocument *document, MbSpanKind kind)
{
    GString *out = g_string_new(NULL);
    for (MbBlock *block = document->body; block; block = mb_block_next(document->body, block))
        for (guint i = 0; block->spans && i < block->spans->len; i++) {
            const MbSpan *span = &g_array_index(block->spans, MbSpan, i);
            if (span->kind == kind)
                g_string_append_printf(out, "%s%.*s", out->len ? "|" : "", (int)(span->end - span->start), block->text->str + span->start);
        }
    return g_string_free(out, FALSE);
}

static inline void expect_spans(const MbDocument *document, MbSpanKind kind, const char *want)
{
    g_autofree char *got = spans_of(document, kind);
    assert_string_equal(got, want);
}

/* The span of a kind with this text, or a failure. */
static inline const MbSpan *span_with(const MbDocument *document, MbSpanKind kind, const char *text)
{
    for (MbBlock *block = document->body; block; block = mb_block_next(document->body, block))
        for (guint i = 0; block->spans && i < block->spans->len; i++) {
            const MbSpan *span = &g_array_index(block->spans, MbSpan, i);
            if (span->kind == kind && span->end - span->start == strlen(text) && !strncmp(block->text->str + span->start, text, strlen(text)))
                return span;
        }
    fail_msg("no span '%s'", text);
    return NULL;
}

static inline void expect_attr(const MbDocument *document, MbSpanKind kind, const char *text, const char *name, const char *want)
{
    const char *got = mb_attrs_get(span_with(document, kind, text)->attrs, name);
    assert_non_null(got);
    assert_string_equal(got, want);
}

/* The first block of a kind, or NULL. */
static inline MbBlock *first_block(const MbDocument *document, MbBlockKind kind)
{
    for (MbBlock *block = document->body; block; block = mb_block_next(document->body, block))
        if (block->kind == kind)
            return block;
    return NULL;
}

#endif
