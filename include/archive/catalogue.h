/*
 * The catalogue: OUT/archive.sqlite, what the archive holds and its search
 * index (FTS5). Room archive, the only one that knows SQLite. Depends on base
 * and on bags.
 *
 * Laws:
 * - The bags are the truth: everything but the sources' places on the disk and
 *   the failures can be built again from them (mb_catalogue_rebuild).
 * - Only the driver's main thread writes; other processes may read at any time
 *   (write-ahead log).
 */
#ifndef MB_ARCHIVE_CATALOGUE_H
#define MB_ARCHIVE_CATALOGUE_H

#include <glib.h>
#include <stdbool.h>

#define MB_CATALOGUE_FILE "archive.sqlite"

typedef struct MbCatalogue MbCatalogue;

/* What is known about a source file. */
typedef struct {
    char *slug;      /* its package */
    char *state;     /* "new", "done" or "failed" */
    char *sha256;    /* NULL while new */
    char *key;       /* chain and options of the last run; NULL while new */
    char *message;   /* of a failure, or NULL */
    int status;      /* of a failure: MbExit */
    gint64 size_bytes, mtime_ns;
    char *build;     /* identity of the program that ran last; NULL when not known: the versions in the key count */
} MbSource;

/* Frees what the record holds. */
void mb_source_clear(MbSource *source);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MbSource, mb_source_clear)

/*
 * Opens the catalogue of an archive, making it when it is not there; a new one
 * is filled from the bags that are there.
 *
 * out:      borrowed; the archive's folder.
 * writable: false: nothing is made or changed; a missing catalogue is
 *           MB_ERROR_USAGE.
 *
 * Returns it, caller frees with mb_catalogue_free; NULL with
 * MB_ERROR_ENVIRONMENT, or MB_ERROR_DOCUMENT when the file is no catalogue of
 * ours ('minutebook index' makes it anew).
 */
MbCatalogue *mb_catalogue_open(const char *out, bool writable, GError **error);
void mb_catalogue_free(MbCatalogue *catalogue);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbCatalogue, mb_catalogue_free)

/*
 * Builds the catalogue anew from the bags, beside the old one, and puts it in
 * its place. Bags that cannot be read are left out.
 *
 * problems: borrowed, optional; gets one line (char *) for each bag left out.
 *
 * Returns false with MB_ERROR_ENVIRONMENT; the old catalogue is then as it was.
 */
bool mb_catalogue_rebuild(const char *out, GPtrArray *problems, GError **error);

/*
 * The record of a source, with a package name claimed for it on first sight.
 *
 * path:   borrowed, absolute.
 * source: out, cleared by the caller.
 *
 * A source keeps its name for ever. A new one gets its slug, or, when another
 * source has that, "-2", "-3" and so on. A package whose source is gone from
 * its place, or was never known, is taken over when its bytes are the same.
 */
bool mb_catalogue_claim(MbCatalogue *catalogue, const char *path, MbSource *source, GError **error);

/*
 * Enters a finished bag: its notes and its search records, in place of what was
 * known of it.
 */
bool mb_catalogue_store_bag(MbCatalogue *catalogue, const char *slug, GError **error);

/* The short way to see that nothing has changed; string borrowed. */
typedef struct {
    gint64 size_bytes, mtime_ns; /* of the source */
    const char *build;           /* of the program */
} MbStat;

/* Enters what the source and the program of a package that is done look like. */
bool mb_catalogue_store_stat(MbCatalogue *catalogue, const char *slug, const MbStat *stat, GError **error);

/* What is known of a failure; strings borrowed. */
typedef struct {
    const char *slug, *message, *log, *key;
    int status; /* MbExit */
    MbStat stat;
} MbFailure;

/* Enters a failure. A package that an earlier run made stays, and stays searchable. */
bool mb_catalogue_store_failure(MbCatalogue *catalogue, const MbFailure *failure, GError **error);

/* Begins and ends a change of many rows at once. */
bool mb_catalogue_begin(MbCatalogue *catalogue, GError **error);
bool mb_catalogue_commit(MbCatalogue *catalogue, GError **error);

/* One document, for lists; strings borrowed for the length of the call, NULL where unknown. */
typedef struct {
    const char *slug, *state, *name, *title, *council, *body, *date, *kind, *message, *log;
    int status, pages;
    int notes, doubts, damages, losses;
} MbDocumentRow;

typedef void (*MbDocumentVisit)(const MbDocumentRow *row, void *data);

/* Calls `visit` for each document, by slug. */
bool mb_catalogue_list(MbCatalogue *catalogue, MbDocumentVisit visit, void *data, GError **error);

#endif
