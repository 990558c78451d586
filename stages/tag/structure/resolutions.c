/*
 * Decisions: the paragraph that says so ("RESOLVED that:") and the points after
 * it become one RESOLUTIONS block; points are nested by their labels.
 */
#include "structure.h"

#include "model/label.h"

#include <math.h>
#include <string.h>

static bool is_text(const MbBlock *block)
{
    return block && !block->artifact && (block->kind == MB_BLOCK_PARAGRAPH || block->kind == MB_BLOCK_HEADING) && block->text->len > 0;
}

static MbBlock *new_point(MbBlock *leaf, char *label)
{
    MbBlock *point = mb_block_new(MB_BLOCK_ITEM);
    point->page = leaf->page;
    point->origin = leaf->origin;
    point->box = leaf->box;
    point->label = label;
    leaf->kind = MB_BLOCK_PARAGRAPH;
    mb_block_append(point, leaf);
    return point;
}

/* A decision that no label is printed before. */
static MbBlock *new_decision(MbBlock *leaf)
{
    MbBlock *point = new_point(leaf, NULL);
    mb_attrs_set(&point->attrs, "path", MB_PATH_OPEN);
    return point;
}

/* Points of a list and of the lists in them, in order, without parent. */
static void flatten(MbBlock *list, GPtrArray *points)
{
    while (list->first_child) {
        MbBlock *point = mb_block_unlink(list->first_child);
        g_ptr_array_add(points, point);
        for (MbBlock *child = point->first_child, *next; child; child = next) {
            next = child->next;
            if (child->kind == MB_BLOCK_LIST) {
                mb_block_unlink(child);
                flatten(child, points);
            }
        }
    }
    mb_block_free(list);
}

/* The label of a point; an unlabelled one counts as a bullet. */
static MbLabel label_of(const MbBlock *point)
{
    MbLabel label;
    if (!point->label || !mb_label_parse(point->label, false, &label))
        mb_label_parse("\xe2\x80\xa2", false, &label);
    return label;
}

/* Builds nested lists of points by their labels. */
static MbBlock *nest(GPtrArray *points)
{
    MbBlock *root = mb_block_new(MB_BLOCK_LIST), *lists[MB_LABEL_DEPTH + 1] = {NULL, root};
    MbLabelStack stack = {0};
    for (guint i = 0; i < points->len; i++) {
        MbLabel label = label_of(points->pdata[i]), next = {0};
        if (i + 1 < points->len)
            next = label_of(points->pdata[i + 1]);
        MbLabelPlace place = mb_label_stack_place(&stack, &label, i + 1 < points->len ? &next : NULL, NAN);
        guint depth = MIN(place.depth, MB_LABEL_DEPTH);
        while (depth > 1 && !(lists[depth - 1] && lists[depth - 1]->last_child))
            depth--;
        if (depth > 1 && (!place.continues || !lists[depth])) {
            lists[depth] = mb_block_new(MB_BLOCK_LIST);
            mb_block_append(lists[depth - 1]->last_child, lists[depth]);
        }
        mb_block_append(lists[depth], points->pdata[i]);
    }
    return root;
}

/* Whether a block after the introduction is a point of it: a list, or a paragraph with a label. */
static bool is_point(const MbBlock *block, guint *bytes)
{
    *bytes = 0;
    if (block->artifact)
        return false;
    if (block->kind == MB_BLOCK_LIST)
        return true;
    if (block->kind != MB_BLOCK_PARAGRAPH)
        return false;
    MbLabel label;
    if (!mb_label_parse(block->text->str, false, &label))
        return false;
    *bytes = label.rest;
    bool year = label.reading[0].style == MB_LABEL_ARABIC && label.reading[0].shape == MB_LABEL_BARE && label.reading[0].parts == 1;
    return !year && *bytes < block->text->len;
}

/* Page furniture that stands among the points is stepped over and stays behind the block. */
static MbBlock *skip_furniture(MbBlock *block)
{
    while (block && block->artifact)
        block = block->next;
    return block;
}

