/*
 * The pages of a web site that belong to no document: its index and its search. For site*.c of room driver only.
 */
#ifndef MB_DRIVER_SITE_PAGES_H
#define MB_DRIVER_SITE_PAGES_H

#include <glib.h>
#include <stdbool.h>

/* One document of the archive; own copies, "" where unknown. */
typedef struct {
    char *slug, *title, *council, *body, *date, *kind;
    int pages, alikes;
    char *label;     /* what a link to it says: no other document of the site has the same */
    GString *alike;  /* list items in HTML: stretches of its pages that another document has, too */
} MbSiteEntry;

void mb_site_entry_free(gpointer entry);

/* A site that is being made. */
typedef struct {
    const char *out;    /* the archive */
    char *place;        /* where the site is built */
    int lock;           /* descriptor of that folder, locked; -1 */
    GPtrArray *entries; /* MbSiteEntry, by council and body, the newest first */
} MbSite;

/* Gives every entry its label: title, date and kind, and the package's name where others have the same. */
void mb_site_label(const MbSite *site);

/* Writes index.html, search.html, search.js and pages.js. Returns false with MB_ERROR_ENVIRONMENT. */
bool mb_site_put_pages(const MbSite *site, GError **error);

#endif
