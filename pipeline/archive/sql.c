#include "sql.h"

#include "base/error.h"

#include <stdarg.h>

bool mb_sql_fail(sqlite3 *db, GError **error)
{
    int code = sqlite3_errcode(db) & 0xFF;
    bool is_damaged = code == SQLITE_NOTADB || code == SQLITE_CORRUPT;
    g_set_error(error, MB_ARCHIVE_ERROR, is_damaged ? MB_ERROR_DOCUMENT : MB_ERROR_ENVIRONMENT, "catalogue: %s%s", sqlite3_errmsg(db),
                is_damaged ? " ('minutebook index' makes it anew)" : "");
    return false;
}

bool mb_sql_run(sqlite3 *db, const char *sql, GError **error)
{
    return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK || mb_sql_fail(db, error);
}

static void bind_all(sqlite3_stmt *statement, const char *types, va_list values)
{
    for (int i = 1; types[i - 1]; i++) {
        if (types[i - 1] == 't')
            sqlite3_bind_text(statement, i, va_arg(values, const char *), -1, SQLITE_TRANSIENT);
        else if (types[i - 1] == 'i')
            sqlite3_bind_int64(statement, i, va_arg(values, gint64));
        else
            sqlite3_bind_double(statement, i, va_arg(values, double));
    }
}

static sqlite3_stmt *prepare(sqlite3 *db, GError **error, const char *sql, const char *types, va_list values)
{
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) {
        mb_sql_fail(db, error);
        return NULL;
    }
    bind_all(statement, types, values);
    return statement;
}

sqlite3_stmt *mb_sql_prepare(sqlite3 *db, GError **error, const char *sql, const char *types, ...)
{
    va_list values;
    va_start(values, types);
    sqlite3_stmt *statement = prepare(db, error, sql, types, values);
    va_end(values);
    return statement;
}

bool mb_sql_change(sqlite3 *db, GError **error, const char *sql, const char *types, ...)
{
    va_list values;
    va_start(values, types);
    g_autoptr(sqlite3_stmt) statement = prepare(db, error, sql, types, values);
    va_end(values);
    return statement && (sqlite3_step(statement) == SQLITE_DONE || mb_sql_fail(db, error));
}

bool mb_sql_step(sqlite3_stmt *statement, GError **error)
{
    int code = sqlite3_step(statement);
    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE)
        mb_sql_fail(sqlite3_db_handle(statement), error);
    return false;
}

const char *mb_sql_text(sqlite3_stmt *statement, int column)
{
    return (const char *)sqlite3_column_text(statement, column);
}
