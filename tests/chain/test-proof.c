/* What a package proves: made anew it is the same, any change of it is found, and others' systems can read what is beside it. */
#include "../scratch.h"

#include "archive/bag.h"

#include <fcntl.h>

#define FLIPS 120       /* in make check; MB_FLIPS asks for more */
#define FILES_LIMIT 200

static void put_pdf(void **state)
{
    static const char *const pages[] = {"Minutes of the Planning Committee", "The Committee noted 510 burglaries in Coventry."};
    GString *pdf = new_pdf(pages, G_N_ELEMENTS(pages));
    put_file(state, "a.pdf", pdf->str);
    g_string_free(pdf, TRUE);
}

static void a_package_can_be_made_anew(void **state)
{
    put_pdf(state);
    expect_status(state, "$BIN/minutebook run a.pdf -o out -q --mets --opex --keep-stages --include-restricted", 0);
    expect_status(state, "$BIN/minutebook verify --rerun -q out", 0);
    expect_status(state, "mkdir b && mv out/a b/other && $BIN/minutebook verify --rerun b/other", 3); /* OPEX names the package */
    expect_status(state, "$BIN/minutebook verify --rerun b/other 2>&1 | grep -q 'a.opex'", 0);
}

/* A change that covers its traces in all manifests is still no work of this source. */
static void a_change_with_new_manifests_is_found_by_making_it_anew(void **state)
{
    put_pdf(state);
    expect_status(state, "$BIN/minutebook run a.pdf -o out -q && cd out/a && sed -i s/510/610/ data/document.xml data/text/document.md"
                         " && sha256sum $(cut -c67- manifest-sha256.txt) > m && mv m manifest-sha256.txt"
                         " && sha256sum $(cut -c67- tagmanifest-sha256.txt) > t && mv t tagmanifest-sha256.txt", 0);
    expect_status(state, "$BIN/minutebook verify -q out", 0);
    g_auto(Ended) proof = run_shell(state, "$BIN/minutebook verify --rerun out");
    assert_int_equal(proof.status, 3);
    assert_non_null(strstr(proof.err, "differs from line"));
    assert_non_null(strstr(proof.err, "data/document.xml"));
    assert_non_null(strstr(proof.err, "610"));
}

static void what_a_package_was_made_with_stands_in_it(void **state)
{
    put_pdf(state);
    expect_status(state, "$BIN/minutebook run a.pdf -o out -q", 0);
    expect_status(state, "grep -q '^Made-With-extract: data=[0-9a-f]* poppler/[0-9.]* ' out/a/bag-info.txt", 0);
    expect_status(state, "grep -q '^Made-With-publish: data=[0-9a-f]* libxml2/[0-9]* ' out/a/bag-info.txt", 0);
    expect_status(state, "grep -q '<agentVersion>[0-9.]*</agentVersion>' out/a/data/metadata/premis.xml", 0);
    expect_status(state, "grep -q 'mb:stage name=\"tag\" version=\"[0-9]*\" tools=\"data=' out/a/data/document.xml", 0);
    expect_status(state, "cp out/a/bag-info.txt before && $BIN/minutebook publish out -q && cmp before out/a/bag-info.txt", 0);
}

/* The data files of a stage are what a new version of a dictionary or a library is: something that the key does not know. */
static void other_data_are_named_when_a_package_is_made_anew(void **state)
{
    put_pdf(state);
    expect_status(state, "cp -r $BIN/../../../stages data && $BIN/minutebook run a.pdf -o out -q && echo '# new' >> data/publish/data/page.css", 0);
    g_auto(Ended) proof = run_shell(state, "MINUTEBOOK_DATA=$PWD/data $BIN/minutebook verify --rerun out");
    assert_int_equal(proof.status, 3);
    assert_non_null(strstr(proof.err, "made anew: stage publish worked with data="));
    assert_null(strstr(proof.err, "stage extract worked"));
}

static void what_cannot_be_made_anew_says_why(void **state)
{
    put_pdf(state);
    expect_status(state, "$BIN/minutebook run a.pdf -o out -q --no-original && $BIN/minutebook verify out", 0);
    expect_status(state, "$BIN/minutebook verify --rerun out 2>&1 | grep -q 'the original is not in the package'", 0);
}

