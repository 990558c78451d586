#include "model/block.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

/* A page of words at 10-point steps, all 8 wide. */
static MbPage *page_of(int number, const char *const *words)
{
    MbPage *page = mb_page_new(number, 600, 800);
    for (guint i = 0; words[i]; i++) {
        MbWord word = mb_word_init();
        word.text = words[i];
        word.box = (MbBox){10.0 * i, 0, 10.0 * i + 8, 10};
        mb_page_append_word(page, &word);
    }
    return page;
}

static MbBlock *leaf_of(const MbPage *page)
{
    MbBlock *leaf = mb_block_new(MB_BLOCK_PARAGRAPH);
    for (guint i = 0; i < page->words->len; i++)
        mb_block_append_word(leaf, page, i, MB_JOIN_SPACE);
    return leaf;
}

static MbBlock *leaf_with(const char *text)
{
    MbBlock *leaf = mb_block_new(MB_BLOCK_PARAGRAPH);
    mb_block_append_text(leaf, text);
    return leaf;
}

static void expect_run(const MbBlock *leaf, guint i, guint start, guint length, int word)
{
    MbRun run = g_array_index(leaf->runs, MbRun, i);
    assert_int_equal(run.start, start);
    assert_int_equal(run.length, length);
    assert_int_equal(run.word, word);
}

static void expect_span(const MbBlock *leaf, guint i, guint start, guint end, MbSpanKind kind)
{
    assert_true(leaf->spans && i < leaf->spans->len);
    const MbSpan *span = &g_array_index(leaf->spans, MbSpan, i);
    assert_int_equal(span->start, start);
    assert_int_equal(span->end, end);
    assert_int_equal(span->kind, kind);
}

static void words_are_joined_with_runs_and_box(void **state)
{
    (void)state;
    g_autoptr(MbPage) page = page_of(3, (const char *const[]){"Councillor", "N", "Akhtar", ",", NULL});
    g_autoptr(MbBlock) leaf = mb_block_new(MB_BLOCK_PARAGRAPH);
    for (guint i = 0; i < 4; i++)
        mb_block_append_word(leaf, page, i, i == 3 ? MB_JOIN_NONE : MB_JOIN_SPACE);
    assert_string_equal(leaf->text->str, "Councillor N Akhtar,");
    assert_int_equal(leaf->page, 3);
    assert_true(leaf->box.x1 == 38);
    expect_run(leaf, 1, 11, 1, 1);
    expect_run(leaf, 3, 19, 1, 3);
}

static void a_line_break_hyphen_goes_and_its_run_gets_shorter(void **state)
{
    (void)state;
    g_autoptr(MbPage) page = page_of(1, (const char *const[]){"enforce-", "ment", NULL});
    g_autoptr(MbBlock) leaf = mb_block_new(MB_BLOCK_PARAGRAPH);
    mb_block_append_word(leaf, page, 0, MB_JOIN_SPACE);
    assert_non_null(mb_block_add_span(leaf, 0, 8, MB_SPAN_DOUBTFUL, NULL));
    mb_block_append_word(leaf, page, 1, MB_JOIN_HYPHEN);
    assert_string_equal(leaf->text->str, "enforcement");
    expect_run(leaf, 0, 0, 7, 0);
    expect_run(leaf, 1, 7, 4, 1);
    expect_span(leaf, 0, 0, 7, MB_SPAN_DOUBTFUL);
}

static void joining_by_hyphen_without_one_joins_directly(void **state)
{
    (void)state;
    g_autoptr(MbBlock) leaf = leaf_with("en");
    mb_block_join(leaf, leaf_with("force"), MB_JOIN_HYPHEN);
    assert_string_equal(leaf->text->str, "enforce");
}

static void a_word_shown_by_structure_has_a_run_without_text(void **state)
{
    (void)state;
    g_autoptr(MbPage) page = page_of(1, (const char *const[]){"\uf0b7", "Text", NULL});
    g_autoptr(MbBlock) leaf = mb_block_new(MB_BLOCK_PARAGRAPH);
    mb_block_consume_word(leaf, page, 0);
    mb_block_append_word(leaf, page, 1, MB_JOIN_SPACE);
    assert_string_equal(leaf->text->str, "Text");
    expect_run(leaf, 0, 0, 0, 0);
    expect_run(leaf, 1, 0, 4, 1);
}

