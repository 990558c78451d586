#include "../../scratch.h"

#include "archive/bag.h"
#include "base/error.h"

#include <sys/stat.h>

static void put_text(MbBag *bag, const char *path, const char *text)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    if (!mb_bag_put(bag, path, bytes, &error))
        fail_msg("%s", error->message);
}

static void make_bag(void **state, const char *slug)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MbBag) bag = mb_bag_new(*state, slug, &error);
    assert_non_null(bag);
    put_text(bag, "data/document.xml", "<akomaNtoso/>");
    put_text(bag, "data/html/index.html", "<p>Hello</p>");
    put_text(bag, "restricted.xml", "<secret/>");
    mb_bag_note(bag, "Source-Name", "a\nb.pdf");
    mb_bag_note(bag, "Pages", "2");
    if (!mb_bag_finish(bag, &error))
        fail_msg("%s", error->message);
}

static guint count_problems(void **state, const char *slug)
{
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    bool is_right = mb_bag_verify(in_scratch(state, slug), problems);
    assert_int_equal(is_right, problems->len == 0);
    return problems->len;
}

static void a_finished_bag_is_right_and_sha256sum_agrees(void **state)
{
    make_bag(state, "minutes");
    assert_int_equal(count_problems(state, "minutes"), 0);
    expect_status(state, "cd minutes && sha256sum --quiet -c manifest-sha256.txt tagmanifest-sha256.txt", 0);
}

static void the_same_files_give_the_same_bytes(void **state)
{
    make_bag(state, "one");
    make_bag(state, "two");
    expect_status(state, "diff -r one two", 0);
}

static void notes_stand_on_one_line_each_and_are_read_again(void **state)
{
    make_bag(state, "minutes");
    g_autoptr(MbAttrs) info = mb_bag_read_info(in_scratch(state, "minutes"), NULL);
    assert_string_equal(mb_attrs_get(info, "Source-Name"), "a b.pdf");
    assert_string_equal(mb_attrs_get(info, "Payload-Oxum"), "25.2");
}

static void a_bag_that_is_not_finished_leaves_nothing(void **state)
{
    MbBag *bag = mb_bag_new(*state, "minutes", NULL);
    put_text(bag, "data/document.xml", "<akomaNtoso/>");
    mb_bag_free(bag);
    expect_status(state, "test -z \"$(ls -A)\"", 0);
}

static void a_new_bag_takes_the_place_of_the_old_one(void **state)
{
    make_bag(state, "minutes");
    put_file(state, "minutes/data/stray", "x");
    make_bag(state, "minutes");
    assert_false(is_there(state, "minutes/data/stray"));
    expect_status(state, "test \"$(ls -A)\" = minutes", 0);
}

static void remains_of_a_dead_run_are_cleared_and_those_of_a_live_one_stay(void **state)
{
    put_file(state, ".minutebook-dead-AAAAAA/data/document.xml", "<half");
    g_autoptr(MbBag) live = mb_bag_new(*state, "live", NULL);
    assert_int_equal(mb_bag_clear_stale(*state), 1);
    assert_false(is_there(state, ".minutebook-dead-AAAAAA"));
    assert_true(g_file_test(mb_bag_folder(live), G_FILE_TEST_IS_DIR));
}

static void any_change_is_found(void **state)
{
    static const char *const changes[] = {
        "printf x >> minutes/data/document.xml",  "rm minutes/data/html/index.html",        "echo x > minutes/data/stray",
        "echo x > minutes/stray",                 "sed -i s/Pages/Seiten/ minutes/bag-info.txt", "echo >> minutes/bagit.txt",
        "sed -i 1d minutes/manifest-sha256.txt",  "rm minutes/tagmanifest-sha256.txt",      "ln -sf /etc/passwd minutes/data/document.xml",
        "sed -i 's/data/..\\/data/' minutes/manifest-sha256.txt"};
    for (gsize i = 0; i < G_N_ELEMENTS(changes); i++) {
        make_bag(state, "minutes");
        expect_status(state, changes[i], 0);
        if (count_problems(state, "minutes") == 0)
            fail_msg("not found: %s", changes[i]);
    }
}

