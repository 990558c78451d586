/*
 * What minutes say twice must agree: weekday and date, the order of items; votes
 * are in audit-votes.c. Issues only; nothing is changed.
 */
#include "audit.h"

#include "model/label.h"

#include <stdio.h>
#include <string.h>

void mb_audit_report(MbTagger *tagger, const MbBlock *leaf, MbIssueTag tag, const char *subject)
{
    mb_document_add_issue(tagger->document, tag, leaf->page, leaf->box, subject);
}

/* The weekday of a date that begins with one, 1 to 7; 0 without. */
static guint printed_weekday(const char *text)
{
    static const char *const days[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    for (guint i = 0; i < G_N_ELEMENTS(days); i++)
        if (!g_ascii_strncasecmp(text, days[i], 3))
            return i + 1;
    return 0;
}

static void check_weekday(MbTagger *tagger, const MbBlock *leaf, const MbSpan *span)
{
    const char *value = mb_attrs_get(span->attrs, "date");
    guint printed = printed_weekday(leaf->text->str + span->start);
    int year, month, day;
    if (!printed || !value || sscanf(value, "%d-%d-%d", &year, &month, &day) != 3 ||
        !g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year))
        return;
    GDate date;
    g_date_clear(&date, 1);
    g_date_set_dmy(&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
    if (g_date_get_weekday(&date) == (GDateWeekday)printed)
        return;
    char real[32];
    g_date_strftime(real, sizeof real, "%A", &date);
    g_autofree char *subject =
        g_strdup_printf("\"%.*s\" was a %s", (int)(span->end - span->start), leaf->text->str + span->start, real);
    mb_audit_report(tagger, leaf, MB_ISSUE_WEEKDAY_WRONG, subject);
}

static void check_dates(MbTagger *tagger, const MbBlock *leaf)
{
    for (guint i = 0; leaf->spans && i < leaf->spans->len; i++)
        if (g_array_index(leaf->spans, MbSpan, i).kind == MB_SPAN_DATE)
            check_weekday(tagger, leaf, &g_array_index(leaf->spans, MbSpan, i));
}

/* The last number of a label ("09/44", "12."), -1 without; series: where it begins. */
static gint64 last_number(const char *label, gsize *series)
{
    gsize end = strlen(label);
    while (end > 0 && !g_ascii_isdigit(label[end - 1]))
        end--;
    gsize start = end;
    while (start > 0 && g_ascii_isdigit(label[start - 1]))
        start--;
    *series = start;
    return end > start ? g_ascii_strtoll(label + start, NULL, 10) : -1;
}

/* Numbers with the year behind ("12/2024") count by what stands before it: they are not compared. */
static void check_order(MbTagger *tagger, const MbBlock *item, const char *before)
{
    const char *label = item->first_child ? item->first_child->label : NULL;
    gsize series, series_before;
    if (!label || !before)
        return;
    gint64 number = last_number(label, &series), number_before = last_number(before, &series_before);
    bool same = series == series_before && !strncmp(label, before, series);
    if (!same || number < 0 || number > number_before)
        return;
    g_autofree char *subject = g_strdup_printf("%s after %s", label, before);
    mb_audit_report(tagger, item->first_child, MB_ISSUE_ITEM_ORDER, subject);
}

static void check_items(MbTagger *tagger)
{
    const char *before = NULL;
    const MbBlock *parent = NULL;
    for (MbBlock *block = tagger->document->body; block; block = mb_block_next(tagger->document->body, block)) {
        if (block->kind != MB_BLOCK_AGENDA_ITEM)
            continue;
        check_order(tagger, block, block->parent == parent ? before : NULL);
        before = block->first_child ? block->first_child->label : NULL;
        parent = block->parent;
    }
}

void mb_tag_audit(MbTagger *tagger)
{
    for (guint i = 0; i < tagger->views->len; i++)
        check_dates(tagger, ((const MbView *)tagger->views->pdata[i])->leaf);
    mb_audit_votes(tagger);
    check_items(tagger);
}
