/* Coloured arrows and lights, told by shape and colour, never by reading. */
#include "image/marks.h"

#include <stdlib.h>

/* Channel distance from which a pixel is coloured: JPEG's chroma rings around black text stay under 60. */
enum { COLOURED = 80 };

/* How coloured a pixel is, 0 to 255: edges, which JPEG blurs, count less than the inside. */
static int saturation(const MbPicture *picture, int x, int y)
{
    const guint8 *p = picture->pixels + (gsize)y * picture->stride + (gsize)x * 4;
    return MAX(MAX(p[0], p[1]), p[2]) - MIN(MIN(p[0], p[1]), p[2]);
}

static bool is_coloured(const MbPicture *picture, int x, int y)
{
    return saturation(picture, x, y) > COLOURED;
}

static MbPicture *mask_coloured(const MbPicture *picture)
{
    MbPicture *mask = mb_picture_new(picture->width_px, picture->height_px, 1);
    for (int y = 0; mask && y < picture->height_px; y++)
        for (int x = 0; x < picture->width_px; x++)
            if (is_coloured(picture, x, y))
                mask->pixels[(gsize)y * mask->stride + x] = 0;
    return mask;
}

/* Colour in the first or last third of a box, from the top or from the left. */
static double measure_third(const MbPicture *picture, MbPixelBox box, bool last, bool across)
{
    const int size = across ? mb_pixel_box_width(box) : mb_pixel_box_height(box), third = (size + 1) / 3;
    MbPixelBox part = box;
    if (across && last)
        part.x0 = box.x1 - third;
    else if (across)
        part.x1 = box.x0 + third;
    else if (last)
        part.y0 = box.y1 - third;
    else
        part.y1 = box.y0 + third;
    double sum = 0.1;
    for (int y = part.y0; y < part.y1; y++)
        for (int x = part.x0; x < part.x1; x++)
            sum += saturation(picture, x, y);
    return sum;
}

/*
 * An arrow is pointed at one end: its third there holds less than 0.75 of the
 * colour of the third at the other end (a triangle 0.2, with blurred edges up
 * to 0.6). A disc or square is alike on all sides.
 */
static MbIconShape find_shape(const MbPicture *picture, MbPixelBox box)
{
    const double top = measure_third(picture, box, false, false), bottom = measure_third(picture, box, true, false);
    const double left = measure_third(picture, box, false, true), right = measure_third(picture, box, true, true);
    const double upright = MIN(top, bottom) / MAX(top, bottom), sideways = MIN(left, right) / MAX(left, right);
    if (upright < 0.75 && upright <= sideways)
        return top < bottom ? MB_ICON_UP : MB_ICON_DOWN;
    return sideways < 0.75 ? MB_ICON_FLAT : MB_ICON_LIGHT;
}

static const char *find_colour(const MbPicture *picture, MbPixelBox box)
{
    int r = 0, g = 0, b = 0;
    for (int y = box.y0; y < box.y1; y++)
        for (int x = box.x0; x < box.x1; x++)
            if (is_coloured(picture, x, y)) {
                const guint8 *p = picture->pixels + (gsize)y * picture->stride + (gsize)x * 4;
                r += p[2], g += p[1], b += p[0];
            }
    if (b > r && b > g)
        return "blue";
    if (g > r)
        return "green";
    return g * 2 > r ? "amber" : "red"; /* amber is #FFC000 or so: its green is above half of its red */
}

/* Coloured letters have a neighbour within their own height on the same line. */
static bool is_alone(const GArray *marks, guint self)
{
    const MbPixelBox a = g_array_index(marks, MbMark, self).box;
    const int reach = mb_pixel_box_height(a);
    for (guint i = 0; i < marks->len; i++) {
        const MbMark *other = &g_array_index(marks, MbMark, i);
        const MbPixelBox b = other->box;
        if (i == self || other->ink_px < 6 || b.y1 <= a.y0 || b.y0 >= a.y1)
            continue;
        if (b.x0 < a.x1 + reach && b.x1 > a.x0 - reach)
            return false;
    }
    return true;
}

GArray *mb_picture_find_icons(const MbPicture *picture, int low_px, int high_px)
{
    GArray *icons = g_array_new(FALSE, FALSE, sizeof(MbIcon));
    g_autoptr(MbPicture) mask = mask_coloured(picture);
    g_autoptr(GArray) marks = mask ? mb_picture_find_marks(mask, 128) : NULL;
    for (guint i = 0; marks && i < marks->len; i++) {
        const MbMark *mark = &g_array_index(marks, MbMark, i);
        const int w = mb_pixel_box_width(mark->box), h = mb_pixel_box_height(mark->box);
        /* Triangles fill half of their box, arrows with a shaft somewhat less; rings and frames do not. */
        if (MIN(w, h) < low_px || MAX(w, h) > high_px || w > 2 * h || h > 2 * w || mark->ink_px * 10 < w * h * 4 || !is_alone(marks, i))
            continue;
        const MbIcon icon = {mark->box, find_shape(picture, mark->box), find_colour(picture, mark->box)};
        g_array_append_val(icons, icon);
    }
    return icons;
}

guint mb_picture_count_strokes(const MbPicture *picture)
{
    guint n = 0;
    g_autoptr(MbPicture) mask = mask_coloured(picture);
    g_autoptr(GArray) marks = mask ? mb_picture_find_marks(mask, 128) : NULL;
    for (guint i = 0; marks && i < marks->len; i++) {
        const MbMark *mark = &g_array_index(marks, MbMark, i);
        const int w = mb_pixel_box_width(mark->box), h = mb_pixel_box_height(mark->box);
        n += w * 8 > picture->width_px && h > 4 && mark->ink_px * 10 < w * h * 4;
    }
    return n;
}

const char *mb_icon_shape_name(MbIconShape shape)
{
    static const char *const names[] = {"up", "down", "flat", NULL};
    return names[shape];
}
