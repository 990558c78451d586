#include "paper.h"

/* Enough body text that the page has a body size. */
static double put_body(MbDocument *document, MbPage *page, double y)
{
    for (int i = 0; i < 6; i++, y += 12)
        put(document, page, 60, y, body, "The panel considered the report of the officers at some length and noted it");
    return y + 20;
}

static void are_larger_or_bolder_than_the_body(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("report.pdf");
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    put(document, page, 60, 80, (Type){16, "Arial-Bold", 0}, "Report of the officers");
    double y = put_body(document, page, 110);
    put(document, page, 60, y, bold, "27. Local policing");
    y = put_body(document, page, y + 20);
    put(document, page, 60, y, body, "Local matters");
    g_autofree char *got = lay_out(document);
    assert_non_null(got);
    MbBlock *block = document->body->first_child;
    assert_int_equal(block->kind, MB_BLOCK_HEADING);
    assert_int_equal(block->level, 1);
    block = block->next->next;
    assert_int_equal(block->kind, MB_BLOCK_HEADING);
    assert_int_equal(block->level, 2);
    assert_string_equal(block->text->str, "27. Local policing");
    assert_null(block->label);
    assert_int_equal(document->body->last_child->kind, MB_BLOCK_PARAGRAPH);
}

static void do_not_lead_on_to_what_follows(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("minutes.pdf");
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    double y = put_body(document, page, 110);
    const char *texts[] = {"RESOLVED:-", "RESOLVED that:", "Carried.", "RESOLVED \xe2\x80\x93"};
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
        put(document, page, 60, y + 30 * i, bold, texts[i]);
    g_autofree char *got = lay_out(document);
    assert_null(strchr(got, '#'));
}

static void are_no_bold_paragraphs(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("minutes.pdf");
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    double y = put_body(document, page, 110);
    put_lines(document, page, 60, y, bold, "This matter was considered in private because it held what the act", "says must not be made known, namely the business of some person or", "other who had dealings with the council", NULL);
    g_autofree char *got = lay_out(document);
    assert_null(strchr(got, '#'));
}

static void are_not_made_of_an_agenda(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("agenda.pdf");
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    double y = put_body(document, page, 110);
    const char *texts[] = {"1. Apologies", "2. Minutes", "3. Policing"};
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
        put(document, page, 60, y + 20 * i, bold, texts[i]);
    g_autofree char *got = lay_out(document);
    assert_non_null(strstr(got, "11. Apologies\n12. Minutes\n13. Policing\n"));
}

static void are_taken_from_tags_and_outline(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("report.pdf");
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    double y = put_body(document, page, 110);
    put(document, page, 60, y, body, "Quiet title");
    y = put_body(document, page, y + 30);
    put(document, page, 60, y, body, "Other title");
    put_body(document, page, y + 30);
    mb_document_add_tagged(document, "H3", "Quiet title", 1, 0);
    mb_document_add_bookmark(document, "Other Title", 2, 1, 0);
    g_autofree char *got = lay_out(document);
    assert_non_null(strstr(got, "# Quiet title\n"));
    assert_non_null(strstr(got, "# Other title\n"));
    assert_int_equal(document->body->first_child->next->level, 3);
}

static void on_slides_are_the_title_and_bold_lines(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("slides.pdf");
    MbPage *page = add_page(document, 720, 540);
    put(document, page, 60, 80, (Type){30, "Arial", 0}, "Drivers for change");
    put(document, page, 60, 150, (Type){18, "Arial-Bold", 0}, "Silent crimes");
    put(document, page, 60, 190, (Type){18, "Arial", 0}, "Reports went up");
    put(document, page, 60, 230, (Type){18, "Arial", 0}, "Costs went down");
    g_autofree char *got = lay_out(document);
    assert_string_equal(got, "# Drivers for change\n# Silent crimes\nReports went up\nCosts went down\n");
}

static void are_sections_whose_first_paragraph_follows(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("report.pdf");
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    const char *texts[] = {"1. Introduction", "1.1 The panel met.", "1.2 It agreed.", "2. Background", "2.1 The force grew."};
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
        put(document, page, 60, 100 + 20 * i, body, texts[i]);
    g_autofree char *got = lay_out(document);
    assert_string_equal(got, "# 1. Introduction\n11.1 The panel met.\n11.2 It agreed.\n# 2. Background\n12.1 The force grew.\n");
}

static void stand_alone_above_a_paragraph_where_type_is_a_guess(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("scan.pdf");
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    double y = put_body(document, page, 100);
    put(document, page, 60, y, body, "Local policing");
    put_body(document, page, y + 12);
    put(document, page, 60, 400, body, "Yours sincerely");
    put(document, page, 60, 420, body, "The Clerk");
    for (guint i = 0; i < page->words->len; i++) {
        mb_page_word(page, i)->origin = MB_ORIGIN_OCR;
        mb_page_word(page, i)->font = -1;
    }
    g_autofree char *got = lay_out(document);
    assert_non_null(strstr(got, "# Local policing\n"));
    assert_null(strstr(got, "# Yours"));
}

static void are_bold_on_scans_whose_type_is_measured(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("scan.pdf");
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    double y = put_body(document, page, 100);
    put(document, page, 60, y, bold, "Local policing");
    y = put_body(document, page, y + 12);
    put(document, page, 60, y + 12, body, "Yours sincerely");
    put_body(document, page, y + 24);
    for (guint i = 0; i < page->words->len; i++)
        mb_page_word(page, i)->origin = MB_ORIGIN_OCR;
    g_autofree char *got = lay_out(document);
    assert_non_null(strstr(got, "# Local policing\n"));
    assert_null(strstr(got, "# Yours"));
}

