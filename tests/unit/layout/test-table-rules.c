#include "grid.h"

#include "../../../stages/layout/tables/grid.h"

static const double xs[] = {60, 200, 300, 400, -1}, ys[] = {100, 120, 140, 160, -1}, left[] = {66, 206, 306};

static MbDocument *make_grid(MbPage **page)
{
    MbDocument *document = mb_document_new("grid.pdf");
    *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    put_row(document, *page, left, 114, bold, "Ward", "Calls", "Visits", NULL);
    put_row(document, *page, left, 134, body, "Upper Barrow", "469", "938", NULL);
    put_row(document, *page, left, 154, body, "Lower Elms", "12", "1,204", NULL);
    return document;
}

static void make_a_grid_of_a_net(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_grid(&page);
    draw_grid(page, xs, ys);
    g_autofree char *got = show_tables(document);
    assert_string_equal(got, "Ward^ | Calls^ | Visits^\nUpper Barrow< | 469 | 938\nLower Elms< | 12 | 1,204\n");
}

static void make_a_grid_of_a_turned_page(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("turned.pdf");
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    Type down = {10, "Arial", 1};
    put_row(document, page, left, 114, down, "Ward", "Calls", "Visits", NULL);
    put_row(document, page, left, 134, down, "Upper Barrow", "469", "938", NULL);
    put_row(document, page, left, 154, down, "Lower Elms", "12", "1,204", NULL);
    for (guint i = 0; i < 4; i++) {
        draw(page, A4_WIDTH - ys[i], 60, A4_WIDTH - ys[i], 400);
        draw(page, A4_WIDTH - 160, xs[i], A4_WIDTH - 100, xs[i]);
    }
    g_autofree char *got = show_tables(document);
    assert_non_null(strstr(got, "Upper Barrow< | 469 | 938\nLower Elms< | 12 | 1,204\n"));
}

static void span_where_none_is_drawn(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("span.pdf");
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    for (guint i = 0; i < 4; i++)
        draw(page, 60, ys[i], 400, ys[i]);
    draw(page, 60, 100, 60, 160);
    draw(page, 200, 100, 200, 160);
    draw(page, 300, 120, 300, 160);
    draw(page, 400, 100, 400, 160);
    put_row(document, page, left, 114, bold, "Outcome", "Quarter 2", NULL);
    put_row(document, page, left, 134, bold, "", "Actual", "Target", NULL);
    put_row(document, page, left, 154, body, "Charged", "251", "70", NULL);
    g_autofree char *got = show_tables(document);
    assert_string_equal(got, "Outcome^ | Quarter 2{1x2}^^\n | Actual^ | Target^\nCharged< | 251 | 70\n");
}

/* A coloured square before the figures draws the border of its row; the total has no square. */
static void of_squares_part_a_row_without_one(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("squares.pdf");
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    const double sides[] = {66, 226, 306};
    for (guint i = 0; i < 6; i++)
        draw(page, 60, 100 + 20 * i, 400, 100 + 20 * i);
    draw(page, 300, 100, 300, 200);
    for (guint i = 0; i < 2; i++) {
        draw(page, 190 + 14 * i, 100, 190 + 14 * i, 180);
        draw(page, 60 + 340 * i, 100, 60 + 340 * i, 200);
    }
    put_row(document, page, sides, 114, bold, "Ward", "Calls", "Visits", NULL);
    put_row(document, page, sides, 134, body, "Barrow", "469", "938", NULL);
    put_row(document, page, sides, 154, body, "Elms", "12", "1,204", NULL);
    put_row(document, page, sides, 174, body, "Oaks", "19", "104", NULL);
    put_row(document, page, sides, 194, bold, "Position", "500", "2,246", NULL);
    g_autofree char *got = show_tables(document);
    assert_non_null(strstr(got, "Oaks< | 19 | 104\nPosition< | 500 | 2,246\n"));
}

static void part_all_rows_though_drawn_in_the_header_alone(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_grid(&page);
    for (guint i = 0; i < 4; i++) {
        draw(page, 60, ys[i], 400, ys[i]);
        draw(page, xs[i], 100, xs[i], 120);
    }
    g_autofree char *got = show_tables(document);
    assert_non_null(strstr(got, "Upper Barrow< | 469 | 938\n"));
}

static void are_no_table_around_text(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("box.pdf");
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    const double sides[] = {50, 500, -1}, edges[] = {90, 160, -1};
    draw_grid(page, sides, edges);
    put_lines(document, page, 60, 110, body, "Please tell the clerk if you wish to speak at the meeting", "and say which item you wish to speak on",
              NULL);
    g_autofree char *got = show_tables(document);
    assert_string_equal(got, "");
}

