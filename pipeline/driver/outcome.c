#include "driver/outcome.h"

#include "base/error.h"
#include "driver/commands.h"
#include "driver/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define BAR_CELLS 24

struct MbOutcome {
    MbManner manner;
    guint total, done, unchanged, failed;
    guint with[MB_SEVERITY_LOSS + 1]; /* documents whose gravest issue is of a severity */
    int worst;
    bool has_bar;
    char *last; /* document that ended last */
};

MbOutcome *mb_outcome_new(const MbManner *manner, guint total)
{
    MbOutcome *outcome = g_new0(MbOutcome, 1);
    outcome->manner = *manner;
    outcome->total = total;
    outcome->has_bar = isatty(STDERR_FILENO) && total > 1 && !manner->quiet && !manner->json;
    return outcome;
}

void mb_outcome_expect(MbOutcome *outcome, guint more)
{
    outcome->total += more;
}

void mb_outcome_free(MbOutcome *outcome)
{
    if (!outcome)
        return;
    g_free(outcome->last);
    g_free(outcome);
}

static void clear_bar(const MbOutcome *outcome)
{
    if (outcome->has_bar)
        fputs("\r\033[K", stderr);
}

static int terminal_columns(void)
{
    struct winsize size;
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

void mb_outcome_show_progress(MbOutcome *outcome)
{
    if (!outcome->has_bar || outcome->total == 0)
        return;
    guint ended = outcome->done + outcome->unchanged + outcome->failed;
    guint filled = ended * BAR_CELLS / outcome->total;
    GString *line = g_string_new("[");
    for (guint i = 0; i < BAR_CELLS; i++)
        g_string_append_c(line, i < filled ? '#' : '.');
    g_string_append_printf(line, "] %u/%u", ended, outcome->total);
    if (outcome->failed)
        g_string_append_printf(line, "  %u failed", outcome->failed);
    if (outcome->last)
        g_string_append_printf(line, "  %s", outcome->last);
    g_autofree char *shown = g_utf8_substring(line->str, 0, MIN(g_utf8_strlen(line->str, -1), terminal_columns() - 1));
    fprintf(stderr, "\r\033[K%s", shown);
    fflush(stderr);
    g_string_free(line, TRUE);
}

static guint count_of(const MbJob *job, MbSeverity severity)
{
    const char *count = mb_attrs_get(job->facts, mb_severity_name(severity));
    return count ? (guint)strtoul(count, NULL, 10) : 0;
}

static bool find_gravest(const MbJob *job, MbSeverity *gravest)
{
    for (int s = MB_SEVERITY_LOSS; s >= MB_SEVERITY_NOTE; s--)
        if (count_of(job, (MbSeverity)s)) {
            *gravest = (MbSeverity)s;
            return true;
        }
    return false;
}

static const char *state_name(const MbJob *job)
{
    static const char *const names[] = {"waiting", "done", "unchanged", "failed"};
    return names[job->state];
}

static void print_job_json(const MbJob *job, const char *name)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    json_builder_begin_object(builder);
    mb_report_put_string(builder, "file", name);
    mb_report_put_string(builder, "state", state_name(job));
    mb_report_put_string(builder, "package", job->slug);
    mb_report_put_int(builder, "status", mb_exit_from_error(job->error));
    mb_report_put_string(builder, "message", job->error ? job->error->message : NULL);
    mb_report_put_string(builder, "pages", mb_attrs_get(job->facts, "pages"));
    for (int s = MB_SEVERITY_NOTE; s <= MB_SEVERITY_LOSS && job->state == MB_JOB_DONE; s++)
        mb_report_put_int(builder, mb_severity_name((MbSeverity)s), count_of(job, (MbSeverity)s));
    json_builder_set_member_name(builder, "seconds");
    json_builder_add_double_value(builder, job->seconds);
    mb_report_print(builder);
}

