/*
 * A picture in memory, handed from the pdf room to the image and reader rooms.
 * Room model; plain values.
 */
#ifndef MB_MODEL_PICTURE_H
#define MB_MODEL_PICTURE_H

#include <glib.h>

/* Rows from the top, stride bytes apart. */
typedef struct {
    int width_px, height_px, stride;
    int channels;   /* 1 grey (0 black), 4 BGRX as cairo's RGB24 on little-endian machines */
    guint8 *pixels; /* owned */
} MbPicture;

/* A new white picture; NULL when it would be larger than MB_LIMIT_PIXELS or memory is short. Caller frees. */
MbPicture *mb_picture_new(int width_px, int height_px, int channels);
void mb_picture_free(MbPicture *picture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbPicture, mb_picture_free)

#endif
