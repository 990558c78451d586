/* minutebook tables: the tables of a package, an archive XML file or a document, with the marks of their checks. */
#include "driver/commands.h"

#include "archive/bag.h"
#include "base/error.h"
#include "base/file.h"
#include "base/limits.h"
#include "driver/call.h"
#include "driver/report.h"
#include "xml/archive.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define TIMEOUT_SECONDS 3600 /* as run */
#define WIDEST 40            /* characters of a cell that are shown */

/* A cell where it begins; fields that spans cover are empty. */
typedef struct {
    char *text, *was, *check, *by;
    bool is_header;
    int row_span, col_span;
} Field;

typedef struct {
    guint number;      /* 0: none yet */
    int page;
    char *caption;
    GPtrArray *rows;   /* GArray of Field, as the cells stand in the file */
} Table;

/* How tables are shown. */
typedef struct {
    bool is_json, has_checks, has_colour;
    int only;      /* number of the one table that is wanted, or 0 */
    guint shown;
} Manner;

/* Signs behind cells, for who sees no colours: order of MbCheck's names. */
static const struct {
    const char *check, *sign, *colour, *meaning;
} marks[] = {{"verified", "=", "\033[32m", "proved"}, {"repaired", "~", "\033[36m", "mended"}, {"doubtful", "?", "\033[31m", "doubtful"}};

static void clear_field(void *data)
{
    Field *field = data;
    g_free(field->text);
    g_free(field->was);
    g_free(field->check);
    g_free(field->by);
}

static void free_row(void *row)
{
    g_array_unref(row);
}

