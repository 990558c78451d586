/*
 * Feeds files to a fuzz target without a fuzzer: replay FILE|FOLDER...
 * So the seeds and every input that once broke something are tests too.
 */
#include <glib.h>
#include <stdint.h>
#include <stdio.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static guint count;

static void feed(const char *path)
{
    g_autofree char *data = NULL;
    gsize size;
    if (g_file_get_contents(path, &data, &size, NULL)) {
        LLVMFuzzerTestOneInput((const uint8_t *)data, size);
        count++;
    }
}

static void feed_all(const char *path)
{
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    if (!dir) {
        feed(path);
        return;
    }
    for (const char *name; (name = g_dir_read_name(dir));) {
        g_autofree char *below = g_build_filename(path, name, NULL);
        feed_all(below);
    }
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        feed_all(argv[i]);
    printf("[  PASSED  ] %d test(s).\n", count > 0);
    fprintf(stderr, "%s: %u inputs\n", argv[0], count);
    return count ? 0 : 1;
}
