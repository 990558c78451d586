/*
 * Searching the archive. Room archive.
 */
#ifndef MB_ARCHIVE_SEARCH_H
#define MB_ARCHIVE_SEARCH_H

#include "archive/catalogue.h"

/* Around each word that was found, in snippets: control characters that no text holds. */
#define MB_SEARCH_MARK_BEGIN "\x02"
#define MB_SEARCH_MARK_END "\x03"

/* What is looked for; strings borrowed, NULL for any. */
typedef struct {
    const char *text;   /* words (all must be there), "phrases", word*, OR, NOT, brackets */
    const char *person; /* words of a name that the record mentions */
    const char *body;   /* words of the committee's or council's name */
    const char *kind;   /* minutes, agendaPack, report ... */
    const char *from, *to; /* dates of the meeting, YYYY, YYYY-MM or YYYY-MM-DD, both included */
    int limit;          /* most hits, at least 1 */
} MbSearch;

/* One hit, best first; strings borrowed for the length of the call, NULL where unknown. */
typedef struct {
    const char *slug, *title, *body, *date, *kind, *part, *item, *heading, *snippet;
    int page;
    double rank; /* bm25, lower is better */
} MbHit;

typedef void (*MbHitVisit)(const MbHit *hit, void *data);

/*
 * Finds records.
 *
 * Returns false with MB_ERROR_USAGE when the query or a date cannot be
 * understood, MB_ERROR_ENVIRONMENT when the catalogue cannot be read.
 */
bool mb_catalogue_search(MbCatalogue *catalogue, const MbSearch *search, MbHitVisit visit, void *data, GError **error);

/*
 * The query as FTS5 understands it: words are quoted, so that signs in them
 * ("RESOLVED:-", "100A(4)") mean nothing.
 *
 * Returns it, caller frees with g_free; NULL with MB_ERROR_USAGE for a query
 * without words or with a quote that is not closed.
 */
char *mb_search_dup_expression(const char *text, GError **error);

#endif
