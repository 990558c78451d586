/* The pictures of figures. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/withhold.h"
#include "stage/stages.h"

#include <cairo-pdf.h>
#include <string.h>

static cairo_status_t take(void *closure, const unsigned char *data, unsigned int length)
{
    g_byte_array_append(closure, data, length);
    return CAIRO_STATUS_SUCCESS;
}

/* Two pages with a drawing of several colours each. */
static GBytes *draw_pdf(void)
{
    GByteArray *bytes = g_byte_array_new();
    cairo_surface_t *pdf = cairo_pdf_surface_create_for_stream(take, bytes, 400, 300);
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATE_DATE, "2020-01-01T00:00:00Z");
    cairo_t *cairo = cairo_create(pdf);
    for (int page = 0; page < 2; page++) {
        for (int i = 0; i < 8; i++) {
            cairo_set_source_rgb(cairo, i / 8.0, page, 0.5);
            cairo_rectangle(cairo, 50 + 30 * i, 100, 20, 10 + 15 * i);
            cairo_fill(cairo);
        }
        cairo_show_page(cairo);
    }
    cairo_destroy(cairo);
    cairo_surface_destroy(pdf);
    return g_byte_array_free_to_bytes(bytes);
}

static MbBlock *add_figure(MbDocument *document, int page)
{
    MbBlock *figure = mb_block_new(MB_BLOCK_FIGURE);
    figure->page = page;
    figure->box = (MbBox){40, 90, 300, 250};
    mb_block_append(document->body, figure);
    return figure;
}

/* A document of two pages with a figure on each. */
static MbDocument *new_document(void)
{
    MbDocument *document = mb_document_new("charts.pdf");
    document->media_type = g_strdup("application/pdf");
    for (int page = 1; page <= 2; page++) {
        mb_document_take_page(document, mb_page_new(page, 400, 300));
        add_figure(document, page);
    }
    mb_page_append_region(mb_document_page(document, 1), MB_REGION_CHART, (MbBox){40, 90, 300, 250}, -1, "test");
    return document;
}

static char *write_document(MbDocument *document, GBytes *source)
{
    MbOptions options = mb_options_init();
    g_autoptr(GError) error = NULL;
    options.source = source;
    options.include_restricted = true;
    if (!mb_stage_run(&mb_stage_write, document, &options, &error))
        fail_msg("%s", error->message);
    GBytes *xml = mb_fileset_get(document->files, "data/document.xml");
    return g_strndup(g_bytes_get_data(xml, NULL), g_bytes_get_size(xml));
}

static guint count_pictures(const MbDocument *document)
{
    guint count = 0;
    for (guint i = 0; i < mb_fileset_count(document->files); i++)
        count += g_str_has_prefix(mb_fileset_path(document->files, i), "data/media/");
    return count;
}

static guint count_not_cut(const MbDocument *document)
{
    guint count = 0;
    for (guint i = 0; i < document->issues->len; i++)
        count += g_array_index(document->issues, MbIssue, i).tag == MB_ISSUE_PICTURE_NOT_CUT;
    return count;
}

static void a_figure_has_its_picture(void **state)
{
    (void)state;
    g_autoptr(GBytes) source = draw_pdf();
    g_autoptr(MbDocument) document = new_document(), again = new_document();
    g_autofree char *xml = write_document(document, source), *same = write_document(again, source);
    assert_non_null(strstr(xml, "<img src=\"media/figure-01.png\" alt=\"Chart on page 1\"/>"));
    assert_non_null(strstr(xml, "<img src=\"media/figure-02.png\" alt=\"Picture on page 2\"/>"));
    assert_int_equal(count_pictures(document), 2);
    assert_string_equal(xml, same);
    assert_true(g_bytes_equal(mb_fileset_get(document->files, "data/media/figure-01.png"), mb_fileset_get(again->files, "data/media/figure-01.png")));
    assert_false(g_bytes_equal(mb_fileset_get(document->files, "data/media/figure-01.png"),
                               mb_fileset_get(document->files, "data/media/figure-02.png")));
}

