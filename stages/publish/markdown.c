#include "publish.h"

#include "base/text.h"
#include "xml/archive.h"

#include <string.h>

/* Wider grids than this are not council papers; the rest of such a row is put in its last cell's place. */
#define MAX_COLUMNS 200

/* What is being written, and the table that is being put together. */
typedef struct {
    GString *out;
    int page;             /* last page mark */
    bool in_list;         /* the last block was a list item */
    guint table;          /* number of the open table; 0 none */
    guint columns, rows;  /* of it so far; columns is fixed by its first row */
    int busy[MAX_COLUMNS]; /* rows that a cell above still covers, by column */
} Markdown;

GBytes *mb_html_with_doctype(GBytes *page)
{
    gsize size;
    const char *data = g_bytes_get_data(page, &size);
    GString *out = g_string_sized_new(size + 16);
    g_string_append(out, "<!DOCTYPE html>\n");
    g_string_append_len(out, data, (gssize)size);
    return g_string_free_to_bytes(out);
}

/* Characters that are markup anywhere in a line; '|' ends a cell of a pipe table. */
static void put_text(GString *out, const char *text, gssize length)
{
    const char *end = text + (length < 0 ? (gssize)strlen(text) : length);
    for (; text < end; text++) {
        if (strchr("\\`*_[]<>|", *text))
            g_string_append_c(out, '\\');
        g_string_append_c(out, *text);
    }
}

static void put_block_text(GString *out, const MbArchiveBlock *block, guint start, guint end)
{
    put_text(out, block->text + start, end - start);
}

/* A line's first characters can be markup too: "#", "+", "-", "1.". Returns how many bytes it has put. */
static guint put_line_start(GString *out, const char *text)
{
    gsize digits = strspn(text, "0123456789");
    if (digits > 0 && digits < 10 && (text[digits] == '.' || text[digits] == ')')) {
        g_string_append_len(out, text, (gssize)digits);
        g_string_append_printf(out, "\\%c", text[digits]);
        return (guint)digits + 1;
    }
    if (*text && strchr("#+-=~", *text))
        g_string_append_c(out, '\\');
    return 0;
}

static void end_table(Markdown *m)
{
    if (m->table)
        g_string_append_c(m->out, '\n');
    m->table = 0;
}

static void end_list(Markdown *m)
{
    if (m->in_list)
        g_string_append_c(m->out, '\n');
    m->in_list = false;
}

static void put_page(Markdown *m, int page)
{
    if (page <= m->page)
        return;
    m->page = page;
    end_list(m);
    g_string_append_printf(m->out, "<!-- page %d -->\n\n", page);
}

static void put_heading(Markdown *m, const MbArchiveBlock *block)
{
    /* The title is the one level-1 heading. */
    for (guint i = 0; i < MIN(block->depth + 2, 6); i++)
        g_string_append_c(m->out, '#');
    g_string_append_c(m->out, ' ');
    if (block->label) {
        put_text(m->out, block->label, -1);
        g_string_append_c(m->out, ' ');
    }
    put_block_text(m->out, block, 0, (guint)strlen(block->text));
    g_string_append(m->out, "\n\n");
}

/* "3." and "3)" are Markdown's own list numbers; other labels stand behind a bullet. */
static bool is_list_number(const char *label)
{
    gsize digits = strspn(label, "0123456789");
    return digits > 0 && digits < 10 && (!strcmp(label + digits, ".") || !strcmp(label + digits, ")"));
}

static void put_item(Markdown *m, const MbArchiveBlock *block)
{
    guint level = MAX(block->level, 1);
    bool is_first = block->label || !m->in_list || block->kind == MB_ARCHIVE_ITEM;
    g_string_append_printf(m->out, "%*s", (int)(level - 1) * 4, "");
    if (is_first && block->label && is_list_number(block->label))
        g_string_append_printf(m->out, "%s ", block->label);
    else {
        g_string_append(m->out, "- ");
        if (block->label) {
            put_text(m->out, block->label, -1);
            g_string_append_c(m->out, ' ');
        }
    }
    put_block_text(m->out, block, 0, (guint)strlen(block->text));
    g_string_append_c(m->out, '\n');
    m->in_list = true;
}

static guint count_columns(const MbArchiveBlock *row)
{
    guint columns = 0;
    for (guint i = 0; i < row->cells->len; i++)
        columns += (guint)g_array_index(row->cells, MbArchiveCell, i).col_span;
    return CLAMP(columns, 1, MAX_COLUMNS);
}

static void put_rule(Markdown *m)
{
    g_string_append_c(m->out, '|');
    for (guint i = 0; i < m->columns; i++)
        g_string_append(m->out, " --- |");
    g_string_append_c(m->out, '\n');
}

