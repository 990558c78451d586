/*
 * Writing members of a JSON object. Private to stage index: its records are
 * many and flat, which a tree of nodes would make ten times slower.
 */
#ifndef MB_INDEX_JSON_H
#define MB_INDEX_JSON_H

#include <glib.h>

/* Appends `,"name":"value"`; nothing when value is NULL. Both valid UTF-8. */
void mb_json_put_string(GString *out, const char *name, const char *value);

/* Appends `,"name":["a","b"]`; nothing when count is 0. */
void mb_json_put_list(GString *out, const char *name, const char *const *values, guint count);

#endif
