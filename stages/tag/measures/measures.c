#include "measures.h"

#include "../values.h"
#include "clause.h"

#include <string.h>

/* A copula's figure is at most so many words behind it ("was down to just 9"); a verb of change's so many ("fell last year to 9"). */
#define BESIDE 4
#define BEHIND 9

/* Behind a comma or bracket: "a decrease of 20%", "against 58% a year before", "rising to 72". */
static bool goes_on(const MbView *view, guint i, guint to)
{
    static const char *const words[] = {"against", "compared", "from", "of", "an", "a", "representing", "or", "i", "equivalent", "than"};
    bool compares = mb_leaf_has(view, i, MB_LEX_CHANGE_VERB);
    for (guint k = 0; k < G_N_ELEMENTS(words); k++)
        compares = compares || mb_leaf_is(view, i, words[k]);
    return compares && mb_figure_find(view, i, to) < to;
}

/* A word of the noun that a figure counts. */
static bool is_noun_word(const MbView *view, guint i)
{
    const MbToken *token = mb_leaf_token(view, i);
    return token->shape & (MB_SHAPE_LOWER | MB_SHAPE_CAPITAL) && !mb_leaf_has(view, i, MB_LEX_PREPOSITION) &&
           !mb_leaf_has(view, i, MB_LEX_DETERMINER) && !mb_clause_is_auxiliary(view, i) &&
           (!token->claim || token->claim == MB_SPAN_ORGANIZATION + 1 || token->claim == MB_SPAN_LOCATION + 1) &&
           !mb_leaf_has(view, i, MB_LEX_CLAUSE);
}

static guint skip_scale(const MbView *view, guint figure)
{
    guint i = figure + 1;
    if (mb_figure_is_percent(view, i))
        i += mb_leaf_is(view, i, "per") ? 2 : 1;
    else if (mb_leaf_is(view, i, "million") || mb_leaf_is(view, i, "thousand") || mb_leaf_is(view, i, "billion"))
        i++;
    return i;
}

/* The end of the noun that the figure at a token counts: "97 thefts of motor vehicles", "2.4 casualties per 10,000 people"; i when none. */
static guint end_of_noun(const MbView *view, guint figure, guint to)
{
    guint first = skip_scale(view, figure), i = first;
    bool share = first > figure + 1 && mb_leaf_is(view, first, "of"); /* "61% of victims" */
    if (share)
        first = i = mb_leaf_is(view, first + 1, "the") || mb_leaf_is(view, first + 1, "all") ? first + 2 : first + 1;
    if (mb_leaf_is(view, i, "less") || mb_leaf_is(view, i, "fewer") || mb_leaf_is(view, i, "more"))
        first = ++i;
    while (i < to && i < first + 5 && is_noun_word(view, i) && !(i > first && mb_clause_is_measuring(view, i)))
        i++;
    const MbToken *noun = mb_leaf_token(view, first);
    bool acronym = noun->end - noun->start > 1 && g_ascii_isupper(view->text[noun->start + 1]);
    bool name = noun->shape & MB_SHAPE_CAPITAL && !acronym && i < first + 2; /* of charts: "300 Region" */
    if (i == first || name || noun->end - noun->start < 2 || (mb_leaf_has(view, first, MB_LEX_UNCOUNTED) && first == figure + 1))
        return figure;
    guint more = i;
    if (mb_leaf_is(view, i, "of") || mb_leaf_is(view, i, "per"))
        for (more = i + 1; more < to && more < i + 4 && (is_noun_word(view, more) || mb_figure_is(view, more));)
            more++;
    return more > i + 1 ? more : i;
}

/* Whether a comma or "and" at token i ends what is said: nothing behind it compares, or another thing is counted. */
static bool ends_statement(const MbClause *clause, guint i)
{
    const MbView *view = clause->view;
    bool comma = mb_clause_is_mark(view, i, ","), and = mb_leaf_is(view, i, "and");
    bool counts = (comma || and) && mb_figure_is(view, i + 1) && end_of_noun(view, i + 1, clause->to) > i + 2;
    return counts || (comma && !goes_on(view, i + 1, clause->to));
}

/* The end of an object at token i: "completed the survey"; i when a preposition comes first. */
static guint end_of_object(const MbClause *clause, guint i)
{
    guint at = mb_leaf_has(clause->view, i, MB_LEX_DETERMINER) ? i + 1 : i;
    while (at < clause->to && is_noun_word(clause->view, at) && !mb_leaf_has(clause->view, at, MB_LEX_DETERMINER))
        at++;
    return at;
}

/*
 * Where a statement ends that has a figure at one token and whose verb ends
 * before another. Its tail (place, period) is told with it unless it is longer
 * than half of what it belongs to.
 */
