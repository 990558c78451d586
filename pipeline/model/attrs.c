#include "model/attrs.h"

#include <string.h>

typedef struct {
    char *name, *value;
} Pair;

struct MbAttrs {
    GArray *pairs; /* Pair */
};

static void clear_pair(gpointer data)
{
    Pair *pair = data;
    g_free(pair->name);
    g_free(pair->value);
}

void mb_attrs_free(MbAttrs *attrs)
{
    if (!attrs)
        return;
    g_array_unref(attrs->pairs);
    g_free(attrs);
}

static Pair *find(const MbAttrs *attrs, const char *name, guint *at)
{
    for (guint i = 0; attrs && i < attrs->pairs->len; i++) {
        Pair *pair = &g_array_index(attrs->pairs, Pair, i);
        if (!strcmp(pair->name, name)) {
            if (at)
                *at = i;
            return pair;
        }
    }
    return NULL;
}

static MbAttrs *new_attrs(void)
{
    MbAttrs *attrs = g_new0(MbAttrs, 1);
    attrs->pairs = g_array_new(FALSE, FALSE, sizeof(Pair));
    g_array_set_clear_func(attrs->pairs, clear_pair);
    return attrs;
}

void mb_attrs_set(MbAttrs **attrs, const char *name, const char *value)
{
    guint at = 0;
    Pair *pair = find(*attrs, name, &at);
    if (!value) {
        if (pair)
            g_array_remove_index((*attrs)->pairs, at);
        return;
    }
    char *copy = g_strdup(value);
    if (pair) {
        g_free(pair->value);
        pair->value = copy;
        return;
    }
    if (!*attrs)
        *attrs = new_attrs();
    Pair added = {g_strdup(name), copy};
    g_array_append_val((*attrs)->pairs, added);
}

const char *mb_attrs_get(const MbAttrs *attrs, const char *name)
{
    Pair *pair = find(attrs, name, NULL);
    return pair ? pair->value : NULL;
}

guint mb_attrs_count(const MbAttrs *attrs)
{
    return attrs ? attrs->pairs->len : 0;
}

const char *mb_attrs_name(const MbAttrs *attrs, guint i)
{
    return g_array_index(attrs->pairs, Pair, i).name;
}

const char *mb_attrs_value(const MbAttrs *attrs, guint i)
{
    return g_array_index(attrs->pairs, Pair, i).value;
}

MbAttrs *mb_attrs_dup(const MbAttrs *attrs)
{
    MbAttrs *copy = NULL;
    for (guint i = 0; i < mb_attrs_count(attrs); i++)
        mb_attrs_set(&copy, mb_attrs_name(attrs, i), mb_attrs_value(attrs, i));
    return copy;
}
