/*
 * Finding things in pictures of text: connected marks, drawn lines, dark
 * blocks, coloured icons. Room image; includes base and model alone.
 *
 * Made for screenshots and scans: noise and JPEG rings are expected. All
 * places are pixels of the picture, half open.
 */
#ifndef MB_IMAGE_MARKS_H
#define MB_IMAGE_MARKS_H

#include "image/look.h"

/* A connected stretch of ink. */
typedef struct {
    MbPixelBox box;
    int ink_px; /* number of its pixels */
} MbMark;

/* Which way an icon points, or that it is a round or square light. */
typedef enum { MB_ICON_UP, MB_ICON_DOWN, MB_ICON_FLAT, MB_ICON_LIGHT } MbIconShape;

/* A coloured arrow or light. */
typedef struct {
    MbPixelBox box;
    MbIconShape shape;
    const char *colour; /* "red", "amber", "green", "blue"; static */
} MbIcon;

/*
 * The connected marks of a picture of one channel: pixels darker than a
 * threshold that touch, corners included.
 *
 * Returns MbMark by rows of their tops, caller frees with g_array_unref.
 */
GArray *mb_picture_find_marks(const MbPicture *grey, int threshold);

/*
 * Finds thin straight lines, dark on light, in a picture with noise.
 *
 * grey:      one channel.
 * length_px: the shortest line; longer than a letter's stem.
 *
 * Returns MbBar, horizontal ones first, caller frees with g_array_unref.
 */
GArray *mb_picture_find_grid(const MbPicture *grey, int length_px);

/* Takes lines out: their pixels become what stands on both sides. The picture is changed. */
void mb_picture_remove_grid(MbPicture *grey, const GArray *lines);

/*
 * Finds dark blocks: areas whose ground is dark, with or without light text.
 *
 * grey:    one channel, light ground on the whole.
 * side_px: smallest width and height.
 *
 * Returns MbPixelBox, caller frees with g_array_unref.
 */
GArray *mb_picture_find_dark_blocks(const MbPicture *grey, int side_px);

/*
 * Finds coloured arrows, triangles and lights.
 *
 * picture: 4 channels.
 * low_px, high_px: smallest and greatest side.
 *
 * Coloured letters stand close together and are none. Returns MbIcon by rows,
 * caller frees with g_array_unref.
 */
GArray *mb_picture_find_icons(const MbPicture *picture, int low_px, int high_px);

/*
 * Counts coloured strokes: connected, wider than an eighth of the picture and
 * mostly empty in their box. Curves of charts are such, coloured letters,
 * fills and straight rules are not.
 */
guint mb_picture_count_strokes(const MbPicture *picture);

/* "up", "down", "flat"; for a light its colour's name is to be taken, and NULL is given. Static. */
const char *mb_icon_shape_name(MbIconShape shape);

/*
 * How evenly the lumas of a picture are spread, in bits: 0 for one luma, 5 for
 * all alike. Text, tables and drawings have one or two grounds and stay under
 * 3; photographs are above.
 */
double mb_picture_measure_entropy(const MbPicture *grey);

#endif
