/* minutebook run from the outside: packages, second runs, failures, kills. */
#include "../scratch.h"

#include "base/error.h"

static void put_pdf(void **state, const char *name, const char *const *pages, guint count)
{
    GString *pdf = new_pdf(pages, count);
    put_file(state, name, pdf->str);
    g_string_free(pdf, TRUE);
}

static void put_small_pdf(void **state, const char *name)
{
    static const char *const pages[] = {"Minutes of the Planning Committee", "The Committee noted 510 burglaries in Coventry."};
    put_pdf(state, name, pages, G_N_ELEMENTS(pages));
}

static void expect_line(const char *text, const char *line)
{
    if (!strstr(text, line))
        fail_msg("no '%s' in:\n%s", line, text);
}

static void a_pdf_becomes_a_package_that_is_right_and_can_be_searched(void **state)
{
    put_small_pdf(state, "a.pdf");
    expect_status(state, "$BIN/minutebook run a.pdf -o out", 0);
    expect_status(state, "cd out/a && sha256sum --quiet -c manifest-sha256.txt tagmanifest-sha256.txt", 0);
    expect_status(state, "$BIN/minutebook verify out && cmp a.pdf out/a/data/original/a.pdf", 0);
    g_auto(Ended) found = run_shell(state, "$BIN/minutebook search out burglary");
    assert_int_equal(found.status, 0);
    expect_line(found.out, "a, page 2");
    expect_line(found.out, "**burglaries**");
}

static void programs_in_a_pipe_give_the_bytes_of_the_chain(void **state)
{
    put_small_pdf(state, "a.pdf");
    expect_status(state, "$BIN/minutebook run a.pdf -o out -q", 0);
    expect_status(state,
                  "$BIN/mb-extract a.pdf | $BIN/mb-ocr -s a.pdf | $BIN/mb-layout -s a.pdf | $BIN/mb-repair -s a.pdf | $BIN/mb-tag"
                  " | $BIN/mb-write -s a.pdf > document.xml && cmp document.xml out/a/data/document.xml",
                  0);
    expect_status(state, "$BIN/mb-publish document.xml | cmp - out/a/data/html/index.html", 0);
    expect_status(state, "$BIN/mb-index document.xml | cmp - out/a/data/search/records.ndjson", 0);
}

static void the_same_input_gives_the_same_package_anywhere(void **state)
{
    put_small_pdf(state, "here/a.pdf");
    put_small_pdf(state, "there/a.pdf");
    expect_status(state, "$BIN/minutebook run here/a.pdf -o one -q && $BIN/minutebook run -j2 there -o two -q && diff -r one/a two/a", 0);
}

/* Strings of content streams: what stands in them goes on with drawing. */
static void nothing_that_is_withheld_is_in_a_public_file(void **state)
{
    static const char *const pages[] = {
        "Agenda",
        "Report by the Director on roads) Tj 0 -40 Td (The complaint came from) Tj 130 0 Td (Zebedee Quorn) Tj ET 0 0 0 rg 195 710 100 22 re f BT (",
        "NOT FOR PUBLICATION by virtue of paragraph 3 of Schedule 12A) Tj 0 -40 Td (Sale of land: the offer is 77123 pounds.) Tj (",
    };
    put_pdf(state, "a.pdf", pages, G_N_ELEMENTS(pages));
    expect_status(state, "$BIN/minutebook run a.pdf -o out -q --include-restricted", 0);
    expect_status(state, "! grep -rqai -e 77123 -e Quorn out --exclude-dir=original --exclude=restricted.xml", 0);
    expect_status(state, "grep -q 77123 out/a/restricted.xml && grep -q Quorn out/a/restricted.xml", 0);
    expect_status(state, "test \"$(stat -c %a out/a/restricted.xml)\" = 600 && grep -qx 'Restricted: yes' out/a/bag-info.txt", 0);
    expect_status(state, "grep -q 'The complaint came from <inline name=\"withheld\" mb:reason=\"failedRedaction\"/>' out/a/data/document.xml", 0);
    expect_status(state, "grep -q redaction-failed out/a/data/metadata/report.json && grep -q text-exempt out/a/data/metadata/report.json", 0);
    expect_status(state, "$BIN/minutebook search out pounds | grep -vq 77123", 0);
}

