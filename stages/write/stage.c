#include "stage/stages.h"

#include "akn.h"

static bool run(MbDocument *document, const MbOptions *options, GError **error)
{
    (void)error;
    mb_fileset_take(document->files, "data/document.xml", mb_akn_write(document, options));
    return true;
}

const MbStage mb_stage_write = {
    .name = "write",
    .version = "1",
    .takes = MB_WIRE_PACK,
    .gives = MB_WIRE_ARCHIVE,
    .main_file = "data/document.xml",
    .summary = "Writes the archive XML (Akoma Ntoso 3.0) of a document.",
    .run = run,
};
