/* Words of a page: boxes, looks, turns, and what a reader does not see. */
#include "tiny-pdf.h"

#include <math.h>

static MbDocument *document;

static int forget(void **state)
{
    (void)state;
    g_clear_pointer(&document, mb_document_free);
    return 0;
}

static void read_content(const char *page, const char *content)
{
    document = tiny_pdf_read(tiny_pdf_bytes("", page, content), NULL);
}

static void assert_near(double is, double should)
{
    if (fabs(is - should) > 1.0)
        fail_msg("%g is not near %g", is, should);
}

static void a_word_has_its_place_size_font_and_colour(void **state)
{
    (void)state;
    read_content("", "BT 1 0 0 rg /F2 12 Tf 72 700 Td (Agenda item) Tj ET");
    const MbWord *word = tiny_pdf_word(document, "Agenda");
    assert_near(word->box.x0, 72);
    assert_near(word->baseline, 100);
    assert_true(word->box.y0 < 92 && word->box.y1 > 100 && word->box.y1 < 106);
    assert_near(word->size, 12);
    assert_int_equal(word->colour, 0xFF0000);
    assert_int_equal(word->turn, 0);
    assert_false(word->glued);
    const MbFont *font = mb_document_font(document, word->font);
    assert_string_equal(font->name, "Helvetica-Bold");
    assert_true(font->bold && !font->italic);
}

static void a_word_half_of_which_is_bold_is_one_word(void **state)
{
    (void)state;
    read_content("", "BT /F1 12 Tf 72 700 Td (Coun) Tj /F2 12 Tf (cillor) Tj ET");
    assert_int_equal(mb_document_page(document, 1)->words->len, 1);
    assert_string_equal(mb_document_font(document, tiny_pdf_word(document, "Councillor")->font)->name, "Helvetica-Bold");
}

static void a_superscript_is_a_word_glued_to_the_one_before(void **state)
{
    (void)state;
    read_content("", "BT /F1 12 Tf 72 700 Td (9) Tj /F1 7 Tf 5 Ts (th) Tj 0 Ts /F1 12 Tf ( March) Tj ET");
    assert_true(tiny_pdf_word(document, "th")->glued);
    assert_false(tiny_pdf_word(document, "9")->glued);
    assert_false(tiny_pdf_word(document, "March")->glued);
}

static void numbers_of_two_cells_do_not_run_together(void **state)
{
    (void)state;
    read_content("", "BT /F1 10 Tf 72 700 Td (610) Tj 22 0 Td (1,393) Tj ET");
    assert_false(tiny_pdf_word(document, "1,393")->glued);
    tiny_pdf_word(document, "610");
}

static void writing_up_and_down_the_page_has_its_turn(void **state)
{
    (void)state;
    read_content("", "BT /F1 10 Tf 0 1 -1 0 40 200 Tm (Rising label) Tj ET BT /F1 10 Tf 0 -1 1 0 560 500 Tm (Falling) Tj ET "
                     "BT /F1 10 Tf -1 0 0 -1 300 100 Tm (Over) Tj ET");
    assert_int_equal(tiny_pdf_word(document, "Rising")->turn, 3);
    assert_int_equal(tiny_pdf_word(document, "label")->turn, 3);
    assert_int_equal(tiny_pdf_word(document, "Falling")->turn, 1);
    assert_int_equal(tiny_pdf_word(document, "Over")->turn, 2);
    assert_near(tiny_pdf_word(document, "Rising")->baseline, 40);
    assert_near(tiny_pdf_word(document, "Falling")->baseline, 560);
    assert_near(tiny_pdf_word(document, "Over")->baseline, 700);
}

static void places_are_those_of_the_page_as_shown(void **state)
{
    (void)state;
    read_content("/Rotate 90 /CropBox [50 100 550 700]", "BT /F1 12 Tf 0 1 -1 0 150 200 Tm (Shown) Tj ET");
    const MbPage *page = mb_document_page(document, 1);
    assert_near(page->width, 600);
    assert_near(page->height, 500);
    assert_int_equal(page->rotate, 90);
    const MbWord *word = tiny_pdf_word(document, "Shown");
    assert_int_equal(word->turn, 0);
    assert_near(word->box.x0, 100);  /* 200 up the sheet, 100 cropped */
    assert_near(word->baseline, 100); /* 150 across the sheet, 50 cropped */
}

static void text_smaller_than_a_point_is_hidden(void **state)
{
    (void)state;
    read_content("", "BT /F1 0.5 Tf 72 700 Td (tiny) Tj ET BT /F1 8 Tf 72 600 Td (small) Tj ET");
    assert_int_equal(tiny_pdf_word(document, "tiny")->hidden, MB_HIDDEN_TINY);
    assert_int_equal(tiny_pdf_word(document, "small")->hidden, MB_HIDDEN_NOT);
}

