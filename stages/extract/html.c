/* Web pages: the walk over the elements that makes lines of them. */
#include "extract.h"

#include "html-walk.h"
#include "xml/html.h"

#include <string.h>

/* Lists and tables inside each other deeper than this become plain lines. */
#define NESTING_MAX 8

static MbFlowLine *line_at(const MbFlow *flow, guint i)
{
    return flow->lines->pdata[i];
}

/* A single break in a heading is only a place to wrap. */
static void walk_break(MbHtmlWalk *walk)
{
    if (walk->in_heading)
        mb_flow_put(walk->flow, " ", 1);
    else
        mb_flow_break(walk->flow);
}

static void walk_block(MbHtmlWalk *walk, const MbHtmlNode *node)
{
    mb_flow_break(walk->flow);
    mb_html_walk(walk, node);
    mb_flow_break(walk->flow);
}

static void walk_heading(MbHtmlWalk *walk, const MbHtmlNode *node)
{
    guint first = walk->flow->lines->len;
    bool was_in = walk->in_heading;
    walk->in_heading = true;
    walk_block(walk, node);
    walk->in_heading = was_in;
    for (guint i = first; i < walk->flow->lines->len; i++)
        line_at(walk->flow, i)->level = mb_web_heading_level(walk->words, node);
}

static void walk_furniture(MbHtmlWalk *walk, const MbHtmlNode *node)
{
    guint first = walk->flow->lines->len;
    bool was_quiet = walk->is_quiet;
    walk->is_quiet = true;
    walk_block(walk, node);
    walk->is_quiet = was_quiet;
    for (guint i = first; i < walk->flow->lines->len; i++)
        line_at(walk->flow, i)->is_furniture = true;
}

/* "PDF 135 KB" behind the title of an item is the file's size, not the title. */
static bool is_file_size(const MbHtmlWalk *walk, const MbHtmlNode *node)
{
    g_autofree char *text = mb_html_dup_text(node);
    GMatchInfo *match = NULL;
    int start = -1, end = -1;
    if (g_regex_match(walk->flow_words->file, text, 0, &match))
        g_match_info_fetch_pos(match, 0, &start, &end);
    g_match_info_free(match);
    /* "pdf icon PDF 135 KB" */
    return start >= 0 && start <= (int)strlen("pdf icon ");
}

static void walk_link(MbHtmlWalk *walk, const MbHtmlNode *node)
{
    if (walk->in_heading && !walk->is_quiet && is_file_size(walk, node)) {
        walk_furniture(walk, node);
        return;
    }
    MbFlow *flow = walk->flow;
    const char *uri = mb_attrs_get(node->attrs, "href");
    guint lines = flow->lines->len;
    bool was_open = flow->is_open;
    guint before = was_open ? (guint)line_at(flow, lines - 1)->text->len : 0;
    mb_html_walk(walk, node);
    guint at = was_open ? lines - 1 : lines;
    if (!uri || at >= flow->lines->len || flow->lines->len != at + 1)
        return;
    MbFlowLine *line = line_at(flow, at);
    MbFlowLink link = {before, (guint)line->text->len, NULL};
    while (link.start < link.end && line->text->str[link.start] == ' ')
        link.start++;
    if (link.start == link.end)
        return;
    link.uri = g_strdup(uri);
    g_array_append_val(line->links, link);
}

static void walk_plain(MbHtmlWalk *walk, const MbHtmlNode *node)
{
    mb_flow_break(walk->flow);
    for (const MbHtmlNode *at = node; at; at = mb_html_next(node, at)) {
        g_auto(GStrv) lines = g_strsplit(at->text ? at->text : "", "\n", -1);
        for (guint i = 0; lines[i]; i++) {
            if (i > 0)
                mb_flow_break(walk->flow);
            mb_flow_put(walk->flow, lines[i], -1);
        }
    }
    mb_flow_break(walk->flow);
}

/* The number cell is set before the first line of the cell beside it. */
static void walk_cell(MbHtmlWalk *walk, const MbHtmlNode *cell)
{
    if (mb_web_is_number_cell(walk->words, cell) && !walk->number && cell->next) {
        walk->number = mb_html_dup_text(cell);
        return;
    }
    g_autofree char *number = g_steal_pointer(&walk->number);
    guint first = walk->flow->lines->len;
    walk_block(walk, cell);
    if (!number || !*number)
        return;
    if (first == walk->flow->lines->len || line_at(walk->flow, first)->block) {
        mb_flow_put(walk->flow, number, -1);
        mb_flow_break(walk->flow);
        return;
    }
    MbFlowLine *line = line_at(walk->flow, first);
    g_string_prepend_c(line->text, ' ');
    g_string_prepend(line->text, number);
    for (guint i = 0; i < line->links->len; i++) {
        g_array_index(line->links, MbFlowLink, i).start += (guint)strlen(number) + 1;
        g_array_index(line->links, MbFlowLink, i).end += (guint)strlen(number) + 1;
    }
}

