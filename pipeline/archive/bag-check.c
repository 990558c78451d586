/* Reading finished bags: their notes and their fixity. */
#include "archive/bag.h"

#include "base/error.h"
#include "base/file.h"
#include "manifest.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define INFO_MAX_BYTES (1u << 20)
#define MAX_FOLDER_DEPTH 32 /* our bags have three levels; a bag from elsewhere must not exhaust the stack */

bool mb_bag_is_bag(const char *path)
{
    g_autofree char *declaration = g_build_filename(path, "bagit.txt", NULL);
    return g_file_test(declaration, G_FILE_TEST_IS_REGULAR);
}

static gint compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

GPtrArray *mb_bag_list(const char *out)
{
    GPtrArray *slugs = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GDir) dir = g_dir_open(out, 0, NULL);
    for (const char *name = dir ? g_dir_read_name(dir) : NULL; name; name = g_dir_read_name(dir)) {
        g_autofree char *path = g_build_filename(out, name, NULL);
        if (name[0] != '.' && mb_bag_is_bag(path))
            g_ptr_array_add(slugs, g_strdup(name));
    }
    g_ptr_array_sort(slugs, compare_names);
    return slugs;
}

MbAttrs *mb_bag_read_info(const char *path, GError **error)
{
    g_autofree char *full = g_build_filename(path, "bag-info.txt", NULL);
    g_autoptr(GBytes) bytes = mb_file_read(full, INFO_MAX_BYTES, NULL);
    if (!bytes) {
        g_set_error(error, MB_ARCHIVE_ERROR, MB_ERROR_DOCUMENT, "cannot read '%s'", full);
        return NULL;
    }
    g_autofree char *text = mb_bytes_dup_string(bytes);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    MbAttrs *info = NULL;
    for (guint i = 0; lines[i]; i++) {
        char *colon = strstr(lines[i], ": ");
        if (!colon)
            continue;
        *colon = '\0';
        mb_attrs_set(&info, lines[i], colon + 2);
    }
    if (!info)
        g_set_error(error, MB_ARCHIVE_ERROR, MB_ERROR_DOCUMENT, "no notes in '%s'", full);
    return info;
}

static void add_problem(GPtrArray *problems, const char *what, const char *path)
{
    g_ptr_array_add(problems, g_strdup_printf("%s: '%s'", what, path));
}

/* The hash of a regular file, its size added to octets; NULL when it cannot be read. Links are not followed. */
static char *dup_file_hash(const char *path, guint64 *octets)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    struct stat status;
    guint64 size = 0;
    if (fd < 0)
        return NULL;
    char *hash = fstat(fd, &status) == 0 && S_ISREG(status.st_mode) ? mb_fd_dup_sha256(fd, &size) : NULL;
    close(fd);
    *octets += size;
    return hash;
}

static void check_manifest(const char *bag, const MbManifest *manifest, guint64 *octets, GPtrArray *problems)
{
    for (guint i = 0; i < mb_manifest_count(manifest); i++) {
        const char *path = mb_manifest_path(manifest, i);
        g_autofree char *full = g_build_filename(bag, path, NULL);
        g_autofree char *hash = dup_file_hash(full, octets);
        if (!hash)
            add_problem(problems, "file is missing or unreadable", path);
        else if (strcmp(hash, mb_manifest_hash(manifest, i)))
            add_problem(problems, "file differs from its manifest", path);
    }
}

static void check_strays(const char *bag, const char *under, const MbManifest *payload, const MbManifest *tags, guint depth,
                         GPtrArray *problems)
{
    g_autofree char *folder = g_build_filename(bag, under, NULL);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    for (const char *name = dir ? g_dir_read_name(dir) : NULL; name; name = g_dir_read_name(dir)) {
        g_autofree char *path = *under ? g_strdup_printf("%s/%s", under, name) : g_strdup(name);
        g_autofree char *full = g_build_filename(bag, path, NULL);
        struct stat status;
        if (lstat(full, &status) != 0 || depth > MAX_FOLDER_DEPTH)
            add_problem(problems, "cannot look at", path);
        else if (S_ISDIR(status.st_mode))
            check_strays(bag, path, payload, tags, depth + 1, problems);
        else if (!mb_manifest_get(payload, path) && !mb_manifest_get(tags, path) && strcmp(path, MB_MANIFEST_TAGS))
            add_problem(problems, "file is in no manifest", path);
    }
}

static void check_info(const char *bag, guint64 octets, guint files, GPtrArray *problems)
{
    g_autoptr(MbAttrs) info = mb_bag_read_info(bag, NULL);
    const char *said = mb_attrs_get(info, "Payload-Oxum");
    g_autofree char *found = g_strdup_printf("%" G_GUINT64_FORMAT ".%u", octets, files);
    if (said && strcmp(said, found))
        g_ptr_array_add(problems, g_strdup_printf("payload is %s, but bag-info.txt says %s", found, said));
    if (!said)
        add_problem(problems, "no Payload-Oxum in", "bag-info.txt");
}

static void check_declaration(const char *bag, GPtrArray *problems)
{
    g_autofree char *full = g_build_filename(bag, "bagit.txt", NULL);
    g_autoptr(GBytes) bytes = mb_file_read(full, INFO_MAX_BYTES, NULL);
    g_autofree char *text = bytes ? mb_bytes_dup_string(bytes) : NULL;
    if (!text || !g_str_has_prefix(text, "BagIt-Version: 1.0\n"))
        add_problem(problems, "not a BagIt 1.0 declaration", "bagit.txt");
}

static void check_sorts(const MbManifest *payload, const MbManifest *tags, GPtrArray *problems)
{
    static const char *const required[] = {"bagit.txt", "bag-info.txt", MB_MANIFEST_PAYLOAD};
    for (guint i = 0; i < mb_manifest_count(payload); i++)
        if (!g_str_has_prefix(mb_manifest_path(payload, i), "data/"))
            add_problem(problems, "payload outside data", mb_manifest_path(payload, i));
    for (guint i = 0; i < G_N_ELEMENTS(required); i++)
        if (!mb_manifest_get(tags, required[i]))
            add_problem(problems, "not in the tag manifest", required[i]);
}

bool mb_bag_verify(const char *path, GPtrArray *problems)
{
    g_autoptr(GError) error = NULL;
    guint before = problems->len;
    check_declaration(path, problems);
    g_autoptr(MbManifest) payload = mb_manifest_read(path, MB_MANIFEST_PAYLOAD, &error);
    g_autoptr(MbManifest) tags = payload ? mb_manifest_read(path, MB_MANIFEST_TAGS, &error) : NULL;
    if (!tags) {
        g_ptr_array_add(problems, g_strdup(error->message));
        return false;
    }
    guint64 octets = 0, tag_octets = 0;
    check_manifest(path, payload, &octets, problems);
    check_manifest(path, tags, &tag_octets, problems);
    check_info(path, octets, mb_manifest_count(payload), problems);
    check_sorts(payload, tags, problems);
    check_strays(path, "", payload, tags, 0, problems);
    return problems->len == before;
}
