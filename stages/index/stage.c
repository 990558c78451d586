/* Search records from archive XML: one JSON object a line, for each block worth finding (docs/stages/index.md). */
#include "stage/stages.h"

#include "base/error.h"
#include "json.h"
#include "xml/archive.h"

#include <string.h>

#define DOCUMENT_PATH "data/document.xml"
#define RECORDS_PATH "data/search/records.ndjson"

/* What is carried from block to block. */
typedef struct {
    GString *out;
    char *facts;       /* the members that all records share, as JSON */
    guint count;
    char *item;        /* heading of the agenda item, or NULL outside */
    guint item_depth;  /* depth of that heading: what stands deeper is in the item */
} Index;

static void clear_index(Index *index)
{
    if (index->out)
        g_string_free(index->out, TRUE);
    g_free(index->facts);
    g_free(index->item);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Index, clear_index)

static char *dup_facts(const MbArchive *archive)
{
    static const char *const names[][2] = {{"uri", "uri"}, {"source", "name"}, {"title", "title"}, {"council", "council"},
                                           {"body", "body"}, {"date", "date"}, {"kind", "kind"}};
    GString *out = g_string_new(NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        mb_json_put_string(out, names[i][0], mb_archive_fact(archive, names[i][1]));
    return g_string_free(out, FALSE);
}

/* Agenda items do not nest: a heading of one ends the one before, and so does anything less deep. */
static void follow_item(Index *index, const MbArchiveBlock *block)
{
    if (index->item && block->depth <= index->item_depth)
        g_clear_pointer(&index->item, g_free);
    if (block->kind != MB_ARCHIVE_HEADING || strcmp(block->section, "agendaItem") || index->item)
        return;
    index->item = block->label ? g_strdup_printf("%s %s", block->label, block->text) : g_strdup(block->text);
    index->item_depth = block->depth;
}

/* The names, each once, of what is mentioned of one kind; the kind's value where it has one ("2018-03-12"). */
static void put_mentions(GString *out, const char *member, const GArray *mentions, MbSpanKind kind, const MbArchiveBlock *block)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; mentions && i < mentions->len; i++) {
        const MbMention *mention = &g_array_index(mentions, MbMention, i);
        const char *value = kind == MB_SPAN_DATE ? mb_attrs_get(mention->attrs, "date") : mention->name;
        if (mention->kind != kind)
            continue;
        char *name = value ? g_strdup(value) : g_strndup(block->text + mention->start, mention->end - mention->start);
        if (g_ptr_array_find_with_equal_func(names, name, g_str_equal, NULL))
            g_free(name);
        else
            g_ptr_array_add(names, name);
    }
    mb_json_put_list(out, member, (const char *const *)names->pdata, names->len);
}

static void put_path(GString *out, const char *path)
{
    if (!*path)
        return;
    g_auto(GStrv) headings = g_strsplit(path, " > ", -1);
    mb_json_put_list(out, "heading", (const char *const *)headings, g_strv_length(headings));
}

static void put_record(Index *index, const MbArchiveBlock *block)
{
    GString *out = index->out;
    g_string_append_printf(out, "{\"n\":%u", ++index->count);
    mb_json_put_string(out, "id", *block->id ? block->id : NULL);
    g_string_append(out, index->facts);
    mb_json_put_string(out, "type", mb_archive_kind_name(block->kind));
    mb_json_put_string(out, "part", block->part && *block->part ? block->part : NULL);
    mb_json_put_string(out, "item", index->item);
    put_path(out, block->path);
    if (block->page > 0)
        g_string_append_printf(out, ",\"page\":%d", block->page);
    if (block->last_page > block->page)
        g_string_append_printf(out, ",\"lastPage\":%d", block->last_page);
    mb_json_put_string(out, "label", block->label);
    mb_json_put_string(out, "text", block->text);
    put_mentions(out, "people", block->mentions, MB_SPAN_PERSON, block);
    put_mentions(out, "organisations", block->mentions, MB_SPAN_ORGANIZATION, block);
    put_mentions(out, "places", block->mentions, MB_SPAN_LOCATION, block);
    put_mentions(out, "dates", block->mentions, MB_SPAN_DATE, block);
    if (block->check)
        mb_json_put_list(out, "checks", &block->check, 1);
    g_string_append(out, "}\n");
}

/* Furniture is found by nobody who looks for what was said. */
static bool is_worth_finding(const MbArchiveBlock *block)
{
    return !block->artifact && *block->text;
}

static bool run(MbDocument *document, const MbOptions *options, GError **error)
{
    (void)options;
    GBytes *bytes = mb_fileset_get(document->files, DOCUMENT_PATH);
    g_autoptr(MbArchive) archive = bytes ? mb_archive_open(bytes, error) : NULL;
    if (!bytes)
        g_set_error(error, MB_STAGE_ERROR, MB_ERROR_DOCUMENT, "no archive XML to index");
    if (!archive)
        return false;
    g_auto(Index) index = {.out = g_string_new(NULL), .facts = dup_facts(archive)};
    const MbArchiveBlock *block;
    GError *failed = NULL;
    while (mb_archive_next(archive, &block, &failed)) {
        follow_item(&index, block);
        if (is_worth_finding(block))
            put_record(&index, block);
    }
    if (failed) {
        g_propagate_error(error, failed);
        return false;
    }
    mb_fileset_take(document->files, RECORDS_PATH, g_string_free_to_bytes(g_steal_pointer(&index.out)));
    return true;
}

const MbStage mb_stage_index = {
    .name = "index",
    .version = "1",
    .takes = MB_WIRE_ARCHIVE,
    .gives = MB_WIRE_FILES,
    .main_file = RECORDS_PATH,
    .summary = "Makes search records (NDJSON) from archive XML.",
    .run = run,
};
