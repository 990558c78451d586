/* What the reading of a page leaves: bullets, raised endings, lone figures, underlines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "image/prepare.h"
#include "../../../stages/ocr/rest.h"

#include <cairo.h>
#include <string.h>

#define DPI 200

static MbPicture *page;
static GArray *words;
static MbReader *reader;
static MbOcrPage at;

static int begin(void **state)
{
    (void)state;
    page = mb_picture_new(800, 300, 1);
    words = g_array_new(FALSE, FALSE, sizeof(MbReadWord));
    g_array_set_clear_func(words, mb_read_word_clear);
    reader = mb_reader_new("eng", NULL, NULL);
    return !page || !reader;
}

static int forget(void **state)
{
    (void)state;
    g_clear_pointer(&page, mb_picture_free);
    g_clear_pointer(&words, g_array_unref);
    g_clear_pointer(&reader, mb_reader_free);
    return 0;
}

/* Puts text on the page; size and place in pixels. */
static void say(double x, double y, double size, const char *text)
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, page->width_px, page->height_px);
    cairo_t *cairo = cairo_create(surface);
    cairo_select_font_face(cairo, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(cairo, size);
    cairo_move_to(cairo, x, y);
    cairo_show_text(cairo, text);
    cairo_destroy(cairo);
    cairo_surface_flush(surface);
    const unsigned char *from = cairo_image_surface_get_data(surface);
    for (int v = 0; v < page->height_px; v++)
        for (int u = 0; u < page->width_px; u++)
            page->pixels[v * page->stride + u] -= MIN(page->pixels[v * page->stride + u], from[v * cairo_image_surface_get_stride(surface) + u]);
    cairo_surface_destroy(surface);
}

/* A word as the engine gave it; its letters stand on y. */
static void add_word(const char *text, int x0, int x1, int y, double conf)
{
    const MbReadWord word = {.text = g_strdup(text), .box = {x0, y - 24, x1, y}, .baseline_px = y, .size_px = 32, .conf = conf};
    g_array_append_val(words, word);
}

static const char *text_at(guint i)
{
    return i < words->len ? g_array_index(words, MbReadWord, i).text : "";
}

static void read_rest(void)
{
    assert_true(mb_ocr_read_rest(&at, reader, page, DPI, words, NULL));
}

static void a_lone_page_number_is_read(void **state)
{
    (void)state;
    say(400, 200, 32, "27");
    read_rest();
    assert_int_equal(words->len, 1);
    assert_string_equal(text_at(0), "27");
}

static void a_label_that_lost_its_figure_is_read_again(void **state)
{
    (void)state;
    say(60, 100, 32, "2.");
    add_word(".", 81, 87, 100, 0.8);
    read_rest();
    assert_int_equal(words->len, 1);
    assert_string_equal(text_at(0), "2.");
}

static void a_bullet_is_no_letter(void **state)
{
    (void)state;
    say(60, 100, 32, "•");
    add_word("e", 62, 80, 100, 0.7);
    say(120, 100, 32, "Support");
    add_word("Support", 120, 250, 100, 0.9);
    read_rest();
    assert_string_equal(text_at(0), "•");
    assert_string_equal(text_at(1), "Support");
}

static void a_raised_ending_is_read(void **state)
{
    (void)state;
    say(60, 100, 32, "29");
    say(101, 89, 20, "th");
    add_word("29\"", 60, 128, 100, 0.4);
    read_rest();
    assert_string_equal(text_at(0), "29th");
}

static void per_cent_is_no_ending(void **state)
{
    (void)state;
    say(60, 100, 32, "21%");
    add_word("21%", 60, 132, 100, 0.9);
    read_rest();
    assert_string_equal(text_at(0), "21%");
}

static void a_number_is_not_read_again(void **state)
{
    (void)state;
    say(60, 100, 32, "418");
    add_word("413", 60, 122, 100, 0.3);
    read_rest();
    assert_string_equal(text_at(0), "413");
}

static void a_doubted_word_is_read_again(void **state)
{
    (void)state;
    say(60, 100, 32, "independent");
    mb_picture_fill(page, (MbPixelBox){40, 108, 300, 110}, 0);
    add_word("intsgondont", 60, 262, 108, 0.1);
    g_array_index(words, MbReadWord, 0).box.y0 = 74;
    read_rest();
    assert_string_equal(text_at(0), "independent");
}

static void a_square_bullet_read_as_two_signs_is_one(void **state)
{
    (void)state;
    mb_picture_fill(page, (MbPixelBox){60, 84, 74, 98}, 0);
    add_word("m=", 60, 74, 98, 0.5);
    say(120, 100, 32, "Support");
    add_word("Support", 120, 250, 100, 0.9);
    read_rest();
    assert_string_equal(text_at(0), "•");
}

/* A point of a list: a sign, which the engine read as `read` (or not at all), and a word set apart from it. */
static void add_point(int y, const char *sign, const char *read, int x1)
{
    say(60, y, 32, sign);
    say(120, y, 32, "Support");
    if (read)
        add_word(read, 60, x1, y, 0.6);
    add_word("Support", 120, 250, y, 0.9);
    g_array_index(words, MbReadWord, words->len - 1).line = y;
    if (read)
        g_array_index(words, MbReadWord, words->len - 2).line = y;
}

static void ticks_that_were_read_as_letters_are_bullets(void **state)
{
    (void)state;
    add_point(100, "✓", "v", 86);
    add_point(160, "✓", "Y", 86);
    read_rest();
    assert_string_equal(text_at(0), "•");
    assert_string_equal(text_at(2), "•");
}

