#include "model/check.h"
#include "stage/stages.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static MbBlock *read_leaf(MbPage *page, const char *text, float conf)
{
    MbBlock *leaf = mb_block_new(MB_BLOCK_PARAGRAPH);
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    for (guint i = 0; words[i]; i++) {
        MbWord word = mb_word_init();
        word.text = words[i];
        word.origin = MB_ORIGIN_OCR;
        word.conf = conf;
        mb_block_append_word(leaf, page, mb_page_append_word(page, &word), MB_JOIN_SPACE);
    }
    return leaf;
}

static void run_repair(MbDocument *document)
{
    MbOptions options = mb_options_init();
    g_autoptr(GError) error = NULL;
    if (!mb_stage_run(&mb_stage_repair, document, &options, &error) || !mb_document_check(document, &error))
        fail_msg("%s", error->message);
}

/* A paragraph read from pixels, repaired; the caller frees the document. */
static MbDocument *read_and_repaired(const char *text, float conf)
{
    MbDocument *document = mb_document_new("test");
    MbPage *page = mb_page_new(1, 595, 842);
    mb_document_take_page(document, page);
    mb_block_append(document->body, read_leaf(page, text, conf));
    run_repair(document);
    return document;
}

static const MbSpan *only_span(const MbDocument *document)
{
    const MbBlock *leaf = document->body->first_child;
    assert_non_null(leaf->spans);
    assert_int_equal(leaf->spans->len, 1);
    return &g_array_index(leaf->spans, MbSpan, 0);
}

static void a_word_with_one_near_word_is_mended(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = read_and_repaired("risk of contam1nation, again", 0.6f);
    assert_string_equal(document->body->first_child->text->str, "risk of contamination, again");
    assert_int_equal(only_span(document)->kind, MB_SPAN_CHANGED);
    assert_string_equal(mb_attrs_get(only_span(document)->attrs, "was"), "contam1nation");
}

static void a_word_without_a_near_word_is_doubtful(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = read_and_repaired("the xqzzvk plan", 0.6f);
    assert_string_equal(document->body->first_child->text->str, "the xqzzvk plan");
    assert_int_equal(only_span(document)->kind, MB_SPAN_DOUBTFUL);
    assert_string_equal(mb_attrs_get(only_span(document)->attrs, "conf"), "0.60");
}

static void names_and_numbers_are_never_changed(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = read_and_repaired("Contamlnation 1,2S0", 0.6f);
    assert_string_equal(document->body->first_child->text->str, "Contamlnation 1,2S0");
}

static void sure_words_are_left_alone(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = read_and_repaired("contam1nation", 0.95f);
    assert_string_equal(document->body->first_child->text->str, "contam1nation");
    assert_null(document->body->first_child->spans);
}

static void a_doubtful_number_makes_its_cell_doubtful(void **state)
{
    (void)state;
    const struct {
        float conf;
        MbCheck before, after;
    } cases[] = {{0.5f, MB_CHECK_READ, MB_CHECK_DOUBTFUL}, {0.95f, MB_CHECK_READ, MB_CHECK_READ}, {0.5f, MB_CHECK_VERIFIED, MB_CHECK_VERIFIED}};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(MbDocument) document = mb_document_new("test");
        MbPage *page = mb_page_new(1, 595, 842);
        mb_document_take_page(document, page);
        MbBlock *table = mb_block_new(MB_BLOCK_TABLE), *row = mb_block_new(MB_BLOCK_ROW), *cell = mb_block_new(MB_BLOCK_CELL);
        cell->check = cases[i].before;
        mb_block_append(cell, read_leaf(page, "1,250", cases[i].conf));
        mb_block_append(row, cell);
        mb_block_append(table, row);
        mb_block_append(document->body, table);
        run_repair(document);
        assert_int_equal(cell->check, cases[i].after);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_word_with_one_near_word_is_mended),    cmocka_unit_test(a_word_without_a_near_word_is_doubtful),
        cmocka_unit_test(names_and_numbers_are_never_changed),    cmocka_unit_test(sure_words_are_left_alone),
        cmocka_unit_test(a_doubtful_number_makes_its_cell_doubtful),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
