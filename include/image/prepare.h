/*
 * Making pictures fit for reading: cut, scale, turn, straighten, clean.
 * Room image; includes base and model alone.
 *
 * Every function gives a new picture, caller frees with mb_picture_free, or
 * NULL when memory is short or the result would be larger than
 * MB_LIMIT_PIXELS. Angles are clockwise, in thousandths of a degree (mdeg) or
 * in quarter turns.
 */
#ifndef MB_IMAGE_PREPARE_H
#define MB_IMAGE_PREPARE_H

#include "image/look.h"

/* A part of a picture, clipped to it; an empty part gives NULL. */
MbPicture *mb_picture_dup_area(const MbPicture *picture, MbPixelBox area);

/* A part of a picture of one channel, upside-down luma: light text on dark becomes dark on light. */
MbPicture *mb_picture_dup_inverse(const MbPicture *grey, MbPixelBox area);

/*
 * Another size.
 *
 * picture: one channel.
 * factor:  > 0. Enlarging is bicubic (Catmull-Rom), reducing takes means.
 */
MbPicture *mb_picture_dup_scaled(const MbPicture *picture, double factor);

/* The picture turned clockwise by quarter turns, 0 to 3; any number of channels. */
MbPicture *mb_picture_dup_turned(const MbPicture *picture, int quarters);

/* The picture (one channel) turned clockwise by a small angle about its middle, same size, white corners. */
MbPicture *mb_picture_dup_rotated(const MbPicture *picture, int mdeg);

/*
 * Copies a part of one picture onto another of as many channels.
 *
 * at_x, at_y: where its upper left corner goes; what does not fit is left away.
 */
void mb_picture_paste(MbPicture *onto, const MbPicture *picture, int at_x, int at_y);

/* Fills a box of a one-channel picture with one luma. */
void mb_picture_fill(MbPicture *grey, MbPixelBox box, guint8 luma);

/*
 * The angle by which lines of text lean, clockwise, in mdeg.
 *
 * picture: one channel, of known resolution.
 * dpi:     > 0.
 *
 * Returns 0 where the picture gives no clear answer or leans more than 5
 * degrees. Some 10 ms for a page at 200 dpi.
 */
int mb_picture_measure_skew_mdeg(const MbPicture *picture, double dpi);

/*
 * How far the writing of a page stands turned.
 *
 * picture: one channel.
 * dpi:     > 0.
 *
 * Returns the clockwise quarter turns that set it upright, 0 to 3, or -1 where
 * the picture gives no clear answer. By the shapes of ascenders (Leptonica).
 */
int mb_picture_measure_turn(const MbPicture *picture, double dpi);

/*
 * Sets the dark blocks of a page (headers of tables, coloured boxes) dark on
 * light in their place, so that a reader sees their text.
 *
 * grey: one channel, light ground on the whole; changed.
 * dpi:  > 0.
 *
 * Returns their number. A block is dark, holds a square of even ground and at
 * least three marks of the size of letters; large letters and frames are none.
 * Some 10 ms for a page at 200 dpi.
 */
guint mb_picture_lighten_blocks(MbPicture *grey, double dpi);

/*
 * Sets text off from its ground: background to white, ink to black, light
 * shading and noise away.
 *
 * picture: one channel, dark on light.
 * tile_px: side of the squares whose most frequent luma is taken for the ground, >= 8.
 */
MbPicture *mb_picture_dup_clean(const MbPicture *picture, int tile_px);

#endif
