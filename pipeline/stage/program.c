/* The main function that all stage programs share. */
#include "stage/stage.h"

#include "base/error.h"
#include "base/file.h"
#include "base/limits.h"
#include "xml/pack.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    char *input, *output, *source, *password, *profile, *language, *models;
    gboolean no_ocr, version;
    int jobs;
    char **rest;
} Arguments;

static void clear_arguments(Arguments *a)
{
    g_free(a->input);
    g_free(a->output);
    g_free(a->source);
    g_free(a->password);
    g_free(a->profile);
    g_free(a->language);
    g_free(a->models);
    g_strfreev(a->rest);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Arguments, clear_arguments)

static bool parse(const MbStage *stage, int *argc, char ***argv, Arguments *a, GError **error)
{
    const GOptionEntry entries[] = {
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &a->output, "write to FILE instead of standard output", "FILE"},
        {"source", 's', 0, G_OPTION_ARG_FILENAME, &a->source, "the source file, for stages that read pixels", "FILE"},
        {"password", 0, 0, G_OPTION_ARG_STRING, &a->password, "password of an encrypted source", "WORD"},
        {"profile", 0, 0, G_OPTION_ARG_FILENAME, &a->profile, "profile of a council", "FILE"},
        {"language", 0, 0, G_OPTION_ARG_STRING, &a->language, "languages to read from pixels (eng, eng+cym)", "LANG"},
        {"models", 0, 0, G_OPTION_ARG_FILENAME, &a->models, "folder of language data for a second reader of doubtful words", "DIR"},
        {"jobs", 0, 0, G_OPTION_ARG_INT, &a->jobs, "pages to read from pixels at once (all cores)", "N"},
        {"no-ocr", 0, 0, G_OPTION_ARG_NONE, &a->no_ocr, "read nothing from pixels", NULL},
        {"version", 0, 0, G_OPTION_ARG_NONE, &a->version, "print the version and end", NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &a->rest, NULL, "[FILE]"},
        {0}};
    g_autoptr(GOptionContext) context = g_option_context_new(NULL);
    g_option_context_set_summary(context, stage->summary);
    g_option_context_add_main_entries(context, entries, NULL);
    if (!g_option_context_parse(context, argc, argv, error))
        return false;
    if (a->rest && a->rest[0] && a->rest[1]) {
        g_set_error(error, MB_STAGE_ERROR, MB_ERROR_USAGE, "one input file at most, but '%s' was given too", a->rest[1]);
        return false;
    }
    a->input = g_strdup(a->rest && a->rest[0] ? a->rest[0] : "-");
    return true;
}

/* The document to work on, from what the stage takes. */
static MbDocument *read_input(const MbStage *stage, const Arguments *a, MbOptions *options, GError **error)
{
    g_autoptr(GBytes) bytes = mb_file_read(a->input, MB_LIMIT_SOURCE_BYTES, error);
    if (!bytes)
        return NULL;
    if (stage->takes == MB_WIRE_PACK)
        return mb_pack_read(bytes, error);
    g_autofree char *name = g_path_get_basename(strcmp(a->input, "-") ? a->input : "standard-input");
    MbDocument *document = mb_document_new(name);
    if (stage->takes == MB_WIRE_SOURCE)
        options->source = g_bytes_ref(bytes);
    else
        mb_fileset_take(document->files, "data/document.xml", g_bytes_ref(bytes));
    return document;
}

static bool write_output(const MbStage *stage, const MbDocument *document, const Arguments *a, GError **error)
{
    g_autoptr(GBytes) bytes = NULL;
    if (stage->gives == MB_WIRE_PACK) {
        bytes = mb_pack_write(document);
    } else {
        GBytes *made = mb_fileset_get(document->files, stage->main_file);
        g_assert(made);
        bytes = g_bytes_ref(made);
    }
    if (a->output)
        return mb_file_write(a->output, bytes, 0644, error);
    gsize size;
    const void *data = g_bytes_get_data(bytes, &size);
    if (fwrite(data, 1, size, stdout) == size && fflush(stdout) == 0)
        return true;
    g_set_error(error, MB_STAGE_ERROR, MB_ERROR_ENVIRONMENT, "cannot write standard output: %m");
    return false;
}

static bool run(const MbStage *stage, Arguments *a, GError **error)
{
    MbOptions options = mb_options_init();
    g_autoptr(GBytes) source = a->source ? mb_file_read(a->source, MB_LIMIT_SOURCE_BYTES, error) : NULL;
    if (a->source && !source)
        return false;
    options.source = source;
    options.password = a->password;
    options.profile = a->profile;
    options.language = a->language ? a->language : options.language;
    options.models = a->models ? a->models : options.models;
    options.want_ocr = !a->no_ocr;
    g_autoptr(MbTokens) tokens = mb_tokens_new(a->jobs > 0 ? a->jobs : (int)g_get_num_processors());
    options.tokens = tokens;
    g_autoptr(MbDocument) document = read_input(stage, a, &options, error);
    if (!document)
        return false;
    options.name = document->name;
    bool ok = mb_stage_run(stage, document, &options, error) && write_output(stage, document, a, error);
    if (options.source != source)
        g_bytes_unref(options.source);
    return ok;
}

int mb_stage_main(const MbStage *stage, int argc, char **argv)
{
    g_auto(Arguments) a = {0};
    g_autoptr(GError) error = NULL;
    if (parse(stage, &argc, &argv, &a, &error)) {
        if (a.version) {
            printf("mb-%s %s\n", stage->name, stage->version);
            return MB_EXIT_DONE;
        }
        if (run(stage, &a, &error))
            return MB_EXIT_DONE;
    }
    fprintf(stderr, "mb-%s: %s: %s\n", stage->name, a.input && strcmp(a.input, "-") ? a.input : "standard input", error->message);
    return mb_exit_from_error(error);
}
