/*
 * Row labels that are missing. A label is filled in only where order and totals
 * both prove it: the row at the edge that is the total of the others, the row
 * below a run that it sums up, the one row of a known order that is missing and
 * that counts in the totals as its namesake does, or the row whose figures
 * another table gives with a name. All others stay empty.
 */
#include "base/text.h"
#include "proof.h"

#include <string.h>

/* Labels that two tables must share, in the same order, before one tells the other's: as many and two thirds of all. */
#define SHARED_LEAST 3

/*
 * A total that has no name to vouch for it. The search believed in it as one of NATURAL_CANDIDATES with the prior of a named
 * total (table-sums.c: 0.2 together); for its name one sum alone is asked, at a place that is fixed: log10(1 / 0.2).
 */
#define NAME_WORTH 0.7

/* The rows with numbers of a table, and their labels as printed. */
typedef struct {
    const MbProof *proof;
    guint col;        /* column of the labels */
    guint count;
    guint *rows;      /* rows of the grid; owned */
    char **labels;    /* folded, NULL where the cell is empty; owned */
    bool *is_blank;   /* there is a cell, and nothing in it; owned */
    MbBlock *part;    /* nearest part of the pack, or the body: labels do not travel between parts, one of which may be withheld */
} Labels;

static const MbEntry *entry_of(const MbLedger *ledger, guint row, guint col)
{
    return &ledger->entries[row * ledger->cols + col];
}

static bool is_number(const MbEntry *entry)
{
    return entry->cell && (entry->amount.kind == MB_AMOUNT_VALUE || entry->amount.kind == MB_AMOUNT_MALFORMED);
}

static guint count_numbers(const MbLedger *ledger, guint col)
{
    guint count = 0;
    for (guint row = 0; row < ledger->rows; row++)
        count += is_number(entry_of(ledger, row, col));
    return count;
}

static bool has_words(const MbEntry *entry)
{
    return entry->leaf && (entry->is_label || entry->amount.kind == MB_AMOUNT_WORDS);
}

/* Nothing stands in the cell: neither text nor the sign of an icon. */
static bool is_empty(const MbEntry *entry)
{
    if (!entry->cell || mb_attrs_get(entry->cell->attrs, "icon"))
        return false;
    const MbBlock *leaf = entry->cell->first_child;
    return !leaf || (!leaf->next && leaf->text && !leaf->text->len && !leaf->runs->len);
}

static bool has_number_right_of(const MbLedger *ledger, guint row, guint col)
{
    for (guint at = col + 1; at < ledger->cols; at++)
        if (is_number(entry_of(ledger, row, at)))
            return true;
    return false;
}

bool mb_labels_find_column(const MbLedger *ledger, guint *found)
{
    guint first = 0, most = 0, rows = 0;
    while (first < ledger->cols && count_numbers(ledger, first) * 2 <= ledger->rows)
        first++;
    for (guint row = 0; row < ledger->rows; row++)
        rows += has_number_right_of(ledger, row, 0);
    for (guint col = 0; col < first && col < ledger->cols; col++) {
        guint words = 0;
        for (guint row = 0; row < ledger->rows; row++)
            words += has_words(entry_of(ledger, row, col)) && has_number_right_of(ledger, row, col);
        if (words >= most) {
            most = words;
            *found = col;
        }
    }
    return first < ledger->cols && most >= 2 && most * 3 >= rows * 2;
}

static MbBlock *part_of(MbBlock *block)
{
    while (block->parent && block->kind != MB_BLOCK_PART && block->kind != MB_BLOCK_AGENDA_ITEM)
        block = block->parent;
    return block;
}

static void free_labels(void *data)
{
    Labels *labels = data;
    for (guint i = 0; i < labels->count; i++)
        g_free(labels->labels[i]);
    g_free(labels->labels);
    g_free(labels->rows);
    g_free(labels->is_blank);
    g_free(labels);
}

