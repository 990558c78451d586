/*
 * The audit of a document: legality, ranges, references, coverage. Room model.
 * Used after every stage in tests and by the runner; it changes nothing.
 */
#ifndef MB_MODEL_CHECK_H
#define MB_MODEL_CHECK_H

#include "model/document.h"

/*
 * Checks every invariant of the model's headers.
 *
 * Returns false with MB_ERROR_BUG at the first breach; the message names page,
 * block path and law.
 */
bool mb_document_check(const MbDocument *document, GError **error);

/*
 * Checks the invariants of one block, not of what is below it. As
 * mb_document_check; the blocks below must be linked already.
 */
bool mb_block_check(const MbDocument *document, const MbBlock *block, GError **error);

/*
 * Finds words that a reader sees and no block holds (no run points to them).
 *
 * page:  page number.
 * words: out; word indices (guint), caller frees with g_array_unref.
 *
 * Returns how many. Words that were read from the pixels of a region of kind
 * PHOTO or DECORATION, and words without text, do not count. Walks the whole tree: for more than one
 * page use mb_document_uncovered_all.
 */
guint mb_document_uncovered(const MbDocument *document, int page, GArray **words);

/*
 * As mb_document_uncovered, for all pages in one walk over the tree.
 *
 * Returns one GArray of word indices for each of document->pages, in their
 * order; caller frees with g_ptr_array_unref. Cost: words plus runs.
 */
GPtrArray *mb_document_uncovered_all(const MbDocument *document);

#endif