static void a_second_run_does_nothing(void **state)
{
    put_small_pdf(state, "a.pdf");
    expect_status(state, "$BIN/minutebook run a.pdf -o out -q && touch -d 2001-01-01 out/a/bagit.txt", 0);
    g_auto(Ended) second = run_shell(state, "$BIN/minutebook run a.pdf -o out");
    assert_string_equal(second.out, "out: 1 document: 0 done, 1 unchanged, 0 failed\n");
    expect_status(state, "touch a.pdf && $BIN/minutebook run a.pdf -o out | grep -q '1 unchanged'", 0); /* by its hash */
    expect_status(state, "test \"$(stat -c %Y out/a/bagit.txt)\" = \"$(date -d 2001-01-01 +%s)\"", 0);
    expect_status(state, "$BIN/minutebook run a.pdf -o out --no-ocr | grep -q '1 done'", 0);
    expect_status(state, "rm -r out/a; $BIN/minutebook run a.pdf -o out --no-ocr | grep -q '1 done'", 0);
}

static void a_lost_catalogue_is_made_again_from_the_packages(void **state)
{
    put_small_pdf(state, "a.pdf");
    expect_status(state, "$BIN/minutebook run a.pdf -o out -q && rm out/archive.sqlite*", 0);
    expect_status(state, "$BIN/minutebook run a.pdf -o out | grep -q '1 unchanged'", 0);
    expect_status(state, "$BIN/minutebook search out burglary | grep -q 'page 2'", 0);
}

static void a_bad_file_costs_only_itself(void **state)
{
    put_small_pdf(state, "in/a.pdf");
    put_small_pdf(state, "in/z.pdf");
    put_file(state, "in/m.pdf", "%PDF-1.4 nothing more");
    g_auto(Ended) ended = run_shell(state, "$BIN/minutebook run in -o out -j2");
    assert_int_equal(ended.status, MB_EXIT_DOCUMENT);
    assert_int_equal(count_lines(ended.err), 1);
    expect_line(ended.err, "minutebook: in/m.pdf: ");
    expect_line(ended.out, "3 documents: 2 done, 0 unchanged, 1 failed");
    expect_status(state, "test -e out/a/bagit.txt -a -e out/z/bagit.txt -a ! -e out/m", 0);
    expect_status(state, "$BIN/minutebook status out | grep -q '^failed    m: '", 0);
}

