/*
 * The choice between two readings of a word by what the rest of the document
 * says. Inside stage ocr only.
 */
#ifndef MB_OCR_CONSENSUS_H
#define MB_OCR_CONSENSUS_H

#include "model/document.h"

/*
 * Settles words read from pixels by the rest of the document.
 *
 * A word of letters takes its other reading, or a spelling that looks the same
 * ("Tarn" for "Tam"), where the document has that one elsewhere and by far more
 * often. Four digits that are no year take their other reading where that is a
 * year and another stands beside them: names of columns. Other figures are left
 * alone. What was read first is kept as another reading, and the confidence
 * lies under what passes for sure.
 *
 * document: its words of origin OCR are changed in place.
 *
 * Returns the number of words that changed. Two walks over all words.
 */
guint mb_ocr_agree_readings(MbDocument *document);

#endif
