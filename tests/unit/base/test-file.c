#include "base/file.h"

#include "base/error.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

static int make_folder(void **state)
{
    *state = g_dir_make_tmp("mb-file-XXXXXX", NULL);
    return *state ? 0 : -1;
}

static int remove_folder(void **state)
{
    bool ok = mb_file_remove(*state, NULL);
    g_free(*state);
    return ok ? 0 : -1;
}

static void written_bytes_are_read_back(void **state)
{
    g_autofree char *path = g_build_filename(*state, "a.bin", NULL);
    g_autoptr(GBytes) bytes = g_bytes_new("a\0b", 3);
    assert_true(mb_file_write(path, bytes, 0640, NULL));
    g_autoptr(GBytes) read = mb_file_read(path, 3, NULL);
    assert_true(g_bytes_equal(bytes, read));
    struct stat status;
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0640);
}

static void a_file_over_the_limit_is_refused(void **state)
{
    g_autofree char *path = g_build_filename(*state, "b", NULL);
    g_autoptr(GBytes) bytes = g_bytes_new("abcd", 4);
    g_autoptr(GError) error = NULL;
    assert_true(mb_file_write(path, bytes, 0644, NULL));
    assert_null(mb_file_read(path, 3, &error));
    assert_true(g_error_matches(error, MB_BASE_ERROR, MB_ERROR_LIMIT));
}

static void a_file_that_cannot_be_read_or_written_is_named(void **state)
{
    g_autofree char *path = g_build_filename(*state, "no", "such", NULL);
    g_autoptr(GBytes) bytes = g_bytes_new("x", 1);
    g_autoptr(GError) read_error = NULL, write_error = NULL, folder_error = NULL;
    assert_null(mb_file_read(path, 10, &read_error));
    assert_true(g_error_matches(read_error, MB_BASE_ERROR, MB_ERROR_ENVIRONMENT));
    assert_non_null(strstr(read_error->message, path));
    assert_false(mb_file_write(path, bytes, 0644, &write_error));
    assert_true(g_error_matches(write_error, MB_BASE_ERROR, MB_ERROR_ENVIRONMENT));
    assert_null(mb_file_read(*state, 10, &folder_error));
    assert_true(g_error_matches(folder_error, MB_BASE_ERROR, MB_ERROR_ENVIRONMENT));
}

static void a_failed_write_leaves_no_temporary_file(void **state)
{
    g_autofree char *path = g_build_filename(*state, "taken", NULL);
    g_autofree char *inside = g_build_filename(path, "x", NULL);
    g_autoptr(GBytes) bytes = g_bytes_new("x", 1);
    assert_int_equal(g_mkdir(path, 0755), 0);
    assert_true(mb_file_write(inside, bytes, 0644, NULL));
    assert_false(mb_file_write(path, bytes, 0644, NULL)); /* a folder that is not empty cannot be replaced */
    g_autoptr(GDir) dir = g_dir_open(*state, 0, NULL);
    for (const char *name; (name = g_dir_read_name(dir));)
        assert_false(g_str_has_prefix(name, "taken."));
}

static void removing_what_is_not_there_is_success(void **state)
{
    g_autofree char *path = g_build_filename(*state, "none", NULL);
    assert_true(mb_file_remove(path, NULL));
}

static void slugs_are_safe_file_names(void **state)
{
    (void)state;
    static const struct {
        const char *path, *slug;
    } cases[] = {{"/a/Pack v1.pdf", "Pack-v1"},   {"Réunion.pdf", "Reunion"}, {".hidden", "hidden"}, {"...", "document"},
                 {"a/b/minutes.2018.txt", "minutes.2018"}, {"?*", "document"}, {"x  y--.pdf", "x-y"}};
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *slug = mb_path_dup_slug(cases[i].path);
        assert_string_equal(slug, cases[i].slug);
    }
}

static void digests_are_those_of_the_standard(void **state)
{
    (void)state;
    g_autoptr(GBytes) bytes = g_bytes_new("abc", 3);
    g_autofree char *digest = mb_bytes_dup_sha256(bytes);
    assert_string_equal(digest, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void exit_statuses_follow_the_codes(void **state)
{
    (void)state;
    static const struct {
        MbErrorCode code;
        MbExit status;
    } cases[] = {{MB_ERROR_USAGE, MB_EXIT_USAGE},       {MB_ERROR_DOCUMENT, MB_EXIT_DOCUMENT},
                 {MB_ERROR_PASSWORD, MB_EXIT_DOCUMENT}, {MB_ERROR_ENVIRONMENT, MB_EXIT_ENVIRONMENT},
                 {MB_ERROR_LIMIT, MB_EXIT_LIMIT},       {MB_ERROR_BUG, MB_EXIT_ENVIRONMENT}};
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = g_error_new_literal(MB_XML_ERROR, (gint)cases[i].code, "x");
        assert_int_equal(mb_exit_from_error(error), cases[i].status);
    }
    g_autoptr(GError) option = g_error_new_literal(G_OPTION_ERROR, 0, "x"), other = g_error_new_literal(G_FILE_ERROR, 0, "x");
    assert_int_equal(mb_exit_from_error(option), MB_EXIT_USAGE);
    assert_int_equal(mb_exit_from_error(other), MB_EXIT_ENVIRONMENT);
    assert_int_equal(mb_exit_from_error(NULL), MB_EXIT_DONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(written_bytes_are_read_back),
        cmocka_unit_test(a_file_over_the_limit_is_refused),
        cmocka_unit_test(a_file_that_cannot_be_read_or_written_is_named),
        cmocka_unit_test(a_failed_write_leaves_no_temporary_file),
        cmocka_unit_test(removing_what_is_not_there_is_success),
        cmocka_unit_test(slugs_are_safe_file_names),
        cmocka_unit_test(digests_are_those_of_the_standard),
        cmocka_unit_test(exit_statuses_follow_the_codes),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
