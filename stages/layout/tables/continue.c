/* Tables that run over pages become one. */
#include "tables.h"

#include "base/text.h"

#include <math.h>
#include <string.h>

/* Share of the table's width by which columns of its parts may stand apart: pages of a scan shift and scale. */
#define SAME_COLUMN 0.02

static bool is_artifact(const MbBlock *block)
{
    return block->artifact != MB_ARTIFACT_NOT;
}

static MbBlock *first_row(const MbBlock *table)
{
    MbBlock *row = table->first_child;
    while (row && row->kind != MB_BLOCK_ROW)
        row = row->next;
    return row;
}

static guint count_columns(const MbBlock *table)
{
    guint count = 0;
    for (const MbBlock *cell = first_row(table)->first_child; cell; cell = cell->next)
        count += (guint)cell->col_span;
    return count;
}

/* The row that shows the most columns: one cell each, without those that began above. */
static const MbBlock *widest_row(const MbBlock *table, guint *count)
{
    const MbBlock *widest = NULL;
    *count = 0;
    for (const MbBlock *row = first_row(table); row; row = row->next) {
        guint cells = 0;
        for (const MbBlock *cell = row->first_child; cell; cell = cell->next)
            cells += cell->col_span == 1;
        if (cells > *count) {
            *count = cells;
            widest = row;
        }
    }
    return widest;
}

/* Where a cell begins along the row, as a share of the table's width; rows of turned tables run down or up the page. */
static double place_of(const MbBlock *table, const MbBlock *row, const MbBlock *cell)
{
    bool upright = mb_box_width(row->box) / mb_box_width(table->box) > mb_box_height(row->box) / mb_box_height(table->box);
    return upright ? (cell->box.x0 - table->box.x0) / mb_box_width(table->box) : (cell->box.y0 - table->box.y0) / mb_box_height(table->box);
}

static bool have_same_columns(const MbBlock *first, const MbBlock *second)
{
    guint a_count, b_count;
    if (!first_row(first) || !first_row(second) || mb_box_is_empty(first->box) || mb_box_is_empty(second->box) ||
        count_columns(first) != count_columns(second))
        return false;
    const MbBlock *a = widest_row(first, &a_count), *b = widest_row(second, &b_count);
    if (!a || !b || a_count != b_count)
        return false;
    const MbBlock *p = a->first_child, *q = b->first_child;
    for (; p && q; p = p->next, q = q->next)
        if (fabs(place_of(first, a, p) - place_of(second, b, q)) > SAME_COLUMN)
            return false;
    return true;
}

static bool is_header(const MbBlock *row)
{
    for (const MbBlock *cell = row->first_child; cell; cell = cell->next)
        if (cell->scope == MB_SCOPE_COL || cell->scope == MB_SCOPE_COLGROUP)
            return true;
    return false;
}

static bool have_same_text(const MbBlock *a, const MbBlock *b)
{
    g_autofree char *p = mb_block_dup_text(a), *q = mb_block_dup_text(b);
    g_autofree char *x = mb_text_dup_folded(p), *y = mb_text_dup_folded(q);
    return !strcmp(x, y);
}

/*
 * How many header rows the second part repeats: all the first part has, or none
 * where it begins with a row of figures. -1 when it has a header of its own.
 */
static int count_repeated(const MbBlock *first, const MbBlock *second)
{
    int count = 0;
    const MbBlock *a = first_row(first), *b = first_row(second);
    for (; a && b && is_header(a) && have_same_text(a, b); a = a->next, b = b->next)
        count++;
    if (count && a && !is_header(a))
        return count;
    return count == 0 && !is_header(first_row(second)) ? 0 : -1;
}

static MbBlock *caption_of(const MbBlock *table)
{
    return table->first_child && table->first_child->kind == MB_BLOCK_CAPTION ? table->first_child : NULL;
}

/* A caption of the second part must be that of the first ("Table 3 (continued)" begins with it). */
static bool agrees_caption(const MbBlock *first, const MbBlock *second)
{
    const MbBlock *a = caption_of(first), *b = caption_of(second);
    if (!b)
        return true;
    if (!a)
        return false;
    g_autofree char *x = mb_text_dup_folded(a->text->str), *y = mb_text_dup_folded(b->text->str);
    const char *end = strrchr(y, ' ');
    return g_str_has_prefix(y, x) || (end && g_str_has_prefix(x, end)) || g_strrstr(y, "continued");
}

static int last_page(const MbBlock *table)
{
    int page = table->page;
    for (const MbBlock *row = first_row(table); row; row = row->next)
        page = MAX(page, row->page);
    return page;
}

/* Marks a row, and all text in it, as printed again. */
static void mark_repeated(MbBlock *row)
{
    row->artifact = MB_ARTIFACT_REPEATED_HEADER;
    for (MbBlock *block = row; block; block = mb_block_next(row, block))
        if (mb_block_kind_is_leaf(block->kind))
            block->artifact = MB_ARTIFACT_REPEATED_HEADER;
}

/* The repeated caption becomes an artifact behind the table. */
static void keep_caption(MbBlock *table, MbBlock *caption)
{
    MbBlock *kept = mb_block_new(MB_BLOCK_PARAGRAPH);
    kept->page = caption->page;
    kept->box = caption->box;
    kept->origin = caption->origin;
    kept->artifact = MB_ARTIFACT_REPEATED_HEADER;
    mb_block_join(kept, mb_block_unlink(caption), MB_JOIN_NONE);
    mb_block_insert_after(table, kept);
}

/* Moves the second part's rows to the first; artifacts between them then stand behind the whole. */
static void join(MbBlock *first, MbBlock *second, int repeated)
{
    while (first->next != second) {
        MbBlock *artifact = mb_block_unlink(first->next);
        mb_block_insert_after(second, artifact);
    }
    MbBlock *caption = caption_of(second);
    if (caption)
        keep_caption(second, caption);
    for (MbBlock *row; (row = second->first_child);) {
        if (repeated-- > 0)
            mark_repeated(row);
        mb_block_append(first, mb_block_unlink(row));
    }
    first->conf = MIN(first->conf, second->conf);
    if (first->origin != second->origin)
        first->origin = MB_ORIGIN_MIXED;
    mb_block_free(second);
}

/* Joins the table with what follows it; returns whether it did. */
static bool join_next(MbBlock *table)
{
    MbBlock *next = table->next;
    while (next && is_artifact(next))
        next = next->next;
    if (!next || next->kind != MB_BLOCK_TABLE || next->page != last_page(table) + 1)
        return false;
    int repeated = have_same_columns(table, next) && agrees_caption(table, next) ? count_repeated(table, next) : -1;
    if (repeated < 0)
        return false;
    join(table, next, repeated);
    return true;
}

void mb_layout_join_tables(MbDocument *document)
{
    for (MbBlock *block = document->body; block; block = mb_block_next(document->body, block))
        while (block->kind == MB_BLOCK_TABLE && join_next(block))
            ;
}
