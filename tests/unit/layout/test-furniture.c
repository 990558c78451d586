#include "paper.h"

static MbDocument *make_pages(guint count)
{
    MbDocument *document = mb_document_new("pages.pdf");
    for (guint i = 0; i < count; i++) {
        MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
        g_autofree char *text = g_strdup_printf("%c. Body of the page that is like no other", 'a' + (int)i);
        put(document, page, 60, 200 + 40 * i, body, text);
    }
    return document;
}

static void returns_up_to_its_numbers(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = make_pages(4);
    for (guint i = 0; i < 4; i++) {
        g_autofree char *foot = g_strdup_printf("Report 2024 \xc2\xb7 %u of 4", i + 1);
        put(document, document->pages->pdata[i], 60, 815, body, foot);
    }
    g_autofree char *got = lay_out(document);
    assert_non_null(strstr(got, "footer: Report 2024 \xc2\xb7 1 of 4\n"));
    assert_non_null(strstr(got, "footer: Report 2024 \xc2\xb7 4 of 4\n"));
}

static void is_a_page_number_even_on_one_page(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = make_pages(1);
    put(document, document->pages->pdata[0], 280, 815, body, "Page 7");
    g_autofree char *got = lay_out(document);
    assert_non_null(strstr(got, "pageNumber: Page 7\n"));
}

static void stands_at_the_side_of_a_turned_page(void **state)
{
    (void)state;
    for (int turn = 1; turn <= 3; turn += 2) {
        g_autoptr(MbDocument) document = make_pages(1);
        put(document, document->pages->pdata[0], 400, 575, (Type){9, "Arial", turn}, "Page 18");
        g_autofree char *got = lay_out(document);
        assert_non_null(strstr(got, "pageNumber: Page 18\n"));
    }
}

static void is_no_title_however_often_it_returns(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = make_pages(4);
    for (guint i = 0; i < 4; i++)
        put(document, document->pages->pdata[i], 60, 60, (Type){16, "Arial-Bold", 0}, "Shared outcome");
    g_autofree char *got = lay_out(document);
    assert_null(strstr(got, "header:"));
}

static void is_no_row_that_returns_by_chance(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = make_pages(8);
    for (guint i = 0; i < 8; i += 3)
        put(document, document->pages->pdata[i], 60, 60, body, "The panel resumed.");
    g_autofree char *got = lay_out(document);
    assert_null(strstr(got, "header:"));
}

static void is_no_second_row_of_two_pages_alone(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = make_pages(2);
    put(document, document->pages->pdata[0], 60, 60, body, "Agenda");
    put(document, document->pages->pdata[1], 60, 60, body, "Minutes");
    for (guint i = 0; i < 2; i++)
        put(document, document->pages->pdata[i], 60, 80, body, "1. Apologies");
    g_autofree char *got = lay_out(document);
    assert_null(strstr(got, "header:"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(returns_up_to_its_numbers),
        cmocka_unit_test(is_a_page_number_even_on_one_page),
        cmocka_unit_test(stands_at_the_side_of_a_turned_page),
        cmocka_unit_test(is_no_title_however_often_it_returns),
        cmocka_unit_test(is_no_row_that_returns_by_chance),
        cmocka_unit_test(is_no_second_row_of_two_pages_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
