#include "layers.h"

#define NESTING 8 /* of expressions of visibility; more are not followed, and show */

struct MbLayers {
    const MbObjects *objects;
    GHashTable *shown; /* number of the layer's object -> MbShown */
};

static void set_shown(MbLayers *layers, MbView ref, MbShown shown)
{
    g_hash_table_insert(layers->shown, GINT_TO_POINTER(mb_view_int(ref)), GINT_TO_POINTER(shown));
}

/* Sets the same for all layers of a list. */
static void set_listed(MbLayers *layers, MbView list, MbShown shown)
{
    MbView one;
    for (list = mb_view_inside(list); mb_view_next_object(&list, &one) != MB_TOKEN_END;)
        if (one.at < one.end && g_ascii_isdigit(*one.at))
            set_shown(layers, one, shown);
}

static MbShown shown_of(const MbLayers *layers, MbView ref)
{
    return (MbShown)GPOINTER_TO_INT(g_hash_table_lookup(layers->shown, GINT_TO_POINTER(mb_view_int(ref))));
}

static bool is_off_for(const MbLayers *layers, MbView layer, const char *category, const char *state)
{
    MbView usage = mb_objects_key(layers->objects, layer, "/Usage");
    MbView one = mb_objects_key(layers->objects, usage, category);
    return mb_view_is(mb_objects_key(layers->objects, one, state), "/OFF");
}

/* "/AS": layers whose state follows their usage when the file is looked at, or printed. */
static void apply_usage(MbLayers *layers, MbView application)
{
    MbView event = mb_objects_key(layers->objects, application, "/Event"), one;
    MbView list = mb_objects_key(layers->objects, application, "/OCGs");
    const bool is_view = mb_view_is(event, "/View"), is_print = mb_view_is(event, "/Print");
    for (list = mb_view_inside(list); mb_view_next_object(&list, &one) == MB_TOKEN_REF;) {
        if (shown_of(layers, one) == MB_SWITCHED_OFF)
            continue;
        if (is_view && is_off_for(layers, one, "/View", "/ViewState"))
            set_shown(layers, one, MB_NOT_ON_SCREEN);
        else if (is_print && is_off_for(layers, one, "/Print", "/PrintState"))
            set_shown(layers, one, MAX(shown_of(layers, one), MB_SHOWN_ON_SCREEN));
    }
}

MbLayers *mb_layers_new(const MbObjects *objects)
{
    MbView properties = mb_objects_key(objects, mb_objects_root(objects), "/OCProperties");
    if (mb_view_is_empty(properties))
        return NULL;
    MbLayers *layers = g_new0(MbLayers, 1);
    layers->objects = objects;
    layers->shown = g_hash_table_new(NULL, NULL);
    MbView given = mb_objects_key(objects, properties, "/D"), applications = mb_objects_key(objects, given, "/AS"), one;
    if (mb_view_is(mb_objects_key(objects, given, "/BaseState"), "/OFF"))
        set_listed(layers, mb_objects_key(objects, properties, "/OCGs"), MB_SWITCHED_OFF);
    set_listed(layers, mb_objects_key(objects, given, "/ON"), MB_SHOWN);
    set_listed(layers, mb_objects_key(objects, given, "/OFF"), MB_SWITCHED_OFF);
    for (applications = mb_view_inside(applications); mb_view_next_object(&applications, &one) != MB_TOKEN_END;)
        apply_usage(layers, one);
    return layers;
}

void mb_layers_free(MbLayers *layers)
{
    if (!layers)
        return;
    g_hash_table_unref(layers->shown);
    g_free(layers);
}

static MbShown find(const MbLayers *layers, MbView ref, int depth);

/* "/VE": [/And a b], [/Or a b], [/Not a]; what is meant by Not of a layer that shows on the screen alone is left open. */
static MbShown find_by_expression(const MbLayers *layers, MbView expression, int depth)
{
    MbView value = mb_objects_resolve(layers->objects, expression), rest, operator, one;
    if (depth > NESTING || mb_view_is_empty(value) || *value.at != '[')
        return find(layers, expression, depth);
    rest = mb_view_inside(value);
    mb_view_next_object(&rest, &operator);
    const bool is_or = mb_view_is(operator, "/Or"), is_not = mb_view_is(operator, "/Not");
    MbShown all = is_or ? MB_SWITCHED_OFF : MB_SHOWN;
    while (mb_view_next_object(&rest, &one) != MB_TOKEN_END) {
        const MbShown shown = find_by_expression(layers, one, depth + 1);
        if (is_not)
            return shown >= MB_NOT_ON_SCREEN ? MB_SHOWN : MB_SWITCHED_OFF;
        all = is_or ? MIN(all, shown) : MAX(all, shown);
    }
    return all;
}

/* "/P": what of the layers of a membership must be on (the default: any), or off. */
static MbShown find_by_policy(const MbLayers *layers, MbView membership, int depth)
{
    MbView listed = mb_view_key(membership, "/OCGs"), list = mb_objects_resolve(layers->objects, listed), one;
    MbView policy = mb_objects_key(layers->objects, membership, "/P");
    MbShown least = MB_SWITCHED_OFF, most = MB_SHOWN;
    if (mb_view_is_empty(list))
        return MB_SHOWN;
    if (*list.at != '[')
        least = most = find(layers, listed, depth + 1);
    else
        for (list = mb_view_inside(list); mb_view_next_object(&list, &one) != MB_TOKEN_END;) {
            const MbShown shown = find(layers, one, depth + 1);
            least = MIN(least, shown);
            most = MAX(most, shown);
        }
    if (mb_view_is(policy, "/AllOn"))
        return most;
    if (mb_view_is(policy, "/AnyOff"))
        return most >= MB_NOT_ON_SCREEN ? MB_SHOWN : MB_SWITCHED_OFF;
    if (mb_view_is(policy, "/AllOff"))
        return least >= MB_NOT_ON_SCREEN ? MB_SHOWN : MB_SWITCHED_OFF;
    return least;
}

static MbShown find(const MbLayers *layers, MbView ref, int depth)
{
    MbView dict = mb_objects_resolve(layers->objects, ref);
    if (depth > NESTING || mb_view_is_empty(dict))
        return MB_SHOWN;
    if (!mb_view_is(mb_objects_key(layers->objects, dict, "/Type"), "/OCMD"))
        return g_ascii_isdigit(*ref.at) ? shown_of(layers, ref) : MB_SHOWN;
    MbView expression = mb_view_key(dict, "/VE");
    return mb_view_is_empty(expression) ? find_by_policy(layers, dict, depth) : find_by_expression(layers, expression, depth);
}

MbShown mb_layers_find(const MbLayers *layers, MbView ref)
{
    return !layers || mb_view_is_empty(ref) ? MB_SHOWN : find(layers, ref, 0);
}
