/*
 * Small laws of text: all text inside the program is valid UTF-8 in NFC,
 * without control characters. Room base; GLib alone.
 */
#ifndef MB_BASE_TEXT_H
#define MB_BASE_TEXT_H

#include <glib.h>
#include <stdbool.h>

/*
 * Makes any bytes into text that may stand in XML.
 *
 * bytes:  borrowed, length bytes long (-1: up to the NUL).
 *
 * Invalid UTF-8 sequences become U+FFFD, control characters but tab and
 * newline become spaces, the result is NFC. Caller frees with g_free.
 */
char *mb_text_dup_clean(const char *bytes, gssize length);

/*
 * Decodes a text file: UTF-8 with or without a mark, UTF-16 with a mark, or
 * else Windows-1252 (what Windows programs write when they say "ANSI").
 *
 * bytes: borrowed.
 * was:   out, optional: "UTF-8", "UTF-16" or "windows-1252", static.
 *
 * Returns clean text, caller frees with g_free. Line ends become '\n', form
 * feeds U+2029 (so that page breaks can still be told), NUL bytes spaces.
 */
char *mb_text_dup_decoded(GBytes *bytes, const char **was);

/* White space runs (no-break and other Unicode spaces too) become one space, ends trimmed; caller frees. */
char *mb_text_dup_collapsed(const char *text);

/* The text case-folded, accents kept, punctuation dropped, white space collapsed: for comparing. Caller frees. */
char *mb_text_dup_folded(const char *text);

/* Appends text, cut to `width` characters with "..." after it when it is longer. */
void mb_text_append_cut(GString *out, const char *text, guint width);

/* Whether a code point is private use (U+E000..F8FF and planes 15, 16) or U+FFFD. */
bool mb_char_is_stray(gunichar c);

/* Whether a code point is white space of any kind, no-break spaces included. */
bool mb_char_is_space(gunichar c);

/* Whether the text looks like a number of a table: digits with commas, a point, signs, brackets, percent or pound. */
bool mb_text_is_number(const char *text);

#endif
