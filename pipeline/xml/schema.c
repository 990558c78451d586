#include "xml/schema.h"

#include "base/error.h"

#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <limits.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(xmlDoc, xmlFreeDoc)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(xmlRelaxNG, xmlRelaxNGFree)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(xmlRelaxNGParserCtxt, xmlRelaxNGFreeParserCtxt)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(xmlRelaxNGValidCtxt, xmlRelaxNGFreeValidCtxt)

/* What libxml2 said first, and the code that this means here. */
typedef struct {
    GError *error;
    MbErrorCode code;
} Fault;

static void on_fault(void *data, xmlErrorPtr raised)
{
    Fault *fault = data;
    if (fault->error)
        return;
    g_autofree char *message = g_strstrip(g_strdup(raised->message ? raised->message : "not valid"));
    g_set_error(&fault->error, MB_XML_ERROR, (gint)fault->code, "line %d: %s", raised->line, message);
}

/* The schema; what goes wrong in it is our own fault. */
static xmlRelaxNG *read_schema(const char *path, Fault *fault)
{
    g_autoptr(xmlRelaxNGParserCtxt) parser = xmlRelaxNGNewParserCtxt(path);
    if (!parser)
        return NULL;
    xmlRelaxNGSetParserStructuredErrors(parser, on_fault, fault);
    return xmlRelaxNGParse(parser);
}

static bool check(GBytes *bytes, const char *path, Fault *fault)
{
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    fault->code = MB_ERROR_ENVIRONMENT;
    g_autoptr(xmlRelaxNG) schema = read_schema(path, fault);
    if (!schema)
        return false;
    fault->code = MB_ERROR_DOCUMENT;
    g_autoptr(xmlDoc) document =
        size && size <= INT_MAX ? xmlReadMemory(data, (int)size, NULL, NULL, XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_NOERROR) : NULL;
    if (!document)
        return false;
    g_autoptr(xmlRelaxNGValidCtxt) valid = xmlRelaxNGNewValidCtxt(schema);
    xmlRelaxNGSetValidStructuredErrors(valid, on_fault, fault);
    return xmlRelaxNGValidateDoc(valid, document) == 0;
}

bool mb_xml_check_relaxng(GBytes *bytes, const char *schema, GError **error)
{
    Fault fault = {0};
    bool ok = check(bytes, schema, &fault);
    if (!ok && !fault.error)
        g_set_error(&fault.error, MB_XML_ERROR, (gint)fault.code,
                    fault.code == MB_ERROR_DOCUMENT ? "line 1: not well-formed" : "cannot read the schema '%s'", schema);
    if (ok)
        g_clear_error(&fault.error);
    else
        g_propagate_error(error, fault.error);
    return ok;
}
