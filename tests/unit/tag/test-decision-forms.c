#include "tagged.h"

/* The decisions of minutes with these lines after their title, joined by '|'. */
static void expect_decisions(const char *const *lines, const char *want)
{
    const char *all[12] = {"# Minutes of the Panel"};
    for (guint i = 0; lines[i]; i++)
        all[i + 1] = lines[i];
    g_autoptr(MbDocument) document = tag_lines(all);
    g_autoptr(GString) out = g_string_new(NULL);
    for (MbBlock *block = document->body; block; block = mb_block_next(document->body, block)) {
        bool decision = block->kind == MB_BLOCK_ITEM && mb_attrs_get(block->attrs, "path");
        if (decision)
            g_string_append_printf(out, "%s%s", out->len ? "|" : "", block->first_child->text->str);
    }
    assert_string_equal(out->str, want);
}

#define EXPECT(want, ...) expect_decisions((const char *const[]){__VA_ARGS__, NULL}, want)

static void that_may_stand_beside_the_word_or_before_the_points(void **state)
{
    (void)state;
    EXPECT("the precept be supported;|the report be noted.", "RESOLVED: That", "1) the precept be supported;", "2) the report be noted.");
    EXPECT("the report be noted.", "It was RESOLVED unanimously that:", "a) the report be noted.");
}

static void words_other_than_resolved_decide(void **state)
{
    (void)state;
    EXPECT("that the minutes be adopted.", "AGREED: that the minutes be adopted.");
    EXPECT("that the lease be signed.", "The Committee decided that the lease be signed.");
    EXPECT("the report.", "NOTED: the report.");
    EXPECT("AGREED to remit the matter to the Convener.", "AGREED to remit the matter to the Convener.");
    EXPECT("derbyn y cofnodion.", "PENDERFYNWYD: derbyn y cofnodion.");
    EXPECT("gohirio'r eitem.", "Cytunwyd - gohirio'r eitem.");
}

static void a_clause_may_lead_to_the_decision(void **state)
{
    (void)state;
    EXPECT("that the wall be mended.", "Following discussion, it was agreed that the wall be mended.");
    EXPECT("that a grant be paid.", "On the proposal of Councillor A Lane, seconded by Mr Kerr, it was", "RESOLVED: that a grant be paid.");
    EXPECT("that a grant be paid.", "RESOLVED, on the motion of Cllr. Lane, seconded by Cllr. Kerr, that a grant be paid.");
}

static void the_body_acts_in_points(void **state)
{
    (void)state;
    EXPECT("noted the report; and|agreed to write to the force.", "Decision", "The Committee:-", "a) noted the report; and", "b) agreed to write to the force.");
    EXPECT("noted the report; and|approved the plan.", "The Sub-Committee:", "a) noted the report; and", "b) approved the plan.");
    EXPECT("", "The Sub-Committee:", "a) heard from Mr Lane; and", "b) visited the site.");
}

static void what_is_proposed_and_then_agreed_is_decided(void **state)
{
    (void)state;
    EXPECT("that the hedge be cut.", "It was proposed by Cllr. Lane and seconded by Cllr. Kerr that the hedge be cut. All agreed.");
    EXPECT("", "It was proposed by Cllr. Lane and seconded by Cllr. Kerr that the hedge be cut. This was lost.");
    EXPECT("that the lease be signed.", "Proposed by Alderman Barr, seconded by Cllr Kells and resolved - that the lease be signed.");
    EXPECT("the charge be retained.", "Proposed by Cllr Clarke", "Seconded by Cllr Magill and agreed that", "the charge be retained.");
}

