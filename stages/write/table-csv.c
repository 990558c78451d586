#include "package.h"

#include <string.h>

/* A grid wider than this has spans that are not meant; the fields beyond are dropped with them. */
#define MAX_COLUMNS 500

static void append_leaf(GString *out, const MbBlock *leaf)
{
    guint at = 0;
    for (guint i = 0; leaf->spans && i < leaf->spans->len; i++) {
        const MbSpan *span = &g_array_index(leaf->spans, MbSpan, i);
        if (span->kind != MB_SPAN_WITHHELD || span->start < at)
            continue;
        g_string_append_len(out, leaf->text->str + at, span->start - at);
        g_string_append(out, "[withheld]");
        at = span->end;
    }
    g_string_append(out, leaf->text->str + at);
}

void mb_package_append_text(GString *out, const MbBlock *block)
{
    gsize before = out->len;
    for (MbBlock *at = (MbBlock *)block; at;) {
        if (at->artifact) {
            at = mb_block_skip(block, at);
            continue;
        }
        if (at->text && at->text->len) {
            if (out->len > before)
                g_string_append_c(out, ' ');
            append_leaf(out, at);
        }
        at = mb_block_next(block, at);
    }
}

void mb_package_name_table(char *buffer, guint number)
{
    g_snprintf(buffer, 32, "table-%02u", number);
}

/* RFC 4180: fields with commas, quotes or line ends stand in quotes, quotes are doubled. */
static void append_field(GString *out, const char *text)
{
    if (!strpbrk(text, ",\"\r\n")) {
        g_string_append(out, text);
        return;
    }
    g_string_append_c(out, '"');
    for (; *text; text++) {
        if (*text == '"')
            g_string_append_c(out, '"');
        g_string_append_c(out, *text);
    }
    g_string_append_c(out, '"');
}

/* A row of the grid being written: how many rows cells above still cover each column. */
typedef struct {
    GString *out, *checks;
    int busy[MAX_COLUMNS];
    guint row, column, columns; /* row from 1; next column; widest row so far */
} Grid;

/* What stood there before repair; nothing of a cell with something withheld in it. */
static const char *old_reading(const MbBlock *cell)
{
    const char *was = NULL;
    for (MbBlock *at = (MbBlock *)cell; at; at = mb_block_next(cell, at))
        for (guint i = 0; at->spans && i < at->spans->len; i++) {
            const MbSpan *span = &g_array_index(at->spans, MbSpan, i);
            if (span->kind == MB_SPAN_WITHHELD)
                return NULL;
            if (span->kind == MB_SPAN_CHANGED)
                was = mb_attrs_get(span->attrs, "was");
        }
    return was;
}

/* The line of a cell in the table of checks. */
static void put_check(Grid *grid, const MbBlock *cell, const char *text)
{
    const char *by = mb_attrs_get(cell->attrs, "by"), *was = old_reading(cell);
    if (cell->check == MB_CHECK_NOT)
        return;
    g_string_append_printf(grid->checks, "%u,%u,", grid->row, grid->column + 1);
    append_field(grid->checks, text);
    g_string_append_printf(grid->checks, ",%s,", mb_check_name(cell->check));
    append_field(grid->checks, was ? was : "");
    g_string_append_printf(grid->checks, ",%s\r\n", by ? by : "");
}

static void put_field(Grid *grid, const char *text)
{
    if (grid->column > 0)
        g_string_append_c(grid->out, ',');
    append_field(grid->out, text);
    grid->column++;
}

static void pass_covered(Grid *grid)
{
    while (grid->column < MAX_COLUMNS && grid->busy[grid->column] > 0) {
        grid->busy[grid->column]--;
        put_field(grid, "");
    }
}

static void put_cell(Grid *grid, const MbBlock *cell)
{
    g_autoptr(GString) text = g_string_new(NULL);
    mb_package_append_text(text, cell);
    const char *icon = mb_attrs_get(cell->attrs, "icon");
    if (!text->len && icon)
        g_string_append(text, icon);
    put_check(grid, cell, text->str);
    for (int i = 0; i < cell->col_span && grid->column < MAX_COLUMNS; i++) {
        grid->busy[grid->column] = cell->row_span - 1;
        put_field(grid, i == 0 ? text->str : "");
    }
}

static void put_row(Grid *grid, const MbBlock *row)
{
    grid->row++;
    grid->column = 0;
    pass_covered(grid);
    for (const MbBlock *cell = row->first_child; cell && grid->column < MAX_COLUMNS; cell = cell->next) {
        put_cell(grid, cell);
        pass_covered(grid);
    }
    grid->columns = MAX(grid->columns, grid->column);
    g_string_append(grid->out, "\r\n");
}

static bool is_grid_row(const MbBlock *row)
{
    return row->kind == MB_BLOCK_ROW && row->artifact != MB_ARTIFACT_REPEATED_HEADER;
}

