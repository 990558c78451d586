/* The database itself: opening, filling, building anew. */
#include "catalogue.h"

#include "archive/bag.h"
#include "base/error.h"
#include "base/file.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define SCHEMA_VERSION 4
#define BUSY_MS 30000 /* another minutebook may be writing */

/* A document's row outlives its failures; text is held once, the index refers to it. */
static const char schema[] =
    "CREATE TABLE document (id INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE COLLATE NOCASE, path TEXT UNIQUE, state TEXT NOT NULL,"
    " size INTEGER, mtime_ns INTEGER, build TEXT, sha256 TEXT, key TEXT, status INTEGER, message TEXT, log TEXT, name TEXT, title TEXT,"
    " council TEXT, body TEXT, date TEXT, kind TEXT, pages INTEGER, notes INTEGER, doubts INTEGER, damages INTEGER, losses INTEGER);"
    "CREATE TABLE record (id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES document (id), page INTEGER, type TEXT,"
    " part TEXT, item TEXT, heading TEXT, text TEXT, people TEXT, organisations TEXT, checks TEXT);"
    "CREATE INDEX record_document ON record (document);"
    "CREATE TABLE name (document INTEGER NOT NULL REFERENCES document (id), eid TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,"
    " surname TEXT, title TEXT, letters TEXT, role TEXT, attendance TEXT, variants TEXT, mentions INTEGER, page INTEGER);"
    "CREATE INDEX name_document ON name (document);"
    "CREATE TABLE sketch (document INTEGER NOT NULL REFERENCES document (id), page INTEGER NOT NULL, hash INTEGER NOT NULL);"
    "CREATE INDEX sketch_hash ON sketch (hash, document, page);"
    "CREATE INDEX sketch_document ON sketch (document);"
    "CREATE VIRTUAL TABLE found USING fts5 (text, heading, people, content='record', content_rowid='id',"
    " tokenize='porter unicode61 remove_diacritics 2');";

void mb_source_clear(MbSource *source)
{
    g_clear_pointer(&source->slug, g_free);
    g_clear_pointer(&source->state, g_free);
    g_clear_pointer(&source->sha256, g_free);
    g_clear_pointer(&source->key, g_free);
    g_clear_pointer(&source->build, g_free);
    g_clear_pointer(&source->message, g_free);
}

static gint64 get_pragma(sqlite3 *db, const char *sql, GError **error)
{
    g_autoptr(sqlite3_stmt) statement = mb_sql_prepare(db, error, sql, "");
    return statement && mb_sql_step(statement, error) ? sqlite3_column_int64(statement, 0) : -1;
}

static bool make_tables(sqlite3 *db, GError **error)
{
    g_autofree char *version = g_strdup_printf("PRAGMA user_version = %d", SCHEMA_VERSION);
    return mb_sql_run(db, "PRAGMA journal_mode = WAL; BEGIN IMMEDIATE", error) &&
           (get_pragma(db, "PRAGMA user_version", NULL) == SCHEMA_VERSION || mb_sql_run(db, schema, error)) &&
           mb_sql_run(db, version, error) && mb_sql_run(db, "COMMIT", error);
}

static bool prepare_file(sqlite3 *db, bool writable, GError **error)
{
    GError *failed = NULL;
    sqlite3_busy_timeout(db, BUSY_MS);
    gint64 version = get_pragma(db, "PRAGMA user_version", &failed);
    if (failed) {
        g_propagate_error(error, failed);
        return false;
    }
    gint64 tables = get_pragma(db, "SELECT count(*) FROM sqlite_master", NULL);
    if (version != SCHEMA_VERSION && tables > 0) {
        g_set_error(error, MB_ARCHIVE_ERROR, MB_ERROR_DOCUMENT, "catalogue is of another version ('minutebook index' makes it anew)");
        return false;
    }
    return (tables > 0 || !writable || make_tables(db, error)) && mb_sql_run(db, "PRAGMA synchronous = NORMAL", error);
}

sqlite3 *mb_catalogue_open_file(const char *path, bool writable, GError **error)
{
    sqlite3 *db = NULL;
    int flags = SQLITE_OPEN_READWRITE | (writable ? SQLITE_OPEN_CREATE : 0);
    bool ok = sqlite3_open_v2(path, &db, flags, NULL) == SQLITE_OK;
    if (!ok && db)
        mb_sql_fail(db, error);
    if (ok && prepare_file(db, writable, error))
        return db;
    sqlite3_close(db);
    return NULL;
}

/* Everything but places and failures is in the bags, and those are taken over: an older program's catalogue is made anew. */
static bool is_of_another_version(const char *path)
{
    sqlite3 *db = NULL;
    gint64 version = SCHEMA_VERSION, tables = 0;
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK) {
        g_autoptr(GError) failed = NULL;
        sqlite3_busy_timeout(db, BUSY_MS);
        version = get_pragma(db, "PRAGMA user_version", &failed);
        tables = get_pragma(db, "SELECT count(*) FROM sqlite_master WHERE name = 'document'", NULL);
        version = failed ? SCHEMA_VERSION : version;
    }
    sqlite3_close(db);
    return version != SCHEMA_VERSION && tables > 0;
}

