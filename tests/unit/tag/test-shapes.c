#include "tagged.h"

/* One line of minutes and the names of a kind in it, joined by '|'. */
typedef struct {
    const char *line, *names;
} Case;

static void expect_all(MbSpanKind kind, const Case *cases, guint count)
{
    for (guint i = 0; i < count; i++) {
        g_autoptr(MbDocument) document = TAGGED("# Minutes of the Panel", cases[i].line);
        g_autofree char *got = spans_of(document, kind);
        const char *names = g_str_has_prefix(got, "Panel") ? got + strlen("Panel") : got;
        assert_string_equal(*names == '|' ? names + 1 : names, cases[i].names);
    }
}

static void the_head_may_stand_in_front(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"A grant to the University of Eastlea and the Friends of Harbour Library was paid.", "University of Eastlea|Friends of Harbour Library"},
        {"Papers of the London Borough of Northbourne came.", "London Borough of Northbourne"},
        {"The Royal Borough of Eastlea and Westlea wrote.", "Royal Borough of Eastlea and Westlea"},
        {"The Department for Ports and Harbours answered.", "Department for Ports and Harbours"},
        {"Diolchwyd i Heddlu Gwent ac Ysgol y Bryn.", "Heddlu Gwent|Ysgol y Bryn"},
    };
    expect_all(MB_SPAN_ORGANIZATION, cases, G_N_ELEMENTS(cases));
}

static void firms_of_families_are_organisations(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"The quotation of J. Quarles & Sons was read.", "J. Quarles & Sons"},
        {"The quotation of Quarles Bros was read.", "Quarles Bros"},
    };
    expect_all(MB_SPAN_ORGANIZATION, cases, G_N_ELEMENTS(cases));
}

static void an_office_inside_a_known_name_is_part_of_it(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Minutes", "The Mayor's Office for Policing and Crime wrote.");
    expect_spans(document, MB_SPAN_ORGANIZATION, "Mayor's Office for Policing and Crime");
    expect_spans(document, MB_SPAN_ROLE, "");
}

static void a_plan_of_a_service_is_a_paper(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Minutes", "He presented the Ferry Service Improvement Plan.");
    expect_spans(document, MB_SPAN_ORGANIZATION, "");
    expect_spans(document, MB_SPAN_REFERENCE, "Ferry Service Improvement Plan");
}

static void buildings_keep_their_street_and_town(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"Held at 7pm on Monday 4 May 2020 in the Old Hall, Quay Street, Kelderwick.", "Old Hall, Quay Street, Kelderwick"},
        {"Thursday, 6 February 2020, Shire Hall, Ashby Road, Kelderwick", "Shire Hall, Ashby Road, Kelderwick"},
        {"Cynhaliwyd yn Neuadd y Bryn, Llanwen nos Lun.", "Neuadd y Bryn, Llanwen"},
    };
    expect_all(MB_SPAN_LOCATION, cases, G_N_ELEMENTS(cases));
}

static void places_are_told_by_their_shape(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"Figures for Inverquay and Little Kelderham were given.", "Inverquay|Little Kelderham"},
        {"A path by Nant y Bryn flooded.", "Nant y Bryn"},
        {"15/00902/LBC - Manor Farm - new windows.", "Manor Farm"},
        {"He asked for Clarity from Tideline.", ""},
    };
    expect_all(MB_SPAN_LOCATION, cases, G_N_ELEMENTS(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_head_may_stand_in_front),     cmocka_unit_test(firms_of_families_are_organisations),
        cmocka_unit_test(a_plan_of_a_service_is_a_paper),  cmocka_unit_test(an_office_inside_a_known_name_is_part_of_it),
        cmocka_unit_test(places_are_told_by_their_shape),  cmocka_unit_test(buildings_keep_their_street_and_town),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
