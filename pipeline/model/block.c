#include "model/block.h"

#include "model/names.h"

#include <string.h>

#define BIT(kind) (1u << (kind))
#define FLOW                                                                                                   \
    (BIT(MB_BLOCK_HEADING) | BIT(MB_BLOCK_PARAGRAPH) | BIT(MB_BLOCK_LIST) | BIT(MB_BLOCK_TABLE) | BIT(MB_BLOCK_FIGURE) | \
     BIT(MB_BLOCK_RESOLUTIONS))

/* The inclusion law: for each kind, the set of kinds that may stand in it. */
static const guint may_hold[MB_BLOCK_KINDS] = {
    [MB_BLOCK_BODY] = FLOW | BIT(MB_BLOCK_AGENDA_ITEM) | BIT(MB_BLOCK_PART),
    [MB_BLOCK_PART] = FLOW | BIT(MB_BLOCK_AGENDA_ITEM),
    [MB_BLOCK_AGENDA_ITEM] = FLOW,
    [MB_BLOCK_RESOLUTIONS] = BIT(MB_BLOCK_PARAGRAPH) | BIT(MB_BLOCK_LIST),
    [MB_BLOCK_LIST] = BIT(MB_BLOCK_ITEM),
    [MB_BLOCK_ITEM] = BIT(MB_BLOCK_PARAGRAPH) | BIT(MB_BLOCK_LIST) | BIT(MB_BLOCK_TABLE) | BIT(MB_BLOCK_FIGURE),
    [MB_BLOCK_TABLE] = BIT(MB_BLOCK_CAPTION) | BIT(MB_BLOCK_ROW),
    [MB_BLOCK_ROW] = BIT(MB_BLOCK_CELL),
    [MB_BLOCK_CELL] = BIT(MB_BLOCK_PARAGRAPH) | BIT(MB_BLOCK_LIST) | BIT(MB_BLOCK_FIGURE),
    [MB_BLOCK_FIGURE] = BIT(MB_BLOCK_CAPTION) | BIT(MB_BLOCK_PARAGRAPH),
};

bool mb_block_can_contain(MbBlockKind parent, MbBlockKind child)
{
    return (may_hold[parent] & BIT(child)) != 0;
}

bool mb_block_kind_is_leaf(MbBlockKind kind)
{
    return kind == MB_BLOCK_HEADING || kind == MB_BLOCK_PARAGRAPH || kind == MB_BLOCK_CAPTION;
}

MbBlock *mb_block_new(MbBlockKind kind)
{
    MbBlock *block = g_new0(MbBlock, 1);
    block->kind = kind;
    block->conf = 1;
    block->row_span = block->col_span = 1;
    if (kind == MB_BLOCK_HEADING)
        block->level = 1;
    if (mb_block_kind_is_leaf(kind)) {
        block->text = g_string_new(NULL);
        block->runs = g_array_new(FALSE, FALSE, sizeof(MbRun));
    }
    return block;
}

static void free_one(MbBlock *block)
{
    g_free(block->label);
    if (block->text)
        g_string_free(block->text, TRUE);
    g_clear_pointer(&block->runs, g_array_unref);
    g_clear_pointer(&block->spans, g_array_unref);
    mb_attrs_free(block->attrs);
    g_free(block);
}

/* Leaves first, without recursion: depth is bounded by memory, not by the stack. */
void mb_block_free(MbBlock *block)
{
    if (!block)
        return;
    mb_block_unlink(block);
    MbBlock *at = block;
    while (at) {
        if (at->first_child) {
            at = at->first_child;
            continue;
        }
        MbBlock *up = at->parent, *done = at;
        if (up)
            up->first_child = at->next;
        at = done == block ? NULL : (done->next ? done->next : up);
        free_one(done);
    }
}

static void adopt(MbBlock *parent, MbBlock *child)
{
    g_assert(!child->parent);
    g_assert(mb_block_can_contain(parent->kind, child->kind));
    child->parent = parent;
}

void mb_block_append(MbBlock *parent, MbBlock *child)
{
    adopt(parent, child);
    child->prev = parent->last_child;
    if (parent->last_child)
        parent->last_child->next = child;
    else
        parent->first_child = child;
    parent->last_child = child;
}

void mb_block_insert_before(MbBlock *sibling, MbBlock *block)
{
    adopt(sibling->parent, block);
    block->next = sibling;
    block->prev = sibling->prev;
    if (sibling->prev)
        sibling->prev->next = block;
    else
        sibling->parent->first_child = block;
    sibling->prev = block;
}

void mb_block_insert_after(MbBlock *sibling, MbBlock *block)
{
    if (sibling->next)
        mb_block_insert_before(sibling->next, block);
    else
        mb_block_append(sibling->parent, block);
}

MbBlock *mb_block_unlink(MbBlock *block)
{
    if (!block->parent)
        return block;
    if (block->prev)
        block->prev->next = block->next;
    else
        block->parent->first_child = block->next;
    if (block->next)
        block->next->prev = block->prev;
    else
        block->parent->last_child = block->prev;
    block->parent = block->prev = block->next = NULL;
    return block;
}

MbBlock *mb_block_skip(const MbBlock *root, MbBlock *block)
{
    while (block && block != root) {
        if (block->next)
            return block->next;
        block = block->parent;
    }
    return NULL;
}

MbBlock *mb_block_next(const MbBlock *root, MbBlock *block)
{
    return block->first_child ? block->first_child : mb_block_skip(root, block);
}

char *mb_block_dup_text(const MbBlock *block)
{
    GString *out = g_string_new(NULL);
    MbBlock *at = (MbBlock *)block;
    while (at) {
        if (at->artifact && at != block) {
            at = mb_block_skip(block, at);
            continue;
        }
        if (at->text && at->text->len) {
            if (out->len)
                g_string_append_c(out, ' ');
            g_string_append(out, at->text->str);
        }
        at = mb_block_next(block, at);
    }
    return g_string_free(out, FALSE);
}

static const char *const kind_names[] = {"body",  "part", "heading", "paragraph", "list",       "item",       "table",
                                         "row",   "cell", "caption", "figure",    "agendaItem", "resolutions"};
static const char *const artifact_names[] = {"", "header", "footer", "pageNumber", "figureText", "repeatedHeader", "navigation"};
static const char *const scope_names[] = {"", "col", "row", "colgroup", "rowgroup"};
static const char *const check_names[] = {"", "verified", "repaired", "read", "doubtful"};
static const char *const span_names[] = {"person", "role",      "organization", "location", "date",   "time",   "period",
                                         "money",  "quantity",  "measure",      "reference", "contact", "vote",  "exempt",
                                         "action", "doubtful",  "changed",      "withheld", "link"};
G_STATIC_ASSERT(G_N_ELEMENTS(kind_names) == MB_BLOCK_KINDS);
G_STATIC_ASSERT(G_N_ELEMENTS(span_names) == MB_SPAN_KINDS);

MB_DEFINE_NAMES(block_kind, MbBlockKind, kind_names)
MB_DEFINE_NAMES(artifact, MbArtifact, artifact_names)
MB_DEFINE_NAMES(scope, MbScope, scope_names)
MB_DEFINE_NAMES(check, MbCheck, check_names)
MB_DEFINE_NAMES(span_kind, MbSpanKind, span_names)
