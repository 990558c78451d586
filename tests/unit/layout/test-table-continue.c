#include "grid.h"

static const double xs[] = {60, 200, 300, 400, -1};

/* A page with a table of some rows from y on. */
static MbPage *add_table(MbDocument *document, double y, bool has_header, const double *places, const char *label)
{
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    double ys[] = {y, y + 20, y + 40, y + 60, -1};
    double text[] = {places[0] + 6, places[1] + 6, places[2] + 6};
    draw_grid(page, places, ys);
    if (has_header)
        put_row(document, page, text, y + 14, bold, "Ward", "Calls", "Visits", NULL);
    else
        put_row(document, page, text, y + 14, body, label, "11", "12", NULL);
    put_row(document, page, text, y + 34, body, label, "21", "22", NULL);
    put_row(document, page, text, y + 54, body, label, "31", "32", NULL);
    return page;
}

static void joins_what_repeats_its_header(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("two.pdf");
    add_table(document, 740, true, xs, "Upper");
    add_table(document, 60, true, xs, "Lower");
    g_autofree char *got = show_tables(document);
    assert_string_equal(got, "Ward^ | Calls^ | Visits^\nUpper< | 21 | 22\nUpper< | 31 | 32\nLower< | 21 | 22\nLower< | 31 | 32\n");
}

static void joins_what_begins_with_figures(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("two.pdf");
    add_table(document, 740, true, xs, "Upper");
    add_table(document, 60, false, xs, "Lower");
    g_autofree char *got = show_tables(document);
    assert_non_null(strstr(got, "Upper< | 31 | 32\nLower< | 11 | 12\n"));
}

static void leaves_other_columns_apart(void **state)
{
    (void)state;
    const double others[] = {60, 160, 330, 400, -1};
    g_autoptr(MbDocument) document = mb_document_new("two.pdf");
    add_table(document, 740, true, xs, "Upper");
    add_table(document, 60, true, others, "Lower");
    g_autofree char *got = show_tables(document);
    assert_non_null(strstr(got, "\n\nWard^ | Calls^ | Visits^\nLower<"));
}

static void leaves_tables_apart_with_text_between(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("two.pdf");
    add_table(document, 600, true, xs, "Upper");
    put(document, document->pages->pdata[0], 60, 720, body, "The figures of the second quarter follow on the next page.");
    add_table(document, 60, true, xs, "Lower");
    g_autofree char *got = show_tables(document);
    assert_non_null(strstr(got, "\n\nWard^"));
}

static void keeps_the_page_of_each_row(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("two.pdf");
    add_table(document, 740, true, xs, "Upper");
    add_table(document, 60, true, xs, "Lower");
    g_autofree char *got = show_tables(document);
    MbBlock *table = document->body;
    while (table->kind != MB_BLOCK_TABLE)
        table = mb_block_next(document->body, table);
    assert_int_equal(table->first_child->page, 1);
    assert_int_equal(table->last_child->page, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(joins_what_repeats_its_header),      cmocka_unit_test(joins_what_begins_with_figures),
        cmocka_unit_test(leaves_other_columns_apart),         cmocka_unit_test(leaves_tables_apart_with_text_between),
        cmocka_unit_test(keeps_the_page_of_each_row),
    };
    return cmocka_run_group_tests_name("table-continue", tests, NULL, NULL);
}
