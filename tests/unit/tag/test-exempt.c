#include "tagged.h"

#include "model/withhold.h"

static bool has_issue(const MbDocument *document, MbIssueTag tag)
{
    for (guint i = 0; i < document->issues->len; i++)
        if (g_array_index(document->issues, MbIssue, i).tag == tag)
            return true;
    return false;
}

/* What stays public, as written. */
static char *dup_public(MbDocument *document)
{
    mb_document_drop_withheld(document);
    g_autoptr(GError) error = NULL;
    if (!mb_document_check(document, &error))
        fail_msg("%s", error->message);
    return mb_block_dup_text(document->body);
}

static void expect_withheld(MbDocument *document, const char *secret)
{
    g_autofree char *text = dup_public(document);
    if (strstr(text, secret))
        fail_msg("'%s' is public in: %s", secret, text);
}

static void expect_public(MbDocument *document, const char *open)
{
    g_autofree char *text = dup_public(document);
    if (!strstr(text, open))
        fail_msg("'%s' is withheld: %s", open, text);
}

/* Marks that stand alone at the top of a paper. */
static void a_paper_that_says_so_is_exempt(void **state)
{
    (void)state;
    static const char *const marks[] = {
        "NOT FOR PUBLICATION by virtue of paragraph 3 of Part 1 of Schedule 12A of the Local Government Act 1972",
        "Not for publication by virtue of paragraph(s) 1 and 2 of Part 2 of Schedule 12a of the Local Government Act 1972",
        "(NOT-FOR-PUBLICATION)",
        "N O T F O R P U B L I C A T I O N",
        "Exempt report",
        "EXEMPT REPORT – Paragraph 3",
        "Exempt under paragraph 3, Part 1, Schedule 12(A)",
        "Private report",
        "CONFIDENTIAL",
        "This report is not for publication",
        "This report contains exempt information as defined in Section 100(A)(4) of the Local Government Act 1972",
        "By virtue of paragraph 3 of Part 1 of Schedule 12A of the Local Government Act 1972.",
        "By virtue of paragraphs 12 and 18a of Part 4 of Schedule 12A of the Local Government Act 1972 as amended by the Variation (Wales) Order 2007",
        "Exempt information as defined in paragraphs 14 and 16 of Schedule 12A Local Government Act 1972",
        "NID I’W GYHOEDDI yn rhinwedd paragraff 14 o Ran 4 o Atodlen 12A i Ddeddf Llywodraeth Leol 1972",
        "Adroddiad Eithriedig",
        "PRIVATE: exempt under paragraph 8 of Part 1 of Schedule 7A to the Local Government (Scotland) Act 1973",
        "Exempt information as defined in paragraphs 6 and 9 of Part 1 of Schedule 7A",
        "Confidential in terms of Section 50A(2) of the Local Government (Scotland) Act 1973",
        "Confidential for reason of information relating to the financial or business affairs of any person",
        "RESTRICTED REPORT",
        "Restricted: exempt under paragraph 3 of Part 1 of Schedule 6 of the Local Government Act (Northern Ireland) 2014",
        "Pink papers",
        "Item 3 - PINK PAPER - NOT FOR PUBLICATION",
        "Not for publicaton by virtue of paragraph 3 of Part 2 of Schedule 12 of the Local Goverment Act 1972",
        "This report is confidential within the meaning of Section 100A(2) of the Local Government Act 1972",
        "OFFICIAL - SENSITIVE",
        "Status: Exempt",
        "CYFRINACHOL / CONFIDENTIAL",
        "Eitem gyfyngedig",
        "Heb ei gyhoeddi",
        "Mae'r adroddiad hwn yn eithriedig yn unol â Pharagraff 14 Rhan 4 Atodlen 12A",
        "BY VIRTUE OF PARAGRAPH(S) 6, 9 OF PART 1 OF SCHEDULE 7A",
        "PRIVATE ITEM 3",
        "IN COMMITTEE",
        "Report in confidence",
        "EXEMPT INFORMATION by virtue of Paragraph 1 of Part 1 of Schedule 6 to the Local Government Act (Northern Ireland) 2014",
        "Confidential - commercially sensitive",
        "Classification: OFFICIAL-SENSITIVE",
        "3.1 - IN COMMITTEE",
        "PART 2 MINUTES of a meeting held on 7 January",
        "Nid yw'r adroddiad hwn i'w gyhoeddi gan ei fod yn cynnwys gwybodaeth eithriedig",
        "Adroddiad gyfrinachol",
        "This report is not available for public inspection as it contains information relating to the financial affairs of any person",
    };
    for (guint i = 0; i < G_N_ELEMENTS(marks); i++) {
        g_autoptr(MbDocument) document = TAGGED("# Agenda", "1. Apologies", "\f", "# Briefing note", "Roads are open.", "\f", marks[i],
                                                "# Sale of land", "The offer is 77 pounds.", "\f", "The limit is 88 pounds.");
        if (!has_issue(document, MB_ISSUE_TEXT_EXEMPT))
            fail_msg("not seen: %s", marks[i]);
        expect_withheld(document, "77 pounds");
        expect_withheld(document, "88 pounds");
        expect_public(document, "Roads are open.");
    }
}

