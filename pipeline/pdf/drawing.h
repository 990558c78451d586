/* Rules and shades of a page, and whether its text might be hidden, from what its content paints. Room pdf only. */
#ifndef MB_PDF_DRAWING_H
#define MB_PDF_DRAWING_H

#include "content.h"
#include "ground.h"

/*
 * Adds the page's rules and shades, and marks underlined words.
 *
 * ground: of the content.
 * page:   with its words.
 */
void mb_drawing_read_rules(const MbContent *content, const MbGround *ground, MbPage *page);

/*
 * Why it takes a picture to tell what of the page's text is seen, or whether there is text at all; static; NULL: all of it
 * is seen that is not marked hidden.
 *
 * marks: guint by word: index + 1 of the mark that it belongs to, or 0.
 */
const char *mb_drawing_find_doubt(const MbContent *content, const MbGround *ground, const MbPage *page, const GArray *marks);

#endif
