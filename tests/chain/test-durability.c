/*
 * Bad moments and bad places: killed at any time, no room left, a folder that may not be written. What is there afterwards is whole, and the
 * next run makes the rest.
 */
#include "../scratch.h"

#define MOMENTS 12        /* of killing, for each command */
#define LONGEST_MS 300    /* about what a command takes; later ones are not killed, which is right too */

static void put_documents(void **state)
{
    static const char *const names[] = {"in/a.pdf", "in/b.pdf", "in/c.pdf"};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        const char *pages[] = {"Minutes of the Planning Committee", "The Committee noted 510 burglaries in Coventry.", names[i]};
        GString *pdf = new_pdf(pages, G_N_ELEMENTS(pages));
        put_file(state, names[i], pdf->str);
        g_string_free(pdf, TRUE);
    }
}

/* Starts a command and kills it, and all that it started, after some milliseconds. */
static void kill_after(void **state, const char *command, int ms)
{
    g_autofree char *line = g_strdup_printf("setsid sh -c 'exec $BIN/minutebook %s' >/dev/null 2>&1 & p=$!; sleep 0.%03d;"
                                            " kill -9 -$p 2>/dev/null; wait $p 2>/dev/null; true", command, ms);
    expect_status(state, line, 0);
}

/* Every package that is there is whole, and no file of the archive holds less than it did. */
static void expect_whole(void **state)
{
    expect_status(state, "for b in out/[abc]; do test ! -e $b || { $BIN/minutebook verify -q $b && (cd $b && sha256sum --quiet -c"
                         " manifest-sha256.txt tagmanifest-sha256.txt); } || exit 9; done", 0);
}

static void killed_at_any_moment_a_run_leaves_what_is_whole(void **state)
{
    static const char *const commands[] = {"run in -o out --force -j2", "publish out -q", "index out", "publish --site site out"};
    g_autoptr(GRand) rnd = g_rand_new_with_seed(20);
    put_documents(state);
    expect_status(state, "$BIN/minutebook run in -o kept -q && $BIN/minutebook publish --site kept-site kept", 0);
    for (gsize i = 0; i < G_N_ELEMENTS(commands); i++) {
        for (int k = 0; k < MOMENTS; k++) {
            kill_after(state, commands[i], g_rand_int_range(rnd, 1, LONGEST_MS));
            expect_whole(state);
            expect_status(state, "test ! -e site || { test -f site/index.html && test -f site/search.html && test -f site/pages.js; }", 0);
        }
        expect_status(state, "$BIN/minutebook run in -o out -q && $BIN/minutebook verify -q out", 0);
    }
    expect_status(state, "$BIN/minutebook index out && $BIN/minutebook publish --site site out && diff -r kept-site site", 0);
    expect_status(state, "for b in a b c; do diff -r kept/$b out/$b || exit 9; done", 0);
    g_auto(Ended) left = run_shell(state, "ls -A out | grep -v '^archive.sqlite'; ls -Ad site*");
    assert_string_equal(left.out, "a\nb\nc\nsite\n");
    expect_status(state, "$BIN/minutebook search out burglaries | grep -q 'a, page 2'", 0);
}

/* No file may grow beyond a limit: so a disk is full, or a quota used up, at one moment or another. */
static void without_room_a_run_says_so_and_leaves_nothing_half(void **state)
{
    put_documents(state);
    expect_status(state, "$BIN/minutebook run in -o kept -q", 0);
    for (int blocks = 1; blocks <= 512; blocks *= 2) { /* of 512 bytes */
        g_autofree char *line = g_strdup_printf("trap '' XFSZ; ulimit -f %d; $BIN/minutebook run in -o out -q 2>said", blocks);
        g_auto(Ended) ended = run_shell(state, line);
        assert_in_range(ended.status, 0, 4);
        assert_true(ended.status == 0 || ended.status == 4); /* I/O: may be tried again */
        expect_whole(state);
        expect_status(state, "test \"$(ls -A out 2>/dev/null | grep -c minutebook-)\" = 0", 0);
    }
    expect_status(state, "$BIN/minutebook run in -o out -q && for b in a b c; do diff -r kept/$b out/$b || exit 9; done", 0);
}

static void a_full_output_is_an_error(void **state)
{
    put_documents(state);
    expect_status(state, "$BIN/minutebook run in -o out -q", 0);
    expect_status(state, "$BIN/mb-extract in/a.pdf >/dev/full", 4);
}

/* A program of root may write anywhere, so it becomes nobody; where that cannot be done, the case is skipped. */
static void a_folder_that_may_not_be_written_is_an_error_and_stays_as_it_is(void **state)
{
    put_documents(state);
    expect_status(state, "chmod 755 . && mkdir shut && $BIN/minutebook run in/a.pdf -o shut/out -q && chmod -R a-w shut", 0);
    const char *as_nobody = getuid() ? "" : "setpriv --reuid 65534 --regid 65534 --clear-groups";
    g_autofree char *probe = g_strdup_printf("%s test -x $BIN/minutebook", as_nobody);
    g_auto(Ended) tried = run_shell(state, probe);
    if (tried.status != 0)
        skip();
    g_autofree char *into = g_strdup_printf("%s $BIN/minutebook run in/b.pdf -o shut/out -q 2>&1 | grep -q minutebook:", as_nobody);
    g_autofree char *beside = g_strdup_printf("%s $BIN/minutebook run in/b.pdf -o shut/new -q", as_nobody);
    g_autofree char *read = g_strdup_printf("%s $BIN/minutebook verify -q shut/out/a", as_nobody);
    expect_status(state, into, 0);
    expect_status(state, beside, 4);
    expect_status(state, read, 0);
    expect_status(state, "chmod -R u+w shut && ls shut/out | grep -v sqlite | tr '\\n' ' ' | grep -qx 'a ' && test ! -e shut/new", 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(killed_at_any_moment_a_run_leaves_what_is_whole, make_scratch, remove_scratch),
        cmocka_unit_test_setup_teardown(without_room_a_run_says_so_and_leaves_nothing_half, make_scratch, remove_scratch),
        cmocka_unit_test_setup_teardown(a_full_output_is_an_error, make_scratch, remove_scratch),
        cmocka_unit_test_setup_teardown(a_folder_that_may_not_be_written_is_an_error_and_stays_as_it_is, make_scratch, remove_scratch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
