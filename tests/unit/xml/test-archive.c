#include "base/error.h"
#include "xml/archive.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#define ROOT                                                                                               \
    "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\" xmlns:mb=\"urn:minutebook:archive:1\">"
#define META                                                                                               \
    "<meta><references source=\"#x\"><TLCPerson eId=\"p-bell\" href=\"/p\" showAs=\"Councillor Bell\"/></references>" \
    "<proprietary source=\"#x\"><mb:facts date=\"2026-02-11\" title=\"T\"/>"                                \
    "<mb:issues><mb:issue tag=\"a\" severity=\"doubt\" page=\"3\">look</mb:issue></mb:issues></proprietary></meta>"

static GBytes *document(const char *body)
{
    char *xml = g_strconcat(ROOT "<doc name=\"report\">" META "<mainBody>", body, "</mainBody></doc></akomaNtoso>", NULL);
    return g_bytes_new_take(xml, strlen(xml));
}

/* One line a block: kind, page, label, text. */
static char *summary(const char *body)
{
    g_autoptr(GBytes) bytes = document(body);
    g_autoptr(GError) error = NULL;
    g_autoptr(MbArchive) archive = mb_archive_open(bytes, &error);
    assert_null(error);
    GString *out = g_string_new(NULL);
    const MbArchiveBlock *block;
    while (mb_archive_next(archive, &block, &error))
        g_string_append_printf(out, "%s p%d [%s] %s\n", mb_archive_kind_name(block->kind), block->page, block->label ? block->label : "",
                               block->text);
    assert_null(error);
    return g_string_free(out, FALSE);
}

static void facts_entities_and_issues_come_from_the_meta_block(void **state)
{
    (void)state;
    g_autoptr(GBytes) bytes = document("<p/>");
    g_autoptr(MbArchive) archive = mb_archive_open(bytes, NULL);
    assert_string_equal(mb_archive_fact(archive, "date"), "2026-02-11");
    assert_string_equal(mb_archive_fact(archive, "kind"), "report");
    assert_null(mb_archive_fact(archive, "council"));
    assert_int_equal(mb_archive_entities(archive)->len, 1);
    const MbArchiveIssue *issue = &g_array_index(mb_archive_issues(archive), MbArchiveIssue, 0);
    assert_int_equal(issue->page, 3);
    assert_string_equal(issue->message, "look");
}

static void list_text_and_the_lists_below_it_are_told_apart(void **state)
{
    (void)state;
    g_autofree char *got = summary("<ul><li mb:page=\"2\">outer <b>bold</b><ul><li><p>inner</p></li></ul></li></ul>"
                                   "<blockList><item><num>(1)</num><p>first</p></item></blockList>");
    assert_string_equal(got, "item p2 [] outer bold\nitem p2 [] inner\nitem p2 [(1)] first\n");
}

static void an_introduction_that_runs_on_is_one_text_with_its_decision(void **state)
{
    (void)state;
    g_autofree char *got = summary("<resolutions><blockList><listIntroduction mb:page=\"2\" mb:runsOn=\"yes\">Members agreed</listIntroduction>"
                                   "<item><p>that <b>all</b> pay.</p><ul><li>now</li></ul></item></blockList></resolutions>");
    assert_string_equal(got, "resolution p2 [] Members agreed that all pay.\nresolution p2 [] now\n");
    g_autofree char *alone = summary("<resolutions><blockList><listIntroduction mb:page=\"2\" mb:runsOn=\"yes\">Members agreed</listIntroduction>"
                                     "</blockList></resolutions><p>Next.</p>");
    assert_string_equal(alone, "resolution p2 [] Members agreed\nparagraph p2 [] Next.\n");
}

static void a_row_is_one_block_with_cells_and_the_worst_check(void **state)
{
    (void)state;
    g_autoptr(GBytes) bytes = document("<table><tr mb:page=\"4\"><th rowspan=\"9999\"><p>a</p></th><td/>"
                                       "<td mb:check=\"doubtful\"><p>7</p></td><td mb:check=\"verified\"><p>8</p></td></tr></table>");
    g_autoptr(MbArchive) archive = mb_archive_open(bytes, NULL);
    const MbArchiveBlock *row;
    assert_true(mb_archive_next(archive, &row, NULL));
    assert_string_equal(row->text, "a | 7 | 8");
    assert_string_equal(row->check, "doubtful");
    assert_int_equal(row->table, 1);
    assert_int_equal(row->cells->len, 4);
    const MbArchiveCell *first = &g_array_index(row->cells, MbArchiveCell, 0);
    assert_int_equal(first->row_span, 1000);
    assert_true(first->is_header);
    assert_false(mb_archive_next(archive, &row, NULL));
}

