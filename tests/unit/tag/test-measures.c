#include "tagged.h"

static void expect_measures(const char *text, const char *want)
{
    g_autoptr(MbDocument) document = TAGGED(text);
    expect_spans(document, MB_SPAN_MEASURE, want);
}

static void a_subject_that_changes_is_told_with_its_figures(void **state)
{
    (void)state;
    expect_measures("In the year to date, library visits had grown by 12% to 48,210.", "library visits had grown by 12% to 48,210");
    expect_measures("Ms Fane said that void times stood at 31 days and that rent arrears were down 4%.",
                    "void times stood at 31 days|rent arrears were down 4%");
    expect_measures("Calls answered within 20 seconds had improved from 71% to 88%.",
                    "Calls answered within 20 seconds had improved from 71% to 88%");
    expect_measures("She said missed bins fell by 9% but fly-tipping rose to 310 cases.", "missed bins fell by 9%|fly-tipping rose to 310 cases");
    expect_measures("Complaints had doubled since the spring.", "Complaints had doubled");
    expect_measures("Balances had dropped from £21m to £14m.", "Balances had dropped from £21m to £14m");
}

static void a_count_is_told_with_its_noun(void **state)
{
    (void)state;
    expect_measures("The scheme would pay for 42 extra wardens in the spring.", "42 extra wardens");
    expect_measures("The squad recovered 58 stolen vans in the dale.", "recovered 58 stolen vans");
    expect_measures("14 appeals had been received since October 2019, none of them valid.", "14 appeals had been received");
    expect_measures("Of those asked, 63% supported a rise.", "63% supported a rise");
    expect_measures("There were 97 wardens and 55 guides in post.", "There were 97 wardens|55 guides");
    expect_measures("Members welcomed the fall from 96% in April to 64% in May.", "fall from 96% in April to 64% in May");
}

static void other_numbers_are_no_measures(void **state)
{
    (void)state;
    expect_measures("Committee Room 2 was booked for 14 days and 5 members left at 9.30 am.", "");
    expect_measures("Minute 212 and item 7 of 2019 were noted by 6 votes to 2.", "");
    expect_measures("The 101 call desk and Route 66 were discussed.", "");
    expect_measures("The grant was £500 and the precept would be £9,200.", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_subject_that_changes_is_told_with_its_figures),
        cmocka_unit_test(a_count_is_told_with_its_noun),
        cmocka_unit_test(other_numbers_are_no_measures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
