/*
 * Names of enumerations, for pack XML and messages. Room model, for its own
 * .c files: defines mb_<noun>_name and mb_<noun>_from_name over a table of
 * names in the order of the enumeration.
 */
#ifndef MB_MODEL_NAMES_H
#define MB_MODEL_NAMES_H

#include <glib.h>
#include <stdbool.h>
#include <string.h>

#define MB_DEFINE_NAMES(noun, Type, table)                       \
    const char *mb_##noun##_name(Type value)                     \
    {                                                            \
        g_assert((gsize)value < G_N_ELEMENTS(table));            \
        return table[value];                                     \
    }                                                            \
    bool mb_##noun##_from_name(const char *name, Type *value)    \
    {                                                            \
        for (gsize i = 0; name && i < G_N_ELEMENTS(table); i++)  \
            if (!strcmp(table[i], name)) {                       \
                *value = (Type)i;                                \
                return true;                                     \
            }                                                    \
        return false;                                            \
    }

#endif
