/*
 * What a hyphen at the end of a line stands for. Stage layout, for its own files.
 */
#ifndef MB_LAYOUT_HYPHENS_H
#define MB_LAYOUT_HYPHENS_H

#include "model/document.h"

/* The words of a document as they stand inside lines. */
typedef struct MbWordBook MbWordBook;

/* Reads nothing yet: the words are gathered when the first hyphen asks. document: borrowed for its life. */
MbWordBook *mb_wordbook_new(const MbDocument *document);
void mb_wordbook_free(MbWordBook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbWordBook, mb_wordbook_free)

/*
 * How a line's first word joins the text before it.
 *
 * end:   borrowed; the last word of the line above.
 * start: borrowed; the first word of the line.
 *
 * The hyphen goes only where the document writes the whole word elsewhere, or
 * where it is a soft hyphen; a compound keeps its hyphen, and so does a word
 * that cannot be decided.
 */
MbJoin mb_wordbook_join(MbWordBook *book, const char *end, const char *start);

#endif
