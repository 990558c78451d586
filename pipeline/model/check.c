#include "model/check.h"

#include "base/error.h"

#include <string.h>

/* A breach is our own fault: the message says where. */
G_GNUC_PRINTF(3, 4)
static bool breach(GError **error, const MbBlock *block, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *law = g_strdup_vprintf(format, args);
    va_end(args);
    g_set_error(error, MB_MODEL_ERROR, MB_ERROR_BUG, "page %d: %s '%.40s': %s", block->page, mb_block_kind_name(block->kind),
                block->text ? block->text->str : "", law);
    return false;
}

/* Whether an offset stands between two characters. */
static bool is_border(const MbBlock *block, guint offset)
{
    return ((guchar)block->text->str[offset] & 0xC0) != 0x80;
}

static bool check_runs(const MbDocument *document, const MbBlock *block, GError **error)
{
    guint floor = 0;
    for (guint i = 0; i < block->runs->len; i++) {
        MbRun run = g_array_index(block->runs, MbRun, i);
        if (run.start < floor || run.start + run.length > block->text->len)
            return breach(error, block, "run %u is out of order or range", i);
        if (!is_border(block, run.start) || !is_border(block, run.start + run.length))
            return breach(error, block, "run %u cuts a character", i);
        floor = run.start + run.length;
        MbPage *page = mb_document_page(document, run.page);
        if (!page || run.word < 0 || (guint)run.word >= page->words->len)
            return breach(error, block, "run %u points to no word", i);
    }
    return true;
}

static bool check_span(const MbDocument *document, const MbBlock *block, const MbSpan *span, GError **error)
{
    if (span->start >= span->end || span->end > block->text->len)
        return breach(error, block, "span %s is out of range", mb_span_kind_name(span->kind));
    if (!is_border(block, span->start) || !is_border(block, span->end))
        return breach(error, block, "span %s cuts a character", mb_span_kind_name(span->kind));
    if (span->ref && !mb_document_entity(document, span->ref))
        return breach(error, block, "span %s points to no entity: '%s'", mb_span_kind_name(span->kind), span->ref);
    return true;
}

/* Spans by start, longer first, nest like brackets: the ends of the open ones are a stack. */
static bool check_spans(const MbDocument *document, const MbBlock *block, GError **error)
{
    if (!block->spans)
        return true;
    g_autoptr(GArray) ends = g_array_new(FALSE, FALSE, sizeof(guint));
    guint floor = 0;
    for (guint i = 0; i < block->spans->len; i++) {
        const MbSpan *span = &g_array_index(block->spans, MbSpan, i);
        if (!check_span(document, block, span, error))
            return false;
        if (span->start < floor)
            return breach(error, block, "span %u is out of order", i);
        floor = span->start;
        while (ends->len && g_array_index(ends, guint, ends->len - 1) <= span->start)
            g_array_set_size(ends, ends->len - 1);
        if (ends->len && g_array_index(ends, guint, ends->len - 1) < span->end)
            return breach(error, block, "span %u crosses another", i);
        g_array_append_val(ends, span->end);
    }
    return true;
}

static bool check_text(const MbBlock *block, GError **error)
{
    const char *text = block->text->str;
    if (strlen(text) != block->text->len || !g_utf8_validate(text, (gssize)block->text->len, NULL))
        return breach(error, block, "text is not valid UTF-8");
    if (*text == ' ' || (block->text->len && text[block->text->len - 1] == ' ') || strstr(text, "  "))
        return breach(error, block, "text has space at an end or twice");
    return true;
}

static bool check_tree(const MbBlock *block, GError **error)
{
    const MbBlock *before = NULL;
    for (const MbBlock *child = block->first_child; child; before = child, child = child->next) {
        if (child->parent != block || child->prev != before)
            return breach(error, child, "links of the tree disagree");
        if (!mb_block_can_contain(block->kind, child->kind))
            return breach(error, child, "may not stand in %s", mb_block_kind_name(block->kind));
    }
    if (block->last_child != before)
        return breach(error, block, "last child is wrong");
    return true;
}

static bool check_kind(const MbBlock *block, GError **error)
{
    if (mb_block_kind_is_leaf(block->kind) != (block->text != NULL))
        return breach(error, block, "leaf and text disagree");
    if (block->kind == MB_BLOCK_HEADING && (block->level < 1 || block->level > 6))
        return breach(error, block, "level %d is not 1 to 6", block->level);
    if (block->kind == MB_BLOCK_CELL && (block->row_span < 1 || block->col_span < 1))
        return breach(error, block, "cell spans nothing");
    if (!(block->conf >= 0 && block->conf <= 1))
        return breach(error, block, "confidence is not 0 to 1");
    bool needs_child = block->kind == MB_BLOCK_LIST || block->kind == MB_BLOCK_TABLE || block->kind == MB_BLOCK_ROW;
    if (needs_child && !block->first_child)
        return breach(error, block, "is empty");
    return true;
}

static bool check_place(const MbDocument *document, const MbBlock *block, GError **error)
{
    if (block->page && !mb_document_page(document, block->page))
        return breach(error, block, "stands on a page that is not there");
    if (!(block->box.x0 <= block->box.x1 && block->box.y0 <= block->box.y1))
        return breach(error, block, "box is turned inside out");
    return true;
}

bool mb_block_check(const MbDocument *document, const MbBlock *block, GError **error)
{
    return check_tree(block, error) && check_kind(block, error) && check_place(document, block, error) &&
           (!block->text || (check_text(block, error) && check_runs(document, block, error) && check_spans(document, block, error)));
}

static bool check_pages(const MbDocument *document, GError **error)
{
    int before = 0;
    for (guint i = 0; i < document->pages->len; i++) {
        const MbPage *page = document->pages->pdata[i];
        if (page->number <= before) {
            g_set_error(error, MB_MODEL_ERROR, MB_ERROR_BUG, "page %d: stands after page %d", page->number, before);
            return false;
        }
        before = page->number;
    }
    return true;
}

bool mb_document_check(const MbDocument *document, GError **error)
{
    if (!check_pages(document, error))
        return false;
    for (MbBlock *block = document->body; block; block = mb_block_next(document->body, block))
        if (!mb_block_check(document, block, error))
            return false;
    return true;
}
