/* Reading words from pictures. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/error.h"
#include "reader/reader.h"

#include <cairo.h>
#include <string.h>

static MbReader *reader;
static MbPicture *picture;
static GArray *words;
static GError *error;

static int open_reader(void **state)
{
    (void)state;
    reader = mb_reader_new("eng", NULL, NULL);
    return reader ? 0 : -1;
}

static int close_reader(void **state)
{
    (void)state;
    mb_reader_free(reader);
    return 0;
}

static int forget(void **state)
{
    (void)state;
    g_clear_pointer(&picture, mb_picture_free);
    g_clear_pointer(&words, g_array_unref);
    g_clear_error(&error);
    return 0;
}

/* Text of 40 pixels on a white line, at x = 30 with its baseline at 60. */
static void draw(const char *text)
{
    picture = mb_picture_new(900, 100, 1);
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 900, 100);
    cairo_t *cairo = cairo_create(surface);
    cairo_select_font_face(cairo, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(cairo, 40);
    cairo_move_to(cairo, 30, 60);
    cairo_show_text(cairo, text);
    cairo_surface_flush(surface);
    for (int y = 0; y < 100; y++)
        for (int x = 0; x < 900; x++)
            picture->pixels[y * picture->stride + x] =
                255 - cairo_image_surface_get_data(surface)[y * cairo_image_surface_get_stride(surface) + x];
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
}

static const MbReadWord *word_at(guint i)
{
    assert_true(i < words->len);
    return &g_array_index(words, MbReadWord, i);
}

static void words_come_with_boxes_and_confidence(void **state)
{
    (void)state;
    draw("Scrutiny Committee");
    assert_true(mb_reader_read(reader, picture, MB_READ_LINE, 300, 0, &words, &error));
    assert_int_equal(words->len, 2);
    assert_string_equal(word_at(0)->text, "Scrutiny");
    assert_string_equal(word_at(1)->text, "Committee");
    assert_true(word_at(0)->conf > 0.8);
    assert_in_range(word_at(0)->box.x0, 25, 40);
    assert_in_range((int)word_at(0)->baseline_px, 55, 66);
    assert_int_equal(word_at(0)->line, word_at(1)->line);
}

static void a_number_is_read_as_digits(void **state)
{
    (void)state;
    draw("14,720");
    assert_true(mb_reader_read(reader, picture, MB_READ_NUMBER, 300, 0, &words, &error));
    assert_int_equal(words->len, 1);
    assert_string_equal(word_at(0)->text, "14,720");
}

static void a_bare_picture_gives_no_words(void **state)
{
    (void)state;
    picture = mb_picture_new(300, 200, 1);
    assert_true(mb_reader_read(reader, picture, MB_READ_PAGE, 300, 0, &words, &error));
    assert_int_equal(words->len, 0);
}

static void a_missing_language_is_told(void **state)
{
    (void)state;
    MbReader *none = mb_reader_new("xxx", NULL, &error);
    assert_null(none);
    assert_true(g_error_matches(error, MB_READER_ERROR, MB_ERROR_ENVIRONMENT));
}

static void a_thread_keeps_its_reader_warm(void **state)
{
    (void)state;
    MbReader *first = mb_reader_borrow("eng", &error);
    assert_non_null(first);
    assert_ptr_equal(mb_reader_borrow("eng", &error), first);
    assert_true(g_str_has_prefix(mb_reader_name(first), "tesseract"));
}

static void the_same_pixels_give_the_same_words_again(void **state)
{
    (void)state;
    draw("Dec-23 Mar-24");
    assert_true(mb_reader_read(reader, picture, MB_READ_LINE, 300, 0, &words, &error));
    g_autoptr(GArray) again = NULL;
    assert_true(mb_reader_read(reader, picture, MB_READ_LINE, 300.5, 0, &again, &error));
    assert_int_equal(again->len, words->len);
    for (guint i = 0; i < words->len; i++) {
        const MbReadWord *a = &g_array_index(words, MbReadWord, i), *b = &g_array_index(again, MbReadWord, i);
        assert_string_equal(a->text, b->text);
        assert_memory_equal(&a->box, &b->box, sizeof a->box);
        assert_float_equal(b->size_px, a->size_px * 300.5 / 300, 0.001);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(words_come_with_boxes_and_confidence, forget),
        cmocka_unit_test_teardown(a_number_is_read_as_digits, forget),
        cmocka_unit_test_teardown(a_bare_picture_gives_no_words, forget),
        cmocka_unit_test_teardown(a_missing_language_is_told, forget),
        cmocka_unit_test_teardown(the_same_pixels_give_the_same_words_again, forget),
        cmocka_unit_test_teardown(a_thread_keeps_its_reader_warm, forget),
    };
    return cmocka_run_group_tests(tests, open_reader, close_reader);
}
