/* minutebook run: documents through the chain into packages. */
#include "driver/commands.h"

#include "archive/attached.h"
#include "archive/bag.h"
#include "base/error.h"
#include "driver/chain.h"
#include "driver/crew.h"
#include "driver/inputs.h"
#include "driver/sidecar.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DEFAULT_OUT "minutebook-out"

/* The longest packs that were met have 1,500 pages; at 1.7 s for a scanned page they take 43 minutes. */
#define DEFAULT_TIMEOUT_SECONDS 3600

typedef struct {
    char *out, *password, *profile, *language, *models, *from, *fail_on;
    gboolean mets, opex, no_ocr, no_original, keep, restricted, searchable, force, quiet, json;
    int jobs, timeout_seconds, page_seconds;
    char **files;
} Arguments;

static void clear_arguments(Arguments *a)
{
    g_free(a->out);
    g_free(a->password);
    g_free(a->profile);
    g_free(a->language);
    g_free(a->models);
    g_free(a->from);
    g_free(a->fail_on);
    g_strfreev(a->files);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Arguments, clear_arguments)

/* What all documents of a run share. */
typedef struct {
    const Arguments *a;
    MbRequest request;
    MbManner manner;
    char *key, *build;
    guint sidecars; /* flags of MbSidecar */
    MbInputs *inputs;
    MbCatalogue *catalogue;
    MbOutcome *outcome;
    MbCrew *crew;
    GPtrArray *slugs; /* packages of the inputs; files inside their sources come next */
} Run;

static void clear_run(Run *run)
{
    mb_crew_free(run->crew);
    mb_outcome_free(run->outcome);
    mb_catalogue_free(run->catalogue);
    mb_inputs_free(run->inputs);
    g_clear_pointer(&run->slugs, g_ptr_array_unref);
    g_free(run->key);
    g_free(run->build);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Run, clear_run)

/* GOption wants "-j 4"; make and everybody's fingers say "-j4". Returns a vector of borrowed strings; caller frees it alone. */
static char **dup_split(int *argc, char **argv)
{
    GPtrArray *split = g_ptr_array_new();
    for (int i = 0; i < *argc; i++) {
        const char *argument = argv[i];
        bool is_glued = g_str_has_prefix(argument, "-j") && g_ascii_isdigit(argument[2]);
        g_ptr_array_add(split, is_glued ? "-j" : (char *)argument);
        if (is_glued)
            g_ptr_array_add(split, (char *)argument + 2);
    }
    *argc = (int)split->len;
    g_ptr_array_add(split, NULL);
    return (char **)g_ptr_array_free(split, FALSE);
}

