/* Icons in cells: pictures that ocr recognised, and arrows set in symbol fonts. */
#include "blocks.h"

#include <string.h>

/* What a glyph of a symbol font shows; codes as typed, without the private-use prefix U+F000. */
typedef struct {
    const char *font; /* part of the font's name, lower case */
    const char *up, *down, *flat;
} Glyphs;

/* From the fonts' own charts. Wingdings 3 and Wingdings 2 come before Wingdings, whose name they contain. */
static const Glyphs fonts[] = {
    {"wingdings3", "hpr", "iqs", "fgtu"},
    {"wingdings 3", "hpr", "iqs", "fgtu"},
    {"wingdings2", "", "", ""},
    {"wingdings 2", "", "", ""},
    {"wingdings", "\u00e9\u00f1\u00e1", "\u00ea\u00f2\u00e2", "\u00e7\u00e8\u00ef\u00f0\u00f3\u00f4\u00df\u00e0"},
    {"webdings", "5", "6", "34"},
    {"symbol", "\u00ad\u2191", "\u00af\u2193", "\u00ac\u00ae\u2190\u2192"},
};

static const char *const arrows_up = "\u2191\u21e7\u25b2\u25b3\u25b4\u2b06\u2197\U0001f805\U0001f53a";
static const char *const arrows_down = "\u2193\u21e9\u25bc\u25bd\u25be\u2b07\u2198\U0001f807\U0001f53b";
static const char *const arrows_flat = "\u2190\u2192\u2194\u21e6\u21e8\u25b6\u25ba\u25c0\u25c4\u25b7\u25c1\u2b05\u27a1\u21d2\u21d0";

static bool holds(const char *set, gunichar c)
{
    return set[0] && g_utf8_strchr(set, -1, c);
}

static const char *direction_in(const char *up, const char *down, const char *flat, gunichar c)
{
    return holds(up, c) ? "up" : holds(down, c) ? "down" : holds(flat, c) ? "flat" : NULL;
}

static const char *direction_in_font(const char *name, gunichar c)
{
    g_autofree char *lower = g_ascii_strdown(name, -1);
    for (gsize i = 0; i < G_N_ELEMENTS(fonts); i++)
        if (strstr(lower, fonts[i].font))
            return direction_in(fonts[i].up, fonts[i].down, fonts[i].flat, c);
    return NULL;
}

const char *mb_table_word_icon(const MbTableSheet *sheet, const MbTableWord *word)
{
    gunichar c = g_utf8_get_char(word->text);
    if (g_utf8_strlen(word->text, -1) != 1)
        return NULL;
    const char *icon = direction_in(arrows_up, arrows_down, arrows_flat, c);
    if (icon || !word->is_symbol)
        return icon;
    const MbFont *font = mb_document_font(sheet->document, mb_page_word(sheet->page, word->index)->font);
    icon = font ? direction_in_font(font->name, c >= 0xF000 && c <= 0xF0FF ? c - 0xF000 : c) : NULL;
    return icon ? icon : "unknown";
}

const char *mb_table_box_icon(const MbTableSheet *sheet, MbBox box)
{
    for (guint i = 0; i < sheet->page->regions->len; i++) {
        const MbRegion *region = mb_page_region(sheet->page, i);
        const char *icon = region->kind == MB_REGION_DECORATION ? mb_attrs_get(region->attrs, "icon") : NULL;
        if (icon && mb_box_has_centre(box, mb_table_sheet_box_from_page(sheet, region->box)))
            return icon;
    }
    return NULL;
}