static void headings_make_the_path_of_what_is_below_them(void **state)
{
    (void)state;
    g_autoptr(GBytes) bytes = document("<hcontainer eId=\"s_1\" name=\"agendaItem\" mb:page=\"1\"><num>4.</num><heading>Update</heading>"
                                       "<intro><p>one</p></intro><hcontainer name=\"section\"><heading>Deeper</heading>"
                                       "<content><p>two<eop number=\"2\"/> pages</p></content></hcontainer></hcontainer><p>three</p>");
    g_autoptr(MbArchive) archive = mb_archive_open(bytes, NULL);
    static const char *const paths[] = {"", "4. Update", "4. Update", "4. Update > Deeper", ""};
    const MbArchiveBlock *block;
    for (guint i = 0; i < G_N_ELEMENTS(paths); i++) {
        assert_true(mb_archive_next(archive, &block, NULL));
        assert_string_equal(block->path, paths[i]);
        if (i == 3) {
            assert_string_equal(block->text, "two pages");
            assert_int_equal(block->page, 1);
            assert_int_equal(block->last_page, 2);
            assert_string_equal(block->id, "s_1");
        }
    }
}

static void mentions_know_their_entity_and_their_place(void **state)
{
    (void)state;
    g_autoptr(GBytes) bytes = document("<p>by <person refersTo=\"#p-bell\">Cllr  <i>Bell</i></person>, "
                                       "<quantity refersTo=\"#c\" normalized=\"5\" mb:unit=\"GBP\">£5</quantity></p>");
    g_autoptr(MbArchive) archive = mb_archive_open(bytes, NULL);
    const MbArchiveBlock *block;
    assert_true(mb_archive_next(archive, &block, NULL));
    assert_string_equal(block->text, "by Cllr Bell, £5");
    assert_int_equal(block->mentions->len, 2);
    const MbMention *person = &g_array_index(block->mentions, MbMention, 0), *money = person + 1;
    assert_int_equal(person->start, 3);
    assert_int_equal(person->end, 12);
    assert_string_equal(person->name, "Councillor Bell");
    assert_int_equal(money->kind, MB_SPAN_MONEY);
    assert_string_equal(mb_attrs_get(money->attrs, "normalized"), "5");
}

static void withheld_text_is_never_given(void **state)
{
    (void)state;
    g_autofree char *got = summary("<p>a <inline name=\"withheld\">secret <person refersTo=\"#p-bell\">name</person></inline> b "
                                   "<inline name=\"withheld\"/></p>");
    assert_string_equal(got, "paragraph p0 [] a [withheld] b [withheld]\n");
}

static void what_is_not_archive_xml_is_an_error(void **state)
{
    (void)state;
    static const char *const bad[] = {"", "<", "<html/>", ROOT "</akomaNtoso>", "<!DOCTYPE a [<!ENTITY x \"y\">]>" ROOT "</akomaNtoso>"};
    for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autoptr(GBytes) bytes = g_bytes_new_static(bad[i], strlen(bad[i]));
        g_autoptr(GError) error = NULL;
        assert_null(mb_archive_open(bytes, &error));
        assert_true(g_error_matches(error, MB_XML_ERROR, MB_ERROR_DOCUMENT));
    }
}

static void a_file_that_breaks_off_gives_an_error_after_its_blocks(void **state)
{
    (void)state;
    const char *xml = ROOT "<doc name=\"report\">" META "<mainBody><p>one</p><p>tw";
    g_autoptr(GBytes) bytes = g_bytes_new_static(xml, strlen(xml));
    g_autoptr(MbArchive) archive = mb_archive_open(bytes, NULL);
    g_autoptr(GError) error = NULL;
    const MbArchiveBlock *block;
    while (mb_archive_next(archive, &block, &error))
        assert_string_equal(block->text, "one");
    assert_true(g_error_matches(error, MB_XML_ERROR, MB_ERROR_DOCUMENT));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(facts_entities_and_issues_come_from_the_meta_block),
        cmocka_unit_test(list_text_and_the_lists_below_it_are_told_apart),
        cmocka_unit_test(a_row_is_one_block_with_cells_and_the_worst_check),
        cmocka_unit_test(an_introduction_that_runs_on_is_one_text_with_its_decision),
        cmocka_unit_test(headings_make_the_path_of_what_is_below_them),
        cmocka_unit_test(mentions_know_their_entity_and_their_place),
        cmocka_unit_test(withheld_text_is_never_given),
        cmocka_unit_test(what_is_not_archive_xml_is_an_error),
        cmocka_unit_test(a_file_that_breaks_off_gives_an_error_after_its_blocks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
