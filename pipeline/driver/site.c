#include "driver/site.h"

#include "archive/catalogue.h"
#include "base/error.h"
#include "base/file.h"
#include "driver/report.h"
#include "stage/stage.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define MARK ".minutebook-site" /* in every site of ours: only such a folder is replaced */
#define FILE_MAX_BYTES (1u << 30)

/* One document of the archive; own copies. */
typedef struct {
    char *slug, *title, *council, *body, *date, *kind;
} Entry;

typedef struct {
    const char *out;
    char *place;      /* where it is built */
    GPtrArray *entries; /* Entry */
} Site;

static void free_entry(gpointer data)
{
    Entry *entry = data;
    g_free(entry->slug);
    g_free(entry->title);
    g_free(entry->council);
    g_free(entry->body);
    g_free(entry->date);
    g_free(entry->kind);
    g_free(entry);
}

static void clear_site(Site *site)
{
    if (site->place)
        mb_file_remove(site->place, NULL);
    g_free(site->place);
    g_ptr_array_unref(site->entries);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Site, clear_site)

static bool fail(GError **error, MbErrorCode code, const char *format, const char *subject)
{
    g_set_error(error, MB_DRIVER_ERROR, (int)code, format, subject);
    return false;
}

static void add_entry(const MbDocumentRow *row, void *data)
{
    Site *site = data;
    if (strcmp(row->state, "done"))
        return;
    Entry *entry = g_new0(Entry, 1);
    *entry = (Entry){g_strdup(row->slug), g_strdup(row->title ? row->title : row->name ? row->name : row->slug),
                     g_strdup(row->council ? row->council : ""), g_strdup(row->body ? row->body : ""),
                     g_strdup(row->date ? row->date : ""), g_strdup(row->kind ? row->kind : "")};
    g_ptr_array_add(site->entries, entry);
}

