#include "flow.h"

#include "base/text.h"

#include <math.h>
#include <string.h>

/* Columns of white space stand for this many points, so that one column already counts as an indent. */
#define COLUMN_POINTS 12.0

static void clear_link(gpointer link)
{
    g_free(((MbFlowLink *)link)->uri);
}

static void free_line(gpointer data)
{
    MbFlowLine *line = data;
    g_string_free(line->text, TRUE);
    g_array_unref(line->links);
    mb_block_free(line->block);
    g_free(line);
}

MbFlow *mb_flow_new(const MbFlowWords *words)
{
    MbFlow *flow = g_new0(MbFlow, 1);
    flow->words = words;
    flow->lines = g_ptr_array_new_with_free_func(free_line);
    flow->page = 1;
    return flow;
}

void mb_flow_free(MbFlow *flow)
{
    if (!flow)
        return;
    g_ptr_array_unref(flow->lines);
    g_free(flow);
}

static MbFlowLine *add_line(MbFlow *flow)
{
    MbFlowLine *line = g_new0(MbFlowLine, 1);
    line->text = g_string_new(NULL);
    line->links = g_array_new(FALSE, FALSE, sizeof(MbFlowLink));
    g_array_set_clear_func(line->links, clear_link);
    line->page = flow->page;
    line->after_gap = flow->gap || flow->lines->len == 0;
    flow->gap = false;
    flow->pending_space = false;
    g_ptr_array_add(flow->lines, line);
    return line;
}

MbFlowLine *mb_flow_line(MbFlow *flow)
{
    if (!flow->is_open)
        add_line(flow);
    flow->is_open = true;
    return flow->lines->pdata[flow->lines->len - 1];
}

void mb_flow_break(MbFlow *flow)
{
    flow->is_open = false;
    flow->pending_space = false;
}

void mb_flow_put(MbFlow *flow, const char *text, gssize length)
{
    const char *end = length < 0 ? text + strlen(text) : text + length;
    for (const char *at = text; at < end;) {
        const char *next = g_utf8_next_char(at);
        if (mb_char_is_space(g_utf8_get_char(at))) {
            flow->pending_space = true;
        } else {
            bool is_start = !flow->is_open;
            bool space = flow->pending_space;
            MbFlowLine *line = mb_flow_line(flow);
            if (space && !is_start && line->text->len)
                g_string_append_c(line->text, ' ');
            flow->pending_space = false;
            g_string_append_len(line->text, at, next - at);
        }
        at = next;
    }
}

void mb_flow_take_block(MbFlow *flow, MbBlock *block)
{
    mb_flow_break(flow);
    add_line(flow)->block = block;
}

/* The state of building: where blocks go, and the lists that are open. */
typedef struct {
    const MbFlow *flow;
    MbBlock *parent;
    MbLabelStack stack;
    MbBlock *lists[MB_LABEL_DEPTH];
    bool has_indents;
} Build;

/* A leaf with a line's text from a byte on, and its links. */
static MbBlock *new_leaf(MbBlockKind kind, const MbFlowLine *line, guint from)
{
    MbBlock *leaf = mb_block_new(kind);
    leaf->page = line->page;
    mb_block_append_text(leaf, line->text->str + MIN(from, line->text->len));
    for (guint i = 0; i < line->links->len; i++) {
        const MbFlowLink *link = &g_array_index(line->links, MbFlowLink, i);
        if (link->end <= from)
            continue;
        MbSpan *span = mb_block_add_span(leaf, MAX(link->start, from) - from, link->end - from, MB_SPAN_LINK, NULL);
        if (span)
            mb_attrs_set(&span->attrs, "href", link->uri);
    }
    return leaf;
}

static char *dup_label(const MbFlowLine *line)
{
    return line->label.reading[0].style == MB_LABEL_BULLET ? NULL : g_strndup(line->text->str, line->label.length);
}

static void close_lists(Build *build)
{
    build->stack.depth = 0;
}

static void add_paragraph(Build *build, const MbFlowLine *line)
{
    MbBlock *leaf = new_leaf(MB_BLOCK_PARAGRAPH, line, 0);
    leaf->artifact = line->kind == MB_FLOW_FURNITURE ? MB_ARTIFACT_NAVIGATION : MB_ARTIFACT_NOT;
    mb_block_append(build->parent, leaf);
}

static void add_heading(Build *build, const MbFlowLine *line)
{
    bool has_label = line->has_label && line->label.reading[0].style != MB_LABEL_BULLET && line->label.rest < line->text->len;
    MbBlock *leaf = new_leaf(MB_BLOCK_HEADING, line, has_label ? line->label.rest : 0);
    leaf->level = CLAMP(line->level, 1, 6);
    leaf->label = has_label ? dup_label(line) : NULL;
    mb_block_append(build->parent, leaf);
}

