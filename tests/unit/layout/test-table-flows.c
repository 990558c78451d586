/* Tables beside a column of running text. */
#include "grid.h"

static const char *const prose[] = {"The board met in the spring to", "look at the report before it and", "agreed that much more was to be",
                                    "done for those who waited long", "for an answer from the service"};

static void put_prose(MbDocument *document, MbPage *page, double x, double y, guint lines)
{
    for (guint i = 0; i < lines; i++)
        put(document, page, x, y + 14 * i, body, prose[i % G_N_ELEMENTS(prose)]);
}

static MbDocument *make_page(void)
{
    MbDocument *document = mb_document_new("two-columns.pdf");
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    const double at[] = {60, 140, 190};
    put_prose(document, page, 60, 100, 5);
    put_row(document, page, at, 184, body, "Ward", "2019", "2020", NULL);
    put_row(document, page, at, 198, body, "Upper Elms", "1,702", "1,774", NULL);
    put_row(document, page, at, 212, body, "Barrow", "1,127", "1,962", NULL);
    put_row(document, page, at, 226, body, "Gorse", "2,127", "2,962", NULL);
    put_row(document, page, at, 240, body, "Dene", "3,127", "3,962", NULL);
    put_prose(document, page, 230, 100, 11);
    return document;
}

static void take_nothing_of_the_other_column(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = make_page();
    g_autofree char *got = show_tables(document);
    assert_string_equal(got, "Ward^ | 2019^ | 2020^\nUpper Elms< | 1,702 | 1,774\nBarrow< | 1,127 | 1,962\n"
                             "Gorse< | 2,127 | 2,962\nDene< | 3,127 | 3,962\n");
}

static void are_read_with_their_own_column(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = make_page();
    g_autofree char *got = lay_out(document);
    const char *table = strstr(got, "Dene"), *right = strstr(strstr(got, "from the service") + 1, "from the service");
    assert_non_null(table);
    assert_non_null(right);
    assert_true(table < right);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(take_nothing_of_the_other_column),
        cmocka_unit_test(are_read_with_their_own_column),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
