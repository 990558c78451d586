#include "lexicon.h"

#include "base/error.h"
#include "base/limits.h"
#include "view.h"

#include <string.h>

struct MbLexicon {
    GHashTable *words;  /* folded text -> MbLexWord */
    GPtrArray *phrases; /* owns */
    GStringChunk *store;
    char *council;
};

static const char *const class_names[] = {
    "honorific", "plural", "rank", "before-title", "postnominal", "particle", "first-name", "surname", "role", "role-first",
    "role-head", "body-head", "organisation-head", "organisation-first", "organisation-short", "organisation", "body", "glue",
    "owner", "place", "place-suffix", "place-prefix", "place-before", "place-maybe", "stop", "connector", "speech",
    "attendance", "document-head", "common", "welsh", "auxiliary", "level-verb", "change-verb", "past", "clause", "preposition",
    "determiner", "number", "uncounted"};
G_STATIC_ASSERT(G_N_ELEMENTS(class_names) == MB_LEX_CLASSES);

static const char *const files[] = {"people.txt", "first-names.txt", "roles.txt", "organisations.txt", "places.txt", "words.txt"};

static void free_phrase(gpointer data)
{
    MbLexPhrase *phrase = data;
    g_free(phrase->words);
    g_free(phrase->value);
    g_free(phrase->kind);
    g_free(phrase);
}

static void free_word(gpointer data)
{
    MbLexWord *word = data;
    g_ptr_array_unref(word->phrases);
    g_free(word);
}

void mb_lexicon_free(MbLexicon *lexicon)
{
    if (!lexicon)
        return;
    g_hash_table_unref(lexicon->words);
    g_ptr_array_unref(lexicon->phrases);
    g_string_chunk_free(lexicon->store);
    g_free(lexicon->council);
    g_free(lexicon);
}

static MbLexicon *new_lexicon(void)
{
    MbLexicon *lexicon = g_new0(MbLexicon, 1);
    lexicon->words = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_word);
    lexicon->phrases = g_ptr_array_new_with_free_func(free_phrase);
    lexicon->store = g_string_chunk_new(16384);
    return lexicon;
}

static MbLexWord *intern(MbLexicon *lexicon, const char *folded)
{
    MbLexWord *word = g_hash_table_lookup(lexicon->words, folded);
    if (word)
        return word;
    word = g_new0(MbLexWord, 1);
    word->text = g_string_chunk_insert_const(lexicon->store, folded);
    word->phrases = g_ptr_array_new();
    g_hash_table_insert(lexicon->words, (gpointer)word->text, word);
    return word;
}

static gint longer_first(gconstpointer a, gconstpointer b)
{
    const MbLexPhrase *p = *(const MbLexPhrase *const *)a, *q = *(const MbLexPhrase *const *)b;
    return (gint)q->length - (gint)p->length;
}

void mb_lexicon_add(MbLexicon *lexicon, MbLexClass class, const char *entry, const char *value, const char *kind)
{
    g_autoptr(GArray) tokens = mb_leaf_tokenise(NULL, entry);
    if (tokens->len == 0 || tokens->len > 32)
        return;
    MbLexPhrase *phrase = g_new0(MbLexPhrase, 1);
    phrase->class = class;
    phrase->words = g_new0(const char *, tokens->len);
    for (guint i = 0; i < tokens->len; i++) {
        const MbToken *token = &g_array_index(tokens, MbToken, i);
        char folded[MB_WORD_BYTES];
        if (!mb_leaf_fold(entry + token->start, token->end - token->start, folded)) {
            free_phrase(phrase);
            return;
        }
        phrase->words[phrase->length++] = intern(lexicon, folded)->text;
        if (token->shape & MB_SHAPE_CAPITAL)
            phrase->capitals |= 1u << i;
    }
    phrase->value = g_strdup(value ? value : entry);
    phrase->kind = g_strdup(kind);
    g_ptr_array_add(lexicon->phrases, phrase);
    MbLexWord *first = intern(lexicon, phrase->words[0]);
    g_ptr_array_add(first->phrases, phrase);
    g_ptr_array_sort(first->phrases, longer_first);
    if (phrase->length == 1)
        *(phrase->capitals ? &first->capital : &first->any) |= G_GUINT64_CONSTANT(1) << class;
}

const MbLexWord *mb_lexicon_word(const MbLexicon *lexicon, const char *folded)
{
    return g_hash_table_lookup(lexicon->words, folded);
}

const char *mb_lexicon_council(const MbLexicon *lexicon)
{
    return lexicon->council;
}

char *mb_lexicon_dup_path(const MbOptions *options, const char *name)
{
    return g_build_filename(options->data_dir, "tag", "data", name, NULL);
}

/* An entry with its other forms. */
static void read_entry(MbLexicon *lexicon, MbLexClass class, const char *kind, const char *line)
{
    g_auto(GStrv) sides = g_strsplit(line, "=", 2);
    const char *value = g_strstrip(sides[0]);
    mb_lexicon_add(lexicon, class, value, NULL, kind);
    g_auto(GStrv) forms = sides[1] ? g_strsplit(sides[1], ";", -1) : NULL;
    for (guint i = 0; forms && forms[i]; i++)
        mb_lexicon_add(lexicon, class, g_strstrip(forms[i]), value, kind);
}