static void are_no_strokes_of_letters(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_grid(&page);
    draw_grid(page, xs, ys);
    draw(page, 80, 126, 80, 137); /* inside "Upper" */
    draw(page, 215, 120, 215, 136);
    g_autofree char *got = show_tables(document);
    assert_non_null(strstr(got, "Upper Barrow< | 469 | 938\n"));
}

static void of_one_width_bound_a_table_alone(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("three-rules.pdf");
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    draw(page, 60, 100, 400, 100);
    draw(page, 60, 120, 400, 120);
    draw(page, 60, 172, 400, 172);
    put_row(document, page, left, 114, body, "Substance", "Never", "Often", NULL);
    put_row(document, page, left, 134, body, "Cannabis", "80.1%", "9.6%", NULL);
    put_row(document, page, left, 150, body, "Inhalants", "91.6%", "2.7%", NULL);
    put_row(document, page, left, 166, body, "Heroin", "99.0%", "0.5%", NULL);
    g_autofree char *got = show_tables(document);
    assert_string_equal(got, "Substance^ | Never^ | Often^\nCannabis< | 80.1% | 9.6%\nInhalants< | 91.6% | 2.7%\nHeroin< | 99.0% | 0.5%\n");
}

static void leave_a_total_below_the_last_one_in_the_table(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_grid(&page);
    draw_grid(page, xs, ys);
    put_row(document, page, left, 172, bold, "Total", "481", "2,142", NULL);
    g_autofree char *got = show_tables(document);
    assert_non_null(strstr(got, "Lower Elms< | 12 | 1,204\nTotal< | 481 | 2,142\n"));
}

static void below_each_row_need_none_over_the_names(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = mb_document_new("actions.pdf");
    page = add_page(document, A4_WIDTH, A4_HEIGHT);
    put_row(document, page, left, 114, bold, "Action", "Lead", "By when", NULL);
    put_row(document, page, left, 134, body, "Write to the county", "Clerk", "May", NULL);
    put_row(document, page, left, 154, body, "Mend the fence", "Warden", "June", NULL);
    for (guint i = 1; i < 4; i++)
        draw(page, 60, ys[i], 400, ys[i]);
    g_autofree char *got = show_tables(document);
    assert_string_equal(got, "Action^ | Lead^ | By when^\nWrite to the county< | Clerk | May\nMend the fence< | Warden | June\n");
}

static void between_rows_alone_leave_wrapped_cells_and_names_of_groups_in_one_table(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("groups.pdf");
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    const double places[] = {100, 120, 160, 180, 200, 220};
    for (guint i = 0; i < G_N_ELEMENTS(places); i++)
        draw(page, 60, places[i], 400, places[i]);
    put_row(document, page, left, 114, body, "Service", "Budget", "Spent", NULL);
    put_row(document, page, left, 132, body, "Care for those", "469", "938", NULL);
    put_lines(document, page, left[0], 144, body, "who live at", "home", NULL);
    put_row(document, page, left, 174, bold, "Income", NULL);
    put_row(document, page, left, 194, body, "Fees", "12", "1,204", NULL);
    put_row(document, page, left, 214, body, "Grants", "14", "1,404", NULL);
    g_autofree char *got = show_tables(document);
    assert_string_equal(got, "Service^ | Budget^ | Spent^\nCare for those who live at home< | 469 | 938\nIncome< |  | \n"
                             "Fees< | 12 | 1,204\nGrants< | 14 | 1,404\n");
}

static void under_the_names_of_figures_alone_close_the_header(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("sectors.pdf");
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    draw(page, 60, 100, 400, 100);
    draw(page, 190, 120, 400, 120);
    draw(page, 190, 140, 400, 140);
    draw(page, 60, 220, 400, 220);
    put_row(document, page, left, 114, body, "", "", "Size", NULL);
    put_row(document, page, left, 134, body, "Sector", "Number", "Share", NULL);
    for (guint i = 0; i < 4; i++)
        put_row(document, page, left, 154 + 18 * i, body, i % 2 ? "Mining" : "Farming", "1,204", "12.4", NULL);
    g_autofree char *got = show_tables(document);
    assert_non_null(strstr(got, "Sector"));
    assert_non_null(strstr(got, "Number^ | Share^\nFarming< | 1,204 | 12.4\nMining< | 1,204 | 12.4\nFarming< | 1,204 | 12.4\n"));
}