static void origins_of_both_kinds_are_mixed_and_the_least_confidence_counts(void **state)
{
    (void)state;
    g_autoptr(MbPage) page = page_of(1, (const char *const[]){"a", "b", NULL});
    mb_page_word(page, 1)->origin = MB_ORIGIN_OCR;
    mb_page_word(page, 1)->conf = 0.25f;
    g_autoptr(MbBlock) leaf = leaf_of(page);
    assert_int_equal(leaf->origin, MB_ORIGIN_MIXED);
    assert_true(leaf->conf == 0.25);
}

static void a_join_carries_runs_and_spans_over(void **state)
{
    (void)state;
    g_autoptr(MbPage) page = page_of(1, (const char *const[]){"one", "two", NULL});
    g_autoptr(MbBlock) leaf = leaf_of(page);
    MbBlock *other = leaf_of(page);
    mb_attrs_set(&mb_block_add_span(other, 4, 7, MB_SPAN_PERSON, NULL)->attrs, "as", "chair");
    mb_block_join(leaf, other, MB_JOIN_SPACE);
    assert_string_equal(leaf->text->str, "one two one two");
    expect_run(leaf, 3, 12, 3, 1);
    expect_span(leaf, 0, 12, 15, MB_SPAN_PERSON);
    assert_string_equal(mb_attrs_get(g_array_index(leaf->spans, MbSpan, 0).attrs, "as"), "chair");
}

static void a_split_drops_the_space_and_cuts_spans(void **state)
{
    (void)state;
    g_autoptr(MbPage) page = page_of(1, (const char *const[]){"one", "two", "three", NULL});
    g_autoptr(MbBlock) leaf = leaf_of(page);
    mb_block_add_span(leaf, 0, 7, MB_SPAN_PERSON, NULL);
    g_autoptr(MbBlock) tail = mb_block_split(leaf, 4);
    assert_string_equal(leaf->text->str, "one");
    assert_string_equal(tail->text->str, "two three");
    assert_int_equal(leaf->runs->len, 1);
    expect_run(tail, 0, 0, 3, 1);
    expect_run(tail, 1, 4, 5, 2);
    expect_span(leaf, 0, 0, 3, MB_SPAN_PERSON);
    expect_span(tail, 0, 0, 3, MB_SPAN_PERSON);
}

static void a_split_at_either_end_leaves_one_side_empty(void **state)
{
    (void)state;
    g_autoptr(MbBlock) leaf = leaf_with("one two");
    g_autoptr(MbBlock) nothing = mb_block_split(leaf, 7);
    assert_string_equal(nothing->text->str, "");
    g_autoptr(MbBlock) all = mb_block_split(leaf, 0);
    assert_string_equal(all->text->str, "one two");
    assert_string_equal(leaf->text->str, "");
}

static void a_replaced_word_keeps_what_it_was(void **state)
{
    (void)state;
    g_autoptr(MbPage) page = page_of(1, (const char *const[]){"the", "Contamlnation", "here", NULL});
    g_autoptr(MbBlock) leaf = leaf_of(page);
    mb_block_add_span(leaf, 18, 22, MB_SPAN_LOCATION, NULL);
    mb_block_replace(leaf, 4, 17, "Contamination", "dictionary");
    assert_string_equal(leaf->text->str, "the Contamination here");
    expect_span(leaf, 0, 4, 17, MB_SPAN_CHANGED);
    expect_span(leaf, 1, 18, 22, MB_SPAN_LOCATION);
    const MbAttrs *attrs = g_array_index(leaf->spans, MbSpan, 0).attrs;
    assert_string_equal(mb_attrs_get(attrs, "was"), "Contamlnation");
    assert_string_equal(mb_attrs_get(attrs, "why"), "dictionary");
}

