#include "../../../stages/repair/relations/amount.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void expect(const char *text, MbAmountKind kind, double value)
{
    MbAmount amount = mb_amount_read(text);
    if (amount.kind != kind || (kind == MB_AMOUNT_VALUE && amount.value != (int64_t)(value * MB_AMOUNT_UNIT + (value < 0 ? -0.5 : 0.5))))
        fail_msg("'%s' is read as kind %d, %ld ten-thousandths", text, (int)amount.kind, (long)amount.value);
}

static void numbers_are_read_in_every_usual_form(void **state)
{
    (void)state;
    expect("1,234", MB_AMOUNT_VALUE, 1234);
    expect("1234.5", MB_AMOUNT_VALUE, 1234.5);
    expect("(1,234)", MB_AMOUNT_VALUE, -1234);
    expect("-3.1%", MB_AMOUNT_VALUE, -3.1);
    expect("(3.1%)", MB_AMOUNT_VALUE, -3.1);
    expect("\u2212 12", MB_AMOUNT_VALUE, -12);
    expect("+0.036", MB_AMOUNT_VALUE, 0.036);
    expect("£1,234,567", MB_AMOUNT_VALUE, 1234567);
    expect("47.2 %", MB_AMOUNT_VALUE, 47.2);
}

static void a_unit_or_a_letter_may_stand_behind_a_number(void **state)
{
    (void)state;
    expect("+6.7 pts", MB_AMOUNT_VALUE, 6.7);
    expect("-0.5pp", MB_AMOUNT_VALUE, -0.5);
    expect("2.1 % points", MB_AMOUNT_VALUE, 2.1);
    expect("12.4 FTE", MB_AMOUNT_VALUE, 12.4);
    expect("313 (fav)", MB_AMOUNT_VALUE, 313);
    expect("182 A", MB_AMOUNT_VALUE, -182);
    expect("120A", MB_AMOUNT_MALFORMED, 0); /* 1204 read badly? */
    MbAmount bad = mb_amount_read("1,0244 (adv)");
    assert_int_equal(bad.kind, MB_AMOUNT_MALFORMED);
    assert_true(bad.is_lettered);
    assert_int_equal(bad.core_end, 6);
    MbAmount like = mb_amount_read("182 A");
    g_autofree char *text = mb_amount_format(-1870000, &like, 0);
    assert_string_equal(text, "187");
}

static void a_dash_is_nothing_and_na_is_not_known(void **state)
{
    (void)state;
    expect("-", MB_AMOUNT_NIL, 0);
    expect("\u2013", MB_AMOUNT_NIL, 0);
    expect("nil", MB_AMOUNT_NIL, 0);
    expect("n/a", MB_AMOUNT_ABSENT, 0);
    expect("*", MB_AMOUNT_ABSENT, 0);
    expect("", MB_AMOUNT_EMPTY, 0);
}

static void digits_in_no_proper_form_are_told_from_words(void **state)
{
    (void)state;
    expect("23,38", MB_AMOUNT_MALFORMED, 0);
    expect("1,2O4", MB_AMOUNT_MALFORMED, 0);
    expect("29 53", MB_AMOUNT_MALFORMED, 0);
    expect("Ward 12 North", MB_AMOUNT_WORDS, 0);
    expect("1,234,567,890,123", MB_AMOUNT_MALFORMED, 0);
}

static void a_number_is_written_in_the_manner_of_another(void **state)
{
    (void)state;
    static const struct {
        const char *like, *text;
        double value;
        int places;
    } cases[] = {{"1,234", "5,678", 5678, 0}, {"(12)", "(7)", -7, 0}, {"+3", "+12", 12, 0}, {"12.50", "7.10", 7.1, 2}, {"12", "7.25", 7.25, 0}};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        MbAmount like = mb_amount_read(cases[i].like);
        int64_t value = (int64_t)(cases[i].value * MB_AMOUNT_UNIT + (cases[i].value < 0 ? -0.5 : 0.5));
        g_autofree char *text = mb_amount_format(value, &like, cases[i].places);
        assert_string_equal(text, cases[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_read_in_every_usual_form),
        cmocka_unit_test(a_unit_or_a_letter_may_stand_behind_a_number),
        cmocka_unit_test(a_dash_is_nothing_and_na_is_not_known),
        cmocka_unit_test(digits_in_no_proper_form_are_told_from_words),
        cmocka_unit_test(a_number_is_written_in_the_manner_of_another),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