/* A line "and" or "or" between two points belongs to the point before it. */
static MbBlock *take_joint(MbBlock *block, const GPtrArray *points)
{
    guint bytes;
    MbBlock *next = block ? skip_furniture(block->next) : NULL;
    bool joint = points->len && is_text(block) && block->text->len < 5 && next && is_point(next, &bytes) &&
                 (!g_ascii_strcasecmp(block->text->str, "and") || !g_ascii_strcasecmp(block->text->str, "or"));
    if (!joint)
        return block;
    mb_block_append(points->pdata[points->len - 1], mb_block_unlink(block));
    return next;
}

/* Takes the points after `last` away from the flow. */
static void take_points(MbBlock *last, GPtrArray *points)
{
    guint bytes;
    for (MbBlock *block = skip_furniture(last->next); block && is_point(block, &bytes);
         block = take_joint(skip_furniture(last->next), points)) {
        mb_block_unlink(block);
        if (block->kind == MB_BLOCK_LIST) {
            flatten(block, points);
        } else {
            g_autofree char *text = mb_leaf_steal_label(block, bytes);
            MbLabel label;
            bool bullet = mb_label_parse(text, false, &label) && label.reading[0].style == MB_LABEL_BULLET;
            g_ptr_array_add(points, new_point(block, bullet ? NULL : g_steal_pointer(&text)));
        }
    }
}

/* A RESOLUTIONS block in the place of its introduction. */
static MbBlock *wrap(MbBlock *intro)
{
    MbBlock *block = mb_block_new(MB_BLOCK_RESOLUTIONS);
    block->page = intro->page;
    block->box = intro->box;
    block->origin = intro->origin;
    mb_block_insert_before(intro, block);
    mb_block_unlink(intro);
    intro->kind = MB_BLOCK_PARAGRAPH;
    intro->level = 0;
    mb_block_append(block, intro);
    return block;
}

/* Whether words other than "that" and marks close the introduction: then the next plain paragraph is the decision. */
static bool is_open(const MbBlock *leaf)
{
    const char *text = leaf->text->str;
    return g_str_has_suffix(text, ":") || g_str_has_suffix(text, "-") || g_str_has_suffix(text, "\xe2\x80\x93") ||
           g_str_has_suffix(text, "that") || leaf->text->len < 30;
}

/* "Decision" + "APPROVED the report ..." or "NOTED:-" + points; "RESOLVED:" + a plain paragraph "That ...". */
static bool take_plain(const MbRules *rules, MbBlock *block, GPtrArray *points, bool label_only)
{
    MbBlock *next = skip_furniture(block->next);
    if (!is_text(next))
        return false;
    const char *text = next->text->str;
    bool decides =
        mb_rules_find(rules, "decision-that", text, NULL) || (label_only && mb_rules_find(rules, "decision-capital", text, NULL));
    if (!decides)
        return false;
    mb_block_unlink(next);
    g_ptr_array_add(points, new_decision(next));
    return true;
}

/* "NOTED:-" or "The Committee:-" below "Decision". */
static bool introduces(const MbRules *rules, const MbBlock *leaf)
{
    return mb_rules_find(rules, "decision-whole", leaf->text->str, NULL) || mb_rules_find(rules, "decision-body", leaf->text->str, NULL);
}

/* The text of the first point of a list, or of a paragraph behind its label; NULL when it is none. */
static const char *first_words(const MbBlock *block)
{
    guint bytes;
    if (!block || !is_point(block, &bytes))
        return NULL;
    const MbBlock *leaf = block->kind == MB_BLOCK_LIST && block->first_child ? block->first_child->first_child : block;
    return leaf && leaf->text ? leaf->text->str + bytes : NULL;
}

