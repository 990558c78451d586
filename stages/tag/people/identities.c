/*
 * Who is who: mentions with one surname and given names that agree are one
 * person. Ambiguity is kept: a surname that two people share, without given
 * names, stays an entity of its own.
 */
#include "../tagger.h"

#include "model/person.h"

#include <string.h>

/* A person as known so far. */
typedef struct {
    const char *given; /* fullest form seen; a mention owns it */
    GPtrArray *titles; /* all titles seen, borrowed from mentions */
    MbEntity *entity;
    bool came;         /* listed as present, and not under apologies */
} Person;

static void clear_person(gpointer data)
{
    g_ptr_array_unref(((Person *)data)->titles);
}

static void free_persons(gpointer data)
{
    g_array_unref(data);
}

static bool titles_agree(const Person *person, const char *title)
{
    guint sex = mb_person_sex(title);
    for (guint i = 0; sex && i < person->titles->len; i++) {
        guint other = mb_person_sex(person->titles->pdata[i]);
        if (other && other != sex)
            return false;
    }
    return true;
}

/* Titles that most people of a meeting may have say nothing about who is meant. */
static bool is_common_title(const char *word)
{
    static const char *const titles[] = {"mr", "mrs", "ms", "miss", "councillor", "cllr", "clr", "cyng", "dr", "a", "t", "and", "the"};
    for (guint i = 0; i < G_N_ELEMENTS(titles); i++)
        if (!g_ascii_strcasecmp(word, titles[i]))
            return true;
    return !*word;
}

/* Whether the person has been called by the office in a title before: "Provost MacAskill". */
static bool has_office_title(const Person *person, const char *title)
{
    g_auto(GStrv) words = g_strsplit_set(title ? title : "", " ./", -1);
    for (guint i = 0; words[i]; i++)
        for (guint k = 0; !is_common_title(words[i]) && k < person->titles->len; k++)
            if (strstr(person->titles->pdata[k], words[i]))
                return true;
    return false;
}

static GArray *namesakes(GHashTable *by_surname, const char *surname)
{
    g_autofree char *key = mb_person_dup_key(surname);
    GArray *persons = g_hash_table_lookup(by_surname, key);
    if (persons)
        return persons;
    persons = g_array_new(FALSE, TRUE, sizeof(Person));
    g_array_set_clear_func(persons, clear_person);
    g_hash_table_insert(by_surname, g_steal_pointer(&key), persons);
    return persons;
}

static bool may_be(const Person *person, const MbMention *mention)
{
    bool agrees = !*mention->given || (*person->given && mb_person_given_agrees(person->given, mention->given));
    return agrees && titles_agree(person, mention->title);
}

/* "asked", "left": only who is there does that; "had asked" may be a letter. */
static bool acts(const MbMention *mention)
{
    const MbView *view = mention->view;
    return mb_leaf_has(view, mention->to, MB_LEX_SPEECH) && mb_leaf_token(view, mention->to)->shape & MB_SHAPE_LOWER;
}

/* What tells namesakes apart: the office that is in the title; who was there, where the mention acts. */
static bool is_preferred(const Person *person, const MbMention *mention, bool by_office)
{
    return by_office ? has_office_title(person, mention->title) : person->came && acts(mention);
}

/* The only one of several possible persons that something speaks for, or NULL. */
static Person *only_preferred(GArray *persons, const MbMention *mention, bool by_office)
{
    Person *found = NULL;
    guint count = 0;
    for (guint i = 0; i < persons->len; i++) {
        Person *person = &g_array_index(persons, Person, i);
        if (*person->given && may_be(person, mention) && is_preferred(person, mention, by_office)) {
            found = person;
            count++;
        }
    }
    return count == 1 ? found : NULL;
}

/* The one person that a mention can be; NULL when there is none, `*many` when there are several. */
static Person *only_match(GArray *persons, const MbMention *mention, bool *many)
{
    Person *found = NULL;
    *many = false;
    for (guint i = 0; i < persons->len; i++) {
        Person *person = &g_array_index(persons, Person, i);
        if (!may_be(person, mention))
            continue;
        *many = *many || found;
        found = person;
    }
    if (!*many)
        return found;
    found = only_preferred(persons, mention, true);
    found = found || *mention->given ? found : only_preferred(persons, mention, false);
    *many = !found;
    return found;
}

/*
 * "A Khan" for "A S Khan": two councillors may differ by a second initial, so
 * the document has to speak for it: one form stands in its lists of people,
 * the other in none, and there is no third. Mentions come longest first.
 */
