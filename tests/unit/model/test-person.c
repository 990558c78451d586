#include "model/person.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void expect_text(char *got, const char *want)
{
    assert_string_equal(got, want);
    g_free(got);
}

static void an_initial_agrees_with_its_name_and_no_other(void **state)
{
    (void)state;
    assert_true(mb_person_given_agrees("sarah jane", "s"));
    assert_true(mb_person_given_agrees("s", "sarah"));
    assert_false(mb_person_given_agrees("sarah", "t"));
    assert_false(mb_person_given_agrees("a s", "a"));
    assert_true(mb_person_given_agrees("gwenllian wyn", "wyn"));
}

static void spellings_of_a_surname_meet_under_one_key(void **state)
{
    (void)state;
    expect_text(mb_person_dup_key("Bowen-Hughes"), "bowenhughes");
    expect_text(mb_person_dup_key("Çelik"), "celik");
    expect_text(mb_person_dup_key("O’Dowd"), "odowd");
    expect_text(mb_person_dup_key("van der Horst"), "vanderhorst");
}

static void given_names_stand_before_the_surname(void **state)
{
    (void)state;
    expect_text(mb_person_dup_given("A.S. Kerr", "Kerr"), "a s");
    expect_text(mb_person_dup_given("Sarah Jane Kerr", "Kerr"), "sarah jane");
    expect_text(mb_person_dup_given("Kerr", "Kerr"), "");
    expect_text(mb_person_dup_given("Kerr", NULL), "");
}

static void a_title_is_no_part_of_a_name(void **state)
{
    (void)state;
    assert_string_equal(mb_person_name("Councillor A Kerr", "Councillor"), "A Kerr");
    assert_string_equal(mb_person_name("A Kerr", NULL), "A Kerr");
    assert_int_equal(mb_person_sex("Councillor Mrs"), 2);
    assert_int_equal(mb_person_sex("Councillor"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_initial_agrees_with_its_name_and_no_other),
        cmocka_unit_test(spellings_of_a_surname_meet_under_one_key),
        cmocka_unit_test(given_names_stand_before_the_surname),
        cmocka_unit_test(a_title_is_no_part_of_a_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
