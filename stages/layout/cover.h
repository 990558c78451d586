/*
 * The promise that no word is lost. Stage layout, for its own files.
 */
#ifndef MB_LAYOUT_COVER_H
#define MB_LAYOUT_COVER_H

#include "model/document.h"

/*
 * Puts every visible word that no block holds into a paragraph of its page,
 * behind the page's last block.
 *
 * document: its body is changed; one walk over it, whatever the number of pages.
 *
 * Returns the number of words that had been left out: 0 unless another file of
 * this stage broke its contract.
 */
guint mb_cover_words(MbDocument *document);

#endif
