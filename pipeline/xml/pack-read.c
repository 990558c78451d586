/*
 * Reading pack XML: libxml2's SAX events drive a table of elements. Nothing is
 * kept of the XML itself, so the memory is the document's alone. A DOCTYPE is
 * refused: with it go entities, external or swelling.
 */
#include "xml/pack.h"

#include "base/error.h"
#include "model/check.h"
#include "pack-reader.h"

#include <libxml/SAX2.h>
#include <libxml/parserInternals.h>
#include <limits.h>
#include <string.h>

static int line_of(const PackReader *reader)
{
    return reader->parser ? xmlSAX2GetLineNumber(reader->parser) : 0;
}

bool pack_fail(PackReader *reader, const char *format, ...)
{
    if (reader->error)
        return false;
    va_list args;
    va_start(args, format);
    g_autofree char *message = g_strdup_vprintf(format, args);
    va_end(args);
    g_set_error(&reader->error, MB_XML_ERROR, MB_ERROR_DOCUMENT, "line %d: %s", line_of(reader), message);
    return false;
}

static bool is_ours(const xmlChar *uri, const char *ours)
{
    return uri && !strcmp((const char *)uri, ours);
}

static bool read_attr(PackReader *reader, const char *name, const char *value, gsize length, MbAttrs **attrs)
{
    if (!attrs)
        return pack_fail(reader, "attribute 'a:%s' may not stand on '%s'", name, reader->name);
    g_autofree char *copy = g_strndup(value, length);
    mb_attrs_set(attrs, name, copy);
    return true;
}

bool pack_read_attributes(PackReader *reader, const PackAttributes *attributes, const FieldTable *table, void *object, MbAttrs **attrs,
                          const char *extra, char **extra_value)
{
    for (int i = 0; i < attributes->count; i++) {
        const xmlChar **at = attributes->raw + 5 * i;
        const char *name = (const char *)at[0], *value = (const char *)at[3];
        gsize length = (gsize)(at[4] - at[3]);
        if (is_ours(at[2], MB_PACK_ATTRS_NAMESPACE)) {
            if (!read_attr(reader, name, value, length, attrs))
                return false;
            continue;
        }
        const Field *field = at[2] ? NULL : pack_field_find(table, name);
        if (field && !pack_field_read(field, object, value, length))
            return pack_fail(reader, "attribute '%s' of '%s' is not legal: '%.*s'", name, reader->name, (int)MIN(length, 60), value);
        if (!field && extra && !at[2] && !strcmp(extra, name))
            *extra_value = g_strndup(value, length);
        else if (!field)
            return pack_fail(reader, "attribute '%s' may not stand on '%s'", name, reader->name);
    }
    return true;
}

static const FieldTable no_fields;

static bool start_pack(PackReader *reader, const PackAttributes *attributes)
{
    g_autofree char *format = NULL;
    if (!pack_read_attributes(reader, attributes, &pack_document_fields, reader->document, NULL, "format", &format))
        return false;
    if (g_strcmp0(format, PACK_FORMAT))
        return pack_fail(reader, "format of the pack is '%s', not '" PACK_FORMAT "'", format ? format : "");
    return reader->document->name || pack_fail(reader, "pack has no name");
}

static bool start_metadata(PackReader *reader, const PackAttributes *attributes)
{
    return pack_read_attributes(reader, attributes, &no_fields, NULL, &reader->document->metadata, NULL, NULL);
}

static bool start_facts(PackReader *reader, const PackAttributes *attributes)
{
    return pack_read_attributes(reader, attributes, &no_fields, NULL, &reader->document->facts, NULL, NULL);
}

static bool start_font(PackReader *reader, const PackAttributes *attributes)
{
    GArray *fonts = reader->document->fonts;
    g_array_set_size(fonts, fonts->len + 1);
    MbFont *font = &g_array_index(fonts, MbFont, fonts->len - 1);
    return pack_read_attributes(reader, attributes, &pack_font_fields, font, NULL, NULL, NULL) &&
           (font->name || pack_fail(reader, "font has no name"));
}

static bool start_bookmark(PackReader *reader, const PackAttributes *attributes)
{
    reader->bookmark = (MbBookmark){0};
    return pack_read_attributes(reader, attributes, &pack_bookmark_fields, &reader->bookmark, NULL, NULL, NULL) &&
           (reader->bookmark.level || pack_fail(reader, "bookmark has no level"));
}

static bool end_bookmark(PackReader *reader)
{
    const MbBookmark *made = &reader->bookmark;
    mb_document_add_bookmark(reader->document, reader->text->str, made->level, made->page, made->y);
    return true;
}

