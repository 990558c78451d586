/*
 * An archive as a static web site: the pages of all packages, an index by
 * council, body and date, and a search page that needs no server. Room driver.
 */
#ifndef MB_DRIVER_SITE_H
#define MB_DRIVER_SITE_H

#include <glib.h>
#include <stdbool.h>

/*
 * Makes the site of an archive.
 *
 * out: borrowed; the archive. Only what is public in its packages is copied:
 *      pages, text, tables and pictures, never originals or restricted copies.
 * dir: borrowed; where the site goes. It is built beside and renamed, so that
 *      a site that is there stays whole until then; a folder that is no site
 *      of ours is not touched.
 *
 * Returns false with MB_ERROR_USAGE (not our folder, nothing to show) or
 * MB_ERROR_ENVIRONMENT.
 */
bool mb_site_make(const char *out, const char *dir, GError **error);

#endif
