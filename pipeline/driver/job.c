#include "driver/job.h"

#include "archive/attached.h"
#include "archive/bag.h"
#include "base/error.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/text.h"
#include "driver/call.h"
#include "driver/chain.h"
#include "driver/sidecar.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The one thing that a signal handler and all threads share. */
static atomic_int is_stopping;

void mb_job_stop_all(void)
{
    atomic_store(&is_stopping, 1);
}

bool mb_job_is_stopped(void)
{
    return atomic_load(&is_stopping) != 0;
}

MbJob *mb_job_new(const char *path, const char *out, const char *slug)
{
    MbJob *job = g_new0(MbJob, 1);
    g_autofree char *base = path ? g_path_get_basename(path) : NULL;
    job->path = g_strdup(path);
    job->out = g_strdup(out);
    job->slug = g_strdup(slug);
    job->attached_to = path ? mb_attached_dup_parent(path) : NULL;
    job->name = mb_text_dup_clean(base ? base : slug, -1);
    return job;
}

void mb_job_free(MbJob *job)
{
    if (!job)
        return;
    g_free(job->path);
    g_free(job->out);
    g_free(job->slug);
    g_free(job->name);
    g_free(job->attached_to);
    g_free(job->known_sha256);
    g_clear_error(&job->error);
    g_free(job->log);
    g_free(job->sha256);
    mb_attrs_free(job->facts);
    g_free(job->key);
    g_free(job);
}

typedef int Descriptor;

static void close_descriptor(Descriptor *fd)
{
    if (*fd >= 0)
        close(*fd);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Descriptor, close_descriptor)

static bool fail(GError **error, MbErrorCode code, const char *message)
{
    g_set_error_literal(error, MB_DRIVER_ERROR, (int)code, message);
    return false;
}

