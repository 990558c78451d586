#include "model/label.h"

#include <math.h>
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

/* Parses, and checks style, shape and the last value of the first reading. */
static MbLabel expect(const char *text, MbLabelStyle style, MbLabelShape shape, int value)
{
    MbLabel label;
    assert_true(mb_label_parse(text, false, &label));
    assert_int_equal(label.reading[0].style, style);
    assert_int_equal(label.reading[0].shape, shape);
    assert_int_equal(mb_label_value(&label.reading[0]), value);
    return label;
}

static void expect_none(const char *text)
{
    MbLabel label;
    if (mb_label_parse(text, false, &label))
        fail_msg("'%s' was taken for a label of %u bytes", text, label.length);
}

static void numbers_are_read_in_every_shape(void **state)
{
    (void)state;
    expect("1. That", MB_LABEL_ARABIC, MB_LABEL_POINT, 1);
    expect("12) That", MB_LABEL_ARABIC, MB_LABEL_BRACKET, 12);
    expect("(3) That", MB_LABEL_ARABIC, MB_LABEL_BRACKETS, 3);
    expect("7 That", MB_LABEL_ARABIC, MB_LABEL_BARE, 7);
    expect("1.) That", MB_LABEL_ARABIC, MB_LABEL_BRACKET, 1);
    expect("(1). That", MB_LABEL_ARABIC, MB_LABEL_BRACKETS, 1);
}

static void a_label_with_parts_counts_by_its_last(void **state)
{
    (void)state;
    MbLabel label = expect("5.1.2 Finance", MB_LABEL_ARABIC, MB_LABEL_BARE, 2);
    assert_int_equal(label.reading[0].parts, 3);
    assert_int_equal(label.reading[0].part[0], 5);
    assert_int_equal(label.length, 5);
    assert_int_equal(label.rest, 6);
    assert_int_equal(expect("1.0 Purpose", MB_LABEL_ARABIC, MB_LABEL_BARE, 0).reading[0].parts, 2);
    assert_int_equal(expect("5.1. Finance", MB_LABEL_ARABIC, MB_LABEL_POINT, 1).reading[0].parts, 2);
}

static void letters_and_numerals_are_read_both_ways_where_both_fit(void **state)
{
    (void)state;
    MbLabel label = expect("(i) that", MB_LABEL_ROMAN_LOWER, MB_LABEL_BRACKETS, 1);
    assert_int_equal(label.readings, 2);
    assert_int_equal(label.reading[1].style, MB_LABEL_ALPHA_LOWER);
    assert_int_equal(mb_label_value(&label.reading[1]), 9);
    label = expect("c) that", MB_LABEL_ALPHA_LOWER, MB_LABEL_BRACKET, 3);
    assert_int_equal(label.readings, 2);
    assert_int_equal(label.reading[1].style, MB_LABEL_ROMAN_LOWER);
    assert_int_equal(expect("viii. that", MB_LABEL_ROMAN_LOWER, MB_LABEL_POINT, 8).readings, 1);
    assert_int_equal(expect("b) that", MB_LABEL_ALPHA_LOWER, MB_LABEL_BRACKET, 2).readings, 1);
    expect("bb) that", MB_LABEL_ALPHA_LOWER, MB_LABEL_BRACKET, 28);
    expect("IV. That", MB_LABEL_ROMAN_UPPER, MB_LABEL_POINT, 4);
}

static void text_that_only_looks_like_a_label_is_none(void **state)
{
    (void)state;
    const char *const texts[] = {"",         "The",      "e.g. this", "i.e. this", "10.30am", "12.03.2018", "(Chair) N Akhtar",
                                 "mix. this", "iiii. so", "1,200 in",  "1st May",   "09. May", "2024/25 plan", "A man",
                                 "I said",   "(1 of",    "(MC) said", "£5 was",    "-5 was",  "*note",       "ok. this"};
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
        expect_none(texts[i]);
}

static void doubtful_labels_are_weak(void **state)
{
    (void)state;
    const char *const weak[] = {"o item", "- item", "– item", "3.5 per cent", "A. Andrews", "2018 was", "12 noon", "1.The", "§ 12 of the Act"};
    const char *const strong[] = {"1. item", "(a) item", "• item", "§ item", "Ø item", "ü item", "a. item", "- § item", "iv) item"};
    MbLabel label;
    for (gsize i = 0; i < G_N_ELEMENTS(weak); i++) {
        assert_true(mb_label_parse(weak[i], false, &label));
        assert_true(label.is_weak);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(strong); i++) {
        assert_true(mb_label_parse(strong[i], false, &label));
        assert_false(label.is_weak);
    }
}

