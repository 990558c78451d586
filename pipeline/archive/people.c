/* Rows of many documents put together: one entry a person or body. */
#include "archive/people.h"

#include "catalogue.h"
#include "model/person.h"
#include "people-rows.h"

#include <string.h>

/* An entry while it grows. */
typedef struct {
    MbAuthority *entry;
    char *key;   /* of the surname, or of the body's name */
    char *given; /* folded, fullest seen */
    guint sex;
} Growing;

static void free_growing(gpointer data)
{
    Growing *growing = data;
    g_free(growing->key);
    g_free(growing->given);
    g_free(growing);
}

static void free_tenure(gpointer data)
{
    MbTenure *tenure = data;
    g_free(tenure->role);
    g_free(tenure->body);
    g_free(tenure->from);
    g_free(tenure->to);
    g_free(tenure);
}

static void free_appearance(gpointer data)
{
    MbAppearance *appearance = data;
    g_free(appearance->slug);
    g_free(appearance->eid);
    g_free(appearance->date);
    g_free(appearance->attendance);
    g_free(appearance);
}

static void free_authority(gpointer data)
{
    MbAuthority *entry = data;
    char *const strings[] = {entry->council, entry->kind,  entry->id,      entry->name, entry->surname,
                             entry->title,   entry->first, entry->letters, entry->last};
    for (gsize i = 0; i < G_N_ELEMENTS(strings); i++)
        g_free(strings[i]);
    g_ptr_array_unref(entry->variants);
    g_ptr_array_unref(entry->tenures);
    g_ptr_array_unref(entry->appearances);
    g_free(entry);
}

static Growing *add_entry(GPtrArray *growing, const MbNameRow *row, const char *key, const char *given, bool is_ambiguous)
{
    Growing *new = g_new0(Growing, 1);
    MbAuthority *entry = new->entry = g_new0(MbAuthority, 1);
    new->key = g_strdup(key);
    new->given = g_strdup(given);
    entry->council = g_strdup(row->council);
    entry->kind = g_strdup(row->kind);
    entry->name = g_strdup(row->name);
    entry->surname = g_strdup(row->surname);
    entry->is_ambiguous = is_ambiguous;
    entry->variants = g_ptr_array_new_with_free_func(g_free);
    entry->tenures = g_ptr_array_new_with_free_func(free_tenure);
    entry->appearances = g_ptr_array_new_with_free_func(free_appearance);
    g_ptr_array_add(growing, new);
    return new;
}

/* Widens the span of two dates by a third; ISO dates compare as texts. */
static void widen(char **from, char **to, const char *date)
{
    if (!date)
        return;
    if (!*from || strcmp(date, *from) < 0) {
        g_free(*from);
        *from = g_strdup(date);
    }
    if (!*to || strcmp(date, *to) > 0) {
        g_free(*to);
        *to = g_strdup(date);
    }
}

static void add_tenure(MbAuthority *entry, const MbNameRow *row)
{
    MbTenure *tenure = NULL;
    for (guint i = 0; !tenure && i < entry->tenures->len; i++) {
        MbTenure *known = entry->tenures->pdata[i];
        if (!strcmp(known->role, row->role) && !g_strcmp0(known->body, row->body))
            tenure = known;
    }
    if (!tenure) {
        tenure = g_new0(MbTenure, 1);
        tenure->role = g_strdup(row->role);
        tenure->body = g_strdup(row->body);
        g_ptr_array_add(entry->tenures, tenure);
    }
    widen(&tenure->from, &tenure->to, row->date);
}

static void add_variants(MbAuthority *entry, const char *variants)
{
    g_auto(GStrv) lines = g_strsplit(variants ? variants : "", "\n", -1);
    for (guint i = 0; lines[i]; i++)
        if (*lines[i] && !g_ptr_array_find_with_equal_func(entry->variants, lines[i], g_str_equal, NULL))
            g_ptr_array_add(entry->variants, g_strdup(lines[i]));
}

/* What is said latest counts; papers without date say nothing about when. */
static void set_latest(const MbAuthority *entry, char **field, const char *value, const char *date)
{
    bool later = !*field || (date && (!entry->last || strcmp(date, entry->last) >= 0));
    if (!value || !later)
        return;
    g_free(*field);
    *field = g_strdup(value);
}

