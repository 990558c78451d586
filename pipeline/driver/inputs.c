#include "driver/inputs.h"

#include "archive/bag.h"
#include "base/error.h"

#include <errno.h>
#include <glob.h>
#include <string.h>
#include <sys/stat.h>

#define MAX_FOLDER_DEPTH 64

typedef struct {
    char *name, *path;
} Input;

struct MbInputs {
    GArray *files;     /* Input */
    GHashTable *known; /* absolute paths, borrowed from files */
};

static void clear_input(gpointer data)
{
    Input *input = data;
    g_free(input->name);
    g_free(input->path);
}

MbInputs *mb_inputs_new(void)
{
    MbInputs *inputs = g_new0(MbInputs, 1);
    inputs->files = g_array_new(FALSE, FALSE, sizeof(Input));
    g_array_set_clear_func(inputs->files, clear_input);
    inputs->known = g_hash_table_new(g_str_hash, g_str_equal);
    return inputs;
}

void mb_inputs_free(MbInputs *inputs)
{
    if (!inputs)
        return;
    g_hash_table_unref(inputs->known);
    g_array_unref(inputs->files);
    g_free(inputs);
}

guint mb_inputs_count(const MbInputs *inputs)
{
    return inputs->files->len;
}

const char *mb_inputs_name(const MbInputs *inputs, guint i)
{
    return g_array_index(inputs->files, Input, i).name;
}

const char *mb_inputs_path(const MbInputs *inputs, guint i)
{
    return g_array_index(inputs->files, Input, i).path;
}

static void add_file(MbInputs *inputs, const char *name)
{
    g_autofree char *path = g_canonicalize_filename(name, NULL);
    if (g_hash_table_contains(inputs->known, path))
        return;
    Input input = {g_strdup(name), g_steal_pointer(&path)};
    g_array_append_val(inputs->files, input);
    g_hash_table_add(inputs->known, input.path);
}

bool mb_inputs_is_source_name(const char *name)
{
    static const char *const suffixes[] = {".pdf", ".html", ".htm", ".txt"};
    g_autofree char *lower = g_ascii_strdown(name, -1);
    for (gsize i = 0; i < G_N_ELEMENTS(suffixes); i++)
        if (g_str_has_suffix(lower, suffixes[i]))
            return true;
    return false;
}

static gint compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static GPtrArray *list_sorted(const char *folder, GError **error)
{
    g_autoptr(GError) failed = NULL;
    g_autoptr(GDir) dir = g_dir_open(folder, 0, &failed);
    if (!dir) {
        g_set_error(error, MB_DRIVER_ERROR, MB_ERROR_ENVIRONMENT, "cannot open folder: %s", g_strerror(errno));
        return NULL;
    }
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (const char *name = g_dir_read_name(dir); name; name = g_dir_read_name(dir))
        if (name[0] != '.')
            g_ptr_array_add(names, g_strdup(name));
    g_ptr_array_sort(names, compare_names);
    return names;
}

/* An archive inside a folder of sources is not a source: its originals are packaged already. */
static bool add_folder(MbInputs *inputs, const char *folder, guint depth, GError **error)
{
    if (mb_bag_is_bag(folder) || depth > MAX_FOLDER_DEPTH)
        return true;
    g_autoptr(GPtrArray) names = list_sorted(folder, error);
    if (!names)
        return false;
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *path = g_build_filename(folder, names->pdata[i], NULL);
        struct stat status;
        bool is_folder = lstat(path, &status) == 0 && S_ISDIR(status.st_mode);
        if (is_folder && !add_folder(inputs, path, depth + 1, error))
            return false;
        if (!is_folder && mb_inputs_is_source_name(path) && g_file_test(path, G_FILE_TEST_IS_REGULAR))
            add_file(inputs, path);
    }
    return true;
}

static bool add_path(MbInputs *inputs, const char *path, GError **error)
{
    guint before = inputs->files->len;
    if (!g_file_test(path, G_FILE_TEST_IS_DIR)) {
        add_file(inputs, path);
        return true;
    }
    if (!add_folder(inputs, path, 0, error))
        return false;
    if (inputs->files->len > before)
        return true;
    g_set_error(error, MB_DRIVER_ERROR, MB_ERROR_USAGE, "no PDF, HTML or text file in this folder");
    return false;
}

static bool add_pattern(MbInputs *inputs, const char *pattern, GError **error)
{
    glob_t found = {0};
    bool ok = glob(pattern, GLOB_BRACE, NULL, &found) == 0;
    if (!ok)
        g_set_error(error, MB_DRIVER_ERROR, MB_ERROR_USAGE, "no file has a name like this");
    for (gsize i = 0; ok && i < found.gl_pathc; i++)
        ok = add_path(inputs, found.gl_pathv[i], error);
    globfree(&found);
    return ok;
}

bool mb_inputs_add(MbInputs *inputs, const char *argument, GError **error)
{
    struct stat status;
    if (stat(argument, &status) == 0)
        return add_path(inputs, argument, error);
    int reason = errno;
    if (strpbrk(argument, "*?[{"))
        return add_pattern(inputs, argument, error);
    g_set_error(error, MB_DRIVER_ERROR, MB_ERROR_ENVIRONMENT, "cannot open: %s", g_strerror(reason));
    return false;
}
