/*
 * Figures that a document gives twice: in two tables that name their rows and
 * columns alike, or in a table and a sentence beside it. Part of stage repair.
 *
 * Nothing is repaired from them: either place may be wrong, or speak of
 * something else. What contradicts is an issue that tells places, never words,
 * for either place may be withheld later.
 */
#include "base/text.h"
#include "proof.h"

#include <string.h>

#define SHARED_LEAST 4     /* figures of the same names that two tables have, and three quarters of them alike: they tell of one thing */
#define DIGITS_LEAST 3     /* digits of a figure in a sentence: smaller ones agree and differ soon */
#define PAGES_BETWEEN 2    /* a sentence tells of tables on its page and so many before and after */
#define LABEL_LEAST 3      /* bytes of a name that is looked for in a sentence */

/* A figure of a table with its names, folded. */
typedef struct {
    const MbProof *proof;
    guint entry;
    char *row, *col, *name; /* name: both */
    int64_t scale; /* of the unit at its head: 1,000 for "£000" */
} Figure;

static void clear_figure(void *data)
{
    Figure *figure = data;
    g_free(figure->row);
    g_free(figure->col);
    g_free(figure->name);
}

/* The last head above a column; NULL when there is none. */
static const char *head_of(const MbLedger *ledger, guint col)
{
    const char *found = NULL;
    for (guint row = 0; row < ledger->rows; row++) {
        const MbEntry *entry = &ledger->entries[row * ledger->cols + col];
        bool is_head = entry->cell && (entry->cell->scope == MB_SCOPE_COL || entry->cell->scope == MB_SCOPE_COLGROUP);
        if (is_head && entry->leaf)
            found = entry->leaf->text->str;
    }
    return found;
}

static bool is_sure(const MbProof *proof, guint entry)
{
    const MbEntry *at = &proof->ledger->entries[entry];
    return at->cell && at->leaf && !at->is_label && at->amount.kind == MB_AMOUNT_VALUE && at->cell->check != MB_CHECK_DOUBTFUL;
}

static void add_figures(const MbProof *proof, GArray *figures)
{
    const MbLedger *ledger = proof->ledger;
    guint labels;
    if (!mb_labels_find_column(ledger, &labels))
        return;
    for (guint entry = 0; entry < ledger->rows * ledger->cols; entry++) {
        const MbEntry *label = &ledger->entries[entry / ledger->cols * ledger->cols + labels];
        const char *head = head_of(ledger, entry % ledger->cols);
        if (!is_sure(proof, entry) || !label->leaf || !head)
            continue;
        Figure figure = {.proof = proof, .entry = entry, .scale = mb_ledger_scale(head)};
        figure.row = mb_text_dup_folded(label->leaf->text->str);
        figure.col = mb_text_dup_folded(head);
        figure.name = g_strconcat(figure.row, "|", figure.col, NULL);
        g_array_append_val(figures, figure);
    }
}

static const MbEntry *entry_of(const Figure *figure)
{
    return &figure->proof->ledger->entries[figure->entry];
}

/* "r8 c4 of table 5" */
static char *dup_place(const Figure *figure)
{
    guint cols = figure->proof->ledger->cols;
    return g_strdup_printf("r%u c%u of table %u", figure->entry / cols + 1, figure->entry % cols + 1, figure->proof->number);
}

/* The figures (by name) of one table, and those of another: each pair that differs is told when the tables speak of one thing. */
static void compare_tables(MbDocument *document, GHashTable *places, const Figure *figures, guint count)
{
    g_autoptr(GPtrArray) differing = g_ptr_array_new();
    guint shared = 0;
    for (guint i = 0; i < count; i++) {
        const Figure *other = g_hash_table_lookup(places, figures[i].name);
        if (!other)
            continue;
        shared++;
        if (entry_of(other)->amount.value == entry_of(&figures[i])->amount.value)
            continue;
        g_ptr_array_add(differing, (gpointer)other);
        g_ptr_array_add(differing, (gpointer)&figures[i]);
    }
    if (shared < SHARED_LEAST || differing->len * 2 > shared)
        return;
    for (guint i = 0; i + 1 < differing->len; i += 2) {
        g_autofree char *first = dup_place(differing->pdata[i]), *second = dup_place(differing->pdata[i + 1]);
        g_autofree char *subject = g_strdup_printf("%s and %s", first, second);
        const MbBlock *cell = entry_of(differing->pdata[i + 1])->cell;
        mb_document_add_issue(document, MB_ISSUE_FIGURE_DIFFERS, cell->page, cell->box, subject);
    }
}

/* Where the figures of each table begin. */
static guint end_of(const GArray *figures, guint from)
{
    guint end = from;
    while (end < figures->len && g_array_index(figures, Figure, end).proof == g_array_index(figures, Figure, from).proof)
        end++;
    return end;
}

static void compare_all_tables(MbDocument *document, const GArray *figures)
{
    for (guint i = 0, i_end; i < figures->len; i = i_end) {
        i_end = end_of(figures, i);
        g_autoptr(GHashTable) places = g_hash_table_new(g_str_hash, g_str_equal);
        for (guint k = i; k < i_end; k++)
            g_hash_table_insert(places, g_array_index(figures, Figure, k).name, &g_array_index(figures, Figure, k));
        for (guint k = i_end, k_end; k < figures->len; k = k_end) {
            k_end = end_of(figures, k);
            compare_tables(document, places, &g_array_index(figures, Figure, k), k_end - k);
        }
    }
}