/* Opens the source and looks at it before anything is made for it. */
static int open_source(MbJob *job, GError **error)
{
    int fd = open(job->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* a pipe without a writer must not hang us */
    struct stat status;
    if (fd < 0 || fstat(fd, &status) != 0) {
        g_set_error(error, MB_DRIVER_ERROR, MB_ERROR_ENVIRONMENT, "cannot open: %s", g_strerror(errno));
        return fd;
    }
    job->size_bytes = status.st_size;
    job->mtime_ns = (gint64)status.st_mtim.tv_sec * 1000000000 + status.st_mtim.tv_nsec;
    bool ok = S_ISREG(status.st_mode) || fail(error, MB_ERROR_ENVIRONMENT, "not a regular file");
    ok = ok && (status.st_size > 0 || fail(error, MB_ERROR_DOCUMENT, "file is empty"));
    ok = ok && (status.st_size <= MB_LIMIT_SOURCE_BYTES || fail(error, MB_ERROR_LIMIT, "file is larger than 2 GB"));
    if (ok)
        return fd;
    close(fd);
    return -1;
}

/* Stores the source in the bag, or only hashes it; the worker then reads the very bytes that were kept. */
static int take_source(MbJob *job, MbBag *bag, int source, GError **error)
{
    if (!job->want_original) {
        job->sha256 = mb_fd_dup_sha256(source, NULL);
        return fcntl(source, F_DUPFD_CLOEXEC, 0);
    }
    g_autofree char *safe = mb_bag_dup_safe_name(job->name);
    g_autofree char *path = g_strdup_printf("data/original/%s", safe);
    if (!mb_bag_put_copy(bag, path, source, &job->sha256, error))
        return -1;
    g_autofree char *full = g_build_filename(mb_bag_folder(bag), path, NULL);
    int copy = open(full, O_RDONLY | O_CLOEXEC);
    if (copy < 0)
        g_set_error(error, MB_DRIVER_ERROR, MB_ERROR_ENVIRONMENT, "cannot open '%s': %s", full, g_strerror(errno));
    return copy;
}

typedef struct {
    MbJob *job;
    MbBag *bag;
} Receiver;

/* A worker may fill the package but for what the driver itself puts there. */
static bool is_allowed_path(const char *path)
{
    if (!strcmp(path, "restricted.xml"))
        return true;
    return g_str_has_prefix(path, "data/") && !g_str_has_prefix(path, "data/original/");
}

static bool receive(const MbFrame *frame, void *data, GError **error)
{
    Receiver *receiver = data;
    if (frame->kind == MB_WIRE_FRAME_FACT) {
        g_autofree char *value = mb_bytes_dup_string(frame->data);
        g_autofree char *clean = mb_text_dup_clean(value, -1);
        mb_attrs_set(&receiver->job->facts, frame->name, clean);
        return true;
    }
    if (frame->kind != MB_WIRE_FRAME_FILE || !is_allowed_path(frame->name))
        return false;
    bool is_source = g_str_has_prefix(frame->name, MB_ATTACHED_FOLDER);
    return (is_source && !receiver->job->want_original) || mb_bag_put(receiver->bag, frame->name, frame->data, error);
}

/* The file that a chain begun in the middle starts from, or -1. */
static int open_start(const MbJob *job, GError **error)
{
    guint first = job->request->first;
    bool is_pack = mb_chain_stage(first)->takes == MB_WIRE_PACK;
    g_autofree char *kept = is_pack ? mb_chain_dup_kept_path(first - 1) : g_strdup("data/document.xml");
    g_autofree char *full = g_build_filename(job->out, job->slug, kept, NULL);
    int fd = open(full, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        g_set_error(error, MB_DRIVER_ERROR, MB_ERROR_USAGE, "cannot start from stage '%s': '%s' is not there%s",
                    mb_chain_stage(first)->name, full, is_pack ? " (run with --keep-stages first)" : "");
    return fd;
}

/* Takes over from the older bag what the stages that run do not make. */
static bool carry_rest(const MbJob *job, MbBag *bag, GError **error)
{
    const char *const from_pack[] = {"data/document.xml", "data/alto/", "data/media/", "data/tables/", "data/html/", "data/text/",
                                     "data/search/", "data/searchable.pdf", "data/metadata/", "restricted.xml", "data/original/",
                                     "mets.xml", job->request->keep ? NULL : "data/stages/", NULL};
    static const char *const from_publish[] = {"data/html/", "data/text/", "data/search/", "mets.xml", NULL};
    static const char *const from_index[] = {"data/search/", "mets.xml", NULL};
    guint first = job->request->first;
    g_autofree char *old = g_build_filename(job->out, job->slug, NULL);
    if (mb_chain_stage(first)->takes == MB_WIRE_PACK)
        return mb_bag_carry(bag, old, from_pack, error);
    return mb_bag_carry(bag, old, first + 1 == mb_chain_count() ? from_index : from_publish, error);
}

static void note_counts(const MbJob *job, MbBag *bag)
{
    GString *counts = g_string_new(NULL);
    for (int s = MB_SEVERITY_NOTE; s <= MB_SEVERITY_LOSS; s++) {
        const char *count = mb_attrs_get(job->facts, mb_severity_name((MbSeverity)s));
        g_string_append_printf(counts, "%s%s=%s", s ? " " : "", mb_severity_name((MbSeverity)s), count ? count : "0");
    }
    mb_bag_note(bag, "Issues", counts->str);
    g_string_free(counts, TRUE);
}

/* Stages that did not run keep their lines of the older bag. */
static void note_tools(const MbJob *job, MbBag *bag)
{
    for (guint i = 0; i < mb_attrs_count(job->facts); i++) {
        const char *name = mb_attrs_name(job->facts, i);
        if (!g_str_has_prefix(name, MB_WORKER_TOOLS))
            continue;
        g_autofree char *label = g_strconcat(MB_BAG_TOOLS, name + strlen(MB_WORKER_TOOLS), NULL);
        mb_bag_note(bag, label, mb_attrs_value(job->facts, i));
    }
}

/* What bag-info.txt says; from it the catalogue can be built again. */
static void note_all(const MbJob *job, MbBag *bag)
{
    static const struct {
        const char *fact, *label;
    } shown[] = {{"title", "External-Description"}, {"council", "Source-Organization"}, {"body", "Body"}, {"date", "Meeting-Date"},
                 {"kind", "Kind"}, {"pages", "Pages"}, {"restricted", "Restricted"}};
    for (gsize i = 0; i < G_N_ELEMENTS(shown); i++)
        mb_bag_note(bag, shown[i].label, mb_attrs_get(job->facts, shown[i].fact));
    mb_bag_note(bag, "Bag-Software-Agent", "minutebook " MB_VERSION);
    mb_bag_note(bag, "Chain", job->key);
    note_tools(job, bag);
    note_counts(job, bag);
    if (job->attached_to)
        mb_bag_note(bag, "Attached-To", job->attached_to);
    if (!job->sha256)
        return; /* made anew from its archive XML: what was noted of the source stands */
    g_autofree char *size = g_strdup_printf("%" G_GINT64_FORMAT, job->size_bytes);
    mb_bag_note(bag, "Source-Name", job->name);
    mb_bag_note(bag, "Source-SHA256", job->sha256);
    mb_bag_note(bag, "Source-Size", size);
}

/* What the worker was at when it ended goes on the list; false when that helps no more. */
static bool lose_page(MbRequest *request, const GError *failed)
{
    MbProgress *progress = request->options.progress;
    const gint64 hangs_us = (gint64)request->options.page_seconds * MB_CALL_PAGE_FACTOR * G_USEC_PER_SEC;
    const gint64 age_us = hangs_us > 0 && mb_progress_count_open(progress, hangs_us) > 0 ? hangs_us : 0;
    const guint open = mb_progress_count_open(progress, age_us);
    if (open != 1 && !request->options.tokens)
        return false;
    if (open == 1)
        return mb_progress_avoid_open(progress, age_us, failed->message);
    mb_progress_forget(progress);
    request->options.tokens = NULL; /* once more, one page at a time: then it is known which of them it was */
    return open > 1;
}

/* A page on which the worker ends costs that page: the worker is started again and leaves it alone. */
static bool call_until_read(MbRequest *request, int source, int start, Receiver *receiver, GError **error)
{
    g_autoptr(MbProgress) progress = mb_progress_new();
    char **log = &receiver->job->log;
    request->options.progress = progress;
    for (;;) {
        g_autoptr(GError) failed = NULL;
        g_clear_pointer(log, g_free);
        if (mb_call_worker(request, source, start, receive, receiver, log, &failed))
            return true;
        if (lose_page(request, failed))
            continue;
        g_propagate_error(error, g_steal_pointer(&failed));
        return false;
    }
}

static bool call_worker(MbJob *job, MbBag *bag, int source, GError **error)
{
    Receiver receiver = {job, bag};
    MbRequest request = *job->request;
    g_auto(Descriptor) start = -1;
    request.options.name = job->name;
    request.options.tokens = job->tokens;
    if (request.first > 0 && (start = open_start(job, error)) < 0)
        return false;
    if (!call_until_read(&request, source, start, &receiver, error))
        return false;
    const char *read = mb_attrs_get(job->facts, "sha256");
    if (!read || !job->sha256 || !strcmp(read, job->sha256))
        return true;
    if (request.first > 0)
        return fail(error, MB_ERROR_USAGE, "file is not the one that the kept stages were made from");
    return fail(error, MB_ERROR_ENVIRONMENT, "file changed while it was read");
}

static bool make_package(MbJob *job, int source, GError **error)
{
    g_autoptr(MbBag) bag = mb_bag_new(job->out, job->slug, error);
    if (!bag)
        return false;
    g_auto(Descriptor) kept = source >= 0 ? take_source(job, bag, source, error) : -1;
    if (source >= 0 && kept < 0)
        return false;
    if (!call_worker(job, bag, kept, error))
        return false;
    if (job->request->first > 0 && !carry_rest(job, bag, error))
        return false;
    note_all(job, bag);
    if (mb_job_is_stopped())
        return fail(error, MB_ERROR_ENVIRONMENT, "stopped");
    return mb_sidecar_put(bag, job->sidecars, error) && mb_bag_finish(bag, error);
}

static bool run(MbJob *job, GError **error)
{
    bool wants_source = mb_chain_stage(job->request->first)->takes != MB_WIRE_ARCHIVE;
    g_auto(Descriptor) source = wants_source ? open_source(job, error) : -1;
    if (wants_source && source < 0)
        return false;
    if (job->known_sha256) {
        g_autofree char *sha256 = mb_fd_dup_sha256(source, NULL);
        if (!g_strcmp0(sha256, job->known_sha256)) {
            job->sha256 = g_steal_pointer(&sha256);
            job->state = MB_JOB_UNCHANGED;
            return true;
        }
    }
    if (!make_package(job, source, error))
        return false;
    job->state = MB_JOB_DONE;
    return true;
}

void mb_job_run(MbJob *job)
{
    gint64 begin_us = g_get_monotonic_time();
    if (mb_job_is_stopped())
        fail(&job->error, MB_ERROR_ENVIRONMENT, "stopped");
    else
        run(job, &job->error);
    if (job->error)
        job->state = MB_JOB_FAILED;
    job->seconds = (double)(g_get_monotonic_time() - begin_us) / G_USEC_PER_SEC;
}
