#include "glyphless.h"

#include <string.h>

#define GLYPHS 2

/* Tables as 16-bit numbers, in the order of their tags; the OpenType specification tells what each number is. */
static const guint16 head[] = {1, 0, 1, 0, 0, 0, 0x5f0f, 0x3cf5, 0, 1000, /* units an em */
                               0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0};
static const guint16 hhea[] = {1, 0, 750, (guint16)-250, 0, 500, 0, 0, 500, 1, 0, 0, 0, 0, 0, 0, 0, 1};
static const guint16 hmtx[] = {500, 0, 0};
static const guint16 loca[] = {0, 0, 0};
static const guint16 maxp[] = {1, 0, GLYPHS, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0};

static const struct {
    const char *tag;
    const guint16 *numbers;
    gsize count;
} tables[] = {
    {"glyf", NULL, 0},
    {"head", head, G_N_ELEMENTS(head)},
    {"hhea", hhea, G_N_ELEMENTS(hhea)},
    {"hmtx", hmtx, G_N_ELEMENTS(hmtx)},
    {"loca", loca, G_N_ELEMENTS(loca)},
    {"maxp", maxp, G_N_ELEMENTS(maxp)},
};

#define FIRST_TABLE (12 + 16 * G_N_ELEMENTS(tables))

static void append_16(GByteArray *font, guint value)
{
    const guint8 bytes[] = {(guint8)(value >> 8), (guint8)value};
    g_byte_array_append(font, bytes, sizeof bytes);
}

static void append_32(GByteArray *font, guint32 value)
{
    append_16(font, value >> 16);
    append_16(font, value & 0xffff);
}

/* Numbers of a table up to a multiple of four bytes. */
static gsize count_padded(gsize table)
{
    return (tables[table].count + 1) & ~(gsize)1;
}

static guint number_at(gsize table, gsize i)
{
    return i < tables[table].count ? tables[table].numbers[i] : 0;
}

/* Sum of a table's 32-bit numbers, as its directory entry wants it. */
static guint32 sum_table(gsize table)
{
    guint32 sum = 0;
    for (gsize i = 0; i < count_padded(table); i += 2)
        sum += (guint32)number_at(table, i) << 16 | number_at(table, i + 1);
    return sum;
}

GBytes *mb_glyphless_dup_font(void)
{
    GByteArray *font = g_byte_array_new();
    gsize at = FIRST_TABLE;
    append_32(font, 0x00010000);
    append_16(font, G_N_ELEMENTS(tables));
    append_16(font, 64); /* for searching by halves: 16 times the greatest power of two among the tables */
    append_16(font, 2);
    append_16(font, 16 * G_N_ELEMENTS(tables) - 64);
    for (gsize t = 0; t < G_N_ELEMENTS(tables); t++) {
        g_byte_array_append(font, (const guint8 *)tables[t].tag, 4);
        append_32(font, sum_table(t));
        append_32(font, (guint32)at);
        append_32(font, (guint32)tables[t].count * 2);
        at += count_padded(t) * 2;
    }
    for (gsize t = 0; t < G_N_ELEMENTS(tables); t++)
        for (gsize i = 0; i < count_padded(t); i++)
            append_16(font, number_at(t, i));
    return g_byte_array_free_to_bytes(font);
}

GString *mb_glyphless_new_map(void)
{
    GString *map = g_string_new("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                                "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                                "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                                "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
    for (guint row = 0; row < 256; row += 64) { /* a range has one first byte, a list at most 100 ranges */
        g_string_append(map, "64 beginbfrange\n");
        for (guint r = row; r < row + 64; r++)
            g_string_append_printf(map, "<%02X00> <%02XFF> <%02X00>\n", r, r, r);
        g_string_append(map, "endbfrange\n");
    }
    return g_string_append(map, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
}
