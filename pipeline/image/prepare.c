#include "image/prepare.h"

#include "base/limits.h"

#include "pix.h"

#include <math.h>
#include <string.h>

MbPicture *mb_picture_dup_area(const MbPicture *picture, MbPixelBox area)
{
    area = mb_pixel_box_clip(area, picture);
    MbPicture *part = mb_picture_new(mb_pixel_box_width(area), mb_pixel_box_height(area), picture->channels);
    for (int y = 0; part && y < part->height_px; y++)
        memcpy(part->pixels + (gsize)y * part->stride,
               picture->pixels + (gsize)(area.y0 + y) * picture->stride + (gsize)area.x0 * picture->channels,
               (gsize)part->width_px * part->channels);
    return part;
}

MbPicture *mb_picture_dup_inverse(const MbPicture *grey, MbPixelBox area)
{
    MbPicture *part = mb_picture_dup_area(grey, area);
    for (gsize i = 0; part && i < (gsize)part->stride * part->height_px; i++)
        part->pixels[i] = 255 - part->pixels[i];
    return part;
}

/* The four Catmull-Rom weights at a fraction between the second and the third pixel. */
static void weigh(double t, float weights[4])
{
    weights[0] = (float)(-0.5 * t + t * t - 0.5 * t * t * t);
    weights[1] = (float)(1 - 2.5 * t * t + 1.5 * t * t * t);
    weights[2] = (float)(0.5 * t + 2 * t * t - 1.5 * t * t * t);
    weights[3] = (float)(-0.5 * t * t + 0.5 * t * t * t);
}

/* One axis of enlarging: where each new pixel's four sources begin, and their weights. */
typedef struct {
    int from;
    float weights[4];
} Tap;

static Tap *plan_taps(int count, int source, double factor)
{
    Tap *taps = g_new(Tap, count);
    for (int i = 0; i < count; i++) {
        const double at = (i + 0.5) / factor - 0.5;
        const int whole = (int)floor(at);
        weigh(at - whole, taps[i].weights);
        taps[i].from = CLAMP(whole, 0, source - 1) - 1;
    }
    return taps;
}

static void enlarge_row(const guint8 *row, int source, const Tap *taps, int count, float *to)
{
    for (int x = 0; x < count; x++) {
        const Tap *t = &taps[x];
        float sum = 0;
        for (int k = 0; k < 4; k++)
            sum += t->weights[k] * row[CLAMP(t->from + k, 0, source - 1)];
        to[x] = sum;
    }
}

static MbPicture *enlarge(const MbPicture *picture, double factor, int width, int height)
{
    MbPicture *out = mb_picture_new(width, height, 1);
    if (!out)
        return NULL;
    g_autofree Tap *across = plan_taps(width, picture->width_px, factor);
    g_autofree Tap *down = plan_taps(height, picture->height_px, factor);
    g_autofree float *rows = g_new(float, (gsize)width * picture->height_px);
    for (int y = 0; y < picture->height_px; y++)
        enlarge_row(picture->pixels + (gsize)y * picture->stride, picture->width_px, across, width, rows + (gsize)y * width);
    for (int y = 0; y < height; y++) {
        const float *source[4];
        for (int k = 0; k < 4; k++)
            source[k] = rows + (gsize)CLAMP(down[y].from + k, 0, picture->height_px - 1) * width;
        const float *w = down[y].weights;
        guint8 *to = out->pixels + (gsize)y * out->stride;
        for (int x = 0; x < width; x++) {
            const float sum = w[0] * source[0][x] + w[1] * source[1][x] + w[2] * source[2][x] + w[3] * source[3][x];
            to[x] = (guint8)CLAMP(sum + 0.5f, 0, 255);
        }
    }
    return out;
}

