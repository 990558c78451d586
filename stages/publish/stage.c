#include "stage/stages.h"

static bool run(MbDocument *document, const MbOptions *options, GError **error)
{
    (void)document, (void)options, (void)error;
    return true;
}

const MbStage mb_stage_publish = {
    .name = "publish",
    .version = "1",
    .takes = MB_WIRE_ARCHIVE,
    .gives = MB_WIRE_FILES,
    .main_file = "data/html/index.html",
    .summary = "",
    .run = run,
};
