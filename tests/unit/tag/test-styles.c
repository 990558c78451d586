/* Minutes in the styles of several kinds of councils: parish, borough, Scottish, Northern Irish, Welsh, web page. */
#include "tagged.h"

/* All points of decisions as "label text|label text"; caller frees. */
static char *decisions_of(const MbDocument *document)
{
    GString *out = g_string_new(NULL);
    for (MbBlock *block = document->body; block; block = mb_block_next(document->body, block)) {
        const MbBlock *up = block->kind == MB_BLOCK_ITEM ? block->parent : NULL;
        while (up && up->kind != MB_BLOCK_RESOLUTIONS)
            up = up->parent;
        if (up)
            g_string_append_printf(out, "%s%s%s%s", out->len ? "|" : "", block->label ? block->label : "", block->label ? " " : "",
                                   block->first_child->text->str);
    }
    return g_string_free(out, FALSE);
}

static void expect_decisions(const MbDocument *document, const char *want)
{
    g_autofree char *got = decisions_of(document);
    assert_string_equal(got, want);
}

static void expect_text(const MbDocument *document, const char *want)
{
    g_autofree char *text = mb_block_dup_text(document->body);
    assert_non_null(strstr(text, want));
}

/* The labels of all items of the agenda; caller frees. */
static char *items_of(const MbDocument *document)
{
    GString *out = g_string_new(NULL);
    for (MbBlock *block = document->body; block; block = mb_block_next(document->body, block))
        if (block->kind == MB_BLOCK_AGENDA_ITEM)
            g_string_append_printf(out, "%s%s %s", out->len ? "|" : "", block->first_child->label, block->first_child->text->str);
    return g_string_free(out, FALSE);
}

static void a_decision_in_a_point_is_found_and_no_word_moves(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document =
        TAGGED("# Minutes of the Parish Council", "a) Payments were listed.", "b) It was agreed to buy a bench at a cost of £450.",
               "c) It was unanimously agreed to support the Scouts.", "d) Nothing else was said.");
    expect_decisions(document, "to buy a bench at a cost of £450.|to support the Scouts.");
    expect_text(document, "b) It was agreed to buy a bench at a cost of £450.");
    assert_string_equal(document->body->last_child->first_child->label, "d)");
}

static void what_a_point_says_before_its_decision_stays_in_the_list(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Minutes of the Community Council", "- Bus shelter: It was agreed that the Clerk would write.",
                                            "- Flood defences: agreed to invite SEPA.");
    expect_decisions(document, "that the Clerk would write.|to invite SEPA.");
    expect_text(document, "Bus shelter: It was agreed that the Clerk would write. Flood defences: agreed to invite SEPA.");
}

static void a_resolution_inside_numbered_narrative_is_found(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Minutes of the Police and Crime Panel", "1) The Commissioner spoke.",
                                            "2) RESOLVED that the precept be approved (9 votes for, 2 against, 1 abstention).");
    expect_decisions(document, "2) RESOLVED that the precept be approved (9 votes for, 2 against, 1 abstention).");
    expect_spans(document, MB_SPAN_MEASURE, "");
}

static void proposed_seconded_and_agreed_is_a_decision(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document =
        TAGGED("# Minutes of the Partnership", "It was proposed by Councillor Gallen, seconded by Mr Trimble and agreed that the minutes be signed.");
    expect_decisions(document, "that the minutes be signed.");
    expect_spans(document, MB_SPAN_PERSON, "Councillor Gallen|Mr Trimble");
}

static void a_motion_that_was_carried_is_a_decision(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED(
        "# Minutes of the Council", "It was moved by Mr Crane and seconded by Mrs Dell that a letter be sent. On a vote the motion was carried.",
        "It was moved by Mr Crane and seconded by Mrs Dell that a reply be sent. On a vote the motion was lost.");
    expect_decisions(document, "that a letter be sent.");
}

static void what_stands_behind_a_decision_is_no_part_of_it(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document =
        TAGGED("# Minutes of the Town Council", "RESOLVED: (Unanimously) That the swings be repaired. (Proposed by Cllr Dyer and seconded by Cllr Frost)");
    expect_decisions(document, "That the swings be repaired.");
    expect_spans(document, MB_SPAN_VOTE, "Proposed by Cllr Dyer and seconded by Cllr Frost");
}

static void an_and_between_points_ends_no_decision(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Minutes of the Panel", "RESOLVED that", "(1) the policy be adopted;", "and", "(2) a report be brought.");
    expect_decisions(document, "(1) the policy be adopted;|(2) a report be brought.");
}

