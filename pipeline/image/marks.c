#include "image/marks.h"

#include "pix.h"

#include <math.h>
#include <stdlib.h>

static void append_components(PIX *ink, GArray *marks)
{
    PIXA *pieces = NULL;
    BOXA *boxes = pixConnComp(ink, &pieces, 8);
    for (int i = 0; boxes && i < boxaGetCount(boxes); i++) {
        l_int32 x, y, w, h, count = 0;
        boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
        PIX *piece = pixaGetPix(pieces, i, L_CLONE);
        pixCountPixels(piece, &count, NULL);
        pixDestroy(&piece);
        const MbMark mark = {{x, y, x + w, y + h}, count};
        g_array_append_val(marks, mark);
    }
    boxaDestroy(&boxes);
    pixaDestroy(&pieces);
}

GArray *mb_picture_find_marks(const MbPicture *grey, int threshold)
{
    GArray *marks = g_array_new(FALSE, FALSE, sizeof(MbMark));
    g_auto(MbPix) ink = mb_pix_from_ink(grey, threshold);
    if (ink)
        append_components(ink, marks);
    return marks;
}

/*
 * Pixels of thin dark strokes across one axis: what a closing of 7 pixels
 * across fills by more than 24 of luma. JPEG rings stay under it.
 */
static PIX *find_thin(PIX *grey, bool vertical)
{
    g_auto(MbPix) closed = vertical ? pixCloseGray(grey, 7, 1) : pixCloseGray(grey, 1, 7);
    g_auto(MbPix) depth = closed ? pixSubtractGray(NULL, closed, grey) : NULL;
    PIX *light = depth ? pixThresholdToBinary(depth, 24) : NULL;
    if (light)
        pixInvert(light, light);
    return light;
}

/* Runs of at least the length, gaps of 2 pixels allowed: lines, and tight lines of text. */
static PIX *find_long(PIX *thin, int length_px, bool vertical)
{
    g_auto(MbPix) joined = vertical ? pixCloseSafeBrick(NULL, thin, 1, 3) : pixCloseSafeBrick(NULL, thin, 3, 1);
    return vertical ? pixOpenBrick(NULL, joined, 1, length_px) : pixOpenBrick(NULL, joined, length_px, 1);
}

/* Whether one of the box's rows (columns, for a vertical line) is set nearly throughout: letters have gaps. */
static bool is_solid(PIX *thin, MbPixelBox box, bool vertical)
{
    const int across = vertical ? box.x1 - box.x0 : box.y1 - box.y0, along = vertical ? box.y1 - box.y0 : box.x1 - box.x0;
    int best = 0;
    for (int i = 0; i < across; i++) {
        int set = 0;
        for (int k = 0; k < along; k++) {
            const int x = vertical ? box.x0 + i : box.x0 + k, y = vertical ? box.y0 + k : box.y0 + i;
            set += GET_DATA_BIT(pixGetData(thin) + (gsize)y * pixGetWpl(thin), x);
        }
        best = MAX(best, set);
    }
    return best * 100 >= along * 85;
}

/* The share of dark pixels on the row (column) at a distance from a line; nothing off the picture. */
static double beside_share(const MbPicture *grey, MbPixelBox box, bool vertical, int distance, int dark)
{
    const int mid = vertical ? (box.x0 + box.x1) / 2 : (box.y0 + box.y1) / 2, at = mid + distance;
    const int from = vertical ? box.y0 : box.x0, to = vertical ? box.y1 : box.x1;
    int n = 0;
    if (at < 0 || at >= (vertical ? grey->width_px : grey->height_px))
        return 0;
    for (int k = from; k < to; k++)
        n += grey->pixels[vertical ? (gsize)k * grey->stride + at : (gsize)at * grey->stride + k] < dark;
    return (double)n / MAX(1, to - from);
}

/*
 * Whether a line stands alone: on both sides, 2 to 4 pixels off its middle, is
 * ground for four fifths of its length. The feet of a word's letters look like
 * a line in a small picture, but have letters on one side.
 */
static bool is_isolated(const MbPicture *grey, MbPixelBox box, bool vertical, int dark)
{
    double before = 1, after = 1;
    for (int distance = 2; distance <= 4; distance++) {
        before = MIN(before, beside_share(grey, box, vertical, -distance, dark));
        after = MIN(after, beside_share(grey, box, vertical, distance, dark));
    }
    return before < 0.2 && after < 0.2;
}

static uint32_t luma_at(const MbPicture *grey, int x, int y)
{
    return grey->pixels[(gsize)y * grey->stride + x] * 0x010101u;
}

static void append_grid(const MbPicture *grey, PIX *pix, int length_px, bool vertical, GArray *lines)
{
    g_auto(MbPix) thin = find_thin(pix, vertical);
    g_auto(MbPix) found = thin ? find_long(thin, length_px, vertical) : NULL;
    if (!found)
        return;
    g_autoptr(GArray) marks = g_array_new(FALSE, FALSE, sizeof(MbMark));
    const int dark = mb_picture_background(grey) - 60; /* under any light shade, above all ink */
    append_components(found, marks);
    for (guint i = 0; i < marks->len; i++) {
        const MbPixelBox box = g_array_index(marks, MbMark, i).box;
        const int across = vertical ? mb_pixel_box_width(box) : mb_pixel_box_height(box);
        MbBar line = {.box = box, .vertical = vertical, .thickness = across};
        line.colour = luma_at(grey, (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2);
        if (across <= 6 && is_solid(thin, box, vertical) && is_isolated(grey, box, vertical, dark))
            g_array_append_val(lines, line);
    }
}

GArray *mb_picture_find_grid(const MbPicture *grey, int length_px)
{
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(MbBar));
    g_auto(MbPix) pix = mb_pix_from_picture(grey);
    if (!pix)
        return lines;
    append_grid(grey, pix, length_px, false, lines);
    append_grid(grey, pix, length_px, true, lines);
    return lines;
}

