#include "model/document.h"
#include "model/check.h"
#include "model/show.h"

#include "base/error.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

static const MbBox nowhere = {0, 0, 0, 0};

static void pages_are_found_by_number_even_when_some_are_missing(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("a.pdf");
    static const int numbers[] = {1, 2, 5, 9};
    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++)
        mb_document_take_page(document, mb_page_new(numbers[i], 10, 10));
    assert_int_equal(mb_document_page(document, 5)->number, 5);
    assert_int_equal(mb_document_page(document, 9)->number, 9);
    assert_null(mb_document_page(document, 3));
    assert_null(mb_document_page(document, 0));
    assert_null(mb_document_page(document, -1));
    assert_null(mb_document_page(document, 10));
}

static void a_font_is_known_by_its_name_without_prefix(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("a.pdf");
    int bold = mb_document_intern_font(document, "ABCDEF+Arial-BoldMT");
    assert_int_equal(mb_document_intern_font(document, "Arial-BoldMT"), bold);
    assert_true(mb_document_font(document, bold)->bold);
    assert_true(mb_document_font(document, mb_document_intern_font(document, "Wingdings-Regular"))->symbol);
    assert_false(mb_document_font(document, mb_document_intern_font(document, "SegoeUISymbol"))->symbol);
    assert_null(mb_document_font(document, -1));
    assert_null(mb_document_font(document, 99));
}

static void an_entity_is_made_once_and_has_a_legal_id(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("a.pdf");
    MbEntity *entity = mb_document_intern_entity(document, "p O’Hara (Mike)", MB_SPAN_PERSON, "Mike O’Hara");
    assert_ptr_equal(mb_document_intern_entity(document, "p O’Hara (Mike)", MB_SPAN_PERSON, "other"), entity);
    assert_ptr_equal(mb_document_entity(document, entity->id), entity);
    assert_string_equal(mb_document_intern_entity(document, "1", MB_SPAN_ROLE, "x")->id, "x-1");
    assert_int_equal(document->entities->len, 2);
}

static void a_taken_entity_keeps_its_id_unless_it_is_in_use(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("a.pdf");
    MbEntity first = {g_strdup("p-a"), MB_SPAN_PERSON, g_strdup("A"), NULL}, second = {g_strdup("p-a"), MB_SPAN_ROLE, g_strdup("B"), NULL};
    assert_true(mb_document_take_entity(document, &first));
    assert_null(first.id);
    assert_false(mb_document_take_entity(document, &second));
    assert_string_equal(second.id, "p-a");
    mb_entity_clear(&second);
}

static void the_gravest_issue_counts(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("a.pdf");
    MbSeverity worst;
    assert_false(mb_document_worst_severity(document, &worst));
    mb_document_add_issue(document, MB_ISSUE_TEXT_HIDDEN, 1, nowhere, "x");
    mb_document_add_issue(document, MB_ISSUE_PAGE_UNREADABLE, 2, nowhere, NULL);
    mb_document_add_issue(document, MB_ISSUE_TEXT_HIDDEN, 3, nowhere, NULL);
    assert_true(mb_document_worst_severity(document, &worst));
    assert_int_equal(worst, MB_SEVERITY_LOSS);
}

static void every_issue_has_a_row_that_leads_back_to_it(void **state)
{
    (void)state;
    for (int i = 0; i < MB_ISSUE_TAGS; i++) {
        MbIssueTag tag;
        assert_true(mb_issue_tag_from_name(mb_issue_info((MbIssueTag)i)->tag, &tag));
        assert_int_equal(tag, i);
        MbIssue issue = {(MbIssueTag)i, 1, nowhere, (char *)"%n%s"};
        g_autofree char *message = mb_issue_dup_message(&issue);
        assert_true(*message);
    }
    MbSeverity severity;
    assert_true(mb_severity_from_name("damage", &severity));
    assert_int_equal(severity, MB_SEVERITY_DAMAGE);
}

/* A document of one page with two words, both in a paragraph. */
static MbDocument *small_document(void)
{
    MbDocument *document = mb_document_new("a.pdf");
    MbPage *page = mb_page_new(1, 600, 800);
    MbBlock *leaf = mb_block_new(MB_BLOCK_PARAGRAPH);
    MbWord word = mb_word_init();
    mb_document_take_page(document, page);
    for (int i = 0; i < 2; i++) {
        word.text = i ? "world" : "hello";
        mb_page_append_word(page, &word);
        mb_block_append_word(leaf, page, (guint)i, MB_JOIN_SPACE);
    }
    mb_block_append(document->body, leaf);
    return document;
}

static void expect_breach(MbDocument *document, const char *law)
{
    g_autoptr(GError) error = NULL;
    assert_false(mb_document_check(document, &error));
    assert_true(g_error_matches(error, MB_MODEL_ERROR, MB_ERROR_BUG));
    assert_non_null(strstr(error->message, law));
    mb_document_free(document);
}

