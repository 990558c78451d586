/*
 * The page that each thread of a worker is at, and the pages to be left alone.
 * Room stage.
 *
 * A reader that crashes, or never comes back, takes its process with it. What
 * it was at stands in memory that the driver shares with the worker: the driver
 * puts that page on the list of those to be left alone and starts the worker
 * again, so that the page is lost and not the document. The driver trusts
 * nothing that stands there: numbers are bounded, and texts go back to a worker
 * only.
 */
#ifndef MB_STAGE_PROGRESS_H
#define MB_STAGE_PROGRESS_H

#include <glib.h>
#include <stdbool.h>

/* Pages of a document that may be lost before it is given up: more of them are no accident of a page. */
#define MB_PROGRESS_LOST_MAX 8

typedef struct MbProgress MbProgress;

/* New shared memory for one document; NULL where there is none: then a crash costs the document. Caller frees with mb_progress_free. */
MbProgress *mb_progress_new(void);

/* Joins the memory behind a descriptor (borrowed) that was inherited from the process that made it; NULL when there is none. */
MbProgress *mb_progress_join(int descriptor);

void mb_progress_free(MbProgress *progress);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbProgress, mb_progress_free)

/* The descriptor for a worker to inherit; -1 for NULL. */
int mb_progress_descriptor(const MbProgress *progress);

/*
 * Why a stage must leave a page alone, as a text for an issue, or NULL.
 *
 * progress: borrowed; NULL: no page is left alone. So for all that follow.
 * page:     number, from 1.
 */
const char *mb_progress_avoided(const MbProgress *progress, const char *stage, int page);

/*
 * Notes that a thread begins to work on a page.
 *
 * stage: its name, at most 15 bytes.
 *
 * Returns a mark for mb_progress_end. Any thread may call both.
 */
int mb_progress_begin(MbProgress *progress, const char *stage, int page);
void mb_progress_end(MbProgress *progress, int mark);

/* How many pages are being worked on that were begun at least so many microseconds ago. */
guint mb_progress_count_open(const MbProgress *progress, gint64 age_us);

/*
 * Puts the pages being worked on that were begun at least so many microseconds ago on the list of those to be left alone, and forgets
 * all others. Only while no worker runs.
 *
 * reason: text for the issue; longer ones are cut.
 *
 * Returns false when there is none, or the list is full.
 */
bool mb_progress_avoid_open(MbProgress *progress, gint64 age_us, const char *reason);

/* Forgets the pages being worked on: none of them is to blame. */
void mb_progress_forget(MbProgress *progress);

#endif
