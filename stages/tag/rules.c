#include "rules.h"

#include "base/error.h"
#include "values.h"

#include <string.h>

typedef struct {
    char *name, *value;
    GStrv needs;        /* one of these texts, or "digit"; NULL: anything */
    char *set; /* "name:value name:value" */
    MbPhase phase;
    bool marks; /* false: only asked for by name */
    MbSpanKind kind;
    bool from_name;  /* begins with a person or office */
    bool until_name; /* goes on to the end of the name that follows */
    bool in_cells;   /* looked for in table cells too */
    GRegex *regex, *when; /* when: what the text must hold, or NULL */
    GPtrArray *parts; /* names of parts */
} Rule;

struct MbRules {
    GPtrArray *rules; /* Rule, in order of the file */
    GHashTable *by_name;
};

static void free_rule(gpointer data)
{
    Rule *rule = data;
    g_free(rule->name);
    g_strfreev(rule->needs);
    g_free(rule->value);
    g_free(rule->set);
    g_clear_pointer(&rule->regex, g_regex_unref);
    g_clear_pointer(&rule->when, g_regex_unref);
    g_ptr_array_unref(rule->parts);
    g_free(rule);
}

void mb_rules_free(MbRules *rules)
{
    if (!rules)
        return;
    g_ptr_array_unref(rules->rules);
    g_hash_table_unref(rules->by_name);
    g_free(rules);
}

/* Puts entries of [words] in the place of {name}; they may hold others of earlier lines. */
static char *dup_expanded(const char *pattern, GHashTable *words)
{
    GString *out = g_string_new(NULL);
    for (const char *at = pattern; *at; at++) {
        const char *end = *at == '{' && g_ascii_isalpha(at[1]) ? strchr(at, '}') : NULL;
        g_autofree char *name = end ? g_strndup(at + 1, (gsize)(end - at - 1)) : NULL;
        const char *word = name ? g_hash_table_lookup(words, name) : NULL;
        if (word) {
            g_string_append_printf(out, "(?:%s)", word);
            at = end;
        } else {
            g_string_append_c(out, *at);
        }
    }
    return g_string_free(out, FALSE);
}

static GHashTable *read_words(GKeyFile *file)
{
    GHashTable *words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_auto(GStrv) keys = g_key_file_get_keys(file, "words", NULL, NULL);
    for (guint i = 0; keys && keys[i]; i++) {
        g_autofree char *value = g_key_file_get_value(file, "words", keys[i], NULL);
        g_hash_table_insert(words, g_strdup(keys[i]), dup_expanded(value, words));
    }
    return words;
}

/* The names of the parts of a pattern, read from its text: GRegex does not list them. */
static void list_parts(Rule *rule, const char *pattern)
{
    for (const char *at = strstr(pattern, "(?<"); at; at = strstr(at + 3, "(?<")) {
        if (!g_ascii_isalpha(at[3]))
            continue;
        char *name = g_strndup(at + 3, strcspn(at + 3, ">"));
        if (g_ptr_array_find_with_equal_func(rule->parts, name, g_str_equal, NULL))
            g_free(name);
        else
            g_ptr_array_add(rule->parts, name);
    }
}

static bool read_kind(GKeyFile *file, const char *group, Rule *rule, GError **error)
{
    g_autofree char *kind = g_key_file_get_string(file, group, "kind", NULL);
    g_autofree char *phase = g_key_file_get_string(file, group, "phase", NULL);
    rule->phase = !g_strcmp0(phase, "statements") ? MB_PHASE_STATEMENTS : MB_PHASE_VALUES;
    rule->marks = kind != NULL;
    if (!kind || mb_span_kind_from_name(kind, &rule->kind))
        return true;
    g_set_error(error, MB_STAGE_ERROR, MB_ERROR_ENVIRONMENT, "rule '%s': no such kind of span", group);
    return false;
}

