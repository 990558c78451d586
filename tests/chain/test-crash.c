/* A page on which the reader crashes or hangs costs that page. */
#include "../scratch.h"

#include "base/error.h"

static const char *const three_pages[] = {
    "The Committee noted 510 burglaries in Coventry.",
    "The Panel agreed a precept of 4.2 million pounds.",
    "The Chair closed the meeting at noon.",
};

/* A box over a word: the page has to be drawn. */
static const char *const covered_pages[] = {
    "The Committee noted 510 burglaries in Coventry.",
    "Report on roads) Tj 0 -40 Td (The complaint came from) Tj 130 0 Td (Zebedee Quorn) Tj ET 0 0 0 rg 195 710 100 22 re f BT (",
    "The Chair closed the meeting at noon.",
};

static void put_pdf(void **state, const char *const *pages)
{
    GString *pdf = new_pdf(pages, 3);
    put_file(state, "a.pdf", pdf->str);
    g_string_free(pdf, TRUE);
}

#define RUN_CRASHING(what) "LD_PRELOAD=" MB_PRELOAD_CRASH " MB_TEST_CRASH='" what "' $BIN/minutebook run a.pdf -o out -q "

static void expect_text(void **state, const char *text, bool is_there)
{
    g_autofree char *line = g_strdup_printf("%sgrep -q '%s' out/a/data/text/document.md", is_there ? "" : "! ", text);
    expect_status(state, line, 0);
}

static void expect_issue(void **state, const char *tag, const char *page)
{
    g_autofree char *line = g_strdup_printf("python3 -c 'import json; r = json.load(open(\"out/a/data/metadata/report.json\"));"
                                            " assert any(i[\"tag\"] == \"%s\" and i[\"page\"] == %s for i in r[\"issues\"]), r'",
                                            tag, page);
    expect_status(state, line, 0);
}

static void a_page_whose_text_crashes_the_reader_is_read_from_its_picture(void **state)
{
    put_pdf(state, three_pages);
    expect_status(state, RUN_CRASHING("text 2"), 0);
    expect_text(state, "510 burglaries", true);
    expect_text(state, "precept of 4.2 million", true);
    expect_text(state, "closed the meeting", true);
    expect_issue(state, "page-unreadable", "2");
    expect_status(state, "$BIN/minutebook verify out", 0);
}

static void a_page_that_hangs_is_given_up(void **state)
{
    put_pdf(state, three_pages);
    expect_status(state, RUN_CRASHING("hang 3") "--page-timeout 1", 0);
    expect_text(state, "510 burglaries", true);
    expect_text(state, "precept of 4.2 million", true);
    expect_issue(state, "page-unreadable", "3");
}

static void a_page_that_crashes_when_it_is_drawn_shows_nothing_that_may_be_covered(void **state)
{
    put_pdf(state, covered_pages);
    expect_status(state, RUN_CRASHING("draw 2"), 0);
    expect_text(state, "510 burglaries", true);
    expect_text(state, "Quorn", false);
    expect_text(state, "closed the meeting", true);
    expect_issue(state, "page-not-drawn", "2");
    expect_status(state, "! grep -rqa Quorn out --exclude-dir=original", 0);
}

static void a_page_may_crash_in_both_ways(void **state)
{
    put_pdf(state, three_pages);
    expect_status(state, "LD_PRELOAD=" MB_PRELOAD_CRASH " MB_TEST_CRASH='text 2' $BIN/minutebook run a.pdf -o out -q --no-ocr", 0);
    expect_text(state, "precept", false);
    expect_text(state, "closed the meeting", true);
}

static void a_file_that_loses_too_many_pages_is_refused(void **state)
{
    const char *pages[10];
    for (guint i = 0; i < G_N_ELEMENTS(pages); i++)
        pages[i] = "The Chair closed the meeting.";
    GString *pdf = new_pdf(pages, G_N_ELEMENTS(pages));
    put_file(state, "a.pdf", pdf->str);
    g_string_free(pdf, TRUE);
    g_auto(Ended) ended = run_shell(state, "LD_PRELOAD=" MB_PRELOAD_CRASH " MB_TEST_CRASH='text all' $BIN/minutebook run a.pdf -o out");
    assert_int_equal(ended.status, MB_EXIT_DOCUMENT);
    if (!strstr(ended.err, "a.pdf: the reader crashed (signal 6)"))
        fail_msg("%s", ended.err);
    expect_status(state, "test ! -e out/a", 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_page_whose_text_crashes_the_reader_is_read_from_its_picture, make_scratch, remove_scratch),
        cmocka_unit_test_setup_teardown(a_page_that_hangs_is_given_up, make_scratch, remove_scratch),
        cmocka_unit_test_setup_teardown(a_page_that_crashes_when_it_is_drawn_shows_nothing_that_may_be_covered, make_scratch,
                                        remove_scratch),
        cmocka_unit_test_setup_teardown(a_page_may_crash_in_both_ways, make_scratch, remove_scratch),
        cmocka_unit_test_setup_teardown(a_file_that_loses_too_many_pages_is_refused, make_scratch, remove_scratch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
