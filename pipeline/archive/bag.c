#include "archive/bag.h"

#include "base/error.h"
#include "base/file.h"
#include "manifest.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#define TEMPORARY_PREFIX ".minutebook-"
#define CHUNK_BYTES (1 << 18)

struct MbBag {
    char *out, *slug;
    char *folder;      /* being built here; NULL once finished */
    int lock;          /* descriptor of the folder, locked while it is being built */
    GHashTable *dirs;  /* relative folders made so far */
    MbManifest *payload, *tags;
    MbAttrs *notes;
    guint64 octets;    /* of the payload */
};

static bool fail(GError **error, const char *what, const char *path)
{
    g_set_error(error, MB_ARCHIVE_ERROR, MB_ERROR_ENVIRONMENT, "%s '%s': %s", what, path, g_strerror(errno));
    return false;
}

MbBag *mb_bag_new(const char *out, const char *slug, GError **error)
{
    g_autofree char *folder = g_strdup_printf("%s/" TEMPORARY_PREFIX "%s-XXXXXX", out, slug);
    if (!g_mkdtemp_full(folder, 0755)) {
        fail(error, "cannot write in output folder", out);
        return NULL;
    }
    int lock = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (lock >= 0)
        flock(lock, LOCK_EX | LOCK_NB); /* some network file systems have none: then nothing is ever stale */
    MbBag *bag = g_new0(MbBag, 1);
    bag->out = g_strdup(out);
    bag->slug = g_strdup(slug);
    bag->folder = g_steal_pointer(&folder);
    bag->lock = lock;
    bag->dirs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    bag->payload = mb_manifest_new();
    bag->tags = mb_manifest_new();
    return bag;
}

void mb_bag_free(MbBag *bag)
{
    if (!bag)
        return;
    if (bag->folder)
        mb_file_remove(bag->folder, NULL);
    if (bag->lock >= 0)
        close(bag->lock);
    g_hash_table_unref(bag->dirs);
    mb_manifest_free(bag->payload);
    mb_manifest_free(bag->tags);
    mb_attrs_free(bag->notes);
    g_free(bag->out);
    g_free(bag->slug);
    g_free(bag->folder);
    g_free(bag);
}

const char *mb_bag_folder(const MbBag *bag)
{
    return bag->folder;
}

const char *mb_bag_slug(const MbBag *bag)
{
    return bag->slug;
}

const char *mb_bag_noted(const MbBag *bag, const char *label)
{
    return mb_attrs_get(bag->notes, label);
}

guint mb_bag_count(const MbBag *bag)
{
    return mb_manifest_count(bag->payload);
}

const char *mb_bag_path(const MbBag *bag, guint i)
{
    return mb_manifest_path(bag->payload, i);
}

const char *mb_bag_hash(const MbBag *bag, guint i)
{
    return mb_manifest_hash(bag->payload, i);
}

gint64 mb_bag_size(const MbBag *bag, guint i)
{
    g_autofree char *full = g_build_filename(bag->folder, mb_bag_path(bag, i), NULL);
    struct stat status;
    return stat(full, &status) == 0 ? (gint64)status.st_size : 0;
}

void mb_bag_note(MbBag *bag, const char *label, const char *value)
{
    g_autofree char *line = value ? g_strdelimit(g_strdup(value), "\r\n", ' ') : NULL;
    mb_attrs_set(&bag->notes, label, line ? g_strstrip(line) : NULL);
}

static bool is_payload(const char *path)
{
    return g_str_has_prefix(path, "data/");
}

static int mode_of(const char *path)
{
    return g_str_has_prefix(path, "data/stages/") || g_str_has_suffix(path, "restricted.xml") ? 0600 : 0644;
}

/* Makes the folders above a relative path. */
static bool make_folders(MbBag *bag, const char *path, GError **error)
{
    for (const char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
        g_autofree char *dir = g_strndup(path, (gsize)(slash - path));
        if (g_hash_table_contains(bag->dirs, dir))
            continue;
        g_autofree char *full = g_build_filename(bag->folder, dir, NULL);
        if (mkdir(full, 0755) != 0 && errno != EEXIST)
            return fail(error, "cannot create folder", full);
        g_hash_table_add(bag->dirs, g_steal_pointer(&dir));
    }
    return true;
}

/* A new file of the bag, open for writing, or -1. */
static int create(MbBag *bag, const char *path, GError **error)
{
    if (!mb_manifest_is_safe_path(path)) {
        g_set_error(error, MB_ARCHIVE_ERROR, MB_ERROR_BUG, "unsafe path in package: '%s'", path);
        return -1;
    }
    if (!make_folders(bag, path, error))
        return -1;
    g_autofree char *full = g_build_filename(bag->folder, path, NULL);
    int fd = open(full, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode_of(path));
    if (fd < 0)
        fail(error, "cannot create", full);
    else
        fchmod(fd, (mode_t)mode_of(path));
    return fd;
}