/* What was read from pixels with a confidence. */
static void mark_as_read(MbPage *page, guint from, double conf)
{
    for (guint i = from; i < page->words->len; i++) {
        mb_page_word(page, i)->origin = MB_ORIGIN_OCR;
        mb_page_word(page, i)->conf = (float)conf;
    }
}

static void are_no_pictures_that_were_read_as_words(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("scan.pdf");
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    double y = put_body(document, page, 100);
    mark_as_read(page, 0, 0.95);
    const guint from = page->words->len;
    put(document, page, 60, y + 20, (Type){20, "Arial", 0}, "abed arp");
    mark_as_read(page, from, 0.3);
    g_autofree char *got = lay_out(document);
    assert_null(strstr(got, "#"));
}

static void of_slides_are_told_beside_a_table_that_was_read(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("scan.pdf");
    MbPage *page = add_page(document, A4_HEIGHT, A4_WIDTH);
    put(document, page, 60, 60, (Type){26, "Arial-Bold", 0}, "Sergeants");
    for (int x = 100; x <= 400; x += 100) {
        const MbRule rule = {.box = {x, 90, x + 0.5, 330}, .vertical = true, .region = 0};
        g_array_append_val(page->rules, rule);
    }
    for (int row = 0; row < 12; row++)
        for (int x = 110; x < 400; x += 100)
            put(document, page, x, 100 + 20 * row, body, "north");
    put(document, page, 60, 400, (Type){15, "Arial", 0}, "Sergeants below establishment");
    mark_as_read(page, 0, 0.95);
    g_autofree char *got = lay_out(document);
    assert_string_equal(mb_attrs_get(page->attrs, "kind"), "slide");
    assert_null(strstr(got, "# Sergeants below"));
}

static void are_bold_points_whatever_their_label_and_page_number(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("minutes.pdf");
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    double y = put_body(document, page, 110);
    const char *labels[] = {"3.", "4."}, *titles[] = {"MINUTES OF THE LAST MEETING", "PLANNING APPEALS"};
    for (guint i = 0; i < G_N_ELEMENTS(labels); i++, y += 40) {
        put(document, page, 60, y, body, labels[i]);
        put(document, page, 90, y, bold, titles[i]);
        put(document, page, 480, y, body, "3 - 8");
        put(document, page, 90, y + 12, body, "To note the report of the officers, which is attached.");
    }
    g_autofree char *got = lay_out(document);
    assert_non_null(strstr(got, "# 3. MINUTES OF THE LAST MEETING 3 - 8\n"));
    assert_non_null(strstr(got, "# 4. PLANNING APPEALS 3 - 8\n"));
}

static void are_bold_lines_beside_a_table_in_larger_type(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("minutes.pdf");
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    double y = put_body(document, page, 110);
    for (int i = 0; i < 8; i++)
        y = put_body(document, page, y);
    page = add_page(document, A4_WIDTH, A4_HEIGHT);
    put(document, page, 60, 80, bold, "FINANCE");
    put(document, page, 60, 96, body, "The payments below were agreed.");
    for (guint i = 0; i < 12; i++) {
        put(document, page, 60, 130 + 18 * i, (Type){12, "Arial", 0}, "Grass cutting in the parish");
        put(document, page, 300, 130 + 18 * i, (Type){12, "Arial", 0}, "120.00");
        put(document, page, 400, 130 + 18 * i, (Type){12, "Arial", 0}, "144.00");
    }
    g_autofree char *got = lay_out(document);
    assert_non_null(strstr(got, "# FINANCE\n"));
}

static void paint(MbPage *page, guint from, guint to, uint32_t colour)
{
    for (guint i = from; i < to; i++)
        mb_page_word(page, i)->colour = colour;
}

static void are_short_lines_in_another_colour_above_text(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("plan.pdf");
    MbPage *page = add_page(document, A4_WIDTH, A4_HEIGHT);
    guint from = page->words->len;
    put(document, page, 60, 80, body, "Our priorities");
    paint(page, from, page->words->len, 0x1F4E9C);
    double y = put_body(document, page, 100);
    from = page->words->len;
    put(document, page, 60, y + 10, body, "Write to clerk@vale.example");
    paint(page, from, page->words->len, 0x1F4E9C);
    put_body(document, page, y + 30);
    g_autofree char *got = lay_out(document);
    assert_true(g_str_has_prefix(got, "# Our priorities\n"));
    assert_null(strstr(got, "# Write"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(are_larger_or_bolder_than_the_body),
        cmocka_unit_test(do_not_lead_on_to_what_follows),
        cmocka_unit_test(are_no_bold_paragraphs),
        cmocka_unit_test(are_not_made_of_an_agenda),
        cmocka_unit_test(are_taken_from_tags_and_outline),
        cmocka_unit_test(are_sections_whose_first_paragraph_follows),
        cmocka_unit_test(stand_alone_above_a_paragraph_where_type_is_a_guess),
        cmocka_unit_test(are_bold_on_scans_whose_type_is_measured),
        cmocka_unit_test(are_no_pictures_that_were_read_as_words),
        cmocka_unit_test(of_slides_are_told_beside_a_table_that_was_read),
        cmocka_unit_test(on_slides_are_the_title_and_bold_lines),
        cmocka_unit_test(are_bold_points_whatever_their_label_and_page_number),
        cmocka_unit_test(are_bold_lines_beside_a_table_in_larger_type),
        cmocka_unit_test(are_short_lines_in_another_colour_above_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
