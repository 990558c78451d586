/*
 * Sketches of pages: few numbers by which pages of the same text are found in
 * any document. Private to room archive.
 *
 * A sketch is the SKETCH_SIZE smallest hashes of all runs of three words
 * (letters and digits alone, lower case), "bottom-k" of A. Z. Broder, On the
 * resemblance and containment of documents, 1997. Two sketches share about as
 * large a part as the two sets of runs do, so that pages which were read from
 * pixels, with a word in ten wrong, still meet the file they were printed from.
 */
#ifndef MB_ARCHIVE_SKETCH_H
#define MB_ARCHIVE_SKETCH_H

#include "sql.h"

/* Hashes of one page: two pages that share a third of their runs share half of these once in 25 times. */
#define MB_SKETCH_SIZE 24

/*
 * Puts the sketches of a document's pages, from its records, in place of those
 * that are there. Pages of less than 40 words have none: they are alike by accident.
 *
 * document: row id.
 */
bool mb_sketch_store(sqlite3 *db, gint64 document, GError **error);

/* The sketch of a text, ascending, each once; gint64, none when it is too short. Caller frees with g_array_unref. */
GArray *mb_sketch_of(const char *text);

#endif
