#include "archive-reader.h"

#include "base/error.h"
#include "base/text.h"

#include <limits.h>
#include <string.h>

#define XML(text) ((const xmlChar *)(text))

static void on_error(void *user, xmlErrorPtr raised)
{
    MbArchive *archive = user;
    if (raised->level < XML_ERR_ERROR || archive->error)
        return;
    g_autofree char *message = mb_text_dup_collapsed(raised->message ? raised->message : "not well formed");
    g_set_error(&archive->error, MB_XML_ERROR, MB_ERROR_DOCUMENT, "line %d: %s", raised->line, message);
}

static bool fail(MbArchive *archive, GError **error, const char *why)
{
    if (archive->error)
        g_propagate_error(error, g_steal_pointer(&archive->error));
    else
        g_set_error(error, MB_XML_ERROR, MB_ERROR_DOCUMENT, "line %d: %s", xmlTextReaderGetParserLineNumber(archive->reader), why);
    return false;
}

bool mb_archive_read_node(MbArchive *archive, GError **error)
{
    int got = xmlTextReaderRead(archive->reader);
    if (got < 0 || archive->error)
        return fail(archive, error, "not well formed");
    if (got == 1 && xmlTextReaderNodeType(archive->reader) == XML_READER_TYPE_DOCUMENT_TYPE)
        return fail(archive, error, "a document type declaration is not archive XML");
    return got == 1;
}

const char *mb_archive_node_name(const MbArchive *archive)
{
    return (const char *)xmlTextReaderConstLocalName(archive->reader);
}

/* libxml2's memory stays libxml2's: what leaves this file is GLib's. */
static char *take_xml(xmlChar *text)
{
    char *copy = text ? mb_text_dup_clean((const char *)text, -1) : NULL;
    xmlFree(text);
    return copy;
}

char *mb_archive_dup_attr(MbArchive *archive, const char *name, const char *ns)
{
    return take_xml(ns ? xmlTextReaderGetAttributeNs(archive->reader, XML(name), XML(ns))
                       : xmlTextReaderGetAttribute(archive->reader, XML(name)));
}

static bool is_in(const char *name, const char *const *names)
{
    for (; names && *names; names++)
        if (!strcmp(name, *names))
            return true;
    return false;
}

void mb_archive_collect_attrs(MbArchive *archive, const char *const *without, MbAttrs **attrs)
{
    while (xmlTextReaderMoveToNextAttribute(archive->reader) == 1) {
        const char *ns = (const char *)xmlTextReaderConstNamespaceUri(archive->reader);
        const char *name = mb_archive_node_name(archive);
        if ((ns && strcmp(ns, MB_ARCHIVE_NS)) || is_in(name, without))
            continue;
        g_autofree char *value = take_xml(xmlTextReaderValue(archive->reader));
        mb_attrs_set(attrs, name, value ? value : "");
    }
    xmlTextReaderMoveToElement(archive->reader);
}

/* Elements of the meta block that hold entities; an unknown TLC is a concept. */
static MbSpanKind class_of(const char *name)
{
    static const struct {
        const char *name;
        MbSpanKind kind;
    } classes[] = {{"TLCPerson", MB_SPAN_PERSON},
                   {"TLCRole", MB_SPAN_ROLE},
                   {"TLCOrganization", MB_SPAN_ORGANIZATION},
                   {"TLCLocation", MB_SPAN_LOCATION}};
    for (guint i = 0; i < G_N_ELEMENTS(classes); i++)
        if (!strcmp(name, classes[i].name))
            return classes[i].kind;
    return MB_SPAN_MEASURE;
}

static void free_entity(gpointer data)
{
    MbEntity *entity = data;
    g_free(entity->id);
    g_free(entity->show_as);
    mb_attrs_free(entity->attrs);
    g_free(entity);
}

static void read_entity(MbArchive *archive, MbSpanKind kind)
{
    static const char *const without[] = {"eId", "showAs", NULL};
    g_autofree char *id = mb_archive_dup_attr(archive, "eId", NULL);
    if (!id || g_hash_table_contains(archive->by_id, id))
        return;
    MbEntity *entity = g_new0(MbEntity, 1);
    entity->id = g_steal_pointer(&id);
    entity->kind = kind;
    entity->show_as = mb_archive_dup_attr(archive, "showAs", NULL);
    entity->show_as = entity->show_as ? entity->show_as : g_strdup(entity->id);
    mb_archive_collect_attrs(archive, without, &entity->attrs);
    g_ptr_array_add(archive->entities, entity);
    g_hash_table_insert(archive->by_id, entity->id, entity);
}

static void clear_issue(gpointer data)
{
    MbArchiveIssue *issue = data;
    g_free((char *)issue->tag);
    g_free((char *)issue->severity);
    g_free((char *)issue->message);
}

static char *or_empty(char *text)
{
    return text ? text : g_strdup("");
}

static void read_issue(MbArchive *archive)
{
    g_autofree char *page = mb_archive_dup_attr(archive, "page", NULL);
    MbArchiveIssue issue = {or_empty(mb_archive_dup_attr(archive, "tag", NULL)),
                            or_empty(mb_archive_dup_attr(archive, "severity", NULL)),
                            or_empty(take_xml(xmlTextReaderReadString(archive->reader))),
                            page ? (int)CLAMP(g_ascii_strtoll(page, NULL, 10), 0, INT_MAX) : 0};
    g_array_append_val(archive->issues, issue);
}

static void set_fact(MbArchive *archive, const char *name, const char *attribute)
{
    if (mb_attrs_get(archive->facts, name))
        return;
    g_autofree char *value = mb_archive_dup_attr(archive, attribute, NULL);
    mb_attrs_set(&archive->facts, name, value);
}

