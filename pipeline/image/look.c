#include "image/look.h"

#include <string.h>

int mb_pixel_box_width(MbPixelBox box)
{
    return MAX(0, box.x1 - box.x0);
}

int mb_pixel_box_height(MbPixelBox box)
{
    return MAX(0, box.y1 - box.y0);
}

MbPixelBox mb_pixel_box_clip(MbPixelBox box, const MbPicture *picture)
{
    box.x0 = CLAMP(box.x0, 0, picture->width_px);
    box.y0 = CLAMP(box.y0, 0, picture->height_px);
    box.x1 = CLAMP(box.x1, box.x0, picture->width_px);
    box.y1 = CLAMP(box.y1, box.y0, picture->height_px);
    return box;
}

/* Widens the range of each channel by a row; false once one is as wide as the tolerance. */
static bool widen(const guint8 *p, int count, int channels, int step, int tolerance, guint8 *low, guint8 *high)
{
    for (int x = 0; x < count; x++, p += step)
        for (int c = 0; c < channels; c++) {
            low[c] = MIN(low[c], p[c]);
            high[c] = MAX(high[c], p[c]);
            if (high[c] - low[c] >= tolerance)
                return false;
        }
    return true;
}

bool mb_picture_is_even(const MbPicture *picture, MbPixelBox box, int tolerance, uint32_t *colour)
{
    box = mb_pixel_box_clip(box, picture);
    const int width = mb_pixel_box_width(box), height = mb_pixel_box_height(box), channels = MIN(picture->channels, 3);
    if (width == 0 || height == 0)
        return true;
    guint8 low[3] = {255, 255, 255}, high[3] = {0, 0, 0};
    /* From the middle outwards: there is a word's ink. */
    for (int i = 0; i < height; i++) {
        const int y = box.y0 + (height / 2 + i) % height;
        const guint8 *row = picture->pixels + (gsize)y * picture->stride + (gsize)box.x0 * picture->channels;
        if (!widen(row, width, channels, picture->channels, tolerance, low, high))
            return false;
    }
    const guint8 *p = picture->pixels + (gsize)((box.y0 + box.y1) / 2) * picture->stride +
                      (gsize)((box.x0 + box.x1) / 2) * picture->channels;
    if (colour)
        *colour = channels == 3 ? (uint32_t)p[2] << 16 | (uint32_t)p[1] << 8 | p[0] : p[0] * 0x010101u;
    return true;
}

int mb_picture_background(const MbPicture *picture)
{
    guint counts[256] = {0};
    for (int y = 0; y < picture->height_px; y++) {
        const guint8 *p = picture->pixels + (gsize)y * picture->stride;
        for (int x = 0; x < picture->width_px; x++, p += picture->channels)
            counts[picture->channels == 1 ? p[0] : (p[2] * 77 + p[1] * 150 + p[0] * 29) >> 8]++;
    }
    int best = 255;
    for (int i = 254; i >= 0; i--)
        if (counts[i] > counts[best])
            best = i;
    return best;
}

MbPicture *mb_picture_dup_grey(const MbPicture *picture)
{
    MbPicture *grey = mb_picture_new(picture->width_px, picture->height_px, 1);
    for (int y = 0; grey && y < picture->height_px; y++) {
        const guint8 *p = picture->pixels + (gsize)y * picture->stride;
        guint8 *to = grey->pixels + (gsize)y * grey->stride;
        if (picture->channels == 1)
            memcpy(to, p, (gsize)picture->width_px);
        else
            for (int x = 0; x < picture->width_px; x++, p += 4) /* Rec. 601 weights in 256ths */
                to[x] = (guint8)((p[2] * 77 + p[1] * 150 + p[0] * 29) >> 8);
    }
    return grey;
}
