#include "tagged.h"

static void expect_measure(const char *sentence, const char *const *want)
{
    g_autoptr(MbDocument) document = TAGGED("# Performance report", sentence);
    const MbBlock *leaf = document->body->last_child;
    const MbSpan *measure = NULL;
    for (guint i = 0; leaf->spans && i < leaf->spans->len && !measure; i++)
        if (g_array_index(leaf->spans, MbSpan, i).kind == MB_SPAN_MEASURE)
            measure = &g_array_index(leaf->spans, MbSpan, i);
    if (!measure)
        fail_msg("no measure in '%s'", sentence);
    for (guint i = 0; want[i]; i += 2) {
        const char *got = mb_attrs_get(measure->attrs, want[i]);
        if (g_strcmp0(got, want[i + 1]))
            fail_msg("%s of '%s' is '%s', not '%s'", want[i], sentence, got, want[i + 1]);
    }
}

#define EXPECT(sentence, ...) expect_measure(sentence, (const char *const[]){__VA_ARGS__, NULL})

static void a_change_has_both_figures_percentage_period_and_direction(void **state)
{
    (void)state;
    EXPECT("Arson rose by 12.5% from 1,600 incidents to 1,800 in 2022/23.", "indicator", "Arson", "from", "1600", "to", "1800", "pct", "12.5",
           "direction", "up", "period", "2022/2023", "unit", "incidents");
    EXPECT("Drunkenness was down 20% (250 offences to 200).", "indicator", "Drunkenness", "from", "250", "to", "200", "direction", "down");
    EXPECT("Potholes mended decreased by 25% to 300 in the second quarter of 2024.", "indicator", "Potholes mended", "pct", "25", "to", "300",
           "period", "2024-Q2");
}

static void a_level_has_its_comparison_or_target(void **state)
{
    (void)state;
    EXPECT("Tax collection stood at 96.1% against a target of 97%.", "indicator", "Tax collection", "value", "96.1", "unit", "percent", "target",
           "97");
    EXPECT("Trust was 54% compared with 49% in 2019/20.", "indicator", "Trust", "value", "54", "previous", "49");
    EXPECT("Answering time was 9 minutes, up from 7.", "indicator", "Answering time", "value", "9", "previous", "7", "unit", "minutes");
}

static void a_statement_reaches_to_what_it_is_held_against(void **state)
{
    (void)state;
    EXPECT("The rate for waste was 52.1%, an increase of 3.4 percentage points on the same quarter last year.", "value", "52.1", "difference", "3.4",
           "direction", "up");
    EXPECT("Some 1,870 officers were in post against a target of 1,915.", "indicator", "officers", "value", "1870", "target", "1915");
    EXPECT("Assaults were 3.1 per 10,000 population.", "indicator", "Assaults", "value", "3.1");
    EXPECT("The cost of a package had gone up from £186 to £203.", "from", "186", "to", "203", "direction", "up");
}

static void addresses_and_times_count_nothing(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Performance report", "See 5 SALTERN CLOSE and Appendix 1 be kept after 9 p.m. for 101 calls.");
    expect_spans(document, MB_SPAN_MEASURE, "");
}

static void what_is_counted_is_the_indicator(void **state)
{
    (void)state;
    EXPECT("There were 84 appeals compared to 105 in the previous year.", "indicator", "appeals", "value", "84", "previous", "105");
    EXPECT("62 of 70 beds were filled.", "indicator", "beds", "value", "62", "of", "70");
    EXPECT("44 incidents per week were logged.", "indicator", "incidents", "unit", "per week");
    EXPECT("A 5.5% increase in truancy was noted.", "indicator", "truancy", "pct", "5.5", "direction", "up");
}

static void statements_of_one_indicator_meet(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Performance report", "Missed bins rose from 90 to 120.", "The number was high: missed bins fell to 80%.",
                                            "Burglary rose by 10% from 100 to 110. The target was a reduction of 5%.");
    const char *first = span_with(document, MB_SPAN_MEASURE, "Missed bins rose from 90 to 120")->ref;
    assert_string_equal(first, "kpi-missed-bin");
    assert_int_equal(mb_document_entity(document, first)->kind, MB_SPAN_MEASURE);
    const MbSpan *target = span_with(document, MB_SPAN_MEASURE, "target was a reduction of 5%");
    assert_string_equal(target->ref, "kpi-burglary");
    assert_string_equal(span_with(document, MB_SPAN_QUANTITY, "110")->ref, "kpi-burglary");
}

