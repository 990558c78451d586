/* minutebook publish and minutebook index: what can be made again from the packages. */
#include "driver/commands.h"

#include "archive/bag.h"
#include "archive/catalogue.h"
#include "base/error.h"
#include "driver/chain.h"
#include "driver/crew.h"
#include "driver/sidecar.h"
#include "driver/site.h"

#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#define TIMEOUT_SECONDS 600 /* XSLT over the longest document takes seconds */

/* Adds a job that makes the pages and records of a package anew. */
static void add_bag(MbCrew *crew, const MbRequest *request, const char *out, const char *slug)
{
    g_autofree char *place = g_build_filename(out, slug, NULL);
    g_autofree char *key = mb_chain_dup_key(&request->options);
    g_autoptr(MbAttrs) info = mb_bag_read_info(place, NULL);
    const char *old = mb_attrs_get(info, "Chain");
    MbJob *job = mb_job_new(NULL, out, slug);
    job->request = request;
    job->sidecars = mb_sidecar_from_key(old) & MB_SIDECAR_METS; /* OPEX says nothing of what is made anew */
    job->key = mb_chain_dup_merged_key(old ? old : key, key, request->first);
    mb_crew_take_job(crew, job, place);
}

/* The archive that holds the path, and the packages below it that are meant. */
static GPtrArray *find_bags(const char *path, char **out)
{
    if (!mb_bag_is_bag(path)) {
        *out = g_strdup(path);
        return mb_bag_list(path);
    }
    g_autofree char *absolute = g_canonicalize_filename(path, NULL);
    GPtrArray *slugs = g_ptr_array_new_with_free_func(g_free);
    *out = g_path_get_dirname(absolute);
    g_ptr_array_add(slugs, g_path_get_basename(absolute));
    return slugs;
}

static int publish(const char *path, const MbRequest *request, const MbManner *manner)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *out = NULL;
    g_autoptr(GPtrArray) slugs = find_bags(path, &out);
    g_autofree char *file = g_build_filename(out, MB_CATALOGUE_FILE, NULL);
    if (slugs->len == 0) {
        g_set_error(&error, MB_DRIVER_ERROR, MB_ERROR_USAGE, "no package here");
        return mb_command_fail(path, error);
    }
    g_autoptr(MbCatalogue) catalogue = access(file, F_OK) == 0 ? mb_catalogue_open(out, true, &error) : NULL;
    if (error)
        return mb_command_fail(out, error);
    mb_bag_clear_stale(out);
    g_autoptr(MbOutcome) outcome = mb_outcome_new(manner, slugs->len);
    g_autoptr(MbCrew) crew = mb_crew_new(catalogue, outcome, (int)g_get_num_processors());
    for (guint i = 0; i < slugs->len; i++)
        add_bag(crew, request, out, slugs->pdata[i]);
    int signal_number = mb_crew_run(crew);
    int status = mb_outcome_finish(outcome, out);
    return signal_number ? MB_EXIT_ENVIRONMENT : status;
}

int mb_command_publish(int argc, char **argv)
{
    gboolean is_quiet = FALSE;
    g_autofree char *site = NULL;
    g_auto(GStrv) rest = NULL;
    const GOptionEntry entries[] = {
        {"site", 0, 0, G_OPTION_ARG_FILENAME, &site, "make a web site of the whole archive instead, with index and search", "DIR"},
        {"quiet", 'q', 0, G_OPTION_ARG_NONE, &is_quiet, "say nothing of what went well", NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &rest, NULL, NULL},
        {0}};
    g_autoptr(GError) error = NULL;
    if (!mb_command_parse("OUT|BAG", "Makes the pages and search records of packages anew from their archive XML.", entries, &argc, &argv,
                          &error))
        return mb_command_fail("publish", error);
    if (!mb_command_check_one(rest, "no archive or package given", &error))
        return mb_command_fail("publish", error);
    if (site)
        return mb_site_make(rest[0], site, &error) ? MB_EXIT_DONE : mb_command_fail(rest[0], error);
    MbRequest request = {.options = mb_options_init(), .timeout_seconds = TIMEOUT_SECONDS};
    MbManner manner = {.quiet = is_quiet};
    mb_chain_find("publish", &request.first);
    return publish(rest[0], &request, &manner);
}

int mb_command_index(int argc, char **argv)
{
    g_auto(GStrv) rest = NULL;
    const GOptionEntry entries[] = {{G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &rest, NULL, NULL}, {0}};
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    if (!mb_command_parse("OUT", "Builds the catalogue and search index (" MB_CATALOGUE_FILE ") anew from the packages.", entries, &argc,
                          &argv, &error))
        return mb_command_fail("index", error);
    if (!mb_command_check_one(rest, "no archive given", &error))
        return mb_command_fail("index", error);
    g_autoptr(GPtrArray) slugs = mb_bag_list(rest[0]);
    if (slugs->len == 0)
        g_set_error(&error, MB_DRIVER_ERROR, MB_ERROR_USAGE, "no package here");
    if (slugs->len == 0 || !mb_catalogue_rebuild(rest[0], problems, &error))
        return mb_command_fail(rest[0], error);
    for (guint i = 0; i < problems->len; i++)
        fprintf(stderr, "minutebook: %s/%s\n", rest[0], (char *)problems->pdata[i]);
    return problems->len ? MB_EXIT_DOCUMENT : MB_EXIT_DONE;
}
