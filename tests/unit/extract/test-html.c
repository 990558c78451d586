#include "model/check.h"
#include "model/show.h"
#include "stage/stages.h"

#include "base/limits.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

static MbDocument *extract(const char *page)
{
    g_autoptr(GBytes) source = g_bytes_new(page, strlen(page));
    g_autoptr(MbDocument) document = mb_document_new("a.html");
    g_autoptr(GError) error = NULL;
    MbOptions options = mb_options_init();
    options.source = source;
    if (!mb_stage_extract.run(document, &options, &error) || !mb_document_check(document, &error))
        fail_msg("%s", error->message);
    assert_string_equal(document->media_type, "text/html");
    return g_steal_pointer(&document);
}

/* The tree of the body without its first line and page numbers. */
static void expect_tree(const char *page, const char *tree)
{
    g_autoptr(MbDocument) document = extract(page);
    g_autofree char *all = mb_document_dup_tree(document, 200);
    const char *body = strstr(all, "\nbody\n");
    g_auto(GStrv) parts = g_strsplit(body + strlen("\nbody\n"), " p1", -1);
    g_autofree char *shown = g_strjoinv("", parts);
    assert_string_equal(shown, tree);
}

static void what_surrounds_the_main_part_is_furniture(void **state)
{
    (void)state;
    expect_tree("<html><body><div class='cookie-bar'>We use cookies</div><nav><ul><li><a href='/'>Home</a></ul></nav>"
                "<div id=modgov><h1>Report</h1><p>It was noted.</p><h3>Share this item</h3><footer>End</footer></div><div>Copyright</div>",
                "  paragraph (navigation) | We use cookies\n  paragraph (navigation) | Home\n    ~ link \"Home\" href=/\n"
                "  heading h1 | Report\n  paragraph | It was noted.\n  paragraph (navigation) | Share this item\n"
                "  paragraph (navigation) | End\n  paragraph (navigation) | Copyright\n");
}

static void a_page_that_does_not_say_what_is_content_is_content(void **state)
{
    (void)state;
    expect_tree("<html><form><p>One <em>word</em>.</p><nav>Menu</nav>loose<br>text", 
                "  paragraph | One word.\n  paragraph (navigation) | Menu\n  paragraph | loose\n  paragraph | text\n");
}

static void a_list_page_joins_the_number_to_its_title(void **state)
{
    (void)state;
    expect_tree("<html><table class=mgItemTable><tr><td class=mgItemNumberCell><p class=mgAiTitleTxt>4.</p></td><td><p class=mgAiTitleTxt>"
                "District Heating <a href='d.pdf'>PDF 500 KB</a></p><div class=mgWordPara>To consider it.</div>"
                "<p class=mgSubItemTitleTxt>Minutes:</p><p>RESOLVED that:</p><p>(1)&nbsp; one</p><p>i.&nbsp;x</p><p>(2) two</p>"
                "<p class=mgSubItemTitleTxt>Supporting documents:</p><ul><li><a href=r>Report</a>, item 4. PDF 1 MB</ul></td></tr>"
                "<tr><td class=mgItemNumberCell>5.</td></tr></table>",
                "  heading h2 [4.] | District Heating\n  paragraph (navigation) | PDF 500 KB\n  paragraph | To consider it.\n"
                "  heading h3 | Minutes:\n  paragraph | RESOLVED that:\n  list\n    item [(1)]\n      paragraph | one\n      list\n"
                "        item [i.]\n          paragraph | x\n    item [(2)]\n      paragraph | two\n"
                "  paragraph (navigation) | Supporting documents:\n  paragraph (navigation) | Report, item 4. PDF 1 MB\n"
                "    ~ link \"Report\" href=r\n  paragraph | 5.\n");
}

static void lists_keep_their_numbers_and_nesting(void **state)
{
    (void)state;
    expect_tree("<html><ol type=a start=3><li>three<ul><li>deep</ul><li value=7>seven</ol><ul><li>(1) own label<li>• bullet<ul><li>x</ul>"
                "<ul><li>loose</ul><li></ul><ol type=i><li>one</ol>",
                "  list\n    item [c.]\n      paragraph | three\n      list\n        item\n          paragraph | deep\n    item [g.]\n"
                "      paragraph | seven\n  list\n    item [(1)]\n      paragraph | own label\n    item\n      paragraph | bullet\n      list\n"
                "        item\n          paragraph | x\n      list\n        item\n          paragraph | loose\n  list\n    item [i.]\n"
                "      paragraph | one\n");
}

