/* The papers of a pack: whose they are, where they begin. */
#include "tagged.h"

static const MbBlock *nth_part(const MbDocument *document, guint n)
{
    const MbBlock *part = document->body->first_child;
    while (part && n--)
        part = part->next;
    if (!part || part->kind != MB_BLOCK_PART)
        fail_msg("no such part");
    return part;
}

/* "report 4 Roads": kind, item and title of a part. */
static void assert_part(const MbDocument *document, guint n, int page, const char *kind, const char *item, const char *title)
{
    const MbBlock *part = nth_part(document, n);
    assert_int_equal(part->page, page);
    assert_string_equal(mb_attrs_get(part->attrs, "kind"), kind);
    if (item)
        assert_string_equal(mb_attrs_get(part->attrs, "item"), item);
    else
        assert_null(mb_attrs_get(part->attrs, "item"));
    if (title)
        assert_string_equal(mb_attrs_get(part->attrs, "title"), title);
}

#define AGENDA "# Agenda", "1. Apologies for absence", "2. Minutes of the last meeting", "3. Repair of the harbour wall", "4. Trees in the high street"

static void a_stamp_begins_the_papers_of_an_item(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED(AGENDA, "\f", "Agenda Item 3", "The wall leans.", "\f", "Agenda Item 3", "It leans more.", "\f", "AGENDA ITEM 4",
                                            "Limes grow well.", "\f", "# Appendix 1", "A list.");
    assert_part(document, 1, 2, "report", "3", "Repair of the harbour wall");
    assert_part(document, 2, 4, "report", "4", "Trees in the high street");
    assert_part(document, 3, 5, "appendix", "4", "Appendix 1");
    assert_null(nth_part(document, 3)->next);
}

/* The pack grew by an appendix after its agenda was written: page 5 is said to be of item 3. */
static void an_appendix_that_counts_on_is_of_the_same_item(void **state)
{
    (void)state;
    static const char *const lines[] = {"# Agenda", "1. Apologies for absence", "2. Repair of the harbour wall (Pages 2 - 4)",
                                        "3. Trees in the high street (Pages 5 - 6)", "\f", "# Report of the Surveyor", "It leans.", "\f",
                                        "# Appendix A: costs", "A list.", "\f", "# Appendix B: risks", "A list.", "\f",
                                        "# Appendix C: plans", "A list.", "\f", "# Trees in the high street", "Limes.", NULL};
    g_autoptr(MbDocument) document = document_of(lines);
    for (int number = 1; number <= 6; number++)
        mb_document_page(document, number)->label = g_strdup_printf("%d", number);
    tag_document(document);
    assert_part(document, 1, 2, "report", "2", "Repair of the harbour wall");
    assert_part(document, 3, 4, "appendix", "2", "Appendix B: risks");
    assert_part(document, 4, 5, "appendix", "2", "Appendix C: plans");
    assert_part(document, 5, 6, "report", "3", "Trees in the high street");
}

static void a_title_begins_the_papers_of_an_item_without_pages(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED(AGENDA, "\f", "# Report of the Surveyor", "Subject: Repair of the Harbour Wall", "It leans.", "\f",
                                            "A by-law on trees in the High Street", "Limes.");
    assert_part(document, 1, 2, "report", "3", "Repair of the harbour wall");
    assert_part(document, 2, 3, "report", "4", "Trees in the high street");
}

static void pages_in_a_column_of_dots_are_those_of_the_item(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Agenda", "1. Apologies for absence ........................", "2. Harbour ............................ 3 - 4");
    const MbBlock *item = document->body->last_child;
    assert_int_equal(item->kind, MB_BLOCK_AGENDA_ITEM);
    assert_string_equal(item->first_child->text->str, "Harbour");
    assert_string_equal(mb_attrs_get(item->attrs, "firstPage"), "3");
    assert_string_equal(mb_attrs_get(item->attrs, "lastPage"), "4");
}

static void a_page_of_common_points_is_an_agenda(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("Tuesday 2 May 2023", "1. Apologies for absence", "2. Declarations of interest", "3. Repair of the harbour wall",
                                            "4. Any other business", "\f", "# Report of the Surveyor", "Subject: Repair of the harbour wall");
    assert_part(document, 0, 1, "agenda", NULL, NULL);
    assert_part(document, 1, 2, "report", "3", NULL);
}

static void papers_after_the_end_of_minutes_are_not_minutes(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED(AGENDA, "\f", "# Minutes of the Harbour Panel", "The meeting closed at 8.15 pm.", "\f", "A map of the wall.");
    assert_part(document, 1, 2, "minutes", "2", NULL);
    assert_part(document, 2, 3, "report", NULL, NULL);
}

