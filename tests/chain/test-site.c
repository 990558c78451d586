/* minutebook publish --site: an archive as a static web site. */
#include "../scratch.h"

static void put_documents(void **state)
{
    static const char *const pages[] = {"Minutes of the Planning Committee", "The Committee noted 510 burglaries."};
    static const char *const secret[] = {"Agenda", "NOT FOR PUBLICATION by virtue of paragraph 3 of Schedule 12A) Tj 0 -40 Td (The offer is 77123 pounds.) Tj ("};
    GString *pdf = new_pdf(pages, G_N_ELEMENTS(pages));
    put_file(state, "in/a.pdf", pdf->str);
    g_string_free(pdf, TRUE);
    pdf = new_pdf(secret, G_N_ELEMENTS(secret));
    put_file(state, "in/b.pdf", pdf->str);
    g_string_free(pdf, TRUE);
    expect_status(state, "$BIN/minutebook run in -o out -q --include-restricted", 0);
}

static void an_archive_becomes_a_site_with_index_and_search(void **state)
{
    put_documents(state);
    expect_status(state, "$BIN/minutebook publish --site site out", 0);
    expect_status(state, "grep -q 'href=\"a/html/index.html\"' site/index.html && test -f site/a/html/index.html && test -f site/a/text/document.md", 0);
    expect_status(state, "grep -q '510 burglaries' site/pages.js && grep -q 'src=\"pages.js\"' site/search.html && test -s site/search.js", 0);
    expect_status(state, "test -z \"$(find site -name original -o -name restricted.xml)\" && ! grep -rqa 77123 site", 0);
    expect_status(state, "cp -r site kept && $BIN/minutebook publish --site site out && diff -r kept site && test \"$(ls | grep -c minutebook)\" = 0", 0);
}

static void documents_that_are_called_alike_have_links_of_their_own(void **state)
{
    put_documents(state);
    expect_status(state, "cp in/a.pdf in/c.pdf && $BIN/minutebook run in -o out -q && $BIN/minutebook publish --site site out", 0);
    expect_status(state, "test -z \"$(sed -n 's,.*<li><a href=[^>]*>\\([^<]*\\)</a>.*,\\1,p' site/index.html | sort | uniq -d)\"", 0);
    expect_status(state, "grep -q '(a)</a>' site/index.html && grep -q '(c)</a>' site/index.html", 0);
}

#define LINE ") Tj 0 -20 Td ("
#define WORDS                                                                                                                              \
    "The report said that burglaries in the wards of Northgate" LINE "and Eastfield rose while robberies fell by a third since summer,"     \
    LINE "as patrols at night were doubled and lamps were put up along" LINE "the canal between the old mill and the railway bridge." LINE "Members asked when the next report would come."

static void what_two_documents_say_alike_is_told(void **state)
{
    static const char *const one[] = {"Minutes", WORDS}, *const other[] = {"Report", "Roads", WORDS};
    GString *pdf = new_pdf(one, G_N_ELEMENTS(one));
    put_file(state, "in/pack.pdf", pdf->str);
    g_string_free(pdf, TRUE);
    pdf = new_pdf(other, G_N_ELEMENTS(other));
    put_file(state, "in/report.pdf", pdf->str);
    g_string_free(pdf, TRUE);
    expect_status(state, "$BIN/minutebook run in -o out -q && $BIN/minutebook publish --site site out", 0);
    expect_status(state, "grep -q 'The text of page 2 is also <a href=\"report/html/index.html#page-3\">page 3 of ' site/index.html", 0);
    expect_status(state, "$BIN/minutebook show out/pack | grep -q '^same text pack, page 2, and report, page 3 ('", 0);
    expect_status(state, "$BIN/minutebook show out/pack/data/document.xml | grep -q 'same text'", 1);
}

/* A site that is being built, or was when its program was killed, lies beside its place. */
static void what_a_killed_run_left_is_removed(void **state)
{
    put_documents(state);
    put_file(state, "site.minutebook-abcdef/index.html", "half");
    put_file(state, "sites/diary.txt", "mine");
    expect_status(state, "$BIN/minutebook publish --site site out && $BIN/minutebook publish --site site out", 0);
    expect_status(state, "test \"$(ls -d site*)\" = \"$(printf 'site\\nsites')\"", 0);
}

static void a_folder_of_somebody_else_is_not_replaced(void **state)
{
    put_documents(state);
    put_file(state, "site/holiday.jpg", "x");
    expect_status(state, "$BIN/minutebook publish --site site out", 2);
    expect_status(state, "test -f site/holiday.jpg && test \"$(ls | grep -c minutebook)\" = 0", 0);
    expect_status(state, "$BIN/minutebook publish --site other nowhere", 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_archive_becomes_a_site_with_index_and_search, make_scratch, remove_scratch),
        cmocka_unit_test_setup_teardown(documents_that_are_called_alike_have_links_of_their_own, make_scratch, remove_scratch),
        cmocka_unit_test_setup_teardown(what_two_documents_say_alike_is_told, make_scratch, remove_scratch),
        cmocka_unit_test_setup_teardown(what_a_killed_run_left_is_removed, make_scratch, remove_scratch),
        cmocka_unit_test_setup_teardown(a_folder_of_somebody_else_is_not_replaced, make_scratch, remove_scratch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