static guint end_of(const MbClause *clause, guint figure, guint verb_end)
{
    guint end = figure + 1, core = verb_end > figure ? end_of_object(clause, verb_end) : figure + 1;
    while (end < clause->to && !ends_statement(clause, end))
        end++;
    for (guint i = figure; i < end; i++)
        if (mb_figure_is_number(clause->view, i))
            core = MAX(core, MAX(skip_scale(clause->view, i), end_of_noun(clause->view, i, end)));
    if (core < end && mb_clause_is_mark(clause->view, core, ")"))
        core++;
    core = MIN(core, end);
    return (end - core) * 2 > core - clause->from ? core : end;
}

/* The words that round a figure: "about", "an average of", "between". */
static guint start_of_figure(const MbClause *clause, guint figure)
{
    static const char *const words[] = {"about", "around", "approximately", "roughly", "nearly",  "almost", "over",      "some",   "just",
                                        "only",  "between", "under",        "further", "current", "average", "additional", "total"};
    guint at = figure;
    for (bool more = true; more && at > clause->from;) {
        bool sum = mb_leaf_is(clause->view, at - 1, "of") &&
                   (mb_leaf_is(clause->view, at - 2, "average") || mb_leaf_is(clause->view, at - 2, "total"));
        more = sum;
        for (guint k = 0; k < G_N_ELEMENTS(words); k++)
            more = more || mb_leaf_is(clause->view, at - 1, words[k]);
        at -= more;
    }
    return at;
}

static bool is_taken(const MbView *view, guint start, guint end)
{
    for (guint i = 0; view->leaf->spans && i < view->leaf->spans->len; i++) {
        const MbSpan *span = &g_array_index(view->leaf->spans, MbSpan, i);
        if ((span->kind == MB_SPAN_MEASURE || span->kind == MB_SPAN_VOTE) && span->start < end && span->end > start)
            return true;
    }
    return false;
}

/* The text of tokens as an attribute. */
static void set_text(MbSpan *span, const char *name, const MbView *view, guint from, guint to)
{
    g_autofree char *text = from < to ? mb_leaf_dup(view, from, to) : NULL;
    mb_attrs_set(&span->attrs, name, text);
}

/* Marks tokens [from, to); NULL when they are taken. */
static MbSpan *mark(const MbView *view, guint from, guint to)
{
    guint start = mb_leaf_token(view, from)->start, end = mb_leaf_token(view, to - 1)->end;
    MbSpan *span = is_taken(view, start, end) ? NULL : mb_block_add_span(view->leaf, start, end, MB_SPAN_MEASURE, NULL);
    return span && !span->attrs ? span : NULL;
}

/* Where the first word of change points: in "fell ... at follow up" down. */
static void set_direction(MbSpan *span, const MbView *view, guint from, guint to)
{
    while (from < to && !mb_leaf_has(view, from, MB_LEX_CHANGE_VERB))
        from++;
    g_autofree char *word = from < to ? mb_leaf_dup(view, from, from + 1) : NULL;
    mb_attrs_set(&span->attrs, "direction", mb_value_direction(word));
}

/* Marks what a subject does: its figures are read later, the subject is the indicator. */
static void mark_subject(const MbClause *clause, guint verb, guint to)
{
    MbSpan *span = mark(clause->view, clause->from, to);
    if (!span)
        return;
    set_text(span, "indicator", clause->view, clause->from, verb);
    set_direction(span, clause->view, verb, to);
}

/* Marks a count: its figure is the value ("62 of 70 beds"), its noun the indicator. */
static void mark_count(const MbView *view, guint from, guint to, guint figure)
{
    MbSpan *span = mark(view, from, to);
    if (!span)
        return;
    guint noun = skip_scale(view, figure), of = mb_leaf_is(view, noun, "out") ? noun + 1 : noun;
    guint whole = mb_leaf_is(view, of + 1, "the") ? of + 2 : of + 1;
    bool part = mb_leaf_is(view, of, "of") && mb_figure_is(view, whole);
    set_text(span, "value", view, figure, figure + 1);
    set_text(span, "of", view, whole, part ? whole + 1 : whole);
    set_text(span, "indicator", view, part ? whole + 1 : noun, end_of_noun(view, part ? whole : figure, to));
    if (mb_figure_is_percent(view, figure + 1))
        mb_attrs_set(&span->attrs, "unit", "percent");
}

