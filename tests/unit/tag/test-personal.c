/* The notice of personal data. */
#include "tagged.h"

static guint count_notices(const MbDocument *document)
{
    guint count = 0;
    for (guint i = 0; i < document->issues->len; i++)
        count += g_array_index(document->issues, MbIssue, i).tag == MB_ISSUE_PERSONAL_DATA;
    return count;
}

static void what_is_somebodys_own_is_listed_by_kind_alone(void **state)
{
    (void)state;
    static const struct {
        const char *text, *kind;
    } cases[] = {
        {"Write to zebedee.quorn@gmail.com by Friday.", "e-mail address"},
        {"Zebedee can be reached on 07700 900123.", "telephone number"},
        {"or on +44 7700 900123 in the evening", "telephone number"},
        {"Mr Z Quorn, 4 Larch Avenue, spoke against the plan.", "home address"},
        {"The applicant lives at 12 Heol Fach", "home address"},
        {"Zebedee Quorn, 14 Mill Lane, Eastlea, EA3 4ZZ", "home address"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(MbDocument) document = TAGGED(cases[i].text);
        if (count_notices(document) != 1)
            fail_msg("%u notices: %s", count_notices(document), cases[i].text);
        for (guint k = 0; k < document->issues->len; k++)
            if (g_array_index(document->issues, MbIssue, k).tag == MB_ISSUE_PERSONAL_DATA)
                assert_string_equal(g_array_index(document->issues, MbIssue, k).subject, cases[i].kind);
    }
}

static void offices_are_not_listed(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "Contact: democratic.services@eastlea.gov.uk",
        "Telephone 020 7946 0867",
        "Call 0800 123 4567 for help.",
        "Town Hall, 1 Market Street, Eastlea, EA1 1AA",
        "The 12 Road Safety schemes were agreed.",
        "40 Ash Lane lamps were mended.",
    };
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(MbDocument) document = TAGGED(texts[i]);
        if (count_notices(document))
            fail_msg("listed: %s", texts[i]);
    }
}

static void a_picture_beside_signed_is_a_signature(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("a.pdf");
    MbPage *page = mb_page_new(1, 595, 842);
    mb_page_append_image(page, (MbImage){.id = 0, .box = {120, 690, 240, 730}});
    mb_page_append_image(page, (MbImage){.id = 1, .box = {40, 40, 140, 80}});
    mb_document_take_page(document, page);
    MbBlock *leaf = leaf_of(MB_BLOCK_PARAGRAPH, "Signed:", 1);
    leaf->box = (MbBox){72, 700, 110, 712};
    mb_block_append(document->body, leaf);
    MbOptions options = mb_options_init();
    assert_true(mb_stage_run(&mb_stage_tag, document, &options, NULL));
    assert_int_equal(count_notices(document), 1);
    assert_true(g_array_index(document->issues, MbIssue, 0).box.y0 == 690);
}

static void what_is_withheld_is_not_listed(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = TAGGED("NOT FOR PUBLICATION", "Write to zebedee.quorn@gmail.com by Friday.");
    assert_int_equal(count_notices(document), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_somebodys_own_is_listed_by_kind_alone),
        cmocka_unit_test(offices_are_not_listed),
        cmocka_unit_test(a_picture_beside_signed_is_a_signature),
        cmocka_unit_test(what_is_withheld_is_not_listed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
