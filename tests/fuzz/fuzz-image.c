/* Pictures from anywhere: looking, finding and preparing give boxes inside the picture, and no crash. */
#include "image/marks.h"
#include "image/prepare.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void expect_inside(const GArray *bars, const MbPicture *picture)
{
    for (guint i = 0; i < bars->len; i++) {
        const MbPixelBox box = g_array_index(bars, MbBar, i).box;
        if (box.x0 < 0 || box.y0 < 0 || box.x1 > picture->width_px || box.y1 > picture->height_px || box.x0 > box.x1 || box.y0 > box.y1)
            abort();
    }
}

/* The first two bytes are the size, the rest is repeated over the pixels. */
static MbPicture *make_picture(const uint8_t *data, size_t size, int channels)
{
    MbPicture *picture = mb_picture_new(1 + data[0], 1 + data[1], channels);
    for (size_t i = 0; picture && i < (size_t)picture->stride * (size_t)picture->height_px; i++)
        picture->pixels[i] = data[2 + i % (size - 2)];
    return picture;
}

static void look(const MbPicture *picture)
{
    g_autoptr(GArray) lines = NULL, shades = NULL;
    mb_picture_find_bars(picture, &lines, &shades);
    expect_inside(lines, picture);
    expect_inside(shades, picture);
    g_autoptr(GArray) edges = mb_picture_find_edges(picture);
    g_autoptr(GArray) icons = mb_picture_find_icons(picture, 5, 40);
    mb_picture_count_strokes(picture);
}

static void prepare(MbPicture *grey)
{
    g_autoptr(GArray) grid = mb_picture_find_grid(grey, 20);
    expect_inside(grid, grey);
    mb_picture_remove_grid(grey, grid);
    g_autoptr(GArray) blocks = mb_picture_find_dark_blocks(grey, 12);
    g_autoptr(GArray) marks = mb_picture_find_marks(grey, 140);
    g_autoptr(MbPicture) clean = mb_picture_dup_clean(grey, 24);
    g_autoptr(MbPicture) large = mb_picture_dup_scaled(grey, 2.7);
    g_autoptr(MbPicture) small = mb_picture_dup_scaled(grey, 0.3);
    g_autoptr(MbPicture) leaning = mb_picture_dup_rotated(grey, mb_picture_measure_skew_mdeg(grey, 100));
    mb_picture_measure_turn(grey, 100);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 3)
        return 0;
    g_autoptr(MbPicture) colour = make_picture(data, size, 4);
    g_autoptr(MbPicture) grey = make_picture(data, size, 1);
    if (colour && grey) {
        look(colour);
        prepare(grey);
    }
    return 0;
}
