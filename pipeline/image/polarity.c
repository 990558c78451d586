/*
 * Dark blocks of a scanned page: headers of tables, coloured boxes, speech
 * bubbles. A reader takes a page as dark on light and loses their text.
 */
#include "image/prepare.h"

#include "pix.h"

#include <stdlib.h>

/* Sizes of a block in parts of an inch, and what its writing looks like. */
enum {
    GROUND = 14,        /* 1/14 inch: a square of ground between the letters of a block; stems of letters are thinner up to 40 points */
    RULE = 36,          /* 2 points: thinner are the rules of a table, which would tie its blocks together */
    WIDTH = 3, HEIGHT = 8, /* the smallest block: a line of 8 points with its margins */
    LETTER = 2,         /* the largest letter in it */
    LETTERS = 3,        /* the fewest: one letter of a heading has two counters at most */
    CONTRAST = 50       /* luma between ground and letters */
};

/*
 * Light marks inside the dark area that are no higher than letters are filled;
 * a frame's inside stays open. Letters that stand close are one mark.
 */
static void fill_letters(PIX *mask, double dpi)
{
    g_auto(MbPix) holes = pixHolesByFilling(mask, 4);
    PIXA *pieces = NULL;
    BOXA *boxes = holes ? pixConnComp(holes, &pieces, 8) : NULL;
    for (int i = 0; boxes && i < boxaGetCount(boxes); i++) {
        l_int32 x, y, w, h;
        boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
        if (h * LETTER > dpi)
            continue;
        PIX *piece = pixaGetPix(pieces, i, L_CLONE);
        pixRasterop(mask, x, y, w, h, PIX_PAINT, piece, 0, 0);
        pixDestroy(&piece);
    }
    boxaDestroy(&boxes);
    pixaDestroy(&pieces);
}

/* Light marks of a block that are high enough for letters: from 2.4 points, where noise ends. */
static int count_letters(PIX *mask, PIX *ink, BOX *box, double dpi)
{
    g_auto(MbPix) dark = pixClipRectangle(ink, box, NULL);
    g_auto(MbPix) light = dark ? pixSubtract(NULL, mask, dark) : NULL;
    BOXA *boxes = light ? pixConnComp(light, NULL, 8) : NULL;
    int letters = 0;
    for (int i = 0; boxes && i < boxaGetCount(boxes); i++) {
        l_int32 h;
        boxaGetBoxGeometry(boxes, i, NULL, NULL, NULL, &h);
        letters += h * 30 > dpi;
    }
    boxaDestroy(&boxes);
    return letters;
}

static bool is_set(PIX *pix, int x, int y)
{
    return GET_DATA_BIT(pixGetData(pix) + (gsize)y * pixGetWpl(pix), x);
}

/* The commonest luma of a block. */
static int find_ground(const MbPicture *grey, PIX *mask, int left, int top)
{
    guint counts[256] = {0};
    int best = 0;
    for (int y = 0; y < pixGetHeight(mask); y++)
        for (int x = 0; x < pixGetWidth(mask); x++)
            if (is_set(mask, x, y))
                counts[grey->pixels[(gsize)(top + y) * grey->stride + left + x]]++;
    for (int i = 1; i < 256; i++)
        best = counts[i] > counts[best] ? i : best;
    return best;
}

/*
 * Ground to white, and what differs from it, lighter or darker, to ink. The
 * edge becomes a line: without it readers run the columns beside each other together.
 */
static void lighten(MbPicture *grey, PIX *mask, int left, int top)
{
    const int ground = find_ground(grey, mask, left, top), span = MAX(255 - ground, CONTRAST);
    g_auto(MbPix) bordered = pixAddBorder(mask, 2, 0);
    g_auto(MbPix) wide = bordered ? pixDilateBrick(NULL, bordered, 5, 5) : NULL;
    for (int y = 0; wide && y < pixGetHeight(wide); y++)
        for (int x = 0; x < pixGetWidth(wide); x++) {
            const int px = left + x - 2, py = top + y - 2;
            if (!is_set(wide, x, y) || px < 0 || py < 0 || px >= grey->width_px || py >= grey->height_px)
                continue;
            guint8 *luma = &grey->pixels[(gsize)py * grey->stride + px];
            *luma = is_set(bordered, x, y) ? (guint8)(255 - MIN(255, abs(*luma - ground) * 255 / span)) : 0;
        }
}

/* The mask of a dark piece with writing in it, of the piece's box; NULL where it is none. */
static PIX *find_block(PIX *piece, BOX *box, PIX *ink, double dpi)
{
    l_int32 w, h, dark = 0;
    boxGetGeometry(box, NULL, NULL, &w, &h);
    pixCountPixels(piece, &dark, NULL);
    if (w * WIDTH < dpi || h * HEIGHT < dpi || (double)dark < 0.4 * w * h)
        return NULL;
    g_auto(MbPix) mask = pixCopy(NULL, piece);
    if (mask)
        fill_letters(mask, dpi);
    return mask && count_letters(mask, ink, box, dpi) >= LETTERS ? g_steal_pointer(&mask) : NULL;
}

/* The dark areas that hold a square of even ground, without thin rules. */
static PIX *find_dark(PIX *ink, double dpi)
{
    const int side = (int)MAX(4, dpi / GROUND), rule = (int)MAX(2, dpi / RULE);
    g_auto(MbPix) seeds = pixOpenBrick(NULL, ink, side, side);
    l_int32 is_empty = 1;
    if (!seeds || pixZero(seeds, &is_empty) || is_empty)
        return NULL;
    g_auto(MbPix) thick = pixOpenBrick(NULL, ink, rule, rule);
    return thick ? pixSeedfillBinary(NULL, seeds, thick, 4) : NULL;
}

guint mb_picture_lighten_blocks(MbPicture *grey, double dpi)
{
    /* Three quarters of the paper's luma: under pale shades, above the grounds that carry white text. */
    g_auto(MbPix) ink = mb_pix_from_ink(grey, mb_picture_background(grey) * 3 / 4);
    g_auto(MbPix) dark = ink ? find_dark(ink, dpi) : NULL;
    PIXA *pieces = NULL;
    BOXA *boxes = dark ? pixConnComp(dark, &pieces, 4) : NULL;
    guint count = 0;
    for (int i = 0; boxes && i < boxaGetCount(boxes); i++) {
        PIX *piece = pixaGetPix(pieces, i, L_CLONE);
        BOX *box = boxaGetBox(boxes, i, L_CLONE);
        g_auto(MbPix) mask = find_block(piece, box, ink, dpi);
        l_int32 x, y;
        boxGetGeometry(box, &x, &y, NULL, NULL);
        if (mask)
            lighten(grey, mask, x, y);
        count += mask != NULL;
        boxDestroy(&box);
        pixDestroy(&piece);
    }
    boxaDestroy(&boxes);
    pixaDestroy(&pieces);
    return count;
}
