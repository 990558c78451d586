/* minutebook status: what an archive holds and what went wrong. */
#include "driver/commands.h"

#include "archive/alike.h"
#include "base/error.h"
#include "driver/report.h"

#include <stdio.h>
#include <string.h>

typedef struct {
    bool is_json;
    int documents, done, failed, waiting, doubtful, damaged, lossy;
    gint64 pages;
} Account;

static void print_document_json(const MbDocumentRow *row)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    json_builder_begin_object(builder);
    mb_report_put_string(builder, "document", row->slug);
    mb_report_put_string(builder, "state", row->state);
    mb_report_put_string(builder, "file", row->name);
    mb_report_put_string(builder, "title", row->title);
    mb_report_put_string(builder, "council", row->council);
    mb_report_put_string(builder, "body", row->body);
    mb_report_put_string(builder, "date", row->date);
    mb_report_put_string(builder, "kind", row->kind);
    mb_report_put_int(builder, "pages", row->pages);
    mb_report_put_int(builder, "status", row->status);
    mb_report_put_string(builder, "message", row->message);
    mb_report_put_string(builder, "log", row->log);
    mb_report_put_int(builder, "note", row->notes);
    mb_report_put_int(builder, "doubt", row->doubts);
    mb_report_put_int(builder, "damage", row->damages);
    mb_report_put_int(builder, "loss", row->losses);
    mb_report_print(builder);
}

static void print_document(const MbDocumentRow *row)
{
    if (!strcmp(row->state, "failed"))
        printf("failed    %s: %s\n", row->slug, row->message);
    else if (row->losses)
        printf("losses    %s: %d\n", row->slug, row->losses);
    else if (row->damages)
        printf("damaged   %s: %d\n", row->slug, row->damages);
    else if (row->doubts)
        printf("doubtful  %s: %d\n", row->slug, row->doubts);
}

static void count(const MbDocumentRow *row, void *data)
{
    Account *account = data;
    account->documents++;
    account->done += !strcmp(row->state, "done");
    account->failed += !strcmp(row->state, "failed");
    account->waiting += !strcmp(row->state, "new");
    account->doubtful += row->doubts > 0;
    account->damaged += row->damages > 0;
    account->lossy += row->losses > 0;
    account->pages += row->pages;
    if (account->is_json)
        print_document_json(row);
    else
        print_document(row);
}

static void print_account(const Account *account)
{
    if (!account->is_json) {
        printf("%d documents, %" G_GINT64_FORMAT " pages: %d done, %d failed, %d waiting; %d with doubts, %d with damage, %d with losses\n",
               account->documents, account->pages, account->done, account->failed, account->waiting, account->doubtful, account->damaged,
               account->lossy);
        return;
    }
    g_autoptr(JsonBuilder) builder = json_builder_new();
    json_builder_begin_object(builder);
    mb_report_put_int(builder, "documents", account->documents);
    mb_report_put_int(builder, "pages", account->pages);
    mb_report_put_int(builder, "done", account->done);
    mb_report_put_int(builder, "failed", account->failed);
    mb_report_put_int(builder, "waiting", account->waiting);
    mb_report_put_int(builder, "doubtful", account->doubtful);
    mb_report_put_int(builder, "damaged", account->damaged);
    mb_report_put_int(builder, "lossy", account->lossy);
    mb_report_print(builder);
}

static void print_alike_json(const MbAlike *alike)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    json_builder_begin_object(builder);
    mb_report_put_string(builder, "same", alike->slug);
    mb_report_put_int(builder, "first", alike->first);
    mb_report_put_int(builder, "last", alike->last);
    mb_report_put_string(builder, "as", alike->other);
    mb_report_put_int(builder, "asFirst", alike->other_first);
    mb_report_put_int(builder, "asLast", alike->other_last);
    mb_report_put_int(builder, "percent", alike->percent);
    mb_report_print(builder);
}

static void print_alike(const MbAlike *alike, void *data)
{
    const Account *account = data;
    if (account->is_json) {
        print_alike_json(alike);
        return;
    }
    g_autofree char *line = mb_report_dup_alike(alike);
    puts(line);
}

static bool show_status(const char *out, bool is_json, bool wants_alike, GError **error)
{
    Account account = {.is_json = is_json};
    g_autoptr(MbCatalogue) catalogue = mb_catalogue_open(out, false, error);
    if (!catalogue || !mb_catalogue_list(catalogue, count, &account, error))
        return false;
    if (wants_alike && !mb_catalogue_alike(catalogue, NULL, print_alike, &account, error))
        return false;
    print_account(&account);
    return true;
}

int mb_command_status(int argc, char **argv)
{
    gboolean is_json = FALSE, wants_alike = FALSE;
    g_auto(GStrv) rest = NULL;
    const GOptionEntry entries[] = {
        {"duplicates", 0, 0, G_OPTION_ARG_NONE, &wants_alike, "tell of pages that say the same in several documents", NULL},
        {"json", 0, 0, G_OPTION_ARG_NONE, &is_json, "one JSON object a line for each document and the sum", NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &rest, NULL, NULL},
        {0}};
    g_autoptr(GError) error = NULL;
    if (!mb_command_parse("OUT", "Tells what of an archive is done, failed and to be looked at.", entries, &argc, &argv, &error))
        return mb_command_fail("status", error);
    if (!mb_command_check_one(rest, "no archive given", &error))
        return mb_command_fail("status", error);
    return show_status(rest[0], is_json, wants_alike, &error) ? MB_EXIT_DONE : mb_command_fail(rest[0], error);
}