static bool parse(Arguments *a, int argc, char **argv, GError **error)
{
    g_autofree char **split = dup_split(&argc, argv);
    const GOptionEntry entries[] = {
        {"out", 'o', 0, G_OPTION_ARG_FILENAME, &a->out, "folder for the packages (./" DEFAULT_OUT ")", "OUT"},
        {"jobs", 'j', 0, G_OPTION_ARG_INT, &a->jobs, "documents, or pages of one, at once (all cores)", "N"},
        {"from", 0, 0, G_OPTION_ARG_STRING, &a->from, "begin with this stage, from what an earlier run kept", "STAGE"},
        {"keep-stages", 0, 0, G_OPTION_ARG_NONE, &a->keep, "keep the pack XML after each stage in data/stages", NULL},
        {"fail-on", 0, 0, G_OPTION_ARG_STRING, &a->fail_on, "status 1 for issues from this on: note, doubt, damage, loss", "SEVERITY"},
        {"password", 0, 0, G_OPTION_ARG_STRING, &a->password, "password of encrypted sources", "WORD"},
        {"profile", 0, 0, G_OPTION_ARG_FILENAME, &a->profile, "profile of a council", "FILE"},
        {"language", 0, 0, G_OPTION_ARG_STRING, &a->language, "languages to read from pixels (eng, eng+cym)", "LANG"},
        {"models", 0, 0, G_OPTION_ARG_FILENAME, &a->models, "folder of language data for a second reader of doubtful words", "DIR"},
        {"no-ocr", 0, 0, G_OPTION_ARG_NONE, &a->no_ocr, "read nothing from pixels", NULL},
        {"no-original", 0, 0, G_OPTION_ARG_NONE, &a->no_original, "leave the original file out of the package", NULL},
        {"searchable-pdf", 0, 0, G_OPTION_ARG_NONE, &a->searchable, "add a copy of scans with the words read as invisible text", NULL},
        {"include-restricted", 0, 0, G_OPTION_ARG_NONE, &a->restricted, "keep withheld text in restricted.xml", NULL},
        {"mets", 0, 0, G_OPTION_ARG_NONE, &a->mets, "add mets.xml (METS 1.12, for Archivematica and others)", NULL},
        {"opex", 0, 0, G_OPTION_ARG_NONE, &a->opex, "add OPEX files (for Preservica)", NULL},
        {"timeout", 0, 0, G_OPTION_ARG_INT, &a->timeout_seconds, "most time for one document (3600; 0: no limit)", "SECONDS"},
        {"page-timeout", 0, 0, G_OPTION_ARG_INT, &a->page_seconds, "most time for reading one page (120; 0: no limit)", "SECONDS"},
        {"force", 0, 0, G_OPTION_ARG_NONE, &a->force, "make packages anew that are up to date", NULL},
        {"quiet", 'q', 0, G_OPTION_ARG_NONE, &a->quiet, "say nothing of what went well", NULL},
        {"json", 0, 0, G_OPTION_ARG_NONE, &a->json, "one JSON object a line for each document and the summary", NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &a->files, NULL, NULL},
        {0}};
    return mb_command_parse("FILE|FOLDER|PATTERN...",
                            "Takes documents (PDF, HTML, text) through the chain into one package each. What is done and\n"
                            "unchanged is skipped; a package is written whole or not at all.",
                            entries, &argc, &split, error);
}

static bool fail(GError **error, const char *format, const char *subject)
{
    g_set_error(error, MB_DRIVER_ERROR, MB_ERROR_USAGE, format, subject);
    return false;
}

/* A folder that was named must have the data: without them nothing would be read twice, and nobody would know. */
static bool check_models(const Arguments *a, GError **error)
{
    g_auto(GStrv) languages = g_strsplit(a->language ? a->language : mb_options_init().language, "+", -1);
    for (guint i = 0; a->models && languages[i]; i++) {
        g_autofree char *path = g_strdup_printf("%s/%s.traineddata", a->models, languages[i]);
        if (access(path, R_OK) != 0)
            return fail(error, "cannot read language data '%s'", path);
    }
    return true;
}

static bool check(Arguments *a, Run *run, GError **error)
{
    if (!a->files)
        return fail(error, "%s", "no file given");
    if (a->from && !mb_chain_find(a->from, &run->request.first))
        return fail(error, "no such stage: '%s'", a->from);
    if (a->fail_on && !mb_severity_from_name(a->fail_on, &run->manner.fail_on))
        return fail(error, "no such severity: '%s'", a->fail_on);
    if (a->profile && access(a->profile, R_OK) != 0)
        return fail(error, "cannot read profile '%s'", a->profile);
    if (a->jobs < 0 || a->timeout_seconds < 0 || a->page_seconds < 0)
        return fail(error, "%s", "numbers of jobs and seconds cannot be negative");
    if (!check_models(a, error))
        return false;
    a->out = a->out ? a->out : g_strdup(DEFAULT_OUT);
    return true;
}

