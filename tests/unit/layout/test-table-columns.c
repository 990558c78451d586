#include "grid.h"

static const double left[] = {66, 206, 306, 406};

static MbDocument *make_page(MbPage **page)
{
    MbDocument *document = mb_document_new("columns.pdf");
    *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    return document;
}

static void of_figures_are_a_table(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_page(&page);
    put_row(document, page, left, 100, bold, "Ward", "Calls", "Visits", "Total", NULL);
    put_row(document, page, left, 116, body, "Upper Barrow", "469", "469", "938", NULL);
    put_row(document, page, left, 132, body, "Lower Elms", "702", "72", "774", NULL);
    put_row(document, page, left, 148, body, "Old Gorse", "", "127", "835", NULL);
    g_autofree char *got = show_tables(document);
    assert_string_equal(got, "Ward^ | Calls^ | Visits^ | Total^\nUpper Barrow< | 469 | 469 | 938\nLower Elms< | 702 | 72 | 774\n"
                             "Old Gorse< |  | 127 | 835\n");
}

static void stand_apart_where_the_longest_label_meets_the_longest_figure(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_page(&page);
    const double names[] = {66, 150, 188, 222}, wide[] = {66, 146, 190, 222}, narrow[] = {66, 161, 200, 232};
    put_row(document, page, names, 100, body, "Ward", "Calls", "Visit", "Total", NULL);
    put_row(document, page, wide, 116, body, "Upper Barrow A", "44,690", "9,690", "93,800", NULL);
    put_row(document, page, narrow, 132, body, "Elms", "702", "720", "774", NULL);
    put_row(document, page, narrow, 148, body, "Old Gorse", "127", "835", "962", NULL);
    g_autofree char *got = show_tables(document);
    assert_string_equal(got, "Ward^ | Calls^ | Visit^ | Total^\nUpper Barrow A< | 44,690 | 9,690 | 93,800\nElms< | 702 | 720 | 774\n"
                             "Old Gorse< | 127 | 835 | 962\n");
}

static void keep_the_words_of_a_label_together_beside_far_off_figures(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_page(&page);
    const double at[] = {66, 306, 406}, loose[] = {66, 100};
    put_row(document, page, at, 100, body, "Ward", "Calls", "Visits", NULL);
    for (guint i = 0; i < 4; i++)
        put_row(document, page, at, 116 + 16 * i, body, i == 2 ? "" : "Barrow", "469", "469", NULL);
    put_row(document, page, loose, 148, body, "Upper", "Elms", NULL);
    g_autofree char *got = show_tables(document);
    assert_string_equal(got, "Ward^ | Calls^ | Visits^\nBarrow< | 469 | 469\nBarrow< | 469 | 469\nUpper Elms< | 469 | 469\nBarrow< | 469 | 469\n");
}

static void keep_a_sign_of_money_with_the_figure_far_on_its_right(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_page(&page);
    const double signs[] = {66, 206, 230, 306, 330}, plain[] = {66, 230, 330};
    put_row(document, page, plain, 100, body, "Fund", "2019", "2020", NULL);
    put_row(document, page, signs, 116, body, "General", "$", "4,690", "$", "7,020", NULL);
    put_row(document, page, plain, 132, body, "Roads", "1,702", "1,774", NULL);
    put_row(document, page, plain, 148, body, "Parks", "1,127", "1,962", NULL);
    g_autofree char *got = show_tables(document);
    assert_string_equal(got, "Fund^ | 2019^ | 2020^\nGeneral< | $ 4,690 | $ 7,020\nRoads< | 1,702 | 1,774\nParks< | 1,127 | 1,962\n");
}

static void have_names_centred_over_figures_set_right(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_page(&page);
    const double name[] = {66, 260}, narrow[] = {66, 312}, wide[] = {66, 292};
    put_row(document, page, name, 100, bold, "Ward", "Calls", NULL);
    for (guint i = 0; i < 4; i++)
        put_row(document, page, narrow, 116 + 16 * i, body, "Barrow", "350", NULL);
    put_row(document, page, wide, 180, body, "All", "21,592", NULL);
    g_autofree char *got = show_tables(document);
    assert_string_equal(got, "Ward^ | Calls^\nBarrow< | 350\nBarrow< | 350\nBarrow< | 350\nBarrow< | 350\nAll< | 21,592\n");
}

