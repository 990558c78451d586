/*
 * Items worked on by several threads, as far as tokens allow. Room stage.
 *
 * Which thread works on which item is chance: work on an item may depend on
 * that item alone, or results would depend on the machine.
 */
#ifndef MB_STAGE_THREADS_H
#define MB_STAGE_THREADS_H

#include "stage/tokens.h"

#include <glib.h>
#include <stdbool.h>

/* What a thread does; data is what the caller of mb_threads_run gave. */
typedef struct {
    gpointer (*open)(gpointer data, GError **error); /* what a thread keeps for itself while it works; never NULL but with an error */
    void (*work)(gpointer own, guint item);          /* takes its failures into the item */
    void (*close)(gpointer own);
} MbThreadWork;

/*
 * Works on the items 0 to count - 1 and returns when all are done. The calling
 * thread works too, and begins with the first. Never opens more threads than
 * there are tokens.
 *
 * tokens: borrowed; NULL: the calling thread alone.
 *
 * Returns false with the error of `open` in the calling thread; nothing is
 * done then. Another thread that cannot open leaves the work to the rest.
 */
bool mb_threads_run(MbTokens *tokens, guint count, const MbThreadWork *work, gpointer data, GError **error);

#endif
