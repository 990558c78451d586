/*
 * The type that scanned pages are set in: sizes and weight, which the reader
 * does not tell. Face of the sub-room; inside stage ocr only.
 *
 * Each word is measured in the pixels of its page; what its type is, is decided
 * when all pages are read, since one document has few sizes and one body.
 */
#ifndef MB_OCR_TYPE_H
#define MB_OCR_TYPE_H

#include "image/look.h"
#include "model/document.h"

#include <glib.h>

/*
 * Measures the letters of words: sets their rise_px and stroke_px.
 *
 * grey:  borrowed, one channel, dark on light, as it was read.
 * words: MbReadWord, changed.
 *
 * Looks at each pixel of the words' boxes about three times.
 */
void mb_ocr_measure_type(const MbPicture *grey, GArray *words);

/*
 * Gives every word that has a measured stroke, and those on its line, the size
 * of its line and a font, "read" or "read-bold".
 *
 * Sizes that differ by less than measuring can tell become one. Words of the
 * file's own text and of pictures are left alone.
 */
void mb_ocr_settle_type(MbDocument *document);

#endif
