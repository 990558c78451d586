/*
 * The worker: one child process for each document, which reads what may be
 * hostile. Room driver.
 *
 * The driver starts its own program again with the hidden command "worker".
 * The worker gets its request on standard input, the source on descriptor
 * MB_WORKER_SOURCE, the file to start from (kept pack XML, document.xml) on
 * MB_WORKER_START, the tokens for its threads (stage/tokens.h) on
 * MB_WORKER_TOKENS, the memory for the pages that it is at (stage/progress.h)
 * on MB_WORKER_PROGRESS, and answers with frames (driver/wire.h) on MB_WORKER_RESULT.
 * It opens no file for writing. Before it reads the source it limits itself:
 * memory, processor time, open files, file size nil, no core, no new
 * privileges; it dies with the driver.
 */
#ifndef MB_DRIVER_WORKER_H
#define MB_DRIVER_WORKER_H

#include "stage/stage.h"

#include <glib.h>
#include <stdbool.h>

#define MB_WORKER_RESULT 3
#define MB_WORKER_SOURCE 4
#define MB_WORKER_START 5
#define MB_WORKER_TOKENS 6
#define MB_WORKER_PROGRESS 7

/*
 * Memory that a worker may map, beside twice its source. The largest picture of ours (MB_LIMIT_PIXELS) takes 400 MB and its copies in
 * grey as much again, libraries and their data 250 MB; a bomb of a picture (100,000 x 100,000 points, one bit each) takes 1.16 GB.
 */
#define MB_WORKER_MEMORY_BYTES (5LL << 28)

/*
 * And for each further thread that it may have: pictures of pages up to 24 million pixels (larger ones are worked on one at a time),
 * an engine with its data, a stack and the address space that the C library sets aside.
 */
#define MB_WORKER_THREAD_BYTES (3LL << 27)

/* Facts of this name and a stage's tell what the stage worked with (base/tools.h). */
#define MB_WORKER_TOOLS "tools-"

/* What a worker is asked to do. */
typedef struct {
    MbOptions options;   /* source is not sent; tokens and progress are inherited */
    guint first;         /* stage to begin with */
    bool keep;           /* keep pack XML after each stage */
    int timeout_seconds; /* processor time that each of its threads may use */
} MbRequest;

/* The request as text, for a worker's standard input; caller frees with g_free. */
char *mb_request_dup_text(const MbRequest *request);

/*
 * Reads such a text. The request's strings live as long as the process.
 *
 * Returns false with MB_ERROR_BUG.
 */
bool mb_request_read(const char *text, MbRequest *request, GError **error);

/* The main function of the worker; returns 0 when it could answer, with a result or with an error. */
int mb_worker_main(int argc, char **argv);

#endif
