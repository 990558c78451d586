/* Rules of scanned pages. Inside stage ocr only. */
#ifndef MB_OCR_RULING_H
#define MB_OCR_RULING_H

#include "ocr.h"

/*
 * Adds the rules of a scanned page, in place of those that its look showed,
 * and marks underlined words.
 *
 * small: the upright, straight page of one channel at 72 dpi.
 * words: MbReadWord of the same page; edges of their letters are no rules.
 * dpi:   of the picture in whose pixels the words are.
 * turn:  clockwise quarter turns of the writing on the page, 0 to 3.
 */
void mb_ocr_append_ruling(MbOcrPage *at, int region, const MbPicture *small, GArray *words, double dpi, int turn);

#endif
