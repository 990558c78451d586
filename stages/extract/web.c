#include "web.h"

#include "base/error.h"

#include <string.h>

/* Elements, roles and names that mean the same thing. */
typedef struct {
    GHashTable *elements, *roles, *names;
} Group;

struct MbWebWords {
    Group main, furniture;
    GHashTable *layout, *number;
    GHashTable *levels; /* name to level */
};

static GHashTable *new_set(GKeyFile *file, const char *group, const char *key)
{
    GHashTable *set = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_auto(GStrv) words = g_key_file_get_string_list(file, group, key, NULL, NULL);
    for (guint i = 0; words && words[i]; i++)
        g_hash_table_add(set, g_ascii_strdown(g_strstrip(words[i]), -1));
    return set;
}

static Group new_group(GKeyFile *file, const char *name)
{
    return (Group){new_set(file, name, "elements"), new_set(file, name, "roles"), new_set(file, name, "names")};
}

static void clear_group(Group *group)
{
    g_hash_table_unref(group->elements);
    g_hash_table_unref(group->roles);
    g_hash_table_unref(group->names);
}

static GHashTable *new_levels(GKeyFile *file)
{
    GHashTable *levels = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_auto(GStrv) keys = g_key_file_get_keys(file, "headings", NULL, NULL);
    for (guint i = 0; keys && keys[i]; i++) {
        int level = g_key_file_get_integer(file, "headings", keys[i], NULL);
        g_hash_table_insert(levels, g_ascii_strdown(keys[i], -1), GINT_TO_POINTER(CLAMP(level, 1, 6)));
    }
    return levels;
}

MbWebWords *mb_web_words_read(const char *data_dir, GError **error)
{
    g_autofree char *path = g_build_filename(data_dir, "extract", "data", "web.ini", NULL);
    g_autoptr(GKeyFile) file = g_key_file_new();
    g_autoptr(GError) cause = NULL;
    if (!g_key_file_load_from_file(file, path, G_KEY_FILE_NONE, &cause)) {
        g_set_error(error, MB_STAGE_ERROR, MB_ERROR_ENVIRONMENT, "cannot read '%s': %s", path, cause->message);
        return NULL;
    }
    MbWebWords *words = g_new0(MbWebWords, 1);
    words->main = new_group(file, "main");
    words->furniture = new_group(file, "furniture");
    words->layout = new_set(file, "tables", "layout");
    words->number = new_set(file, "tables", "number");
    words->levels = new_levels(file);
    return words;
}

void mb_web_words_free(MbWebWords *words)
{
    if (!words)
        return;
    clear_group(&words->main);
    clear_group(&words->furniture);
    g_hash_table_unref(words->layout);
    g_hash_table_unref(words->number);
    g_hash_table_unref(words->levels);
    g_free(words);
}

/* What a table says about the first of an element's classes, or its id, that it knows; NULL for none. */
static gpointer look_up_names(const MbHtmlNode *node, GHashTable *table)
{
    static const char *const attrs[] = {"class", "id"};
    for (guint i = 0; i < G_N_ELEMENTS(attrs); i++) {
        const char *value = mb_attrs_get(node->attrs, attrs[i]);
        if (!value)
            continue;
        g_autofree char *lower = g_ascii_strdown(value, -1);
        g_auto(GStrv) names = g_strsplit_set(lower, " \t\r\n", -1);
        for (guint k = 0; names[k]; k++) {
            gpointer found = g_hash_table_lookup(table, names[k]);
            if (found)
                return found;
        }
    }
    return NULL;
}

static bool is_in_group(const Group *group, const MbHtmlNode *node)
{
    const char *role = mb_attrs_get(node->attrs, "role");
    return g_hash_table_contains(group->elements, node->name) || (role && g_hash_table_contains(group->roles, role)) ||
           look_up_names(node, group->names);
}

