/* The objects of PREMIS: files, what they are and where they came from. */
#include "premis.h"

#include "base/file.h"

#include <string.h>

#define SOURCE "original"
#define DATA "data/"

/* A file as PREMIS wants to know it; strings borrowed. */
typedef struct {
    const char *id, *sha256, *format, *version, *original_name;
    gint64 size_bytes;
} File;

/* What stage write makes beside the archive XML, by the beginnings and ends of paths. */
static const struct {
    const char *begin, *end, *format, *version;
} kinds[] = {
    {DATA "document.xml", "", "Akoma Ntoso", "3.0"},
    {DATA "media/", ".png", "image/png", NULL},
    {DATA "media/", ".jpg", "image/jpeg", NULL},
    {DATA "alto/", ".xml", "ALTO", "4.4"},
    {DATA "searchable.pdf", "", "application/pdf", NULL},
};

void mb_premis_put_identifier(MbXmlWriter *xml, const char *kind, const char *value)
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

/* note: what the file says of itself, or NULL. */
static void put_format(MbXmlWriter *xml, const File *file, const char *note)
{
    mb_xml_open_line(xml, "format");
    mb_xml_open_line(xml, "formatDesignation");
    mb_xml_element(xml, "formatName", file->format);
    if (file->version && *file->version)
        mb_xml_element(xml, "formatVersion", file->version);
    mb_xml_close_line(xml);
    if (note)
        mb_xml_element(xml, "formatNote", note);
    mb_xml_close_line(xml);
}

static void put_property(MbXmlWriter *xml, const char *type, const char *value)
{
    if (!value)
        return;
    mb_xml_open_line(xml, "significantProperties");
    mb_xml_element(xml, "significantPropertiesType", type);
    mb_xml_element(xml, "significantPropertiesValue", value);
    mb_xml_close_line(xml);
}

static void put_characteristics(MbXmlWriter *xml, const File *file, const char *note)
{
    char digits[32];
    g_snprintf(digits, sizeof digits, "%" G_GINT64_FORMAT, file->size_bytes);
    mb_xml_open_line(xml, "objectCharacteristics");
    mb_xml_element(xml, "compositionLevel", "0");
    put_fixity(xml, file->sha256);
    mb_xml_element(xml, "size", digits);
    put_format(xml, file, note);
    mb_xml_close_line(xml);
    if (file->original_name)
        mb_xml_element(xml, "originalName", file->original_name);
}

static void open_object(MbXmlWriter *xml, const char *id)
{
    mb_xml_open_line(xml, "object");
    mb_xml_attr(xml, "xsi:type", "file");
    mb_premis_put_identifier(xml, "object", id);
}

static void put_relation(MbXmlWriter *xml, const char *type, const char *subtype, const char *event)
{
    mb_xml_open_line(xml, "relationship");
    mb_xml_element(xml, "relationshipType", type);
    mb_xml_element(xml, "relationshipSubType", subtype);
    mb_premis_put_identifier(xml, "relatedObject", SOURCE);
    mb_premis_put_identifier(xml, "relatedEvent", event);
    mb_xml_close_line(xml);
}

/* Claims and signatures are what the file says of itself: nothing here has tested them. */
static void write_source(MbXmlWriter *xml, const MbDocument *document)
{
    const char *type = document->media_type, *claims = mb_attrs_get(document->metadata, "claims");
    g_autofree char *note = claims ? g_strconcat("claims to be ", claims, NULL) : NULL;
    const File file = {.id = SOURCE,
                       .sha256 = document->sha256,
                       .size_bytes = document->size_bytes,
                       .format = type ? type : "application/octet-stream",
                       .version = mb_attrs_get(document->metadata, "format"),
                       .original_name = document->name ? document->name : "unknown"};
    open_object(xml, file.id);
    put_property(xml, "digital signatures", mb_attrs_get(document->metadata, "signatures"));
    put_property(xml, "signed", mb_attrs_get(document->metadata, "signed"));
    put_property(xml, "encrypted", mb_attrs_get(document->metadata, "encrypted"));
    put_characteristics(xml, &file, note);
    mb_xml_close_line(xml);
}

/* A file inside the source, of which stage extract noted "hash size path name"; one that could not be read has a name only. */
static void write_attached(MbXmlWriter *xml, const char *noted)
{
    g_auto(GStrv) parts = g_strsplit(noted, " ", 4);
    if (g_strv_length(parts) < 4 || !g_str_has_prefix(parts[2], MB_ATTACHED_FOLDER))
        return;
    const File file = {.id = parts[2] + strlen(DATA), .sha256 = parts[0], .size_bytes = g_ascii_strtoll(parts[1], NULL, 10),
                       .format = "application/octet-stream", .original_name = parts[3]};
    open_object(xml, file.id);
    put_characteristics(xml, &file, NULL);
    put_relation(xml, "structural", "is included in", "event-extract");
    mb_xml_close_line(xml);
}

static void write_all_attached(MbXmlWriter *xml, const MbDocument *document)
{
    for (guint i = 0; i < mb_attrs_count(document->metadata); i++)
        if (g_str_has_prefix(mb_attrs_name(document->metadata, i), "attached-"))
            write_attached(xml, mb_attrs_value(document->metadata, i));
}

static void write_made(MbXmlWriter *xml, const MbFileSet *files, guint i, guint kind)
{
    g_autofree char *sha256 = mb_bytes_dup_sha256(mb_fileset_bytes(files, i));
    const File file = {.id = mb_fileset_path(files, i) + strlen(DATA), .sha256 = sha256, .format = kinds[kind].format,
                       .version = kinds[kind].version, .size_bytes = (gint64)g_bytes_get_size(mb_fileset_bytes(files, i))};
    open_object(xml, file.id);
    put_characteristics(xml, &file, NULL);
    put_relation(xml, "derivation", "has source", "event-write");
    mb_xml_close_line(xml);
}

void mb_premis_write_objects(MbXmlWriter *xml, const MbFileSet *files, const MbDocument *document)
{
    write_source(xml, document);
    write_all_attached(xml, document);
    for (guint kind = 0; kind < G_N_ELEMENTS(kinds); kind++)
        for (guint i = 0; i < mb_fileset_count(files); i++) {
            const char *path = mb_fileset_path(files, i);
            if (g_str_has_prefix(path, kinds[kind].begin) && g_str_has_suffix(path, kinds[kind].end))
                write_made(xml, files, i, kind);
        }
}
