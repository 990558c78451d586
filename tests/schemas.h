/*
 * The official schemas, for tests that hold our files against them where they are found: a folder that MB_SCHEMAS names, or
 * ../shared/schemas, with catalog.xml. Our own schemas and contract are tested everywhere; these are skipped where they are not found.
 */
#ifndef MB_TESTS_SCHEMAS_H
#define MB_TESTS_SCHEMAS_H

#include <glib.h>

/* The path of one of them ("premis/premis-v3-0.xsd"), or NULL; caller frees. */
G_GNUC_UNUSED static char *find_schema(const char *name)
{
    const char *folder = g_getenv("MB_SCHEMAS");
    g_autofree char *program = g_find_program_in_path("xmllint");
    g_autofree char *path = g_build_filename(folder ? folder : "../shared/schemas", name, NULL);
    return program && g_file_test(path, G_FILE_TEST_EXISTS) ? g_canonicalize_filename(path, NULL) : NULL;
}

/* A command line that checks files against a schema and says what is wrong alone; the files are to be appended. Caller frees. */
G_GNUC_UNUSED static char *dup_schema_command(const char *schema)
{
    g_autofree char *kind = g_path_get_dirname(schema), *folder = g_path_get_dirname(kind);
    return g_strdup_printf("XML_CATALOG_FILES='%s/catalog.xml' xmllint --nonet --noout --quiet --schema '%s'", folder, schema);
}

#endif
