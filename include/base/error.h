/*
 * Errors and exit statuses of every program.
 *
 * Room base. Anyone may include it; it depends on GLib alone. A failure is a
 * GError; what is wrong with a document, but did not stop the work, is an issue
 * (model/issue.h). All rooms share one set of codes, since a code tells the
 * caller what can be done; each room has its own domain, which tells who speaks.
 * Messages: lower case, no full stop, problem first, subject in single quotes.
 */
#ifndef MB_BASE_ERROR_H
#define MB_BASE_ERROR_H

#include <glib.h>
#include <stdbool.h>

/* What the caller can do about a failure. */
typedef enum {
    MB_ERROR_USAGE,       /* the options are wrong: change them */
    MB_ERROR_DOCUMENT,    /* the document is bad: skip it, do not retry */
    MB_ERROR_PASSWORD,    /* the document is encrypted: give --password */
    MB_ERROR_ENVIRONMENT, /* disk, memory, missing data: may be retried */
    MB_ERROR_LIMIT,       /* a limit of ours was reached */
    MB_ERROR_BUG          /* the program broke a law of its own */
} MbErrorCode;

/* The one table of exit statuses; docs/exit-status.md is made from it. */
typedef enum {
    MB_EXIT_DONE = 0,        /* done */
    MB_EXIT_ISSUES = 1,      /* done, with issues at or above --fail-on */
    MB_EXIT_USAGE = 2,       /* wrong options or arguments */
    MB_EXIT_DOCUMENT = 3,    /* bad document, do not retry */
    MB_EXIT_ENVIRONMENT = 4, /* environment or input/output, may be retried */
    MB_EXIT_LIMIT = 5        /* a limit was reached */
} MbExit;

/* Error domains, one a room. */
#define MB_BASE_ERROR (g_quark_from_static_string("mb-base"))
#define MB_MODEL_ERROR (g_quark_from_static_string("mb-model"))
#define MB_XML_ERROR (g_quark_from_static_string("mb-xml"))
#define MB_PDF_ERROR (g_quark_from_static_string("mb-pdf"))
#define MB_IMAGE_ERROR (g_quark_from_static_string("mb-image"))
#define MB_READER_ERROR (g_quark_from_static_string("mb-reader"))
#define MB_STAGE_ERROR (g_quark_from_static_string("mb-stage"))
#define MB_ARCHIVE_ERROR (g_quark_from_static_string("mb-archive"))
#define MB_DRIVER_ERROR (g_quark_from_static_string("mb-driver"))

/*
 * The exit status that belongs to an error.
 *
 * error: borrowed; NULL gives MB_EXIT_DONE.
 *
 * Errors of our domains map by code (USAGE 2; DOCUMENT and PASSWORD 3;
 * ENVIRONMENT and BUG 4; LIMIT 5); G_OPTION_ERROR is 2; any other domain
 * (G_IO_ERROR, G_FILE_ERROR) is 4.
 */
MbExit mb_exit_from_error(const GError *error);

#endif
