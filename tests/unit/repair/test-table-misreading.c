#include "../../../stages/repair/tables/misreading.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static void expect(const char *was, const char *is, MbMisreading how)
{
    MbMisreading found = mb_misreading_between(was, is);
    if (found != how)
        fail_msg("'%s' for '%s' is %d, not %d", was, is, (int)found, (int)how);
}

static void marks_that_were_lost_leave_the_digits(void **state)
{
    (void)state;
    expect("1971", "19.71", MB_MISREADING_MARKS);
    expect("2.452", "2,452", MB_MISREADING_MARKS);
    expect("1,2O4", "1,204", MB_MISREADING_MARKS);
}

static void usual_misreadings_are_told_from_possible_ones(void **state)
{
    (void)state;
    expect("510", "610", MB_MISREADING_USUAL);
    expect("12", "112", MB_MISREADING_USUAL);
    expect("3.1", "-3.1", MB_MISREADING_USUAL);
    expect("540", "510", MB_MISREADING_USUAL);
    expect("520", "570", MB_MISREADING_USUAL);
    expect("200", "700", MB_MISREADING_USUAL);
    expect("490", "420", MB_MISREADING_FAR);
    expect("5,518", "5,158", MB_MISREADING_FAR);
    expect("47", "427", MB_MISREADING_FAR);
}

static void what_is_too_far_apart_is_no_misreading(void **state)
{
    (void)state;
    expect("1,234", "9,876", MB_MISREADING_NO);
    expect("12", "-47", MB_MISREADING_NO);
    expect("", "12", MB_MISREADING_NO);
    expect("12,345", "12,945", MB_MISREADING_USUAL);
    expect("17,345", "24,945", MB_MISREADING_NO);
}

typedef struct {
    const char *wanted;
    bool found;
} Wanted;

static void look(const char *is, gpointer data)
{
    Wanted *wanted = data;
    wanted->found |= !strcmp(is, wanted->wanted);
}

static void each_gives_other_digits_swaps_and_digits_less_and_more(void **state)
{
    (void)state;
    static const char *const wanted[] = {"563", "536", "63", "1563", "5603"};
    static const char *const from[] = {"593", "563", "563", "563", "563"};
    for (unsigned i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        Wanted at = {wanted[i], false};
        mb_misreading_each(from[i], look, &at);
        if (!at.found)
            fail_msg("'%s' is not given for '%s'", wanted[i], from[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_that_were_lost_leave_the_digits),
        cmocka_unit_test(usual_misreadings_are_told_from_possible_ones),
        cmocka_unit_test(what_is_too_far_apart_is_no_misreading),
        cmocka_unit_test(each_gives_other_digits_swaps_and_digits_less_and_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
