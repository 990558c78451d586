#include "model/block.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

static MbBlock *add(MbBlock *parent, MbBlockKind kind, const char *text)
{
    MbBlock *block = mb_block_new(kind);
    if (text)
        mb_block_append_text(block, text);
    mb_block_append(parent, block);
    return block;
}

/* body: heading, list of two items, of which the first holds a list. */
static MbBlock *small_tree(void)
{
    MbBlock *body = mb_block_new(MB_BLOCK_BODY);
    add(body, MB_BLOCK_HEADING, "Present");
    MbBlock *list = add(body, MB_BLOCK_LIST, NULL), *item = add(list, MB_BLOCK_ITEM, NULL);
    add(item, MB_BLOCK_PARAGRAPH, "one");
    add(add(add(item, MB_BLOCK_LIST, NULL), MB_BLOCK_ITEM, NULL), MB_BLOCK_PARAGRAPH, "two");
    add(add(list, MB_BLOCK_ITEM, NULL), MB_BLOCK_PARAGRAPH, "three");
    return body;
}

static char *walked_kinds(const MbBlock *root)
{
    GString *out = g_string_new(NULL);
    for (MbBlock *at = (MbBlock *)root; at; at = mb_block_next(root, at))
        g_string_append_printf(out, "%.1s", mb_block_kind_name(at->kind));
    return g_string_free(out, FALSE);
}

static void the_walk_goes_in_document_order_and_stays_below_its_root(void **state)
{
    (void)state;
    g_autoptr(MbBlock) body = small_tree();
    g_autofree char *all = walked_kinds(body);
    assert_string_equal(all, "bhliplipip");
    g_autofree char *item = walked_kinds(body->last_child->first_child);
    assert_string_equal(item, "iplip");
    assert_ptr_equal(mb_block_skip(body, body->last_child->first_child), body->last_child->last_child);
    assert_null(mb_block_skip(body, body->last_child));
}

static void an_unlinked_block_leaves_its_siblings_joined(void **state)
{
    (void)state;
    g_autoptr(MbBlock) body = mb_block_new(MB_BLOCK_BODY);
    MbBlock *a = add(body, MB_BLOCK_PARAGRAPH, "a"), *b = add(body, MB_BLOCK_PARAGRAPH, "b"), *c = add(body, MB_BLOCK_PARAGRAPH, "c");
    g_autoptr(MbBlock) taken = mb_block_unlink(b);
    assert_null(taken->parent);
    assert_ptr_equal(a->next, c);
    assert_ptr_equal(c->prev, a);
    mb_block_insert_before(a, g_steal_pointer(&taken));
    assert_ptr_equal(body->first_child, b);
    mb_block_insert_after(c, mb_block_new(MB_BLOCK_TABLE));
    assert_int_equal(body->last_child->kind, MB_BLOCK_TABLE);
    assert_ptr_equal(mb_block_unlink(body), body);
}

static void freeing_a_block_frees_it_out_of_its_tree(void **state)
{
    (void)state;
    g_autoptr(MbBlock) body = small_tree();
    mb_block_free(body->last_child);
    assert_ptr_equal(body->first_child, body->last_child);
    assert_int_equal(body->last_child->kind, MB_BLOCK_HEADING);
}

static void a_very_deep_tree_is_walked_and_freed_without_recursion(void **state)
{
    (void)state;
    MbBlock *root = mb_block_new(MB_BLOCK_LIST), *at = root;
    for (int i = 0; i < 200000; i++)
        at = add(at, i % 2 ? MB_BLOCK_LIST : MB_BLOCK_ITEM, NULL);
    g_autofree char *text = mb_block_dup_text(root);
    assert_string_equal(text, "");
    mb_block_free(root);
}

static void artifacts_are_left_out_of_the_text(void **state)
{
    (void)state;
    g_autoptr(MbBlock) body = small_tree();
    body->first_child->artifact = MB_ARTIFACT_HEADER;
    g_autofree char *text = mb_block_dup_text(body);
    assert_string_equal(text, "one two three");
    body->last_child->artifact = MB_ARTIFACT_NAVIGATION;
    g_autofree char *less = mb_block_dup_text(body);
    assert_string_equal(less, "");
}

static void the_inclusion_law_is_that_of_the_header(void **state)
{
    (void)state;
    assert_true(mb_block_can_contain(MB_BLOCK_BODY, MB_BLOCK_PART));
    assert_false(mb_block_can_contain(MB_BLOCK_PART, MB_BLOCK_PART));
    assert_true(mb_block_can_contain(MB_BLOCK_PART, MB_BLOCK_AGENDA_ITEM));
    assert_false(mb_block_can_contain(MB_BLOCK_AGENDA_ITEM, MB_BLOCK_AGENDA_ITEM));
    assert_false(mb_block_can_contain(MB_BLOCK_CELL, MB_BLOCK_TABLE));
    assert_true(mb_block_can_contain(MB_BLOCK_ITEM, MB_BLOCK_TABLE));
    assert_false(mb_block_can_contain(MB_BLOCK_LIST, MB_BLOCK_PARAGRAPH));
    for (int parent = 0; parent < MB_BLOCK_KINDS; parent++)
        for (int child = 0; child < MB_BLOCK_KINDS; child++)
            assert_false(mb_block_kind_is_leaf((MbBlockKind)parent) && mb_block_can_contain((MbBlockKind)parent, (MbBlockKind)child));
}

static void every_name_leads_back_to_its_value(void **state)
{
    (void)state;
    for (int i = 0; i < MB_BLOCK_KINDS; i++) {
        MbBlockKind kind;
        assert_true(mb_block_kind_from_name(mb_block_kind_name((MbBlockKind)i), &kind));
        assert_int_equal(kind, i);
    }
    for (int i = 0; i < MB_SPAN_KINDS; i++) {
        MbSpanKind kind;
        assert_true(mb_span_kind_from_name(mb_span_kind_name((MbSpanKind)i), &kind));
        assert_int_equal(kind, i);
    }
    MbScope scope = MB_SCOPE_ROW;
    assert_false(mb_scope_from_name("rows", &scope));
    assert_false(mb_scope_from_name(NULL, &scope));
    assert_int_equal(scope, MB_SCOPE_ROW);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_walk_goes_in_document_order_and_stays_below_its_root),
        cmocka_unit_test(an_unlinked_block_leaves_its_siblings_joined),
        cmocka_unit_test(freeing_a_block_frees_it_out_of_its_tree),
        cmocka_unit_test(a_very_deep_tree_is_walked_and_freed_without_recursion),
        cmocka_unit_test(artifacts_are_left_out_of_the_text),
        cmocka_unit_test(the_inclusion_law_is_that_of_the_header),
        cmocka_unit_test(every_name_leads_back_to_its_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
