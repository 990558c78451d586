/* PNG files (RFC 2083), in the smallest of three forms that holds the picture whole. */
#include "image/png.h"

#include <gio/gio.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define PALETTE 256
#define SLOTS 1024 /* of the table that finds a colour in the palette; a power of two */
#define LEVEL 6    /* zlib's own middle: higher ones take three times as long for 2 % */

/* Values of the header's colour type. */
typedef enum { GREY = 0, RGB = 2, INDEXED = 3 } ColourType;

typedef struct {
    const MbPicture *picture;
    ColourType type;
    int channels;             /* of a row as written */
    guint colours;            /* of the palette */
    uint32_t palette[PALETTE]; /* 0xRRGGBB */
    int16_t slots[SLOTS];     /* index in the palette, or -1 */
} Png;

static uint32_t colour_at(const MbPicture *picture, const guint8 *row, int x)
{
    if (picture->channels == 1)
        return row[x] * 0x10101u;
    const guint8 *pixel = row + (gsize)x * 4;
    return (uint32_t)pixel[2] << 16 | (uint32_t)pixel[1] << 8 | pixel[0];
}

/* The slot in which a colour lies, or the empty one that it would lie in. */
static int16_t *find_slot(Png *png, uint32_t colour)
{
    guint at = (colour * 2654435761u) >> 22; /* Knuth's multiplicative hash, 10 bits */
    while (png->slots[at] >= 0 && png->palette[png->slots[at]] != colour)
        at = (at + 1) % SLOTS;
    return &png->slots[at];
}

static bool add_colour(Png *png, uint32_t colour)
{
    int16_t *slot = find_slot(png, colour);
    if (*slot >= 0)
        return true;
    if (png->colours == PALETTE)
        return false;
    png->palette[png->colours] = colour;
    *slot = (int16_t)png->colours++;
    return true;
}

static const guint8 *row_of(const MbPicture *picture, int y)
{
    return picture->pixels + (gsize)y * (gsize)picture->stride;
}

static bool is_grey(const MbPicture *picture)
{
    for (int y = 0; picture->channels != 1 && y < picture->height_px; y++)
        for (int x = 0; x < picture->width_px; x++) {
            const guint8 *pixel = row_of(picture, y) + (gsize)x * 4;
            if (pixel[0] != pixel[1] || pixel[1] != pixel[2])
                return false;
        }
    return true;
}

static bool fits_palette(Png *png)
{
    const MbPicture *picture = png->picture;
    memset(png->slots, -1, sizeof png->slots);
    for (int y = 0; y < picture->height_px; y++)
        for (int x = 0; x < picture->width_px; x++)
            if (!add_colour(png, colour_at(picture, row_of(picture, y), x)))
                return false;
    return true;
}

static void choose_type(Png *png)
{
    png->type = is_grey(png->picture) ? GREY : fits_palette(png) ? INDEXED : RGB;
    png->channels = png->type == RGB ? 3 : 1;
}

static void fill_row(Png *png, int y, guint8 *out)
{
    const guint8 *row = row_of(png->picture, y);
    for (int x = 0; x < png->picture->width_px; x++) {
        const uint32_t colour = colour_at(png->picture, row, x);
        if (png->type == INDEXED) {
            *out++ = (guint8)*find_slot(png, colour);
            continue;
        }
        if (png->type == RGB) {
            *out++ = (guint8)(colour >> 16);
            *out++ = (guint8)(colour >> 8);
        }
        *out++ = (guint8)colour;
    }
}

/* Of left, above and left above the one that lies nearest to the plane through them. */
static guint8 predict(int left, int above, int corner)
{
    const int base = left + above - corner, to_left = abs(base - left), to_above = abs(base - above), to_corner = abs(base - corner);
    return (guint8)(to_left <= to_above && to_left <= to_corner ? left : to_above <= to_corner ? above : corner);
}

/* Writes a row as differences (filter 4, Paeth); indices of a palette differ without meaning and stay (filter 0). */
static void filter_row(const Png *png, const guint8 *row, const guint8 *above, gsize size, guint8 *out)
{
    const gsize step = (gsize)png->channels;
    *out++ = png->type == INDEXED ? 0 : 4;
    for (gsize i = 0; i < size; i++)
        out[i] = png->type == INDEXED ? row[i]
                                      : (guint8)(row[i] - predict(i < step ? 0 : row[i - step], above[i], i < step ? 0 : above[i - step]));
}

