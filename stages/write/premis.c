#include "package.h"

#include "base/file.h"
#include "stage/stages.h"
#include "xml/writer.h"

#include <string.h>

/*
 * EDTF for a time that is not stated. A package is reproducible from its
 * source: when a run took place is known to the catalogue, not to the package.
 */
#define NO_TIME "XXXX-XX-XX"

static void put_identifier(MbXmlWriter *xml, const char *kind, const char *value)
{
    g_autofree char *outer = g_strconcat(kind, "Identifier", NULL);
    g_autofree char *type = g_strconcat(outer, "Type", NULL);
    g_autofree char *inner = g_strconcat(outer, "Value", NULL);
    mb_xml_open_line(xml, outer);
    mb_xml_element(xml, type, "local");
    mb_xml_element(xml, inner, value);
    mb_xml_close_line(xml);
}

static void put_fixity(MbXmlWriter *xml, const char *sha256)
{
    if (!sha256)
        return;
    mb_xml_open_line(xml, "fixity");
    mb_xml_element(xml, "messageDigestAlgorithm", "SHA-256");
    mb_xml_element(xml, "messageDigest", sha256);
    mb_xml_close_line(xml);
}

static void put_format(MbXmlWriter *xml, const char *name, const char *version)
{
    mb_xml_open_line(xml, "format");
    mb_xml_open_line(xml, "formatDesignation");
    mb_xml_element(xml, "formatName", name);
    if (version && *version)
        mb_xml_element(xml, "formatVersion", version);
    mb_xml_close_line(xml);
    mb_xml_close_line(xml);
}

static void open_object(MbXmlWriter *xml, const char *id)
{
    mb_xml_open_line(xml, "object");
    mb_xml_attr(xml, "xsi:type", "file");
    put_identifier(xml, "object", id);
    mb_xml_open_line(xml, "objectCharacteristics");
    mb_xml_element(xml, "compositionLevel", "0");
}

static void put_size(MbXmlWriter *xml, gint64 size)
{
    char digits[32];
    g_snprintf(digits, sizeof digits, "%" G_GINT64_FORMAT, size);
    mb_xml_element(xml, "size", digits);
}

static void write_source(MbXmlWriter *xml, const MbDocument *document)
{
    open_object(xml, "original");
    put_fixity(xml, document->sha256);
    put_size(xml, document->size_bytes);
    const char *type = document->media_type ? document->media_type : "application/octet-stream";
    put_format(xml, type, mb_attrs_get(document->metadata, "format"));
    mb_xml_close_line(xml);
    mb_xml_element(xml, "originalName", document->name ? document->name : "unknown");
    mb_xml_close_line(xml);
}

static void write_archive(MbXmlWriter *xml, GBytes *archive)
{
    g_autofree char *sha256 = mb_bytes_dup_sha256(archive);
    open_object(xml, "document.xml");
    put_fixity(xml, sha256);
    put_size(xml, (gint64)g_bytes_get_size(archive));
    put_format(xml, "Akoma Ntoso", "3.0");
    mb_xml_close_line(xml);
    mb_xml_open_line(xml, "relationship");
    mb_xml_element(xml, "relationshipType", "derivation");
    mb_xml_element(xml, "relationshipSubType", "has source");
    put_identifier(xml, "relatedObject", "original");
    put_identifier(xml, "relatedEvent", "event-write");
    mb_xml_close_line(xml);
    mb_xml_close_line(xml);
}

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

static void write_event(MbXmlWriter *xml, const MbDocument *document, const MbEvent *event)
{
    g_autofree char *id = g_strconcat("event-", event->stage, NULL);
    g_autofree char *detail = g_strconcat("minutebook ", event->stage, " ", event->version, event->options && *event->options ? ": " : "",
                                          event->options, NULL);
    guint issues = 0;
    for (guint i = 0; i < document->issues->len; i++)
        issues += !strcmp(mb_issue_info(g_array_index(document->issues, MbIssue, i).tag)->stage, event->stage);
    g_autofree char *note = g_strdup_printf("%u issues recorded", issues);
    mb_xml_open_line(xml, "event");
    put_identifier(xml, "event", id);
    mb_xml_element(xml, "eventType", type_of(event->stage));
    mb_xml_element(xml, "eventDateTime", NO_TIME);
    mb_xml_open_line(xml, "eventDetailInformation");
    mb_xml_element(xml, "eventDetail", detail);
    mb_xml_close_line(xml);
    mb_xml_open_line(xml, "eventOutcomeInformation");
    mb_xml_element(xml, "eventOutcome", "success");
    mb_xml_open_line(xml, "eventOutcomeDetail");
    mb_xml_element(xml, "eventOutcomeDetailNote", note);
    mb_xml_close_line(xml);
    if (!strcmp(event->stage, "ocr"))
        write_decisions(xml, document);
    mb_xml_close_line(xml);
    put_identifier(xml, "linkingAgent", "minutebook");
    put_identifier(xml, "linkingObject", strcmp(event->stage, "write") ? "original" : "document.xml");
    mb_xml_close_line(xml);
}

static void write_agent(MbXmlWriter *xml)
{
    mb_xml_open_line(xml, "agent");
    put_identifier(xml, "agent", "minutebook");
    mb_xml_element(xml, "agentName", "minutebook");
    mb_xml_element(xml, "agentType", "software");
    mb_xml_close_line(xml);
}

void mb_package_put_premis(MbFileSet *files, const MbDocument *document)
{
    g_autoptr(MbXmlWriter) xml = mb_xml_writer_new();
    GBytes *archive = mb_fileset_get(files, "data/document.xml");
    g_assert(archive);
    mb_xml_open_line(xml, "premis");
    mb_xml_attr(xml, "xmlns", "http://www.loc.gov/premis/v3");
    mb_xml_attr(xml, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
    mb_xml_attr(xml, "version", "3.0");
    write_source(xml, document);
    write_archive(xml, archive);
    for (guint i = 0; i < document->history->len; i++) {
        const MbEvent *event = &g_array_index(document->history, MbEvent, i);
        if (strcmp(event->stage, mb_stage_write.name))
            write_event(xml, document, event);
    }
    MbEvent own = {(char *)mb_stage_write.name, (char *)mb_stage_write.version, NULL};
    write_event(xml, document, &own);
    write_agent(xml);
    mb_xml_close_line(xml);
    mb_fileset_take(files, "data/metadata/premis.xml", mb_xml_steal_bytes(xml));
}