static bool find_class(const char *name, MbLexClass *class)
{
    for (guint i = 0; i < MB_LEX_CLASSES; i++)
        if (!strcmp(class_names[i], name)) {
            *class = (MbLexClass)i;
            return true;
        }
    return false;
}

/* "[organisation force]" -> class and kind. */
static bool read_section(const char *line, MbLexClass *class, char **kind)
{
    g_autofree char *inside = g_strndup(line + 1, strcspn(line + 1, "]"));
    g_auto(GStrv) words = g_strsplit(inside, " ", 2);
    g_free(*kind);
    *kind = words[0] ? g_strdup(words[1]) : NULL;
    return words[0] && find_class(words[0], class);
}

static bool read_file(MbLexicon *lexicon, const char *path, GError **error)
{
    g_autofree char *text = NULL;
    if (!g_file_get_contents(path, &text, NULL, error))
        return false;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_autofree char *kind = NULL;
    MbLexClass class = MB_LEX_STOP;
    for (guint i = 0; lines[i]; i++) {
        char *line = g_strstrip(lines[i]);
        if (*line == '[') {
            if (read_section(line, &class, &kind))
                continue;
            g_set_error(error, MB_STAGE_ERROR, MB_ERROR_ENVIRONMENT, "line %u of '%s': no such class of words", i + 1, path);
            return false;
        }
        if (*line && *line != '#')
            read_entry(lexicon, class, kind, line);
    }
    return true;
}

/* Sections of a profile and the class their values belong to. */
static const struct {
    const char *section;
    MbLexClass class;
} profile_sections[] = {{"bodies", MB_LEX_BODY}, {"organisations", MB_LEX_ORG},      {"places", MB_LEX_PLACE},
                        {"roles", MB_LEX_ROLE},  {"first-names", MB_LEX_FIRST_NAME}, {"ranks", MB_LEX_RANK}};

/* In a profile the keys are names and the values, if any, other forms of them separated by ';'. */
static void read_profile_section(MbLexicon *lexicon, GKeyFile *file, const char *section, MbLexClass class, const char *kind)
{
    g_auto(GStrv) keys = g_key_file_get_keys(file, section, NULL, NULL);
    for (guint i = 0; keys && keys[i]; i++) {
        mb_lexicon_add(lexicon, class, keys[i], NULL, kind);
        g_auto(GStrv) forms = g_key_file_get_string_list(file, section, keys[i], NULL, NULL);
        for (guint k = 0; forms && forms[k]; k++)
            if (*g_strstrip(forms[k]))
                mb_lexicon_add(lexicon, class, forms[k], keys[i], kind);
    }
}

/* Sections called like those of the data files: "[role-head]", "[organisation-head force]", "[level-verb]". */
static void read_profile_classes(MbLexicon *lexicon, GKeyFile *file)
{
    g_auto(GStrv) groups = g_key_file_get_groups(file, NULL);
    for (guint i = 0; groups[i]; i++) {
        g_auto(GStrv) words = g_strsplit(groups[i], " ", 2);
        MbLexClass class;
        if (words[0] && find_class(words[0], &class))
            read_profile_section(lexicon, file, groups[i], class, words[1]);
    }
}

static bool read_profile(MbLexicon *lexicon, const char *path, GError **error)
{
    g_autoptr(GKeyFile) file = g_key_file_new();
    g_autoptr(GError) inner = NULL;
    if (!g_key_file_load_from_file(file, path, G_KEY_FILE_NONE, &inner)) {
        g_set_error(error, MB_STAGE_ERROR, MB_ERROR_USAGE, "profile '%s': %s", path, inner->message);
        return false;
    }
    for (guint i = 0; i < G_N_ELEMENTS(profile_sections); i++)
        read_profile_section(lexicon, file, profile_sections[i].section, profile_sections[i].class, NULL);
    read_profile_classes(lexicon, file);
    lexicon->council = g_key_file_get_string(file, "council", "name", NULL);
    g_autofree char *force = g_key_file_get_string(file, "council", "force", NULL);
    if (lexicon->council)
        mb_lexicon_add(lexicon, MB_LEX_ORG, lexicon->council, NULL, "council");
    if (force)
        mb_lexicon_add(lexicon, MB_LEX_ORG, force, NULL, "force");
    return true;
}

MbLexicon *mb_lexicon_read(const MbOptions *options, GError **error)
{
    g_autoptr(MbLexicon) lexicon = new_lexicon();
    for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *path = mb_lexicon_dup_path(options, files[i]);
        if (!read_file(lexicon, path, error))
            return NULL;
    }
    if (options->profile && !read_profile(lexicon, options->profile, error))
        return NULL;
    return g_steal_pointer(&lexicon);
}
