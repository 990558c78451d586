/* The stage on small files drawn here: scans, pictures of tables, hidden words, failures. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "pdf/layer.h"
#include "stage/stages.h"
#include "xml/pack.h"

#include <cairo-pdf.h>
#include <math.h>
#include <string.h>

static MbDocument *document;
static GByteArray *bytes;
static MbOptions options;

static int begin(void **state)
{
    (void)state;
    options = mb_options_init();
    bytes = g_byte_array_new();
    return 0;
}

static int forget(void **state)
{
    (void)state;
    g_clear_pointer(&document, mb_document_free);
    g_clear_pointer(&bytes, g_byte_array_unref);
    return 0;
}

static cairo_status_t take(void *closure, const unsigned char *data, unsigned int length)
{
    g_byte_array_append(closure, data, length);
    return CAIRO_STATUS_SUCCESS;
}

static void say(cairo_t *cairo, double x, double y, double size, const char *text)
{
    cairo_select_font_face(cairo, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(cairo, size);
    cairo_move_to(cairo, x, y);
    cairo_show_text(cairo, text);
}

/* A picture at 150 dpi of what `draw` puts on a white area of points. */
static cairo_surface_t *draw_picture(double width, double height, void (*draw)(cairo_t *))
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)(width * 150 / 72), (int)(height * 150 / 72));
    cairo_t *cairo = cairo_create(surface);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    cairo_set_source_rgb(cairo, 0, 0, 0);
    cairo_scale(cairo, 150 / 72.0, 150 / 72.0);
    draw(cairo);
    cairo_destroy(cairo);
    return surface;
}

static void place_picture(cairo_t *cairo, double x, double y, cairo_surface_t *picture)
{
    cairo_save(cairo);
    cairo_translate(cairo, x, y);
    cairo_scale(cairo, 72 / 150.0, 72 / 150.0);
    cairo_set_source_surface(cairo, picture, 0, 0);
    cairo_paint(cairo);
    cairo_restore(cairo);
    cairo_surface_destroy(picture);
}

static void run_stages(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) source = g_bytes_new(bytes->data, bytes->len);
    options.source = source;
    document = mb_document_new("test.pdf");
    assert_true(mb_stage_run(&mb_stage_extract, document, &options, &error));
    assert_true(mb_stage_run(&mb_stage_ocr, document, &options, &error));
    options.source = NULL;
}

/* One page of 400 x 300 points drawn by `draw`, through extract and ocr. */
static MbPage *run_on(void (*draw)(cairo_t *))
{
    cairo_surface_t *pdf = cairo_pdf_surface_create_for_stream(take, bytes, 400, 300);
    cairo_t *cairo = cairo_create(pdf);
    draw(cairo);
    cairo_destroy(cairo);
    cairo_surface_destroy(pdf);
    run_stages();
    return mb_document_page(document, 1);
}

static bool has_issue(MbIssueTag tag)
{
    for (guint i = 0; i < document->issues->len; i++)
        if (g_array_index(document->issues, MbIssue, i).tag == tag)
            return true;
    return false;
}

static const MbWord *find_word(const MbPage *page, const char *text)
{
    for (guint i = 0; i < page->words->len; i++)
        if (!strcmp(mb_page_word(page, i)->text, text))
            return mb_page_word(page, i);
    return NULL;
}

static void write_letter(cairo_t *cairo)
{
    say(cairo, 40, 60, 14, "Minutes of the Community Board");
    say(cairo, 40, 90, 11, "Members noted that reports had risen by 12% since the spring");
    say(cairo, 40, 110, 11, "and that a briefing note would be sent to the committee.");
    say(cairo, 40, 130, 11, "The chairman thanked all those who had attended the meeting.");
}

static void scan_letter(cairo_t *cairo)
{
    place_picture(cairo, 0, 0, draw_picture(400, 300, write_letter));
}

