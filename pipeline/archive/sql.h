/*
 * SQLite in few words. Private to room archive.
 *
 * Errors are MB_ERROR_ENVIRONMENT, or MB_ERROR_DOCUMENT when the file is
 * damaged or no database. `types` has a letter for each value that is bound:
 * 't' const char * (NULL is SQL NULL), 'i' gint64, 'd' double.
 */
#ifndef MB_ARCHIVE_SQL_H
#define MB_ARCHIVE_SQL_H

#include <glib.h>
#include <sqlite3.h>
#include <stdbool.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(sqlite3_stmt, sqlite3_finalize)

/* Sets the error to what the database last said; returns false. */
bool mb_sql_fail(sqlite3 *db, GError **error);

/* Runs statements without values or rows. */
bool mb_sql_run(sqlite3 *db, const char *sql, GError **error);

/* A prepared statement with its values; NULL with an error. Texts are copied. */
sqlite3_stmt *mb_sql_prepare(sqlite3 *db, GError **error, const char *sql, const char *types, ...);

/* Prepares, binds and steps a statement that gives no rows. */
bool mb_sql_change(sqlite3 *db, GError **error, const char *sql, const char *types, ...);

/* Steps; true for a row. At the end false without an error, on failure false with one. */
bool mb_sql_step(sqlite3_stmt *statement, GError **error);

/* A text column, borrowed until the next step, or NULL. */
const char *mb_sql_text(sqlite3_stmt *statement, int column);

#endif
