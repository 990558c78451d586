/*
 * What of a document beside its pages repeats words that are withheld: the
 * file's title and author, bookmarks, link targets, tagged elements. For
 * withhold.c of room model.
 */
#ifndef MB_MODEL_REPEATS_H
#define MB_MODEL_REPEATS_H

#include "model/document.h"

/*
 * The words that are withheld or that no reader sees, and that stand nowhere
 * in public text: folded, of three letters or more. Caller unrefs.
 */
GHashTable *mb_repeats_list(const MbDocument *document);

/* Takes away whatever beside the pages has one of these words. */
void mb_repeats_drop(MbDocument *document, GHashTable *set);

#endif
