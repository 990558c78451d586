/* JPEG files that lie in a PDF as they were made: which of them show just what the page shows. */
#include "private.h"

#include "notes.h"

#include "base/error.h"

#include <string.h>

/* Markers of ITU-T T.81, table B.1. */
#define START 0xD8
#define END 0xD9
#define SCAN 0xDA
#define TABLES 0xDB
#define RESTARTS 0xDD
#define APP0 0xE0
#define APP2 0xE2
#define APP14 0xEE

/* A JPEG file under inspection. */
typedef struct {
    const guint8 *data;
    gsize size, at;
    int width_px, height_px, channels;
} Jpeg;

static guint number_at(const Jpeg *jpeg, gsize at)
{
    return at + 1 < jpeg->size ? (guint)jpeg->data[at] << 8 | jpeg->data[at + 1] : 0;
}

static bool begins_with(const Jpeg *jpeg, gsize at, const char *text, gsize length)
{
    return at + length <= jpeg->size && !memcmp(jpeg->data + at, text, length);
}

static bool is_frame(int marker)
{
    return marker == 0xC0 || marker == 0xC1 || marker == 0xC2; /* baseline, extended, progressive: what browsers show */
}

/*
 * Whether a segment says no more than how the picture is drawn. Others (Exif, comments, editors' own) may hold a smaller picture of what
 * was there before it was cut, a place, a name.
 */
static bool is_plain_segment(const Jpeg *jpeg, int marker, gsize body, gsize length)
{
    static const gsize jfif_thumbnail = 12; /* its width and height */
    if (marker == APP0)
        return begins_with(jpeg, body, "JFIF", 5) && length == 14 && number_at(jpeg, body + jfif_thumbnail) == 0;
    if (marker == APP2)
        return begins_with(jpeg, body, "ICC_PROFILE", 12);
    if (marker == APP14)
        return begins_with(jpeg, body, "Adobe", 5) && length == 12;
    return is_frame(marker) || marker == 0xC4 || marker == SCAN || marker == TABLES || marker == RESTARTS;
}

static void read_frame(Jpeg *jpeg, gsize body, gsize length)
{
    if (length < 6 || jpeg->data[body] != 8)
        return;
    jpeg->height_px = (int)number_at(jpeg, body + 1);
    jpeg->width_px = (int)number_at(jpeg, body + 3);
    jpeg->channels = jpeg->data[body + 5];
}

/* Steps over coded data to the next marker that is none of its own. */
static void skip_coded(Jpeg *jpeg)
{
    while (jpeg->at + 1 < jpeg->size) {
        const guint8 next = jpeg->data[jpeg->at + 1];
        if (jpeg->data[jpeg->at] == 0xFF && next != 0 && next != 0xFF && (next < 0xD0 || next > 0xD7))
            return;
        jpeg->at++;
    }
}

/* Walks over one segment. Returns false at one that is not plain or not whole; the file's end is 0 in *marker. */
static bool skip_segment(Jpeg *jpeg, int *marker)
{
    if (jpeg->at + 2 > jpeg->size || jpeg->data[jpeg->at] != 0xFF)
        return false;
    *marker = jpeg->data[jpeg->at + 1];
    if (*marker == END)
        return true;
    const gsize body = jpeg->at + 4, length = number_at(jpeg, jpeg->at + 2);
    if (length < 2 || body + length - 2 > jpeg->size || !is_plain_segment(jpeg, *marker, body, length - 2))
        return false;
    if (is_frame(*marker))
        read_frame(jpeg, body, length - 2);
    jpeg->at = body + length - 2;
    if (*marker == SCAN)
        skip_coded(jpeg);
    return true;
}

/* Whether it is a whole JPEG file with nothing in it, or behind it, but one picture. */
static bool is_plain_file(Jpeg *jpeg)
{
    int marker = START;
    if (!begins_with(jpeg, 0, "\xFF\xD8\xFF", 3))
        return false;
    for (jpeg->at = 2; marker != END;)
        if (!skip_segment(jpeg, &marker))
            return false;
    for (jpeg->at += 2; jpeg->at < jpeg->size; jpeg->at++)
        if (!g_ascii_isspace(jpeg->data[jpeg->at]) && jpeg->data[jpeg->at])
            return false;
    return jpeg->channels == 1 || jpeg->channels == 3;
}

