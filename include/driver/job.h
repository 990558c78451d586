/*
 * A job: one document from its source to its package. Room driver.
 *
 * Filled by the main thread, run by any thread, read again by the main thread
 * afterwards; one thread at a time.
 */
#ifndef MB_DRIVER_JOB_H
#define MB_DRIVER_JOB_H

#include "driver/worker.h"
#include "model/attrs.h"

#include <glib.h>
#include <stdbool.h>

typedef enum {
    MB_JOB_WAITING,
    MB_JOB_DONE,      /* a new package is in place */
    MB_JOB_UNCHANGED, /* the package was there already */
    MB_JOB_FAILED
} MbJobState;

typedef struct {
    /* asked */
    char *path;        /* source; NULL when a package is made anew from its own document.xml */
    char *out, *slug;  /* the package is OUT/slug */
    char *name;        /* of the source, for the document */
    char *attached_to; /* the package that the source came in, or NULL */
    char *known_sha256; /* hash of the source of the package in place when that is otherwise up to date, or NULL */
    const MbRequest *request; /* borrowed; its options.name is not used */
    char *key;         /* owned; what the result depends on (mb_chain_dup_key) */
    MbTokens *tokens;  /* borrowed; for the worker's threads, or NULL */
    const char *build; /* borrowed; identity of the program (mb_chain_dup_build), or NULL */
    bool want_original;
    guint sidecars;    /* flags of MbSidecar */

    /* found */
    MbJobState state;
    GError *error;     /* MB_JOB_FAILED */
    char *log;         /* what the worker's libraries said, at most 64 KB, or NULL */
    char *sha256;      /* of the source */
    gint64 size_bytes, mtime_ns;
    MbAttrs *facts;    /* from the document: title, council, body, date, kind, pages; counts of issues */
    double seconds;    /* wall clock */
} MbJob;

/* A new job; strings are copied. Caller frees with mb_job_free. */
MbJob *mb_job_new(const char *path, const char *out, const char *slug);
void mb_job_free(MbJob *job);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbJob, mb_job_free)

/*
 * Runs a job to its end: copies the source into a new bag, has a worker read
 * it, stores what comes back, puts the bag in place. The state says how it
 * ended; on failure nothing is left and an older bag is untouched.
 */
void mb_job_run(MbJob *job);

/* Makes every running job stop soon, with MB_ERROR_ENVIRONMENT. Async-signal-safe. */
void mb_job_stop_all(void);
bool mb_job_is_stopped(void);

#endif
