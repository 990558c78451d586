/*
 * How a decision stands in the tree: one RESOLUTIONS block with an introduction
 * and points that are nested by their labels. Stage tag, for the files that
 * find decisions; every word stays.
 */
#ifndef MB_TAG_DECISION_BLOCK_H
#define MB_TAG_DECISION_BLOCK_H

#include "structure.h"

/*
 * A leaf as a point.
 *
 * leaf:  taken: it has no parent; becomes a paragraph.
 * label: taken, as printed, or NULL.
 *
 * Returns the point, caller places it.
 */
MbBlock *mb_decision_point_new(MbBlock *leaf, char *label);

/* As mb_decision_point_new, for a decision that no label is printed before; mb_tag_paths names it. */
MbBlock *mb_decision_new(MbBlock *leaf);

/* Adds the points of a list and of the lists in them, in order and without parent; the list is freed. */
void mb_decision_flatten(MbBlock *list, GPtrArray *points);

/* Builds nested lists of points by their labels; the points are taken, their array stays the caller's. */
MbBlock *mb_decision_nest(GPtrArray *points);

/* Puts a RESOLUTIONS block in the place of its introduction, which becomes its first child. */
MbBlock *mb_decision_wrap(MbBlock *intro);

/* Puts a RESOLUTIONS block, returned, in the place of a leaf that is a decision from its first word to its last. */
MbBlock *mb_decision_take_whole(MbBlock *leaf);

/* Cuts "Proposed by ...", "Carried." or "ACTION: ..." off the end of a decision: a paragraph of its own behind it. */
void mb_decision_cut_tail(const MbRules *rules, MbBlock *leaf);

/*
 * Reads a leaf that states a decision as a sentence of its own: "The minutes
 * were approved as a correct record.", "The Panel endorsed the plan.",
 * "NOTED.", "No objection.". The sentence stays whole; what stands
 * before and after it are paragraphs of their own.
 *
 * Returns whether the leaf was such a one; if not, it is untouched.
 */
bool mb_decision_read_stated(const MbRules *rules, MbBlock *leaf);

/*
 * Reads a leaf that is a decision behind a label: "5.2 RESOLVED to approve the
 * lease". It joins the block before it when its label follows that one's last.
 *
 * Returns whether the leaf was such a one; if not, it is untouched.
 */
bool mb_decision_read_labelled(const MbRules *rules, MbBlock *leaf);

#endif
