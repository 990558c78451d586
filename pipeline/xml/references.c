#include "xml/references.h"

#include <libxml/xmlreader.h>
#include <string.h>

#define MAX_PROBLEMS 100

G_DEFINE_AUTOPTR_CLEANUP_FUNC(xmlTextReader, xmlFreeTextReader)

/* A reference that was met, to be looked up when all ids are known. */
typedef struct {
    char *id;
    int line;
} Reference;

typedef struct {
    GHashTable *ids;   /* owned strings */
    GArray *references; /* Reference */
    GPtrArray *problems;
} Check;

static void clear_reference(gpointer data)
{
    g_free(((Reference *)data)->id);
}

static void clear_check(Check *check)
{
    g_hash_table_unref(check->ids);
    g_array_unref(check->references);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Check, clear_check)

static void add_problem(Check *check, int line, const char *what, const char *subject)
{
    if (check->problems->len < MAX_PROBLEMS)
        g_ptr_array_add(check->problems, g_strdup_printf("line %d: %s: '%s'", line, what, subject));
}

/* Attributes that hold addresses; in each "#x" means the element whose eId is x. */
static bool is_address(const char *name)
{
    static const char *const names[] = {"href", "refersTo", "as", "by", "source", "src"};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        if (!strcmp(name, names[i]))
            return true;
    return false;
}

static void add_reference(Check *check, const char *id, int line)
{
    Reference reference = {g_strdup(id), line};
    g_array_append_val(check->references, reference);
}

/* References with spaces between them. */
static void add_list(Check *check, const char *value, int line)
{
    g_auto(GStrv) each = g_strsplit(value, " ", -1);
    for (guint i = 0; each[i]; i++) {
        if (each[i][0] == '#')
            add_reference(check, each[i] + 1, line);
        else
            add_problem(check, line, "no reference", each[i]);
    }
}

static void check_attribute(Check *check, xmlTextReader *reader)
{
    const char *name = (const char *)xmlTextReaderConstName(reader);
    const char *value = (const char *)xmlTextReaderConstValue(reader);
    int line = xmlTextReaderGetParserLineNumber(reader);
    if (!name || !value)
        return;
    if (!strcmp(name, "eId") && !g_hash_table_add(check->ids, g_strdup(value)))
        add_problem(check, line, "id stands twice", value);
    if (!strcmp(name, "mb:papers"))
        add_list(check, value, line);
    if (!is_address(name))
        return;
    if (strchr(value, ' '))
        add_problem(check, line, "space in an address", value);
    if (value[0] == '#' && value[1]) /* "#" alone is the document itself: what a reference without a known target holds */
        add_reference(check, value + 1, line);
}

/* What is wrong shows in the result; the library must print nothing. */
static void ignore_message(void *data, xmlErrorPtr message)
{
    (void)data, (void)message;
}

static bool read_all(Check *check, GBytes *bytes)
{
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    g_autoptr(xmlTextReader) reader = xmlReaderForMemory(data, (int)MIN(size, (gsize)G_MAXINT), NULL, NULL,
                                                           XML_PARSE_NONET | XML_PARSE_HUGE);
    if (!reader)
        return false;
    xmlTextReaderSetStructuredErrorHandler(reader, ignore_message, NULL);
    int more;
    while ((more = xmlTextReaderRead(reader)) == 1) {
        if (xmlTextReaderNodeType(reader) != XML_READER_TYPE_ELEMENT)
            continue;
        while (xmlTextReaderMoveToNextAttribute(reader) == 1)
            check_attribute(check, reader);
    }
    if (more < 0)
        add_problem(check, xmlTextReaderGetParserLineNumber(reader), "not well formed", "document.xml");
    return more == 0;
}

bool mb_references_check(GBytes *bytes, GPtrArray *problems)
{
    guint before = problems->len;
    g_auto(Check) check = {g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL), g_array_new(FALSE, FALSE, sizeof(Reference)),
                           problems};
    g_array_set_clear_func(check.references, clear_reference);
    if (!read_all(&check, bytes) && problems->len == before)
        add_problem(&check, 1, "cannot be read as XML", "document.xml");
    for (guint i = 0; i < check.references->len; i++) {
        const Reference *reference = &g_array_index(check.references, Reference, i);
        if (!g_hash_table_contains(check.ids, reference->id))
            add_problem(&check, reference->line, "reference finds nothing", reference->id);
    }
    return problems->len == before;
}
