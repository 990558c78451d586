#include "text-table.h"

#include "base/text.h"
#include "model/label.h"

#include <string.h>

/* The cells of a row; NULL when the line is none. */
typedef GStrv (*ReadRow)(const char *line);

static guint count_char(const char *text, char c)
{
    guint count = 0;
    for (; *text; text++)
        count += *text == c;
    return count;
}

static bool is_whole_label(const char *cell)
{
    MbLabel label;
    return mb_label_parse(cell, false, &label) && !label.is_weak && label.rest == strlen(cell);
}

/* "(i)<tab>text" is an item of a list, not a row of two cells. */
static bool is_tabbed_item(const GStrv cells)
{
    const char *first = NULL;
    guint filled = 0;
    for (guint i = 0; cells[i]; i++) {
        if (!*g_strstrip(cells[i]))
            continue;
        if (filled++ == 0)
            first = cells[i];
    }
    return filled < 2 || (filled == 2 && is_whole_label(first));
}

static bool is_blank(const char *line)
{
    for (; *line; line = g_utf8_next_char(line))
        if (!mb_char_is_space(g_utf8_get_char(line)))
            return false;
    return true;
}

static GStrv read_tab_row(const char *line)
{
    if (!strchr(line, '\t') || is_blank(line))
        return NULL;
    GStrv cells = g_strsplit(line, "\t", -1);
    GStrv probe = g_strdupv(cells);
    /* one filled cell among several is a row of a grid ("<tab><tab>A<tab>"); after a single tab it is an indent */
    bool is_row = count_char(line, '\t') >= 3 || !is_tabbed_item(probe);
    g_strfreev(probe);
    if (is_row)
        return cells;
    g_strfreev(cells);
    return NULL;
}

static GStrv read_stroke_row(const char *line)
{
    g_autofree char *row = g_strstrip(g_strdup(line));
    gsize length = strlen(row);
    if (length < 3 || row[0] != '|' || count_char(row, '|') < 2)
        return NULL;
    if (row[length - 1] == '|' && row[length - 2] != '\\')
        row[length - 1] = '\0';
    GStrvBuilder *cells = g_strv_builder_new();
    GString *cell = g_string_new(NULL);
    for (const char *c = row + 1;; c++) {
        if (*c == '\\' && c[1] == '|') {
            g_string_append_c(cell, *++c);
        } else if (*c == '|' || !*c) {
            g_strv_builder_add(cells, cell->str);
            g_string_truncate(cell, 0);
        } else {
            g_string_append_c(cell, *c);
        }
        if (!*c)
            break;
    }
    g_string_free(cell, TRUE);
    GStrv made = g_strv_builder_end(cells);
    g_strv_builder_unref(cells);
    return made;
}

/* The line of dashes below a Markdown head. */
static bool is_separator(const GStrv cells)
{
    for (guint i = 0; cells[i]; i++)
        if (!strchr(cells[i], '-') || strspn(cells[i], " :-") != strlen(cells[i]))
            return false;
    return true;
}

/* "2005": heads a column as often as it counts something. */
static bool is_year(const char *cell)
{
    return strlen(cell) == 4 && strspn(cell, "0123456789") == 4 && (g_str_has_prefix(cell, "19") || g_str_has_prefix(cell, "20"));
}

static bool has_number(const GStrv cells, bool years_count)
{
    for (guint i = 0; cells[i]; i++) {
        g_autofree char *cell = g_strstrip(g_strdup(cells[i]));
        if (mb_text_is_number(cell) && (years_count || !is_year(cell)))
            return true;
    }
    return false;
}

/* A first row of words and years above rows with numbers. */
static bool infer_header(const GPtrArray *rows)
{
    if (rows->len < 2 || has_number(rows->pdata[0], false))
        return false;
    for (guint i = 1; i < rows->len; i++)
        if (has_number(rows->pdata[i], true))
            return true;
    return false;
}

static MbBlock *new_cell(const char *raw, int page)
{
    MbBlock *cell = mb_block_new(MB_BLOCK_CELL);
    g_autofree char *text = mb_text_dup_collapsed(raw);
    cell->page = page;
    if (*text) {
        MbBlock *leaf = mb_block_new(MB_BLOCK_PARAGRAPH);
        leaf->page = page;
        mb_block_append_text(leaf, text);
        mb_block_append(cell, leaf);
    }
    return cell;
}

static MbScope scope_of(const MbBlock *cell, bool is_header_row, bool has_header, guint column, const char *text)
{
    if (!cell->first_child)
        return MB_SCOPE_NOT;
    if (is_header_row)
        return MB_SCOPE_COL;
    return has_header && column == 0 && !mb_text_is_number(text) ? MB_SCOPE_ROW : MB_SCOPE_NOT;
}

static MbBlock *new_table(const GPtrArray *rows, bool has_header, int page)
{
    MbBlock *table = mb_block_new(MB_BLOCK_TABLE);
    guint columns = 0;
    for (guint i = 0; i < rows->len; i++)
        columns = MAX(columns, g_strv_length(rows->pdata[i]));
    table->page = page;
    for (guint i = 0; i < rows->len; i++) {
        const GStrv cells = rows->pdata[i];
        MbBlock *row = mb_block_new(MB_BLOCK_ROW);
        row->page = page;
        guint filled = g_strv_length(cells);
        for (guint k = 0; k < columns; k++) {
            const char *text = k < filled ? cells[k] : "";
            MbBlock *cell = new_cell(text, page);
            cell->scope = scope_of(cell, has_header && i == 0, has_header, k, text);
            mb_block_append(row, cell);
        }
        mb_block_append(table, row);
    }
    return table;
}

static void free_cells(gpointer cells)
{
    g_strfreev(cells);
}

static MbBlock *read_rows(char **lines, ReadRow read_row, int page, guint *used)
{
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(free_cells);
    bool has_separator = false;
    guint count = 0;
    for (; lines[count]; count++) {
        GStrv cells = read_row(lines[count]);
        if (!cells)
            break;
        if (is_separator(cells)) {
            has_separator = has_separator || rows->len == 1;
            g_strfreev(cells);
            continue;
        }
        g_ptr_array_add(rows, cells);
    }
    if (count < 2 || rows->len == 0)
        return NULL;
    *used = count;
    return new_table(rows, has_separator || infer_header(rows), page);
}

MbBlock *mb_text_table_read(char **lines, int page, guint *used)
{
    MbBlock *table = read_rows(lines, read_stroke_row, page, used);
    return table ? table : read_rows(lines, read_tab_row, page, used);
}
