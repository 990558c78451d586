/*
 * The same text in several documents of an archive: a report alone and inside
 * a pack, minutes and the pack in which they were approved. Room archive.
 */
#ifndef MB_ARCHIVE_ALIKE_H
#define MB_ARCHIVE_ALIKE_H

#include "archive/catalogue.h"

/* Pages of two documents that say the same, page for page; strings borrowed for the length of the call. */
typedef struct {
    const char *slug, *other;      /* packages, by name, slug before other */
    int first, last;               /* pages of slug */
    int other_first, other_last;   /* pages of other, as many */
    int percent;                   /* of the text, as far as their sketches tell; the least of the pages */
} MbAlike;

typedef void (*MbAlikeVisit)(const MbAlike *alike, void *data);

/*
 * Tells of stretches of pages that are alike, by slug and page.
 *
 * slug: borrowed; of one document alone, or NULL for the whole archive.
 *
 * A page goes with the page of each other document that it shares most with,
 * when that is half or more; pages of few words do not count. Returns false
 * with MB_ERROR_ENVIRONMENT.
 */
bool mb_catalogue_alike(MbCatalogue *catalogue, const char *slug, MbAlikeVisit visit, void *data, GError **error);

#endif