static void scottish_motions_and_exclusions_are_read(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document =
        TAGGED("# Minute of Meeting of the Police, Fire and Rescue Sub-Committee", "SEDERUNT", "Stuart Thomson (Convener)", "Morag Sim",
               "# 4. Stations", "Councillor Thomson, seconded by Councillor Sim, moved that the review be noted.",
               "There voted for the motion - 4, for the amendment - 3.",
               "The Sub-Committee resolved under Section 50A(4) of the Local Government (Scotland) Act 1973 to exclude the public.");
    expect_decisions(document, "under Section 50A(4) of the Local Government (Scotland) Act 1973 to exclude the public.");
    expect_spans(document, MB_SPAN_VOTE,
                 "Councillor Thomson, seconded by Councillor Sim, moved that the review be noted|There voted for the motion - 4, for the amendment - 3");
    assert_string_equal(mb_attrs_get(mb_document_entity(document, span_with(document, MB_SPAN_PERSON, "Morag Sim")->ref)->attrs, "attendance"),
                        "present");
}

static void welsh_minutes_are_read(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document =
        TAGGED("# Cofnodion cyfarfod Cyngor Cymuned Llanfaen", "PRESENNOL: Cynghorwyr Elwyn Hughes (Cadeirydd), Mair Davies a'r Cynghorydd Sir Alun Rees.",
               "PENDERFYNWYD:", "(a) gofyn i'r Clerc ysgrifennu at Gyngor Sir Ceredigion;", "(b) nodi'r adroddiad.");
    expect_decisions(document, "(a) gofyn i'r Clerc ysgrifennu at Gyngor Sir Ceredigion;|(b) nodi'r adroddiad.");
    expect_spans(document, MB_SPAN_PERSON, "Elwyn Hughes|Mair Davies|Cynghorydd Sir Alun Rees");
    expect_spans(document, MB_SPAN_ORGANIZATION, "Cyngor Cymuned Llanfaen|Gyngor Sir Ceredigion");
}

static void minute_numbers_of_all_forms_make_items(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Minutes of the Parish Council", "09/41 Apologies: Mr Wells", "AC18/22 Allotments", "The rent was raised.",
                                            "09/42 Police matters. Sgt Bell gave a report.");
    g_autofree char *items = items_of(document);
    assert_string_equal(items, "09/41 Apologies:|AC18/22 Allotments|09/42 Police matters.");
}

static void numbers_on_lines_of_their_own_make_items(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Council - Thursday, 17th July, 2014", "27.", "Apologies", "# Minutes:", "None.", "28.", "Fire Control",
                                            "# Minutes:", "It was noted.");
    g_autofree char *items = items_of(document);
    assert_string_equal(items, "27. Apologies|28. Fire Control");
}

static void people_with_names_of_places_and_movers_are_people(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document =
        TAGGED("# Minutes of the Cabinet", "An amendment was moved by Councillor Grove.", "Mr Hall and Mrs Fox spoke of Earl Street.",
               "Mover:- Councillor Read-Ellis Seconder:- Councillor Allott");
    expect_spans(document, MB_SPAN_PERSON, "Councillor Grove|Mr Hall|Mrs Fox|Councillor Read-Ellis|Councillor Allott");
    expect_spans(document, MB_SPAN_LOCATION, "Earl Street");
}

static void keyed_initials_act(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document =
        TAGGED("# Minutes of the Community Council", "Present: Tom Baird TB, Sue Craig SC", "# 1. Roof", "Notice board: TB to get prices.");
    expect_spans(document, MB_SPAN_ACTION, "TB to get prices");
}

static void shapes_of_organisations_are_known(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document =
        TAGGED("# Minutes of the Panel", "The Harbour Outreach team met Save Voices UK and the 'Clean and Green' Team.",
               "Help came from agencies such as RASP and the Safe Havens scheme, and from the Office of the Mercia Police and Crime Commissioner.");
    expect_spans(document, MB_SPAN_ORGANIZATION,
                 "Panel|Harbour Outreach team|Save Voices UK|'Clean and Green' Team|RASP|Safe Havens|Office of the Mercia Police and Crime Commissioner");
}

static void a_plural_ward_is_shared_by_its_names(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Minutes of the Panel", "Crime rose in Eastmoor and St Anne's wards. It fell in the Braes ward.");
    expect_spans(document, MB_SPAN_LOCATION, "Eastmoor|St Anne's|Braes ward");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_decision_in_a_point_is_found_and_no_word_moves),
        cmocka_unit_test(what_a_point_says_before_its_decision_stays_in_the_list),
        cmocka_unit_test(a_resolution_inside_numbered_narrative_is_found),
        cmocka_unit_test(proposed_seconded_and_agreed_is_a_decision),
        cmocka_unit_test(a_motion_that_was_carried_is_a_decision),
        cmocka_unit_test(what_stands_behind_a_decision_is_no_part_of_it),
        cmocka_unit_test(an_and_between_points_ends_no_decision),
        cmocka_unit_test(scottish_motions_and_exclusions_are_read),
        cmocka_unit_test(welsh_minutes_are_read),
        cmocka_unit_test(minute_numbers_of_all_forms_make_items),
        cmocka_unit_test(numbers_on_lines_of_their_own_make_items),
        cmocka_unit_test(people_with_names_of_places_and_movers_are_people),
        cmocka_unit_test(keyed_initials_act),
        cmocka_unit_test(shapes_of_organisations_are_known),
        cmocka_unit_test(a_plural_ward_is_shared_by_its_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
