#include "pix.h"

#include "base/tools.h"
#include "image/look.h"

#include <string.h>

void mb_picture_list_tools(GString *tools)
{
    char *name = getLeptonicaVersion(); /* "leptonica-1.82.0" */
    const char *dash = name ? strchr(name, '-') : NULL;
    mb_tools_add(tools, "leptonica", dash ? dash + 1 : "unknown");
    lept_free(name);
}

PIX *mb_pix_from_picture(const MbPicture *grey)
{
    PIX *pix = pixCreate(grey->width_px, grey->height_px, 8);
    if (!pix)
        return NULL;
    const l_int32 words = pixGetWpl(pix);
    for (int y = 0; y < grey->height_px; y++)
        memcpy(pixGetData(pix) + (gsize)y * words, grey->pixels + (gsize)y * grey->stride, (gsize)grey->width_px);
    pixEndianByteSwap(pix); /* Leptonica keeps the first pixel in the high byte of each word */
    return pix;
}

MbPicture *mb_pix_dup_picture(PIX *pix)
{
    MbPicture *picture = pix ? mb_picture_new(pixGetWidth(pix), pixGetHeight(pix), 1) : NULL;
    if (!picture)
        return NULL;
    for (int y = 0; y < picture->height_px; y++) {
        l_uint32 *line = pixGetData(pix) + (gsize)y * pixGetWpl(pix);
        for (int x = 0; x < picture->width_px; x++)
            picture->pixels[(gsize)y * picture->stride + x] = (guint8)GET_DATA_BYTE(line, x);
    }
    return picture;
}

PIX *mb_pix_from_ink(const MbPicture *grey, int threshold)
{
    PIX *pix = pixCreate(grey->width_px, grey->height_px, 1);
    for (int y = 0; pix && y < grey->height_px; y++) {
        l_uint32 *line = pixGetData(pix) + (gsize)y * pixGetWpl(pix);
        const guint8 *row = grey->pixels + (gsize)y * grey->stride;
        for (int x = 0; x < grey->width_px; x++)
            if (row[x] < threshold)
                SET_DATA_BIT(line, x);
    }
    return pix;
}
