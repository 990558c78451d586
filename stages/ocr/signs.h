/* Signs of numbers that a reader of pages loses. Inside stage ocr only. */
#ifndef MB_OCR_SIGNS_H
#define MB_OCR_SIGNS_H

#include "image/marks.h"
#include "reader/reader.h"

/*
 * Gives numbers the minus that stands before them and the comma in their
 * thousands, where their marks are on the page and the reader left them out.
 *
 * marks: MbMark of the page.
 * words: MbReadWord in the same pixels; texts of numbers are changed.
 */
void mb_ocr_mend_signs(const GArray *marks, GArray *words);

#endif
