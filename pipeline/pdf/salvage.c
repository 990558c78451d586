/* Files that have lost their end: a new catalog for the pages that are left. */
#include "mend.h"

#include "objects.h"

#include "base/limits.h"

#define TREE_LIMIT 100 /* depth of the page tree, as in objects.c */

/* Pages that were found, in order. */
typedef struct {
    const MbObjects *objects;
    GArray *pages;    /* guint, object numbers */
    GHashTable *seen; /* object numbers of nodes and pages */
} Pages;

static bool has_key(MbView dict, const char *key)
{
    return !mb_view_is_empty(mb_view_key(dict, key));
}

static bool is_node(const MbObjects *objects, MbView dict)
{
    MbView kids = mb_objects_key(objects, dict, "/Kids");
    bool is_field = has_key(dict, "/T") || has_key(dict, "/FT"); /* fields of forms have kids, too */
    return !mb_view_is_empty(kids) && *kids.at == '[' && !is_field;
}

static bool is_page(MbView dict)
{
    MbView type = mb_view_key(dict, "/Type");
    if (!mb_view_is_empty(type))
        return mb_view_is(type, "/Page");
    return has_key(dict, "/Contents") && (has_key(dict, "/MediaBox") || has_key(dict, "/Parent"));
}

/* Adds the pages below an object; a cycle ends, for nothing is seen twice. */
static void add_below(Pages *pages, guint number, int depth)
{
    MbView object = mb_objects_get(pages->objects, number), kid;
    if (depth > TREE_LIMIT || mb_view_is_empty(object) || !g_hash_table_add(pages->seen, GUINT_TO_POINTER(number)))
        return;
    if (!is_node(pages->objects, object)) {
        if (is_page(object) && pages->pages->len < MB_LIMIT_PAGES)
            g_array_append_val(pages->pages, number);
        return;
    }
    MbView kids = mb_view_inside(mb_objects_key(pages->objects, object, "/Kids"));
    while (mb_view_next_object(&kids, &kid) == MB_TOKEN_REF)
        add_below(pages, (guint)mb_view_int(kid), depth + 1);
}

static gint compare_places(gconstpointer a, gconstpointer b, gpointer data)
{
    guint x = *(const guint *)a, y = *(const guint *)b;
    gsize at_x = mb_objects_place(data, x), at_y = mb_objects_place(data, y);
    return at_x < at_y ? -1 : at_x > at_y ? 1 : x < y ? -1 : x > y;
}

/* The numbers of all objects that a test accepts, in the order of the file; caller frees with g_array_unref. */
static GArray *list_objects(const MbObjects *objects, bool (*accepts)(const MbObjects *, MbView))
{
    GArray *numbers = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint number = 1; number < mb_objects_count(objects); number++)
        if (accepts(objects, mb_objects_get(objects, number)))
            g_array_append_val(numbers, number);
    g_array_sort_with_data(numbers, compare_places, (gpointer)objects);
    return numbers;
}

/* A node of a page tree whose parent is lost, or that never had one. */
static bool is_top(const MbObjects *objects, MbView object)
{
    return is_node(objects, object) && mb_view_is_empty(mb_objects_key(objects, object, "/Parent"));
}

static bool is_any_page(const MbObjects *objects, MbView object)
{
    return is_page(object) && !is_node(objects, object);
}

static GArray *find_pages(const MbObjects *objects)
{
    static bool (*const kinds[])(const MbObjects *, MbView) = {is_top, is_any_page};
    Pages pages = {objects, g_array_new(FALSE, FALSE, sizeof(guint)), g_hash_table_new(NULL, NULL)};
    for (gsize k = 0; k < G_N_ELEMENTS(kinds); k++) {
        g_autoptr(GArray) numbers = list_objects(objects, kinds[k]);
        for (guint i = 0; i < numbers->len; i++)
            add_below(&pages, g_array_index(numbers, guint, i), 0);
    }
    g_hash_table_unref(pages.seen);
    return pages.pages;
}

static void append_view(GString *out, MbView view)
{
    g_string_append_len(out, view.at, view.end - view.at);
}

/* A page with what it inherits from nodes that no longer stand above it. */
static void append_page(GString *out, const MbObjects *objects, guint number)
{
    static const char *const inherited[] = {"/Resources", "/MediaBox", "/CropBox", "/Rotate"};
    MbView page = mb_objects_get(objects, number);
    g_string_append_printf(out, "\n%u 0 obj << ", number);
    append_view(out, mb_view_inside(page));
    for (gsize i = 0; i < G_N_ELEMENTS(inherited); i++) {
        MbView value = mb_view_key(page, inherited[i]), node = page;
        bool is_own = !mb_view_is_empty(value);
        for (int up = 0; up < TREE_LIMIT && mb_view_is_empty(value) && !mb_view_is_empty(node); up++) {
            node = mb_objects_key(objects, node, "/Parent");
            value = mb_view_key(node, inherited[i]);
        }
        if (is_own || mb_view_is_empty(value))
            continue;
        g_string_append_printf(out, " %s ", inherited[i]);
        append_view(out, value);
    }
    if (!has_key(page, "/Type"))
        g_string_append(out, " /Type /Page");
    g_string_append(out, " >> endobj");
}

static void append_packed(GString *out, const MbObjects *objects)
{
    for (guint number = 1; number < mb_objects_count(objects); number++) {
        MbView object = mb_objects_get(objects, number);
        if (mb_view_is_empty(object) || !mb_objects_is_packed(objects, number))
            continue;
        g_string_append_printf(out, "\n%u 0 obj ", number);
        append_view(out, object);
        g_string_append(out, " endobj");
    }
}

GBytes *mb_mend_dup_completed(GBytes *bytes)
{
    g_autoptr(MbObjects) objects = mb_objects_gather(bytes);
    g_autoptr(GArray) pages = find_pages(objects);
    guint root = mb_objects_count(objects), list = root + 1;
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    if (!pages->len)
        return NULL;
    GString *out = g_string_sized_new(size + size / 4);
    g_string_append_len(out, data, (gssize)size);
    g_string_append(out, "\nendstream endobj");
    append_packed(out, objects);
    for (guint i = 0; i < pages->len; i++)
        append_page(out, objects, g_array_index(pages, guint, i));
    g_string_append_printf(out, "\n%u 0 obj << /Type /Catalog /Pages %u 0 R >> endobj", root, list);
    g_string_append_printf(out, "\n%u 0 obj << /Type /Pages /Count %u /Kids [", list, pages->len);
    for (guint i = 0; i < pages->len; i++)
        g_string_append_printf(out, " %u 0 R", g_array_index(pages, guint, i));
    g_string_append_printf(out, " ] >> endobj\ntrailer << /Root %u 0 R /Size %u >>\nstartxref\n0\n%%%%EOF\n", root, list + 1);
    return g_string_free_to_bytes(out);
}
