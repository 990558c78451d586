/* What a page's content draws: rules, shades, underlines, and text that may be hidden. */
#include "tiny-pdf.h"

static MbDocument *document;

static int set_up(void **state)
{
    (void)state;
    document = mb_document_new("tiny.pdf");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    mb_document_free(document);
    return 0;
}

/* Reads the page (600 x 800) of a content; entries go into the page's dictionary. */
static const MbPage *read_page(const char *entries, const char *content)
{
    g_autoptr(GBytes) bytes = tiny_pdf_bytes("", entries, content);
    g_autoptr(GError) error = NULL;
    g_autoptr(MbPdf) pdf = mb_pdf_open(bytes, NULL, &error);
    assert_non_null(pdf);
    MbPage *page = mb_pdf_read_page(pdf, document, 1, &error);
    assert_non_null(page);
    mb_document_take_page(document, page);
    return page;
}

static const char *doubt_of(const char *content)
{
    return mb_attrs_get(read_page("", content)->attrs, "doubt");
}

static const MbRule *rule_at(const MbPage *page, guint i)
{
    assert_true(i < page->rules->len);
    return &g_array_index(page->rules, MbRule, i);
}

static void assert_rule(const MbRule *rule, double x0, double y0, double x1, double y1)
{
    assert_float_equal(rule->box.x0, x0, 0.05);
    assert_float_equal(rule->box.y0, y0, 0.05);
    assert_float_equal(rule->box.x1, x1, 0.05);
    assert_float_equal(rule->box.y1, y1, 0.05);
}

#define TEXT(colour, x, y, words) colour " rg BT /F1 12 Tf " x " " y " Td (" words ") Tj ET "

static void a_stroked_line_is_a_rule_of_its_width_and_colour(void **state)
{
    (void)state;
    const MbPage *page = read_page("", TEXT("0 0 0", "100", "500", "Total") "2 w 1 0 0 RG 100 700 m 300 700 l S");
    assert_int_equal(page->rules->len, 1);
    assert_rule(rule_at(page, 0), 100, 99, 300, 101);
    assert_int_equal(rule_at(page, 0)->colour, 0xFF0000);
    assert_false(rule_at(page, 0)->vertical);
    assert_string_equal(mb_attrs_get(page->attrs, "drawing"), "known");
    assert_null(mb_attrs_get(page->attrs, "doubt"));
}

static void a_thin_filled_box_is_a_rule(void **state)
{
    (void)state;
    const MbPage *page = read_page("", "0.5 g 100 200 0.5 400 re f");
    assert_int_equal(page->rules->len, 1);
    assert_rule(rule_at(page, 0), 100, 200, 100.5, 600);
    assert_true(rule_at(page, 0)->vertical);
}

static void pieces_and_dots_in_one_line_are_one_rule(void **state)
{
    (void)state;
    const MbPage *page = read_page("", "100 700 40 0.5 re f 141 700 0.5 0.5 re f 142 700 0.5 0.5 re f 143 700.1 57 0.5 re f");
    assert_int_equal(page->rules->len, 1);
    assert_float_equal(rule_at(page, 0)->box.x0, 100, 0.05);
    assert_float_equal(rule_at(page, 0)->box.x1, 200, 0.05);
}

static void a_double_line_stays_double(void **state)
{
    (void)state;
    assert_int_equal(read_page("", "0.5 w 100 700 m 300 700 l S 100 702 m 300 702 l S")->rules->len, 2);
}

static void a_page_turned_has_its_rules_as_shown(void **state)
{
    (void)state;
    const MbPage *page = read_page("/Rotate 90", "1 w 100 700 m 300 700 l S");
    assert_int_equal(page->rules->len, 1);
    assert_true(rule_at(page, 0)->vertical);
    assert_rule(rule_at(page, 0), 699.5, 100, 700.5, 300);
}

static void a_clip_box_and_a_form_box_cut_lines(void **state)
{
    (void)state;
    const MbPage *page = read_page("", "q 100 600 100 200 re W n 1 w 0 700 m 600 700 l S Q");
    assert_int_equal(page->rules->len, 1);
    assert_rule(rule_at(page, 0), 100, 99.5, 200, 100.5);
}

static void what_does_not_show_is_no_rule(void **state)
{
    (void)state;
    assert_int_equal(read_page("", "1 g 100 700 200 1 re f")->rules->len, 0);                       /* white on white */
    assert_int_equal(read_page("", "100 700 200 1 re f 1 g 90 600 300 150 re f")->rules->len, 0);   /* painted over */
    assert_int_equal(read_page("", "0.5 w [2 8] 0 d 100 700 m 300 700 l S")->rules->len, 0);        /* far dots */
    assert_int_equal(read_page("", "100 700 m 300 720 l S 100 700 m 150 750 200 750 300 700 c S")->rules->len, 0);
}

static void a_white_line_on_a_shade_is_a_rule(void **state)
{
    (void)state;
    const MbPage *page = read_page("", "0 0 0.5 rg 100 600 200 100 re f 1 g 100 650 200 0.5 re f");
    guint found = 0;
    for (guint i = 0; i < page->rules->len; i++)
        found += rule_at(page, i)->colour == 0xFFFFFF && rule_at(page, i)->box.y0 < 150 && rule_at(page, i)->box.y1 > 149.4;
    assert_int_equal(found, 1);
}

