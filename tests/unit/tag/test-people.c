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

static void a_shared_surname_is_given_to_both_initials(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("Present: Cllrs A & B Evans, Smith and J Bishop", "Councillors B Evans and A Evans spoke.");
    expect_spans(document, MB_SPAN_PERSON, "A|B Evans|Smith|J Bishop|B Evans|A Evans");
    assert_string_equal(span_with(document, MB_SPAN_PERSON, "A")->ref, span_with(document, MB_SPAN_PERSON, "A Evans")->ref);
    assert_string_not_equal(span_with(document, MB_SPAN_PERSON, "A")->ref, span_with(document, MB_SPAN_PERSON, "B Evans")->ref);
}

static void names_of_many_tongues_are_read_whole(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("Present: Councillor Rhys ap Tudur, Councillor Cathal Mac Giolla Easpaig, Cllr Anneke van der Horst, "
                                            "Cllr Luc d'Arblay, Cllr Nesta Wyn Prosser, Cllr Kofi Asante-Mensah",
                                            "Cllr ap Tudur thanked Cllr Mac Giolla Easpaig and Cllr d’Arblay.");
    expect_spans(document, MB_SPAN_PERSON,
                 "Councillor Rhys ap Tudur|Councillor Cathal Mac Giolla Easpaig|Cllr Anneke van der Horst|Cllr Luc d'Arblay|"
                 "Cllr Nesta Wyn Prosser|Cllr Kofi Asante-Mensah|Cllr ap Tudur|Cllr Mac Giolla Easpaig|Cllr d’Arblay");
    assert_string_equal(span_with(document, MB_SPAN_PERSON, "Cllr d’Arblay")->ref, span_with(document, MB_SPAN_PERSON, "Cllr Luc d'Arblay")->ref);
}

static void surnames_that_are_words_are_names_after_a_title(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("Councillor Church asked about Chambers Way.", "Cllr Bishop and Mr Judge left.",
                                            "Sir Robert Peel School and the Lord Nelson public house are near Dr Gray's Hospital.");
    expect_spans(document, MB_SPAN_PERSON, "Councillor Church|Cllr Bishop|Mr Judge");
}

static void full_names_of_a_list_are_known_without_title(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("Attendance", "Cllr Tuiloma Faavae", "Oskari Vanhanen Town Clerk", "# 1. Trees",
                                            "The lead is with Tuiloma Faavae; Oskari Vanhanen agreed.");
    expect_spans(document, MB_SPAN_PERSON, "Cllr Tuiloma Faavae|Oskari Vanhanen|Tuiloma Faavae|Oskari Vanhanen");
}

static void words_of_business_are_nobody(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("Apologies: Land Planning and Technology Administrator-Deputy", "Grant Settlements were noted.",
                                            "The hub in Lawrence Moreton opens. Lawrence Moreton residents were glad.",
                                            "The Glen Affray Community Trust met at Heol Dewi Sant.");
    expect_spans(document, MB_SPAN_PERSON, "");
}

static void the_office_in_a_title_tells_namesakes_apart(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("Present: Provost Hugh MacRae and Councillor Sheena MacRae", "Provost MacRae opened the meeting.",
                                            "Councillor MacRae spoke.");
    assert_string_equal(span_with(document, MB_SPAN_PERSON, "Provost MacRae")->ref,
                        span_with(document, MB_SPAN_PERSON, "Provost Hugh MacRae")->ref);
    assert_string_not_equal(span_with(document, MB_SPAN_PERSON, "Councillor MacRae")->ref,
                            span_with(document, MB_SPAN_PERSON, "Councillor Sheena MacRae")->ref);
}

static void who_was_there_is_meant_where_a_namesake_sent_apologies(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("Present: Councillors D Wynne and F Orr", "Apologies: Councillor A Wynne", "# 1. Roads",
                                            "Councillor Wynne asked about gritting.", "A letter from Councillor Wynne was read.");
    const MbSpan *asked = span_with(document, MB_SPAN_PERSON, "Councillor Wynne");
    assert_string_equal(asked->ref, span_with(document, MB_SPAN_PERSON, "D Wynne")->ref);
    assert_non_null(mb_document_entity(document, "p-wynne")); /* of the letter */
}