static void each_bad_input_gives_one_line_and_its_status(void **state)
{
    static const struct {
        const char *line;
        int status;
        const char *says;
    } cases[] = {
        {"$BIN/minutebook run empty.pdf -o out", MB_EXIT_DOCUMENT, "minutebook: empty.pdf: file is empty"},
        {"$BIN/minutebook run junk.pdf -o out", MB_EXIT_DOCUMENT, "minutebook: junk.pdf: "},
        {"$BIN/minutebook run none.pdf -o out", MB_EXIT_ENVIRONMENT, "minutebook: none.pdf: cannot open: No such file"},
        {"mkfifo pipe.pdf; $BIN/minutebook run pipe.pdf -o out", MB_EXIT_ENVIRONMENT, "minutebook: pipe.pdf: not a regular file"},
        {"$BIN/minutebook run a.pdf -o a.pdf/out", MB_EXIT_ENVIRONMENT, "minutebook: a.pdf/out: cannot write in output folder"},
        {"$BIN/minutebook run a.pdf -o /proc/out", MB_EXIT_ENVIRONMENT, "minutebook: /proc/out: cannot write in output folder"},
        {"$BIN/minutebook run", MB_EXIT_USAGE, "minutebook: run: no file given"},
        {"$BIN/minutebook run a.pdf --no-such-option", MB_EXIT_USAGE, "minutebook: run: unknown option --no-such-option"},
        {"$BIN/minutebook run a.pdf --from nowhere", MB_EXIT_USAGE, "minutebook: run: no such stage: 'nowhere'"},
        {"$BIN/minutebook run a.pdf --fail-on nothing", MB_EXIT_USAGE, "minutebook: run: no such severity: 'nothing'"},
        {"$BIN/minutebook run a.pdf --profile none.ini", MB_EXIT_USAGE, "minutebook: run: cannot read profile 'none.ini'"},
        {"$BIN/minutebook run a.pdf -o", MB_EXIT_USAGE, "minutebook: run: missing argument for -o"},
        {"$BIN/minutebook run a.pdf -o out2 --from tag", MB_EXIT_USAGE, "minutebook: a.pdf: cannot start from stage 'tag'"},
        {"$BIN/minutebook fly", MB_EXIT_USAGE, "minutebook: unknown command 'fly'"},
        {"$BIN/minutebook", MB_EXIT_USAGE, "minutebook: no command given"},
        {"$BIN/minutebook search nowhere word", MB_EXIT_USAGE, "minutebook: nowhere: no archive here"},
        {"$BIN/minutebook verify nowhere", MB_EXIT_ENVIRONMENT, "minutebook: nowhere: cannot open"},
        {"$BIN/minutebook show empty.pdf", MB_EXIT_DOCUMENT, "minutebook: empty.pdf: "},
    };
    put_file(state, "empty.pdf", "");
    put_file(state, "junk.pdf", "\x7F" "ELF\x01\x02");
    put_small_pdf(state, "a.pdf");
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(Ended) ended = run_shell(state, cases[i].line);
        if (ended.status != cases[i].status || !strstr(ended.err, cases[i].says) || count_lines(ended.err) != 1)
            fail_msg("'%s': status %d\n%s", cases[i].line, ended.status, ended.err);
    }
    expect_status(state, "test -z \"$(find out -name 'bagit.txt')\" -a -z \"$(ls -A out | grep minutebook)\"", 0);
}

static void two_sources_of_one_name_stay_two_packages(void **state)
{
    static const char *const other[] = {"Other minutes"};
    put_small_pdf(state, "a/m.pdf");
    put_pdf(state, "b/m.pdf", other, 1);
    expect_status(state, "$BIN/minutebook run a/m.pdf b/m.pdf -o out -q && cmp a/m.pdf out/m/data/original/m.pdf", 0);
    expect_status(state, "cmp b/m.pdf out/m-2/data/original/m.pdf", 0);
    expect_status(state, "$BIN/minutebook run b/m.pdf a/m.pdf -o out | grep -q '2 unchanged'", 0);
}

static void a_disk_quota_gives_no_package_and_a_later_run_makes_it(void **state)
{
    put_small_pdf(state, "a.pdf");
    g_auto(Ended) ended = run_shell(state, "mkdir out; ulimit -f 2; $BIN/minutebook run a.pdf -o out");
    assert_int_equal(ended.status, MB_EXIT_ENVIRONMENT);
    assert_int_equal(count_lines(ended.err), 1);
    expect_status(state, "test -z \"$(find out -name bagit.txt)\"", 0);
    expect_status(state, "rm -rf out; $BIN/minutebook run a.pdf -o out -q && $BIN/minutebook verify -q out", 0);
}

static void a_full_disk_gives_one_line_and_no_package(void **state)
{
    static const char mount_line[] = "mkdir -p small && mount -t tmpfs -o size=400k none small 2>/dev/null";
    put_small_pdf(state, "a.pdf");
    g_auto(Ended) mounted = run_shell(state, mount_line);
    if (mounted.status != 0)
        skip(); /* only root may mount */
    g_auto(Ended) ended = run_shell(state, "$BIN/minutebook run /dev/null -o small/out 2>/dev/null; head -c 400k /dev/zero > small/fill 2>/dev/null;"
                                           " $BIN/minutebook run a.pdf -o small/out; s=$?; ls -A small/out; exit $s");
    g_auto(Ended) unmounted = run_shell(state, "umount small");
    assert_int_equal(unmounted.status, 0);
    assert_int_equal(ended.status, MB_EXIT_ENVIRONMENT);
    assert_int_equal(count_lines(ended.err), 1);
    assert_null(strstr(ended.out, "minutebook-"));
}

