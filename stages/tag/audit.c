/*
 * What minutes say twice must agree: counts and names of a vote, its numbers
 * and outcome, voters and those present, weekday and date, the order of items.
 * Issues only; nothing is changed.
 */
#include "tagger.h"

#include "model/label.h"

#include <stdio.h>
#include <string.h>

/* A list of those present is believed from so many names on: fewer may be the chair and clerk alone. */
#define MIN_PRESENT 3

static void report(MbTagger *tagger, const MbBlock *leaf, MbIssueTag tag, const char *subject)
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
    report(tagger, leaf, MB_ISSUE_WEEKDAY_WRONG, subject);
}

/* A number in figures or as a word up to twelve; -1 when it is neither. */
static int count_of(const char *text)
{
    static const char *const words[] = {"no",  "one",   "two",   "three", "four", "five",   "six",
                                        "seven", "eight", "nine", "ten",   "eleven", "twelve"};
    if (!text || !*text)
        return -1;
    if (g_ascii_isdigit(*text))
        return (int)g_ascii_strtoll(text, NULL, 10);
    for (guint i = 0; i < G_N_ELEMENTS(words); i++)
        if (!g_ascii_strcasecmp(text, words[i]))
            return (int)i;
    return !g_ascii_strcasecmp(text, "none") || !g_ascii_strcasecmp(text, "nil") ? 0 : -1;
}

/* How many people a stretch names. */
static guint named_in(const MbBlock *leaf, const MbSpan *vote)
{
    guint names = 0;
    for (guint i = 0; i < leaf->spans->len; i++) {
        const MbSpan *span = &g_array_index(leaf->spans, MbSpan, i);
        names += span->kind == MB_SPAN_PERSON && span->start >= vote->start && span->end <= vote->end;
    }
    return names;
}

/* "FOR (6): Amis, Burke": the count and the names. */
static void check_count(MbTagger *tagger, const MbBlock *leaf, const MbSpan *vote)
{
    int stated = count_of(mb_attrs_get(vote->attrs, "count"));
    guint named = named_in(leaf, vote);
    if (stated < 0 || !named || (guint)stated == named)
        return;
    const char *side = mb_attrs_get(vote->attrs, "side");
    g_autofree char *subject = g_strdup_printf("%s: %d stated, %u named", side ? side : "votes", stated, named);
    report(tagger, leaf, MB_ISSUE_VOTE_COUNT, subject);
}

/* Whether a vote's words say what became of the matter: 1 carried, -1 lost, 0 neither. */
static int outcome_in(const char *text)
{
    g_autofree char *lower = g_ascii_strdown(text, -1);
    bool carried = strstr(lower, "carried") || strstr(lower, "was approved"), lost = strstr(lower, "lost") || strstr(lower, "defeated");
    return carried == lost ? 0 : carried ? 1 : -1;
}

/* The outcome of a statement is looked for in its sentence: the stretch between full stops around it. */
static int outcome_around(const char *text, guint start, guint end)
{
    while (start > 0 && strncmp(text + start - 1, ". ", 2))
        start--;
    while (text[end] && strncmp(text + end, ". ", 2))
        end++;
    g_autofree char *sentence = g_strndup(text + start, end - start);
    return strstr(sentence, "asting vote") ? 0 : outcome_in(sentence);
}

/* "LOST (4 voting in favour, 5 against)", "lost by 12 votes to 21": in "by A votes to B" the first count is the loser's when lost. */
static void check_outcome(MbTagger *tagger, const MbBlock *leaf, guint start, guint end, const MbAttrs *counts)
{
    int yes = count_of(mb_attrs_get(counts, "for")), no = count_of(mb_attrs_get(counts, "against"));
    int outcome = yes < 0 || no < 0 ? 0 : outcome_around(leaf->text->str, start, end);
    g_autofree char *words = g_strndup(leaf->text->str + start, end - start);
    bool by = strstr(words, " to ") != NULL; /* "lost by 21 votes to 12" is said of the side that won */
    if ((outcome > 0 && yes >= no) || (outcome < 0 && (by || yes <= no)) || !outcome)
        return;
    g_autofree char *subject = g_strdup_printf("%d for, %d against, and %s", yes, no, outcome > 0 ? "carried" : "lost");
    report(tagger, leaf, MB_ISSUE_VOTE_COUNT, subject);
}