MbCatalogue *mb_catalogue_open(const char *out, bool writable, GError **error)
{
    g_autofree char *path = g_build_filename(out, MB_CATALOGUE_FILE, NULL);
    bool is_there = access(path, F_OK) == 0;
    if (!is_there && !writable) {
        g_set_error(error, MB_ARCHIVE_ERROR, MB_ERROR_USAGE, "no archive here ('%s' is not there)", path);
        return NULL;
    }
    bool is_usable = is_there && !is_of_another_version(path);
    if (!is_usable && !mb_catalogue_rebuild(out, NULL, error))
        return NULL;
    sqlite3 *db = mb_catalogue_open_file(path, writable, error);
    if (!db)
        return NULL;
    MbCatalogue *catalogue = g_new0(MbCatalogue, 1);
    catalogue->db = db;
    catalogue->out = g_strdup(out);
    return catalogue;
}

void mb_catalogue_free(MbCatalogue *catalogue)
{
    if (!catalogue)
        return;
    sqlite3_close(catalogue->db);
    g_free(catalogue->out);
    g_free(catalogue);
}

bool mb_catalogue_begin(MbCatalogue *catalogue, GError **error)
{
    return mb_sql_run(catalogue->db, "BEGIN IMMEDIATE", error);
}

bool mb_catalogue_commit(MbCatalogue *catalogue, GError **error)
{
    return mb_sql_run(catalogue->db, "COMMIT", error);
}

bool mb_catalogue_fill(MbCatalogue *catalogue, GPtrArray *problems, GError **error)
{
    g_autoptr(GPtrArray) slugs = mb_bag_list(catalogue->out);
    for (guint i = 0; i < slugs->len; i++) {
        g_autoptr(GError) failed = NULL;
        if (mb_catalogue_store_bag(catalogue, slugs->pdata[i], &failed))
            continue;
        if (failed->code != MB_ERROR_DOCUMENT) {
            g_propagate_error(error, g_steal_pointer(&failed));
            return false;
        }
        if (problems)
            g_ptr_array_add(problems, g_strdup_printf("%s: %s", (char *)slugs->pdata[i], failed->message));
    }
    return true;
}

/* Copies from the old catalogue what bags do not know: where sources lie, and failures. */
static void keep_places(MbCatalogue *new, const char *old)
{
    static const char sql[] =
        "UPDATE document SET path = o.path, size = o.size, mtime_ns = o.mtime_ns, build = o.build FROM old.document o"
        " WHERE o.slug = document.slug AND o.sha256 IS document.sha256;"
        "INSERT OR IGNORE INTO document (slug, path, state, size, mtime_ns, build, key, status, message, log)"
        " SELECT slug, path, state, size, mtime_ns, build, key, status, message, log FROM old.document"
        " WHERE state = 'failed' AND sha256 IS NULL;";
    g_autoptr(sqlite3_stmt) attach = mb_sql_prepare(new->db, NULL, "ATTACH ? AS old", "t", old);
    if (!attach || !mb_sql_step(attach, NULL))
        sqlite3_reset(attach);
    sqlite3_exec(new->db, sql, NULL, NULL, NULL); /* an old catalogue that cannot be read gives nothing */
    sqlite3_exec(new->db, "DETACH old", NULL, NULL, NULL);
}

static bool build(const char *out, const char *file, const char *old, GPtrArray *problems, GError **error)
{
    MbCatalogue catalogue = {mb_catalogue_open_file(file, true, error), (char *)out};
    if (!catalogue.db)
        return false;
    bool ok = mb_catalogue_fill(&catalogue, problems, error);
    if (ok && access(old, F_OK) == 0)
        keep_places(&catalogue, old);
    ok = ok && mb_sql_run(catalogue.db, "PRAGMA wal_checkpoint(TRUNCATE)", error);
    sqlite3_close(catalogue.db);
    return ok;
}

static void remove_database(const char *path)
{
    static const char *const suffixes[] = {"", "-wal", "-shm"};
    for (gsize i = 0; i < G_N_ELEMENTS(suffixes); i++) {
        g_autofree char *file = g_strconcat(path, suffixes[i], NULL);
        unlink(file);
    }
}

bool mb_catalogue_rebuild(const char *out, GPtrArray *problems, GError **error)
{
    g_autofree char *place = g_build_filename(out, MB_CATALOGUE_FILE, NULL);
    g_autofree char *file = g_build_filename(out, ".minutebook-catalogue", NULL);
    remove_database(file);
    if (!build(out, file, place, problems, error)) {
        remove_database(file);
        return false;
    }
    g_autofree char *wal = g_strconcat(place, "-wal", NULL);
    g_autofree char *shm = g_strconcat(place, "-shm", NULL);
    unlink(wal); /* they belong to the old file */
    unlink(shm);
    if (rename(file, place) == 0)
        return true;
    g_set_error(error, MB_ARCHIVE_ERROR, MB_ERROR_ENVIRONMENT, "cannot put catalogue in place '%s': %m", place);
    remove_database(file);
    return false;
}
