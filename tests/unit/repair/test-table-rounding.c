#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../tables.h"

/* Thousands rounded each for itself: totals and variances are off by one here and there. */
#define ROUNDED                                                                                                                      \
    "£000|Budget|Outturn|Variance\nStaff|5,134|5,374|241\nPremises|4,143|4,459|316\nTransport|3,535|3,504|(32)\nSupplies|2,872|2,907|34\n" \
    "Grants|1,961|2,043|82\nTotal|17,645|18,286|641\n"

static void figures_that_do_not_sum_due_to_rounding_are_neither_mended_nor_doubted(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    MbBlock *table = add_table(document, ROUNDED, MB_ORIGIN_OCR);
    repair_document(document);
    assert_string_equal(text_at(table, 1, 3), "241");
    assert_string_equal(text_at(table, 6, 2), "18,286");
    for (int row = 1; row < 7; row++)
        for (int col = 1; col < 4; col++)
            assert_string_equal(check_at(table, row, col), "read");
    assert_int_equal(document->issues->len, 0);
}

static void a_number_far_off_is_doubted_among_rounded_ones(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    MbBlock *table = add_table(document,
                               "£000|Budget|Outturn|Variance\nStaff|5,134|5,374|241\nPremises|4,143|4,459|316\nTransport|3,535|3,504|(32)\n"
                               "Supplies|2,872|2,987|34\nGrants|1,961|2,043|82\nTotal|17,645|18,286|641\n",
                               MB_ORIGIN_OCR);
    repair_document(document);
    assert_true(!strcmp(check_at(table, 4, 2), "doubtful") || !strcmp(text_at(table, 4, 2), "2,907"));
}

static void shares_of_a_hundred_need_not_come_to_it(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    MbBlock *table = add_table(document,
                               "Answer|Residents|Visitors|All\nYes|33%|41%|38%\nNo|33%|27%|29%\nPerhaps|33%|33%|32%\nTotal|100%|100%|100%\n",
                               MB_ORIGIN_OCR);
    repair_document(document);
    for (int row = 1; row < 5; row++)
        for (int col = 1; col < 4; col++)
            assert_string_not_equal(check_at(table, row, col), "doubtful");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_that_do_not_sum_due_to_rounding_are_neither_mended_nor_doubted),
        cmocka_unit_test(a_number_far_off_is_doubted_among_rounded_ones),
        cmocka_unit_test(shares_of_a_hundred_need_not_come_to_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