static void text_that_lies_mostly_beside_the_page_is_hidden(void **state)
{
    (void)state;
    read_content("", "BT /F1 12 Tf 72 799 Td (Cutaway) Tj ET BT /F1 12 Tf 72 792 Td (Nearly) Tj ET");
    assert_int_equal(tiny_pdf_word(document, "Cutaway")->hidden, MB_HIDDEN_OFF_PAGE);
    assert_int_equal(tiny_pdf_word(document, "Nearly")->hidden, MB_HIDDEN_NOT);
}

static void text_without_ink_is_hidden_and_its_neighbour_is_not(void **state)
{
    (void)state;
    read_content("", "BT /F1 12 Tf 3 Tr 72 700 Td (Unseen layer) Tj ET BT 0 Tr /F1 12 Tf 200 700 Td (Seen) Tj ET");
    assert_int_equal(tiny_pdf_word(document, "Unseen")->hidden, MB_HIDDEN_INVISIBLE);
    assert_int_equal(tiny_pdf_word(document, "layer")->hidden, MB_HIDDEN_INVISIBLE);
    assert_int_equal(tiny_pdf_word(document, "Seen")->hidden, MB_HIDDEN_NOT);
}

static void text_drawn_over_its_invisible_double_is_seen(void **state)
{
    (void)state;
    read_content("", "BT /F1 12 Tf 3 Tr 72 700 Td (Double) Tj ET BT 0 Tr /F1 12 Tf 72 700 Td (Double) Tj ET");
    assert_int_equal(tiny_pdf_word(document, "Double")->hidden, MB_HIDDEN_NOT);
}

static void joined_letters_are_told_apart(void **state)
{
    (void)state;
    TinyPdf tiny = tiny_pdf_page("", "/Resources << /Font << /F3 7 0 R >> >>", "BT /F3 12 Tf 72 700 Td (of\\256ce) Tj ET");
    tiny_pdf_add(&tiny, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /StandardEncoding >>");
    document = tiny_pdf_read(tiny_pdf_end(&tiny, ""), NULL);
    tiny_pdf_word(document, "office");
}

static void words_know_their_link(void **state)
{
    (void)state;
    read_content("/Annots [<< /Type /Annot /Subtype /Link /Rect [70 695 110 715] /A << /S /URI /URI (http://example.org/a) >> >>]",
                 "BT /F1 12 Tf 72 700 Td (Linked words) Tj ET");
    const MbPage *page = mb_document_page(document, 1);
    assert_int_equal(page->links->len, 1);
    assert_string_equal(g_array_index(page->links, MbLink, 0).uri, "http://example.org/a");
    assert_int_equal(tiny_pdf_word(document, "Linked")->link, 0);
    assert_int_equal(tiny_pdf_word(document, "words")->link, -1);
}

static void links_turn_with_the_page(void **state)
{
    (void)state;
    read_content("/Rotate 270 /CropBox [50 100 550 700] /Annots [<< /Type /Annot /Subtype /Link /Rect [70 200 110 220] "
                 "/Dest [3 0 R /XYZ 0 700 0] >>]",
                 "");
    const MbPage *page = mb_document_page(document, 1);
    MbLink link = g_array_index(page->links, MbLink, 0);
    assert_null(link.uri);
    assert_int_equal(link.page, 1);
    assert_near(link.box.x0, 480); /* from the upper edge of the crop box down the sheet */
    assert_near(link.box.x1, 500);
    assert_near(link.box.y0, 440);
    assert_near(link.box.y1, 480);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(a_word_has_its_place_size_font_and_colour, forget),
        cmocka_unit_test_teardown(a_word_half_of_which_is_bold_is_one_word, forget),
        cmocka_unit_test_teardown(a_superscript_is_a_word_glued_to_the_one_before, forget),
        cmocka_unit_test_teardown(numbers_of_two_cells_do_not_run_together, forget),
        cmocka_unit_test_teardown(writing_up_and_down_the_page_has_its_turn, forget),
        cmocka_unit_test_teardown(places_are_those_of_the_page_as_shown, forget),
        cmocka_unit_test_teardown(text_smaller_than_a_point_is_hidden, forget),
        cmocka_unit_test_teardown(text_that_lies_mostly_beside_the_page_is_hidden, forget),
        cmocka_unit_test_teardown(text_without_ink_is_hidden_and_its_neighbour_is_not, forget),
        cmocka_unit_test_teardown(text_drawn_over_its_invisible_double_is_seen, forget),
        cmocka_unit_test_teardown(joined_letters_are_told_apart, forget),
        cmocka_unit_test_teardown(words_know_their_link, forget),
        cmocka_unit_test_teardown(links_turn_with_the_page, forget),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
