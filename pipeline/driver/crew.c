#include "driver/crew.h"

#include "base/error.h"

#include <glib-unix.h>
#include <signal.h>

#define PROGRESS_MS 500

struct MbCrew {
    MbCatalogue *catalogue;
    MbOutcome *outcome;
    GThreadPool *pool;
    MbTokens *tokens; /* as many as threads: what no worker's first thread uses is lent to the others' pages */
    GMainLoop *loop;
    GPtrArray *tickets; /* Ticket */
    guint left;
    int signal; /* that stopped the run, or 0 */
};

typedef struct {
    MbCrew *crew;
    MbJob *job;
    char *name;
} Ticket;

static void free_ticket(gpointer data)
{
    Ticket *ticket = data;
    mb_job_free(ticket->job);
    g_free(ticket->name);
    g_free(ticket);
}

static gboolean end_job(gpointer data);

static void run_job(gpointer data, gpointer unused)
{
    Ticket *ticket = data;
    (void)unused;
    mb_tokens_add_workers(ticket->crew->tokens, 1);
    mb_job_run(ticket->job);
    mb_tokens_add_workers(ticket->crew->tokens, -1);
    /*
     * Queued for the main loop, never called from here: g_main_context_invoke would run it in this thread when the loop has not
     * begun yet, and a loop that is told to quit before it runs never ends.
     */
    g_autoptr(GSource) source = g_idle_source_new();
    g_source_set_priority(source, G_PRIORITY_DEFAULT);
    g_source_set_callback(source, end_job, ticket, NULL);
    g_source_attach(source, NULL);
}

MbCrew *mb_crew_new(MbCatalogue *catalogue, MbOutcome *outcome, int threads)
{
    MbCrew *crew = g_new0(MbCrew, 1);
    crew->catalogue = catalogue;
    crew->outcome = outcome;
    crew->tickets = g_ptr_array_new_with_free_func(free_ticket);
    crew->loop = g_main_loop_new(NULL, FALSE);
    crew->pool = g_thread_pool_new(run_job, NULL, threads, FALSE, NULL);
    crew->tokens = mb_tokens_new(threads);
    return crew;
}

void mb_crew_free(MbCrew *crew)
{
    if (!crew)
        return;
    g_thread_pool_free(crew->pool, FALSE, TRUE);
    mb_tokens_free(crew->tokens);
    g_main_loop_unref(crew->loop);
    g_ptr_array_unref(crew->tickets);
    g_free(crew);
}

void mb_crew_take_job(MbCrew *crew, MbJob *job, const char *name)
{
    Ticket *ticket = g_new0(Ticket, 1);
    ticket->crew = crew;
    ticket->job = job;
    job->tokens = crew->tokens;
    ticket->name = g_strdup(name);
    g_ptr_array_add(crew->tickets, ticket);
    crew->left++;
}

static MbStat stat_of(const MbJob *job)
{
    return (MbStat){job->size_bytes, job->mtime_ns, job->build};
}

static bool store_failure(MbCatalogue *catalogue, const MbJob *job, GError **error)
{
    MbFailure failure = {.slug = job->slug, .message = job->error->message, .log = job->log, .key = job->key,
                         .status = (int)mb_exit_from_error(job->error), .stat = stat_of(job)};
    return mb_catalogue_store_failure(catalogue, &failure, error);
}

/* The package is in place before the catalogue hears of it; a run killed between the two finds it by its hash. */
static bool store(MbCatalogue *catalogue, const MbJob *job, GError **error)
{
    if (job->state == MB_JOB_FAILED)
        return store_failure(catalogue, job, error);
    if (job->state == MB_JOB_DONE && !mb_catalogue_store_bag(catalogue, job->slug, error))
        return false;
    MbStat stat = stat_of(job);
    return !job->path || mb_catalogue_store_stat(catalogue, job->slug, &stat, error);
}

static gboolean end_job(gpointer data)
{
    Ticket *ticket = data;
    MbCrew *crew = ticket->crew;
    MbJob *job = ticket->job;
    GError *failed = NULL;
    bool is_cut_short = crew->signal && job->state == MB_JOB_FAILED;
    if (!is_cut_short && crew->catalogue && !store(crew->catalogue, job, &failed)) {
        g_clear_error(&job->error);
        job->error = failed;
        job->state = MB_JOB_FAILED;
    }
    if (!is_cut_short)
        mb_outcome_add(crew->outcome, job, ticket->name);
    g_ptr_array_remove_fast(crew->tickets, ticket);
    if (--crew->left == 0)
        g_main_loop_quit(crew->loop);
    return G_SOURCE_REMOVE;
}

static gboolean draw(gpointer data)
{
    mb_outcome_show_progress(((MbCrew *)data)->outcome);
    return G_SOURCE_CONTINUE;
}

static gboolean stop(MbCrew *crew, int signal_number)
{
    crew->signal = signal_number;
    mb_job_stop_all();
    return G_SOURCE_CONTINUE;
}

static gboolean stop_on_interrupt(gpointer crew)
{
    return stop(crew, SIGINT);
}

static gboolean stop_on_terminate(gpointer crew)
{
    return stop(crew, SIGTERM);
}

static gboolean stop_on_hangup(gpointer crew)
{
    return stop(crew, SIGHUP);
}

int mb_crew_run(MbCrew *crew)
{
    if (crew->left == 0)
        return 0;
    guint sources[] = {g_unix_signal_add(SIGINT, stop_on_interrupt, crew), g_unix_signal_add(SIGTERM, stop_on_terminate, crew),
                       g_unix_signal_add(SIGHUP, stop_on_hangup, crew), g_timeout_add(PROGRESS_MS, draw, crew)};
    g_autoptr(GPtrArray) all = g_ptr_array_copy(crew->tickets, NULL, NULL);
    g_ptr_array_set_free_func(all, NULL);
    for (guint i = 0; i < all->len; i++)
        g_thread_pool_push(crew->pool, all->pdata[i], NULL);
    g_main_loop_run(crew->loop);
    for (gsize i = 0; i < G_N_ELEMENTS(sources); i++)
        g_source_remove(sources[i]);
    return crew->signal;
}