static Person *shorter_form(GHashTable *listed, GArray *persons, const MbMention *mention)
{
    Person *found = NULL;
    guint count = 0;
    for (guint i = 0; mb_person_is_letter(mention->given) && i < persons->len; i++) {
        Person *person = &g_array_index(persons, Person, i);
        bool longer = g_str_has_prefix(person->given, mention->given) && person->given[strlen(mention->given)] == ' ';
        if (!longer || !titles_agree(person, mention->title))
            continue;
        g_autofree char *mine = g_strdup_printf("%s %s", mention->given, mention->surname);
        g_autofree char *theirs = g_strdup_printf("%s %s", person->given, mention->surname);
        if (g_hash_table_contains(listed, mine) != g_hash_table_contains(listed, theirs))
            found = person;
        count++;
    }
    return count == 1 ? found : NULL;
}

static Person *add_person(MbTagger *tagger, GArray *persons, const MbMention *mention)
{
    g_autofree char *id = g_strdup_printf("p-%s%s%s", mention->given, *mention->given ? "-" : "", mention->surname);
    for (guint k = 2; mb_document_entity(tagger->document, id); k++) {
        g_free(id);
        id = g_strdup_printf("p-%s%s%s-%u", mention->given, *mention->given ? "-" : "", mention->surname, k);
    }
    g_autofree char *shown =
        g_strdup_printf("%s%s%s", mention->title ? mention->title : "", mention->title ? " " : "", mention->shown);
    Person person = {mention->given, g_ptr_array_new(), mb_document_intern_entity(tagger->document, id, MB_SPAN_PERSON, shown), false};
    mb_attrs_set(&person.entity->attrs, "surname", mention->surname_shown);
    g_array_append_val(persons, person);
    return &g_array_index(persons, Person, persons->len - 1);
}

static void set_once(MbEntity *entity, const char *name, const char *value)
{
    if (value && *value && !mb_attrs_get(entity->attrs, name))
        mb_attrs_set(&entity->attrs, name, value);
}

static void link_mention(Person *person, const MbMention *mention)
{
    MbEntity *entity = person->entity;
    const char *part = mb_attendance_part(mention->view->attendance);
    if (mention->title)
        g_ptr_array_add(person->titles, mention->title);
    person->came = person->came || (part && strcmp(part, "apologies"));
    set_once(entity, "honorific", mention->title);
    set_once(entity, "postnominal", mention->postnominal);
    set_once(entity, "attendance", part);
    set_once(entity, "role", mention->role);
    set_once(entity, "affiliation", mention->affiliation);
    MbSpan *span = mb_tag_find_span(mention->view, mention->from, mention->to, MB_SPAN_PERSON);
    if (!span)
        return;
    g_free(span->ref);
    span->ref = g_strdup(entity->id);
    if (mention->inherited)
        mb_attrs_set(&span->attrs, "inherited", "true");
    if (mention->role)
        mb_attrs_set(&span->attrs, "as", mention->role);
}

/* How much a mention says: written given names before initials, more initials before fewer, surnames last. */
static guint rank_of(const MbMention *mention)
{
    if (!*mention->given)
        return 3;
    return !mb_person_is_letter(mention->given) && mention->given[1] != ' ' ? 0 : strchr(mention->given, ' ') ? 1 : 2;
}

static void resolve(MbTagger *tagger, GHashTable *by_surname, GHashTable *listed, const MbMention *mention)
{
    GArray *persons = namesakes(by_surname, mention->surname);
    bool many;
    Person *person = only_match(persons, mention, &many);
    if (!person && !many && *mention->given)
        person = shorter_form(listed, persons, mention);
    for (guint k = 0; many && !*mention->given && k < persons->len && !person; k++) /* the surname alone: its own, ambiguous entity */
        if (!*g_array_index(persons, Person, k).given)
            person = &g_array_index(persons, Person, k);
    if (!person)
        person = add_person(tagger, persons, mention);
    link_mention(person, mention);
}

/* "Dame Ruth", "Sir Alan": who has such a title is called by the given name; it is taken for that when no one has it as surname. */
static void read_knight(MbTagger *tagger, MbMention *mention)
{
    bool noble = mention->title && (strstr(mention->title, "Dame") || strstr(mention->title, "Sir"));
    if (!noble || *mention->given)
        return;
    const MbMention *meant = NULL;
    for (guint i = 0; i < tagger->mentions->len; i++) {
        const MbMention *other = tagger->mentions->pdata[i];
        gsize first = strcspn(other->given, " ");
        bool same = first == strlen(mention->surname) && !strncmp(other->given, mention->surname, first);
        if (other->title && same && (strstr(other->title, "Dame") || strstr(other->title, "Sir")))
            meant = meant && strcmp(meant->surname, other->surname) ? mention : other;
    }
    if (!meant || meant == mention)
        return;
    g_free(mention->given);
    g_free(mention->surname);
    g_free(mention->surname_shown);
    mention->given = g_strdup(meant->given);
    mention->surname = g_strdup(meant->surname);
    mention->surname_shown = g_strdup(meant->surname_shown);
}

/* Full names that stand in a list of people. */
static GHashTable *collect_listed(const MbTagger *tagger)
{
    GHashTable *listed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < tagger->mentions->len; i++) {
        const MbMention *mention = tagger->mentions->pdata[i];
        if (mb_attendance_part(mention->view->attendance))
            g_hash_table_add(listed, g_strdup_printf("%s %s", mention->given, mention->surname));
    }
    return listed;
}