/* "The Committee:-" before points that say what it did: "(a) noted the report". */
static bool is_acting(const MbRules *rules, MbBlock *leaf)
{
    const char *words = mb_rules_find(rules, "decision-body", leaf->text->str, NULL) ? first_words(skip_furniture(leaf->next)) : NULL;
    return words && mb_rules_find(rules, "decision-verb", words, NULL);
}

/* An introduction that stands alone, with points or a plain decision after it. */
static bool read_whole(const MbRules *rules, MbBlock *leaf)
{
    const char *text = leaf->text->str;
    bool label = mb_rules_find(rules, "decision-label", text, NULL);
    bool opens = label || mb_rules_find(rules, "decision-whole", text, NULL) || is_acting(rules, leaf);
    if (!opens || leaf->text->len > 300 || !is_open(leaf))
        return false;
    MbBlock *next = skip_furniture(leaf->next);
    guint bytes;
    bool second = label && is_text(next) && !is_point(next, &bytes) && introduces(rules, next) && next->next &&
                  is_point(next->next, &bytes);
    bool points_follow = next && is_point(next, &bytes);
    bool plain_follows = is_text(next) && (mb_rules_find(rules, "decision-that", next->text->str, NULL) ||
                                           (label && mb_rules_find(rules, "decision-capital", next->text->str, NULL)));
    if (!second && !points_follow && !plain_follows)
        return false;
    MbBlock *block = wrap(leaf);
    if (second) {
        mb_block_unlink(next);
        next->kind = MB_BLOCK_PARAGRAPH;
        mb_block_append(block, next);
    }
    g_autoptr(GPtrArray) points = g_ptr_array_new();
    if (second || points_follow)
        take_points(block, points);
    else
        while (take_plain(rules, block, points, label))
            ;
    mb_block_append(block, nest(points));
    return true;
}

/* "Proposed by ...", "Carried." behind a decision is a paragraph of its own. */
static void cut_tail(const MbRules *rules, MbBlock *leaf)
{
    g_autoptr(GMatchInfo) match = NULL;
    gint start;
    if (mb_rules_find(rules, "decision-tail", leaf->text->str, &match) && g_match_info_fetch_pos(match, 0, &start, NULL) && start > 0)
        mb_block_insert_after(leaf, mb_block_split(leaf, (guint)start));
}

/* "The Committee agreed" + "to write": the introduction and the decision are one sentence, with no mark between them. */
static bool runs_on(const MbBlock *intro)
{
    const char *text = intro->text->str, *last = text + strlen(text);
    do
        last = g_utf8_find_prev_char(text, last);
    while (last && g_unichar_isspace(g_utf8_get_char(last)));
    return last && (g_unichar_isalnum(g_utf8_get_char(last)) || *last == ',');
}

/* The decision after its word in one paragraph; points that follow belong to it when it is open. */
static void split_inline(const MbRules *rules, MbBlock *leaf, guint at)
{
    MbBlock *tail = mb_block_split(leaf, at);
    mb_block_insert_after(leaf, tail);
    cut_tail(rules, tail);
    bool open = is_open(tail) && tail->text->len >= 30;
    g_autoptr(GPtrArray) points = g_ptr_array_new();
    MbBlock *block = wrap(leaf);
    mb_block_unlink(tail);
    g_ptr_array_add(points, new_decision(tail));
    if (runs_on(leaf))
        mb_attrs_set(&leaf->attrs, MB_RUNS_ON, "yes");
    guint bytes;
    MbBlock *next = skip_furniture(block->next);
    bool lead = g_str_has_suffix(tail->text->str, "subject to") || open;
    if (lead && next && is_point(next, &bytes)) {
        g_autoptr(GPtrArray) below = g_ptr_array_new();
        take_points(block, below);
        mb_block_append(points->pdata[0], nest(below));
    }
    mb_block_append(block, nest(points));
}

