/* What stands in a file and not on its pages: layers, annotations, text without place or size, earlier states. */
#include "tiny-pdf.h"

#include "model/withhold.h"

#define WORDS "BT /F1 12 Tf 72 700 Td (The complaint came from) Tj ET BT /F1 12 Tf 210 700 Td (Zebedee Quorn) Tj ET " \
              "BT /F1 12 Tf 300 700 Td (about the lamps.) Tj ET"
#define PLAIN "BT /F1 12 Tf 72 700 Td (Roads are open.) Tj ET "
#define SECRET "BT /F1 12 Tf 72 600 Td (Quorn paid) Tj ET"
#define BOX "/Type /Annot /Rect [205 694 296 714]"

static MbDocument *document;

static int forget(void **state)
{
    (void)state;
    g_clear_pointer(&document, mb_document_free);
    return 0;
}

static void read_file(const char *catalog, const char *page, const char *content, const char *const *more)
{
    TinyPdf tiny = tiny_pdf_page(catalog, page, content);
    for (; more && *more; more++)
        tiny_pdf_add(&tiny, *more);
    g_clear_pointer(&document, mb_document_free);
    document = tiny_pdf_read(tiny_pdf_end(&tiny, ""), NULL);
}

static const MbIssue *find_issue(MbIssueTag tag)
{
    for (guint i = 0; i < document->issues->len; i++)
        if (g_array_index(document->issues, MbIssue, i).tag == tag)
            return &g_array_index(document->issues, MbIssue, i);
    return NULL;
}

static void expect_issue(MbIssueTag tag, const char *subject)
{
    const MbIssue *issue = find_issue(tag);
    assert_non_null(issue);
    assert_string_equal(issue->subject, subject);
    assert_int_equal(issue->page, 1);
    assert_true(mb_document_is_restricted(document));
}

static bool has_word(const char *text)
{
    const MbPage *page = mb_document_page(document, 1);
    for (guint i = 0; i < page->words->len; i++)
        if (!strcmp(mb_page_word(page, i)->text, text))
            return true;
    return false;
}

/* A page with an annotation over the name. */
static void read_note(const char *entries)
{
    g_autofree char *page = g_strdup_printf("/Annots [<< " BOX " %s >>]", entries);
    read_file("", page, WORDS, NULL);
}

static void a_mark_for_redaction_that_was_never_applied_is(void **state)
{
    (void)state;
    read_note("/Subtype /Redact /QuadPoints [205 714 296 714 205 694 296 694]");
    expect_issue(MB_ISSUE_REDACTION_FAILED, "marked and never applied, words: 2");
    assert_int_equal(tiny_pdf_word(document, "Quorn")->hidden, MB_HIDDEN_COVERED);
    assert_int_equal(tiny_pdf_word(document, "from")->hidden, MB_HIDDEN_NOT);
    assert_int_equal(tiny_pdf_word(document, "about")->hidden, MB_HIDDEN_NOT);
}

static void annotations_that_are_drawn_over_text_hide_it(void **state)
{
    (void)state;
    static const char *const covers[] = {"/Subtype /Square /IC [0 0 0]", "/Subtype /Highlight /C [0 0 0]", "/Subtype /FreeText /C [1] /DA (/F1 9 Tf)",
                                         "/Subtype /Circle /IC [1 1 1]"};
    for (guint i = 0; i < G_N_ELEMENTS(covers); i++) {
        read_note(covers[i]);
        expect_issue(MB_ISSUE_REDACTION_FAILED, "words: 2");
    }
}

static void annotations_that_let_text_be_read_do_not(void **state)
{
    (void)state;
    static const char *const notes[] = {"/Subtype /Highlight /C [1 1 0]", "/Subtype /Square /C [1 0 0]", "/Subtype /Square /IC [0 0 0] /CA 0.2",
                                        "/Subtype /Square /IC [0 0 0] /F 2", "/Subtype /Underline /C [0 0 0]", "/Subtype /Widget /MK << /BG [0] >>",
                                        "/Subtype /Link /Contents (to the minutes)"};
    for (guint i = 0; i < G_N_ELEMENTS(notes); i++) {
        read_note(notes[i]);
        if (document->issues->len || mb_document_is_restricted(document))
            fail_msg("alarm: %s", notes[i]);
    }
}

