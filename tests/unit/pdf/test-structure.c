/* The structure tree of tagged files. */
#include "tiny-pdf.h"

static MbDocument *document;

static int forget(void **state)
{
    (void)state;
    g_clear_pointer(&document, mb_document_free);
    return 0;
}

/* A page of marked pieces 0 to 9, one a line, and a structure tree whose kids are `kids`; more objects from 8 on. */
static TinyPdf begin_tagged(const char *kids)
{
    static const char *const lines[] = {"Minutes of the meeting", "The Chairman opened the meeting", "1. First point", "a. Inner point",
                                        "Offence",                "Number",                          "Burglary",       "610",
                                        "Page one",               "and welcomed members"};
    g_autoptr(GString) content = g_string_new(NULL);
    for (int i = 0; i < 10; i++) {
        if (i == 8)
            g_string_append(content, "/Artifact << /Type /Pagination >> BDC ");
        else
            g_string_append_printf(content, "/P << /MCID %d >> BDC ", i);
        g_string_append_printf(content, "BT /F1 12 Tf 72 %d Td (%s) Tj ET EMC\n", 700 - 20 * i, lines[i]);
    }
    TinyPdf tiny = tiny_pdf_page("/MarkInfo << /Marked true >> /StructTreeRoot 7 0 R", "", content->str);
    g_autofree char *root = g_strdup_printf("<< /Type /StructTreeRoot /RoleMap << /Titel /H1 /Round /Round >> /K [%s] >>", kids);
    tiny_pdf_add(&tiny, root);
    return tiny;
}

static const MbTagged *element(const char *role)
{
    for (guint i = 0; i < document->tagged->len; i++)
        if (!strcmp(g_array_index(document->tagged, MbTagged, i).role, role))
            return &g_array_index(document->tagged, MbTagged, i);
    fail_msg("no element %s", role);
    return NULL;
}

/* The element of a word. */
static const MbTagged *owner(const char *word)
{
    int tagged = tiny_pdf_word(document, word)->tagged;
    assert_true(tagged >= 0 && (guint)tagged < document->tagged->len);
    return &g_array_index(document->tagged, MbTagged, tagged);
}

static void read_whole_tree(void)
{
    TinyPdf tiny = begin_tagged("8 0 R 9 0 R 10 0 R 13 0 R");
    tiny_pdf_add(&tiny, "<< /S /Titel /P 7 0 R /Pg 3 0 R /K 0 >>");
    tiny_pdf_add(&tiny, "<< /S /P /P 7 0 R /Pg 3 0 R /K [1 << /Type /MCR /Pg 3 0 R /MCID 9 >>] >>");
    tiny_pdf_add(&tiny, "<< /S /L /P 7 0 R /Pg 3 0 R /K 11 0 R >>");
    tiny_pdf_add(&tiny, "<< /S /LI /P 10 0 R /Pg 3 0 R /K [<< /S /LBody /K << /S /P /K 2 >> >> 12 0 R] >>");
    tiny_pdf_add(&tiny, "<< /S /L /P 11 0 R /Pg 3 0 R /K << /S /LI /K 3 >> >>");
    tiny_pdf_add(&tiny, "<< /S /Table /P 7 0 R /Pg 3 0 R /K << /S /TBody /K [14 0 R 15 0 R] >> >>");
    tiny_pdf_add(&tiny, "<< /S /TR /P 13 0 R /Pg 3 0 R /K [<< /S /TH /K 4 >> << /S /TH /K << /S /P /K 5 >> >>] >>");
    tiny_pdf_add(&tiny, "<< /S /TR /P 13 0 R /Pg 3 0 R /K [<< /S /TD /K 6 >> << /S /TD /K 7 >>] >>");
    document = tiny_pdf_read(tiny_pdf_end(&tiny, ""), NULL);
}

static void elements_have_roles_and_text(void **state)
{
    (void)state;
    read_whole_tree();
    assert_string_equal(mb_attrs_get(document->metadata, "tagged"), "yes");
    assert_true(mb_document_page(document, 1)->is_tagged);
    assert_string_equal(element("H1")->text, "Minutes of the meeting");
    assert_string_equal(element("P")->text, "The Chairman opened the meeting and welcomed members");
    assert_int_equal(element("P")->page, 1);
}

