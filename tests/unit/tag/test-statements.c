#include "tagged.h"

static void a_change_is_one_measure(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("Housebreaking fell from 60 to 48, a decrease of 20%.");
    expect_spans(document, MB_SPAN_MEASURE, "Housebreaking fell from 60 to 48, a decrease of 20%");
    const char *text = "Housebreaking fell from 60 to 48, a decrease of 20%";
    expect_attr(document, MB_SPAN_MEASURE, text, "indicator", "Housebreaking");
    expect_attr(document, MB_SPAN_MEASURE, text, "from", "60");
    expect_attr(document, MB_SPAN_MEASURE, text, "to", "48");
    expect_attr(document, MB_SPAN_MEASURE, text, "direction", "down");
}

static void who_undertakes_is_in_the_action(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("Chief Inspector Pat Lunn undertook to send ward figures to all members.");
    expect_spans(document, MB_SPAN_ACTION, "Chief Inspector Pat Lunn undertook to send ward figures to all members");
    expect_spans(document, MB_SPAN_PERSON, "Chief Inspector Pat Lunn");
}

static void movers_counts_and_outcomes_are_votes(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document =
        TAGGED("It was moved by Councillor Ash, seconded by Councillor Elm that it stand.", "The motion was declared LOST.", "APPROVED by four votes to two.");
    expect_spans(document, MB_SPAN_VOTE, "It was moved by Councillor Ash, seconded by Councillor Elm|The motion was declared LOST|by four votes to two");
    expect_attr(document, MB_SPAN_VOTE, "The motion was declared LOST", "outcome", "LOST");
}

static void exempt_marks_hold_their_citation(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Agenda", "1. Sale of land",
                                            "NOT FOR PUBLICATION by virtue of paragraph 3 of Part 1 of Schedule 12A of the Local Government Act 1972.");
    expect_spans(document, MB_SPAN_EXEMPT, "NOT FOR PUBLICATION by virtue of paragraph 3 of Part 1 of Schedule 12A of the Local Government Act 1972");
    expect_spans(document, MB_SPAN_REFERENCE, "paragraph 3 of Part 1 of Schedule 12A of the Local Government Act 1972");
}

static void papers_are_references(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("The report of the Director of Roads and the Eastlea Safety Plan, Minute 212 and planning application 07/00412/FUL.");
    expect_spans(document, MB_SPAN_REFERENCE, "report of the Director of Roads|Eastlea Safety Plan|Minute 212|07/00412/FUL");
}

static void numbers_of_a_table_are_no_statements(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("test");
    mb_document_take_page(document, mb_page_new(1, 595, 842));
    MbBlock *table = mb_block_new(MB_BLOCK_TABLE), *row = mb_block_new(MB_BLOCK_ROW), *cell = mb_block_new(MB_BLOCK_CELL);
    mb_block_append(cell, leaf_of(MB_BLOCK_PARAGRAPH, "Leeds 12%", 1));
    mb_block_append(row, cell);
    mb_block_append(table, row);
    mb_block_append(document->body, table);
    MbOptions options = mb_options_init();
    assert_true(mb_stage_run(&mb_stage_tag, document, &options, NULL));
    assert_null(cell->first_child->spans);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_change_is_one_measure),              cmocka_unit_test(who_undertakes_is_in_the_action),
        cmocka_unit_test(movers_counts_and_outcomes_are_votes), cmocka_unit_test(exempt_marks_hold_their_citation),
        cmocka_unit_test(papers_are_references),                cmocka_unit_test(numbers_of_a_table_are_no_statements),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
