#include "tagged.h"

static MbBlock *nth_item(const MbDocument *document, guint n)
{
    for (MbBlock *block = document->body; block; block = mb_block_next(document->body, block))
        if (block->kind == MB_BLOCK_AGENDA_ITEM && n-- == 0)
            return block;
    return NULL;
}

static void an_agenda_has_items_with_number_title_and_pages(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Agenda", "1) Apologies", "2) Street lighting (Pages 3 - 14)", "# Part 2 - Private items", "3. Land (Page 15)");
    assert_string_equal(mb_attrs_get(document->facts, "kind"), "agenda");
    const MbBlock *item = nth_item(document, 1);
    assert_string_equal(item->first_child->label, "2)");
    assert_string_equal(item->first_child->text->str, "Street lighting");
    assert_string_equal(item->first_child->next->text->str, "(Pages 3 - 14)");
    assert_string_equal(mb_attrs_get(item->attrs, "firstPage"), "3");
    assert_string_equal(mb_attrs_get(item->attrs, "lastPage"), "14");
    item = nth_item(document, 2);
    assert_string_equal(item->first_child->label, "3.");
    assert_string_equal(mb_attrs_get(item->attrs, "lastPage"), "15");
    assert_null(nth_item(document, 3));
}

static void parts_of_items_are_items_and_times_are_not(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Agenda", "1. Apologies", "10.15", "2. Reports", "2.1 Roads and bridges", "2.2 Parks", "Item 3: Any other business");
    assert_string_equal(nth_item(document, 1)->first_child->label, "2.");
    assert_string_equal(nth_item(document, 2)->first_child->label, "2.1");
    assert_string_equal(nth_item(document, 3)->first_child->text->str, "Parks");
    assert_string_equal(nth_item(document, 4)->first_child->text->str, "Any other business");
    assert_null(nth_item(document, 5));
}

static void an_agenda_may_count_in_letters(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Agenda", "A) Apologies for absence", "B) Declarations of interest", "C) Budget for the year");
    assert_string_equal(nth_item(document, 0)->first_child->label, "A)");
    assert_string_equal(nth_item(document, 2)->first_child->text->str, "Budget for the year");
}

static void letters_with_numbers_count_items(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Agenda", "# Part A", "# A1 Apologies for absence", "# A2 Minutes", "# Part B", "# B1 Fraud update");
    assert_string_equal(nth_item(document, 1)->first_child->label, "A2");
    assert_string_equal(nth_item(document, 2)->first_child->text->str, "Fraud update");
}

static void an_agenda_may_list_who_was_there(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Agenda for a meeting of the Corporate Committee", "1) Sederunt", "2) Procurement");
    assert_string_equal(mb_attrs_get(document->facts, "kind"), "agenda");
    assert_string_equal(nth_item(document, 1)->first_child->text->str, "Procurement");
}

static void the_next_minute_may_stand_at_the_end_of_a_line(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Minutes of the Parish Council", "23/09 Public session", "A resident spoke. 23/10 Finance", "It was long. 23/12 was the code.");
    assert_string_equal(nth_item(document, 1)->first_child->label, "23/10");
    assert_string_equal(nth_item(document, 1)->first_child->text->str, "Finance");
    assert_null(nth_item(document, 2));
}

static void a_number_in_the_letterhead_does_not_stop_the_items(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Township of Kell", "# 45 Mill Road Kell", "# Agenda", "1) Disclosure of interest", "2) Accounts to pay");
    const MbBlock *last = NULL;
    for (MbBlock *block = document->body; block; block = mb_block_next(document->body, block))
        last = block->kind == MB_BLOCK_AGENDA_ITEM ? block : last;
    assert_string_equal(last->first_child->text->str, "Accounts to pay");
}

static void letters_with_a_point_number_minutes(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Minutes of the Council", "C.44 MINUTES", "They were read.", "C.45 TAX BASE", "It was long.");
    assert_string_equal(nth_item(document, 0)->first_child->label, "C.44");
    assert_string_equal(nth_item(document, 1)->first_child->text->str, "TAX BASE");
}

static void a_mark_before_a_minute_number_is_no_bullet(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Minutes of the Committee", "- PR/7. Minutes", "RESOLVED that the minutes be signed.", "- PR/8. Pay", "It was long.");
    assert_string_equal(nth_item(document, 0)->first_child->label, "PR/7.");
    assert_string_equal(nth_item(document, 1)->first_child->text->str, "Pay");
}

static void a_letter_names_its_item(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Public Document Pack", "Dear Member,", "# Agenda Item 4. Local policing (Pages 3 - 44)", "Presentation.");
    const MbBlock *item = nth_item(document, 0);
    assert_non_null(item);
    assert_string_equal(item->first_child->label, "Agenda Item 4.");
    assert_string_equal(item->first_child->text->str, "Local policing");
    assert_string_equal(item->last_child->text->str, "Presentation.");
}

static void minutes_that_stand_alone_have_numbered_items(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("Minutes of the Ordinary Meeting of Eastlea Town Council", "66. ANNOUNCEMENTS", "The Mayor spoke.", "67. QUESTIONS",
                                            "1. One narrative sentence with a number, which is no title of any item at all.");
    assert_string_equal(mb_attrs_get(document->facts, "kind"), "minutes");
    assert_string_equal(nth_item(document, 0)->first_child->text->str, "ANNOUNCEMENTS");
    assert_string_equal(nth_item(document, 1)->first_child->label, "67.");
    assert_null(nth_item(document, 2));
}

