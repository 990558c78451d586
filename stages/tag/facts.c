/*
 * The meeting: what is not found stays unset.
 */
#include "tagger.h"

#include <string.h>

/* How many leaves at the beginning are asked for the meeting's facts, and for its bodies. */
#define HEAD_LEAVES 40
#define BODY_LEAVES 15

/* Longer leaves mention bodies in passing, unless they speak of the meeting. */
#define TITLE_TOKENS 14

static void set_fact(MbTagger *tagger, const char *name, const char *value)
{
    if (value && *value && !mb_attrs_get(tagger->document->facts, name))
        mb_attrs_set(&tagger->document->facts, name, value);
}

static const MbSpan *first_span(const MbView *view, MbSpanKind kind)
{
    for (guint i = 0; view->leaf->spans && i < view->leaf->spans->len; i++)
        if (g_array_index(view->leaf->spans, MbSpan, i).kind == kind)
            return &g_array_index(view->leaf->spans, MbSpan, i);
    return NULL;
}

static const char *entity_kind(MbTagger *tagger, const MbSpan *span)
{
    const MbEntity *entity = span->ref ? mb_document_entity(tagger->document, span->ref) : NULL;
    return entity ? mb_attrs_get(entity->attrs, "kind") : NULL;
}

/* The council and the body that meets: the first of each that is named in full. */
static void read_bodies(MbTagger *tagger, const MbView *view)
{
    bool meets = mb_rules_find(tagger->rules, "fact-meeting", view->text, NULL);
    if (view->tokens->len > TITLE_TOKENS && !meets)
        return;
    for (guint i = 0; view->leaf->spans && i < view->leaf->spans->len; i++) {
        const MbSpan *span = &g_array_index(view->leaf->spans, MbSpan, i);
        if (span->kind != MB_SPAN_ORGANIZATION || (mb_attrs_get(span->attrs, "short") && !meets))
            continue;
        const char *kind = entity_kind(tagger, span);
        if (tagger->council_meets && !g_strcmp0(kind, "committee"))
            continue;
        const char *fact = !g_strcmp0(kind, "committee") ? "body" : !g_strcmp0(kind, "council") ? "council" : NULL;
        if (fact)
            set_fact(tagger, fact, mb_document_entity(tagger->document, span->ref)->show_as);
    }
}

/* The date of the meeting: beside the word meeting, or the first of a full date with a weekday. */
static void read_date(MbTagger *tagger, const MbView *view, bool any)
{
    const MbSpan *span = first_span(view, MB_SPAN_DATE);
    const char *date = span ? mb_attrs_get(span->attrs, "date") : NULL;
    if (!date)
        return;
    g_autofree char *lower = g_utf8_strdown(view->text, -1);
    bool meeting = strstr(lower, "meeting") || strstr(lower, "held") || strstr(lower, "cyfarfod");
    const MbToken *first = mb_leaf_token(view, mb_leaf_at(view, span->start));
    bool weekday = first->word && mb_leaf_has(view, mb_leaf_at(view, span->start), MB_LEX_STOP);
    if (meeting || (weekday && any) || any)
        set_fact(tagger, "date", date);
}

static void read_time(MbTagger *tagger, const MbView *view)
{
    const MbSpan *span = first_span(view, MB_SPAN_TIME);
    if (span && first_span(view, MB_SPAN_DATE))
        set_fact(tagger, "time", mb_attrs_get(span->attrs, "time"));
    g_autoptr(GMatchInfo) match = NULL;
    if (mb_rules_find(tagger->rules, "fact-venue", view->text, &match)) {
        g_autofree char *venue = g_match_info_fetch_named(match, "venue");
        set_fact(tagger, "venue", venue);
    }
    if (span && mb_rules_find(tagger->rules, "fact-time", view->text, NULL))
        set_fact(tagger, "time", mb_attrs_get(span->attrs, "time"));
}

static void read_title(MbTagger *tagger)
{
    for (guint i = 0; i < MIN(tagger->views->len, HEAD_LEAVES); i++) {
        const MbView *view = tagger->views->pdata[i];
        bool empty = mb_rules_find(tagger->rules, "fact-no-title", view->text, NULL);
        if (view->leaf->kind == MB_BLOCK_HEADING && !empty)
            set_fact(tagger, "title", view->text);
    }
}

/* Welsh when at least every seventh word is one that only Welsh has, of a few words every third; such leaves say so. */
static void read_language(MbTagger *tagger)
{
    guint words = 0, welsh = 0;
    for (guint i = 0; i < tagger->views->len; i++) {
        MbView *view = tagger->views->pdata[i];
        guint here = 0, letters = 0;
        for (guint k = 0; k < view->tokens->len; k++) {
            here += mb_leaf_has(view, k, MB_LEX_WELSH);
            letters += (mb_leaf_token(view, k)->shape & (MB_SHAPE_CAPITAL | MB_SHAPE_LOWER)) != 0;
        }
        bool brief = here >= 2 && here * 3 >= letters; /* "nodi'r adroddiad; a" */
        if (brief || (here >= 3 && here * 7 >= view->tokens->len))
            mb_attrs_set(&view->leaf->attrs, "lang", "cy");
        welsh += here;
        words += view->tokens->len;
    }
    if (words)
        set_fact(tagger, "language", welsh * 7 >= words ? "cy" : "en");
}

void mb_tag_facts(MbTagger *tagger)
{
    guint head = MIN(tagger->views->len, HEAD_LEAVES);
    bool begun = false; /* items of business name other bodies */
    for (guint i = 0; i < head; i++) {
        const MbView *view = tagger->views->pdata[i];
        if (view->in_cell)
            continue;
        begun = begun || (view->leaf->parent && view->leaf->parent->kind == MB_BLOCK_AGENDA_ITEM);
        if (i < BODY_LEAVES && !begun)
            read_bodies(tagger, view);
        read_date(tagger, view, false);
        read_time(tagger, view);
    }
    for (guint i = 0; i < MIN(head, 12); i++)
        read_date(tagger, tagger->views->pdata[i], true);
    set_fact(tagger, "council", mb_lexicon_council(tagger->lexicon)); /* the profile's, where the paper names none */
    read_title(tagger);
    read_language(tagger);
}