static void shaded_cells_are_parted_by_edges_only_where_their_tones_differ(void **state)
{
    (void)state;
    const MbPage *page = read_page("", "0.8 g 100 600 100 20 re f 200 600 100 20 re f 0.6 g 300 600 100 20 re f");
    guint down = 0;
    for (guint i = 0; i < page->rules->len; i++)
        if (rule_at(page, i)->vertical) {
            assert_float_equal(rule_at(page, i)->box.x0, rule_at(page, i)->box.x1, 0.001);
            assert_false(rule_at(page, i)->box.x0 > 199 && rule_at(page, i)->box.x0 < 201);
            down++;
        }
    assert_int_equal(down, 3);
    assert_int_equal(page->shades->len, 3);
}

static void a_frame_of_two_boxes_has_four_sides(void **state)
{
    (void)state;
    const MbPage *page = read_page("", "100 600 200 100 re 101 601 198 98 re f*");
    assert_int_equal(page->rules->len, 4);
    assert_int_equal(page->shades->len, 0);
}

static void a_line_under_words_underlines_them(void **state)
{
    (void)state;
    const MbPage *page = read_page("", TEXT("0 0 0", "100", "700", "Decision") "100 698 48 0.6 re f");
    assert_int_equal(page->rules->len, 0);
    assert_true(mb_page_word(page, 0)->underlined);
    page = read_page("", TEXT("0 0 0", "100", "700", "Decision") "50 698 400 0.6 re f");
    assert_int_equal(page->rules->len, 1);
}

static void text_on_paper_and_on_a_banner_drawn_before_needs_no_picture(void **state)
{
    (void)state;
    assert_null(doubt_of(TEXT("0 0 0", "100", "700", "Agenda")));
    assert_null(doubt_of("0 0 0.4 rg 90 690 200 40 re f " TEXT("1 1 1", "100", "700", "Agenda")));
    assert_null(doubt_of(""));
}

static void text_under_a_later_fill_needs_a_picture(void **state)
{
    (void)state;
    assert_non_null(doubt_of(TEXT("0 0 0", "100", "700", "Secret") "0 g 90 690 200 40 re f"));
    assert_non_null(doubt_of(TEXT("0 0 0", "100", "700", "Secret") "q 200 0 0 40 90 690 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q"));
    assert_non_null(doubt_of(TEXT("0 0 0", "100", "700", "Secret") "0 g 90 690 m 200 680 l 250 740 l 80 750 l f"));
    assert_null(doubt_of(TEXT("0 0 0", "100", "700", "Plain") "0 g 90 600 200 40 re f"));
}

static void text_in_the_colour_of_its_ground_needs_a_picture(void **state)
{
    (void)state;
    assert_non_null(doubt_of(TEXT("1 1 1", "100", "700", "Secret")));
    assert_non_null(doubt_of("0 0 0.4 rg 90 690 200 40 re f " TEXT("0 0 0.4", "100", "700", "Secret")));
}

static void text_that_is_cut_or_outlined_needs_a_picture(void **state)
{
    (void)state;
    assert_non_null(doubt_of("q 0 0 50 50 re W n " TEXT("0 0 0", "100", "700", "Secret") "Q"));
    assert_non_null(doubt_of("1 Tr " TEXT("0 0 0", "100", "700", "Secret")));
}

static void ink_without_text_needs_a_picture(void **state)
{
    (void)state;
    assert_non_null(doubt_of("100 100 m 200 300 300 300 400 100 c f"));
}

static void notes_laid_over_the_page_need_a_picture(void **state)
{
    (void)state;
    const MbPage *page = read_page("/Annots [<< /Type /Annot /Subtype /Stamp /Rect [0 0 9 9] >>]", TEXT("0 0 0", "100", "700", "Plan"));
    assert_null(mb_attrs_get(page->attrs, "drawing"));
    assert_non_null(mb_attrs_get(page->attrs, "doubt"));
    page = read_page("/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] >>]", TEXT("0 0 0", "100", "700", "Plan"));
    assert_non_null(mb_attrs_get(page->attrs, "drawing"));
}

static void odd_paths_are_survived(void **state)
{
    (void)state;
    read_page("", "l l h f 1e9 1e9 m -1e9 1e9 l 1e9 -1e9 l b* re re W n S 0 0 0 0 re f [] 0 d [0 0 0] 1 d 5 w Q Q m S B*");
    read_page("", "1 0 0 1e9 0 0 cm 0 0 5 5 re f 0 0 0 0 0 0 cm 0 0 5 5 re f 0 0 m 1 1 l S /X gs /Y cs 1 2 3 4 5 6 7 scn 0 0 9 9 re F");
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(a_stroked_line_is_a_rule_of_its_width_and_colour),
        CASE(a_thin_filled_box_is_a_rule),
        CASE(pieces_and_dots_in_one_line_are_one_rule),
        CASE(a_double_line_stays_double),
        CASE(a_page_turned_has_its_rules_as_shown),
        CASE(a_clip_box_and_a_form_box_cut_lines),
        CASE(what_does_not_show_is_no_rule),
        CASE(a_white_line_on_a_shade_is_a_rule),
        CASE(shaded_cells_are_parted_by_edges_only_where_their_tones_differ),
        CASE(a_frame_of_two_boxes_has_four_sides),
        CASE(a_line_under_words_underlines_them),
        CASE(text_on_paper_and_on_a_banner_drawn_before_needs_no_picture),
        CASE(text_under_a_later_fill_needs_a_picture),
        CASE(text_in_the_colour_of_its_ground_needs_a_picture),
        CASE(text_that_is_cut_or_outlined_needs_a_picture),
        CASE(ink_without_text_needs_a_picture),
        CASE(notes_laid_over_the_page_need_a_picture),
        CASE(odd_paths_are_survived),
    };
    return cmocka_run_group_tests_name("drawing", tests, NULL, NULL);
}