/* A figure in a sentence. */
typedef struct {
    const char *sentence; /* folded, a space at both ends; borrowed */
    char *text;           /* digits, commas, point */
    MbAmount amount;
    int64_t scale;
    const MbBlock *leaf;
} Told;

static guint count_digits(const char *text)
{
    guint digits = 0;
    for (; *text; text++)
        digits += g_ascii_isdigit(*text) != 0;
    return digits;
}

/* A year, a clock time or a date is no figure. */
static bool is_figure(const char *text, char before, const char *after)
{
    bool is_year = strlen(text) == 4 && !strpbrk(text, ",.") && (text[0] == '1' || text[0] == '2');
    bool is_date = before == '/' || before == ':' || *after == '/' || *after == ':';
    return count_digits(text) >= DIGITS_LEAST && !is_year && !is_date;
}

static bool names_figure(const Told *told, const Figure *figure)
{
    g_autofree char *row = g_strconcat(" ", figure->row, " ", NULL), *col = g_strconcat(" ", figure->col, " ", NULL);
    bool is_total = !strcmp(figure->row, "total") && (strstr(told->sentence, " total ") || strstr(told->sentence, " totalling "));
    return strlen(figure->row) >= LABEL_LEAST && strlen(figure->col) >= LABEL_LEAST && (is_total || strstr(told->sentence, row)) &&
           strstr(told->sentence, col);
}

/* One digit other, lost or added, or two that changed places. */
static bool is_near_miss(const Told *told, const Figure *figure)
{
    MbAmount like = entry_of(figure)->amount;
    g_autofree char *text = mb_amount_format(ABS(like.value), &like, like.places);
    MbMisreading how = mb_misreading_between(told->text, text);
    return how == MB_MISREADING_USUAL || how == MB_MISREADING_FAR;
}

static void compare_told(MbDocument *document, const Told *told, const GArray *figures)
{
    const Figure *near = NULL;
    for (guint i = 0; i < figures->len; i++) {
        const Figure *figure = &g_array_index(figures, Figure, i);
        const MbEntry *entry = entry_of(figure);
        if (ABS(entry->cell->page - told->leaf->page) > PAGES_BETWEEN || entry->amount.is_percent != told->amount.is_percent ||
            figure->scale != told->scale)
            continue;
        if (ABS(entry->amount.value) == told->amount.value)
            return;
        if (!near && is_near_miss(told, figure) && names_figure(told, figure))
            near = figure;
    }
    if (!near)
        return;
    g_autofree char *place = dup_place(near), *subject = g_strdup_printf("a sentence and %s", place);
    mb_document_add_issue(document, MB_ISSUE_FIGURE_DIFFERS, told->leaf->page, told->leaf->box, subject);
}

/* The figures of a sentence, each compared with the tables around. */
static void read_sentence(MbDocument *document, const MbBlock *leaf, const char *sentence, const GArray *figures)
{
    g_autofree char *folded = mb_text_dup_folded(sentence), *padded = g_strconcat(" ", folded, " ", NULL);
    for (const char *at = sentence; *at; at++) {
        if (!g_ascii_isdigit(*at))
            continue;
        gsize length = strspn(at, "0123456789,.");
        while (length && !g_ascii_isdigit(at[length - 1]))
            length--;
        g_autofree char *text = g_strndup(at, length);
        const char *after = at + length;
        Told told = {padded, text, mb_amount_read(text), 1, leaf};
        told.amount.is_percent = *after == '%' || g_str_has_prefix(after, " per cent") || g_str_has_prefix(after, " %");
        told.scale = *after == 'm' || g_str_has_prefix(after, " million") ? 1000000 : *after == 'k' ? 1000 : 1;
        if (told.amount.kind == MB_AMOUNT_VALUE && is_figure(text, at > sentence ? at[-1] : ' ', after))
            compare_told(document, &told, figures);
        at = after - 1;
    }
}

static bool is_prose(const MbBlock *block)
{
    return (block->kind == MB_BLOCK_PARAGRAPH || block->kind == MB_BLOCK_CAPTION) && !block->artifact && block->text->len;
}

void mb_figures_compare(MbDocument *document, const GPtrArray *proofs)
{
    g_autoptr(GArray) figures = g_array_new(FALSE, FALSE, sizeof(Figure));
    g_array_set_clear_func(figures, clear_figure);
    for (guint i = 0; i < proofs->len; i++)
        add_figures(proofs->pdata[i], figures);
    compare_all_tables(document, figures);
    for (MbBlock *block = document->body; figures->len && block;) {
        if (is_prose(block)) {
            g_auto(GStrv) sentences = g_strsplit(block->text->str, ". ", -1);
            for (guint i = 0; sentences[i]; i++)
                read_sentence(document, block, sentences[i], figures);
        }
        block = block->kind == MB_BLOCK_TABLE ? mb_block_skip(document->body, block) : mb_block_next(document->body, block);
    }
}
