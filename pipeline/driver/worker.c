/* The child's side of the worker. */
#include "driver/worker.h"

#include "base/error.h"
#include "base/file.h"
#include "base/limits.h"
#include "driver/chain.h"
#include "driver/wire.h"
#include "xml/archive.h"
#include "xml/pack.h"

#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define REQUEST_MAX_BYTES (1u << 20)
#define OPEN_FILES 256

static void limit(int what, rlim_t most)
{
    struct rlimit old;
    if (getrlimit(what, &old) != 0)
        return;
    struct rlimit new = {MIN(most, old.rlim_max), MIN(most, old.rlim_max)};
    setrlimit(what, &new);
}

#ifdef __SANITIZE_ADDRESS__ /* the sanitizer maps terabytes */
static void limit_memory(int threads)
{
    (void)threads;
}
#else
static void limit_memory(int threads)
{
    struct stat status;
    guint64 source_bytes = fstat(MB_WORKER_SOURCE, &status) == 0 ? (guint64)status.st_size : 0;
    limit(RLIMIT_AS, (rlim_t)(MB_WORKER_MEMORY_BYTES + MB_WORKER_THREAD_BYTES * (threads - 1) + 2 * source_bytes));
}
#endif

/* The program limits itself before it reads a byte that others wrote. */
static void restrict_self(int timeout_seconds, int threads)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    signal(SIGINT, SIG_IGN); /* the terminal sends it to the driver too, which decides */
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_NOFILE, OPEN_FILES);
    if (timeout_seconds > 0)
        limit(RLIMIT_CPU, (rlim_t)timeout_seconds * (rlim_t)threads + 1);
    limit_memory(threads);
}

/*
 * Pictures of pages come and go by the megabyte. By default glibc maps and unmaps each, and the page faults cost more than
 * the work on them: keeping freed memory halves the time of looking at pages.
 */
static void keep_freed_memory(void)
{
    mallopt(M_MMAP_THRESHOLD, 64 << 20);
    mallopt(M_TRIM_THRESHOLD, 256 << 20);
    mallopt(M_TOP_PAD, 16 << 20);
}

static GBytes *read_descriptor(int fd, GError **error)
{
    g_autofree char *path = g_strdup_printf("/dev/fd/%d", fd);
    return mb_file_read(path, MB_LIMIT_SOURCE_BYTES, error);
}

/* The document as the first stage takes it. */
static MbDocument *begin_document(const MbRequest *request, GError **error)
{
    MbWire takes = mb_chain_stage(request->first)->takes;
    if (takes == MB_WIRE_SOURCE)
        return mb_document_new(request->options.name);
    g_autoptr(GBytes) bytes = read_descriptor(MB_WORKER_START, error);
    if (!bytes)
        return NULL;
    if (takes == MB_WIRE_PACK)
        return mb_pack_read(bytes, error);
    MbDocument *document = mb_document_new(request->options.name);
    mb_fileset_take(document->files, "data/document.xml", g_steal_pointer(&bytes));
    return document;
}

static bool send_fact(const char *name, const char *value)
{
    g_autoptr(GBytes) bytes = g_bytes_new(value, strlen(value));
    return mb_wire_write(MB_WORKER_RESULT, MB_WIRE_FRAME_FACT, name, bytes);
}

static bool send_count(const char *name, guint count)
{
    char text[16];
    g_snprintf(text, sizeof text, "%u", count);
    return send_fact(name, text);
}

static guint count_issues(const MbArchive *archive, MbSeverity severity)
{
    const GArray *issues = mb_archive_issues(archive);
    guint count = 0;
    for (guint i = 0; i < issues->len; i++)
        count += !g_strcmp0(g_array_index(issues, MbArchiveIssue, i).severity, mb_severity_name(severity));
    return count;
}

/* What each stage worked with; publish and index tell of theirs here alone. */
static bool send_tools(const MbEvent *event)
{
    g_autofree char *name = g_strconcat(MB_WORKER_TOOLS, event->stage, NULL);
    return !event->tools || send_fact(name, event->tools);
}

