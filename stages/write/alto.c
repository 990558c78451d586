#include "package.h"

#include "model/place.h"
#include "xml/writer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ALTO's unit of 1/1200 inch, which holds a point's sixteenth. */
#define UNITS_PER_POINT (1200.0 / 72.0)

/* region: that the box belongs to, or -1 for the page. */
static void put_edges(MbXmlWriter *xml, const MbPage *page, MbBox straight, int region)
{
    const MbBox box = mb_page_shown_box(page, straight, region);
    mb_xml_attr_number(xml, "HPOS", floor(box.x0 * UNITS_PER_POINT), 0);
    mb_xml_attr_number(xml, "VPOS", floor(box.y0 * UNITS_PER_POINT), 0);
    mb_xml_attr_number(xml, "WIDTH", ceil(mb_box_width(box) * UNITS_PER_POINT), 0);
    mb_xml_attr_number(xml, "HEIGHT", ceil(mb_box_height(box) * UNITS_PER_POINT), 0);
}

/* Attributes of regions that are told as settings of their processing. */
static const char *const told_attributes[] = {"turn", "skew_mdeg"};

static bool has_reader(const MbRegion *region)
{
    return mb_attrs_get(region->attrs, "reader") != NULL;
}

static void put_id(MbXmlWriter *xml, const char *kind, const MbPage *page, guint number)
{
    char id[64];
    g_snprintf(id, sizeof id, "%s_%d_%u", kind, page->number, number);
    mb_xml_attr(xml, "ID", id);
}

static void write_word(MbXmlWriter *xml, const MbPage *page, guint index)
{
    const MbWord *word = mb_page_word(page, index);
    mb_xml_open_line(xml, "String");
    put_id(xml, "word", page, index);
    put_edges(xml, page, word->box, word->region);
    mb_xml_attr(xml, "CONTENT", word->text);
    mb_xml_attr_number(xml, "WC", CLAMP(word->conf, 0, 1), 3);
    for (guint i = 0; word->readings && i < word->readings->len; i++) {
        mb_xml_open(xml, "ALTERNATIVE");
        mb_xml_text(xml, g_array_index(word->readings, MbReading, i).text, -1);
        mb_xml_close(xml);
    }
    mb_xml_close(xml);
}

/* Words of one line follow each other, stand in one region and overlap in height by half. */
static bool is_same_line(const MbWord *before, const MbWord *word)
{
    double overlap = MIN(before->box.y1, word->box.y1) - MAX(before->box.y0, word->box.y0);
    double height = MIN(mb_box_height(before->box), mb_box_height(word->box));
    return before->region == word->region && before->turn == word->turn && word->box.x0 >= before->box.x0 && overlap * 2 >= height;
}

static guint index_at(const GArray *words, guint i)
{
    return g_array_index(words, MbShownWord, i).word;
}

static const MbWord *word_at(const MbPage *page, const GArray *words, guint i)
{
    return mb_page_word(page, index_at(words, i));
}

/* The box around words of one region. */
static void put_edges_of(MbXmlWriter *xml, const MbPage *page, const GArray *words, guint from, guint to)
{
    MbBox box = word_at(page, words, from)->box;
    for (guint i = from + 1; i < to; i++)
        box = mb_box_union(box, word_at(page, words, i)->box);
    put_edges(xml, page, box, word_at(page, words, from)->region);
}

static void write_line(MbXmlWriter *xml, const MbPage *page, const GArray *words, guint from, guint to)
{
    mb_xml_open_line(xml, "TextLine");
    put_id(xml, "line", page, index_at(words, from));
    put_edges_of(xml, page, words, from, to);
    for (guint i = from; i < to; i++) {
        if (i > from) {
            mb_xml_open_line(xml, "SP");
            mb_xml_close(xml);
        }
        write_word(xml, page, index_at(words, i));
    }
    mb_xml_close_line(xml);
}

