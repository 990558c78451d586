#include "tagged.h"

static void expect_votes(const char *const *lines, const char *want)
{
    const char *all[12] = {"# Minutes of the Panel"};
    for (guint i = 0; lines[i]; i++)
        all[i + 1] = lines[i];
    g_autoptr(MbDocument) document = tag_lines(all);
    expect_spans(document, MB_SPAN_VOTE, want);
}

#define EXPECT(want, ...) expect_votes((const char *const[]){__VA_ARGS__, NULL}, want)

static void movers_stand_in_many_forms(void **state)
{
    (void)state;
    EXPECT("Proposed by Councillor Ash|Seconded by Mrs Elm", "Proposed by Councillor Ash", "Seconded by Mrs Elm and");
    EXPECT("On the proposal of Councillor Ash, seconded by Mr Elm", "On the proposal of Councillor Ash, seconded by Mr Elm, it was");
    EXPECT("Proposed by Councillor Ash, seconded by Mrs Elm", "Proposed by Councillor Ash, seconded by Mrs Elm and");
    EXPECT("Cynigiwyd gan Cyng. Aled Rees", "Cynigiwyd gan Cyng. Aled Rees");
}

static void counts_are_votes_and_measure_nothing(void **state)
{
    (void)state;
    EXPECT("3 members voted for the motion and 2 against it", "3 members voted for the motion and 2 against it.");
    EXPECT("by a majority of 5 to 3", "This was agreed by a majority of 5 to 3.");
    EXPECT("With the Chairman's casting vote", "With the Chairman's casting vote it passed.");
    g_autoptr(MbDocument) document = TAGGED("# Minutes", "On being put to the vote there were 9 votes for and 2 against.");
    expect_spans(document, MB_SPAN_MEASURE, "");
}

static void each_side_of_a_recorded_vote_is_one(void **state)
{
    (void)state;
    EXPECT("Voting for: Ash, Elm and Oak|Voting against: Birch", "A recorded vote was taken:", "Voting for: Ash, Elm and Oak", "Voting against: Birch");
    EXPECT("In favour (2): Councillors Ash and Elm|Against (0): None", "In favour (2): Councillors Ash and Elm", "Against (0): None");
    EXPECT("O blaid: Ash, Elm|Yn erbyn: Oak|Ymatal: Birch", "O blaid: Ash, Elm", "Yn erbyn: Oak", "Ymatal: Birch");
    g_autoptr(MbDocument) document = TAGGED("# Minutes", "Voting against: Birch, Larch");
    expect_spans(document, MB_SPAN_PERSON, "Birch|Larch");
}

static void outcomes_are_read(void **state)
{
    (void)state;
    EXPECT("The motion was accordingly declared carried", "The motion was accordingly declared carried.");
    EXPECT("The amendment was withdrawn|the motion was not carried", "The amendment was withdrawn and the motion was not carried.");
    EXPECT("Motion CARRIED", "Motion CARRIED.");
    EXPECT("The proposal was deferred", "The proposal was deferred.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(movers_stand_in_many_forms),
        cmocka_unit_test(counts_are_votes_and_measure_nothing),
        cmocka_unit_test(each_side_of_a_recorded_vote_is_one),
        cmocka_unit_test(outcomes_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