static void bullets_are_recognised_before_any_white_space(void **state)
{
    (void)state;
    MbLabel label = expect("·\u00a0\u00a0The Commissioner", MB_LABEL_BULLET, MB_LABEL_BARE, 0);
    assert_int_equal(label.length, 2);
    assert_int_equal(label.rest, 6);
    label = expect("\uf0b7Text", MB_LABEL_BULLET, MB_LABEL_BARE, 0);
    assert_int_equal(label.reading[0].bullet, 0xF0B7);
    assert_int_equal(label.rest, 3);
    label = expect("- § Second", MB_LABEL_BULLET, MB_LABEL_BARE, 0);
    assert_int_equal(label.reading[0].bullet, 0xA7);
    assert_int_equal(label.rest, 5);
}

static void a_sign_before_a_number_that_stands_alone_is_no_bullet(void **state)
{
    (void)state;
    static const char *const numbers[] = {"- 3.1%", "+ 23.3", "\u2013 \u00a32.4m", "\u2212 1,204", "- (12) "};
    for (guint i = 0; i < G_N_ELEMENTS(numbers); i++)
        expect_none(numbers[i]);
    expect("- 3 officers left", MB_LABEL_BULLET, MB_LABEL_BARE, 0);
    expect("\u2022 3.1%", MB_LABEL_BULLET, MB_LABEL_BARE, 0);
}

static void letters_of_symbol_fonts_are_bullets(void **state)
{
    (void)state;
    MbLabel label;
    const char *const texts[] = {"l item", "n item", "q item", "ü item", "Øitem", "v"};
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        assert_true(mb_label_parse(texts[i], true, &label));
        assert_int_equal(label.reading[0].style, MB_LABEL_BULLET);
        assert_false(label.is_weak);
    }
    expect_none("n item");
    expect_none("üitem");
}

/* Places labels one after the other and compares the depths, one digit each. */
static void expect_depths(const char *const *texts, const char *depths)
{
    MbLabelStack stack = {0};
    for (gsize i = 0; texts[i]; i++) {
        MbLabel label, next;
        assert_true(mb_label_parse(texts[i], false, &label));
        bool has_next = texts[i + 1] && mb_label_parse(texts[i + 1], false, &next);
        MbLabelPlace place = mb_label_stack_place(&stack, &label, has_next ? &next : NULL, NAN);
        if (place.depth != (guint)(depths[i] - '0'))
            fail_msg("label %zu '%s' stands at depth %u, not %c", i, texts[i], place.depth, depths[i]);
    }
}

static void numerals_below_numbers_are_nested(void **state)
{
    (void)state;
    const char *const texts[] = {"(1) x", "i. x", "ii. x", "(2) x", "(3) x", "i. x", NULL};
    expect_depths(texts, "122112");
    const char *const letters[] = {"1) x", "2) x", "a) x", "b) x", "c) x", "3) x", NULL};
    expect_depths(letters, "112221");
}

static void the_ninth_letter_is_told_from_a_numeral(void **state)
{
    (void)state;
    const char *const letters[] = {"g) x", "h) x", "i) x", "j) x", NULL};
    expect_depths(letters, "1111");
    const char *const nested[] = {"g) x", "h) x", "i) x", "ii) x", "i) x", NULL};
    expect_depths(nested, "11221");
}

static void three_levels_come_back_to_the_first(void **state)
{
    (void)state;
    const char *const texts[] = {"1. x", "(a) x", "(i) x", "(ii) x", "(b) x", "2. x", "(a) x", NULL};
    expect_depths(texts, "1233212");
    const char *const parts[] = {"1. x", "1.1 x", "1.2 x", "1.2.1 x", "1.3 x", "2. x", "2.1 x", NULL};
    expect_depths(parts, "1223212");
}

static void a_list_may_change_its_shape_or_skip_a_number(void **state)
{
    (void)state;
    const char *const shape[] = {"1. x", "2) x", "3) x", NULL};
    expect_depths(shape, "111");
    const char *const gap[] = {"1. x", "2. x", "4. x", NULL};
    expect_depths(gap, "111");
}

