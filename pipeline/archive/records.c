#include "records.h"

#include "base/error.h"
#include "base/file.h"

#include <json-glib/json-glib.h>
#include <string.h>

static const char *get_text(JsonObject *record, const char *name)
{
    JsonNode *node = json_object_get_member(record, name);
    return node && JSON_NODE_HOLDS_VALUE(node) ? json_node_get_string(node) : NULL;
}

static gint64 get_number(JsonObject *record, const char *name)
{
    JsonNode *node = json_object_get_member(record, name);
    return node && JSON_NODE_HOLDS_VALUE(node) ? json_node_get_int(node) : 0;
}

/* The strings of a list as one text. */
static char *dup_joined(JsonObject *record, const char *name, const char *between)
{
    JsonNode *node = json_object_get_member(record, name);
    GString *out = g_string_new(NULL);
    JsonArray *list = node && JSON_NODE_HOLDS_ARRAY(node) ? json_node_get_array(node) : NULL;
    for (guint i = 0; list && i < json_array_get_length(list); i++) {
        JsonNode *element = json_array_get_element(list, i);
        const char *text = JSON_NODE_HOLDS_VALUE(element) ? json_node_get_string(element) : NULL;
        if (text)
            g_string_append_printf(out, "%s%s", out->len ? between : "", text);
    }
    return g_string_free(out, FALSE);
}

static bool remove_old(sqlite3 *db, gint64 document, GError **error)
{
    return mb_sql_change(db, error,
                         "INSERT INTO found (found, rowid, text, heading, people) "
                         "SELECT 'delete', id, text, heading, people FROM record WHERE document = ?",
                         "i", document) &&
           mb_sql_change(db, error, "DELETE FROM record WHERE document = ?", "i", document);
}

static void bind_record(sqlite3_stmt *insert, gint64 document, JsonObject *record)
{
    static const char *const texts[] = {"type", "part", "item", "text"};
    static const char *const lists[][2] = {{"heading", " > "}, {"people", "; "}, {"organisations", "; "}, {"checks", " "}};
    int at = 1;
    sqlite3_bind_int64(insert, at++, document);
    sqlite3_bind_int64(insert, at++, get_number(record, "page"));
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
        sqlite3_bind_text(insert, at++, get_text(record, texts[i]), -1, SQLITE_TRANSIENT);
    for (gsize i = 0; i < G_N_ELEMENTS(lists); i++)
        sqlite3_bind_text(insert, at++, dup_joined(record, lists[i][0], lists[i][1]), -1, g_free);
}

static bool insert_line(sqlite3_stmt *insert, gint64 document, JsonParser *parser, const char *line, GError **error)
{
    JsonNode *root = json_parser_load_from_data(parser, line, -1, NULL) ? json_parser_get_root(parser) : NULL;
    if (!root || !JSON_NODE_HOLDS_OBJECT(root)) {
        g_set_error(error, MB_ARCHIVE_ERROR, MB_ERROR_DOCUMENT, "not a search record: '%.40s'", line);
        return false;
    }
    bind_record(insert, document, json_node_get_object(root));
    mb_sql_step(insert, error);
    sqlite3_reset(insert);
    return !*error;
}

static bool insert_all(sqlite3 *db, gint64 document, char *text, GError **error)
{
    g_autoptr(sqlite3_stmt) insert =
        mb_sql_prepare(db, error,
                       "INSERT INTO record (document, page, type, part, item, text, heading, people, organisations, checks) "
                       "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                       "");
    g_autoptr(JsonParser) parser = json_parser_new();
    GError *failed = NULL;
    for (char *line = text, *end; insert && !failed && *line; line = end) {
        end = line + strcspn(line, "\n");
        if (*end)
            *end++ = '\0';
        if (*line)
            insert_line(insert, document, parser, line, &failed);
    }
    if (!failed)
        return insert != NULL;
    g_propagate_error(error, failed);
    return false;
}

bool mb_records_store(sqlite3 *db, gint64 document, GBytes *ndjson, GError **error)
{
    g_autofree char *text = mb_bytes_dup_string(ndjson);
    return remove_old(db, document, error) && insert_all(db, document, text, error) &&
           mb_sql_change(db, error,
                         "INSERT INTO found (rowid, text, heading, people) SELECT id, text, heading, people FROM record WHERE document = ?",
                         "i", document);
}
