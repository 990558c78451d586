#include "base/file.h"

#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <gio/gio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK_BYTES (1 << 20)
#define HASH_CHUNK_BYTES (1 << 16) /* stays in the second-level cache */

static bool fail(GError **error, const char *what, const char *path)
{
    g_set_error(error, MB_BASE_ERROR, MB_ERROR_ENVIRONMENT, "%s '%s': %s", what, path, g_strerror(errno));
    return false;
}

static GBytes *read_all(int fd, const char *path, gsize max_bytes, GError **error)
{
    g_autoptr(GByteArray) all = g_byte_array_new();
    g_autofree guint8 *chunk = g_malloc(CHUNK_BYTES);
    for (;;) {
        ssize_t n = read(fd, chunk, CHUNK_BYTES);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            fail(error, "cannot read", path);
            return NULL;
        }
        if (n == 0)
            return g_byte_array_free_to_bytes(g_steal_pointer(&all));
        if (all->len + (gsize)n > max_bytes) {
            g_set_error(error, MB_BASE_ERROR, MB_ERROR_LIMIT, "file is larger than %" G_GSIZE_FORMAT " bytes: '%s'", max_bytes, path);
            return NULL;
        }
        g_byte_array_append(all, chunk, (guint)n);
    }
}

GBytes *mb_file_read(const char *path, gsize max_bytes, GError **error)
{
    if (!strcmp(path, "-"))
        return read_all(STDIN_FILENO, "standard input", max_bytes, error);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        fail(error, "cannot open", path);
        return NULL;
    }
    GBytes *bytes = read_all(fd, path, max_bytes, error);
    close(fd);
    return bytes;
}

bool mb_fd_write(int fd, const void *data, gsize size)
{
    const guint8 *rest = data;
    while (size > 0) {
        ssize_t n = write(fd, rest, size);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        rest += n;
        size -= (gsize)n;
    }
    return true;
}

static bool write_all(int fd, GBytes *bytes)
{
    gsize size;
    const void *data = g_bytes_get_data(bytes, &size);
    return mb_fd_write(fd, data, size);
}

gssize mb_fd_read(int fd, void *data, gsize size)
{
    gsize got = 0;
    while (got < size) {
        ssize_t n = read(fd, (guint8 *)data + got, size - got);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        if (n == 0)
            break;
        got += (gsize)n;
    }
    return (gssize)got;
}

bool mb_file_write(const char *path, GBytes *bytes, int mode, GError **error)
{
    g_autofree char *temporary = g_strdup_printf("%s.XXXXXX", path);
    int fd = g_mkstemp_full(temporary, O_RDWR | O_CLOEXEC, 0600);
    if (fd < 0)
        return fail(error, "cannot create", path);
    bool ok = write_all(fd, bytes) && fchmod(fd, (mode_t)mode) == 0 && fsync(fd) == 0;
    int saved = errno;
    if (close(fd) != 0 && ok) {
        ok = false;
        saved = errno;
    }
    if (ok && rename(temporary, path) == 0)
        return true;
    errno = ok ? errno : saved;
    fail(error, "cannot write", path);
    unlink(temporary);
    return false;
}

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *walk)
{
    (void)status, (void)type, (void)walk;
    return remove(path);
}

bool mb_file_remove(const char *path, GError **error)
{
    if (nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS) == 0 || errno == ENOENT)
        return true;
    return fail(error, "cannot remove", path);
}

char *mb_fd_dup_sha256(int fd, guint64 *octets)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_autofree guint8 *chunk = g_malloc(HASH_CHUNK_BYTES);
    gint64 at = 0;
    for (;;) {
        ssize_t n = pread(fd, chunk, HASH_CHUNK_BYTES, at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return NULL;
        if (n == 0)
            break;
        g_checksum_update(sum, chunk, n);
        at += n;
    }
    if (octets)
        *octets = (guint64)at;
    return g_strdup(g_checksum_get_string(sum));
}

char *mb_bytes_dup_string(GBytes *bytes)
{
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    return size ? g_strndup(data, size) : g_strdup("");
}

char *mb_bytes_dup_sha256(GBytes *bytes)
{
    return g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes);
}

#define SLUG_MAX 100

char *mb_path_dup_slug(const char *path)
{
    g_autofree char *base = g_path_get_basename(path);
    char *dot = strrchr(base, '.');
    if (dot && dot != base)
        *dot = '\0';
    g_autofree char *valid = g_utf8_make_valid(base, -1);
    g_autofree char *ascii = g_str_to_ascii(valid, "C");
    g_autoptr(GString) slug = g_string_new(NULL);
    for (const char *c = ascii; *c && slug->len < SLUG_MAX; c++) {
        bool keep = g_ascii_isalnum(*c) || strchr("-_.", *c);
        if (keep && !(slug->len == 0 && *c == '.'))
            g_string_append_c(slug, *c);
        else if (!keep && slug->len > 0 && slug->str[slug->len - 1] != '-')
            g_string_append_c(slug, '-');
    }
    while (slug->len > 0 && strchr("-.", slug->str[slug->len - 1]))
        g_string_truncate(slug, slug->len - 1);
    return g_strdup(slug->len ? slug->str : "document");
}
