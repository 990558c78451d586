/*
 * BagIt manifests: path and SHA-256, in byte order of the paths. Private to
 * room archive.
 */
#ifndef MB_ARCHIVE_MANIFEST_H
#define MB_ARCHIVE_MANIFEST_H

#include <glib.h>
#include <stdbool.h>

#define MB_MANIFEST_PAYLOAD "manifest-sha256.txt"
#define MB_MANIFEST_TAGS "tagmanifest-sha256.txt"

typedef struct MbManifest MbManifest;

/* A new empty manifest; caller frees with mb_manifest_free. */
MbManifest *mb_manifest_new(void);
void mb_manifest_free(MbManifest *manifest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbManifest, mb_manifest_free)

/* Enters a path with its hash; both copied. */
void mb_manifest_set(MbManifest *manifest, const char *path, const char *sha256);

/* The hash of a path, borrowed, or NULL. */
const char *mb_manifest_get(const MbManifest *manifest, const char *path);

/* Number of paths, and the i-th path and hash, in order; borrowed. */
guint mb_manifest_count(const MbManifest *manifest);
const char *mb_manifest_path(const MbManifest *manifest, guint i);
const char *mb_manifest_hash(const MbManifest *manifest, guint i);

/* The text of the manifest file; caller frees with g_free. */
char *mb_manifest_dup_text(const MbManifest *manifest);

/*
 * Reads a manifest file of a bag.
 *
 * Returns it, caller frees; NULL with MB_ERROR_DOCUMENT when it is missing,
 * malformed, holds a path twice or one that leaves the bag.
 */
MbManifest *mb_manifest_read(const char *bag, const char *name, GError **error);

/* Whether a path is relative, '/'-separated, without empty, "." and ".." parts and without '%', '\' and control characters. */
bool mb_manifest_is_safe_path(const char *path);

#endif