static void a_shorter_form_is_the_one_whom_the_lists_name(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("Present: Councillors A S Mirza, B Cole and W J Pugh", "# 1. Roads", "Councillor A Mirza asked.");
    assert_string_equal(span_with(document, MB_SPAN_PERSON, "Councillor A Mirza")->ref, span_with(document, MB_SPAN_PERSON, "A S Mirza")->ref);
    g_autoptr(MbDocument) two = TAGGED("Present: Councillors A S Mirza and A Mirza", "# 1. Roads", "Councillor A Mirza asked.");
    assert_string_not_equal(span_with(two, MB_SPAN_PERSON, "A Mirza")->ref, span_with(two, MB_SPAN_PERSON, "A S Mirza")->ref);
}

static void owners_of_actions_are_known_by_their_initials(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Notes of the Forum", "Present: Mick O'Hara (MO'H), Jaz Sandher (JS), Julie Stone (JSt), Dora Quill",
                                            "# 1. Litter", "MO’H spoke. Action: DQ", "ACTION: JSt/JS", "Julie offered to help.");
    expect_spans(document, MB_SPAN_PERSON, "Mick O'Hara|MO'H|Jaz Sandher|JS|Julie Stone|JSt|Dora Quill|MO’H|DQ|JSt|JS|Julie");
    assert_string_equal(span_with(document, MB_SPAN_PERSON, "MO’H")->ref, span_with(document, MB_SPAN_PERSON, "Mick O'Hara")->ref);
    assert_string_equal(span_with(document, MB_SPAN_PERSON, "DQ")->ref, span_with(document, MB_SPAN_PERSON, "Dora Quill")->ref);
    assert_string_equal(span_with(document, MB_SPAN_PERSON, "Julie")->ref, span_with(document, MB_SPAN_PERSON, "Julie Stone")->ref);
}

static void labels_in_two_languages_open_a_list(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("PRESENNOL / PRESENT: Cyng. Ifan Rees (Cadeirydd), Cllr Mari Elin Puw", "YMDDIHEURIADAU / APOLOGIES: Cyng. Llio Jones");
    const MbEntity *llio = mb_document_entity(document, span_with(document, MB_SPAN_PERSON, "Cyng. Llio Jones")->ref);
    assert_string_equal(mb_attrs_get(llio->attrs, "attendance"), "apologies");
    span_with(document, MB_SPAN_PERSON, "Cllr Mari Elin Puw");
}

static void the_chair_is_known_by_office_or_by_what_is_said(void **state)
{
    (void)state;
    g_autoptr(MbDocument) office = TAGGED("# Minutes of the Council", "Chair: Councillor S Orme", "Members present: Councillors T Pell and R Quick");
    assert_string_equal(mb_attrs_get(office->facts, "chair"), "Councillor S Orme");
    g_autoptr(MbDocument) said = TAGGED("# Minutes of the Council", "Present: Councillor T Pell in the Chair", "Councillors R Quick and S Orme (Chair)");
    assert_string_equal(mb_attrs_get(said->facts, "chair"), "Councillor T Pell");
    g_autoptr(MbDocument) stand_in = TAGGED("# Minutes of the Council", "Present: Cllr Tansy Goode (Vice-chair, presiding), Cllr Una Vane");
    assert_string_equal(mb_attrs_get(stand_in->facts, "chair"), "Cllr Tansy Goode");
}