static void walk_kind(MbHtmlWalk *walk, const MbHtmlNode *node, MbWebKind kind)
{
    bool is_deep = walk->is_quiet || walk->in_heading || walk->depth >= NESTING_MAX;
    switch (kind) {
    case MB_WEB_INLINE:
        mb_html_walk(walk, node);
        break;
    case MB_WEB_BLOCK:
        (strcmp(node->name, "td") && strcmp(node->name, "th") ? walk_block : walk_cell)(walk, node);
        break;
    case MB_WEB_HEADING:
        walk_heading(walk, node);
        break;
    case MB_WEB_LIST:
        (is_deep ? walk_block : mb_html_walk_list)(walk, node);
        break;
    case MB_WEB_TABLE:
        (is_deep || mb_web_is_layout(walk->words, node) ? walk_block : mb_html_walk_table)(walk, node);
        break;
    case MB_WEB_BREAK:
        walk_break(walk);
        break;
    case MB_WEB_LINK:
        walk_link(walk, node);
        break;
    case MB_WEB_PLAIN:
        walk_plain(walk, node);
        break;
    case MB_WEB_SILENT:
        break;
    }
}

static void walk_element(MbHtmlWalk *walk, const MbHtmlNode *node)
{
    if (node == walk->main) {
        bool was_quiet = walk->is_quiet;
        walk->is_quiet = false;
        walk->main_from = walk->flow->lines->len;
        walk_block(walk, node);
        walk->main_to = walk->flow->lines->len;
        walk->is_quiet = was_quiet;
        return;
    }
    MbWebKind kind = mb_web_kind(walk->words, node);
    if (!walk->is_quiet && kind != MB_WEB_SILENT && mb_web_is_furniture(walk->words, node))
        walk_furniture(walk, node);
    else
        walk_kind(walk, node, kind);
}

static void walk_node(MbHtmlWalk *walk, const MbHtmlNode *node)
{
    if (node->text)
        mb_flow_put(walk->flow, node->text, -1);
    else
        walk_element(walk, node);
}

void mb_html_walk(MbHtmlWalk *walk, const MbHtmlNode *node)
{
    for (const MbHtmlNode *child = node->first_child; child; child = child->next)
        walk_node(walk, child);
}

/* Takes the label off the first line; bullets are shown by the list. */
static char *take_label(MbFlow *flow)
{
    MbFlowLine *line = flow->lines->len ? line_at(flow, 0) : NULL;
    MbLabel label;
    if (!line || line->block || !mb_label_parse(line->text->str, false, &label) || label.is_weak || label.rest >= line->text->len)
        return NULL;
    char *text = label.reading[0].style == MB_LABEL_BULLET ? NULL : g_strndup(line->text->str, label.length);
    g_string_erase(line->text, 0, label.rest);
    for (guint i = 0; i < line->links->len; i++) {
        MbFlowLink *link = &g_array_index(line->links, MbFlowLink, i);
        link->start -= MIN(link->start, label.rest);
        link->end -= MIN(link->end, label.rest);
    }
    return text;
}

/* A number cell that no cell followed keeps its text. */
static void put_number(MbHtmlWalk *walk)
{
    if (walk->number)
        mb_flow_put(walk->flow, walk->number, -1);
    mb_flow_break(walk->flow);
    g_clear_pointer(&walk->number, g_free);
}

void mb_html_walk_into(MbHtmlWalk *walk, const MbHtmlNode *node, bool is_whole, MbBlock *parent, char **label)
{
    g_autoptr(MbFlow) flow = mb_flow_new(walk->flow_words);
    MbHtmlWalk inner = *walk;
    inner.flow = flow;
    inner.number = NULL;
    inner.depth++;
    (is_whole ? walk_node : mb_html_walk)(&inner, node);
    put_number(&inner);
    if (label)
        *label = take_label(flow);
    mb_flow_mark(flow, false);
    mb_flow_build(flow, parent);
}

static void read_head(MbDocument *document, const MbHtml *html)
{
    const MbHtmlNode *title = mb_html_find(mb_html_root(html), "title");
    if (title) {
        g_autofree char *text = mb_html_dup_text(title);
        mb_attrs_set(&document->metadata, "title", *text ? text : NULL);
    }
    mb_attrs_set(&document->metadata, "charset", mb_html_charset(html));
}

/* Where the page says what its content is, everything around it is furniture. */
static void walk_page(MbHtmlWalk *walk, const MbHtmlNode *root)
{
    walk->main = mb_web_find_main(walk->words, root);
    walk->is_quiet = walk->main != NULL;
    mb_html_walk(walk, root);
    put_number(walk);
    for (guint i = 0; walk->main_to > 0 && i < walk->flow->lines->len; i++)
        if (i < walk->main_from || i >= walk->main_to)
            line_at(walk->flow, i)->is_furniture = true;
}

bool mb_extract_html(MbDocument *document, const MbOptions *options, GError **error)
{
    g_autoptr(MbFlowWords) flow_words = mb_flow_words_read(options->data_dir, error);
    g_autoptr(MbWebWords) web_words = flow_words ? mb_web_words_read(options->data_dir, error) : NULL;
    g_autoptr(MbHtml) html = web_words ? mb_html_read(options->source, error) : NULL;
    if (!html)
        return false;
    read_head(document, html);
    MbPage *page = mb_page_new(1, 0, 0);
    page->is_flowed = true;
    mb_document_take_page(document, page);
    g_autoptr(MbFlow) flow = mb_flow_new(flow_words);
    MbHtmlWalk walk = {.flow_words = flow_words, .words = web_words, .flow = flow};
    walk_page(&walk, mb_html_root(html));
    mb_flow_mark(flow, true);
    mb_flow_build(flow, document->body);
    return true;
}
