/* Colours of a page's content. Room pdf only. */
#ifndef MB_PDF_COLOUR_H
#define MB_PDF_COLOUR_H

#include "objects.h"

#include <stdint.h>

/* How a colour's numbers are to be read. */
typedef enum {
    MB_SPACE_DEVICE, /* by their count: grey, red green blue, cyan magenta yellow black */
    MB_SPACE_TINT,   /* 1 is full ink; which ink is not known here */
    MB_SPACE_OTHER   /* patterns, tables of colours: not known here */
} MbSpace;

/* The kind of a colour space: its name or its array. */
MbSpace mb_space_find(const MbObjects *objects, MbView space);

/*
 * The colour 0xRRGGBB of some numbers. Printing inks are mixed simply: a viewer's colours differ from it by up to 35 of 255.
 *
 * space: not MB_SPACE_OTHER.
 */
uint32_t mb_colour_of(MbSpace space, const double *numbers, int count);

#endif
