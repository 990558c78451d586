/*
 * A second, independent reading of words that the first reader doubts. Inside
 * stage ocr only.
 */
#ifndef MB_OCR_SECOND_H
#define MB_OCR_SECOND_H

#include "ocr.h"

/*
 * Has words read once more by the second reader, where there is one
 * (MbOptions.models).
 *
 * picture: that the words were read from; one channel, dark on light.
 * dpi:     its resolution.
 * words:   MbReadWord in pixels of the picture; those under what passes for
 *          sure are changed in place: where both readers agree the word is
 *          surer, where they differ it is less sure and keeps the other reading.
 *
 * Never fails: without a second reader, or time, words stay as they are.
 */
void mb_ocr_ask_second(const MbOcrPage *at, const MbPicture *picture, double dpi, GArray *words);

#endif
