#include "driver/rerun.h"

#include "archive/bag.h"
#include "base/error.h"
#include "base/file.h"
#include "driver/chain.h"
#include "driver/job.h"
#include "driver/sidecar.h"

#include <string.h>

#define TIMEOUT_SECONDS 0 /* who asks for proof waits for it */

static bool fail(GError **error, const char *format, const char *subject)
{
    g_set_error(error, MB_DRIVER_ERROR, MB_ERROR_USAGE, format, subject);
    return false;
}

/* The value of "name=value" among the words of a key; caller frees, or NULL. */
static char *dup_option(const char *key, const char *name)
{
    g_auto(GStrv) tokens = g_strsplit(key, " ", -1);
    gsize length = strlen(name);
    for (guint i = 0; tokens[i]; i++)
        if (!strncmp(tokens[i], name, length) && tokens[i][length] == '=')
            return g_strdup(tokens[i] + length + 1);
    return NULL;
}

static bool has_option(const char *key, const char *name, const char *value)
{
    g_autofree char *found = dup_option(key, name);
    return !g_strcmp0(found, value);
}

/* The original by the name that the package keeps it under; caller frees, or NULL. */
static char *dup_original(const char *bag, const char *name)
{
    g_autofree char *safe = mb_bag_dup_safe_name(name ? name : "");
    g_autofree char *path = g_build_filename(bag, "data", "original", safe, NULL);
    return g_file_test(path, G_FILE_TEST_IS_REGULAR) ? g_steal_pointer(&path) : NULL;
}

/* The key that today's program makes of the options in an old key. */
static char *dup_today(const MbRequest *request, const char *key)
{
    g_autofree char *today = mb_chain_dup_key(&request->options);
    g_autofree char *sidecars = mb_sidecar_dup_key(mb_sidecar_from_key(key));
    return g_strconcat(today, request->keep ? " stages=kept" : "", sidecars, NULL);
}

static void read_key(const char *key, const MbRerun *with, const char *language, MbRequest *request)
{
    *request = (MbRequest){.options = mb_options_init(), .timeout_seconds = TIMEOUT_SECONDS};
    request->options.language = language ? language : request->options.language;
    request->options.want_ocr = !has_option(key, "ocr", "no");
    request->options.include_restricted = has_option(key, "restricted", "yes");
    request->options.want_searchable = has_option(key, "searchable", "yes");
    request->options.password = with->password;
    request->options.profile = with->profile;
    request->keep = has_option(key, "stages", "kept");
}

/* Runs the job below a folder of its own and compares what it made. */
static bool compare_anew(MbJob *job, const char *bag, GPtrArray *problems, GError **error)
{
    mb_job_run(job);
    if (job->error) {
        g_propagate_error(error, g_error_copy(job->error));
        return false;
    }
    g_autofree char *made = g_build_filename(job->out, job->slug, NULL);
    mb_bag_compare(bag, made, problems);
    return true;
}

bool mb_rerun(const char *bag, const MbRerun *with, GPtrArray *problems, GError **error)
{
    g_autoptr(MbAttrs) info = mb_bag_read_info(bag, error);
    const char *key = info ? mb_attrs_get(info, "Chain") : NULL;
    g_autofree char *original = dup_original(bag, mb_attrs_get(info, "Source-Name")), *language = key ? dup_option(key, "language") : NULL;
    MbRequest request;
    if (!info)
        return false;
    if (!key || !original)
        return fail(error, "cannot be made anew: %s", key ? "the original is not in the package" : "bag-info.txt does not say how");
    read_key(key, with, language, &request);
    g_autofree char *today = dup_today(&request, key);
    if (strcmp(today, key))
        g_ptr_array_add(problems, g_strdup_printf("made by '%s', but this program would by '%s'", key, today));
    g_autofree char *place = g_dir_make_tmp("minutebook-rerun-XXXXXX", error), *whole = g_canonicalize_filename(bag, NULL);
    if (!place)
        return false;
    g_autofree char *slug = g_path_get_basename(whole);
    g_autoptr(MbJob) job = mb_job_new(original, place, slug);
    g_free(job->name);
    job->name = g_strdup(mb_attrs_get(info, "Source-Name"));
    job->attached_to = g_strdup(mb_attrs_get(info, "Attached-To"));
    job->request = &request;
    job->key = g_strdup(today);
    job->want_original = true;
    job->sidecars = mb_sidecar_from_key(key);
    bool ok = compare_anew(job, bag, problems, error);
    mb_file_remove(place, NULL);
    return ok;
}