static void every_flipped_bit_is_found(void **state)
{
    static const char *const files[] = {"bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt", "data/document.xml"};
    make_bag(state, "minutes");
    for (gsize f = 0; f < G_N_ELEMENTS(files); f++) {
        g_autofree char *name = g_build_filename("minutes", files[f], NULL);
        g_autofree char *text = NULL;
        gsize size;
        assert_true(g_file_get_contents(in_scratch(state, name), &text, &size, NULL));
        for (gsize bit = 0; bit < size * 8; bit += 13) {
            text[bit / 8] ^= (char)(1 << bit % 8);
            assert_true(g_file_set_contents(in_scratch(state, name), text, (gssize)size, NULL));
            if (count_problems(state, "minutes") == 0)
                fail_msg("bit %zu of %s", bit, files[f]);
            text[bit / 8] ^= (char)(1 << bit % 8);
        }
        assert_true(g_file_set_contents(in_scratch(state, name), text, (gssize)size, NULL));
    }
    assert_int_equal(count_problems(state, "minutes"), 0);
}

static void withheld_text_is_for_its_owner_alone(void **state)
{
    struct stat status;
    make_bag(state, "minutes");
    assert_int_equal(stat(in_scratch(state, "minutes/restricted.xml"), &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
}

static void a_path_that_leaves_the_bag_is_refused(void **state)
{
    static const char *const paths[] = {"../x", "data/../../x", "/etc/x", "data//x", "data/a\nb", "data/100%"};
    g_autoptr(MbBag) bag = mb_bag_new(*state, "minutes", NULL);
    g_autoptr(GBytes) bytes = g_bytes_new("x", 1);
    for (gsize i = 0; i < G_N_ELEMENTS(paths); i++) {
        g_autoptr(GError) error = NULL;
        assert_false(mb_bag_put(bag, paths[i], bytes, &error));
        assert_int_equal(error->code, MB_ERROR_BUG);
    }
}

static void names_are_made_safe_for_both_readers_of_manifests(void **state)
{
    static const char *const names[][2] = {{"a/b\\c%d\n.pdf", "a_b_c_d_.pdf"}, {"..", "document"}, {"", "document"}, {"Cofnodion ŵ.pdf", "Cofnodion ŵ.pdf"}};
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *safe = mb_bag_dup_safe_name(names[i][0]);
        assert_string_equal(safe, names[i][1]);
    }
}

static void a_bag_made_anew_carries_what_is_not_made(void **state)
{
    static const char *const without[] = {"data/html/", NULL};
    g_autoptr(GError) error = NULL;
    make_bag(state, "minutes");
    g_autoptr(MbBag) bag = mb_bag_new(*state, "minutes", NULL);
    put_text(bag, "data/html/index.html", "<p>New</p>");
    assert_true(mb_bag_carry(bag, in_scratch(state, "minutes"), without, &error));
    assert_true(mb_bag_finish(bag, &error));
    g_autofree char *html = dup_file(state, "minutes/data/html/index.html"), *xml = dup_file(state, "minutes/data/document.xml");
    assert_string_equal(html, "<p>New</p>");
    assert_string_equal(xml, "<akomaNtoso/>");
    assert_int_equal(count_problems(state, "minutes"), 0);
}

static void a_damaged_bag_is_not_carried(void **state)
{
    static const char *const without[] = {NULL};
    g_autoptr(GError) error = NULL;
    make_bag(state, "minutes");
    put_file(state, "minutes/data/document.xml", "<other/>");
    g_autoptr(MbBag) bag = mb_bag_new(*state, "minutes", NULL);
    assert_false(mb_bag_carry(bag, in_scratch(state, "minutes"), without, &error));
    assert_int_equal(error->code, MB_ERROR_DOCUMENT);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, make_scratch, remove_scratch)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(a_finished_bag_is_right_and_sha256sum_agrees),
        CASE(the_same_files_give_the_same_bytes),
        CASE(notes_stand_on_one_line_each_and_are_read_again),
        CASE(a_bag_that_is_not_finished_leaves_nothing),
        CASE(a_new_bag_takes_the_place_of_the_old_one),
        CASE(remains_of_a_dead_run_are_cleared_and_those_of_a_live_one_stay),
        CASE(any_change_is_found),
        CASE(every_flipped_bit_is_found),
        CASE(withheld_text_is_for_its_owner_alone),
        CASE(a_path_that_leaves_the_bag_is_refused),
        CASE(names_are_made_safe_for_both_readers_of_manifests),
        CASE(a_bag_made_anew_carries_what_is_not_made),
        CASE(a_damaged_bag_is_not_carried),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