/* Rows at the top of which every cell heads columns or is empty. */
static guint count_header_rows(const MbBlock *table)
{
    guint count = 0;
    for (const MbBlock *row = table->first_child; row; row = row->next) {
        if (!is_grid_row(row))
            continue;
        bool heads = false, is_data = false;
        for (const MbBlock *cell = row->first_child; cell; cell = cell->next) {
            heads |= cell->scope == MB_SCOPE_COL || cell->scope == MB_SCOPE_COLGROUP;
            is_data |= cell->scope == MB_SCOPE_ROW || (cell->scope == MB_SCOPE_NOT && cell->first_child);
        }
        if (!heads || is_data)
            break;
        count++;
    }
    return count;
}

static void add_columns(JsonBuilder *json, guint columns)
{
    json_builder_set_member_name(json, "tableSchema");
    json_builder_begin_object(json);
    json_builder_set_member_name(json, "columns");
    json_builder_begin_array(json);
    for (guint i = 0; i < columns; i++) {
        char name[32];
        g_snprintf(name, sizeof name, "column%u", i + 1);
        json_builder_begin_object(json);
        mb_package_add_string(json, "name", name);
        mb_package_add_string(json, "datatype", "string");
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
    json_builder_end_object(json);
}

static GBytes *describe(const MbBlock *table, const char *csv_name, const char *checks_name, guint columns)
{
    g_autoptr(JsonBuilder) json = json_builder_new();
    g_autoptr(GString) title = g_string_new(NULL);
    if (table->first_child && table->first_child->kind == MB_BLOCK_CAPTION)
        mb_package_append_text(title, table->first_child);
    json_builder_begin_object(json);
    mb_package_add_string(json, "@context", "http://www.w3.org/ns/csvw");
    mb_package_add_string(json, "url", csv_name);
    if (title->len)
        mb_package_add_string(json, "dc:title", title->str);
    if (table->page)
        mb_package_add_int(json, "urn:minutebook:archive:1#page", table->page);
    mb_package_add_string(json, "urn:minutebook:archive:1#checks", checks_name);
    json_builder_set_member_name(json, "dialect");
    json_builder_begin_object(json);
    guint headers = count_header_rows(table);
    json_builder_set_member_name(json, "header");
    json_builder_add_boolean_value(json, headers > 0);
    mb_package_add_int(json, "headerRowCount", headers);
    json_builder_end_object(json);
    add_columns(json, columns);
    json_builder_end_object(json);
    return mb_package_print(json);
}

/* The columns of a table of checks. */
static const struct {
    const char *name, *datatype, *title;
} check_columns[] = {{"row", "positiveInteger", "row of the table's CSV file, from 1"},
                     {"column", "positiveInteger", "field of that row, from 1"},
                     {"value", "string", "the cell as it stands there"},
                     {"check", "string", "verified, repaired, read or doubtful"},
                     {"was", "string", "what was read before a repair"},
                     {"by", "string", "relations that prove the number, as defined in document.xml"}};

static GBytes *describe_checks(const char *checks_name)
{
    g_autoptr(JsonBuilder) json = json_builder_new();
    json_builder_begin_object(json);
    mb_package_add_string(json, "@context", "http://www.w3.org/ns/csvw");
    mb_package_add_string(json, "url", checks_name);
    json_builder_set_member_name(json, "tableSchema");
    json_builder_begin_object(json);
    json_builder_set_member_name(json, "columns");
    json_builder_begin_array(json);
    for (guint i = 0; i < G_N_ELEMENTS(check_columns); i++) {
        json_builder_begin_object(json);
        mb_package_add_string(json, "name", check_columns[i].name);
        mb_package_add_string(json, "titles", check_columns[i].name);
        mb_package_add_string(json, "datatype", check_columns[i].datatype);
        mb_package_add_string(json, "dc:description", check_columns[i].title);
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
    json_builder_set_member_name(json, "primaryKey");
    json_builder_begin_array(json);
    json_builder_add_string_value(json, "row");
    json_builder_add_string_value(json, "column");
    json_builder_end_array(json);
    json_builder_end_object(json);
    json_builder_end_object(json);
    return mb_package_print(json);
}

static void take_file(MbFileSet *files, const char *name, const char *ending, GBytes *bytes)
{
    g_autofree char *path = g_strconcat("data/tables/", name, ending, NULL);
    mb_fileset_take(files, path, bytes);
}

void mb_package_put_table(MbFileSet *files, const MbBlock *table, guint number)
{
    Grid grid = {.out = g_string_new(NULL), .checks = g_string_new("row,column,value,check,was,by\r\n")};
    gsize empty = grid.checks->len;
    for (const MbBlock *row = table->first_child; row; row = row->next)
        if (is_grid_row(row))
            put_row(&grid, row);
    char stem[32];
    mb_package_name_table(stem, number);
    bool has_checks = grid.checks->len > empty;
    g_autofree char *name = g_strconcat(stem, ".csv", NULL), *checks = g_strconcat(stem, "-checks.csv", NULL);
    take_file(files, name, "", g_string_free_to_bytes(grid.out));
    take_file(files, name, "-metadata.json", describe(table, name, has_checks ? checks : NULL, grid.columns));
    g_autoptr(GBytes) lines = g_string_free_to_bytes(grid.checks);
    if (!has_checks)
        return;
    take_file(files, checks, "", g_bytes_ref(lines));
    take_file(files, checks, "-metadata.json", describe_checks(checks));
}