static void a_figure_in_an_item_has_its_picture(void **state)
{
    (void)state;
    g_autoptr(GBytes) source = draw_pdf();
    g_autoptr(MbDocument) document = new_document();
    MbBlock *list = mb_block_new(MB_BLOCK_LIST), *item = mb_block_new(MB_BLOCK_ITEM), *figure = document->body->first_child;
    mb_block_append(document->body, list);
    mb_block_append(list, item);
    mb_block_unlink(figure);
    mb_block_append(item, figure);
    g_autofree char *xml = write_document(document, source);
    assert_non_null(strstr(xml, "alt=\"Chart on page 1\""));
    assert_int_equal(count_pictures(document), 2);
}

/* Marks something of page 1 in one of the ways in which papers are withheld. */
static void withhold(MbDocument *document, guint way)
{
    MbBlock *leaf = mb_block_new(MB_BLOCK_PARAGRAPH);
    leaf->page = 1;
    mb_block_append_text(leaf, "The tenant is Quorn");
    mb_block_append(document->body, leaf);
    const MbBox elsewhere = {0, 0, 10, 10}, over = {60, 100, 90, 110};
    if (way == 0)
        mb_block_withhold(leaf, "exempt");
    else if (way == 1)
        mb_attrs_set(&mb_block_add_span(leaf, 14, 19, MB_SPAN_WITHHELD, NULL)->attrs, "reason", "failedRedaction");
    else if (way == 2)
        mb_document_add_issue(document, MB_ISSUE_REDACTION_FAILED, 1, elsewhere, "1 word");
    else
        mb_document_add_issue(document, way == 3 ? MB_ISSUE_PERSONAL_DATA : MB_ISSUE_TEXT_HIDDEN, 1, over, "signature");
}

static void nothing_is_cut_where_something_is_withheld(void **state)
{
    (void)state;
    g_autoptr(GBytes) source = draw_pdf();
    for (guint way = 0; way < 5; way++) {
        g_autoptr(MbDocument) document = new_document();
        withhold(document, way);
        g_autofree char *xml = write_document(document, source);
        assert_null(strstr(xml, "on page 1\"/>"));
        assert_non_null(strstr(xml, "<img src=\"media/figure-01.png\" alt=\"Picture on page 2\"/>"));
        assert_int_equal(count_pictures(document), 1);
        assert_int_equal(count_not_cut(document), 1);
    }
}

/* A black square over page 1 that is not to be printed: drawn pages do not show it, and readers on a screen do. */
static GBytes *lay_square_over(GBytes *source)
{
    GString *pdf = g_string_new_len(g_bytes_get_data(source, NULL), (gssize)g_bytes_get_size(source));
    const char *page = memmem(pdf->str, pdf->len, "/Type /Page ", strlen("/Type /Page "));
    assert_non_null(page);
    g_string_insert(pdf, page - pdf->str,
                    "/Annots [ << /Type /Annot /Subtype /Square /Rect [60 150 120 200] /C [0 0 0] /IC [0 0 0] /F 0 >> ] ");
    return g_string_free_to_bytes(pdf);
}

static void nothing_is_cut_from_a_page_with_notes(void **state)
{
    (void)state;
    g_autoptr(GBytes) plain = draw_pdf(), source = lay_square_over(plain);
    g_autoptr(MbDocument) document = new_document();
    g_autofree char *xml = write_document(document, source);
    assert_int_equal(count_pictures(document), 1);
    assert_int_equal(count_not_cut(document), 1);
    assert_non_null(strstr(xml, "alt=\"Picture on page 2\""));
}

static void without_the_source_there_are_no_pictures(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document();
    g_autofree char *xml = write_document(document, NULL);
    assert_null(strstr(xml, "<img"));
    assert_int_equal(count_pictures(document), 0);
}

static void a_page_that_cannot_be_drawn_costs_its_picture(void **state)
{
    (void)state;
    g_autoptr(GBytes) source = g_bytes_new_static("%PDF-1.7 nothing", 16);
    g_autoptr(MbDocument) document = new_document();
    g_autofree char *xml = write_document(document, source);
    assert_null(strstr(xml, "<img"));
    assert_int_equal(count_not_cut(document), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_figure_has_its_picture),
        cmocka_unit_test(a_figure_in_an_item_has_its_picture),
        cmocka_unit_test(nothing_is_cut_where_something_is_withheld),
        cmocka_unit_test(nothing_is_cut_from_a_page_with_notes),
        cmocka_unit_test(without_the_source_there_are_no_pictures),
        cmocka_unit_test(a_page_that_cannot_be_drawn_costs_its_picture),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
