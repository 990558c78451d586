#include "package.h"

#include "akn.h"
#include "model/withhold.h"

#include <math.h>

/* Sums over the whole document. */
typedef struct {
    gint64 words, ocr_words, ocr_pages;
    double conf_sum;
    gint64 blocks[MB_BLOCK_KINDS];
    gint64 checks[MB_CHECK_DOUBTFUL + 1];
    gint64 severities[MB_SEVERITY_LOSS + 1];
} Sums;

void mb_package_add_string(JsonBuilder *json, const char *name, const char *value)
{
    if (!value)
        return;
    json_builder_set_member_name(json, name);
    json_builder_add_string_value(json, value);
}

void mb_package_add_int(JsonBuilder *json, const char *name, gint64 value)
{
    json_builder_set_member_name(json, name);
    json_builder_add_int_value(json, value);
}

GBytes *mb_package_print(JsonBuilder *json)
{
    g_autoptr(JsonGenerator) generator = json_generator_new();
    g_autoptr(JsonNode) root = json_builder_get_root(json);
    json_generator_set_root(generator, root);
    json_generator_set_pretty(generator, TRUE);
    gsize length;
    char *text = json_generator_to_data(generator, &length);
    return g_bytes_new_take(text, length);
}

static Sums sum_up(const MbDocument *document)
{
    Sums sums = {0};
    for (guint i = 0; i < document->pages->len; i++) {
        MbPageFigures figures = mb_page_figures(document->pages->pdata[i]);
        sums.words += figures.words;
        sums.ocr_words += figures.ocr_words;
        sums.ocr_pages += figures.ocr_words > 0;
        sums.conf_sum += figures.mean_conf * figures.ocr_words;
    }
    for (MbBlock *block = document->body; block; block = mb_block_next(document->body, block)) {
        sums.blocks[block->kind] += !block->artifact;
        if (block->kind == MB_BLOCK_CELL)
            sums.checks[block->check]++;
    }
    for (guint i = 0; i < document->issues->len; i++)
        sums.severities[mb_issue_info(g_array_index(document->issues, MbIssue, i).tag)->severity]++;
    return sums;
}

static void open_member(JsonBuilder *json, const char *name)
{
    json_builder_set_member_name(json, name);
    json_builder_begin_object(json);
}

static void add_source(JsonBuilder *json, const MbDocument *document)
{
    open_member(json, "source");
    mb_package_add_string(json, "name", document->name);
    mb_package_add_string(json, "mediaType", document->media_type);
    mb_package_add_string(json, "sha256", document->sha256);
    mb_package_add_int(json, "size", document->size_bytes);
    json_builder_set_member_name(json, "restricted");
    json_builder_add_boolean_value(json, mb_document_is_restricted(document));
    json_builder_end_object(json);
}

static void add_figures(JsonBuilder *json, const MbDocument *document, const Sums *sums)
{
    open_member(json, "figures");
    mb_package_add_int(json, "pages", document->pages->len);
    mb_package_add_int(json, "words", sums->words);
    mb_package_add_int(json, "ocrPages", sums->ocr_pages);
    mb_package_add_int(json, "ocrWords", sums->ocr_words);
    if (sums->ocr_words)
        mb_package_add_int(json, "ocrMeanConfidencePercent", llround(sums->conf_sum / (double)sums->ocr_words * 100));
    mb_package_add_int(json, "headings", sums->blocks[MB_BLOCK_HEADING]);
    mb_package_add_int(json, "listItems", sums->blocks[MB_BLOCK_ITEM]);
    mb_package_add_int(json, "agendaItems", sums->blocks[MB_BLOCK_AGENDA_ITEM]);
    mb_package_add_int(json, "tables", sums->blocks[MB_BLOCK_TABLE]);
    mb_package_add_int(json, "figures", sums->blocks[MB_BLOCK_FIGURE]);
    json_builder_end_object(json);
    open_member(json, "numberCells");
    for (int check = MB_CHECK_VERIFIED; check <= MB_CHECK_DOUBTFUL; check++)
        mb_package_add_int(json, mb_check_name((MbCheck)check), sums->checks[check]);
    json_builder_end_object(json);
    open_member(json, "issueCounts");
    for (int severity = MB_SEVERITY_NOTE; severity <= MB_SEVERITY_LOSS; severity++)
        mb_package_add_int(json, mb_severity_name((MbSeverity)severity), sums->severities[severity]);
    json_builder_end_object(json);
}

static void add_issue(JsonBuilder *json, const MbIssue *issue)
{
    const MbIssueInfo *info = mb_issue_info(issue->tag);
    g_autofree char *message = mb_issue_dup_message(issue);
    json_builder_begin_object(json);
    mb_package_add_string(json, "tag", info->tag);
    mb_package_add_string(json, "severity", mb_severity_name(info->severity));
    mb_package_add_string(json, "stage", info->stage);
    if (issue->page)
        mb_package_add_int(json, "page", issue->page);
    mb_package_add_string(json, "message", message);
    json_builder_end_object(json);
}

void mb_package_put_report(MbFileSet *files, const MbDocument *document)
{
    Sums sums = sum_up(document);
    g_autoptr(JsonBuilder) json = json_builder_new();
    json_builder_begin_object(json);
    add_source(json, document);
    add_figures(json, document, &sums);
    json_builder_set_member_name(json, "issues");
    json_builder_begin_array(json);
    for (guint i = 0; i < document->issues->len; i++)
        add_issue(json, &g_array_index(document->issues, MbIssue, i));
    json_builder_end_array(json);
    json_builder_end_object(json);
    mb_fileset_take(files, "data/metadata/report.json", mb_package_print(json));
}
