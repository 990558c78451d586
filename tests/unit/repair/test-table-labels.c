#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../tables.h"

static void the_last_row_that_is_the_total_is_named(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    MbBlock *table = add_table(document, "|Posts|Filled|Vacant\nNorth|314|291|23\nSouth|250|239|11\nEast|187|142|45\n|751|672|79\n", MB_ORIGIN_OCR);
    repair_document(document);
    assert_string_equal(text_at(table, 4, 0), "Total");
    assert_string_equal(check_at(table, 4, 0), "repaired");
    assert_int_equal(cell_at(table, 4, 0)->scope, MB_SCOPE_ROW);
    const MbBlock *leaf = cell_at(table, 4, 0)->first_child;
    assert_string_equal(mb_attrs_get(g_array_index(leaf->spans, MbSpan, 0).attrs, "was"), "");
    assert_non_null(strstr(mb_attrs_get(table->attrs, "relations"), "label of r5, by its place and sum"));
}

static void a_row_that_is_no_total_stays_without_a_name(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    MbBlock *table = add_table(document, "|Posts|Filled|Vacant\nNorth|314|291|23\nSouth|250|239|11\nEast|187|142|45\n|752|673|79\n", MB_ORIGIN_TEXT);
    repair_document(document);
    assert_string_equal(text_at(table, 4, 0), "");
    assert_string_equal(check_at(table, 4, 0), "doubtful");
}

static void a_sum_below_a_run_inside_is_a_subtotal(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    MbBlock *table = add_table(document,
                               "|Budget|Spent\nRoads|1,314|1,291\nParks|2,250|2,339\n|3,564|3,630\nWaste|4,187|4,142\nLight|1,020|987\n"
                               "Signs|871|902\nTotal|9,642|9,661\n",
                               MB_ORIGIN_TEXT);
    repair_document(document);
    assert_string_equal(text_at(table, 3, 0), "Subtotal");
}

static void the_missing_name_of_a_known_order_is_taken_from_a_sibling(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    add_table(document, "|Last|This\nForce|8,340|10,862\nAshby|1,577|2,647\nBarrow|1,215|1,573\nCorby|1,260|2,150\nDenby|1,106|1,716\n"
                        "Elton|1,278|1,782\nFlint|1,904|994\n", MB_ORIGIN_OCR);
    MbBlock *table = add_table(document, "|Last|This\nForce|2,533|3,184\nAshby|442|822\nBarrow|391|388\nCorby|661|690\nDenby|294|383\n"
                                         "Elton|374|494\n|371|407\n", MB_ORIGIN_OCR);
    repair_document(document);
    assert_string_equal(text_at(table, 7, 0), "Flint");
    assert_string_equal(check_at(table, 7, 0), "repaired");
}

static void a_row_that_another_table_gives_with_a_name_is_named(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    add_table(document, "|Last|This|Change\nForce|8,340|10,862|2,522\nAshby|1,577|2,647|1,070\nBarrow|6,763|8,215|1,452\n", MB_ORIGIN_OCR);
    MbBlock *table = add_table(document,
                               "|Last|This|Change\n|8,340|10,862|2,522\nNorth|3,577|4,647|1,070\nSouth|4,763|6,215|1,452\n", MB_ORIGIN_OCR);
    repair_document(document);
    assert_string_equal(text_at(table, 1, 0), "Force");
    assert_non_null(strstr(mb_attrs_get(table->attrs, "relations"), "as r2 of table 1, by the same figures and totals"));
}

static void a_row_outside_the_total_is_not_named_by_order_alone(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    add_table(document, "|Last|This\nForce|8,340|10,862\nAshby|1,577|2,647\nBarrow|1,215|1,573\nCorby|1,260|2,150\nDenby|1,106|1,716\n"
                        "Elton|1,278|1,782\nFlint|1,904|994\n", MB_ORIGIN_OCR);
    MbBlock *table = add_table(document, "|Last|This\nForce|2,162|2,777\nAshby|442|822\nBarrow|391|388\nCorby|661|690\nDenby|294|383\n"
                                         "Elton|374|494\n|371|407\n", MB_ORIGIN_OCR);
    repair_document(document);
    assert_string_equal(text_at(table, 7, 0), "");
    assert_string_equal(check_at(table, 7, 0), "doubtful");
}

static void siblings_that_disagree_name_nothing(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    static const char *const last[] = {"Flint|1,904|994\n", "Grays|1,904|994\n"};
    for (int i = 0; i < 2; i++) {
        g_autofree char *rows = g_strconcat("|Last|This\nForce|8,340|10,862\nAshby|1,577|2,647\nBarrow|1,215|1,573\nCorby|1,260|2,150\n"
                                            "Denby|1,106|1,716\nElton|1,278|1,782\n", last[i], NULL);
        add_table(document, rows, MB_ORIGIN_OCR);
    }
    MbBlock *table = add_table(document, "|Last|This\nForce|2,533|3,184\nAshby|442|822\nBarrow|391|388\nCorby|661|690\nDenby|294|383\n"
                                         "Elton|374|494\n|371|407\n", MB_ORIGIN_OCR);
    repair_document(document);
    assert_string_equal(text_at(table, 7, 0), "");
}

static void tables_whose_rows_have_no_names_are_left_alone(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    MbBlock *table = add_table(document, "Group|Posts|Filled\nNorth|314|291\n|250|239\n|187|142\nSouth|190|150\n|211|187\n", MB_ORIGIN_TEXT);
    repair_document(document);
    assert_string_equal(check_at(table, 2, 0), mb_check_name(MB_CHECK_NOT));
    assert_string_equal(text_at(table, 2, 0), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_last_row_that_is_the_total_is_named),
        cmocka_unit_test(a_row_that_is_no_total_stays_without_a_name),
        cmocka_unit_test(a_sum_below_a_run_inside_is_a_subtotal),
        cmocka_unit_test(the_missing_name_of_a_known_order_is_taken_from_a_sibling),
        cmocka_unit_test(a_row_that_another_table_gives_with_a_name_is_named),
        cmocka_unit_test(a_row_outside_the_total_is_not_named_by_order_alone),
        cmocka_unit_test(siblings_that_disagree_name_nothing),
        cmocka_unit_test(tables_whose_rows_have_no_names_are_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
