/*
 * Files that came inside a source: they lie in its package, and each is the
 * source of a package of its own. Room archive.
 */
#ifndef MB_ARCHIVE_ATTACHED_H
#define MB_ARCHIVE_ATTACHED_H

#include <glib.h>

/*
 * The files inside a package's source that are to become packages, as
 * absolute paths (char *) in order of name; caller frees with g_ptr_array_unref.
 *
 * out, slug: borrowed; folder of the archive and name of the package.
 *
 * Of a package with something withheld there are none: what is attached to
 * paper that is not for publication does not say so of itself. Costs one look
 * at a folder where there are none.
 */
GPtrArray *mb_attached_list(const char *out, const char *slug);

/*
 * The package inside which a source lies, by its path alone: "pack" of
 * "OUT/pack/data/original-attached/01-report.pdf".
 *
 * Returns NULL for every other path. Caller frees with g_free.
 */
char *mb_attached_dup_parent(const char *path);

#endif
