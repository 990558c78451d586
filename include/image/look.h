/*
 * Looking at a cheap picture of a page: rules, shaded rectangles, ink. Room
 * image, the only one that knows Leptonica; includes base and model alone.
 *
 * Pictures come from the pdf room, one pixel a point, drawn with smoothing:
 * thin rules then leave grey whose darkness tells their thickness, where an
 * unsmoothed picture may lose them. Everything found is in pixels of the
 * picture, half open: x0 <= x < x1.
 */
#ifndef MB_IMAGE_LOOK_H
#define MB_IMAGE_LOOK_H

#include "model/picture.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* Appends the library of this room and its version (base/tools.h). */
void mb_picture_list_tools(GString *tools);

/* A rectangle of pixels, half open. */
typedef struct {
    int x0, y0, x1, y1;
} MbPixelBox;

/* A straight horizontal or vertical line, or a filled rectangle. */
typedef struct {
    MbPixelBox box;
    bool vertical;      /* lines only */
    double thickness;   /* lines only: pixels, from the darkness over the line's profile */
    uint32_t colour;    /* 0xRRGGBB, of its darkest pixel row */
} MbBar;

/* Width and height of a box in pixels; an upside-down box has none. */
int mb_pixel_box_width(MbPixelBox box);
int mb_pixel_box_height(MbPixelBox box);

/* The part of a box that lies on a picture; a box outside becomes empty (x0 == x1 or y0 == y1). */
MbPixelBox mb_pixel_box_clip(MbPixelBox box, const MbPicture *picture);

/*
 * Finds drawn lines and filled rectangles.
 *
 * picture: borrowed, 4 channels.
 * lines:   out; MbBar, horizontal ones first, each by y then x. Caller frees with g_array_unref.
 * shades:  out; MbBar, by y then x. The page's own background is none of them.
 *
 * Lines are at most 5 pixels thick, at least 10 long and stand out on both
 * sides; edges of shades are not lines. About 1 ms for a page.
 */
void mb_picture_find_bars(const MbPicture *picture, GArray **lines, GArray **shades);

/*
 * Finds straight edges between two tones: sides of shaded areas, and both
 * sides of lines.
 *
 * picture: borrowed, 4 channels.
 *
 * Returns MbBar lines of thickness 0 and at least 16 pixels, horizontal ones
 * first; each box is one pixel thick. Text and pictures have edges too: the
 * caller knows where they are. Caller frees with g_array_unref. About 0.5 ms for a page.
 */
GArray *mb_picture_find_edges(const MbPicture *picture);

/*
 * Finds drawn lines and the sides of shades in a picture with noise: a scan.
 *
 * picture: borrowed, one channel, straight, about a pixel a point.
 *
 * Returns MbBar lines, horizontal ones first; each box is one pixel thick, the
 * thickness that of a dark line, or 0 for an edge or a light line. Lines of
 * text have edges too: the caller knows where they are. Caller frees with
 * g_array_unref. About 5 ms for a page.
 */
GArray *mb_picture_find_ruling(const MbPicture *picture);

/*
 * Whether the pixels of a box differ by less than a tolerance in every colour
 * channel. An empty box is even. Ends at the first breach: for text after a few pixels.
 *
 * colour: out, optional; the pixel in the box's middle, set when the answer is yes and the box not empty.
 */
bool mb_picture_is_even(const MbPicture *picture, MbPixelBox box, int tolerance, uint32_t *colour);

/* The luma that most pixels of a picture have, 0 to 255. */
int mb_picture_background(const MbPicture *picture);

/* The luma of each pixel, a new picture of one channel, caller frees; NULL when memory is short. */
MbPicture *mb_picture_dup_grey(const MbPicture *picture);

#endif
