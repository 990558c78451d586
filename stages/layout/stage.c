#include "stage/stages.h"

static bool run(MbDocument *document, const MbOptions *options, GError **error)
{
    (void)document, (void)options, (void)error;
    return true;
}

const MbStage mb_stage_layout = {
    .name = "layout",
    .version = "1",
    .takes = MB_WIRE_PACK,
    .gives = MB_WIRE_PACK,
    .main_file = NULL,
    .summary = "",
    .run = run,
};