static void kept_stages_are_a_start_for_a_later_run(void **state)
{
    put_small_pdf(state, "a.pdf");
    expect_status(state, "$BIN/minutebook run a.pdf -o out -q --keep-stages && cp -r out/a before", 0);
    expect_status(state, "$BIN/minutebook show out/a/data/stages/5-tag.xml | grep -q Planning", 0);
    expect_status(state, "$BIN/minutebook run a.pdf -o out -q --keep-stages --from tag && diff -r before out/a", 0);
    expect_status(state, "$BIN/minutebook publish -q out/a && diff -r before out/a && $BIN/minutebook verify -q out", 0);
}

#define WARDS "Ward\\tPosts\\tFilled\\tVacant\\nNorth\\t314\\t291\\t23\\nSouth\\t250\\t239\\t11\\nEast\\t187\\t142\\t45\\n\\t751\\t672\\t79\\n"

static void tables_are_printed_with_their_checks(void **state)
{
    expect_status(state, "printf '" WARDS "' >wards.txt && $BIN/minutebook run wards.txt -o out -q", 0);
    expect_status(state, "$BIN/minutebook tables out/wards | grep -qx 'North  314    291     23'", 0);
    expect_status(state, "$BIN/minutebook tables --check out/wards >marked && grep -q '^Total ~' marked && grep -q '751 =' marked", 0);
    expect_status(state, "$BIN/minutebook tables --check wards.txt | cmp - marked", 0);
    expect_status(state, "$BIN/minutebook tables --check out/wards/data/document.xml | cmp - marked", 0);
    expect_status(state, "grep -q \"$(printf '\\033')\" marked", 1);
    expect_status(state, "$BIN/minutebook tables --json out/wards | grep -q '\"text\":\"751\",\"check\":\"verified\",\"by\":\"t1r'", 0);
    expect_status(state, "$BIN/minutebook tables -t 2 out/wards", MB_EXIT_USAGE);
    expect_status(state, "$BIN/minutebook tables no-such-file.pdf", MB_EXIT_ENVIRONMENT);
}

/* Kills the driver at different moments: what is there afterwards is whole, and the next run clears up. */
static void a_killed_run_leaves_a_whole_package_or_none(void **state)
{
    put_small_pdf(state, "in/a.pdf");
    put_small_pdf(state, "in/b.pdf");
    for (int ms = 5; ms <= 320; ms *= 4) {
        g_autofree char *line = g_strdup_printf("$BIN/minutebook run in -o out --force -j2 >/dev/null 2>&1 & p=$!; sleep 0.%03d;"
                                                " kill -9 $p 2>/dev/null; wait $p 2>/dev/null; for b in out/[ab]; do"
                                                " test ! -e $b || $BIN/minutebook verify -q $b || exit 9; done", ms);
        expect_status(state, line, 0);
    }
    expect_status(state, "$BIN/minutebook run in -o out -q && $BIN/minutebook verify -q out", 0);
    expect_status(state, "test \"$(ls -A out | grep -v sqlite | tr '\\n' ' ')\" = 'a b '", 0);
}

static void an_interrupt_clears_up_and_ends_as_the_shell_expects(void **state)
{
    put_small_pdf(state, "a.pdf");
    expect_status(state, "$BIN/minutebook run a.pdf -o out & p=$!; sleep 0.03; kill -TERM $p 2>/dev/null; wait $p; s=$?;"
                         " ls -A out 2>/dev/null | grep -q minutebook- && exit 9; test $s = 143 -o $s = 0", 0);
}

