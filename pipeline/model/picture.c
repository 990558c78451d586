#include "model/picture.h"

#include "base/limits.h"

#include <string.h>

MbPicture *mb_picture_new(int width_px, int height_px, int channels)
{
    if (width_px < 1 || height_px < 1 || (gint64)width_px * height_px > MB_LIMIT_PIXELS)
        return NULL;
    gsize stride = ((gsize)width_px * (gsize)channels + 3) & ~(gsize)3;
    guint8 *pixels = g_try_malloc(stride * (gsize)height_px);
    if (!pixels)
        return NULL;
    memset(pixels, 0xFF, stride * (gsize)height_px);
    MbPicture *picture = g_new(MbPicture, 1);
    *picture = (MbPicture){width_px, height_px, (int)stride, channels, pixels};
    return picture;
}

void mb_picture_free(MbPicture *picture)
{
    if (!picture)
        return;
    g_free(picture->pixels);
    g_free(picture);
}
