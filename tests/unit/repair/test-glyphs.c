#include "model/check.h"
#include "stage/stages.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

/* Repairs one paragraph; the caller frees the document. */
static MbDocument *repaired(const char *text)
{
    MbDocument *document = mb_document_new("test");
    MbPage *page = mb_page_new(1, 595, 842);
    mb_document_take_page(document, page);
    MbBlock *leaf = mb_block_new(MB_BLOCK_PARAGRAPH);
    leaf->page = 1;
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    for (guint i = 0; words[i]; i++) {
        MbWord word = mb_word_init();
        word.text = words[i];
        mb_block_append_word(leaf, page, mb_page_append_word(page, &word), MB_JOIN_SPACE);
    }
    mb_block_append(document->body, leaf);
    MbOptions options = mb_options_init();
    g_autoptr(GError) error = NULL;
    if (!mb_stage_run(&mb_stage_repair, document, &options, &error) || !mb_document_check(document, &error))
        fail_msg("%s", error->message);
    return document;
}

static void expect_text(const char *before, const char *after)
{
    g_autoptr(MbDocument) document = repaired(before);
    assert_string_equal(document->body->first_child->text->str, after);
}

static void expect_change(const char *before, const char *was, const char *why)
{
    g_autoptr(MbDocument) document = repaired(before);
    const MbBlock *leaf = document->body->first_child;
    assert_non_null(leaf->spans);
    const MbSpan *span = &g_array_index(leaf->spans, MbSpan, 0);
    assert_int_equal(span->kind, MB_SPAN_CHANGED);
    assert_string_equal(mb_attrs_get(span->attrs, "was"), was);
    assert_string_equal(mb_attrs_get(span->attrs, "why"), why);
}

static void ligatures_and_soft_hyphens_are_plain_letters(void **state)
{
    (void)state;
    expect_text("o\xef\xac\x83" "cers \xef\xac\x81nd the con\xc2\xadstable", "officers find the constable");
}

static void a_private_use_sign_becomes_the_sign_and_keeps_its_record(void **state)
{
    (void)state;
    expect_text("5 \xef\x82\xb1 1", "5 \xc2\xb1 1");
    expect_change("5 \xef\x82\xb1 1", "\xef\x82\xb1", "symbol-glyph");
}

static void a_lost_apostrophe_comes_back(void **state)
{
    (void)state;
    expect_text("The Council\xef\xbf\xbds plan", "The Council's plan");
}

static void a_glyph_in_a_word_goes_and_the_word_keeps_what_it_was(void **state)
{
    (void)state;
    expect_text("Minutes\xef\x80\x90 here", "Minutes here");
    expect_change("Minutes\xef\x80\x90 here", "Minutes\xef\x80\x90", "stray-glyph");
}

static void a_glyph_alone_goes_with_an_issue(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = repaired("one \xef\x80\x90 two");
    assert_string_equal(document->body->first_child->text->str, "one two");
    assert_int_equal(document->issues->len, 1);
    assert_int_equal(g_array_index(document->issues, MbIssue, 0).tag, MB_ISSUE_GLYPH_DROPPED); /* glyph-dropped */
    expect_text("\xef\x80\x90", "");
}

static void letters_set_wide_are_a_word_again(void **state)
{
    (void)state;
    expect_text("the C o u n c i l met", "the Council met");
    expect_change("C o u n c i l", "C o u n c i l", "letter-spacing");
    expect_text("W J K Q Smith", "W J K Q Smith"); /* no word: initials */
}

static void good_text_is_not_spelt_anew(void **state)
{
    (void)state;
    expect_text("Teh commitee of Llanfihangel", "Teh commitee of Llanfihangel");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ligatures_and_soft_hyphens_are_plain_letters),
        cmocka_unit_test(a_private_use_sign_becomes_the_sign_and_keeps_its_record),
        cmocka_unit_test(a_lost_apostrophe_comes_back),
        cmocka_unit_test(a_glyph_in_a_word_goes_and_the_word_keeps_what_it_was),
        cmocka_unit_test(a_glyph_alone_goes_with_an_issue),
        cmocka_unit_test(letters_set_wide_are_a_word_again),
        cmocka_unit_test(good_text_is_not_spelt_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