static bool start_tagged(PackReader *reader, const PackAttributes *attributes)
{
    g_free(reader->tagged.role);
    reader->tagged = (MbTagged){0};
    return pack_read_attributes(reader, attributes, &pack_tagged_fields, &reader->tagged, NULL, NULL, NULL) &&
           (reader->tagged.role || pack_fail(reader, "tagged text has no role"));
}

static bool end_tagged(PackReader *reader)
{
    const MbTagged *made = &reader->tagged;
    mb_document_add_tagged(reader->document, made->role, reader->text->str, made->page, made->depth);
    MbTagged *added = &g_array_index(reader->document->tagged, MbTagged, reader->document->tagged->len - 1);
    added->group = made->group;
    added->row = made->row;
    return true;
}

static bool start_entity(PackReader *reader, const PackAttributes *attributes)
{
    MbEntity entity = {.kind = MB_SPAN_KINDS};
    bool ok = pack_read_attributes(reader, attributes, &pack_entity_fields, &entity, &entity.attrs, NULL, NULL);
    if (ok && (!entity.id || !entity.show_as || entity.kind == MB_SPAN_KINDS))
        ok = pack_fail(reader, "entity lacks its id, kind or name");
    if (ok && xmlValidateNCName((const xmlChar *)entity.id, 0))
        ok = pack_fail(reader, "id of an entity is no name: '%s'", entity.id);
    if (ok && !mb_document_take_entity(reader->document, &entity))
        ok = pack_fail(reader, "two entities have the id '%s'", entity.id);
    mb_entity_clear(&entity);
    return ok;
}

static bool start_issue(PackReader *reader, const PackAttributes *attributes)
{
    MbIssue issue = {.tag = MB_ISSUE_TAGS};
    bool ok = pack_read_attributes(reader, attributes, &pack_issue_fields, &issue, NULL, NULL, NULL);
    if (ok && issue.tag == MB_ISSUE_TAGS)
        ok = pack_fail(reader, "issue has no tag");
    if (ok)
        mb_document_add_issue(reader->document, issue.tag, issue.page, issue.box, issue.subject);
    g_free(issue.subject);
    return ok;
}

static bool start_event(PackReader *reader, const PackAttributes *attributes)
{
    GArray *history = reader->document->history;
    g_array_set_size(history, history->len + 1);
    MbEvent *event = &g_array_index(history, MbEvent, history->len - 1);
    return pack_read_attributes(reader, attributes, &pack_event_fields, event, NULL, NULL, NULL) &&
           ((event->stage && event->version && event->options) || pack_fail(reader, "event lacks its stage, version or options"));
}

static bool end_pack(PackReader *reader)
{
    return reader->seen_body || pack_fail(reader, "pack has no body");
}

static const PackElement pack_children[] = {
    {.name = "metadata", .start = start_metadata},
    {.name = "facts", .start = start_facts},
    {.name = "font", .start = start_font},
    {.name = "bookmark", .start = start_bookmark, .end = end_bookmark, .place = PACK_TEXT},
    {.name = "tagged", .start = start_tagged, .end = end_tagged, .place = PACK_TEXT},
    {.name = "entity", .start = start_entity},
    {.name = "issue", .start = start_issue},
    {.name = "event", .start = start_event},
};
static const PackElement pack_element = {"pack", PACK_NO_TEXT, pack_children, G_N_ELEMENTS(pack_children), start_pack, end_pack};

/* The element of this name that may stand in the open one. */
static const PackElement *find_child(PackReader *reader, const char *name)
{
    if (reader->depth == 0)
        return strcmp(name, "pack") ? NULL : &pack_element;
    const PackElement *open = reader->open[reader->depth - 1];
    if (reader->block)
        return pack_block_child(reader, name);
    if (open == &pack_element && !strcmp(name, "page"))
        return &pack_page_element;
    if (open == &pack_element && !strcmp(name, "body"))
        return &pack_body_element;
    for (guint i = 0; i < open->child_count; i++)
        if (!strcmp(open->children[i].name, name))
            return &open->children[i];
    return NULL;
}

