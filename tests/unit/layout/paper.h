/*
 * Pages made in the test: words set in lines, and what layout makes of them as
 * one line a leaf. For tests/unit/layout alone.
 *
 * Type is half as wide as it is high, a space a quarter; so the width of a line
 * can be told from its text.
 */
#ifndef MB_TESTS_PAPER_H
#define MB_TESTS_PAPER_H

#include "model/check.h"
#include "model/document.h"
#include "stage/stages.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#define A4_WIDTH 595
#define A4_HEIGHT 842

typedef struct {
    double size;
    const char *font; /* "Arial", "Arial-Bold", "Wingdings" */
    int turn;
} Type;

static const Type body = {10, "Arial", 0};
static const Type bold G_GNUC_UNUSED = {10, "Arial-Bold", 0};

static inline MbPage *add_page(MbDocument *document, double width, double height)
{
    MbPage *page = mb_page_new((int)document->pages->len + 1, width, height);
    mb_document_take_page(document, page);
    return page;
}

/* A box of the upright frame in page points. */
static inline MbBox turned(const MbPage *page, MbBox b, int turn)
{
    if (turn == 1)
        return (MbBox){page->width - b.y1, b.x0, page->width - b.y0, b.x1};
    if (turn == 3)
        return (MbBox){b.y0, page->height - b.x1, b.y1, page->height - b.x0};
    return b;
}

/* Sets a text from x on the baseline y, both in the upright frame of its turn. Returns its right end. */
static inline double put(MbDocument *document, MbPage *page, double x, double y, Type type, const char *text)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    for (guint i = 0; words[i]; i++) {
        double width = (double)g_utf8_strlen(words[i], -1) * type.size / 2;
        MbWord word = mb_word_init();
        word.text = words[i];
        word.box = turned(page, (MbBox){x, y - 0.8 * type.size, x + width, y + 0.2 * type.size}, type.turn);
        word.baseline = type.turn == 1 ? page->width - y : y;
        word.size = type.size;
        word.turn = (int16_t)type.turn;
        word.font = mb_document_intern_font(document, type.font);
        mb_page_append_word(page, &word);
        x += width + type.size / 4;
    }
    return x - type.size / 4;
}

/* Sets lines one below the other, 1.2 sizes apart; NULL ends. Returns the baseline after the last. */
static inline double put_lines(MbDocument *document, MbPage *page, double x, double y, Type type, ...)
{
    va_list lines;
    va_start(lines, type);
    for (const char *line; (line = va_arg(lines, const char *)); y += 1.2 * type.size)
        put(document, page, x, y, type, line);
    va_end(lines);
    return y;
}

static inline int list_depth(const MbBlock *block)
{
    int depth = 0;
    for (; block; block = block->parent)
        depth += block->kind == MB_BLOCK_LIST;
    return depth;
}

static inline void describe(GString *out, const MbBlock *leaf)
{
    if (leaf->artifact)
        g_string_append_printf(out, "%s: ", mb_artifact_name(leaf->artifact));
    else if (leaf->kind == MB_BLOCK_HEADING)
        g_string_append(out, "# ");
    if (leaf->parent->kind == MB_BLOCK_ITEM && leaf == leaf->parent->first_child)
        g_string_append_printf(out, "%d%s ", list_depth(leaf), leaf->parent->label ? leaf->parent->label : "-");
    g_string_append_printf(out, "%s\n", leaf->text->str);
}

/* Runs layout, audits, and gives one line a leaf. Caller frees. */
static inline char *lay_out(MbDocument *document)
{
    MbOptions options = mb_options_init();
    g_autoptr(GError) error = NULL;
    assert_true(mb_stage_layout.run(document, &options, &error));
    if (!mb_document_check(document, &error))
        fail_msg("%s", error->message);
    for (guint i = 0; i < document->pages->len; i++) {
        g_autoptr(GArray) left = NULL;
        assert_int_equal(mb_document_uncovered(document, (int)i + 1, &left), 0);
    }
    GString *out = g_string_new(NULL);
    for (MbBlock *block = document->body; block; block = mb_block_next(document->body, block))
        if (block->text)
            describe(out, block);
    return g_string_free(out, FALSE);
}

#endif