/* How far the marks reach that part a name from its office: " (", ", ", " - ", " \xe2\x80\x93 ". */
static guint skip_marks(const char *text, guint byte)
{
    guint at = byte;
    while (at < byte + 6 && text[at] && strchr(" (),:-", text[at]))
        at++;
    if (g_str_has_prefix(text + at, "\xe2\x80\x93 ") || g_str_has_prefix(text + at, "\xe2\x80\x94 "))
        at += 4;
    return at;
}

/* The span of a kind that begins within a few marks after a byte: "(Chair)", ", Northfold Police", " - Clerk". */
static const MbSpan *span_after(const MbView *view, guint byte, MbSpanKind kind)
{
    guint start = skip_marks(view->text, byte);
    for (guint i = 0; start > byte && view->leaf->spans && i < view->leaf->spans->len; i++) {
        const MbSpan *span = &g_array_index(view->leaf->spans, MbSpan, i);
        if (span->kind == kind && span->start == start)
            return span;
    }
    return NULL;
}

/* The office that stands right before a name, and is not that of a name before it: "the Clerk Imelda Moss", "Chair: Cllr Ash". */
static const MbSpan *role_before(const MbView *view, guint byte)
{
    const MbSpan *role = NULL;
    for (guint i = 0; view->leaf->spans && i < view->leaf->spans->len; i++) {
        const MbSpan *span = &g_array_index(view->leaf->spans, MbSpan, i);
        gsize gap = span->end <= byte ? byte - span->end : 9;
        bool beside = gap <= 3 && (gap == strspn(view->text + span->end, " :") || !strncmp(view->text + span->end, " - ", gap));
        if (span->kind == MB_SPAN_ROLE && gap > 0 && beside)
            role = span;
    }
    for (guint i = 0; role && i < view->leaf->spans->len; i++) {
        const MbSpan *span = &g_array_index(view->leaf->spans, MbSpan, i);
        if (span->kind == MB_SPAN_PERSON && span->end < role->start && skip_marks(view->text, span->end) == role->start)
            return NULL;
    }
    return role;
}

/* The office and the organisation that stand right beside a name. */
static void read_office(MbMention *mention)
{
    guint start = mb_leaf_token(mention->view, mention->from)->start, end = mb_leaf_token(mention->view, mention->to - 1)->end;
    const MbSpan *role = span_after(mention->view, end, MB_SPAN_ROLE);
    const MbSpan *organisation = span_after(mention->view, role ? role->end : end, MB_SPAN_ORGANIZATION);
    if (!role && organisation && mention->view->attendance)
        role = span_after(mention->view, organisation->end, MB_SPAN_ROLE);
    if (!role && mention->view->attendance)
        role = role_before(mention->view, start);
    mention->role = role ? g_strdup(role->ref) : NULL;
    mention->affiliation = organisation ? g_strdup(organisation->ref) : NULL;
}

/* People stand among the entities in the order in which the document names them first, however they were resolved. */
static void order_people(MbTagger *tagger)
{
    GPtrArray *entities = tagger->document->entities;
    g_autoptr(GHashTable) seen = g_hash_table_new(g_direct_hash, g_direct_equal);
    g_autoptr(GPtrArray) people = g_ptr_array_new();
    for (guint i = 0; i < tagger->views->len; i++) {
        const MbBlock *leaf = ((const MbView *)tagger->views->pdata[i])->leaf;
        for (guint k = 0; leaf->spans && k < leaf->spans->len; k++) {
            const MbSpan *span = &g_array_index(leaf->spans, MbSpan, k);
            MbEntity *entity = span->kind == MB_SPAN_PERSON && span->ref ? mb_document_entity(tagger->document, span->ref) : NULL;
            if (entity && entity->kind == MB_SPAN_PERSON && g_hash_table_add(seen, entity))
                g_ptr_array_add(people, entity);
        }
    }
    for (guint i = 0, next = 0; i < entities->len; i++)
        if (g_hash_table_contains(seen, entities->pdata[i]))
            entities->pdata[i] = people->pdata[next++];
}

void mb_tag_identities(MbTagger *tagger)
{
    for (guint i = 0; i < tagger->mentions->len; i++) {
        read_office(tagger->mentions->pdata[i]);
        read_knight(tagger, tagger->mentions->pdata[i]);
    }
    g_autoptr(GHashTable) by_surname = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_persons);
    g_autoptr(GHashTable) listed = collect_listed(tagger);
    for (guint rank = 0; rank <= 3; rank++)
        for (guint i = 0; i < tagger->mentions->len; i++)
            if (rank_of(tagger->mentions->pdata[i]) == rank)
                resolve(tagger, by_surname, listed, tagger->mentions->pdata[i]);
    order_people(tagger);
}