/* Counts in words of the leaf, whatever span holds them. */
static void check_outcomes(MbTagger *tagger, const MbBlock *leaf)
{
    g_autoptr(GMatchInfo) match = NULL;
    if (!mb_rules_find(tagger->rules, "by-votes", leaf->text->str, &match))
        return;
    for (; g_match_info_matches(match); g_match_info_next(match, NULL)) {
        gint start, end;
        g_match_info_fetch_pos(match, 0, &start, &end);
        MbAttrs *counts = NULL;
        g_autofree char *yes = g_match_info_fetch_named(match, "for"), *no = g_match_info_fetch_named(match, "against");
        mb_attrs_set(&counts, "for", yes);
        mb_attrs_set(&counts, "against", no);
        check_outcome(tagger, leaf, (guint)start, (guint)end, counts);
        mb_attrs_free(counts);
    }
}

static const char *attendance_of(const MbTagger *tagger, const MbSpan *person)
{
    const MbEntity *entity = person->ref ? mb_document_entity(tagger->document, person->ref) : NULL;
    return entity ? mb_attrs_get(entity->attrs, "attendance") : NULL;
}

/* How many people the minutes list as present. */
static guint count_present(const MbTagger *tagger)
{
    g_autoptr(GHashTable) present = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < tagger->views->len; i++) {
        const MbView *view = tagger->views->pdata[i];
        for (guint k = 0; !g_strcmp0(view->attendance, "present") && view->leaf->spans && k < view->leaf->spans->len; k++) {
            const MbSpan *span = &g_array_index(view->leaf->spans, MbSpan, k);
            if (span->kind == MB_SPAN_PERSON && span->ref)
                g_hash_table_add(present, span->ref);
        }
    }
    return g_hash_table_size(present);
}

/* The names of one side of a recorded vote. */
static void check_voters(MbTagger *tagger, const MbBlock *leaf, const MbSpan *vote)
{
    for (guint i = 0; i < leaf->spans->len; i++) {
        const MbSpan *span = &g_array_index(leaf->spans, MbSpan, i);
        if (span->kind != MB_SPAN_PERSON || span->start < vote->start || span->end > vote->end)
            continue;
        const char *attendance = attendance_of(tagger, span);
        if (attendance && strcmp(attendance, "apologies"))
            continue;
        g_autofree char *name = g_strndup(leaf->text->str + span->start, span->end - span->start);
        g_autofree char *subject = g_strdup_printf("%s%s", name, attendance ? ", who sent apologies" : "");
        report(tagger, leaf, MB_ISSUE_VOTER_ABSENT, subject);
    }
}

static void check_leaf(MbTagger *tagger, const MbBlock *leaf, guint present)
{
    for (guint i = 0; leaf->spans && i < leaf->spans->len; i++) {
        const MbSpan *span = &g_array_index(leaf->spans, MbSpan, i);
        if (span->kind == MB_SPAN_DATE)
            check_weekday(tagger, leaf, span);
        if (span->kind != MB_SPAN_VOTE)
            continue;
        check_count(tagger, leaf, span);
        if (!g_strcmp0(mb_attrs_get(span->attrs, "kind"), "recorded") && present >= MIN_PRESENT)
            check_voters(tagger, leaf, span);
    }
    if (strstr(leaf->text->str, "vot"))
        check_outcomes(tagger, leaf);
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
    report(tagger, item->first_child, MB_ISSUE_ITEM_ORDER, subject);
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
    guint present = count_present(tagger);
    for (guint i = 0; i < tagger->views->len; i++) {
        const MbView *view = tagger->views->pdata[i];
        check_leaf(tagger, view->leaf, present);
    }
    check_items(tagger);
}
