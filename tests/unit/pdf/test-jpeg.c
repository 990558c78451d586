/* JPEG files taken out of a PDF as they are, and when they must not be. */
#include "tiny-pdf.h"

#include "base/error.h"

#define BYTES(text) text, sizeof text - 1

/* The segments of a file of 4 by 2 grey pixels; its data mean nothing, for nobody decodes them. */
static const char start[] = "\xFF\xD8", jfif[] = "\xFF\xE0\x00\x10JFIF\0\1\2\0\0\1\0\1\0\0", frame[] = "\xFF\xC0\x00\x0B\x08\0\2\0\4\1\1\x11\0",
                  scan[] = "\xFF\xDA\x00\x08\1\1\0\0\x3F\0\x12\xFF\x00\x34", end[] = "\xFF\xD9";

static const char plain[] = "/Width 4 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode";
static const char drawn[] = "q 400 0 0 200 100 400 cm /Im Do Q ";

/* A whole file with something between its first segments and something behind its end. */
static GByteArray *new_jpeg(const char *extra, gsize extra_size, const char *tail)
{
    GByteArray *bytes = g_byte_array_new();
    g_byte_array_append(bytes, (const guint8 *)BYTES(start));
    g_byte_array_append(bytes, (const guint8 *)BYTES(jfif));
    g_byte_array_append(bytes, (const guint8 *)extra, (guint)extra_size);
    g_byte_array_append(bytes, (const guint8 *)BYTES(frame));
    g_byte_array_append(bytes, (const guint8 *)BYTES(scan));
    g_byte_array_append(bytes, (const guint8 *)BYTES(end));
    g_byte_array_append(bytes, (const guint8 *)tail, (guint)strlen(tail));
    return bytes;
}

/* Whether the image of a page comes out of its file, byte for byte; what comes out otherwise fails the test. */
static bool comes_out(const char *page, const char *content, const char *entries, GByteArray *jpeg)
{
    TinyPdf tiny = tiny_pdf_page("", page, content);
    g_autofree char *dict = g_strdup_printf("/Type /XObject /Subtype /Image %s", entries);
    tiny_pdf_add_stream(&tiny, dict, (const char *)jpeg->data, jpeg->len);
    tiny_pdf_add(&tiny, "<< /Type /ExtGState /ca 0.5 >>");
    tiny_pdf_add(&tiny, "<< /Type /Annot /Subtype /Square /Rect [120 420 180 480] /IC [0 0 0] >>");
    g_autoptr(GBytes) bytes = tiny_pdf_end(&tiny, ""), kept = g_bytes_new(jpeg->data, jpeg->len);
    g_autoptr(MbPdf) pdf = mb_pdf_open(bytes, NULL, NULL);
    assert_non_null(pdf);
    g_autoptr(GBytes) out = mb_pdf_dup_jpeg(pdf, 1, 0, 1 << 20);
    assert_true(!out || g_bytes_equal(out, kept));
    g_byte_array_unref(jpeg);
    return out != NULL;
}

static bool page_shows_it(const char *page, const char *before, const char *after)
{
    g_autofree char *content = g_strconcat(before, drawn, after, NULL);
    return comes_out(page, content, plain, new_jpeg("", 0, ""));
}

static void a_plain_file_comes_out_as_it_is(void **state)
{
    (void)state;
    assert_true(page_shows_it("", "", ""));
    assert_true(page_shows_it("", "0 0 600 800 re f ", "10 10 50 50 re f 0 20 m 600 20 l S BT /F1 9 Tf 20 700 Td (Lamps) Tj ET"));
    assert_true(comes_out("", drawn, plain, new_jpeg("", 0, "\n")));
    assert_false(comes_out("", "", plain, new_jpeg("", 0, "")));
}

static void a_file_that_holds_more_than_its_picture_does_not(void **state)
{
    (void)state;
    assert_false(comes_out("", drawn, plain, new_jpeg(BYTES("\xFF\xE1\x00\x08" "Exif\0\0"), "")));
    assert_false(comes_out("", drawn, plain, new_jpeg(BYTES("\xFF\xFE\x00\x07Quorn"), "")));
    assert_false(comes_out("", drawn, plain, new_jpeg(BYTES("\xFF\xE0\x00\x08JFXX\0\x10"), "")));
    assert_false(comes_out("", drawn, plain, new_jpeg("", 0, "Quorn")));
    assert_true(comes_out("", drawn, plain, new_jpeg(BYTES("\xFF\xDD\x00\x04\0\1"), "")));
}

static void a_file_that_is_not_shown_as_it_is_does_not(void **state)
{
    (void)state;
    static const char *const entries[] = {
        "/Width 5 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode",
        "/Width 4 /Height 2 /ColorSpace /DeviceCMYK /BitsPerComponent 8 /Filter /DCTDecode",
        "/Width 4 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode /Decode [1 0]",
        "/Width 4 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode /Mask [0 9]",
        "/Width 4 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter [/FlateDecode /DCTDecode]"};
    for (gsize i = 0; i < G_N_ELEMENTS(entries); i++)
        assert_false(comes_out("", drawn, entries[i], new_jpeg("", 0, "")));
}

static void a_picture_under_something_does_not(void **state)
{
    (void)state;
    static const char *const after[] = {"150 450 60 12 re f", "150 450 m 210 470 l S", "50 300 m 90 700 590 700 590 300 c f",
                                        "[3 3] 0 d 150 450 m 350 450 l S", "q 20 0 0 20 150 450 cm /Im Do Q"};
    for (gsize i = 0; i < G_N_ELEMENTS(after); i++)
        assert_false(page_shows_it("", "", after[i]));
    assert_false(page_shows_it("/Annots [9 0 R]", "", ""));
}

static void a_picture_of_which_only_some_shows_does_not(void **state)
{
    (void)state;
    assert_false(page_shows_it("", "100 400 300 200 re W n ", ""));
    assert_false(page_shows_it("/CropBox [200 0 600 800]", "", ""));
    assert_false(page_shows_it("/Rotate 90", "", ""));
    assert_false(page_shows_it("/Resources << /XObject << /Im 7 0 R >> /ExtGState << /G 8 0 R >> >>", "/G gs ", ""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plain_file_comes_out_as_it_is),
        cmocka_unit_test(a_file_that_holds_more_than_its_picture_does_not),
        cmocka_unit_test(a_file_that_is_not_shown_as_it_is_does_not),
        cmocka_unit_test(a_picture_under_something_does_not),
        cmocka_unit_test(a_picture_of_which_only_some_shows_does_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