static void a_scanned_page_is_read(void **state)
{
    (void)state;
    const MbPage *page = run_on(scan_letter);
    assert_int_equal(page->regions->len, 1);
    assert_int_equal(mb_page_region(page, 0)->kind, MB_REGION_SCAN);
    const MbWord *word = find_word(page, "Community");
    assert_non_null(word);
    assert_int_equal(word->origin, MB_ORIGIN_OCR);
    assert_true(word->conf > 0.7 && word->box.y0 > 40 && word->box.y1 < 70);
    assert_non_null(find_word(page, "12%"));
    assert_string_equal(mb_attrs_get(page->attrs, "ocr"), "yes");
}

/* A ruled table under a dark header, among text: what a scan of a report page holds. */
static void write_report(cairo_t *cairo)
{
    static const char *const cells[3][3] = {{"Area", "Officers", "Vehicles"}, {"Northgate", "Available", "Missing"}, {"Sandham", "Pending", "Ready"}};
    write_letter(cairo);
    cairo_rectangle(cairo, 40, 160, 300, 26);
    cairo_set_source_rgb(cairo, 0.3, 0.3, 0.3);
    cairo_fill(cairo);
    for (int r = 0; r < 3; r++)
        for (int c = 0; c < 3; c++) {
            cairo_set_source_rgb(cairo, r == 0, r == 0, r == 0);
            say(cairo, 50 + c * 100, 177 + r * 26, 11, cells[r][c]);
        }
    cairo_set_source_rgb(cairo, 0, 0, 0);
    cairo_set_line_width(cairo, 0.75);
    for (int i = 0; i < 4; i++) {
        cairo_move_to(cairo, 40, 160 + i * 26);
        cairo_line_to(cairo, 340, 160 + i * 26);
        cairo_move_to(cairo, 40 + i * 100, 160);
        cairo_line_to(cairo, 40 + i * 100, 238);
    }
    cairo_stroke(cairo);
    cairo_move_to(cairo, 40, 62);
    cairo_line_to(cairo, 268, 62);
    cairo_stroke(cairo);
}

static void scan_report(cairo_t *cairo)
{
    place_picture(cairo, 0, 0, draw_picture(400, 300, write_report));
}

static void a_scanned_table_keeps_its_rules_and_its_dark_header(void **state)
{
    (void)state;
    const MbPage *page = run_on(scan_report);
    guint across = 0, down = 0;
    for (guint i = 0; i < page->rules->len; i++) {
        const MbRule *rule = &g_array_index(page->rules, MbRule, i);
        across += !rule->vertical && mb_box_width(rule->box) > 280;
        down += rule->vertical && mb_box_height(rule->box) > 40;
        assert_true(rule->box.y0 > 150); /* the text has none, and the underline is its own */
    }
    assert_in_range(across, 4, 8);
    assert_in_range(down, 4, 8);
    assert_non_null(find_word(page, "Officers"));
    assert_non_null(find_word(page, "Vehicles"));
    assert_true(find_word(page, "Minutes")->underlined);
    assert_false(find_word(page, "Members")->underlined);
}

static void write_quotation(cairo_t *cairo)
{
    say(cairo, 40, 60, 12, "What we heard from young people in the county");
    say(cairo, 40, 85, 12, "When I am at school I feel safe and I know that I can talk");
    say(cairo, 40, 110, 12, "to people who listen");
}

static void scan_quotation(cairo_t *cairo)
{
    place_picture(cairo, 0, 0, draw_picture(400, 300, write_quotation));
}

/* The engine reads the I of this line as an upright stroke. */
static void the_word_i_is_no_rule(void **state)
{
    (void)state;
    const MbPage *page = run_on(scan_quotation);
    assert_non_null(find_word(page, "I"));
    assert_null(find_word(page, "|"));
}

static void a_page_with_text_is_not_read(void **state)
{
    (void)state;
    const MbPage *page = run_on(write_letter);
    assert_int_equal(page->regions->len, 0);
    assert_non_null(find_word(page, "Community"));
    assert_string_equal(mb_attrs_get(page->attrs, "ocr"), "no");
}