static void who_stands_in_for_whom_is_read_in_many_forms(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document =
        TAGGED("# Minutes of the Council", "Present: Councillors A Bell, C Dove (substituting for Councillor E Finch)",
               "Substitutes: Councillor T Banks (for Councillor G Green)", "# 1. Apologies",
               "Councillor Amin substituted for Councillor Ali, and Mr Wall for whom Mrs Ford attended as a substitute was ill.");
    static const char *const pairs[][2] = {{"p-c-dove", "p-e-finch"}, {"p-t-banks", "p-g-green"}, {"p-amin", "p-ali"}, {"p-ford", "p-wall"}};
    for (guint i = 0; i < G_N_ELEMENTS(pairs); i++) {
        const MbEntity *there = mb_document_entity(document, pairs[i][0]), *away = mb_document_entity(document, pairs[i][1]);
        assert_string_equal(mb_attrs_get(there->attrs, "attendance"), "substitute");
        assert_string_equal(mb_attrs_get(there->attrs, "substitutes"), pairs[i][1]);
        assert_string_equal(mb_attrs_get(away->attrs, "attendance"), "apologies");
    }
}

static void a_table_of_members_says_who_came(void **state)
{
    (void)state;
    MbDocument *document = mb_document_new("test.txt");
    mb_document_take_page(document, mb_page_new(1, 595, 842));
    static const char *const cells[][3] = {
        {"Member", "Role", "Attendance"}, {"Oskari Vanhanen", "Chair", "Present"}, {"Tuiloma Faavae", "Member", "Apologies"}};
    MbBlock *table = mb_block_new(MB_BLOCK_TABLE);
    table->page = 1;
    for (guint i = 0; i < G_N_ELEMENTS(cells); i++) {
        MbBlock *row = mb_block_new(MB_BLOCK_ROW);
        for (guint k = 0; k < 3; k++) {
            MbBlock *cell = mb_block_new(MB_BLOCK_CELL);
            mb_block_append(cell, leaf_of(MB_BLOCK_PARAGRAPH, cells[i][k], 1));
            mb_block_append(row, cell);
        }
        mb_block_append(table, row);
    }
    mb_block_append(document->body, table);
    MbOptions options = mb_options_init();
    assert_true(mb_stage_run(&mb_stage_tag, document, &options, NULL));
    assert_string_equal(mb_attrs_get(mb_document_entity(document, "p-oskari-vanhanen")->attrs, "attendance"), "present");
    assert_string_equal(mb_attrs_get(mb_document_entity(document, "p-tuiloma-faavae")->attrs, "attendance"), "apologies");
    assert_string_equal(mb_attrs_get(document->facts, "chair"), "Oskari Vanhanen");
    mb_document_free(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_shared_title_goes_to_each_name_alone), cmocka_unit_test(a_name_has_its_title_rank_and_letters_with_it),
        cmocka_unit_test(mentions_that_agree_are_one_person),     cmocka_unit_test(a_second_initial_tells_two_people_apart),
        cmocka_unit_test(a_name_without_title_wants_a_reason),    cmocka_unit_test(surnames_of_a_recorded_vote_are_people),
        cmocka_unit_test(initials_that_a_list_keys_mean_the_person),
        cmocka_unit_test(a_shared_surname_is_given_to_both_initials),
        cmocka_unit_test(names_of_many_tongues_are_read_whole),
        cmocka_unit_test(surnames_that_are_words_are_names_after_a_title),
        cmocka_unit_test(full_names_of_a_list_are_known_without_title),
        cmocka_unit_test(words_of_business_are_nobody),
        cmocka_unit_test(the_office_in_a_title_tells_namesakes_apart),
        cmocka_unit_test(who_was_there_is_meant_where_a_namesake_sent_apologies),
        cmocka_unit_test(a_shorter_form_is_the_one_whom_the_lists_name),
        cmocka_unit_test(owners_of_actions_are_known_by_their_initials),
        cmocka_unit_test(labels_in_two_languages_open_a_list),
        cmocka_unit_test(the_chair_is_known_by_office_or_by_what_is_said),
        cmocka_unit_test(who_stands_in_for_whom_is_read_in_many_forms),
        cmocka_unit_test(a_table_of_members_says_who_came),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
