/* Sizes and weight of type, measured from pixels. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "reader/reader.h"
#include "../../../stages/ocr/type/type.h"

#include <cairo.h>
#include <math.h>
#include <string.h>

#define DPI 200.0

static MbPicture *picture;
static GArray *words;
static MbDocument *document;

static int begin(void **state)
{
    (void)state;
    picture = mb_picture_new(1600, 1200, 1);
    words = g_array_new(FALSE, FALSE, sizeof(MbReadWord));
    g_array_set_clear_func(words, mb_read_word_clear);
    document = mb_document_new("type");
    return !picture;
}

static int forget(void **state)
{
    (void)state;
    g_clear_pointer(&picture, mb_picture_free);
    g_clear_pointer(&words, g_array_unref);
    g_clear_pointer(&document, mb_document_free);
    return 0;
}

/* Draws words in a face and puts them among the words as a reader would: tight boxes, one size guessed for all. */
static void say(int line, const char *face, bool is_bold, double points, const char *text)
{
    const double y = 60 * (line + 1);
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, picture->width_px, picture->height_px);
    cairo_t *cairo = cairo_create(surface);
    cairo_select_font_face(cairo, face, CAIRO_FONT_SLANT_NORMAL, is_bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(cairo, points * DPI / 72);
    g_auto(GStrv) parts = g_strsplit(text, " ", -1);
    double x = 40;
    for (int i = 0; parts[i]; i++) {
        cairo_text_extents_t size;
        cairo_text_extents(cairo, parts[i], &size);
        cairo_move_to(cairo, x, y);
        cairo_show_text(cairo, parts[i]);
        const MbPixelBox box = {(int)(x + size.x_bearing), (int)(y + size.y_bearing), (int)(x + size.x_bearing + size.width + 1),
                                (int)ceil(y + size.y_bearing + size.height)};
        const MbReadWord word = {.text = g_strdup(parts[i]), .box = box, .baseline_px = y, .size_px = 11 * DPI / 72, .conf = 0.95, .line = line};
        g_array_append_val(words, word);
        x += size.x_advance + 12;
    }
    cairo_destroy(cairo);
    cairo_surface_flush(surface);
    const unsigned char *from = cairo_image_surface_get_data(surface);
    for (int v = 0; v < picture->height_px; v++)
        for (int u = 0; u < picture->width_px; u++)
            picture->pixels[v * picture->stride + u] -=
                MIN(picture->pixels[v * picture->stride + u], from[v * cairo_image_surface_get_stride(surface) + u]);
    cairo_surface_destroy(surface);
}

/* Measures what was said and gives it to a page of the document, as stage ocr does. */
static MbPage *settle(void)
{
    MbPage *page = mb_page_new(1, 576, 432);
    mb_page_append_region(page, MB_REGION_SCAN, (MbBox){0, 0, 576, 432}, -1, "image only");
    mb_ocr_measure_type(picture, words);
    for (guint i = 0; i < words->len; i++) {
        const MbReadWord *read = &g_array_index(words, MbReadWord, i);
        MbWord word = mb_word_init();
        const double scale = 72 / DPI;
        word.text = read->text;
        word.box = (MbBox){read->box.x0 * scale, read->box.y0 * scale, read->box.x1 * scale, read->box.y1 * scale};
        word.baseline = read->baseline_px * scale;
        word.size = read->size_px * scale;
        word.rise = (float)(read->rise_px * scale);
        word.stroke = (float)(read->stroke_px * scale);
        word.origin = MB_ORIGIN_OCR;
        word.region = 0;
        mb_page_append_word(page, &word);
    }
    mb_document_take_page(document, page);
    mb_ocr_settle_type(document);
    return page;
}

static bool is_bold(const MbPage *page, guint i)
{
    const MbFont *font = mb_document_font(document, mb_page_word(page, i)->font);
    return font && font->bold;
}

/* Five lines of plain text in a face. */
static void say_body(const char *face, double points)
{
    static const char *const lines[] = {"The committee considered the report of the Director", "and noted that the budget had been agreed in March",
                                        "Members asked whether the work would be finished", "by the end of the year and were told that it was so",
                                        "The Chair thanked all officers for their efforts"};
    for (int i = 0; i < 5; i++)
        say(10 + i, face, false, points, lines[i]);
}

static void check_face(const char *face)
{
    say(0, face, true, 14, "Declarations of interest");
    say(1, face, true, 11, "Apologies for absence");
    say(2, face, false, 11, "Minutes of the last meeting");
    say_body(face, 11);
    const MbPage *page = settle();
    assert_true(is_bold(page, 0) && is_bold(page, 1) && is_bold(page, 2) && is_bold(page, 3));
    assert_false(is_bold(page, 6) || is_bold(page, 10) || is_bold(page, 20));
    const double large = mb_page_word(page, 0)->size, body = mb_page_word(page, 15)->size;
    assert_true(fabs(large / body - 14 / 11.0) < 0.08);
    assert_true(mb_page_word(page, 3)->size == body && mb_page_word(page, 30)->size == body);
}

static void bold_headings_in_a_sans_face_are_told(void **state)
{
    (void)state;
    check_face("DejaVu Sans");
}

static void bold_headings_in_a_serif_face_are_told(void **state)
{
    (void)state;
    check_face("DejaVu Serif");
}

static void words_without_ascenders_have_the_size_of_their_line(void **state)
{
    (void)state;
    say(0, "DejaVu Sans", false, 11, "a new room was seen on our way");
    say_body("DejaVu Sans", 11);
    const MbPage *page = settle();
    for (guint i = 1; i < page->words->len; i++)
        assert_true(mb_page_word(page, i)->size == mb_page_word(page, 0)->size);
}

static void a_border_over_a_word_makes_no_large_type(void **state)
{
    (void)state;
    say_body("DejaVu Sans", 11);
    MbReadWord *word = &g_array_index(words, MbReadWord, 2);
    word->box.y0 -= 14;
    for (int x = word->box.x0; x < word->box.x1; x++)
        picture->pixels[word->box.y0 * picture->stride + x] = 0;
    const MbPage *page = settle();
    assert_true(mb_page_word(page, 2)->size == mb_page_word(page, 1)->size);
}

static void a_text_that_is_all_heavy_is_not_bold(void **state)
{
    (void)state;
    static const char *const lines[] = {"The committee considered the report of the Director", "and noted that the budget had been agreed"};
    for (int i = 0; i < 2; i++)
        say(i, "DejaVu Sans", true, 11, lines[i]);
    assert_false(is_bold(settle(), 3));
}

static void an_empty_document_stays_so(void **state)
{
    (void)state;
    mb_ocr_settle_type(document);
    assert_int_equal(document->fonts->len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(bold_headings_in_a_sans_face_are_told, begin, forget),
        cmocka_unit_test_setup_teardown(bold_headings_in_a_serif_face_are_told, begin, forget),
        cmocka_unit_test_setup_teardown(words_without_ascenders_have_the_size_of_their_line, begin, forget),
        cmocka_unit_test_setup_teardown(a_border_over_a_word_makes_no_large_type, begin, forget),
        cmocka_unit_test_setup_teardown(a_text_that_is_all_heavy_is_not_bold, begin, forget),
        cmocka_unit_test_setup_teardown(an_empty_document_stays_so, begin, forget),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
