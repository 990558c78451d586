/*
 * Files read whole and written whole or not at all. Room base; GLib and POSIX.
 */
#ifndef MB_BASE_FILE_H
#define MB_BASE_FILE_H

#include <glib.h>
#include <stdbool.h>

/*
 * Reads a whole file (or standard input, for "-").
 *
 * path:      borrowed, file name encoding.
 * max_bytes: a longer file is MB_ERROR_LIMIT.
 *
 * Returns the bytes, caller frees with g_bytes_unref; NULL with
 * MB_ERROR_ENVIRONMENT when it cannot be read, MB_ERROR_LIMIT when too long.
 * A folder is MB_ERROR_ENVIRONMENT.
 */
GBytes *mb_file_read(const char *path, gsize max_bytes, GError **error);

/*
 * Writes a whole file: temporary name beside it, fsync, rename.
 *
 * path:  borrowed; its folder must exist.
 * bytes: borrowed.
 * mode:  permission bits, for example 0644; the umask is not applied.
 *
 * Returns false with MB_ERROR_ENVIRONMENT; an old file is then as it was and
 * no temporary file is left.
 */
bool mb_file_write(const char *path, GBytes *bytes, int mode, GError **error);

/*
 * Removes a file or a folder with everything in it; symbolic links are not
 * followed. A path that is not there is success.
 */
bool mb_file_remove(const char *path, GError **error);

/*
 * Writes all bytes to an open descriptor, over interruptions and short writes.
 *
 * Returns false with errno set at the first failure.
 */
bool mb_fd_write(int fd, const void *data, gsize size);

/*
 * Reads from an open descriptor until `size` bytes are there or the end is met.
 *
 * Returns the number of bytes read, less than `size` only at the end; -1 with errno set.
 */
gssize mb_fd_read(int fd, void *data, gsize size);

/*
 * The SHA-256 of an open file, read from its start; the descriptor's place does not move.
 *
 * octets: out, optional: how many bytes were read.
 *
 * Returns 64 lower-case hexadecimal digits, caller frees with g_free; NULL with errno set.
 */
char *mb_fd_dup_sha256(int fd, guint64 *octets);

/* The bytes as a string that ends at their first NUL; caller frees with g_free. */
char *mb_bytes_dup_string(GBytes *bytes);

/* The SHA-256 of bytes, 64 lower-case hexadecimal digits; caller frees with g_free. */
char *mb_bytes_dup_sha256(GBytes *bytes);

/*
 * A file name stem that is safe everywhere: ASCII letters, digits, '-', '_'
 * and '.', no leading dot, 1 to 100 characters; other characters become '-'.
 *
 * path: borrowed; its folder and last extension are dropped. Accents are
 *       folded. An empty result becomes "document". Caller frees with g_free.
 */
char *mb_path_dup_slug(const char *path);

#endif
