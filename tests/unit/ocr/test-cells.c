/* The choice among several readings of one cell. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../stages/ocr/cells.h"

#include <string.h>

static MbOcrCell cell;

static int forget(void **state)
{
    (void)state;
    mb_ocr_cell_clear(&cell);
    return 0;
}

/* A pass that read words, parted by spaces, with a confidence. */
static void read_as(int pass, const char *text, double conf)
{
    g_auto(GStrv) parts = g_strsplit(text, " ", -1);
    cell.words[pass] = g_array_new(FALSE, FALSE, sizeof(MbReadWord));
    g_array_set_clear_func(cell.words[pass], mb_read_word_clear);
    for (int i = 0; parts[i]; i++) {
        const MbReadWord word = {.text = g_strdup(parts[i]), .box = {i * 50, 0, i * 50 + 40, 20}, .conf = conf};
        g_array_append_val(cell.words[pass], word);
    }
}

/* Settles the cell and checks its words; the first word's confidence is returned. */
static double settle(const char *looks, const char *wanted, const char *other)
{
    const GArray *words = mb_ocr_cell_settle(&cell, looks, looks ? (guint)strlen(looks) : 0);
    g_autofree char *text = mb_ocr_dup_joined(words, " ");
    assert_string_equal(text, wanted);
    const MbReadWord *first = &g_array_index(words, MbReadWord, 0);
    if (other)
        assert_string_equal(first->other, other);
    else
        assert_null(first->other);
    return first->conf;
}

static void a_number_that_all_read_alike_is_sure(void **state)
{
    (void)state;
    read_as(0, "1,224", 0.95);
    read_as(1, "1,224", 0.96);
    assert_true(settle("1,224", "1,224", NULL) > 0.9);
}

static void a_number_with_other_digits_in_a_pass_is_doubtful(void **state)
{
    (void)state;
    read_as(0, "225", 0.95);
    read_as(1, "225", 0.96);
    read_as(2, "275", 0.97);
    assert_true(settle(NULL, "225", "275") < 0.7);
}

static void a_number_that_looks_otherwise_is_doubtful(void **state)
{
    (void)state;
    read_as(0, "1971", 0.95);
    read_as(1, "1971", 0.96);
    assert_true(settle("1921", "1921", "1971") < 0.7);
}

static void marks_that_ran_together_do_not_replace_a_number(void **state)
{
    (void)state;
    read_as(0, "3,298", 0.95);
    read_as(1, "3,298", 0.96);
    assert_true(settle("3,28", "3,298", "3,28") < 0.7);
}

static void a_point_that_only_looks_show_is_taken_with_doubt(void **state)
{
    (void)state;
    read_as(0, "348%", 0.95);
    read_as(1, "348%", 0.96);
    assert_true(settle("34.8%", "34.8%", "348%") < 0.7);
}

static void a_point_too_faint_for_looks_is_no_doubt(void **state)
{
    (void)state;
    read_as(0, "+30.6%", 0.91);
    read_as(1, "+30.6%", 0.91);
    assert_true(settle("+306%", "+30.6%", NULL) > 0.9);
}

static void a_comma_before_two_digits_is_doubtful(void **state)
{
    (void)state;
    read_as(0, "23,38", 0.96);
    read_as(1, "23,38", 0.96);
    assert_true(settle("23.38", "23.38", "23,38") < 0.7);
}

static void a_number_of_unknown_looks_needs_a_surer_reader(void **state)
{
    (void)state;
    read_as(0, "275", 0.75);
    read_as(1, "275", 0.75);
    assert_true(settle(NULL, "275", NULL) < 0.7);
}

static void an_r_and_an_n_are_no_m(void **state)
{
    (void)state;
    read_as(0, "Tam South", 0.95);
    read_as(1, "Tam South", 0.95);
    settle("TarnSouth", "Tarn South", "Tam");
}

static void looks_alone_change_no_letter(void **state)
{
    (void)state;
    read_as(0, "Warfield", 0.95);
    read_as(1, "Warfield", 0.95);
    assert_true(settle("Wartield", "Warfield", NULL) > 0.9);
}

static void a_word_that_a_pass_read_otherwise_keeps_the_other(void **state)
{
    (void)state;
    read_as(0, "Holme Valley", 0.95);
    read_as(1, "Holme Valley", 0.95);
    read_as(2, "Hoime Valley", 0.9);
    assert_true(settle(NULL, "Holme Valley", "Hoime") < 0.85);
}

static void only_a_cell_read_twice_alike_and_surely_teaches_looks(void **state)
{
    (void)state;
    read_as(0, "34.8 %", 0.95);
    read_as(1, "34.8 %", 0.96);
    g_autofree char *sure = mb_ocr_cell_dup_sure(&cell);
    assert_string_equal(sure, "34.8%");
    forget(NULL);
    read_as(0, "34.8", 0.95);
    read_as(1, "34.6", 0.96);
    assert_null(mb_ocr_cell_dup_sure(&cell));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(a_number_that_all_read_alike_is_sure, forget),
        cmocka_unit_test_teardown(a_number_with_other_digits_in_a_pass_is_doubtful, forget),
        cmocka_unit_test_teardown(a_number_that_looks_otherwise_is_doubtful, forget),
        cmocka_unit_test_teardown(marks_that_ran_together_do_not_replace_a_number, forget),
        cmocka_unit_test_teardown(a_point_that_only_looks_show_is_taken_with_doubt, forget),
        cmocka_unit_test_teardown(a_point_too_faint_for_looks_is_no_doubt, forget),
        cmocka_unit_test_teardown(a_comma_before_two_digits_is_doubtful, forget),
        cmocka_unit_test_teardown(a_number_of_unknown_looks_needs_a_surer_reader, forget),
        cmocka_unit_test_teardown(an_r_and_an_n_are_no_m, forget),
        cmocka_unit_test_teardown(looks_alone_change_no_letter, forget),
        cmocka_unit_test_teardown(a_word_that_a_pass_read_otherwise_keeps_the_other, forget),
        cmocka_unit_test_teardown(only_a_cell_read_twice_alike_and_surely_teaches_looks, forget),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