/* The verb itself behind its auxiliaries: "had also been received" -> "received"; the auxiliary where there is none. */
static guint lexical_verb(const MbClause *clause, guint verb)
{
    guint i = verb;
    while (i + 1 < clause->to && (mb_clause_is_auxiliary(clause->view, i + 1) || mb_leaf_is(clause->view, i + 1, "also") ||
                                  mb_leaf_is(clause->view, i + 1, "now") || mb_leaf_is(clause->view, i + 1, "not") ||
                                  mb_leaf_is(clause->view, i + 1, "already") || mb_leaf_is(clause->view, i + 1, "then")))
        i++;
    bool verbal = mb_clause_is_measuring(clause->view, i + 1) || mb_clause_is_past(clause->view, i + 1);
    return i + 1 < clause->to && verbal && mb_clause_is_auxiliary(clause->view, i) ? i + 1 : i;
}

static bool is_be(const MbView *view, guint i)
{
    static const char *const forms[] = {"was", "were", "is", "are", "been", "be"};
    for (guint k = 0; k < G_N_ELEMENTS(forms); k++)
        if (mb_leaf_is(view, i, forms[k]))
            return true;
    return false;
}

/* Whether the figure says how high the subject of the verb is. */
static bool measures_subject(const MbClause *clause, guint verb, guint figure)
{
    const MbView *view = clause->view;
    guint lexical = lexical_verb(clause, verb), subject = mb_leaf_token(view, clause->from)->claim;
    if (verb == clause->from || (subject == MB_SPAN_PERSON + 1 && !mb_clause_is_measuring(view, lexical)))
        return false;
    bool object = figure == lexical + 1 && mb_leaf_has(view, lexical, MB_LEX_CHANGE_VERB) && end_of_noun(view, figure, clause->to) > figure;
    if (mb_clause_is_measuring(view, lexical) && !(object && !mb_figure_is_percent(view, figure + 1))) /* "recovered 58 vans" */
        return figure - lexical <= BEHIND;
    bool copula = is_be(view, lexical) && figure - lexical <= BESIDE && !mb_clause_is_past(view, lexical + 1);
    bool percent = mb_figure_is_percent(view, figure + 1);
    bool of = mb_leaf_is(view, lexical, "of");
    return copula || of || (percent && figure - lexical <= 2);
}

/* Whether the figure begins the subject: "14 complaints had been received", "A total of 620 people used it". */
static bool begins_subject(const MbClause *clause, guint figure)
{
    guint start = start_of_figure(clause, figure);
    while (start > clause->from && (mb_leaf_is(clause->view, start - 1, "a") || mb_leaf_is(clause->view, start - 1, "of") ||
                                    mb_leaf_is(clause->view, start - 1, "the") || mb_leaf_is(clause->view, start - 1, "total")))
        start--;
    return start == clause->from;
}

/* "there were 54": the figure of a clause that only says that something is. */
static bool is_existential(const MbClause *clause, guint verb, guint figure)
{
    const MbView *view = clause->view;
    bool there = verb > clause->from && mb_leaf_is(view, verb - 1, "there");
    return there && figure > verb && figure - lexical_verb(clause, verb) <= BESIDE;
}

/* "fall from 96% ... to 64% ...", "a reduction of 6 on last year": a change as a noun; its end, or i. */
static guint end_of_change(const MbClause *clause, guint i)
{
    const MbView *view = clause->view;
    bool change = mb_leaf_has(view, i, MB_LEX_CHANGE_VERB) && !mb_clause_is_measuring(view, i);
    bool from = mb_leaf_is(view, i + 1, "from"), of = mb_leaf_is(view, i + 1, "of");
    guint figure = mb_figure_find(view, i + 2, MIN(clause->to, i + 4)), second = mb_figure_find(view, figure + 1, clause->to);
    if (!change || !(from || of) || figure >= MIN(clause->to, i + 4) || (from && second >= clause->to))
        return i;
    const MbClause change_alone = {view, i, clause->to};
    return end_of(&change_alone, from ? second : figure, 0);
}

/* What else counts: changes, and each figure with its noun, "5% reduction in staff", "an average of 61 offences". */
static void mark_nouns(const MbClause *clause, guint from)
{
    const MbView *view = clause->view;
    for (guint i = from; i < clause->to; i++) {
        guint change = end_of_change(clause, i);
        guint end = change > i ? change : mb_figure_is(view, i) ? end_of_noun(view, i, clause->to) : i;
        if (end <= i + 1)
            continue;
        MbSpan *span = change > i ? mark(view, i, end) : NULL;
        if (span)
            set_direction(span, view, i, end);
        else if (change == i)
            mark_count(view, start_of_figure(clause, i), end, i);
        i = end - 1;
    }
}

/* A figure in words counts only where it is what the clause says. */
static bool is_plain_word(const MbView *view, guint figure)
{
    return mb_leaf_has(view, figure, MB_LEX_NUMBER);
}

