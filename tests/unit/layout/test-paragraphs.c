#include "paper.h"

#include "../../../stages/layout/hyphens.h"

static void joins_lines_and_parts_paragraphs_at_gaps(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("text.pdf");
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    put_lines(document, page, 60, 100, body, "The panel considered the report of the officers at some length and", "noted what it said about the vale.", NULL);
    put_lines(document, page, 60, 136, body, "It then turned to the next matter and asked the commander of the", "vale to speak to it.", NULL);
    g_autofree char *got = lay_out(document);
    assert_string_equal(got, "The panel considered the report of the officers at some length and noted what it said about the vale.\n"
                             "It then turned to the next matter and asked the commander of the vale to speak to it.\n");
}

static void parts_paragraphs_where_a_line_ends_early(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("text.pdf");
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    put_lines(document, page, 60, 100, body, "The panel considered the report of the officers at some length and", "noted it.", "It then turned to the next matter and asked the commander to speak", "of the vale.", NULL);
    g_autofree char *got = lay_out(document);
    assert_string_equal(got, "The panel considered the report of the officers at some length and noted it.\n"
                             "It then turned to the next matter and asked the commander to speak of the vale.\n");
}

static void joins_over_the_page_between_its_furniture(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("text.pdf");
    for (int i = 1; i <= 3; i++) {
        MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
        g_autofree char *number = g_strdup_printf("Page %d", i);
        put(document, page, 60, 40, body, "Scrutiny Panel");
        put_lines(document, page, 60, 150, body, "goes on in the same way with words that fill all of its first line and", "with others that fill the second line of it to the same right edge,", NULL);
        put(document, page, 280, 810, body, number);
    }
    g_autofree char *got = lay_out(document);
    assert_string_equal(got, "header: Scrutiny Panel\n"
                             "goes on in the same way with words that fill all of its first line and with others that fill the second line of "
                             "it to the same right edge, goes on in the same way with words that fill all of its first line and with others "
                             "that fill the second line of it to the same right edge, goes on in the same way with words that fill all of its "
                             "first line and with others that fill the second line of it to the same right edge,\n"
                             "pageNumber: Page 1\nheader: Scrutiny Panel\npageNumber: Page 2\nheader: Scrutiny Panel\npageNumber: Page 3\n");
}

static void keeps_the_hyphen_of_a_compound_and_undoes_that_of_a_word(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("text.pdf");
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    put(document, page, 60, 100, body, "The committee met.");
    g_autoptr(MbWordBook) book = mb_wordbook_new(document);
    assert_int_equal(mb_wordbook_join(book, "commit-", "tee."), MB_JOIN_HYPHEN);
    assert_int_equal(mb_wordbook_join(book, "multi-", "agency"), MB_JOIN_NONE);
    assert_int_equal(mb_wordbook_join(book, "Anglo-", "French"), MB_JOIN_NONE);
    assert_int_equal(mb_wordbook_join(book, "and/", "or"), MB_JOIN_NONE);
    assert_int_equal(mb_wordbook_join(book, "-", "that"), MB_JOIN_SPACE);
    assert_int_equal(mb_wordbook_join(book, "xy\xc2\xad", "zz"), MB_JOIN_HYPHEN);
    assert_int_equal(mb_wordbook_join(book, "the", "panel"), MB_JOIN_SPACE);
}

static void puts_figures_and_their_lettering_in_place(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("chart.pdf");
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    put(document, page, 60, 100, body, "Before the chart.");
    put(document, page, 100, 200, body, "Apr May Jun");
    put(document, page, 60, 400, body, "After the chart.");
    mb_page_append_region(page, MB_REGION_CHART, (MbBox){60, 150, 400, 350}, -1, "chart");
    g_autofree char *got = lay_out(document);
    assert_string_equal(got, "Before the chart.\nfigureText: Apr May Jun\nAfter the chart.\n");
    assert_int_equal(document->body->first_child->next->kind, MB_BLOCK_FIGURE);
}

static void marks_words_in_a_link(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("text.pdf");
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    put(document, page, 60, 100, body, "See the whole report and its annex.");
    gint link = (gint)mb_page_append_link(page, (MbBox){60, 90, 200, 110}, "https://example.org/report", 0);
    mb_page_word(page, 2)->link = mb_page_word(page, 3)->link = link;
    g_autofree char *got = lay_out(document);
    MbBlock *leaf = document->body->first_child;
    assert_int_equal(leaf->spans->len, 1);
    const MbSpan *span = &g_array_index(leaf->spans, MbSpan, 0);
    assert_int_equal(span->kind, MB_SPAN_LINK);
    assert_memory_equal(leaf->text->str + span->start, "whole report", span->end - span->start);
    assert_string_equal(mb_attrs_get(span->attrs, "href"), "https://example.org/report");
}

static void gives_the_same_when_run_again(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("text.pdf");
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    put(document, page, 60, 100, (Type){16, "Arial-Bold", 0}, "A title");
    put(document, page, 60, 130, body, "And its text.");
    g_autofree char *once = lay_out(document);
    g_autofree char *twice = lay_out(document);
    assert_string_equal(once, twice);
}

static void survives_a_page_without_words(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("empty.pdf");
    add_page(document, A4_WIDTH, A4_HEIGHT);
    g_autofree char *got = lay_out(document);
    assert_string_equal(got, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(joins_lines_and_parts_paragraphs_at_gaps),
        cmocka_unit_test(parts_paragraphs_where_a_line_ends_early),
        cmocka_unit_test(joins_over_the_page_between_its_furniture),
        cmocka_unit_test(keeps_the_hyphen_of_a_compound_and_undoes_that_of_a_word),
        cmocka_unit_test(puts_figures_and_their_lettering_in_place),
        cmocka_unit_test(marks_words_in_a_link),
        cmocka_unit_test(gives_the_same_when_run_again),
        cmocka_unit_test(survives_a_page_without_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