static void comments_are_told_of_and_not_repeated(void **state)
{
    (void)state;
    read_note("/Subtype /Text /Contents (ask Mr Quillfeather first)");
    expect_issue(MB_ISSUE_COMMENT_LEFT, "comments: 1");
    assert_int_equal(tiny_pdf_word(document, "Quorn")->hidden, MB_HIDDEN_NOT);
    assert_false(has_word("Quillfeather"));
}

/* Two layers, in objects 7 and 8, the second with a usage. */
static void read_layers(const char *given, const char *layer, const char *usage)
{
    static const char plain[] = "<< /Type /OCG /Name (a) >>";
    g_autofree char *second = g_strdup_printf("<< /Type /OCG /Name (b) /Usage << %s >> >>", usage);
    const char *more[] = {plain, second, "<< /Type /OCMD /OCGs [7 0 R 8 0 R] /P /AllOn >>", "<< /Type /OCMD /VE [/Not 7 0 R] >>", NULL};
    g_autofree char *catalog = g_strdup_printf("/OCProperties << /OCGs [7 0 R 8 0 R] /D << %s >> >>", given);
    g_autofree char *content = g_strdup_printf(PLAIN "/OC /%s BDC " SECRET " EMC", layer);
    read_file(catalog, "/Resources << /Font << /F1 4 0 R >> /Properties << /A 7 0 R /B 8 0 R /All 9 0 R /Not 10 0 R >> >>", content, more);
}

static void text_on_a_layer_that_is_off_is_told_of(void **state)
{
    (void)state;
    static const struct {
        const char *given, *layer;
    } cases[] = {{"/OFF [7 0 R]", "A"}, {"/BaseState /OFF", "A"}, {"/OFF [8 0 R]", "All"}, {"/ON [7 0 R]", "Not"}};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        read_layers(cases[i].given, cases[i].layer, "");
        expect_issue(MB_ISSUE_TEXT_HIDDEN, "on layers that are switched off, pieces: 1");
        assert_false(has_word("Quorn"));
    }
}

static void text_on_a_layer_that_viewers_switch_off_is_hidden(void **state)
{
    (void)state;
    read_layers("/AS [<< /Event /View /OCGs [8 0 R] /Category [/View] >>]", "B", "/View << /ViewState /OFF >>");
    assert_int_equal(tiny_pdf_word(document, "Quorn")->hidden, MB_HIDDEN_LAYER);
    assert_true(mb_document_is_restricted(document));
}

static void text_on_a_layer_that_shows_is_text(void **state)
{
    (void)state;
    static const struct {
        const char *given, *layer, *usage;
    } cases[] = {{"", "A", ""},
                 {"/BaseState /OFF /ON [7 0 R]", "A", ""},
                 {"/OFF [7 0 R]", "Not", ""},
                 {"", "B", "/View << /ViewState /OFF >>"},
                 {"/AS [<< /Event /Print /OCGs [8 0 R] /Category [/Print] >>]", "B", "/Print << /PrintState /OFF >>"}};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        read_layers(cases[i].given, cases[i].layer, cases[i].usage);
        assert_int_equal(tiny_pdf_word(document, "Quorn")->hidden, MB_HIDDEN_NOT);
        assert_false(mb_document_is_restricted(document));
    }
}

static void text_outside_the_page_is_told_of(void **state)
{
    (void)state;
    read_file("", "", PLAIN "BT /F1 12 Tf 700 600 Td (Zebedee Quorn) Tj ET BT /F1 12 Tf -300 600 Td (Quorn) Tj ET", NULL);
    expect_issue(MB_ISSUE_TEXT_HIDDEN, "outside the page, pieces: 2");
    read_file("", "/CropBox [0 0 600 750]", PLAIN "BT /F1 12 Tf 72 780 Td (Quorn) Tj ET", NULL);
    expect_issue(MB_ISSUE_TEXT_HIDDEN, "outside the page, pieces: 1");
}

static void spaces_outside_the_page_and_text_that_runs_in_are_not(void **state)
{
    (void)state;
    read_file("", "", PLAIN "BT /F1 12 Tf 700 600 Td (  ) Tj ET BT /F1 12 Tf -20 600 Td (Some text that runs in) Tj ET", NULL);
    assert_null(find_issue(MB_ISSUE_TEXT_HIDDEN));
}

