/* The driver's parts that need no worker: frames, requests, keys, arguments. */
#include "../../scratch.h"

#include "base/error.h"
#include "driver/chain.h"
#include "driver/inputs.h"
#include "driver/wire.h"
#include "driver/worker.h"

static void frames_come_out_as_they_went_in_however_they_are_cut(void **state)
{
    (void)state;
    int ends[2];
    guint8 sent[256];
    assert_int_equal(pipe(ends), 0);
    g_autoptr(GBytes) data = g_bytes_new("payload", 7);
    assert_true(mb_wire_write(ends[1], MB_WIRE_FRAME_FILE, "data/x", data));
    assert_true(mb_wire_write(ends[1], MB_WIRE_FRAME_END, "", NULL));
    ssize_t size = read(ends[0], sent, sizeof sent);
    g_autoptr(MbWireBuffer) buffer = mb_wire_buffer_new();
    g_autoptr(GString) seen = g_string_new(NULL);
    for (ssize_t i = 0; i < size; i++) {
        g_auto(MbFrame) frame = {0};
        bool broken;
        mb_wire_buffer_feed(buffer, sent + i, 1);
        if (mb_wire_buffer_steal(buffer, &frame, &broken))
            g_string_append_printf(seen, "%c %s %zu;", frame.kind, frame.name, g_bytes_get_size(frame.data));
        assert_false(broken);
    }
    assert_string_equal(seen->str, "F data/x 7;Z  0;");
    close(ends[0]);
    close(ends[1]);
}

static void a_frame_of_absurd_size_is_broken(void **state)
{
    static const guint8 head[13] = {'F', 1, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F};
    g_autoptr(MbWireBuffer) buffer = mb_wire_buffer_new();
    g_auto(MbFrame) frame = {0};
    bool broken = false;
    (void)state;
    mb_wire_buffer_feed(buffer, head, sizeof head);
    assert_false(mb_wire_buffer_steal(buffer, &frame, &broken));
    assert_true(broken);
}

static void a_request_survives_names_and_passwords_of_any_kind(void **state)
{
    (void)state;
    MbRequest sent = {.options = mb_options_init(), .first = 3, .keep = true, .timeout_seconds = 7}, got;
    sent.options.name = "Cofnodion \n[x]=.pdf";
    sent.options.password = " p\\w\t\xFF;";
    sent.options.want_ocr = false;
    g_autofree char *text = mb_request_dup_text(&sent);
    assert_true(mb_request_read(text, &got, NULL));
    assert_string_equal(got.options.name, sent.options.name);
    assert_string_equal(got.options.password, sent.options.password);
    assert_null(got.options.profile);
    assert_false(got.options.want_ocr);
    assert_true(got.keep);
    assert_int_equal(got.first, 3);
    assert_int_equal(got.timeout_seconds, 7);
}

static void the_key_tells_versions_and_options_apart(void **state)
{
    MbOptions plain = mb_options_init(), welsh = plain, blind = plain, local = plain, other = plain;
    welsh.language = "cym";
    blind.want_ocr = false;
    local.profile = put_file(state, "a.ini", "[council]\n");
    other.profile = put_file(state, "b.ini", "[council]\nname=x\n");
    const MbOptions *all[] = {&plain, &welsh, &blind, &local, &other};
    g_autoptr(GHashTable) keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(all); i++)
        assert_true(g_hash_table_add(keys, mb_chain_dup_key(all[i])));
    local.profile = put_file(state, "copy.ini", "[council]\n");
    g_autofree char *same = mb_chain_dup_key(&local);
    assert_true(g_hash_table_contains(keys, same));
}