static void what_only_speaks_of_secrets_is_public(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "Exempt Information? No",
        "Not exempt",
        "This report is not exempt.",
        "Unrestricted",
        "FOR PUBLICATION",
        "Exempt appendices: none",
        "There are no exempt items.",
        "Confidential reporting procedure",
        "Private sector housing",
        "Exempt accommodation: update",
        "Restricted parking zones",
        "The Committee noted that the report was not for publication until the sale had ended.",
        "The motion that the press and public be excluded was lost.",
        "Members asked why the item had been marked not for publication.",
        "Private hire licensing",
        "Part 2 of the programme begins in May.",
        "NOT PROTECTIVELY MARKED",
        "OFFICIAL",
        "Is this report restricted? Yes No X",
        "Exempt information: none",
        "EXEMPT INFORMATION",
        "Green paper on planning",
        "Consultation under paragraph 3 of Schedule 6 to the Act",
        "The minutes of the private session were agreed.",
        "Restricted access to the town centre",
        "Nid yw'r cyngor wedi cyhoeddi ei gynllun eto.",
        "Appendix 2 lists the buildings that are exempt from council tax.",
        "Paragraph 4 of this report sets out the rules for exempt dwellings.",
    };
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(MbDocument) document = TAGGED("# Agenda", "1. Apologies", "\f", "# Report by the Director", texts[i], "Roads are open.");
        if (mb_document_has_withheld(document))
            fail_msg("withheld: %s", texts[i]);
    }
}

static void an_agenda_may_say_what_is_private(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document =
        TAGGED("# Agenda", "1. Apologies", "2. Sale of land", "NOT FOR PUBLICATION by virtue of paragraph 3 of Part 1 of Schedule 12A.", "# Exempt items",
               "3. Purchase of land", "This item is likely to be considered in private.");
    assert_false(mb_document_has_withheld(document));
}

static void minutes_may_tell_of_exempt_business(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Minutes of the meeting of the Council", "Present: Councillor A Bell",
                                            "RESOLVED: That the press and public be excluded under Section 100A(4) of the Local Government Act 1972.",
                                            "# 7. Sale of land (exempt item)", "The sale was agreed.");
    assert_false(mb_document_has_withheld(document));
}

static void exempt_minutes_are_withheld(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Exempt minutes", "# Minutes of the meeting of the Council", "The sale was agreed for 77 pounds.");
    expect_withheld(document, "77 pounds");
}

static void the_next_pages_are_exempt_when_a_page_says_so(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Report by the Director", "Roads are open.", "\f", "The following pages are exempt.", "\f",
                                            "# Sale", "The offer is 77 pounds.");
    expect_withheld(document, "77 pounds");
    expect_public(document, "Roads are open.");
}

static void only_the_appendices_named_are_exempt(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Report by the Director", "Not for publication: Appendix 2 (paragraph 3 of Schedule 12A)", "Roads are open.", "\f",
                                            "# Appendix 1", "A map.", "\f", "# Appendix 2", "The offer is 77 pounds.", "\f", "# Appendix 3", "A photograph.");
    expect_withheld(document, "77 pounds");
    expect_public(document, "Roads are open.");
    expect_public(document, "A map.");
    expect_public(document, "A photograph.");
}

