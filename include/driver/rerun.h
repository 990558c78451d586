/*
 * The proof that a package is what its source, program and options give: the
 * chain runs again over the original in it, and the bytes are compared. Room
 * driver.
 */
#ifndef MB_DRIVER_RERUN_H
#define MB_DRIVER_RERUN_H

#include <glib.h>
#include <stdbool.h>

/* What a package does not tell of its making; strings borrowed, may be NULL. */
typedef struct {
    const char *password, *profile;
} MbRerun;

/*
 * Makes a package anew from its original, with the options that its
 * bag-info.txt states, in a folder of its own that is removed afterwards.
 *
 * problems: borrowed; one line (char *) for each difference.
 *
 * Returns false with MB_ERROR_USAGE when it cannot be tried (no original in
 * the package, another profile), or the error of the run. Costs what the
 * package cost.
 */
bool mb_rerun(const char *bag, const MbRerun *with, GPtrArray *problems, GError **error);

#endif
