/* Reading by the looks of a picture's own letters. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../stages/ocr/typecase.h"

#include <cairo.h>
#include <string.h>

static MbPicture *picture;
static MbSheet *sheet;
static MbTypecase *typecase;

/* Lines of figures 40 pixels apart at 96 dpi, made a sheet. */
static void draw(const char *const *lines)
{
    picture = mb_picture_new(200, 280, 4);
    cairo_surface_t *surface = cairo_image_surface_create_for_data(picture->pixels, CAIRO_FORMAT_RGB24, 200, 280, picture->stride);
    cairo_t *cairo = cairo_create(surface);
    cairo_select_font_face(cairo, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(cairo, 16);
    for (int i = 0; lines[i]; i++) {
        cairo_move_to(cairo, 10, 70 + i * 40);
        cairo_show_text(cairo, lines[i]);
    }
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    sheet = mb_sheet_new(picture, 96);
    typecase = mb_typecase_new(sheet);
}

static int forget(void **state)
{
    (void)state;
    g_clear_pointer(&typecase, mb_typecase_free);
    g_clear_pointer(&sheet, mb_sheet_free);
    g_clear_pointer(&picture, mb_picture_free);
    return 0;
}

static MbPixelBox line_at(int i)
{
    const double f = sheet->factor;
    return (MbPixelBox){0, (int)((48 + i * 40) * f), (int)(200 * f), (int)((82 + i * 40) * f)};
}

static void a_number_is_read_by_the_looks_of_others(void **state)
{
    (void)state;
    static const char *const lines[] = {"12,345", "67890", "2.57", NULL};
    draw(lines);
    mb_typecase_learn(typecase, 0, line_at(0), "12,345");
    mb_typecase_learn(typecase, 1, line_at(1), "67890");
    MbTypecaseReading reading = mb_typecase_read(typecase, 2, line_at(2));
    assert_int_equal(reading.characters, 4);
    assert_int_equal(reading.text[0], '2');
    assert_true(g_str_has_suffix(reading.text, "57"));
    g_free(reading.text);
}

static void a_segment_does_not_prove_itself(void **state)
{
    (void)state;
    static const char *const lines[] = {"225", "448", NULL};
    draw(lines);
    mb_typecase_learn(typecase, 0, line_at(0), "275");
    mb_typecase_learn(typecase, 1, line_at(1), "448");
    MbTypecaseReading reading = mb_typecase_read(typecase, 0, line_at(0));
    assert_false(reading.is_sure);
    g_free(reading.text);
}

static void marks_that_are_not_as_many_as_the_characters_teach_nothing(void **state)
{
    (void)state;
    static const char *const lines[] = {"225", "225", NULL};
    draw(lines);
    mb_typecase_learn(typecase, 0, line_at(0), "2.25");
    MbTypecaseReading reading = mb_typecase_read(typecase, 1, line_at(1));
    assert_false(reading.is_sure);
    assert_string_equal(reading.text, "\357\277\275\357\277\275\357\277\275");
    g_free(reading.text);
}

static void what_was_learned_wrongly_is_forgotten(void **state)
{
    (void)state;
    static const char *const lines[] = {"257", "527", "752", "257", NULL};
    draw(lines);
    mb_typecase_learn(typecase, 0, line_at(0), "277");
    mb_typecase_learn(typecase, 1, line_at(1), "527");
    mb_typecase_learn(typecase, 2, line_at(2), "752");
    mb_typecase_settle(typecase);
    MbTypecaseReading reading = mb_typecase_read(typecase, 3, line_at(3));
    assert_true(reading.is_sure);
    assert_string_equal(reading.text, "257");
    g_free(reading.text);
}

static void the_feet_of_figures_are_no_lines(void **state)
{
    (void)state;
    static const char *const lines[] = {"225", "525", "252", NULL};
    draw(lines);
    assert_int_equal(sheet->lines->len, 0);
    mb_typecase_learn(typecase, 0, line_at(0), "225");
    MbTypecaseReading reading = mb_typecase_read(typecase, 2, line_at(0));
    assert_true(reading.is_sure);
    assert_string_equal(reading.text, "225");
    g_free(reading.text);
}

static void a_bare_place_reads_nothing(void **state)
{
    (void)state;
    static const char *const lines[] = {"225", NULL};
    draw(lines);
    MbTypecaseReading reading = mb_typecase_read(typecase, 3, line_at(4));
    assert_false(reading.is_sure);
    assert_string_equal(reading.text, "");
    g_free(reading.text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(a_number_is_read_by_the_looks_of_others, forget),
        cmocka_unit_test_teardown(a_segment_does_not_prove_itself, forget),
        cmocka_unit_test_teardown(marks_that_are_not_as_many_as_the_characters_teach_nothing, forget),
        cmocka_unit_test_teardown(what_was_learned_wrongly_is_forgotten, forget),
        cmocka_unit_test_teardown(the_feet_of_figures_are_no_lines, forget),
        cmocka_unit_test_teardown(a_bare_place_reads_nothing, forget),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