static void a_private_part_goes_on_to_the_end(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Report by the Director", "Roads are open.", "\f", "# Part 2 - Private papers", "\f",
                                            "# Report by the Treasurer", "The offer is 77 pounds.", "\f", "# Report by the Clerk", "The limit is 88 pounds.");
    expect_withheld(document, "77 pounds");
    expect_withheld(document, "88 pounds");
    expect_public(document, "Roads are open.");
}

static void an_exempt_appendix_ends_where_the_next_appendix_begins(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Report by the Director", "Roads are open.", "\f", "# Appendix 1", "A map.", "\f", "# Exempt Appendix 2",
                                            "The offer is 77 pounds.", "\f", "The limit is 88 pounds.", "\f", "# Appendix 3", "A photograph.");
    expect_withheld(document, "77 pounds");
    expect_withheld(document, "88 pounds");
    expect_public(document, "A map.");
    expect_public(document, "A photograph.");
}

static void an_agenda_tells_which_appendix_is_exempt(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Agenda", "1. Apologies", "2. Arena loan, Appendix 1 exempt under paragraph 3 of Schedule 12A", "\f", "# Report by the Director",
                                            "# Arena loan", "Roads are open.", "\f", "# Appendix 1", "The offer is 77 pounds.");
    expect_withheld(document, "77 pounds");
    expect_public(document, "Roads are open.");
}

static void an_exempt_paper_ends_where_another_item_begins(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Roads committee", "1 Welcome", "\f", "Agenda Item 2", "NOT FOR PUBLICATION", "The offer is 77 pounds.", "\f",
                                            "The limit is 88 pounds.", "\f", "Agenda Item 3", "Roads are open.");
    expect_withheld(document, "77 pounds");
    expect_withheld(document, "88 pounds");
    expect_public(document, "Roads are open.");
}

static void a_resolution_to_exclude_makes_what_follows_it_private(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Agenda", "1. Apologies", "2. Briefing note", "3. Exclusion of the press and public",
                                            "To resolve that the public be excluded for the following items.", "4. Sale of land", "\f", "# Briefing note",
                                            "Roads are open.", "\f", "# Sale of land", "The offer is 77 pounds.");
    expect_withheld(document, "77 pounds");
    expect_public(document, "Roads are open.");
}

static void a_resolution_that_may_be_put_makes_nothing_private(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Agenda", "1. Exempt information - possible exclusion of the press and public",
                                            "To consider whether the public should be excluded for any item.", "2. Briefing note", "\f", "# Briefing note",
                                            "Roads are open.");
    assert_false(mb_document_has_withheld(document));
}

static void only_the_items_that_a_resolution_lists_are_private(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Agenda", "1. Exclusion of the press and public", "That the public be excluded for items 3 and 4.", "2. Briefing note",
                                            "3. Sale of land", "4. Sale of barn", "\f", "# Briefing note", "Roads are open.", "\f", "# Sale of land",
                                            "The offer is 77 pounds.", "\f", "# Sale of barn", "The limit is 88 pounds.");
    expect_withheld(document, "77 pounds");
    expect_withheld(document, "88 pounds");
    expect_public(document, "Roads are open.");
}

static void a_form_that_says_yes_is_exempt(void **state)
{
    (void)state;
    static const char *const answers[] = {"Yes", "Yes X No", "☒ Yes ☐ No", "Yes ☒ No ☐"};
    for (guint i = 0; i < G_N_ELEMENTS(answers); i++) {
        g_autoptr(MbDocument) document = TAGGED("# Roads committee", "Subject: sale", "Is this report restricted?", answers[i], "The offer is 77 pounds.", "\f",
                                                "# Roads committee", "Subject: roads", "Is this report restricted?", "No", "Roads are open.");
        expect_withheld(document, "77 pounds");
        expect_public(document, "Roads are open.");
    }
}

static void a_form_may_ask_in_one_word(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document =
        TAGGED("# Roads committee", "Restricted report", "Yes", "The offer is 77 pounds.", "\f", "# Roads committee", "Restricted report", "No", "Roads are open.");
    expect_withheld(document, "77 pounds");
    expect_public(document, "Roads are open.");
}