static void prepare(const Arguments *a, Run *run)
{
    MbOptions *options = &run->request.options;
    *options = mb_options_init();
    options->password = a->password;
    options->profile = a->profile;
    options->language = a->language ? a->language : options->language;
    options->models = a->models ? a->models : options->models;
    options->want_ocr = !a->no_ocr;
    options->include_restricted = a->restricted;
    options->want_searchable = a->searchable;
    options->page_seconds = a->page_seconds;
    run->request.keep = a->keep;
    run->request.timeout_seconds = a->timeout_seconds;
    run->manner.quiet = a->quiet;
    run->manner.json = a->json;
    run->manner.fails_on_issues = a->fail_on != NULL;
    g_autofree char *key = mb_chain_dup_key(options);
    run->build = mb_chain_dup_build(options->data_dir);
    run->sidecars = (a->mets ? MB_SIDECAR_METS : 0) | (a->opex ? MB_SIDECAR_OPEX : 0);
    g_autofree char *sidecars = mb_sidecar_dup_key(run->sidecars);
    run->key = g_strconcat(key, a->no_original ? " original=no" : "", a->keep ? " stages=kept" : "", sidecars, NULL);
}

/* Whether this very program, with these options, ran last. */
static bool is_same_work(const Run *run, const MbSource *source)
{
    return !run->a->force && !run->a->from && g_strcmp0(source->key, run->key) == 0 &&
           (!source->build || g_str_equal(source->build, run->build));
}

/* A source is current when its package is there and made by this chain with these options. */
static bool is_current(const Run *run, const MbSource *source)
{
    g_autofree char *bag = g_build_filename(run->a->out, source->slug, NULL);
    return g_str_equal(source->state, "done") && is_same_work(run, source) && mb_bag_is_bag(bag);
}

static bool has_same_stat(const MbSource *source, const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && status.st_size == source->size_bytes &&
           (gint64)status.st_mtim.tv_sec * 1000000000 + status.st_mtim.tv_nsec == source->mtime_ns;
}

/* A bad document stays bad until it, the program or the options change. */
static bool is_known_bad(const Run *run, const MbSource *source, const char *path)
{
    return !run->a->password && g_str_equal(source->state, "failed") && source->status == MB_EXIT_DOCUMENT &&
           is_same_work(run, source) && has_same_stat(source, path);
}

/* The key of a run that begins in the middle takes over what the earlier run did. */
static char *dup_key_for(const Run *run, const MbSource *source)
{
    return run->request.first > 0 && source->key ? mb_chain_dup_merged_key(source->key, run->key, run->request.first) : g_strdup(run->key);
}

static void add_unchanged(Run *run, const char *path, const char *name, const char *slug)
{
    g_autoptr(MbJob) job = mb_job_new(path, run->a->out, slug);
    job->state = MB_JOB_UNCHANGED;
    mb_outcome_add(run->outcome, job, name);
}

static void add_known_failure(Run *run, const char *path, const char *name, const MbSource *source)
{
    g_autoptr(MbJob) job = mb_job_new(path, run->a->out, source->slug);
    job->state = MB_JOB_FAILED;
    g_set_error(&job->error, MB_DRIVER_ERROR, MB_ERROR_DOCUMENT, "%s", source->message);
    mb_outcome_add(run->outcome, job, name);
}

static bool add_input(Run *run, guint i, GError **error)
{
    const char *path = mb_inputs_path(run->inputs, i), *name = mb_inputs_name(run->inputs, i);
    g_auto(MbSource) source = {0};
    if (!mb_catalogue_claim(run->catalogue, path, &source, error))
        return false;
    g_ptr_array_add(run->slugs, g_strdup(source.slug));
    bool current = is_current(run, &source);
    if (current && has_same_stat(&source, path))
        add_unchanged(run, path, name, source.slug);
    else if (is_known_bad(run, &source, path))
        add_known_failure(run, path, name, &source);
    else {
        MbJob *job = mb_job_new(path, run->a->out, source.slug);
        job->request = &run->request;
        job->key = dup_key_for(run, &source);
        job->build = run->build;
        job->want_original = !run->a->no_original;
        job->sidecars = run->sidecars;
        job->known_sha256 = current ? g_strdup(source.sha256) : NULL;
        mb_crew_take_job(run->crew, job, name);
    }
    return true;
}

static bool add_inputs(Run *run, GError **error)
{
    if (!mb_catalogue_begin(run->catalogue, error))
        return false;
    for (guint i = 0; i < mb_inputs_count(run->inputs); i++)
        if (!add_input(run, i, error))
            return false;
    return mb_catalogue_commit(run->catalogue, error);
}

