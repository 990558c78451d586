#include "paper.h"

static void reads_a_column_before_the_next(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("two.pdf");
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    put(document, page, 60, 80, body, "A title over both of the columns that runs over the whole width of the page without a gap");
    put_lines(document, page, 60, 110, body, "The first column begins here and it is", "filled with words up to its right edge", "so that it reads as one.", NULL);
    put_lines(document, page, 320, 110, body, "the other column has its own sentence", "that must not be mixed with the first", "one although the baselines are shared.", NULL);
    g_autofree char *got = lay_out(document);
    assert_string_equal(got, "A title over both of the columns that runs over the whole width of the page without a gap\n"
                             "The first column begins here and it is filled with words up to its right edge so that it reads as "
                             "one.\n"
                             "the other column has its own sentence that must not be mixed with the first one although the baselines are "
                             "shared.\n");
}

static void keeps_page_references_on_their_line(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("agenda.pdf");
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    const char *titles[] = {"Apologies for absence", "Minutes of the last meeting", "Local policing update", "Work programme"};
    for (int i = 0; i < 4; i++) {
        g_autofree char *number = g_strdup_printf("%d.", i + 1);
        put(document, page, 60, 100 + 20 * i, body, number);
        put(document, page, 90, 100 + 20 * i, body, titles[i]);
        put(document, page, 470, 100 + 20 * i, body, "(Pages 3 - 44)");
    }
    g_autofree char *got = lay_out(document);
    assert_string_equal(got, "11. Apologies for absence (Pages 3 - 44)\n12. Minutes of the last meeting (Pages 3 - 44)\n"
                             "13. Local policing update (Pages 3 - 44)\n14. Work programme (Pages 3 - 44)\n");
}

static void reads_a_reference_after_the_title_that_goes_on_below_it(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("agenda.pdf");
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    put(document, page, 60, 100, body, "1.");
    put(document, page, 90, 100, body, "Update on the local policing of the whole of the vale and");
    put(document, page, 470, 100, body, "(Pages 3 - 44)");
    put(document, page, 90, 112, body, "of its neighbours");
    put(document, page, 60, 140, body, "2.");
    put(document, page, 90, 140, body, "Work programme");
    put(document, page, 470, 140, body, "(Pages 45 - 50)");
    g_autofree char *got = lay_out(document);
    assert_string_equal(got, "11. Update on the local policing of the whole of the vale and of its neighbours (Pages 3 - 44)\n"
                             "12. Work programme (Pages 45 - 50)\n");
}

static void keeps_rows_apart_that_end_far_right(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("rows.pdf");
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    for (int i = 0; i < 2; i++) {
        put(document, page, 60, 100 + 12 * i, body, i ? "A second thing that was asked for by many of the residents" : "A first thing that was said");
        put(document, page, 440, 100 + 12 * i, body, "with an answer");
    }
    put_lines(document, page, 60, 160, body, "1. Apologies", NULL);
    put_lines(document, page, 60, 180, body, "2. Lighting (Pages 3 - 4)", NULL);
    put_lines(document, page, 60, 200, body, "3. Libraries (Page 7)", NULL);
    g_autofree char *got = lay_out(document);
    assert_string_equal(got, "A first thing that was said with an answer\n"
                             "A second thing that was asked for by many of the residents with an answer\n"
                             "11. Apologies\n12. Lighting (Pages 3 - 4)\n13. Libraries (Page 7)\n");
}

