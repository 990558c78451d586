/*
 * Packages of all our packs, held against the contract (always) and against the official schemas (where they are found, schemas.h).
 */
#include "../schemas.h"
#include "../scratch.h"

#include "base/limits.h"
#include "xml/schema.h"

#include <glob.h>

#define OUR_SCHEMA "docs/archive.rng"
#define PACKS 5

static const struct {
    const char *schema, *files;
} kinds[] = {
    {"akn-oasis/akomantoso30.xsd", "out/*/data/document.xml"},
    {"premis/premis-v3-0.xsd", "out/*/data/metadata/premis.xml"},
    {"alto/alto-4-4.xsd", "out/*/data/alto/page-*.xml"},
    {"mets/mets-1.12.1.xsd", "out/*/mets.xml"},
};

/* One archive for all cases, since reading takes half a minute. */
static int make_archive(void **state)
{
    g_autofree char *packs = g_canonicalize_filename("fixtures/packs", NULL);
    g_autofree char *line = g_strdup_printf("$BIN/minutebook run -q --mets --opex -o out %s/v?.pdf", packs);
    if (make_scratch(state) != 0)
        return -1;
    g_auto(Ended) ended = run_shell(state, line);
    return ended.status;
}

static void every_package_keeps_the_contract(void **state)
{
    g_auto(Ended) verified = run_shell(state, "$BIN/minutebook verify out");
    assert_int_equal(verified.status, 0);
    assert_string_equal(verified.out, "5 packages checked, 0 with problems\n");
}

static void every_document_is_valid_by_our_schema(void **state)
{
    glob_t found = {0};
    assert_int_equal(glob(in_scratch(state, "out/*/data/document.xml"), 0, NULL, &found), 0);
    assert_int_equal(found.gl_pathc, PACKS);
    for (gsize i = 0; i < found.gl_pathc; i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(GBytes) bytes = mb_file_read(found.gl_pathv[i], MB_LIMIT_SOURCE_BYTES, NULL);
        if (!mb_xml_check_relaxng(bytes, OUR_SCHEMA, &error))
            fail_msg("%s: %s", found.gl_pathv[i], error->message);
    }
    globfree(&found);
}

static void every_file_is_valid_by_the_official_schema_of_its_kind(void **state)
{
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autofree char *schema = find_schema(kinds[i].schema);
        if (!schema)
            skip();
        g_autofree char *command = dup_schema_command(schema), *line = g_strconcat(command, " ", kinds[i].files, NULL);
        expect_status(state, line, 0);
    }
}

/* A schema that takes anything would prove nothing. */
static void the_official_schemas_refuse_what_is_wrong(void **state)
{
    g_autofree char *schema = find_schema(kinds[1].schema);
    if (!schema)
        skip();
    g_autofree char *command = dup_schema_command(schema), *line = g_strconcat(command, " wrong.xml", NULL);
    expect_status(state, "sed s/agentVersion/agentVintage/g out/v1/data/metadata/premis.xml > wrong.xml", 0);
    g_auto(Ended) ended = run_shell(state, line);
    assert_int_not_equal(ended.status, 0);
}

/* What CSV on the Web asks of metadata (Model for Tabular Data, section 4; there is no schema of it), and as many names as columns. */
static void the_tables_say_what_their_columns_are(void **state)
{
    expect_status(state, "ls out/*/data/tables/table-*.csv >/dev/null && for t in out/*/data/tables/table-??.csv; do"
                         " grep -q '\"@context\" *: *\"http://www.w3.org/ns/csvw\"' $t-metadata.json &&"
                         " grep -q \"\\\"url\\\" *: *\\\"$(basename $t)\\\"\" $t-metadata.json || exit 1; done", 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_package_keeps_the_contract),
        cmocka_unit_test(every_document_is_valid_by_our_schema),
        cmocka_unit_test(every_file_is_valid_by_the_official_schema_of_its_kind),
        cmocka_unit_test(the_official_schemas_refuse_what_is_wrong),
        cmocka_unit_test(the_tables_say_what_their_columns_are),
    };
    return cmocka_run_group_tests(tests, make_archive, remove_scratch);
}
