/* Images and pictures of pages. */
#include "tiny-pdf.h"

#include "base/error.h"

#include <math.h>

static MbDocument *document;
static MbPdf *pdf;
static MbPicture *picture;
static GError *error;

static int forget(void **state)
{
    (void)state;
    g_clear_pointer(&document, mb_document_free);
    g_clear_pointer(&pdf, mb_pdf_free);
    g_clear_pointer(&picture, mb_picture_free);
    g_clear_error(&error);
    return 0;
}

/* A file whose page draws an image, 2 pixels wide and 3 high, as `content` places it: /Im Do. */
static void open_with_image(const char *page, const char *content)
{
    TinyPdf tiny = tiny_pdf_page("", page, content);
    tiny_pdf_add_stream(&tiny, "/Type /XObject /Subtype /Image /Width 2 /Height 3 /ColorSpace /DeviceGray /BitsPerComponent 8",
                        "\x10\x20\x30\x40\x50\x60", 6);
    g_autoptr(GBytes) bytes = tiny_pdf_end(&tiny, "");
    pdf = mb_pdf_open(bytes, NULL, &error);
    assert_non_null(pdf);
    document = mb_document_new("image.pdf");
    MbPage *read = mb_pdf_read_page(pdf, document, 1, &error);
    assert_non_null(read);
    mb_document_take_page(document, read);
}

static MbImage first_image(void)
{
    const MbPage *page = mb_document_page(document, 1);
    assert_int_equal(page->images->len, 1);
    return g_array_index(page->images, MbImage, 0);
}

static void assert_box(MbBox box, double x0, double y0, double x1, double y1)
{
    if (fabs(box.x0 - x0) + fabs(box.y0 - y0) + fabs(box.x1 - x1) + fabs(box.y1 - y1) > 0.1)
        fail_msg("%g %g %g %g is not %g %g %g %g", box.x0, box.y0, box.x1, box.y1, x0, y0, x1, y1);
}

static void an_image_lies_where_it_is_drawn(void **state)
{
    (void)state;
    open_with_image("", "q 50 0 0 30 100 400 cm /Im Do Q");
    MbImage image = first_image();
    assert_box(image.box, 100, 370, 150, 400);
    assert_int_equal(image.width_px, 2);
    assert_int_equal(image.height_px, 3);
    assert_true(image.is_upright);
}

static void an_image_turns_with_its_page_and_is_then_not_upright(void **state)
{
    (void)state;
    open_with_image("/Rotate 90 /CropBox [50 100 550 700]", "q 50 0 0 30 100 400 cm /Im Do Q");
    assert_box(first_image().box, 300, 50, 330, 100);
    assert_false(first_image().is_upright);
}

static void a_mirrored_image_is_not_upright(void **state)
{
    (void)state;
    open_with_image("", "q -50 0 0 30 150 400 cm /Im Do Q");
    assert_box(first_image().box, 100, 370, 150, 400);
    assert_false(first_image().is_upright);
}

static void an_image_inside_a_form_is_found(void **state)
{
    (void)state;
    TinyPdf tiny = tiny_pdf_page("", "/Resources << /XObject << /Fm 7 0 R >> >>", "q 2 0 0 2 10 10 cm /Fm Do Q");
    tiny_pdf_add_stream(&tiny, "/Type /XObject /Subtype /Form /BBox [0 0 100 100] /Matrix [1 0 0 1 5 5] /Resources << /XObject << /Im 8 0 R >> >>",
                        "q 20 0 0 10 0 0 cm /Im Do Q", -1);
    tiny_pdf_add_stream(&tiny, "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", "\x80", 1);
    document = tiny_pdf_read(tiny_pdf_end(&tiny, ""), NULL);
    assert_box(first_image().box, 20, 760, 60, 780);
}

static void an_inline_image_is_found_and_what_follows_it_too(void **state)
{
    (void)state;
    open_with_image("", "q 10 0 0 10 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q q 50 0 0 30 100 400 cm /Im Do Q");
    assert_int_equal(mb_document_page(document, 1)->images->len, 2);
}

static void pixels_are_the_files_own(void **state)
{
    (void)state;
    open_with_image("", "q 50 0 0 30 100 400 cm /Im Do Q");
    picture = mb_pdf_read_image(pdf, 1, first_image().id, &error);
    assert_non_null(picture);
    assert_int_equal(picture->width_px, 2);
    assert_int_equal(picture->height_px, 3);
    assert_int_equal(picture->pixels[0], 0x10);
    assert_int_equal(picture->pixels[2 * picture->stride + 4], 0x60);
}

static void an_image_that_is_not_there_is_an_error(void **state)
{
    (void)state;
    open_with_image("", "q 50 0 0 30 100 400 cm /Im Do Q");
    assert_null(mb_pdf_read_image(pdf, 1, 7, &error));
    assert_true(g_error_matches(error, MB_PDF_ERROR, MB_ERROR_DOCUMENT));
}

static guint32 pixel(int x, int y)
{
    const guint8 *p = picture->pixels + y * picture->stride + 4 * x;
    return (guint32)(p[2] << 16 | p[1] << 8 | p[0]);
}

static void a_picture_of_the_page_shows_what_is_drawn(void **state)
{
    (void)state;
    open_with_image("", "1 0 0 rg 100 600 50 40 re f");
    picture = mb_pdf_render(pdf, 1, (MbBox){0}, 72, false, &error);
    assert_non_null(picture);
    assert_int_equal(picture->width_px, 600);
    assert_int_equal(picture->height_px, 800);
    assert_int_equal(pixel(125, 180), 0xFF0000);
    assert_int_equal(pixel(125, 220), 0xFFFFFF);
}

static void a_part_of_the_page_is_drawn_larger(void **state)
{
    (void)state;
    open_with_image("/Rotate 90", "1 0 0 rg 100 600 50 40 re f");
    picture = mb_pdf_render(pdf, 1, (MbBox){590, 90, 650, 160}, 144, true, &error);
    assert_non_null(picture);
    assert_int_equal(picture->width_px, 120);
    assert_int_equal(picture->height_px, 140);
    assert_int_equal(pixel(60, 60), 0xFF0000); /* 620, 120 on the turned page */
    assert_int_equal(pixel(5, 60), 0xFFFFFF);
}

static void a_picture_beyond_the_limit_is_refused(void **state)
{
    (void)state;
    open_with_image("/MediaBox [0 0 14400 14400]", "");
    assert_null(mb_pdf_render(pdf, 1, (MbBox){0}, 300, false, &error));
    assert_true(g_error_matches(error, MB_PDF_ERROR, MB_ERROR_LIMIT));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(an_image_lies_where_it_is_drawn, forget),
        cmocka_unit_test_teardown(an_image_turns_with_its_page_and_is_then_not_upright, forget),
        cmocka_unit_test_teardown(a_mirrored_image_is_not_upright, forget),
        cmocka_unit_test_teardown(an_image_inside_a_form_is_found, forget),
        cmocka_unit_test_teardown(an_inline_image_is_found_and_what_follows_it_too, forget),
        cmocka_unit_test_teardown(pixels_are_the_files_own, forget),
        cmocka_unit_test_teardown(an_image_that_is_not_there_is_an_error, forget),
        cmocka_unit_test_teardown(a_picture_of_the_page_shows_what_is_drawn, forget),
        cmocka_unit_test_teardown(a_part_of_the_page_is_drawn_larger, forget),
        cmocka_unit_test_teardown(a_picture_beyond_the_limit_is_refused, forget),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
