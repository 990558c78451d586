/*
 * Running headers, footers and page numbers. Stage layout, for its own files.
 *
 * A row near a page edge is furniture when it returns, the same up to its
 * numbers, at the same place on other pages, and is not pushed about by body
 * text there; or when it says nothing but a page number. Rows are looked for at
 * the edges of their own writing: on a page that was turned after numbering, the
 * number stands at the side.
 */
#ifndef MB_LAYOUT_FURNITURE_H
#define MB_LAYOUT_FURNITURE_H

#include "typography.h"

typedef struct MbFurniture MbFurniture;

/*
 * Finds the furniture of all pages.
 *
 * faces: borrowed; MbTypeface of each page.
 *
 * Caller frees with mb_furniture_free.
 */
MbFurniture *mb_furniture_find(const MbDocument *document, const GArray *faces);
void mb_furniture_free(MbFurniture *furniture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbFurniture, mb_furniture_free)

/*
 * Makes the furniture blocks of a page.
 *
 * page_index: place of the page in the document, from 0.
 * is_used:    one byte a word of the page; set to 1 for each word that became furniture.
 * top, foot:  out arrays of MbBlock; blocks of the upper and the lower edge are
 *             appended in order, caller owns.
 */
void mb_furniture_take(const MbFurniture *furniture, const MbDocument *document, guint page_index, guint8 *is_used, GPtrArray *top,
                       GPtrArray *foot);

#endif
