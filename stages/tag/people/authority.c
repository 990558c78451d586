/*
 * The authority list of a council (groups "person ..." of a profile, which
 * `minutebook people --export` writes): its names are known without title, and
 * a person of the document that can be only one of the list says which.
 */
#include "../tagger.h"

#include "base/error.h"
#include "model/person.h"
#include "person-name.h"

#include <string.h>

/* A person of the list. */
typedef struct {
    char *id, *name, *title;
    char *given; /* folded */
    char *key;   /* of the surname */
    char *surname; /* folded */
} Known;

struct MbAuthorityList {
    GPtrArray *people; /* Known */
    char *council;     /* or NULL */
};

static void free_known(gpointer data)
{
    Known *known = data;
    g_free(known->id);
    g_free(known->name);
    g_free(known->title);
    g_free(known->given);
    g_free(known->key);
    g_free(known->surname);
    g_free(known);
}

void mb_authority_free(MbAuthorityList *list)
{
    if (!list)
        return;
    g_ptr_array_unref(list->people);
    g_free(list->council);
    g_free(list);
}

static void read_person(MbAuthorityList *list, GKeyFile *file, const char *group)
{
    g_autofree char *name = g_key_file_get_string(file, group, "name", NULL);
    g_autofree char *surname = g_key_file_get_string(file, group, "surname", NULL);
    if (!name || !surname || !*surname)
        return;
    Known *known = g_new0(Known, 1);
    known->id = g_strdup(group + strlen("person "));
    known->title = g_key_file_get_string(file, group, "title", NULL);
    known->given = mb_person_dup_given(name, surname);
    known->key = mb_person_dup_key(surname);
    known->surname = g_utf8_strdown(surname, -1);
    known->name = g_steal_pointer(&name);
    g_ptr_array_add(list->people, known);
}

MbAuthorityList *mb_authority_read(const MbOptions *options, GError **error)
{
    MbAuthorityList *list = g_new0(MbAuthorityList, 1);
    list->people = g_ptr_array_new_with_free_func(free_known);
    if (!options->profile)
        return list;
    g_autoptr(GKeyFile) file = g_key_file_new();
    if (!g_key_file_load_from_file(file, options->profile, G_KEY_FILE_NONE, error)) {
        mb_authority_free(list);
        return NULL;
    }
    g_auto(GStrv) groups = g_key_file_get_groups(file, NULL);
    for (guint i = 0; groups[i]; i++)
        if (g_str_has_prefix(groups[i], "person "))
            read_person(list, file, groups[i]);
    list->council = g_key_file_get_string(file, "council", "name", NULL);
    return list;
}

void mb_authority_teach(const MbAuthorityList *list, MbTagger *tagger)
{
    for (guint i = 0; i < list->people->len; i++) {
        const Known *known = list->people->pdata[i];
        if (!*known->given || mb_person_is_letter(known->given))
            continue;
        g_hash_table_add(tagger->full_names, g_strdup_printf("%s %s", known->given, known->surname));
        if (!g_hash_table_contains(tagger->surnames, known->surname))
            g_hash_table_insert(tagger->surnames, g_strdup(known->surname), GUINT_TO_POINTER(1));
    }
}

/* Whether the document itself has another person of that surname: then the surname alone says nothing. */
static bool has_namesake(const MbTagger *tagger, const MbEntity *entity, const char *key)
{
    for (guint i = 0; i < tagger->document->entities->len; i++) {
        const MbEntity *other = tagger->document->entities->pdata[i];
        const char *surname = other != entity && other->kind == MB_SPAN_PERSON ? mb_attrs_get(other->attrs, "surname") : NULL;
        g_autofree char *other_key = surname ? mb_person_dup_key(surname) : NULL;
        if (other_key && !strcmp(other_key, key))
            return true;
    }
    return false;
}

/* The only person of the list that an entity can be, or NULL. */
static const Known *only_known(const MbAuthorityList *list, const char *key, const char *given, const char *title)
{
    const Known *found = NULL;
    guint count = 0, sex = mb_person_sex(title);
    for (guint i = 0; i < list->people->len; i++) {
        const Known *known = list->people->pdata[i];
        guint other = mb_person_sex(known->title);
        bool agrees = !*given || (*known->given && mb_person_given_agrees(known->given, given));
        if (strcmp(known->key, key) || !agrees || (sex && other && sex != other))
            continue;
        found = known;
        count++;
    }
    return count == 1 ? found : NULL;
}

static void link_person(const MbAuthorityList *list, const MbTagger *tagger, MbEntity *entity)
{
    const char *surname = mb_attrs_get(entity->attrs, "surname"), *title = mb_attrs_get(entity->attrs, "honorific");
    g_autofree char *key = surname ? mb_person_dup_key(surname) : NULL;
    g_autofree char *given = surname ? mb_person_dup_given(mb_person_name(entity->show_as, title), surname) : NULL;
    if (!surname || (!*given && has_namesake(tagger, entity, key)))
        return;
    const Known *known = only_known(list, key, given, title);
    if (!known)
        return;
    mb_attrs_set(&entity->attrs, "authority", known->id);
    if (strlen(given) < strlen(known->given)) { /* the document alone does not say so much */
        mb_attrs_set(&entity->attrs, "resolvedBy", "authority");
        mb_attrs_set(&entity->attrs, "authorityName", known->name);
    }
}

void mb_authority_link(const MbAuthorityList *list, MbTagger *tagger)
{
    const char *council = mb_attrs_get(tagger->document->facts, "council");
    if (council && list->council && g_ascii_strcasecmp(council, list->council))
        return; /* papers of somebody else: a name says nothing */
    for (guint i = 0; i < tagger->document->entities->len; i++) {
        MbEntity *entity = tagger->document->entities->pdata[i];
        if (entity->kind == MB_SPAN_PERSON)
            link_person(list, tagger, entity);
    }
}
