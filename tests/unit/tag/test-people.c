#include "tagged.h"

static void a_shared_title_goes_to_each_name_alone(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("Membership: Councillors B Ashe, A Wray, T Dunn (Chair), K Moss (Deputy Chair) and L Vale");
    expect_spans(document, MB_SPAN_PERSON, "B Ashe|A Wray|T Dunn|K Moss|L Vale");
    expect_spans(document, MB_SPAN_ROLE, "Chair|Deputy Chair");
    expect_attr(document, MB_SPAN_PERSON, "A Wray", "inherited", "true");
    const MbEntity *wray = mb_document_entity(document, span_with(document, MB_SPAN_PERSON, "A Wray")->ref);
    assert_string_equal(mb_attrs_get(wray->attrs, "honorific"), "Councillor");
    assert_string_equal(mb_attrs_get(wray->attrs, "attendance"), "present");
}

static void a_name_has_its_title_rank_and_letters_with_it(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("Councillor Mrs D Holt-Allen MBE welcomed T/ACC Neil Garvie, Det Supt Sara Quill and PC 2210 Helen Hart.",
                                            "Mr. J. T. Orme JP CC thanked Ch Supt O’Dowd.");
    expect_spans(document, MB_SPAN_PERSON,
                 "Councillor Mrs D Holt-Allen MBE|T/ACC Neil Garvie|Det Supt Sara Quill|PC 2210 Helen Hart|Mr. J. T. Orme JP CC|Ch Supt O’Dowd");
}

static void mentions_that_agree_are_one_person(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("Chief Superintendent Mike O’Dowd spoke.", "Commander O'Dowd and Mr M O'Dowd agreed.",
                                            "Councillors P Aziz and N Aziz asked.", "Councillor Aziz left.");
    const char *first = span_with(document, MB_SPAN_PERSON, "Chief Superintendent Mike O’Dowd")->ref;
    assert_string_equal(span_with(document, MB_SPAN_PERSON, "Commander O'Dowd")->ref, first);
    assert_string_equal(span_with(document, MB_SPAN_PERSON, "Mr M O'Dowd")->ref, first);
    const char *p = span_with(document, MB_SPAN_PERSON, "P Aziz")->ref, *n = span_with(document, MB_SPAN_PERSON, "N Aziz")->ref;
    const char *which = span_with(document, MB_SPAN_PERSON, "Councillor Aziz")->ref;
    assert_string_not_equal(p, n);
    assert_string_not_equal(which, p); /* ambiguity is kept */
    assert_string_not_equal(which, n);
}

static void a_second_initial_tells_two_people_apart(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("Councillor AS Kerr spoke.", "Councillor A S Kerr agreed.", "Councillor A Kerr left.");
    const char *both = span_with(document, MB_SPAN_PERSON, "Councillor AS Kerr")->ref;
    assert_string_equal(span_with(document, MB_SPAN_PERSON, "Councillor A S Kerr")->ref, both);
    assert_string_not_equal(span_with(document, MB_SPAN_PERSON, "Councillor A Kerr")->ref, both);
}

static void a_name_without_title_wants_a_reason(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("Please contact Wendy Brack for papers.", "Ilmar Toon stated that Strategic Direction was good.",
                                            "Local Policing was discussed.");
    expect_spans(document, MB_SPAN_PERSON, "Wendy Brack|Ilmar Toon");
}

static void initials_that_a_list_keys_mean_the_person(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Minutes of the Council", "PRESENT Kenny Lamb KL Graham Dorn John Salter JS", "Apologies: Helen Post (HP)",
                                            "The meeting was chaired by KL.", "JS and HP spoke.");
    expect_spans(document, MB_SPAN_PERSON, "Kenny Lamb|KL|Graham Dorn|John Salter|JS|Helen Post|HP|KL|JS|HP");
    assert_string_equal(span_with(document, MB_SPAN_PERSON, "JS")->ref, span_with(document, MB_SPAN_PERSON, "John Salter")->ref);
    assert_string_equal(span_with(document, MB_SPAN_PERSON, "HP")->ref, span_with(document, MB_SPAN_PERSON, "Helen Post")->ref);
}

static void surnames_of_a_recorded_vote_are_people(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Minutes of the Council", "Present: Councillors Orton, M Birch, S Birch and Vane", "FOR (2): Orton, Vane",
                                            "AGAINST (2): M Birch, S Birch");
    expect_spans(document, MB_SPAN_PERSON, "Orton|M Birch|S Birch|Vane|Orton|Vane|M Birch|S Birch");
    expect_spans(document, MB_SPAN_VOTE, "FOR (2): Orton, Vane|AGAINST (2): M Birch, S Birch");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_shared_title_goes_to_each_name_alone), cmocka_unit_test(a_name_has_its_title_rank_and_letters_with_it),
        cmocka_unit_test(mentions_that_agree_are_one_person),     cmocka_unit_test(a_second_initial_tells_two_people_apart),
        cmocka_unit_test(a_name_without_title_wants_a_reason),    cmocka_unit_test(surnames_of_a_recorded_vote_are_people),
        cmocka_unit_test(initials_that_a_list_keys_mean_the_person),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
