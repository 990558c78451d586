#include "base/fileset.h"

#include <string.h>

typedef struct {
    char *path;
    GBytes *bytes;
} Member;

struct MbFileSet {
    GArray *members; /* Member, sorted by path */
};

static void clear_member(gpointer data)
{
    Member *member = data;
    g_free(member->path);
    g_bytes_unref(member->bytes);
}

MbFileSet *mb_fileset_new(void)
{
    MbFileSet *set = g_new0(MbFileSet, 1);
    set->members = g_array_new(FALSE, FALSE, sizeof(Member));
    g_array_set_clear_func(set->members, clear_member);
    return set;
}

void mb_fileset_free(MbFileSet *set)
{
    if (!set)
        return;
    g_array_unref(set->members);
    g_free(set);
}

static bool is_relative_path(const char *path)
{
    g_auto(GStrv) parts = g_strsplit(path, "/", -1);
    for (guint i = 0; parts[i]; i++)
        if (!*parts[i] || !strcmp(parts[i], ".") || !strcmp(parts[i], ".."))
            return false;
    return parts[0] != NULL;
}

/* Position of a path, or where it would stand. */
static guint find(const MbFileSet *set, const char *path, bool *found)
{
    guint low = 0, high = set->members->len;
    *found = false;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        int order = strcmp(g_array_index(set->members, Member, middle).path, path);
        if (order == 0) {
            *found = true;
            return middle;
        }
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void mb_fileset_take(MbFileSet *set, const char *path, GBytes *bytes)
{
    g_assert(is_relative_path(path));
    bool found;
    guint at = find(set, path, &found);
    if (found) {
        Member *member = &g_array_index(set->members, Member, at);
        g_bytes_unref(member->bytes);
        member->bytes = bytes;
        return;
    }
    Member member = {g_strdup(path), bytes};
    g_array_insert_val(set->members, at, member);
}

GBytes *mb_fileset_get(const MbFileSet *set, const char *path)
{
    bool found;
    guint at = find(set, path, &found);
    return found ? g_array_index(set->members, Member, at).bytes : NULL;
}

guint mb_fileset_count(const MbFileSet *set)
{
    return set->members->len;
}

const char *mb_fileset_path(const MbFileSet *set, guint i)
{
    return g_array_index(set->members, Member, i).path;
}

GBytes *mb_fileset_bytes(const MbFileSet *set, guint i)
{
    return g_array_index(set->members, Member, i).bytes;
}
