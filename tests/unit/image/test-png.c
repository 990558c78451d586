/* PNG files, read again by another program's reader. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "image/png.h"

#include <cairo.h>
#include <string.h>

#define COLOUR_TYPE 25 /* where the header says how pixels are kept */

typedef struct {
    const guint8 *at;
    gsize left;
} Rest;

static cairo_status_t give(void *closure, unsigned char *data, unsigned int length)
{
    Rest *rest = closure;
    if (length > rest->left)
        return CAIRO_STATUS_READ_ERROR;
    memcpy(data, rest->at, length);
    rest->at += length;
    rest->left -= length;
    return CAIRO_STATUS_SUCCESS;
}

/* Writes a picture, reads the file with cairo and compares each pixel; returns the colour type. */
static int check_round(const MbPicture *picture)
{
    g_autoptr(GBytes) bytes = mb_picture_dup_png(picture), again = mb_picture_dup_png(picture);
    assert_true(g_bytes_equal(bytes, again));
    gsize size;
    const guint8 *data = g_bytes_get_data(bytes, &size);
    Rest rest = {data, size};
    cairo_surface_t *surface = cairo_image_surface_create_from_png_stream(give, &rest);
    assert_int_equal(cairo_surface_status(surface), CAIRO_STATUS_SUCCESS);
    assert_int_equal(cairo_image_surface_get_width(surface), picture->width_px);
    assert_int_equal(cairo_image_surface_get_height(surface), picture->height_px);
    for (int y = 0; y < picture->height_px; y++)
        for (int x = 0; x < picture->width_px; x++) {
            const guint8 *got = cairo_image_surface_get_data(surface) + y * cairo_image_surface_get_stride(surface) + x * 4;
            const guint8 *want = picture->pixels + (gsize)y * (gsize)picture->stride + x * picture->channels;
            for (int k = 0; k < 3; k++)
                assert_int_equal(got[k], want[picture->channels == 4 ? k : 0]);
        }
    cairo_surface_destroy(surface);
    return data[COLOUR_TYPE];
}

/* Colours that repeat after `step` pixels. */
static MbPicture *new_picture(int width_px, int height_px, int step)
{
    MbPicture *picture = mb_picture_new(width_px, height_px, 4);
    for (int i = 0; i < width_px * height_px; i++) {
        guint8 *pixel = picture->pixels + (gsize)(i / width_px) * (gsize)picture->stride + (i % width_px) * 4;
        pixel[0] = (guint8)(i % step * 7);
        pixel[1] = (guint8)(i % step * 13 / 5);
        pixel[2] = (guint8)(i % step / 3);
    }
    return picture;
}

static void many_colours_are_kept_as_they_are(void **state)
{
    (void)state;
    g_autoptr(MbPicture) picture = new_picture(61, 47, 2000);
    assert_int_equal(check_round(picture), 2);
}

static void few_colours_become_a_palette(void **state)
{
    (void)state;
    g_autoptr(MbPicture) few = new_picture(40, 30, 256), one_more = new_picture(40, 30, 257);
    assert_int_equal(check_round(few), 3);
    assert_int_equal(check_round(one_more), 2);
}

static void greys_take_one_channel(void **state)
{
    (void)state;
    g_autoptr(MbPicture) grey = mb_picture_new(33, 9, 1), white = mb_picture_new(5, 1, 4);
    for (int y = 0; y < 9; y++)
        for (int x = 0; x < 33; x++)
            grey->pixels[y * grey->stride + x] = (guint8)(x * y);
    assert_int_equal(check_round(grey), 0);
    assert_int_equal(check_round(white), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(many_colours_are_kept_as_they_are),
        cmocka_unit_test(few_colours_become_a_palette),
        cmocka_unit_test(greys_take_one_channel),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