static bool read_inline(const MbRules *rules, MbBlock *leaf)
{
    g_autoptr(GMatchInfo) match = NULL;
    gint start, end;
    if (!mb_rules_find(rules, "decision-inline", leaf->text->str, &match) ||
        !g_match_info_fetch_named_pos(match, "text", &start, &end))
        return false;
    split_inline(rules, leaf, (guint)start);
    return true;
}

/* Asks a second rule with the match of the first that failed. */
static bool find_again(const MbRules *rules, const char *name, const char *text, GMatchInfo **match)
{
    g_clear_pointer(match, g_match_info_free);
    return mb_rules_find(rules, name, text, match);
}

/* "It was agreed that ..." as a sentence of a paragraph: the sentence is cut out. */
static bool read_agreed(const MbRules *rules, MbBlock *leaf)
{
    g_autoptr(GMatchInfo) match = NULL;
    gint start, end, text_start;
    bool found = leaf->kind == MB_BLOCK_PARAGRAPH && (mb_rules_find(rules, "decision-agreed", leaf->text->str, &match) ||
                                                      find_again(rules, "decision-approved", leaf->text->str, &match) ||
                                                      find_again(rules, "decision-carried", leaf->text->str, &match));
    if (!found || !g_match_info_fetch_named_pos(match, "text", &text_start, &end))
        return false;
    g_match_info_fetch_pos(match, 0, &start, NULL);
    if ((guint)end < leaf->text->len)
        mb_block_insert_after(leaf, mb_block_split(leaf, (guint)end));
    if (start > 0) {
        MbBlock *sentence = mb_block_split(leaf, (guint)start);
        mb_block_insert_after(leaf, sentence);
        leaf = sentence;
    }
    split_inline(rules, leaf, (guint)(text_start - start));
    return true;
}

/* A paragraph that is a decision from its first word to its last. */
static void take_whole(MbBlock *leaf)
{
    MbBlock *block = mb_block_new(MB_BLOCK_RESOLUTIONS);
    block->page = leaf->page;
    mb_block_insert_before(leaf, block);
    mb_block_unlink(leaf);
    g_autoptr(GPtrArray) points = g_ptr_array_new();
    g_ptr_array_add(points, new_decision(leaf));
    mb_block_append(block, nest(points));
}

/*
 * "That ..." as a paragraph of its own: the decision whose word was lost (web
 * pages stripped to text). "AGREED to write": the word is the decision's verb.
 */
static bool read_bare(const MbRules *rules, MbBlock *leaf)
{
    const char *text = leaf->text->str;
    bool that = g_str_has_prefix(text, "That ") || g_str_has_prefix(text, "That, ");
    bool decides = that ? mb_rules_find(rules, "decision-that", text, NULL) && strstr(text, " be ")
                        : mb_rules_find(rules, "decision-verb-first", text, NULL);
    if (leaf->kind != MB_BLOCK_PARAGRAPH || !decides)
        return false;
    take_whole(leaf);
    return true;
}

static bool read_decision(const MbRules *rules, MbBlock *leaf, bool minutes)
{
    if (read_whole(rules, leaf) || (minutes && read_bare(rules, leaf)) || read_inline(rules, leaf))
        return true;
    return minutes && read_agreed(rules, leaf);
}

/* Recommendations of a report are no decisions: without the word RESOLVED only minutes are searched. */
static bool is_minutes(const MbDocument *document, const MbBlock *container)
{
    const char *kind = mb_attrs_get(document->facts, "kind");
    for (const MbBlock *up = container; up; up = up->parent)
        if (up->kind == MB_BLOCK_PART)
            kind = mb_attrs_get(up->attrs, "kind");
    return !kind || !strcmp(kind, "minutes") || !strcmp(kind, "decisionNotice");
}

static void search(MbDocument *document, const MbRules *rules, MbBlock *container)
{
    bool minutes = is_minutes(document, container);
    for (MbBlock *block = container->first_child; block; block = block->next) {
        if (minutes && block->kind == MB_BLOCK_LIST)
            block = mb_tag_lift_decision(rules, block);
        if (!is_text(block))
            continue;
        MbBlock *before = block->prev;
        if (minutes && read_decision(rules, block, minutes))
            block = before && before->next ? before->next : container->first_child;
    }
}

