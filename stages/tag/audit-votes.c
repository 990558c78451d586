/*
 * Votes that contradict themselves or the lists of who was there. Issues only.
 */
#include "audit.h"

#include <string.h>

/* A list of those present is believed from so many names on: fewer may be the chair and clerk alone. */
#define MIN_PRESENT 3

/* Who has left and who came, while the minutes are walked in their order. */
typedef struct {
    MbTagger *tagger;
    GHashTable *left, *came; /* ids of people */
    guint present;           /* how many the minutes list as present */
} Meeting;

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
static void check_count(const Meeting *meeting, const MbBlock *leaf, const MbSpan *vote)
{
    int stated = count_of(mb_attrs_get(vote->attrs, "count"));
    guint named = named_in(leaf, vote);
    if (stated < 0 || !named || (guint)stated == named)
        return;
    const char *side = mb_attrs_get(vote->attrs, "side");
    g_autofree char *subject = g_strdup_printf("%s: %d stated, %u named", side ? side : "votes", stated, named);
    mb_audit_report(meeting->tagger, leaf, MB_ISSUE_VOTE_COUNT, subject);
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
static void check_outcome(const Meeting *meeting, const MbBlock *leaf, guint start, guint end, int yes, int no)
{
    int outcome = yes < 0 || no < 0 ? 0 : outcome_around(leaf->text->str, start, end);
    g_autofree char *words = g_strndup(leaf->text->str + start, end - start);
    bool by = strstr(words, " to ") != NULL; /* "lost by 21 votes to 12" is said of the side that won */
    if ((outcome > 0 && yes >= no) || (outcome < 0 && (by || yes <= no)) || !outcome)
        return;
    g_autofree char *subject = g_strdup_printf("%d for, %d against, and %s", yes, no, outcome > 0 ? "carried" : "lost");
    mb_audit_report(meeting->tagger, leaf, MB_ISSUE_VOTE_COUNT, subject);
}

/* More votes than members: those who came later and stood in are counted as there. */
static void check_total(const Meeting *meeting, const MbBlock *leaf, int yes, int no)
{
    if (yes < 0 || no < 0 || meeting->present < MIN_PRESENT || (guint)(yes + no) <= meeting->present + g_hash_table_size(meeting->came))
        return;
    g_autofree char *subject = g_strdup_printf("%d for, %d against, and %u members present", yes, no, meeting->present);
    mb_audit_report(meeting->tagger, leaf, MB_ISSUE_VOTE_COUNT, subject);
}

/* Counts in words of the leaf, whatever span holds them. */
static void check_outcomes(const Meeting *meeting, const MbBlock *leaf)
{
    g_autoptr(GMatchInfo) match = NULL;
    if (!strstr(leaf->text->str, "vot") || !mb_rules_find(meeting->tagger->rules, "by-votes", leaf->text->str, &match))
        return;
    for (; g_match_info_matches(match); g_match_info_next(match, NULL)) {
        gint start, end;
        g_match_info_fetch_pos(match, 0, &start, &end);
        g_autofree char *yes = g_match_info_fetch_named(match, "for"), *no = g_match_info_fetch_named(match, "against");
        check_outcome(meeting, leaf, (guint)start, (guint)end, count_of(yes), count_of(no));
        check_total(meeting, leaf, count_of(yes), count_of(no));
    }
}

/* Why a person cannot have voted, or NULL; "" when the minutes list the name nowhere. */
static const char *reason_against(const Meeting *meeting, const MbSpan *person)
{
    const MbEntity *entity = person->ref ? mb_document_entity(meeting->tagger->document, person->ref) : NULL;
    const char *attendance = entity ? mb_attrs_get(entity->attrs, "attendance") : NULL;
    if (entity && g_hash_table_contains(meeting->left, entity->id))
        return ", who had left";
    if (entity && g_hash_table_contains(meeting->came, entity->id))
        return NULL;
    if (!attendance)
        return "";
    if (!strcmp(attendance, "apologies"))
        return ", who sent apologies";
    return !strcmp(attendance, "officer") ? ", who is listed as an officer" : NULL;
}

/* The names of one side of a recorded vote. */
static void check_voters(const Meeting *meeting, const MbBlock *leaf, const MbSpan *vote)
{
    for (guint i = 0; i < leaf->spans->len; i++) {
        const MbSpan *span = &g_array_index(leaf->spans, MbSpan, i);
        bool inside = span->kind == MB_SPAN_PERSON && span->start >= vote->start && span->end <= vote->end;
        const char *reason = inside ? reason_against(meeting, span) : NULL;
        if (!reason)
            continue;
        g_autofree char *name = g_strndup(leaf->text->str + span->start, span->end - span->start);
        g_autofree char *subject = g_strconcat(name, reason, NULL);
        mb_audit_report(meeting->tagger, leaf, MB_ISSUE_VOTER_ABSENT, subject);
    }
}

/* Who moves or seconds has to be there; names that are listed nowhere may be guests, who are told of nowhere else. */
static void check_movers(const Meeting *meeting, const MbBlock *leaf, const MbSpan *vote)
{
    for (guint i = 0; i < leaf->spans->len; i++) {
        const MbSpan *span = &g_array_index(leaf->spans, MbSpan, i);
        bool inside = span->kind == MB_SPAN_PERSON && span->start >= vote->start && span->end <= vote->end;
        const char *reason = inside ? reason_against(meeting, span) : NULL;
        if (!reason || !*reason)
            continue;
        g_autofree char *name = g_strndup(leaf->text->str + span->start, span->end - span->start);
        g_autofree char *subject = g_strconcat(name, reason, NULL);
        mb_audit_report(meeting->tagger, leaf, MB_ISSUE_MOVER_ABSENT, subject);
    }
}

static void follow_moves(Meeting *meeting, const MbBlock *leaf)
{
    for (guint i = 0; i < leaf->spans->len; i++) {
        const MbSpan *span = &g_array_index(leaf->spans, MbSpan, i);
        int move = span->kind == MB_SPAN_PERSON && span->ref ? mb_presence_move(meeting->tagger, leaf, span) : 0;
        if (move < 0)
            g_hash_table_add(meeting->left, span->ref);
        if (move > 0) {
            g_hash_table_remove(meeting->left, span->ref);
            g_hash_table_add(meeting->came, span->ref);
        }
    }
}

static void check_leaf(Meeting *meeting, const MbBlock *leaf)
{
    for (guint i = 0; leaf->spans && i < leaf->spans->len; i++) {
        const MbSpan *span = &g_array_index(leaf->spans, MbSpan, i);
        if (span->kind != MB_SPAN_VOTE || meeting->present < MIN_PRESENT) {
            if (span->kind == MB_SPAN_VOTE)
                check_count(meeting, leaf, span);
            continue;
        }
        const char *kind = mb_attrs_get(span->attrs, "kind");
        check_count(meeting, leaf, span);
        if (!g_strcmp0(kind, "recorded"))
            check_voters(meeting, leaf, span);
        else if (!g_strcmp0(kind, "motion"))
            check_movers(meeting, leaf, span);
    }
    check_outcomes(meeting, leaf);
    if (leaf->spans)
        follow_moves(meeting, leaf);
}

/* How many people the minutes list as present or as standing in. */
static guint count_present(const MbTagger *tagger)
{
    guint present = 0;
    for (guint i = 0; i < tagger->document->entities->len; i++) {
        const MbEntity *entity = tagger->document->entities->pdata[i];
        const char *attendance = entity->kind == MB_SPAN_PERSON ? mb_attrs_get(entity->attrs, "attendance") : NULL;
        present += attendance && (!strcmp(attendance, "present") || !strcmp(attendance, "substitute"));
    }
    return present;
}

void mb_audit_votes(MbTagger *tagger)
{
    g_autoptr(GHashTable) left = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) came = g_hash_table_new(g_str_hash, g_str_equal);
    Meeting meeting = {tagger, left, came, count_present(tagger)};
    for (guint i = 0; i < tagger->views->len; i++)
        check_leaf(&meeting, ((const MbView *)tagger->views->pdata[i])->leaf);
}
