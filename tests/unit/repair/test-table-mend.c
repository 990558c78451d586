#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../tables.h"

static MbBlock *repaired(MbDocument *document, const char *rows)
{
    MbBlock *table = add_table(document, rows, MB_ORIGIN_OCR);
    repair_document(document);
    return table;
}

/* By cut and by floor all other rows agree: only the negative one could tell, and it was read as -15.1%. */
static void a_number_that_alone_tells_the_rounding_is_not_proved_by_it(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    MbBlock *table = repaired(document, "|Target|Actual|Change\nAshby|1,231|1,946|58.0%\nBarrow|871|1,105|26.8%\nCorby|846|1,021|20.6%\n"
                                        "Denby|523|898|71.7%\nElton|735|991|34.8%\nFlint|1,000|849.5|-15.1%\n");
    assert_string_equal(check_at(table, 6, 3), "read");
    assert_string_equal(check_at(table, 1, 3), "verified");
}

/* Both numbers of a row were read 630 too low: their difference holds, the columns' totals and the percentage do not. */
static void numbers_whose_errors_cancel_are_not_called_verified(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    MbBlock *table = repaired(document, "|Last|This|Difference|Change\nTotal|25,836|29,718|3,882|15.1%\nAshby|7,071|8,072|1,001|13.0%\n"
                                        "Barrow|5,871|6,113|242|4.2%\nCorby|2,846|3,488|642|22.6%\nDenby|3,023|4,625|1,602|53.0%\n"
                                        "Elton|6,395|6,790|395|6.2%\n");
    assert_string_not_equal(check_at(table, 2, 1), "verified");
    assert_string_not_equal(check_at(table, 2, 2), "verified");
}

/* Sum and share single the number out, though the sum of one column alone would be no proof. */
static void a_total_by_name_bears_a_share_out(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    MbBlock *table = repaired(document, "|Number|Share\nAshby|1,231|26.7%\nBarrow|877|18.8%\nCorby|846|18.3%\nDenby|523|11.3%\nElton|735|15.9%\n"
                                        "Flint|411|8.9%\nTotal|4,617|100%\n");
    assert_string_equal(text_at(table, 2, 1), "871");
    assert_string_equal(check_at(table, 2, 1), "repaired");
}

static void a_column_whose_total_alone_fails_is_doubted(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    MbBlock *table = repaired(document, "|Posts|Filled|Ready\nNorth|31.02|27.41|22.91\nSouth|25.07|24.91|16.91\nEast|32.18|21.52|19.52\n"
                                        "Total|88.27|72.84|56.34\n");
    for (int row = 1; row <= 4; row++) {
        assert_string_equal(check_at(table, row, 2), "doubtful");
        assert_string_equal(check_at(table, row, 3), "doubtful");
        assert_string_not_equal(check_at(table, row, 1), "doubtful");
    }
}

static void two_cells_in_one_are_never_mended_to_one_number(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    MbBlock *table = repaired(document, "|Budget|Actual|Variance\nAshby|1,231|1,102|129\nBarrow|971|950|21\nCorby|2,071|2,063 8|\n"
                                        "Denby|523|498|25\nElton|735|699|36\nTotal|5,531|5,312|219\n");
    assert_string_equal(text_at(table, 3, 2), "2,063 8");
    assert_string_equal(check_at(table, 3, 2), "doubtful");
}

/* The reader lost a comma that every other number of the column has: the value is proved, the text was not read as printed. */
static void a_proved_number_takes_the_commas_of_its_column(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    MbBlock *table = repaired(document, "|Last|This|Difference\nAshby|1,231|1,946|715\nBarrow|8,871|9,105|234\nCorby|1434|1,521|87\n"
                                        "Denby|2,523|2,898|375\nElton|1,735|1,991|256\nTotal|15,794|17,461|1,667\n");
    assert_string_equal(text_at(table, 3, 1), "1,434");
    assert_string_equal(check_at(table, 3, 1), "repaired");
    assert_string_equal(check_at(table, 1, 1), "verified");
}

static void a_column_without_commas_gets_none(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    MbBlock *table = repaired(document, "|Last|This|Difference\nAshby|1231|1946|715\nBarrow|8871|9105|234\nCorby|1434|1521|87\n"
                                        "Denby|2523|2,898|375\nElton|1735|1991|256\nTotal|15794|17461|1667\n");
    assert_string_equal(text_at(table, 3, 1), "1434");
    assert_string_equal(check_at(table, 3, 1), "verified");
}

static void a_mended_number_keeps_the_plus_of_its_column(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    MbBlock *table = repaired(document, "|Last|This|Difference\nAshby|1,231|1,946|+715\nBarrow|8,871|9,105|+234\nCorby|1,434|1,521|81\n"
                                        "Denby|2,523|2,898|+375\nElton|1,735|1,991|+256\nTotal|15,794|17,461|+1,667\n");
    assert_string_equal(text_at(table, 3, 3), "+87");
    assert_string_equal(check_at(table, 3, 3), "repaired");
}

/* "(a)djusted", or a scrap of the border: no other number of the column has a letter. */
static void a_letter_behind_one_number_alone_gives_no_sign(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    MbBlock *table = repaired(document, "|Rate|Posts\nAshby|12%|715\nBarrow|31%|234\nCorby|7% a|81\nDenby|15%|375\nElton|23%|256\n");
    assert_string_equal(check_at(table, 3, 1), "doubtful");
    assert_string_equal(text_at(table, 3, 1), "7% a");
}