/* How its region was read, and how its writing stands turned, which ALTO counts the other way round. */
static void put_origin(MbXmlWriter *xml, const MbPage *page, const MbWord *word)
{
    if (word->region < 0 || (guint)word->region >= page->regions->len)
        return;
    const MbRegion *region = mb_page_region(page, (guint)word->region);
    const char *lean = mb_attrs_get(region->attrs, "skew_mdeg");
    const double degrees = -90.0 * word->turn - (lean ? atoi(lean) / 1000.0 : 0);
    char id[64];
    g_snprintf(id, sizeof id, "processing_%d_%d", page->number, word->region);
    if (has_reader(region))
        mb_xml_attr(xml, "PROCESSINGREFS", id);
    if (degrees != 0)
        mb_xml_attr_number(xml, "ROTATION", degrees, 3);
}

/* Words of one block in one region, cut into lines. */
static void write_block(MbXmlWriter *xml, const MbPage *page, const GArray *words, guint from, guint to)
{
    mb_xml_open_line(xml, "TextBlock");
    put_id(xml, "block", page, index_at(words, from));
    put_edges_of(xml, page, words, from, to);
    put_origin(xml, page, word_at(page, words, from));
    for (guint start = from; start < to;) {
        guint end = start + 1;
        while (end < to && is_same_line(word_at(page, words, end - 1), word_at(page, words, end)))
            end++;
        write_line(xml, page, words, start, end);
        start = end;
    }
    mb_xml_close_line(xml);
}

/* The attributes of a region that tell how it was prepared, as "name=value" pairs. */
static char *dup_settings(const MbRegion *region)
{
    GString *out = g_string_new(NULL);
    char dpi[G_ASCII_DTOSTR_BUF_SIZE];
    g_string_append_printf(out, "dpi=%s", g_ascii_formatd(dpi, sizeof dpi, "%.0f", region->dpi));
    for (gsize i = 0; i < G_N_ELEMENTS(told_attributes); i++)
        if (mb_attrs_get(region->attrs, told_attributes[i]))
            g_string_append_printf(out, " %s=%s", told_attributes[i], mb_attrs_get(region->attrs, told_attributes[i]));
    return g_string_free(out, FALSE);
}

/* How a region was prepared and read. */
static void write_processing(MbXmlWriter *xml, const MbPage *page, guint index)
{
    const MbRegion *region = mb_page_region(page, index);
    const char *steps = mb_attrs_get(region->attrs, "steps");
    g_auto(GStrv) each = g_strsplit(steps ? steps : "", " ", -1);
    g_auto(GStrv) reader = g_strsplit(mb_attrs_get(region->attrs, "reader"), " ", 2);
    g_autofree char *settings = dup_settings(region);
    mb_xml_open_line(xml, "Processing");
    put_id(xml, "processing", page, index);
    mb_xml_element(xml, "processingCategory", "contentGeneration");
    for (guint i = 0; each[i]; i++)
        mb_xml_element(xml, "processingStepDescription", each[i]);
    if (region->reason)
        mb_xml_element(xml, "processingStepDescription", region->reason);
    mb_xml_element(xml, "processingStepSettings", settings);
    mb_xml_open_line(xml, "processingSoftware");
    mb_xml_element(xml, "softwareName", reader[0] ? reader[0] : "unknown");
    if (reader[0] && reader[1])
        mb_xml_element(xml, "softwareVersion", reader[1]);
    mb_xml_close_line(xml);
    mb_xml_close_line(xml);
}

/* The stage itself; regions that were read follow it. */
static void write_stage(MbXmlWriter *xml, const MbEvent *event)
{
    mb_xml_open_line(xml, "Processing");
    mb_xml_attr(xml, "ID", "ocr");
    mb_xml_element(xml, "processingStepSettings", event->options);
    mb_xml_open_line(xml, "processingSoftware");
    mb_xml_element(xml, "softwareName", "minutebook ocr");
    mb_xml_element(xml, "softwareVersion", event->version);
    mb_xml_close_line(xml);
    mb_xml_close_line(xml);
}

