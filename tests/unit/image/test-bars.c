/* Lines and shades of a page's cheap picture. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "image/look.h"

static MbPicture *page;
static GArray *lines, *shades;

static int draw_page(void **state)
{
    (void)state;
    page = mb_picture_new(200, 120, 4);
    return page ? 0 : -1;
}

static int forget(void **state)
{
    (void)state;
    g_clear_pointer(&page, mb_picture_free);
    g_clear_pointer(&lines, g_array_unref);
    g_clear_pointer(&shades, g_array_unref);
    return 0;
}

static void paint(int x0, int y0, int x1, int y1, uint32_t colour)
{
    for (int y = y0; y < y1; y++)
        for (int x = x0; x < x1; x++) {
            guint8 *p = page->pixels + (gsize)y * page->stride + (gsize)x * 4;
            p[0] = colour & 255, p[1] = colour >> 8 & 255, p[2] = colour >> 16 & 255;
        }
}

static MbBar first(const GArray *bars)
{
    assert_int_equal(bars->len, 1);
    return g_array_index(bars, MbBar, 0);
}

static void a_grey_hairline_is_a_thin_line(void **state)
{
    (void)state;
    paint(20, 50, 180, 51, 0xBFBFBF); /* a quarter point of black, smoothed */
    mb_picture_find_bars(page, &lines, &shades);
    const MbBar line = first(lines);
    assert_false(line.vertical);
    assert_int_equal(line.box.x0, 20);
    assert_int_equal(line.box.x1, 180);
    assert_true(line.thickness > 0.2 && line.thickness < 0.3);
    assert_int_equal(shades->len, 0);
}

static void a_vertical_line_is_found_too(void **state)
{
    (void)state;
    paint(77, 10, 78, 100, 0x000000);
    mb_picture_find_bars(page, &lines, &shades);
    assert_true(first(lines).vertical);
    assert_int_equal(first(lines).box.x0, 77);
}

static void a_line_goes_on_over_a_crossing(void **state)
{
    (void)state;
    paint(20, 50, 180, 51, 0x808080);
    paint(100, 20, 102, 90, 0x000000);
    mb_picture_find_bars(page, &lines, &shades);
    assert_int_equal(lines->len, 2);
    assert_int_equal(g_array_index(lines, MbBar, 0).box.x1, 180);
}

static void text_on_a_shade_does_not_cut_it(void **state)
{
    (void)state;
    paint(20, 30, 180, 60, 0xD9E1F3);
    for (int x = 40; x < 120; x += 6)
        paint(x, 41, x + 2, 49, 0x000000);
    mb_picture_find_bars(page, &lines, &shades);
    const MbBar shade = first(shades);
    assert_int_equal(shade.box.y0, 30);
    assert_int_equal(shade.box.y1, 60);
    assert_int_equal(shade.colour, 0xD9E1F3);
    assert_int_equal(lines->len, 0);
}

static void an_even_place_is_told_from_ink(void **state)
{
    (void)state;
    uint32_t colour = 0;
    paint(20, 20, 60, 40, 0x102030);
    assert_true(mb_picture_is_even(page, (MbPixelBox){22, 22, 50, 38}, 10, &colour));
    assert_int_equal(colour, 0x102030);
    assert_false(mb_picture_is_even(page, (MbPixelBox){10, 22, 50, 38}, 10, NULL));
    assert_true(mb_picture_is_even(page, (MbPixelBox){500, 500, 600, 600}, 10, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_grey_hairline_is_a_thin_line, draw_page, forget),
        cmocka_unit_test_setup_teardown(a_vertical_line_is_found_too, draw_page, forget),
        cmocka_unit_test_setup_teardown(a_line_goes_on_over_a_crossing, draw_page, forget),
        cmocka_unit_test_setup_teardown(text_on_a_shade_does_not_cut_it, draw_page, forget),
        cmocka_unit_test_setup_teardown(an_even_place_is_told_from_ink, draw_page, forget),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
