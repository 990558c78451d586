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
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