static void write_description(MbXmlWriter *xml, const MbDocument *document, const MbPage *page)
{
    mb_xml_open_line(xml, "Description");
    mb_xml_element(xml, "MeasurementUnit", "inch1200");
    mb_xml_open_line(xml, "sourceImageInformation");
    mb_xml_element(xml, "fileName", document->name ? document->name : "unknown");
    mb_xml_close_line(xml);
    for (guint i = 0; i < document->history->len; i++) {
        const MbEvent *event = &g_array_index(document->history, MbEvent, i);
        if (strcmp(event->stage, "ocr"))
            continue;
        write_stage(xml, event);
        break;
    }
    for (guint i = 0; i < page->regions->len; i++)
        if (has_reader(mb_page_region(page, i)))
            write_processing(xml, page, i);
    mb_xml_close_line(xml);
}

static bool is_same_block(const MbPage *page, const GArray *words, guint a, guint b)
{
    return g_array_index(words, MbShownWord, a).block == g_array_index(words, MbShownWord, b).block &&
           word_at(page, words, a)->region == word_at(page, words, b)->region;
}

static double find_mean_conf(const MbPage *page, const GArray *words)
{
    double sum = 0;
    for (guint i = 0; i < words->len; i++)
        sum += CLAMP(word_at(page, words, i)->conf, 0, 1);
    return sum / words->len;
}

static void write_layout(MbXmlWriter *xml, const MbPage *page, const GArray *words)
{
    mb_xml_open_line(xml, "Layout");
    mb_xml_open_line(xml, "Page");
    put_id(xml, "page", page, 1);
    mb_xml_attr_int(xml, "PHYSICAL_IMG_NR", page->number);
    mb_xml_attr_number(xml, "WIDTH", ceil(page->width * UNITS_PER_POINT), 0);
    mb_xml_attr_number(xml, "HEIGHT", ceil(page->height * UNITS_PER_POINT), 0);
    if (words->len)
        mb_xml_attr_number(xml, "PC", find_mean_conf(page, words), 3);
    mb_xml_open_line(xml, "PrintSpace");
    put_id(xml, "space", page, 1);
    put_edges(xml, page, (MbBox){0, 0, page->width, page->height}, -1);
    for (guint start = 0; start < words->len;) {
        guint end = start + 1;
        while (end < words->len && is_same_block(page, words, start, end))
            end++;
        write_block(xml, page, words, start, end);
        start = end;
    }
    mb_xml_close_line(xml);
    mb_xml_close_line(xml);
    mb_xml_close_line(xml);
}

static GBytes *write_page(const MbDocument *document, const MbPage *page, const GArray *words)
{
    g_autoptr(MbXmlWriter) xml = mb_xml_writer_new();
    mb_xml_open_line(xml, "alto");
    mb_xml_attr(xml, "xmlns", "http://www.loc.gov/standards/alto/ns-v4#");
    mb_xml_attr(xml, "SCHEMAVERSION", "4.4");
    write_description(xml, document, page);
    write_layout(xml, page, words);
    mb_xml_close_line(xml);
    return mb_xml_steal_bytes(xml);
}

static bool has_ocr(const MbPage *page)
{
    for (guint i = 0; i < page->words->len; i++)
        if (mb_page_word(page, i)->origin == MB_ORIGIN_OCR)
            return true;
    return false;
}

void mb_package_put_alto(MbFileSet *files, const MbDocument *document)
{
    g_autoptr(GPtrArray) words = mb_package_list_read_words(document);
    for (guint i = 0; i < document->pages->len; i++) {
        const MbPage *page = document->pages->pdata[i];
        char path[64];
        g_snprintf(path, sizeof path, "data/alto/page-%04d.xml", page->number);
        if (has_ocr(page))
            mb_fileset_take(files, path, write_page(document, page, words->pdata[i]));
    }
}
