/* What is taken out of a document, and what repeats it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/withhold.h"

#include <string.h>

/* A page with a public line and a hidden name. */
static MbDocument *new_document(MbHidden hidden)
{
    static const char *const words[] = {"Complaint", "about", "lamps", "Quorn"};
    MbDocument *document = mb_document_new("a.pdf");
    MbPage *page = mb_page_new(1, 595, 842);
    MbBlock *leaf = mb_block_new(MB_BLOCK_PARAGRAPH);
    leaf->page = 1;
    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        MbWord word = mb_word_init();
        word.text = words[i];
        word.hidden = (guint8)(i == 3 ? hidden : MB_HIDDEN_NOT);
        mb_page_append_word(page, &word);
        if (i < 3)
            mb_block_append_word(leaf, page, i, MB_JOIN_SPACE);
    }
    mb_document_take_page(document, page);
    mb_block_append(document->body, leaf);
    return document;
}

static void what_repeats_a_hidden_word_goes(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document(MB_HIDDEN_COVERED);
    mb_attrs_set(&document->metadata, "title", "Complaint of Zebedee QUORN");
    mb_attrs_set(&document->metadata, "subject", "Complaint about lamps");
    mb_document_add_bookmark(document, "Quorn's lamps", 1, 1, 0);
    mb_document_add_bookmark(document, "Lamps", 1, 1, 0);
    mb_document_add_tagged(document, "Figure", "a letter from Quorn", 1, 0);
    mb_page_append_link(mb_document_page(document, 1), (MbBox){0, 0, 9, 9}, "https://example.org/quorn", 0);
    mb_document_drop_withheld(document);
    assert_null(mb_attrs_get(document->metadata, "title"));
    assert_string_equal(mb_attrs_get(document->metadata, "subject"), "Complaint about lamps");
    assert_int_equal(document->outline->len, 1);
    assert_string_equal(g_array_index(document->tagged, MbTagged, 0).text, "");
    assert_null(g_array_index(mb_document_page(document, 1)->links, MbLink, 0).uri);
}

static void what_repeats_public_words_stays(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document(MB_HIDDEN_REPLACED);
    mb_attrs_set(&document->metadata, "title", "Complaint of Quorn");
    mb_document_drop_withheld(document);
    assert_string_equal(mb_attrs_get(document->metadata, "title"), "Complaint of Quorn");
    assert_false(mb_document_is_restricted(document));
}

static void each_page_of_a_withheld_block_keeps_its_mark(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document(MB_HIDDEN_NOT);
    MbBlock *item = mb_block_new(MB_BLOCK_AGENDA_ITEM), *leaf = document->body->first_child;
    item->page = 1;
    mb_block_insert_before(leaf, item);
    mb_block_append(item, mb_block_unlink(leaf));
    MbPage *page = mb_page_new(2, 595, 842);
    MbWord word = mb_word_init();
    word.text = "Settlement";
    mb_page_append_word(page, &word);
    mb_document_take_page(document, page);
    MbBlock *second = mb_block_new(MB_BLOCK_PARAGRAPH);
    second->page = 2;
    mb_block_append_word(second, page, 0, MB_JOIN_SPACE);
    mb_block_append(item, second);
    mb_block_withhold(item, "exempt");
    mb_document_drop_withheld(document);
    assert_int_equal(document->body->first_child->page, 1);
    assert_int_equal(document->body->last_child->page, 2);
    assert_string_equal(document->body->last_child->text->str, MB_WITHHELD_SHOWN);
}

static void a_file_with_more_than_its_pages_show_is_restricted(void **state)
{
    (void)state;
    static const MbHidden kinds[] = {MB_HIDDEN_INVISIBLE, MB_HIDDEN_OFF_PAGE, MB_HIDDEN_COLOUR, MB_HIDDEN_TINY, MB_HIDDEN_COVERED, MB_HIDDEN_LAYER};
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autoptr(MbDocument) document = new_document(kinds[i]);
        assert_true(mb_document_is_restricted(document));
    }
    g_autoptr(MbDocument) plain = new_document(MB_HIDDEN_NOT);
    assert_false(mb_document_is_restricted(plain));
    mb_attrs_set(&mb_document_page(plain, 1)->attrs, MB_UNSEEN, "yes");
    assert_true(mb_document_is_restricted(plain));
    mb_document_drop_withheld(plain);
    assert_true(mb_document_is_restricted(plain));
}

static void a_word_cut_off_that_stands_in_sight_elsewhere_restricts_nothing(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document(MB_HIDDEN_COVERED);
    mb_page_word(mb_document_page(document, 1), 3)->text = "(lamps";
    assert_false(mb_document_is_restricted(document));
    mb_document_add_issue(document, MB_ISSUE_REDACTION_FAILED, 1, (MbBox){0}, "words: 1");
    assert_true(mb_document_is_restricted(document));
}

static void marks_that_nobody_sees_restrict_nothing(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = new_document(MB_HIDDEN_COLOUR);
    mb_page_word(mb_document_page(document, 1), 3)->text = "....";
    assert_false(mb_document_is_restricted(document));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_repeats_a_hidden_word_goes),
        cmocka_unit_test(what_repeats_public_words_stays),
        cmocka_unit_test(each_page_of_a_withheld_block_keeps_its_mark),
        cmocka_unit_test(a_file_with_more_than_its_pages_show_is_restricted),
        cmocka_unit_test(a_word_cut_off_that_stands_in_sight_elsewhere_restricts_nothing),
        cmocka_unit_test(marks_that_nobody_sees_restrict_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
