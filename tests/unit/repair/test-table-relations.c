#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../tables.h"

static const char *relations_of(const MbBlock *table)
{
    const char *relations = mb_attrs_get(table->attrs, "relations");
    return relations ? relations : "";
}

static void assert_found(const char *rows, const char *relation)
{
    g_autoptr(MbDocument) document = new_document("application/pdf");
    MbBlock *table = add_table(document, rows, MB_ORIGIN_TEXT);
    repair_document(document);
    if (!strstr(relations_of(table), relation))
        fail_msg("'%s' is not among '%s'", relation, relations_of(table));
}

static void a_running_total_is_found_and_ends_before_the_total(void **state)
{
    (void)state;
    assert_found("|Month|To date\nApril|314|314\nMay|250|564\nJune|187|751\nJuly|290|1,041\nAugust|211|1,252\nTotal|1,252|1,252\n",
                 "c3 = c3 before + c2 (5 of 5)");
}

static void a_running_total_may_begin_with_what_was_there(void **state)
{
    (void)state;
    assert_found("|Month|To date\nApril|314|1,314\nMay|250|1,564\nJune|187|1,751\nJuly|290|2,041\nAugust|211|2,252\n",
                 "c3 = c3 before + c2 (4 of 4)");
}

static void a_ratio_tells_its_rounding(void **state)
{
    (void)state;
    assert_found("|Last|This|Change\nAshby|11,426|12,316|7.8%\nBarrow|5,278|5,738|8.8%\nCorby|1,967|2,193|11.5%\nDenby|3,311|3,544|7.1%\n"
                 "Elton|1,184|1,224|3.4%\nFlint|1,064|1,091|2.6%\n",
                 "c4 = (c3 - c2) / c2 in per cent, ceiling to 1 places (6 of 6)");
}

static void shares_of_a_total_are_found(void **state)
{
    (void)state;
    assert_found("|Number|Share\nAshby|1,231|29.3%\nBarrow|871|20.7%\nCorby|846|20.1%\nDenby|523|12.4%\nElton|735|17.5%\nTotal|4,206|100%\n",
                 "c3 = c2 / c2[r7] in per cent, half up to 1 places (6 of 6)");
}

static void a_rate_says_by_what_it_is_multiplied(void **state)
{
    (void)state;
    assert_found("|Population|Offences|Rate per 1,000\nAshby|48,211|1,102|22.9\nBarrow|87,109|871|10.0\nCorby|64,600|2,011|31.1\n"
                 "Denby|52,310|498|9.5\nElton|73,500|1,699|23.1\n",
                 "c4 = c3 / c2 per 1000, half up to 1 places (5 of 5)");
}

static void weights_and_prices_are_products(void **state)
{
    (void)state;
    assert_found("|Quantity|Unit price|Cost\nBins|14|23.15|324.10\nLamps|31|118.40|3,670.40\nSigns|8|61.27|490.16\nKerbs|52|9.95|517.40\n",
                 "c4 = c2 * c3, half up to 2 places (4 of 4)");
    assert_found("|Weight|Score|Weighted\nPrice|40%|81|32.40\nQuality|25%|67|16.75\nStaff|20%|74|14.80\nPlan|15%|58|8.70\n",
                 "c4 = c2 * c3 / 100");
}

static void a_line_called_average_is_a_mean(void **state)
{
    (void)state;
    assert_found("|Q1|Q2|Q3|Q4|Average\nAshby|314|250|187|290|260.3\nBarrow|811|640|777|712|735.0\nCorby|455|391|502|420|442.0\n",
                 "c6 = mean of c2, c3, c4, c5, half up to 1 places (3 of 3)");
}

static void letters_give_the_sign_of_a_variance(void **state)
{
    (void)state;
    assert_found("|Budget|Actual|Variance\nAshby|1,231|1,102|129 F\nBarrow|871|950|79 A\nCorby|846|1,011|165 A\nDenby|523|498|25 F\n",
                 "c2 = c3 + c4 (4 of 4)");
}

