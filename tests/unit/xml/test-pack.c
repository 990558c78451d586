#include "xml/pack.h"

#include "base/error.h"
#include "base/file.h"
#include "base/limits.h"
#include "xml/schema.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#define OPEN "<pack xmlns='urn:minutebook:pack:1' xmlns:a='urn:minutebook:attrs:1' format='1' name='x'>\n"
#define PAGE "<page number='1' width='9' height='9'><w>hello</w><w>world</w></page>\n"

/* Reads, expects a bad document whose message holds `part`. */
static void expect_bad(const char *xml, const char *part)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = g_bytes_new(xml, strlen(xml));
    g_autoptr(MbDocument) document = mb_pack_read(bytes, &error);
    assert_null(document);
    assert_true(g_error_matches(error, MB_XML_ERROR, MB_ERROR_DOCUMENT));
    if (!strstr(error->message, part))
        fail_msg("'%s' does not say '%s'", error->message, part);
}

static MbDocument *expect_good(const char *xml)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = g_bytes_new(xml, strlen(xml));
    MbDocument *document = mb_pack_read(bytes, &error);
    if (!document)
        fail_msg("%s", error->message);
    return document;
}

static void the_documented_example_reads_is_valid_and_writes_the_same(void **state)
{
    (void)state;
    g_autoptr(GBytes) bytes = mb_file_read("docs/pack-example.xml", 1 << 20, NULL);
    assert_non_null(bytes);
    assert_true(mb_xml_check_relaxng(bytes, "docs/pack.rng", NULL));
    g_autoptr(MbDocument) document = mb_pack_read(bytes, NULL);
    assert_non_null(document);
    g_autoptr(GBytes) again = mb_pack_write(document);
    assert_true(g_bytes_equal(bytes, again));
}

static void words_hold_on_to_the_style_of_the_word_before(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = expect_good(OPEN "<font name='F'/><page number='1'><w s='11' f='0' y='5' c='ff0000'>a</w><w>b</w>"
                                                      "</page><page number='2'><w>c</w></page><body/></pack>");
    const MbWord *second = mb_page_word(mb_document_page(document, 1), 1), *third = mb_page_word(mb_document_page(document, 2), 0);
    assert_true(second->size == 11 && second->baseline == 5);
    assert_int_equal(second->font, 0);
    assert_int_equal(second->colour, 0xFF0000);
    assert_true(third->size == 0);
    assert_int_equal(third->font, -1);
}

static void runs_follow_the_tokens_of_the_text(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = expect_good(OPEN PAGE "<body><paragraph runs='1/0-1'>hello <date>world</date></paragraph></body></pack>");
    const MbBlock *leaf = document->body->first_child;
    assert_int_equal(leaf->runs->len, 2);
    assert_int_equal(g_array_index(leaf->runs, MbRun, 1).start, 6);
    assert_int_equal(g_array_index(leaf->spans, MbSpan, 0).end, 11);
}

static void what_is_not_pack_xml_is_a_bad_document(void **state)
{
    (void)state;
    expect_bad("", "empty");
    expect_bad("hello", "line 1");
    expect_bad("<html/>", "may not stand here");
    expect_bad("<pack format='1' name='x'/>", "may not stand here");
    expect_bad(OPEN "</pack>", "line 2: pack has no body");
    expect_bad(OPEN "<body></pack>", "line 2");
    expect_bad("<pack xmlns='urn:minutebook:pack:1' format='2' name='x'><body/></pack>", "format");
    expect_bad(OPEN "<body/><body/></pack>", "one body");
}

static void entities_and_document_types_are_refused(void **state)
{
    (void)state;
    expect_bad("<!DOCTYPE pack [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>" OPEN "<body><paragraph>&a;</paragraph></body></pack>",
               "document type");
    expect_bad(OPEN "<body><paragraph>&a;</paragraph></body></pack>", "line 2");
}

