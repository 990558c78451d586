/* minutebook search: what the archive says about something. */
#include "driver/commands.h"

#include "archive/search.h"
#include "base/error.h"
#include "driver/report.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define DEFAULT_LIMIT 20

typedef struct {
    const char *begin, *end; /* around words found */
    bool is_json;
    guint count;
} Printer;

/* The snippet with its marks as they are shown here; caller frees. */
static char *dup_marked(const Printer *printer, const char *snippet)
{
    GString *out = g_string_new(NULL);
    for (const char *c = snippet ? snippet : ""; *c; c++) {
        if (*c == MB_SEARCH_MARK_BEGIN[0])
            g_string_append(out, printer->begin);
        else if (*c == MB_SEARCH_MARK_END[0])
            g_string_append(out, printer->end);
        else
            g_string_append_c(out, *c);
    }
    return g_string_free(out, FALSE);
}

static void print_json(const MbHit *hit, const char *snippet)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    json_builder_begin_object(builder);
    mb_report_put_string(builder, "document", hit->slug);
    mb_report_put_string(builder, "title", hit->title);
    mb_report_put_string(builder, "body", hit->body);
    mb_report_put_string(builder, "date", hit->date);
    mb_report_put_string(builder, "kind", hit->kind);
    mb_report_put_string(builder, "part", hit->part);
    mb_report_put_string(builder, "item", hit->item);
    mb_report_put_string(builder, "heading", hit->heading);
    mb_report_put_int(builder, "page", hit->page);
    mb_report_put_string(builder, "snippet", snippet);
    mb_report_print(builder);
}

/* "v1, page 3 (Committee, 2018-03-12): Heading > Heading", then the snippet. */
static void print_text(const MbHit *hit, const char *snippet)
{
    printf("%s", hit->slug);
    if (hit->page > 0)
        printf(", page %d", hit->page);
    if (hit->body || hit->date)
        printf(" (%s%s%s)", hit->body ? hit->body : "", hit->body && hit->date ? ", " : "", hit->date ? hit->date : "");
    if (hit->heading && *hit->heading)
        printf(": %s", hit->heading);
    printf("\n    %s\n", snippet);
}

static void print_hit(const MbHit *hit, void *data)
{
    Printer *printer = data;
    g_autofree char *snippet = dup_marked(printer, hit->snippet);
    printer->count++;
    if (printer->is_json)
        print_json(hit, snippet);
    else
        print_text(hit, snippet);
}

static bool search(const char *out, const MbSearch *asked, bool is_json, GError **error)
{
    g_autoptr(MbCatalogue) catalogue = mb_catalogue_open(out, false, error);
    bool is_terminal = isatty(STDOUT_FILENO) && !is_json;
    Printer printer = {is_terminal ? "\033[1m" : "**", is_terminal ? "\033[0m" : "**", is_json, 0};
    if (!catalogue || !mb_catalogue_search(catalogue, asked, print_hit, &printer, error))
        return false;
    if (printer.count == 0 && !is_json)
        puts("nothing found");
    return true;
}

int mb_command_search(int argc, char **argv)
{
    MbSearch asked = {.limit = DEFAULT_LIMIT};
    g_autofree char *person = NULL, *body = NULL, *kind = NULL, *from = NULL, *to = NULL, *text = NULL;
    gboolean is_json = FALSE;
    g_auto(GStrv) rest = NULL;
    const GOptionEntry entries[] = {
        {"person", 0, 0, G_OPTION_ARG_STRING, &person, "only where this person is named", "NAME"},
        {"body", 0, 0, G_OPTION_ARG_STRING, &body, "only papers of this committee or council", "NAME"},
        {"kind", 0, 0, G_OPTION_ARG_STRING, &kind, "only this kind: minutes, agendaPack, report, letter ...", "KIND"},
        {"from", 0, 0, G_OPTION_ARG_STRING, &from, "meetings from this date on", "YYYY[-MM[-DD]]"},
        {"to", 0, 0, G_OPTION_ARG_STRING, &to, "meetings up to this date", "YYYY[-MM[-DD]]"},
        {"limit", 0, 0, G_OPTION_ARG_INT, &asked.limit, "most answers (20)", "N"},
        {"json", 0, 0, G_OPTION_ARG_NONE, &is_json, "one JSON object a line", NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &rest, NULL, NULL},
        {0}};
    g_autoptr(GError) error = NULL;
    if (!mb_command_parse("OUT [WORD...]",
                          "Searches an archive. All words must be there; \"quoted words\" are a phrase, word* any ending,\n"
                          "OR and NOT stand between words.",
                          entries, &argc, &argv, &error))
        return mb_command_fail("search", error);
    if (!rest || !rest[0] || asked.limit < 1) {
        g_set_error(&error, MB_DRIVER_ERROR, MB_ERROR_USAGE, asked.limit < 1 ? "limit must be at least 1" : "no archive given");
        return mb_command_fail("search", error);
    }
    text = g_strjoinv(" ", rest + 1);
    asked.text = *text ? text : NULL;
    asked.person = person;
    asked.body = body;
    asked.kind = kind;
    asked.from = from;
    asked.to = to;
    return search(rest[0], &asked, is_json, &error) ? MB_EXIT_DONE : mb_command_fail(rest[0], error);
}