/* Syncs and closes a file that was written, and enters it in its manifest. */
static bool enter(MbBag *bag, const char *path, int fd, bool is_written, guint64 octets, const char *sha256, GError **error)
{
    bool ok = is_written && fsync(fd) == 0;
    int saved = errno;
    ok = close(fd) == 0 && ok;
    if (!ok) {
        errno = saved ? saved : errno;
        return fail(error, "cannot write", path);
    }
    mb_manifest_set(is_payload(path) ? bag->payload : bag->tags, path, sha256);
    if (is_payload(path))
        bag->octets += octets;
    return true;
}

bool mb_bag_put(MbBag *bag, const char *path, GBytes *bytes, GError **error)
{
    int fd = create(bag, path, error);
    if (fd < 0)
        return false;
    gsize size;
    const void *data = g_bytes_get_data(bytes, &size);
    errno = 0;
    bool ok = mb_fd_write(fd, data, size);
    g_autofree char *sha256 = mb_bytes_dup_sha256(bytes);
    return enter(bag, path, fd, ok, size, sha256, error);
}

/* Copies a file from its start and hashes it on the way. Returns the hash, or NULL with errno. */
static char *copy_hashed(int from, int to, guint64 *octets)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_autofree guint8 *chunk = g_malloc(CHUNK_BYTES);
    *octets = 0;
    for (;;) {
        ssize_t n = pread(from, chunk, CHUNK_BYTES, (off_t)*octets);
        if (n < 0 && errno == EINTR)
            continue;
        if (n == 0)
            return g_strdup(g_checksum_get_string(sum));
        if (n < 0 || !mb_fd_write(to, chunk, (gsize)n))
            return NULL;
        g_checksum_update(sum, chunk, n);
        *octets += (guint64)n;
    }
}

bool mb_bag_put_copy(MbBag *bag, const char *path, int fd, char **sha256, GError **error)
{
    int to = create(bag, path, error);
    if (to < 0)
        return false;
    bool is_shared = ioctl(to, FICLONE, fd) == 0; /* on btrfs and xfs the copy costs nothing */
    guint64 octets = 0;
    errno = 0;
    g_autofree char *hash = is_shared ? mb_fd_dup_sha256(to, &octets) : copy_hashed(fd, to, &octets);
    if (!enter(bag, path, to, hash != NULL, octets, hash ? hash : "", error))
        return false;
    if (sha256)
        *sha256 = g_steal_pointer(&hash);
    return true;
}

static bool is_without(const char *path, const char *const *without)
{
    for (; *without; without++)
        if (g_str_has_prefix(path, *without))
            return true;
    return false;
}

static bool carry_file(MbBag *bag, const char *old, const char *path, const char *expected, GError **error)
{
    g_autofree char *full = g_build_filename(old, path, NULL);
    int fd = open(full, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0)
        return fail(error, "cannot open", full);
    g_autofree char *sha256 = NULL;
    bool ok = mb_bag_put_copy(bag, path, fd, &sha256, error);
    close(fd);
    if (ok && strcmp(sha256, expected)) {
        g_set_error(error, MB_ARCHIVE_ERROR, MB_ERROR_DOCUMENT, "file differs from its manifest: '%s'", full);
        return false;
    }
    return ok;
}

static bool carry_manifest(MbBag *bag, const char *old, const char *name, const char *const *without, GError **error)
{
    g_autoptr(MbManifest) manifest = mb_manifest_read(old, name, error);
    if (!manifest)
        return false;
    for (guint i = 0; i < mb_manifest_count(manifest); i++) {
        const char *path = mb_manifest_path(manifest, i);
        bool is_made = g_str_has_prefix(path, "manifest-") || !strcmp(path, "bagit.txt") || !strcmp(path, "bag-info.txt");
        if (is_made || is_without(path, without) || mb_manifest_get(bag->payload, path) || mb_manifest_get(bag->tags, path))
            continue;
        if (!carry_file(bag, old, path, mb_manifest_hash(manifest, i), error))
            return false;
    }
    return true;
}

bool mb_bag_carry(MbBag *bag, const char *old, const char *const *without, GError **error)
{
    g_autoptr(MbAttrs) info = mb_bag_read_info(old, error);
    if (!info || !carry_manifest(bag, old, MB_MANIFEST_PAYLOAD, without, error) ||
        !carry_manifest(bag, old, MB_MANIFEST_TAGS, without, error))
        return false;
    for (guint i = 0; i < mb_attrs_count(info); i++)
        if (!mb_attrs_get(bag->notes, mb_attrs_name(info, i)))
            mb_attrs_set(&bag->notes, mb_attrs_name(info, i), mb_attrs_value(info, i));
    return true;
}

static bool put_text(MbBag *bag, const char *path, char *text, GError **error)
{
    g_autoptr(GBytes) bytes = g_bytes_new_take(text, strlen(text));
    return mb_bag_put(bag, path, bytes, error);
}