static void a_password_opens_what_is_encrypted(void **state)
{
    put_small_pdf(state, "plain.pdf");
    g_auto(Ended) made = run_shell(state, "qpdf --encrypt secret owner 256 -- plain.pdf locked.pdf");
    if (made.status != 0)
        skip(); /* qpdf is there only where tests are made */
    g_auto(Ended) without = run_shell(state, "$BIN/minutebook run locked.pdf -o out");
    assert_int_equal(without.status, MB_EXIT_DOCUMENT);
    expect_line(without.err, "password");
    expect_status(state, "$BIN/minutebook run locked.pdf -o out --password secret -q", 0);
    expect_status(state, "grep -rq secret out/locked/bag-info.txt", 1);
}

#define DOCS MB_BIN_DIR "/../../../docs"

static void the_manual_has_every_option_of_every_command(void **state)
{
    static const char *const commands[] = {"run", "status", "search", "verify", "publish", "index", "tables", "show"};
    g_autofree char *page = NULL;
    assert_true(g_file_get_contents(DOCS "/man/minutebook.1", &page, NULL, NULL));
    g_auto(GStrv) plain = g_strsplit(page, "\\-", -1);
    g_autofree char *text = g_strjoinv("-", plain);
    for (gsize i = 0; i < G_N_ELEMENTS(commands); i++) {
        g_autofree char *line = g_strdup_printf("$BIN/minutebook %s --help | grep -o -- '  *\\(-., \\)\\?--[a-z-]*' | grep -o -- '--.*'", commands[i]);
        g_autofree char *section = g_strdup_printf(".SS %s\n", commands[i]);
        g_auto(Ended) help = run_shell(state, line);
        g_auto(GStrv) options = g_strsplit(help.out, "\n", -1);
        expect_line(text, section);
        for (char **option = options; *option; option++)
            if (**option && strcmp(*option, "--help"))
                expect_line(text, *option);
    }
}

static void the_page_of_exit_statuses_is_the_table(void **state)
{
    (void)state;
    g_autofree char *header = NULL, *page = NULL;
    assert_true(g_file_get_contents(DOCS "/../include/base/error.h", &header, NULL, NULL));
    assert_true(g_file_get_contents(DOCS "/exit-status.md", &page, NULL, NULL));
    g_autoptr(GRegex) row = g_regex_new("MB_EXIT_[A-Z]+ = (\\d)[,\\s]*/\\* (.*?) \\*/", 0, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    guint rows = 0;
    for (g_regex_match(row, header, 0, &match); g_match_info_matches(match); g_match_info_next(match, NULL), rows++) {
        g_autofree char *number = g_match_info_fetch(match, 1), *meaning = g_match_info_fetch(match, 2);
        g_autofree char *line = g_strdup_printf("| %s | %s |", number, meaning);
        expect_line(page, line);
    }
    assert_int_equal(rows, 6);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, make_scratch, remove_scratch)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(a_pdf_becomes_a_package_that_is_right_and_can_be_searched),
        CASE(programs_in_a_pipe_give_the_bytes_of_the_chain),
        CASE(the_same_input_gives_the_same_package_anywhere),
        CASE(nothing_that_is_withheld_is_in_a_public_file),
        CASE(a_second_run_does_nothing),
        CASE(a_lost_catalogue_is_made_again_from_the_packages),
        CASE(a_bad_file_costs_only_itself),
        CASE(each_bad_input_gives_one_line_and_its_status),
        CASE(two_sources_of_one_name_stay_two_packages),
        CASE(a_disk_quota_gives_no_package_and_a_later_run_makes_it),
        CASE(a_full_disk_gives_one_line_and_no_package),
        CASE(tables_are_printed_with_their_checks),
        CASE(kept_stages_are_a_start_for_a_later_run),
        CASE(a_killed_run_leaves_a_whole_package_or_none),
        CASE(an_interrupt_clears_up_and_ends_as_the_shell_expects),
        CASE(a_password_opens_what_is_encrypted),
        CASE(the_manual_has_every_option_of_every_command),
        CASE(the_page_of_exit_statuses_is_the_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
