/*
 * Slides: pages of a presentation. Stage layout, for its own files.
 */
#ifndef MB_LAYOUT_SLIDES_H
#define MB_LAYOUT_SLIDES_H

#include "frame.h"

/* Whether a page is a slide, from its shape and the size of its type. */
bool mb_slide_is_page(const MbPage *page);

/*
 * Finds the title of a slide in an ordered frame.
 *
 * first, count: out; the range of lines that make it up.
 *
 * Returns false when no line stands out as a title.
 */
bool mb_slide_find_title(const MbFrame *frame, guint *first, guint *count);

#endif
