/* The tree of pack XML: blocks, their text with spans inline, and the runs back to the words. */
#include "pack-reader.h"

#include "base/number.h"
#include "model/check.h"

#include <string.h>

static bool start_body(PackReader *reader, const PackAttributes *attributes)
{
    MbBlock *body = reader->document->body;
    if (reader->seen_body)
        return pack_fail(reader, "a pack has one body");
    reader->seen_body = true;
    reader->block = body;
    return pack_read_attributes(reader, attributes, &pack_block_fields, body, &body->attrs, NULL, NULL);
}

static bool start_block(PackReader *reader, const PackAttributes *attributes)
{
    MbBlockKind kind;
    mb_block_kind_from_name(reader->name, &kind);
    if (++reader->block_depth > MB_LIMIT_BLOCK_DEPTH)
        return pack_fail(reader, "blocks are nested deeper than %d", MB_LIMIT_BLOCK_DEPTH);
    MbBlock *block = mb_block_new(kind);
    mb_block_append(reader->block, block);
    reader->block = block;
    reader->span_depth = 0;
    g_clear_pointer(&reader->runs, g_free);
    return pack_read_attributes(reader, attributes, pack_block_table(kind), block, &block->attrs, block->text ? "runs" : NULL,
                                &reader->runs);
}

/* Reads digits and moves on; false when there are none. */
static bool read_number(const char **at, guint *number)
{
    gint64 value;
    gsize digits = strspn(*at, "0123456789");
    if (!mb_number_parse_int(*at, digits, &value) || value > G_MAXINT)
        return false;
    *at += digits;
    *number = (guint)value;
    return true;
}

static void add_run(MbBlock *leaf, guint page, guint word, guint start, guint length)
{
    MbRun run = {start, length, (gint32)page, (gint32)word};
    g_array_append_val(leaf->runs, run);
}

/* One group, "3/0-11" or "3/12@70+4"; `end` is where the run before it ended. */
static bool read_group(MbBlock *leaf, const char **at, guint *end)
{
    guint page, first, last, start, length;
    if (!read_number(at, &page) || *(*at)++ != '/' || !read_number(at, &first))
        return false;
    if (**at == '@') {
        ++*at;
        if (!read_number(at, &start) || *(*at)++ != '+' || !read_number(at, &length))
            return false;
        add_run(leaf, page, first, start, length);
        *end = start + length;
        return true;
    }
    last = first;
    if (**at == '-') {
        ++*at;
        if (!read_number(at, &last) || last < first)
            return false;
    }
    for (guint word = first; word <= last; word++) {
        if (!pack_run_next(leaf->text, *end, &start, &length))
            return false;
        add_run(leaf, page, word, start, length);
        *end = start + length;
    }
    return true;
}

static bool read_runs(PackReader *reader, MbBlock *leaf)
{
    guint end = 0;
    for (const char *at = reader->runs; at && *at;) {
        if (!read_group(leaf, &at, &end) || (*at && *at != ' '))
            return pack_fail(reader, "runs of '%s' do not fit its text: '%.60s'", mb_block_kind_name(leaf->kind), reader->runs);
        at += *at == ' ';
    }
    return true;
}

static bool end_block(PackReader *reader)
{
    MbBlock *block = reader->block;
    if (block->text && !read_runs(reader, block))
        return false;
    g_autoptr(GError) breach = NULL;
    if (!mb_block_check(reader->document, block, &breach))
        return pack_fail(reader, "%s", breach->message);
    reader->block = block->parent;
    if (reader->block_depth)
        reader->block_depth--;
    return true;
}

static bool start_span(PackReader *reader, const PackAttributes *attributes)
{
    MbBlock *leaf = reader->block;
    MbSpan span = {.start = (guint)leaf->text->len};
    mb_span_kind_from_name(reader->name, &span.kind);
    if (reader->span_depth == MB_LIMIT_BLOCK_DEPTH)
        return pack_fail(reader, "spans are nested deeper than %d", MB_LIMIT_BLOCK_DEPTH);
    MbSpan *made = mb_block_take_span(leaf, span);
    reader->spans[reader->span_depth++] = leaf->spans->len - 1;
    return pack_read_attributes(reader, attributes, &pack_span_fields, made, &made->attrs, NULL, NULL);
}

static bool end_span(PackReader *reader)
{
    MbBlock *leaf = reader->block;
    MbSpan *span = &g_array_index(leaf->spans, MbSpan, reader->spans[--reader->span_depth]);
    span->end = (guint)leaf->text->len;
    return span->end > span->start || pack_fail(reader, "span '%s' is empty", mb_span_kind_name(span->kind));
}

static const PackElement branch_element = {.name = "block", .start = start_block, .end = end_block};
static const PackElement leaf_element = {.name = "leaf", .place = PACK_BLOCK_TEXT, .start = start_block, .end = end_block};
static const PackElement span_element = {.name = "span", .place = PACK_BLOCK_TEXT, .start = start_span, .end = end_span};
const PackElement pack_body_element = {.name = "body", .start = start_body, .end = end_block};

const PackElement *pack_block_child(PackReader *reader, const char *name)
{
    MbSpanKind span;
    MbBlockKind kind;
    if (reader->block->text)
        return mb_span_kind_from_name(name, &span) ? &span_element : NULL;
    if (!mb_block_kind_from_name(name, &kind) || !mb_block_can_contain(reader->block->kind, kind))
        return NULL;
    return mb_block_kind_is_leaf(kind) ? &leaf_element : &branch_element;
}
