#include "paper.h"

static void point(MbDocument *document, MbPage *page, double x, double y, const char *label, const char *text)
{
    put(document, page, x, y, body, label);
    put(document, page, x + 18, y, body, text);
}

static void tells_depth_by_indent(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("list.pdf");
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    point(document, page, 60, 100, "1.", "That the report be noted.");
    point(document, page, 80, 115, "(a)", "with its appendix;");
    point(document, page, 80, 130, "(b)", "without its annex.");
    point(document, page, 60, 145, "2.", "That the officers be thanked.");
    g_autofree char *got = lay_out(document);
    assert_string_equal(got, "11. That the report be noted.\n2(a) with its appendix;\n2(b) without its annex.\n"
                             "12. That the officers be thanked.\n");
}

static void keeps_bullets_under_a_numbered_point_a_list_of_their_own(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("list.pdf");
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    point(document, page, 60, 100, "1.", "Members noted:");
    point(document, page, 80, 115, "•", "the first matter");
    point(document, page, 100, 130, "o", "its detail");
    point(document, page, 100, 145, "o", "its other detail");
    point(document, page, 60, 160, "2.", "Members agreed.");
    g_autofree char *got = lay_out(document);
    assert_string_equal(got, "11. Members noted:\n1- the first matter\n2- its detail\n2- its other detail\n12. Members agreed.\n");
}

static void goes_on_under_the_label(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("list.pdf");
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    point(document, page, 60, 100, "1.", "The panel considered the report of the officers at some");
    put(document, page, 78, 112, body, "length and noted it.");
    put(document, page, 78, 132, body, "A paragraph after a gap is no part of the point above it.");
    g_autofree char *got = lay_out(document);
    assert_string_equal(got, "11. The panel considered the report of the officers at some length and noted it.\n"
                             "A paragraph after a gap is no part of the point above it.\n");
}

static void leaves_a_number_its_sign(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("list.pdf");
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    put(document, page, 60, 100, body, "Burglary changed by");
    put(document, page, 60, 130, body, "- 3.1%");
    put(document, page, 60, 160, body, "- robbery fell");
    put(document, page, 60, 175, body, "- arson rose");
    g_autofree char *got = lay_out(document);
    assert_string_equal(got, "Burglary changed by\n- 3.1%\n1- robbery fell\n1- arson rose\n");
}

static void counts_on_over_a_stop_that_a_scan_lost(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("list.pdf");
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    point(document, page, 60, 100, "1.", "Mr Gough thanked the staff.");
    put(document, page, 60, 130, body, "It was noted that the bids were late.");
    point(document, page, 60, 160, "2", "Mrs Bell reported on the county.");
    point(document, page, 60, 190, "9", "Members of the panel were absent.");
    for (guint i = 0; i < page->words->len; i++)
        mb_page_word(page, i)->origin = MB_ORIGIN_OCR;
    g_autofree char *got = lay_out(document);
    assert_string_equal(got, "11. Mr Gough thanked the staff.\nIt was noted that the bids were late.\n12 Mrs Bell reported on the county.\n"
                             "9 Members of the panel were absent.\n");
}

static void takes_no_label_from_the_middle_of_a_sentence(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("text.pdf");
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    put_lines(document, page, 60, 100, body, "The number of officers who were in post at the end of the year was", "25. The number of those who had left it in the same time was about", "12. The panel asked for the reasons and was told of them in detail.", NULL);
    g_autofree char *got = lay_out(document);
    assert_string_equal(got, "The number of officers who were in post at the end of the year was 25. The number of those who had left it in "
                             "the same time was about 12. The panel asked for the reasons and was told of them in detail.\n");
}

static void goes_on_over_the_page_with_numbering_and_text(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("list.pdf");
    MbPage *one = add_page(document, A4_WIDTH, A4_HEIGHT), *two = add_page(document, A4_WIDTH, A4_HEIGHT);
    point(document, one, 60, 700, "1.", "The first point is short.");
    point(document, one, 60, 715, "2.", "The second point runs over the foot of its page and so");
    put(document, two, 78, 80, body, "ends on the next.");
    put(document, two, 60, 95, body, "3. The third has no tab but counts on.");
    g_autofree char *got = lay_out(document);
    assert_string_equal(got, "11. The first point is short.\n12. The second point runs over the foot of its page and so ends on the next.\n"
                             "13. The third has no tab but counts on.\n");
    MbBlock *list = document->body->first_child;
    assert_null(list->next);
    MbBlock *leaf = list->first_child->next->first_child;
    assert_int_equal(leaf->page, 1);
    assert_int_equal(g_array_index(leaf->runs, MbRun, leaf->runs->len - 1).page, 2);
}

static void shows_symbol_bullets_by_structure_alone(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("list.pdf");
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    const char *glyphs[] = {"\xef\x82\xb7", "\xc2\xa7", "\xc3\x98", "l"};
    for (int i = 0; i < 4; i++) {
        put(document, page, 60, 100 + 15 * i, (Type){10, "Wingdings", 0}, glyphs[i]);
        put(document, page, 78, 100 + 15 * i, body, "A thing that was done.");
    }
    g_autofree char *got = lay_out(document);
    assert_string_equal(got, "1- A thing that was done.\n1- A thing that was done.\n1- A thing that was done.\n1- A thing that was done.\n");
    MbBlock *leaf = document->body->first_child->first_child->first_child;
    assert_int_equal(g_array_index(leaf->runs, MbRun, 0).word, 0);
    assert_int_equal(g_array_index(leaf->runs, MbRun, 0).length, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_depth_by_indent),
        cmocka_unit_test(keeps_bullets_under_a_numbered_point_a_list_of_their_own),
        cmocka_unit_test(goes_on_under_the_label),
        cmocka_unit_test(leaves_a_number_its_sign),
        cmocka_unit_test(counts_on_over_a_stop_that_a_scan_lost),
        cmocka_unit_test(takes_no_label_from_the_middle_of_a_sentence),
        cmocka_unit_test(goes_on_over_the_page_with_numbering_and_text),
        cmocka_unit_test(shows_symbol_bullets_by_structure_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