static void of_agenda_titles_and_pages_are_none(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_page(&page);
    const double at[] = {60, 90, 440};
    put_row(document, page, at, 100, body, "1.", "Apologies for absence", "", NULL);
    put_row(document, page, at, 120, body, "2.", "Minutes of the last meeting", "(Pages 3 - 8)", NULL);
    put_row(document, page, at, 140, body, "3.", "Budget monitoring", "(Pages 9 - 44)", NULL);
    put_row(document, page, at, 160, body, "4.", "Work programme", "(Pages 45 - 46)", NULL);
    g_autofree char *got = show_tables(document);
    assert_string_equal(got, "");
}

static void of_contents_with_leaders_are_none(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_page(&page);
    const double at[] = {60, 180, 500};
    put_row(document, page, at, 100, body, "Introduction", "..............................", "3", NULL);
    put_row(document, page, at, 116, body, "Method", "..............................", "5", NULL);
    put_row(document, page, at, 132, body, "Findings", "..............................", "9", NULL);
    put_row(document, page, at, 148, body, "Conclusion", "..............................", "21", NULL);
    g_autofree char *got = show_tables(document);
    assert_string_equal(got, "");
}

static void of_contents_without_leaders_are_none(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_page(&page);
    const double at[] = {60, 500};
    put_row(document, page, at, 100, body, "1. Introduction", "3", NULL);
    put_row(document, page, at, 116, body, "2. Method", "5", NULL);
    put_row(document, page, at, 132, body, "3. Findings", "9", NULL);
    put_row(document, page, at, 148, body, "4. Costs", "14", NULL);
    put_row(document, page, at, 164, body, "5. Conclusion", "21", NULL);
    g_autofree char *got = show_tables(document);
    assert_string_equal(got, "");
}

static void of_figures_at_the_ends_of_bars_are_none(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_page(&page);
    const double ends[] = {330, 240, 420, 330, 240, 500};
    for (guint i = 0; i < G_N_ELEMENTS(ends); i++) {
        put(document, page, 66, 100 + 24 * i, body, i % 2 ? "Upper Elms" : "Barrow");
        put(document, page, ends[i], 100 + 24 * i, body, i % 2 ? "42%" : "70%");
    }
    g_autofree char *got = show_tables(document);
    assert_string_equal(got, "");
}

static void of_running_text_are_none(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_page(&page);
    for (guint side = 0; side < 2; side++)
        put_lines(document, page, side ? 310 : 60, 100, body, "The board met to look at the report", "that was laid before it in spring and",
                  "agreed that more was to be done for", "those who wait longest for an answer", "from the service that they have rung.", NULL);
    g_autofree char *got = show_tables(document);
    assert_string_equal(got, "");
}

static void of_a_letter_head_are_none(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_page(&page);
    const double at[] = {60, 160};
    put_row(document, page, at, 100, body, "Contact:", "Imogen Farr", NULL);
    put_row(document, page, at, 116, body, "Telephone:", "020 7946 0867", NULL);
    put_row(document, page, at, 132, body, "Date:", "14 October 2019", NULL);
    g_autofree char *got = show_tables(document);
    assert_string_equal(got, "");
}

static void keep_the_caption_that_begins_like_one(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_page(&page);
    put(document, page, 66, 84, body, "Table 3: Calls by ward");
    put_row(document, page, left, 100, bold, "Ward", "Calls", "Visits", NULL);
    for (guint i = 0; i < 3; i++)
        put_row(document, page, left, 116 + 16 * i, body, "Barrow", "46", "93", NULL);
    g_autofree char *got = show_tables(document);
    assert_true(g_str_has_prefix(got, "(Table 3: Calls by ward)\nWard^ | Calls^ | Visits^\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_figures_are_a_table),
        cmocka_unit_test(stand_apart_where_the_longest_label_meets_the_longest_figure),
        cmocka_unit_test(keep_the_words_of_a_label_together_beside_far_off_figures),
        cmocka_unit_test(keep_a_sign_of_money_with_the_figure_far_on_its_right),
        cmocka_unit_test(have_names_centred_over_figures_set_right),
        cmocka_unit_test(of_agenda_titles_and_pages_are_none),
        cmocka_unit_test(of_contents_with_leaders_are_none),
        cmocka_unit_test(of_contents_without_leaders_are_none),
        cmocka_unit_test(of_figures_at_the_ends_of_bars_are_none),
        cmocka_unit_test(of_running_text_are_none),
        cmocka_unit_test(of_a_letter_head_are_none),
        cmocka_unit_test(keep_the_caption_that_begins_like_one),
    };
    return cmocka_run_group_tests_name("table-columns", tests, NULL, NULL);
}
