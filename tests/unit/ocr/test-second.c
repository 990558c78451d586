/* Doubtful words asked of a second reader. The installed data stand for its own: the same word is read alone then. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../stages/ocr/second.h"

#include <cairo.h>
#include <glob.h>
#include <math.h>
#include <string.h>

static MbOptions options;
static char *models;
static MbPicture *picture;
static GArray *words;

/* Where Debian keeps the data; TESSDATA_PREFIX says it elsewhere. */
static char *find_models(void)
{
    glob_t found = {0};
    const char *told = g_getenv("TESSDATA_PREFIX");
    char *folder = NULL;
    if (told)
        return g_strdup(told);
    if (glob("/usr/share/tesseract-ocr/*/tessdata", 0, NULL, &found) == 0)
        folder = g_strdup(found.gl_pathv[0]);
    globfree(&found);
    return folder;
}

/* "Community 14,720" at 200 dpi, the two words as a first reader might have seen them. */
static int begin(void **state)
{
    (void)state;
    options = mb_options_init();
    models = find_models();
    options.models = models;
    picture = mb_picture_new(600, 120, 1);
    cairo_surface_t *surface =
        cairo_image_surface_create_for_data(picture->pixels, CAIRO_FORMAT_A8, picture->width_px, picture->height_px, picture->stride);
    cairo_t *cairo = cairo_create(surface);
    cairo_set_operator(cairo, CAIRO_OPERATOR_DEST_OUT);
    cairo_select_font_face(cairo, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(cairo, 40);
    cairo_move_to(cairo, 20, 70);
    cairo_show_text(cairo, "Community");
    cairo_move_to(cairo, 330, 70);
    cairo_show_text(cairo, "14,720");
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    words = g_array_new(FALSE, FALSE, sizeof(MbReadWord));
    g_array_set_clear_func(words, mb_read_word_clear);
    return models ? 0 : -1;
}

static int forget(void **state)
{
    (void)state;
    g_clear_pointer(&picture, mb_picture_free);
    g_clear_pointer(&words, g_array_unref);
    g_clear_pointer(&models, g_free);
    return 0;
}

static MbReadWord *add_word(const char *text, int x0, int x1, double conf)
{
    const MbReadWord word = {.text = g_strdup(text), .box = {x0, 36, x1, 84}, .conf = conf};
    g_array_append_val(words, word);
    return &g_array_index(words, MbReadWord, words->len - 1);
}

static void ask(gint64 deadline)
{
    const MbOcrPage at = {.options = &options, .deadline = deadline};
    mb_ocr_ask_second(&at, picture, 200, words);
}

static void what_both_read_alike_is_surer(void **state)
{
    (void)state;
    const MbReadWord *word = add_word("Community", 18, 290, 0.6);
    ask(0);
    assert_true(word->conf >= 0.88);
    assert_null(word->other);
}

static void what_they_read_differently_is_less_sure_and_keeps_both(void **state)
{
    (void)state;
    const MbReadWord *word = add_word("14,120", 326, 490, 0.6);
    ask(0);
    assert_true(word->conf < 0.6);
    assert_string_equal(word->text, "14,120");
    assert_string_equal(word->other, "14,720");
}

static void sure_words_and_marks_are_not_asked_for(void **state)
{
    (void)state;
    add_word("Comrnunity", 18, 290, 0.95);
    add_word("~", 18, 290, 0.3);
    ask(0);
    assert_true(g_array_index(words, MbReadWord, 0).conf == 0.95 && !g_array_index(words, MbReadWord, 0).other);
    assert_true(g_array_index(words, MbReadWord, 1).conf == 0.3);
}

static void without_a_second_reader_or_time_words_stay(void **state)
{
    (void)state;
    const MbReadWord *word = add_word("Community", 18, 290, 0.6);
    ask(1); /* long ago */
    options.models = NULL;
    ask(0);
    options.models = "/nonexistent";
    ask(0);
    assert_true(word->conf == 0.6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_both_read_alike_is_surer, begin, forget),
        cmocka_unit_test_setup_teardown(what_they_read_differently_is_less_sure_and_keeps_both, begin, forget),
        cmocka_unit_test_setup_teardown(sure_words_and_marks_are_not_asked_for, begin, forget),
        cmocka_unit_test_setup_teardown(without_a_second_reader_or_time_words_stay, begin, forget),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
