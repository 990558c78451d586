#include "grid.h"

static const double left[] = {66, 206, 306, 406};

static MbDocument *make_page(MbPage **page)
{
    MbDocument *document = mb_document_new("rows.pdf");
    *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    return document;
}

static void join_the_lines_of_a_cell(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_page(&page);
    const double xs[] = {60, 200, 400, -1}, ys[] = {100, 120, 150, 180, -1};
    draw_grid(page, xs, ys);
    put_row(document, page, left, 114, bold, "Aim", "Plan", NULL);
    put_row(document, page, left, 132, body, "Reduce the number", "Local plan of the", NULL);
    put_row(document, page, left, 144, body, "of children in need", "family board", NULL);
    put_row(document, page, left, 164, body, "Safe streets", "Wardens", NULL);
    g_autofree char *got = show_tables(document);
    assert_string_equal(got, "Aim^ | Plan^\nReduce the number of children in need< | Local plan of the family board\nSafe streets< | Wardens\n");
}

static void part_figures_that_stand_below_each_other_with_labels(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_page(&page);
    const double xs[] = {60, 200, 300, 400, -1}, ys[] = {100, 120, 160, 200, -1};
    draw_grid(page, xs, ys);
    put_row(document, page, left, 114, bold, "Condition", "", "Suffered", NULL);
    put_row(document, page, left, 134, body, "Allergy", "Count", "93", NULL);
    put_row(document, page, left, 152, body, "", "Percentage", "18.8%", NULL);
    put_row(document, page, left, 174, body, "Asthma", "Count", "31", NULL);
    put_row(document, page, left, 192, body, "", "Percentage", "6.3%", NULL);
    g_autofree char *got = show_tables(document);
    assert_non_null(strstr(got, "Allergy{2x1}<< | Count | 93\nPercentage | 18.8%\nAsthma{2x1}<< | Count | 31\n"));
}

/* Arrows below each other, read as one tall word. */
static void arrows_read_as_one_word_join_no_rows(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_page(&page);
    const double xs[] = {60, 200, 300, 400, 500, -1}, ys[] = {100, 120, 140, 160, 180, 200, -1};
    draw_grid(page, xs, ys);
    put_row(document, page, left, 114, bold, "Area", "Last", "This", "Milestone", NULL);
    put_row(document, page, left, 134, body, "Ashby", "1,204", "1,862", "rPrPP", NULL);
    MbWord *arrows = mb_page_word(page, page->words->len - 1);
    arrows->box = (MbBox){420, 122, 428, 198};
    arrows->size = 0;
    arrows->origin = MB_ORIGIN_OCR;
    put_row(document, page, left, 154, body, "Corby", "3,042", "5,020", NULL);
    put_row(document, page, left, 174, body, "Denby", "2,474", "3,753", NULL);
    put_row(document, page, left, 194, body, "Elton", "1,604", "1,734", NULL);
    g_autofree char *got = show_tables(document);
    assert_non_null(strstr(got, "\nAshby< | 1,204 | 1,862 | rPrPP\nCorby< | 3,042 | 5,020 | \nDenby< | 2,474 | 3,753 | \nElton< | 1,604 | 1,734 | \n"));
}

static void keep_figures_without_own_labels_in_their_ruled_row(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_page(&page);
    const double xs[] = {60, 200, 300, 400, -1}, ys[] = {100, 120, 140, 170, 190, 210, -1};
    draw_grid(page, xs, ys);
    put_row(document, page, left, 114, bold, "Project", "Year", "Amount", NULL);
    put_row(document, page, left, 134, body, "Schemes", "24-25", "-0.150", NULL);
    put_row(document, page, left, 152, body, "Traffic", "24-25", "+0.150", NULL);
    put_row(document, page, left, 164, body, "", "25-26", "+0.049", NULL);
    put_row(document, page, left, 184, body, "Buses", "24-25", "+0.015", NULL);
    put_row(document, page, left, 204, body, "Dover", "24-25", "-0.307", NULL);
    g_autofree char *got = show_tables(document);
    assert_non_null(strstr(got, "Traffic< | 24-25 25-26 | +0.150 +0.049\n"));
}

