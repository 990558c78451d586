/*
 * What is kept from the public: marks on blocks and spans, and the step that
 * takes the marked text out of a document. Room model.
 *
 * The gates of stage tag mark; stage write drops what is marked before it
 * writes anything public, so that no later step can repeat it by mistake: what
 * is no longer in the document cannot leak.
 *
 * Marks: a block that may stand in flow with the attribute "withheld" (its
 * value the reason, "exempt" or "failedRedaction"): it and all below it; a span
 * of kind MB_SPAN_WITHHELD with the attribute "reason": its text, and its
 * attribute "text" (what stood there and is in no block).
 */
#ifndef MB_MODEL_WITHHOLD_H
#define MB_MODEL_WITHHOLD_H

#include "model/document.h"

#define MB_WITHHELD "withheld"          /* attribute of blocks */
#define MB_UNSEEN "unseen"              /* attribute of pages: the file holds text that the page does not show and no word is of */
#define MB_WITHHELD_SHOWN "[withheld]"  /* text that stands for what is withheld */

/* Marks a block with a reason; one that is marked keeps its first reason. */
void mb_block_withhold(MbBlock *block, const char *reason);

/* Whether a block or one above it is marked. */
bool mb_block_is_withheld(const MbBlock *block);

/* Whether anything in the document is marked, block or span. */
bool mb_document_has_withheld(const MbDocument *document);

/*
 * Whether the source holds what is not public: anything marked, words that a
 * reader does not see, or more of them than are here (MB_UNSEEN: comments,
 * earlier revisions, layers). Then the original file must not be shown to the
 * public. Words of an invisible layer over a scan are what its picture shows:
 * they are seen, or replaced, and do not count; nor do up to three covered
 * words that stand in sight elsewhere (text cut off in a cell, a page number
 * under a picture), unless something was taken for a failed redaction. The
 * answer stays the same after mb_document_drop_withheld.
 */
bool mb_document_is_restricted(const MbDocument *document);

/*
 * The pages of which something is withheld: those of marked blocks and spans, and those on which an issue says that a redaction failed
 * or a paper is exempt. Their pictures are no more public than their text.
 *
 * Returns a set of numbers (GINT_TO_POINTER), caller frees with g_hash_table_unref. Ask it before mb_document_drop_withheld.
 */
GHashTable *mb_document_list_withheld_pages(const MbDocument *document);

/*
 * Takes everything that is marked out of the document.
 *
 * document: changed. A run of marked blocks of one page becomes a paragraph
 *           with the text MB_WITHHELD_SHOWN and a span of kind
 *           MB_SPAN_WITHHELD; marked spans keep that text alone. Words that no
 *           block shows any more lose their text; on the pages concerned
 *           bookmarks, tagged elements, link targets and the subjects of
 *           issues go too, and the file's own title and subject when its first
 *           page is concerned.
 *
 * Words that are withheld, or that no reader of a page sees, and that stand
 * nowhere in public text must not come out beside it either: the file's title,
 * subject, keywords and author, bookmarks, link targets and tagged elements
 * that have one of them go, wherever they point to.
 */
void mb_document_drop_withheld(MbDocument *document);

#endif