/* Two pixels beside the line on each side; ink on both sides is a letter that crosses the line. */
static void remove_line(MbPicture *grey, const MbBar *line)
{
    const MbPixelBox box = mb_pixel_box_clip((MbPixelBox){line->box.x0 - 1, line->box.y0 - 1, line->box.x1 + 1, line->box.y1 + 1}, grey);
    for (int y = box.y0; y < box.y1; y++)
        for (int x = box.x0; x < box.x1; x++) {
            const int ax = line->vertical ? MAX(box.x0 - 1, 0) : x, ay = line->vertical ? y : MAX(box.y0 - 1, 0);
            const int bx = line->vertical ? MIN(box.x1, grey->width_px - 1) : x, by = line->vertical ? y : MIN(box.y1, grey->height_px - 1);
            const guint8 a = grey->pixels[(gsize)ay * grey->stride + ax], b = grey->pixels[(gsize)by * grey->stride + bx];
            grey->pixels[(gsize)y * grey->stride + x] = MAX(a, b);
        }
}

void mb_picture_remove_grid(MbPicture *grey, const GArray *lines)
{
    for (guint i = 0; i < lines->len; i++)
        remove_line(grey, &g_array_index(lines, MbBar, i));
}

/* One pixel a tile: dark where at least half of the tile's pixels are. */
static MbPicture *find_dark_tiles(const MbPicture *grey, int tile)
{
    MbPicture *tiles = mb_picture_new(grey->width_px / tile, grey->height_px / tile, 1);
    for (int ty = 0; tiles && ty < tiles->height_px; ty++)
        for (int tx = 0; tx < tiles->width_px; tx++) {
            int dark = 0;
            for (int y = ty * tile; y < (ty + 1) * tile; y++)
                for (int x = tx * tile; x < (tx + 1) * tile; x++)
                    dark += grey->pixels[(gsize)y * grey->stride + x] < 128;
            tiles->pixels[(gsize)ty * tiles->stride + tx] = dark * 2 >= tile * tile ? 0 : 255;
        }
    return tiles;
}

static double dark_share(const MbPicture *grey, MbPixelBox box)
{
    int dark = 0;
    box = mb_pixel_box_clip(box, grey);
    for (int y = box.y0; y < box.y1; y++)
        for (int x = box.x0; x < box.x1; x++)
            dark += grey->pixels[(gsize)y * grey->stride + x] < 128;
    return (double)dark / MAX(1, mb_pixel_box_width(box) * mb_pixel_box_height(box));
}

/* Moves each side outwards, one row or column at a time, while that is dark. */
static MbPixelBox grow_block(const MbPicture *grey, MbPixelBox b)
{
    while (b.x0 > 0 && dark_share(grey, (MbPixelBox){b.x0 - 1, b.y0, b.x0, b.y1}) > 0.5)
        b.x0--;
    while (b.x1 < grey->width_px && dark_share(grey, (MbPixelBox){b.x1, b.y0, b.x1 + 1, b.y1}) > 0.5)
        b.x1++;
    while (b.y0 > 0 && dark_share(grey, (MbPixelBox){b.x0, b.y0 - 1, b.x1, b.y0}) > 0.5)
        b.y0--;
    while (b.y1 < grey->height_px && dark_share(grey, (MbPixelBox){b.x0, b.y1, b.x1, b.y1 + 1}) > 0.5)
        b.y1++;
    return b;
}

GArray *mb_picture_find_dark_blocks(const MbPicture *grey, int side_px)
{
    GArray *blocks = g_array_new(FALSE, FALSE, sizeof(MbPixelBox));
    const int tile = MAX(4, side_px / 3);
    g_autoptr(MbPicture) tiles = find_dark_tiles(grey, tile);
    g_autoptr(GArray) marks = tiles ? mb_picture_find_marks(tiles, 128) : NULL;
    for (guint i = 0; marks && i < marks->len; i++) {
        const MbMark *mark = &g_array_index(marks, MbMark, i);
        const int w = mb_pixel_box_width(mark->box), h = mb_pixel_box_height(mark->box);
        MbPixelBox box = {mark->box.x0 * tile, mark->box.y0 * tile, mark->box.x1 * tile, mark->box.y1 * tile};
        /* Light letters take less than half of a block; what is emptier is a frame or a curve. */
        if (mark->ink_px * 2 < w * h)
            continue;
        box = grow_block(grey, box);
        if (mb_pixel_box_width(box) >= side_px && mb_pixel_box_height(box) >= side_px)
            g_array_append_val(blocks, box);
    }
    return blocks;
}

double mb_picture_measure_entropy(const MbPicture *grey)
{
    double counts[32] = {0}, bits = 0;
    for (int y = 0; y < grey->height_px; y++)
        for (int x = 0; x < grey->width_px; x++)
            counts[grey->pixels[(gsize)y * grey->stride + x] >> 3]++;
    for (int i = 0; i < 32; i++) {
        const double share = counts[i] / ((double)grey->width_px * grey->height_px);
        bits -= share > 0 ? share * log2(share) : 0;
    }
    return bits;
}