static void attach(Growing *growing, const MbNameRow *row)
{
    MbAuthority *entry = growing->entry;
    MbAppearance *appearance = g_new0(MbAppearance, 1);
    *appearance = (MbAppearance){.slug = g_strdup(row->slug),
                                 .eid = g_strdup(row->eid),
                                 .date = g_strdup(row->date),
                                 .attendance = g_strdup(row->attendance),
                                 .page = row->page,
                                 .mentions = row->mentions};
    g_ptr_array_add(entry->appearances, appearance);
    set_latest(entry, &entry->title, row->title, row->date);
    set_latest(entry, &entry->letters, row->letters, row->date);
    widen(&entry->first, &entry->last, row->date);
    growing->sex = growing->sex ? growing->sex : mb_person_sex(row->title);
    add_variants(entry, row->variants);
    if (row->role)
        add_tenure(entry, row);
}

static bool names_in(const Growing *growing, const char *slug)
{
    for (guint i = 0; i < growing->entry->appearances->len; i++)
        if (!strcmp(((MbAppearance *)growing->entry->appearances->pdata[i])->slug, slug))
            return true;
    return false;
}

/* Two names that one document keeps apart are two people. */
static bool may_be(const Growing *growing, const MbNameRow *row, const char *key, const char *given)
{
    guint sex = mb_person_sex(row->title);
    return !growing->entry->is_ambiguous && !strcmp(growing->key, key) && (!*given || mb_person_given_agrees(growing->given, given)) &&
           !(sex && growing->sex && sex != growing->sex) && !names_in(growing, row->slug);
}

/* A surname alone in a document that names several people who have it. */
static bool has_namesakes(const GPtrArray *growing, const char *key)
{
    guint count = 0;
    for (guint i = 0; i < growing->len; i++) {
        const Growing *known = growing->pdata[i];
        count += !known->entry->is_ambiguous && *known->given && !strcmp(known->key, key);
    }
    return count > 1;
}

/* The name as it stands, which several people may have. */
static Growing *same_name(GPtrArray *growing, const char *key, const char *given)
{
    for (guint i = 0; i < growing->len; i++) {
        Growing *known = growing->pdata[i];
        if (known->entry->is_ambiguous && !strcmp(known->key, key) && !strcmp(known->given, given))
            return known;
    }
    return NULL;
}

static void place_row(GPtrArray *growing, const MbNameRow *row, const char *key, const char *given)
{
    Growing *found = NULL;
    guint count = 0;
    for (guint i = 0; i < growing->len; i++)
        if (may_be(growing->pdata[i], row, key, given)) {
            found = growing->pdata[i];
            count++;
        }
    bool is_ambiguous = count > 1 || (count == 0 && !*given && has_namesakes(growing, key));
    found = is_ambiguous ? same_name(growing, key, given) : found;
    attach(found ? found : add_entry(growing, row, key, given, is_ambiguous), row);
}

/* Written given names make people first, then initials, the longer before the shorter, surnames last. */
static guint rank_of(const MbNameRow *row)
{
    g_autofree char *given = mb_person_dup_given(row->name, row->surname);
    if (!*given)
        return strcmp(row->kind, "body") ? 3 : 0;
    g_auto(GStrv) words = g_strsplit(given, " ", 2);
    return !mb_person_is_letter(words[0]) ? 0 : words[1] ? 1 : 2;
}

/* Rows [from, to) are of one council and kind. */
static void grow(GPtrArray *growing, const GPtrArray *rows, guint from, guint to)
{
    for (guint rank = 0; rank <= 3; rank++)
        for (guint i = from; i < to; i++) {
            const MbNameRow *row = rows->pdata[i];
            if (rank_of(row) != rank)
                continue;
            g_autofree char *given = mb_person_dup_given(row->name, row->surname);
            g_autofree char *key = mb_person_dup_key(row->surname && strcmp(row->kind, "body") ? row->surname : row->name);
            place_row(growing, row, key, given);
        }
}

