/* What stands in a cell: paragraphs, lists, icons. */
#include "blocks.h"

#include "model/label.h"

#include <string.h>

static const MbTableWord *word_at(const MbTableSheet *sheet, const guint *words, guint i)
{
    return mb_table_sheet_word(sheet, words[i]);
}

/* How a word joins what stands before it. */
static MbJoin join_of(const MbTableSheet *sheet, const MbTableWord *before, const MbTableWord *word)
{
    const MbWord *source = mb_page_word(sheet->page, word->index);
    if (source->glued && before->index + 1 == word->index)
        return MB_JOIN_NONE;
    bool next_line = word->turn == 0 && word->box.x0 < before->box.x0;
    return next_line && g_str_has_suffix(before->text, "-") && strlen(before->text) > 1 ? MB_JOIN_NONE : MB_JOIN_SPACE;
}

void mb_table_words_append(const MbTableSheet *sheet, MbBlock *leaf, const guint *words, guint count)
{
    const MbTableWord *before = NULL;
    for (guint i = 0; i < count; i++) {
        const MbTableWord *word = word_at(sheet, words, i);
        mb_block_append_word(leaf, sheet->page, word->index, before ? join_of(sheet, before, word) : MB_JOIN_NONE);
        before = word;
    }
}

/* "-" before "3.1%" and "+" before "£2.4m" are signs of a number: without them it would be another. */
static bool is_sign(const char *text, const char *next)
{
    static const gunichar openings[] = {0xA3, 0x20AC, '$', '(', '.'};
    gunichar first = g_utf8_get_char(next);
    bool counts = g_unichar_isdigit(first);
    for (gsize i = 0; i < G_N_ELEMENTS(openings); i++)
        counts |= first == openings[i] && g_unichar_isdigit(g_utf8_get_char(g_utf8_next_char(next)));
    return counts && mb_char_is_sign(g_utf8_get_char(text));
}

/* Whether the word is a bullet at the beginning of a line; the first line's first word begins one too. */
static bool begins_item(const MbTableSheet *sheet, const guint *words, guint i, guint count)
{
    const MbTableWord *word = word_at(sheet, words, i);
    if (word->turn != 0 || i + 1 >= count || (i > 0 && word->box.x0 >= word_at(sheet, words, i - 1)->box.x0))
        return false;
    bool alone = g_utf8_strlen(word->text, -1) == 1 && word_at(sheet, words, i + 1)->box.x0 > word->box.x0;
    return alone && mb_char_is_bullet(g_utf8_get_char(word->text), word->is_symbol) &&
           !is_sign(word->text, word_at(sheet, words, i + 1)->text) && !word_at(sheet, words, i + 1)->is_mark;
}

/* The first place from i on where an item begins, or count. */
static guint next_item(const MbTableSheet *sheet, const guint *words, guint i, guint count)
{
    while (i < count && !begins_item(sheet, words, i, count))
        i++;
    return i;
}

static MbBlock *paragraph_of(const MbTableSheet *sheet, const guint *words, guint count)
{
    MbBlock *leaf = mb_block_new(MB_BLOCK_PARAGRAPH);
    mb_table_words_append(sheet, leaf, words, count);
    return leaf;
}

static void append_list(const MbTableSheet *sheet, MbBlock *block, const guint *words, guint i, guint count)
{
    MbBlock *list = mb_block_new(MB_BLOCK_LIST);
    mb_block_append(block, list);
    while (i < count) {
        guint end = next_item(sheet, words, i + 1, count);
        MbBlock *item = mb_block_new(MB_BLOCK_ITEM), *leaf = mb_block_new(MB_BLOCK_PARAGRAPH);
        mb_block_consume_word(leaf, sheet->page, word_at(sheet, words, i)->index);
        mb_table_words_append(sheet, leaf, words + i + 1, end - i - 1);
        item->page = list->page = sheet->page->number;
        mb_block_append(item, leaf);
        mb_block_append(list, item);
        i = end;
    }
}

/* A cell of nothing but arrows and symbols has an icon and no text. */
static bool fill_icon(const MbTableSheet *sheet, const guint *words, guint count, MbBlock *block)
{
    const char *icon = NULL;
    for (guint i = 0; i < count; i++) {
        const char *one = mb_table_word_icon(sheet, word_at(sheet, words, i));
        if (!one)
            return false;
        icon = icon ? icon : one;
    }
    MbBlock *leaf = mb_block_new(MB_BLOCK_PARAGRAPH);
    for (guint i = 0; i < count; i++)
        mb_block_consume_word(leaf, sheet->page, word_at(sheet, words, i)->index);
    mb_block_append(block, leaf);
    mb_attrs_set(&block->attrs, "icon", icon);
    return true;
}

void mb_table_cell_fill(const MbTableSheet *sheet, const MbTableCell *cell, MbBlock *block)
{
    const guint *words = (const guint *)(gpointer)cell->words->data;
    guint count = cell->words->len, first = next_item(sheet, words, 0, count);
    if (!fill_icon(sheet, words, count, block)) {
        if (first > 0)
            mb_block_append(block, paragraph_of(sheet, words, first));
        if (first < count)
            append_list(sheet, block, words, first, count);
    }
    bool any = false;
    for (MbBlock *leaf = block; leaf; leaf = mb_block_next(block, leaf))
        if (mb_block_kind_is_leaf(leaf->kind)) {
            block->origin = !any || block->origin == leaf->origin ? leaf->origin : MB_ORIGIN_MIXED;
            block->conf = MIN(block->conf, leaf->conf);
            any = true;
        }
}
