#include "archive/attached.h"

#include "archive/bag.h"
#include "model/document.h"

#include <string.h>

static gint compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool is_restricted(const char *bag)
{
    g_autoptr(MbAttrs) info = mb_bag_read_info(bag, NULL);
    return !info || mb_attrs_get(info, "Restricted");
}

GPtrArray *mb_attached_list(const char *out, const char *slug)
{
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *root = g_canonicalize_filename(out, NULL);
    g_autofree char *bag = g_build_filename(root, slug, NULL);
    g_autofree char *folder = g_build_filename(bag, MB_ATTACHED_FOLDER, NULL);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    if (!dir || is_restricted(bag))
        return paths;
    for (const char *name = g_dir_read_name(dir); name; name = g_dir_read_name(dir))
        g_ptr_array_add(paths, g_build_filename(bag, MB_ATTACHED_FOLDER, name, NULL));
    g_ptr_array_sort(paths, compare_names);
    return paths;
}

char *mb_attached_dup_parent(const char *path)
{
    static const char folder[] = "/" MB_ATTACHED_FOLDER;
    const char *at = g_strrstr(path, folder), *from = at;
    if (!at || strchr(at + strlen(folder), '/'))
        return NULL;
    while (from > path && from[-1] != '/')
        from--;
    return from < at ? g_strndup(from, (gsize)(at - from)) : NULL;
}