/* What the driver notes of a document comes from its archive XML alone, as everything that is shown does. */
static bool send_facts(const MbDocument *document)
{
    static const char *const names[] = {"title", "council", "body", "date", "kind", "pages", "sha256", "restricted"};
    GBytes *bytes = mb_fileset_get(document->files, "data/document.xml");
    g_autoptr(MbArchive) archive = bytes ? mb_archive_open(bytes, NULL) : NULL;
    bool ok = archive != NULL;
    for (int s = MB_SEVERITY_NOTE; ok && s <= MB_SEVERITY_LOSS; s++)
        ok = send_count(mb_severity_name((MbSeverity)s), count_issues(archive, (MbSeverity)s));
    for (guint i = 0; ok && i < document->history->len; i++)
        ok = send_tools(&g_array_index(document->history, MbEvent, i));
    for (gsize i = 0; ok && i < G_N_ELEMENTS(names); i++) {
        const char *value = mb_archive_fact(archive, names[i]);
        ok = !value || send_fact(names[i], value);
    }
    return ok;
}

static bool send_document(const MbDocument *document)
{
    for (guint i = 0; i < mb_fileset_count(document->files); i++) {
        const char *path = mb_fileset_path(document->files, i);
        if (!mb_wire_write(MB_WORKER_RESULT, MB_WIRE_FRAME_FILE, path, mb_fileset_bytes(document->files, i)))
            return false;
    }
    return send_facts(document) && mb_wire_write(MB_WORKER_RESULT, MB_WIRE_FRAME_END, "", NULL);
}

static bool send_error(const GError *error)
{
    MbExit exit = mb_exit_from_error(error);
    bool is_ours = g_str_has_prefix(g_quark_to_string(error->domain), "mb-");
    int code = is_ours ? error->code : exit == MB_EXIT_USAGE ? MB_ERROR_USAGE : MB_ERROR_ENVIRONMENT;
    g_autofree char *name = g_strdup_printf("%d", code);
    g_autoptr(GBytes) message = g_bytes_new(error->message, strlen(error->message));
    return mb_wire_write(MB_WORKER_RESULT, MB_WIRE_FRAME_ERROR, name, message);
}

static bool read_request(MbRequest *request, GError **error)
{
    g_autoptr(GBytes) text = mb_file_read("-", REQUEST_MAX_BYTES, error);
    g_autofree char *string = text ? mb_bytes_dup_string(text) : NULL;
    if (!string || !mb_request_read(string, request, error))
        return false;
    if (request->first < mb_chain_count())
        return true;
    g_set_error(error, MB_DRIVER_ERROR, MB_ERROR_BUG, "no stage %u", request->first);
    return false;
}

static bool answer(GError **error)
{
    MbRequest request;
    if (!read_request(&request, error))
        return false;
    g_autoptr(MbTokens) tokens = mb_tokens_join(MB_WORKER_TOKENS);
    g_autoptr(MbProgress) progress = mb_progress_join(MB_WORKER_PROGRESS);
    request.options.tokens = tokens;
    request.options.progress = progress;
    restrict_self(request.timeout_seconds, tokens ? mb_tokens_count(tokens) : 1);
    keep_freed_memory();
    bool wants_source = mb_chain_stage(request.first)->takes != MB_WIRE_ARCHIVE;
    g_autoptr(GBytes) source = wants_source ? read_descriptor(MB_WORKER_SOURCE, error) : NULL;
    if (wants_source && !source)
        return false;
    request.options.source = source;
    g_autoptr(MbDocument) document = begin_document(&request, error);
    if (!document || !mb_chain_run(document, &request.options, request.first, request.keep, error))
        return false;
    if (send_document(document))
        return true;
    g_set_error(error, MB_DRIVER_ERROR, MB_ERROR_ENVIRONMENT, "cannot answer: %m");
    return false;
}

int mb_worker_main(int argc, char **argv)
{
    (void)argv;
    g_autoptr(GError) error = NULL;
    if (argc != 1) {
        fputs("minutebook: 'worker' is not for people\n", stderr);
        return MB_EXIT_USAGE;
    }
    if (answer(&error))
        return 0;
    return send_error(error) ? 0 : MB_EXIT_ENVIRONMENT;
}