static void a_form_may_say_that_only_an_appendix_is_exempt(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Report of the Director", "Exempt", "Appendix B only (paragraph 1, Schedule 12A)", "Roads are open.", "\f", "# Appendix A", "A map.",
                                            "\f", "# Appendix B", "The offer is 77 pounds.");
    expect_withheld(document, "77 pounds");
    expect_public(document, "Roads are open.");
    expect_public(document, "A map.");
}

static void an_appendix_that_says_so_itself_is_the_one_that_is_meant(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Report of the Director", "The confidential appendix sets out the bids.", "Roads are open.", "\f", "# Appendix 4", "A map.", "\f",
                                            "Confidential", "# Appendix 5", "The offer is 77 pounds.");
    expect_withheld(document, "77 pounds");
    expect_public(document, "A map.");
}

static void a_mark_on_every_page_is_of_the_file(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("Private and confidential - for members of the Appeals Panel only", "# Agenda", "1. Appeal by 77 Smith", "\f",
                                            "Private and confidential - for members of the Appeals Panel only", "The limit is 88 pounds.");
    expect_withheld(document, "77 Smith");
    expect_withheld(document, "88 pounds");
}

static void a_restricted_item_says_nothing_of_those_after_it(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Agenda", "1. Apologies", "2. Restricted item", "Sale of land (exempt paragraph 3)", "3. Road safety", "\f", "Agenda Item 2",
                                            "RESTRICTED", "# Sale of land", "The offer is 77 pounds.", "\f", "Agenda Item 3", "# Road safety", "Roads are open.");
    expect_withheld(document, "77 pounds");
    expect_public(document, "Roads are open.");
}

static void a_report_and_its_private_version_may_share_a_title(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Agenda", "1. Apologies", "2. Refuse contract", "# Part 2 - private items", "3. Refuse contract", "\f", "# Refuse contract",
                                            "Roads are open.", "\f", "# Refuse contract", "The offer is 77 pounds.", "\f", "The limit is 88 pounds.");
    expect_withheld(document, "77 pounds");
    expect_withheld(document, "88 pounds");
    expect_public(document, "Roads are open.");
}

static void a_legend_says_which_sign_private_items_bear(void **state)
{
    (void)state;
    static const char *const legends[][2] = {{"Items marked with an asterisk (*) are exempt.", "3. Bad debts *"},
                                             {"Reports shown with the letter (E) are confidential.", "3. Bad debts (E)"},
                                             {"* denotes an exempt item", "3. * Bad debts"}};
    for (guint i = 0; i < G_N_ELEMENTS(legends); i++) {
        g_autoptr(MbDocument) document = TAGGED("# Agenda", legends[i][0], "1. Apologies", "2. Briefing note", legends[i][1], "\f", "# Briefing note", "Roads are open.",
                                                "\f", "# Bad debts", "The offer is 77 pounds.");
        expect_withheld(document, "77 pounds");
        expect_public(document, "Roads are open.");
    }
}

static void items_inside_an_item_have_papers_of_their_own(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Agenda", "1. Apologies", "2. Matters in Committee", "2.1 Harbour contract", "3. Matters out of Committee", "3.1 Street lights", "\f",
                                            "# Harbour contract", "The offer is 77 pounds.", "\f", "# Street lights", "Roads are open.");
    expect_withheld(document, "77 pounds");
    expect_public(document, "Roads are open.");
}

static void letters_before_numbers_tell_private_items_apart(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document =
        TAGGED("# Agenda", "1. Road safety", "It is recommended that the public be excluded during the following item under Schedule 7A.", "P1. Care home placements", "\f",
               "# Road safety", "Roads are open.", "\f", "# Care home placements", "The offer is 77 pounds.");
    expect_withheld(document, "77 pounds");
    expect_public(document, "Roads are open.");
}

