/* The authority list over three meetings of one council, from the outside. */
#include "../scratch.h"

#define MEETING "Eastlea Town Council\n\nMinutes of the meeting of the Planning Committee held on Monday "

/* Offices go round, two members share a surname, and the last paper gives surnames alone. */
static void put_meetings(void **state)
{
    put_file(state, "may.txt",
             MEETING "8 May 2023\n\nPresent: Councillors Hester Quarles (Chair), Ambrose Bell (Vice-Chair), Ines Duarte and Owen Duarte\n\n"
                     "Officers: Guto Tarrant, Town Clerk\n\n1. Trees\n\nCouncillor Bell spoke.\n");
    put_file(state, "october.txt",
             MEETING "9 October 2023\n\nPresent: Councillors A Bell (Chair), I Duarte (Vice-Chair) and H Quarles OBE\n\n"
                     "Apologies: Councillor O Duarte\n\n1. Roads\n\nMr Tarrant advised. A letter from Councillor Duarte was read.\n");
    put_file(state, "later.txt", MEETING "13 May 2024\n\nPresent: Cllrs Duarte (Chair), Bell and Quarles\n\n1. Parks\n\nGuto Tarrant advised.\n");
}

static void expect_line(const char *text, const char *line)
{
    if (!strstr(text, line))
        fail_msg("no '%s' in:\n%s", line, text);
}

static void offices_and_forms_are_gathered_over_documents(void **state)
{
    put_meetings(state);
    expect_status(state, "$BIN/minutebook run -q -o out may.txt october.txt", 0);
    g_auto(Ended) list = run_shell(state, "$BIN/minutebook people out --council eastlea");
    assert_int_equal(list.status, 0);
    expect_line(list.out, "Eastlea Town Council\n");
    expect_line(list.out, "  Ambrose Bell (Councillor), 2023-05-08 to 2023-10-09, 2 documents\n"
                          "      Vice-Chair, Planning Committee: 2023-05-08\n"
                          "      Chair, Planning Committee: 2023-10-09\n"
                          "      as A Bell; Ambrose Bell; Councillor Bell\n"
                          "      in may, october\n");
    expect_line(list.out, "  Guto Tarrant (Mr), 2023-05-08 to 2023-10-09, 2 documents\n");
    expect_line(list.out, "  Duarte (Councillor) [which of several is not said], 2023-10-09, 1 document\n");
    expect_line(list.out, "  Planning Committee, 2023-05-08 to 2023-10-09, 2 documents\n");
}

static void the_list_does_not_depend_on_the_order_of_documents(void **state)
{
    put_meetings(state);
    expect_status(state, "$BIN/minutebook run -q -o one may.txt && $BIN/minutebook run -q -o one october.txt && "
                         "$BIN/minutebook run -q -o two october.txt && $BIN/minutebook run -q -o two may.txt",
                  0);
    expect_status(state, "$BIN/minutebook people one --json > one.json && $BIN/minutebook people two --json | cmp - one.json", 0);
    expect_status(state, "$BIN/minutebook index two && $BIN/minutebook people two --json | cmp - one.json", 0);
}

static void a_later_paper_is_resolved_by_the_list_and_says_so(void **state)
{
    put_meetings(state);
    expect_status(state, "$BIN/minutebook run -q -o out may.txt october.txt && $BIN/minutebook people out --export eastlea.ini", 0);
    expect_status(state, "$BIN/minutebook run -q -o later --profile eastlea.ini later.txt", 0);
    g_autofree char *xml = dup_file(state, "later/later/data/document.xml");
    expect_line(xml, "mb:authority=\"ambrose-bell\" mb:resolvedBy=\"authority\" mb:authorityName=\"Ambrose Bell\"");
    expect_line(xml, "mb:authority=\"hester-quarles\"");
    assert_null(strstr(xml, "-duarte\" mb:resolvedBy")); /* two members have that name */
    expect_status(state, "$BIN/minutebook run -q -o again --profile eastlea.ini later.txt && diff -r later/later again/later", 0);
    expect_status(state, "$BIN/minutebook run -q -o plain later.txt && ! grep -q mb:authority plain/later/data/document.xml", 0);
    g_auto(Ended) list = run_shell(state, "$BIN/minutebook people later");
    expect_line(list.out, "  Ambrose Bell (Councillor), 2024-05-13, 1 document\n");
}

static void papers_of_another_council_are_not_linked(void **state)
{
    put_meetings(state);
    put_file(state, "other.txt", "Wexley Town Council\n\nMinutes of the meeting of the Planning Committee held on Monday 13 May 2024\n\n"
                                 "Present: Cllrs Bell (Chair), Moss and Quarles\n");
    expect_status(state, "$BIN/minutebook run -q -o out may.txt && $BIN/minutebook people out --export eastlea.ini", 0);
    expect_status(state, "$BIN/minutebook run -q -o other --profile eastlea.ini other.txt && ! grep -q mb:authority other/other/data/document.xml",
                  0);
    expect_status(state, "$BIN/minutebook run -q -o out other.txt && $BIN/minutebook people out --export both.ini", 2);
    expect_status(state, "$BIN/minutebook people out --council Wexley --export wexley.ini && grep -q 'name=Bell' wexley.ini", 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(offices_and_forms_are_gathered_over_documents, make_scratch, remove_scratch),
        cmocka_unit_test_setup_teardown(the_list_does_not_depend_on_the_order_of_documents, make_scratch, remove_scratch),
        cmocka_unit_test_setup_teardown(a_later_paper_is_resolved_by_the_list_and_says_so, make_scratch, remove_scratch),
        cmocka_unit_test_setup_teardown(papers_of_another_council_are_not_linked, make_scratch, remove_scratch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
