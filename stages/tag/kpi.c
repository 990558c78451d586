/*
 * KPI statements: what a measure says, in full. The rules of the statements
 * find where one stands; here its sentence is asked for indicator, figures,
 * unit, period, direction, target and comparison (patterns kpi-* in rules.ini).
 * Each indicator is a concept, so that statements about one meet. Issues where
 * the figures of a statement contradict each other.
 */
#include "audit.h"
#include "kpi.h"
#include "values.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The stretch of a leaf that speaks of one measure: its sentence, as far as no other measure stands in it. */
typedef struct {
    MbTagger *tagger;
    const MbView *view;
    MbSpan *measure;
    guint start, end;
    char *text;
} Statement;

static void clear_statement(Statement *statement)
{
    g_free(statement->text);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Statement, clear_statement)

static const char *const figure_names[] = {"value", "from", "to", "pct", "previous", "target", "difference", "of"};

/* Whether a full stop at a byte ends a sentence: a blank and a capital follow. */
static bool ends_sentence(const char *text, guint at)
{
    return strchr(".;!?", text[at]) && (!text[at + 1] || (text[at + 1] == ' ' && (text[at] == ';' || !g_ascii_islower(text[at + 2]))));
}

static void init_statement(Statement *statement, MbTagger *tagger, const MbView *view, MbSpan *measure)
{
    guint start = measure->start, end = measure->end, length = (guint)strlen(view->text);
    while (start > 0 && !ends_sentence(view->text, start - 1))
        start--;
    while (end < length && !ends_sentence(view->text, end - 1))
        end++;
    for (guint i = 0; i < view->leaf->spans->len; i++) {
        const MbSpan *other = &g_array_index(view->leaf->spans, MbSpan, i);
        if (other->kind != MB_SPAN_MEASURE || other == measure)
            continue;
        start = other->end <= measure->start ? MAX(start, other->end) : start;
        end = other->start >= measure->end ? MIN(end, other->start) : end;
    }
    while (view->text[start] == ' ')
        start++;
    *statement = (Statement){tagger, view, measure, start, end, g_strndup(view->text + start, end - start)};
}

/* Sets an attribute that the statement's own rule has not found. */
static void set_once(MbSpan *measure, const char *name, const char *value)
{
    if (value && *value && !mb_attrs_get(measure->attrs, name))
        mb_attrs_set(&measure->attrs, name, value);
}

/* "3,935" -> "3935"; NULL for what is no number. */
static char *dup_plain(const char *text)
{
    if (!text || mb_value_number(text) < 0 || !g_ascii_isdigit(*text))
        return NULL;
    g_auto(GStrv) parts = g_strsplit(text, ",", -1);
    return g_strjoinv("", parts);
}

/* Figures as the rules of statements print them ("60,000") are written plainly. */
static void unify_figures(MbSpan *measure)
{
    for (guint i = 0; i < G_N_ELEMENTS(figure_names); i++) {
        g_autofree char *plain = dup_plain(mb_attrs_get(measure->attrs, figure_names[i]));
        if (plain)
            mb_attrs_set(&measure->attrs, figure_names[i], plain);
    }
}

/* The named parts of a pattern that are figures, and the unit of one. */
static void read_figures(Statement *statement, const char *rule)
{
    g_autoptr(GMatchInfo) match = NULL;
    if (!mb_rules_find(statement->tagger->rules, rule, statement->text, &match))
        return;
    for (guint i = 0; i < G_N_ELEMENTS(figure_names); i++) {
        g_autofree char *text = g_match_info_fetch_named(match, figure_names[i]);
        g_autofree char *plain = dup_plain(text);
        set_once(statement->measure, figure_names[i], plain);
    }
    static const char *const words[] = {"unit", "comparison"};
    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        g_autofree char *text = g_match_info_fetch_named(match, words[i]);
        if (text)
            set_once(statement->measure, words[i], g_strstrip(text));
    }
}

static void read_direction(Statement *statement)
{
    if (mb_rules_find(statement->tagger->rules, "kpi-up", statement->text, NULL))
        set_once(statement->measure, "direction", "up");
    else if (mb_rules_find(statement->tagger->rules, "kpi-down", statement->text, NULL))
        set_once(statement->measure, "direction", "down");
}

/* The first period or date of the statement that no comparison is made with. */
static void read_period(Statement *statement)
{
    const MbSpan *best = NULL;
    for (guint i = 0; i < statement->view->leaf->spans->len; i++) {
        const MbSpan *span = &g_array_index(statement->view->leaf->spans, MbSpan, i);
        bool time = span->kind == MB_SPAN_PERIOD || span->kind == MB_SPAN_DATE;
        if (!time || span->start < statement->start || span->end > statement->end)
            continue;
        g_autofree char *before = g_strndup(statement->text, span->start - statement->start);
        bool compared = mb_rules_find(statement->tagger->rules, "kpi-compared-with", before, NULL);
        if (!compared && (!best || span->start < best->start))
            best = span;
    }
    if (!best)
        return;
    const char *value = mb_attrs_get(best->attrs, "value");
    set_once(statement->measure, "period", value ? value : mb_attrs_get(best->attrs, "date"));
}