static void a_sentence_whose_verb_decides_stays_whole(void **state)
{
    (void)state;
    EXPECT("The Committee approved the minute of the last meeting.", "The Committee approved the minute of the last meeting.");
    EXPECT("The minutes of 4 May were taken as read, confirmed and signed.", "The minutes of 4 May were taken as read, confirmed and signed.");
    EXPECT("The minute of 25 May was submitted and approved.", "The minute of 25 May was submitted and approved.");
    EXPECT("The Parish Council had no objection.", "19/01122/FUL - The Old Dairy. The Parish Council had no objection.");
    EXPECT("The report was noted.", "Mrs Dell spoke of costs. The report was noted.");
    EXPECT("NOTED.", "The team counted 61 cars. NOTED.");
    EXPECT("Deferred to the next meeting.", "Deferred to the next meeting.");
    EXPECT("Noted that the works were complete.", "Noted that the works were complete.");
    EXPECT("No objection.", "23/01877/HOU 4 Mill Close, an extension. No objection.");
    EXPECT("Nodwyd y llythyr.", "Nodwyd y llythyr.");
    EXPECT("It was noted that the next meeting would be on 9 March.", "RESOLVED:", "It was noted that the next meeting would be on 9 March.");
}

static void points_may_begin_beside_the_word_or_below_a_decision(void **state)
{
    (void)state;
    EXPECT("to accept the tender;|to close the gate.", "Resolved: i) to accept the tender;", "ii) to close the gate.");
    EXPECT("That permission be granted subject to:|the conditions; and|a fence.", "RESOLVED: That permission be granted subject to:", "1) the conditions; and",
           "2) a fence.");
    EXPECT("to grant the licence subject to the following conditions:|no noise.", "Having met, the Committee RESOLVED to grant the licence subject to the following conditions:",
           "- no noise.");
    EXPECT("that the system be piloted.", "On a vote the motion was carried, whereupon it was RESOLVED", "a) that the system be piloted.");
    EXPECT("that rents be raised.", "It was RESOLVED on a proposal by Cllr Pring, seconded by Cllr Tozer, that rents be raised.");
}

static void a_label_before_the_word_is_the_decisions(void **state)
{
    (void)state;
    EXPECT("RESOLVED to approve the payments.|RESOLVED to appoint Mr Lyle.", "a) RESOLVED to approve the payments.",
           "b) RESOLVED to appoint Mr Lyle.");
}

static void a_light_introduction_stays_with_its_decision(void **state)
{
    (void)state;
    EXPECT("to write.", "The Committee agreed to write.");
    EXPECT("The Committee agreed to write to the Minister for Roads about the state of the bridge at Kilbrae before the winter and to send a copy.",
           "The Committee agreed to write to the Minister for Roads about the state of the bridge at Kilbrae before the winter and to send a copy.");
}

static void what_is_only_moved_is_no_decision(void **state)
{
    (void)state;
    EXPECT("", "Amendment", "That consideration be continued to the June meeting.");
}

static void narrative_decides_nothing(void **state)
{
    (void)state;
    EXPECT("", "The Committee noted the following points:-", "1) burglary had risen;", "2) staff were resolved to work.");
    EXPECT("", "It was noted that the balance was low.", "Members agreed with Mr Lane.", "The report had been approved by the Cabinet.",
           "The scheme was approved in 2015.", "The Panel noted the importance of lighting.", "Objections were received from two neighbours.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(that_may_stand_beside_the_word_or_before_the_points),
        cmocka_unit_test(words_other_than_resolved_decide),
        cmocka_unit_test(a_clause_may_lead_to_the_decision),
        cmocka_unit_test(the_body_acts_in_points),
        cmocka_unit_test(what_is_proposed_and_then_agreed_is_decided),
        cmocka_unit_test(a_sentence_whose_verb_decides_stays_whole),
        cmocka_unit_test(points_may_begin_beside_the_word_or_below_a_decision),
        cmocka_unit_test(a_label_before_the_word_is_the_decisions),
        cmocka_unit_test(a_light_introduction_stays_with_its_decision),
        cmocka_unit_test(what_is_only_moved_is_no_decision),
        cmocka_unit_test(narrative_decides_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
