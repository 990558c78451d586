/* What the reading of a whole page leaves. Inside stage ocr only. */
#ifndef MB_OCR_REST_H
#define MB_OCR_REST_H

#include "ocr.h"

/*
 * Reads again what the reading of a page leaves or spoils: marks in no word
 * (page numbers, labels of lists), bullets taken for letters, raised endings of
 * ordinals.
 *
 * grey:  the page as it was read.
 * dpi:   of it.
 * words: MbReadWord of the page; changed and added to.
 */
bool mb_ocr_read_rest(const MbOcrPage *at, MbReader *reader, const MbPicture *grey, double dpi, GArray *words, GError **error);

#endif
