/*
 * Decisions: the paragraph that says so ("RESOLVED that:") and the points after
 * it become one RESOLUTIONS block; points are nested by their labels.
 */
#include "decision-block.h"

#include "model/label.h"

#include <string.h>

static bool is_text(const MbBlock *block)
{
    return block && !block->artifact && (block->kind == MB_BLOCK_PARAGRAPH || block->kind == MB_BLOCK_HEADING) && block->text->len > 0;
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
            mb_decision_flatten(block, points);
        } else {
            g_autofree char *text = mb_leaf_steal_label(block, bytes);
            MbLabel label;
            bool bullet = mb_label_parse(text, false, &label) && label.reading[0].style == MB_LABEL_BULLET;
            g_ptr_array_add(points, mb_decision_point_new(block, bullet ? NULL : g_steal_pointer(&text)));
        }
    }
}

/* Whether "that", the decision word or a mark closes the introduction: then the next plain paragraph is the decision. */
static bool is_open(const MbBlock *leaf)
{
    static const char *const ends[] = {":", "-", "\xe2\x80\x93", "that", " RESOLVED", " AGREED"};
    bool open = leaf->text->len < 30;
    for (gsize i = 0; i < G_N_ELEMENTS(ends); i++)
        open |= g_str_has_suffix(leaf->text->str, ends[i]);
    return open;
}

/* "Seconded by B and agreed that": what follows goes on with the sentence, in any words. */
static bool breaks_off(const MbBlock *intro)
{
    const char *text = intro->text->str;
    return g_str_has_suffix(text, " that") || g_str_has_suffix(text, " to");
}

/* Whether a paragraph after the introduction is a decision without label. */
static bool is_plain(const MbRules *rules, const MbBlock *leaf, bool label)
{
    return mb_rules_find(rules, "decision-that", leaf->text->str, NULL) ||
           (label && mb_rules_find(rules, "decision-capital", leaf->text->str, NULL));
}

/* A sentence below the word alone, "RESOLVED:" + "It was noted that ...", is the decision whatever its words are. */
static bool is_sentence_below(const MbRules *rules, const MbBlock *intro, const MbBlock *leaf)
{
    if (leaf->kind != MB_BLOCK_PARAGRAPH || leaf->label)
        return false;
    bool word = g_str_has_suffix(leaf->text->str, ".") && mb_rules_find(rules, "decision-word", intro->text->str, NULL);
    return word || breaks_off(intro);
}