static void a_package_made_partly_anew_keeps_the_versions_of_what_ran_before(void **state)
{
    static const char new[] = "extract/9 ocr/9 layout/9 repair/9 tag/9 write/9 publish/9 index/9 language=cym ocr=no";
    static const char old[] = "extract/1 ocr/1 layout/1 repair/1 tag/1 write/1 publish/1 index/1 language=eng ocr=yes original=no";
    guint tag, publish;
    (void)state;
    assert_true(mb_chain_find("tag", &tag) && mb_chain_find("publish", &publish));
    g_autofree char *from_tag = mb_chain_dup_merged_key(old, new, tag);
    g_autofree char *from_publish = mb_chain_dup_merged_key(old, new, publish);
    assert_string_equal(from_tag, "extract/1 ocr/1 layout/1 repair/1 tag/9 write/9 publish/9 index/9 language=eng ocr=yes");
    assert_string_equal(from_publish,
                        "extract/1 ocr/1 layout/1 repair/1 tag/1 write/1 publish/9 index/9 language=eng ocr=yes original=no");
}

static char *dup_names(void **state, const MbInputs *inputs)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < mb_inputs_count(inputs); i++)
        g_string_append_printf(out, "%s ", mb_inputs_path(inputs, i) + strlen(*state) + 1);
    return g_string_free(out, FALSE);
}

static void a_folder_gives_its_documents_sorted_and_no_packages(void **state)
{
    g_autoptr(MbInputs) inputs = mb_inputs_new();
    put_file(state, "in/b/2.PDF", "x");
    put_file(state, "in/a.html", "x");
    put_file(state, "in/c.doc", "x");
    put_file(state, "in/.hidden.pdf", "x");
    put_file(state, "in/out/bag/bagit.txt", "x");
    put_file(state, "in/out/bag/data/original/a.pdf", "x");
    assert_true(mb_inputs_add(inputs, in_scratch(state, "in"), NULL));
    assert_true(mb_inputs_add(inputs, in_scratch(state, "in/a.html"), NULL)); /* named twice, taken once */
    g_autofree char *names = dup_names(state, inputs);
    assert_string_equal(names, "in/a.html in/b/2.PDF ");
}

static void a_quoted_pattern_gives_what_matches(void **state)
{
    g_autoptr(MbInputs) inputs = mb_inputs_new();
    put_file(state, "1.pdf", "x");
    put_file(state, "2.pdf", "x");
    put_file(state, "[3].pdf", "x");
    assert_true(mb_inputs_add(inputs, in_scratch(state, "[12].pdf"), NULL));
    assert_true(mb_inputs_add(inputs, in_scratch(state, "[3].pdf"), NULL)); /* a file of that very name is no pattern */
    g_autofree char *names = dup_names(state, inputs);
    assert_string_equal(names, "1.pdf 2.pdf [3].pdf ");
}

static void an_argument_that_gives_nothing_says_why(void **state)
{
    static const struct {
        const char *argument;
        MbExit status;
    } cases[] = {{"no-such.pdf", MB_EXIT_ENVIRONMENT}, {"no-such-*.pdf", MB_EXIT_USAGE}, {"empty", MB_EXIT_USAGE}};
    put_file(state, "empty/readme.doc", "x");
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(MbInputs) inputs = mb_inputs_new();
        g_autoptr(GError) error = NULL;
        assert_false(mb_inputs_add(inputs, in_scratch(state, cases[i].argument), &error));
        assert_int_equal(mb_exit_from_error(error), cases[i].status);
        assert_int_equal(mb_inputs_count(inputs), 0);
    }
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, make_scratch, remove_scratch)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(frames_come_out_as_they_went_in_however_they_are_cut),
        CASE(a_frame_of_absurd_size_is_broken),
        CASE(a_request_survives_names_and_passwords_of_any_kind),
        CASE(the_key_tells_versions_and_options_apart),
        CASE(a_package_made_partly_anew_keeps_the_versions_of_what_ran_before),
        CASE(a_folder_gives_its_documents_sorted_and_no_packages),
        CASE(a_quoted_pattern_gives_what_matches),
        CASE(an_argument_that_gives_nothing_says_why),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