static Labels *read_labels(const MbProof *proof)
{
    const MbLedger *ledger = proof->ledger;
    guint col = 0;
    if (!mb_labels_find_column(ledger, &col))
        return NULL;
    Labels *labels = g_new0(Labels, 1);
    labels->proof = proof;
    labels->col = col;
    labels->part = part_of(ledger->table);
    labels->rows = g_new0(guint, ledger->rows);
    labels->labels = g_new0(char *, ledger->rows);
    labels->is_blank = g_new0(bool, ledger->rows);
    for (guint row = 0; row < ledger->rows; row++) {
        const MbEntry *entry = entry_of(ledger, row, col);
        bool is_head = entry->cell && (entry->cell->scope == MB_SCOPE_COL || entry->cell->scope == MB_SCOPE_COLGROUP);
        if (is_head || !has_number_right_of(ledger, row, col))
            continue;
        guint at = labels->count++;
        labels->rows[at] = row;
        labels->is_blank[at] = is_empty(entry);
        labels->labels[at] = entry->leaf ? mb_text_dup_folded(entry->leaf->text->str) : NULL;
    }
    return labels;
}

/* How a row takes part in the hard sums of rows that hold everywhere. */
typedef enum { ROLE_NONE, ROLE_PART, ROLE_TOTAL } Role;

static bool holds_everywhere(const MbProof *proof, guint relation)
{
    const MbMender *mender = proof->mender;
    guint held = 0;
    for (guint i = 0; i < mender->instances->len; i++) {
        if (g_array_index(mender->instances, MbInstance, i).relation != relation)
            continue;
        MbVerdict verdict = mb_mender_verdict(mender, i);
        if (verdict == MB_VERDICT_FAILS)
            return false;
        held += verdict == MB_VERDICT_HOLDS;
    }
    return held > 0 && !mender->is_soft[relation];
}

static bool is_row_total(const MbProof *proof, guint relation)
{
    const MbRelation *at = proof->relations->pdata[relation];
    if (at->kind != MB_RELATION_SUM || !at->across || at->terms->len < 2 || !holds_everywhere(proof, relation))
        return false;
    for (guint i = 0; i < at->terms->len; i++)
        if (g_array_index(at->terms, MbTerm, i).sign < 0)
            return false;
    return true;
}

static bool has_term(const MbRelation *relation, guint row)
{
    for (guint i = 0; i < relation->terms->len; i++)
        if (g_array_index(relation->terms, MbTerm, i).line == row)
            return true;
    return false;
}

/* The role of a row; relation: out, the total that says so. */
static Role role_of(const MbProof *proof, guint row, guint *relation)
{
    for (guint i = 0; i < proof->relations->len; i++) {
        const MbRelation *at = proof->relations->pdata[i];
        bool is_target = at->target == row;
        if (!is_row_total(proof, i) || (!is_target && !has_term(at, row)))
            continue;
        *relation = i;
        return is_target ? ROLE_TOTAL : ROLE_PART;
    }
    return ROLE_NONE;
}

/* A label that is proved, kept until all tables have been asked: what is filled in proves nothing itself. */
typedef struct {
    const Labels *labels;
    guint at;
    char *text;
    guint relation;
    char *note; /* how, as the table's relations tell it */
} Filling;

static gint64 place_of(const Labels *labels, const char *label)
{
    gint64 found = -1;
    for (guint i = 0; label && i < labels->count; i++)
        if (labels->labels[i] && !strcmp(labels->labels[i], label)) {
            if (found >= 0)
                return -1;
            found = i;
        }
    return found;
}

/* Whether two tables name their rows alike and in the same order. */
static bool are_siblings(const Labels *a, const Labels *b)
{
    guint shared = 0, named = 0;
    gint64 last = -1;
    for (guint i = 0; i < a->count; i++) {
        gint64 at = place_of(b, a->labels[i]);
        named += a->labels[i] != NULL;
        if (at < 0)
            continue;
        if (at <= last)
            return false;
        last = at;
        shared++;
    }
    return shared >= SHARED_LEAST && shared * 3 >= named * 2;
}

/* The one row of a sibling, blank or named, that stands where a row of this table stands between its neighbours, or -1. */
static gint64 standing_at(const Labels *labels, guint at, const Labels *sibling, bool is_blank)
{
    gint64 before = at ? place_of(sibling, labels->labels[at - 1]) : -1;
    gint64 after = at + 1 < labels->count ? place_of(sibling, labels->labels[at + 1]) : (gint64)sibling->count;
    if ((at && before < 0) || after != before + 2 || sibling->is_blank[before + 1] != is_blank)
        return -1;
    bool is_known = sibling->labels[before + 1] && place_of(labels, sibling->labels[before + 1]) >= 0;
    return is_known || (!is_blank && !sibling->labels[before + 1]) ? -1 : before + 1;
}

