#include "clause.h"

#include <string.h>

/* Behind "and" a clause of its own has its verb within so many tokens. */
#define SUBJECT 12

static bool is_small(const MbView *view, guint i)
{
    return mb_leaf_token(view, i)->shape & MB_SHAPE_LOWER;
}

bool mb_clause_is_mark(const MbView *view, guint i, const char *marks)
{
    const MbToken *token = mb_leaf_token(view, i);
    return token->shape & MB_SHAPE_PUNCT && token->end == token->start + 1 && strchr(marks, view->text[token->start]);
}

bool mb_figure_is_percent(const MbView *view, guint i)
{
    return mb_clause_is_mark(view, i, "%") || mb_leaf_is(view, i, "percent") ||
           (mb_leaf_is(view, i, "per") && mb_leaf_is(view, i + 1, "cent"));
}

/* Whether a reference holds the token: "Minute 212", "Schedule 12A". */
static bool is_referred(const MbView *view, const MbToken *token)
{
    for (guint i = 0; view->leaf->spans && i < view->leaf->spans->len; i++) {
        const MbSpan *span = &g_array_index(view->leaf->spans, MbSpan, i);
        if (span->kind == MB_SPAN_REFERENCE && span->start <= token->start && span->end >= token->end)
            return true;
    }
    return false;
}

/* Numbers of emergency and inquiry calls. */
static bool is_call_number(const MbView *view, guint i)
{
    static const char *const numbers[] = {"101", "111", "999", "112", "119"};
    bool number = false;
    for (guint k = 0; k < G_N_ELEMENTS(numbers); k++)
        number = number || mb_leaf_is(view, i, numbers[k]);
    return number && (mb_leaf_is(view, i + 1, "call") || mb_leaf_is(view, i + 1, "calls") || mb_leaf_is(view, i + 1, "and") ||
                      mb_leaf_is(view, i + 1, "service") || mb_leaf_is(view, i + 1, "number"));
}

bool mb_figure_is(const MbView *view, guint i)
{
    const MbToken *token = mb_leaf_token(view, i);
    if (!(token->shape & MB_SHAPE_DIGIT) || token->claim)
        return false;
    const char *start = view->text + token->start;
    guint length = token->end - token->start;
    bool leads_zero = length > 1 && *start == '0' && start[1] != '.';
    bool rate = i > 0 && (mb_leaf_is(view, i - 1, "per") || mb_clause_is_mark(view, i - 1, "$"));
    if (strspn(start, "0123456789,.") < length || leads_zero || rate)
        return false;
    bool percent = mb_figure_is_percent(view, i + 1);
    bool year = length == 4 && (g_str_has_prefix(start, "19") || g_str_has_prefix(start, "20"));
    const MbToken *before = mb_leaf_token(view, i - 1);
    bool named = i > 0 && before->shape & MB_SHAPE_CAPITAL && !mb_leaf_begins_sentence(view, i - 1) && token->spaced && !before->claim;
    bool joined = mb_clause_is_mark(view, i + 1, "/") || (i > 0 && mb_clause_is_mark(view, i - 1, "/")) ||
                  mb_clause_is_mark(view, i + 1, ")");
    bool counted = !(year || named || (joined && !(i > 0 && mb_clause_is_mark(view, i - 1, "("))));
    return (percent || counted) && !is_call_number(view, i) && !is_referred(view, token);
}

bool mb_figure_is_number(const MbView *view, guint i)
{
    static const char *const parts[] = {"third", "quarter", "half", "fifth", "tenth"};
    for (guint k = 0; i > 1 && k < G_N_ELEMENTS(parts); k++) /* "up by a third" */
        if (mb_leaf_is(view, i, parts[k]) && mb_leaf_is(view, i - 1, "a") && mb_leaf_is(view, i - 2, "by"))
            return true;
    return mb_figure_is(view, i) || (mb_leaf_has(view, i, MB_LEX_NUMBER) && !mb_leaf_token(view, i)->claim);
}

bool mb_clause_is_past(const MbView *view, guint i)
{
    const MbToken *token = mb_leaf_token(view, i);
    if (!is_small(view, i) || token->claim)
        return false;
    return mb_leaf_has(view, i, MB_LEX_PAST) || mb_leaf_has(view, i, MB_LEX_SPEECH) ||
           (token->end - token->start > 4 && !strncmp(view->text + token->end - 2, "ed", 2));
}

bool mb_clause_is_measuring(const MbView *view, guint i)
{
    if (!is_small(view, i) || !(mb_leaf_has(view, i, MB_LEX_LEVEL_VERB) || mb_leaf_has(view, i, MB_LEX_CHANGE_VERB)))
        return false;
    static const char *const nouns[] = {"a", "an", "the", "further", "overall", "to", "%", "this", "any", "of"};
    for (guint k = 0; i > 0 && k < G_N_ELEMENTS(nouns); k++)
        if (mb_leaf_is(view, i - 1, nouns[k]))
            return false;
    return true;
}

bool mb_clause_is_auxiliary(const MbView *view, guint i)
{
    return is_small(view, i) && mb_leaf_has(view, i, MB_LEX_AUXILIARY);
}

guint mb_clause_find_verb(const MbView *view, guint from, guint to)
{
    for (guint i = from; i < to; i++)
        if (mb_clause_is_auxiliary(view, i) || (mb_clause_is_measuring(view, i) && i > from))
            return i;
    for (guint i = from + 1; i < to; i++)
        if (mb_clause_is_past(view, i))
            return i;
    return to;
}

