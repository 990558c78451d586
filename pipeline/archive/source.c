/* What the catalogue knows of sources and their packages. */
#include "catalogue.h"

#include "archive/attached.h"
#include "archive/bag.h"
#include "base/error.h"
#include "base/file.h"
#include "people-rows.h"
#include "records.h"
#include "sketch.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define RECORDS_MAX_BYTES (1u << 30)

static void read_source(sqlite3_stmt *row, MbSource *source)
{
    source->slug = g_strdup(mb_sql_text(row, 0));
    source->state = g_strdup(mb_sql_text(row, 1));
    source->sha256 = g_strdup(mb_sql_text(row, 2));
    source->key = g_strdup(mb_sql_text(row, 3));
    source->message = g_strdup(mb_sql_text(row, 4));
    source->status = sqlite3_column_int(row, 5);
    source->size_bytes = sqlite3_column_int64(row, 6);
    source->mtime_ns = sqlite3_column_int64(row, 7);
    source->build = g_strdup(mb_sql_text(row, 8));
}

#define SOURCE_COLUMNS "slug, state, sha256, key, message, status, size, mtime_ns, build"

static bool find_by_path(MbCatalogue *catalogue, const char *path, MbSource *source, GError **error)
{
    g_autoptr(sqlite3_stmt) row =
        mb_sql_prepare(catalogue->db, error, "SELECT " SOURCE_COLUMNS " FROM document WHERE path = ?", "t", path);
    if (!row || !mb_sql_step(row, error))
        return false;
    read_source(row, source);
    return true;
}

static char *dup_hash_of(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return NULL;
    char *sha256 = mb_fd_dup_sha256(fd, NULL);
    close(fd);
    return sha256;
}

typedef enum { NAME_FREE, NAME_OURS, NAME_TAKEN } NameState;

/* Whether a package name can be had: free, ours by its bytes, or another's. */
static NameState look_at_name(MbCatalogue *catalogue, const char *slug, const char *path, char **sha256, GError **error)
{
    g_autofree char *place = g_build_filename(catalogue->out, slug, NULL);
    g_autoptr(sqlite3_stmt) row = mb_sql_prepare(catalogue->db, error, "SELECT path, sha256 FROM document WHERE slug = ?", "t", slug);
    if (!row || !mb_sql_step(row, error))
        return access(place, F_OK) == 0 ? NAME_TAKEN : NAME_FREE; /* not ours, or the catalogue itself */
    const char *other = mb_sql_text(row, 0), *known = mb_sql_text(row, 1);
    if (!known || (other && access(other, F_OK) == 0))
        return NAME_TAKEN;
    if (!*sha256)
        *sha256 = dup_hash_of(path);
    return g_strcmp0(*sha256, known) == 0 ? NAME_OURS : NAME_TAKEN;
}

/* What the package of a source would be called: one from inside another is named after both. */
static char *dup_base(const char *path)
{
    g_autofree char *own = mb_path_dup_slug(path), *parent = mb_attached_dup_parent(path);
    return parent ? g_strdup_printf("%s-%s", parent, own) : g_steal_pointer(&own);
}

static bool claim_name(MbCatalogue *catalogue, const char *path, GError **error)
{
    g_autofree char *base = dup_base(path);
    g_autofree char *slug = g_strdup(base);
    g_autofree char *sha256 = NULL;
    GError *failed = NULL;
    NameState state = NAME_TAKEN;
    for (guint n = 2; !failed; n++) {
        state = look_at_name(catalogue, slug, path, &sha256, &failed);
        if (state != NAME_TAKEN)
            break;
        g_free(slug);
        slug = g_strdup_printf("%s-%u", base, n);
    }
    if (failed) {
        g_propagate_error(error, failed);
        return false;
    }
    const char *sql = state == NAME_OURS ? "UPDATE document SET path = ? WHERE slug = ?"
                                         : "INSERT INTO document (path, slug, state) VALUES (?, ?, 'new')";
    return mb_sql_change(catalogue->db, error, sql, "tt", path, slug);
}

bool mb_catalogue_claim(MbCatalogue *catalogue, const char *path, MbSource *source, GError **error)
{
    GError *failed = NULL;
    bool is_found = find_by_path(catalogue, path, source, &failed) ||
                    (!failed && claim_name(catalogue, path, &failed) && find_by_path(catalogue, path, source, &failed));
    if (failed)
        g_propagate_error(error, failed);
    return is_found;
}

/* "note=1 doubt=2 damage=0 loss=0": the number after a name. */
static gint64 count_in(const char *counts, const char *name)
{
    g_autofree char *pattern = g_strdup_printf("%s=", name);
    const char *at = counts ? strstr(counts, pattern) : NULL;
    return at ? g_ascii_strtoll(at + strlen(pattern), NULL, 10) : 0;
}