/* Compiles the pattern of a key; NULL without error when the rule has no such key. */
static GRegex *read_pattern(GKeyFile *file, Rule *rule, const char *key, GHashTable *words, GError **error)
{
    g_autofree char *written = g_key_file_get_value(file, rule->name, key, NULL);
    g_autofree char *pattern = written ? dup_expanded(written, words) : NULL;
    if (pattern)
        list_parts(rule, pattern);
    return pattern ? g_regex_new(pattern, G_REGEX_OPTIMIZE | G_REGEX_DUPNAMES, 0, error) : NULL;
}

static Rule *read_rule(GKeyFile *file, const char *group, GHashTable *words, GError **error)
{
    Rule *rule = g_new0(Rule, 1);
    GError *inner = NULL;
    rule->parts = g_ptr_array_new_with_free_func(g_free);
    rule->name = g_strdup(group);
    g_autofree char *needs = g_key_file_get_value(file, group, "needs", NULL);
    rule->needs = needs ? g_strsplit(needs, "|", -1) : NULL;
    rule->value = g_key_file_get_string(file, group, "value", NULL);
    rule->set = g_key_file_get_string(file, group, "set", NULL);
    rule->from_name = g_key_file_has_key(file, group, "from", NULL);
    rule->until_name = g_key_file_has_key(file, group, "until", NULL);
    rule->in_cells = g_key_file_has_key(file, group, "cells", NULL);
    if (read_kind(file, group, rule, &inner)) {
        rule->regex = read_pattern(file, rule, "find", words, &inner);
        rule->when = inner ? NULL : read_pattern(file, rule, "when", words, &inner);
    }
    if (!inner && rule->regex)
        return rule;
    if (!inner)
        g_set_error(&inner, MB_STAGE_ERROR, MB_ERROR_ENVIRONMENT, "no pattern to find");
    g_propagate_prefixed_error(error, inner, "rule '%s': ", group);
    free_rule(rule);
    return NULL;
}

MbRules *mb_rules_read(const MbOptions *options, GError **error)
{
    return mb_rules_read_file(options, "rules.ini", error);
}

MbRules *mb_rules_read_file(const MbOptions *options, const char *name, GError **error)
{
    g_autofree char *path = mb_lexicon_dup_path(options, name);
    g_autoptr(GKeyFile) file = g_key_file_new();
    if (!g_key_file_load_from_file(file, path, G_KEY_FILE_NONE, error))
        return NULL;
    g_autoptr(GHashTable) words = read_words(file);
    g_autoptr(MbRules) rules = g_new0(MbRules, 1);
    rules->rules = g_ptr_array_new_with_free_func(free_rule);
    rules->by_name = g_hash_table_new(g_str_hash, g_str_equal);
    g_auto(GStrv) groups = g_key_file_get_groups(file, NULL);
    for (guint i = 0; groups[i]; i++) {
        if (!strcmp(groups[i], "words"))
            continue;
        Rule *rule = read_rule(file, groups[i], words, error);
        if (!rule)
            return NULL;
        g_ptr_array_add(rules->rules, rule);
        g_hash_table_insert(rules->by_name, rule->name, rule);
    }
    return g_steal_pointer(&rules);
}

static bool holds_digit(const char *text)
{
    return strpbrk(text, "0123456789") != NULL;
}

/* needs: "digit", or texts separated by '|' of which one must be there. */
static bool holds_needed(const Rule *rule, const char *text)
{
    if (!rule->needs)
        return true;
    if (!strcmp(rule->needs[0], "digit"))
        return holds_digit(text);
    for (guint i = 0; rule->needs[i]; i++)
        if (strstr(text, rule->needs[i]))
            return true;
    return false;
}

/* The quick ways out, before the pattern itself is tried at every letter. */
static bool may_match(const Rule *rule, const char *text)
{
    return holds_needed(rule, text) && (!rule->when || g_regex_match(rule->when, text, 0, NULL));
}

