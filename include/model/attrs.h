/*
 * A short ordered list of name and value pairs, for facts that only one stage
 * makes and another reads. Room model. Names are our archive attributes
 * without prefix ("scope", "value", "from").
 *
 * Invariants: names are unique XML names, values are clean text. NULL is a
 * valid empty list for reading.
 */
#ifndef MB_MODEL_ATTRS_H
#define MB_MODEL_ATTRS_H

#include <glib.h>

typedef struct MbAttrs MbAttrs;

void mb_attrs_free(MbAttrs *attrs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbAttrs, mb_attrs_free)

/* Sets a name to a value (copied) or, with NULL, removes it. `*attrs` is made on first use. */
void mb_attrs_set(MbAttrs **attrs, const char *name, const char *value);

/* The value, borrowed, or NULL. */
const char *mb_attrs_get(const MbAttrs *attrs, const char *name);

/* Number of pairs, and the i-th, in the order of first setting. */
guint mb_attrs_count(const MbAttrs *attrs);
const char *mb_attrs_name(const MbAttrs *attrs, guint i);
const char *mb_attrs_value(const MbAttrs *attrs, guint i);

/* An own copy; NULL of NULL. */
MbAttrs *mb_attrs_dup(const MbAttrs *attrs);

#endif
