#include "tagged.h"

#include <glib/gstdio.h>

#define PROFILE                                                                                                                              \
    "[council]\nname=Eastlea District Council\nforce=Northfold Police\n"                                                                     \
    "[bodies]\nForward=FWD\n[organisations]\nTideline=\n[places]\nThe Rises=\n[roles]\nHarbour Master=\n"                                     \
    "[first-names]\nAilbhe=\n[ranks]\nHarbour Constable=HC\n"

/* Tags one paragraph with a profile; the caller frees the document. */
static MbDocument *tag_with(const char *profile, const char *text)
{
    g_autofree char *path = NULL;
    int file = g_file_open_tmp("profile-XXXXXX.ini", &path, NULL);
    assert_true(file >= 0 && g_close(file, NULL) && g_file_set_contents(path, profile, -1, NULL));
    MbDocument *document = mb_document_new("test.txt");
    mb_document_take_page(document, mb_page_new(1, 595, 842));
    mb_block_append(document->body, leaf_of(MB_BLOCK_PARAGRAPH, text, 1));
    MbOptions options = mb_options_init();
    options.profile = path;
    g_autoptr(GError) error = NULL;
    bool good = mb_stage_run(&mb_stage_tag, document, &options, &error);
    g_unlink(path);
    if (!good)
        fail_msg("%s", error->message);
    return document;
}

static const char text[] = "Forward met at The Rises. Tideline wrote to the Harbour Master. Ailbhe Quinlan thanked HC Moon and FWD.";

static void names_of_a_profile_are_found(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = tag_with(PROFILE, text);
    expect_spans(document, MB_SPAN_ORGANIZATION, "Forward|Tideline|FWD");
    expect_spans(document, MB_SPAN_LOCATION, "The Rises");
    expect_spans(document, MB_SPAN_ROLE, "Harbour Master");
    expect_spans(document, MB_SPAN_PERSON, "Ailbhe Quinlan|HC Moon");
}

static void forms_of_a_key_are_one_entity(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = tag_with(PROFILE, text);
    assert_string_equal(span_with(document, MB_SPAN_ORGANIZATION, "Forward")->ref, span_with(document, MB_SPAN_ORGANIZATION, "FWD")->ref);
    const MbEntity *body = mb_document_entity(document, span_with(document, MB_SPAN_ORGANIZATION, "FWD")->ref);
    assert_string_equal(mb_attrs_get(body->attrs, "kind"), "committee");
}

static void without_their_profile_the_names_are_not_known(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = tag_with("[council]\nname=Eastlea District Council\n", text);
    expect_spans(document, MB_SPAN_ORGANIZATION, "");
}

static void a_file_that_is_no_profile_ends_the_stage(void **state)
{
    (void)state;
    g_autoptr(MbDocument) document = mb_document_new("test.txt");
    MbOptions options = mb_options_init();
    options.profile = "/nonexistent/council.ini";
    g_autoptr(GError) error = NULL;
    assert_false(mb_stage_run(&mb_stage_tag, document, &options, &error));
    assert_non_null(strstr(error->message, "council.ini"));
}

static void classes_of_the_data_files_are_sections_too(void **state)
{
    (void)state;
    const char *more = "[role-head]\nWayfarer=\n[organisation-head force]\nWatchmen=\n[place-suffix]\nSkerry=\n[level-verb]\nclocked=\n";
    g_autoptr(MbDocument) document =
        tag_with(more, "The Town Wayfarer met Harbour Watchmen at Black Skerry. Average speed clocked 48 on the pier.");
    expect_spans(document, MB_SPAN_ROLE, "Town Wayfarer");
    expect_spans(document, MB_SPAN_ORGANIZATION, "Harbour Watchmen");
    expect_spans(document, MB_SPAN_LOCATION, "Black Skerry");
    expect_spans(document, MB_SPAN_MEASURE, "Average speed clocked 48");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_of_a_profile_are_found),
        cmocka_unit_test(forms_of_a_key_are_one_entity),
        cmocka_unit_test(classes_of_the_data_files_are_sections_too),
        cmocka_unit_test(without_their_profile_the_names_are_not_known),
        cmocka_unit_test(a_file_that_is_no_profile_ends_the_stage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
