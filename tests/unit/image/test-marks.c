/* Marks, grids, dark blocks and icons in pictures with noise. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "image/marks.h"

#include <string.h>

static MbPicture *grey, *colour;
static GArray *found;

/* White with the even noise of a bad screenshot: the same every time. */
static int draw_noise(void **state)
{
    (void)state;
    guint32 seed = 12345;
    grey = mb_picture_new(300, 200, 1);
    colour = mb_picture_new(300, 200, 4);
    for (int i = 0; i < grey->stride * 200; i++) {
        seed = seed * 1664525 + 1013904223;
        grey->pixels[i] = (guint8)(240 + (seed >> 24) % 16);
    }
    return 0;
}

static int forget(void **state)
{
    (void)state;
    g_clear_pointer(&grey, mb_picture_free);
    g_clear_pointer(&colour, mb_picture_free);
    g_clear_pointer(&found, g_array_unref);
    return 0;
}

static void ink(int x0, int y0, int x1, int y1, guint8 luma)
{
    for (int y = y0; y < y1; y++)
        memset(grey->pixels + y * grey->stride + x0, luma, (gsize)(x1 - x0));
}

static void a_grid_is_found_and_taken_out(void **state)
{
    (void)state;
    ink(10, 50, 290, 51, 90);
    ink(10, 100, 290, 101, 90);
    ink(150, 20, 151, 180, 90);
    found = mb_picture_find_grid(grey, 24);
    assert_int_equal(found->len, 3);
    assert_true(g_array_index(found, MbBar, 2).vertical);
    mb_picture_remove_grid(grey, found);
    assert_true(grey->pixels[50 * grey->stride + 60] > 200);
}

static void feet_of_letters_are_no_grid(void **state)
{
    (void)state;
    for (int x = 20; x < 120; x += 5) { /* stems on a common foot */
        ink(x, 80, x + 2, 92, 40);
        ink(x, 90, x + 5, 92, 60);
    }
    found = mb_picture_find_grid(grey, 24);
    assert_int_equal(found->len, 0);
}

static void a_dark_band_is_found_with_its_light_letters(void **state)
{
    (void)state;
    ink(10, 20, 46, 180, 60);
    for (int y = 60; y < 140; y += 9)
        ink(22, y, 34, y + 5, 250);
    found = mb_picture_find_dark_blocks(grey, 16);
    assert_int_equal(found->len, 1);
    const MbPixelBox box = g_array_index(found, MbPixelBox, 0);
    assert_int_equal(box.x0, 10);
    assert_int_equal(box.x1, 46);
}

static void tint(int x, int y, guint8 r, guint8 g, guint8 b)
{
    guint8 *p = colour->pixels + y * colour->stride + x * 4;
    p[0] = b, p[1] = g, p[2] = r;
}

/* A triangle of 12 pixels pointing up or down. */
static void draw_triangle(int x, int y, bool up, guint8 r, guint8 g)
{
    for (int row = 0; row < 12; row++) {
        const int half = up ? row / 2 : (11 - row) / 2;
        for (int i = -half; i <= half; i++)
            tint(x + i, y + row, r, g, 30);
    }
}

static void arrows_are_told_by_shape_and_colour(void **state)
{
    (void)state;
    draw_triangle(50, 20, true, 200, 30);
    draw_triangle(50, 60, false, 30, 160);
    for (int y = 100; y < 112; y++)
        for (int x = 44; x < 56; x++)
            tint(x, y, 255, 192, 0);
    found = mb_picture_find_icons(colour, 5, 30);
    assert_int_equal(found->len, 3);
    const MbIcon *icons = (const MbIcon *)(void *)found->data;
    assert_int_equal(icons[0].shape, MB_ICON_UP);
    assert_string_equal(icons[0].colour, "red");
    assert_int_equal(icons[1].shape, MB_ICON_DOWN);
    assert_string_equal(icons[1].colour, "green");
    assert_int_equal(icons[2].shape, MB_ICON_LIGHT);
    assert_string_equal(icons[2].colour, "amber");
}

static void coloured_letters_are_no_icons(void **state)
{
    (void)state;
    for (int k = 0; k < 5; k++)
        draw_triangle(50 + k * 14, 20, true, 200, 30);
    found = mb_picture_find_icons(colour, 5, 30);
    assert_int_equal(found->len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_grid_is_found_and_taken_out, draw_noise, forget),
        cmocka_unit_test_setup_teardown(feet_of_letters_are_no_grid, draw_noise, forget),
        cmocka_unit_test_setup_teardown(a_dark_band_is_found_with_its_light_letters, draw_noise, forget),
        cmocka_unit_test_setup_teardown(arrows_are_told_by_shape_and_colour, draw_noise, forget),
        cmocka_unit_test_setup_teardown(coloured_letters_are_no_icons, draw_noise, forget),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
