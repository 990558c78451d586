/*
 * Which leaves list people: after "Present", "Apologies" and kin until the next
 * heading or number; columns of names in tables; the lists of a recorded vote.
 */
#include "../tagger.h"

#include <string.h>

/* Names in a column without a word about who came. */
#define NAMED "named"

/* A label is at most so many words before its colon. */
#define LABEL_WORDS 6

/* A heading of a column that tells who came, and the marks in it. */
static const struct {
    const char *mark, *attendance;
} marks[] = {{"present", "present"},       {"attended", "present"},         {"yes", "present"},
             {"p", "present"},             {"in attendance", "present"},    {"apologies", "apologies"},
             {"apology", "apologies"},     {"apologies sent", "apologies"}, {"absent", "apologies"},
             {"no", "apologies"},          {"a", "apologies"},              {"did not attend", "apologies"},
             {"substitute", "substitute"}, {"\xe2\x9c\x93", "present"},     {"\xe2\x9c\x94", "present"}};

const char *mb_attendance_part(const char *list)
{
    return list && strcmp(list, "vote") && strcmp(list, NAMED) ? list : NULL;
}

/* "PRESENNOL / PRESENT": the same label in two languages. */
static guint match_label(const MbView *view, const MbLexPhrase **phrase)
{
    guint step = mb_leaf_match(view, 0, MB_LEX_ATTENDANCE, phrase);
    if (step && (mb_leaf_is(view, step, "/") || mb_leaf_is(view, step, "|"))) {
        guint more = mb_leaf_match(view, step + 1, MB_LEX_ATTENDANCE, NULL);
        step += more ? more + 1 : 0;
    }
    return step;
}

/* Verbs and small words: running text, not a list of names. */
static bool is_running_text(const MbView *view)
{
    guint small = 0;
    for (guint i = 0; i < view->tokens->len; i++)
        small += (mb_leaf_token(view, i)->shape & MB_SHAPE_LOWER) != 0;
    return view->tokens->len > 6 && small * 2 > view->tokens->len;
}

/* The list that a leaf opens, or NULL. */
static const char *label_of(const MbView *view)
{
    const MbLexPhrase *phrase;
    guint step = match_label(view, &phrase);
    if (!step)
        return NULL;
    guint at = step;
    while (mb_leaf_is(view, at, ":") || mb_leaf_is(view, at, "-") || mb_leaf_is(view, at, "\xe2\x80\x93"))
        at++;
    bool whole = at == view->tokens->len;
    bool label = whole || at > step || mb_leaf_match(view, step, MB_LEX_PLURAL, NULL) ||
                 mb_leaf_match(view, step, MB_LEX_HONORIFIC, NULL) || mb_leaf_is(view, step, "were") ||
                 (mb_leaf_has(view, step, MB_LEX_FIRST_NAME) && !is_running_text(view));
    return label ? phrase->kind : NULL;
}

/* "Members:", "Lay representatives:" inside a list of those present: a short label, no new matter. */
static bool is_group_label(const MbView *view)
{
    for (guint i = 0; i < LABEL_WORDS && i + 1 <= view->tokens->len; i++)
        if (mb_leaf_is(view, i, ":"))
            return i > 0 && (i + 1 == view->tokens->len || view->leaf->kind != MB_BLOCK_HEADING);
    return false;
}

/* A leaf that begins a new matter: a heading that is no label, an item with a number, a long sentence. */
static bool ends_list(const MbView *view)
{
    if (view->leaf->kind == MB_BLOCK_HEADING)
        return !is_group_label(view);
    return mb_leaf_token(view, 0)->shape & MB_SHAPE_DIGIT || is_running_text(view);
}

static char *dup_cell_text(const MbBlock *cell)
{
    GString *out = g_string_new(NULL);
    for (const MbBlock *leaf = cell->first_child; leaf; leaf = leaf->next)
        if (leaf->text)
            g_string_append_printf(out, "%s%s", out->len ? " " : "", leaf->text->str);
    char *lower = g_utf8_strdown(out->str, -1);
    g_string_free(out, TRUE);
    return g_strstrip(lower);
}