static void references_to_nothing_are_refused_with_their_line(void **state)
{
    (void)state;
    expect_bad(OPEN "<page number='1'>\n<w f='0'>a</w></page><body/></pack>", "line 3: word points to no font");
    expect_bad(OPEN "<page number='1'><w r='0'>a</w></page><body/></pack>", "no region");
    expect_bad(OPEN "<page number='1'><w l='0'>a</w></page><body/></pack>", "no link");
    expect_bad(OPEN "<page number='1'><region kind='scan' image='0'/></page><body/></pack>", "no image");
    expect_bad(OPEN "<body>\n<paragraph><person ref='p'>a</person></paragraph></body></pack>", "line 3: page 0: paragraph 'a': span person points to no entity");
    expect_bad(OPEN PAGE "<body><paragraph runs='1/0-9'>hello world</paragraph></body></pack>", "do not fit");
    expect_bad(OPEN PAGE "<body><paragraph runs='1/7'>hello</paragraph></body></pack>", "no word");
    expect_bad(OPEN PAGE "<body><paragraph runs='2/0'>hello</paragraph></body></pack>", "no word");
    expect_bad(OPEN PAGE "<body><paragraph runs='1/0@3+9'>hello</paragraph></body></pack>", "range");
    expect_bad(OPEN PAGE "<body><paragraph runs='1/0@4000000000+9'>hello</paragraph></body></pack>", "do not fit");
    expect_bad(OPEN "<body><paragraph page='3'>a</paragraph></body></pack>", "not there");
}

static void broken_laws_of_the_model_are_refused(void **state)
{
    (void)state;
    expect_bad(OPEN "<body><item/></body></pack>", "'item' may not stand here");
    expect_bad(OPEN "<body><list/></body></pack>", "empty");
    expect_bad(OPEN "<body><heading level='7'>a</heading></body></pack>", "'level'");
    expect_bad(OPEN "<body><paragraph>a  b</paragraph></body></pack>", "space");
    expect_bad(OPEN "<body><paragraph>a<person/></paragraph></body></pack>", "span 'person' is empty");
    expect_bad(OPEN "<body><table><row><cell rows='0'/></row></table></body></pack>", "'rows'");
    expect_bad(OPEN "<page number='2'/><page number='1'/><body/></pack>", "after page 2");
    expect_bad(OPEN "<page number='1' rotate='45'/><body/></pack>", "45 degrees");
    expect_bad(OPEN "<body/><page number='1'/></pack>", "before the body");
    expect_bad(OPEN "<body>text</body></pack>", "text may not stand here");
    expect_bad(OPEN "<entity id='a' kind='person' showAs='A'/><entity id='a' kind='role' showAs='B'/><body/></pack>", "two entities");
    expect_bad(OPEN "<entity id='1 2' kind='person' showAs='A'/><body/></pack>", "no name");
    expect_bad(OPEN "<issue tag='none'/><body/></pack>", "'tag'");
}

static void attributes_are_strict(void **state)
{
    (void)state;
    expect_bad(OPEN "<body colour='red'/></pack>", "'colour' may not stand on 'body'");
    expect_bad(OPEN "<body box='1 2 3'/></pack>", "'box'");
    expect_bad(OPEN "<body box='3 2 1 4'/></pack>", "'box'");
    expect_bad(OPEN "<body conf='1.1'/></pack>", "'conf'");
    expect_bad(OPEN "<body conf='nan'/></pack>", "'conf'");
    expect_bad(OPEN "<body artifact=''/></pack>", "'artifact'");
    expect_bad(OPEN "<page number='1'><w c='12345'>a</w></page><body/></pack>", "'c'");
    expect_bad(OPEN "<page number='1'><w t='4'>a</w></page><body/></pack>", "'t'");
    expect_bad(OPEN "<page number='99999999999'/><body/></pack>", "'number'");
    expect_bad(OPEN "<font name='x' a:b='c'/><body/></pack>", "'a:b' may not stand");
}

