/*
 * A sample of an earlier reading, read anew. Inside stage ocr only.
 */
#ifndef MB_OCR_SAMPLE_H
#define MB_OCR_SAMPLE_H

#include "ocr.h"

/*
 * Reads a band in the middle of the page's text and compares it with the words
 * that the file has there.
 *
 * hidden: which words of the file are meant.
 *
 * Returns whether a reader that is sure of itself reads other words: of letters
 * that look like writing, only the picture tells that they are wrong. False
 * where there are too few words, no reader or no time.
 */
bool mb_ocr_sample_differs(MbOcrPage *at, MbHidden hidden);

#endif
