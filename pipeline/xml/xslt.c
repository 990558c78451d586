#include "xml/xslt.h"

#include "base/error.h"
#include "base/text.h"
#include "base/tools.h"

#include <libexslt/exslt.h>
#include <libxml/parser.h>
#include <libxslt/security.h>
#include <libxslt/transform.h>
#include <libxslt/variables.h>
#include <libxslt/xsltutils.h>
#include <limits.h>

void mb_xml_list_tools(GString *tools)
{
    g_autofree char *xslt = g_strdup_printf("%d", xsltLibxsltVersion);
    mb_tools_add(tools, "libxml2", xmlParserVersion);
    mb_tools_add(tools, "libxslt", xslt);
}

struct MbXmlTree {
    xmlDocPtr doc;
};

struct MbStylesheet {
    xsltStylesheetPtr sheet;
};

static void refuse_doctype(void *user, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id)
{
    (void)name, (void)public_id, (void)system_id;
    xmlParserCtxtPtr parser = user;
    xmlStopParser(parser);
}

/* The default handler but for document types, so that no entity is ever declared. */
static xmlDocPtr parse(xmlParserCtxtPtr parser, const char *data, int size, GError **error)
{
    parser->sax->internalSubset = refuse_doctype;
    xmlDocPtr doc = xmlCtxtReadMemory(parser, data, size, NULL, NULL,
                                      XML_PARSE_NONET | XML_PARSE_COMPACT | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    if (doc && parser->wellFormed && !parser->disableSAX)
        return doc;
    const xmlError *last = xmlCtxtGetLastError(parser);
    g_autofree char *why = mb_text_dup_collapsed(last && last->message ? last->message : "not well formed, or with a document type");
    g_set_error(error, MB_XML_ERROR, MB_ERROR_DOCUMENT, "line %d: %s", last ? last->line : 1, why);
    if (doc)
        xmlFreeDoc(doc);
    return NULL;
}

MbXmlTree *mb_xml_tree_read(GBytes *bytes, GError **error)
{
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    if (size > INT_MAX) {
        g_set_error(error, MB_XML_ERROR, MB_ERROR_LIMIT, "XML is larger than %d bytes", INT_MAX);
        return NULL;
    }
    xmlParserCtxtPtr parser = xmlNewParserCtxt();
    xmlDocPtr doc = parse(parser, data ? data : "", (int)size, error);
    xmlFreeParserCtxt(parser);
    if (!doc)
        return NULL;
    MbXmlTree *tree = g_new0(MbXmlTree, 1);
    tree->doc = doc;
    return tree;
}

void mb_xml_tree_free(MbXmlTree *tree)
{
    if (!tree)
        return;
    xmlFreeDoc(tree->doc);
    g_free(tree);
}

/* What libxslt says goes nowhere: a failure is a GError of ours. */
static void be_quiet(void *user, const char *format, ...)
{
    (void)user, (void)format;
}

static gpointer start_libxslt(gpointer unused)
{
    (void)unused;
    xmlInitParser();
    exsltCommonRegister();
    xsltSetGenericErrorFunc(NULL, be_quiet);
    return NULL;
}

static MbStylesheet *compile(const char *path, GError **error)
{
    static GOnce once = G_ONCE_INIT;
    g_once(&once, start_libxslt, NULL);
    xmlDocPtr doc = xmlReadFile(path, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    xsltStylesheetPtr sheet = doc ? xsltParseStylesheetDoc(doc) : NULL;
    if (!sheet || sheet->errors) {
        g_set_error(error, MB_XML_ERROR, MB_ERROR_ENVIRONMENT, "cannot use stylesheet '%s'", path);
        if (sheet)
            xsltFreeStylesheet(sheet);
        else if (doc)
            xmlFreeDoc(doc);
        return NULL;
    }
    MbStylesheet *stylesheet = g_new0(MbStylesheet, 1);
    stylesheet->sheet = sheet;
    return stylesheet;
}

const MbStylesheet *mb_stylesheet_get(const char *path, GError **error)
{
    static GMutex mutex;
    static GHashTable *compiled;
    g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&mutex);
    compiled = compiled ? compiled : g_hash_table_new(g_str_hash, g_str_equal);
    MbStylesheet *stylesheet = g_hash_table_lookup(compiled, path);
    if (!stylesheet && (stylesheet = compile(path, error)))
        g_hash_table_insert(compiled, g_strdup(path), stylesheet);
    return stylesheet;
}

/* Nothing but the tree and the stylesheet may be touched. */
static xsltSecurityPrefsPtr new_prefs(void)
{
    static const xsltSecurityOption options[] = {XSLT_SECPREF_READ_FILE, XSLT_SECPREF_WRITE_FILE, XSLT_SECPREF_CREATE_DIRECTORY,
                                                 XSLT_SECPREF_READ_NETWORK, XSLT_SECPREF_WRITE_NETWORK};
    xsltSecurityPrefsPtr prefs = xsltNewSecurityPrefs();
    for (guint i = 0; i < G_N_ELEMENTS(options); i++)
        xsltSetSecurityPrefs(prefs, options[i], xsltSecurityForbid);
    return prefs;
}

static xmlDocPtr transform(const MbStylesheet *stylesheet, MbXmlTree *tree, const char *const *params)
{
    xsltTransformContextPtr context = xsltNewTransformContext(stylesheet->sheet, tree->doc);
    if (!context)
        return NULL;
    xsltSecurityPrefsPtr prefs = new_prefs();
    xsltSetCtxtSecurityPrefs(prefs, context);
    xsltQuoteUserParams(context, (const char **)params);
    xmlDocPtr result = xsltApplyStylesheetUser(stylesheet->sheet, tree->doc, NULL, NULL, NULL, context);
    if (result && context->state != XSLT_STATE_OK) {
        xmlFreeDoc(result);
        result = NULL;
    }
    xsltFreeTransformContext(context);
    xsltFreeSecurityPrefs(prefs);
    return result;
}

GBytes *mb_stylesheet_apply(const MbStylesheet *stylesheet, MbXmlTree *tree, const char *const *params, GError **error)
{
    xmlDocPtr result = transform(stylesheet, tree, params);
    xmlChar *text = NULL;
    int length = 0;
    if (result && xsltSaveResultToString(&text, &length, result, stylesheet->sheet) == 0 && text) {
        GBytes *bytes = g_bytes_new(text, (gsize)length);
        xmlFree(text);
        xmlFreeDoc(result);
        return bytes;
    }
    if (result)
        xmlFreeDoc(result);
    g_set_error(error, MB_XML_ERROR, MB_ERROR_DOCUMENT, "the stylesheet cannot transform this document");
    return NULL;
}