static void a_blank_page_is_known_and_has_no_heading(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED(AGENDA, "\f", "# This page is intentionally left blank", "\f", "Agenda Item 3", "The wall leans.");
    assert_string_equal(mb_attrs_get(mb_document_page(document, 2)->attrs, "kind"), "blank");
    for (MbBlock *block = document->body; block; block = mb_block_next(document->body, block))
        assert_false(block->kind == MB_BLOCK_HEADING && block->page == 2);
}

static void minutes_of_others_behind_later_papers_are_correspondence(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Agenda", "1. Apologies for absence", "2. Minutes of the last meeting", "3. Repair of the harbour wall", "4. Correspondence",
                                            "\f", "# Minutes of the Harbour Panel", "The meeting closed at 8.15 pm.", "\f", "Agenda Item 3", "The wall leans.", "\f",
                                            "# Minutes of the Library Board", "The meeting closed at 9 pm.", "\f", "# The City of Aldham", "Our council resolved.");
    assert_part(document, 1, 2, "minutes", "2", "Minutes of the last meeting");
    assert_part(document, 2, 3, "report", "3", "Repair of the harbour wall");
    assert_part(document, 3, 4, "minutes", "4", "Correspondence");
    assert_part(document, 4, 5, "report", "4", "Correspondence");
}

static void a_supplement_says_so(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("Dear Member", "I am now able to enclose, for consideration at the meeting, the following report.", "7 24/001 - Limes (Pages 21 - 22)",
                                            "\f", "Agenda Item 7", "Limes.");
    assert_string_equal(mb_attrs_get(document->facts, "supplement"), "yes");
    assert_part(document, 1, 2, "report", "7", "24/001 - Limes");
}

static void the_title_of_an_exempt_appendix_is_not_told(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED(AGENDA, "\f", "Agenda Item 3", "NOT FOR PUBLICATION by virtue of paragraph 3 of Schedule 12A", "The wall leans.", "\f",
                                            "# Appendix A: the offer is 77123 pounds", "More.", "\f", "Agenda Item 4", "Limes.");
    assert_part(document, 2, 3, "appendix", "3", NULL);
    assert_null(mb_attrs_get(nth_part(document, 2)->attrs, "title"));
    assert_non_null(mb_attrs_get(nth_part(document, 2)->attrs, "withheld"));
    assert_part(document, 3, 4, "report", "4", "Trees in the high street");
}

/* A table of an agenda: number, title and pages in columns. */
static void rows_of_a_table_are_items_of_the_agenda(void **state)
{
    (void)state;
    static const char *const rows[][3] = {{"No.", "Item", "Page"}, {"1", "Apologies for absence", ""}, {"2", "Repair of the wall", "3 - 12"}};
    g_autoptr(MbDocument) document = mb_document_new("agenda.txt");
    mb_document_take_page(document, mb_page_new(1, 595, 842));
    MbBlock *title = mb_block_new(MB_BLOCK_HEADING), *table = mb_block_new(MB_BLOCK_TABLE);
    title->level = 1;
    title->page = table->page = 1;
    mb_block_append_text(title, "Agenda");
    mb_block_append(document->body, title);
    mb_block_append(document->body, table);
    for (gsize r = 0; r < G_N_ELEMENTS(rows); r++) {
        MbBlock *row = mb_block_new(MB_BLOCK_ROW);
        mb_block_append(table, row);
        for (gsize c = 0; c < 3; c++) {
            MbBlock *cell = mb_block_new(MB_BLOCK_CELL), *leaf = mb_block_new(MB_BLOCK_PARAGRAPH);
            row->page = cell->page = leaf->page = 1;
            mb_block_append_text(leaf, rows[r][c]);
            mb_block_append(row, cell);
            mb_block_append(cell, leaf);
        }
    }
    tag_document(document);
    const MbBlock *item = document->body->last_child;
    assert_int_equal(item->kind, MB_BLOCK_AGENDA_ITEM);
    assert_string_equal(item->first_child->text->str, "Repair of the wall");
    assert_string_equal(mb_attrs_get(item->attrs, "lastPage"), "12");
    g_autofree char *text = mb_block_dup_text(document->body);
    assert_string_equal(text, "Agenda No. Item Page Apologies for absence Repair of the wall 3 - 12");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stamp_begins_the_papers_of_an_item),
        cmocka_unit_test(an_appendix_that_counts_on_is_of_the_same_item),
        cmocka_unit_test(a_title_begins_the_papers_of_an_item_without_pages),
        cmocka_unit_test(pages_in_a_column_of_dots_are_those_of_the_item),
        cmocka_unit_test(a_page_of_common_points_is_an_agenda),
        cmocka_unit_test(papers_after_the_end_of_minutes_are_not_minutes),
        cmocka_unit_test(a_blank_page_is_known_and_has_no_heading),
        cmocka_unit_test(a_supplement_says_so),
        cmocka_unit_test(minutes_of_others_behind_later_papers_are_correspondence),
        cmocka_unit_test(the_title_of_an_exempt_appendix_is_not_told),
        cmocka_unit_test(rows_of_a_table_are_items_of_the_agenda),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