static void over_and_under_texts_in_columns_leave_each_line_a_row(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("meetings.pdf");
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    draw(page, 60, 100, 400, 100);
    draw(page, 60, 120, 400, 120);
    draw(page, 60, 172, 400, 172);
    put_row(document, page, left, 114, body, "Committee", "Day", "Room", NULL);
    put_row(document, page, left, 134, body, "Planning", "Monday", "Chamber", NULL);
    put_row(document, page, left, 150, body, "Audit", "Tuesday", "Library", NULL);
    put_row(document, page, left, 166, body, "Licensing", "Friday", "Chamber", NULL);
    g_autofree char *got = show_tables(document);
    assert_string_equal(got, "Committee^ | Day^ | Room^\nPlanning< | Monday | Chamber\nAudit< | Tuesday | Library\n"
                             "Licensing< | Friday | Chamber\n");
}

static void of_bars_with_their_figures_are_no_table(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("chart.pdf");
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    const double tops[] = {180, 140, 220, 120};
    for (guint i = 0; i < 6; i++)
        draw(page, 60, 110 + 38 * i, 440, 110 + 38 * i);
    for (guint i = 0; i < G_N_ELEMENTS(tops); i++) {
        double x = 100 + 80 * i;
        draw(page, x, tops[i], x, 300);
        draw(page, x + 40, tops[i], x + 40, 300);
        draw(page, x, tops[i], x + 40, tops[i]);
        put(document, page, x + 12, tops[i] - 4, body, i % 2 ? "733" : "852");
    }
    g_autofree char *got = show_tables(document);
    assert_string_equal(got, "");
}

/* Two steps of rules that close no cell: the second row would hold the rest of three cells that began above it. */
static void that_leave_no_cell_to_a_row_leave_no_row(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("steps.pdf");
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    const MbTableRule across[] = {{30, 100, 200}, {60, 0, 300}}, down[] = {{100, 30, 60}, {200, 0, 90}};
    g_autoptr(GArray) words = g_array_new(FALSE, FALSE, sizeof(guint)), y = g_array_new(FALSE, FALSE, sizeof(MbTableRule)),
                      x = g_array_new(FALSE, FALSE, sizeof(MbTableRule));
    for (guint i = 0; i < 6; i++) {
        put(document, page, 20 + 100 * (i % 3), 20 + 30 * (i / 3), body, "469");
        g_array_append_val(words, i);
    }
    g_array_append_vals(y, across, G_N_ELEMENTS(across));
    g_array_append_vals(x, down, G_N_ELEMENTS(down));
    g_autoptr(MbTableSheet) sheet = mb_table_sheet_new(document, page, words, 0);
    g_autoptr(MbTableGrid) grid = mb_table_grid_new((MbBox){0, 0, 300, 90}, g_steal_pointer(&y), g_steal_pointer(&x));
    mb_table_grid_fill(grid, sheet);
    for (guint r = 0; r < mb_table_grid_rows(grid); r++) {
        bool begins = false;
        for (guint i = 0; i < grid->cells->len; i++)
            begins |= ((MbTableCell *)grid->cells->pdata[i])->row == r;
        assert_true(begins);
    }
}

static void leave_room_for_names_wider_than_their_figures(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("names.pdf");
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    const double name[] = {66, 228, 300}, figure[] = {66, 250, 350};
    put_row(document, page, name, 114, bold, "Measure", "Target", "Second quarter", NULL);
    put_row(document, page, figure, 134, body, "Upper Barrow", "46", "938", NULL);
    put_row(document, page, figure, 154, body, "Lower Elms", "12", "120", NULL);
    put_row(document, page, figure, 174, body, "Dene", "77", "301", NULL);
    for (guint i = 1; i < 5; i++)
        draw(page, 60, 100 + 20 * i, 380, 100 + 20 * i);
    g_autofree char *got = show_tables(document);
    assert_non_null(strstr(got, "Measure^ | Target^ | Second quarter^\nUpper Barrow< | 46 | 938\n"));
}

