/* What extract says of a PDF file as a whole. */
#include "../pdf/tiny-pdf.h"

#include "stage/stages.h"

static MbDocument *document;

static int forget(void **state)
{
    (void)state;
    g_clear_pointer(&document, mb_document_free);
    return 0;
}

/* Reads taken bytes, which must be readable. */
static void extract(GBytes *taken)
{
    g_autoptr(GBytes) bytes = taken;
    g_autoptr(GError) error = NULL;
    MbOptions options = mb_options_init();
    options.source = bytes;
    document = mb_document_new("tiny.pdf");
    if (!mb_stage_extract.run(document, &options, &error))
        fail_msg("%s", error->message);
}

static bool has_issue(MbIssueTag tag)
{
    for (guint i = 0; i < document->issues->len; i++)
        if (g_array_index(document->issues, MbIssue, i).tag == tag)
            return true;
    return false;
}

static bool has_event(const char *stage)
{
    for (guint i = 0; i < document->history->len; i++)
        if (!strcmp(g_array_index(document->history, MbEvent, i).stage, stage))
            return true;
    return false;
}

static void a_mended_file_says_so(void **state)
{
    (void)state;
    TinyPdf tiny = tiny_pdf_begin();
    tiny_pdf_add(&tiny, "<< /Type /Catalog /Pages 2 0 R >>");
    tiny_pdf_add(&tiny, "<< /Type /Pages /Kids [3 0 R] /Count 0 >>");
    tiny_pdf_add(&tiny, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>");
    extract(tiny_pdf_end(&tiny, ""));
    assert_true(has_issue(MB_ISSUE_FILE_MENDED)); /* file-mended */
    assert_false(has_issue(MB_ISSUE_FILE_INCOMPLETE));
    assert_true(has_event("mend"));
}

static void a_file_without_its_end_says_so(void **state)
{
    (void)state;
    static const char text[] = "%PDF-1.4\n4 0 obj << /Type /Page /Parent 1 0 R /MediaBox [0 0 300 300] >> endobj\n1 0 obj << /Ki";
    extract(g_bytes_new_static(text, sizeof text - 1));
    assert_true(has_issue(MB_ISSUE_FILE_INCOMPLETE)); /* file-incomplete */
    assert_true(has_event("mend"));
}

static void a_sound_file_says_nothing_of_mending(void **state)
{
    (void)state;
    extract(tiny_pdf_bytes("", "", "BT /F1 12 Tf 50 300 Td (Agenda) Tj ET"));
    assert_false(has_issue(MB_ISSUE_FILE_MENDED) || has_issue(MB_ISSUE_FILE_INCOMPLETE) || has_event("mend"));
}

/* A file of one page with two files inside, one of which has a folder in its name. */
static GBytes *make_attached(void)
{
    TinyPdf tiny = tiny_pdf_page("/Names << /EmbeddedFiles << /Names [(a) 7 0 R (b) 9 0 R] >> >> /Collection << /View /D >>", "", "");
    tiny_pdf_add(&tiny, "<< /Type /Filespec /F (minutes.txt) /EF << /F 8 0 R >> >>");
    tiny_pdf_add_stream(&tiny, "/Type /EmbeddedFile", "Minutes of the last meeting.", -1);
    tiny_pdf_add(&tiny, "<< /Type /Filespec /F (C:\\\\old\\\\Appendix A.pdf) /EF << /F 10 0 R >> >>");
    tiny_pdf_add_stream(&tiny, "/Type /EmbeddedFile", "%PDF-1.4 no more", -1);
    return tiny_pdf_end(&tiny, "");
}

static void files_inside_are_kept_and_listed(void **state)
{
    (void)state;
    extract(make_attached());
    assert_true(has_issue(MB_ISSUE_FILE_ATTACHED)); /* file-attached */
    assert_string_equal(mb_attrs_get(document->metadata, "portfolio"), "yes");
    GBytes *text = mb_fileset_get(document->files, MB_ATTACHED_FOLDER "01-minutes.txt");
    assert_non_null(text);
    assert_memory_equal(g_bytes_get_data(text, NULL), "Minutes of the last meeting.", 28);
    assert_non_null(mb_fileset_get(document->files, MB_ATTACHED_FOLDER "02-Appendix_A.pdf"));
    assert_true(g_str_has_suffix(mb_attrs_get(document->metadata, "attached-2"), " 16 " MB_ATTACHED_FOLDER "02-Appendix_A.pdf Appendix A.pdf"));
}

static void a_file_inside_that_is_no_stream_is_told(void **state)
{
    (void)state;
    TinyPdf tiny = tiny_pdf_page("/Names << /EmbeddedFiles << /Names [(a) 7 0 R] >> >>", "", "");
    tiny_pdf_add(&tiny, "<< /Type /Filespec /F (lost.txt) /EF << /F 99 0 R >> >>");
    extract(tiny_pdf_end(&tiny, ""));
    assert_true(has_issue(MB_ISSUE_ATTACHED_UNREADABLE)); /* attached-unreadable */
    assert_string_equal(mb_attrs_get(document->metadata, "attached-1"), "attachment");
}

static void claims_and_signatures_are_recorded(void **state)
{
    (void)state;
    TinyPdf tiny = tiny_pdf_page("/Metadata 7 0 R", "", "");
    tiny_pdf_add_stream(&tiny, "/Type /Metadata /Subtype /XML", "<x xmlns:pdfaid='p' pdfaid:part='2'><pdfaid:conformance>B</pdfaid:conformance></x>", -1);
    tiny_pdf_add(&tiny, "<< /Type /Sig /Filter /Adobe.PPKLite /ByteRange [0 10 20 5] /Contents <00> >>");
    extract(tiny_pdf_end(&tiny, ""));
    assert_string_equal(mb_attrs_get(document->metadata, "claims"), "PDF/A-2B");
    assert_string_equal(mb_attrs_get(document->metadata, "signatures"), "1");
    assert_string_equal(mb_attrs_get(document->metadata, "signed"), "changed since");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(a_mended_file_says_so, forget),
        cmocka_unit_test_teardown(a_file_without_its_end_says_so, forget),
        cmocka_unit_test_teardown(a_sound_file_says_nothing_of_mending, forget),
        cmocka_unit_test_teardown(files_inside_are_kept_and_listed, forget),
        cmocka_unit_test_teardown(a_file_inside_that_is_no_stream_is_told, forget),
        cmocka_unit_test_teardown(claims_and_signatures_are_recorded, forget),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
