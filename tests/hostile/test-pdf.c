/* PDFs that are broken on purpose: every one ends in pages or in an error, and what comes out keeps the model's laws. */
#include "../unit/pdf/tiny-pdf.h"

#include "base/error.h"
#include "model/check.h"
#include "stage/stages.h"

#define ROUNDS 300

static MbDocument *document;

static int forget(void **state)
{
    (void)state;
    g_clear_pointer(&document, mb_document_free);
    return 0;
}

/* Runs extract; whatever comes of it must be legal. Returns whether it read the file. Bytes are taken. */
static bool survives(GBytes *bytes)
{
    g_autoptr(GBytes) held = bytes;
    g_autoptr(GError) error = NULL;
    MbOptions options = mb_options_init();
    options.source = held;
    forget(NULL);
    document = mb_document_new("hostile.pdf");
    if (!mb_stage_run(&mb_stage_extract, document, &options, &error)) {
        assert_true(error->domain == MB_PDF_ERROR || error->domain == MB_STAGE_ERROR);
        assert_int_equal(strchr(error->message, '\n') != NULL, 0);
        return false;
    }
    if (!mb_document_check(document, &error))
        fail_msg("%s", error->message);
    return true;
}

static GBytes *make_rich(void)
{
    TinyPdf tiny = tiny_pdf_page("/StructTreeRoot 8 0 R /Outlines 9 0 R /PageLabels << /Nums [0 << /S /D >>] >>",
                                 "/Rotate 90 /CropBox [10 10 500 700] /Annots [<< /Subtype /Link /Rect [1 1 90 90] /A << /S /URI /URI (x:y) >> >>]",
                                 "/P << /MCID 0 >> BDC BT /F1 12 Tf 72 600 Td (Minutes of) Tj T* (the meeting) ' ET EMC q 50 0 0 30 100 400 cm /Im Do Q "
                                 "BI /W 1 /H 1 /CS /G /BPC 8 ID x EI BT 3 Tr /F2 9 Tf 1 0 0 1 50 50 Tm [(un) -20 (seen)] TJ ET");
    tiny_pdf_add_stream(&tiny, "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", "\x80", 1);
    tiny_pdf_add(&tiny, "<< /Type /StructTreeRoot /K << /S /H1 /Pg 3 0 R /K [0 << /Type /MCR /MCID 1 >>] >> >>");
    tiny_pdf_add(&tiny, "<< /First 10 0 R /Last 10 0 R /Count 1 >>");
    tiny_pdf_add(&tiny, "<< /Title (A) /Parent 9 0 R /Next 10 0 R /First 10 0 R /Dest [3 0 R /Fit] >>");
    return tiny_pdf_end(&tiny, "");
}

static void any_byte_may_be_wrong(void **state)
{
    (void)state;
    g_autoptr(GRand) chance = g_rand_new_with_seed(20180309);
    guint read = 0;
    for (int round = 0; round < ROUNDS; round++) {
        g_autoptr(GBytes) rich = make_rich();
        gsize size;
        guint8 *data = g_bytes_unref_to_data(g_steal_pointer(&rich), &size);
        for (int k = 0; k < 1 + round % 8; k++)
            data[g_rand_int_range(chance, 9, (gint32)size)] = (guint8)g_rand_int_range(chance, 32, 127);
        read += survives(g_bytes_new_take(data, size));
    }
    assert_true(read > ROUNDS / 4);
}

static void a_file_may_end_anywhere(void **state)
{
    (void)state;
    g_autoptr(GBytes) rich = make_rich();
    for (gsize size = 0; size < g_bytes_get_size(rich); size += 37)
        survives(g_bytes_new_from_bytes(rich, 0, size));
}

static void a_page_that_cannot_be_read_is_kept_empty_with_an_issue(void **state)
{
    (void)state;
    TinyPdf tiny = tiny_pdf_page("", "", "");
    g_array_set_size(tiny.offsets, 5);
    tiny_pdf_add_stream(&tiny, "/Filter /CCITTFaxDecode", "x", 1);
    assert_true(survives(tiny_pdf_end(&tiny, "")));
    assert_int_equal(document->pages->len, 1);
    assert_int_equal(document->issues->len, 1);
    assert_int_equal(g_array_index(document->issues, MbIssue, 0).tag, MB_ISSUE_PAGE_UNREADABLE); /* page-unreadable */
}

static void what_is_not_seen_is_noted(void **state)
{
    (void)state;
    assert_true(survives(tiny_pdf_bytes("", "", "BT /F1 0.4 Tf 72 700 Td (one two) Tj ET")));
    assert_int_equal(document->issues->len, 1);
    assert_int_equal(g_array_index(document->issues, MbIssue, 0).tag, MB_ISSUE_TEXT_HIDDEN); /* text-hidden */
    assert_string_equal(g_array_index(document->issues, MbIssue, 0).subject, "tiny, words: 2");
}

static void a_form_that_draws_itself_ends(void **state)
{
    (void)state;
    TinyPdf tiny = tiny_pdf_page("", "/Resources << /XObject << /Fm 7 0 R >> >>", "/Fm Do");
    tiny_pdf_add_stream(&tiny, "/Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /Fm 7 0 R >> >>", "/Fm Do /Fm Do", -1);
    assert_true(survives(tiny_pdf_end(&tiny, "")));
}

static void brackets_that_never_close_cost_no_more_than_the_file(void **state)
{
    (void)state;
    TinyPdf tiny = tiny_pdf_page("", "", "");
    for (int i = 0; i < 20000; i++)
        tiny_pdf_add(&tiny, "<< /A [ << /B [");
    assert_true(survives(tiny_pdf_end(&tiny, "")));
}

static void numbers_beyond_all_bounds_do_no_harm(void **state)
{
    (void)state;
    survives(tiny_pdf_bytes("", "/MediaBox [0 0 1e30 99999999999999999999] /Rotate 7777777", "BT /F1 1e30 Tf 1e30 1e30 Td (x) Tj ET"));
    survives(tiny_pdf_bytes("", "/MediaBox [0 0 14400 14400]", "1e300 0 0 1e300 0 0 cm 1e300 0 0 1e300 0 0 cm /Im Do BT /F1 9 Tf (x) Tj ET"));
    survives(tiny_pdf_bytes("", "/MediaBox [0 0 0 0]", "BT /F1 9 Tf (x) Tj ET"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(any_byte_may_be_wrong, forget),
        cmocka_unit_test_teardown(a_file_may_end_anywhere, forget),
        cmocka_unit_test_teardown(a_page_that_cannot_be_read_is_kept_empty_with_an_issue, forget),
        cmocka_unit_test_teardown(what_is_not_seen_is_noted, forget),
        cmocka_unit_test_teardown(a_form_that_draws_itself_ends, forget),
        cmocka_unit_test_teardown(brackets_that_never_close_cost_no_more_than_the_file, forget),
        cmocka_unit_test_teardown(numbers_beyond_all_bounds_do_no_harm, forget),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
