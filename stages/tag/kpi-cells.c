#include "audit.h"
#include "kpi.h"

#include <math.h>
#include <string.h>

/* A row of a table that is called like some indicator. */
typedef struct {
    const MbBlock *row;
    int table, number; /* from 1 */
} LabelledRow;

static void free_rows(gpointer data)
{
    g_array_unref(data);
}

/* The text of a cell's leaves, borrowed where there is one leaf; "" without. */
static const char *text_of(const MbBlock *cell)
{
    const MbBlock *leaf = cell ? cell->first_child : NULL;
    return leaf && leaf->text && !leaf->next ? leaf->text->str : "";
}

/* Rows by the key of their first cell. */
static GHashTable *index_rows(const MbDocument *document)
{
    GHashTable *index = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_rows);
    int table = 0;
    for (const MbBlock *block = document->body; block; block = mb_block_next(document->body, (MbBlock *)block)) {
        if (block->kind != MB_BLOCK_TABLE)
            continue;
        int number = 0;
        table++;
        for (const MbBlock *row = block->first_child; row; row = row->next) {
            number += row->kind == MB_BLOCK_ROW;
            char *key = row->kind == MB_BLOCK_ROW ? mb_kpi_dup_key(text_of(row->first_child)) : g_strdup("");
            GArray *rows = *key ? g_hash_table_lookup(index, key) : NULL;
            if (*key && !rows) {
                rows = g_array_new(FALSE, FALSE, sizeof(LabelledRow));
                g_hash_table_insert(index, g_strdup(key), rows);
            }
            LabelledRow labelled = {row, table, number};
            if (rows)
                g_array_append_val(rows, labelled);
            g_free(key);
        }
    }
    return index;
}

/* The figure of a cell, without signs and units; -1 when there is none. */
static double cell_figure(const MbBlock *cell)
{
    GString *digits = g_string_new(NULL);
    for (const char *at = text_of(cell); *at; at++)
        if (g_ascii_isdigit(*at) || *at == '.')
            g_string_append_c(digits, *at);
        else if (!strchr(", %+-\xc2\xa3", *at)) {
            g_string_truncate(digits, 0);
            break;
        }
    double value = digits->len ? g_ascii_strtod(digits->str, NULL) : -1;
    g_string_free(digits, TRUE);
    return value;
}

/* The place of a figure in a row, from 1; 0 when the row does not hold it. */
static int find_figure(const MbBlock *row, double wanted)
{
    int place = 1;
    for (const MbBlock *cell = row->first_child ? row->first_child->next : NULL; cell; cell = cell->next) {
        place++;
        if (fabs(cell_figure(cell) - wanted) < 1e-9)
            return place;
    }
    return 0;
}

static const char *const names[] = {"from", "to", "value", "previous", "pct", "difference"};

/* Cells of a row that hold figures of the statement; how many it holds of from and to. */
static guint collect_cells(const MbSpan *measure, const LabelledRow *row, GString *cells)
{
    guint ends = 0;
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        const char *text = mb_attrs_get(measure->attrs, names[i]);
        int place = text && g_ascii_isdigit(*text) ? find_figure(row->row, g_ascii_strtod(text, NULL)) : 0;
        if (!place)
            continue;
        ends += i < 2;
        g_string_append_printf(cells, "%s%d.%d.%d", cells->len ? " " : "", row->table, row->number, place);
    }
    return ends;
}

/* One end of a change stands in the only row of that name, the other does not: one of the two is wrong. */
static void check_ends(MbTagger *tagger, const MbBlock *leaf, const MbSpan *measure, const LabelledRow *row, guint ends)
{
    const char *from = mb_attrs_get(measure->attrs, "from"), *to = mb_attrs_get(measure->attrs, "to");
    if (ends != 1 || !from || !to || !g_strcmp0(mb_attrs_get(measure->attrs, "unit"), "percent"))
        return;
    bool has_from = find_figure(row->row, g_ascii_strtod(from, NULL)) > 0;
    g_autofree char *subject = g_strdup_printf("%s: %s is in row %d of table %d, %s is not", mb_attrs_get(measure->attrs, "indicator"),
                                               has_from ? from : to, row->number, row->table, has_from ? to : from);
    mb_audit_report(tagger, leaf, MB_ISSUE_TABLE_CONTRADICTED, subject);
}

static void link_measure(MbTagger *tagger, GHashTable *index, const MbBlock *leaf, MbSpan *measure)
{
    const char *indicator = mb_attrs_get(measure->attrs, "indicator");
    g_autofree char *key = indicator ? mb_kpi_dup_key(indicator) : NULL;
    const GArray *rows = key ? g_hash_table_lookup(index, key) : NULL;
    GString *cells = g_string_new(NULL);
    guint ends = 0;
    for (guint i = 0; rows && i < rows->len; i++) {
        guint here = collect_cells(measure, &g_array_index(rows, LabelledRow, i), cells);
        ends = MAX(ends, here);
    }
    if (cells->len)
        mb_attrs_set(&measure->attrs, "cells", cells->str);
    if (rows && rows->len == 1)
        check_ends(tagger, leaf, measure, &g_array_index(rows, LabelledRow, 0), ends);
    g_string_free(cells, TRUE);
}

void mb_kpi_link_cells(MbTagger *tagger)
{
    g_autoptr(GHashTable) index = index_rows(tagger->document);
    if (!g_hash_table_size(index))
        return;
    for (guint i = 0; i < tagger->views->len; i++) {
        const MbView *view = tagger->views->pdata[i];
        for (guint k = 0; !view->in_cell && view->leaf->spans && k < view->leaf->spans->len; k++) {
            MbSpan *span = &g_array_index(view->leaf->spans, MbSpan, k);
            if (span->kind == MB_SPAN_MEASURE)
                link_measure(tagger, index, view->leaf, span);
        }
    }
}
