/*
 * Decisions in points of a list. The archive has no place for a decision below
 * a point (akn: no resolutions in an item), so the list ends before it and goes
 * on after it; no word moves.
 */
#include "structure.h"

#include <string.h>

/* Where a decision begins in a text; -1 when there is none. */
static gint decision_start(const MbRules *rules, const char *text)
{
    static const char *const names[] = {"decision-point", "decision-inline", "decision-agreed", "decision-carried"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autoptr(GMatchInfo) match = NULL;
        gint start;
        if (mb_rules_find(rules, names[i], text, &match) && g_match_info_fetch_pos(match, 0, &start, NULL))
            return start;
    }
    return -1;
}

/* The first paragraph of the points of a list that holds a decision; start: where it begins. */
static MbBlock *find_decision(const MbRules *rules, MbBlock *list, gint *start)
{
    for (MbBlock *point = list->first_child; point; point = point->next)
        for (MbBlock *leaf = point->first_child; leaf; leaf = leaf->next)
            if (leaf->kind == MB_BLOCK_PARAGRAPH && !leaf->artifact && (*start = decision_start(rules, leaf->text->str)) >= 0)
                return leaf;
    return NULL;
}

/* Moves what stands after a block to behind `place`, in order; returns the last that was moved, or place. */
static MbBlock *move_rest(MbBlock *block, MbBlock *place)
{
    while (block->next) {
        MbBlock *moved = mb_block_unlink(block->next);
        mb_block_insert_after(place, moved);
        place = moved;
    }
    return place;
}

/* The points after one become a list of their own. */
static void split_list(MbBlock *point, MbBlock *place)
{
    if (!point->next)
        return;
    MbBlock *rest = mb_block_new(MB_BLOCK_LIST);
    rest->page = point->next->page;
    rest->origin = point->next->origin;
    while (point->next)
        mb_block_append(rest, mb_block_unlink(point->next));
    mb_block_insert_after(place, rest);
}

/* A label that would lose its point is printed before the text again. */
static void restore_label(const MbBlock *point, MbBlock *leaf)
{
    if (!point->label)
        return;
    g_autofree char *text = g_strconcat(point->label, " ", NULL);
    mb_block_replace(leaf, 0, 0, text, NULL);
}

static void free_empty(MbBlock *point, MbBlock *list)
{
    if (!point->first_child)
        mb_block_free(mb_block_unlink(point));
    if (!list->first_child)
        mb_block_free(mb_block_unlink(list));
}

MbBlock *mb_tag_lift_decision(const MbRules *rules, MbBlock *list)
{
    gint start;
    MbBlock *leaf = find_decision(rules, list, &start);
    if (!leaf)
        return list;
    MbBlock *point = leaf->parent, *lifted = leaf;
    if (start > 0) {
        lifted = mb_block_split(leaf, (guint)start);
        mb_block_insert_after(leaf, lifted);
    } else if (leaf == point->first_child) {
        restore_label(point, leaf);
    }
    MbBlock *before = lifted->prev;
    mb_block_unlink(lifted);
    mb_block_insert_after(list, lifted);
    MbBlock *place = lifted;
    if (before)
        place = move_rest(before, place);
    else
        while (point->first_child) {
            MbBlock *moved = mb_block_unlink(point->first_child);
            mb_block_insert_after(place, moved);
            place = moved;
        }
    split_list(point, place);
    free_empty(point, list);
    return lifted;
}
