/* minutebook verify: whether packages are as they were made. */
#include "driver/commands.h"
#include "driver/rerun.h"

#include "archive/bag.h"
#include "archive/catalogue.h"
#include "base/error.h"
#include "base/file.h"
#include "base/limits.h"
#include "xml/contract.h"
#include "xml/references.h"

#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    guint bags, bad;
    bool is_quiet;
    const MbRerun *rerun; /* NULL: packages are not made anew */
} Account;

/* A number of the report, or -1. */
static gint64 reported(JsonObject *report, const char *group, const char *name)
{
    JsonObject *object = json_object_has_member(report, group) ? json_object_get_object_member(report, group) : NULL;
    return object && json_object_has_member(object, name) ? json_object_get_int_member(object, name) : -1;
}

static void check_figure(GPtrArray *problems, const char *what, gint64 counted, gint64 said)
{
    if (counted != said)
        g_ptr_array_add(problems, g_strdup_printf("%s: %" G_GINT64_FORMAT ", but report.json says %" G_GINT64_FORMAT, what, counted, said));
}

static void check_report(const char *bag, const MbContract *contract, GPtrArray *problems)
{
    g_autofree char *path = g_build_filename(bag, "data", "metadata", "report.json", NULL);
    g_autoptr(JsonParser) parser = json_parser_new();
    JsonNode *root = json_parser_load_from_file(parser, path, NULL) ? json_parser_get_root(parser) : NULL;
    if (!root || !JSON_NODE_HOLDS_OBJECT(root)) {
        g_ptr_array_add(problems, g_strdup("report.json cannot be read"));
        return;
    }
    JsonObject *report = json_node_get_object(root);
    JsonArray *issues = json_object_has_member(report, "issues") ? json_object_get_array_member(report, "issues") : NULL;
    check_figure(problems, "pages", contract->pages, reported(report, "figures", "pages"));
    check_figure(problems, "tables", contract->tables, reported(report, "figures", "tables"));
    check_figure(problems, "agenda items", contract->agenda_items, reported(report, "figures", "agendaItems"));
    check_figure(problems, "issues", contract->issues, issues ? (gint64)json_array_get_length(issues) : -1);
}

/* That the package is of the source that the archive XML names, and holds what the XML names. */
static void check_trace(const char *bag, const MbContract *contract, GPtrArray *problems)
{
    g_autoptr(MbAttrs) info = mb_bag_read_info(bag, NULL);
    const char *said = mb_attrs_get(info, "Source-SHA256");
    if (!contract->sha256 || g_strcmp0(said, contract->sha256))
        g_ptr_array_add(problems, g_strdup("source is not the one that bag-info.txt names"));
    for (guint i = 0; i < contract->files->len; i++) {
        g_autofree char *path = g_build_filename(bag, "data", contract->files->pdata[i], NULL);
        if (access(path, R_OK) != 0)
            g_ptr_array_add(problems, g_strdup_printf("file that it names is missing: '%s'", (char *)contract->files->pdata[i]));
    }
    check_report(bag, contract, problems);
}

static void check_document(const char *bag, GPtrArray *problems)
{
    g_autofree char *path = g_build_filename(bag, "data", "document.xml", NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = mb_file_read(path, MB_LIMIT_SOURCE_BYTES, &error);
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);
    if (!bytes) {
        g_ptr_array_add(problems, g_strdup(error->message));
        return;
    }
    g_auto(MbContract) contract = {0};
    mb_references_check(bytes, found);
    if (mb_contract_check(bytes, &contract, found))
        check_trace(bag, &contract, found);
    for (guint i = 0; i < found->len; i++)
        g_ptr_array_add(problems, g_strdup_printf("data/document.xml: %s", (char *)found->pdata[i]));
}

static void check_rerun(const char *bag, const MbRerun *with, GPtrArray *problems)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);
    if (!mb_rerun(bag, with, found, &error))
        g_ptr_array_add(problems, g_strdup(error->message));
    for (guint i = 0; i < found->len; i++)
        g_ptr_array_add(problems, g_strdup_printf("made anew: %s", (char *)found->pdata[i]));
}