static bool open_archive(Run *run, GError **error)
{
    const char *out = run->a->out;
    if (g_mkdir_with_parents(out, 0755) != 0 || access(out, W_OK | X_OK) != 0) {
        g_set_error(error, MB_DRIVER_ERROR, MB_ERROR_ENVIRONMENT, "cannot write in output folder: %s", g_strerror(errno));
        return false;
    }
    mb_bag_clear_stale(out);
    run->catalogue = mb_catalogue_open(out, true, error);
    return run->catalogue != NULL;
}

/* Arguments that name nothing are told at once and do not stop the others. */
static void expand_arguments(Run *run, GPtrArray *names, GPtrArray *errors)
{
    for (char **file = run->a->files; *file; file++) {
        GError *failed = NULL;
        if (mb_inputs_add(run->inputs, *file, &failed))
            continue;
        g_ptr_array_add(names, *file);
        g_ptr_array_add(errors, failed);
    }
}

static void free_error(gpointer error)
{
    g_error_free(error);
}

/* A file inside a file inside a file is met; more is a game. */
#define ATTACHED_DEPTH 3

/* Makes the files inside the sources that were just read the next inputs. Returns whether there are any. */
static bool turn_to_attached(Run *run)
{
    g_autoptr(GPtrArray) slugs = run->slugs;
    run->slugs = g_ptr_array_new_with_free_func(g_free);
    mb_inputs_free(run->inputs);
    run->inputs = mb_inputs_new();
    for (guint i = 0; i < slugs->len; i++) {
        g_autoptr(GPtrArray) paths = mb_attached_list(run->a->out, slugs->pdata[i]);
        for (guint k = 0; k < paths->len; k++)
            if (mb_inputs_is_source_name(paths->pdata[k]))
                mb_inputs_add(run->inputs, paths->pdata[k], NULL);
    }
    mb_outcome_expect(run->outcome, mb_inputs_count(run->inputs));
    return mb_inputs_count(run->inputs) > 0;
}

/* Runs the inputs, then the files inside them. Returns the signal that stopped it, or 0. */
static int run_inputs(Run *run, GError **error)
{
    run->slugs = g_ptr_array_new_with_free_func(g_free);
    for (int depth = 0; depth <= ATTACHED_DEPTH; depth++) {
        if (!add_inputs(run, error))
            return 0;
        int signal_number = mb_crew_run(run->crew);
        bool is_end = signal_number || run->request.first > 0 || run->a->no_original || !turn_to_attached(run);
        if (is_end)
            return signal_number;
    }
    return 0;
}

static int run_all(Run *run)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(free_error);
    if (!open_archive(run, &error))
        return mb_command_fail(run->a->out, error);
    run->inputs = mb_inputs_new();
    expand_arguments(run, names, errors);
    run->outcome = mb_outcome_new(&run->manner, mb_inputs_count(run->inputs));
    for (guint i = 0; i < errors->len; i++)
        mb_outcome_add_failure(run->outcome, names->pdata[i], errors->pdata[i]);
    run->crew = mb_crew_new(run->catalogue, run->outcome, run->a->jobs > 0 ? run->a->jobs : (int)g_get_num_processors());
    int signal_number = run_inputs(run, &error);
    if (error)
        return mb_command_fail(run->a->out, error);
    int status = mb_outcome_finish(run->outcome, run->a->out);
    return signal_number ? -signal_number : status;
}

int mb_command_run(int argc, char **argv)
{
    g_auto(Arguments) a = {.timeout_seconds = DEFAULT_TIMEOUT_SECONDS, .page_seconds = mb_options_init().page_seconds};
    g_autoptr(GError) error = NULL;
    int status;
    {
        g_auto(Run) run = {.a = &a};
        if (!parse(&a, argc, argv, &error) || !check(&a, &run, &error))
            return mb_command_fail("run", error);
        prepare(&a, &run);
        status = run_all(&run);
    }
    if (status >= 0)
        return status;
    raise(-status); /* everything is cleaned up: now end as the shell expects */
    return MB_EXIT_ENVIRONMENT;
}
