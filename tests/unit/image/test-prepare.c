/* Scaling, turning, straightening, cleaning. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "image/prepare.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static MbPicture *page, *made;

static int forget(void **state)
{
    (void)state;
    g_clear_pointer(&page, mb_picture_free);
    g_clear_pointer(&made, mb_picture_free);
    return 0;
}

/* A page of dashed lines like text, leaning by a slope. */
static void draw_text(double slope)
{
    page = mb_picture_new(600, 800, 1);
    for (int line = 0; line < 30; line++)
        for (int x = 60; x < 540; x++) {
            const int y = 60 + line * 22 + (int)lround((x - 300) * slope);
            if (x % 9 < 6)
                for (int k = 0; k < 8; k++)
                    page->pixels[(y + k) * page->stride + x] = 0;
        }
}

static void leaning_lines_are_measured(void **state)
{
    (void)state;
    draw_text(tan(1.0 * G_PI / 180));
    const int skew = mb_picture_measure_skew_mdeg(page, 100);
    assert_true(abs(skew - 1000) < 150);
}

static void a_straightened_page_leans_no_more(void **state)
{
    (void)state;
    draw_text(tan(1.0 * G_PI / 180));
    made = mb_picture_dup_rotated(page, -mb_picture_measure_skew_mdeg(page, 100));
    assert_true(abs(mb_picture_measure_skew_mdeg(made, 100)) < 150);
}

static void a_bare_page_does_not_lean(void **state)
{
    (void)state;
    page = mb_picture_new(300, 300, 1);
    assert_int_equal(mb_picture_measure_skew_mdeg(page, 100), 0);
    assert_int_equal(mb_picture_measure_turn(page, 100), -1);
}

static void enlarging_keeps_even_grounds_and_edges(void **state)
{
    (void)state;
    page = mb_picture_new(20, 20, 1);
    mb_picture_fill(page, (MbPixelBox){10, 0, 20, 20}, 40);
    made = mb_picture_dup_scaled(page, 3);
    assert_int_equal(made->width_px, 60);
    assert_int_equal(made->pixels[30 * made->stride + 10], 255);
    assert_int_equal(made->pixels[30 * made->stride + 50], 40);
    assert_true(made->pixels[30 * made->stride + 28] > made->pixels[30 * made->stride + 31]);
}

static void reducing_takes_means(void **state)
{
    (void)state;
    page = mb_picture_new(40, 40, 1);
    for (int y = 0; y < 40; y++)
        for (int x = y % 2; x < 40; x += 2)
            page->pixels[y * page->stride + x] = 0;
    made = mb_picture_dup_scaled(page, 0.5);
    assert_int_equal(made->width_px, 20);
    assert_in_range(made->pixels[5 * made->stride + 5], 126, 129);
}

static void four_quarter_turns_are_none(void **state)
{
    (void)state;
    draw_text(0);
    made = mb_picture_dup_turned(page, 1);
    assert_int_equal(made->width_px, 800);
    MbPicture *back = mb_picture_dup_turned(made, 3);
    mb_picture_free(made);
    made = back;
    assert_memory_equal(made->pixels, page->pixels, (gsize)page->stride * 800);
}

static void cleaning_whitens_shade_and_keeps_ink(void **state)
{
    (void)state;
    page = mb_picture_new(96, 96, 1);
    mb_picture_fill(page, (MbPixelBox){0, 0, 96, 96}, 210);
    mb_picture_fill(page, (MbPixelBox){40, 40, 50, 44}, 30);
    made = mb_picture_dup_clean(page, 24);
    assert_int_equal(made->pixels[10 * made->stride + 10], 255);
    assert_true(made->pixels[42 * made->stride + 45] < 60);
}

static void an_empty_part_is_none(void **state)
{
    (void)state;
    page = mb_picture_new(20, 20, 1);
    assert_null(mb_picture_dup_area(page, (MbPixelBox){30, 30, 40, 40}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(leaning_lines_are_measured, forget),
        cmocka_unit_test_teardown(a_straightened_page_leans_no_more, forget),
        cmocka_unit_test_teardown(a_bare_page_does_not_lean, forget),
        cmocka_unit_test_teardown(enlarging_keeps_even_grounds_and_edges, forget),
        cmocka_unit_test_teardown(reducing_takes_means, forget),
        cmocka_unit_test_teardown(four_quarter_turns_are_none, forget),
        cmocka_unit_test_teardown(cleaning_whitens_shade_and_keeps_ink, forget),
        cmocka_unit_test_teardown(an_empty_part_is_none, forget),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