void mb_tag_resolutions(MbDocument *document, const MbRules *rules)
{
    MbBlock *body = document->body;
    g_autoptr(GPtrArray) containers = g_ptr_array_new();
    for (MbBlock *block = body; block; block = mb_block_next(body, block))
        if (block->kind == MB_BLOCK_BODY || block->kind == MB_BLOCK_PART || block->kind == MB_BLOCK_AGENDA_ITEM)
            g_ptr_array_add(containers, block);
    for (guint i = 0; i < containers->len; i++)
        search(document, rules, containers->pdata[i]);
}

/* The text of the first name before the verb that asks someone. */
static const char *addressee(const MbRules *rules, const MbBlock *leaf, char **copy)
{
    g_autoptr(GMatchInfo) match = NULL;
    if (!mb_rules_find(rules, "addressed", leaf->text->str, &match))
        return NULL;
    gint verb, end;
    g_match_info_fetch_pos(match, 0, &verb, &end);
    bool after = strchr("Rc", leaf->text->str[verb]) != NULL;
    const MbSpan *found = NULL;
    for (guint i = 0; leaf->spans && i < leaf->spans->len; i++) {
        const MbSpan *span = &g_array_index(leaf->spans, MbSpan, i);
        bool actor = span->kind == MB_SPAN_PERSON || span->kind == MB_SPAN_ROLE || span->kind == MB_SPAN_ORGANIZATION;
        if (actor && !found && (after ? span->start >= (guint)end : span->end <= (guint)verb))
            found = span;
    }
    if (!found)
        return NULL;
    *copy = g_strndup(leaf->text->str + found->start, found->end - found->start);
    return *copy;
}

/* A point below "Recommends that the Cabinet Member:-" is what that member is to do. */
static void mark_action(MbBlock *leaf, const char *who)
{
    guint end = (guint)leaf->text->len;
    while (end > 0 && strchr(".;, ", leaf->text->str[end - 1]))
        end--;
    MbSpan *span = mb_block_add_span(leaf, 0, end, MB_SPAN_ACTION, NULL);
    if (!span)
        return;
    mb_attrs_set(&span->attrs, "who", who);
    mb_attrs_set(&span->attrs, "kind", "resolution");
}

static void describe(const MbRules *rules, MbBlock *point, const char *above)
{
    const MbBlock *leaf = point->first_child;
    if (!leaf || !leaf->text)
        return;
    g_autoptr(GMatchInfo) match = NULL;
    if (mb_rules_find(rules, "resolution-verb", leaf->text->str, &match)) {
        g_autofree char *found = g_match_info_fetch_named(match, "verb");
        mb_attrs_set(&point->attrs, "verb", found);
    }
    g_autofree char *copy = NULL;
    const char *who = addressee(rules, leaf, &copy);
    const char *verb = mb_attrs_get(point->attrs, "verb");
    if (!who && above && verb && g_ascii_isupper(*verb)) /* "Includes ...", not a noun of a list */
        mark_action(point->first_child, above);
    who = who ? who : above;
    if (who)
        mb_attrs_set(&point->attrs, "addressee", who);
}

void mb_tag_addressees(MbDocument *document, const MbRules *rules)
{
    MbBlock *body = document->body;
    for (MbBlock *block = body; block; block = mb_block_next(body, block)) {
        if (block->kind != MB_BLOCK_ITEM)
            continue;
        const MbBlock *up = block->parent;
        const MbBlock *above = up->parent && up->parent->kind == MB_BLOCK_ITEM ? up->parent : NULL;
        while (up && up->kind != MB_BLOCK_RESOLUTIONS)
            up = up->parent;
        if (up)
            describe(rules, block, above ? mb_attrs_get(above->attrs, "addressee") : NULL);
    }
}