static const struct {
    const char *name;
    MbWebKind kind;
} kinds[] = {
    {"a", MB_WEB_LINK},         {"address", MB_WEB_BLOCK},  {"article", MB_WEB_BLOCK}, {"aside", MB_WEB_BLOCK},
    {"blockquote", MB_WEB_BLOCK}, {"body", MB_WEB_BLOCK},   {"br", MB_WEB_BREAK},      {"button", MB_WEB_BLOCK},
    {"caption", MB_WEB_BLOCK},  {"center", MB_WEB_BLOCK},   {"dd", MB_WEB_BLOCK},      {"details", MB_WEB_BLOCK},
    {"dialog", MB_WEB_BLOCK},   {"dir", MB_WEB_LIST},       {"div", MB_WEB_BLOCK},     {"dl", MB_WEB_BLOCK},
    {"dt", MB_WEB_BLOCK},       {"fieldset", MB_WEB_BLOCK}, {"figcaption", MB_WEB_BLOCK}, {"figure", MB_WEB_BLOCK},
    {"footer", MB_WEB_BLOCK},   {"form", MB_WEB_BLOCK},     {"h1", MB_WEB_HEADING},    {"h2", MB_WEB_HEADING},
    {"h3", MB_WEB_HEADING},     {"h4", MB_WEB_HEADING},     {"h5", MB_WEB_HEADING},    {"h6", MB_WEB_HEADING},
    {"head", MB_WEB_SILENT},    {"header", MB_WEB_BLOCK},   {"hr", MB_WEB_BREAK},      {"html", MB_WEB_BLOCK},
    {"label", MB_WEB_BLOCK},    {"legend", MB_WEB_BLOCK},   {"li", MB_WEB_BLOCK},      {"main", MB_WEB_BLOCK},
    {"menu", MB_WEB_LIST},      {"nav", MB_WEB_BLOCK},      {"noscript", MB_WEB_SILENT}, {"ol", MB_WEB_LIST},
    {"p", MB_WEB_BLOCK},        {"pre", MB_WEB_PLAIN},      {"section", MB_WEB_BLOCK}, {"select", MB_WEB_SILENT},
    {"summary", MB_WEB_BLOCK},  {"table", MB_WEB_TABLE},    {"tbody", MB_WEB_BLOCK},   {"td", MB_WEB_BLOCK},
    {"textarea", MB_WEB_PLAIN}, {"tfoot", MB_WEB_BLOCK},    {"th", MB_WEB_BLOCK},      {"thead", MB_WEB_BLOCK},
    {"title", MB_WEB_SILENT},   {"tr", MB_WEB_BLOCK},       {"ul", MB_WEB_LIST},
};

static int compare_kind(const void *name, const void *row)
{
    return strcmp(name, *(const char *const *)row);
}

int mb_web_heading_level(const MbWebWords *words, const MbHtmlNode *node)
{
    int level = GPOINTER_TO_INT(look_up_names(node, words->levels));
    bool is_plain = node->name[0] == 'h' && node->name[1] >= '1' && node->name[1] <= '6' && !node->name[2];
    return level ? level : is_plain ? node->name[1] - '0' : 0;
}

MbWebKind mb_web_kind(const MbWebWords *words, const MbHtmlNode *node)
{
    if (look_up_names(node, words->levels))
        return MB_WEB_HEADING;
    const void *row = bsearch(node->name, kinds, G_N_ELEMENTS(kinds), sizeof kinds[0], compare_kind);
    return row ? kinds[((const char *)row - (const char *)kinds) / (gssize)sizeof kinds[0]].kind : MB_WEB_INLINE;
}

bool mb_web_is_furniture(const MbWebWords *words, const MbHtmlNode *node)
{
    return is_in_group(&words->furniture, node);
}

static bool has_text(const MbHtmlNode *node)
{
    for (const MbHtmlNode *at = node; at; at = mb_html_next(node, at))
        if (at->text && at->text[strspn(at->text, " \t\r\n")])
            return true;
    return false;
}

const MbHtmlNode *mb_web_find_main(const MbWebWords *words, const MbHtmlNode *root)
{
    for (const MbHtmlNode *node = root; node; node = mb_html_next(root, node))
        if (node->name && is_in_group(&words->main, node) && has_text(node))
            return node;
    return NULL;
}

bool mb_web_is_layout(const MbWebWords *words, const MbHtmlNode *table)
{
    const char *role = mb_attrs_get(table->attrs, "role");
    if (look_up_names(table, words->layout) || (role && (!strcmp(role, "presentation") || !strcmp(role, "none"))))
        return true;
    bool has_columns = false;
    for (const MbHtmlNode *node = table->first_child; node; node = mb_html_next(table, node)) {
        if (!node->name)
            continue;
        if (!strcmp(node->name, "table") || mb_web_heading_level(words, node))
            return true;
        bool is_cell = !strcmp(node->name, "td") || !strcmp(node->name, "th");
        for (const MbHtmlNode *after = is_cell ? node->next : NULL; after && !has_columns; after = after->next)
            has_columns = after->name && (!strcmp(after->name, "td") || !strcmp(after->name, "th"));
    }
    return !has_columns;
}

bool mb_web_is_number_cell(const MbWebWords *words, const MbHtmlNode *cell)
{
    return look_up_names(cell, words->number) != NULL;
}
