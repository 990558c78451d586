#include "driver/call.h"

#include "base/error.h"
#include "base/file.h"
#include "driver/chain.h"
#include "driver/job.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define CHUNK_BYTES (1 << 18)
#define LOG_MAX_BYTES (64 << 10)
#define TICK_MS 200 /* how soon a stop or a time limit is seen */

typedef struct {
    GPid pid;
    int result, chatter;    /* pipes from the worker */
    gint64 deadline_us;     /* monotonic; 0: none */
    gint64 page_us;         /* most time for one page in one stage; 0: no limit */
    MbProgress *progress;   /* borrowed, or NULL */
    MbWireBuffer *buffer;
    GString *log;
    bool has_ended;         /* it said that all is well */
    MbCallReceive receive;
    void *data;
} Call;

static void clear_call(Call *call)
{
    if (call->pid > 0) {
        kill(call->pid, SIGKILL);
        waitpid(call->pid, NULL, 0);
    }
    if (call->result >= 0)
        close(call->result);
    if (call->chatter >= 0)
        close(call->chatter);
    mb_wire_buffer_free(call->buffer);
    g_string_free(call->log, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Call, clear_call)

static bool fail(GError **error, MbErrorCode code, const char *message)
{
    g_set_error_literal(error, MB_DRIVER_ERROR, (int)code, message);
    return false;
}

/* The environment of a worker: no threads of Tesseract's own (measured up to 40 times slower on two cores). */
static char **dup_environment(void)
{
    return g_environ_setenv(g_get_environ(), "OMP_THREAD_LIMIT", "1", TRUE);
}

/* Descriptors for the worker, as they are here and as it knows them. */
typedef struct {
    int from[5], to[5];
    gsize count;
} Descriptors;

static void pass(Descriptors *passed, int from, int to)
{
    if (from < 0)
        return;
    passed->from[passed->count] = from;
    passed->to[passed->count++] = to;
}

static bool spawn(Call *call, const Descriptors *passed, int *request, GError **error)
{
    const char *argv[] = {"/proc/self/exe", "minutebook", "worker", NULL};
    g_auto(GStrv) environment = dup_environment();
    GSpawnFlags flags = G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_FILE_AND_ARGV_ZERO | G_SPAWN_STDOUT_TO_DEV_NULL;
    g_autoptr(GError) spawned = NULL;
    if (g_spawn_async_with_pipes_and_fds(NULL, argv, (const char *const *)environment, flags, NULL, NULL, -1, -1, -1, passed->from,
                                         passed->to, passed->count, &call->pid, request, NULL, &call->chatter, &spawned))
        return true;
    g_set_error(error, MB_DRIVER_ERROR, MB_ERROR_ENVIRONMENT, "cannot start a worker: %s", spawned->message);
    return false;
}

static bool start_worker(Call *call, const MbRequest *request, int source, int start, GError **error)
{
    int results[2], input = -1;
    if (pipe2(results, O_CLOEXEC) != 0)
        return fail(error, MB_ERROR_ENVIRONMENT, "cannot make a pipe for a worker");
    call->result = results[0];
    Descriptors passed = {0};
    pass(&passed, results[1], MB_WORKER_RESULT);
    pass(&passed, source, MB_WORKER_SOURCE);
    pass(&passed, start, MB_WORKER_START);
    pass(&passed, request->options.tokens ? mb_tokens_descriptor(request->options.tokens) : -1, MB_WORKER_TOKENS);
    pass(&passed, mb_progress_descriptor(request->options.progress), MB_WORKER_PROGRESS);
    bool ok = spawn(call, &passed, &input, error);
    close(results[1]);
    if (!ok)
        return false;
    g_autofree char *text = mb_request_dup_text(request);
    mb_fd_write(input, text, strlen(text)); /* a worker that died at once is found when it is waited for */
    close(input);
    if (request->timeout_seconds > 0)
        call->deadline_us = g_get_monotonic_time() + (gint64)request->timeout_seconds * G_USEC_PER_SEC;
    return true;
}

/* "extract: page 3: ..." becomes "page 3: ...": which stage failed says nothing to who reads the line. */
static const char *skip_stage(const char *message)
{
    for (guint i = 0; i < mb_chain_count(); i++) {
        const char *name = mb_chain_stage(i)->name;
        if (g_str_has_prefix(message, name) && g_str_has_prefix(message + strlen(name), ": "))
            return message + strlen(name) + 2;
    }
    return message;
}

static bool take_error(const MbFrame *frame, MbProgress *progress, GError **error)
{
    mb_progress_forget(progress); /* it ended of itself, not on a page */
    g_autofree char *message = mb_bytes_dup_string(frame->data);
    g_autofree char *valid = g_utf8_make_valid(message, -1);
    int code = CLAMP(atoi(frame->name), MB_ERROR_USAGE, MB_ERROR_BUG);
    return fail(error, (MbErrorCode)code, code == MB_ERROR_BUG ? valid : skip_stage(valid));
}

static bool take_frames(Call *call, GError **error)
{
    bool broken = false;
    for (;;) {
        g_auto(MbFrame) frame = {0};
        if (!mb_wire_buffer_steal(call->buffer, &frame, &broken))
            return broken ? fail(error, MB_ERROR_DOCUMENT, "the worker's answer is broken") : true;
        if (frame.kind == MB_WIRE_FRAME_ERROR)
            return take_error(&frame, call->progress, error);
        if (frame.kind == MB_WIRE_FRAME_END)
            call->has_ended = true;
        else if (call->has_ended || !call->receive(&frame, call->data, error))
            return *error ? false : fail(error, MB_ERROR_DOCUMENT, "the worker's answer is broken");
    }
}

/* Reads what is there; at the end of the pipe it is closed and marked by -1. */
static gssize drain(int *fd, guint8 *chunk)
{
    ssize_t n;
    do
        n = read(*fd, chunk, CHUNK_BYTES);
    while (n < 0 && errno == EINTR);
    if (n <= 0) {
        close(*fd);
        *fd = -1;
    }
    return n;
}

/* A page that takes too long is to blame for it; the whole document's time is no page's. */
static bool check_time(Call *call, GError **error)
{
    if (call->page_us && mb_progress_count_open(call->progress, call->page_us) > 0)
        return fail(error, MB_ERROR_LIMIT, "took longer than a page may (--page-timeout)");
    if (!mb_job_is_stopped() && (!call->deadline_us || g_get_monotonic_time() <= call->deadline_us))
        return true;
    mb_progress_forget(call->progress);
    if (mb_job_is_stopped())
        return fail(error, MB_ERROR_ENVIRONMENT, "stopped");
    return fail(error, MB_ERROR_LIMIT, "took longer than the time limit (--timeout)");
}

static bool listen_once(Call *call, guint8 *chunk, GError **error)
{
    struct pollfd polls[2] = {{call->result, POLLIN, 0}, {call->chatter, POLLIN, 0}};
    poll(polls, 2, TICK_MS);
    if (polls[1].fd >= 0 && polls[1].revents) {
        gssize n = drain(&call->chatter, chunk);
        if (n > 0 && call->log->len < LOG_MAX_BYTES)
            g_string_append_len(call->log, (const char *)chunk, MIN(n, (gssize)(LOG_MAX_BYTES - call->log->len)));
    }
    if (polls[0].fd >= 0 && polls[0].revents) {
        gssize n = drain(&call->result, chunk);
        if (n > 0)
            mb_wire_buffer_feed(call->buffer, chunk, (gsize)n);
        if (n > 0 && !take_frames(call, error))
            return false;
    }
    return check_time(call, error);
}

/* Out of memory shows as an abort of GLib or of the C++ library, each of which says so. */
static bool is_short_of_memory(const char *log)
{
    static const char *const signs[] = {"failed to allocate", "bad_alloc", "ut of memory", "annot allocate memory"};
    for (gsize i = 0; i < G_N_ELEMENTS(signs); i++)
        if (strstr(log, signs[i]))
            return true;
    return false;
}

static bool judge_end(Call *call, int status, GError **error)
{
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0 && call->has_ended)
        return true;
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) {
        mb_progress_forget(call->progress);
        return fail(error, MB_ERROR_LIMIT, "took more processor time than the time limit (--timeout)");
    }
    if (is_short_of_memory(call->log->str))
        return fail(error, MB_ERROR_LIMIT, "needs more memory than it may have");
    g_autofree char *message = WIFSIGNALED(status)
                                   ? g_strdup_printf("the reader crashed (signal %d)", WTERMSIG(status))
                                   : g_strdup_printf("the reader gave up (status %d)", WEXITSTATUS(status));
    return fail(error, MB_ERROR_DOCUMENT, message);
}

bool mb_call_worker(const MbRequest *request, int source, int start, MbCallReceive receive, void *data, char **log, GError **error)
{
    g_auto(Call) call = {.result = -1, .chatter = -1, .receive = receive, .data = data, .progress = request->options.progress};
    call.page_us = (gint64)MAX(request->options.page_seconds, 0) * MB_CALL_PAGE_FACTOR * G_USEC_PER_SEC;
    g_autofree guint8 *chunk = g_malloc(CHUNK_BYTES);
    GError *failed = NULL;
    call.buffer = mb_wire_buffer_new();
    call.log = g_string_new(NULL);
    *log = NULL;
    bool ok = start_worker(&call, request, source, start, &failed);
    while (ok && (call.result >= 0 || call.chatter >= 0))
        ok = listen_once(&call, chunk, &failed);
    if (ok) {
        int status = 0;
        while (waitpid(call.pid, &status, 0) < 0 && errno == EINTR)
            ;
        call.pid = 0;
        ok = judge_end(&call, status, &failed);
    }
    if (call.log->len)
        *log = g_utf8_make_valid(call.log->str, (gssize)call.log->len);
    if (failed)
        g_propagate_error(error, failed);
    return ok;
}
