#include "site-pages.h"

#include "base/file.h"
#include "driver/report.h"
#include "stage/stage.h"

#include <stdio.h>
#include <string.h>

#define FILE_MAX_BYTES (1u << 30)

void mb_site_entry_free(gpointer data)
{
    MbSiteEntry *entry = data;
    g_free(entry->slug);
    g_free(entry->title);
    g_free(entry->council);
    g_free(entry->body);
    g_free(entry->date);
    g_free(entry->kind);
    g_free(entry->label);
    g_string_free(entry->alike, TRUE);
    g_free(entry);
}

static void append(GString *html, const char *text)
{
    g_autofree char *escaped = g_markup_escape_text(text, -1);
    g_string_append(html, escaped);
}

static char *dup_data(const char *name)
{
    MbOptions options = mb_options_init();
    g_autofree char *path = g_build_filename(options.data_dir, "publish", "data", name, NULL);
    g_autoptr(GBytes) bytes = mb_file_read(path, FILE_MAX_BYTES, NULL);
    return bytes ? mb_bytes_dup_string(bytes) : g_strdup("");
}

static void begin_page(GString *html, const char *title)
{
    g_autofree char *css = dup_data("page.css");
    g_string_append(html, "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>");
    append(html, title);
    g_string_append_printf(html, "</title><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                                 "<style>%s</style></head>\n"
                                 "<body><a class=\"skip\" href=\"#content\">Skip to the content</a><header><h1>", css);
    append(html, title);
    g_string_append(html, "</h1><nav aria-label=\"Site\"><ul><li><a href=\"index.html\">All documents</a></li>"
                          "<li><a href=\"search.html\">Search</a></li></ul></nav></header>\n<main id=\"content\">\n");
}

static bool put(const MbSite *site, const char *name, const char *text, gsize size, GError **error)
{
    g_autofree char *path = g_build_filename(site->place, name, NULL);
    g_autoptr(GBytes) bytes = g_bytes_new(text, size);
    return mb_file_write(path, bytes, 0644, error);
}

static bool end_page(const MbSite *site, const char *name, GString *html, const char *script, GError **error)
{
    g_string_append_printf(html, "</main>%s</body></html>\n", script);
    bool ok = put(site, name, html->str, html->len, error);
    g_string_free(html, TRUE);
    return ok;
}

/* The date in words, for people; what is no date as it stands. Caller frees. */
static char *dup_date(const char *date)
{
    static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                         "July",    "August",   "September", "October", "November", "December"};
    int year, month, day;
    if (sscanf(date, "%4d-%2d-%2d", &year, &month, &day) != 3 || month < 1 || month > 12)
        return g_strdup(date);
    return g_strdup_printf("%d %s %d", day, months[month - 1], year);
}

/* "agendaPack" is "agenda pack" for people; caller frees. */
static char *dup_kind(const char *kind)
{
    GString *words = g_string_new(NULL);
    for (; *kind; kind++) {
        if (g_ascii_isupper(*kind))
            g_string_append_c(words, ' ');
        g_string_append_c(words, g_ascii_tolower(*kind));
    }
    return g_string_free(words, FALSE);
}

/* The council is a heading above: whose papers are called like the council itself go by the body. */
static char *dup_label(const MbSiteEntry *entry)
{
    g_autofree char *date = dup_date(entry->date), *kind = dup_kind(strcmp(entry->kind, "document") ? entry->kind : "");
    bool is_like_council = *entry->body && !g_ascii_strcasecmp(entry->title, entry->council);
    const char *parts[4] = {is_like_council ? entry->body : entry->title, date, kind};
    GString *label = g_string_new(NULL);
    for (gsize i = 0; parts[i]; i++)
        if (*parts[i])
            g_string_append_printf(label, "%s%s", label->len ? ", " : "", parts[i]);
    return g_string_free(label, FALSE);
}

void mb_site_label(const MbSite *site)
{
    g_autoptr(GHashTable) counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < site->entries->len; i++) {
        MbSiteEntry *entry = site->entries->pdata[i];
        entry->label = dup_label(entry);
        gpointer count = g_hash_table_lookup(counts, entry->label);
        g_hash_table_insert(counts, g_strdup(entry->label), GINT_TO_POINTER(GPOINTER_TO_INT(count) + 1));
    }
    for (guint i = 0; i < site->entries->len; i++) {
        MbSiteEntry *entry = site->entries->pdata[i];
        if (GPOINTER_TO_INT(g_hash_table_lookup(counts, entry->label)) < 2)
            continue;
        char *longer = g_strdup_printf("%s (%s)", entry->label, entry->slug);
        g_free(entry->label);
        entry->label = longer;
    }
}

