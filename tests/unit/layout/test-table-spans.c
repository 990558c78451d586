/* Texts over several columns that do not reach over them. */
#include "grid.h"

static const double left[] = {66, 206, 306, 406};

static MbDocument *make_page(MbPage **page)
{
    MbDocument *document = mb_document_new("spans.pdf");
    *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    return document;
}

static void put_figures(MbDocument *document, MbPage *page, double y, guint rows)
{
    for (guint i = 0; i < rows; i++)
        put_row(document, page, left, y + 18 * i, body, i % 2 ? "Lower Elms" : "Old Gorse", "1,702", "1,774", "2,835", NULL);
}

static void of_a_group_of_rows_take_all_columns(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_page(&page);
    put_row(document, page, left, 100, body, "Ward", "2018", "2019", "2020", NULL);
    put(document, page, 238, 118, body, "Males");
    put_figures(document, page, 136, 2);
    put(document, page, 235, 172, body, "Females");
    put_figures(document, page, 190, 2);
    g_autofree char *got = show_tables(document);
    assert_string_equal(got, "Ward^ | 2018^ | 2019^ | 2020^\nMales{1x4}<<\nOld Gorse< | 1,702 | 1,774 | 2,835\n"
                             "Lower Elms< | 1,702 | 1,774 | 2,835\nFemales{1x4}<<\nOld Gorse< | 1,702 | 1,774 | 2,835\n"
                             "Lower Elms< | 1,702 | 1,774 | 2,835\n");
}

static void of_names_take_the_columns_that_they_are_centred_over(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_page(&page);
    put(document, page, 300, 82, body, "Persons");
    put_row(document, page, left, 100, body, "Ward", "Male", "Female", "Total", NULL);
    put_figures(document, page, 118, 4);
    g_autofree char *got = show_tables(document);
    assert_true(g_str_has_prefix(got, " | Persons{1x3}^^\nWard^ | Male^ | Female^ | Total^\nOld Gorse< | 1,702"));
}

static void are_none_where_a_name_is_broken_into_two_lines(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_page(&page);
    put(document, page, 306, 88, body, "Female");
    put_row(document, page, left, 100, body, "Ward", "Men", "staff", "Total", NULL);
    put_figures(document, page, 118, 4);
    g_autofree char *got = show_tables(document);
    assert_true(g_str_has_prefix(got, "Ward^ | Men^ | Female staff^ | Total^\nOld Gorse< | 1,702"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_a_group_of_rows_take_all_columns),
        cmocka_unit_test(of_names_take_the_columns_that_they_are_centred_over),
        cmocka_unit_test(are_none_where_a_name_is_broken_into_two_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
