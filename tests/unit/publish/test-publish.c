#include "base/error.h"
#include "stage/stages.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#define OPEN                                                                                                       \
    "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\" xmlns:mb=\"urn:minutebook:archive:1\">" \
    "<doc name=\"report\"><meta/><mainBody>"
#define CLOSE "</mainBody></doc></akomaNtoso>"

static char *published_xml(char *xml, const char *path)
{
    g_autoptr(MbDocument) document = mb_document_new("x");
    mb_fileset_take(document->files, "data/document.xml", g_bytes_new_take(xml, strlen(xml)));
    MbOptions options = mb_options_init();
    g_autoptr(GError) error = NULL;
    if (!mb_stage_run(&mb_stage_publish, document, &options, &error))
        fail_msg("%s", error->message);
    GBytes *bytes = mb_fileset_get(document->files, path);
    return g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
}

static char *published(const char *body, const char *path)
{
    return published_xml(g_strconcat(OPEN, body, CLOSE, NULL), path);
}

static char *html(const char *body)
{
    return published(body, "data/html/index.html");
}

static char *markdown(const char *body)
{
    return published(body, "data/text/document.md");
}

static void heading_levels_follow_nesting_and_skip_none(void **state)
{
    (void)state;
    g_autofree char *page = html("<hcontainer name=\"section\"><heading/><hcontainer name=\"section\"><heading>A</heading>"
                                 "<hcontainer name=\"section\"><num>1.</num><heading>B</heading></hcontainer></hcontainer></hcontainer>");
    assert_non_null(strstr(page, "<h2>A</h2>"));
    assert_non_null(strstr(page, "<h3><span class=\"num\">1.</span> B</h3>"));
}

static void a_picture_stands_as_large_as_printed_with_what_is_known_of_it(void **state)
{
    (void)state;
    g_autofree char *page = html("<hcontainer name=\"figure\" mb:page=\"3\" mb:bbox=\"60 90.5 300 240.5\"><content><p><img src=\"media/figure-01.png\""
                                 " alt=\"Chart on page 3; the text in it follows\"/></p><p mb:artifact=\"figureText\">2019</p></content></hcontainer>");
    assert_non_null(strstr(page, "<img src=\"../media/figure-01.png\" alt=\"Chart on page 3; the text in it follows\" lang=\"en\" loading=\"lazy\""
                                 " width=\"320\" height=\"200\">"));
    assert_null(strstr(page, "There is a picture here"));
    assert_non_null(strstr(page, "<summary lang=\"en\">Text in the picture</summary><p class=\"lettering\">2019</p></details></figure>"));
}

static void furniture_and_withheld_text_are_not_shown(void **state)
{
    (void)state;
    static const char body[] = "<p mb:artifact=\"footer\">running footer</p><p>a <inline name=\"withheld\" mb:reason=\"exempt\">secret"
                               "</inline> b</p><p mb:hidden=\"tiny\">hidden</p>";
    g_autofree char *page = html(body), *text = markdown(body);
    assert_null(strstr(page, "running footer"));
    assert_null(strstr(page, "secret"));
    assert_null(strstr(page, ">hidden"));
    assert_non_null(strstr(page, "[withheld: exempt information]"));
    assert_null(strstr(text, "secret"));
    assert_null(strstr(text, "running footer"));
}

static void a_page_that_is_withheld_whole_says_so(void **state)
{
    (void)state;
    g_autofree char *page = html("<block name=\"pageBreak\"><eop number=\"5\"/></block><p mb:page=\"5\"><inline name=\"withheld\" "
                                 "mb:reason=\"exempt\"/></p>");
    assert_non_null(strstr(page, "<p><span class=\"withheld\" lang=\"en\">[withheld: exempt information]"));
}

static void a_decision_that_runs_on_is_one_sentence(void **state)
{
    (void)state;
    static const char body[] = "<resolutions><blockList><listIntroduction mb:runsOn=\"yes\">Members agreed</listIntroduction>"
                               "<item><p>that charges remain:</p><ul><li>in the park</li></ul></item></blockList></resolutions>";
    g_autofree char *page = html(body), *text = markdown(body);
    assert_non_null(strstr(page, "<p>Members agreed that charges remain:</p><ul><li>in the park</li></ul>"));
    assert_non_null(strstr(text, "Members agreed that charges remain:\n"));
}

static void each_page_has_one_mark(void **state)
{
    (void)state;
    g_autofree char *page = html("<p mb:page=\"1\">a</p><block name=\"pageBreak\"><eop number=\"2\"/></block><p>b <eop number=\"2\"/>c</p>"
                                 "<p mb:artifact=\"header\"><eop number=\"3\"/>x</p>");
    static const char *const ids[] = {"id=\"page-1\"", "id=\"page-2\"", "id=\"page-3\""};
    for (guint i = 0; i < G_N_ELEMENTS(ids); i++) {
        const char *first = strstr(page, ids[i]);
        assert_non_null(first);
        assert_null(strstr(first + 1, ids[i]));
    }
}

