#include "image/look.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#define SIDE 100

static void fill(MbPicture *picture, int x0, int y0, int x1, int y1, guint8 luma)
{
    for (int y = y0; y < y1; y++)
        memset(picture->pixels + y * picture->stride + x0 * 4, luma, (gsize)(x1 - x0) * 4);
}

static MbPicture *make_white(void)
{
    MbPicture *picture = mb_picture_new(SIDE, SIDE, 4);
    fill(picture, 0, 0, SIDE, SIDE, 255);
    return picture;
}

static guint count(const MbPicture *picture, bool vertical)
{
    g_autoptr(GArray) edges = mb_picture_find_edges(picture);
    guint found = 0;
    for (guint i = 0; i < edges->len; i++)
        found += g_array_index(edges, MbBar, i).vertical == vertical;
    return found;
}

static void are_the_sides_of_a_shade(void **state)
{
    (void)state;
    g_autoptr(MbPicture) picture = make_white();
    fill(picture, 20, 30, 80, 60, 235);
    assert_int_equal(count(picture, false), 2);
    assert_int_equal(count(picture, true), 2);
}

static void are_found_where_a_pale_line_parts_shades(void **state)
{
    (void)state;
    g_autoptr(MbPicture) picture = make_white();
    fill(picture, 0, 0, SIDE, SIDE, 210);
    fill(picture, 50, 0, 51, SIDE, 255);
    assert_int_equal(count(picture, true), 2);
}

static void are_none_where_two_fills_meet(void **state)
{
    (void)state;
    g_autoptr(MbPicture) picture = make_white();
    fill(picture, 0, 0, SIDE, SIDE, 200);
    fill(picture, 0, 50, SIDE, 51, 212);
    assert_int_equal(count(picture, false), 0);
}

static void are_none_of_letters(void **state)
{
    (void)state;
    g_autoptr(MbPicture) picture = make_white();
    for (int x = 10; x < 90; x += 8)
        fill(picture, x, 40, x + 4, 50, 0);
    assert_int_equal(count(picture, false), 0);
    assert_int_equal(count(picture, true), 0);
}

static void are_none_of_a_picture_without_room(void **state)
{
    (void)state;
    g_autoptr(MbPicture) picture = mb_picture_new(2, 1, 4);
    g_autoptr(GArray) edges = mb_picture_find_edges(picture);
    assert_int_equal(edges->len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(are_the_sides_of_a_shade),   cmocka_unit_test(are_found_where_a_pale_line_parts_shades),
        cmocka_unit_test(are_none_where_two_fills_meet), cmocka_unit_test(are_none_of_letters),
        cmocka_unit_test(are_none_of_a_picture_without_room),
    };
    return cmocka_run_group_tests_name("edges", tests, NULL, NULL);
}
