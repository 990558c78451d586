/*
 * The files of the package beside the archive XML. Private to the write stage.
 *
 * Laws: nothing here holds a time of the run, so that the same source gives
 * the same bytes; and nothing holds text that document.xml does not: words
 * that no block shows, and stretches that are withheld, are left out.
 */
#ifndef MB_WRITE_PACKAGE_H
#define MB_WRITE_PACKAGE_H

#include "stage/stage.h"

#include <json-glib/json-glib.h>

/* Visible text of a block and all below it, furniture left out, "[withheld]" for withheld stretches. */
void mb_package_append_text(GString *out, const MbBlock *block);

/*
 * Makes the readers' scores of words, blocks and doubtful stretches into
 * shares: of the words with this confidence so many are right. By the map in
 * data/confidence.tsv of the stage; text of the file keeps its 1.
 *
 * Returns false with an error when the map cannot be read; nothing is changed then.
 */
bool mb_package_calibrate(MbDocument *document, const char *data_dir, GError **error);

/* A word that was read from pixels and that a public block shows. */
typedef struct {
    guint word;  /* index in its page */
    guint block; /* number of the block, in reading order */
} MbShownWord;

/*
 * Lists these words page by page, in reading order: GArray of MbShownWord for
 * each of document->pages. Caller frees with g_ptr_array_unref.
 */
GPtrArray *mb_package_list_read_words(const MbDocument *document);

/*
 * data/searchable.pdf: the original with the words read from pixels as
 * invisible text. Only for a PDF in which words were read; an issue tells where
 * no copy was made because the original holds what is not public, or because it
 * is damaged. Call it before the archive XML and the report are written.
 */
void mb_package_put_searchable(MbDocument *document, const MbOptions *options);

/*
 * data/media/figure-NN.jpg or .png: the picture of each figure of a PDF, with its path and its alternative text as attributes "src" and
 * "alt" of the figure. A JPEG file of the source is taken as it is where the page shows nothing else; others are drawn as the page shows
 * them. Nothing is cut from pages of which something is withheld, nor where an issue says that a person should look first: issue
 * picture-not-cut. Call it before the archive XML is written, and after all that is withheld was dropped.
 *
 * withheld: page numbers (mb_document_list_withheld_pages, asked before the dropping); borrowed.
 */
void mb_package_put_media(MbDocument *document, const MbOptions *options, GHashTable *withheld);

/* Adds an issue of severity loss, text-dropped, to each page that shows words which no block holds. */
void mb_package_note_lost_words(MbDocument *document);

/* "table-03": the stem of a table's file names. Buffer of at least 32 bytes. */
void mb_package_name_table(char *buffer, guint number);

/*
 * data/tables/table-NN.csv (RFC 4180, spans as empty fields), the grid as printed and nothing else, for spreadsheets; and
 * table-NN-checks.csv with a line for each cell that has a check. CSV on the Web metadata beside each.
 */
void mb_package_put_table(MbFileSet *files, const MbBlock *table, guint number);

/* data/alto/page-NNNN.xml (ALTO 4.4) of each page with words that were read from pixels. */
void mb_package_put_alto(MbFileSet *files, const MbDocument *document);

/* data/metadata/report.json: figures and issues. */
void mb_package_put_report(MbFileSet *files, const MbDocument *document);

/*
 * data/metadata/premis.xml (PREMIS 3): source, files inside it, archive XML and pictures with fixity; an event a stage; an agent for each
 * program and library. All other files that stage write makes must be there, but for the report.
 */
void mb_package_put_premis(MbFileSet *files, const MbDocument *document, const MbOptions *options);

/* Members of the object that is being built; a NULL string adds none. */
void mb_package_add_string(JsonBuilder *json, const char *name, const char *value);
void mb_package_add_int(JsonBuilder *json, const char *name, gint64 value);

/* The finished JSON, indented; caller frees with g_bytes_unref. */
GBytes *mb_package_print(JsonBuilder *json);

#endif
