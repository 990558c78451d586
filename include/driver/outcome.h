/*
 * What a run tells its user: a line for each document, progress, a summary.
 * Room driver; used by one thread.
 */
#ifndef MB_DRIVER_OUTCOME_H
#define MB_DRIVER_OUTCOME_H

#include "driver/job.h"
#include "model/issue.h"

/* How a run speaks and judges. */
typedef struct {
    bool quiet;  /* only failures */
    bool json;   /* one JSON object a line on standard output */
    bool fails_on_issues; /* --fail-on was given */
    MbSeverity fail_on;
} MbManner;

typedef struct MbOutcome MbOutcome;

/*
 * Begins the account of a run.
 *
 * manner: copied.
 * total:  number of documents to come.
 *
 * Shows a progress bar when standard error is a terminal and neither quiet nor
 * json is asked for. Caller frees with mb_outcome_free.
 */
MbOutcome *mb_outcome_new(const MbManner *manner, guint total);
void mb_outcome_free(MbOutcome *outcome);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbOutcome, mb_outcome_free)

/* There are more documents to come than was said at first. */
void mb_outcome_expect(MbOutcome *outcome, guint more);

/* Tells how a job ended; `name` is the document as the user named it. */
void mb_outcome_add(MbOutcome *outcome, const MbJob *job, const char *name);

/* Tells of a document that failed before it became a job. */
void mb_outcome_add_failure(MbOutcome *outcome, const char *name, const GError *error);

/* Draws the progress bar anew. */
void mb_outcome_show_progress(MbOutcome *outcome);

/* Prints the summary. Returns the exit status: the gravest of all documents. */
int mb_outcome_finish(MbOutcome *outcome, const char *out);

#endif
