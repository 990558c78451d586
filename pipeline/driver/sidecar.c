#include "driver/sidecar.h"

#include "xml/writer.h"

#include <string.h>

#define ORIGINAL "data/original/"

static const struct {
    MbSidecar sidecar;
    const char *word;
} words[] = {{MB_SIDECAR_METS, " mets=yes"}, {MB_SIDECAR_OPEX, " opex=yes"}};

guint mb_sidecar_from_key(const char *key)
{
    guint sidecars = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (key && strstr(key, words[i].word))
            sidecars |= words[i].sidecar;
    return sidecars;
}

char *mb_sidecar_dup_key(guint sidecars)
{
    GString *key = g_string_new(NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (sidecars & words[i].sidecar)
            g_string_append(key, words[i].word);
    return g_string_free(key, FALSE);
}

static const char *noted(const MbBag *bag, const char *label, const char *otherwise)
{
    const char *value = mb_bag_noted(bag, label);
    return value && *value ? value : otherwise;
}

/* Dublin Core of what is known; both formats take it. */
static void write_dublin_core(MbXmlWriter *xml, const MbBag *bag)
{
    static const struct {
        const char *label, *element;
    } terms[] = {{"External-Description", "dc:title"}, {"Source-Organization", "dc:creator"}, {"Body", "dc:contributor"},
                 {"Meeting-Date", "dc:date"}, {"Kind", "dc:type"}, {"Source-Name", "dc:source"}};
    mb_xml_open_line(xml, "oai_dc:dc");
    mb_xml_attr(xml, "xmlns:oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc/");
    mb_xml_attr(xml, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
    for (gsize i = 0; i < G_N_ELEMENTS(terms); i++)
        if (mb_bag_noted(bag, terms[i].label))
            mb_xml_element(xml, terms[i].element, mb_bag_noted(bag, terms[i].label));
    mb_xml_close_line(xml);
}

/* "html" of "data/html/index.html", "document" of "data/document.xml": what a file is used for. Caller frees. */
static char *dup_use(const char *path)
{
    const char *name = path + strlen("data/"), *slash = strchr(name, '/');
    return slash ? g_strndup(name, (gsize)(slash - name)) : g_strdup("document");
}

static void put_file_id(MbXmlWriter *xml, const char *attribute, guint i)
{
    char id[32];
    g_snprintf(id, sizeof id, "file-%u", i + 1);
    mb_xml_attr(xml, attribute, id);
}

static void write_file(MbXmlWriter *xml, const MbBag *bag, guint i)
{
    g_autofree char *address = g_uri_escape_string(mb_bag_path(bag, i), "/", FALSE);
    mb_xml_open_line(xml, "file");
    put_file_id(xml, "ID", i);
    mb_xml_attr_int(xml, "SIZE", mb_bag_size(bag, i));
    mb_xml_attr(xml, "CHECKSUM", mb_bag_hash(bag, i));
    mb_xml_attr(xml, "CHECKSUMTYPE", "SHA-256");
    mb_xml_open(xml, "FLocat");
    mb_xml_attr(xml, "LOCTYPE", "URL");
    mb_xml_attr(xml, "xlink:href", address);
    mb_xml_close(xml);
    mb_xml_close(xml);
}

typedef void (*GroupWriter)(MbXmlWriter *xml, const MbBag *bag, guint i);

static void write_pointer(MbXmlWriter *xml, const MbBag *bag, guint i)
{
    (void)bag;
    mb_xml_open_line(xml, "fptr");
    put_file_id(xml, "FILEID", i);
    mb_xml_close(xml);
}

/* Files stand by path, so those of one use follow each other. */
static void write_groups(MbXmlWriter *xml, const MbBag *bag, const char *element, const char *attribute, GroupWriter write)
{
    g_autofree char *open = NULL;
    for (guint i = 0; i < mb_bag_count(bag); i++) {
        g_autofree char *use = dup_use(mb_bag_path(bag, i));
        if (g_strcmp0(use, open)) {
            if (open)
                mb_xml_close_line(xml);
            mb_xml_open_line(xml, element);
            mb_xml_attr(xml, attribute, use);
            g_free(open);
            open = g_steal_pointer(&use);
        }
        write(xml, bag, i);
    }
    if (open)
        mb_xml_close_line(xml);
}

static void write_header(MbXmlWriter *xml)
{
    mb_xml_open_line(xml, "metsHdr");
    mb_xml_open_line(xml, "agent");
    mb_xml_attr(xml, "ROLE", "CREATOR");
    mb_xml_attr(xml, "TYPE", "OTHER");
    mb_xml_attr(xml, "OTHERTYPE", "SOFTWARE");
    mb_xml_element(xml, "name", "minutebook " MB_VERSION);
    mb_xml_close_line(xml);
    mb_xml_close_line(xml);
}

static void write_descriptive(MbXmlWriter *xml, const MbBag *bag)
{
    mb_xml_open_line(xml, "dmdSec");
    mb_xml_attr(xml, "ID", "description");
    mb_xml_open_line(xml, "mdWrap");
    mb_xml_attr(xml, "MDTYPE", "DC");
    mb_xml_open_line(xml, "xmlData");
    write_dublin_core(xml, bag);
    for (int i = 0; i < 3; i++)
        mb_xml_close_line(xml);
}

static void write_provenance(MbXmlWriter *xml)
{
    mb_xml_open_line(xml, "amdSec");
    mb_xml_open_line(xml, "digiprovMD");
    mb_xml_attr(xml, "ID", "provenance");
    mb_xml_open_line(xml, "mdRef");
    mb_xml_attr(xml, "LOCTYPE", "URL");
    mb_xml_attr(xml, "MDTYPE", "PREMIS");
    mb_xml_attr(xml, "xlink:href", "data/metadata/premis.xml");
    mb_xml_close(xml);
    mb_xml_close_line(xml);
    mb_xml_close_line(xml);
}

static GBytes *make_mets(const MbBag *bag)
{
    g_autoptr(MbXmlWriter) xml = mb_xml_writer_new();
    mb_xml_open_line(xml, "mets");
    mb_xml_attr(xml, "xmlns", "http://www.loc.gov/METS/");
    mb_xml_attr(xml, "xmlns:xlink", "http://www.w3.org/1999/xlink");
    mb_xml_attr(xml, "OBJID", noted(bag, "Source-SHA256", mb_bag_slug(bag)));
    mb_xml_attr(xml, "LABEL", noted(bag, "External-Description", mb_bag_slug(bag)));
    write_header(xml);
    write_descriptive(xml, bag);
    write_provenance(xml);
    mb_xml_open_line(xml, "fileSec");
    write_groups(xml, bag, "fileGrp", "USE", write_file);
    mb_xml_close_line(xml);
    mb_xml_open_line(xml, "structMap");
    mb_xml_attr(xml, "TYPE", "physical");
    mb_xml_open_line(xml, "div");
    mb_xml_attr(xml, "TYPE", "package");
    mb_xml_attr(xml, "DMDID", "description");
    mb_xml_attr(xml, "ADMID", "provenance");
    write_groups(xml, bag, "div", "LABEL", write_pointer);
    for (int i = 0; i < 3; i++)
        mb_xml_close_line(xml);
    return mb_xml_steal_bytes(xml);
}

static void open_opex(MbXmlWriter *xml)
{
    mb_xml_open_line(xml, "opex:OPEXMetadata");
    mb_xml_attr(xml, "xmlns:opex", "http://www.openpreservationexchange.org/opex/v1.2");
    mb_xml_open_line(xml, "opex:Transfer");
}

/* The properties; what holds something withheld must not come in as open. */
static void write_properties(MbXmlWriter *xml, const MbBag *bag)
{
    mb_xml_open_line(xml, "opex:Properties");
    mb_xml_element(xml, "opex:Title", noted(bag, "External-Description", mb_bag_slug(bag)));
    mb_xml_element(xml, "opex:SecurityDescriptor", mb_bag_noted(bag, "Restricted") ? "closed" : "open");
    mb_xml_open_line(xml, "opex:Identifiers");
    mb_xml_open_line(xml, "opex:Identifier");
    mb_xml_attr(xml, "type", "source-sha256");
    mb_xml_text(xml, noted(bag, "Source-SHA256", "unknown"), -1);
    mb_xml_close(xml);
    mb_xml_close_line(xml);
    mb_xml_close_line(xml);
}

/* Of the package as a folder: the files that always stand in it, and data. */
static GBytes *make_folder_opex(const MbBag *bag)
{
    static const char *const files[] = {"bag-info.txt", "bagit.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"};
    g_autoptr(MbXmlWriter) xml = mb_xml_writer_new();
    open_opex(xml);
    mb_xml_element(xml, "opex:SourceID", mb_bag_slug(bag));
    mb_xml_open_line(xml, "opex:Manifest");
    mb_xml_open_line(xml, "opex:Files");
    for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
        mb_xml_open_line(xml, "opex:File");
        mb_xml_attr(xml, "type", "content");
        mb_xml_text(xml, files[i], -1);
        mb_xml_close(xml);
    }
    mb_xml_close_line(xml);
    mb_xml_open_line(xml, "opex:Folders");
    mb_xml_element(xml, "opex:Folder", "data");
    for (int i = 0; i < 3; i++)
        mb_xml_close_line(xml);
    write_properties(xml, bag);
    mb_xml_open_line(xml, "opex:DescriptiveMetadata");
    write_dublin_core(xml, bag);
    mb_xml_close_line(xml);
    mb_xml_close_line(xml);
    return mb_xml_steal_bytes(xml);
}

static GBytes *make_file_opex(const MbBag *bag, guint i)
{
    g_autoptr(MbXmlWriter) xml = mb_xml_writer_new();
    open_opex(xml);
    mb_xml_open_line(xml, "opex:Fixities");
    mb_xml_open_line(xml, "opex:Fixity");
    mb_xml_attr(xml, "type", "SHA-256");
    mb_xml_attr(xml, "value", mb_bag_hash(bag, i));
    mb_xml_close(xml);
    mb_xml_close_line(xml);
    mb_xml_close_line(xml);
    write_properties(xml, bag);
    mb_xml_close_line(xml);
    return mb_xml_steal_bytes(xml);
}

static bool put(MbBag *bag, const char *path, GBytes *taken, GError **error)
{
    g_autoptr(GBytes) bytes = taken;
    return mb_bag_put(bag, path, bytes, error);
}

static bool put_opex(MbBag *bag, GError **error)
{
    g_autofree char *name = g_strconcat(mb_bag_slug(bag), ".opex", NULL);
    for (guint i = 0; i < mb_bag_count(bag); i++) {
        const char *path = mb_bag_path(bag, i);
        if (!g_str_has_prefix(path, ORIGINAL))
            continue;
        g_autofree char *beside = g_strconcat(path, ".opex", NULL);
        if (!put(bag, beside, make_file_opex(bag, i), error))
            return false;
        break; /* there is one, and the sidecar is not another */
    }
    return put(bag, name, make_folder_opex(bag), error);
}

bool mb_sidecar_put(MbBag *bag, guint sidecars, GError **error)
{
    if (sidecars & MB_SIDECAR_OPEX && !put_opex(bag, error))
        return false;
    return !(sidecars & MB_SIDECAR_METS) || put(bag, "mets.xml", make_mets(bag), error);
}