static void text_without_size_is_told_of(void **state)
{
    (void)state;
    read_file("", "", PLAIN "BT /F1 0 Tf 72 600 Td (Zebedee Quorn) Tj ET", NULL);
    expect_issue(MB_ISSUE_TEXT_HIDDEN, "without size, pieces: 1");
}

static void a_bar_of_glyphs_that_stands_for_a_name_is_a_redaction(void **state)
{
    (void)state;
    read_file("", "", PLAIN "BT /F1 12 Tf 72 600 Td /Span << /ActualText (Quorn) >> BDC (XXXXX) Tj EMC ET", NULL);
    expect_issue(MB_ISSUE_REDACTION_FAILED, "words: 1");
    assert_int_equal(tiny_pdf_word(document, "Quorn")->hidden, MB_HIDDEN_COVERED);
    read_file("", "", PLAIN "BT /F1 12 Tf 72 600 Td /Span << /ActualText (office) >> BDC (of\\256ce) Tj EMC ET", NULL);
    assert_null(find_issue(MB_ISSUE_REDACTION_FAILED));
}

/* A file of one page whose content was changed by addition. */
static GBytes *new_changed_file(const char *before, const char *after)
{
    TinyPdf tiny = tiny_pdf_page("", "", before);
    g_autoptr(GBytes) first = tiny_pdf_end(&tiny, "");
    GString *file = g_string_new_len(g_bytes_get_data(first, NULL), (gssize)g_bytes_get_size(first));
    const gsize previous = (gsize)g_ascii_strtoull(strstr(file->str, "startxref\n") + 10, NULL, 10), object = file->len;
    g_string_append_printf(file, "6 0 obj\n<< /Length %zu >>\nstream\n%s\nendstream\nendobj\n", strlen(after), after);
    const gsize table = file->len;
    g_string_append_printf(file, "xref\n0 1\n0000000000 65535 f \n6 1\n%010zu 00000 n \ntrailer << /Size 7 /Root 1 0 R /Prev %zu >>\nstartxref\n%zu\n%%%%EOF\n",
                           object, previous, table);
    return g_string_free_to_bytes(file);
}

static void read_changed_file(const char *before, const char *after)
{
    g_autoptr(GBytes) bytes = new_changed_file(before, after);
    g_clear_pointer(&document, mb_document_free);
    document = tiny_pdf_read(g_bytes_ref(bytes), NULL);
    mb_pdf_report_revisions(bytes, NULL, document);
}

static void words_that_an_earlier_state_shows_are_told_of(void **state)
{
    (void)state;
    read_changed_file(PLAIN SECRET, PLAIN);
    expect_issue(MB_ISSUE_REVISION_DIFFERS, "page 1 of it, words: 2");
    const MbBox box = find_issue(MB_ISSUE_REVISION_DIFFERS)->box;
    assert_true(box.x0 > 70 && box.y0 > 180 && box.y1 < 210);
    assert_false(has_word("Quorn"));
}

static void words_that_were_added_are_no_secret(void **state)
{
    (void)state;
    read_changed_file(PLAIN, PLAIN SECRET);
    assert_int_equal(document->issues->len, 0);
    assert_false(mb_document_is_restricted(document));
}

#define CASE(name) cmocka_unit_test_teardown(name, forget)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(a_mark_for_redaction_that_was_never_applied_is),
        CASE(annotations_that_are_drawn_over_text_hide_it),
        CASE(annotations_that_let_text_be_read_do_not),
        CASE(comments_are_told_of_and_not_repeated),
        CASE(text_on_a_layer_that_is_off_is_told_of),
        CASE(text_on_a_layer_that_viewers_switch_off_is_hidden),
        CASE(text_on_a_layer_that_shows_is_text),
        CASE(text_outside_the_page_is_told_of),
        CASE(spaces_outside_the_page_and_text_that_runs_in_are_not),
        CASE(text_without_size_is_told_of),
        CASE(a_bar_of_glyphs_that_stands_for_a_name_is_a_redaction),
        CASE(words_that_an_earlier_state_shows_are_told_of),
        CASE(words_that_were_added_are_no_secret),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