static void write_table(cairo_t *cairo)
{
    static const char *const cells[4][3] = {
        {"Area", "Last year", "This year"}, {"Northgate", "14,720", "20,231"}, {"Sandham", "1,170", "1,084"}, {"Warfield", "2,711", "4,372"}};
    for (int r = 0; r < 4; r++)
        for (int c = 0; c < 3; c++)
            say(cairo, 10 + c * 90, 20 + r * 24, 10, cells[r][c]);
    cairo_set_line_width(cairo, 0.75);
    for (int r = 0; r < 5; r++) {
        cairo_move_to(cairo, 4, 5 + r * 24);
        cairo_line_to(cairo, 274, 5 + r * 24);
    }
    for (int c = 0; c < 4; c++) {
        cairo_move_to(cairo, 4 + c * 90, 5);
        cairo_line_to(cairo, 4 + c * 90, 101);
    }
    cairo_stroke(cairo);
    cairo_set_source_rgb(cairo, 0.8, 0.1, 0.1);
    cairo_move_to(cairo, 262, 42);
    cairo_line_to(cairo, 270, 42);
    cairo_line_to(cairo, 266, 35);
    cairo_fill(cairo);
}

static void slide_with_table(cairo_t *cairo)
{
    say(cairo, 60, 40, 16, "Burglary in the wards");
    place_picture(cairo, 60, 80, draw_picture(280, 110, write_table));
}

static void a_picture_of_a_table_is_read_cell_by_cell(void **state)
{
    (void)state;
    const MbPage *page = run_on(slide_with_table);
    assert_int_equal(mb_page_region(page, 0)->kind, MB_REGION_TABLE);
    static const char *const numbers[] = {"14,720", "20,231", "1,170", "1,084", "2,711", "4,372"};
    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++)
        assert_non_null(find_word(page, numbers[i]));
    assert_int_equal(find_word(page, "Burglary")->origin, MB_ORIGIN_TEXT);
    guint own = 0;
    for (guint i = 0; i < page->rules->len; i++)
        own += g_array_index(page->rules, MbRule, i).region == 0;
    assert_int_equal(own, 9);
}

static void an_arrow_in_a_picture_is_an_icon_and_no_text(void **state)
{
    (void)state;
    const MbPage *page = run_on(slide_with_table);
    assert_int_equal(page->regions->len, 2);
    assert_string_equal(mb_attrs_get(mb_page_region(page, 1)->attrs, "icon"), "up");
    assert_string_equal(mb_attrs_get(mb_page_region(page, 1)->attrs, "colour"), "red");
}

static void hide_words(cairo_t *cairo)
{
    say(cairo, 40, 60, 14, "Seen");
    cairo_rectangle(cairo, 40, 200, 300, 40);
    cairo_fill(cairo);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    say(cairo, 50, 225, 14, "Banner");
    say(cairo, 40, 100, 14, "Ghost");
    cairo_set_source_rgb(cairo, 0, 0, 0);
    say(cairo, 40, 140, 14, "Blackened");
    cairo_rectangle(cairo, 30, 120, 150, 30);
    cairo_fill(cairo);
    say(cairo, 40, 180, 14, "Sentence.");
    cairo_rectangle(cairo, 39, 165, 71, 19); /* leaves the full stop free */
    cairo_fill(cairo);
    say(cairo, 200, 140, 14, "REDACTED");
    cairo_rectangle(cairo, 195, 120, 100, 30);
    cairo_fill(cairo);
    cairo_set_source_rgb(cairo, 0.8, 0.8, 0.8);
    cairo_rectangle(cairo, 195, 45, 100, 20);
    cairo_fill(cairo);
    cairo_set_source_rgb(cairo, 0, 0, 0);
    say(cairo, 200, 60, 14, "Shaded");
}

/* White hatching over a black box, as some programs draw it. */
static void hatch_words(cairo_t *cairo)
{
    say(cairo, 40, 60, 12, "Seen in DejaVu");
    say(cairo, 40, 100, 12, "Hatched");
    cairo_rectangle(cairo, 35, 86, 90, 20);
    cairo_fill(cairo);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_set_line_width(cairo, 0.3);
    for (int x = 0; x < 60; x += 9) {
        cairo_move_to(cairo, 35 + x, 86);
        cairo_rel_line_to(cairo, 20, 20);
    }
    cairo_stroke(cairo);
}