static void on_start(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespaces,
                     const xmlChar **declared, int count, int defaulted, const xmlChar **raw)
{
    (void)prefix, (void)namespaces, (void)declared, (void)defaulted;
    PackReader *reader = data;
    if (reader->error)
        return;
    reader->name = (const char *)name;
    const PackElement *element = is_ours(uri, MB_PACK_NAMESPACE) ? find_child(reader, reader->name) : NULL;
    if (!element) {
        pack_fail(reader, "element '%s' may not stand here", reader->name);
    } else if (reader->depth == PACK_DEPTH) {
        pack_fail(reader, "elements are nested too deep");
    } else {
        PackAttributes attributes = {raw, count};
        reader->open[reader->depth++] = element;
        if (element->place == PACK_TEXT)
            g_string_truncate(reader->text, 0);
        if (element->start(reader, &attributes))
            return;
    }
    xmlStopParser(reader->parser);
}

static void on_end(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    (void)name, (void)prefix, (void)uri;
    PackReader *reader = data;
    if (reader->error)
        return;
    const PackElement *element = reader->open[--reader->depth];
    if (element->end && !element->end(reader))
        xmlStopParser(reader->parser);
}

static bool is_blank(const char *text, int length)
{
    for (int i = 0; i < length; i++)
        if (!strchr(" \t\r\n", text[i]))
            return false;
    return true;
}

static void on_text(void *data, const xmlChar *raw, int length)
{
    PackReader *reader = data;
    const char *text = (const char *)raw;
    if (reader->error || reader->depth == 0)
        return;
    switch (reader->open[reader->depth - 1]->place) {
    case PACK_TEXT:
        g_string_append_len(reader->text, text, length);
        return;
    case PACK_READING_TEXT:
        g_string_append_len(reader->reading_text, text, length);
        return;
    case PACK_BLOCK_TEXT:
        g_string_append_len(reader->block->text, text, length);
        return;
    case PACK_NO_TEXT:
        break;
    }
    if (!is_blank(text, length)) {
        pack_fail(reader, "text may not stand here: '%.*s'", MIN(length, 40), text);
        xmlStopParser(reader->parser);
    }
}

static void on_doctype(void *data, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
    (void)name, (void)external, (void)system;
    PackReader *reader = data;
    pack_fail(reader, "a document type may not stand in pack XML");
    xmlStopParser(reader->parser);
}

static void on_error(void *data, xmlErrorPtr raised)
{
    PackReader *reader = data;
    if (raised->level < XML_ERR_ERROR || reader->error)
        return;
    g_autofree char *message = g_strstrip(g_strdup(raised->message ? raised->message : "not well-formed"));
    g_set_error(&reader->error, MB_XML_ERROR, MB_ERROR_DOCUMENT, "line %d: %s", raised->line, message);
    xmlStopParser(reader->parser);
}

static void parse(PackReader *reader, const char *data, int size)
{
    reader->parser = xmlCreateMemoryParserCtxt(data, size);
    if (!reader->parser) {
        pack_fail(reader, "is empty");
        return;
    }
    *reader->parser->sax = (xmlSAXHandler){.initialized = XML_SAX2_MAGIC, .startElementNs = on_start, .endElementNs = on_end,
                                           .characters = on_text, .cdataBlock = on_text, .internalSubset = on_doctype,
                                           .serror = on_error};
    reader->parser->userData = reader;
    /* NOENT only turns "&amp;" in attributes into "&": no other entity can be declared. */
    xmlCtxtUseOptions(reader->parser, XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_NOENT);
    xmlParseDocument(reader->parser);
    if (!reader->parser->wellFormed)
        pack_fail(reader, "not well-formed");
    GError *breach = NULL;
    if (!reader->error && !mb_document_check(reader->document, &breach))
        pack_fail(reader, "%s", breach->message);
    g_clear_error(&breach);
    xmlFreeParserCtxt(reader->parser);
}

static void clear_reader(PackReader *reader)
{
    g_string_free(reader->text, TRUE);
    g_string_free(reader->reading_text, TRUE);
    g_clear_pointer(&reader->word.readings, g_array_unref);
    mb_page_free(reader->page);
    g_free(reader->runs);
    g_free(reader->tagged.role);
}

MbDocument *mb_pack_read(GBytes *bytes, GError **error)
{
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    if (size > INT_MAX) {
        g_set_error(error, MB_XML_ERROR, MB_ERROR_LIMIT, "pack XML is larger than %d bytes", INT_MAX);
        return NULL;
    }
    g_autoptr(MbDocument) document = mb_document_new(NULL);
    PackReader reader = {.document = document, .text = g_string_new(NULL), .reading_text = g_string_new(NULL)};
    parse(&reader, data ? data : "", (int)size);
    clear_reader(&reader);
    if (!reader.error)
        return g_steal_pointer(&document);
    g_propagate_error(error, reader.error);
    return NULL;
}