static void a_letter_that_stands_once_is_none(void **state)
{
    (void)state;
    add_point(100, "v", "v", 80);
    add_point(160, "w", "w", 86);
    read_rest();
    assert_string_equal(text_at(0), "v");
    assert_string_equal(text_at(2), "w");
}

static void figures_before_points_are_no_bullets(void **state)
{
    (void)state;
    add_point(100, "5", "5", 80);
    add_point(160, "5", "5", 80);
    read_rest();
    assert_string_equal(text_at(0), "5");
    assert_string_equal(text_at(2), "5");
}

static void the_stop_of_a_label_is_no_bullet(void **state)
{
    (void)state;
    say(60, 100, 32, "4");
    mb_picture_fill(page, (MbPixelBox){83, 94, 89, 100}, 0);
    say(120, 100, 32, "Support");
    add_word("4", 62, 80, 100, 0.9);
    add_word("Support", 120, 250, 100, 0.9);
    read_rest();
    assert_int_equal(words->len, 2);
    assert_string_equal(text_at(0), "4.");
}

static void a_label_with_a_comma_has_a_stop(void **state)
{
    (void)state;
    say(60, 100, 32, "1.");
    say(120, 100, 32, "Support");
    add_word("1,", 62, 88, 100, 0.9);
    add_word("Support", 120, 250, 100, 0.9);
    read_rest();
    assert_string_equal(text_at(0), "1.");
}

static void rings_that_were_read_as_noughts_are_bullets(void **state)
{
    (void)state;
    add_point(100, "○", "0.", 90);
    add_point(160, "○", "70", 90);
    read_rest();
    assert_string_equal(text_at(0), "•");
    assert_string_equal(text_at(2), "•");
}

static void a_doubted_dash_before_a_point_is_sure(void **state)
{
    (void)state;
    add_point(100, "–", "-", 80);
    g_array_index(words, MbReadWord, 0).conf = 0.2;
    read_rest();
    assert_string_equal(text_at(0), "–");
    assert_true(g_array_index(words, MbReadWord, 0).conf >= 0.5);
}

static void dashes_that_were_not_read_come_back(void **state)
{
    (void)state;
    add_point(100, "–", NULL, 0);
    read_rest();
    assert_int_equal(words->len, 2);
    assert_string_equal(text_at(0), "–");
}

static void a_number_gets_its_minus_and_its_comma(void **state)
{
    (void)state;
    say(60, 100, 32, "-7.4%");
    add_word("7.4%", 74, 160, 100, 0.9);
    say(300, 100, 32, "2,711");
    add_word("2711", 300, 394, 100, 0.6);
    g_array_index(words, MbReadWord, 1).box.y1 = 106;
    read_rest();
    assert_string_equal(text_at(0), "-7.4%");
    assert_string_equal(text_at(1), "2,711");
}

static void a_dash_between_words_is_no_minus(void **state)
{
    (void)state;
    say(60, 100, 32, "2019 – 24 2711");
    add_word("2019", 60, 142, 100, 0.9);
    add_word("24", 180, 222, 100, 0.9);
    add_word("2711", 232, 316, 100, 0.9);
    read_rest();
    for (guint i = 0; i < words->len; i++) {
        assert_string_not_equal(text_at(i), "-24");
        assert_string_not_equal(text_at(i), "2,711");
    }
}

static void underlines_are_no_letters(void **state)
{
    (void)state;
    say(60, 100, 32, "at Seashells");
    add_word("_at_Seashells_", 60, 270, 100, 0.7);
    read_rest();
    assert_int_equal(words->len, 2);
    assert_string_equal(text_at(0), "at");
    assert_string_equal(text_at(1), "Seashells");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_lone_page_number_is_read, begin, forget),
        cmocka_unit_test_setup_teardown(a_label_that_lost_its_figure_is_read_again, begin, forget),
        cmocka_unit_test_setup_teardown(a_bullet_is_no_letter, begin, forget),
        cmocka_unit_test_setup_teardown(a_raised_ending_is_read, begin, forget),
        cmocka_unit_test_setup_teardown(per_cent_is_no_ending, begin, forget),
        cmocka_unit_test_setup_teardown(a_number_is_not_read_again, begin, forget),
        cmocka_unit_test_setup_teardown(a_doubted_word_is_read_again, begin, forget),
        cmocka_unit_test_setup_teardown(a_square_bullet_read_as_two_signs_is_one, begin, forget),
        cmocka_unit_test_setup_teardown(ticks_that_were_read_as_letters_are_bullets, begin, forget),
        cmocka_unit_test_setup_teardown(a_letter_that_stands_once_is_none, begin, forget),
        cmocka_unit_test_setup_teardown(figures_before_points_are_no_bullets, begin, forget),
        cmocka_unit_test_setup_teardown(the_stop_of_a_label_is_no_bullet, begin, forget),
        cmocka_unit_test_setup_teardown(a_label_with_a_comma_has_a_stop, begin, forget),
        cmocka_unit_test_setup_teardown(rings_that_were_read_as_noughts_are_bullets, begin, forget),
        cmocka_unit_test_setup_teardown(a_doubted_dash_before_a_point_is_sure, begin, forget),
        cmocka_unit_test_setup_teardown(dashes_that_were_not_read_come_back, begin, forget),
        cmocka_unit_test_setup_teardown(a_number_gets_its_minus_and_its_comma, begin, forget),
        cmocka_unit_test_setup_teardown(a_dash_between_words_is_no_minus, begin, forget),
        cmocka_unit_test_setup_teardown(underlines_are_no_letters, begin, forget),
    };
    return cmocka_run_group_tests_name("rest", tests, NULL, NULL);
}
