/* Charts that the page draws itself. */
#include "grid.h"

static MbDocument *make_page(MbPage **page)
{
    MbDocument *document = mb_document_new("charts.pdf");
    *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    return document;
}

/* An axis of numbers from 200 down to 0, 40 points apart, with its lines. */
static void put_axis(MbDocument *document, MbPage *page)
{
    static const char *const steps[] = {"200", "150", "100", "50", "0"};
    for (guint i = 0; i < G_N_ELEMENTS(steps); i++) {
        put(document, page, 115 - 5 * strlen(steps[i]), 300 + 40 * i, body, steps[i]);
        draw(page, 120, 296 + 40 * i, 420, 296 + 40 * i);
    }
    draw(page, 120, 296, 120, 456);
}

static guint count_loose(MbDocument *document)
{
    guint loose = 0;
    for (MbBlock *block = document->body; block; block = mb_block_next(document->body, block))
        loose += block->kind == MB_BLOCK_TABLE || (block->kind == MB_BLOCK_PARAGRAPH && !block->artifact);
    return loose;
}

static void keep_their_lettering(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_page(&page);
    put_axis(document, page);
    put_row(document, page, (const double[]){130, 200, 280, 360}, 320, body, "190", "170", "181", "186", NULL);
    put_row(document, page, (const double[]){130, 200, 280, 360}, 472, body, "2018", "2019", "2020", "2021", NULL);
    g_autofree char *text = lay_out(document);
    assert_int_equal(count_loose(document), 0);
}

static void leave_the_paragraph_below_alone(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_page(&page);
    put_axis(document, page);
    put(document, page, 66, 480, body, "The number of calls has fallen in every ward since the last report to the board.");
    g_autofree char *text = lay_out(document);
    assert_int_equal(count_loose(document), 1);
}

static void are_no_rows_of_figures_that_fall(void **state)
{
    (void)state;
    MbPage *page;
    g_autoptr(MbDocument) document = make_page(&page);
    put_axis(document, page);
    for (guint i = 0; i < 5; i++)
        put_row(document, page, (const double[]){160, 260, 360}, 300 + 40 * i, body, "Old Gorse", "1,702", "63", NULL);
    g_autofree char *got = show_tables(document);
    assert_non_null(strstr(got, "Old Gorse< | 1,702 | 63\nOld Gorse< | 1,702 | 63"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keep_their_lettering),
        cmocka_unit_test(leave_the_paragraph_below_alone),
        cmocka_unit_test(are_no_rows_of_figures_that_fall),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
