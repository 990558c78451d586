/*
 * What tests that touch the disk share: a folder of their own, files in it,
 * programs run to their end. Everything is removed in the teardown.
 */
#ifndef MB_TESTS_SCRATCH_H
#define MB_TESTS_SCRATCH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"

#include <glib.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* cmocka setup: *state is the path of a new folder. */
G_GNUC_UNUSED static int make_scratch(void **state)
{
    *state = g_dir_make_tmp("minutebook-test-XXXXXX", NULL);
    return *state ? 0 : -1;
}

/* cmocka teardown. */
G_GNUC_UNUSED static int remove_scratch(void **state)
{
    mb_file_remove(*state, NULL);
    g_free(*state);
    return 0;
}

/* A path in the scratch folder; lives as long as the test program. */
G_GNUC_UNUSED static const char *in_scratch(void **state, const char *name)
{
    g_autofree char *path = g_build_filename(*state, name, NULL);
    return g_intern_string(path);
}

/* Writes a text file in the scratch folder, with the folders above it; returns its path. */
G_GNUC_UNUSED static const char *put_file(void **state, const char *name, const char *text)
{
    const char *path = in_scratch(state, name);
    g_autofree char *folder = g_path_get_dirname(path);
    assert_int_equal(g_mkdir_with_parents(folder, 0755), 0);
    assert_true(g_file_set_contents(path, text, -1, NULL));
    return path;
}

/* The content of a file of the scratch folder; caller frees. Fails the test when it is not there. */
G_GNUC_UNUSED static char *dup_file(void **state, const char *name)
{
    char *text = NULL;
    if (!g_file_get_contents(in_scratch(state, name), &text, NULL, NULL))
        fail_msg("cannot read %s", name);
    return text;
}

/* Whether something is at a path of the scratch folder. */
G_GNUC_UNUSED static bool is_there(void **state, const char *name)
{
    return g_file_test(in_scratch(state, name), G_FILE_TEST_EXISTS);
}

#define PDF_PAGE_OBJECTS 2

/*
 * A PDF of our own: one page for each text, a line of Helvetica on each (the first larger, as a title is).
 * Object 1 is the catalogue, 2 the page tree, 3 the font, then page and content.
 */
G_GNUC_UNUSED static GString *new_pdf(const char *const *pages, guint count)
{
    GString *pdf = g_string_new("%PDF-1.4\n");
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(gsize));
    GString *kids = g_string_new(NULL);
    for (guint i = 0; i < count; i++)
        g_string_append_printf(kids, "%u 0 R ", 4 + i * PDF_PAGE_OBJECTS);
    for (guint object = 1; object < 4 + count * PDF_PAGE_OBJECTS; object++) {
        gsize at = pdf->len;
        guint page = object < 4 ? 0 : (object - 4) / PDF_PAGE_OBJECTS;
        g_array_append_val(places, at);
        g_string_append_printf(pdf, "%u 0 obj\n", object);
        if (object == 1)
            g_string_append(pdf, "<< /Type /Catalog /Pages 2 0 R >>");
        else if (object == 2)
            g_string_append_printf(pdf, "<< /Type /Pages /Kids [ %s] /Count %u >>", kids->str, count);
        else if (object == 3)
            g_string_append(pdf, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
        else if (object % 2 == 0)
            g_string_append_printf(pdf, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >>"
                                        " /Contents %u 0 R >>", object + 1);
        else
            g_string_append_printf(pdf, "<< /Length %zu >>\nstream\nBT /F %d Tf 72 760 Td (%s) Tj ET\nendstream",
                                   strlen(pages[page]) + strlen("BT /F 11 Tf 72 760 Td () Tj ET"), page ? 11 : 20, pages[page]);
        g_string_append(pdf, "\nendobj\n");
    }
    gsize start = pdf->len;
    g_string_append_printf(pdf, "xref\n0 %u\n0000000000 65535 f \n", places->len + 1);
    for (guint i = 0; i < places->len; i++)
        g_string_append_printf(pdf, "%010zu 00000 n \n", g_array_index(places, gsize, i));
    g_string_append_printf(pdf, "trailer\n<< /Size %u /Root 1 0 R >>\nstartxref\n%zu\n%%%%EOF\n", places->len + 1, start);
    g_string_free(kids, TRUE);
    return pdf;
}

/* A finished program: status of its exit, or minus the signal; both streams. */
typedef struct {
    int status;
    char *out, *err;
} Ended;

/* Runs a shell command line in the scratch folder; $BIN is the folder of our programs. Caller clears. */
G_GNUC_UNUSED static Ended run_shell(void **state, const char *line)
{
    Ended ended = {0};
    int wait_status = 0;
    const char *argv[] = {"/bin/sh", "-c", line, NULL};
    g_auto(GStrv) environment = g_environ_setenv(g_get_environ(), "BIN", MB_BIN_DIR, TRUE);
    g_autoptr(GError) error = NULL;
    if (!g_spawn_sync(*state, (char **)argv, environment, 0, NULL, NULL, &ended.out, &ended.err, &wait_status, &error))
        fail_msg("%s", error->message);
    ended.status = WIFEXITED(wait_status) ? WEXITSTATUS(wait_status) : -WTERMSIG(wait_status);
    return ended;
}

G_GNUC_UNUSED static void clear_ended(Ended *ended)
{
    g_free(ended->out);
    g_free(ended->err);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Ended, clear_ended)

/* Runs a command line and says what it printed when its status is not the expected one. */
G_GNUC_UNUSED static void expect_status(void **state, const char *line, int status)
{
    g_auto(Ended) ended = run_shell(state, line);
    if (ended.status != status)
        fail_msg("'%s' ended with %d, not %d\n%s%s", line, ended.status, status, ended.out, ended.err);
}

/* Number of lines. */
G_GNUC_UNUSED static guint count_lines(const char *text)
{
    guint lines = 0;
    for (; *text; text++)
        lines += *text == '\n';
    return lines;
}

#endif