bool mb_rules_find(const MbRules *rules, const char *name, const char *text, GMatchInfo **match)
{
    const Rule *rule = g_hash_table_lookup(rules->by_name, name);
    g_assert(rule);
    if (match)
        *match = NULL;
    return may_match(rule, text) && g_regex_match(rule->regex, text, 0, match);
}

/* The end of the chain of names (people, offices, bodies, references) that begins at a byte, with what joins them. */
static guint end_of_names(const MbBlock *leaf, guint start)
{
    guint end = start;
    bool more = true;
    while (more && leaf->spans) {
        more = false;
        guint from = end;
        if (end > start) {
            const char *rest = leaf->text->str + end;
            const char *const joins[] = {" and ", ", and ", " and the "};
            for (guint i = 0; i < G_N_ELEMENTS(joins); i++)
                if (g_str_has_prefix(rest, joins[i]))
                    from = end + (guint)strlen(joins[i]);
            if (from == end)
                break;
        }
        for (guint i = 0; i < leaf->spans->len && !more; i++) {
            const MbSpan *span = &g_array_index(leaf->spans, MbSpan, i);
            bool name = span->kind == MB_SPAN_PERSON || span->kind == MB_SPAN_ROLE || span->kind == MB_SPAN_ORGANIZATION ||
                        span->kind == MB_SPAN_DATE;
            if (name && span->start == from && span->end > end) {
                end = span->end;
                more = true;
            }
        }
    }
    return end;
}

/* Widens a stretch over the spans that cross its borders. */
static void widen(const MbBlock *leaf, guint *start, guint *end)
{
    for (guint round = 0; round < 3; round++)
        for (guint i = 0; leaf->spans && i < leaf->spans->len; i++) {
            const MbSpan *span = &g_array_index(leaf->spans, MbSpan, i);
            bool apart = span->end <= *start || span->start >= *end;
            bool inside = span->start >= *start && span->end <= *end;
            bool around = span->start <= *start && span->end >= *end;
            if (!apart && !inside && !around) {
                *start = MIN(*start, span->start);
                *end = MAX(*end, span->end);
            }
        }
}

static void set_fixed(const Rule *rule, MbAttrs **attrs)
{
    g_auto(GStrv) pairs = g_strsplit(rule->set ? rule->set : "", " ", -1);
    for (guint i = 0; pairs[i]; i++) {
        char *colon = strchr(pairs[i], ':');
        if (!colon)
            continue;
        *colon = '\0';
        mb_attrs_set(attrs, pairs[i], colon + 1);
    }
}

static void set_parts(const Rule *rule, const GMatchInfo *match, MbAttrs **attrs)
{
    for (guint i = 0; i < rule->parts->len; i++) {
        const char *name = rule->parts->pdata[i];
        if (!strcmp(name, "span") || mb_value_eats(rule->value, name))
            continue;
        g_autofree char *text = g_match_info_fetch_named(match, name);
        if (text && *g_strstrip(text))
            mb_attrs_set(attrs, name, text);
    }
}

/* Amounts and places need something to refer to in the archive. */
static const char *referent(MbDocument *document, MbSpanKind kind, const char *text)
{
    g_autofree char *lower = g_utf8_strdown(text, -1);
    g_autofree char *place = g_strconcat("l-", lower, NULL);
    if (kind == MB_SPAN_LOCATION)
        return mb_document_intern_entity(document, place, MB_SPAN_LOCATION, text)->id;
    if (kind == MB_SPAN_MONEY)
        return mb_document_intern_entity(document, "c-money", MB_SPAN_MEASURE, "Amounts of money")->id;
    if (kind == MB_SPAN_QUANTITY)
        return mb_document_intern_entity(document, "c-figures", MB_SPAN_MEASURE, "Figures of the document")->id;
    return NULL;
}

static void copy_attrs(MbSpan *span, const MbAttrs *attrs)
{
    for (guint i = 0; i < mb_attrs_count(attrs); i++)
        mb_attrs_set(&span->attrs, mb_attrs_name(attrs, i), mb_attrs_value(attrs, i));
}

