/*
 * Boxes in page points, origin top left, y down. Room model; plain values.
 *
 * Invariant: x0 <= x1 and y0 <= y1. A box of zeros means "no place known"
 * (HTML and text inputs).
 */
#ifndef MB_MODEL_BOX_H
#define MB_MODEL_BOX_H

#include <stdbool.h>

typedef struct {
    double x0, y0, x1, y1;
} MbBox;

/* Whether no place is known. */
bool mb_box_is_empty(MbBox box);

/* Width and height in points. */
double mb_box_width(MbBox box);
double mb_box_height(MbBox box);

/* The smallest box around both; an empty one does not count. */
MbBox mb_box_union(MbBox a, MbBox b);

/* The common part, or an empty box. */
MbBox mb_box_intersect(MbBox a, MbBox b);

/* Area of the common part divided by the area of `inner`, 0 to 1; 0 for an inner box without area. */
double mb_box_share(MbBox inner, MbBox outer);

/* Whether the centre of `inner` lies in `outer`. */
bool mb_box_has_centre(MbBox outer, MbBox inner);

#endif
