/* The proprietary block: how the archive XML was made, what each page is, what is in doubt. */
#include "akn.h"

#include "stage/stages.h"

#include <string.h>

static void write_stage(MbAkn *akn, const char *name, const char *version, const char *options, const char *tools)
{
    mb_xml_open_line(akn->xml, "mb:stage");
    mb_xml_attr(akn->xml, "name", name);
    mb_xml_attr(akn->xml, "version", version);
    if (options && *options)
        mb_xml_attr(akn->xml, "options", options);
    if (tools && *tools)
        mb_xml_attr(akn->xml, "tools", tools);
    mb_xml_close(akn->xml);
}

static void write_history(MbAkn *akn)
{
    mb_xml_open_line(akn->xml, "mb:conversion");
    mb_xml_attr(akn->xml, "program", "minutebook");
    for (guint i = 0; i < akn->document->history->len; i++) {
        const MbEvent *event = &g_array_index(akn->document->history, MbEvent, i);
        write_stage(akn, event->stage, event->version, event->options, event->tools);
    }
    g_autofree char *tools = mb_stage_dup_tools(&mb_stage_write, akn->document, akn->options);
    write_stage(akn, mb_stage_write.name, mb_stage_write.version, NULL, tools);
    mb_xml_close_line(akn->xml);
}

MbPageFigures mb_page_figures(const MbPage *page)
{
    MbPageFigures figures = {0};
    double sum = 0;
    for (guint i = 0; i < page->words->len; i++) {
        const MbWord *word = mb_page_word(page, i);
        if (word->hidden)
            continue;
        figures.words++;
        figures.ocr_words += word->origin == MB_ORIGIN_OCR;
        sum += word->origin == MB_ORIGIN_OCR ? CLAMP(word->conf, 0, 1) : 0;
    }
    figures.mean_conf = figures.ocr_words ? sum / figures.ocr_words : 1;
    return figures;
}

static void write_page(MbAkn *akn, const MbPage *page)
{
    MbPageFigures figures = mb_page_figures(page);
    mb_xml_open_line(akn->xml, "mb:page");
    mb_xml_attr_int(akn->xml, "number", page->number);
    mb_xml_attr(akn->xml, "label", page->label);
    if (page->is_flowed)
        mb_xml_attr(akn->xml, "flowed", "yes");
    mb_xml_attr_number(akn->xml, "width", page->width, 2);
    mb_xml_attr_number(akn->xml, "height", page->height, 2);
    if (page->rotate)
        mb_xml_attr_int(akn->xml, "rotate", page->rotate);
    mb_xml_attr_int(akn->xml, "words", figures.words);
    mb_xml_attr(akn->xml, "text", figures.ocr_words == 0 ? "text" : figures.ocr_words == figures.words ? "ocr" : "mixed");
    if (figures.ocr_words) {
        char path[64];
        g_snprintf(path, sizeof path, "alto/page-%04d.xml", page->number);
        mb_xml_attr_int(akn->xml, "ocrWords", figures.ocr_words);
        mb_xml_attr_number(akn->xml, "meanConf", figures.mean_conf, 3);
        mb_xml_attr(akn->xml, "alto", path);
    }
    mb_xml_attr(akn->xml, "printed", mb_attrs_get(page->attrs, "printed"));
    mb_xml_attr(akn->xml, "kind", mb_attrs_get(page->attrs, "kind"));
    mb_xml_close(akn->xml);
}

static void write_issue(MbAkn *akn, const MbIssue *issue)
{
    const MbIssueInfo *info = mb_issue_info(issue->tag);
    g_autofree char *message = mb_issue_dup_message(issue);
    mb_xml_open_line(akn->xml, "mb:issue");
    mb_xml_attr(akn->xml, "tag", info->tag);
    mb_xml_attr(akn->xml, "severity", mb_severity_name(info->severity));
    if (issue->page)
        mb_xml_attr_int(akn->xml, "page", issue->page);
    if (!mb_box_is_empty(issue->box))
        mb_akn_put_box(akn, "bbox", issue->box);
    mb_xml_text(akn->xml, message, -1);
    mb_xml_close(akn->xml);
}

/* Relations of tables as stage repair notes them: "t1r2: c4 = c3 - c2 (9 of 10)", one after another with "; ". */
static void write_relations(MbAkn *akn, const char *relations)
{
    g_auto(GStrv) each = g_strsplit(relations, "; ", -1);
    for (guint i = 0; each[i]; i++) {
        char *colon = strstr(each[i], ": ");
        if (!colon)
            continue;
        *colon = '\0';
        mb_xml_open_line(akn->xml, "mb:relation");
        mb_xml_attr(akn->xml, "id", each[i]);
        mb_xml_text(akn->xml, colon + 2, -1);
        mb_xml_close(akn->xml);
    }
}

static void write_all_relations(MbAkn *akn)
{
    MbBlock *body = akn->document->body;
    bool open = false;
    for (MbBlock *block = body; block; block = mb_block_next(body, block)) {
        const char *relations = block->kind == MB_BLOCK_TABLE ? mb_attrs_get(block->attrs, "relations") : NULL;
        if (!relations)
            continue;
        if (!open)
            mb_xml_open_line(akn->xml, "mb:relations");
        open = true;
        write_relations(akn, relations);
    }
    if (open)
        mb_xml_close_line(akn->xml);
}

void mb_akn_write_proprietary(MbAkn *akn)
{
    const MbDocument *document = akn->document;
    mb_xml_open_line(akn->xml, "proprietary");
    mb_xml_attr(akn->xml, "source", "#o-minutebook");
    write_history(akn);
    if (mb_attrs_count(document->facts)) {
        mb_xml_open_line(akn->xml, "mb:facts");
        mb_xml_attrs(akn->xml, "", document->facts);
        mb_xml_close(akn->xml);
    }
    mb_xml_open_line(akn->xml, "mb:pages");
    for (guint i = 0; i < document->pages->len; i++)
        write_page(akn, document->pages->pdata[i]);
    mb_xml_close_line(akn->xml);
    write_all_relations(akn);
    mb_xml_open_line(akn->xml, "mb:issues");
    for (guint i = 0; i < document->issues->len; i++)
        write_issue(akn, &g_array_index(document->issues, MbIssue, i));
    mb_xml_close_line(akn->xml);
    mb_xml_close_line(akn->xml);
}
