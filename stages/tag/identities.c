/*
 * Who is who: mentions with one surname and given names that agree are one
 * person. Ambiguity is kept: a surname that two people share, without given
 * names, stays an entity of its own.
 */
#include "tagger.h"

#include <string.h>

/* A person as known so far. */
typedef struct {
    char *given;       /* fullest form seen; owned by a mention */
    const char *title; /* first title seen */
    MbEntity *entity;
    guint mentions;
} Person;

static void free_persons(gpointer data)
{
    g_array_unref(data);
}

static bool is_letter(const char *name)
{
    return *name && !*g_utf8_next_char(name);
}

/* Whether one given name may be the other: equal, or one is the other's initial. */
static bool name_agrees(const char *a, const char *b)
{
    if (is_letter(a) || is_letter(b))
        return g_utf8_get_char(a) == g_utf8_get_char(b);
    return !strcmp(a, b);
}

/*
 * Whether given names agree. "a s" and "as" are cut alike before; "a" and "a s"
 * do not agree: two councillors may differ by their second initial.
 */
static bool given_agrees(const char *a, const char *b)
{
    g_auto(GStrv) x = g_strsplit(a, " ", -1);
    g_auto(GStrv) y = g_strsplit(b, " ", -1);
    guint nx = g_strv_length(x), ny = g_strv_length(y);
    bool written = nx && ny && (!is_letter(x[0]) || !is_letter(y[0]));
    if (nx != ny && !written)
        return false;
    for (guint i = 0; i < MIN(nx, ny); i++)
        if (!name_agrees(x[i], y[i]))
            return false;
    return true;
}

/* Titles that tell two people of one surname apart: "Mr" and "Mrs" cannot be one. */
static guint sex_of(const char *title)
{
    static const char *const male[] = {"Mr", "Sir", "Lord", "Alderman"};
    static const char *const female[] = {"Mrs", "Miss", "Ms", "Dame", "Lady", "Baroness"};
    g_auto(GStrv) words = g_strsplit_set(title ? title : "", " .", -1);
    for (guint i = 0; words[i]; i++) {
        for (guint k = 0; k < 3; k++)
            if (!strcmp(words[i], male[k]))
                return 1;
        for (guint k = 0; k < G_N_ELEMENTS(female); k++)
            if (!strcmp(words[i], female[k]))
                return 2;
    }
    return 0;
}

static bool titles_agree(const char *a, const char *b)
{
    guint x = sex_of(a), y = sex_of(b);
    return !x || !y || x == y;
}

static GArray *namesakes(GHashTable *by_surname, const char *surname)
{
    GArray *persons = g_hash_table_lookup(by_surname, surname);
    if (persons)
        return persons;
    persons = g_array_new(FALSE, TRUE, sizeof(Person));
    g_hash_table_insert(by_surname, g_strdup(surname), persons);
    return persons;
}

/* The one person that a mention can be; NULL when there is none, `*many` when there are several. */
static Person *only_match(GArray *persons, const MbMention *mention, bool *many)
{
    Person *found = NULL;
    *many = false;
    for (guint i = 0; i < persons->len; i++) {
        Person *person = &g_array_index(persons, Person, i);
        bool agrees = !*mention->given || (*person->given && given_agrees(person->given, mention->given));
        if (!agrees || !titles_agree(person->title, mention->title))
            continue;
        *many = *many || found;
        found = person;
    }
    return *many ? NULL : found;
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
    Person person = {mention->given, mention->title, mb_document_intern_entity(tagger->document, id, MB_SPAN_PERSON, shown), 0};
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
    person->mentions++;
    set_once(entity, "honorific", mention->title);
    set_once(entity, "postnominal", mention->postnominal);
    set_once(entity, "attendance",
             mention->view->attendance && strcmp(mention->view->attendance, "vote") ? mention->view->attendance : NULL);
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

/* Mentions with given names make persons; those with longer given names first, so that initials find their owner. */
static void resolve(MbTagger *tagger, GHashTable *by_surname, bool with_given)
{
    for (guint i = 0; i < tagger->mentions->len; i++) {
        const MbMention *mention = tagger->mentions->pdata[i];
        if ((*mention->given != '\0') != with_given)
            continue;
        GArray *persons = namesakes(by_surname, mention->surname);
        bool many;
        Person *person = only_match(persons, mention, &many);
        if (many && !with_given) { /* the surname alone: its own, ambiguous entity */
            for (guint k = 0; k < persons->len && !person; k++)
                if (!*g_array_index(persons, Person, k).given)
                    person = &g_array_index(persons, Person, k);
        }
        if (!person)
            person = add_person(tagger, persons, mention);
        link_mention(person, mention);
    }
}

/* The span of a kind that begins within a few marks after a byte: "(Chair)", ", Northfold Police", " - Clerk". */
static const MbSpan *span_after(const MbView *view, guint byte, MbSpanKind kind)
{
    guint start = byte;
    while (start < byte + 4 && view->text[start] && strchr(" (,-", view->text[start]))
        start++;
    for (guint i = 0; start > byte && view->leaf->spans && i < view->leaf->spans->len; i++) {
        const MbSpan *span = &g_array_index(view->leaf->spans, MbSpan, i);
        if (span->kind == kind && span->start == start)
            return span;
    }
    return NULL;
}

/* The office and the organisation that stand right after a name. */
static void read_office(MbMention *mention)
{
    guint end = mb_leaf_token(mention->view, mention->to - 1)->end;
    const MbSpan *role = span_after(mention->view, end, MB_SPAN_ROLE);
    const MbSpan *organisation = span_after(mention->view, role ? role->end : end, MB_SPAN_ORGANIZATION);
    mention->role = role ? g_strdup(role->ref) : NULL;
    mention->affiliation = organisation ? g_strdup(organisation->ref) : NULL;
}

void mb_tag_identities(MbTagger *tagger)
{
    for (guint i = 0; i < tagger->mentions->len; i++)
        read_office(tagger->mentions->pdata[i]);
    g_autoptr(GHashTable) by_surname = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_persons);
    resolve(tagger, by_surname, true);
    resolve(tagger, by_surname, false);
}
