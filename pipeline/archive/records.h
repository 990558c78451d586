/*
 * Search records in the catalogue. Private to room archive.
 */
#ifndef MB_ARCHIVE_RECORDS_H
#define MB_ARCHIVE_RECORDS_H

#include "sql.h"

/*
 * Puts the records of a document in place of those that are there.
 *
 * document: row id.
 * ndjson:   borrowed; data/search/records.ndjson (docs/records.md). A line that
 *           is no record is MB_ERROR_DOCUMENT.
 *
 * Needs an open transaction, which the caller rolls back on failure.
 */
bool mb_records_store(sqlite3 *db, gint64 document, GBytes *ndjson, GError **error);

#endif