static char *nested(const char *open, const char *middle, const char *close, guint depth)
{
    GString *out = g_string_new(OPEN "<body>");
    for (guint i = 0; i < depth; i++)
        g_string_append(out, open);
    g_string_append(out, middle);
    for (guint i = 0; i < depth; i++)
        g_string_append(out, close);
    g_string_append(out, "</body></pack>");
    return g_string_free(out, FALSE);
}

static void nesting_has_a_limit_and_no_crash_beyond_it(void **state)
{
    (void)state;
    guint most = MB_LIMIT_BLOCK_DEPTH / 2;
    g_autofree char *fits = nested("<list><item>", "", "</item></list>", most);
    mb_document_free(expect_good(fits));
    g_autofree char *deep = nested("<list><item>", "", "</item></list>", most + 1);
    expect_bad(deep, "deeper than 200");
    g_autofree char *deepest = nested("<list><item>", "", "</item></list>", 50000);
    expect_bad(deepest, "deeper");
    g_autofree char *spans = nested("<paragraph><date>", "a", "</date></paragraph>", 1);
    mb_document_free(expect_good(spans));
}

static void text_of_any_kind_survives(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("a<b>&\"c\"\n.pdf");
    MbBlock *leaf = mb_block_new(MB_BLOCK_PARAGRAPH);
    mb_block_append_text(leaf, "]]> <x> & \"q\" 'a' 𝔘 é \uF0B7");
    mb_attrs_set(&leaf->attrs, "was", "tab\tline\nreturn\r<&>\"");
    mb_block_append(document->body, leaf);
    g_autoptr(GBytes) bytes = mb_pack_write(document);
    g_autoptr(MbDocument) read = mb_pack_read(bytes, NULL);
    assert_non_null(read);
    assert_string_equal(read->name, document->name);
    assert_string_equal(read->body->first_child->text->str, leaf->text->str);
    assert_string_equal(mb_attrs_get(read->body->first_child->attrs, "was"), "tab\tline\nreturn\r<&>\"");
}

static void an_absent_string_and_an_empty_one_differ(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = expect_good(OPEN "<body><list><item label=''/><item/></list></body></pack>");
    const MbBlock *list = document->body->first_child;
    assert_string_equal(list->first_child->label, "");
    assert_null(list->last_child->label);
}

static void a_schema_that_is_not_there_is_our_own_fault(void **state)
{
    (void)state;
    g_autoptr(GBytes) bytes = g_bytes_new("<a/>", 4);
    g_autoptr(GError) schema = NULL, invalid = NULL, broken = NULL;
    assert_false(mb_xml_check_relaxng(bytes, "docs/none.rng", &schema));
    assert_true(g_error_matches(schema, MB_XML_ERROR, MB_ERROR_ENVIRONMENT));
    assert_false(mb_xml_check_relaxng(bytes, "docs/pack.rng", &invalid));
    assert_true(g_error_matches(invalid, MB_XML_ERROR, MB_ERROR_DOCUMENT));
    g_autoptr(GBytes) half = g_bytes_new("<a", 2);
    assert_false(mb_xml_check_relaxng(half, "docs/pack.rng", &broken));
    assert_true(g_error_matches(broken, MB_XML_ERROR, MB_ERROR_DOCUMENT));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_documented_example_reads_is_valid_and_writes_the_same),
        cmocka_unit_test(words_hold_on_to_the_style_of_the_word_before),
        cmocka_unit_test(runs_follow_the_tokens_of_the_text),
        cmocka_unit_test(what_is_not_pack_xml_is_a_bad_document),
        cmocka_unit_test(entities_and_document_types_are_refused),
        cmocka_unit_test(references_to_nothing_are_refused_with_their_line),
        cmocka_unit_test(broken_laws_of_the_model_are_refused),
        cmocka_unit_test(attributes_are_strict),
        cmocka_unit_test(nesting_has_a_limit_and_no_crash_beyond_it),
        cmocka_unit_test(text_of_any_kind_survives),
        cmocka_unit_test(an_absent_string_and_an_empty_one_differ),
        cmocka_unit_test(a_schema_that_is_not_there_is_our_own_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
