#include "stage/stages.h"

#include "base/error.h"
#include "base/file.h"
#include "extract.h"
#include "pdf/pdf.h"
#include "xml/xslt.h"

#include <string.h>

/* A kind of source and what reads it. */
typedef struct {
    const char *media_type;
    bool (*is_such)(GBytes *bytes);
    bool (*read)(MbDocument *document, const MbOptions *options, GError **error);
} Kind;

/* The mark stands in the first 1,024 bytes (PDF 1.7, annex H.3, note 13). */
static bool is_pdf(GBytes *bytes)
{
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    return size && memmem(data, MIN(size, 1024), "%PDF-", 5);
}

static const Kind kinds[] = {
    {"application/pdf", is_pdf, mb_extract_pdf},
    {"text/html", mb_extract_is_html, mb_extract_html},
    {"text/plain", mb_extract_is_text, mb_extract_text},
};

static bool run(MbDocument *document, const MbOptions *options, GError **error)
{
    if (!options->source || !g_bytes_get_size(options->source)) {
        g_set_error_literal(error, MB_STAGE_ERROR, MB_ERROR_DOCUMENT, "the source file is empty");
        return false;
    }
    g_free(document->sha256);
    document->sha256 = mb_bytes_dup_sha256(options->source);
    document->size_bytes = (gint64)g_bytes_get_size(options->source);
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (kinds[i].is_such(options->source)) {
            g_free(document->media_type);
            document->media_type = g_strdup(kinds[i].media_type);
            return kinds[i].read(document, options, error);
        }
    g_set_error_literal(error, MB_STAGE_ERROR, MB_ERROR_DOCUMENT, "not a PDF, HTML or text file");
    return false;
}

static void list_tools(const MbDocument *document, const MbOptions *options, GString *tools)
{
    (void)options;
    if (!g_strcmp0(document->media_type, "application/pdf"))
        mb_pdf_list_tools(tools);
    else if (!g_strcmp0(document->media_type, "text/html"))
        mb_xml_list_tools(tools);
}

const MbStage mb_stage_extract = {
    .name = "extract",
    .version = "1",
    .takes = MB_WIRE_SOURCE,
    .gives = MB_WIRE_PACK,
    .main_file = NULL,
    .summary = "Reads a PDF, a web page or a text file into pack XML: words, images, links, outline, metadata.",
    .run = run,
    .list_tools = list_tools,
};
