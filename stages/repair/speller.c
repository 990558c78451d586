#include "speller.h"

#include "base/error.h"
#include "base/tools.h"

#include <hunspell.h>
#include <string.h>

struct MbSpeller {
    Hunhandle *handle;
};

static const char *const folders[] = {"/usr/share/hunspell", "/usr/share/myspell", "/usr/local/share/hunspell"};

/* Shapes that readers take for one another: as read, as printed. */
static const char *const confusions[][2] = {{"rn", "m"}, {"m", "rn"}, {"cl", "d"}, {"d", "cl"}, {"vv", "w"}, {"li", "h"}, {"ii", "u"},
                                            {"1", "l"},  {"1", "i"},  {"0", "o"},  {"5", "s"},  {"8", "b"},  {"|", "l"},  {"|", "i"},
                                            {"l", "i"},  {"i", "l"},  {"c", "e"},  {"e", "c"},  {"ri", "n"}, {"n", "ri"}, {"h", "b"},
                                            {"b", "h"},  {"f", "t"},  {"t", "f"},  {"nn", "m"}, {"6", "b"},  {"9", "g"}};

void mb_speller_free(MbSpeller *speller)
{
    if (!speller)
        return;
    if (speller->handle)
        Hunspell_destroy(speller->handle);
    g_free(speller);
}

static char *find_dictionary(const char *suffix)
{
    for (guint i = 0; i < G_N_ELEMENTS(folders); i++) {
        g_autofree char *name = g_strconcat("en_GB.", suffix, NULL);
        char *path = g_build_filename(folders[i], name, NULL);
        if (g_file_test(path, G_FILE_TEST_IS_REGULAR))
            return path;
        g_free(path);
    }
    return NULL;
}

void mb_speller_list_tools(GString *tools)
{
    static const char *const parts[] = {"aff", "dic"};
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
        g_autofree char *path = find_dictionary(parts[i]), *name = g_strconcat("hunspell-en_GB-", parts[i], NULL);
        if (path)
            mb_tools_add_file(tools, name, path);
    }
}

GPtrArray *mb_speller_read_words(const MbOptions *options, const char *name, GError **error)
{
    g_autofree char *path = g_build_filename(options->data_dir, "repair", "data", name, NULL);
    g_autofree char *text = NULL;
    if (!g_file_get_contents(path, &text, NULL, error))
        return NULL;
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i]; i++)
        if (*g_strstrip(lines[i]) && *lines[i] != '#')
            g_ptr_array_add(words, g_strdup(lines[i]));
    return words;
}

static bool add_words(MbSpeller *speller, const MbOptions *options, GError **error)
{
    g_autoptr(GPtrArray) words = mb_speller_read_words(options, "words.txt", error);
    for (guint i = 0; words && i < words->len; i++)
        Hunspell_add(speller->handle, words->pdata[i]);
    return words != NULL;
}

static bool add_profile(MbSpeller *speller, const char *path, GError **error)
{
    g_autoptr(GKeyFile) file = g_key_file_new();
    g_autoptr(GError) inner = NULL;
    if (!g_key_file_load_from_file(file, path, G_KEY_FILE_NONE, &inner)) {
        g_set_error(error, MB_STAGE_ERROR, MB_ERROR_USAGE, "profile '%s': %s", path, inner->message);
        return false;
    }
    g_auto(GStrv) keys = g_key_file_get_keys(file, "words", NULL, NULL);
    for (guint i = 0; keys && keys[i]; i++)
        Hunspell_add(speller->handle, keys[i]);
    return true;
}

MbSpeller *mb_speller_new(const MbOptions *options, GError **error)
{
    g_autofree char *affixes = find_dictionary("aff");
    g_autofree char *words = find_dictionary("dic");
    if (!affixes || !words) {
        g_set_error(error, MB_STAGE_ERROR, MB_ERROR_ENVIRONMENT, "no British dictionary for Hunspell: install 'hunspell-en-gb'");
        return NULL;
    }
    g_autoptr(MbSpeller) speller = g_new0(MbSpeller, 1);
    speller->handle = Hunspell_create(affixes, words);
    if (!add_words(speller, options, error) || (options->profile && !add_profile(speller, options->profile, error)))
        return NULL;
    return g_steal_pointer(&speller);
}

bool mb_speller_knows(MbSpeller *speller, const char *word)
{
    if (Hunspell_spell(speller->handle, word))
        return true;
    g_autofree char *lower = g_utf8_strdown(word, -1);
    return strcmp(lower, word) && Hunspell_spell(speller->handle, lower);
}

static void add_candidate(MbSpeller *speller, GPtrArray *near, char *word)
{
    bool known = !g_ptr_array_find_with_equal_func(near, word, g_str_equal, NULL) && mb_speller_knows(speller, word);
    if (known)
        g_ptr_array_add(near, word);
    else
        g_free(word);
}

static void add_confusions(MbSpeller *speller, GPtrArray *near, const char *word)
{
    for (guint i = 0; i < G_N_ELEMENTS(confusions); i++) {
        gsize length = strlen(confusions[i][0]);
        for (const char *at = strstr(word, confusions[i][0]); at; at = strstr(at + 1, confusions[i][0])) {
            g_autofree char *head = g_strndup(word, (gsize)(at - word));
            add_candidate(speller, near, g_strconcat(head, confusions[i][1], at + length, NULL));
        }
    }
}

/* Whether two words differ by one letter more, less or other. */
static bool differ_by_one(const char *a, const char *b)
{
    gsize x = strlen(a), y = strlen(b), same = 0;
    while (same < x && same < y && a[same] == b[same])
        same++;
    gsize tail = 0;
    while (tail < x - same && tail < y - same && a[x - 1 - tail] == b[y - 1 - tail])
        tail++;
    return MAX(x, y) - same - tail <= 1;
}

static void add_suggestions(MbSpeller *speller, GPtrArray *near, const char *word)
{
    char **list = NULL;
    int count = Hunspell_suggest(speller->handle, &list, word);
    for (int i = 0; i < count; i++)
        if (!strpbrk(list[i], " -") && differ_by_one(word, list[i]) && g_ascii_islower(list[i][0]))
            add_candidate(speller, near, g_strdup(list[i]));
    Hunspell_free_list(speller->handle, &list, count);
}

GPtrArray *mb_speller_near(MbSpeller *speller, const char *word)
{
    GPtrArray *near = g_ptr_array_new_with_free_func(g_free);
    add_confusions(speller, near, word);
    if (!strpbrk(word, "0123456789|"))
        add_suggestions(speller, near, word);
    return near;
}