/* The object of a verb: "recovered 58 vehicles"; false when the figure is no object. */
static bool mark_object(const MbClause *clause, guint verb, guint figure)
{
    guint lexical = lexical_verb(clause, verb), end = end_of_noun(clause->view, figure, clause->to);
    bool object = start_of_figure(clause, figure) == lexical + 1 && mb_clause_is_past(clause->view, lexical);
    if (!object || end <= figure + 1 || is_plain_word(clause->view, figure))
        return false;
    mark_count(clause->view, lexical, end, figure);
    mark_nouns(clause, end);
    return true;
}

static bool is_uncounted(const MbView *view, guint figure)
{
    return mb_leaf_has(view, skip_scale(view, figure), MB_LEX_UNCOUNTED) && !mb_figure_is_percent(view, figure + 1);
}

/* A figure behind the verb: it measures the subject, is there, or is the object. False when it is none of these. */
static bool read_predicate(const MbClause *clause, guint verb, guint figure)
{
    bool there = is_existential(clause, verb, figure);
    if (!there && !measures_subject(clause, verb, figure))
        return mark_object(clause, verb, figure);
    if (there && is_uncounted(clause->view, figure))
        return true;
    guint end = end_of(clause, figure, lexical_verb(clause, verb) + 1);
    if (there)
        mark_count(clause->view, verb - 1, end, figure);
    else
        mark_subject(clause, verb, end);
    mark_nouns(clause, end);
    return true;
}

/* A figure before the verb: one of several ("stop and search of 12 people fell to 9"), or what the clause begins with. */
static void read_subject(const MbClause *clause, guint verb, guint figure)
{
    guint after = mb_figure_find(clause->view, verb, clause->to), lexical = lexical_verb(clause, verb);
    bool told = !is_plain_word(clause->view, figure) || mb_clause_is_past(clause->view, lexical);
    if (after < clause->to && measures_subject(clause, verb, after))
        mark_subject(clause, verb, end_of(clause, after, 0));
    else if (begins_subject(clause, figure) && !is_uncounted(clause->view, figure) && told)
        mark_count(clause->view, clause->from, end_of(clause, figure, lexical + 1), figure);
}

static void read_figures(const MbClause *clause)
{
    guint figure = mb_figure_find(clause->view, clause->from, clause->to);
    guint verb = mb_clause_find_verb(clause->view, clause->from, clause->to);
    if (figure == clause->to || (figure > verb && read_predicate(clause, verb, figure)))
        return;
    if (figure < verb && verb < clause->to)
        read_subject(clause, verb, figure);
    mark_nouns(clause, clause->from);
}

/* "reports had doubled": the verb is the figure. */
static void read_multiple(const MbClause *clause)
{
    static const char *const verbs[] = {"doubled", "halved", "trebled", "tripled", "quadrupled"};
    for (guint i = clause->from + 1; i < clause->to; i++)
        for (guint k = 0; k < G_N_ELEMENTS(verbs); k++)
            if (mb_leaf_is(clause->view, i, verbs[k]) && mb_figure_find(clause->view, clause->from, clause->to) == clause->to)
                mark_subject(clause, mb_clause_find_verb(clause->view, clause->from, i), i + 1);
}

/* "reserves had dropped from £21m to £14m": of amounts only a change is a statement. */
static void read_amounts(const MbClause *clause)
{
    guint verb = clause->from + 1, from = 0;
    while (verb < clause->to && !(mb_clause_is_measuring(clause->view, verb) && mb_leaf_has(clause->view, verb, MB_LEX_CHANGE_VERB)))
        verb++;
    for (guint i = verb; i + 1 < clause->to; i++) {
        bool money = mb_leaf_token(clause->view, i + 1)->claim == MB_SPAN_MONEY + 1;
        from = money && (mb_leaf_is(clause->view, i, "from") || mb_leaf_is(clause->view, i, "by")) ? i : from;
        guint end = i + 1;
        while (from && money && mb_leaf_is(clause->view, i, "to") && mb_leaf_token(clause->view, end)->claim == MB_SPAN_MONEY + 1)
            end++;
        if (end > i + 1)
            mark_subject(clause, verb, MIN(end, clause->to));
    }
}

static void read_clause(const MbClause *clause)
{
    read_figures(clause);
    read_multiple(clause);
    read_amounts(clause);
}

static bool holds_figures(const MbView *view)
{
    for (guint i = 0; i < view->tokens->len; i++)
        if (mb_figure_is_number(view, i) || mb_leaf_has(view, i, MB_LEX_CHANGE_VERB))
            return true;
    return false;
}

void mb_tag_measures(MbView *view)
{
    if (!view->in_cell && !view->shouts && holds_figures(view))
        mb_clause_each(view, read_clause);
}