/* "Decision" + "APPROVED the report ..." or "NOTED:-" + points; "RESOLVED:" + a plain paragraph "That ...". */
static bool take_plain(const MbRules *rules, MbBlock *block, GPtrArray *points, bool label_only)
{
    MbBlock *next = skip_furniture(block->next);
    if (!is_text(next))
        return false;
    if (!is_plain(rules, next, label_only) && (points->len || !is_sentence_below(rules, block->first_child, next)))
        return false;
    mb_decision_cut_tail(rules, next);
    mb_block_unlink(next);
    g_ptr_array_add(points, mb_decision_new(next));
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
    if (!opens || leaf->text->len > 300 || !is_open(leaf) || mb_rules_find(rules, "decision-lead", text, NULL))
        return false;
    MbBlock *next = skip_furniture(leaf->next);
    guint bytes;
    bool second = label && is_text(next) && !is_point(next, &bytes) && introduces(rules, next) && next->next &&
                  is_point(next->next, &bytes);
    bool points_follow = next && is_point(next, &bytes);
    bool plain_follows = is_text(next) && (is_plain(rules, next, label) || is_sentence_below(rules, leaf, next));
    if (!second && !points_follow && !plain_follows)
        return false;
    MbBlock *block = mb_decision_wrap(leaf);
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
    mb_block_append(block, mb_decision_nest(points));
    return true;
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

static guint count_words(const MbBlock *leaf)
{
    guint words = 0;
    bool inside = false;
    for (const char *at = leaf->text->str; *at; at++) {
        words += !inside && *at != ' ';
        inside = *at != ' ';
    }
    return words;
}

/*
 * "The Committee resolved" before a long decision weighs so little that the
 * sentence stays whole, and its number can stand before it. A seventh: who
 * compares texts still finds the operative words alone alike (0.92).
 */
static bool is_light(const MbBlock *intro, const MbBlock *decision)
{
    return runs_on(intro) && count_words(intro) * 6 <= count_words(decision);
}

/* Points after a decision that is open ("subject to:") stand below it. */
static void take_below(MbBlock *block, MbBlock *decision)
{
    guint bytes;
    MbBlock *next = skip_furniture(block->next);
    bool open = g_str_has_suffix(decision->text->str, "subject to") || (is_open(decision) && decision->text->len >= 30);
    if (!open || !next || !is_point(next, &bytes))
        return;
    g_autoptr(GPtrArray) below = g_ptr_array_new();
    take_points(block, below);
    mb_block_append(decision->parent, mb_decision_nest(below));
}

/* "Resolved: i) to accept the tender;" + "ii) to ...": the first point stands beside the word. */
static bool begins_points(const MbBlock *decision)
{
    guint bytes;
    const MbBlock *next = decision->next;
    MbLabel first, second;
    if (!is_point(decision, &bytes) || !next || !is_point(next, &bytes) || !mb_label_parse(decision->text->str, false, &first))
        return false;
    const char *label = next->kind == MB_BLOCK_LIST && next->first_child ? next->first_child->label : next->text ? next->text->str : NULL;
    if (!label || !mb_label_parse(label, false, &second))
        return false;
    for (int i = 0; i < first.readings; i++)
        for (int k = 0; k < second.readings; k++)
            if (mb_label_follows(&first.reading[i], &second.reading[k]))
                return true;
    return false;
}

/* The decision after its word in one paragraph. */
static void split_inline(const MbRules *rules, MbBlock *leaf, guint at)
{
    MbBlock *decision = mb_block_split(leaf, at);
    mb_block_insert_after(leaf, decision);
    mb_decision_cut_tail(rules, decision);
    if (is_light(leaf, decision)) {
        mb_block_join(leaf, mb_block_unlink(decision), MB_JOIN_SPACE);
        take_below(mb_decision_take_whole(leaf), leaf);
        return;
    }
    MbBlock *block = mb_decision_wrap(leaf);
    if (runs_on(leaf))
        mb_attrs_set(&leaf->attrs, MB_RUNS_ON, "yes");
    g_autoptr(GPtrArray) points = g_ptr_array_new();
    if (begins_points(decision)) {
        take_points(block, points);
        mb_block_append(block, mb_decision_nest(points));
        return;
    }
    g_ptr_array_add(points, mb_decision_new(mb_block_unlink(decision)));
    mb_block_append(block, mb_decision_nest(points));
    take_below(block, decision);
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

/* What is only moved stands below "Motion" or "Amendment". */
static bool is_motion(const MbRules *rules, const MbBlock *leaf)
{
    const MbBlock *above = leaf->prev;
    while (above && above->artifact)
        above = above->prev;
    return above && above->text && mb_rules_find(rules, "motion-label", above->text->str, NULL);
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
    if (leaf->kind != MB_BLOCK_PARAGRAPH || !decides || is_motion(rules, leaf))
        return false;
    mb_decision_take_whole(leaf);
    return true;
}

static bool read_decision(const MbRules *rules, MbBlock *leaf, bool minutes)
{
    if (read_whole(rules, leaf) || mb_decision_read_labelled(rules, leaf) || (minutes && read_bare(rules, leaf)) ||
        read_inline(rules, leaf))
        return true;
    return minutes && (read_agreed(rules, leaf) || mb_decision_read_stated(rules, leaf));
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
            block = before ? before : container->first_child;
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
