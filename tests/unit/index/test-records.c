#include "../../scratch.h"

#include "stage/stages.h"

#include <json-glib/json-glib.h>

/* The records of a document of minutes, through the stages that write its archive XML. */
static char *dup_records(const char *text)
{
    g_autoptr(GBytes) source = g_bytes_new(text, strlen(text));
    g_autoptr(MbDocument) document = mb_document_new("minutes.txt");
    static const MbStage *const stages[] = {&mb_stage_extract, &mb_stage_ocr, &mb_stage_layout, &mb_stage_repair,
                                            &mb_stage_tag,     &mb_stage_write, &mb_stage_index};
    MbOptions options = mb_options_init();
    options.source = source;
    options.name = "minutes.txt";
    for (gsize i = 0; i < G_N_ELEMENTS(stages); i++) {
        g_autoptr(GError) error = NULL;
        if (!mb_stage_run(stages[i], document, &options, &error))
            fail_msg("%s", error->message);
    }
    return mb_bytes_dup_string(mb_fileset_get(document->files, "data/search/records.ndjson"));
}

static const char minutes[] = "Agenda item\n\n12. Policing \"update\"\n\nMinutes:\n\nCouncillor N Akhtar asked about C:\\data & <burglary>.\n\n"
                              "The Committee noted the report.\n";

static void every_line_is_a_json_object_with_text(void **state)
{
    (void)state;
    g_autofree char *records = dup_records(minutes);
    g_auto(GStrv) lines = g_strsplit(records, "\n", -1);
    guint count = 0;
    for (char **line = lines; *line && **line; line++, count++) {
        g_autoptr(JsonParser) parser = json_parser_new();
        assert_true(json_parser_load_from_data(parser, *line, -1, NULL));
        JsonObject *record = json_node_get_object(json_parser_get_root(parser));
        assert_int_equal(json_object_get_int_member(record, "n"), count + 1);
        assert_true(*json_object_get_string_member(record, "text"));
        assert_string_equal(json_object_get_string_member(record, "source"), "minutes.txt");
    }
    assert_true(count >= 2);
}

static void signs_of_json_in_the_text_come_through(void **state)
{
    (void)state;
    g_autofree char *records = dup_records(minutes);
    assert_non_null(strstr(records, "asked about C:\\\\data & <burglary>."));
}

static void the_same_document_gives_the_same_records(void **state)
{
    (void)state;
    g_autofree char *one = dup_records(minutes), *two = dup_records(minutes);
    assert_string_equal(one, two);
}

static void what_is_no_archive_xml_is_an_error(void **state)
{
    (void)state;
    MbOptions options = mb_options_init();
    g_autoptr(MbDocument) document = mb_document_new("x");
    g_autoptr(GError) error = NULL;
    mb_fileset_take(document->files, "data/document.xml", g_bytes_new("<html/>", 7));
    assert_false(mb_stage_run(&mb_stage_index, document, &options, &error));
    assert_non_null(error);
    assert_null(mb_fileset_get(document->files, "data/search/records.ndjson"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_line_is_a_json_object_with_text),
        cmocka_unit_test(signs_of_json_in_the_text_come_through),
        cmocka_unit_test(the_same_document_gives_the_same_records),
        cmocka_unit_test(what_is_no_archive_xml_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
