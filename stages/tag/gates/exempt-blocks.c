/* From withheld pages to marked blocks: blocks are cut where a withheld page ends or begins. */
#include "exempt-gate.h"

#include "model/withhold.h"

/* Whether a page's text is withheld; what stands before the leaf that it is withheld from is told apart later. */
static bool is_withheld(const MbExemptGate *gate, int page)
{
    return mb_exempt_page(gate, page)->withheld;
}

static bool is_on_withheld_page(const MbExemptGate *gate, const MbBlock *top)
{
    for (MbBlock *block = (MbBlock *)top; block; block = mb_block_next(top, block)) {
        if ((block->text || !block->first_child) && is_withheld(gate, block->page))
            return true;
        for (guint i = 0; block->runs && i < block->runs->len; i++)
            if (is_withheld(gate, g_array_index(block->runs, MbRun, i).page))
                return true;
    }
    return false;
}

/* A paragraph that goes on from a public page to a withheld one, or back, becomes two. */
static void cut_leaf(const MbExemptGate *gate, MbBlock *leaf)
{
    for (guint i = 1; i < leaf->runs->len; i++) {
        const MbRun *before = &g_array_index(leaf->runs, MbRun, i - 1), *run = &g_array_index(leaf->runs, MbRun, i);
        if (is_withheld(gate, before->page) == is_withheld(gate, run->page) || run->start == 0 || run->start >= leaf->text->len)
            continue;
        mb_block_insert_after(leaf, mb_block_split(leaf, run->start));
        return;
    }
}

/* A list that layout carried on over the border becomes two. */
static void cut_list(const MbExemptGate *gate, MbBlock *list)
{
    MbBlock *item = list->first_child;
    const bool first = is_on_withheld_page(gate, item);
    while (item && is_on_withheld_page(gate, item) == first)
        item = item->next;
    if (!item)
        return;
    MbBlock *rest = mb_block_new(MB_BLOCK_LIST);
    rest->page = item->page;
    for (MbBlock *next; item; item = next) {
        next = item->next;
        mb_block_append(rest, mb_block_unlink(item));
    }
    mb_block_insert_after(list, rest);
}

static void cut_flow(const MbExemptGate *gate, MbBlock *flow)
{
    for (MbBlock *block = flow->first_child; block; block = block->next) {
        if (block->kind == MB_BLOCK_PART || block->kind == MB_BLOCK_AGENDA_ITEM)
            cut_flow(gate, block);
        else if (block->kind == MB_BLOCK_LIST && block->first_child)
            cut_list(gate, block);
        else if (block->text)
            cut_leaf(gate, block);
    }
}

static bool holds(const MbBlock *top, const MbBlock *leaf)
{
    while (leaf && leaf != top)
        leaf = leaf->parent;
    return leaf == top;
}

/*
 * Whether a block is to be marked, given that those before it in the flow were asked before.
 *
 * reached: the page whose first withheld leaf was met last.
 */
static bool is_marked(const MbExemptGate *gate, const MbBlock *block, int *reached)
{
    if (!is_on_withheld_page(gate, block))
        return false;
    const MbExemptPage *page = mb_exempt_page(gate, block->page);
    if (page->withheld && page->from && holds(block, page->from))
        *reached = block->page;
    return !page->withheld || !page->from || *reached == block->page;
}

/* Returns whether everything in the flow is marked now. */
static bool mark_flow(const MbExemptGate *gate, MbBlock *flow, int *reached)
{
    bool all = true;
    for (MbBlock *block = flow->first_child; block; block = block->next) {
        const bool is_inner = block->kind == MB_BLOCK_PART || block->kind == MB_BLOCK_AGENDA_ITEM;
        const bool marked = is_inner ? mark_flow(gate, block, reached) : is_marked(gate, block, reached);
        if (marked)
            mb_block_withhold(block, "exempt");
        all = all && marked;
    }
    return all && flow->first_child;
}

void mb_exempt_mark_blocks(MbExemptGate *gate)
{
    int reached = 0;
    cut_flow(gate, gate->document->body);
    mark_flow(gate, gate->document->body, &reached);
}
