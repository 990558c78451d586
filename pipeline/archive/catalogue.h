/*
 * What the files of the catalogue share. Private to room archive.
 */
#ifndef MB_ARCHIVE_CATALOGUE_PRIVATE_H
#define MB_ARCHIVE_CATALOGUE_PRIVATE_H

#include "archive/catalogue.h"
#include "sql.h"

struct MbCatalogue {
    sqlite3 *db;
    char *out;
};

/* Opens the database file, with our tables in it; NULL with an error as mb_catalogue_open. */
sqlite3 *mb_catalogue_open_file(const char *path, bool writable, GError **error);

/* Enters every bag of the archive. */
bool mb_catalogue_fill(MbCatalogue *catalogue, GPtrArray *problems, GError **error);

#endif