static MbPicture *reduce(const MbPicture *picture, double factor, int width, int height)
{
    MbPicture *out = mb_picture_new(width, height, 1);
    for (int y = 0; out && y < height; y++) {
        const int y0 = (int)(y / factor), y1 = CLAMP((int)((y + 1) / factor), y0 + 1, picture->height_px);
        for (int x = 0; x < width; x++) {
            const int x0 = (int)(x / factor), x1 = CLAMP((int)((x + 1) / factor), x0 + 1, picture->width_px);
            int sum = 0;
            for (int v = y0; v < y1; v++)
                for (int u = x0; u < x1; u++)
                    sum += picture->pixels[(gsize)v * picture->stride + u];
            out->pixels[(gsize)y * out->stride + x] = (guint8)(sum / ((y1 - y0) * (x1 - x0)));
        }
    }
    return out;
}

MbPicture *mb_picture_dup_scaled(const MbPicture *picture, double factor)
{
    const double width = MAX(1, picture->width_px * factor), height = MAX(1, picture->height_px * factor);
    if (width * height > MB_LIMIT_PIXELS)
        return NULL;
    return factor >= 1 ? enlarge(picture, factor, (int)width, (int)height) : reduce(picture, factor, (int)width, (int)height);
}

MbPicture *mb_picture_dup_turned(const MbPicture *picture, int quarters)
{
    const int w = picture->width_px, h = picture->height_px, n = picture->channels;
    MbPicture *out = quarters % 2 ? mb_picture_new(h, w, n) : mb_picture_new(w, h, n);
    for (int y = 0; out && y < h; y++)
        for (int x = 0; x < w; x++) {
            const int tx = quarters == 0 ? x : quarters == 1 ? h - 1 - y : quarters == 2 ? w - 1 - x : y;
            const int ty = quarters == 0 ? y : quarters == 1 ? x : quarters == 2 ? h - 1 - y : w - 1 - x;
            memcpy(out->pixels + (gsize)ty * out->stride + (gsize)tx * n, picture->pixels + (gsize)y * picture->stride + (gsize)x * n,
                   (gsize)n);
        }
    return out;
}

MbPicture *mb_picture_dup_rotated(const MbPicture *picture, int mdeg)
{
    g_auto(MbPix) pix = mb_pix_from_picture(picture);
    g_auto(MbPix) turned = pix ? pixRotateAMGray(pix, (l_float32)(mdeg * G_PI / 180000), 255) : NULL;
    return mb_pix_dup_picture(turned);
}

void mb_picture_paste(MbPicture *onto, const MbPicture *picture, int at_x, int at_y)
{
    g_assert(onto->channels == picture->channels && at_x >= 0 && at_y >= 0);
    const int width = MIN(picture->width_px, onto->width_px - at_x);
    const int height = MIN(picture->height_px, onto->height_px - at_y);
    for (int y = 0; y < height && width > 0; y++)
        memcpy(onto->pixels + (gsize)(at_y + y) * onto->stride + (gsize)at_x * onto->channels,
               picture->pixels + (gsize)y * picture->stride, (gsize)width * picture->channels);
}

void mb_picture_fill(MbPicture *grey, MbPixelBox box, guint8 luma)
{
    box = mb_pixel_box_clip(box, grey);
    for (int y = box.y0; y < box.y1; y++)
        memset(grey->pixels + (gsize)y * grey->stride + box.x0, luma, (gsize)(box.x1 - box.x0));
}

/* Ink of a page at about 100 dpi, where lean and turn are measured: enough for lines of text, and cheap. */
static PIX *dup_small_ink(const MbPicture *picture, double dpi, double wanted_dpi)
{
    g_autoptr(MbPicture) small = dpi > wanted_dpi ? mb_picture_dup_scaled(picture, wanted_dpi / dpi) : NULL;
    const MbPicture *page = small ? small : picture;
    return mb_pix_from_ink(page, MAX(mb_picture_background(page) - 60, 40));
}