/* Whether the "that" at token i introduces a clause, and is not "at that time". */
static bool is_that(const MbView *view, guint i)
{
    return mb_leaf_is(view, i, "that") && !(i > 0 && mb_leaf_has(view, i - 1, MB_LEX_PREPOSITION) && !mb_leaf_is(view, i - 1, "and") &&
                                            !mb_leaf_is(view, i - 1, "but"));
}

/* "of which 63 were positive", "of whom 63% ...": belongs to the figure before it. */
static bool is_share(const MbView *view, guint i)
{
    return i > 0 && mb_leaf_is(view, i - 1, "of") && (mb_leaf_is(view, i, "which") || mb_leaf_is(view, i, "whom"));
}

/* Whether a clause of its own begins after the word at token i, which stands in the sentence [from, to). */
static bool opens_clause(const MbView *view, guint from, guint i, guint to)
{
    if (mb_clause_is_mark(view, i, ";:") || is_that(view, i))
        return true;
    if (mb_leaf_is(view, i, "\xe2\x80\x93") && mb_leaf_token(view, i)->spaced)
        return true;
    if (mb_leaf_is(view, i, "and") || mb_leaf_is(view, i, "but")) {
        guint next = mb_clause_find_verb(view, i + 1, to);
        return mb_clause_find_verb(view, from, i) < i && next < to && next > i + 1 && next - i <= SUBJECT;
    }
    bool relative = (mb_leaf_is(view, i, "which") || mb_leaf_is(view, i, "who")) && !is_share(view, i);
    return relative || (mb_leaf_has(view, i, MB_LEX_CLAUSE) && is_small(view, i) && mb_clause_find_verb(view, i + 1, to) < to &&
                        !mb_leaf_is(view, i, "than"));
}

/* "During 2019, ...", "In the second quarter ...,": what goes before the subject. */
static guint skip_lead(const MbView *view, guint from, guint to)
{
    bool led = mb_leaf_has(view, from, MB_LEX_PREPOSITION) || mb_leaf_is(view, from, "overall") || mb_leaf_is(view, from, "however");
    for (guint i = from; led && i < to && !mb_clause_is_auxiliary(view, i) && !mb_clause_is_measuring(view, i); i++)
        if (mb_clause_is_mark(view, i, ","))
            return i + 1;
    return from;
}

/* "Members noted crime had risen", "She said crime was down": the clause that the verb of speech reports. */
static guint skip_speaker(const MbView *view, guint from, guint to)
{
    guint at = from;
    for (guint i = from + 1; i + 1 < to && i < from + 12; i++) {
        bool speech = is_small(view, i) && mb_leaf_has(view, i, MB_LEX_SPEECH) && !mb_clause_is_auxiliary(view, i - 1) &&
                      !mb_clause_is_measuring(view, i) && !mb_leaf_has(view, i + 1, MB_LEX_PREPOSITION);
        guint verb = speech ? mb_clause_find_verb(view, i + 2, to) : to;
        if (verb < to && (mb_clause_is_auxiliary(view, verb) || mb_clause_is_measuring(view, verb)))
            at = i + 1;
    }
    return at;
}

/* Marks and joins at the ends of a clause, and what goes before its subject. */
static MbClause trim(const MbView *view, guint from, guint to)
{
    static const char *const joins[] = {"and", "but", "that", "also", "of", "or"};
    bool more = true;
    while (more && from < to) {
        more = mb_leaf_token(view, from)->shape & MB_SHAPE_PUNCT && !mb_clause_is_mark(view, from, "(");
        for (guint k = 0; k < G_N_ELEMENTS(joins) && !mb_leaf_is(view, from, "of"); k++)
            more = more || mb_leaf_is(view, from, joins[k]);
        from += more;
    }
    from = skip_speaker(view, skip_lead(view, from, to), to);
    for (more = true; more && to > from;) {
        more = mb_clause_is_mark(view, to - 1, ",.;:(-'\"") || mb_leaf_token(view, to - 1)->shape == MB_SHAPE_PUNCT;
        more = more && !mb_clause_is_mark(view, to - 1, ")%");
        for (guint k = 0; k < G_N_ELEMENTS(joins); k++)
            more = more || mb_leaf_is(view, to - 1, joins[k]);
        to -= more;
    }
    return (MbClause){view, from, to};
}

guint mb_figure_find(const MbView *view, guint from, guint to)
{
    guint i = from;
    while (i < to && !mb_figure_is_number(view, i))
        i++;
    return i;
}

static void read_sentence(const MbView *view, guint from, guint to, MbClauseReader read)
{
    guint begin = from;
    for (guint i = from; i <= to; i++) {
        if (i < to && !opens_clause(view, begin, i, to))
            continue;
        MbClause clause = trim(view, begin, i);
        if (clause.from < clause.to)
            read(&clause);
        begin = i + 1;
    }
}

/* Whether a sentence ends before token i: "i.e. 1,800" ends none. */
static bool begins_sentence(const MbView *view, guint i)
{
    const MbToken *before = mb_leaf_token(view, i - 1), *word = mb_leaf_token(view, i - 2);
    if (!mb_clause_is_mark(view, i - 1, ".?!") || !mb_leaf_token(view, i)->spaced)
        return false;
    return i < 2 || word->end - word->start > 1 || before->spaced || word->shape & (MB_SHAPE_DIGIT | MB_SHAPE_PUNCT);
}

void mb_clause_each(const MbView *view, MbClauseReader read)
{
    guint from = 0;
    for (guint i = 1; i <= view->tokens->len; i++)
        if (i == view->tokens->len || begins_sentence(view, i)) {
            read_sentence(view, from, i, read);
            from = i;
        }
}