static void a_pack_is_cut_into_its_parts(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Public Document Pack", "Dear Member,", "\f", "# Agenda", "1) Apologies", "2) Roads (Pages 3 - 4)", "\f",
                                            "# Report of the Director of Roads", "Holes.", "\f", "# Appendix A", "More holes.", "\f",
                                            "# Minutes of the Roads Panel", "27. Holes");
    assert_string_equal(mb_attrs_get(document->facts, "kind"), "pack");
    const char *const want[] = {"letter", "agenda", "report", "appendix", "minutes"};
    guint parts = 0;
    for (MbBlock *part = document->body->first_child; part; part = part->next) {
        assert_int_equal(part->kind, MB_BLOCK_PART);
        assert_string_equal(mb_attrs_get(part->attrs, "kind"), want[parts++]);
    }
    assert_int_equal(parts, 5);
}

static void the_next_minute_is_no_point_of_the_decision_before_it(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Minutes of the Panel", "# 3. ROADS", "RESOLVED to:", "1) approve the plan;", "2) pay for it; and", "3) note the costs.",
                                            "4) Sale of the depot", "The depot was old.");
    const MbBlock *second = document->body->last_child;
    assert_int_equal(second->kind, MB_BLOCK_AGENDA_ITEM);
    assert_string_equal(second->first_child->label, "4)");
    assert_string_equal(second->first_child->text->str, "Sale of the depot");
    g_autoptr(MbDocument) points = TAGGED("# Minutes of the Panel", "# 3. ROADS", "RESOLVED to:", "1) approve the plan;", "2) pay for it;", "3) note the costs;",
                                          "4) thank the Clerk");
    assert_int_equal(points->body->last_child->last_child->last_child->kind, MB_BLOCK_LIST);
}

static void an_agenda_with_minutes_among_its_items_is_an_agenda(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Eastlea County Council", "# AGENDA", "1) Apologies", "2) Minutes of the meeting held on 4 May 2017", "To sign them.");
    assert_string_equal(mb_attrs_get(document->facts, "kind"), "agenda");
    assert_int_equal(document->body->last_child->kind, MB_BLOCK_AGENDA_ITEM);
}

static void titles_that_look_like_points_are_minutes(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Minutes of the Panel", "1) APOLOGIES", "Mr Lane sent his.", "2) MINUTES", "ORDERED - that they be signed.");
    guint items = 0;
    for (const MbBlock *block = document->body->first_child; block; block = block->next)
        items += block->kind == MB_BLOCK_AGENDA_ITEM;
    assert_int_equal(items, 2);
}

static void the_meeting_is_known_or_unset(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Eastlea District Council", "Minutes of the Harbour Scrutiny Committee held in the Town Hall, Eastlea on Tuesday 3 May 2016 at 6.30pm");
    assert_string_equal(mb_attrs_get(document->facts, "council"), "Eastlea District Council");
    assert_string_equal(mb_attrs_get(document->facts, "body"), "Harbour Scrutiny Committee");
    assert_string_equal(mb_attrs_get(document->facts, "date"), "2016-05-03");
    assert_string_equal(mb_attrs_get(document->facts, "time"), "18:30:00");
    assert_string_equal(mb_attrs_get(document->facts, "venue"), "Town Hall, Eastlea");
    assert_string_equal(mb_attrs_get(document->facts, "language"), "en");
    g_autoptr(MbDocument) bare = TAGGED("Nothing to see.");
    assert_null(mb_attrs_get(bare->facts, "date"));
    assert_null(mb_attrs_get(bare->facts, "kind"));
}

static void welsh_says_so(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("Mae aelodau y pwyllgor wedi nodi yr adroddiad hwn gan y cyngor.");
    assert_string_equal(mb_attrs_get(document->facts, "language"), "cy");
    assert_string_equal(mb_attrs_get(document->body->first_child->attrs, "lang"), "cy");
}

static void each_language_of_bilingual_minutes_is_told(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("Derbyniwyd ymddiheuriadau.", "Apologies were received.", "Cytunodd y Pwyllgor i argymell grant.",
                                            "I am on the bus at 10 am, as far as a sir may be.");
    const MbBlock *leaf = document->body->first_child;
    static const char *const want[] = {"cy", NULL, "cy", NULL};
    guint at = 0;
    for (MbBlock *block = (MbBlock *)leaf; block && at < G_N_ELEMENTS(want); block = mb_block_next(document->body, block))
        if (block->text)
            assert_true(!g_strcmp0(mb_attrs_get(block->attrs, "lang"), want[at++]));
    assert_int_equal(at, G_N_ELEMENTS(want));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_agenda_has_items_with_number_title_and_pages), cmocka_unit_test(parts_of_items_are_items_and_times_are_not), cmocka_unit_test(an_agenda_may_count_in_letters),
        cmocka_unit_test(a_number_in_the_letterhead_does_not_stop_the_items),
        cmocka_unit_test(the_next_minute_may_stand_at_the_end_of_a_line), cmocka_unit_test(an_agenda_may_list_who_was_there), cmocka_unit_test(letters_with_a_point_number_minutes),
        cmocka_unit_test(letters_with_numbers_count_items), cmocka_unit_test(a_mark_before_a_minute_number_is_no_bullet),
        cmocka_unit_test(a_letter_names_its_item),
        cmocka_unit_test(minutes_that_stand_alone_have_numbered_items),    cmocka_unit_test(a_pack_is_cut_into_its_parts),
        cmocka_unit_test(the_next_minute_is_no_point_of_the_decision_before_it),
        cmocka_unit_test(an_agenda_with_minutes_among_its_items_is_an_agenda),
        cmocka_unit_test(titles_that_look_like_points_are_minutes),
        cmocka_unit_test(the_meeting_is_known_or_unset),                   cmocka_unit_test(welsh_says_so),
        cmocka_unit_test(each_language_of_bilingual_minutes_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
