#include "decision-block.h"

#include "model/label.h"

#include <math.h>

MbBlock *mb_decision_point_new(MbBlock *leaf, char *label)
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

MbBlock *mb_decision_new(MbBlock *leaf)
{
    MbBlock *point = mb_decision_point_new(leaf, NULL);
    mb_attrs_set(&point->attrs, "path", MB_PATH_OPEN);
    return point;
}

void mb_decision_flatten(MbBlock *list, GPtrArray *points)
{
    while (list->first_child) {
        MbBlock *point = mb_block_unlink(list->first_child);
        g_ptr_array_add(points, point);
        for (MbBlock *child = point->first_child, *next; child; child = next) {
            next = child->next;
            if (child->kind == MB_BLOCK_LIST) {
                mb_block_unlink(child);
                mb_decision_flatten(child, points);
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

MbBlock *mb_decision_nest(GPtrArray *points)
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

MbBlock *mb_decision_wrap(MbBlock *intro)
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

MbBlock *mb_decision_take_whole(MbBlock *leaf)
{
    MbBlock *block = mb_block_new(MB_BLOCK_RESOLUTIONS);
    block->page = leaf->page;
    mb_block_insert_before(leaf, block);
    mb_block_unlink(leaf);
    g_autoptr(GPtrArray) points = g_ptr_array_new();
    g_ptr_array_add(points, mb_decision_new(leaf));
    mb_block_append(block, mb_decision_nest(points));
    return block;
}

void mb_decision_cut_tail(const MbRules *rules, MbBlock *leaf)
{
    g_autoptr(GMatchInfo) match = NULL;
    gint start;
    if (mb_rules_find(rules, "decision-tail", leaf->text->str, &match) && g_match_info_fetch_pos(match, 0, &start, NULL) && start > 0)
        mb_block_insert_after(leaf, mb_block_split(leaf, (guint)start));
}