/* "v1.pdf: done, 20 pages, 3 doubts, 1 loss" */
static void print_job_line(const MbJob *job, const char *name)
{
    static const char *const plurals[] = {"notes", "doubts", "damages", "losses"};
    const char *pages = mb_attrs_get(job->facts, "pages");
    printf("%s: %s", name, state_name(job));
    if (pages)
        printf(", %s page%s", pages, g_str_equal(pages, "1") ? "" : "s");
    for (int s = MB_SEVERITY_NOTE; s <= MB_SEVERITY_LOSS; s++) {
        guint n = count_of(job, (MbSeverity)s);
        if (n)
            printf(", %u %s", n, n == 1 ? mb_severity_name((MbSeverity)s) : plurals[s]);
    }
    putchar('\n');
    fflush(stdout);
}

static void grow_worst(MbOutcome *outcome, int status)
{
    outcome->worst = MAX(outcome->worst, status);
}

static void count_issues(MbOutcome *outcome, const MbJob *job)
{
    MbSeverity gravest;
    if (!find_gravest(job, &gravest))
        return;
    outcome->with[gravest]++;
    if (outcome->manner.fails_on_issues && gravest >= outcome->manner.fail_on)
        grow_worst(outcome, MB_EXIT_ISSUES);
}

void mb_outcome_add(MbOutcome *outcome, const MbJob *job, const char *name)
{
    g_free(outcome->last);
    outcome->last = g_strdup(name);
    outcome->done += job->state == MB_JOB_DONE;
    outcome->unchanged += job->state == MB_JOB_UNCHANGED;
    outcome->failed += job->state == MB_JOB_FAILED;
    count_issues(outcome, job);
    clear_bar(outcome);
    if (job->error)
        grow_worst(outcome, mb_command_fail(name, job->error));
    if (outcome->manner.json)
        print_job_json(job, name);
    else if (job->state == MB_JOB_DONE && !outcome->manner.quiet)
        print_job_line(job, name);
    mb_outcome_show_progress(outcome);
}

void mb_outcome_add_failure(MbOutcome *outcome, const char *name, const GError *error)
{
    g_autoptr(MbJob) job = mb_job_new(name, "", "");
    job->state = MB_JOB_FAILED;
    job->error = g_error_copy(error);
    outcome->total++;
    g_clear_pointer(&job->slug, g_free);
    mb_outcome_add(outcome, job, name);
}

static void print_summary_json(const MbOutcome *outcome, const char *out)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    json_builder_begin_object(builder);
    mb_report_put_string(builder, "archive", out);
    mb_report_put_int(builder, "documents", outcome->total);
    mb_report_put_int(builder, "done", outcome->done);
    mb_report_put_int(builder, "unchanged", outcome->unchanged);
    mb_report_put_int(builder, "failed", outcome->failed);
    mb_report_put_int(builder, "status", outcome->worst);
    mb_report_print(builder);
}

static void print_summary(const MbOutcome *outcome, const char *out)
{
    printf("%s: %u document%s: %u done, %u unchanged, %u failed", out, outcome->total, outcome->total == 1 ? "" : "s", outcome->done,
           outcome->unchanged, outcome->failed);
    if (outcome->with[MB_SEVERITY_DOUBT] || outcome->with[MB_SEVERITY_DAMAGE] || outcome->with[MB_SEVERITY_LOSS])
        printf("; to look at: %u doubtful, %u damaged, %u with losses", outcome->with[MB_SEVERITY_DOUBT],
               outcome->with[MB_SEVERITY_DAMAGE], outcome->with[MB_SEVERITY_LOSS]);
    putchar('\n');
}

int mb_outcome_finish(MbOutcome *outcome, const char *out)
{
    clear_bar(outcome);
    if (outcome->manner.json)
        print_summary_json(outcome, out);
    else if (!outcome->manner.quiet)
        print_summary(outcome, out);
    return outcome->worst;
}