/* An indicator is words; articles and joins at its ends are none of it. */
static char *dup_cleaned(const Statement *statement, const char *text)
{
    g_autoptr(GMatchInfo) match = NULL;
    if (!text || !mb_rules_find(statement->tagger->rules, "kpi-clean", text, &match))
        return NULL;
    g_autofree char *indicator = g_match_info_fetch_named(match, "indicator");
    bool noise = mb_rules_find(statement->tagger->rules, "kpi-noise", indicator, NULL);
    return noise || strlen(indicator) < 3 ? NULL : g_steal_pointer(&indicator);
}

static char *dup_part(const Statement *statement, const char *rule)
{
    g_autoptr(GMatchInfo) match = NULL;
    if (!mb_rules_find(statement->tagger->rules, rule, statement->text, &match))
        return NULL;
    g_autofree char *text = g_match_info_fetch_named(match, "indicator");
    return dup_cleaned(statement, text);
}

static void set_indicator(Statement *statement)
{
    static const char *const rules[] = {"kpi-counted", "kpi-change-in", "kpi-subject", "kpi-after"};
    g_autofree char *indicator = NULL;
    for (guint i = 0; i < G_N_ELEMENTS(rules) && !indicator; i++)
        indicator = dup_part(statement, rules[i]);
    if (!indicator)
        indicator = dup_cleaned(statement, mb_attrs_get(statement->measure->attrs, "indicator"));
    mb_attrs_set(&statement->measure->attrs, "indicator", indicator);
    if (!indicator)
        return;
    g_autofree char *key = mb_kpi_dup_key(indicator);
    g_autofree char *id = g_strconcat("kpi-", key, NULL);
    g_free(statement->measure->ref);
    statement->measure->ref = g_strdup(mb_document_intern_entity(statement->tagger->document, id, MB_SPAN_MEASURE, indicator)->id);
}

char *mb_kpi_dup_key(const char *indicator)
{
    g_autofree char *lower = g_utf8_strdown(indicator, -1);
    GString *out = g_string_new(NULL);
    g_auto(GStrv) words = g_strsplit_set(lower, " -/&'()", -1);
    for (guint i = 0; words[i]; i++) {
        gsize length = strlen(words[i]);
        bool small = length == 0 || !strcmp(words[i], "the") || !strcmp(words[i], "of") || !strcmp(words[i], "and");
        bool plural = length > 3 && words[i][length - 1] == 's' && words[i][length - 2] != 's';
        if (!small)
            g_string_append_printf(out, "%s%.*s", out->len ? "-" : "", (int)(plural ? length - 1 : length), words[i]);
    }
    return g_string_free(out, FALSE);
}

/* Per cent where the figures are; else the thing counted or the rate. */
static void set_unit(Statement *statement)
{
    MbSpan *measure = statement->measure;
    const char *unit = mb_attrs_get(measure->attrs, "unit");
    if (unit && (*unit == '%' || strstr(unit, "cent")))
        mb_attrs_set(&measure->attrs, "unit", "percent");
    bool figures = mb_attrs_get(measure->attrs, "value") || mb_attrs_get(measure->attrs, "from") || mb_attrs_get(measure->attrs, "to");
    if (!figures && mb_attrs_get(measure->attrs, "pct"))
        set_once(measure, "unit", "percent");
}

static double figure(const MbSpan *measure, const char *name)
{
    const char *text = mb_attrs_get(measure->attrs, name);
    return text && g_ascii_isdigit(*text) ? g_ascii_strtod(text, NULL) : -1;
}

/* How far a percentage may be off: one unit of its last printed place, whatever way it was rounded. */
static double rounding_of(const char *text)
{
    const char *point = strchr(text, '.');
    return point ? pow(10, -(double)strlen(point + 1)) : 1;
}

/* "rose by 6.7% from 3,935 to 4,199": the percentage of the change, or points where the figures are percentages. */
static void check_figures(const Statement *statement)
{
    const MbSpan *m = statement->measure;
    double from = figure(m, "from"), to = figure(m, "to"), pct = figure(m, "pct");
    const char *direction = mb_attrs_get(m->attrs, "direction"), *printed = mb_attrs_get(m->attrs, "pct");
    if (from <= 0 || to < 0)
        return;
    bool against = direction && ((!strcmp(direction, "up") && to < from) || (!strcmp(direction, "down") && to > from));
    double change = fabs(to - from) / from * 100;
    bool wrong = pct >= 0 && fabs(change - pct) > rounding_of(printed) + 1e-9 && fabs(fabs(to - from) - pct) > rounding_of(printed);
    if (!against && !wrong)
        return;
    g_autofree char *whole = g_strndup(statement->view->text + m->start, m->end - m->start);
    g_autofree char *subject = against ? g_strdup_printf("\"%s\" goes %s from %g to %g", whole, direction, from, to)
                                       : g_strdup_printf("\"%s\": the change is %.1f per cent", whole, change);
    mb_audit_report(statement->tagger, statement->view->leaf, MB_ISSUE_STATEMENT_BROKEN, subject);
}

