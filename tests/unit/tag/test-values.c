#include "tagged.h"

static void dates_become_iso(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("On Monday, 12th March, 2018 and 4/07/09, JULY 2nd 2009 and 31 February 2011.");
    expect_attr(document, MB_SPAN_DATE, "Monday, 12th March, 2018", "date", "2018-03-12");
    expect_attr(document, MB_SPAN_DATE, "4/07/09", "date", "2009-07-04");
    expect_attr(document, MB_SPAN_DATE, "JULY 2nd 2009", "date", "2009-07-02");
    expect_spans(document, MB_SPAN_DATE, "Monday, 12th March, 2018|4/07/09|JULY 2nd 2009");
}

static void periods_have_values(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("From 1 April to 30 June 2019, in Quarter 3, the plan for 2024/25 and since September 2014.");
    expect_attr(document, MB_SPAN_PERIOD, "1 April to 30 June 2019", "value", "2019-04-01/2019-06-30");
    expect_attr(document, MB_SPAN_PERIOD, "Quarter 3", "value", "Q3");
    expect_attr(document, MB_SPAN_PERIOD, "2024/25", "value", "2024/2025");
    expect_attr(document, MB_SPAN_PERIOD, "September 2014", "value", "2014-09");
}

static void times_are_told_from_amounts(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("The meeting opened at 7.15pm, broke at 20.03 and closed at 10:30hrs; it cost £20.03.");
    expect_attr(document, MB_SPAN_TIME, "7.15pm", "time", "19:15:00");
    expect_attr(document, MB_SPAN_TIME, "20.03", "time", "20:03:00");
    expect_attr(document, MB_SPAN_TIME, "10:30hrs", "time", "10:30:00");
    expect_spans(document, MB_SPAN_MONEY, "£20.03");
}

static void money_is_normalised_to_pounds(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("Grants of £48,500, £0.5m, £250k, £1.3 million and £ 67.00 were made.");
    expect_attr(document, MB_SPAN_MONEY, "£48,500", "normalized", "48500");
    expect_attr(document, MB_SPAN_MONEY, "£0.5m", "normalized", "500000");
    expect_attr(document, MB_SPAN_MONEY, "£250k", "normalized", "250000");
    expect_attr(document, MB_SPAN_MONEY, "£1.3 million", "normalized", "1300000");
    expect_attr(document, MB_SPAN_MONEY, "£ 67.00", "normalized", "67.00");
    expect_attr(document, MB_SPAN_MONEY, "£250k", "unit", "GBP");
    assert_non_null(mb_document_entity(document, span_with(document, MB_SPAN_MONEY, "£250k")->ref));
}

static void percentages_are_quantities(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("It fell by 6.7% and then by 12 per cent.");
    expect_attr(document, MB_SPAN_QUANTITY, "6.7%", "normalized", "6.7");
    expect_attr(document, MB_SPAN_QUANTITY, "12 per cent", "unit", "percent");
}

static void contacts_and_citations_are_marked(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("Tel: 01632 960114 Email: a.clerk@town.example",
                                            "under section 9 of the Police Reform and Social Responsibility Act 2011 and paragraph 3 of Schedule 12A.");
    expect_spans(document, MB_SPAN_CONTACT, "01632 960114|a.clerk@town.example");
    expect_attr(document, MB_SPAN_REFERENCE, "section 9 of the Police Reform and Social Responsibility Act 2011", "kind", "legislation");
    expect_attr(document, MB_SPAN_REFERENCE, "paragraph 3 of Schedule 12A", "kind", "legislation");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_become_iso),           cmocka_unit_test(periods_have_values),
        cmocka_unit_test(times_are_told_from_amounts), cmocka_unit_test(money_is_normalised_to_pounds),
        cmocka_unit_test(percentages_are_quantities), cmocka_unit_test(contacts_and_citations_are_marked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