static void verify_bag(Account *account, const char *path)
{
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    mb_bag_verify(path, problems);
    check_document(path, problems);
    if (account->rerun && problems->len == 0)
        check_rerun(path, account->rerun, problems);
    for (guint i = 0; i < problems->len; i++)
        fprintf(stderr, "minutebook: %s: %s\n", path, (char *)problems->pdata[i]);
    account->bags++;
    account->bad += problems->len > 0;
}

typedef struct {
    Account *account;
    const char *out;
} Archive;

/* A document that the catalogue calls done must have its package. */
static void check_row(const MbDocumentRow *row, void *data)
{
    Archive *archive = data;
    g_autofree char *path = g_build_filename(archive->out, row->slug, NULL);
    if (strcmp(row->state, "done") || mb_bag_is_bag(path))
        return;
    fprintf(stderr, "minutebook: %s: package is missing\n", path);
    archive->account->bad++;
}

static bool verify_archive(Account *account, const char *out, GError **error)
{
    g_autoptr(GPtrArray) slugs = mb_bag_list(out);
    for (guint i = 0; i < slugs->len; i++) {
        g_autofree char *path = g_build_filename(out, slugs->pdata[i], NULL);
        verify_bag(account, path);
    }
    Archive archive = {account, out};
    g_autoptr(MbCatalogue) catalogue = mb_catalogue_open(out, false, error);
    return catalogue && mb_catalogue_list(catalogue, check_row, &archive, error);
}

static int verify_all(char **paths, bool is_quiet, const MbRerun *rerun)
{
    Account account = {.is_quiet = is_quiet, .rerun = rerun};
    int worst = MB_EXIT_DONE;
    for (; *paths; paths++) {
        g_autoptr(GError) error = NULL;
        if (access(*paths, R_OK) != 0)
            g_set_error(&error, MB_DRIVER_ERROR, MB_ERROR_ENVIRONMENT, "cannot open: %m");
        else if (mb_bag_is_bag(*paths))
            verify_bag(&account, *paths);
        else
            verify_archive(&account, *paths, &error);
        int status = error ? mb_command_fail(*paths, error) : MB_EXIT_DONE;
        worst = MAX(worst, status);
    }
    if (!is_quiet)
        printf("%u package%s checked, %u with problems\n", account.bags, account.bags == 1 ? "" : "s", account.bad);
    return account.bad ? MAX(worst, MB_EXIT_DOCUMENT) : worst;
}

int mb_command_verify(int argc, char **argv)
{
    gboolean is_quiet = FALSE, wants_rerun = FALSE;
    g_auto(GStrv) rest = NULL;
    g_autofree char *password = NULL, *profile = NULL;
    const GOptionEntry entries[] = {
        {"rerun", 0, 0, G_OPTION_ARG_NONE, &wants_rerun, "make each package anew from its original and compare the bytes", NULL},
        {"password", 0, 0, G_OPTION_ARG_STRING, &password, "with --rerun: password of encrypted sources", "WORD"},
        {"profile", 0, 0, G_OPTION_ARG_FILENAME, &profile, "with --rerun: the profile that was used", "FILE"},
        {"quiet", 'q', 0, G_OPTION_ARG_NONE, &is_quiet, "print problems only", NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &rest, NULL, NULL},
        {0}};
    g_autoptr(GError) error = NULL;
    if (!mb_command_parse("OUT|BAG...",
                          "Checks packages: manifests complete and right, no stray files; of the archive XML references,\n"
                          "places, certainty, spans, addresses, pages and figures. With --rerun proves that source,\n"
                          "program and options give these bytes, or says which differ and where.",
                          entries, &argc, &argv, &error))
        return mb_command_fail("verify", error);
    if (!rest) {
        g_set_error(&error, MB_DRIVER_ERROR, MB_ERROR_USAGE, "no archive or package given");
        return mb_command_fail("verify", error);
    }
    MbRerun with = {password, profile};
    return verify_all(rest, is_quiet, wants_rerun ? &with : NULL);
}
