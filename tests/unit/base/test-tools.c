/* What a program works with, as words of a line. */
#include "../../scratch.h"

#include "base/tools.h"

static char *dup_line(void **state, const char *folder)
{
    GString *tools = g_string_new(NULL);
    mb_tools_add(tools, "poppler", "22.12.0");
    mb_tools_add_folder(tools, "data", in_scratch(state, folder));
    return g_string_free(tools, FALSE);
}

static void a_version_is_one_word(void **state)
{
    (void)state;
    g_autoptr(GString) tools = g_string_new(NULL);
    mb_tools_add(tools, "poppler", "22.12.0");
    mb_tools_add(tools, "engine", "5.3 of today");
    assert_string_equal(tools->str, "poppler/22.12.0 engine/5.3-of-today");
}

static void data_are_known_by_their_content(void **state)
{
    put_file(state, "one/a.txt", "abc");
    put_file(state, "two/a.txt", "abc");
    g_autofree char *one = dup_line(state, "one"), *two = dup_line(state, "two");
    assert_string_equal(one, two);
    put_file(state, "two/b.txt", "");
    g_autofree char *more = dup_line(state, "two");
    assert_string_not_equal(one, more);
    put_file(state, "one/a.txt", "abd");
    g_autofree char *other = dup_line(state, "one");
    assert_string_not_equal(one, other);
}

static void what_is_not_there_is_said_to_be_none(void **state)
{
    g_autoptr(GString) tools = g_string_new(NULL);
    mb_tools_add_folder(tools, "data", in_scratch(state, "nowhere"));
    assert_string_equal(tools->str, "");
    mb_tools_add_file(tools, "model", in_scratch(state, "nowhere"));
    assert_string_equal(tools->str, "model=none");
    const char *path = put_file(state, "eng", "abc");
    g_string_truncate(tools, 0);
    mb_tools_add_file(tools, "model", path);
    assert_string_equal(tools->str, "model=ba7816bf8f01cfea"); /* FIPS 180-2, appendix B.1 */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_version_is_one_word),
        cmocka_unit_test_setup_teardown(data_are_known_by_their_content, make_scratch, remove_scratch),
        cmocka_unit_test_setup_teardown(what_is_not_there_is_said_to_be_none, make_scratch, remove_scratch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