/* The label that sibling tables give, where all that have a row there agree and it counts in the totals in the same way. */
static bool find_by_order(const GPtrArray *all, const Labels *labels, guint at, Filling *filling)
{
    Role role = role_of(labels->proof, labels->rows[at], &filling->relation);
    const Labels *found = NULL;
    gint64 place = -1;
    for (guint i = 0; role != ROLE_NONE && i < all->len; i++) {
        const Labels *sibling = all->pdata[i];
        guint relation;
        if (sibling == labels || sibling->part != labels->part || !are_siblings(labels, sibling))
            continue;
        gint64 here = standing_at(labels, at, sibling, false);
        if (here < 0 || role_of(sibling->proof, sibling->rows[here], &relation) != role)
            continue;
        if (found && strcmp(found->labels[place], sibling->labels[here]) != 0)
            return false;
        found = sibling;
        place = here;
    }
    if (!found)
        return false;
    filling->text = g_strdup(entry_of(found->proof->ledger, found->rows[place], found->col)->leaf->text->str);
    filling->note = g_strdup_printf("as r%u of table %u, by order and totals", found->rows[place] + 1, found->proof->number);
    return true;
}

/* Figures of two rows that must be the same, each of two digits and more, before they are rows of one thing. */
#define SAME_FIGURES 3
#define TWO_DIGITS (10 * MB_AMOUNT_UNIT)

/* Whether two rows give the same figures in the same order, wherever their columns stand; percentages, which recur, do not count. */
static bool have_same_figures(const MbLedger *a, guint row_a, const MbLedger *b, guint row_b)
{
    guint same = 0, col_b = 0;
    for (guint col = 0; col < a->cols; col++) {
        const MbEntry *at = entry_of(a, row_a, col);
        if (!is_number(at))
            continue;
        while (col_b < b->cols && !is_number(entry_of(b, row_b, col_b)))
            col_b++;
        const MbEntry *other = col_b < b->cols ? entry_of(b, row_b, col_b++) : NULL;
        if (!other || other->amount.kind != at->amount.kind || other->amount.value != at->amount.value ||
            other->amount.is_percent != at->amount.is_percent || at->cell->check == MB_CHECK_DOUBTFUL)
            return false;
        same += !at->amount.is_percent && ABS(at->amount.value) >= TWO_DIGITS;
    }
    return same >= SAME_FIGURES;
}

/* The label of a row of another table that gives the same figures and counts in the totals in the same way, where all such agree. */
static bool find_by_figures(const GPtrArray *all, const Labels *labels, guint at, Filling *filling)
{
    Role role = role_of(labels->proof, labels->rows[at], &filling->relation);
    const Labels *found = NULL;
    guint place = 0;
    for (guint i = 0; role != ROLE_NONE && i < all->len; i++) {
        const Labels *other = all->pdata[i];
        for (guint row = 0; other != labels && other->part == labels->part && row < other->count; row++) {
            guint relation;
            if (!other->labels[row] || !have_same_figures(labels->proof->ledger, labels->rows[at], other->proof->ledger, other->rows[row]))
                continue;
            if (role_of(other->proof, other->rows[row], &relation) != role || place_of(labels, other->labels[row]) >= 0 ||
                (found && strcmp(found->labels[place], other->labels[row]) != 0))
                return false;
            found = other;
            place = row;
        }
    }
    if (!found)
        return false;
    filling->text = g_strdup(entry_of(found->proof->ledger, found->rows[place], found->col)->leaf->text->str);
    filling->note = g_strdup_printf("as r%u of table %u, by the same figures and totals", found->rows[place] + 1, found->proof->number);
    return true;
}

/* Whether the terms of a total are just the rows from some row to right above it. */
static bool is_run_above(const Labels *labels, guint at, const MbRelation *relation)
{
    for (guint i = 1; i <= relation->terms->len; i++)
        if (i > at || !has_term(relation, labels->rows[at - i]))
            return false;
    return true;
}

/* "Total" at the edge, "Subtotal" below a run inside. */
static bool find_by_totals(const Labels *labels, guint at, Filling *filling)
{
    if (role_of(labels->proof, labels->rows[at], &filling->relation) != ROLE_TOTAL)
        return false;
    const MbRelation *relation = labels->proof->relations->pdata[filling->relation];
    bool is_edge = at == 0 || at + 1 == labels->count;
    if (relation->surprise > -NAME_WORTH || (!is_edge && !is_run_above(labels, at, relation)))
        return false;
    filling->text = g_strdup(is_edge ? "Total" : "Subtotal");
    filling->note = g_strdup("by its place and sum");
    return true;
}

