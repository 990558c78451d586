/*
 * Numbers as text, the same in every locale and exact: what is written reads
 * back to the same value. Room base; GLib alone.
 */
#ifndef MB_BASE_NUMBER_H
#define MB_BASE_NUMBER_H

#include <glib.h>
#include <stdbool.h>

/*
 * Appends a number in the shortest plain form that reads back to the same
 * double; values with up to three decimals (the usual page points) cost no
 * call of printf.
 *
 * value: finite; anything else, and -0, is written as 0.
 */
void mb_number_append(GString *out, double value);

/* As mb_number_append, but the text only has to read back to the same float. */
void mb_number_append_float(GString *out, float value);

/* Appends an integer in decimal. */
void mb_number_append_int(GString *out, gint64 value);

/*
 * Reads a decimal number, the whole of `text`.
 *
 * text:   borrowed, `length` bytes, not ended by NUL; at most 40 bytes.
 * value:  out; untouched on failure.
 *
 * Returns false when it is no finite decimal number.
 */
bool mb_number_parse(const char *text, gsize length, double *value);

/* Reads a decimal integer with an optional minus, the whole of `text`; false on anything else or beyond 18 digits. */
bool mb_number_parse_int(const char *text, gsize length, gint64 *value);

#endif