static void what_stands_behind_a_change_moves_along(void **state)
{
    (void)state;
    g_autoptr(MbPage) page = page_of(1, (const char *const[]){"a", "bb", "c", NULL});
    g_autoptr(MbBlock) leaf = leaf_of(page);
    mb_block_add_span(leaf, 5, 6, MB_SPAN_PERSON, NULL);
    mb_block_replace(leaf, 2, 4, "longer", NULL);
    assert_string_equal(leaf->text->str, "a longer c");
    expect_run(leaf, 1, 2, 6, 1);
    expect_run(leaf, 2, 9, 1, 2);
    expect_span(leaf, 0, 9, 10, MB_SPAN_PERSON);
    assert_int_equal(leaf->spans->len, 1);
}

static void neighbouring_spans_do_not_cross_when_both_are_touched(void **state)
{
    (void)state;
    g_autoptr(MbBlock) leaf = leaf_with("abcdef ghijkl");
    mb_block_add_span(leaf, 0, 6, MB_SPAN_PERSON, NULL);
    mb_block_add_span(leaf, 7, 13, MB_SPAN_ROLE, NULL);
    mb_block_replace(leaf, 4, 9, "XY", NULL);
    assert_string_equal(leaf->text->str, "abcdXYijkl");
    expect_span(leaf, 0, 0, 6, MB_SPAN_PERSON);
    expect_span(leaf, 1, 6, 10, MB_SPAN_ROLE);
}

static void deleting_text_removes_the_spans_in_it(void **state)
{
    (void)state;
    g_autoptr(MbBlock) leaf = leaf_with("one two");
    mb_block_add_span(leaf, 4, 7, MB_SPAN_PERSON, NULL);
    mb_block_replace(leaf, 3, 7, "", "stray");
    assert_string_equal(leaf->text->str, "one");
    assert_int_equal(leaf->spans->len, 0);
}

static void spans_are_trimmed_ordered_and_never_cross(void **state)
{
    (void)state;
    g_autoptr(MbBlock) leaf = leaf_with("one two three");
    assert_non_null(mb_block_add_span(leaf, 3, 8, MB_SPAN_ROLE, NULL));
    expect_span(leaf, 0, 4, 7, MB_SPAN_ROLE);
    assert_non_null(mb_block_add_span(leaf, 0, 7, MB_SPAN_PERSON, NULL));
    expect_span(leaf, 0, 0, 7, MB_SPAN_PERSON);
    assert_null(mb_block_add_span(leaf, 5, 10, MB_SPAN_DATE, NULL));
    assert_null(mb_block_add_span(leaf, 3, 4, MB_SPAN_DATE, NULL));
    assert_null(mb_block_add_span(leaf, 0, 99, MB_SPAN_DATE, NULL));
    assert_ptr_equal(mb_block_add_span(leaf, 4, 7, MB_SPAN_ROLE, NULL), &g_array_index(leaf->spans, MbSpan, 1));
    assert_int_equal(leaf->spans->len, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_joined_with_runs_and_box),
        cmocka_unit_test(a_line_break_hyphen_goes_and_its_run_gets_shorter),
        cmocka_unit_test(joining_by_hyphen_without_one_joins_directly),
        cmocka_unit_test(a_word_shown_by_structure_has_a_run_without_text),
        cmocka_unit_test(origins_of_both_kinds_are_mixed_and_the_least_confidence_counts),
        cmocka_unit_test(a_join_carries_runs_and_spans_over),
        cmocka_unit_test(a_split_drops_the_space_and_cuts_spans),
        cmocka_unit_test(a_split_at_either_end_leaves_one_side_empty),
        cmocka_unit_test(a_replaced_word_keeps_what_it_was),
        cmocka_unit_test(what_stands_behind_a_change_moves_along),
        cmocka_unit_test(neighbouring_spans_do_not_cross_when_both_are_touched),
        cmocka_unit_test(deleting_text_removes_the_spans_in_it),
        cmocka_unit_test(spans_are_trimmed_ordered_and_never_cross),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
