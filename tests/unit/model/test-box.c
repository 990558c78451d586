#include "model/box.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

static const MbBox none = {0, 0, 0, 0}, square = {0, 0, 10, 10}, right = {5, 0, 15, 10}, far = {20, 20, 30, 30};

static void expect_box(MbBox box, double x0, double y0, double x1, double y1)
{
    assert_true(box.x0 == x0 && box.y0 == y0 && box.x1 == x1 && box.y1 == y1);
}

static void an_empty_box_does_not_count_in_a_union(void **state)
{
    (void)state;
    expect_box(mb_box_union(none, far), 20, 20, 30, 30);
    expect_box(mb_box_union(far, none), 20, 20, 30, 30);
    expect_box(mb_box_union(square, far), 0, 0, 30, 30);
}

static void a_thin_rule_is_not_empty(void **state)
{
    (void)state;
    assert_false(mb_box_is_empty((MbBox){0, 5, 100, 5}));
    assert_true(mb_box_is_empty(none));
}

static void the_common_part_of_apart_boxes_is_empty(void **state)
{
    (void)state;
    assert_true(mb_box_is_empty(mb_box_intersect(square, far)));
    expect_box(mb_box_intersect(square, right), 5, 0, 10, 10);
}

static void the_share_is_that_of_the_inner_box(void **state)
{
    (void)state;
    assert_true(mb_box_share(square, right) == 0.5);
    assert_true(mb_box_share(square, (MbBox){-5, -5, 50, 50}) == 1);
    assert_true(mb_box_share((MbBox){0, 0, 10, 0}, square) == 0);
    assert_true(mb_box_share(square, far) == 0);
}

static void a_centre_decides_where_a_word_belongs(void **state)
{
    (void)state;
    assert_true(mb_box_has_centre(square, (MbBox){4, 4, 14, 6}));
    assert_false(mb_box_has_centre(square, (MbBox){8, 4, 18, 6}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_box_does_not_count_in_a_union),
        cmocka_unit_test(a_thin_rule_is_not_empty),
        cmocka_unit_test(the_common_part_of_apart_boxes_is_empty),
        cmocka_unit_test(the_share_is_that_of_the_inner_box),
        cmocka_unit_test(a_centre_decides_where_a_word_belongs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
