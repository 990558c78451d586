/* Web pages: libxml2's HTML parser drives the building of our own small tree. */
#include "xml/html.h"

#include "base/error.h"
#include "base/limits.h"
#include "base/text.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <limits.h>
#include <string.h>

struct MbHtml {
    GStringChunk *store; /* names and texts */
    GPtrArray *nodes;    /* all, for freeing */
    MbHtmlNode *root;
    char *charset;
};

typedef struct {
    MbHtml *html;
    MbHtmlNode *open;
    guint depth;
    GString *text; /* characters that came since the last tag */
    guint skipped; /* open elements from a silent one inward */
} Builder;

static void free_node(gpointer data)
{
    mb_attrs_free(((MbHtmlNode *)data)->attrs);
    g_free(data);
}

static MbHtmlNode *add_node(MbHtml *html, MbHtmlNode *parent)
{
    MbHtmlNode *node = g_new0(MbHtmlNode, 1);
    g_ptr_array_add(html->nodes, node);
    node->parent = parent;
    if (!parent)
        return node;
    if (parent->last_child)
        parent->last_child->next = node;
    else
        parent->first_child = node;
    parent->last_child = node;
    return node;
}

static void flush_text(Builder *builder)
{
    if (!builder->text->len)
        return;
    g_autofree char *clean = mb_text_dup_clean(builder->text->str, (gssize)builder->text->len);
    add_node(builder->html, builder->open)->text = g_string_chunk_insert(builder->html->store, clean);
    g_string_truncate(builder->text, 0);
}

/* Elements whose content a reader of the page never sees as text. */
static bool is_silent(const char *name)
{
    static const char *const silent[] = {"script", "style", "template", "object", "datalist", NULL};
    return g_strv_contains(silent, name);
}

static void on_start(void *data, const xmlChar *raw, const xmlChar **raw_attrs)
{
    Builder *builder = data;
    g_autofree char *name = g_ascii_strdown((const char *)raw, -1);
    if (builder->skipped || is_silent(name)) {
        builder->skipped++;
        return;
    }
    flush_text(builder);
    if (++builder->depth > MB_LIMIT_BLOCK_DEPTH)
        return;
    MbHtmlNode *node = add_node(builder->html, builder->open);
    node->name = g_string_chunk_insert_const(builder->html->store, name);
    for (; raw_attrs && *raw_attrs; raw_attrs += 2) {
        g_autofree char *value = mb_text_dup_clean(raw_attrs[1] ? (const char *)raw_attrs[1] : "", -1);
        mb_attrs_set(&node->attrs, (const char *)raw_attrs[0], value);
    }
    builder->open = node;
}

static void on_end(void *data, const xmlChar *raw)
{
    (void)raw;
    Builder *builder = data;
    if (builder->skipped) {
        builder->skipped--;
        return;
    }
    flush_text(builder);
    if (builder->depth == 0)
        return;
    if (builder->depth-- <= MB_LIMIT_BLOCK_DEPTH && builder->open->parent)
        builder->open = builder->open->parent;
}

static void on_text(void *data, const xmlChar *text, int length)
{
    Builder *builder = data;
    if (!builder->skipped)
        g_string_append_len(builder->text, (const char *)text, length);
}

/* Errors in pages are mended, not reported. */
static void on_error(void *data, xmlErrorPtr raised)
{
    (void)data, (void)raised;
}

/* The name after "charset=" near the start: browsers look at 1,024 bytes, pages that declare it later are met. */
static char *find_charset(const char *data, gsize size)
{
    g_autofree char *head = g_strndup(data, MIN(size, 4096));
    for (gsize i = 0; i < MIN(size, 4096); i++)
        head[i] = head[i] ? g_ascii_tolower(head[i]) : ' ';
    const char *at = strstr(head, "charset=");
    if (!at)
        return NULL;
    at += strlen("charset=");
    at += strspn(at, "\"' ");
    gsize length = strspn(at, "abcdefghijklmnopqrstuvwxyz0123456789-_");
    return length ? g_strndup(at, length) : NULL;
}