static void second_bullets_stand_below_the_first(void **state)
{
    (void)state;
    const char *const texts[] = {"· x", "§ x", "§ x", "· x", "• x", NULL};
    expect_depths(texts, "12212");
    const char *const reverse[] = {"§ x", "· x", "§ x", NULL};
    expect_depths(reverse, "112");
    const char *const mixed[] = {"1. x", "• x", "• x", "2. x", "• x", "1. x", NULL};
    expect_depths(mixed, "122121");
}

static void a_list_that_starts_again_is_a_new_list(void **state)
{
    (void)state;
    MbLabelStack stack = {0};
    MbLabel one, two;
    mb_label_parse("1. x", false, &one);
    mb_label_parse("2. x", false, &two);
    assert_false(mb_label_stack_place(&stack, &one, &two, NAN).continues);
    assert_true(mb_label_stack_place(&stack, &two, &one, NAN).continues);
    MbLabelPlace again = mb_label_stack_place(&stack, &one, &two, NAN);
    assert_int_equal(again.depth, 1);
    assert_false(again.continues);
}

static void indents_decide_for_bullets(void **state)
{
    (void)state;
    static const double indents[] = {72, 90, 90.5, 108, 72};
    static const guint depths[] = {1, 2, 2, 3, 1};
    MbLabelStack stack = {0};
    MbLabel label;
    mb_label_parse("• x", false, &label);
    for (gsize i = 0; i < G_N_ELEMENTS(indents); i++)
        assert_int_equal(mb_label_stack_place(&stack, &label, NULL, indents[i]).depth, depths[i]);
}

static void a_number_continues_its_list_at_any_indent(void **state)
{
    (void)state;
    MbLabelStack stack = {0};
    MbLabel nine, ten;
    mb_label_parse("9. x", false, &nine);
    mb_label_parse("10. x", false, &ten);
    mb_label_stack_place(&stack, &nine, NULL, 80);
    assert_int_equal(mb_label_stack_place(&stack, &ten, NULL, 72).depth, 1);
}

static void nesting_beyond_the_limit_stays_at_the_limit(void **state)
{
    (void)state;
    MbLabelStack stack = {0};
    MbLabel label;
    mb_label_parse("• x", false, &label);
    for (int i = 0; i < 20; i++)
        assert_true(mb_label_stack_place(&stack, &label, NULL, 20.0 * i).depth <= MB_LABEL_DEPTH);
    assert_int_equal(stack.depth, MB_LABEL_DEPTH);
}

static void roman_numerals_are_read_as_they_are_written(void **state)
{
    (void)state;
    for (int value = 2; value < 90; value++) {
        MbLabel label;
        g_autofree char *roman = mb_label_dup_roman(value);
        g_autofree char *text = g_strconcat("(", roman, ") text", NULL);
        if (strlen(roman) < 2)
            continue;
        assert_true(mb_label_parse(text, false, &label));
        assert_int_equal(mb_label_value(&label.reading[0]), value);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_read_in_every_shape),
        cmocka_unit_test(a_sign_before_a_number_that_stands_alone_is_no_bullet),
        cmocka_unit_test(roman_numerals_are_read_as_they_are_written),
        cmocka_unit_test(a_label_with_parts_counts_by_its_last),
        cmocka_unit_test(letters_and_numerals_are_read_both_ways_where_both_fit),
        cmocka_unit_test(text_that_only_looks_like_a_label_is_none),
        cmocka_unit_test(doubtful_labels_are_weak),
        cmocka_unit_test(bullets_are_recognised_before_any_white_space),
        cmocka_unit_test(letters_of_symbol_fonts_are_bullets),
        cmocka_unit_test(numerals_below_numbers_are_nested),
        cmocka_unit_test(the_ninth_letter_is_told_from_a_numeral),
        cmocka_unit_test(three_levels_come_back_to_the_first),
        cmocka_unit_test(a_list_may_change_its_shape_or_skip_a_number),
        cmocka_unit_test(second_bullets_stand_below_the_first),
        cmocka_unit_test(a_list_that_starts_again_is_a_new_list),
        cmocka_unit_test(indents_decide_for_bullets),
        cmocka_unit_test(a_number_continues_its_list_at_any_indent),
        cmocka_unit_test(nesting_beyond_the_limit_stays_at_the_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
