/*
 * Passages of minutes that are not for publication. What minutes tell of exempt business is public, since
 * the council printed it; only what says of itself that it is not to be published is withheld.
 */
#include "exempt-gate.h"

#include "model/withhold.h"

#include <string.h>

/* How far a mark reaches. */
typedef enum { REACH_NONE, REACH_HEADING, REACH_ITEM, REACH_RETURN } Reach;

typedef struct {
    MbExemptGate *gate;
    Reach reach;
    int level;           /* of the heading above the mark */
    bool is_fresh;       /* the mark came just before: a heading right after it is its own */
    int page;            /* of the passage that is being marked, for the report; 0: none */
    MbBox box;
} Walk;

static void report_passage(Walk *w)
{
    if (w->page)
        mb_document_add_issue(w->gate->document, MB_ISSUE_TEXT_EXEMPT, w->page, w->box, "a passage of minutes");
    w->page = 0;
    w->box = (MbBox){0, 0, 0, 0};
}

static void withhold_block(Walk *w, MbBlock *block)
{
    if (w->page && w->page != block->page)
        report_passage(w);
    w->page = block->page;
    w->box = mb_box_union(w->box, block->box);
    mb_block_withhold(block, "exempt");
}

static void end_passage(Walk *w)
{
    report_passage(w);
    w->reach = REACH_NONE;
}

static bool says(const Walk *w, const char *rule, const char *folded)
{
    return mb_rules_find(w->gate->rules, rule, folded, NULL);
}

/* How far what a leaf says of itself reaches; REACH_NONE with is_own: itself alone. */
static Reach read_reach(const Walk *w, const MbBlock *leaf, const char *folded, bool in_item, bool *is_own)
{
    *is_own = false;
    if (leaf->artifact || says(w, "denied", folded))
        return REACH_NONE;
    *is_own = says(w, "own-paragraph", folded);
    if (*is_own || !mb_exempt_is_minutes_mark(w->gate->rules, folded))
        return REACH_NONE;
    if (leaf->kind == MB_BLOCK_HEADING)
        return leaf->label ? REACH_NONE : REACH_RETURN;
    return in_item ? REACH_ITEM : REACH_HEADING;
}

static bool ends_reach(const Walk *w, const MbBlock *leaf, const char *folded)
{
    if (says(w, "readmitted", folded) || mb_exempt_read(w->gate->rules, folded) == MB_EXEMPT_OPEN)
        return true;
    return w->reach == REACH_HEADING && leaf->kind == MB_BLOCK_HEADING && leaf->level <= w->level && !w->is_fresh;
}

static void read_leaf(Walk *w, MbBlock *leaf, bool in_item)
{
    g_autofree char *folded = mb_exempt_dup_folded(leaf->text->str);
    if (w->reach && !leaf->artifact && ends_reach(w, leaf, folded))
        end_passage(w);
    bool is_own;
    const Reach reach = read_reach(w, leaf, folded, in_item, &is_own);
    w->is_fresh = reach != REACH_NONE;
    w->reach = MAX(w->reach, reach);
    if (w->reach || is_own)
        withhold_block(w, leaf);
    if (leaf->kind == MB_BLOCK_HEADING && !w->reach)
        w->level = leaf->level;
    if (!w->reach)
        report_passage(w);
}

/* Whether the public comes back before an item ends. */
static bool holds_return(const Walk *w, const MbBlock *item)
{
    for (MbBlock *block = item->first_child; block; block = mb_block_next(item, block)) {
        g_autofree char *folded = block->text && !block->artifact ? mb_exempt_dup_folded(block->text->str) : NULL;
        if (folded && ends_reach(w, block, folded))
            return true;
    }
    return false;
}

static void walk_flow(Walk *w, MbBlock *flow, bool in_item)
{
    for (MbBlock *block = flow->first_child; block; block = block->next) {
        const bool is_item = block->kind == MB_BLOCK_AGENDA_ITEM;
        if (is_item && w->reach == REACH_RETURN && !holds_return(w, block))
            withhold_block(w, block);
        else if (is_item)
            walk_flow(w, block, true);
        else if (block->text)
            read_leaf(w, block, in_item);
        else if (w->reach)
            withhold_block(w, block);
        if (is_item && w->reach == REACH_ITEM)
            end_passage(w);
    }
}

void mb_exempt_mark_minutes(MbExemptGate *gate)
{
    MbBlock *body = gate->document->body;
    const bool is_alone = mb_exempt_is_kind(gate, NULL, "minutes");
    for (MbBlock *flow = is_alone ? body : body->first_child; flow; flow = is_alone ? NULL : flow->next) {
        Walk w = {.gate = gate, .level = 6};
        if (is_alone || (flow->kind == MB_BLOCK_PART && mb_exempt_is_kind(gate, flow, "minutes")))
            walk_flow(&w, flow, false);
        report_passage(&w);
    }
}