int mb_picture_measure_skew_mdeg(const MbPicture *picture, double dpi)
{
    setMsgSeverity(L_SEVERITY_NONE); /* pages without clear lines are no news */
    g_auto(MbPix) ink = dup_small_ink(picture, dpi, 150);
    l_float32 angle = 0, sure = 0;
    /* 3 is the confidence from which Leptonica's own deskewing trusts the angle. */
    if (!ink || pixFindSkewSweepAndSearch(ink, &angle, &sure, 2, 1, 5, 1, 0.02f) || sure < 3 || fabsf(angle) > 5)
        return 0;
    return -(int)lrintf(angle * 1000);
}

int mb_picture_measure_turn(const MbPicture *picture, double dpi)
{
    setMsgSeverity(L_SEVERITY_NONE); /* pages without letters are no news */
    g_auto(MbPix) ink = dup_small_ink(picture, dpi, 150);
    l_float32 up = 0, left = 0;
    l_int32 decision = L_TEXT_ORIENT_UNKNOWN;
    if (!ink || pixOrientDetect(ink, &up, &left, 0, 0) || makeOrientDecision(up, left, 0, 0, &decision, 0))
        return -1;
    switch (decision) {
    case L_TEXT_ORIENT_UP: return 0;
    case L_TEXT_ORIENT_LEFT: return 1;
    case L_TEXT_ORIENT_DOWN: return 2;
    case L_TEXT_ORIENT_RIGHT: return 3;
    default: return -1;
    }
}

/* The most frequent luma of a tile, lumas in steps of 8. */
static int find_ground(const MbPicture *picture, MbPixelBox tile)
{
    int counts[32] = {0}, sums[32] = {0}, best = 31;
    for (int y = tile.y0; y < tile.y1; y++)
        for (int x = tile.x0; x < tile.x1; x++) {
            const guint8 luma = picture->pixels[(gsize)y * picture->stride + x];
            counts[luma >> 3]++;
            sums[luma >> 3] += luma;
        }
    for (int i = 30; i >= 0; i--)
        if (counts[i] > counts[best])
            best = i;
    return counts[best] ? sums[best] / counts[best] : 255;
}

/* Grounds of all tiles; one that is much darker than its row neighbours is ink, not ground. */
static MbPicture *find_grounds(const MbPicture *picture, int tile_px)
{
    MbPicture *grounds = mb_picture_new((picture->width_px + tile_px - 1) / tile_px, (picture->height_px + tile_px - 1) / tile_px, 1);
    for (int ty = 0; grounds && ty < grounds->height_px; ty++)
        for (int tx = 0; tx < grounds->width_px; tx++) {
            MbPixelBox tile = {tx * tile_px, ty * tile_px, (tx + 1) * tile_px, (ty + 1) * tile_px};
            grounds->pixels[(gsize)ty * grounds->stride + tx] = (guint8)find_ground(picture, mb_pixel_box_clip(tile, picture));
        }
    return grounds;
}

/*
 * Ground less 24 is white: the noise of JPEG screenshots and of scanned paper
 * stays within it. What is darker is stretched so that ink reaches black.
 */
MbPicture *mb_picture_dup_clean(const MbPicture *picture, int tile_px)
{
    g_autoptr(MbPicture) grounds = find_grounds(picture, MAX(tile_px, 8));
    MbPicture *out = grounds ? mb_picture_new(picture->width_px, picture->height_px, 1) : NULL;
    for (int y = 0; out && y < picture->height_px; y++) {
        const guint8 *ground = grounds->pixels + (gsize)(y / tile_px) * grounds->stride;
        const guint8 *from = picture->pixels + (gsize)y * picture->stride;
        guint8 *to = out->pixels + (gsize)y * out->stride;
        for (int x = 0; x < picture->width_px; x++) {
            const int level = MAX(ground[x / tile_px], 96), white = level - 24;
            to[x] = (guint8)MIN(255, from[x] * 255 / white);
        }
    }
    return out;
}
