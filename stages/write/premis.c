/* The events and agents of PREMIS, and the file that holds all. */
#include "premis.h"

#include "stage/stages.h"

#include <string.h>

/*
 * EDTF for a time that is not stated. A package is reproducible from its
 * source: when a run took place is known to the catalogue, not to the package.
 */
#define NO_TIME "XXXX-XX-XX"

#define PROGRAM "minutebook/" MB_VERSION

/* What a stage is in PREMIS's words (eventType vocabulary of the Library of Congress where it has one). */
static const char *type_of(const char *stage)
{
    static const struct {
        const char *stage, *type;
    } types[] = {{"extract", "metadata extraction"}, {"write", "creation"}};
    for (guint i = 0; i < G_N_ELEMENTS(types); i++)
        if (!strcmp(stage, types[i].stage))
            return types[i].type;
    return "modification";
}

static void write_decision(MbXmlWriter *xml, int page, const char *what, const char *why)
{
    g_autofree char *note = g_strdup_printf("page %d: %s%s%s", page, what, why ? ": " : "", why ? why : "");
    mb_xml_open_line(xml, "eventOutcomeDetail");
    mb_xml_element(xml, "eventOutcomeDetailNote", note);
    mb_xml_close_line(xml);
}

/* What was read from pixels or left alone, and why: every region that was looked at, every earlier reading that was kept. */
static void write_decisions(MbXmlWriter *xml, const MbDocument *document)
{
    for (guint p = 0; p < document->pages->len; p++) {
        const MbPage *page = document->pages->pdata[p];
        const char *layer = mb_attrs_get(page->attrs, "layer");
        if (layer)
            write_decision(xml, page->number, layer, NULL);
        for (guint i = 0; i < page->regions->len; i++) {
            const MbRegion *region = mb_page_region(page, i);
            if (mb_attrs_get(region->attrs, "icon"))
                continue;
            g_autofree char *what = g_strdup_printf("%s %s", mb_region_kind_name(region->kind),
                                                    mb_attrs_get(region->attrs, "reader") ? "read" : "left alone");
            write_decision(xml, page->number, what, region->reason);
        }
    }
}

static bool is_own(const MbEvent *event)
{
    return !strcmp(event->stage, mb_stage_write.name);
}

/* Stage, version, options and all that the stage worked with, in one line. */
static char *dup_detail(const MbEvent *event)
{
    GString *detail = g_string_new(NULL);
    g_string_append_printf(detail, "minutebook %s %s", event->stage, event->version);
    if (event->options && *event->options)
        g_string_append_printf(detail, ": %s", event->options);
    if (event->tools)
        g_string_append_printf(detail, "; with %s", event->tools);
    return g_string_free(detail, FALSE);
}

static void put_outcome(MbXmlWriter *xml, const MbDocument *document, const MbEvent *event)
{
    guint issues = 0;
    for (guint i = 0; i < document->issues->len; i++)
        issues += !strcmp(mb_issue_info(g_array_index(document->issues, MbIssue, i).tag)->stage, event->stage);
    g_autofree char *note = g_strdup_printf("%u issues recorded", issues);
    mb_xml_open_line(xml, "eventOutcomeInformation");
    mb_xml_element(xml, "eventOutcome", "success");
    mb_xml_open_line(xml, "eventOutcomeDetail");
    mb_xml_element(xml, "eventOutcomeDetailNote", note);
    mb_xml_close_line(xml);
    if (!strcmp(event->stage, "ocr"))
        write_decisions(xml, document);
    mb_xml_close_line(xml);
}

/* The libraries among the tools ("name/version", data being "name=digest"); caller frees with g_ptr_array_unref. */
static GPtrArray *list_libraries(const MbEvent *event)
{
    GPtrArray *libraries = g_ptr_array_new_with_free_func(g_free);
    g_auto(GStrv) tools = g_strsplit(event->tools ? event->tools : "", " ", -1);
    for (guint i = 0; tools[i]; i++)
        if (strchr(tools[i], '/'))
            g_ptr_array_add(libraries, g_strdup(tools[i]));
    return libraries;
}

static void write_event(MbXmlWriter *xml, const MbDocument *document, const MbEvent *event)
{
    g_autofree char *id = g_strconcat("event-", event->stage, NULL), *detail = dup_detail(event);
    g_autoptr(GPtrArray) libraries = list_libraries(event);
    mb_xml_open_line(xml, "event");
    mb_premis_put_identifier(xml, "event", id);
    mb_xml_element(xml, "eventType", type_of(event->stage));
    mb_xml_element(xml, "eventDateTime", NO_TIME);
    mb_xml_open_line(xml, "eventDetailInformation");
    mb_xml_element(xml, "eventDetail", detail);
    mb_xml_close_line(xml);
    put_outcome(xml, document, event);
    mb_premis_put_identifier(xml, "linkingAgent", PROGRAM);
    for (guint i = 0; i < libraries->len; i++)
        mb_premis_put_identifier(xml, "linkingAgent", libraries->pdata[i]);
    mb_premis_put_identifier(xml, "linkingObject", is_own(event) ? "document.xml" : "original");
    mb_xml_close_line(xml);
}

static void write_agent(MbXmlWriter *xml, const char *id)
{
    const char *slash = strchr(id, '/');
    g_autofree char *name = g_strndup(id, (gsize)(slash - id));
    mb_xml_open_line(xml, "agent");
    mb_premis_put_identifier(xml, "agent", id);
    mb_xml_element(xml, "agentName", name);
    mb_xml_element(xml, "agentType", "software");
    mb_xml_element(xml, "agentVersion", slash + 1);
    mb_xml_close_line(xml);
}

/* Writes each library once, in the order in which the stages name them. */
static void write_agents_of(MbXmlWriter *xml, const MbEvent *event, GHashTable *written)
{
    g_autoptr(GPtrArray) libraries = list_libraries(event);
    for (guint i = 0; i < libraries->len; i++)
        if (g_hash_table_add(written, g_strdup(libraries->pdata[i])))
            write_agent(xml, libraries->pdata[i]);
}

void mb_package_put_premis(MbFileSet *files, const MbDocument *document, const MbOptions *options)
{
    g_autoptr(MbXmlWriter) xml = mb_xml_writer_new();
    g_autoptr(GHashTable) written = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autofree char *tools = mb_stage_dup_tools(&mb_stage_write, document, options);
    const MbEvent own = {(char *)mb_stage_write.name, (char *)mb_stage_write.version, NULL, tools};
    const GArray *history = document->history;
    mb_xml_open_line(xml, "premis");
    mb_xml_attr(xml, "xmlns", "http://www.loc.gov/premis/v3");
    mb_xml_attr(xml, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
    mb_xml_attr(xml, "version", "3.0");
    mb_premis_write_objects(xml, files, document);
    for (guint i = 0; i < history->len; i++)
        if (!is_own(&g_array_index(history, MbEvent, i)))
            write_event(xml, document, &g_array_index(history, MbEvent, i));
    write_event(xml, document, &own);
    write_agent(xml, PROGRAM);
    for (guint i = 0; i < history->len; i++)
        write_agents_of(xml, &g_array_index(history, MbEvent, i), written);
    write_agents_of(xml, &own, written);
    mb_xml_close_line(xml);
    mb_fileset_take(files, "data/metadata/premis.xml", mb_xml_steal_bytes(xml));
}
