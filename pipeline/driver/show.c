/* minutebook show: the readable tree of a file of ours, or of a package with what else says the same. */
#include "driver/commands.h"
#include "driver/report.h"

#include "archive/bag.h"
#include "base/error.h"
#include "base/file.h"
#include "base/limits.h"
#include "model/show.h"
#include "xml/archive.h"
#include "xml/pack.h"

#include <stdio.h>

static char *dup_pack_tree(GBytes *bytes, guint width, GError **error)
{
    g_autoptr(MbDocument) document = mb_pack_read(bytes, error);
    return document ? mb_document_dup_tree(document, width) : NULL;
}

static void print_alike(const MbAlike *alike, void *data)
{
    (void)data;
    g_autofree char *line = mb_report_dup_alike(alike);
    puts(line);
}

/* What other packages of the archive say too, as far as there is an archive around it. */
static bool show_alike(const char *bag, GError **error)
{
    g_autofree char *whole = g_canonicalize_filename(bag, NULL), *slug = g_path_get_basename(whole), *out = g_path_get_dirname(whole);
    g_autofree char *file = g_build_filename(out, MB_CATALOGUE_FILE, NULL);
    if (!g_file_test(file, G_FILE_TEST_EXISTS))
        return true;
    g_autoptr(MbCatalogue) catalogue = mb_catalogue_open(out, false, error);
    return catalogue && mb_catalogue_alike(catalogue, slug, print_alike, NULL, error);
}

static bool show_file(const char *path, int width, GError **error)
{
    g_autoptr(GBytes) bytes = mb_file_read(path, MB_LIMIT_SOURCE_BYTES, error);
    if (!bytes)
        return false;
    g_autoptr(MbArchive) archive = mb_archive_open(bytes, NULL);
    g_autofree char *tree = archive ? mb_archive_dup_tree(bytes, (guint)width, error) : dup_pack_tree(bytes, (guint)width, error);
    if (!tree)
        return false;
    fputs(tree, stdout);
    return true;
}

static bool show(const char *path, int width, GError **error)
{
    if (!mb_bag_is_bag(path))
        return show_file(path, width, error);
    g_autofree char *file = g_build_filename(path, "data", "document.xml", NULL);
    return show_file(file, width, error) && show_alike(path, error);
}

int mb_command_show(int argc, char **argv)
{
    int width = 100;
    g_auto(GStrv) files = NULL;
    const GOptionEntry entries[] = {
        {"width", 'w', 0, G_OPTION_ARG_INT, &width, "cut texts to N characters (100)", "N"},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, NULL, NULL},
        {0}};
    g_autoptr(GError) error = NULL;
    if (!mb_command_parse("FILE.xml|BAG",
                          "Prints a readable tree of a pack XML or archive XML file, or of a package's archive XML,\n"
                          "with the pages of it that other packages of its archive have, too.",
                          entries, &argc, &argv, &error))
        return mb_command_fail("show", error);
    if (width < 1)
        g_set_error(&error, MB_DRIVER_ERROR, MB_ERROR_USAGE, "width must be at least 1");
    if (error || !mb_command_check_one(files, "no file given", &error))
        return mb_command_fail("show", error);
    return show(files[0], width, &error) ? MB_EXIT_DONE : mb_command_fail(files[0], error);
}