static void join_a_broken_label_without_rules(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_page(&page);
    put_row(document, page, left, 100, bold, "Indicator", "Target", "Actual", NULL);
    put_row(document, page, left, 120, body, "Calls answered in ten", "90%", "95%", NULL);
    put_row(document, page, left, 131, body, "seconds or fewer", NULL);
    put_row(document, page, left, 150, body, "Calls abandoned", "5%", "4%", NULL);
    put_row(document, page, left, 170, body, "Calls rung back", "85%", "87%", NULL);
    g_autofree char *got = show_tables(document);
    assert_string_equal(got, "Indicator^ | Target^ | Actual^\nCalls answered in ten seconds or fewer< | 90% | 95%\nCalls abandoned< | 5% | 4%\n"
                             "Calls rung back< | 85% | 87%\n");
}

static void keep_indented_lines_of_their_own(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_page(&page);
    const double inner[] = {80, 206, 306};
    put_row(document, page, left, 100, bold, "Area", "Last", "This", NULL);
    put_row(document, page, left, 116, body, "Northgate", "2,100", "2,460", NULL);
    put_row(document, page, inner, 132, body, "Northgate East", "1,000", "1,200", NULL);
    put_row(document, page, inner, 148, body, "Northgate West", "1,100", "1,260", NULL);
    put_row(document, page, left, 164, body, "Dursley", "924", "880", NULL);
    g_autofree char *got = show_tables(document);
    assert_string_equal(got, "Area^ | Last^ | This^\nNorthgate< | 2,100 | 2,460\nNorthgate East< | 1,000 | 1,200\nNorthgate West< | 1,100 | 1,260\n"
                             "Dursley< | 924 | 880\n");
}

static void keep_a_line_that_heads_a_group(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_page(&page);
    put_row(document, page, left, 100, bold, "Area", "Last", "This", NULL);
    put_row(document, page, left, 116, body, "Dursley", "924", "880", NULL);
    put_row(document, page, left, 132, bold, "Of which:", NULL);
    put_row(document, page, left, 148, body, "East", "500", "440", NULL);
    put_row(document, page, left, 164, body, "West", "424", "440", NULL);
    g_autofree char *got = show_tables(document);
    assert_non_null(strstr(got, "Dursley< | 924 | 880\nOf which:< |  | \nEast< | 500 | 440\n"));
}

static void under_names_in_bold_need_neither_rules_nor_figures(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_page(&page);
    put_row(document, page, left, 100, bold, "Action", "Owner", "Status", NULL);
    put_row(document, page, left, 118, body, "Write to the county", "The clerk", "Open", NULL);
    put_row(document, page, left, 136, body, "Mend the fence", "The warden", "Closed", NULL);
    put_row(document, page, left, 154, body, "Open the hall", "Head of", "Late", NULL);
    put_row(document, page, left, 166, body, "", "property", NULL);
    g_autofree char *got = show_tables(document);
    assert_string_equal(got, "Action^ | Owner^ | Status^\nWrite to the county< | The clerk | Open\n"
                             "Mend the fence< | The warden | Closed\nOpen the hall< | Head of property | Late\n");
}

static void of_text_are_no_table_without_names(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_page(&page);
    put_row(document, page, left, 100, body, "A Reed", "Chair", "Abbey", NULL);
    put_row(document, page, left, 118, body, "B Marsh", "Member", "Bridge", NULL);
    put_row(document, page, left, 136, body, "C Dunn", "Member", "Castle", NULL);
    put_row(document, page, left, 154, body, "E Lowe", "Clerk", "Dene", NULL);
    g_autofree char *got = show_tables(document);
    assert_string_equal(got, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(join_the_lines_of_a_cell),
        cmocka_unit_test(part_figures_that_stand_below_each_other_with_labels),
        cmocka_unit_test(arrows_read_as_one_word_join_no_rows),
        cmocka_unit_test(keep_figures_without_own_labels_in_their_ruled_row),
        cmocka_unit_test(join_a_broken_label_without_rules),
        cmocka_unit_test(keep_indented_lines_of_their_own),
        cmocka_unit_test(keep_a_line_that_heads_a_group),
        cmocka_unit_test(under_names_in_bold_need_neither_rules_nor_figures),
        cmocka_unit_test(of_text_are_no_table_without_names),
    };
    return cmocka_run_group_tests_name("table-rows", tests, NULL, NULL);
}