/* Whether the statement says this figure in one of its attributes. */
static bool says_figure(const MbSpan *measure, const char *plain)
{
    for (guint i = 0; i < G_N_ELEMENTS(figure_names); i++)
        if (!g_strcmp0(mb_attrs_get(measure->attrs, figure_names[i]), plain))
            return true;
    return false;
}

/* A figure of a statement that is in no other mark ("2" of "Q2" is). */
static bool is_marked(const MbBlock *leaf, guint start, guint end)
{
    for (guint i = 0; i < leaf->spans->len; i++) {
        const MbSpan *span = &g_array_index(leaf->spans, MbSpan, i);
        bool holder = span->kind == MB_SPAN_MEASURE || span->kind == MB_SPAN_ACTION || span->kind == MB_SPAN_VOTE;
        if (!holder && span->start < end && span->end > start)
            return true;
    }
    return false;
}

/* The figures of a statement are quantities of its indicator. */
static void mark_figures(MbTagger *tagger, MbBlock *leaf, guint start, guint end, const MbAttrs *attrs, const char *ref)
{
    g_autofree char *text = g_strndup(leaf->text->str + start, end - start);
    g_autoptr(GMatchInfo) match = NULL;
    if (!ref || !mb_rules_find(tagger->rules, "kpi-figure", text, &match))
        return;
    const MbSpan measure = {.attrs = (MbAttrs *)attrs};
    for (; g_match_info_matches(match); g_match_info_next(match, NULL)) {
        gint from, to;
        g_match_info_fetch_pos(match, 0, &from, &to);
        g_autofree char *printed = g_match_info_fetch(match, 0);
        g_autofree char *plain = dup_plain(printed);
        if (!plain || !says_figure(&measure, plain) || is_marked(leaf, start + (guint)from, start + (guint)to))
            continue;
        MbSpan *figure = mb_block_add_span(leaf, start + (guint)from, start + (guint)to, MB_SPAN_QUANTITY, ref);
        if (figure && !figure->attrs)
            mb_attrs_set(&figure->attrs, "normalized", plain);
    }
}

static void mark_all_figures(MbTagger *tagger, MbBlock *leaf)
{
    g_autoptr(GArray) measures = g_array_new(FALSE, FALSE, sizeof(MbSpan)); /* marks move when others come between them */
    for (guint i = 0; i < leaf->spans->len; i++)
        if (g_array_index(leaf->spans, MbSpan, i).kind == MB_SPAN_MEASURE)
            g_array_append_val(measures, g_array_index(leaf->spans, MbSpan, i));
    for (guint i = 0; i < measures->len; i++) {
        const MbSpan *measure = &g_array_index(measures, MbSpan, i);
        mark_figures(tagger, leaf, measure->start, measure->end, measure->attrs, measure->ref);
    }
}

static void read_statement(MbTagger *tagger, const MbView *view, MbSpan *measure)
{
    static const char *const rules[] = {"kpi-from-to", "kpi-bracket", "kpi-compared", "kpi-target", "kpi-by-to",     "kpi-percent",
                                        "kpi-was",     "kpi-to",      "kpi-per",      "kpi-count",  "kpi-difference"};
    g_auto(Statement) statement;
    init_statement(&statement, tagger, view, measure);
    unify_figures(measure);
    for (guint i = 0; i < G_N_ELEMENTS(rules); i++)
        read_figures(&statement, rules[i]);
    read_direction(&statement);
    read_period(&statement);
    set_indicator(&statement);
    set_unit(&statement);
    check_figures(&statement);
}

/* "The target was a reduction of 5%" is said of the indicator before it. */
static void inherit_indicator(MbSpan *target, const MbSpan *before)
{
    if (!before || !before->ref || g_strcmp0(mb_attrs_get(target->attrs, "kind"), "target"))
        return;
    mb_attrs_set(&target->attrs, "indicator", mb_attrs_get(before->attrs, "indicator"));
    g_free(target->ref);
    target->ref = g_strdup(before->ref);
}

static void read_leaf(MbTagger *tagger, const MbView *view)
{
    const MbSpan *before = NULL;
    for (guint i = 0; i < view->leaf->spans->len; i++) {
        MbSpan *span = &g_array_index(view->leaf->spans, MbSpan, i);
        if (span->kind != MB_SPAN_MEASURE)
            continue;
        read_statement(tagger, view, span);
        inherit_indicator(span, before);
        before = span;
    }
    mark_all_figures(tagger, view->leaf);
}

void mb_tag_kpis(MbTagger *tagger)
{
    for (guint i = 0; i < tagger->views->len; i++) {
        const MbView *view = tagger->views->pdata[i];
        if (view->leaf->spans)
            read_leaf(tagger, view);
    }
    mb_kpi_link_cells(tagger);
}