static void append_entry(GString *html, const MbSiteEntry *entry)
{
    g_string_append_printf(html, "<li><a href=\"%s/html/index.html\">", entry->slug);
    append(html, entry->label);
    g_string_append(html, "</a>");
    if (entry->pages)
        g_string_append_printf(html, ", %d page%s", entry->pages, entry->pages == 1 ? "" : "s");
    if (entry->alike->len)
        g_string_append_printf(html, "\n<ul>%s</ul>", entry->alike->str);
    g_string_append(html, "</li>\n");
}

static bool make_index(const MbSite *site, GError **error)
{
    GString *html = g_string_new(NULL);
    const MbSiteEntry *before = NULL;
    begin_page(html, "Archive of council documents");
    for (guint i = 0; i < site->entries->len; i++) {
        const MbSiteEntry *entry = site->entries->pdata[i];
        bool is_council = !before || g_ascii_strcasecmp(before->council, entry->council);
        bool is_body = is_council || g_ascii_strcasecmp(before->body, entry->body);
        if (is_body && before)
            g_string_append(html, "</ul>\n");
        if (is_council) {
            g_string_append(html, "<h2>");
            append(html, *entry->council ? entry->council : "Council not stated");
            g_string_append(html, "</h2>\n");
        }
        if (is_body) {
            g_string_append(html, "<h3>");
            append(html, *entry->body ? entry->body : "Other documents");
            g_string_append(html, "</h3>\n<ul>\n");
        }
        append_entry(html, entry);
        before = entry;
    }
    g_string_append(html, before ? "</ul>\n" : "");
    return end_page(site, "index.html", html, "", error);
}

static bool make_search_page(const MbSite *site, GError **error)
{
    GString *html = g_string_new(NULL);
    g_autofree char *script = dup_data("search.js");
    begin_page(html, "Search");
    g_string_append(html, "<form id=\"search\" role=\"search\"><label for=\"words\">Words to look for</label> "
                          "<input id=\"words\" type=\"search\" name=\"q\" autocomplete=\"off\"> <button>Search</button></form>\n"
                          "<p id=\"state\" role=\"status\"></p>\n<ul id=\"found\"></ul>\n"
                          "<noscript><p>The search needs JavaScript; the list of all documents does not.</p></noscript>\n");
    return put(site, "search.js", script, strlen(script), error) &&
           end_page(site, "search.html", html, "<script src=\"pages.js\"></script><script src=\"search.js\"></script>", error);
}

static void append_page(GString *out, const MbSiteEntry *entry, gint64 page, const char *text)
{
    g_autoptr(JsonBuilder) json = json_builder_new();
    json_builder_begin_object(json);
    mb_report_put_string(json, "slug", entry->slug);
    mb_report_put_string(json, "title", entry->label);
    mb_report_put_string(json, "about", entry->body);
    mb_report_put_int(json, "page", page);
    mb_report_put_string(json, "text", text);
    json_builder_end_object(json);
    g_autoptr(JsonNode) root = json_builder_get_root(json);
    g_autofree char *line = json_to_string(root, FALSE);
    g_string_append_printf(out, "%s,\n", line);
}

/* The text of each page of a document, from its search records: what is withheld is not in them. */
static void append_pages(const MbSite *site, const MbSiteEntry *entry, GString *out)
{
    g_autofree char *path = g_build_filename(site->out, entry->slug, "data", "search", "records.ndjson", NULL);
    g_autoptr(GBytes) bytes = mb_file_read(path, FILE_MAX_BYTES, NULL);
    g_autofree char *records = bytes ? mb_bytes_dup_string(bytes) : g_strdup("");
    g_auto(GStrv) lines = g_strsplit(records, "\n", -1);
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(JsonParser) parser = json_parser_new();
    gint64 page = 0;
    for (guint i = 0; lines[i]; i++) {
        JsonNode *root = *lines[i] && json_parser_load_from_data(parser, lines[i], -1, NULL) ? json_parser_get_root(parser) : NULL;
        JsonObject *record = root && JSON_NODE_HOLDS_OBJECT(root) ? json_node_get_object(root) : NULL;
        if (!record)
            continue;
        gint64 next = json_object_get_int_member_with_default(record, "page", page);
        if (next != page && text->len)
            append_page(out, entry, page, text->str);
        if (next != page)
            g_string_truncate(text, 0);
        page = next;
        g_string_append_printf(text, "%s%s", text->len ? " " : "", json_object_get_string_member_with_default(record, "text", ""));
    }
    if (text->len)
        append_page(out, entry, page, text->str);
}

static bool make_search_data(const MbSite *site, GError **error)
{
    g_autoptr(GString) out = g_string_new("window.minutebookPages = [\n");
    for (guint i = 0; i < site->entries->len; i++)
        append_pages(site, site->entries->pdata[i], out);
    g_string_append(out, "];\n");
    return put(site, "pages.js", out->str, out->len, error);
}

bool mb_site_put_pages(const MbSite *site, GError **error)
{
    return make_index(site, error) && make_search_page(site, error) && make_search_data(site, error);
}