/* Two numbers of one row were misread at once; one pair of readings alone satisfies row and columns. */
static void two_numbers_misread_at_once_are_mended_together(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    MbBlock *table = repaired(document, "|North|South|East|All\nQ1|374|297|223|828\nQ2|250|239|111|600\nQ3|187|142|145|474\nQ4|416|203|387|1,006\n"
                                        "Total|1,167|875|866|2,908\n");
    assert_string_equal(text_at(table, 1, 1), "314");
    assert_string_equal(text_at(table, 1, 2), "291");
    assert_string_equal(check_at(table, 1, 2), "repaired");
}

/* Both totals are 3 too high and agree with each other: another pair would explain it as well, so nothing is changed. */
static void pairs_that_several_readings_explain_are_doubted(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    MbBlock *table = repaired(document, "|North|South|East|All\nQ1|314|291|223|828\nQ2|250|239|111|600\nQ3|187|142|145|474\nQ4|416|203|387|1,006\n"
                                        "Total|1,167|878|866|2,911\n");
    assert_string_equal(text_at(table, 5, 2), "878");
    assert_string_equal(check_at(table, 5, 2), "doubtful");
    assert_string_equal(check_at(table, 5, 4), "doubtful");
}

static void clear_reading(gpointer reading)
{
    g_free(((MbReading *)reading)->text);
}

/* Puts a word of pixels with another reading behind a cell. */
static void read_again(MbDocument *document, const MbBlock *cell, const char *other)
{
    MbPage *page = mb_document_page(document, 1);
    MbBlock *leaf = cell->first_child;
    MbWord word = mb_word_init();
    MbReading reading = {g_strdup(other), 0.1};
    g_autofree char *text = g_strdup(leaf->text->str);
    word.text = text;
    word.origin = MB_ORIGIN_OCR;
    word.conf = 0.9f;
    word.readings = g_array_new(FALSE, FALSE, sizeof(MbReading));
    g_array_set_clear_func(word.readings, clear_reading);
    g_array_append_val(word.readings, reading);
    g_string_truncate(leaf->text, 0);
    mb_block_append_word(leaf, page, mb_page_append_word(page, &word), MB_JOIN_SPACE);
}

/* 8,138 of r5 c3 was read for 6,138: one relation fails, and several numbers could explain it. */
#define SPENT                                                                                                                        \
    "|Budget|Spent|Over\nAshby|5,231|5,102|-129\nBarrow|2,871|2,944|73\nCorby|3,846|4,011|165\nDenby|6,023|8,138|115\n"            \
    "Elton|1,735|1,699|-36\nFlint|2,200|2,315|115\n"

static void without_another_reading_one_witness_is_too_few(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    MbBlock *table = repaired(document, SPENT);
    assert_string_equal(text_at(table, 4, 2), "8,138");
    assert_string_equal(check_at(table, 4, 2), "doubtful");
}

static void the_readers_own_other_reading_settles_it(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    MbBlock *table = add_table(document, SPENT, MB_ORIGIN_OCR);
    read_again(document, cell_at(table, 4, 2), "6,138");
    repair_document(document);
    assert_string_equal(text_at(table, 4, 2), "6,138");
    assert_string_equal(check_at(table, 4, 2), "repaired");
}

static void another_reading_that_fits_nothing_changes_nothing(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    MbBlock *table = add_table(document, SPENT, MB_ORIGIN_OCR);
    read_again(document, cell_at(table, 3, 2), "4,017");
    repair_document(document);
    assert_string_equal(text_at(table, 3, 2), "4,011");
    assert_string_equal(check_at(table, 3, 2), "verified");
    assert_string_equal(text_at(table, 4, 2), "8,138");
}

/* Tables that leave noughts out print "13", never "13.0"; one that prints two decimals lost a digit. */
static void fewer_decimals_that_end_with_a_nought_are_odd(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    MbBlock *table = repaired(document, "|Posts|Days\nNorth|13.0|4\nSouth|13.09|9\nEast|21.52|2\nWest|16.59|7\n");
    assert_string_equal(check_at(table, 1, 1), "doubtful");
    assert_string_equal(check_at(table, 2, 1), "read");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_that_alone_tells_the_rounding_is_not_proved_by_it),
        cmocka_unit_test(numbers_whose_errors_cancel_are_not_called_verified),
        cmocka_unit_test(a_total_by_name_bears_a_share_out),
        cmocka_unit_test(a_column_whose_total_alone_fails_is_doubted),
        cmocka_unit_test(a_proved_number_takes_the_commas_of_its_column),
        cmocka_unit_test(a_column_without_commas_gets_none),
        cmocka_unit_test(a_mended_number_keeps_the_plus_of_its_column),
        cmocka_unit_test(a_letter_behind_one_number_alone_gives_no_sign),
        cmocka_unit_test(two_cells_in_one_are_never_mended_to_one_number),
        cmocka_unit_test(two_numbers_misread_at_once_are_mended_together),
        cmocka_unit_test(pairs_that_several_readings_explain_are_doubted),
        cmocka_unit_test(without_another_reading_one_witness_is_too_few),
        cmocka_unit_test(the_readers_own_other_reading_settles_it),
        cmocka_unit_test(another_reading_that_fits_nothing_changes_nothing),
        cmocka_unit_test(fewer_decimals_that_end_with_a_nought_are_odd),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
