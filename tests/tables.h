/* Tables made of texts, for tests of stage repair: rows end with '\n', cells with '|'; the first row heads the columns. */
#ifndef MB_TESTS_TABLES_H
#define MB_TESTS_TABLES_H

#include "model/check.h"
#include "stage/stages.h"

#include <string.h>

static inline MbScope table_scope(int row, int col, const char *text)
{
    return row == 0 ? MB_SCOPE_COL : col == 0 && *text ? MB_SCOPE_ROW : MB_SCOPE_NOT;
}

/* Appends a table to the body. A cell "#text" stands for text that was read from pixels with little confidence. */
static inline MbBlock *add_table(MbDocument *document, const char *rows, MbOrigin origin)
{
    MbBlock *table = mb_block_new(MB_BLOCK_TABLE);
    mb_block_append(document->body, table);
    g_auto(GStrv) lines = g_strsplit(rows, "\n", -1);
    for (int r = 0; lines[r] && *lines[r]; r++) {
        MbBlock *row = mb_block_new(MB_BLOCK_ROW);
        mb_block_append(table, row);
        g_auto(GStrv) cells = g_strsplit(lines[r], "|", -1);
        for (int c = 0; cells[c]; c++) {
            const char *text = cells[c][0] == '#' ? cells[c] + 1 : cells[c];
            MbBlock *cell = mb_block_new(MB_BLOCK_CELL);
            mb_block_append(row, cell);
            cell->origin = origin;
            cell->scope = table_scope(r, c, text);
            cell->check = cells[c][0] == '#' ? MB_CHECK_DOUBTFUL : MB_CHECK_NOT;
            if (!*text)
                continue;
            MbBlock *leaf = mb_block_new(MB_BLOCK_PARAGRAPH);
            mb_block_append_text(leaf, text);
            leaf->origin = origin;
            mb_block_append(cell, leaf);
        }
    }
    return table;
}

static inline MbDocument *new_document(const char *media_type)
{
    MbDocument *document = mb_document_new("tables");
    document->media_type = g_strdup(media_type);
    mb_document_take_page(document, mb_page_new(1, 600, 800));
    return document;
}

static inline void repair_document(MbDocument *document)
{
    MbOptions options = mb_options_init();
    g_autoptr(GError) error = NULL;
    if (!mb_stage_run(&mb_stage_repair, document, &options, &error) || !mb_document_check(document, &error))
        fail_msg("%s", error->message);
}

/* The cell of a row and column from 0. */
static inline const MbBlock *cell_at(const MbBlock *table, int row, int col)
{
    const MbBlock *at = table->first_child;
    while (row-- && at)
        at = at->next;
    at = at ? at->first_child : NULL;
    while (col-- && at)
        at = at->next;
    return at;
}

static inline const char *text_at(const MbBlock *table, int row, int col)
{
    const MbBlock *cell = cell_at(table, row, col);
    return cell && cell->first_child ? cell->first_child->text->str : "";
}

static inline const char *check_at(const MbBlock *table, int row, int col)
{
    return mb_check_name(cell_at(table, row, col)->check);
}

#endif