static gint by_date(gconstpointer a, gconstpointer b)
{
    const MbAppearance *x = *(const MbAppearance *const *)a, *y = *(const MbAppearance *const *)b;
    int order = g_strcmp0(x->date, y->date);
    return order ? order : strcmp(x->slug, y->slug);
}

static gint by_start(gconstpointer a, gconstpointer b)
{
    const MbTenure *x = *(const MbTenure *const *)a, *y = *(const MbTenure *const *)b;
    int order = g_strcmp0(x->from, y->from);
    return order ? order : strcmp(x->role, y->role);
}

static gint by_text(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static gint by_name(gconstpointer a, gconstpointer b)
{
    const MbAuthority *x = *(const MbAuthority *const *)a, *y = *(const MbAuthority *const *)b;
    int order = g_strcmp0(x->council, y->council);
    order = order ? order : -strcmp(x->kind, y->kind); /* people first */
    order = order ? order : g_strcmp0(x->surname, y->surname);
    order = order ? order : strcmp(x->name, y->name);
    return order ? order : g_strcmp0(x->first, y->first);
}

/* "Máire O'Dowd" -> "maire-o-dowd"; caller frees. */
static char *dup_id(const char *name)
{
    g_autofree char *ascii = g_str_to_ascii(name, "C");
    g_autofree char *lower = g_ascii_strdown(ascii, -1);
    GString *out = g_string_new(NULL);
    for (const char *at = lower; *at; at++) {
        bool letter = g_ascii_isalnum(*at);
        if (letter || (out->len && out->str[out->len - 1] != '-'))
            g_string_append_c(out, letter ? *at : '-');
    }
    while (out->len && out->str[out->len - 1] == '-')
        g_string_truncate(out, out->len - 1);
    return g_string_free(out, FALSE);
}

static void set_ids(GPtrArray *list)
{
    g_autoptr(GHashTable) used = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < list->len; i++) {
        MbAuthority *entry = list->pdata[i];
        entry->id = dup_id(entry->name);
        g_autofree char *first = dup_id(entry->name);
        const char *council = entry->council ? entry->council : "";
        for (guint k = 2; !g_hash_table_add(used, g_strdup_printf("%s/%s/%s", council, entry->kind, entry->id)); k++) {
            g_free(entry->id);
            entry->id = g_strdup_printf("%s-%u", first, k);
        }
    }
}

/* Entries in order, each with its parts in order; the caller's entries are taken. */
static GPtrArray *finish(GPtrArray *growing)
{
    GPtrArray *list = g_ptr_array_new_with_free_func(free_authority);
    for (guint i = 0; i < growing->len; i++) {
        MbAuthority *entry = ((Growing *)growing->pdata[i])->entry;
        g_ptr_array_sort(entry->variants, by_text);
        g_ptr_array_sort(entry->tenures, by_start);
        g_ptr_array_sort(entry->appearances, by_date);
        g_ptr_array_add(list, entry);
    }
    g_ptr_array_sort(list, by_name);
    set_ids(list);
    return list;
}

static bool is_wanted(const MbNameRow *row, const char *council)
{
    if (!council)
        return true;
    g_autofree char *want = g_utf8_casefold(council, -1);
    g_autofree char *have = row->council ? g_utf8_casefold(row->council, -1) : NULL;
    return have && strstr(have, want);
}

GPtrArray *mb_catalogue_read_people(MbCatalogue *catalogue, const char *council, GError **error)
{
    g_autoptr(GPtrArray) rows = mb_name_rows_read(catalogue->db, error);
    if (!rows)
        return NULL;
    g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(free_growing);
    for (guint from = 0, to; from < rows->len; from = to) {
        const MbNameRow *first = rows->pdata[from], *row = first;
        g_autoptr(GPtrArray) growing = g_ptr_array_new();
        for (to = from; to < rows->len && !g_strcmp0(row->council, first->council) && !strcmp(row->kind, first->kind);)
            row = ++to < rows->len ? rows->pdata[to] : row;
        if (is_wanted(first, council))
            grow(growing, rows, from, to);
        for (guint i = 0; i < growing->len; i++)
            g_ptr_array_add(all, growing->pdata[i]);
    }
    return finish(all);
}