/* A name read or copied badly: tables of the same order have nothing there, and none has that name elsewhere. */
static bool is_alone(const GPtrArray *all, const Labels *labels, guint at)
{
    guint blank = 0;
    for (guint i = 0; i < all->len; i++) {
        const Labels *sibling = all->pdata[i];
        if (sibling == labels || !are_siblings(labels, sibling))
            continue;
        if (place_of(sibling, labels->labels[at]) >= 0)
            return false;
        blank += standing_at(labels, at, sibling, true) >= 0;
    }
    return blank >= 2;
}

static MbScope usual_scope(const Labels *labels)
{
    guint rows = 0;
    for (guint i = 0; i < labels->count; i++)
        rows += entry_of(labels->proof->ledger, labels->rows[i], labels->col)->cell &&
                entry_of(labels->proof->ledger, labels->rows[i], labels->col)->cell->scope == MB_SCOPE_ROW;
    return rows * 2 > labels->count ? MB_SCOPE_ROW : MB_SCOPE_NOT;
}

static void fill_in(const Filling *filling)
{
    const Labels *labels = filling->labels;
    const MbProof *proof = labels->proof;
    guint row = labels->rows[filling->at];
    MbEntry *entry = &proof->ledger->entries[row * proof->ledger->cols + labels->col];
    MbBlock *leaf = entry->cell->first_child;
    if (!leaf) {
        leaf = mb_block_new(MB_BLOCK_PARAGRAPH);
        leaf->page = entry->cell->page;
        leaf->origin = entry->cell->origin;
        mb_block_append(entry->cell, leaf);
    }
    mb_block_replace(leaf, 0, 0, filling->text, "order-and-totals");
    entry->leaf = leaf;
    entry->cell->check = MB_CHECK_REPAIRED;
    entry->cell->scope = usual_scope(labels);
    entry->is_label = entry->cell->scope != MB_SCOPE_NOT;
    g_autoptr(GString) by = g_string_new(NULL);
    mb_proof_name_relation(proof, filling->relation, by);
    g_string_append_printf(by, " t%ul%u", proof->number, row + 1);
    mb_attrs_set(&entry->cell->attrs, "by", by->str);
    g_string_append_printf(proof->notes, "%st%ul%u: label of r%u, %s", proof->notes->len ? "; " : "", proof->number, row + 1, row + 1,
                           filling->note);
}

static void clear_filling(void *data)
{
    Filling *filling = data;
    g_free(filling->text);
    g_free(filling->note);
}

static void look_at(const GPtrArray *all, const Labels *labels, guint at, GArray *fillings)
{
    const MbEntry *entry = entry_of(labels->proof->ledger, labels->rows[at], labels->col);
    Filling filling = {.labels = labels, .at = at};
    if (!labels->is_blank[at]) {
        bool may_be_misread = entry->is_pixel || labels->proof->ledger->is_transcript;
        if (may_be_misread && labels->labels[at] && is_alone(all, labels, at))
            entry->cell->check = MB_CHECK_DOUBTFUL;
    } else if (find_by_figures(all, labels, at, &filling) || find_by_totals(labels, at, &filling) ||
               find_by_order(all, labels, at, &filling)) {
        g_array_append_val(fillings, filling);
    } else {
        entry->cell->check = MB_CHECK_DOUBTFUL;
    }
}

void mb_labels_prove(const GPtrArray *proofs)
{
    g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(free_labels);
    g_autoptr(GArray) fillings = g_array_new(FALSE, FALSE, sizeof(Filling));
    g_array_set_clear_func(fillings, clear_filling);
    for (guint i = 0; i < proofs->len; i++) {
        Labels *labels = read_labels(proofs->pdata[i]);
        if (labels)
            g_ptr_array_add(all, labels);
    }
    for (guint i = 0; i < all->len; i++)
        for (guint at = 0; at < ((const Labels *)all->pdata[i])->count; at++)
            look_at(all, all->pdata[i], at, fillings);
    for (guint i = 0; i < fillings->len; i++)
        fill_in(&g_array_index(fillings, Filling, i));
}