/* Plain facts: the first element of that name in the meta block that has the attribute tells. */
static const struct {
    const char *element, *attribute, *fact;
} fact_sources[] = {{"FRBRuri", "value", "uri"}, {"FRBRlanguage", "language", "language"}, {"FRBRname", "value", "title"}};

static void read_meta_element(MbArchive *archive, const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(fact_sources); i++)
        if (!strcmp(name, fact_sources[i].element))
            set_fact(archive, fact_sources[i].fact, fact_sources[i].attribute);
    if (g_str_has_prefix(name, "TLC"))
        read_entity(archive, class_of(name));
    else if (!strcmp(name, "issue"))
        read_issue(archive);
    else if (!strcmp(name, "source"))
        mb_archive_collect_attrs(archive, NULL, &archive->facts);
    else if (!strcmp(name, "facts")) {
        static const char *const without[] = {"kind", "language", NULL};
        mb_archive_collect_attrs(archive, without, &archive->facts);
    } else if (!strcmp(name, "FRBRdate")) {
        g_autofree char *what = mb_archive_dup_attr(archive, "name", NULL);
        if (!g_strcmp0(what, "meeting"))
            set_fact(archive, "date", "date");
    }
}

/* Reads to the end of the first meta element. The root tells what the document is. */
static bool read_meta(MbArchive *archive, GError **error)
{
    int in_meta = -1;
    while (mb_archive_read_node(archive, error)) {
        int type = xmlTextReaderNodeType(archive->reader), depth = xmlTextReaderDepth(archive->reader);
        const char *name = mb_archive_node_name(archive);
        if (type == XML_READER_TYPE_ELEMENT && depth == 0 && strcmp(name, "akomaNtoso"))
            return fail(archive, error, "the root element is not akomaNtoso");
        if (type == XML_READER_TYPE_ELEMENT && depth == 1)
            set_fact(archive, "kind", "name");
        else if (type == XML_READER_TYPE_ELEMENT && in_meta < 0 && !strcmp(name, "meta")) {
            if (xmlTextReaderIsEmptyElement(archive->reader))
                return true;
            in_meta = depth;
        } else if (type == XML_READER_TYPE_ELEMENT && in_meta >= 0)
            read_meta_element(archive, name);
        else if (type == XML_READER_TYPE_END_ELEMENT && depth == in_meta)
            return true;
    }
    return error && *error ? false : fail(archive, error, "there is no meta element");
}

MbArchive *mb_archive_open(GBytes *bytes, GError **error)
{
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    if (size > INT_MAX) {
        g_set_error(error, MB_XML_ERROR, MB_ERROR_LIMIT, "archive XML is larger than %d bytes", INT_MAX);
        return NULL;
    }
    g_autoptr(MbArchive) archive = g_new0(MbArchive, 1);
    archive->bytes = g_bytes_ref(bytes);
    archive->entities = g_ptr_array_new_with_free_func(free_entity);
    archive->by_id = g_hash_table_new(g_str_hash, g_str_equal);
    archive->issues = g_array_new(FALSE, FALSE, sizeof(MbArchiveIssue));
    g_array_set_clear_func(archive->issues, clear_issue);
    mb_archive_walk_init(archive);
    archive->reader = xmlReaderForMemory(data ? data : "", (int)size, NULL, NULL, XML_PARSE_NONET | XML_PARSE_COMPACT);
    if (!archive->reader) {
        g_set_error(error, MB_XML_ERROR, MB_ERROR_DOCUMENT, "archive XML is empty");
        return NULL;
    }
    xmlTextReaderSetStructuredErrorHandler(archive->reader, on_error, archive);
    GError *problem = NULL;
    if (read_meta(archive, &problem))
        return g_steal_pointer(&archive);
    g_propagate_error(error, problem);
    return NULL;
}

void mb_archive_free(MbArchive *archive)
{
    if (!archive)
        return;
    mb_archive_walk_clear(archive);
    if (archive->reader)
        xmlFreeTextReader(archive->reader);
    g_clear_error(&archive->error);
    mb_attrs_free(archive->facts);
    g_ptr_array_unref(archive->entities);
    g_hash_table_unref(archive->by_id);
    g_array_unref(archive->issues);
    g_bytes_unref(archive->bytes);
    g_free(archive);
}

const char *mb_archive_fact(const MbArchive *archive, const char *name)
{
    return mb_attrs_get(archive->facts, name);
}

const GPtrArray *mb_archive_entities(const MbArchive *archive)
{
    return archive->entities;
}

const GArray *mb_archive_issues(const MbArchive *archive)
{
    return archive->issues;
}

char *mb_archive_dup_tree(GBytes *bytes, guint width, GError **error)
{
    g_autoptr(MbArchive) archive = mb_archive_open(bytes, error);
    if (!archive)
        return NULL;
    g_autoptr(GString) out = g_string_new(NULL);
    const MbArchiveBlock *block;
    GError *problem = NULL;
    while (mb_archive_next(archive, &block, &problem)) {
        g_string_append_printf(out, "%*s%s", (int)block->depth * 2, "", mb_archive_kind_name(block->kind));
        if (block->page)
            g_string_append_printf(out, " p%d", block->page);
        if (block->artifact)
            g_string_append_printf(out, " (%s)", block->artifact);
        if (block->check)
            g_string_append_printf(out, " %s", block->check);
        if (block->label)
            g_string_append_printf(out, " [%s]", block->label);
        g_string_append(out, " | ");
        mb_text_append_cut(out, block->text, width);
        g_string_append_c(out, '\n');
    }
    if (problem) {
        g_propagate_error(error, problem);
        return NULL;
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}
