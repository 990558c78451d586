#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../tables.h"

/* The difference at r5 was read as 510: the row, the column and the percentage say 610. */
#define AREAS                                                                                                                        \
    "|Last|This|Difference|Change\nForce|6,436|9,868|3,432|53.4%\nAshby|1,577|2,647|1,070|67.9%\nBarrow|1,215|1,573|358|29.5%\n"     \
    "Corby|1,260|2,150|890|70.7%\nDenby|1,106|1,716|510|55.2%\nElton|1,278|1,782|504|39.5%\n"

static void a_number_read_wrongly_is_mended_and_its_residuals_are_told(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    MbBlock *table = add_table(document, AREAS, MB_ORIGIN_OCR);
    repair_document(document);
    assert_string_equal(text_at(table, 5, 3), "610");
    assert_string_equal(check_at(table, 5, 3), "repaired");
    const char *relations = mb_attrs_get(table->attrs, "relations");
    assert_non_null(strstr(relations, "c4 = c3 - c2 (6 of 6, r6 was off by -100)"));
    assert_non_null(strstr(relations, "c4 was off by 100"));
    const MbBlock *leaf = cell_at(table, 5, 3)->first_child;
    assert_string_equal(mb_attrs_get(g_array_index(leaf->spans, MbSpan, 0).attrs, "was"), "510");
}

static void the_text_of_a_pdf_is_never_changed(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    MbBlock *table = add_table(document, AREAS, MB_ORIGIN_TEXT);
    repair_document(document);
    assert_string_equal(text_at(table, 5, 3), "510");
    assert_string_equal(check_at(table, 5, 3), "doubtful");
}

static void a_transcript_is_mended_where_three_witnesses_agree(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("text/plain");
    MbBlock *table = add_table(document, AREAS, MB_ORIGIN_TEXT);
    repair_document(document);
    assert_string_equal(text_at(table, 5, 3), "610");
    assert_string_equal(check_at(table, 5, 3), "repaired");
}

static void a_transcript_with_fewer_witnesses_is_doubted(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("text/plain");
    MbBlock *table = add_table(document,
                               "|Last|This|Difference\nForce|6,436|9,868|3,432\nAshby|1,577|2,647|1,070\nBarrow|1,215|1,573|358\n"
                               "Corby|1,260|2,150|890\nDenby|1,106|1,716|510\nElton|1,278|1,782|504\n",
                               MB_ORIGIN_TEXT);
    repair_document(document);
    assert_string_equal(text_at(table, 5, 3), "510");
    assert_string_equal(check_at(table, 5, 3), "doubtful");
}

/* 586.1 and 621.6 are 35.5 apart; the report says 35.4, from the figures behind. */
static void rounding_of_the_files_own_numbers_is_a_residual_and_no_issue(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    MbBlock *table = add_table(document,
                               "|Budget|Forecast|Over\nCare|586.1|621.6|35.4\nSchools|430.6|420.8|-9.8\nRoads|202.9|209.2|6.3\n"
                               "Chief|30.5|29.3|-1.2\nDeputy|82.2|79.2|-3.0\nOther|102.4|95.4|-7.0\n",
                               MB_ORIGIN_TEXT);
    repair_document(document);
    assert_non_null(strstr(mb_attrs_get(table->attrs, "relations"), "c4 = c3 - c2 (5 of 6, r2 was off by -0.1)"));
    assert_int_equal(document->issues->len, 0);
}

/* Both lost their minus: the percentage agrees with the difference, the difference with nothing. */
static void a_number_is_not_verified_by_one_that_is_doubted(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    MbBlock *table = add_table(document,
                               "|Last|This|Difference|Change\nAshby|1,577|2,647|1,070|67.9%\nBarrow|1,215|1,573|358|29.5%\n"
                               "Corby|1,260|2,150|890|70.7%\nDenby|1,106|1,716|610|55.2%\nElton|1,278|1,782|504|39.5%\n"
                               "Sandham|1,170|1,084|86|7.4%\n",
                               MB_ORIGIN_OCR);
    repair_document(document);
    assert_string_not_equal(check_at(table, 6, 3), "verified");
    assert_string_not_equal(check_at(table, 6, 4), "verified");
    assert_string_equal(check_at(table, 5, 4), "verified");
}

/* Commas that a reader lost in several cells of a column do not teach the column to print without. */
static void mended_numbers_print_as_the_others_do(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    MbBlock *table = add_table(document,
                               "|Last|This|Difference|Change\nAshby|1,577|2,647|1 070|67.9%\nBarrow|1,215|2,573|1 358|111.8%\n"
                               "Corby|1,260|2,150|890|70.7%\nDenby|1,106|2,716|1 610|145.6%\nElton|1,278|1,782|504|39.5%\n"
                               "Froome|1,310|1,660|350|26.8%\nGate|1,010|1,515|505|50.0%\nHolm|1,120|1,680|560|50.0%\n",
                               MB_ORIGIN_OCR);
    repair_document(document);
    assert_string_equal(text_at(table, 1, 3), "1,070");
    assert_string_equal(text_at(table, 2, 3), "1,358");
    assert_string_equal(text_at(table, 4, 3), "1,610");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_read_wrongly_is_mended_and_its_residuals_are_told),
        cmocka_unit_test(the_text_of_a_pdf_is_never_changed),
        cmocka_unit_test(a_transcript_is_mended_where_three_witnesses_agree),
        cmocka_unit_test(rounding_of_the_files_own_numbers_is_a_residual_and_no_issue),
        cmocka_unit_test(a_transcript_with_fewer_witnesses_is_doubted),
        cmocka_unit_test(a_number_is_not_verified_by_one_that_is_doubted),
        cmocka_unit_test(mended_numbers_print_as_the_others_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
