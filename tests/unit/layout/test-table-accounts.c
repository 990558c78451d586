/* Tables as accountants and statistical offices set them: leaders, titles in the middle, marks of footnotes. */
#include "grid.h"

static const Type small = {6, "Arial", 0};

static MbDocument *make_page(MbPage **page)
{
    MbDocument *document = mb_document_new("accounts.pdf");
    *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    return document;
}

static void with_leaders_are_found(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_page(&page);
    const double at[] = {66, 306, 406};
    put_row(document, page, at, 100, body, "Item", "Budget", "Actual", NULL);
    put_row(document, page, at, 114, body, "Premises ................................", "4,690", "4,702", NULL);
    put_row(document, page, at, 128, body, "Transport . . . . . . . . . . . . . . . . .", "702", "690", NULL);
    put_row(document, page, at, 142, body, "Fees ....................................", "...", "1,127", NULL);
    g_autofree char *got = show_tables(document);
    assert_string_equal(got, "Item^ | Budget^ | Actual^\nPremises ................................< | 4,690 | 4,702\n"
                             "Transport . . . . . . . . . . . . . . . . .< | 702 | 690\n"
                             "Fees ....................................< | ... | 1,127\n");
}

static void leave_their_title_in_the_caption(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_page(&page);
    const double at[] = {66, 206, 306, 406};
    put(document, page, 226, 74, body, "Table 4");
    put(document, page, 191, 86, body, "(pounds in thousands)");
    put_row(document, page, at, 100, body, "Item", "Budget", "Actual", "Change", NULL);
    for (guint i = 0; i < 4; i++)
        put_row(document, page, at, 114 + 14 * i, body, "Premises", "4,690", "4,702", "12", NULL);
    g_autofree char *got = show_tables(document);
    assert_true(g_str_has_prefix(got, "(Table 4 (pounds in thousands))\nItem^ | Budget^ | Actual^ | Change^\nPremises< | 4,690"));
}

static void keep_the_dash_before_a_mark(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_page(&page);
    const double at[] = {66, 206, 306};
    put_row(document, page, at, 100, body, "Item", "Budget", "Actual", NULL);
    for (guint i = 0; i < 3; i++)
        put_row(document, page, at, 114 + 14 * i, body, "Premises", "4,690", i == 1 ? "\u2014" : "4,702", NULL);
    put(document, page, 311.5, 125, small, "3");
    g_autofree char *got = show_tables(document);
    assert_non_null(strstr(got, "Premises< | 4,690 | \u2014 3\n"));
}

static void have_names_left_of_all_their_figures(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_page(&page);
    const double names[] = {66, 206, 286, 366}, at[] = {66, 250, 330, 410};
    put_row(document, page, names, 100, body, "Item", "2010", "2011", "2012", NULL);
    for (guint i = 0; i < 4; i++)
        put_row(document, page, at, 114 + 14 * i, body, "Premises", "4,690", "4,702", "12", NULL);
    g_autofree char *got = show_tables(document);
    assert_true(g_str_has_prefix(got, "Item^ | 2010^ | 2011^ | 2012^\nPremises< | 4,690 | 4,702 | 12\n"));
}

static void join_the_broken_labels_of_the_first_and_the_last_row(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_page(&page);
    const double at[] = {66, 306, 406};
    put_row(document, page, at, 100, body, "Item", "Budget", "Actual", NULL);
    put(document, page, 66, 114, body, "Repairs of roads, bridges, and");
    put_row(document, page, at, 126, body, "other structures", "4,690", "4,702", NULL);
    put_row(document, page, at, 140, body, "Transport", "702", "690", NULL);
    put_row(document, page, at, 154, body, "Repayment of all loans and of", "127", "835", NULL);
    put(document, page, 74, 166, body, "other debts");
    g_autofree char *got = show_tables(document);
    assert_string_equal(got, "Item^ | Budget^ | Actual^\nRepairs of roads, bridges, and other structures< | 4,690 | 4,702\n"
                             "Transport< | 702 | 690\nRepayment of all loans and of other debts< | 127 | 835\n");
}