static GBytes *dup_rows(Png *png)
{
    const gsize size = (gsize)png->picture->width_px * (gsize)png->channels, rows = (gsize)png->picture->height_px;
    g_autofree guint8 *pair = g_malloc0(2 * size);
    guint8 *out = g_malloc((size + 1) * rows);
    for (gsize y = 0; y < rows; y++) {
        guint8 *row = pair + (y % 2) * size, *above = pair + ((y + 1) % 2) * size;
        fill_row(png, (int)y, row);
        filter_row(png, row, above, size, out + y * (size + 1));
    }
    return g_bytes_new_take(out, (size + 1) * rows);
}

static GBytes *dup_deflated(GBytes *bytes)
{
    g_autoptr(GConverter) deflate = G_CONVERTER(g_zlib_compressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB, LEVEL));
    g_autoptr(GInputStream) plain = g_memory_input_stream_new_from_bytes(bytes), packed = g_converter_input_stream_new(plain, deflate);
    g_autoptr(GOutputStream) out = g_memory_output_stream_new_resizable();
    g_output_stream_splice(out, packed, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, NULL); /* memory to memory: cannot fail */
    return g_memory_output_stream_steal_as_bytes(G_MEMORY_OUTPUT_STREAM(out));
}

static void put_number(GByteArray *out, uint32_t number)
{
    const guint8 bytes[4] = {(guint8)(number >> 24), (guint8)(number >> 16), (guint8)(number >> 8), (guint8)number};
    g_byte_array_append(out, bytes, sizeof bytes);
}

/* The check sum of PNG: CRC-32 of IEEE 802.3, over a chunk's name and data; four bits at a time. */
static uint32_t check_sum(const guint8 *data, gsize size)
{
    static const uint32_t nibbles[16] = {0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
                                         0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c};
    uint32_t sum = ~0u;
    for (gsize i = 0; i < size; i++) {
        sum ^= data[i];
        sum = sum >> 4 ^ nibbles[sum & 15];
        sum = sum >> 4 ^ nibbles[sum & 15];
    }
    return ~sum;
}

static void put_chunk(GByteArray *out, const char *name, const void *data, gsize size)
{
    put_number(out, (uint32_t)size);
    const guint from = out->len;
    g_byte_array_append(out, (const guint8 *)name, 4);
    if (size)
        g_byte_array_append(out, data, (guint)size);
    put_number(out, check_sum(out->data + from, size + 4));
}

static void put_header(GByteArray *out, const Png *png)
{
    const int width = png->picture->width_px, height = png->picture->height_px;
    const guint8 header[13] = {(guint8)(width >> 24), (guint8)(width >> 16), (guint8)(width >> 8), (guint8)width, (guint8)(height >> 24),
                               (guint8)(height >> 16), (guint8)(height >> 8), (guint8)height, 8, (guint8)png->type};
    put_chunk(out, "IHDR", header, sizeof header);
}

static void put_palette(GByteArray *out, const Png *png)
{
    guint8 entries[PALETTE * 3];
    for (guint i = 0; i < png->colours; i++)
        for (guint k = 0; k < 3; k++)
            entries[i * 3 + k] = (guint8)(png->palette[i] >> (16 - 8 * k));
    put_chunk(out, "PLTE", entries, png->colours * 3);
}

GBytes *mb_picture_dup_png(const MbPicture *picture)
{
    Png png = {.picture = picture};
    choose_type(&png);
    g_autoptr(GBytes) rows = dup_rows(&png), packed = dup_deflated(rows);
    GByteArray *out = g_byte_array_new();
    gsize size;
    const void *data = g_bytes_get_data(packed, &size);
    g_byte_array_append(out, (const guint8 *)"\x89PNG\r\n\x1a\n", 8);
    put_header(out, &png);
    if (png.type == INDEXED)
        put_palette(out, &png);
    put_chunk(out, "IDAT", data, size);
    put_chunk(out, "IEND", NULL, 0);
    return g_byte_array_free_to_bytes(out);
}