static void clear_table(Table *table)
{
    table->number = 0;
    g_clear_pointer(&table->caption, g_free);
    g_clear_pointer(&table->rows, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Table, clear_table)

static int mark_of(const Field *field)
{
    for (int i = 0; field->check && i < (int)G_N_ELEMENTS(marks); i++)
        if (!strcmp(marks[i].check, field->check))
            return i;
    return -1;
}

static char *dup_old_reading(const MbArchiveBlock *block, const MbArchiveCell *cell)
{
    for (guint i = 0; i < block->mentions->len; i++) {
        const MbMention *mention = &g_array_index(block->mentions, MbMention, i);
        if (mention->kind == MB_SPAN_CHANGED && mention->start >= cell->start && mention->end <= cell->end)
            return g_strdup(mb_attrs_get(mention->attrs, "was"));
    }
    return NULL;
}

static void take_row(Table *table, const MbArchiveBlock *block)
{
    GArray *row = g_array_new(FALSE, TRUE, sizeof(Field));
    g_array_set_clear_func(row, clear_field);
    for (guint i = 0; i < block->cells->len; i++) {
        const MbArchiveCell *cell = &g_array_index(block->cells, MbArchiveCell, i);
        Field field = {.text = g_strndup(block->text + cell->start, cell->end - cell->start), .was = dup_old_reading(block, cell),
                       .check = g_strdup(cell->check), .by = g_strdup(cell->by), .is_header = cell->is_header,
                       .row_span = cell->row_span, .col_span = cell->col_span};
        if (!*field.text && cell->icon) {
            g_free(field.text);
            field.text = g_strdup(cell->icon);
        }
        g_array_append_val(row, field);
    }
    g_ptr_array_add(table->rows, row);
}

static void print_json(const Table *table)
{
    g_autoptr(JsonBuilder) json = json_builder_new();
    json_builder_begin_object(json);
    mb_report_put_int(json, "table", table->number);
    mb_report_put_int(json, "page", table->page);
    mb_report_put_string(json, "caption", table->caption);
    json_builder_set_member_name(json, "rows");
    json_builder_begin_array(json);
    for (guint r = 0; r < table->rows->len; r++) {
        const GArray *row = table->rows->pdata[r];
        json_builder_begin_array(json);
        for (guint c = 0; c < row->len; c++) {
            const Field *field = &g_array_index(row, Field, c);
            json_builder_begin_object(json);
            mb_report_put_string(json, "text", field->text);
            mb_report_put_string(json, "check", field->check);
            mb_report_put_string(json, "was", field->was);
            mb_report_put_string(json, "by", field->by);
            if (field->is_header) {
                json_builder_set_member_name(json, "header");
                json_builder_add_boolean_value(json, TRUE);
            }
            if (field->row_span > 1)
                mb_report_put_int(json, "rowspan", field->row_span);
            if (field->col_span > 1)
                mb_report_put_int(json, "colspan", field->col_span);
            json_builder_end_object(json);
        }
        json_builder_end_array(json);
    }
    json_builder_end_array(json);
    mb_report_print(json);
}

/* The fields of a table at their columns, NULL where a span covers the place: one GPtrArray (borrowed Fields) a row. */
static GPtrArray *place_fields(const Table *table)
{
    GPtrArray *placed = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    g_autoptr(GArray) busy = g_array_new(FALSE, TRUE, sizeof(int));
    for (guint r = 0; r < table->rows->len; r++) {
        GArray *row = table->rows->pdata[r];
        GPtrArray *line = g_ptr_array_new();
        for (guint c = 0; c < row->len; c++) {
            Field *field = &g_array_index(row, Field, c);
            while (line->len < busy->len && g_array_index(busy, int, line->len) > 0)
                g_ptr_array_add(line, NULL);
            for (int i = 0; i < field->col_span; i++) {
                if (busy->len <= line->len)
                    g_array_set_size(busy, line->len + 1);
                g_array_index(busy, int, line->len) = field->row_span;
                g_ptr_array_add(line, i ? NULL : field);
            }
        }
        for (guint i = 0; i < busy->len; i++)
            g_array_index(busy, int, i) -= g_array_index(busy, int, i) > 0;
        g_ptr_array_add(placed, line);
    }
    return placed;
}

static guint width_of(const char *text)
{
    guint width = 0;
    for (; *text; text = g_utf8_next_char(text)) {
        gunichar c = g_utf8_get_char(text);
        width += g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
    }
    return width;
}

/* What is shown of a cell: cut, with its sign where checks are wanted; caller frees. */
static char *dup_shown(const Manner *manner, const Field *field)
{
    GString *out = g_string_new(NULL);
    const char *text = field ? field->text : "";
    glong length = g_utf8_strlen(text, -1);
    const char *end = length > WIDEST ? g_utf8_offset_to_pointer(text, WIDEST - 3) : text + strlen(text);
    g_string_append_len(out, text, end - text);
    if (*end)
        g_string_append(out, "...");
    int mark = field ? mark_of(field) : -1;
    if (manner->has_checks && mark >= 0)
        g_string_append_printf(out, "%s%s", out->len ? " " : "", marks[mark].sign);
    return g_string_free(out, FALSE);
}

static void print_field(const Manner *manner, const Field *field, guint width, bool is_last)
{
    g_autofree char *shown = dup_shown(manner, field);
    int mark = field && manner->has_colour ? mark_of(field) : -1;
    printf("%s%s%s", mark >= 0 ? marks[mark].colour : "", shown, mark >= 0 ? "\033[0m" : "");
    for (guint w = width_of(shown); !is_last && w < width + 2; w++)
        putchar(' ');
}

static GArray *measure(const Manner *manner, const GPtrArray *placed)
{
    GArray *widths = g_array_new(FALSE, TRUE, sizeof(guint));
    for (guint r = 0; r < placed->len; r++) {
        const GPtrArray *line = placed->pdata[r];
        if (widths->len < line->len)
            g_array_set_size(widths, line->len);
        for (guint c = 0; c < line->len; c++) {
            g_autofree char *shown = dup_shown(manner, line->pdata[c]);
            g_array_index(widths, guint, c) = MAX(g_array_index(widths, guint, c), width_of(shown));
        }
    }
    return widths;
}

/* What was mended, in words: "row 9, field 4: '510' was mended to '610' (t5r1 t5r4)"; of a number the part that was changed. */
static void print_repairs(const GPtrArray *placed)
{
    for (guint r = 0; r < placed->len; r++) {
        const GPtrArray *line = placed->pdata[r];
        for (guint c = 0; c < line->len; c++) {
            const Field *field = line->pdata[c];
            if (!field || !field->was || g_strcmp0(field->check, "repaired") != 0)
                continue;
            printf("  row %u, field %u: ", r + 1, c + 1);
            if (*field->was)
                printf("'%s' was mended to '%s'", field->was, field->text);
            else
                printf("'%s' was filled in", field->text);
            printf("%s%s%s\n", field->by ? " (" : "", field->by ? field->by : "", field->by ? ")" : "");
        }
    }
}

static void print_text(const Manner *manner, const Table *table)
{
    g_autoptr(GPtrArray) placed = place_fields(table);
    g_autoptr(GArray) widths = measure(manner, placed);
    printf("%sTable %u", manner->shown ? "\n" : "", table->number);
    if (table->page > 0)
        printf(", page %d", table->page);
    printf("%s%s\n", table->caption ? ": " : "", table->caption ? table->caption : "");
    for (guint r = 0; r < placed->len; r++) {
        const GPtrArray *line = placed->pdata[r];
        for (guint c = 0; c < line->len; c++)
            print_field(manner, line->pdata[c], g_array_index(widths, guint, c), c + 1 == line->len);
        putchar('\n');
    }
    if (manner->has_checks)
        print_repairs(placed);
}

static void print_table(Manner *manner, Table *table)
{
    if (table->number && (!manner->only || (guint)manner->only == table->number)) {
        if (manner->is_json)
            print_json(table);
        else
            print_text(manner, table);
        manner->shown++;
    }
    clear_table(table);
}

static void print_legend(const Manner *manner)
{
    putchar('\n');
    for (guint i = 0; i < G_N_ELEMENTS(marks); i++)
        printf("%s%s%s %s%s", i ? "   " : "", manner->has_colour ? marks[i].colour : "", marks[i].sign, marks[i].meaning,
               manner->has_colour ? "\033[0m" : "");
    putchar('\n');
}

static bool print_tables(GBytes *bytes, Manner *manner, GError **error)
{
    g_autoptr(MbArchive) archive = mb_archive_open(bytes, error);
    g_auto(Table) table = {0};
    g_autoptr(GError) inner = NULL;
    const MbArchiveBlock *block;
    while (archive && mb_archive_next(archive, &block, &inner)) {
        if (!block->table || block->artifact)
            continue;
        if (block->table != table.number) {
            print_table(manner, &table);
            table = (Table){.number = block->table, .page = block->page, .rows = g_ptr_array_new_with_free_func(free_row)};
        }
        if (block->kind == MB_ARCHIVE_CAPTION && !table.caption)
            table.caption = g_strdup(block->text);
        else if (block->kind == MB_ARCHIVE_ROW)
            take_row(&table, block);
    }
    print_table(manner, &table);
    if (inner)
        g_propagate_error(error, g_steal_pointer(&inner));
    if (archive && manner->shown && manner->has_checks && !manner->is_json)
        print_legend(manner);
    return archive && !(error && *error);
}

/* Keeps the archive XML among what a worker gives. */
static bool receive(const MbFrame *frame, void *data, GError **error)
{
    (void)error;
    GBytes **found = data;
    if (frame->kind == MB_WIRE_FRAME_FILE && !strcmp(frame->name, "data/document.xml") && !*found)
        *found = g_bytes_ref(frame->data);
    return true;
}

/* Takes a document through the chain, for its archive XML alone; nothing is written. */
static GBytes *read_document(const char *path, GError **error)
{
    g_autofree char *name = g_path_get_basename(path), *log = NULL;
    MbRequest request = {.options = mb_options_init(), .timeout_seconds = TIMEOUT_SECONDS};
    GBytes *found = NULL;
    int source = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (source < 0) {
        g_set_error_literal(error, MB_DRIVER_ERROR, MB_ERROR_ENVIRONMENT, "cannot open");
        return NULL;
    }
    request.options.name = name;
    bool ok = mb_call_worker(&request, source, -1, receive, &found, &log, error);
    close(source);
    if (ok && found)
        return found;
    g_clear_pointer(&found, g_bytes_unref);
    if (ok)
        g_set_error_literal(error, MB_DRIVER_ERROR, MB_ERROR_BUG, "the worker gave no archive XML");
    return NULL;
}

/* The archive XML of a package, a file of it, or a document. */
static GBytes *read_any(const char *path, GError **error)
{
    g_autofree char *inside = mb_bag_is_bag(path) ? g_build_filename(path, "data", "document.xml", NULL) : NULL;
    const char *file = inside ? inside : path;
    if (!g_str_has_suffix(file, ".xml"))
        return read_document(path, error);
    return mb_file_read(file, MB_LIMIT_SOURCE_BYTES, error);
}

int mb_command_tables(int argc, char **argv)
{
    Manner manner = {0};
    gboolean json = FALSE, check = FALSE;
    g_auto(GStrv) files = NULL;
    const GOptionEntry entries[] = {
        {"check", 'c', 0, G_OPTION_ARG_NONE, &check, "mark what is proved (=), mended (~) and doubtful (?)", NULL},
        {"table", 't', 0, G_OPTION_ARG_INT, &manner.only, "this table only, from 1", "N"},
        {"json", 0, 0, G_OPTION_ARG_NONE, &json, "one JSON object a line for each table", NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, NULL, NULL},
        {0}};
    g_autoptr(GError) error = NULL;
    if (!mb_command_parse("PACKAGE|FILE", "Prints the tables of a package, of its document.xml, or of a document, which is read for it.",
                          entries, &argc, &argv, &error) ||
        !mb_command_check_one(files, "no package or file given", &error))
        return mb_command_fail("tables", error);
    manner.is_json = json;
    manner.has_checks = check;
    manner.has_colour = check && !json && isatty(STDOUT_FILENO) && !g_getenv("NO_COLOR");
    g_autoptr(GBytes) bytes = read_any(files[0], &error);
    bool ok = bytes && print_tables(bytes, &manner, &error);
    if (ok && manner.only && !manner.shown)
        g_set_error(&error, MB_DRIVER_ERROR, MB_ERROR_USAGE, "there is no table %d", manner.only);
    return ok && !error ? MB_EXIT_DONE : mb_command_fail(files[0], error);
}
