/*
 * Links of the pages as spans of the text. Stage layout, for its own files.
 */
#ifndef MB_LAYOUT_LINKS_H
#define MB_LAYOUT_LINKS_H

#include "model/document.h"

/*
 * Marks the words that lie in a link to an address as spans of kind
 * MB_SPAN_LINK with the attribute "href"; one walk over the finished body.
 * Jumps inside the document are left out: page numbers say nothing in the archive.
 */
void mb_links_mark(MbDocument *document);

#endif
