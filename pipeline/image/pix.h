/* Pictures as Leptonica sees them. Inside room image only. */
#ifndef MB_PIPELINE_IMAGE_PIX_H
#define MB_PIPELINE_IMAGE_PIX_H

#include "model/picture.h"

#include <leptonica/allheaders.h>

static inline void mb_pix_clear(PIX **pix)
{
    pixDestroy(pix);
}
typedef PIX *MbPix;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MbPix, mb_pix_clear)

/* A picture of one channel as an 8-bit PIX (caller owns), or NULL. */
PIX *mb_pix_from_picture(const MbPicture *grey);

/* An 8-bit PIX as a picture (caller frees), or NULL. */
MbPicture *mb_pix_dup_picture(PIX *pix);

/* A picture of one channel as a 1-bit PIX, ink where the luma is below a threshold (caller owns), or NULL. */
PIX *mb_pix_from_ink(const MbPicture *grey, int threshold);

#endif