/* Whether the file's colours are what browsers take them for; ICC profiles of a PDF are not in the picture, and near enough to sRGB. */
static bool has_plain_colours(const MbObjects *objects, MbView dict, int channels)
{
    static const char *const plain[] = {"/DeviceRGB", "/DeviceGray", "/CalRGB", "/CalGray"};
    MbView space = mb_objects_key(objects, dict, "/ColorSpace"), rest = mb_view_inside(space), name, stream;
    for (gsize i = 0; i < G_N_ELEMENTS(plain); i++)
        if (mb_view_is(space, plain[i]))
            return true;
    if (mb_view_next(&rest, &name) != MB_TOKEN_NAME)
        return false;
    if (mb_view_is(name, "/CalRGB") || mb_view_is(name, "/CalGray"))
        return true;
    if (!mb_view_is(name, "/ICCBased") || mb_view_next_object(&rest, &stream) != MB_TOKEN_REF)
        return false;
    return mb_view_int(mb_objects_key(objects, stream, "/N")) == channels;
}

/* Whether nothing but the JPEG filter stands between the stream's bytes and what is shown. */
static bool is_drawn_as_it_is(const MbObjects *objects, MbView dict)
{
    static const char *const changing[] = {"/SMask", "/Mask", "/Decode", "/DecodeParms", "/ImageMask", "/OC", "/Matte", "/F"};
    MbView filter = mb_objects_key(objects, dict, "/Filter"), inner = mb_view_inside(filter), name, second;
    for (gsize i = 0; i < G_N_ELEMENTS(changing); i++)
        if (!mb_view_is_empty(mb_view_key(dict, changing[i])))
            return false;
    if (mb_view_is(filter, "/DCTDecode"))
        return true;
    return mb_view_next(&inner, &name) == MB_TOKEN_NAME && mb_view_is(name, "/DCTDecode") && mb_view_next(&inner, &second) == MB_TOKEN_END;
}

static GBytes *dup_file(const MbObjects *objects, const MbDrawn *drawn, gsize limit)
{
    MbView rest = drawn->stream, dict;
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    if (mb_view_next(&rest, &dict) != MB_TOKEN_DICT || !is_drawn_as_it_is(objects, dict))
        return NULL;
    if (mb_objects_raw(objects, drawn->stream, bytes, limit) != MB_STREAM_READ)
        return NULL;
    Jpeg jpeg = {.data = bytes->data, .size = bytes->len};
    if (!is_plain_file(&jpeg) || jpeg.width_px != drawn->width_px || jpeg.height_px != drawn->height_px)
        return NULL;
    return has_plain_colours(objects, dict, jpeg.channels) ? g_byte_array_free_to_bytes(g_steal_pointer(&bytes)) : NULL;
}

GBytes *mb_pdf_dup_jpeg(MbPdf *pdf, int number, int id, gsize limit)
{
    g_autoptr(PopplerPage) source = mb_pdf_page(pdf, number, NULL);
    g_autoptr(MbContent) content = source && pdf->objects ? mb_pdf_content(pdf, source, number, NULL) : NULL;
    if (!content || content->is_cut_short || content->has_layers || id < 0 || (guint)id >= content->images->len)
        return NULL;
    PopplerRectangle crop;
    poppler_page_get_crop_box(source, &crop);
    g_auto(MbNotes) notes = mb_notes_read(pdf, number, (MbBox){crop.x1, crop.y1, crop.x2, crop.y2});
    const MbDrawn *drawn = &g_array_index(content->images, MbDrawn, id);
    if (notes.is_painted || !drawn->is_upright || !drawn->is_whole)
        return NULL;
    return dup_file(pdf->objects, drawn, limit);
}
