/* Tables of web pages. */
#include "html-walk.h"

#include <stdlib.h>
#include <string.h>

/* Browsers stop at 1,000 columns and 65,534 rows (HTML standard, 4.9.11); no table of ours is near the first. */
#define SPAN_MAX 1000

static bool is_named(const MbHtmlNode *node, const char *name)
{
    return node->name && !strcmp(node->name, name);
}

static bool is_cell(const MbHtmlNode *node)
{
    return is_named(node, "td") || is_named(node, "th");
}

static int read_span(const MbHtmlNode *cell, const char *name)
{
    const char *value = mb_attrs_get(cell->attrs, name);
    return value ? (int)CLAMP(strtol(value, NULL, 10), 1, SPAN_MAX) : 1;
}

static bool has_data_cells(const MbHtmlNode *row)
{
    for (const MbHtmlNode *cell = row->first_child; cell; cell = cell->next)
        if (is_named(cell, "td"))
            return true;
    return false;
}

/* What a th heads: what it says, else the column in rows of headers alone, else the row. */
static MbScope scope_of(const MbHtmlNode *cell)
{
    MbScope scope;
    const char *said = mb_attrs_get(cell->attrs, "scope");
    if (!is_named(cell, "th"))
        return MB_SCOPE_NOT;
    if (said && *said && mb_scope_from_name(said, &scope))
        return scope;
    return has_data_cells(cell->parent) && !is_named(cell->parent->parent, "thead") ? MB_SCOPE_ROW : MB_SCOPE_COL;
}

static void add_row(MbHtmlWalk *walk, MbBlock *table, const MbHtmlNode *node)
{
    MbBlock *row = mb_block_new(MB_BLOCK_ROW);
    row->page = 1;
    for (const MbHtmlNode *child = node->first_child; child; child = child->next) {
        if (!is_cell(child))
            continue;
        MbBlock *cell = mb_block_new(MB_BLOCK_CELL);
        cell->page = 1;
        cell->row_span = read_span(child, "rowspan");
        cell->col_span = read_span(child, "colspan");
        cell->scope = scope_of(child);
        mb_html_walk_into(walk, child, false, cell, NULL);
        mb_block_append(row, cell);
    }
    if (row->first_child)
        mb_block_append(table, row);
    else
        mb_block_free(row);
}

/* The one caption a table may have. */
static const MbHtmlNode *find_caption(const MbHtmlNode *table)
{
    for (const MbHtmlNode *node = table->first_child; node; node = node->next)
        if (is_named(node, "caption"))
            return node;
    return NULL;
}

static void add_caption(MbBlock *table, const MbHtmlNode *node)
{
    g_autofree char *text = mb_html_dup_text(node);
    if (!*text)
        return;
    MbBlock *caption = mb_block_new(MB_BLOCK_CAPTION);
    caption->page = 1;
    mb_block_append_text(caption, text);
    mb_block_append(table, caption);
}

/* Text that stands in a table but in no cell is shown before it, as browsers do. */
static void put_stray_text(MbHtmlWalk *walk, const MbHtmlNode *table, const MbHtmlNode *caption)
{
    for (const MbHtmlNode *node = table->first_child; node;) {
        bool is_inside = node == caption || (is_cell(node) && is_named(node->parent, "tr"));
        if (node->text) {
            mb_flow_break(walk->flow);
            mb_flow_put(walk->flow, node->text, -1);
        }
        node = is_inside ? mb_html_skip(table, node) : mb_html_next(table, node);
    }
    mb_flow_break(walk->flow);
}

void mb_html_walk_table(MbHtmlWalk *walk, const MbHtmlNode *node)
{
    const MbHtmlNode *caption = find_caption(node);
    mb_flow_break(walk->flow);
    put_stray_text(walk, node, caption);
    MbBlock *table = mb_block_new(MB_BLOCK_TABLE);
    table->page = 1;
    if (caption)
        add_caption(table, caption);
    for (const MbHtmlNode *at = node->first_child; at;) {
        bool is_row = is_named(at, "tr");
        if (is_row)
            add_row(walk, table, at);
        at = is_row ? mb_html_skip(node, at) : mb_html_next(node, at);
    }
    if (table->last_child && table->last_child->kind == MB_BLOCK_ROW)
        mb_flow_take_block(walk->flow, table);
    else
        mb_block_free(table);
}
