/*
 * What a page's paints look like together: the plane cut along the sides of all boxes, with the colour that is seen in each
 * cell. Room pdf only.
 */
#ifndef MB_PDF_GROUND_H
#define MB_PDF_GROUND_H

#include "content.h"

#include <stdbool.h>

/* Colours of cells are 0xRRGGBB, or this: a picture, of which none is known. */
#define MB_GROUND_PICTURE 0x1000000u

/* The paint of a cell that has none but the paper. */
#define MB_GROUND_PAPER G_MAXUINT

typedef struct {
    GArray *x, *y;    /* double, ascending: the cuts; cell (i, j) lies between x[i], x[i + 1] and y[j], y[j + 1] */
    guint columns, rows;
    guint32 *colours; /* by cell, rows after each other */
    guint *paints;    /* by cell: index of the last paint in it, or MB_GROUND_PAPER */
} MbGround;

/*
 * Lays the paints of a page over each other.
 *
 * page: its size in points as shown.
 *
 * Returns NULL when they are too many. Caller frees with mb_ground_free.
 */
MbGround *mb_ground_new(const MbContent *content, MbBox page);
void mb_ground_free(MbGround *ground);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbGround, mb_ground_free)

/* The index of the column or row that a place lies in; of the first or last one for places outside. */
guint mb_ground_find(const GArray *cuts, double at);

/* The luma of a colour, 0 to 255; -1 for a picture. */
int mb_ground_luma(guint32 colour);

static inline double mb_ground_cut(const GArray *cuts, guint i)
{
    return g_array_index(cuts, double, i);
}

#endif
