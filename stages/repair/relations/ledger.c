#include "ledger.h"

#include <string.h>

/* Larger grids are lists: no relation is looked for. */
#define MAX_ROWS 400
#define MAX_COLS 60

static bool is_grid_row(const MbBlock *row)
{
    return row->kind == MB_BLOCK_ROW && row->artifact == MB_ARTIFACT_NOT;
}

/* The leaf that alone holds the cell's text, or NULL. */
static MbBlock *only_leaf(const MbBlock *cell)
{
    MbBlock *found = NULL;
    for (MbBlock *at = cell->first_child; at; at = mb_block_next(cell, at)) {
        if (!at->text || !at->text->len || at->artifact)
            continue;
        if (found)
            return NULL;
        found = at;
    }
    return found;
}

static void fill_entry(MbEntry *entry, MbBlock *cell)
{
    entry->cell = cell;
    entry->leaf = only_leaf(cell);
    entry->is_label = cell->scope != MB_SCOPE_NOT;
    if (entry->is_label || mb_attrs_get(cell->attrs, "icon")) {
        entry->amount.kind = MB_AMOUNT_WORDS;
        return;
    }
    entry->is_pixel = entry->leaf && entry->leaf->origin != MB_ORIGIN_TEXT;
    entry->amount = mb_amount_read(entry->leaf ? entry->leaf->text->str : "");
}

/* Where the cells of a row stand: below spans of rows above no cell begins. */
static guint place_row(MbLedger *ledger, const MbBlock *row, guint at, int *busy)
{
    guint col = 0;
    for (MbBlock *cell = row->first_child; cell; cell = cell->next) {
        while (col < MAX_COLS && busy[col] > 0)
            col++;
        if (col >= MAX_COLS)
            break;
        if (ledger->entries)
            fill_entry(&ledger->entries[at * ledger->cols + col], cell);
        for (int i = 0; i < cell->col_span && col < MAX_COLS; i++)
            busy[col++] = cell->row_span;
    }
    guint width = col;
    for (guint i = 0; i < MAX_COLS; i++)
        busy[i] -= busy[i] > 0;
    return width;
}

static void place_rows(MbLedger *ledger)
{
    int busy[MAX_COLS] = {0};
    guint at = 0, cols = 0;
    for (const MbBlock *row = ledger->table->first_child; row; row = row->next) {
        if (!is_grid_row(row))
            continue;
        guint width = place_row(ledger, row, at++, busy);
        cols = MAX(cols, width);
    }
    ledger->rows = at;
    ledger->cols = cols;
}

/* Whether there are numbers, or may be where a reader made something else of them. */
static bool may_have_amounts(const MbLedger *ledger)
{
    for (guint i = 0; i < ledger->rows * ledger->cols; i++) {
        const MbEntry *entry = &ledger->entries[i];
        MbAmountKind kind = entry->amount.kind;
        if (entry->cell && (entry->is_pixel || kind == MB_AMOUNT_VALUE || kind == MB_AMOUNT_MALFORMED))
            return true;
    }
    return false;
}

MbLedger *mb_ledger_new(MbBlock *table)
{
    g_autoptr(MbLedger) ledger = g_new0(MbLedger, 1);
    ledger->table = table;
    place_rows(ledger);
    if (!ledger->rows || !ledger->cols || ledger->rows > MAX_ROWS)
        return NULL;
    ledger->entries = g_new0(MbEntry, (gsize)ledger->rows * ledger->cols);
    place_rows(ledger);
    return may_have_amounts(ledger) ? g_steal_pointer(&ledger) : NULL;
}

/* The word that alone makes a text; NULL when there are several, or none. */
static const MbWord *only_word(const MbDocument *document, const MbBlock *leaf)
{
    const MbWord *found = NULL;
    for (guint i = 0; i < leaf->runs->len; i++) {
        MbRun run = g_array_index(leaf->runs, MbRun, i);
        const MbPage *page = run.length ? mb_document_page(document, run.page) : NULL;
        const MbWord *word = page ? mb_page_word(page, (guint)run.word) : NULL;
        if (!word)
            continue;
        if (found)
            return NULL;
        found = word;
    }
    return found;
}

void mb_ledger_find_words(MbLedger *ledger, const MbDocument *document)
{
    for (guint i = 0; i < ledger->rows * ledger->cols; i++)
        if (ledger->entries[i].is_pixel)
            ledger->entries[i].word = only_word(document, ledger->entries[i].leaf);
}

void mb_ledger_free(MbLedger *ledger)
{
    if (!ledger)
        return;
    g_free(ledger->entries);
    g_free(ledger);
}

guint mb_ledger_index(const MbLedger *ledger, bool across, guint line, guint pos)
{
    return across ? line * ledger->cols + pos : pos * ledger->cols + line;
}

int64_t mb_ledger_scale(const char *head)
{
    static const struct {
        const char *words;
        int64_t scale;
    } units[] = {{"£m", 1000000}, {"£ m", 1000000}, {"million", 1000000}, {"£000", 1000}, {"£'000", 1000}, {"£’000", 1000}, {"£k", 1000},
                 {"thousand", 1000}};
    for (guint i = 0; head && i < G_N_ELEMENTS(units); i++)
        if (strstr(head, units[i].words))
            return units[i].scale;
    return 1;
}
