/*
 * What the command line names: files, folders, patterns. Room driver.
 */
#ifndef MB_DRIVER_INPUTS_H
#define MB_DRIVER_INPUTS_H

#include <glib.h>
#include <stdbool.h>

/* The sources of a run, in the order in which they were named; each once. */
typedef struct MbInputs MbInputs;

/* A new empty list; caller frees with mb_inputs_free. */
MbInputs *mb_inputs_new(void);
void mb_inputs_free(MbInputs *inputs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbInputs, mb_inputs_free)

/*
 * Adds what an argument names.
 *
 * argument: borrowed. A file is added as it is. A folder gives its *.pdf, *.html,
 *           *.htm and *.txt files, in all folders below, sorted; hidden files
 *           and folders, linked folders and packages of ours are left out. What
 *           is no file but has *, ? or [ in it is a pattern.
 *
 * Returns false with MB_ERROR_USAGE when a folder or pattern gives nothing, and
 * MB_ERROR_ENVIRONMENT when there is no such file or the folder cannot be read.
 */
bool mb_inputs_add(MbInputs *inputs, const char *argument, GError **error);

/* Whether a file's name says that it is a PDF, HTML or text file. */
bool mb_inputs_is_source_name(const char *name);

/* Number of files; the i-th as named on the command line, and its absolute path; borrowed. */
guint mb_inputs_count(const MbInputs *inputs);
const char *mb_inputs_name(const MbInputs *inputs, guint i);
const char *mb_inputs_path(const MbInputs *inputs, guint i);

#endif
