#include "xml/uri.h"
#include "xml/writer.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

static char *finish(MbXmlWriter *writer)
{
    g_autoptr(GBytes) bytes = mb_xml_steal_bytes(writer);
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    return g_strndup(data, size);
}

static void markup_in_text_and_attributes_is_escaped(void **state)
{
    (void)state;
    g_autoptr(MbXmlWriter) writer = mb_xml_writer_new();
    mb_xml_open(writer, "a");
    mb_xml_attr(writer, "b", "<\"&\n>");
    mb_xml_attr(writer, "c", NULL);
    mb_xml_text(writer, "1 < 2 && \"3\" ]]>", -1);
    mb_xml_close(writer);
    g_autofree char *xml = finish(writer);
    assert_string_equal(xml, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                             "<a b=\"&lt;&quot;&amp;&#10;&gt;\">1 &lt; 2 &amp;&amp; \"3\" ]]&gt;</a>\n");
}

static void what_xml_forbids_becomes_the_replacement_character(void **state)
{
    (void)state;
    g_autoptr(MbXmlWriter) writer = mb_xml_writer_new();
    mb_xml_open(writer, "a");
    mb_xml_text(writer, "x\x01y\xEF\xBF\xBEz\xEF\xBB\xBF", -1);
    mb_xml_close(writer);
    g_autofree char *xml = finish(writer);
    assert_non_null(strstr(xml, "<a>x\xEF\xBF\xBDy\xEF\xBF\xBDz\xEF\xBB\xBF</a>"));
}

static void an_element_without_content_closes_itself(void **state)
{
    (void)state;
    g_autoptr(MbXmlWriter) writer = mb_xml_writer_new();
    mb_xml_open(writer, "a");
    mb_xml_open_line(writer, "b");
    mb_xml_close_line(writer);
    mb_xml_element(writer, "c", "d");
    assert_int_equal(mb_xml_depth(writer), 1);
    mb_xml_close_line(writer);
    g_autofree char *xml = finish(writer);
    assert_non_null(strstr(xml, "<a>\n<b/>\n<c>d</c>\n</a>"));
}

static void numbers_have_no_trailing_zeros_and_no_exponent(void **state)
{
    (void)state;
    static const struct {
        double value;
        guint places;
        const char *text;
    } cases[] = {{0, 1, "0"},       {12.30, 2, "12.3"},   {-0.04, 1, "0"}, {-7.25, 2, "-7.25"}, {1e300, 1, "0"},
                 {1.0 / 3, 3, "0.333"}, {99.96, 1, "100"}, {595.32, 1, "595.3"}};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        mb_xml_append_number(out, cases[i].value, cases[i].places);
        assert_string_equal(out->str, cases[i].text);
    }
}

static void attributes_with_names_that_xml_forbids_are_left_out(void **state)
{
    (void)state;
    g_autoptr(MbAttrs) attrs = NULL;
    mb_attrs_set(&attrs, "good", "1");
    mb_attrs_set(&attrs, "bad name", "2");
    mb_attrs_set(&attrs, "1st", "3");
    g_autoptr(MbXmlWriter) writer = mb_xml_writer_new();
    mb_xml_open(writer, "a");
    mb_xml_attrs(writer, "mb:", attrs);
    mb_xml_close(writer);
    g_autofree char *xml = finish(writer);
    assert_non_null(strstr(xml, "<a mb:good=\"1\"/>"));
}

static void addresses_are_escaped_or_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text, *uri;
    } cases[] = {{"http://x/a b", "http://x/a%20b"},
                 {"https://x/é?q=[1]#a#b", "https://x/%C3%A9?q=%5B1%5D#a%23b"},
                 {"100%", "100%25"},
                 {"/akn/gb/act", "/akn/gb/act"},
                 {" JavaScript:alert(1)", NULL},
                 {"data:text/html,x", NULL},
                 {"", NULL}};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *uri = mb_uri_dup_safe(cases[i].text);
        if (cases[i].uri)
            assert_string_equal(uri, cases[i].uri);
        else
            assert_null(uri);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(markup_in_text_and_attributes_is_escaped),
        cmocka_unit_test(what_xml_forbids_becomes_the_replacement_character),
        cmocka_unit_test(an_element_without_content_closes_itself),
        cmocka_unit_test(numbers_have_no_trailing_zeros_and_no_exponent),
        cmocka_unit_test(attributes_with_names_that_xml_forbids_are_left_out),
        cmocka_unit_test(addresses_are_escaped_or_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
