/* What the contract asks of archive XML beyond its schemas. */
#include "xml/contract.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define HEAD                                                                                                                     \
    "<akomaNtoso xmlns='http://docs.oasis-open.org/legaldocml/ns/akn/3.0' xmlns:mb='urn:minutebook:archive:1'><doc name='report'>" \
    "<meta><identification><FRBRWork><FRBRthis value='/akn/gb/doc/report/a.b/2019-10-23/unknown/!main'/></FRBRWork>"               \
    "<FRBRManifestation><preservation><mb:source name='a.pdf' sha256='00' pages='2'/></preservation></FRBRManifestation>"          \
    "</identification><proprietary><mb:pages><mb:page number='1' words='3'/><mb:page number='2' words='1' alto='alto/page-0002.xml'/>" \
    "</mb:pages><mb:issues><mb:issue tag='x'/></mb:issues></proprietary></meta><mainBody>"
#define TAIL "</mainBody></doc></akomaNtoso>"
#define BODY "<p mb:page='1' mb:bbox='0 0 10 10'>one</p><p mb:page='2' mb:origin='ocr' mb:conf='0.5'>two</p>"

static MbContract contract;
static GPtrArray *problems;

static int begin(void **state)
{
    (void)state;
    problems = g_ptr_array_new_with_free_func(g_free);
    return 0;
}

static int end(void **state)
{
    (void)state;
    g_ptr_array_unref(problems);
    mb_contract_clear(&contract);
    return 0;
}

static void check(const char *text)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    mb_contract_clear(&contract);
    g_ptr_array_set_size(problems, 0);
    bool is_kept = mb_contract_check(bytes, &contract, problems);
    assert_int_equal(is_kept, problems->len == 0);
}

static void assert_problem(const char *text, const char *what)
{
    check(text);
    if (problems->len != 1 || !strstr(problems->pdata[0], what))
        fail_msg("%u problems, not one of '%s': %s", problems->len, what, problems->len ? (char *)problems->pdata[0] : "");
}

static void what_keeps_the_contract_passes_and_is_counted(void **state)
{
    (void)state;
    check(HEAD BODY "<hcontainer name='agendaItem' mb:page='2'><num>1</num></hcontainer>"
                    "<table mb:page='2' mb:number='1' mb:csv='tables/table-01.csv'><tr><td rowspan='2'/><td/></tr><tr><td/></tr></table>" TAIL);
    assert_int_equal(problems->len, 0);
    assert_int_equal(contract.pages, 2);
    assert_int_equal(contract.tables, 1);
    assert_int_equal(contract.agenda_items, 1);
    assert_int_equal(contract.issues, 1);
    assert_string_equal(contract.sha256, "00");
    assert_int_equal(contract.files->len, 2);
    assert_string_equal(contract.files->pdata[0], "alto/page-0002.xml");
}

static void places_are_pages_and_boxes(void **state)
{
    (void)state;
    assert_problem(HEAD BODY "<p mb:page='3'>three</p>" TAIL, "no such page");
    assert_problem(HEAD BODY "<p mb:page='1' mb:bbox='10 0 5 9'>x</p>" TAIL, "no box");
    assert_problem(HEAD BODY "<p mb:page='1' mb:bbox='0 0 nan 9'>x</p>" TAIL, "no box");
    assert_problem(HEAD BODY "<p>nowhere</p>" TAIL, "text without a page");
    assert_problem(HEAD BODY "<block name='pageBreak' mb:page='2'><eop number='7'/></block>" TAIL, "no such page begins");
}

static void certainty_is_told_where_pixels_were_read(void **state)
{
    (void)state;
    assert_problem(HEAD BODY "<p mb:page='1' mb:origin='ocr'>x</p>" TAIL, "not how surely");
    assert_problem(HEAD BODY "<p mb:page='1' mb:origin='guess'>x</p>" TAIL, "no such origin");
    assert_problem(HEAD BODY "<p mb:page='1' mb:origin='ocr' mb:conf='1.5'>x</p>" TAIL, "no confidence");
}

static void spans_fit_their_table(void **state)
{
    (void)state;
    assert_problem(HEAD BODY "<table mb:page='1'><tr><td rowspan='2'/></tr></table>" TAIL, "reaches below");
    assert_problem(HEAD BODY "<table mb:page='1'><tr><td/><td rowspan='2'/></tr><tr><td colspan='2'/></tr></table>" TAIL, "over each other");
    assert_problem(HEAD BODY "<table mb:page='1'><tr><td colspan='0'/></tr></table>" TAIL, "no span");
}

static void every_page_with_words_is_met(void **state)
{
    (void)state;
    assert_problem(HEAD "<p mb:page='1'>one</p>" TAIL, "page with words is not in the text: '2'");
    check(HEAD "<p mb:page='1'>one<eop number='2'/>two</p>" TAIL);
    assert_int_equal(problems->len, 0);
}

static void addresses_follow_the_naming_convention(void **state)
{
    (void)state;
    assert_problem("<akomaNtoso xmlns='http://docs.oasis-open.org/legaldocml/ns/akn/3.0'><doc><meta><FRBRuri value='/akn/gb//doc'/></meta>"
                   "<mainBody/></doc></akomaNtoso>", "naming convention");
}

static void what_is_not_xml_is_a_problem(void **state)
{
    (void)state;
    assert_problem("<akomaNtoso><doc>", "not well formed");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_keeps_the_contract_passes_and_is_counted, begin, end),
        cmocka_unit_test_setup_teardown(places_are_pages_and_boxes, begin, end),
        cmocka_unit_test_setup_teardown(certainty_is_told_where_pixels_were_read, begin, end),
        cmocka_unit_test_setup_teardown(spans_fit_their_table, begin, end),
        cmocka_unit_test_setup_teardown(every_page_with_words_is_met, begin, end),
        cmocka_unit_test_setup_teardown(addresses_follow_the_naming_convention, begin, end),
        cmocka_unit_test_setup_teardown(what_is_not_xml_is_a_problem, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
