#include "../../scratch.h"

#include "xml/references.h"

static guint count_problems(const char *xml)
{
    g_autoptr(GBytes) bytes = g_bytes_new(xml, strlen(xml));
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    bool is_right = mb_references_check(bytes, problems);
    assert_int_equal(is_right, problems->len == 0);
    return problems->len;
}

static void references_that_find_their_targets_are_right(void **state)
{
    (void)state;
    assert_int_equal(count_problems("<a><p refersTo='#x' href='#'/><q eId='x'/><r href='http://example.org/'/></a>"), 0);
}

static void a_dangling_reference_is_found(void **state)
{
    (void)state;
    assert_int_equal(count_problems("<a><p refersTo='#y'/><q eId='x'/></a>"), 1);
    assert_int_equal(count_problems("<a><p as='#y' by='#z'/></a>"), 2);
}

static void an_id_that_stands_twice_is_found(void **state)
{
    (void)state;
    assert_int_equal(count_problems("<a><p eId='x'/><q eId='x'/></a>"), 1);
}

static void a_space_in_an_address_is_found(void **state)
{
    (void)state;
    assert_int_equal(count_problems("<a><p href='a b.pdf'/></a>"), 1);
}

static void what_is_no_xml_is_one_problem(void **state)
{
    static const char *const bad[] = {"", "plain", "<a>", "<a></b>", "<a>&x;</a>", "<a b='1' b='2'/>", "<!DOCTYPE a [<!ENTITY x 'y'>", "\xFF\xFE<"};
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++)
        if (count_problems(bad[i]) != 1)
            fail_msg("%u problems in '%s'", count_problems(bad[i]), bad[i]);
}

static void thousands_of_problems_are_told_in_a_hundred(void **state)
{
    (void)state;
    g_autoptr(GString) xml = g_string_new("<a>");
    for (int i = 0; i < 5000; i++)
        g_string_append_printf(xml, "<p href='#%d'/>", i);
    g_string_append(xml, "</a>");
    assert_int_equal(count_problems(xml->str), 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(references_that_find_their_targets_are_right),
        cmocka_unit_test(a_dangling_reference_is_found),
        cmocka_unit_test(an_id_that_stands_twice_is_found),
        cmocka_unit_test(a_space_in_an_address_is_found),
        cmocka_unit_test(what_is_no_xml_is_one_problem),
        cmocka_unit_test(thousands_of_problems_are_told_in_a_hundred),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