static MbBlock *new_list(Build *build, guint depth, int page)
{
    MbBlock *list = mb_block_new(MB_BLOCK_LIST);
    list->page = page;
    mb_block_append(depth == 1 ? build->parent : build->lists[depth - 2]->last_child, list);
    return list;
}

static void add_item(Build *build, const MbFlowLine *line, const MbFlowLine *next)
{
    static const MbLabel lost = {.readings = 1, .reading = {{.style = MB_LABEL_BULLET, .parts = 1, .bullet = 0xA0}}};
    const MbLabel *label = line->has_label ? &line->label : &lost;
    const MbLabel *after = next && next->kind == MB_FLOW_ITEM && next->has_label ? &next->label : NULL;
    guint was_open = build->stack.depth;
    double indent = build->has_indents ? line->columns * COLUMN_POINTS : NAN;
    MbLabelPlace place = mb_label_stack_place(&build->stack, label, after, indent);
    if (!place.continues || place.depth > was_open)
        build->lists[place.depth - 1] = new_list(build, place.depth, line->page);
    MbBlock *item = mb_block_new(MB_BLOCK_ITEM);
    item->page = line->page;
    item->label = line->has_label ? dup_label(line) : NULL;
    mb_block_append(build->lists[place.depth - 1], item);
    mb_block_append(item, new_leaf(MB_BLOCK_PARAGRAPH, line, line->has_label ? line->label.rest : 0));
}

/* A list of files and the like: its lines alone, as furniture. */
static void add_furniture(Build *build, MbBlock *block)
{
    for (MbBlock *at = block, *next; at; at = next) {
        next = mb_block_next(block, at);
        if (at->text) {
            MbBlock *leaf = mb_block_new(MB_BLOCK_PARAGRAPH);
            leaf->page = at->page;
            leaf->artifact = MB_ARTIFACT_NAVIGATION;
            mb_block_join(leaf, at, MB_JOIN_NONE);
            mb_block_append(build->parent, leaf);
        }
    }
    mb_block_free(block);
}

static void add_block(Build *build, MbFlowLine *line)
{
    MbBlock *block = g_steal_pointer(&line->block);
    if (line->kind == MB_FLOW_FURNITURE) {
        add_furniture(build, block);
        return;
    }
    if (mb_block_can_contain(build->parent->kind, block->kind)) {
        mb_block_append(build->parent, block);
        return;
    }
    g_autofree char *text = mb_block_dup_text(block);
    MbBlock *leaf = mb_block_new(MB_BLOCK_PARAGRAPH);
    leaf->page = line->page;
    mb_block_append_text(leaf, text);
    mb_block_append(build->parent, leaf);
    mb_block_free(block);
}

/*
 * White space in front says something about depth only where one bullet stands
 * both with and without it; else all items of a text may be indented alike, or
 * none ("·" and "§" of two levels, both at the margin).
 */
static bool has_indents(const MbFlow *flow)
{
    g_autoptr(GHashTable) flush = g_hash_table_new(NULL, NULL);
    for (int pass = 0; pass < 2; pass++)
        for (guint i = 0; i < flow->lines->len; i++) {
            const MbFlowLine *line = flow->lines->pdata[i];
            gunichar bullet = line->kind == MB_FLOW_ITEM && line->has_label ? line->label.reading[0].bullet : 0;
            if (bullet && pass == 0 && line->columns == 0)
                g_hash_table_add(flush, GUINT_TO_POINTER(bullet));
            else if (bullet && pass == 1 && line->columns > 0 && g_hash_table_contains(flush, GUINT_TO_POINTER(bullet)))
                return true;
        }
    return false;
}

void mb_flow_build(MbFlow *flow, MbBlock *parent)
{
    Build build = {.flow = flow, .parent = parent, .has_indents = has_indents(flow)};
    for (guint i = 0; i < flow->lines->len; i++) {
        MbFlowLine *line = flow->lines->pdata[i];
        const MbFlowLine *next = i + 1 < flow->lines->len ? flow->lines->pdata[i + 1] : NULL;
        if (!line->block && !line->text->len)
            continue;
        if (line->kind == MB_FLOW_ITEM && !line->block && mb_block_can_contain(parent->kind, MB_BLOCK_LIST)) {
            add_item(&build, line, next);
            continue;
        }
        close_lists(&build);
        if (line->block)
            add_block(&build, line);
        else if (line->kind == MB_FLOW_HEADING && mb_block_can_contain(parent->kind, MB_BLOCK_HEADING))
            add_heading(&build, line);
        else
            add_paragraph(&build, line);
    }
}
