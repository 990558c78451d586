#include "base/fileset.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

static GBytes *bytes_of(const char *text)
{
    return g_bytes_new(text, strlen(text));
}

static void files_stand_in_order_of_their_paths(void **state)
{
    (void)state;
    g_autoptr(MbFileSet) set = mb_fileset_new();
    mb_fileset_take(set, "data/tables/b.csv", bytes_of("2"));
    mb_fileset_take(set, "data/document.xml", bytes_of("1"));
    mb_fileset_take(set, "data/zz", bytes_of("3"));
    assert_int_equal(mb_fileset_count(set), 3);
    assert_string_equal(mb_fileset_path(set, 0), "data/document.xml");
    assert_string_equal(mb_fileset_path(set, 1), "data/tables/b.csv");
    assert_int_equal(g_bytes_get_size(mb_fileset_bytes(set, 2)), 1);
}

static void a_path_given_again_replaces_its_bytes(void **state)
{
    (void)state;
    g_autoptr(MbFileSet) set = mb_fileset_new();
    mb_fileset_take(set, "a", bytes_of("old"));
    mb_fileset_take(set, "a", bytes_of("newer"));
    assert_int_equal(mb_fileset_count(set), 1);
    assert_int_equal(g_bytes_get_size(mb_fileset_get(set, "a")), 5);
    assert_null(mb_fileset_get(set, "b"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_stand_in_order_of_their_paths),
        cmocka_unit_test(a_path_given_again_replaces_its_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
