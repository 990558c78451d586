#include "driver/site.h"

#include "archive/alike.h"
#include "base/error.h"
#include "base/file.h"
#include "site-pages.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define MARK ".minutebook-site" /* in every site of ours: only such a folder is replaced */
#define BUILDING ".minutebook-" /* behind the name of a site that is being built beside its place */
#define FILE_MAX_BYTES (1u << 30)
#define ALIKE_SHOWN 10 /* of a paper that was before many meetings, some are enough */

static void clear_site(MbSite *site)
{
    if (site->lock >= 0)
        close(site->lock);
    if (site->place)
        mb_file_remove(site->place, NULL);
    g_free(site->place);
    g_ptr_array_unref(site->entries);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MbSite, clear_site)

static bool fail(GError **error, MbErrorCode code, const char *format, const char *subject)
{
    g_set_error(error, MB_DRIVER_ERROR, (int)code, format, subject);
    return false;
}

static void add_entry(const MbDocumentRow *row, void *data)
{
    MbSite *site = data;
    if (strcmp(row->state, "done"))
        return;
    MbSiteEntry *entry = g_new0(MbSiteEntry, 1);
    *entry = (MbSiteEntry){g_strdup(row->slug), g_strdup(row->title ? row->title : row->name ? row->name : row->slug),
                     g_strdup(row->council ? row->council : ""), g_strdup(row->body ? row->body : ""),
                     g_strdup(row->date ? row->date : ""), g_strdup(row->kind ? row->kind : ""), row->pages, 0, NULL, g_string_new(NULL)};
    g_ptr_array_add(site->entries, entry);
}

/* By council and body, what is not known last, then the newest first. */
static gint compare_entries(gconstpointer a, gconstpointer b)
{
    const MbSiteEntry *x = *(MbSiteEntry *const *)a, *y = *(MbSiteEntry *const *)b;
    int order = (!*x->council - !*y->council);
    order = order ? order : g_ascii_strcasecmp(x->council, y->council); /* papers differ in capitals */
    order = order ? order : (!*x->body - !*y->body);
    order = order ? order : g_ascii_strcasecmp(x->body, y->body);
    order = order ? order : strcmp(y->date, x->date);
    return order ? order : strcmp(x->slug, y->slug);
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
static bool copy_package(const MbSite *site, const MbSiteEntry *entry, GError **error)
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

static void append_pages(GString *html, int first, int last)
{
    if (first == last)
        g_string_append_printf(html, "page %d", first);
    else
        g_string_append_printf(html, "pages %d to %d", first, last);
}

static void append_alike(MbSiteEntry *entry, int first, int last, const MbSiteEntry *other, int other_first, int other_last)
{
    if (entry->alikes++ >= ALIKE_SHOWN)
        return;
    g_autofree char *label = g_markup_escape_text(other->label, -1);
    g_string_append(entry->alike, "<li>The text of ");
    append_pages(entry->alike, first, last);
    g_string_append_printf(entry->alike, " is also <a href=\"%s/html/index.html#page-%d\">", other->slug, other_first);
    append_pages(entry->alike, other_first, other_last);
    g_string_append_printf(entry->alike, " of %s</a></li>", label);
}

/* Pages of two documents that say the same: each tells of the other. */
static void add_alike(const MbAlike *alike, void *data)
{
    GHashTable *by_slug = data;
    MbSiteEntry *one = g_hash_table_lookup(by_slug, alike->slug), *other = g_hash_table_lookup(by_slug, alike->other);
    if (!one || !other)
        return;
    append_alike(one, alike->first, alike->last, other, alike->other_first, alike->other_last);
    append_alike(other, alike->other_first, alike->other_last, one, alike->first, alike->last);
}

static bool list_alike(const MbSite *site, MbCatalogue *catalogue, GError **error)
{
    g_autoptr(GHashTable) by_slug = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < site->entries->len; i++) {
        MbSiteEntry *entry = site->entries->pdata[i];
        g_hash_table_insert(by_slug, entry->slug, entry);
    }
    return mb_catalogue_alike(catalogue, NULL, add_alike, by_slug, error);
}

