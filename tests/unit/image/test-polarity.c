/* Dark blocks of a page made dark on light. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "image/prepare.h"

#define DPI 200

static MbPicture *page;

static int begin(void **state)
{
    (void)state;
    page = mb_picture_new(600, 400, 1);
    return page == NULL;
}

static int forget(void **state)
{
    (void)state;
    g_clear_pointer(&page, mb_picture_free);
    return 0;
}

static int luma(int x, int y)
{
    return page->pixels[y * page->stride + x];
}

static void fill(int x0, int y0, int x1, int y1, guint8 value)
{
    mb_picture_fill(page, (MbPixelBox){x0, y0, x1, y1}, value);
}

/* Strokes like letters, 3 by 20 pixels. */
static void write_letters(int x, int y, int count, guint8 value)
{
    for (int i = 0; i < count; i++)
        fill(x + i * 12, y, x + i * 12 + 3, y + 20, value);
}

static void light_letters_on_a_dark_block_become_dark_on_light(void **state)
{
    (void)state;
    fill(50, 50, 400, 110, 90);
    write_letters(80, 70, 10, 250);
    assert_int_equal(mb_picture_lighten_blocks(page, DPI), 1);
    assert_true(luma(81, 80) < 30);
    assert_true(luma(60, 60) > 240);
}

static void blocks_that_rules_tie_together_are_found(void **state)
{
    (void)state;
    for (int i = 0; i < 6; i++)
        fill(40 + i * 100, 40, 42 + i * 100, 340, 0);
    for (int i = 0; i < 4; i++)
        fill(40, 40 + i * 100, 542, 42 + i * 100, 0);
    fill(142, 142, 240, 240, 60);
    write_letters(160, 180, 3, 255);
    assert_int_equal(mb_picture_lighten_blocks(page, DPI), 1);
    assert_true(luma(161, 190) < 30);
}

static void dark_letters_large_or_small_stay(void **state)
{
    (void)state;
    fill(50, 50, 150, 200, 0); /* a capital B of an inch: two counters */
    fill(80, 70, 120, 110, 255);
    fill(80, 130, 120, 180, 255);
    write_letters(200, 100, 20, 20);
    assert_int_equal(mb_picture_lighten_blocks(page, DPI), 0);
    assert_int_equal(luma(60, 60), 0);
    assert_int_equal(luma(201, 110), 20);
}

static void what_a_thick_frame_holds_stays(void **state)
{
    (void)state;
    fill(20, 20, 580, 380, 0);
    fill(50, 50, 550, 350, 255);
    write_letters(100, 100, 20, 20);
    mb_picture_lighten_blocks(page, DPI);
    assert_int_equal(luma(101, 110), 20);
    assert_int_equal(luma(300, 300), 255);
}

static void dark_letters_on_a_grey_block_stay_dark(void **state)
{
    (void)state;
    fill(50, 50, 400, 110, 170);
    write_letters(80, 70, 10, 20);
    mb_picture_lighten_blocks(page, DPI);
    assert_true(luma(81, 80) < 60);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(light_letters_on_a_dark_block_become_dark_on_light, begin, forget),
        cmocka_unit_test_setup_teardown(blocks_that_rules_tie_together_are_found, begin, forget),
        cmocka_unit_test_setup_teardown(dark_letters_large_or_small_stay, begin, forget),
        cmocka_unit_test_setup_teardown(what_a_thick_frame_holds_stays, begin, forget),
        cmocka_unit_test_setup_teardown(dark_letters_on_a_grey_block_stay_dark, begin, forget),
    };
    return cmocka_run_group_tests_name("polarity", tests, NULL, NULL);
}