/* The column of a row, from 0, whose heading has one of the words; -1 without. */
static int find_column(const MbBlock *row, const char *const *words)
{
    int column = 0;
    for (const MbBlock *cell = row->first_child; cell; cell = cell->next, column++) {
        g_autofree char *text = dup_cell_text(cell);
        for (guint i = 0; words[i]; i++)
            if (g_str_equal(text, words[i]))
                return column;
    }
    return -1;
}

static const MbBlock *cell_at(const MbBlock *row, int column)
{
    const MbBlock *cell = row->first_child;
    while (cell && column-- > 0)
        cell = cell->next;
    return cell;
}

static const char *read_mark(const MbBlock *cell)
{
    g_autofree char *text = cell ? dup_cell_text(cell) : NULL;
    for (guint i = 0; text && i < G_N_ELEMENTS(marks); i++)
        if (g_str_equal(text, marks[i].mark))
            return marks[i].attendance;
    return NULL;
}

static void set_leaves(GHashTable *lists, const MbBlock *cell, const char *attendance)
{
    for (MbBlock *leaf = cell->first_child; leaf; leaf = leaf->next)
        if (leaf->text)
            g_hash_table_insert(lists, leaf, (gpointer)attendance);
}

/* A table with a column of members, and perhaps one that tells who came. */
static void read_table(GHashTable *lists, const MbBlock *table)
{
    static const char *const names[] = {"name",   "names",     "member",   "members",       "councillor", "councillors",     "attendee",
                                        "attendees", "cllr", "committee member", "board member", "panel member", "member name", NULL};
    static const char *const states[] = {"attendance", "present", "status", "attended", "present/apologies", "attendance status", NULL};
    const MbBlock *head = table->first_child;
    while (head && head->kind != MB_BLOCK_ROW)
        head = head->next;
    int name = head ? find_column(head, names) : -1, state = head ? find_column(head, states) : -1;
    if (name < 0)
        return;
    for (const MbBlock *row = head->next; row; row = row->next) {
        const MbBlock *cell = row->kind == MB_BLOCK_ROW ? cell_at(row, name) : NULL;
        const char *mark = state >= 0 && cell ? read_mark(cell_at(row, state)) : NULL;
        if (cell)
            set_leaves(lists, cell, mark ? mark : NAMED);
    }
}

/* Leaves of tables that name people -> in what part. */
static GHashTable *read_tables(const MbTagger *tagger)
{
    GHashTable *lists = g_hash_table_new(g_direct_hash, g_direct_equal);
    MbBlock *body = tagger->document->body;
    for (MbBlock *block = body; block; block = mb_block_next(body, block))
        if (block->kind == MB_BLOCK_TABLE)
            read_table(lists, block);
    return lists;
}

static const MbBlock *item_of(const MbBlock *leaf)
{
    while (leaf && leaf->kind != MB_BLOCK_AGENDA_ITEM && leaf->kind != MB_BLOCK_PART)
        leaf = leaf->parent;
    return leaf;
}

void mb_tag_attendance(MbTagger *tagger)
{
    g_autoptr(GHashTable) lists = read_tables(tagger);
    const char *open = NULL;
    const MbBlock *item = NULL; /* that the open list stands in */
    for (guint i = 0; i < tagger->views->len; i++) {
        MbView *view = tagger->views->pdata[i];
        const char *label = label_of(view), *column = g_hash_table_lookup(lists, view->leaf);
        if (column) {
            view->attendance = column;
        } else if (label) {
            view->attendance = open = label;
            item = item_of(view->leaf);
        } else if (mb_rules_find(tagger->rules, "vote-list", view->text, NULL)) {
            view->attendance = "vote";
            open = NULL;
        } else if (open && item_of(view->leaf) == item && !ends_list(view)) {
            view->attendance = open;
        } else {
            open = NULL;
        }
    }
}
