/*
 * Who is to do it, for whom and by when: read from the names and dates inside
 * an action, and from the columns of a list of actions.
 */
#include "tagger.h"

#include <string.h>

static const MbSpan *span_at(const MbBlock *leaf, guint i)
{
    return &g_array_index(leaf->spans, MbSpan, i);
}

static bool names_actor(const MbSpan *span)
{
    return span->kind == MB_SPAN_PERSON || span->kind == MB_SPAN_ROLE || span->kind == MB_SPAN_ORGANIZATION;
}

/* Whether the text before a byte ends in one of these words; "the" between them and the byte is stepped over. */
static bool stands_after(const char *text, guint start, const char *const *words)
{
    g_autofree char *before = g_strndup(text, start);
    g_strchomp(before);
    if (g_str_has_suffix(before, " the"))
        before[strlen(before) - 4] = '\0';
    for (; *words; words++) {
        gsize length = strlen(before), word = strlen(*words);
        if (length > word && !strcmp(before + length - word, *words) && before[length - word - 1] == ' ')
            return true;
    }
    return false;
}

static void set_once(MbSpan *span, const char *name, const char *value)
{
    if (value && *value && !mb_attrs_get(span->attrs, name))
        mb_attrs_set(&span->attrs, name, value);
}

static void set_ref(MbSpan *span, const char *name, const MbSpan *found)
{
    g_autofree char *ref = found && found->ref ? g_strconcat("#", found->ref, NULL) : NULL;
    set_once(span, name, ref);
}

static const char *day_of(const MbSpan *span)
{
    if (span->kind == MB_SPAN_DATE)
        return mb_attrs_get(span->attrs, "date");
    return span->kind == MB_SPAN_PERIOD ? mb_attrs_get(span->attrs, "value") : NULL;
}

/* The actor is the first name before the verb, or the last one before an action that begins with its verb. */
static const MbSpan *find_actor(const MbBlock *leaf, const MbSpan *action, guint verb)
{
    const MbSpan *before = NULL;
    for (guint i = 0; i < leaf->spans->len; i++) {
        const MbSpan *span = span_at(leaf, i);
        if (!names_actor(span))
            continue;
        if (span->start >= action->start && span->end <= verb)
            return span;
        bool same_sentence = span->end <= action->start && !memchr(leaf->text->str + span->end, '.', action->start - span->end);
        before = same_sentence && span->kind != MB_SPAN_ORGANIZATION ? span : before;
    }
    return verb == action->start ? before : NULL;
}

static void read_facts(const MbBlock *leaf, MbSpan *action)
{
    static const char *const towards[] = {"to", "with", NULL};
    static const char *const until[] = {"by", "before", "until", "in", "on", "of", NULL};
    const char *text = leaf->text->str, *word = mb_attrs_get(action->attrs, "verb");
    const char *at = word ? g_strstr_len(text + action->start, action->end - action->start, word) : NULL;
    guint verb = at ? (guint)(at - text) : action->start;
    const char *after = at ? at + strlen(word) : "";
    if (!g_str_has_prefix(after, " that ") && !g_str_has_prefix(after, " if ")) /* who asks that something be done does not do it */
        set_ref(action, "who", find_actor(leaf, action, verb));
    for (guint i = 0; i < leaf->spans->len; i++) {
        const MbSpan *span = span_at(leaf, i);
        if (span->start < verb || span->end > action->end)
            continue;
        if (names_actor(span) && stands_after(text, span->start, towards))
            set_ref(action, "to", span);
        if (stands_after(text, span->start, until))
            set_once(action, "due", day_of(span));
    }
}

void mb_tag_actions(MbView *view)
{
    MbBlock *leaf = view->leaf;
    for (guint i = 0; leaf->spans && i < leaf->spans->len; i++)
        if (span_at(leaf, i)->kind == MB_SPAN_ACTION)
            read_facts(leaf, &g_array_index(leaf->spans, MbSpan, i));
}

/* The columns of a list of actions, by the words of its header; -1: none. */
typedef struct {
    int what, who, due;
} Columns;

static MbBlock *cell_at(const MbBlock *row, int column)
{
    MbBlock *cell = row->first_child;
    while (cell && column-- > 0)
        cell = cell->next;
    return cell;
}

static Columns read_columns(const MbRules *rules, const MbBlock *header)
{
    Columns columns = {-1, -1, -1};
    int i = 0;
    for (const MbBlock *cell = header->first_child; cell; cell = cell->next, i++) {
        g_autofree char *text = mb_block_dup_text(cell);
        if (columns.who < 0 && mb_rules_find(rules, "column-who", text, NULL))
            columns.who = i;
        else if (columns.due < 0 && mb_rules_find(rules, "column-due", text, NULL))
            columns.due = i;
        else if (columns.what < 0 && mb_rules_find(rules, "column-action", text, NULL))
            columns.what = i;
    }
    return columns;
}

static void read_row(const MbBlock *row, Columns columns)
{
    MbBlock *what = cell_at(row, columns.what), *who = cell_at(row, columns.who), *due = columns.due < 0 ? NULL : cell_at(row, columns.due);
    MbBlock *leaf = what ? what->first_child : NULL;
    g_autofree char *actor = who ? mb_block_dup_text(who) : NULL;
    if (!leaf || !leaf->text || !leaf->text->len || !actor || !*g_strstrip(actor))
        return;
    MbSpan *span = mb_block_add_span(leaf, 0, (guint)leaf->text->len, MB_SPAN_ACTION, NULL);
    if (!span)
        return;
    const MbBlock *named = who->first_child;
    if (named && named->spans && named->spans->len && names_actor(span_at(named, 0)))
        set_ref(span, "who", span_at(named, 0));
    set_once(span, "who", actor);
    g_autofree char *day = due ? mb_block_dup_text(due) : NULL;
    const MbBlock *dated = due ? due->first_child : NULL;
    if (dated && dated->spans && dated->spans->len)
        set_once(span, "due", day_of(span_at(dated, 0)));
    set_once(span, "due", day ? g_strstrip(day) : NULL);
}

void mb_tag_action_tables(MbDocument *document, const MbRules *rules)
{
    for (MbBlock *block = document->body; block; block = mb_block_next(document->body, block)) {
        const MbBlock *header = block->kind == MB_BLOCK_TABLE ? block->first_child : NULL;
        while (header && header->kind != MB_BLOCK_ROW)
            header = header->next;
        if (!header)
            continue;
        Columns columns = read_columns(rules, header);
        if (columns.what < 0 || columns.who < 0)
            continue;
        for (const MbBlock *row = header->next; row; row = row->next)
            if (row->kind == MB_BLOCK_ROW)
                read_row(row, columns);
    }
}
