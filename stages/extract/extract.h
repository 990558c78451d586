/*
 * The readers of stage extract, one a kind of source. Stage extract only.
 */
#ifndef MB_EXTRACT_H
#define MB_EXTRACT_H

#include "stage/stage.h"

/*
 * Fills a new document from a source of one kind.
 *
 * document: changed in place; name, sha256, size and media type are set already.
 * options:  borrowed; source holds the bytes.
 *
 * Returns false with the error of the room that reads such files; the document is then in no defined state.
 */
bool mb_extract_pdf(MbDocument *document, const MbOptions *options, GError **error);

#endif