static guint count_issues(const MbDocument *document, MbIssueTag tag)
{
    guint count = 0;
    for (guint i = 0; i < document->issues->len; i++)
        count += g_array_index(document->issues, MbIssue, i).tag == tag;
    return count;
}

static void figures_that_contradict_each_other_are_told(void **state)
{
    (void)state;
    g_autoptr(MbDocument) wrong = TAGGED("# Report", "Arson rose by 15% from 1,600 to 1,800.", "Fraud increased from 80 to 60.");
    assert_int_equal(count_issues(wrong, MB_ISSUE_STATEMENT_BROKEN), 2);
    g_autoptr(MbDocument) sound = TAGGED("# Report", "Arson rose by 12.5% from 1,600 to 1,800.", "Burglary rose by 6.8% from 3,935 to 4,199.",
                                         "Satisfaction rose by 4% from 60% to 64%.", "Fraud fell by 25% from 80 to 60.");
    assert_int_equal(count_issues(sound, MB_ISSUE_STATEMENT_BROKEN), 0);
}

static void add_row(MbBlock *table, const char *const *cells)
{
    MbBlock *row = mb_block_new(MB_BLOCK_ROW);
    for (guint i = 0; cells[i]; i++) {
        MbBlock *cell = mb_block_new(MB_BLOCK_CELL);
        mb_block_append(cell, leaf_of(MB_BLOCK_PARAGRAPH, cells[i], 1));
        mb_block_append(row, cell);
    }
    mb_block_append(table, row);
}

/* A statement above a table of two rows; the caller frees the document. */
static MbDocument *tag_with_table(const char *sentence)
{
    MbDocument *document = mb_document_new("test.txt");
    mb_document_take_page(document, mb_page_new(1, 595, 842));
    mb_block_append(document->body, leaf_of(MB_BLOCK_PARAGRAPH, sentence, 1));
    MbBlock *table = mb_block_new(MB_BLOCK_TABLE);
    table->page = 1;
    add_row(table, (const char *const[]){"Crime", "2022", "2023", NULL});
    add_row(table, (const char *const[]){"Arson", "1,600", "1,800", NULL});
    add_row(table, (const char *const[]){"Fraud", "80", "60", NULL});
    mb_block_append(document->body, table);
    MbOptions options = mb_options_init();
    g_autoptr(GError) error = NULL;
    if (!mb_stage_run(&mb_stage_tag, document, &options, &error))
        fail_msg("%s", error->message);
    return document;
}

static void a_statement_names_the_cells_that_hold_its_figures(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = tag_with_table("Arson rose from 1,600 to 1,800.");
    expect_attr(document, MB_SPAN_MEASURE, "Arson rose from 1,600 to 1,800", "cells", "1.2.2 1.2.3");
    assert_int_equal(count_issues(document, MB_ISSUE_TABLE_CONTRADICTED), 0);
}

static void a_figure_that_the_row_has_not_is_told(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = tag_with_table("Arson rose from 1,600 to 1,850.");
    assert_int_equal(count_issues(document, MB_ISSUE_TABLE_CONTRADICTED), 1);
    g_autoptr(MbDocument) other = tag_with_table("Arson rose from 900 to 1,100.");
    assert_int_equal(count_issues(other, MB_ISSUE_TABLE_CONTRADICTED), 0); /* another place or time */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_change_has_both_figures_percentage_period_and_direction),
        cmocka_unit_test(a_level_has_its_comparison_or_target),
        cmocka_unit_test(a_statement_reaches_to_what_it_is_held_against),
        cmocka_unit_test(addresses_and_times_count_nothing),
        cmocka_unit_test(what_is_counted_is_the_indicator),
        cmocka_unit_test(statements_of_one_indicator_meet),
        cmocka_unit_test(figures_that_contradict_each_other_are_told),
        cmocka_unit_test(a_statement_names_the_cells_that_hold_its_figures),
        cmocka_unit_test(a_figure_that_the_row_has_not_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
