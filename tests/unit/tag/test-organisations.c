#include "tagged.h"

static void bodies_and_organisations_are_told_apart(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("The Harbour Scrutiny Committee met the Northfold Police and Crime Board and Northfold Police.");
    expect_spans(document, MB_SPAN_ORGANIZATION, "Harbour Scrutiny Committee|Northfold Police and Crime Board|Northfold Police");
    const MbSpan *committee = span_with(document, MB_SPAN_ORGANIZATION, "Harbour Scrutiny Committee");
    assert_string_equal(mb_attrs_get(mb_document_entity(document, committee->ref)->attrs, "kind"), "committee");
    const MbSpan *force = span_with(document, MB_SPAN_ORGANIZATION, "Northfold Police");
    assert_string_equal(mb_attrs_get(mb_document_entity(document, force->ref)->attrs, "kind"), "force");
}

static void acronyms_and_short_forms_mean_the_full_name(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("The Police and Crime Board (PCB) met.", "The PCB agreed; the Board then rose.");
    const char *full = span_with(document, MB_SPAN_ORGANIZATION, "Police and Crime Board (PCB)")->ref;
    assert_string_equal(span_with(document, MB_SPAN_ORGANIZATION, "PCB")->ref, full);
    assert_string_equal(span_with(document, MB_SPAN_ORGANIZATION, "Board")->ref, full);
}

static void adjectives_are_no_organisations(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("All Police officers and Council tax payers came.");
    expect_spans(document, MB_SPAN_ORGANIZATION, "");
}

static void roles_keep_their_field(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("The Cabinet Member for Housing, Planning and Transport, the Head of Street Services and Chief Inspector Pat Lunn "
                                            "met the Deputy Chief Executive (Place) and the Committee Services Officer.");
    expect_spans(document, MB_SPAN_ROLE,
                 "Cabinet Member for Housing, Planning and Transport|Head of Street Services|Deputy Chief Executive (Place)|Committee Services Officer");
    expect_spans(document, MB_SPAN_PERSON, "Chief Inspector Pat Lunn");
}

static void a_body_inside_a_role_is_named_too(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("She is Chair of the Harbour Scrutiny Committee.");
    expect_spans(document, MB_SPAN_ROLE, "Chair of the Harbour Scrutiny Committee");
    expect_spans(document, MB_SPAN_ORGANIZATION, "Harbour Scrutiny Committee");
}

static void places_are_known_suffixed_or_situated(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("Lights in Kelderwick and on Little Quay Street failed; Leeds was dark.", "Kelderwick was relit.");
    expect_spans(document, MB_SPAN_LOCATION, "Kelderwick|Little Quay Street|Leeds|Kelderwick");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bodies_and_organisations_are_told_apart), cmocka_unit_test(acronyms_and_short_forms_mean_the_full_name),
        cmocka_unit_test(adjectives_are_no_organisations),         cmocka_unit_test(roles_keep_their_field),
        cmocka_unit_test(a_body_inside_a_role_is_named_too),       cmocka_unit_test(places_are_known_suffixed_or_situated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
