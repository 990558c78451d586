#include "filters.h"

#include <gio/gio.h>

static MbStreamResult inflate(MbView body, GByteArray *out, gsize limit)
{
    g_autoptr(GZlibDecompressor) zlib = g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
    guint8 block[65536];
    for (guint begun = out->len;;) {
        gsize used = 0, made = 0;
        GConverterResult result = g_converter_convert(G_CONVERTER(zlib), body.at, (gsize)(body.end - body.at), block, sizeof block,
                                                      G_CONVERTER_INPUT_AT_END, &used, &made, NULL);
        if (result == G_CONVERTER_ERROR)
            return out->len > begun ? MB_STREAM_READ : MB_STREAM_UNKNOWN;
        if (out->len + made > limit)
            return MB_STREAM_TOO_LONG;
        g_byte_array_append(out, block, (guint)made);
        body.at += used;
        if (result == G_CONVERTER_FINISHED || (!used && !made))
            return MB_STREAM_READ;
    }
}

/* Five characters of 85 make four bytes; "z" is four zeros; "~" ends. A group of n characters at the end makes n - 1. */
static MbStreamResult read_ascii85(MbView body, GByteArray *out, gsize limit)
{
    guint32 group = 0;
    guint count = 0;
    const char *at = body.at;
    for (; at < body.end && *at != '~'; at++) {
        if (*at == 'z' && !count)
            count = 5;
        else if (*at >= '!' && *at <= 'u')
            group = group * 85 + (guint32)(*at - '!'), count++;
        if (count < 5)
            continue;
        const guint8 bytes[4] = {(guint8)(group >> 24), (guint8)(group >> 16), (guint8)(group >> 8), (guint8)group};
        g_byte_array_append(out, bytes, 4);
        group = count = 0;
        if (out->len > limit)
            return MB_STREAM_TOO_LONG;
    }
    guint rest = count;
    for (; count && count < 5; count++)
        group = group * 85 + 84;
    const guint8 bytes[4] = {(guint8)(group >> 24), (guint8)(group >> 16), (guint8)(group >> 8), (guint8)group};
    g_byte_array_append(out, bytes, rest ? rest - 1 : 0);
    return MB_STREAM_READ;
}

static MbStreamResult read_hex(MbView body, GByteArray *out, gsize limit)
{
    int high = -1;
    for (const char *at = body.at; at < body.end && *at != '>'; at++) {
        int digit = g_ascii_xdigit_value(*at);
        if (digit < 0)
            continue;
        guint8 byte = (guint8)(high < 0 ? digit << 4 : high << 4 | digit);
        if (high >= 0)
            g_byte_array_append(out, &byte, 1);
        high = high < 0 ? digit : -1;
        if (out->len > limit)
            return MB_STREAM_TOO_LONG;
    }
    guint8 last = (guint8)(high << 4);
    g_byte_array_append(out, &last, high >= 0);
    return MB_STREAM_READ;
}

static MbStreamResult refuse(MbView body, GByteArray *out, gsize limit)
{
    (void)body, (void)out, (void)limit;
    return MB_STREAM_NO_TEXT;
}

static const struct {
    const char *name;
    MbStreamResult (*decode)(MbView body, GByteArray *out, gsize limit);
} filters[] = {
    {"/FlateDecode", inflate},     {"/Fl", inflate},          {"/ASCII85Decode", read_ascii85}, {"/A85", read_ascii85},
    {"/ASCIIHexDecode", read_hex}, {"/AHx", read_hex},        {"/JBIG2Decode", refuse},         {"/CCITTFaxDecode", refuse},
    {"/CCF", refuse},              {"/DCTDecode", refuse},    {"/DCT", refuse},                 {"/JPXDecode", refuse},
};

MbStreamResult mb_filter_decode(MbView name, MbView body, GByteArray *out, gsize limit)
{
    for (guint i = 0; i < G_N_ELEMENTS(filters); i++)
        if (mb_view_is(name, filters[i].name))
            return filters[i].decode(body, out, limit);
    return MB_STREAM_UNKNOWN;
}
