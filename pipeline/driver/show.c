/* minutebook show: the readable tree of a file of ours. */
#include "driver/commands.h"

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

static bool show(const char *path, int width, GError **error)
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

int mb_command_show(int argc, char **argv)
{
    int width = 100;
    g_auto(GStrv) files = NULL;
    const GOptionEntry entries[] = {
        {"width", 'w', 0, G_OPTION_ARG_INT, &width, "cut texts to N characters (100)", "N"},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, NULL, NULL},
        {0}};
    g_autoptr(GError) error = NULL;
    if (!mb_command_parse("FILE.xml", "Prints a readable tree of a pack XML or archive XML file.", entries, &argc, &argv, &error))
        return mb_command_fail("show", error);
    if (width < 1)
        g_set_error(&error, MB_DRIVER_ERROR, MB_ERROR_USAGE, "width must be at least 1");
    if (error || !mb_command_check_one(files, "no file given", &error))
        return mb_command_fail("show", error);
    return show(files[0], width, &error) ? MB_EXIT_DONE : mb_command_fail(files[0], error);
}
