#include "people-rows.h"

#include "base/file.h"
#include "base/limits.h"
#include "model/person.h"
#include "xml/archive.h"

#include <string.h>
#include <unistd.h>

/* What the text of a document shows of one entity. */
typedef struct {
    GPtrArray *variants; /* char *, each once, in order */
    int mentions, page;
} Shown;

static void free_shown(gpointer data)
{
    Shown *shown = data;
    g_ptr_array_unref(shown->variants);
    g_free(shown);
}

static Shown *shown_of(GHashTable *all, const char *ref)
{
    Shown *shown = g_hash_table_lookup(all, ref);
    if (shown)
        return shown;
    shown = g_new0(Shown, 1);
    shown->variants = g_ptr_array_new_with_free_func(g_free);
    g_hash_table_insert(all, g_strdup(ref), shown);
    return shown;
}

static void add_mention(GHashTable *all, const MbArchiveBlock *block, const MbMention *mention)
{
    Shown *shown = shown_of(all, mention->ref);
    char *text = g_strndup(block->text + mention->start, mention->end - mention->start);
    shown->mentions++;
    shown->page = shown->page ? shown->page : block->page;
    if (g_ptr_array_find_with_equal_func(shown->variants, text, g_str_equal, NULL))
        g_free(text);
    else
        g_ptr_array_add(shown->variants, text);
}

/* Walks the text; NULL with an error when the file breaks off. */
static GHashTable *collect_shown(MbArchive *archive, GError **error)
{
    g_autoptr(GHashTable) all = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_shown);
    const MbArchiveBlock *block;
    GError *failed = NULL;
    while (mb_archive_next(archive, &block, &failed))
        for (guint i = 0; i < block->mentions->len; i++) {
            const MbMention *mention = &g_array_index(block->mentions, MbMention, i);
            if (mention->ref && (mention->kind == MB_SPAN_PERSON || mention->kind == MB_SPAN_ORGANIZATION))
                add_mention(all, block, mention);
        }
    if (failed) {
        g_propagate_error(error, failed);
        return NULL;
    }
    return g_steal_pointer(&all);
}

/* "person", "body", or NULL for what the list does not keep. */
static const char *kind_of(const MbEntity *entity)
{
    if (entity->kind == MB_SPAN_PERSON)
        return "person";
    bool body = entity->kind == MB_SPAN_ORGANIZATION && !g_strcmp0(mb_attrs_get(entity->attrs, "kind"), "committee");
    return body ? "body" : NULL;
}

static const char *show_of(const GPtrArray *entities, const char *id)
{
    for (guint i = 0; id && i < entities->len; i++) {
        const MbEntity *entity = entities->pdata[i];
        if (!strcmp(entity->id, id))
            return entity->show_as;
    }
    return NULL;
}

/* All forms, parted by newlines; caller frees. */
static char *dup_variants(const Shown *shown)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < shown->variants->len; i++)
        g_string_append_printf(out, "%s%s", i ? "\n" : "", (char *)shown->variants->pdata[i]);
    return g_string_free(out, FALSE);
}

static bool insert_entity(sqlite3 *db, gint64 document, const GPtrArray *entities, const MbEntity *entity, const Shown *shown,
                          GError **error)
{
    static const char sql[] =
        "INSERT INTO name (document, eid, kind, name, surname, title, letters, role, attendance, variants, mentions, page)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    g_autofree char *variants = dup_variants(shown);
    const MbAttrs *attrs = entity->attrs;
    const char *title = mb_attrs_get(attrs, "honorific"), *resolved = mb_attrs_get(attrs, "authorityName");
    const char *name = resolved ? resolved : mb_person_name(entity->show_as, title);
    return mb_sql_change(db, error, sql, "itttttttttii", document, entity->id, kind_of(entity), name,
                         mb_attrs_get(attrs, "surname"), title, mb_attrs_get(attrs, "postnominal"),
                         show_of(entities, mb_attrs_get(attrs, "role")), mb_attrs_get(attrs, "attendance"), variants,
                         (gint64)shown->mentions, (gint64)shown->page);
}

static bool insert_all(sqlite3 *db, gint64 document, GBytes *bytes, GError **error)
{
    g_autoptr(MbArchive) archive = mb_archive_open(bytes, error);
    g_autoptr(GHashTable) all = archive ? collect_shown(archive, error) : NULL;
    const GPtrArray *entities = all ? mb_archive_entities(archive) : NULL;
    for (guint i = 0; entities && i < entities->len; i++) {
        const MbEntity *entity = entities->pdata[i];
        const Shown *shown = kind_of(entity) ? g_hash_table_lookup(all, entity->id) : NULL;
        if (shown && !insert_entity(db, document, entities, entity, shown, error))
            return false;
    }
    return all != NULL;
}

bool mb_name_rows_store(sqlite3 *db, gint64 document, const char *bag, GError **error)
{
    g_autofree char *path = g_build_filename(bag, "data", "document.xml", NULL);
    if (!mb_sql_change(db, error, "DELETE FROM name WHERE document = ?", "i", document))
        return false;
    if (access(path, F_OK) != 0)
        return true;
    g_autoptr(GBytes) bytes = mb_file_read(path, MB_LIMIT_SOURCE_BYTES, error);
    return bytes && insert_all(db, document, bytes, error);
}

static void free_row(gpointer data)
{
    MbNameRow *row = data;
    char *const strings[] = {row->council, row->body,  row->date,    row->slug, row->eid,        row->kind,    row->name,
                             row->surname, row->title, row->letters, row->role, row->attendance, row->variants};
    for (gsize i = 0; i < G_N_ELEMENTS(strings); i++)
        g_free(strings[i]);
    g_free(row);
}

static MbNameRow *new_row(sqlite3_stmt *step)
{
    MbNameRow *row = g_new0(MbNameRow, 1);
    char **const strings[] = {&row->council, &row->body,  &row->date,    &row->slug, &row->eid,        &row->kind,    &row->name,
                              &row->surname, &row->title, &row->letters, &row->role, &row->attendance, &row->variants};
    for (gsize i = 0; i < G_N_ELEMENTS(strings); i++)
        *strings[i] = g_strdup(mb_sql_text(step, (int)i));
    row->mentions = sqlite3_column_int(step, G_N_ELEMENTS(strings));
    row->page = sqlite3_column_int(step, G_N_ELEMENTS(strings) + 1);
    return row;
}

GPtrArray *mb_name_rows_read(sqlite3 *db, GError **error)
{
    static const char sql[] = "SELECT d.council, d.body, d.date, d.slug, n.eid, n.kind, n.name, n.surname, n.title, n.letters, n.role,"
                              " n.attendance, n.variants, n.mentions, n.page FROM name n JOIN document d ON d.id = n.document"
                              " ORDER BY d.council, n.kind, d.date, d.slug, n.eid";
    GError *failed = NULL;
    g_autoptr(sqlite3_stmt) step = mb_sql_prepare(db, &failed, sql, "");
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(free_row);
    while (step && mb_sql_step(step, &failed))
        g_ptr_array_add(rows, new_row(step));
    if (!failed)
        return g_steal_pointer(&rows);
    g_propagate_error(error, failed);
    return NULL;
}
