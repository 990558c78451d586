/* What the rest of a document says about a word that was read from pixels. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../stages/ocr/consensus.h"

static MbDocument *document;
static MbPage *page;

static int open_document(void **state)
{
    (void)state;
    document = mb_document_new("paper.pdf");
    page = mb_page_new(1, 720, 540);
    g_ptr_array_add(document->pages, page);
    return 0;
}

static int close_document(void **state)
{
    (void)state;
    mb_document_free(document);
    return 0;
}

static void clear_reading(gpointer reading)
{
    g_free(((MbReading *)reading)->text);
}

/* Adds a word on a line; conf 1 makes it the file's own text. Returns its index. */
static guint add_word(const char *text, double y, double conf, const char *other)
{
    MbWord word = mb_word_init();
    word.text = text;
    word.box = (MbBox){page->words->len * 60.0, y, page->words->len * 60.0 + 40, y + 10};
    word.origin = conf < 1 ? MB_ORIGIN_OCR : MB_ORIGIN_TEXT;
    word.conf = (float)conf;
    word.region = conf < 1 ? 0 : -1;
    if (other) {
        const MbReading reading = {g_strdup(other), 1 - conf};
        word.readings = g_array_new(FALSE, FALSE, sizeof(MbReading));
        g_array_set_clear_func(word.readings, clear_reading);
        g_array_append_val(word.readings, reading);
    }
    return mb_page_append_word(page, &word);
}

static void a_word_takes_the_reading_that_the_documents_own_text_has(void **state)
{
    (void)state;
    add_word("Tarn", 10, 1, NULL);
    const guint read = add_word("Tam", 30, 0.8, "Tarn");
    assert_int_equal(mb_ocr_agree_readings(document), 1);
    const MbWord *word = mb_page_word(page, read);
    assert_string_equal(word->text, "Tarn");
    assert_int_equal(word->readings->len, 1);
    assert_string_equal(g_array_index(word->readings, MbReading, 0).text, "Tam");
    assert_true(word->conf <= 0.8f);
}

static void a_word_that_no_pass_read_otherwise_takes_a_spelling_of_its_shape(void **state)
{
    (void)state;
    add_word("Tarn", 10, 1, NULL);
    const guint read = add_word("Tam", 30, 0.92, NULL), sure = add_word("Tam", 50, 0.97, NULL);
    assert_int_equal(mb_ocr_agree_readings(document), 0);
    add_word("Tarn", 70, 0.96, NULL);
    assert_int_equal(mb_ocr_agree_readings(document), 1);
    assert_string_equal(mb_page_word(page, read)->text, "Tarn");
    assert_string_equal(mb_page_word(page, sure)->text, "Tam");
}

static void a_word_that_the_document_has_as_often_stays(void **state)
{
    (void)state;
    add_word("modern", 10, 1, NULL);
    add_word("modem", 20, 1, NULL);
    add_word("modem", 30, 0.8, "modern");
    assert_int_equal(mb_ocr_agree_readings(document), 0);
}

static void four_digits_take_the_year_that_stands_beside_another(void **state)
{
    (void)state;
    add_word("2021", 10, 0.95, NULL);
    const guint read = add_word("2922", 10, 0.65, "2022");
    assert_int_equal(mb_ocr_agree_readings(document), 1);
    assert_string_equal(mb_page_word(page, read)->text, "2022");
    assert_true(mb_page_word(page, read)->conf < 0.7f);
}

static void a_figure_without_a_year_beside_it_stays(void **state)
{
    (void)state;
    add_word("2021", 40, 0.95, NULL);
    add_word("2022", 70, 1, NULL);
    add_word("2922", 10, 0.65, "2022");
    add_word("1,204", 40, 0.65, "1,264");
    assert_int_equal(mb_ocr_agree_readings(document), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_word_takes_the_reading_that_the_documents_own_text_has, open_document, close_document),
        cmocka_unit_test_setup_teardown(a_word_that_no_pass_read_otherwise_takes_a_spelling_of_its_shape, open_document, close_document),
        cmocka_unit_test_setup_teardown(a_word_that_the_document_has_as_often_stays, open_document, close_document),
        cmocka_unit_test_setup_teardown(four_digits_take_the_year_that_stands_beside_another, open_document, close_document),
        cmocka_unit_test_setup_teardown(a_figure_without_a_year_beside_it_stays, open_document, close_document),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