static void draw_pale_mark(cairo_t *cairo)
{
    cairo_set_source_rgb(cairo, 0.88, 0.88, 0.88);
    say(cairo, 40, 120, 60, "DRAFT");
    cairo_set_source_rgb(cairo, 0, 0, 0);
    say(cairo, 40, 60, 12, "Seen");
}

static guint count_redactions(void)
{
    guint count = 0;
    for (guint i = 0; i < document->issues->len; i++)
        count += g_array_index(document->issues, MbIssue, i).tag == MB_ISSUE_REDACTION_FAILED;
    return count;
}

static void a_box_that_leaves_text_in_the_file_is_reported_by_place_alone(void **state)
{
    (void)state;
    const MbPage *page = run_on(hide_words);
    assert_int_equal(find_word(page, "Sentence.")->hidden, MB_HIDDEN_COVERED);
    assert_int_not_equal(find_word(page, "REDACTED")->hidden, MB_HIDDEN_NOT);
    assert_int_equal(find_word(page, "Shaded")->hidden, MB_HIDDEN_NOT);
    assert_int_equal(count_redactions(), 2); /* what is written on a box of why it is there is no secret */
    for (guint i = 0; i < document->issues->len; i++) {
        const MbIssue *issue = &g_array_index(document->issues, MbIssue, i);
        assert_null(strstr(issue->subject, "Sentence"));
        if (issue->tag == MB_ISSUE_REDACTION_FAILED)
            assert_false(mb_box_is_empty(issue->box));
    }
}

static void a_pale_mark_across_the_page_is_no_hatching(void **state)
{
    (void)state;
    const MbPage *page = run_on(draw_pale_mark);
    assert_int_equal(find_word(page, "DRAFT")->hidden, MB_HIDDEN_NOT);
    assert_int_equal(count_redactions(), 0);
}

static void words_under_hatching_are_hidden(void **state)
{
    (void)state;
    const MbPage *page = run_on(hatch_words);
    assert_int_equal(find_word(page, "Seen")->hidden, MB_HIDDEN_NOT);
    assert_int_not_equal(find_word(page, "Hatched")->hidden, MB_HIDDEN_NOT);
    assert_int_equal(count_redactions(), 1);
}

static void words_without_ink_are_hidden_and_banners_are_not(void **state)
{
    (void)state;
    const MbPage *page = run_on(hide_words);
    assert_int_equal(find_word(page, "Seen")->hidden, MB_HIDDEN_NOT);
    assert_int_equal(find_word(page, "Banner")->hidden, MB_HIDDEN_NOT);
    assert_int_equal(find_word(page, "Ghost")->hidden, MB_HIDDEN_COLOUR);
    assert_int_not_equal(find_word(page, "Blackened")->hidden, MB_HIDDEN_NOT);
    assert_true(has_issue(MB_ISSUE_TEXT_HIDDEN));
}

static void underline_a_word(cairo_t *cairo)
{
    say(cairo, 40, 100, 12, "Resolved");
    cairo_rectangle(cairo, 40, 101.5, 54, 0.7);
    cairo_fill(cairo);
    cairo_rectangle(cairo, 40, 200, 300, 0.5);
    cairo_fill(cairo);
}

static void an_underline_is_no_rule(void **state)
{
    (void)state;
    const MbPage *page = run_on(underline_a_word);
    assert_true(find_word(page, "Resolved")->underlined);
    assert_int_equal(page->rules->len, 1);
    assert_true(g_array_index(page->rules, MbRule, 0).box.y0 > 190);
}

static void a_missing_language_costs_the_picture_and_is_told(void **state)
{
    (void)state;
    options.language = "xxx";
    const MbPage *page = run_on(scan_letter);
    assert_int_equal(page->words->len, 0);
    assert_true(has_issue(MB_ISSUE_READING_FAILED));
}

static void a_page_without_time_left_is_told(void **state)
{
    (void)state;
    options.page_seconds = -1;
    run_on(scan_letter);
    assert_true(has_issue(MB_ISSUE_READING_LATE));
}