static void have_groups_of_columns_where_rules_stand_under_their_names(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_page(&page);
    const double at[] = {66, 206, 266, 346, 406};
    put_row(document, page, (const double[]){206, 366}, 86, body, "Both sexes", "Female", NULL);
    draw(page, 200, 90, 300, 90);
    draw(page, 340, 90, 440, 90);
    put_row(document, page, at, 102, body, "Ward", "Number", "Rate", "Number", "Rate", NULL);
    for (guint i = 0; i < 4; i++)
        put_row(document, page, at, 116 + 14 * i, body, "Old Gorse", "4,690", "47.1", "2,012", "20.3", NULL);
    g_autofree char *got = show_tables(document);
    assert_true(g_str_has_prefix(got, " | Both sexes{1x2}^^ | Female{1x2}^^\nWard^ | Number^ | Rate^ | Number^ | Rate^\nOld Gorse<"));
}

static void keep_the_numbers_of_columns_in_a_row_of_their_own(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_page(&page);
    const double at[] = {66, 206, 306, 406};
    put_row(document, page, at, 100, body, "Item", "Budget", "Actual", "Change", NULL);
    put_row(document, page, at, 114, body, "", "(1)", "(2)", "(3)", NULL);
    for (guint i = 0; i < 4; i++)
        put_row(document, page, at, 128 + 14 * i, body, "Premises", "4,690", "4,702", "12", NULL);
    g_autofree char *got = show_tables(document);
    assert_non_null(strstr(got, "Change^\n | (1)"));
    assert_non_null(strstr(got, "(3)\nPremises< | 4,690"));
}

static void stay_apart_under_two_captions_of_one_line(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_page(&page);
    put(document, page, 66, 86, bold, "Table 1. Calls");
    put(document, page, 316, 86, bold, "Table 2. Costs");
    const double at[] = {66, 156, 206, 316, 406, 456};
    put_row(document, page, at, 100, body, "Ward", "Calls", "Rate", "Item", "Cost", "Share", NULL);
    for (guint i = 0; i < 4; i++)
        put_row(document, page, at, 114 + 14 * i, body, "Elms", "702", "4.1", "Rent", "690", "5.3", NULL);
    g_autofree char *got = show_tables(document);
    assert_true(g_str_has_prefix(got, "(Table 1. Calls)\nWard^ | Calls^ | Rate^\nElms< | 702 | 4.1\n"));
    assert_non_null(strstr(got, "(Table 2. Costs)\nItem^ | Cost^ | Share^\nRent< | 690 | 5.3\n"));
}

static void folded_into_two_panels_are_one(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_page(&page);
    const double at[] = {66, 106, 206, 306, 346, 446};
    static const char *const ranks[] = {"1", "2", "3", "4", "5", "6"};
    put_row(document, page, at, 100, body, "Rank", "Ward", "Rate", "Rank", "Ward", "Rate", NULL);
    for (guint i = 0; i < 6; i++)
        put_row(document, page, at, 114 + 14 * i, body, ranks[i], "Elms", "4.1", "13", "Gorse", "5.3", NULL);
    g_autofree char *got = show_tables(document);
    assert_true(g_str_has_prefix(got, "Rank^ | Ward^ | Rate^ | Rank^ | Ward^ | Rate^\n1 | Elms"));
}

static void leave_heads_of_rows_in_the_middle_out_of_columns(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_page(&page);
    const double names[] = {66, 206, 296, 386}, at[] = {66, 238, 328, 418};
    put_row(document, page, names, 100, body, "Item", "2010", "2011", "2012", NULL);
    for (guint g = 0; g < 2; g++) {
        put(document, page, g ? 184 : 234, 114 + 42 * g, body, g ? "PERCENT DISTRIBUTION" : "NUMBER");
        for (guint i = 0; i < 2; i++)
            put_row(document, page, at, 128 + 42 * g + 14 * i, body, "Premises", "4,690", "4,702", "1,212", NULL);
    }
    g_autofree char *got = show_tables(document);
    assert_true(g_str_has_prefix(got, "Item^ | 2010^ | 2011^ | 2012^\nNUMBER{1x4}<<\nPremises< | 4,690"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(with_leaders_are_found),
        cmocka_unit_test(leave_their_title_in_the_caption),
        cmocka_unit_test(keep_the_dash_before_a_mark),
        cmocka_unit_test(have_names_left_of_all_their_figures),
        cmocka_unit_test(join_the_broken_labels_of_the_first_and_the_last_row),
        cmocka_unit_test(have_groups_of_columns_where_rules_stand_under_their_names),
        cmocka_unit_test(keep_the_numbers_of_columns_in_a_row_of_their_own),
        cmocka_unit_test(stay_apart_under_two_captions_of_one_line),
        cmocka_unit_test(folded_into_two_panels_are_one),
        cmocka_unit_test(leave_heads_of_rows_in_the_middle_out_of_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
