#include "package.h"

#include "xml/writer.h"

#include <math.h>
#include <string.h>

/* ALTO's unit of 1/1200 inch, which holds a point's sixteenth. */
#define UNITS_PER_POINT (1200.0 / 72.0)

/* Which words of each page stand in the archive XML: a set of bytes a page, by index in document->pages. */
typedef struct {
    const MbDocument *document;
    guint8 **shown;
} Coverage;

static bool is_withheld(const MbBlock *leaf, MbRun run)
{
    for (guint i = 0; leaf->spans && i < leaf->spans->len; i++) {
        const MbSpan *span = &g_array_index(leaf->spans, MbSpan, i);
        if (span->kind == MB_SPAN_WITHHELD && run.start < span->end && run.start + run.length > span->start)
            return true;
    }
    return false;
}

static guint index_of(const MbDocument *document, const MbPage *page, guint guess)
{
    if (guess < document->pages->len && document->pages->pdata[guess] == page)
        return guess;
    for (guint i = 0; i < document->pages->len; i++)
        if (document->pages->pdata[i] == page)
            return i;
    return document->pages->len;
}

static void mark_leaf(Coverage *coverage, const MbBlock *leaf)
{
    for (guint i = 0; i < leaf->runs->len; i++) {
        MbRun run = g_array_index(leaf->runs, MbRun, i);
        MbPage *page = mb_document_page(coverage->document, run.page);
        guint at = page ? index_of(coverage->document, page, (guint)run.page - 1) : coverage->document->pages->len;
        if (at < coverage->document->pages->len && coverage->shown[at] && (guint)run.word < page->words->len && !is_withheld(leaf, run))
            coverage->shown[at][run.word] = 1;
    }
}

static bool has_ocr(const MbPage *page)
{
    for (guint i = 0; i < page->words->len; i++)
        if (mb_page_word(page, i)->origin == MB_ORIGIN_OCR)
            return true;
    return false;
}

static void put_edges(MbXmlWriter *xml, MbBox box)
{
    mb_xml_attr_number(xml, "HPOS", floor(box.x0 * UNITS_PER_POINT), 0);
    mb_xml_attr_number(xml, "VPOS", floor(box.y0 * UNITS_PER_POINT), 0);
    mb_xml_attr_number(xml, "WIDTH", ceil(mb_box_width(box) * UNITS_PER_POINT), 0);
    mb_xml_attr_number(xml, "HEIGHT", ceil(mb_box_height(box) * UNITS_PER_POINT), 0);
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
    put_edges(xml, word->box);
    mb_xml_attr(xml, "CONTENT", word->text);
    mb_xml_attr_number(xml, "WC", CLAMP(word->conf, 0, 1), 2);
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

static MbBox box_of(const MbPage *page, const GArray *words, guint from, guint to)
{
    MbBox box = mb_page_word(page, g_array_index(words, guint, from))->box;
    for (guint i = from + 1; i < to; i++)
        box = mb_box_union(box, mb_page_word(page, g_array_index(words, guint, i))->box);
    return box;
}

static const MbWord *word_at(const MbPage *page, const GArray *words, guint i)
{
    return mb_page_word(page, g_array_index(words, guint, i));
}

static void write_line(MbXmlWriter *xml, const MbPage *page, const GArray *words, guint from, guint to)
{
    mb_xml_open_line(xml, "TextLine");
    put_id(xml, "line", page, g_array_index(words, guint, from));
    put_edges(xml, box_of(page, words, from, to));
    for (guint i = from; i < to; i++) {
        if (i > from) {
            mb_xml_open_line(xml, "SP");
            mb_xml_close(xml);
        }
        write_word(xml, page, g_array_index(words, guint, i));
    }
    mb_xml_close_line(xml);
}

/* A block of words in one region, cut into lines. */
static void write_block(MbXmlWriter *xml, const MbPage *page, const GArray *words, guint from, guint to)
{
    mb_xml_open_line(xml, "TextBlock");
    put_id(xml, "block", page, g_array_index(words, guint, from));
    put_edges(xml, box_of(page, words, from, to));
    for (guint start = from; start < to;) {
        guint end = start + 1;
        while (end < to && is_same_line(word_at(page, words, end - 1), word_at(page, words, end)))
            end++;
        write_line(xml, page, words, start, end);
        start = end;
    }
    mb_xml_close_line(xml);
}

static void write_description(MbXmlWriter *xml, const MbDocument *document)
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
        mb_xml_open_line(xml, "Processing");
        mb_xml_attr(xml, "ID", "ocr");
        mb_xml_element(xml, "processingStepSettings", event->options);
        mb_xml_open_line(xml, "processingSoftware");
        mb_xml_element(xml, "softwareName", "minutebook ocr");
        mb_xml_element(xml, "softwareVersion", event->version);
        mb_xml_close_line(xml);
        mb_xml_close_line(xml);
        break;
    }
    mb_xml_close_line(xml);
}

static void write_layout(MbXmlWriter *xml, const MbPage *page, const GArray *words)
{
    mb_xml_open_line(xml, "Layout");
    mb_xml_open_line(xml, "Page");
    put_id(xml, "page", page, 1);
    mb_xml_attr_int(xml, "PHYSICAL_IMG_NR", page->number);
    mb_xml_attr_number(xml, "WIDTH", ceil(page->width * UNITS_PER_POINT), 0);
    mb_xml_attr_number(xml, "HEIGHT", ceil(page->height * UNITS_PER_POINT), 0);
    mb_xml_open_line(xml, "PrintSpace");
    put_id(xml, "space", page, 1);
    put_edges(xml, (MbBox){0, 0, page->width, page->height});
    for (guint start = 0; start < words->len;) {
        guint end = start + 1;
        while (end < words->len && word_at(page, words, end)->region == word_at(page, words, start)->region)
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
    write_description(xml, document);
    write_layout(xml, page, words);
    mb_xml_close_line(xml);
    return mb_xml_steal_bytes(xml);
}

static void put_page(MbFileSet *files, const MbDocument *document, const MbPage *page, const guint8 *shown)
{
    g_autoptr(GArray) words = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < page->words->len; i++) {
        const MbWord *word = mb_page_word(page, i);
        if (shown[i] && word->origin == MB_ORIGIN_OCR && !word->hidden)
            g_array_append_val(words, i);
    }
    char path[64];
    g_snprintf(path, sizeof path, "data/alto/page-%04d.xml", page->number);
    mb_fileset_take(files, path, write_page(document, page, words));
}

void mb_package_put_alto(MbFileSet *files, const MbDocument *document)
{
    guint count = document->pages->len;
    g_autofree guint8 **shown = g_new0(guint8 *, count + 1);
    Coverage coverage = {document, shown};
    bool any = false;
    for (guint i = 0; i < count; i++) {
        const MbPage *page = document->pages->pdata[i];
        if (has_ocr(page)) {
            shown[i] = g_malloc0(page->words->len + 1);
            any = true;
        }
    }
    for (MbBlock *block = any ? document->body : NULL; block; block = mb_block_next(document->body, block))
        if (block->runs)
            mark_leaf(&coverage, block);
    for (guint i = 0; i < count; i++)
        if (shown[i]) {
            put_page(files, document, document->pages->pdata[i], shown[i]);
            g_free(shown[i]);
        }
}
