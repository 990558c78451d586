/*
 * Who the documents name, as rows of the catalogue. Private to room archive.
 */
#ifndef MB_ARCHIVE_PEOPLE_ROWS_H
#define MB_ARCHIVE_PEOPLE_ROWS_H

#include "sql.h"

/* One entity of one document; strings owned, NULL where unknown. */
typedef struct {
    char *council, *body, *date, *slug;
    char *eid, *kind, *name, *surname, *title, *letters, *role, *attendance, *variants; /* variants: parted by newlines */
    int mentions, page;
} MbNameRow;

/*
 * Puts the people and bodies of a document in place of those that are there.
 *
 * document: row id.
 * bag:      borrowed; path of the package; one without archive XML names nobody.
 *
 * Needs an open transaction. False with MB_ERROR_DOCUMENT when the archive XML cannot be read.
 */
bool mb_name_rows_store(sqlite3 *db, gint64 document, const char *bag, GError **error);

/* All rows in order of council, kind, date, package and entity; array of MbNameRow that owns them, or NULL with an error. */
GPtrArray *mb_name_rows_read(sqlite3 *db, GError **error);

#endif
