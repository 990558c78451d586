/* The searchable copy of scans, by the whole chain. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "pdf/pdf.h"
#include "stage/stages.h"

#include <cairo-pdf.h>
#include <stdlib.h>
#include <string.h>

static cairo_status_t take(void *closure, const unsigned char *data, unsigned int length)
{
    g_byte_array_append(closure, data, length);
    return CAIRO_STATUS_SUCCESS;
}

static void say(cairo_t *cairo, double x, double y, const char *text)
{
    cairo_select_font_face(cairo, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(cairo, 12);
    cairo_move_to(cairo, x, y);
    cairo_show_text(cairo, text);
}

/* A letter as a picture of 200 dpi that leans by one degree. */
static cairo_surface_t *draw_letter(void)
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 1111, 833);
    cairo_t *cairo = cairo_create(surface);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    cairo_set_source_rgb(cairo, 0, 0, 0);
    cairo_scale(cairo, 200 / 72.0, 200 / 72.0);
    cairo_translate(cairo, 200, 150);
    cairo_rotate(cairo, G_PI / 180);
    cairo_translate(cairo, -200, -150);
    say(cairo, 30, 60, "Minutes of the Community Board of Northgate");
    say(cairo, 30, 100, "Members noted that reports had risen by 12% since");
    say(cairo, 30, 120, "the spring and that a note would be sent to the");
    say(cairo, 30, 140, "committee before its meeting in the autumn.");
    cairo_destroy(cairo);
    return surface;
}

static GBytes *draw_pdf(bool has_secret)
{
    GByteArray *bytes = g_byte_array_new();
    cairo_surface_t *pdf = cairo_pdf_surface_create_for_stream(take, bytes, 400, 300), *letter = draw_letter();
    cairo_t *cairo = cairo_create(pdf);
    cairo_save(cairo);
    cairo_scale(cairo, 72 / 200.0, 72 / 200.0);
    cairo_set_source_surface(cairo, letter, 0, 0);
    cairo_paint(cairo);
    cairo_restore(cairo);
    if (has_secret) {
        cairo_show_page(cairo);
        say(cairo, 30, 60, "The complaint came from");
        say(cairo, 200, 60, "Zebedee");
        cairo_rectangle(cairo, 195, 45, 90, 20);
        cairo_fill(cairo);
    }
    cairo_destroy(cairo);
    cairo_surface_destroy(letter);
    cairo_surface_destroy(pdf);
    return g_byte_array_free_to_bytes(bytes);
}

static MbDocument *run_chain(GBytes *source, bool want_searchable)
{
    static const MbStage *const stages[] = {&mb_stage_extract, &mb_stage_ocr, &mb_stage_layout, &mb_stage_repair, &mb_stage_tag, &mb_stage_write};
    MbDocument *document = mb_document_new("letter.pdf");
    MbOptions options = mb_options_init();
    g_autoptr(GError) error = NULL;
    options.source = source;
    options.want_searchable = want_searchable;
    for (gsize i = 0; i < G_N_ELEMENTS(stages); i++)
        if (!mb_stage_run(stages[i], document, &options, &error))
            fail_msg("%s", error->message);
    return document;
}

static bool has_issue(const MbDocument *document, MbIssueTag tag)
{
    for (guint i = 0; i < document->issues->len; i++)
        if (g_array_index(document->issues, MbIssue, i).tag == tag)
            return true;
    return false;
}

/* The words that the copy's invisible layer has, in the order of its content. */
static char *dup_layer(GBytes *copy, MbDocument *into)
{
    g_autoptr(MbPdf) pdf = mb_pdf_open(copy, NULL, NULL);
    MbPage *page = mb_pdf_read_page(pdf, into, 1, NULL);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < page->words->len; i++)
        g_string_append_printf(text, "%s%s", i ? " " : "", mb_page_word(page, i)->text);
    mb_document_take_page(into, page);
    return g_string_free(text, FALSE);
}

static void a_leaning_scan_gets_its_words_where_they_are_seen(void **state)
{
    (void)state;
    g_autoptr(GBytes) source = draw_pdf(false);
    g_autoptr(MbDocument) document = run_chain(source, true), read = mb_document_new("copy.pdf");
    GBytes *copy = mb_fileset_get(document->files, "data/searchable.pdf");
    assert_non_null(copy);
    g_autofree char *text = dup_layer(copy, read);
    assert_string_equal(text, "Minutes of the Community Board of Northgate Members noted that reports had risen by 12% since the spring and that "
                              "a note would be sent to the committee before its meeting in the autumn.");
    const MbWord *first = mb_page_word(read->pages->pdata[0], 0), *last = mb_page_word(read->pages->pdata[0], 6);
    assert_true(last->baseline - first->baseline > 3 && last->baseline - first->baseline < 6); /* 250 points at one degree: 4.4 */
}

static void there_is_no_copy_unless_it_is_asked_for(void **state)
{
    (void)state;
    g_autoptr(GBytes) source = draw_pdf(false);
    g_autoptr(MbDocument) document = run_chain(source, false);
    assert_null(mb_fileset_get(document->files, "data/searchable.pdf"));
    assert_non_null(mb_fileset_get(document->files, "data/alto/page-0001.xml"));
}

static void what_holds_a_failed_redaction_is_not_copied(void **state)
{
    (void)state;
    g_autoptr(GBytes) source = draw_pdf(true);
    g_autoptr(MbDocument) document = run_chain(source, true);
    assert_null(mb_fileset_get(document->files, "data/searchable.pdf"));
    assert_true(has_issue(document, MB_ISSUE_SEARCHABLE_NOT_MADE));
}

static void alto_tells_how_a_page_was_straightened_and_where_its_words_are_seen(void **state)
{
    (void)state;
    g_autoptr(GBytes) source = draw_pdf(false);
    g_autoptr(MbDocument) document = run_chain(source, false);
    g_autofree char *alto = mb_bytes_dup_string(mb_fileset_get(document->files, "data/alto/page-0001.xml"));
    assert_non_null(strstr(alto, "<processingStepDescription>straightened</processingStepDescription>"));
    assert_non_null(strstr(alto, "PROCESSINGREFS=\"processing_1_0\" ROTATION=\"-"));
    int first = 0, last = 0;
    for (const char *p = strstr(alto, "<String"); p; p = strstr(p + 1, "<String")) {
        const char *top = strstr(p, "VPOS=\"") + strlen("VPOS=\""), *content = strstr(p, "CONTENT=\"") + strlen("CONTENT=\"");
        if (g_str_has_prefix(content, "Minutes\""))
            first = atoi(top);
        if (g_str_has_prefix(content, "Northgate\""))
            last = atoi(top);
    }
    assert_in_range(last - first, 45, 110); /* 75 units of 1/1200 inch are 4.5 points */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(alto_tells_how_a_page_was_straightened_and_where_its_words_are_seen),
        cmocka_unit_test(a_leaning_scan_gets_its_words_where_they_are_seen),
        cmocka_unit_test(there_is_no_copy_unless_it_is_asked_for),
        cmocka_unit_test(what_holds_a_failed_redaction_is_not_copied),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
