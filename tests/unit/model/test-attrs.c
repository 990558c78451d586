#include "model/attrs.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

static void pairs_keep_the_order_of_their_first_setting(void **state)
{
    (void)state;
    g_autoptr(MbAttrs) attrs = NULL;
    mb_attrs_set(&attrs, "b", "1");
    mb_attrs_set(&attrs, "a", "2");
    mb_attrs_set(&attrs, "b", "3");
    assert_int_equal(mb_attrs_count(attrs), 2);
    assert_string_equal(mb_attrs_name(attrs, 0), "b");
    assert_string_equal(mb_attrs_get(attrs, "b"), "3");
}

static void a_value_may_be_set_from_itself(void **state)
{
    (void)state;
    g_autoptr(MbAttrs) attrs = NULL;
    mb_attrs_set(&attrs, "a", "value");
    mb_attrs_set(&attrs, "a", mb_attrs_get(attrs, "a"));
    assert_string_equal(mb_attrs_get(attrs, "a"), "value");
}

static void setting_null_removes(void **state)
{
    (void)state;
    g_autoptr(MbAttrs) attrs = NULL;
    mb_attrs_set(&attrs, "a", NULL);
    assert_null(attrs);
    mb_attrs_set(&attrs, "a", "1");
    mb_attrs_set(&attrs, "b", "2");
    mb_attrs_set(&attrs, "a", NULL);
    assert_int_equal(mb_attrs_count(attrs), 1);
    assert_null(mb_attrs_get(attrs, "a"));
    assert_string_equal(mb_attrs_name(attrs, 0), "b");
}

static void null_is_an_empty_list(void **state)
{
    (void)state;
    assert_int_equal(mb_attrs_count(NULL), 0);
    assert_null(mb_attrs_get(NULL, "a"));
    assert_null(mb_attrs_dup(NULL));
}

static void a_copy_is_independent(void **state)
{
    (void)state;
    g_autoptr(MbAttrs) attrs = NULL;
    mb_attrs_set(&attrs, "a", "1");
    g_autoptr(MbAttrs) copy = mb_attrs_dup(attrs);
    mb_attrs_set(&attrs, "a", "2");
    assert_string_equal(mb_attrs_get(copy, "a"), "1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pairs_keep_the_order_of_their_first_setting),
        cmocka_unit_test(a_value_may_be_set_from_itself),
        cmocka_unit_test(setting_null_removes),
        cmocka_unit_test(null_is_an_empty_list),
        cmocka_unit_test(a_copy_is_independent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
