/*
 * The readable tree of a document: what `minutebook show` prints. Room model.
 */
#ifndef MB_MODEL_SHOW_H
#define MB_MODEL_SHOW_H

#include "model/document.h"

/*
 * A tree of the document, one line a block: kind, page, level or label, text
 * cut to `width` characters, spans below.
 *
 * Caller frees with g_free.
 */
char *mb_document_dup_tree(const MbDocument *document, guint width);

#endif
