#include "stage/stages.h"

#include "base/error.h"
#include "base/file.h"
#include "publish.h"
#include "xml/xslt.h"

#include <string.h>

#define STYLE_BYTES (1 << 20)

static GBytes *make_html(GBytes *archive, const MbOptions *options, GError **error)
{
    g_autofree char *sheet_path = g_build_filename(options->data_dir, "publish", "data", "html.xsl", NULL);
    g_autofree char *style_path = g_build_filename(options->data_dir, "publish", "data", "page.css", NULL);
    const MbStylesheet *sheet = mb_stylesheet_get(sheet_path, error);
    g_autoptr(GBytes) style = sheet ? mb_file_read(style_path, STYLE_BYTES, error) : NULL;
    g_autoptr(MbXmlTree) tree = style ? mb_xml_tree_read(archive, error) : NULL;
    if (!tree)
        return NULL;
    gsize size;
    const char *data = g_bytes_get_data(style, &size);
    g_autofree char *css = g_strndup(data, size);
    const char *const params[] = {"css", css, NULL};
    g_autoptr(GBytes) page = mb_stylesheet_apply(sheet, tree, params, error);
    return page ? mb_html_with_doctype(page) : NULL;
}

static bool run(MbDocument *document, const MbOptions *options, GError **error)
{
    GBytes *archive = mb_fileset_get(document->files, "data/document.xml");
    if (!archive) {
        g_set_error_literal(error, MB_STAGE_ERROR, MB_ERROR_BUG, "there is no archive XML to publish");
        return false;
    }
    g_autoptr(GBytes) html = make_html(archive, options, error);
    g_autoptr(GBytes) markdown = html ? mb_markdown_write(archive, error) : NULL;
    if (!markdown)
        return false;
    mb_fileset_take(document->files, "data/html/index.html", g_steal_pointer(&html));
    mb_fileset_take(document->files, "data/text/document.md", g_steal_pointer(&markdown));
    return true;
}

static void list_tools(const MbDocument *document, const MbOptions *options, GString *tools)
{
    (void)document, (void)options;
    mb_xml_list_tools(tools);
}

const MbStage mb_stage_publish = {
    .name = "publish",
    .version = "3",
    .takes = MB_WIRE_ARCHIVE,
    .gives = MB_WIRE_FILES,
    .main_file = "data/html/index.html",
    .summary = "Makes an accessible HTML page and Markdown from archive XML.",
    .run = run,
    .list_tools = list_tools,
};
