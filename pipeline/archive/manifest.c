#include "manifest.h"

#include "base/error.h"
#include "base/file.h"
#include "base/fileset.h"

#include <string.h>

#define HASH_DIGITS 64
#define MANIFEST_MAX_BYTES (256u << 20) /* a million files of long names */

struct MbManifest {
    MbFileSet *hashes; /* under each path its hash, with the zero that ends it */
};

MbManifest *mb_manifest_new(void)
{
    MbManifest *manifest = g_new0(MbManifest, 1);
    manifest->hashes = mb_fileset_new();
    return manifest;
}

void mb_manifest_free(MbManifest *manifest)
{
    if (!manifest)
        return;
    mb_fileset_free(manifest->hashes);
    g_free(manifest);
}

void mb_manifest_set(MbManifest *manifest, const char *path, const char *sha256)
{
    mb_fileset_take(manifest->hashes, path, g_bytes_new(sha256, strlen(sha256) + 1));
}

const char *mb_manifest_get(const MbManifest *manifest, const char *path)
{
    GBytes *hash = mb_fileset_get(manifest->hashes, path);
    return hash ? g_bytes_get_data(hash, NULL) : NULL;
}

guint mb_manifest_count(const MbManifest *manifest)
{
    return mb_fileset_count(manifest->hashes);
}

const char *mb_manifest_path(const MbManifest *manifest, guint i)
{
    return mb_fileset_path(manifest->hashes, i);
}

const char *mb_manifest_hash(const MbManifest *manifest, guint i)
{
    return g_bytes_get_data(mb_fileset_bytes(manifest->hashes, i), NULL);
}

char *mb_manifest_dup_text(const MbManifest *manifest)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < mb_manifest_count(manifest); i++)
        g_string_append_printf(out, "%s  %s\n", mb_manifest_hash(manifest, i), mb_manifest_path(manifest, i));
    return g_string_free(out, FALSE);
}

bool mb_manifest_is_safe_path(const char *path)
{
    if (!g_utf8_validate(path, -1, NULL))
        return false;
    for (const char *c = path; *c; c++)
        if ((guchar)*c < 0x20 || *c == 0x7F || *c == '%' || *c == '\\')
            return false;
    g_auto(GStrv) parts = g_strsplit(path, "/", -1);
    for (guint i = 0; parts[i]; i++)
        if (!*parts[i] || !strcmp(parts[i], ".") || !strcmp(parts[i], ".."))
            return false;
    return parts[0] != NULL;
}

static bool is_hash(const char *text)
{
    return strspn(text, "0123456789abcdef") == HASH_DIGITS;
}

static bool read_line(MbManifest *manifest, const char *line)
{
    if (strlen(line) < HASH_DIGITS + 3 || !is_hash(line) || strncmp(line + HASH_DIGITS, "  ", 2))
        return false;
    g_autofree char *hash = g_strndup(line, HASH_DIGITS);
    const char *path = line + HASH_DIGITS + 2;
    if (!mb_manifest_is_safe_path(path) || mb_manifest_get(manifest, path))
        return false;
    mb_manifest_set(manifest, path, hash);
    return true;
}

MbManifest *mb_manifest_read(const char *bag, const char *name, GError **error)
{
    g_autofree char *full = g_build_filename(bag, name, NULL);
    g_autoptr(GBytes) bytes = mb_file_read(full, MANIFEST_MAX_BYTES, NULL);
    if (!bytes) {
        g_set_error(error, MB_ARCHIVE_ERROR, MB_ERROR_DOCUMENT, "cannot read manifest '%s'", name);
        return NULL;
    }
    g_autofree char *text = mb_bytes_dup_string(bytes);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_autoptr(MbManifest) manifest = mb_manifest_new();
    guint last = g_strv_length(lines) - 1;
    bool is_whole = strlen(text) == g_bytes_get_size(bytes) && !*lines[last];
    for (guint i = 0; i < last && is_whole; i++)
        if (!read_line(manifest, lines[i])) {
            g_set_error(error, MB_ARCHIVE_ERROR, MB_ERROR_DOCUMENT, "line %u of manifest '%s' is wrong", i + 1, name);
            return NULL;
        }
    if (!is_whole) {
        g_set_error(error, MB_ARCHIVE_ERROR, MB_ERROR_DOCUMENT, "manifest is cut off: '%s'", name);
        return NULL;
    }
    return g_steal_pointer(&manifest);
}