static void of_names_that_come_again_begin_another_table(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = mb_document_new("rules.pdf");
    page = add_page(document, A4_WIDTH, A4_HEIGHT);
    for (guint t = 0; t < 2; t++) {
        double top = 88 + 61 * t;
        draw_grid(page, (const double[]){60, 200, 300, -1}, (const double[]){top, top + 16, top + 32, top + 48, -1});
        put_row(document, page, (const double[]){66, 206}, top + 12, body, "Topic", "Calls", NULL);
        put_row(document, page, (const double[]){66, 206}, top + 28, body, t ? "Waste" : "Roads", "469", NULL);
        put_row(document, page, (const double[]){66, 206}, top + 44, body, "Total", "938", NULL);
    }
    g_autofree char *got = show_tables(document);
    assert_string_equal(got, "Topic^ | Calls^\nRoads< | 469\nTotal< | 938\n\nTopic^ | Calls^\nWaste< | 469\nTotal< | 938\n");
}

static void under_a_title_part_it_from_the_table(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = mb_document_new("rules.pdf");
    page = add_page(document, A4_WIDTH, A4_HEIGHT);
    put(document, page, 210, 76, body, "Gases");
    draw(page, 40, 80, 340, 80);
    draw_grid(page, (const double[]){60, 200, 300, -1}, (const double[]){86, 102, 118, 134, -1});
    for (guint i = 0; i < 3; i++)
        put_row(document, page, (const double[]){66, 206}, 98 + 16 * i, body, i ? "Methane" : "Topic", i ? "469" : "To air", NULL);
    g_autofree char *got = show_tables(document);
    assert_string_equal(got, "Topic^ | To air^\nMethane< | 469\nMethane< | 469\n");
}

static void over_and_under_names_need_no_figures_below(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = mb_document_new("rules.pdf");
    page = add_page(document, A4_WIDTH, A4_HEIGHT);
    const double at[] = {66, 166, 286}, ruled[] = {88, 106, 216};
    for (guint i = 0; i < G_N_ELEMENTS(ruled); i++)
        draw(page, 60, ruled[i], 520, ruled[i]);
    put_row(document, page, at, 101, bold, "Agency", "Programme", "Description", NULL);
    for (guint i = 0; i < 3; i++) {
        put_row(document, page, at, 122 + 36 * i, body, "Roads", "Grants", "Repairs of bridges and roads that storms have", NULL);
        put(document, page, 286, 134 + 36 * i, body, "damaged since the last report");
    }
    g_autofree char *got = show_tables(document);
    assert_true(g_str_has_prefix(got, "Agency^ | Programme^ | Description^\nRoads< | Grants | Repairs of bridges and roads that "
                                      "storms have damaged since the last report\nRoads<"));
}

static void leave_a_unit_over_them_to_all_figures(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_grid(&page);
    put_row(document, page, (const double[]){370}, 114, bold, "Cost", NULL);
    put_row(document, page, (const double[]){370}, 134, body, "12", NULL);
    put_row(document, page, (const double[]){370}, 154, body, "63", NULL);
    draw_grid(page, (const double[]){60, 200, 300, 360, 420, -1}, ys);
    put(document, page, 320, 96, body, "All figures in pounds");
    g_autofree char *got = show_tables(document);
    assert_true(g_str_has_prefix(got, " | All figures in pounds{1x3}^^\nWard^ | Calls^ | Visits^ | Cost^\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(make_a_grid_of_a_net),
        cmocka_unit_test(make_a_grid_of_a_turned_page),
        cmocka_unit_test(span_where_none_is_drawn),
        cmocka_unit_test(of_squares_part_a_row_without_one),
        cmocka_unit_test(part_all_rows_though_drawn_in_the_header_alone),
        cmocka_unit_test(are_no_table_around_text),
        cmocka_unit_test(are_no_strokes_of_letters),
        cmocka_unit_test(of_one_width_bound_a_table_alone),
        cmocka_unit_test(leave_a_total_below_the_last_one_in_the_table),
        cmocka_unit_test(below_each_row_need_none_over_the_names),
        cmocka_unit_test(between_rows_alone_leave_wrapped_cells_and_names_of_groups_in_one_table),
        cmocka_unit_test(under_the_names_of_figures_alone_close_the_header),
        cmocka_unit_test(over_and_under_texts_in_columns_leave_each_line_a_row),
        cmocka_unit_test(of_bars_with_their_figures_are_no_table),
        cmocka_unit_test(that_leave_no_cell_to_a_row_leave_no_row),
        cmocka_unit_test(leave_room_for_names_wider_than_their_figures),
        cmocka_unit_test(of_names_that_come_again_begin_another_table),
        cmocka_unit_test(under_a_title_part_it_from_the_table),
        cmocka_unit_test(over_and_under_names_need_no_figures_below),
        cmocka_unit_test(leave_a_unit_over_them_to_all_figures),
    };
    return cmocka_run_group_tests_name("table-rules", tests, NULL, NULL);
}
