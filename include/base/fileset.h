/*
 * Named byte strings that will become files: what write, publish and index
 * make and a bag stores. Room base.
 *
 * Invariants: paths are relative, '/'-separated, without "." or ".." parts,
 * unique, and kept sorted by strcmp, so that everything made from a file set
 * is deterministic.
 */
#ifndef MB_BASE_FILESET_H
#define MB_BASE_FILESET_H

#include <glib.h>
#include <stdbool.h>

typedef struct MbFileSet MbFileSet;

/* A new empty set; caller frees with mb_fileset_free. */
MbFileSet *mb_fileset_new(void);
void mb_fileset_free(MbFileSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbFileSet, mb_fileset_free)

/*
 * Puts bytes under a path, replacing what was there.
 *
 * path:  borrowed; a path that breaks the invariants is a programming error.
 * bytes: taken.
 */
void mb_fileset_take(MbFileSet *set, const char *path, GBytes *bytes);

/* The bytes under a path, borrowed, or NULL. */
GBytes *mb_fileset_get(const MbFileSet *set, const char *path);

/* Number of files, and the i-th path (borrowed) and bytes (borrowed) in path order. */
guint mb_fileset_count(const MbFileSet *set);
const char *mb_fileset_path(const MbFileSet *set, guint i);
GBytes *mb_fileset_bytes(const MbFileSet *set, guint i);

#endif
