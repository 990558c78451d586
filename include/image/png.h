/*
 * Pictures as files. Room image; includes base and model alone.
 */
#ifndef MB_IMAGE_PNG_H
#define MB_IMAGE_PNG_H

#include "model/picture.h"

/*
 * A picture as a PNG file, without any date or name in it: the same picture gives the same bytes.
 *
 * picture: borrowed; grey, or colour without transparency. Of up to 256 colours a palette is made, of greys one channel.
 *
 * Never NULL for a picture with at least one pixel. Caller frees with g_bytes_unref. About 60 ms a million pixels.
 */
GBytes *mb_picture_dup_png(const MbPicture *picture);

#endif
