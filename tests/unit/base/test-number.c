#include "base/number.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <math.h>
#include <string.h>

static void expect_written(double value, const char *text)
{
    g_autoptr(GString) out = g_string_new(NULL);
    mb_number_append(out, value);
    assert_string_equal(out->str, text);
}

static void numbers_are_written_short(void **state)
{
    (void)state;
    expect_written(0, "0");
    expect_written(-0.0, "0");
    expect_written(72, "72");
    expect_written(-1.5, "-1.5");
    expect_written(595.32, "595.32");
    expect_written(0.001, "0.001");
    expect_written(-0.05, "-0.05");
    expect_written(0.1 + 0.2, "0.30000000000000004");
    expect_written(NAN, "0");
    expect_written(INFINITY, "0");
}

static void written_numbers_read_back_to_the_same_value(void **state)
{
    (void)state;
    g_autoptr(GRand) random = g_rand_new_with_seed(7);
    for (int i = 0; i < 20000; i++) {
        double value = g_rand_double_range(random, -1e4, 1e4) * pow(10, g_rand_int_range(random, -8, 8)), read;
        g_autoptr(GString) out = g_string_new(NULL);
        mb_number_append(out, value);
        assert_true(mb_number_parse(out->str, out->len, &read));
        assert_true(read == value);
        g_autoptr(GString) narrow = g_string_new(NULL);
        mb_number_append_float(narrow, (float)value);
        assert_true(mb_number_parse(narrow->str, narrow->len, &read));
        assert_true((float)read == (float)value);
    }
}

static void what_is_no_number_is_refused(void **state)
{
    (void)state;
    const char *const texts[] = {"", "-", ".", "1 ", " 1", "1,5", "0x10", "nan", "inf", "1e999", "1.2.3", "--1", "12a"};
    double value = 42;
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
        assert_false(mb_number_parse(texts[i], strlen(texts[i]), &value));
    assert_true(value == 42);
}

static void integers_are_exact_to_eighteen_digits(void **state)
{
    (void)state;
    gint64 value;
    g_autoptr(GString) out = g_string_new(NULL);
    mb_number_append_int(out, G_MININT64);
    assert_string_equal(out->str, "-9223372036854775808");
    assert_true(mb_number_parse_int("-123456789012345678", 19, &value));
    assert_true(value == -G_GINT64_CONSTANT(123456789012345678));
    assert_false(mb_number_parse_int("1234567890123456789", 19, &value));
    assert_false(mb_number_parse_int("", 0, &value));
    assert_false(mb_number_parse_int("-", 1, &value));
    assert_false(mb_number_parse_int("1.0", 3, &value));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_written_short),
        cmocka_unit_test(written_numbers_read_back_to_the_same_value),
        cmocka_unit_test(what_is_no_number_is_refused),
        cmocka_unit_test(integers_are_exact_to_eighteen_digits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