/* References to papers may hold dates and names: they take no words for themselves. */
static bool is_paper(const Rule *rule)
{
    return rule->kind == MB_SPAN_REFERENCE && !g_strcmp0(rule->set, "kind:document");
}

/* Whether a person or office is named at a byte. */
static bool names_actor(const MbBlock *leaf, guint start)
{
    for (guint i = 0; leaf->spans && i < leaf->spans->len; i++) {
        const MbSpan *span = &g_array_index(leaf->spans, MbSpan, i);
        if (span->start == start && (span->kind == MB_SPAN_PERSON || span->kind == MB_SPAN_ROLE))
            return true;
    }
    return false;
}

static void mark(const Rule *rule, MbDocument *document, MbView *view, const GMatchInfo *match)
{
    gint start, end;
    if (!g_match_info_fetch_named_pos(match, "span", &start, &end) || start < 0)
        g_match_info_fetch_pos(match, 0, &start, &end);
    guint from = (guint)start, to = (guint)end;
    if (rule->from_name && !names_actor(view->leaf, from))
        return;
    if (rule->until_name) {
        to = end_of_names(view->leaf, to);
        if (to == (guint)end)
            return;
    }
    guint first = mb_leaf_at(view, from), last = mb_leaf_at(view, to ? to - 1 : 0) + 1;
    bool claims = rule->phase == MB_PHASE_VALUES && rule->kind != MB_SPAN_QUANTITY && !is_paper(rule);
    if (claims && !mb_leaf_is_free(view, first, last))
        return;
    g_autoptr(MbAttrs) attrs = NULL;
    if (!mb_value_read(rule->value, match, &attrs))
        return;
    set_parts(rule, match, &attrs);
    set_fixed(rule, &attrs);
    if (!claims)
        widen(view->leaf, &from, &to);
    g_autofree char *text = g_strndup(view->text + from, to - from);
    MbSpan *span = mb_block_add_span(view->leaf, from, to, rule->kind, referent(document, rule->kind, text));
    if (!span || span->attrs)
        return;
    copy_attrs(span, attrs);
    if (claims)
        mb_leaf_block(view, from, to, rule->kind);
}

/* Whether a statement of the kind already holds this stretch: the earlier rule is the better one. */
static bool is_taken(const MbBlock *leaf, MbSpanKind kind, guint start, guint end)
{
    for (guint i = 0; leaf->spans && i < leaf->spans->len; i++) {
        const MbSpan *span = &g_array_index(leaf->spans, MbSpan, i);
        bool same = span->kind == kind || (kind == MB_SPAN_MEASURE && span->kind == MB_SPAN_VOTE); /* "9 votes for" measures nothing */
        if (same && span->start < end && span->end > start)
            return true;
    }
    return false;
}

static void apply(const Rule *rule, MbDocument *document, MbView *view)
{
    g_autoptr(GMatchInfo) match = NULL;
    g_regex_match_full(rule->regex, view->text, (gssize)view->leaf->text->len, 0, 0, &match, NULL);
    while (g_match_info_matches(match)) {
        gint start, end;
        g_match_info_fetch_pos(match, 0, &start, &end);
        if (end > start && !(rule->phase == MB_PHASE_STATEMENTS && is_taken(view->leaf, rule->kind, (guint)start, (guint)end)))
            mark(rule, document, view, match);
        if (!g_match_info_next(match, NULL))
            break;
    }
}

void mb_rules_apply(const MbRules *rules, MbPhase phase, MbDocument *document, MbView *view)
{
    for (guint i = 0; i < rules->rules->len; i++) {
        const Rule *rule = rules->rules->pdata[i];
        bool wanted = rule->marks && rule->phase == phase && (!view->in_cell || rule->in_cells);
        if (wanted && may_match(rule, view->text))
            apply(rule, document, view);
    }
}
