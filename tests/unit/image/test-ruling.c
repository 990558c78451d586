/* Lines and sides of shades in pictures with noise. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "image/prepare.h"

static MbPicture *page;

static int begin(void **state)
{
    (void)state;
    page = mb_picture_new(300, 200, 1);
    return page == NULL;
}

static int forget(void **state)
{
    (void)state;
    g_clear_pointer(&page, mb_picture_free);
    return 0;
}

static void fill(int x0, int y0, int x1, int y1, guint8 value)
{
    mb_picture_fill(page, (MbPixelBox){x0, y0, x1, y1}, value);
}

/* Noise of up to 6 to each side: what a scan at 200 dpi keeps at 72. The same in each run. */
static void add_noise(void)
{
    guint32 seed = 1;
    for (int i = 0; i < page->stride * page->height_px; i++) {
        seed = seed * 1664525 + 1013904223;
        page->pixels[i] = (guint8)CLAMP(page->pixels[i] + (int)(seed >> 24) % 13 - 6, 0, 255);
    }
}

static guint count(bool vertical, bool dark)
{
    g_autoptr(GArray) bars = mb_picture_find_ruling(page);
    guint found = 0;
    for (guint i = 0; i < bars->len; i++) {
        const MbBar *bar = &g_array_index(bars, MbBar, i);
        found += bar->vertical == vertical && (bar->thickness > 0) == dark;
    }
    return found;
}

static void noise_alone_has_no_lines(void **state)
{
    (void)state;
    fill(0, 0, 300, 200, 245);
    add_noise();
    assert_int_equal(count(false, true) + count(false, false) + count(true, true) + count(true, false), 0);
}

static void a_grid_is_found_through_noise(void **state)
{
    (void)state;
    fill(0, 0, 300, 200, 245);
    for (int i = 0; i < 4; i++) {
        fill(20, 20 + i * 50, 270, 21 + i * 50, 90);
        fill(20 + i * 80, 20, 21 + i * 80, 171, 90);
    }
    add_noise();
    assert_int_equal(count(false, true), 4);
    assert_int_equal(count(true, true), 4);
}

static void a_shade_has_four_sides_that_are_no_lines(void **state)
{
    (void)state;
    fill(0, 0, 300, 200, 245);
    fill(60, 40, 240, 120, 215);
    add_noise();
    assert_int_equal(count(false, false), 2);
    assert_int_equal(count(true, false), 2);
    assert_int_equal(count(false, true), 0);
}

static void a_white_seam_between_shades_is_one_line(void **state)
{
    (void)state;
    fill(0, 0, 300, 200, 210);
    fill(150, 0, 151, 200, 255);
    add_noise();
    assert_int_equal(count(true, false), 1);
}

static void stems_above_each_other_are_no_line(void **state)
{
    (void)state;
    for (int y = 20; y < 180; y += 14)
        fill(100, y, 102, y + 8, 20);
    add_noise();
    assert_int_equal(count(true, true) + count(true, false), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(noise_alone_has_no_lines, begin, forget),
        cmocka_unit_test_setup_teardown(a_grid_is_found_through_noise, begin, forget),
        cmocka_unit_test_setup_teardown(a_shade_has_four_sides_that_are_no_lines, begin, forget),
        cmocka_unit_test_setup_teardown(a_white_seam_between_shades_is_one_line, begin, forget),
        cmocka_unit_test_setup_teardown(stems_above_each_other_are_no_line, begin, forget),
    };
    return cmocka_run_group_tests_name("ruling", tests, NULL, NULL);
}