static void a_legal_document_passes_the_audit(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = small_document();
    assert_true(mb_document_check(document, NULL));
}

static void the_audit_finds_what_breaks_the_tree(void **state)
{
    (void)state;
    MbDocument *document = small_document();
    document->body->first_child->kind = MB_BLOCK_CAPTION;
    expect_breach(document, "may not stand in body");
    document = small_document();
    mb_block_append(document->body, mb_block_new(MB_BLOCK_LIST));
    expect_breach(document, "is empty");
    document = small_document();
    document->body->first_child->page = 7;
    expect_breach(document, "not there");
    document = small_document();
    document->body->first_child->box = (MbBox){10, 0, 5, 1};
    expect_breach(document, "inside out");
    document = small_document();
    document->body->first_child->conf = 1.5;
    expect_breach(document, "confidence");
}

static void the_audit_finds_what_breaks_the_text(void **state)
{
    (void)state;
    MbDocument *document = small_document();
    g_string_assign(document->body->first_child->text, "hello  world");
    expect_breach(document, "space");
    document = small_document();
    g_array_index(document->body->first_child->runs, MbRun, 1).word = 9;
    expect_breach(document, "no word");
    document = small_document();
    g_array_index(document->body->first_child->runs, MbRun, 1).start = 2;
    expect_breach(document, "out of order");
    document = small_document();
    g_string_assign(document->body->first_child->text, "hello w\xFF");
    expect_breach(document, "UTF-8");
}

static void the_audit_finds_what_breaks_the_spans(void **state)
{
    (void)state;
    MbDocument *document = small_document();
    mb_block_take_span(document->body->first_child, (MbSpan){0, 5, MB_SPAN_PERSON, g_strdup("p-none"), NULL});
    expect_breach(document, "no entity");
    document = small_document();
    mb_block_take_span(document->body->first_child, (MbSpan){0, 8, MB_SPAN_PERSON, NULL, NULL});
    mb_block_take_span(document->body->first_child, (MbSpan){6, 11, MB_SPAN_ROLE, NULL, NULL});
    expect_breach(document, "crosses");
    document = small_document();
    mb_block_take_span(document->body->first_child, (MbSpan){0, 99, MB_SPAN_PERSON, NULL, NULL});
    expect_breach(document, "out of range");
}

static void words_in_no_block_are_found(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = small_document();
    MbPage *page = mb_document_page(document, 1);
    MbWord word = mb_word_init();
    word.text = "lost";
    mb_page_append_word(page, &word);
    word.hidden = MB_HIDDEN_TINY;
    mb_page_append_word(page, &word);
    mb_page_append_region(page, MB_REGION_DECORATION, nowhere, -1, NULL);
    word.hidden = MB_HIDDEN_NOT;
    word.origin = MB_ORIGIN_OCR;
    word.region = 0;
    mb_page_append_word(page, &word);
    g_autoptr(GArray) words = NULL;
    assert_int_equal(mb_document_uncovered(document, 1, &words), 1);
    assert_int_equal(g_array_index(words, guint, 0), 2);
    g_autoptr(GArray) none = NULL;
    assert_int_equal(mb_document_uncovered(document, 2, &none), 0);
}

static void the_tree_shows_blocks_spans_and_issues(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = small_document();
    mb_document_intern_entity(document, "p-w", MB_SPAN_PERSON, "W");
    mb_block_add_span(document->body->first_child, 6, 11, MB_SPAN_PERSON, "p-w");
    mb_document_add_issue(document, MB_ISSUE_TEXT_HIDDEN, 1, nowhere, "white");
    g_autofree char *tree = mb_document_dup_tree(document, 8);
    assert_non_null(strstr(tree, "  paragraph p1 | hello wo...\n"));
    assert_non_null(strstr(tree, "~ person \"world\" #p-w\n"));
    assert_non_null(strstr(tree, "text-hidden"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_are_found_by_number_even_when_some_are_missing),
        cmocka_unit_test(a_font_is_known_by_its_name_without_prefix),
        cmocka_unit_test(an_entity_is_made_once_and_has_a_legal_id),
        cmocka_unit_test(a_taken_entity_keeps_its_id_unless_it_is_in_use),
        cmocka_unit_test(the_gravest_issue_counts),
        cmocka_unit_test(every_issue_has_a_row_that_leads_back_to_it),
        cmocka_unit_test(a_legal_document_passes_the_audit),
        cmocka_unit_test(the_audit_finds_what_breaks_the_tree),
        cmocka_unit_test(the_audit_finds_what_breaks_the_text),
        cmocka_unit_test(the_audit_finds_what_breaks_the_spans),
        cmocka_unit_test(words_in_no_block_are_found),
        cmocka_unit_test(the_tree_shows_blocks_spans_and_issues),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
