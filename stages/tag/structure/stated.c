/* Decisions that are told in a sentence of their own: it stays whole, since its verb is the decision's. */
#include "decision-block.h"

#include "model/label.h"

static const char *const statements[] = {"decision-passive", "decision-active", "decision-bare"};

/* The first sentence of a text that states a decision; false when there is none. */
static bool find_statement(const MbRules *rules, const char *text, gint *start, gint *end)
{
    for (guint i = 0; i < G_N_ELEMENTS(statements); i++) {
        g_autoptr(GMatchInfo) match = NULL;
        if (mb_rules_find(rules, statements[i], text, &match))
            return g_match_info_fetch_named_pos(match, "text", start, end);
    }
    return false;
}

/* Cuts a stretch out of a leaf: what stands before and after it are leaves beside it. */
static MbBlock *cut_out(MbBlock *leaf, guint start, guint end)
{
    if (end < leaf->text->len)
        mb_block_insert_after(leaf, mb_block_split(leaf, end));
    if (start == 0)
        return leaf;
    MbBlock *sentence = mb_block_split(leaf, start);
    mb_block_insert_after(leaf, sentence);
    return sentence;
}

bool mb_decision_read_stated(const MbRules *rules, MbBlock *leaf)
{
    gint start, end;
    if (leaf->kind != MB_BLOCK_PARAGRAPH || !find_statement(rules, leaf->text->str, &start, &end))
        return false;
    mb_decision_take_whole(cut_out(leaf, (guint)start, (guint)end));
    return true;
}

/* The list of the RESOLUTIONS block before a leaf, when its last point is labelled and this one's label follows it. */
static MbBlock *open_list(const MbBlock *leaf, const MbLabel *label)
{
    MbBlock *list = leaf->prev && leaf->prev->kind == MB_BLOCK_RESOLUTIONS ? leaf->prev->last_child : NULL;
    const MbBlock *last = list && list->kind == MB_BLOCK_LIST ? list->last_child : NULL;
    MbLabel before;
    bool follows = last && last->label && mb_label_parse(last->label, false, &before) &&
                   mb_label_follows(&before.reading[0], &label->reading[0]);
    return follows ? list : NULL;
}

/* The label of a paragraph that is a decision: "5.2 RESOLVED to ...", "a) The report was noted." */
static bool read_label(const MbRules *rules, const MbBlock *leaf, MbLabel *label)
{
    if (leaf->kind != MB_BLOCK_PARAGRAPH || leaf->label || !mb_label_parse(leaf->text->str, false, label) ||
        label->rest >= leaf->text->len)
        return false;
    gint start, end;
    const char *words = leaf->text->str + label->rest;
    return mb_rules_find(rules, "decision-said", words, NULL) || (find_statement(rules, words, &start, &end) && start == 0);
}

bool mb_decision_read_labelled(const MbRules *rules, MbBlock *leaf)
{
    MbLabel label;
    if (!read_label(rules, leaf, &label))
        return false;
    MbBlock *list = open_list(leaf, &label), *block = leaf->prev;
    g_autofree char *printed = mb_leaf_steal_label(leaf, label.rest);
    if (!list) {
        block = mb_block_new(MB_BLOCK_RESOLUTIONS);
        block->page = leaf->page;
        mb_block_insert_before(leaf, block);
        list = mb_block_new(MB_BLOCK_LIST);
        mb_block_append(block, list);
    }
    mb_decision_cut_tail(rules, leaf);
    mb_block_unlink(leaf);
    bool bullet = label.reading[0].style == MB_LABEL_BULLET;
    mb_block_append(list, mb_decision_point_new(leaf, bullet ? NULL : g_steal_pointer(&printed)));
    return true;
}