static void a_text_inside_a_report_may_say_that_an_appendix_is_exempt(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Report by the Director", "The tenders are set out in Appendix 2, which is exempt under paragraph 3.", "\f", "# Implications",
                                            "There are none.", "# Appendices", "Appendix 1 - Survey", "Appendix 2 - Tenders", "Roads are open.", "\f", "# Appendix 1",
                                            "A map.", "\f", "# Appendix 2", "The offer is 77 pounds.", "\f", "The limit is 88 pounds.");
    expect_withheld(document, "77 pounds");
    expect_withheld(document, "88 pounds");
    expect_public(document, "Roads are open.");
    expect_public(document, "A map.");
}

static void sections_of_a_report_may_be_exempt_alone(void **state)
{
    (void)state;
    static const char *const marks[] = {"Section 2 of this report is not for publication by virtue of paragraph 5 of Part 1 of Schedule 12A",
                                        "Paragraphs 2.1 to 2.3 of this report are confidential"};
    for (guint i = 0; i < G_N_ELEMENTS(marks); i++) {
        g_autoptr(MbDocument) document = TAGGED("# Report by the Director", marks[i], "# 1. Background", "Roads are open.", "# 2. Legal advice", "2.1 The offer is 77 pounds.",
                                                "2.2 The limit is 88 pounds.", "# 3. Recommendation", "A map.");
        expect_withheld(document, "77 pounds");
        expect_withheld(document, "88 pounds");
        expect_public(document, "Roads are open.");
        expect_public(document, "A map.");
    }
}

static void a_certificate_speaks_of_the_report_behind_it(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Agenda", "1. Apologies", "2. Lease", "\f", "Exemption from disclosure of documents", "Exemptions applying to the report: paragraph 14",
                                            "\f", "# Lease", "The offer is 77 pounds.", "\f", "The limit is 88 pounds.");
    expect_withheld(document, "77 pounds");
    expect_withheld(document, "88 pounds");
}

static void a_stamp_is_of_the_paper_that_it_begins(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Agenda", "1. Apologies", "2. Roads", "3. Sale", "\f", "Agenda Item 2", "# Roads", "Roads are open.", "\f", "Agenda Item 3",
                                            "Private report: not for publication under paragraph 3 of Schedule 12A", "# Sale", "The offer is 77 pounds.", "\f",
                                            "The limit is 88 pounds.");
    expect_withheld(document, "77 pounds");
    expect_withheld(document, "88 pounds");
    expect_public(document, "Roads are open.");
}

static void an_exempt_appendix_may_begin_inside_a_page(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Report by the Director", "One.", "Two.", "Three.", "Four.", "Five.", "Six.", "Seven.", "Eight.", "Nine.",
                                            "Roads are open.", "# CONFIDENTIAL APPENDIX", "The offer is 77 pounds.", "\f", "The limit is 88 pounds.");
    expect_withheld(document, "77 pounds");
    expect_withheld(document, "88 pounds");
    expect_public(document, "Roads are open.");
}

static void a_supplement_that_is_exempt_is_withheld_whole(void **state)
{
    (void)state;
    static const char *const marks[] = {"Supplementary agenda - not for publication", "Private Document Pack", "Exempt agenda", "Pecyn Dogfennau Preifat"};
    for (guint i = 0; i < G_N_ELEMENTS(marks); i++) {
        g_autoptr(MbDocument) document = TAGGED(marks[i], "# Agenda", "9. Settlement with Quorn Limited", "\f", "The offer is 77 pounds.");
        expect_withheld(document, "Quorn");
        expect_withheld(document, "77 pounds");
    }
}

static void a_passage_of_minutes_is_withheld_until_the_public_returns(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Minutes of the meeting of the Council", "# 12. Cemetery", "Roads are open.", "# CONFIDENTIAL MINUTES - NOT FOR PUBLICATION",
                                            "# 13. Staffing", "The offer is 77 pounds.", "The meeting returned to public session.", "# 14. Next meeting",
                                            "The council meets in May.");
    assert_true(has_issue(document, MB_ISSUE_TEXT_EXEMPT));
    expect_withheld(document, "77 pounds");
    expect_public(document, "Roads are open.");
    expect_public(document, "The council meets in May.");
}

static void a_paragraph_of_minutes_may_be_exempt_alone(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("# Minutes of the meeting of the Council", "# 12. Claim",
                                            "[Exempt paragraph - not for publication under paragraph 3 of Schedule 12A: it was settled at 77 pounds.]", "Roads are open.");
    expect_withheld(document, "77 pounds");
    expect_public(document, "Roads are open.");
}