static void pictures_of_a_page_that_is_left_alone_are_told_as_lost(void **state)
{
    (void)state;
    g_autoptr(MbProgress) progress = mb_progress_new();
    mb_progress_begin(progress, "ocr", 1);
    assert_true(mb_progress_avoid_open(progress, 0, "the reader crashed"));
    options.progress = progress;
    const MbPage *page = run_on(slide_with_table);
    options.progress = NULL;
    assert_true(page->words->len > 0);
    assert_true(has_issue(MB_ISSUE_READING_FAILED));
    assert_null(find_word(page, "14,720"));
}

static void a_page_too_large_to_draw_keeps_its_text(void **state)
{
    (void)state;
    cairo_surface_t *pdf = cairo_pdf_surface_create_for_stream(take, bytes, 14000, 14000);
    cairo_t *cairo = cairo_create(pdf);
    say(cairo, 40, 60, 14, "Plan");
    cairo_rectangle(cairo, 30, 40, 100, 40); /* the word may be hidden: a picture would tell */
    cairo_fill(cairo);
    cairo_destroy(cairo);
    cairo_surface_destroy(pdf);
    run_stages();
    assert_true(has_issue(MB_ISSUE_PAGE_NOT_DRAWN));
    assert_non_null(find_word(mb_document_page(document, 1), "Plan"));
}

static void without_ocr_nothing_is_read(void **state)
{
    (void)state;
    options.want_ocr = false;
    assert_int_equal(run_on(scan_letter)->words->len, 0);
}

/* The letter as a scan with a layer of text that nobody sees, word by word where the letter has its lines. */
static MbPage *run_on_layer(const char *const *lines)
{
    static const double tops[] = {60, 90, 110, 130};
    cairo_surface_t *pdf = cairo_pdf_surface_create_for_stream(take, bytes, 400, 300);
    cairo_t *cairo = cairo_create(pdf);
    scan_letter(cairo);
    cairo_destroy(cairo);
    cairo_surface_destroy(pdf);
    g_autoptr(GBytes) scan = g_bytes_new(bytes->data, bytes->len);
    g_autoptr(GArray) layers = g_array_new(FALSE, FALSE, sizeof(MbLayer));
    MbLayer layer = {.page = 1, .width = 400, .height = 300, .words = g_array_new(FALSE, FALSE, sizeof(MbLayerWord))};
    g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
    for (int i = 0; i < 4; i++) {
        char **words = g_strsplit(lines[i], " ", -1);
        double x = 40;
        g_ptr_array_add(all, words);
        for (char **word = words; *word; x += 6 * (double)strlen(*word++) + 4) {
            const MbLayerWord written = {*word, {x, tops[i], 0, 6 * (double)strlen(*word)}, 11};
            g_array_append_val(layer.words, written);
        }
    }
    g_array_set_clear_func(layers, mb_layer_clear);
    g_array_append_val(layers, layer);
    g_autoptr(GBytes) copy = mb_pdf_dup_with_layers(scan, NULL, 1, layers, NULL);
    g_byte_array_set_size(bytes, 0);
    g_byte_array_append(bytes, g_bytes_get_data(copy, NULL), (guint)g_bytes_get_size(copy));
    run_stages();
    return mb_document_page(document, 1);
}

static void a_good_earlier_reading_is_kept(void **state)
{
    (void)state;
    static const char *const lines[] = {"Minutes of the Community Board", "Members noted that reports had risen by 12% since the spring",
                                        "and that a briefing note would be sent to the committee.",
                                        "The chairman thanked all those who had attended the meeting."};
    const MbPage *page = run_on_layer(lines);
    assert_string_equal(mb_attrs_get(page->attrs, "layer"), "earlier reading kept");
    assert_string_equal(mb_attrs_get(page->attrs, "ocr"), "no");
    assert_int_equal(mb_page_region(page, 0)->kind, MB_REGION_DECORATION);
    assert_int_equal(find_word(page, "Community")->hidden, MB_HIDDEN_NOT);
}

