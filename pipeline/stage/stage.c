#include "stage/stage.h"

#include "base/error.h"
#include "base/tools.h"
#include "model/check.h"

#include <string.h>

MbOptions mb_options_init(void)
{
    const char *data = g_getenv("MINUTEBOOK_DATA");
    const char *models = g_getenv("MINUTEBOOK_MODELS");
    return (MbOptions){.language = "eng",
                       .models = models && *models ? models : NULL,
                       .data_dir = data ? data : MB_DATA_DIR,
                       .want_ocr = true,
                       .page_seconds = 120};
}

/* What of the options may change the result, for the history. */
static char *dup_relevant(const MbStage *stage, const MbOptions *options)
{
    GString *out = g_string_new(NULL);
    if (!strcmp(stage->name, "ocr"))
        g_string_append_printf(out, "ocr=%s language=%s%s", options->want_ocr ? "yes" : "no", options->language,
                               options->models ? " readers=2" : "");
    if (options->profile) {
        g_autofree char *profile = g_path_get_basename(options->profile);
        g_string_append_printf(out, "%sprofile=%s", out->len ? " " : "", profile);
    }
    return g_string_free(out, FALSE);
}

char *mb_stage_dup_tools(const MbStage *stage, const MbDocument *document, const MbOptions *options)
{
    GString *tools = g_string_new(NULL);
    g_autofree char *folder = g_build_filename(options->data_dir, stage->name, "data", NULL);
    mb_tools_add_folder(tools, "data", folder);
    if (options->profile && stage->takes != MB_WIRE_ARCHIVE)
        mb_tools_add_file(tools, "profile", options->profile);
    if (stage->list_tools)
        stage->list_tools(document, options, tools);
    return g_string_free(tools, FALSE);
}

bool mb_stage_run(const MbStage *stage, MbDocument *document, const MbOptions *options, GError **error)
{
    if (!stage->run(document, options, error)) {
        g_prefix_error(error, "%s: ", stage->name);
        return false;
    }
    g_autofree char *relevant = dup_relevant(stage, options);
    mb_document_add_event(document, stage->name, stage->version, relevant);
    g_autofree char *tools = mb_stage_dup_tools(stage, document, options);
    mb_document_note_tools(document, tools);
#ifdef MB_CHECK_MODEL
    if (!mb_document_check(document, error)) {
        g_prefix_error(error, "%s: ", stage->name);
        return false;
    }
#endif
    return true;
}