/* The page as UTF-8. */
static char *dup_decoded(MbHtml *html, GBytes *bytes)
{
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    const char *was;
    char *text = mb_text_dup_decoded(bytes, &was);
    html->charset = g_strdup(was);
    g_autofree char *declared = strcmp(was, "windows-1252") ? NULL : find_charset(data, size);
    /* Latin-1 in a page means Windows-1252, and what is no UTF-8 must not be read as it */
    if (!declared || g_str_has_prefix(declared, "utf") || g_str_has_prefix(declared, "iso-8859-1"))
        return text;
    char *converted = g_convert_with_fallback(data, (gssize)size, "UTF-8", declared, "?", NULL, NULL, NULL);
    if (!converted)
        return text;
    g_free(text);
    g_free(html->charset);
    html->charset = g_steal_pointer(&declared);
    return converted;
}

static void parse(MbHtml *html, const char *text, gsize size)
{
    Builder builder = {.html = html, .open = html->root, .text = g_string_new(NULL)};
    htmlParserCtxtPtr parser = size ? htmlCreateMemoryParserCtxt(text, (int)size) : NULL;
    if (parser) {
        *parser->sax = (htmlSAXHandler){.startElement = on_start, .endElement = on_end, .characters = on_text,
                                        .ignorableWhitespace = on_text, .cdataBlock = NULL, .serror = on_error,
                                        .initialized = XML_SAX2_MAGIC};
        parser->userData = &builder;
        htmlCtxtUseOptions(parser, HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                                 HTML_PARSE_IGNORE_ENC);
        xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
        htmlParseDocument(parser);
        htmlFreeParserCtxt(parser);
    }
    flush_text(&builder);
    g_string_free(builder.text, TRUE);
}

MbHtml *mb_html_read(GBytes *bytes, GError **error)
{
    MbHtml *html = g_new0(MbHtml, 1);
    html->store = g_string_chunk_new(16384);
    html->nodes = g_ptr_array_new_with_free_func(free_node);
    html->root = add_node(html, NULL);
    html->root->name = "#document";
    g_autofree char *text = dup_decoded(html, bytes);
    gsize size = strlen(text);
    if (size > INT_MAX) {
        g_set_error(error, MB_XML_ERROR, MB_ERROR_LIMIT, "web page is larger than %d bytes", INT_MAX);
        mb_html_free(html);
        return NULL;
    }
    parse(html, text, size);
    return html;
}

void mb_html_free(MbHtml *html)
{
    if (!html)
        return;
    g_ptr_array_unref(html->nodes);
    g_string_chunk_free(html->store);
    g_free(html->charset);
    g_free(html);
}

const MbHtmlNode *mb_html_root(const MbHtml *html)
{
    return html->root;
}

const char *mb_html_charset(const MbHtml *html)
{
    return html->charset;
}

const MbHtmlNode *mb_html_skip(const MbHtmlNode *root, const MbHtmlNode *node)
{
    while (node && node != root) {
        if (node->next)
            return node->next;
        node = node->parent;
    }
    return NULL;
}

const MbHtmlNode *mb_html_next(const MbHtmlNode *root, const MbHtmlNode *node)
{
    return node->first_child ? node->first_child : mb_html_skip(root, node);
}

const MbHtmlNode *mb_html_find(const MbHtmlNode *root, const char *name)
{
    for (const MbHtmlNode *node = root; node; node = mb_html_next(root, node))
        if (node->name && !strcmp(node->name, name))
            return node;
    return NULL;
}

char *mb_html_dup_text(const MbHtmlNode *node)
{
    g_autoptr(GString) all = g_string_new(NULL);
    for (const MbHtmlNode *at = node; at; at = mb_html_next(node, at))
        if (at->text)
            g_string_append(all, at->text);
    return mb_text_dup_collapsed(all->str);
}