static void an_earlier_reading_of_words_that_the_picture_does_not_show_is_replaced_and_kept_aside(void **state)
{
    (void)state;
    static const char *const lines[] = {"Mimutes cf tbe Conmunity Baard", "Menbers ncted tbat reparts bad rlsen by 72% slnce tbe sprirg",
                                        "ard tbat a briefirg mote wauld be semt ta tbe cornmittee.",
                                        "Tbe cbairman tbanked ail tbose wba bad attemded tbe meetirg."};
    const MbPage *page = run_on_layer(lines);
    assert_string_equal(mb_page_region(page, 0)->reason, "earlier reading says other words than the picture");
    assert_int_equal(find_word(page, "Conmunity")->hidden, MB_HIDDEN_REPLACED);
    assert_int_equal(find_word(page, "Community")->origin, MB_ORIGIN_OCR);
    assert_non_null(find_word(page, "12%"));
}

static void an_earlier_reading_full_of_marks_is_replaced(void **state)
{
    (void)state;
    static const char *const lines[] = {"M!nutes o~f th~e Comm!unity B]oard", "M{embers n}oted th!at re[ports h}ad r]isen b~y 12% s^ince t|he",
                                        "a}nd th^at a br|iefing n~ote wo!uld b{e s]ent t~o t}he", "T!he ch}airman th^anked a|ll th]ose wh{o"};
    const MbPage *page = run_on_layer(lines);
    assert_string_equal(mb_page_region(page, 0)->reason, "earlier reading is bad");
    assert_non_null(find_word(page, "Community"));
}

/* What a font without a map to Unicode gives: characters for private use. */
static void write_private(cairo_t *cairo)
{
    say(cairo, 40, 60, 14, "\356\200\201\356\200\202\356\200\203 \356\200\204\356\200\205\356\200\206 \356\200\207\356\200\210");
    say(cairo, 40, 90, 14, "\356\200\211\356\200\212\356\200\213 \356\200\214\356\200\215\356\200\216 \356\200\217\356\200\220");
    say(cairo, 40, 120, 14, "\356\200\201\356\200\202\356\200\203 \356\200\204\356\200\205\356\200\206 \356\200\207\356\200\210");
}

static void text_of_impossible_characters_is_read_from_the_picture(void **state)
{
    (void)state;
    const MbPage *page = run_on(write_private);
    assert_int_equal(page->regions->len, 1);
    assert_string_equal(mb_page_region(page, 0)->reason, "text layer of impossible characters");
    assert_int_equal(mb_page_word(page, 0)->hidden, MB_HIDDEN_REPLACED);
}

/* A photograph: all lumas, in patches of no shape. */
static void take_photo(cairo_t *cairo)
{
    for (int y = 0; y < 220; y += 2)
        for (int x = 0; x < 300; x += 2) {
            const double luma = 0.5 + 0.25 * sin(x * 0.031 + y * 0.017) + 0.25 * sin(y * 0.043 - x * 0.023);
            cairo_set_source_rgb(cairo, luma, luma * 0.9, luma * 0.8);
            cairo_rectangle(cairo, x, y, 2, 2);
            cairo_fill(cairo);
        }
}

static void slide_with_photo(cairo_t *cairo)
{
    say(cairo, 60, 40, 16, "The new library in the square");
    place_picture(cairo, 50, 60, draw_picture(300, 220, take_photo));
}

static void a_photograph_is_left_alone_and_it_is_told_why(void **state)
{
    (void)state;
    const MbPage *page = run_on(slide_with_photo);
    assert_int_equal(mb_page_region(page, 0)->kind, MB_REGION_PHOTO);
    assert_string_equal(mb_page_region(page, 0)->reason, "photograph: lumas are spread evenly");
    assert_string_equal(mb_attrs_get(page->attrs, "ocr"), "no");
}

static void draw_pages(guint count)
{
    static void (*const drawings[])(cairo_t *) = {scan_letter, hide_words, slide_with_table, hatch_words};
    cairo_surface_t *pdf = cairo_pdf_surface_create_for_stream(take, bytes, 400, 300);
    cairo_t *cairo = cairo_create(pdf);
    for (guint i = 0; i < count; i++) {
        drawings[i % G_N_ELEMENTS(drawings)](cairo);
        cairo_show_page(cairo);
    }
    cairo_destroy(cairo);
    cairo_surface_destroy(pdf);
}