static void a_paragraph_over_a_border_is_cut_there(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("test.pdf");
    static const char *const words[] = {"Roads are open.", "NOT FOR PUBLICATION", "The offer is 77 pounds."};
    MbBlock *leaf = mb_block_new(MB_BLOCK_PARAGRAPH);
    leaf->page = 1;
    for (int n = 0; n < 3; n++) {
        MbPage *page = mb_page_new(n + 1, 595, 842);
        MbWord word = mb_word_init();
        word.text = words[n];
        mb_page_append_word(page, &word);
        mb_document_take_page(document, page);
        mb_block_append_word(leaf, page, 0, MB_JOIN_SPACE);
    }
    mb_block_append(document->body, leaf);
    MbOptions options = mb_options_init();
    assert_true(mb_stage_run(&mb_stage_tag, document, &options, NULL));
    expect_withheld(document, "77 pounds");
    expect_public(document, "Roads are open.");
}

static void nobody_is_known_by_what_is_withheld(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("NOT FOR PUBLICATION", "# Sale of land", "Councillor Zebedee Quorn asked.");
    assert_null(mb_attrs_get(document->facts, "title"));
    for (guint i = 0; i < document->entities->len; i++)
        assert_null(strstr(((MbEntity *)document->entities->pdata[i])->id, "quorn"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_paper_that_says_so_is_exempt),       cmocka_unit_test(what_only_speaks_of_secrets_is_public),
        cmocka_unit_test(an_agenda_may_say_what_is_private),    cmocka_unit_test(minutes_may_tell_of_exempt_business),
        cmocka_unit_test(exempt_minutes_are_withheld),          cmocka_unit_test(the_next_pages_are_exempt_when_a_page_says_so),
        cmocka_unit_test(only_the_appendices_named_are_exempt), cmocka_unit_test(a_private_part_goes_on_to_the_end),
        cmocka_unit_test(nobody_is_known_by_what_is_withheld),
        cmocka_unit_test(an_exempt_appendix_ends_where_the_next_appendix_begins),
        cmocka_unit_test(an_agenda_tells_which_appendix_is_exempt),
        cmocka_unit_test(an_exempt_paper_ends_where_another_item_begins),
        cmocka_unit_test(a_resolution_to_exclude_makes_what_follows_it_private),
        cmocka_unit_test(a_resolution_that_may_be_put_makes_nothing_private),
        cmocka_unit_test(only_the_items_that_a_resolution_lists_are_private),
        cmocka_unit_test(a_form_that_says_yes_is_exempt),
        cmocka_unit_test(a_form_may_ask_in_one_word),
        cmocka_unit_test(a_form_may_say_that_only_an_appendix_is_exempt),
        cmocka_unit_test(an_appendix_that_says_so_itself_is_the_one_that_is_meant),
        cmocka_unit_test(a_mark_on_every_page_is_of_the_file),
        cmocka_unit_test(a_restricted_item_says_nothing_of_those_after_it),
        cmocka_unit_test(a_report_and_its_private_version_may_share_a_title),
        cmocka_unit_test(a_legend_says_which_sign_private_items_bear),
        cmocka_unit_test(items_inside_an_item_have_papers_of_their_own),
        cmocka_unit_test(letters_before_numbers_tell_private_items_apart),
        cmocka_unit_test(a_text_inside_a_report_may_say_that_an_appendix_is_exempt),
        cmocka_unit_test(sections_of_a_report_may_be_exempt_alone),
        cmocka_unit_test(a_certificate_speaks_of_the_report_behind_it),
        cmocka_unit_test(a_stamp_is_of_the_paper_that_it_begins),
        cmocka_unit_test(an_exempt_appendix_may_begin_inside_a_page),
        cmocka_unit_test(a_supplement_that_is_exempt_is_withheld_whole),
        cmocka_unit_test(a_passage_of_minutes_is_withheld_until_the_public_returns),
        cmocka_unit_test(a_paragraph_of_minutes_may_be_exempt_alone),
        cmocka_unit_test(a_paragraph_over_a_border_is_cut_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
