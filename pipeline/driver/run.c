/* minutebook run: documents through the chain into packages. */
#include "driver/commands.h"

#include "archive/bag.h"
#include "base/error.h"
#include "base/file.h"
#include "base/limits.h"
#include "driver/chain.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    char *out, *password, *profile, *language;
    gboolean no_ocr, no_original, keep;
    char **files;
} Arguments;

static void clear_arguments(Arguments *a)
{
    g_free(a->out);
    g_free(a->password);
    g_free(a->profile);
    g_free(a->language);
    g_strfreev(a->files);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Arguments, clear_arguments)

static bool store(const MbDocument *document, const char *file, const Arguments *a, const char *slug, GError **error)
{
    g_autoptr(MbBag) bag = mb_bag_new(a->out, slug, error);
    if (!bag)
        return false;
    for (guint i = 0; i < mb_fileset_count(document->files); i++)
        if (!mb_bag_put(bag, mb_fileset_path(document->files, i), mb_fileset_bytes(document->files, i), error))
            return false;
    g_autofree char *safe = mb_bag_dup_safe_name(document->name);
    g_autofree char *original = g_strdup_printf("data/original/%s", safe);
    int fd = a->no_original ? -1 : open(file, O_RDONLY | O_CLOEXEC);
    bool ok = a->no_original || mb_bag_put_copy(bag, original, fd, NULL, error);
    if (fd >= 0)
        close(fd);
    return ok && mb_bag_finish(bag, error);
}

static bool run_one(const char *file, const Arguments *a, const char *slug, GError **error)
{
    MbOptions options = mb_options_init();
    g_autoptr(GBytes) source = mb_file_read(file, MB_LIMIT_SOURCE_BYTES, error);
    if (!source)
        return false;
    g_autofree char *name = g_path_get_basename(file);
    options.source = source;
    options.name = name;
    options.password = a->password;
    options.profile = a->profile;
    options.language = a->language ? a->language : options.language;
    options.want_ocr = !a->no_ocr;
    g_autoptr(MbDocument) document = mb_document_new(name);
    return mb_chain_run(document, &options, 0, a->keep, error) && store(document, file, a, slug, error);
}

/* The n-th source of a name gets "-n". */
static char *dup_unique_slug(GHashTable *taken, const char *file)
{
    g_autofree char *base = mb_path_dup_slug(file);
    char *slug = g_strdup(base);
    for (guint n = 2; g_hash_table_contains(taken, slug); n++) {
        g_free(slug);
        slug = g_strdup_printf("%s-%u", base, n);
    }
    g_hash_table_add(taken, g_strdup(slug));
    return slug;
}

static int run_all(const Arguments *a)
{
    int worst = MB_EXIT_DONE;
    g_autoptr(GHashTable) taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (char **file = a->files; *file; file++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *slug = dup_unique_slug(taken, *file);
        if (!run_one(*file, a, slug, &error))
            worst = MAX(worst, mb_command_fail(*file, error));
    }
    return worst;
}

int mb_command_run(int argc, char **argv)
{
    g_auto(Arguments) a = {0};
    const GOptionEntry entries[] = {
        {"out", 'o', 0, G_OPTION_ARG_FILENAME, &a.out, "folder for the packages (./minutebook-out)", "OUT"},
        {"password", 0, 0, G_OPTION_ARG_STRING, &a.password, "password of encrypted sources", "WORD"},
        {"profile", 0, 0, G_OPTION_ARG_FILENAME, &a.profile, "profile of a council", "FILE"},
        {"language", 0, 0, G_OPTION_ARG_STRING, &a.language, "languages to read from pixels (eng)", "LANG"},
        {"no-ocr", 0, 0, G_OPTION_ARG_NONE, &a.no_ocr, "read nothing from pixels", NULL},
        {"no-original", 0, 0, G_OPTION_ARG_NONE, &a.no_original, "leave the original file out of the package", NULL},
        {"keep-stages", 0, 0, G_OPTION_ARG_NONE, &a.keep, "keep the pack XML after each stage in data/stages", NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &a.files, NULL, NULL},
        {0}};
    g_autoptr(GError) error = NULL;
    if (!mb_command_parse("FILE...", "Takes documents through the chain, one package each.", entries, &argc, &argv, &error))
        return mb_command_fail("run", error);
    if (!a.files) {
        g_set_error(&error, MB_DRIVER_ERROR, MB_ERROR_USAGE, "no file given");
        return mb_command_fail("run", error);
    }
    a.out = a.out ? a.out : g_strdup("minutebook-out");
    if (g_mkdir_with_parents(a.out, 0755) != 0) {
        g_set_error(&error, MB_DRIVER_ERROR, MB_ERROR_ENVIRONMENT, "cannot create output folder: %m");
        return mb_command_fail(a.out, error);
    }
    mb_bag_clear_stale(a.out);
    return run_all(&a);
}