static void any_number_of_threads_gives_the_same_bytes(void **state)
{
    (void)state;
    draw_pages(12);
    run_stages();
    g_autoptr(GBytes) alone = mb_pack_write(document);
    assert_true(has_issue(MB_ISSUE_REDACTION_FAILED));
    for (int threads = 1; threads <= 4; threads *= 2) {
        g_autoptr(MbTokens) tokens = mb_tokens_new(threads);
        g_clear_pointer(&document, mb_document_free);
        options.tokens = tokens;
        run_stages();
        g_autoptr(GBytes) together = mb_pack_write(document);
        assert_true(g_bytes_equal(alone, together));
    }
}

static void write_in_white(cairo_t *cairo)
{
    cairo_set_source_rgb(cairo, 1, 1, 1);
    say(cairo, 40, 60, 12, "Zebedee Quorn");
    say(cairo, 40, 160, 12, "Lagan Dredging");
}

static void a_page_of_white_text_is_hidden_stretch_by_stretch(void **state)
{
    (void)state;
    const MbPage *page = run_on(write_in_white);
    guint told = 0;
    for (guint i = 0; i < page->words->len; i++)
        assert_int_equal(mb_page_word(page, i)->hidden, MB_HIDDEN_COLOUR);
    for (guint i = 0; i < document->issues->len; i++)
        told += g_array_index(document->issues, MbIssue, i).tag == MB_ISSUE_TEXT_HIDDEN;
    assert_int_equal(told, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_page_of_white_text_is_hidden_stretch_by_stretch, begin, forget),
        cmocka_unit_test_setup_teardown(a_good_earlier_reading_is_kept, begin, forget),
        cmocka_unit_test_setup_teardown(an_earlier_reading_of_words_that_the_picture_does_not_show_is_replaced_and_kept_aside, begin,
                                        forget),
        cmocka_unit_test_setup_teardown(an_earlier_reading_full_of_marks_is_replaced, begin, forget),
        cmocka_unit_test_setup_teardown(text_of_impossible_characters_is_read_from_the_picture, begin, forget),
        cmocka_unit_test_setup_teardown(a_photograph_is_left_alone_and_it_is_told_why, begin, forget),
        cmocka_unit_test_setup_teardown(any_number_of_threads_gives_the_same_bytes, begin, forget),
        cmocka_unit_test_setup_teardown(a_scanned_page_is_read, begin, forget),
        cmocka_unit_test_setup_teardown(a_scanned_table_keeps_its_rules_and_its_dark_header, begin, forget),
        cmocka_unit_test_setup_teardown(the_word_i_is_no_rule, begin, forget),
        cmocka_unit_test_setup_teardown(a_page_with_text_is_not_read, begin, forget),
        cmocka_unit_test_setup_teardown(a_picture_of_a_table_is_read_cell_by_cell, begin, forget),
        cmocka_unit_test_setup_teardown(an_arrow_in_a_picture_is_an_icon_and_no_text, begin, forget),
        cmocka_unit_test_setup_teardown(words_without_ink_are_hidden_and_banners_are_not, begin, forget),
        cmocka_unit_test_setup_teardown(a_box_that_leaves_text_in_the_file_is_reported_by_place_alone, begin, forget),
        cmocka_unit_test_setup_teardown(words_under_hatching_are_hidden, begin, forget),
        cmocka_unit_test_setup_teardown(a_pale_mark_across_the_page_is_no_hatching, begin, forget),
        cmocka_unit_test_setup_teardown(an_underline_is_no_rule, begin, forget),
        cmocka_unit_test_setup_teardown(a_missing_language_costs_the_picture_and_is_told, begin, forget),
        cmocka_unit_test_setup_teardown(a_page_without_time_left_is_told, begin, forget),
        cmocka_unit_test_setup_teardown(pictures_of_a_page_that_is_left_alone_are_told_as_lost, begin, forget),
        cmocka_unit_test_setup_teardown(a_page_too_large_to_draw_keeps_its_text, begin, forget),
        cmocka_unit_test_setup_teardown(without_ocr_nothing_is_read, begin, forget),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
