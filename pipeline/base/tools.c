#include "base/tools.h"

#include "base/file.h"
#include "base/limits.h"

#include <glob.h>
#include <string.h>

#define DIGITS 16 /* 64 bits: two sets of data alike by chance are not to be feared */

static void append(GString *tools, const char *name, char mark, const char *value, gsize length)
{
    g_string_append_printf(tools, "%s%s%c%.*s", tools->len ? " " : "", name, mark, (int)length, value);
}

void mb_tools_add(GString *tools, const char *name, const char *version)
{
    g_autofree char *word = g_strdup(version);
    g_strdelimit(word, " \t\n", '-');
    append(tools, name, '/', word, strlen(word));
}

static char *dup_file_sum(const char *path)
{
    g_autoptr(GBytes) bytes = mb_file_read(path, MB_LIMIT_SOURCE_BYTES, NULL);
    return bytes ? mb_bytes_dup_sha256(bytes) : NULL;
}

void mb_tools_add_file(GString *tools, const char *name, const char *path)
{
    g_autofree char *sum = dup_file_sum(path);
    append(tools, name, '=', sum ? sum : "none", DIGITS);
}

void mb_tools_add_folder(GString *tools, const char *name, const char *folder)
{
    g_autoptr(GChecksum) all = g_checksum_new(G_CHECKSUM_SHA256);
    g_autofree char *pattern = g_build_filename(folder, "*", NULL);
    glob_t found = {0};
    gsize files = 0;
    if (glob(pattern, 0, NULL, &found) == 0)
        for (gsize i = 0; i < found.gl_pathc; i++) {
            g_autofree char *sum = dup_file_sum(found.gl_pathv[i]), *base = g_path_get_basename(found.gl_pathv[i]);
            g_autofree char *line = g_strdup_printf("%s  %s\n", sum ? sum : "", base);
            if (!sum)
                continue;
            g_checksum_update(all, (const guchar *)line, -1);
            files++;
        }
    globfree(&found);
    if (files)
        append(tools, name, '=', g_checksum_get_string(all), DIGITS);
}