/* By council and body, what is not known last, then the newest first. */
static gint compare_entries(gconstpointer a, gconstpointer b)
{
    const Entry *x = *(Entry *const *)a, *y = *(Entry *const *)b;
    int order = (!*x->council - !*y->council);
    order = order ? order : g_ascii_strcasecmp(x->council, y->council); /* papers differ in capitals */
    order = order ? order : (!*x->body - !*y->body);
    order = order ? order : g_ascii_strcasecmp(x->body, y->body);
    order = order ? order : strcmp(y->date, x->date);
    return order ? order : strcmp(x->slug, y->slug);
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

static bool put(const Site *site, const char *name, const char *text, gsize size, GError **error)
{
    g_autofree char *path = g_build_filename(site->place, name, NULL);
    g_autoptr(GBytes) bytes = g_bytes_new(text, size);
    return mb_file_write(path, bytes, 0644, error);
}

static bool end_page(const Site *site, const char *name, GString *html, const char *script, GError **error)
{
    g_string_append_printf(html, "</main>%s</body></html>\n", script);
    bool ok = put(site, name, html->str, html->len, error);
    g_string_free(html, TRUE);
    return ok;
}

static void append_entry(GString *html, const Entry *entry)
{
    g_string_append_printf(html, "<li><a href=\"%s/html/index.html\">", entry->slug);
    append(html, entry->title);
    g_string_append(html, "</a>");
    if (*entry->date)
        g_string_append_printf(html, ", <time datetime=\"%s\">%s</time>", entry->date, entry->date);
    if (*entry->kind) {
        g_string_append(html, ", ");
        append(html, entry->kind);
    }
    g_string_append(html, "</li>\n");
}

static bool make_index(const Site *site, GError **error)
{
    GString *html = g_string_new(NULL);
    const Entry *before = NULL;
    begin_page(html, "Archive of council documents");
    for (guint i = 0; i < site->entries->len; i++) {
        const Entry *entry = site->entries->pdata[i];
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

static bool make_search_page(const Site *site, GError **error)
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

static void append_page(GString *out, const Entry *entry, gint64 page, const char *text)
{
    g_autoptr(JsonBuilder) json = json_builder_new();
    bool has_both = *entry->body && *entry->date;
    g_autofree char *about = g_strconcat(entry->body, has_both ? ", " : "", entry->date, NULL);
    json_builder_begin_object(json);
    mb_report_put_string(json, "slug", entry->slug);
    mb_report_put_string(json, "title", entry->title);
    mb_report_put_string(json, "about", about);
    mb_report_put_int(json, "page", page);
    mb_report_put_string(json, "text", text);
    json_builder_end_object(json);
    g_autoptr(JsonNode) root = json_builder_get_root(json);
    g_autofree char *line = json_to_string(root, FALSE);
    g_string_append_printf(out, "%s,\n", line);
}

/* The text of each page of a document, from its search records: what is withheld is not in them. */
static void append_pages(const Site *site, const Entry *entry, GString *out)
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

static bool make_search_data(const Site *site, GError **error)
{
    g_autoptr(GString) out = g_string_new("window.minutebookPages = [\n");
    for (guint i = 0; i < site->entries->len; i++)
        append_pages(site, site->entries->pdata[i], out);
    g_string_append(out, "];\n");
    return put(site, "pages.js", out->str, out->len, error);
}

static bool copy_folder(const char *from, const char *to, GError **error)
{
    g_autoptr(GDir) dir = g_dir_open(from, 0, NULL);
    if (!dir)
        return true; /* not every document has tables */
    if (g_mkdir_with_parents(to, 0755) != 0)
        return fail(error, MB_ERROR_ENVIRONMENT, "cannot create folder '%s'", to);
    for (const char *name = g_dir_read_name(dir); name; name = g_dir_read_name(dir)) {
        g_autofree char *source = g_build_filename(from, name, NULL), *target = g_build_filename(to, name, NULL);
        g_autoptr(GBytes) bytes = mb_file_read(source, FILE_MAX_BYTES, error);
        if (!bytes || !mb_file_write(target, bytes, 0644, error))
            return false;
    }
    return true;
}

/* The public parts of a package; the page's own links ("../tables/...") stay true. */
static bool copy_package(const Site *site, const Entry *entry, GError **error)
{
    static const char *const folders[] = {"html", "text", "tables", "media"};
    for (gsize i = 0; i < G_N_ELEMENTS(folders); i++) {
        g_autofree char *from = g_build_filename(site->out, entry->slug, "data", folders[i], NULL);
        g_autofree char *to = g_build_filename(site->place, entry->slug, folders[i], NULL);
        if (!copy_folder(from, to, error))
            return false;
    }
    return true;
}

static bool is_ours(const char *dir)
{
    g_autofree char *mark = g_build_filename(dir, MARK, NULL);
    return access(mark, F_OK) == 0;
}

static bool put_in_place(Site *site, const char *dir, GError **error)
{
    g_autofree char *old = NULL;
    if (access(dir, F_OK) == 0) {
        old = g_strconcat(site->place, ".old", NULL);
        if (rename(dir, old) != 0)
            return fail(error, MB_ERROR_ENVIRONMENT, "cannot put site in place '%s'", dir);
    }
    if (rename(site->place, dir) != 0)
        return fail(error, MB_ERROR_ENVIRONMENT, "cannot put site in place '%s'", dir);
    if (old)
        mb_file_remove(old, NULL);
    g_clear_pointer(&site->place, g_free);
    return true;
}

static bool fill(const Site *site, GError **error)
{
    for (guint i = 0; i < site->entries->len; i++)
        if (!copy_package(site, site->entries->pdata[i], error))
            return false;
    return make_index(site, error) && make_search_page(site, error) && make_search_data(site, error) && put(site, MARK, "", 0, error);
}

bool mb_site_make(const char *out, const char *dir, GError **error)
{
    g_auto(Site) site = {.out = out, .entries = g_ptr_array_new_with_free_func(free_entry)};
    g_autoptr(MbCatalogue) catalogue = mb_catalogue_open(out, false, error);
    if (!catalogue || !mb_catalogue_list(catalogue, add_entry, &site, error))
        return false;
    if (!site.entries->len)
        return fail(error, MB_ERROR_USAGE, "nothing to show in '%s'", out);
    if (access(dir, F_OK) == 0 && !is_ours(dir))
        return fail(error, MB_ERROR_USAGE, "folder is there and is no site of this program: '%s'", dir);
    g_ptr_array_sort(site.entries, compare_entries);
    g_autofree char *whole = g_canonicalize_filename(dir, NULL);
    site.place = g_strconcat(whole, ".minutebook-XXXXXX", NULL);
    if (!g_mkdtemp_full(site.place, 0755)) {
        g_clear_pointer(&site.place, g_free);
        return fail(error, MB_ERROR_ENVIRONMENT, "cannot write beside '%s'", dir);
    }
    return fill(&site, error) && put_in_place(&site, whole, error);
}