/* Flips one bit in place and back. */
static bool flip_is_found(const char *bag, const char *path, gsize at, int bit)
{
    g_autofree char *full = g_build_filename(bag, path, NULL);
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    guint8 byte;
    int fd = open(full, O_RDWR | O_CLOEXEC);
    assert_true(fd >= 0 && pread(fd, &byte, 1, (off_t)at) == 1);
    guint8 flipped = byte ^ (guint8)(1 << bit);
    assert_true(pwrite(fd, &flipped, 1, (off_t)at) == 1);
    bool is_found = !mb_bag_verify(bag, problems);
    assert_true(pwrite(fd, &byte, 1, (off_t)at) == 1);
    close(fd);
    return is_found;
}

static void list_files(const char *root, const char *under, GPtrArray *files)
{
    g_autofree char *folder = g_build_filename(root, under, NULL);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    for (const char *name = dir ? g_dir_read_name(dir) : NULL; name; name = g_dir_read_name(dir)) {
        g_autofree char *path = *under ? g_strdup_printf("%s/%s", under, name) : g_strdup(name);
        g_autofree char *full = g_build_filename(root, path, NULL);
        if (g_file_test(full, G_FILE_TEST_IS_DIR))
            list_files(root, path, files);
        else
            g_ptr_array_add(files, g_steal_pointer(&path));
    }
}

static gint compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static gsize size_of(const char *bag, const char *path)
{
    g_autofree char *full = g_build_filename(bag, path, NULL);
    g_autoptr(GBytes) bytes = mb_file_read(full, G_MAXINT, NULL);
    return bytes ? g_bytes_get_size(bytes) : 0;
}

/* Every file has its turn, the manifests and the declaration too; places are drawn with a fixed seed. */
static void any_flipped_bit_is_found(void **state)
{
    put_pdf(state);
    expect_status(state, "$BIN/minutebook run a.pdf -o out -q --mets --opex --keep-stages", 0);
    const char *bag = in_scratch(state, "out/a");
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GRand) chance = g_rand_new_with_seed(7);
    list_files(bag, "", files);
    g_ptr_array_sort(files, compare_names);
    assert_in_range(files->len, 12, FILES_LIMIT);
    int flips = g_getenv("MB_FLIPS") ? atoi(g_getenv("MB_FLIPS")) : FLIPS;
    for (int i = 0; i < flips; i++) {
        const char *path = files->pdata[(guint)i % files->len];
        gsize size = size_of(bag, path), at = size ? (gsize)g_rand_int_range(chance, 0, (gint32)size) : 0;
        int bit = g_rand_int_range(chance, 0, 8);
        if (size && !flip_is_found(bag, path, at, bit))
            fail_msg("%s: byte %" G_GSIZE_FORMAT ", bit %d", path, at, bit);
    }
    expect_status(state, "$BIN/minutebook verify -q out", 0);
}

static void sidecars_say_what_is_in_the_package(void **state)
{
    put_pdf(state);
    expect_status(state, "$BIN/minutebook run a.pdf -o out -q --mets --opex", 0);
    expect_status(state, "sum=$(sha256sum < a.pdf | cut -c1-64) && grep -q \"CHECKSUM=\\\"$sum\\\"\" out/a/mets.xml"
                         " && grep -q \"value=\\\"$sum\\\"\" out/a/data/original/a.pdf.opex", 0);
    expect_status(state, "test $(grep -c '<FLocat' out/a/mets.xml) = $(wc -l < out/a/manifest-sha256.txt)", 0);
    expect_status(state, "cp out/a/mets.xml kept && $BIN/minutebook publish -q out && cmp kept out/a/mets.xml && $BIN/minutebook verify -q out", 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_package_can_be_made_anew, make_scratch, remove_scratch),
        cmocka_unit_test_setup_teardown(a_change_with_new_manifests_is_found_by_making_it_anew, make_scratch, remove_scratch),
        cmocka_unit_test_setup_teardown(what_a_package_was_made_with_stands_in_it, make_scratch, remove_scratch),
        cmocka_unit_test_setup_teardown(other_data_are_named_when_a_package_is_made_anew, make_scratch, remove_scratch),
        cmocka_unit_test_setup_teardown(what_cannot_be_made_anew_says_why, make_scratch, remove_scratch),
        cmocka_unit_test_setup_teardown(any_flipped_bit_is_found, make_scratch, remove_scratch),
        cmocka_unit_test_setup_teardown(sidecars_say_what_is_in_the_package, make_scratch, remove_scratch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