/* Pipe tables want a header row: without one, an empty one stands in. */
static void begin_table(Markdown *m, const MbArchiveBlock *row)
{
    end_table(m);
    m->table = row->table;
    m->columns = count_columns(row);
    m->rows = 0;
    memset(m->busy, 0, sizeof m->busy);
    bool has_header = false;
    for (guint i = 0; i < row->cells->len; i++)
        has_header |= g_array_index(row->cells, MbArchiveCell, i).is_header;
    if (has_header)
        return;
    g_string_append_c(m->out, '|');
    for (guint i = 0; i < m->columns; i++)
        g_string_append(m->out, "  |");
    g_string_append_c(m->out, '\n');
    put_rule(m);
    m->rows = 1;
}

/* A column's end; columns that a cell from above covers stay empty. */
static guint skip_busy(Markdown *m, guint column)
{
    for (; column < MAX_COLUMNS && m->busy[column] > 0; column++) {
        m->busy[column]--;
        g_string_append(m->out, "  |");
    }
    return column;
}

static void put_cell(Markdown *m, const MbArchiveBlock *row, const MbArchiveCell *cell)
{
    g_string_append_c(m->out, ' ');
    put_block_text(m->out, row, cell->start, cell->end);
    if (cell->icon)
        g_string_append_printf(m->out, "%s%s", cell->end > cell->start ? " " : "", cell->icon);
    if (!g_strcmp0(cell->check, "doubtful"))
        g_string_append(m->out, " (?)");
    g_string_append(m->out, " |");
}

static void put_row(Markdown *m, const MbArchiveBlock *row)
{
    if (m->table != row->table)
        begin_table(m, row);
    g_string_append_c(m->out, '|');
    guint column = skip_busy(m, 0);
    for (guint i = 0; i < row->cells->len && column < MAX_COLUMNS; i++) {
        const MbArchiveCell *cell = &g_array_index(row->cells, MbArchiveCell, i);
        put_cell(m, row, cell);
        for (int k = 0; k < cell->col_span && column < MAX_COLUMNS; k++, column++) {
            m->busy[column] = cell->row_span - 1;
            if (k)
                g_string_append(m->out, "  |");
        }
        column = skip_busy(m, column);
    }
    for (; column < m->columns; column++)
        g_string_append(m->out, "  |");
    g_string_append_c(m->out, '\n');
    if (m->rows++ == 0)
        put_rule(m);
}

static void put_paragraph(Markdown *m, const MbArchiveBlock *block)
{
    const char *before = block->kind == MB_ARCHIVE_FIGURE ? "*In a picture:* " : block->kind == MB_ARCHIVE_CAPTION ? "**" : "";
    g_string_append(m->out, before);
    guint from = *before ? 0 : put_line_start(m->out, block->text);
    put_block_text(m->out, block, from, (guint)strlen(block->text));
    g_string_append(m->out, block->kind == MB_ARCHIVE_CAPTION ? "**\n\n" : "\n\n");
}

static void put_block(Markdown *m, const MbArchiveBlock *block)
{
    bool is_shown = !block->artifact || block->kind == MB_ARCHIVE_FIGURE;
    if (!is_shown)
        return;
    if (block->kind != MB_ARCHIVE_ROW)
        end_table(m);
    bool is_item = block->level > 0 && block->kind != MB_ARCHIVE_ROW && block->kind != MB_ARCHIVE_HEADING;
    if (!is_item)
        end_list(m);
    if (block->kind != MB_ARCHIVE_ROW || block->table != m->table)
        put_page(m, block->page);
    if (block->kind == MB_ARCHIVE_HEADING)
        put_heading(m, block);
    else if (block->kind == MB_ARCHIVE_ROW)
        put_row(m, block);
    else if (is_item)
        put_item(m, block);
    else
        put_paragraph(m, block);
}

static void put_title(Markdown *m, const MbArchive *archive)
{
    static const char *const facts[] = {"council", "body", "date"};
    const char *title = mb_archive_fact(archive, "title");
    title = title && *title ? title : mb_archive_fact(archive, "name");
    g_string_append(m->out, "# ");
    put_text(m->out, title && *title ? title : "Council document", -1);
    g_string_append(m->out, "\n\n");
    bool any = false;
    for (guint i = 0; i < G_N_ELEMENTS(facts); i++) {
        const char *fact = mb_archive_fact(archive, facts[i]);
        if (!fact || !*fact)
            continue;
        g_string_append(m->out, any ? ", " : "");
        put_text(m->out, fact, -1);
        any = true;
    }
    g_string_append(m->out, any ? "\n\n" : "");
}

GBytes *mb_markdown_write(GBytes *bytes, GError **error)
{
    g_autoptr(MbArchive) archive = mb_archive_open(bytes, error);
    if (!archive)
        return NULL;
    Markdown m = {.out = g_string_new(NULL)};
    put_title(&m, archive);
    const MbArchiveBlock *block;
    GError *problem = NULL;
    while (mb_archive_next(archive, &block, &problem))
        put_block(&m, block);
    end_table(&m);
    if (problem) {
        g_propagate_error(error, problem);
        g_string_free(m.out, TRUE);
        return NULL;
    }
    return g_string_free_to_bytes(m.out);
}
