/* minutebook verify: whether packages are as they were made. */
#include "driver/commands.h"

#include "archive/bag.h"
#include "archive/catalogue.h"
#include "base/error.h"
#include "base/file.h"
#include "base/limits.h"
#include "xml/references.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    guint bags, bad;
    bool is_quiet;
} Account;

static void check_document(const char *bag, GPtrArray *problems)
{
    g_autofree char *path = g_build_filename(bag, "data", "document.xml", NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = mb_file_read(path, MB_LIMIT_SOURCE_BYTES, &error);
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);
    if (!bytes)
        g_ptr_array_add(problems, g_strdup(error->message));
    else if (!mb_references_check(bytes, found))
        for (guint i = 0; i < found->len; i++)
            g_ptr_array_add(problems, g_strdup_printf("data/document.xml: %s", (char *)found->pdata[i]));
}

static void verify_bag(Account *account, const char *path)
{
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    mb_bag_verify(path, problems);
    check_document(path, problems);
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

static int verify_all(char **paths, bool is_quiet)
{
    Account account = {.is_quiet = is_quiet};
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
    gboolean is_quiet = FALSE;
    g_auto(GStrv) rest = NULL;
    const GOptionEntry entries[] = {
        {"quiet", 'q', 0, G_OPTION_ARG_NONE, &is_quiet, "print problems only", NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &rest, NULL, NULL},
        {0}};
    g_autoptr(GError) error = NULL;
    if (!mb_command_parse("OUT|BAG...",
                          "Checks packages: manifests complete and right, no stray files, archive XML well formed,\n"
                          "references that find their targets.",
                          entries, &argc, &argv, &error))
        return mb_command_fail("verify", error);
    if (!rest) {
        g_set_error(&error, MB_DRIVER_ERROR, MB_ERROR_USAGE, "no archive or package given");
        return mb_command_fail("verify", error);
    }
    return verify_all(rest, is_quiet);
}
