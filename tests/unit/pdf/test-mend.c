/* Damaged files: what Poppler refuses is mended in memory. */
#include "tiny-pdf.h"

#include "base/error.h"

#define PAGES 5

static MbDocument *document;
static MbPdf *pdf;
static GBytes *bytes;
static GError *error;

static int forget(void **state)
{
    (void)state;
    g_clear_pointer(&document, mb_document_free);
    g_clear_pointer(&pdf, mb_pdf_free);
    g_clear_pointer(&bytes, g_bytes_unref);
    g_clear_error(&error);
    return 0;
}

/* Pages that say "page1" and so on; 1 catalog, 2 list, 3 font, then content and page of each. */
static GBytes *make_pages(const char *count)
{
    TinyPdf tiny = tiny_pdf_begin();
    g_autofree char *list = g_strdup_printf("<< /Type /Pages /Kids [5 0 R 7 0 R 9 0 R 11 0 R 13 0 R] /Count %s "
                                            "/MediaBox [0 0 300 400] /Resources << /Font << /F1 3 0 R >> >> >>", count);
    tiny_pdf_add(&tiny, "<< /Type /Catalog /Pages 2 0 R >>");
    tiny_pdf_add(&tiny, list);
    tiny_pdf_add(&tiny, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
    for (int page = 1; page <= PAGES; page++) {
        g_autofree char *content = g_strdup_printf("BT /F1 12 Tf 50 300 Td (page%d) Tj ET", page);
        g_autofree char *leaf = g_strdup_printf("<< /Type /Page /Parent 2 0 R /Contents %d 0 R >>", 2 + 2 * page);
        tiny_pdf_add_stream(&tiny, "", content, -1);
        tiny_pdf_add(&tiny, leaf);
    }
    return tiny_pdf_end(&tiny, "");
}

static GBytes *cut_off(GBytes *whole, gsize size)
{
    GBytes *part = g_bytes_new(g_bytes_get_data(whole, NULL), MIN(size, g_bytes_get_size(whole)));
    g_bytes_unref(whole);
    return part;
}

static const char *word_of(int number)
{
    const MbPage *page = mb_document_page(document, number);
    return page && page->words->len ? mb_page_word(page, 0)->text : "";
}

static void a_sound_file_is_read_as_it_is(void **state)
{
    (void)state;
    bytes = make_pages("5");
    pdf = mb_pdf_open(bytes, NULL, &error);
    assert_non_null(pdf);
    assert_null(mb_pdf_mended_by(pdf));
    assert_false(mb_pdf_is_incomplete(pdf));
}

static void a_wrong_count_of_pages_is_mended(void **state)
{
    (void)state;
    bytes = make_pages("0");
    pdf = mb_pdf_open(bytes, NULL, &error);
    assert_non_null(pdf);
    assert_int_equal(mb_pdf_count_pages(pdf), PAGES);
    assert_true(g_str_has_prefix(mb_pdf_mended_by(pdf), "qpdf "));
    assert_false(mb_pdf_is_incomplete(pdf));
}

/* The trailer alone is lost: the list of pages is there and gives their order. */
static void a_file_cut_before_its_trailer_keeps_its_pages(void **state)
{
    (void)state;
    GBytes *whole = make_pages("5");
    const char *data = g_bytes_get_data(whole, NULL);
    bytes = cut_off(whole, (gsize)(g_strstr_len(data, -1, "xref\n") - data));
    pdf = mb_pdf_open(bytes, NULL, &error);
    assert_non_null(pdf);
    assert_true(mb_pdf_is_incomplete(pdf));
    document = tiny_pdf_read(g_bytes_ref(bytes), NULL);
    assert_int_equal(document->pages->len, PAGES);
    for (int page = 1; page <= PAGES; page++) {
        char text[16];
        g_snprintf(text, sizeof text, "page%d", page);
        assert_string_equal(word_of(page), text);
    }
    assert_true(mb_document_page(document, 1)->width == 300);
}

/* The catalog and the list of pages stand at the end of the file and are lost: sizes fall back, order is that of the file. */
static void pages_without_a_list_are_found_in_the_order_of_the_file(void **state)
{
    (void)state;
    static const char text[] = "%PDF-1.4\n"
                               "9 0 obj << /Type /Page /Parent 1 0 R /MediaBox [0 0 200 200] /Contents 8 0 R >> endobj\n"
                               "4 0 obj << /Type /Page /Parent 1 0 R /MediaBox [0 0 300 300] /Contents 8 0 R >> endobj\n"
                               "8 0 obj << /Length 0 >> stream\n\nendstream endobj\n"
                               "1 0 obj << /Type /Pages /Kids [4 0 R";
    bytes = g_bytes_new_static(text, sizeof text - 1);
    document = tiny_pdf_read(g_bytes_ref(bytes), NULL);
    assert_int_equal(document->pages->len, 2);
    assert_true(mb_document_page(document, 1)->width == 200);
    assert_true(mb_document_page(document, 2)->width == 300);
}

/* Objects of an object stream are made plain ones. */
static void packed_pages_are_found(void **state)
{
    (void)state;
    static const char text[] = "%PDF-1.5\n"
                               "3 0 obj << /Type /ObjStm /N 2 /First 9 /Length 96 >> stream\n"
                               "5 0 6 50 << /Type /Page /Parent 6 0 R /Contents 7 0 R >>   << /Type /Pages /Kids [5 0 R] /MediaBox [0 0 70 80] >>\n"
                               "endstream endobj\n";
    bytes = g_bytes_new_static(text, sizeof text - 1);
    document = tiny_pdf_read(g_bytes_ref(bytes), NULL);
    assert_int_equal(document->pages->len, 1);
    assert_true(mb_document_page(document, 1)->width == 70);
}

static void a_file_cut_anywhere_is_read_or_refused(void **state)
{
    (void)state;
    g_autoptr(GBytes) whole = make_pages("5");
    guint found = 0;
    for (gsize size = 1; size < g_bytes_get_size(whole); size += 7) {
        g_autoptr(GBytes) part = g_bytes_new_from_bytes(whole, 0, size);
        g_autoptr(MbPdf) each = mb_pdf_open(part, NULL, NULL);
        found += each != NULL;
        if (each)
            assert_in_range(mb_pdf_count_pages(each), 1, PAGES);
    }
    assert_true(found > 20);
}

/* Poppler shows as many pages as are counted and says nothing of the others. */
static void pages_that_are_not_counted_are_read(void **state)
{
    (void)state;
    bytes = make_pages("3");
    pdf = mb_pdf_open(bytes, NULL, &error);
    assert_non_null(pdf);
    assert_int_equal(mb_pdf_count_pages(pdf), PAGES);
    assert_non_null(mb_pdf_mended_by(pdf));
    g_clear_pointer(&pdf, mb_pdf_free);
    document = tiny_pdf_read(g_bytes_ref(bytes), NULL);
    assert_string_equal(word_of(1), "page1");
    assert_string_equal(word_of(PAGES), "page5");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(a_sound_file_is_read_as_it_is, forget),
        cmocka_unit_test_teardown(a_wrong_count_of_pages_is_mended, forget),
        cmocka_unit_test_teardown(pages_that_are_not_counted_are_read, forget),
        cmocka_unit_test_teardown(a_file_cut_before_its_trailer_keeps_its_pages, forget),
        cmocka_unit_test_teardown(pages_without_a_list_are_found_in_the_order_of_the_file, forget),
        cmocka_unit_test_teardown(packed_pages_are_found, forget),
        cmocka_unit_test_teardown(a_file_cut_anywhere_is_read_or_refused, forget),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
