#include "xml/html.h"

#include "base/limits.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

static MbHtml *read_page(const char *text, gsize length)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, length);
    MbHtml *html = mb_html_read(bytes, NULL);
    assert_non_null(html);
    return html;
}

static void expect_text(const char *page, const char *text)
{
    g_autoptr(MbHtml) html = read_page(page, strlen(page));
    g_autofree char *all = mb_html_dup_text(mb_html_root(html));
    assert_string_equal(all, text);
}

static void elements_attributes_and_text_make_a_tree(void **state)
{
    (void)state;
    const char *page = "<P ID=a Class='b c'>one <B>two</B> three";
    g_autoptr(MbHtml) html = read_page(page, strlen(page));
    const MbHtmlNode *p = mb_html_find(mb_html_root(html), "p");
    assert_string_equal(mb_attrs_get(p->attrs, "id"), "a");
    assert_string_equal(mb_attrs_get(p->attrs, "class"), "b c");
    assert_string_equal(p->first_child->text, "one ");
    assert_string_equal(p->first_child->next->name, "b");
    assert_ptr_equal(mb_html_skip(p, p->first_child->next), p->last_child);
    assert_null(mb_html_skip(p, p->last_child));
}

static void scripts_styles_and_comments_are_no_text(void **state)
{
    (void)state;
    expect_text("<body>a<script>var x = '<p>no</p>';</script><style>p{}</style><!-- no -->b<object><p>c</p></object>d", "abd");
}

static void entities_become_characters(void **state)
{
    (void)state;
    expect_text("<p>&pound;5 &amp; O&rsquo;Hara&nbsp;&#8211; &nosuch; <", "£5 & O’Hara – &nosuch; <");
}

static void the_encoding_is_found_as_browsers_find_it(void **state)
{
    (void)state;
    static const struct {
        const char *page, *charset;
    } cases[] = {{"<p>O\xE2\x80\x99Hara \xC2\xA3", "UTF-8"},
                 {"<meta charset=windows-1252><p>O\xE2\x80\x99Hara \xC2\xA3", "UTF-8"},
                 {"<p>O\x92Hara \xA3", "windows-1252"},
                 {"<meta charset='ISO-8859-1'><p>O\x92Hara \xA3", "windows-1252"},
                 {"<meta http-equiv=Content-Type content='text/html; charset=utf-8'><p>O\x92Hara \xA3", "windows-1252"}};
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(MbHtml) html = read_page(cases[i].page, strlen(cases[i].page));
        g_autofree char *text = mb_html_dup_text(mb_html_root(html));
        assert_string_equal(text, "O’Hara £");
        assert_string_equal(mb_html_charset(html), cases[i].charset);
    }
    g_autoptr(MbHtml) greek = read_page("<meta charset=iso-8859-7><p>\xE1", strlen("<meta charset=iso-8859-7><p>\xE1"));
    g_autofree char *alpha = mb_html_dup_text(mb_html_root(greek));
    assert_string_equal(alpha, "α");
}

static void nesting_beyond_the_limit_keeps_its_text(void **state)
{
    (void)state;
    g_autoptr(GString) page = g_string_new("<body>");
    for (int i = 0; i < 3000; i++)
        g_string_append(page, "<div><font>x");
    g_string_append(page, "<b>end</b>");
    g_autoptr(MbHtml) html = read_page(page->str, page->len);
    g_autofree char *text = mb_html_dup_text(mb_html_root(html));
    assert_int_equal(strlen(text), 3003);
    guint deepest = 0;
    for (const MbHtmlNode *node = mb_html_root(html); node; node = mb_html_next(mb_html_root(html), node)) {
        guint depth = 0;
        for (const MbHtmlNode *up = node; up->parent; up = up->parent)
            depth++;
        deepest = MAX(deepest, depth);
    }
    assert_true(deepest <= MB_LIMIT_BLOCK_DEPTH + 1);
}

static void broken_pages_still_give_their_text(void **state)
{
    (void)state;
    expect_text("</p></b><p>a</td><li>b", "ab");
    expect_text("", "");
    g_autoptr(MbHtml) html = read_page("a\0<p>b", 6);
    g_autofree char *text = mb_html_dup_text(mb_html_root(html));
    assert_string_equal(text, "a b");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(elements_attributes_and_text_make_a_tree),
        cmocka_unit_test(scripts_styles_and_comments_are_no_text),
        cmocka_unit_test(entities_become_characters),
        cmocka_unit_test(the_encoding_is_found_as_browsers_find_it),
        cmocka_unit_test(nesting_beyond_the_limit_keeps_its_text),
        cmocka_unit_test(broken_pages_still_give_their_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
