#include "akn.h"

#include <string.h>

void mb_akn_put_id(MbAkn *akn, const char *name)
{
    char id[96];
    int used = akn->component ? g_snprintf(id, sizeof id, "cmp_%d__", akn->component) : 0;
    g_snprintf(id + used, sizeof id - (gsize)used, "%s_%u", name, ++akn->serial);
    mb_xml_attr(akn->xml, "eId", id);
}

/* Reads numbers of fixed widths with one character between them; false unless the whole value is that. */
static bool read_fields(const char *value, const char *widths, char between, guint *out)
{
    for (guint i = 0; widths[i]; i++) {
        if (i && *value++ != between)
            return false;
        out[i] = 0;
        for (char n = '0'; n < widths[i]; n++, value++) {
            if (!g_ascii_isdigit(*value))
                return false;
            out[i] = out[i] * 10 + (guint)g_ascii_digit_value(*value);
        }
    }
    return !*value;
}

bool mb_akn_is_date(const char *value)
{
    guint f[3];
    return value && read_fields(value, "422", '-', f) && f[0] > 0 && f[1] > 0 && f[1] <= 12 && f[2] > 0 && f[2] <= 31 &&
           g_date_valid_dmy((GDateDay)f[2], (GDateMonth)f[1], (GDateYear)f[0]);
}

bool mb_akn_is_time(const char *value)
{
    guint f[3];
    return value && read_fields(value, "222", ':', f) && f[0] < 24 && f[1] < 60 && f[2] < 60;
}

static bool is_minutes(const char *kind)
{
    return !strcmp(kind, "minutes");
}

static void write_unit(MbAkn *akn, const MbAknUnit *unit, bool is_main)
{
    mb_xml_open_line(akn->xml, is_minutes(unit->kind) ? "debateReport" : "doc");
    mb_xml_attr(akn->xml, "name", unit->kind);
    mb_akn_write_meta(akn, unit, is_main);
    mb_xml_open_line(akn->xml, "mainBody");
    mb_akn_put_id(akn, "body");
    mb_akn_write_sections(akn, unit);
    mb_xml_close_line(akn->xml);
    mb_xml_close_line(akn->xml);
}

static int last_page_of(const MbAknUnit *unit)
{
    int last = 0;
    for (const MbBlock *top = unit->first; top && top != unit->end; top = top->next)
        for (MbBlock *block = (MbBlock *)top; block; block = mb_block_next(top, block)) {
            last = MAX(last, block->page);
            for (guint i = 0; block->runs && i < block->runs->len; i++)
                last = MAX(last, g_array_index(block->runs, MbRun, i).page);
        }
    return last;
}

static void write_component(MbAkn *akn, const MbAknUnit *unit)
{
    char id[32];
    g_snprintf(id, sizeof id, "cmp_%d", ++akn->component);
    mb_xml_open_line(akn->xml, "component");
    mb_xml_attr(akn->xml, "eId", id);
    int first = unit->part && unit->part->page ? unit->part->page : unit->first ? mb_akn_page_of(unit->first) : 0;
    int last = last_page_of(unit);
    if (first)
        mb_xml_attr_int(akn->xml, "mb:page", first);
    if (last)
        mb_xml_attr_int(akn->xml, "mb:lastPage", MAX(first, last));
    static const char *const taken[] = {"page", "lastPage", "kind", NULL};
    if (unit->part)
        mb_akn_put_attrs(akn, unit->part->attrs, taken);
    write_unit(akn, unit, false);
    mb_xml_close_line(akn->xml);
}

/* Each part is a unit; blocks between parts, if any, make units of their own, so that no text is lost. */
static GArray *find_units(const MbBlock *body)
{
    GArray *units = g_array_new(FALSE, FALSE, sizeof(MbAknUnit));
    for (const MbBlock *block = body->first_child; block;) {
        MbAknUnit unit = {"document", block, NULL, NULL};
        if (block->kind == MB_BLOCK_PART) {
            const char *kind = mb_attrs_get(block->attrs, "kind");
            unit = (MbAknUnit){kind ? kind : "document", block->first_child, NULL, block};
            block = block->next;
        } else {
            while (block && block->kind != MB_BLOCK_PART)
                block = block->next;
            unit.end = block;
        }
        g_array_append_val(units, unit);
    }
    return units;
}

static bool has_parts(const MbBlock *body)
{
    for (const MbBlock *block = body->first_child; block; block = block->next)
        if (block->kind == MB_BLOCK_PART)
            return true;
    return false;
}

static void write_collection(MbAkn *akn)
{
    g_autoptr(GArray) units = find_units(akn->document->body);
    mb_xml_open_line(akn->xml, "documentCollection");
    mb_xml_attr(akn->xml, "name", "agendaPack");
    mb_akn_write_meta(akn, NULL, true);
    mb_xml_open_line(akn->xml, "collectionBody");
    for (guint i = 0; i < units->len; i++)
        write_component(akn, &g_array_index(units, MbAknUnit, i));
    mb_xml_close_line(akn->xml);
    mb_xml_close_line(akn->xml);
}

static GHashTable *collect_entities(const MbDocument *document)
{
    GHashTable *ids = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < document->entities->len; i++)
        g_hash_table_add(ids, ((MbEntity *)document->entities->pdata[i])->id);
    return ids;
}

GBytes *mb_akn_write(const MbDocument *document, const MbOptions *options, MbFileSet *files, bool show_withheld)
{
    g_autoptr(MbXmlWriter) xml = mb_xml_writer_new();
    g_autoptr(GHashTable) entities = collect_entities(document);
    g_autoptr(GHashTable) mentioned = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) marks = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    MbAkn akn = {.document = document, .options = options, .xml = xml, .entities = entities, .mentioned = mentioned, .marks = marks,
                 .files = files, .show_withheld = show_withheld};
    mb_akn_scan_spans(&akn);
    mb_xml_open_line(xml, "akomaNtoso");
    mb_xml_attr(xml, "xmlns", "http://docs.oasis-open.org/legaldocml/ns/akn/3.0");
    mb_xml_attr(xml, "xmlns:mb", "urn:minutebook:archive:1");
    if (has_parts(document->body)) {
        write_collection(&akn);
    } else {
        const char *kind = mb_attrs_get(document->facts, "kind");
        MbAknUnit unit = {kind && *kind ? kind : "document", document->body->first_child, NULL, NULL};
        write_unit(&akn, &unit, true);
    }
    mb_xml_close_line(xml);
    return mb_xml_steal_bytes(xml);
}
