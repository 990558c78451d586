/*
 * Statements: measures, votes, actions, exempt marks and named papers. Most are
 * rules (data/rules.ini); papers named with capitals are found here, since they
 * lean on the names that were found before.
 */
#include "measures/measures.h"
#include "tagger.h"

#include <string.h>

/* "report of the Director of Law on ...", "Presentation from Chief Superintendent Hill". */
static guint read_authored(const MbView *view, guint i)
{
    guint at = i + 1;
    if (mb_leaf_is(view, at, "dated")) /* "report dated 4 May 2019 by ..." */
        do
            at++;
        while (mb_leaf_token(view, at)->claim == MB_SPAN_DATE + 1);
    if (!(mb_leaf_is(view, at, "of") || mb_leaf_is(view, at, "by") || mb_leaf_is(view, at, "from")))
        return i;
    at++;
    at = mb_leaf_is(view, at, "the") ? at + 1 : at;
    guint8 claim = mb_leaf_token(view, at)->claim;
    guint end = at;
    while (claim &&
           (mb_leaf_token(view, end)->claim == claim || (mb_leaf_is(view, end, "and") && mb_leaf_token(view, end + 1)->claim)))
        claim = mb_leaf_token(view, ++end)->claim ? mb_leaf_token(view, end)->claim : claim;
    bool author =
        end > at && (mb_leaf_token(view, at)->claim == MB_SPAN_PERSON + 1 || mb_leaf_token(view, at)->claim == MB_SPAN_ROLE + 1 ||
                     mb_leaf_token(view, at)->claim == MB_SPAN_ORGANIZATION + 1);
    return author ? end : i;
}

/* The noun of a paper at token i: tokens it takes, 0 when none. */
static guint paper_noun(const MbView *view, guint i)
{
    static const char *const pairs[][2] = {{"briefing", "note"},         {"work", "programme"},  {"strategic", "assessment"},
                                           {"strategic", "assessments"}, {"covering", "report"}, {"action", "plan"},
                                           {"forward", "plan"},          {"annual", "report"}};
    static const char *const singles[] = {"report", "presentation", "letter", "review", "update", "paper"};
    for (guint k = 0; k < G_N_ELEMENTS(pairs); k++)
        if (mb_leaf_is(view, i, pairs[k][0]) && mb_leaf_is(view, i + 1, pairs[k][1]))
            return 2;
    for (guint k = 0; k < G_N_ELEMENTS(singles); k++)
        if (mb_leaf_is(view, i, singles[k]))
            return 1;
    return 0;
}

static void mark_paper(MbView *view, guint from, guint to)
{
    guint start = mb_leaf_token(view, from)->start, end = mb_leaf_token(view, to - 1)->end;
    for (guint i = 0; view->leaf->spans && i < view->leaf->spans->len; i++) {
        const MbSpan *span = &g_array_index(view->leaf->spans, MbSpan, i);
        if (span->kind == MB_SPAN_REFERENCE && span->start < end && span->end > start)
            return;
    }
    MbSpan *span = mb_block_add_span(view->leaf, start, end, MB_SPAN_REFERENCE, NULL);
    if (span && !span->attrs)
        mb_attrs_set(&span->attrs, "kind", "document");
}

/* "Joint briefing note of ...", "work programme for 2021/22". */
static guint read_paper(MbView *view, guint i)
{
    guint step = paper_noun(view, i);
    const MbToken *before = mb_leaf_token(view, i - 1);
    bool longer = i > 0 && mb_leaf_token(view, i)->shape & MB_SHAPE_CAPITAL && before->shape & MB_SHAPE_CAPITAL &&
                  (before->claim || !mb_leaf_has(view, i - 1, MB_LEX_STOP));
    if (!step || longer)
        return i;
    guint from = i > 0 && mb_leaf_is(view, i - 1, "joint") ? i - 1 : i;
    guint end = read_authored(view, i + step - 1);
    if (end == i + step - 1)
        end = i + step;
    if (step == 2 && mb_leaf_is(view, end, "for") && mb_leaf_token(view, end + 1)->claim == MB_SPAN_PERIOD + 1)
        for (end++; mb_leaf_token(view, end)->claim == MB_SPAN_PERIOD + 1;)
            end++;
    if (end == i + 1 && step == 1)
        return i;
    mark_paper(view, from, end);
    return end;
}

/* "Coventry Community Safety Plan": capitalised words up to the noun of a paper. */
static guint read_named_paper(MbView *view, guint i)
{
    if (!mb_leaf_has(view, i, MB_LEX_DOCUMENT_HEAD) || view->shouts || mb_leaf_token(view, i)->claim)
        return i;
    guint from = i;
    while (from > 0) {
        const MbToken *before = mb_leaf_token(view, from - 1);
        bool inside = from > 1 && mb_leaf_is_name(view, from - 2) && !mb_leaf_has(view, from - 2, MB_LEX_STOP);
        bool stops = mb_leaf_has(view, from - 1, MB_LEX_STOP) && !before->claim && !inside; /* "Strategic Needs Assessment" */
        bool capital = before->shape & MB_SHAPE_CAPITAL && !stops;
        bool genitive = before->shape & MB_SHAPE_GENITIVE && from > 1 && mb_leaf_token(view, from - 2)->claim == MB_SPAN_ROLE + 1;
        bool joint = (mb_leaf_is(view, from - 1, "and") || mb_leaf_is(view, from - 1, "of")) && from > 1 &&
                     mb_leaf_token(view, from - 2)->shape & MB_SHAPE_CAPITAL;
        if (!capital && !genitive && !joint && !before->claim)
            break;
        if (before->claim == MB_SPAN_PERSON + 1)
            break;
        from--;
    }
    if (from == i)
        return i;
    mark_paper(view, from, i + 1);
    return i + 1;
}

void mb_tag_statements(MbTagger *tagger, MbView *view)
{
    for (guint i = 0; i < view->tokens->len && !view->in_cell; i++) {
        guint next = read_paper(view, i);
        next = next > i ? next : read_named_paper(view, i);
        if (next > i)
            i = next - 1;
    }
    mb_rules_apply(tagger->rules, MB_PHASE_STATEMENTS, tagger->document, view);
    mb_tag_measures(view);
}
