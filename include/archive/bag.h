/*
 * Packages: one BagIt 1.0 bag a document (docs/archive-xml.md, "the package").
 * Room archive; the driver uses it. Depends on base alone.
 *
 * Laws:
 * - A bag is whole or not there: it is built in a hidden folder beside its
 *   place (".minutebook-<slug>-XXXXXX"), synced, and renamed. An older bag of
 *   the same name stays until that moment.
 * - A bag is deterministic: same files and notes, same bytes. No dates of the
 *   run, no machine names; manifests are in byte order of the paths.
 * - `sha256sum -c manifest-sha256.txt` and mb_bag_verify agree: names that the
 *   two would read differently are made safe (mb_bag_dup_safe_name).
 * - What is being built holds a lock, so that the remains of a killed run can
 *   be told from the work of a live one (mb_bag_clear_stale).
 */
#ifndef MB_ARCHIVE_BAG_H
#define MB_ARCHIVE_BAG_H

#include "model/attrs.h"

#include <glib.h>
#include <stdbool.h>

/* Lines of bag-info.txt that begin so tell by stage what the package was made with (base/tools.h). */
#define MB_BAG_TOOLS "Made-With-"

typedef struct MbBag MbBag;

/*
 * Begins a bag.
 *
 * out:  borrowed; folder that will hold it; must exist.
 * slug: borrowed; its name there (mb_path_dup_slug).
 *
 * Returns the bag under construction, caller frees with mb_bag_free; NULL with
 * MB_ERROR_ENVIRONMENT.
 */
MbBag *mb_bag_new(const char *out, const char *slug, GError **error);

/* Frees; a bag that was not finished leaves nothing behind. */
void mb_bag_free(MbBag *bag);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbBag, mb_bag_free)

/*
 * Adds a file.
 *
 * path:  borrowed, relative, '/'-separated, not yet in the bag; below "data/"
 *        it is payload, elsewhere a tag file. restricted.xml and what is below
 *        data/stages get mode 0600, since they hold text that is withheld.
 * bytes: borrowed.
 *
 * Returns false with MB_ERROR_ENVIRONMENT, or MB_ERROR_BUG for an unsafe path.
 */
bool mb_bag_put(MbBag *bag, const char *path, GBytes *bytes, GError **error);

/*
 * Adds a copy of an open file, shared on disk where the file system can.
 *
 * fd:     borrowed, read from its start to its end.
 * sha256: out, optional: its hash; caller frees with g_free.
 */
bool mb_bag_put_copy(MbBag *bag, const char *path, int fd, char **sha256, GError **error);

/*
 * Takes over every file of a finished bag whose path is not yet in this one
 * and has none of the prefixes `without` (NULL-terminated), and all its notes.
 * Each is hashed on the way: a file that differs from the old bag's manifest
 * is MB_ERROR_DOCUMENT.
 */
bool mb_bag_carry(MbBag *bag, const char *old, const char *const *without, GError **error);

/* Sets a line of bag-info.txt, or takes it away with NULL; the value is put on one line. */
void mb_bag_note(MbBag *bag, const char *label, const char *value);

/*
 * Writes the tag files, syncs and puts the bag in its place.
 *
 * Returns false with MB_ERROR_ENVIRONMENT; what was in that place is untouched.
 */
bool mb_bag_finish(MbBag *bag, GError **error);

/* The folder in which the bag is being built; borrowed. */
const char *mb_bag_folder(const MbBag *bag);

/* Its name, the value of a note or NULL, and the payload entered so far by path: its path, hash and size; borrowed. */
const char *mb_bag_slug(const MbBag *bag);
const char *mb_bag_noted(const MbBag *bag, const char *label);
guint mb_bag_count(const MbBag *bag);
const char *mb_bag_path(const MbBag *bag, guint i);
const char *mb_bag_hash(const MbBag *bag, guint i);
gint64 mb_bag_size(const MbBag *bag, guint i);

/*
 * Removes what killed runs left in a folder. What a live run holds stays.
 *
 * Returns the number of remains removed.
 */
guint mb_bag_clear_stale(const char *out);

/* Whether a folder is a finished bag (it has a bagit.txt). */
bool mb_bag_is_bag(const char *path);

/* The names of the finished bags in a folder (char *), sorted; caller frees with g_ptr_array_unref. */
GPtrArray *mb_bag_list(const char *out);

/*
 * The lines of bag-info.txt.
 *
 * Returns them, caller frees with mb_attrs_free; NULL with MB_ERROR_DOCUMENT
 * when the file is missing or not of that form.
 */
MbAttrs *mb_bag_read_info(const char *path, GError **error);

/*
 * Checks a bag: declaration, manifests complete and right, Payload-Oxum, no
 * stray files, no links.
 *
 * problems: borrowed; one line (char *, owned by the array) is added for each.
 *
 * Returns whether nothing was found.
 */
bool mb_bag_verify(const char *path, GPtrArray *problems);

/*
 * Compares two finished bags: what they say that they were made with, and their manifests.
 *
 * differences: borrowed; one line (char *) for each file that differs or is in
 *              one only, a "made" bag standing against the one that was "kept".
 *
 * Returns whether they hold the same files; false, with a line, when a
 * manifest cannot be read.
 */
bool mb_bag_compare(const char *kept, const char *made, GPtrArray *differences);

/*
 * A file name as it may stand in a manifest: control characters, '%', '\' and
 * '/' become '_' (BagIt and sha256sum escape them in different ways), invalid
 * UTF-8 is made valid, at most 200 bytes. Caller frees with g_free.
 */
char *mb_bag_dup_safe_name(const char *name);

#endif