/* The new site takes the old one's place in one step; where the file system cannot, there is none for a moment. */
static bool put_in_place(MbSite *site, const char *dir, GError **error)
{
    if (renameat2(AT_FDCWD, site->place, AT_FDCWD, dir, RENAME_EXCHANGE) == 0)
        return true; /* what lies at the place of building is the old one, and goes with it */
    if (access(dir, F_OK) == 0) {
        g_autofree char *old = g_strconcat(site->place, ".old", NULL);
        if (rename(dir, old) != 0)
            return fail(error, MB_ERROR_ENVIRONMENT, "cannot put site in place '%s'", dir);
        bool ok = rename(site->place, dir) == 0;
        mb_file_remove(old, NULL);
        g_clear_pointer(&site->place, g_free);
        return ok || fail(error, MB_ERROR_ENVIRONMENT, "cannot put site in place '%s'", dir);
    }
    if (rename(site->place, dir) != 0)
        return fail(error, MB_ERROR_ENVIRONMENT, "cannot put site in place '%s'", dir);
    g_clear_pointer(&site->place, g_free);
    return true;
}

/* The folder of a site that is being built is locked, so that it can be told from what a killed run left; -1: it is, or cannot be. */
static int lock_folder(const char *place)
{
    int fd = open(place, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0 || flock(fd, LOCK_EX | LOCK_NB) == 0)
        return fd;
    close(fd);
    return -1;
}

static void remove_if_stale(const char *place)
{
    int fd = lock_folder(place);
    if (fd < 0)
        return;
    mb_file_remove(place, NULL);
    close(fd);
}

/* Removes what killed runs left beside the site: nobody holds their locks. */
static void clear_stale(const char *dir)
{
    g_autofree char *folder = g_path_get_dirname(dir), *name = g_path_get_basename(dir), *begin = g_strconcat(name, BUILDING, NULL);
    g_autoptr(GDir) list = g_dir_open(folder, 0, NULL);
    for (const char *found = list ? g_dir_read_name(list) : NULL; found; found = g_dir_read_name(list)) {
        g_autofree char *place = g_build_filename(folder, found, NULL);
        if (g_str_has_prefix(found, begin))
            remove_if_stale(place);
    }
}

static bool begin(MbSite *site, const char *dir, GError **error)
{
    clear_stale(dir);
    site->place = g_strconcat(dir, BUILDING "XXXXXX", NULL);
    if (!g_mkdtemp_full(site->place, 0755)) {
        g_clear_pointer(&site->place, g_free);
        return fail(error, MB_ERROR_ENVIRONMENT, "cannot write beside '%s'", dir);
    }
    site->lock = lock_folder(site->place);
    g_autofree char *mark = g_build_filename(site->place, MARK, NULL);
    g_autoptr(GBytes) nothing = g_bytes_new(NULL, 0);
    return mb_file_write(mark, nothing, 0644, error);
}

static bool fill(const MbSite *site, GError **error)
{
    for (guint i = 0; i < site->entries->len; i++)
        if (!copy_package(site, site->entries->pdata[i], error))
            return false;
    return mb_site_put_pages(site, error);
}

bool mb_site_make(const char *out, const char *dir, GError **error)
{
    g_auto(MbSite) site = {.out = out, .lock = -1, .entries = g_ptr_array_new_with_free_func(mb_site_entry_free)};
    g_autoptr(MbCatalogue) catalogue = mb_catalogue_open(out, false, error);
    if (!catalogue || !mb_catalogue_list(catalogue, add_entry, &site, error))
        return false;
    if (!site.entries->len)
        return fail(error, MB_ERROR_USAGE, "nothing to show in '%s'", out);
    if (access(dir, F_OK) == 0 && !is_ours(dir))
        return fail(error, MB_ERROR_USAGE, "folder is there and is no site of this program: '%s'", dir);
    g_ptr_array_sort(site.entries, compare_entries);
    mb_site_label(&site);
    g_autofree char *whole = g_canonicalize_filename(dir, NULL);
    return list_alike(&site, catalogue, error) && begin(&site, whole, error) && fill(&site, error) && put_in_place(&site, whole, error);
}