static gint compare_lines(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Notes come in any order (a carried bag's last): sorted, the same notes give the same bytes. */
static char *dup_info(MbBag *bag)
{
    g_autofree char *oxum = g_strdup_printf("%" G_GUINT64_FORMAT ".%u", bag->octets, mb_manifest_count(bag->payload));
    mb_bag_note(bag, "Payload-Oxum", oxum);
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < mb_attrs_count(bag->notes); i++)
        g_ptr_array_add(lines, g_strdup_printf("%s: %s\n", mb_attrs_name(bag->notes, i), mb_attrs_value(bag->notes, i)));
    g_ptr_array_sort(lines, compare_lines);
    g_ptr_array_add(lines, NULL);
    return g_strjoinv(NULL, (char **)lines->pdata);
}

static bool put_tag_files(MbBag *bag, GError **error)
{
    return put_text(bag, "bagit.txt", g_strdup("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"), error) &&
           put_text(bag, "bag-info.txt", dup_info(bag), error) &&
           put_text(bag, MB_MANIFEST_PAYLOAD, mb_manifest_dup_text(bag->payload), error) &&
           put_text(bag, MB_MANIFEST_TAGS, mb_manifest_dup_text(bag->tags), error);
}

static bool sync_folder(const char *path, GError **error)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return fail(error, "cannot open folder", path);
    bool ok = fsync(fd) == 0 || errno == EINVAL; /* some file systems sync no folders */
    if (!ok)
        fail(error, "cannot sync folder", path);
    close(fd);
    return ok;
}

static bool sync_folders(MbBag *bag, GError **error)
{
    GHashTableIter iter;
    gpointer dir;
    g_hash_table_iter_init(&iter, bag->dirs);
    while (g_hash_table_iter_next(&iter, &dir, NULL)) {
        g_autofree char *full = g_build_filename(bag->folder, dir, NULL);
        if (!sync_folder(full, error))
            return false;
    }
    return sync_folder(bag->folder, error);
}

/* Puts the new folder in its place; `old` then holds what was there, or NULL. */
static bool exchange(MbBag *bag, const char *place, char **old, GError **error)
{
    *old = NULL;
    if (renameat2(AT_FDCWD, bag->folder, AT_FDCWD, place, RENAME_NOREPLACE) == 0 ||
        (errno == EINVAL && rename(bag->folder, place) == 0))
        return true;
    if (errno != EEXIST && errno != ENOTEMPTY)
        return fail(error, "cannot put package in place", place);
    *old = g_strdup(bag->folder);
    if (renameat2(AT_FDCWD, bag->folder, AT_FDCWD, place, RENAME_EXCHANGE) == 0)
        return true;
    /* No exchange on this file system: for a moment there is no bag, which a later run makes good. */
    g_free(*old);
    *old = g_strdup_printf("%s-old", bag->folder);
    if (rename(place, *old) == 0 && rename(bag->folder, place) == 0)
        return true;
    return fail(error, "cannot replace package", place);
}

bool mb_bag_finish(MbBag *bag, GError **error)
{
    g_autofree char *place = g_build_filename(bag->out, bag->slug, NULL);
    g_autofree char *old = NULL;
    if (!put_tag_files(bag, error) || !sync_folders(bag, error) || !exchange(bag, place, &old, error))
        return false;
    if (old)
        mb_file_remove(old, NULL);
    g_clear_pointer(&bag->folder, g_free);
    return sync_folder(bag->out, error);
}

/* A folder that nobody locks belongs to a run that is no more. */
static bool remove_if_stale(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0)
        return false;
    bool is_stale = flock(fd, LOCK_EX | LOCK_NB) == 0;
    if (is_stale)
        mb_file_remove(path, NULL);
    close(fd);
    return is_stale;
}

guint mb_bag_clear_stale(const char *out)
{
    g_autoptr(GDir) dir = g_dir_open(out, 0, NULL);
    guint removed = 0;
    for (const char *name = dir ? g_dir_read_name(dir) : NULL; name; name = g_dir_read_name(dir)) {
        g_autofree char *path = g_build_filename(out, name, NULL);
        if (g_str_has_prefix(name, TEMPORARY_PREFIX) && remove_if_stale(path))
            removed++;
    }
    return removed;
}

#define NAME_MAX_BYTES 200

char *mb_bag_dup_safe_name(const char *name)
{
    g_autofree char *valid = g_utf8_make_valid(name, -1);
    GString *out = g_string_new(NULL);
    for (const char *c = valid; *c && out->len < NAME_MAX_BYTES - 4; c = g_utf8_next_char(c)) {
        gunichar u = g_utf8_get_char(c);
        g_string_append_unichar(out, g_unichar_iscntrl(u) || strchr("%\\/", u < 0x80 ? (int)u : 'x') ? '_' : u);
    }
    if (!strcmp(out->str, ".") || !strcmp(out->str, "..") || !out->len)
        g_string_assign(out, "document");
    return g_string_free(out, FALSE);
}
