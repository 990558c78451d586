/* minutebook show: the readable tree of a file of ours. */
#include "driver/commands.h"

#include "base/error.h"
#include "base/file.h"
#include "base/limits.h"
#include "model/show.h"
#include "xml/pack.h"

#include <stdio.h>

static bool show(const char *path, int width, GError **error)
{
    g_autoptr(GBytes) bytes = mb_file_read(path, MB_LIMIT_SOURCE_BYTES, error);
    g_autoptr(MbDocument) document = bytes ? mb_pack_read(bytes, error) : NULL;
    if (!document)
        return false;
    g_autofree char *tree = mb_document_dup_tree(document, (guint)width);
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
    if (!files || !files[0] || files[1] || width < 1) {
        g_set_error(&error, MB_DRIVER_ERROR, MB_ERROR_USAGE, width < 1 ? "width must be at least 1" : "give one file");
        return mb_command_fail("show", error);
    }
    return show(files[0], width, &error) ? MB_EXIT_DONE : mb_command_fail(files[0], error);
}
