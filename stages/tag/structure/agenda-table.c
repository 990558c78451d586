/* Agendas that are drawn as tables: number, title, pages. */
#include "structure.h"

/* One row is no agenda. */
#define LEAST_ITEMS 2

static MbBlock *first_text(const MbBlock *cell)
{
    MbBlock *block = cell->first_child;
    while (block && !block->text)
        block = block->next;
    return block;
}

/* Whether a row begins with an item's number: in a cell of its own or before the title. */
static bool has_number(const MbRules *rules, const MbBlock *row)
{
    for (const MbBlock *cell = row->first_child; cell; cell = cell->next) {
        const MbBlock *leaf = first_text(cell);
        const char *text = leaf ? leaf->text->str : "";
        if (*text)
            return mb_rules_find(rules, "agenda-item-label", text, NULL) || mb_rules_find(rules, "agenda-number", text, NULL);
    }
    return false;
}

static bool is_agenda(const MbRules *rules, const MbBlock *table)
{
    guint items = 0, rows = 0;
    for (const MbBlock *row = table->first_child; row; row = row->next) {
        rows += row->kind == MB_BLOCK_ROW;
        items += row->kind == MB_BLOCK_ROW && has_number(rules, row);
    }
    return items >= LEAST_ITEMS && items * 2 >= rows;
}

static void take_pages(const MbRules *rules, MbBlock *title, const MbBlock *leaf)
{
    g_autoptr(GMatchInfo) match = NULL;
    if (!leaf->text || !mb_rules_find(rules, "bare-pages", leaf->text->str, &match))
        return;
    g_autofree char *first = g_match_info_fetch_named(match, "first"), *last = g_match_info_fetch_named(match, "last");
    mb_attrs_set(&title->attrs, "firstPage", first);
    mb_attrs_set(&title->attrs, "lastPage", last && *last ? last : first);
}

/* Moves what a row holds before the table; returns it, borrowed, in an array that the caller frees. */
static GPtrArray *move_row(MbBlock *table, MbBlock *row)
{
    GPtrArray *moved = g_ptr_array_new();
    for (MbBlock *cell = row->first_child; cell; cell = cell->next)
        while (cell->first_child) {
            MbBlock *block = mb_block_unlink(cell->first_child);
            mb_block_insert_before(table, block);
            g_ptr_array_add(moved, block);
        }
    return moved;
}

static void unfold_row(const MbRules *rules, MbBlock *table, MbBlock *row)
{
    bool is_item = has_number(rules, row);
    g_autoptr(GPtrArray) moved = move_row(table, row);
    MbBlock *title = is_item ? moved->pdata[0] : NULL;
    guint rest = 1;
    if (!title || !title->text)
        return;
    MbBlock *next = moved->len > 1 ? moved->pdata[1] : NULL;
    if (next && next->text && !next->artifact && mb_rules_find(rules, "agenda-number", title->text->str, NULL)) {
        mb_block_join(title, mb_block_unlink(next), MB_JOIN_SPACE);
        rest = 2;
    }
    for (guint i = rest; i < moved->len; i++)
        take_pages(rules, title, moved->pdata[i]);
}

MbBlock *mb_agenda_unfold_table(const MbRules *rules, MbBlock *table)
{
    MbBlock *before = table->prev, *parent = table->parent;
    if (!is_agenda(rules, table))
        return table;
    for (MbBlock *row = table->first_child, *next; row; row = next) {
        next = row->next;
        if (row->kind == MB_BLOCK_ROW) {
            unfold_row(rules, table, row);
        } else { /* the caption */
            row->kind = MB_BLOCK_PARAGRAPH;
            mb_block_insert_before(table, mb_block_unlink(row));
        }
    }
    mb_block_free(table);
    return before ? before->next : parent->first_child;
}
