#include "tagged.h"

static void expect_actions(const char *line, const char *want)
{
    g_autoptr(MbDocument) document = TAGGED("# Minutes of the Panel", line);
    expect_spans(document, MB_SPAN_ACTION, want);
}

static void who_will_do_something_acts(void **state)
{
    (void)state;
    expect_actions("Plots are full. Mr Sam Rudd will inspect them before June.", "Mr Sam Rudd will inspect them before June");
    expect_actions("He stated that calls fell, and agreed to share the dashboard with the Panel.", "agreed to share the dashboard with the Panel");
    expect_actions("It was hot in Leeds. Chief Inspector Lunn undertook to send figures.", "Chief Inspector Lunn undertook to send figures");
    expect_actions("Ms Shaw said that she would send the calendar to all households.", "she would send the calendar to all households");
    expect_actions("Clerk to chase Eastlea Highways.", "Clerk to chase Eastlea Highways");
}

static void a_decision_may_tell_someone_to_act(void **state)
{
    (void)state;
    expect_actions("RESOLVED that the Cabinet Member for Roads write to the Home Secretary.", "the Cabinet Member for Roads write to the Home Secretary");
    expect_actions("RESOLVED to delegate authority to the Director of Roads to sign.", "delegate authority to the Director of Roads to sign");
    expect_actions("RESOLVED that the report be noted and that a review be brought to the Panel in May.", "a review be brought to the Panel in May");
    expect_actions("RESOLVED that officers carry out a count in May.", "officers carry out a count in May");
    expect_actions("AGREED to instruct the Director of Roads to sign.", "to instruct the Director of Roads to sign");
}

static void what_will_happen_is_no_action(void **state)
{
    (void)state;
    expect_actions("The new hub will open in June.", "");
    expect_actions("The motion calls on the Home Office to publish its case.", "");
    expect_actions("Councillor Ash will be away.", "");
    expect_actions("Members were advised that the lamp was broken.", "");
    expect_actions("Please contact Liz Knight for details.", "");
}

static void who_for_whom_and_when_are_read(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Minutes of the Panel", "Mr Sam Rudd agreed to send figures to Councillor Ash by 4 May 2020.");
    const char *text = "Mr Sam Rudd agreed to send figures to Councillor Ash by 4 May 2020";
    expect_attr(document, MB_SPAN_ACTION, text, "who", "#p-sam-rudd");
    expect_attr(document, MB_SPAN_ACTION, text, "to", "#p-ash");
    expect_attr(document, MB_SPAN_ACTION, text, "due", "2020-05-04");
}

static void who_asks_for_it_does_not_do_it(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Minutes of the Panel", "Councillor Ash asked that a note be circulated.");
    const MbSpan *action = span_with(document, MB_SPAN_ACTION, "a note be circulated");
    assert_null(mb_attrs_get(action->attrs, "who"));
}

static MbBlock *row_of(const char *const *cells)
{
    MbBlock *row = mb_block_new(MB_BLOCK_ROW);
    for (; *cells; cells++) {
        MbBlock *cell = mb_block_new(MB_BLOCK_CELL);
        mb_block_append(cell, leaf_of(MB_BLOCK_PARAGRAPH, *cells, 1));
        mb_block_append(row, cell);
    }
    return row;
}

static void rows_of_a_list_of_actions_are_actions(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("test");
    mb_document_take_page(document, mb_page_new(1, 595, 842));
    MbBlock *table = mb_block_new(MB_BLOCK_TABLE);
    mb_block_append(table, row_of((const char *const[]){"Item", "Action", "Owner", "Due date", NULL}));
    mb_block_append(table, row_of((const char *const[]){"4", "Mend the gate", "JS", "4 May 2020", NULL}));
    mb_block_append(table, row_of((const char *const[]){"5", "Paint it", "", "", NULL}));
    mb_block_append(document->body, table);
    MbOptions options = mb_options_init();
    assert_true(mb_stage_run(&mb_stage_tag, document, &options, NULL));
    expect_spans(document, MB_SPAN_ACTION, "Mend the gate");
    expect_attr(document, MB_SPAN_ACTION, "Mend the gate", "who", "JS");
    expect_attr(document, MB_SPAN_ACTION, "Mend the gate", "due", "2020-05-04");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_will_do_something_acts),
        cmocka_unit_test(a_decision_may_tell_someone_to_act),
        cmocka_unit_test(what_will_happen_is_no_action),
        cmocka_unit_test(who_for_whom_and_when_are_read),
        cmocka_unit_test(who_asks_for_it_does_not_do_it),
        cmocka_unit_test(rows_of_a_list_of_actions_are_actions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