static void only_addresses_of_the_web_become_links(void **state)
{
    (void)state;
    g_autofree char *page = html("<p><a href=\"javascript:alert(1)\">x</a> <a href=\"https://example.org/\">y</a></p>");
    assert_null(strstr(page, "javascript"));
    assert_non_null(strstr(page, "<a href=\"https://example.org/\">y</a>"));
}

static void spans_of_cells_end_with_the_table(void **state)
{
    (void)state;
    g_autofree char *page = html("<table><tr><td rowspan=\"9\"><p>a</p></td><th mb:scope=\"col\"/></tr><tr><td><p>b</p></td></tr></table>");
    assert_non_null(strstr(page, "<td rowspan=\"2\">a</td><td></td>"));
}

static void markdown_escapes_markup_and_keeps_labels(void **state)
{
    (void)state;
    g_autofree char *text = markdown("<p># not_a *heading*</p><p>1. not a list</p><blockList><item><num>2.</num><p>two</p></item>"
                                     "<item><num>(a)</num><p>a</p><ul><li>in</li></ul></item></blockList>");
    assert_non_null(strstr(text, "\n\\# not\\_a \\*heading\\*\n\n1\\. not a list\n\n2. two\n- (a) a\n    - in\n"));
}

static void markdown_tables_are_rectangular(void **state)
{
    (void)state;
    g_autofree char *text = markdown("<table><tr><th mb:scope=\"col\" colspan=\"2\"><p>a|b</p></th></tr><tr><td rowspan=\"2\"><p>c</p></td>"
                                     "<td mb:check=\"doubtful\"><p>7</p></td></tr><tr><td mb:icon=\"up\"/></tr></table>");
    assert_non_null(strstr(text, "| a\\|b |  |\n| --- | --- |\n| c | 7 (?) |\n|  | up |\n"));
}

static void minutes_say_who_was_there_at_the_top(void **state)
{
    (void)state;
    static const char xml[] =
        "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\" xmlns:mb=\"urn:minutebook:archive:1\">"
        "<debateReport name=\"minutes\"><meta><references><TLCRole eId=\"role-chair\" showAs=\"Chair\"/>"
        "<TLCPerson eId=\"p-a\" showAs=\"Cllr Ash\" mb:attendance=\"present\" mb:role=\"role-chair\"/>"
        "<TLCPerson eId=\"p-b\" showAs=\"Cllr Bell\" mb:attendance=\"present\"/>"
        "<TLCPerson eId=\"p-c\" showAs=\"Cllr Cole\" mb:attendance=\"substitute\" mb:substitutes=\"p-d\"/>"
        "<TLCPerson eId=\"p-d\" showAs=\"Cllr Dunn\" mb:attendance=\"apologies\"/></references>"
        "<proprietary><mb:facts council=\"Eastlea\" chair=\"Cllr Ash\"/></proprietary></meta>"
        "<debateBody><debateSection name=\"section\"><p>x</p></debateSection></debateBody></debateReport></akomaNtoso>";
    g_autofree char *page = published_xml(g_strdup(xml), "data/html/index.html");
    assert_non_null(strstr(page, "<dt>In the chair</dt><dd>Cllr Ash</dd>"));
    assert_non_null(strstr(page, "<dt>Present</dt><dd>Cllr Ash (Chair); Cllr Bell</dd>"));
    assert_non_null(strstr(page, "<dt>Substitutes</dt><dd>Cllr Cole for Cllr Dunn</dd>"));
    assert_non_null(strstr(page, "<dt>Apologies</dt><dd>Cllr Dunn</dd>"));
    assert_null(strstr(page, "<dt>Officers</dt>"));
}

static void what_is_not_archive_xml_is_a_bad_document(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("x");
    mb_fileset_take(document->files, "data/document.xml", g_bytes_new_static("<a>", 3));
    MbOptions options = mb_options_init();
    g_autoptr(GError) error = NULL;
    assert_false(mb_stage_run(&mb_stage_publish, document, &options, &error));
    assert_int_equal(mb_exit_from_error(error), MB_EXIT_DOCUMENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(heading_levels_follow_nesting_and_skip_none),
        cmocka_unit_test(a_picture_stands_as_large_as_printed_with_what_is_known_of_it),
        cmocka_unit_test(furniture_and_withheld_text_are_not_shown),
        cmocka_unit_test(each_page_has_one_mark),
        cmocka_unit_test(a_page_that_is_withheld_whole_says_so),
        cmocka_unit_test(a_decision_that_runs_on_is_one_sentence),
        cmocka_unit_test(only_addresses_of_the_web_become_links),
        cmocka_unit_test(spans_of_cells_end_with_the_table),
        cmocka_unit_test(markdown_escapes_markup_and_keeps_labels),
        cmocka_unit_test(markdown_tables_are_rectangular),
        cmocka_unit_test(minutes_say_who_was_there_at_the_top),
        cmocka_unit_test(what_is_not_archive_xml_is_a_bad_document),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
