#include "tagged.h"

/* The subjects of all issues of a tag, separated by "|"; caller frees. */
static char *issues_of(const MbDocument *document, MbIssueTag tag)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < document->issues->len; i++) {
        const MbIssue *issue = &g_array_index(document->issues, MbIssue, i);
        if (issue->tag == tag)
            g_string_append_printf(out, "%s%s", out->len ? "|" : "", issue->subject);
    }
    return g_string_free(out, FALSE);
}

static void expect_issues(const MbDocument *document, MbIssueTag tag, const char *want)
{
    g_autofree char *got = issues_of(document, tag);
    assert_string_equal(got, want);
}

static void a_weekday_that_the_date_had_not_is_told(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document =
        TAGGED("# Minutes of the Parish Council", "The meeting of Wednesday June 15th 2009 was noted. It meets next on Tuesday 5 March 2019.");
    expect_issues(document, MB_ISSUE_WEEKDAY_WRONG, "\"Wednesday June 15th 2009\" was a Monday");
    span_with(document, MB_SPAN_DATE, "Wednesday June 15th 2009");
}

static void a_vote_whose_names_are_not_its_count_is_told(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Minutes of the Town Council", "Present: Councillors A Bell, C Dove, E Finch and G Heron",
                                            "# 1. Parking", "FOR (3): Bell, Dove", "AGAINST (2): Finch, Heron");
    expect_issues(document, MB_ISSUE_VOTE_COUNT, "FOR: 3 stated, 2 named");
    expect_issues(document, MB_ISSUE_VOTER_ABSENT, "");
}

static void an_outcome_against_its_numbers_is_told(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document =
        TAGGED("# Minutes of the Town Council", "The amendment was LOST (6 voting in favour, 5 against).",
               "The motion was CARRIED (6 voting in favour, 5 against).", "With the casting vote it was carried, 5 voting for and 5 against.");
    expect_issues(document, MB_ISSUE_VOTE_COUNT, "6 for, 5 against, and lost");
}

static void a_voter_who_sent_apologies_or_is_unknown_is_told(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document =
        TAGGED("# Minutes of the Town Council", "Present: Councillors A Bell, C Dove, E Finch and G Heron", "Apologies: Councillor K Linnet",
               "# 1. Parking", "FOR (2): Bell, Dove", "AGAINST (3): Finch, Linnet, Owl");
    expect_issues(document, MB_ISSUE_VOTER_ABSENT, "Linnet, who sent apologies|Owl");
    expect_issues(document, MB_ISSUE_VOTE_COUNT, "");
}

static void a_voter_who_left_or_is_an_officer_is_told_and_who_came_late_is_not(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document =
        TAGGED("# Minutes of the Town Council", "Present: Councillors A Bell, C Dove, E Finch and G Heron", "Apologies: Councillor K Linnet",
               "Officers: Tom Wren, Clerk", "# 1. Parking", "Councillor Dove left the meeting at 7.40 pm.",
               "Councillor Linnet joined the meeting.", "FOR (3): Bell, Dove, Linnet", "AGAINST (2): Finch, Wren");
    expect_issues(document, MB_ISSUE_VOTER_ABSENT, "Dove, who had left|Wren, who is listed as an officer");
}

static void a_substitute_votes_and_the_member_does_not(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document =
        TAGGED("# Minutes of the Town Council", "Present: Councillors A Bell, C Dove and J Crane (substitute for Councillor E Finch)",
               "# 1. Parking", "FOR (2): Bell, Crane", "AGAINST (2): Dove, Finch");
    expect_issues(document, MB_ISSUE_VOTER_ABSENT, "Finch, who sent apologies");
    const MbEntity *crane = mb_document_entity(document, span_with(document, MB_SPAN_PERSON, "J Crane")->ref);
    assert_string_equal(mb_attrs_get(crane->attrs, "attendance"), "substitute");
    assert_string_equal(mb_attrs_get(crane->attrs, "substitutes"), "p-e-finch");
}

static void a_mover_who_was_not_there_is_told(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document =
        TAGGED("# Minutes of the Town Council", "Present: Councillors A Bell, C Dove, E Finch and G Heron", "Apologies: Councillor K Linnet",
               "# 1. Parking", "It was moved by Councillor Linnet and seconded by Councillor Dove that the charges be raised.",
               "It was moved by Councillor Bell and seconded by Councillor Dove that they be not.");
    expect_issues(document, MB_ISSUE_MOVER_ABSENT, "Councillor Linnet, who sent apologies");
}

static void more_votes_than_members_are_told(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document =
        TAGGED("# Minutes of the Town Council", "Present: Councillors A Bell, C Dove, E Finch and G Heron", "# 1. Parking",
               "The motion was carried by 4 votes to 2.", "The amendment was lost by 1 vote to 3.");
    expect_issues(document, MB_ISSUE_VOTE_COUNT, "4 for, 2 against, and 4 members present");
}

static void items_that_go_back_are_told(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Minutes of the Parish Council", "09/41 Apologies: Mr Wells", "09/44 Finance", "09/43 Letters");
    expect_issues(document, MB_ISSUE_ITEM_ORDER, "09/43 after 09/44");
}

static void sound_minutes_raise_nothing(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document =
        TAGGED("# Minutes of the Town Council", "Held on Tuesday 5 March 2019.", "Present: Councillors A Bell, C Dove and E Finch",
               "09/41 Parking", "FOR (2): Bell, Dove", "AGAINST (1): Finch", "09/42 Roads", "The motion was carried by 2 votes to 1.");
    assert_int_equal(document->issues->len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_weekday_that_the_date_had_not_is_told),
        cmocka_unit_test(a_vote_whose_names_are_not_its_count_is_told),
        cmocka_unit_test(an_outcome_against_its_numbers_is_told),
        cmocka_unit_test(a_voter_who_sent_apologies_or_is_unknown_is_told),
        cmocka_unit_test(a_voter_who_left_or_is_an_officer_is_told_and_who_came_late_is_not),
        cmocka_unit_test(a_substitute_votes_and_the_member_does_not),
        cmocka_unit_test(a_mover_who_was_not_there_is_told),
        cmocka_unit_test(more_votes_than_members_are_told),
        cmocka_unit_test(items_that_go_back_are_told),
        cmocka_unit_test(sound_minutes_raise_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
