#include "stage/stages.h"

#include "akn.h"
#include "package.h"

static bool is_withheld_anywhere(const MbDocument *document)
{
    for (MbBlock *block = document->body; block; block = mb_block_next(document->body, block))
        for (guint i = 0; block->spans && i < block->spans->len; i++)
            if (g_array_index(block->spans, MbSpan, i).kind == MB_SPAN_WITHHELD)
                return true;
    return false;
}

static bool run(MbDocument *document, const MbOptions *options, GError **error)
{
    (void)error;
    MbFileSet *files = document->files;
    mb_fileset_take(files, "data/document.xml", mb_akn_write(document, options, files, false));
    if (options->include_restricted && is_withheld_anywhere(document))
        mb_fileset_take(files, "restricted.xml", mb_akn_write(document, options, NULL, true));
    mb_package_put_alto(files, document);
    mb_package_put_report(files, document);
    mb_package_put_premis(files, document);
    return true;
}

const MbStage mb_stage_write = {
    .name = "write",
    .version = "1",
    .takes = MB_WIRE_PACK,
    .gives = MB_WIRE_ARCHIVE,
    .main_file = "data/document.xml",
    .summary = "Writes the archive XML (Akoma Ntoso 3.0) and its package's other files.",
    .run = run,
};
