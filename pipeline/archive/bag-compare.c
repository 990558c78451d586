/* Two bags of one source: the same bytes, or which differ and where. */
#include "archive/bag.h"

#include "base/file.h"
#include "manifest.h"

#include <string.h>

#define LOOK_MAX_BYTES (256u << 20)
#define SHOWN_BYTES 80 /* of a line that differs */

static void add(GPtrArray *differences, const char *what, const char *path)
{
    g_ptr_array_add(differences, g_strdup_printf("%s: '%s'", what, path));
}

static char *dup_text(const char *bag, const char *path)
{
    g_autofree char *full = g_build_filename(bag, path, NULL);
    g_autoptr(GBytes) bytes = mb_file_read(full, LOOK_MAX_BYTES, NULL);
    g_autofree char *text = bytes ? mb_bytes_dup_string(bytes) : NULL;
    bool is_text = text && strlen(text) == g_bytes_get_size(bytes) && g_utf8_validate(text, -1, NULL);
    return is_text ? g_steal_pointer(&text) : NULL;
}

/* Says which line of two text files is the first to differ. */
static void add_line(const char *kept, const char *made, const char *path, GPtrArray *differences)
{
    g_autofree char *old = dup_text(kept, path), *new = dup_text(made, path);
    guint line = 1, at = 0, start = 0;
    if (!old || !new) {
        add(differences, "differs", path);
        return;
    }
    for (; old[at] && old[at] == new[at]; at++)
        if (old[at] == '\n') {
            line++;
            start = at + 1;
        }
    g_autofree char *was = g_strndup(old + start, MIN(strcspn(old + start, "\n"), SHOWN_BYTES));
    g_autofree char *is = g_strndup(new + start, MIN(strcspn(new + start, "\n"), SHOWN_BYTES));
    g_ptr_array_add(differences, g_strdup_printf("differs from line %u: '%s': kept '%s', made '%s'", line, path, was, is));
}

static void compare(const char *kept, const char *made, const MbManifest *old, const MbManifest *new, GPtrArray *differences)
{
    for (guint i = 0; i < mb_manifest_count(old); i++) {
        const char *path = mb_manifest_path(old, i), *hash = mb_manifest_get(new, path);
        if (!hash)
            add(differences, "is not made any more", path);
        else if (strcmp(hash, mb_manifest_hash(old, i)))
            add_line(kept, made, path, differences);
    }
    for (guint i = 0; i < mb_manifest_count(new); i++)
        if (!mb_manifest_get(old, mb_manifest_path(new, i)))
            add(differences, "was not there before", mb_manifest_path(new, i));
}

/* The words of a line that another line lacks; caller frees. */
static char *dup_lacking(const char *line, const char *other)
{
    g_auto(GStrv) words = g_strsplit(line ? line : "", " ", -1), others = g_strsplit(other ? other : "", " ", -1);
    GString *lacking = g_string_new(NULL);
    for (guint i = 0; words[i]; i++)
        if (!g_strv_contains((const char *const *)others, words[i]))
            g_string_append_printf(lacking, "%s%s", lacking->len ? " " : "", words[i]);
    if (!lacking->len)
        g_string_append(lacking, "nothing of it");
    return g_string_free(lacking, FALSE);
}

/* Another version of a library or of data is why all else differs, so it is told first. */
static void compare_tools(const char *kept, const char *made, GPtrArray *differences)
{
    g_autoptr(MbAttrs) old = mb_bag_read_info(kept, NULL), new = mb_bag_read_info(made, NULL);
    for (guint i = 0; i < mb_attrs_count(new); i++) {
        const char *label = mb_attrs_name(new, i), *was = mb_attrs_get(old, label), *is = mb_attrs_value(new, i);
        if (!g_str_has_prefix(label, MB_BAG_TOOLS) || !g_strcmp0(was, is))
            continue;
        g_autofree char *before = dup_lacking(was, is), *now = dup_lacking(is, was);
        g_ptr_array_add(differences, g_strdup_printf("stage %s worked with %s, here with %s", label + strlen(MB_BAG_TOOLS), before, now));
    }
}

bool mb_bag_compare(const char *kept, const char *made, GPtrArray *differences)
{
    static const char *const names[] = {MB_MANIFEST_PAYLOAD, MB_MANIFEST_TAGS};
    guint before = differences->len;
    compare_tools(kept, made, differences);
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(MbManifest) old = mb_manifest_read(kept, names[i], &error);
        g_autoptr(MbManifest) new = old ? mb_manifest_read(made, names[i], &error) : NULL;
        if (new)
            compare(kept, made, old, new, differences);
        else
            g_ptr_array_add(differences, g_strdup(error->message));
    }
    return differences->len == before;
}
