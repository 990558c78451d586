#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../tables.h"

static void assert_left_alone(const char *rows, int row_count, int col_count)
{
    g_autoptr(MbDocument) document = new_document("application/pdf");
    MbBlock *table = add_table(document, rows, MB_ORIGIN_OCR);
    repair_document(document);
    for (int row = 1; row <= row_count; row++)
        for (int col = 1; col < col_count; col++)
            if (!strcmp(check_at(table, row, col), "doubtful"))
                fail_msg("'%s' is doubted", text_at(table, row, col));
}

static void digits_that_name_something_are_not_doubted(void **state)
{
    (void)state;
    assert_left_alone("Site|Opened|Year|Telephone|Ages|Grant\nAshby|01/04/2018|2018/19|01622 694000|0-4|1,250\n"
                      "Barrow|12/11/2003|2003-04|01303 850388|5-10|3,401\nCorby|07/09/1998|1998/99|020 7946 0958|65+|877\n",
                      3, 6);
}

static void references_that_share_a_form_are_not_doubted(void **state)
{
    (void)state;
    assert_left_alone("Site|Reference|Postcode|Road|Code\nAshby|21/00123/FUL|ME14 1XQ|A249|0041\nBarrow|21/00987/FUL|CT5 2AB|A28|0117\n"
                      "Corby|22/01544/FUL|TN23 1HU|A2|0903\n",
                      3, 5);
}

static void an_odd_one_among_numbers_is_doubted_still(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    MbBlock *table = add_table(document, "Ward|Calls\nAshby|1,204\nBarrow|1,2O4\nCorby|3,118\nDenby|2,2 7\n", MB_ORIGIN_OCR);
    repair_document(document);
    assert_string_equal(check_at(table, 2, 1), "doubtful");
    assert_string_equal(check_at(table, 4, 1), "doubtful");
}

static void years_are_no_amounts(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    MbBlock *table = add_table(document,
                               "Area|Year|Births|Rise\nAshby|2001|2002|1\nBarrow|2002|2004|2\nCorby|2003|2007|4\nDenby|2004|2013|9\n"
                               "Elton|2005|2011|6\nFlint|2006|2019|13\n",
                               MB_ORIGIN_OCR);
    repair_document(document);
    assert_null(mb_attrs_get(table->attrs, "relations"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits_that_name_something_are_not_doubted),
        cmocka_unit_test(references_that_share_a_form_are_not_doubted),
        cmocka_unit_test(an_odd_one_among_numbers_is_doubted_still),
        cmocka_unit_test(years_are_no_amounts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
