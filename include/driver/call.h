/*
 * Calling a worker: start, listen, end. Room driver; the parent's side of
 * driver/worker.h.
 */
#ifndef MB_DRIVER_CALL_H
#define MB_DRIVER_CALL_H

#include "driver/wire.h"
#include "driver/worker.h"

/*
 * A worker that is at one page in one stage for this many times the limit of
 * reading (MbOptions.page_seconds) hangs: what keeps to the limit itself is
 * done by then, also where more workers run than the machine has cores.
 */
#define MB_CALL_PAGE_FACTOR 5

/* Takes one frame (file or fact); borrowed. False with an error ends the call. */
typedef bool (*MbCallReceive)(const MbFrame *frame, void *data, GError **error);

/*
 * Has a worker carry out a request.
 *
 * source, start: descriptors, borrowed; -1 for none.
 * receive, data: called for each file and fact as it comes.
 * log:           out; what the worker wrote to its standard error, at most
 *                64 KB, or NULL; caller frees with g_free.
 *
 * Returns false with the worker's own error; MB_ERROR_DOCUMENT when it crashed;
 * MB_ERROR_LIMIT when it took too long or ran out of memory; where a page is
 * to blame for that, request->options.progress still holds it;
 * MB_ERROR_ENVIRONMENT when it could not be started or all work was stopped.
 * The worker has ended when this returns.
 */
bool mb_call_worker(const MbRequest *request, int source, int start, MbCallReceive receive, void *data, char **log, GError **error);

#endif