static void points_between_percentages_are_their_difference(void **state)
{
    (void)state;
    assert_found("|2022|2023|Change\nCalls|71.3%|74.8%|+3.5pp\nVisits|44.1%|39.6%|-4.5pp\nBins|91.0%|93.7%|+2.7pp\nRoads|62.4%|55.2%|-7.2pp\n",
                 "c4 = c3 - c2 (4 of 4)");
}

static void a_rate_below_its_total_is_no_failing_sum(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    MbBlock *table = add_table(document,
                               "|Base|Precept|Charge\nAshby|2,603.1|98,677|37.91\nBarrow|3,544.9|29,709|8.38\nCorby|3,242.8|155,468|47.94\n"
                               "Denby|2,493.3|93,915|37.67\nTotal|11,884.1|377,769|31.79\n",
                               MB_ORIGIN_OCR);
    repair_document(document);
    assert_string_equal(check_at(table, 3, 3), "verified");
    assert_string_equal(text_at(table, 5, 3), "31.79");
    assert_string_not_equal(check_at(table, 5, 3), "doubtful");
    assert_int_equal(document->issues->len, 0);
}

static void brackets_are_negative_and_a_dash_is_nothing(void **state)
{
    (void)state;
    assert_found("|Budget|Spent|Over\nAshby|1,231|1,102|(129)\nBarrow|871|871|-\nCorby|846|1,011|165\nDenby|523|498|(25)\nElton|735|699|(36)\n",
                 "c4 = c3 - c2 (5 of 5)");
}

static void what_is_not_known_is_not_asked(void **state)
{
    (void)state;
    assert_found("|Budget|Spent|Over\nAshby|1,231|1,102|-129\nBarrow|871|n/a|n/a\nCorby|846|1,011|165\nDenby|523|498|-25\nElton|735||\n",
                 "c4 = c3 - c2 (3 of 3)");
}

/* Birmingham is nearly the sum of its parts: that binds nothing. */
static void a_relation_that_nearly_holds_is_none(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    MbBlock *table = add_table(document, "|Last|This\nBig|83,365|93,888\nEast|33,629|37,956\nWest|49,675|55,921\nOther|17,368|19,988\n", MB_ORIGIN_OCR);
    repair_document(document);
    assert_string_equal(relations_of(table), "");
    assert_string_equal(check_at(table, 1, 1), "read");
}

/* Figures of one small column agree soon: 2 + 5 = 7 beside thousands is no proof. */
static void small_numbers_beside_large_ones_prove_nothing(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    MbBlock *table = add_table(document, "|Posts|Cost|Days\nNorth|2|31,416|3\nSouth|5|27,182|4\nEast|7|58,699|7\nWest|4|16,180|9\n", MB_ORIGIN_OCR);
    repair_document(document);
    assert_string_equal(relations_of(table), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_running_total_is_found_and_ends_before_the_total),
        cmocka_unit_test(a_running_total_may_begin_with_what_was_there),
        cmocka_unit_test(a_ratio_tells_its_rounding),
        cmocka_unit_test(shares_of_a_total_are_found),
        cmocka_unit_test(a_rate_says_by_what_it_is_multiplied),
        cmocka_unit_test(weights_and_prices_are_products),
        cmocka_unit_test(a_line_called_average_is_a_mean),
        cmocka_unit_test(letters_give_the_sign_of_a_variance),
        cmocka_unit_test(points_between_percentages_are_their_difference),
        cmocka_unit_test(a_rate_below_its_total_is_no_failing_sum),
        cmocka_unit_test(brackets_are_negative_and_a_dash_is_nothing),
        cmocka_unit_test(what_is_not_known_is_not_asked),
        cmocka_unit_test(a_relation_that_nearly_holds_is_none),
        cmocka_unit_test(small_numbers_beside_large_ones_prove_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
