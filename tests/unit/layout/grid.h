/*
 * Drawn rules for pages made in a test, and tables as text: one line a row,
 * cells parted by " | ", spans as {rows x columns}, headers marked ^ (column),
 * ^^ (column group), < (row), << (row group). For tests/unit/layout alone.
 */
#ifndef MB_TESTS_GRID_H
#define MB_TESTS_GRID_H

#include "paper.h"

static inline void draw(MbPage *page, double x0, double y0, double x1, double y1)
{
    MbRule rule = {.box = {x0, y0, x1, y1}, .vertical = x0 == x1, .region = -1};
    g_array_append_val(page->rules, rule);
}

/* A full grid; places end with a negative number. */
static inline void draw_grid(MbPage *page, const double *xs, const double *ys)
{
    guint cols = 0, rows = 0;
    while (xs[cols] >= 0)
        cols++;
    while (ys[rows] >= 0)
        rows++;
    for (guint r = 0; r < rows; r++)
        draw(page, xs[0], ys[r], xs[cols - 1], ys[r]);
    for (guint c = 0; c < cols; c++)
        draw(page, xs[c], ys[0], xs[c], ys[rows - 1]);
}

/* Sets the texts of one row at the given places; NULL ends, "" is blank. */
static inline void put_row(MbDocument *document, MbPage *page, const double *xs, double y, Type type, ...)
{
    va_list texts;
    va_start(texts, type);
    guint i = 0;
    for (const char *text; (text = va_arg(texts, const char *)); i++)
        if (*text)
            put(document, page, xs[i], y, type, text);
    va_end(texts);
}

static inline void show_cell(GString *out, const MbBlock *cell)
{
    static const char *const marks[] = {"", "^", "<", "^^", "<<"};
    g_autofree char *text = mb_block_dup_text(cell);
    g_string_append(out, text);
    if (cell->row_span > 1 || cell->col_span > 1)
        g_string_append_printf(out, "{%dx%d}", cell->row_span, cell->col_span);
    g_string_append(out, marks[cell->scope]);
    if (mb_attrs_get(cell->attrs, "icon"))
        g_string_append_printf(out, "[%s]", mb_attrs_get(cell->attrs, "icon"));
    if (cell->check == MB_CHECK_DOUBTFUL)
        g_string_append(out, "?");
}

/* Lays the document out and shows its tables, parted by an empty line. Caller frees. */
static inline char *show_tables(MbDocument *document)
{
    g_autofree char *text = lay_out(document);
    GString *out = g_string_new(NULL);
    for (MbBlock *block = document->body; block; block = mb_block_next(document->body, block)) {
        if (block->kind == MB_BLOCK_TABLE && out->len)
            g_string_append_c(out, '\n');
        if (block->kind == MB_BLOCK_CAPTION)
            g_string_append_printf(out, "(%s)\n", block->text->str);
        if (block->kind != MB_BLOCK_ROW || block->artifact)
            continue;
        for (const MbBlock *cell = block->first_child; cell; cell = cell->next) {
            show_cell(out, cell);
            g_string_append(out, cell->next ? " | " : "\n");
        }
    }
    return g_string_free(out, FALSE);
}

#endif
