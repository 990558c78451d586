/* Invisible text laid over pages. */
#include "tiny-pdf.h"

#include "base/error.h"
#include "pdf/layer.h"

#include <math.h>

#define IMAGE "\x10\x20\x30\x40"

/* One page of 200 x 100 points, turned by `rotate`, with an image of four grey pixels, an old word and a file inside. */
static GBytes *make_scan(int rotate)
{
    g_autofree char *page = g_strdup_printf("<< /Type /Page /Parent 2 0 R /MediaBox [10 20 210 120] /Rotate %d /Contents 4 0 R"
                                            " /Resources << /XObject << /I 5 0 R >> /Font << /F 6 0 R >> >> >>", rotate);
    TinyPdf tiny = tiny_pdf_begin();
    tiny_pdf_add(&tiny, "<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(a) 7 0 R] >> >> >>");
    tiny_pdf_add(&tiny, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    tiny_pdf_add(&tiny, page);
    tiny_pdf_add_stream(&tiny, "", "q 200 0 0 100 10 20 cm /I Do Q BT /F 8 Tf 3 Tr 60 60 Td (older) Tj ET", -1);
    tiny_pdf_add_stream(&tiny, "/Type /XObject /Subtype /Image /Width 2 /Height 2 /BitsPerComponent 8 /ColorSpace /DeviceGray", IMAGE, 4);
    tiny_pdf_add(&tiny, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
    tiny_pdf_add(&tiny, "<< /Type /Filespec /F (a) /EF << /F 8 0 R >> >>");
    tiny_pdf_add_stream(&tiny, "/Type /EmbeddedFile", "secret matter", -1);
    return tiny_pdf_end(&tiny, "");
}

static GArray *layer_of(const char *text, MbBaseline baseline, bool is_turned, bool is_only_text)
{
    MbLayer layer = {.page = 1, .width = is_turned ? 100 : 200, .height = is_turned ? 200 : 100, .is_only_text = is_only_text};
    const MbLayerWord word = {text, baseline, 10};
    GArray *layers = g_array_new(FALSE, FALSE, sizeof(MbLayer));
    layer.words = g_array_new(FALSE, FALSE, sizeof(MbLayerWord));
    g_array_append_val(layer.words, word);
    g_array_set_clear_func(layers, mb_layer_clear);
    g_array_append_val(layers, layer);
    return layers;
}

static GBytes *add_layers(GBytes *scan, GArray *layers)
{
    g_autoptr(GError) error = NULL;
    GBytes *copy = mb_pdf_dup_with_layers(scan, NULL, 1, layers, &error);
    if (!copy)
        fail_msg("%s", error->message);
    return copy;
}

static MbDocument *read_pdf(GBytes *bytes)
{
    g_autoptr(MbPdf) pdf = mb_pdf_open(bytes, NULL, NULL);
    MbDocument *document = mb_document_new("copy.pdf");
    assert_non_null(pdf);
    mb_document_take_page(document, mb_pdf_read_page(pdf, document, 1, NULL));
    return document;
}

static const MbWord *find_word(const MbDocument *document, const char *text)
{
    const MbPage *page = document->pages->pdata[0];
    for (guint i = 0; i < page->words->len; i++)
        if (!strcmp(mb_page_word(page, i)->text, text))
            return mb_page_word(page, i);
    return NULL;
}

static bool has_bytes(GBytes *in, const char *what, gsize length)
{
    gsize size;
    const void *data = g_bytes_get_data(in, &size);
    return memmem(data, size, what, length) != NULL;
}

static void a_word_is_found_where_it_is_shown_however_page_and_writing_are_turned(void **state)
{
    (void)state;
    for (int rotate = 0; rotate < 360; rotate += 90)
        for (int turn = 0; turn < 4; turn++) {
            g_autoptr(GBytes) scan = make_scan(rotate);
            g_autoptr(GArray) layers = layer_of("Gwynedd", (MbBaseline){50, 60, turn, 35}, rotate % 180, false);
            g_autoptr(GBytes) copy = add_layers(scan, layers);
            g_autoptr(MbDocument) document = read_pdf(copy);
            const MbWord *word = find_word(document, "Gwynedd");
            assert_non_null(word);
            assert_int_equal(word->turn, turn);
            assert_int_equal(word->hidden, MB_HIDDEN_INVISIBLE);
            const MbBox b = word->box;
            const double x = turn == 2 ? b.x1 : turn == 3 ? b.x1 : b.x0, along = turn % 2 ? mb_box_height(b) : mb_box_width(b);
            assert_true(fabs(along - 35) < 0.5);
            assert_true(fabs((turn % 2 ? (turn == 1 ? b.y0 : b.y1) - 60 : x - 50)) < 0.5);
            assert_true(turn % 2 ? b.x0 < 50.1 && b.x1 > 49.9 : b.y0 < 60.1 && b.y1 > 59.9);
        }
}

static void the_picture_keeps_its_bytes_and_files_inside_are_left_out(void **state)
{
    (void)state;
    g_autoptr(GBytes) scan = make_scan(0);
    g_autoptr(GArray) layers = layer_of("Ll\303\267n", (MbBaseline){50, 60, 0, 35}, false, false);
    g_autoptr(GBytes) copy = add_layers(scan, layers), again = add_layers(scan, layers);
    g_autoptr(MbDocument) document = read_pdf(copy);
    assert_true(has_bytes(copy, "stream\n" IMAGE, strlen("stream\n" IMAGE)));
    assert_true(has_bytes(scan, "secret matter", 13));
    assert_false(has_bytes(copy, "secret matter", 13));
    assert_non_null(find_word(document, "Ll\303\267n"));
    assert_non_null(find_word(document, "older"));
    assert_true(g_bytes_equal(copy, again));
}

static void an_earlier_reading_that_was_bad_is_not_found_any_more(void **state)
{
    (void)state;
    g_autoptr(GBytes) scan = make_scan(0);
    g_autoptr(GArray) layers = layer_of("newer", (MbBaseline){50, 60, 0, 35}, false, true);
    g_autoptr(GBytes) copy = add_layers(scan, layers);
    g_autoptr(MbDocument) document = read_pdf(copy);
    assert_non_null(find_word(document, "newer"));
    assert_null(find_word(document, "older"));
}

static void what_is_no_pdf_and_a_wrong_number_of_pages_are_refused(void **state)
{
    (void)state;
    g_autoptr(GBytes) scan = make_scan(0), junk = g_bytes_new_static("junk", 4);
    g_autoptr(GArray) layers = layer_of("word", (MbBaseline){50, 60, 0, 35}, false, false);
    g_autoptr(GError) error = NULL;
    assert_null(mb_pdf_dup_with_layers(scan, NULL, 2, layers, &error));
    assert_true(g_error_matches(error, MB_PDF_ERROR, MB_ERROR_DOCUMENT));
    g_clear_error(&error);
    assert_null(mb_pdf_dup_with_layers(junk, NULL, 1, layers, &error));
    assert_true(g_error_matches(error, MB_PDF_ERROR, MB_ERROR_DOCUMENT));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_word_is_found_where_it_is_shown_however_page_and_writing_are_turned),
        cmocka_unit_test(the_picture_keeps_its_bytes_and_files_inside_are_left_out),
        cmocka_unit_test(an_earlier_reading_that_was_bad_is_not_found_any_more),
        cmocka_unit_test(what_is_no_pdf_and_a_wrong_number_of_pages_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
