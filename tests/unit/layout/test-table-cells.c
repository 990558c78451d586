#include "grid.h"

static const double left[] = {66, 206, 306}, xs[] = {60, 200, 300, 400, -1}, ys[] = {100, 120, 140, 160, -1};

static MbDocument *make_grid(MbPage **page)
{
    MbDocument *document = mb_document_new("cells.pdf");
    *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    draw_grid(*page, xs, ys);
    put_row(document, *page, left, 114, bold, "Ward", "Calls", "Trend", NULL);
    put_row(document, *page, left, 134, body, "Barrow", "469", NULL);
    put_row(document, *page, left, 154, body, "Elms", "12", NULL);
    return document;
}

static void show_arrows_of_symbol_fonts_as_icons(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_grid(&page);
    put(document, page, 310, 134, (Type){10, "Wingdings", 0}, "\u00e9");
    put(document, page, 310, 154, (Type){10, "Wingdings3", 0}, "\uf071");
    g_autofree char *got = show_tables(document);
    assert_non_null(strstr(got, "Barrow< | 469 | [up]\nElms< | 12 | [down]\n"));
}

static void show_icons_that_were_recognised(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_grid(&page);
    guint region = mb_page_append_region(page, MB_REGION_DECORATION, (MbBox){310, 124, 320, 134}, -1, "icon");
    mb_attrs_set(&mb_page_region(page, region)->attrs, "icon", "up");
    g_autofree char *got = show_tables(document);
    assert_non_null(strstr(got, "Barrow< | 469 | [up]\nElms< | 12 | \n"));
}

static void doubt_numbers_that_were_hard_to_read(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_grid(&page);
    for (guint i = 0; i < page->words->len; i++) {
        MbWord *word = mb_page_word(page, i);
        word->origin = MB_ORIGIN_OCR;
        word->conf = strcmp(word->text, "12") ? 0.95F : 0.4F;
    }
    g_autofree char *got = show_tables(document);
    assert_non_null(strstr(got, "Barrow< | 469 | \nElms< | 12? | \n"));
}

/* "- 3.1" without its dash is another number. */
static void keep_a_sign_that_stands_apart_from_its_number(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_grid(&page);
    put(document, page, 310, 134, body, "- 3.1%");
    put(document, page, 310, 154, body, "+ £2.4m");
    g_autofree char *got = show_tables(document);
    assert_non_null(strstr(got, "Barrow< | 469 | - 3.1%\nElms< | 12 | + £2.4m\n"));
}

static void hold_lists_where_lines_begin_with_bullets(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("list.pdf");
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    const double sides[] = {60, 200, 400, -1}, edges[] = {100, 120, 170, -1};
    draw_grid(page, sides, edges);
    put_row(document, page, left, 114, bold, "Aim", "Plans", NULL);
    put(document, page, 66, 132, body, "Safe streets");
    put_lines(document, page, 206, 132, body, "Plans are:", "\u2022 more wardens", "\u2022 better light", NULL);
    g_autofree char *got = lay_out(document);
    assert_non_null(strstr(got, "Plans are:\n1- more wardens\n1- better light\n"));
}

static void of_a_turned_label_head_the_rows_beside_it(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_grid(&page);
    MbWord word = mb_word_init();
    word.text = "Sergeants";
    word.box = (MbBox){45, 110, 55, 155};
    word.baseline = 55;
    word.size = 10;
    word.turn = 3;
    mb_page_append_word(page, &word);
    g_autofree char *got = show_tables(document);
    assert_true(g_str_has_prefix(got, "Sergeants{3x1}<< | Ward^ | Calls^ | Trend^\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(show_arrows_of_symbol_fonts_as_icons),     cmocka_unit_test(show_icons_that_were_recognised),
        cmocka_unit_test(doubt_numbers_that_were_hard_to_read),     cmocka_unit_test(hold_lists_where_lines_begin_with_bullets),
        cmocka_unit_test(of_a_turned_label_head_the_rows_beside_it), cmocka_unit_test(keep_a_sign_that_stands_apart_from_its_number),
    };
    return cmocka_run_group_tests_name("table-cells", tests, NULL, NULL);
}
