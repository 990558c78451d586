#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../tables.h"

#define SCRAPS                                                                                                                       \
    "|Last|This|Trend|Change\nAshby|1,577|2,647|26|1,070\nBarrow|1,215|1,573|F|358\nCorby|1,260|2,150|+3|890\n"                      \
    "Denby|1,106|1,716|74|610\nElton|1,278|1,782|\\$|504\nFlint|924|1,494|2|570\n"

static void scraps_of_icons_are_doubtful(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    MbBlock *table = add_table(document, SCRAPS, MB_ORIGIN_OCR);
    repair_document(document);
    for (int row = 1; row <= 6; row++) {
        assert_string_equal(check_at(table, row, 3), "doubtful");
        assert_string_equal(check_at(table, row, 4), "verified");
    }
}

static void a_typed_column_without_a_relation_is_left_alone(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    MbBlock *table = add_table(document, SCRAPS, MB_ORIGIN_TEXT);
    repair_document(document);
    assert_string_equal(check_at(table, 1, 3), "read");
}

static void a_column_of_numbers_alone_is_left_alone(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    MbBlock *table = add_table(document,
                               "|Last|This|Rank|Change\nAshby|1,577|2,647|2|1,070\nBarrow|1,215|1,573|6|358\nCorby|1,260|2,150|n/a|890\n"
                               "Denby|1,106|1,716|3|610\nElton|1,278|1,782|-|504\n",
                               MB_ORIGIN_OCR);
    repair_document(document);
    assert_string_equal(check_at(table, 1, 3), "read");
}

static void pieces_of_a_torn_side_label_are_doubtful(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    MbBlock *table = add_table(document,
                               "|Team|Posts|Filled|Vacant\nrds|North|314|291|23\nWardens|South|250|239|11\nWar|East|187|142|45\n"
                               "|Total|751|672|79\n",
                               MB_ORIGIN_OCR);
    repair_document(document);
    assert_string_equal(check_at(table, 1, 0), "doubtful");
    assert_string_equal(check_at(table, 2, 0), "doubtful");
    assert_string_equal(text_at(table, 2, 0), "Wardens");
}

#define MISREAD                                                                                                                      \
    "|Calls|Visits|Result\nAshby|771|148|Met\nBarrow|TAL|250|Met\nCorby|304|Sit|90%\nDenby|612|77|81%\nElton|n/a|215|75%\n"

static void words_read_where_numbers_stand_are_doubtful(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    MbBlock *table = add_table(document, MISREAD, MB_ORIGIN_OCR);
    repair_document(document);
    assert_string_equal(check_at(table, 2, 1), "doubtful");
    assert_string_equal(check_at(table, 3, 2), "doubtful");
    assert_string_equal(text_at(table, 2, 1), "TAL");
    assert_string_equal(check_at(table, 5, 1), ""); /* a usual sign */
    assert_string_equal(check_at(table, 2, 3), ""); /* comes again */
    assert_string_equal(check_at(table, 2, 0), "");
}

static void words_typed_where_numbers_stand_are_left_alone(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    MbBlock *table = add_table(document, MISREAD, MB_ORIGIN_TEXT);
    repair_document(document);
    assert_string_equal(check_at(table, 2, 1), "");
}

#define SMALL_NUMBERS                                                                                                                 \
    "|Target|April|May\nAshby|@|&|4\nBarrow|ain!||4\nCorby||NOI|Hh] hin! a\nDenby|Nl||5\nElton|Met|Met|Met\n"

static void what_cannot_be_words_is_doubtful_with_the_empty_cells_beside_it(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    MbBlock *table = add_table(document, SMALL_NUMBERS, MB_ORIGIN_OCR);
    repair_document(document);
    assert_string_equal(check_at(table, 1, 1), "doubtful");
    assert_string_equal(check_at(table, 3, 1), "doubtful"); /* empty among garbled ones */
    assert_string_equal(check_at(table, 4, 1), "doubtful");
    assert_string_equal(check_at(table, 3, 2), "doubtful"); /* "NOI" beside "&" */
    assert_string_equal(check_at(table, 3, 3), "doubtful");
    assert_string_equal(check_at(table, 1, 0), "");
}

static void a_header_of_which_every_letter_was_doubted_is_doubtful(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    MbBlock *table = add_table(document, "|NIN|Posts\nAshby|24|16\nBarrow|31|12\n", MB_ORIGIN_OCR);
    mb_block_add_span((MbBlock *)cell_at(table, 0, 1)->first_child, 0, 3, MB_SPAN_DOUBTFUL, NULL);
    repair_document(document);
    assert_string_equal(check_at(table, 0, 1), "doubtful");
    assert_string_equal(check_at(table, 0, 2), "");
}

static void a_column_of_words_with_gaps_is_left_alone(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document("application/pdf");
    MbBlock *table = add_table(document, "|Target|Owner|Note\nAshby|771|Finance|Met\nBarrow|301||BBC\nCorby|304|Legal|\nDenby|612|HR|N/A\n",
                               MB_ORIGIN_OCR);
    repair_document(document);
    assert_string_equal(check_at(table, 2, 2), "");
    assert_string_equal(check_at(table, 3, 3), "");
    assert_string_equal(check_at(table, 4, 2), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scraps_of_icons_are_doubtful),
        cmocka_unit_test(a_typed_column_without_a_relation_is_left_alone),
        cmocka_unit_test(a_column_of_numbers_alone_is_left_alone),
        cmocka_unit_test(pieces_of_a_torn_side_label_are_doubtful),
        cmocka_unit_test(words_read_where_numbers_stand_are_doubtful),
        cmocka_unit_test(what_cannot_be_words_is_doubtful_with_the_empty_cells_beside_it),
        cmocka_unit_test(a_header_of_which_every_letter_was_doubted_is_doubtful),
        cmocka_unit_test(a_column_of_words_with_gaps_is_left_alone),
        cmocka_unit_test(words_typed_where_numbers_stand_are_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
