/* A typeface that shows nothing, for layers of invisible text. Room pdf only. */
#ifndef MB_PDF_GLYPHLESS_H
#define MB_PDF_GLYPHLESS_H

#include <glib.h>

/*
 * The bytes of a TrueType font with two empty glyphs, each half as wide as the
 * font is high. It has the tables alone that PDF asks of an embedded font.
 * Caller frees with g_bytes_unref.
 */
GBytes *mb_glyphless_dup_font(void);

/*
 * The stream that tells which code is which character (ToUnicode): a code of
 * two bytes is the UTF-16 unit of its character. Caller frees with g_string_free.
 */
GString *mb_glyphless_new_map(void);

#endif