static void reads_the_lists_of_two_columns_apart(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("slide.pdf");
    MbPage *page = add_page(document, 960, 540);
    put(document, page, 60, 80, (Type){30, "Arial-Bold", 0}, "Two kinds of work");
    for (int i = 0; i < 3; i++) {
        const char *left[] = {"Case tracking", "Online reports", "One number"}, *right[] = {"Three hubs", "Merged rooms", "Risk scores"};
        put(document, page, 60, 160 + 30 * i, (Type){18, "Wingdings", 0}, "\xc3\xbc");
        put(document, page, 90, 160 + 30 * i, (Type){18, "Arial", 0}, left[i]);
        put(document, page, 500, 160 + 30 * i, (Type){18, "Wingdings", 0}, "\xc3\xbc");
        put(document, page, 530, 160 + 30 * i, (Type){18, "Arial", 0}, right[i]);
    }
    g_autofree char *got = lay_out(document);
    assert_string_equal(got, "# Two kinds of work\n1- Case tracking\n1- Online reports\n1- One number\n1- Three hubs\n1- Merged rooms\n"
                             "1- Risk scores\n");
    assert_string_equal(mb_attrs_get(page->attrs, "kind"), "slide");
    MbBlock *list = document->body->first_child->next;
    assert_int_equal(list->kind, MB_BLOCK_LIST);
    assert_int_equal(list->next->kind, MB_BLOCK_LIST);
}

static void reads_turned_writing_in_its_own_direction(void **state)
{
    (void)state;
    for (int turn = 1; turn <= 3; turn += 2) {
        g_autoptr(MbDocument) document = mb_document_new("turned.pdf");
        MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
        put_lines(document, page, 60, 100, (Type){10, "Arial", turn}, "This page was printed on its side and is to be read so that", "its lines follow each other from the top to the foot.", NULL);
        g_autofree char *got = lay_out(document);
        assert_string_equal(got, "This page was printed on its side and is to be read so that its lines follow each other from the top to "
                                 "the foot.\n");
    }
}

static void keeps_superscripts_on_their_line(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("date.pdf");
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    put_lines(document, page, 60, 88, body, "The committee met in the council chamber as it did on the last", NULL);
    double x = put(document, page, 60, 100, body, "day, that is on 4");
    guint index = page->words->len;
    x = put(document, page, x, 96.7, (Type){6.5, "Arial", 0}, "th");
    mb_page_word(page, index)->glued = true;
    put(document, page, x + 2.5, 100, body, "March.");
    g_autofree char *got = lay_out(document);
    assert_string_equal(got, "The committee met in the council chamber as it did on the last day, that is on 4th March.\n");
}

static void keeps_the_first_line_of_a_column_that_begins_higher(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("news.pdf");
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    put_lines(document, page, 320, 98, body, "The other column begins above the first", "one, whose heading has some space above", "it, and its first line stays where it is", "read by every reader.", NULL);
    put_lines(document, page, 60, 110, body, "The first column begins here and it is", "filled with words up to its right edge", "so that it reads as one.", NULL);
    g_autofree char *got = lay_out(document);
    assert_string_equal(got, "The first column begins here and it is filled with words up to its right edge so that it reads as one.\n"
                             "The other column begins above the first one, whose heading has some space above it, and its first line "
                             "stays where it is read by every reader.\n");
}

static void ends_a_point_with_its_column(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("news.pdf");
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    put_lines(document, page, 60, 110, body, "The first column begins here and it is", "filled with words up to its right edge", "so that it reads as one.", NULL);
    put(document, page, 64, 146, body, "\xe2\x80\xa2");
    put(document, page, 76, 146, body, "Review of services and of their costs.");
    put_lines(document, page, 320, 110, body, "The other column has its own sentence", "that must not be mixed with the first", "one although the baselines are shared.", NULL);
    g_autofree char *got = lay_out(document);
    assert_non_null(strstr(got, "1- Review of services and of their costs.\nThe other column"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_a_column_before_the_next),
        cmocka_unit_test(keeps_page_references_on_their_line),
        cmocka_unit_test(reads_a_reference_after_the_title_that_goes_on_below_it),
        cmocka_unit_test(keeps_rows_apart_that_end_far_right),
        cmocka_unit_test(reads_the_lists_of_two_columns_apart),
        cmocka_unit_test(reads_turned_writing_in_its_own_direction),
        cmocka_unit_test(keeps_superscripts_on_their_line),
        cmocka_unit_test(keeps_the_first_line_of_a_column_that_begins_higher),
        cmocka_unit_test(ends_a_point_with_its_column),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