static void tables_keep_spans_scopes_and_caption(void **state)
{
    (void)state;
    expect_tree("<html><table><caption>Crimes</caption><tr><th>Area<th colspan=2>Year</tr><tr><th>North<td rowspan=2>5<td>6<ul><li>a</ul>"
                "<tr><th scope=rowgroup>S<td>7</table>",
                "  table\n    caption | Crimes\n    row\n      cell head:col\n        paragraph | Area\n      cell 1x2 head:col\n"
                "        paragraph | Year\n    row\n      cell head:row\n        paragraph | North\n      cell 2x1\n        paragraph | 5\n"
                "      cell\n        paragraph | 6\n        list\n          item\n            paragraph | a\n    row\n"
                "      cell head:rowgroup\n        paragraph | S\n      cell\n        paragraph | 7\n");
}

static void text_in_a_table_but_in_no_cell_is_kept(void **state)
{
    (void)state;
    expect_tree("<html><table>stray<tr><td>a<td>b</tr>late<caption>one</caption><caption>two</caption></table>",
                "  paragraph | stray\n  paragraph | late\n  paragraph | two\n  table\n    caption | one\n    row\n      cell\n"
                "        paragraph | a\n      cell\n        paragraph | b\n");
}

static void layout_tables_are_walked_through(void **state)
{
    (void)state;
    expect_tree("<html><table><tr><td>menu</td><td><table><tr><td>x<td>1</table></td></tr></table><table><tr><td>only column</td></tr></table>",
                "  paragraph | menu\n  table\n    row\n      cell\n        paragraph | x\n      cell\n        paragraph | 1\n"
                "  paragraph | only column\n");
}

static void deep_pages_stay_within_the_limits(void **state)
{
    (void)state;
    g_autoptr(GString) page = g_string_new("<html>");
    for (int i = 0; i < 500; i++)
        g_string_append(page, "<ul><li>x<table><tr><td>y<td>");
    g_autoptr(MbDocument) document = extract(page->str);
    g_autofree char *text = mb_block_dup_text(document->body);
    guint x = 0, y = 0, deepest = 0;
    for (const char *c = text; *c; c++) {
        x += *c == 'x';
        y += *c == 'y';
    }
    assert_int_equal(x, 500);
    assert_int_equal(y, 500);
    for (MbBlock *block = document->body; block; block = mb_block_next(document->body, block)) {
        guint depth = 0;
        for (const MbBlock *up = block; up->parent; up = up->parent)
            depth++;
        deepest = MAX(deepest, depth);
    }
    assert_true(deepest < MB_LIMIT_BLOCK_DEPTH);
}

static void the_title_of_the_page_is_metadata(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = extract("<html><head><title> Agenda\n for Cabinet </title><body><p>a</p>");
    assert_string_equal(mb_attrs_get(document->metadata, "title"), "Agenda for Cabinet");
    assert_int_equal(document->pages->len, 1);
    assert_true(mb_document_page(document, 1)->is_flowed);
}

static void links_follow_their_text_through_labels(void **state)
{
    (void)state;
    expect_tree("<html><p>See <a href='u?a=1&amp;b=2'> the  report </a>, please.</p><p>· <a href=v>item</a></p>",
                "  paragraph | See the report , please.\n    ~ link \"the report\" href=u?a=1&b=2\n  list\n    item\n      paragraph | item\n"
                "        ~ link \"item\" href=v\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_surrounds_the_main_part_is_furniture),
        cmocka_unit_test(a_page_that_does_not_say_what_is_content_is_content),
        cmocka_unit_test(a_list_page_joins_the_number_to_its_title),
        cmocka_unit_test(lists_keep_their_numbers_and_nesting),
        cmocka_unit_test(tables_keep_spans_scopes_and_caption),
        cmocka_unit_test(text_in_a_table_but_in_no_cell_is_kept),
        cmocka_unit_test(layout_tables_are_walked_through),
        cmocka_unit_test(deep_pages_stay_within_the_limits),
        cmocka_unit_test(the_title_of_the_page_is_metadata),
        cmocka_unit_test(links_follow_their_text_through_labels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