static bool store_info(sqlite3 *db, const char *slug, const MbAttrs *info, GError **error)
{
    const char *counts = mb_attrs_get(info, "Issues"), *pages = mb_attrs_get(info, "Pages");
    return mb_sql_change(db, error, "INSERT OR IGNORE INTO document (slug, state) VALUES (?, 'new')", "t", slug) &&
           mb_sql_change(db, error,
                         "UPDATE document SET state = 'done', status = 0, message = NULL, log = NULL, sha256 = ?, key = ?, name = ?,"
                         " title = ?, council = ?, body = ?, date = ?, kind = ?, pages = ?, notes = ?, doubts = ?, damages = ?, losses = ?"
                         " WHERE slug = ?",
                         "ttttttttiiiiit", mb_attrs_get(info, "Source-SHA256"), mb_attrs_get(info, "Chain"),
                         mb_attrs_get(info, "Source-Name"), mb_attrs_get(info, "External-Description"),
                         mb_attrs_get(info, "Source-Organization"), mb_attrs_get(info, "Body"), mb_attrs_get(info, "Meeting-Date"),
                         mb_attrs_get(info, "Kind"), pages ? g_ascii_strtoll(pages, NULL, 10) : (gint64)0, count_in(counts, "note"),
                         count_in(counts, "doubt"), count_in(counts, "damage"), count_in(counts, "loss"), slug);
}

static bool store_records(sqlite3 *db, const char *slug, const char *bag, GError **error)
{
    g_autofree char *path = g_build_filename(bag, "data", "search", "records.ndjson", NULL);
    g_autoptr(GBytes) bytes = access(path, F_OK) == 0 ? mb_file_read(path, RECORDS_MAX_BYTES, error) : g_bytes_new(NULL, 0);
    g_autoptr(sqlite3_stmt) row = bytes ? mb_sql_prepare(db, error, "SELECT id FROM document WHERE slug = ?", "t", slug) : NULL;
    gint64 document = row && mb_sql_step(row, error) ? sqlite3_column_int64(row, 0) : 0;
    return document && mb_records_store(db, document, bytes, error) && mb_sketch_store(db, document, error) &&
           mb_name_rows_store(db, document, bag, error);
}

bool mb_catalogue_store_bag(MbCatalogue *catalogue, const char *slug, GError **error)
{
    g_autofree char *bag = g_build_filename(catalogue->out, slug, NULL);
    g_autoptr(MbAttrs) info = mb_bag_read_info(bag, error);
    if (!info || !mb_sql_run(catalogue->db, "SAVEPOINT bag", error))
        return false;
    if (store_info(catalogue->db, slug, info, error) && store_records(catalogue->db, slug, bag, error))
        return mb_sql_run(catalogue->db, "RELEASE bag", error);
    sqlite3_exec(catalogue->db, "ROLLBACK TO bag; RELEASE bag", NULL, NULL, NULL);
    return false;
}

bool mb_catalogue_store_stat(MbCatalogue *catalogue, const char *slug, const MbStat *stat, GError **error)
{
    return mb_sql_change(catalogue->db, error, "UPDATE document SET size = ?, mtime_ns = ?, build = ? WHERE slug = ?", "iitt",
                         stat->size_bytes, stat->mtime_ns, stat->build, slug);
}

bool mb_catalogue_store_failure(MbCatalogue *catalogue, const MbFailure *failure, GError **error)
{
    return mb_sql_change(catalogue->db, error,
                         "UPDATE document SET state = 'failed', status = ?, message = ?, log = ?, key = ? WHERE slug = ?", "itttt",
                         (gint64)failure->status, failure->message, failure->log, failure->key, failure->slug) &&
           mb_catalogue_store_stat(catalogue, failure->slug, &failure->stat, error);
}

bool mb_catalogue_list(MbCatalogue *catalogue, MbDocumentVisit visit, void *data, GError **error)
{
    GError *failed = NULL;
    g_autoptr(sqlite3_stmt) row =
        mb_sql_prepare(catalogue->db, &failed,
                       "SELECT slug, state, name, title, council, body, date, kind, message, log, status, pages, notes, doubts, damages,"
                       " losses FROM document ORDER BY slug",
                       "");
    while (row && mb_sql_step(row, &failed)) {
        MbDocumentRow document = {mb_sql_text(row, 0), mb_sql_text(row, 1), mb_sql_text(row, 2), mb_sql_text(row, 3), mb_sql_text(row, 4),
                                  mb_sql_text(row, 5), mb_sql_text(row, 6), mb_sql_text(row, 7), mb_sql_text(row, 8), mb_sql_text(row, 9),
                                  sqlite3_column_int(row, 10), sqlite3_column_int(row, 11), sqlite3_column_int(row, 12),
                                  sqlite3_column_int(row, 13), sqlite3_column_int(row, 14), sqlite3_column_int(row, 15)};
        visit(&document, data);
    }
    if (!failed)
        return true;
    g_propagate_error(error, failed);
    return false;
}
