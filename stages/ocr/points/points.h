/*
 * What stands before the points of lists on a page that was read: bullets,
 * dashes and the full stops of labels. Face of the sub-room; inside stage ocr only.
 *
 * Readers take bullets for the letter that is nearest, or for noise. What gives
 * them away is their place, before a line and set apart from it, and that they
 * come in several.
 */
#ifndef MB_OCR_POINTS_H
#define MB_OCR_POINTS_H

#include "image/marks.h"

/*
 * Mends bullets and labels.
 *
 * grey:    borrowed; the page, one channel.
 * marks:   borrowed; its marks, MbMark.
 * size:    the median size of the page's type, pixels.
 * words:   MbReadWord, changed: a word that is a bullet becomes one, bullets that
 *          were not read are put before their words, stops behind their labels.
 * is_last: whether marks that are in no word have been tried to read: only then
 *          may one be a bullet that could be a figure or letter by its shape.
 */
void mb_ocr_mend_points(const MbPicture *grey, const GArray *marks, double size, GArray *words, bool is_last);

/* A filled round or square mark of the size of a bullet: no letter is one. */
bool mb_ocr_mark_is_disc(const MbMark *mark, double size);

#endif