static void words_know_their_element(void **state)
{
    (void)state;
    read_whole_tree();
    assert_string_equal(owner("Minutes")->role, "H1");
    assert_string_equal(owner("welcomed")->role, "P");
    assert_ptr_equal(owner("Chairman"), owner("members"));
}

static void items_have_the_depth_of_their_lists(void **state)
{
    (void)state;
    read_whole_tree();
    assert_string_equal(owner("First")->role, "LI");
    assert_string_equal(owner("First")->text, "1. First point");
    assert_int_equal(owner("First")->depth, 1);
    assert_int_equal(owner("Inner")->depth, 2);
    assert_true(owner("First")->group != owner("Inner")->group);
}

static void cells_know_their_table_and_row(void **state)
{
    (void)state;
    read_whole_tree();
    assert_string_equal(owner("Offence")->role, "TH");
    assert_string_equal(owner("610")->role, "TD");
    assert_int_equal(owner("Number")->row, 1);
    assert_int_equal(owner("610")->row, 2);
    assert_int_equal(owner("610")->group, owner("Offence")->group);
    assert_ptr_not_equal(owner("Burglary"), owner("610"));
}

static void furniture_is_an_element_of_its_own(void **state)
{
    (void)state;
    read_whole_tree();
    assert_string_equal(owner("Page")->role, "Artifact");
    assert_string_equal(owner("Page")->text, "Page one");
}

static void a_tree_of_headings_alone_is_not_trusted(void **state)
{
    (void)state;
    g_autoptr(GString) content = g_string_new("/P << /MCID 0 >> BDC BT /F1 8 Tf 20 780 Td 10 TL ");
    for (int i = 0; i < 20; i++)
        g_string_append(content, "(Every paragraph of this report was tagged) Tj T* ");
    g_string_append(content, "ET EMC");
    TinyPdf tiny = tiny_pdf_page("/StructTreeRoot 7 0 R", "", content->str);
    tiny_pdf_add(&tiny, "<< /Type /StructTreeRoot /K << /S /H1 /Pg 3 0 R /K 0 >> >>");
    document = tiny_pdf_read(tiny_pdf_end(&tiny, ""), NULL);
    assert_string_equal(mb_attrs_get(document->metadata, "tagged"), "untrusted");
    assert_int_equal(document->tagged->len, 0);
    assert_int_equal(tiny_pdf_word(document, "paragraph")->tagged, -1);
    assert_false(mb_document_page(document, 1)->is_tagged);
}

static void a_tree_that_covers_little_is_not_trusted(void **state)
{
    (void)state;
    TinyPdf tiny = begin_tagged("8 0 R");
    tiny_pdf_add(&tiny, "<< /S /P /Pg 3 0 R /K 7 >>");
    document = tiny_pdf_read(tiny_pdf_end(&tiny, ""), NULL);
    assert_string_equal(mb_attrs_get(document->metadata, "tagged"), "untrusted");
}

static void a_tree_that_goes_round_in_a_circle_ends(void **state)
{
    (void)state;
    TinyPdf tiny = begin_tagged("8 0 R");
    tiny_pdf_add(&tiny, "<< /S /Round /Pg 3 0 R /K [9 0 R 0 1 2 3] >>");
    tiny_pdf_add(&tiny, "<< /S /Sect /Pg 3 0 R /K [8 0 R 9 0 R << /S /P /K [4 5 6 7 99999999 -3] >>] >>");
    document = tiny_pdf_read(tiny_pdf_end(&tiny, ""), NULL);
    assert_string_equal(owner("610")->role, "P");
    assert_string_equal(owner("Minutes")->role, "NonStruct");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(elements_have_roles_and_text, forget),
        cmocka_unit_test_teardown(words_know_their_element, forget),
        cmocka_unit_test_teardown(items_have_the_depth_of_their_lists, forget),
        cmocka_unit_test_teardown(cells_know_their_table_and_row, forget),
        cmocka_unit_test_teardown(furniture_is_an_element_of_its_own, forget),
        cmocka_unit_test_teardown(a_tree_of_headings_alone_is_not_trusted, forget),
        cmocka_unit_test_teardown(a_tree_that_covers_little_is_not_trusted, forget),
        cmocka_unit_test_teardown(a_tree_that_goes_round_in_a_circle_ends, forget),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
