#include "stage/stages.h"

#include "akn.h"
#include "model/withhold.h"
#include "package.h"
#include "pdf/pdf.h"

static bool run(MbDocument *document, const MbOptions *options, GError **error)
{
    MbFileSet *files = document->files;
    if (!mb_package_calibrate(document, options->data_dir, error))
        return false;
    mb_package_note_lost_words(document);
    if (options->include_restricted && mb_document_has_withheld(document))
        mb_fileset_take(files, "restricted.xml", mb_akn_write(document, options, NULL, true));
    g_autoptr(GHashTable) withheld = mb_document_list_withheld_pages(document);
    mb_document_drop_withheld(document); /* from here on nothing secret is there to be repeated */
    if (options->want_searchable)
        mb_package_put_searchable(document, options);
    mb_package_put_media(document, options, withheld);
    mb_fileset_take(files, "data/document.xml", mb_akn_write(document, options, files, false));
    mb_package_put_alto(files, document);
    mb_package_put_report(files, document);
    mb_package_put_premis(files, document, options);
    return true;
}

/* Pictures and the searchable copy are made with the library that reads PDF files. */
static void list_tools(const MbDocument *document, const MbOptions *options, GString *tools)
{
    if (options->source && !g_strcmp0(document->media_type, "application/pdf"))
        mb_pdf_list_tools(tools);
}

const MbStage mb_stage_write = {
    .name = "write",
    .version = "2",
    .takes = MB_WIRE_PACK,
    .gives = MB_WIRE_ARCHIVE,
    .main_file = "data/document.xml",
    .summary = "Writes the archive XML (Akoma Ntoso 3.0) and its package's other files.",
    .run = run,
    .list_tools = list_tools,
};
