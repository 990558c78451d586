#include "grid.h"

#include "rules.h"

#include <string.h>

/* Points. Separators that stand nearer are one border: cells drawn with a little space between have two edges. */
#define SAME_BORDER 4.0
/* A separator counts when it covers this share of a place's side. */
#define COVERS 0.5
/* Points. Borders of places are looked at this far from their corners, where other rules cross. */
#define CORNER 1.0
/* A row or column without text is a spacer when it is smaller than so many font sizes. */
#define SPACER_ROW 0.8
#define SPACER_COLUMN 1.5

static double border(const GArray *borders, guint i)
{
    return g_array_index(borders, double, i);
}

guint mb_table_grid_rows(const MbTableGrid *grid)
{
    return grid->ys->len ? grid->ys->len - 1 : 0;
}

guint mb_table_grid_cols(const MbTableGrid *grid)
{
    return grid->xs->len ? grid->xs->len - 1 : 0;
}

static void free_cell(gpointer data)
{
    MbTableCell *cell = data;
    g_array_unref(cell->words);
    g_free(cell);
}

MbTableGrid *mb_table_grid_new(MbBox box, GArray *across, GArray *down)
{
    MbTableGrid *grid = g_new0(MbTableGrid, 1);
    grid->box = box;
    grid->across = across;
    grid->down = down;
    grid->xs = g_array_new(FALSE, FALSE, sizeof(double));
    grid->ys = g_array_new(FALSE, FALSE, sizeof(double));
    grid->cells = g_ptr_array_new_with_free_func(free_cell);
    grid->caption = g_array_new(FALSE, FALSE, sizeof(guint));
    mb_table_grid_set_borders(grid);
    return grid;
}

void mb_table_grid_free(MbTableGrid *grid)
{
    if (!grid)
        return;
    g_array_unref(grid->xs);
    g_array_unref(grid->ys);
    g_array_unref(grid->across);
    g_array_unref(grid->down);
    g_ptr_array_unref(grid->cells);
    g_array_unref(grid->caption);
    g_free(grid);
}

static int by_value(gconstpointer a, gconstpointer b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Borders: the middle of each bunch of separators, and the box's edges. */
static void set_borders(GArray *borders, const GArray *rules, double low, double high)
{
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(double));
    g_array_append_val(places, low);
    for (guint i = 0; i < rules->len; i++)
        g_array_append_val(places, g_array_index(rules, MbTableRule, i).at);
    g_array_append_val(places, high);
    g_array_sort(places, by_value);
    g_array_set_size(borders, 0);
    for (guint i = 0, end; i < places->len; i = end) {
        double sum = 0;
        for (end = i; end < places->len && border(places, end) - border(places, i) <= SAME_BORDER; end++)
            sum += border(places, end);
        double middle = sum / (end - i);
        g_array_append_val(borders, middle);
    }
}

static int by_at(gconstpointer a, gconstpointer b)
{
    const MbTableRule *x = a, *y = b;
    return (x->at > y->at) - (x->at < y->at);
}

/* Rules stay sorted, since they are looked up by place. */
static void insert_rule(GArray *rules, MbTableRule rule)
{
    guint i = rules->len;
    while (i > 0 && g_array_index(rules, MbTableRule, i - 1).at > rule.at)
        i--;
    g_array_insert_val(rules, i, rule);
}

void mb_table_grid_add_across(MbTableGrid *grid, double y, double from, double to)
{
    insert_rule(grid->across, (MbTableRule){y, from, to});
}

void mb_table_grid_add_down(MbTableGrid *grid, double x, double from, double to)
{
    insert_rule(grid->down, (MbTableRule){x, from, to});
}

bool mb_table_grid_has_below(const MbTableGrid *grid, guint row, guint col)
{
    return row + 1 >= mb_table_grid_rows(grid) ||
           mb_table_rules_cover(grid->across, border(grid->ys, row + 1), border(grid->xs, col) + CORNER, border(grid->xs,
                   col + 1) - CORNER) >= COVERS;
}

bool mb_table_grid_has_right(const MbTableGrid *grid, guint row, guint col)
{
    return col + 1 >= mb_table_grid_cols(grid) ||
           mb_table_rules_cover(grid->down, border(grid->xs, col + 1), border(grid->ys, row) + CORNER, border(grid->ys,
                   row + 1) - CORNER) >= COVERS;
}

/*
 * Takes away the borders at which no separator is long enough to part two
 * places, and those that part a label alone: a seam in its shade.
 */
static void drop_idle_borders(MbTableGrid *grid)
{
    for (guint c = mb_table_grid_cols(grid); c-- > 1;) {
        bool parts = false;
        for (guint r = 0; r < mb_table_grid_rows(grid) && !parts; r++)
            parts = mb_table_grid_has_right(grid, r, c - 1);
        if (!parts)
            g_array_remove_index(grid->xs, c);
    }
    for (guint r = mb_table_grid_rows(grid); r-- > 1;) {
        guint cols = mb_table_grid_cols(grid), parted = 0;
        for (guint c = 0; c < cols; c++)
            parted += mb_table_grid_has_below(grid, r - 1, c);
        bool label_alone = parted == 1 && cols > 2 && mb_table_grid_has_below(grid, r - 1, 0);
        if (!parted || label_alone)
            g_array_remove_index(grid->ys, r);
    }
}

void mb_table_grid_set_borders(MbTableGrid *grid)
{
    g_ptr_array_set_size(grid->cells, 0);
    g_array_sort(grid->across, by_at);
    g_array_sort(grid->down, by_at);
    set_borders(grid->xs, grid->down, grid->box.x0, grid->box.x1);
    set_borders(grid->ys, grid->across, grid->box.y0, grid->box.y1);
    drop_idle_borders(grid);
}

guint mb_table_grid_find(const GArray *borders, double at)
{
    guint low = 0, high = borders->len - 1;
    while (high - low > 1) {
        guint middle = (low + high) / 2;
        if (border(borders, middle) <= at)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static guint root_of(guint *parent, guint i)
{
    while (parent[i] != i)
        i = parent[i] = parent[parent[i]];
    return i;
}

static bool unite(guint *parent, guint a, guint b)
{
    a = root_of(parent, a);
    b = root_of(parent, b);
    parent[MAX(a, b)] = MIN(a, b);
    return a != b;
}

/* First and last row and column of each set. */
typedef struct {
    guint top, left, bottom, right;
} Extent;

static void measure(guint *parent, guint rows, guint cols, Extent *extents)
{
    for (guint i = 0; i < rows * cols; i++)
        extents[i] = (Extent){i / cols, i % cols, i / cols, i % cols};
    for (guint i = 0; i < rows * cols; i++) {
        Extent *set = &extents[root_of(parent, i)];
        set->top = MIN(set->top, i / cols);
        set->left = MIN(set->left, i % cols);
        set->bottom = MAX(set->bottom, i / cols);
        set->right = MAX(set->right, i % cols);
    }
}

/* Sets that are not rectangles take in all places of their rectangle, until nothing changes. */
static void close_rectangles(guint *parent, guint rows, guint cols, Extent *extents)
{
    for (bool changed = true; changed;) {
        changed = false;
        measure(parent, rows, cols, extents);
        for (guint i = 0; i < rows * cols; i++) {
            if (root_of(parent, i) != i)
                continue;
            Extent set = extents[i];
            for (guint r = set.top; r <= set.bottom; r++)
                for (guint c = set.left; c <= set.right; c++)
                    changed |= unite(parent, i, r * cols + c);
        }
    }
}

static void add_cell(MbTableGrid *grid, Extent set)
{
    MbTableCell *cell = g_new0(MbTableCell, 1);
    cell->row = set.top;
    cell->col = set.left;
    cell->rows = set.bottom - set.top + 1;
    cell->cols = set.right - set.left + 1;
    cell->box = (MbBox){border(grid->xs, set.left), border(grid->ys, set.top), border(grid->xs, set.right + 1),
                        border(grid->ys, set.bottom + 1)};
    cell->words = g_array_new(FALSE, FALSE, sizeof(guint));
    g_ptr_array_add(grid->cells, cell);
}

void mb_table_grid_set_cells(MbTableGrid *grid)
{
    guint rows = mb_table_grid_rows(grid), cols = mb_table_grid_cols(grid);
    g_autofree guint *parent = g_new(guint, (gsize)rows * cols + 1);
    g_autofree Extent *extents = g_new(Extent, (gsize)rows * cols + 1);
    for (guint i = 0; i < rows * cols; i++)
        parent[i] = i;
    for (guint r = 0; r < rows; r++)
        for (guint c = 0; c < cols; c++) {
            if (!mb_table_grid_has_right(grid, r, c))
                unite(parent, r * cols + c, r * cols + c + 1);
            if (!mb_table_grid_has_below(grid, r, c))
                unite(parent, r * cols + c, (r + 1) * cols + c);
        }
    close_rectangles(parent, rows, cols, extents);
    g_ptr_array_set_size(grid->cells, 0);
    for (guint i = 0; i < rows * cols; i++)
        if (root_of(parent, i) == i)
            add_cell(grid, extents[i]);
}

MbTableCell *mb_table_grid_cell(const MbTableGrid *grid, guint row, guint col)
{
    for (guint i = 0; i < grid->cells->len; i++) {
        MbTableCell *cell = grid->cells->pdata[i];
        if (row >= cell->row && row < cell->row + cell->rows && col >= cell->col && col < cell->col + cell->cols)
            return cell;
    }
    return NULL;
}

/* The cell of each place of the grid; caller frees with g_free. */
static MbTableCell **map_cells(const MbTableGrid *grid)
{
    guint rows = mb_table_grid_rows(grid), cols = mb_table_grid_cols(grid);
    MbTableCell **map = g_new0(MbTableCell *, (gsize)rows * cols + 1);
    for (guint i = 0; i < grid->cells->len; i++) {
        MbTableCell *cell = grid->cells->pdata[i];
        for (guint r = cell->row; r < cell->row + cell->rows; r++)
            for (guint c = cell->col; c < cell->col + cell->cols; c++)
                map[(gsize)r * cols + c] = cell;
    }
    return map;
}

/* Takes away places without text that are smaller than a spacer: of its two borders, the one that is drawn less. */
static void drop_spacers(GArray *borders, const bool *filled, double smallest, const GArray *rules, double from, double to)
{
    for (guint i = borders->len - 1; i-- > 0;) {
        double low = border(borders, i), high = border(borders, i + 1);
        if (filled[i] || high - low >= smallest || borders->len < 3)
            continue;
        bool last = i + 2 == borders->len;
        bool right = i == 0 || (!last && mb_table_rules_cover(rules, high, from, to) < mb_table_rules_cover(rules, low, from, to));
        g_array_remove_index(borders, right ? i + 1 : i);
    }
}

/* Rows and columns in which the middle of a word stands. */
static void drop_empty_borders(MbTableGrid *grid, const MbTableSheet *sheet)
{
    g_autofree bool *rows = g_new0(bool, grid->ys->len), *cols = g_new0(bool, grid->xs->len);
    for (guint i = 0; i < sheet->words->len; i++) {
        const MbTableWord *word = mb_table_sheet_word(sheet, i);
        if (word->taken || !mb_box_has_centre(grid->box, word->box))
            continue;
        rows[mb_table_grid_find(grid->ys, (word->box.y0 + word->box.y1) / 2)] = true;
        cols[mb_table_grid_find(grid->xs, (word->box.x0 + word->box.x1) / 2)] = true;
    }
    drop_spacers(grid->ys, rows, SPACER_ROW * sheet->size, grid->across, grid->box.x0, grid->box.x1);
    drop_spacers(grid->xs, cols, SPACER_COLUMN * sheet->size, grid->down, grid->box.y0, grid->box.y1);
}

static void put_word(MbTableGrid *grid, MbTableSheet *sheet, MbTableCell **map, guint index, MbBox box)
{
    MbTableWord *word = mb_table_sheet_word(sheet, index);
    guint row = mb_table_grid_find(grid->ys, (box.y0 + box.y1) / 2), col = mb_table_grid_find(grid->xs, (box.x0 + box.x1) / 2);
    MbTableCell *cell = map[(gsize)row * mb_table_grid_cols(grid) + col];
    if (word->taken || !cell)
        return;
    word->taken = true;
    g_array_append_val(cell->words, index);
}

/* Upright words go by their segment, which a label leaning over a border does not leave; turned ones by themselves. */
static void put_words(MbTableGrid *grid, MbTableSheet *sheet)
{
    g_autofree MbTableCell **map = map_cells(grid);
    for (guint s = 0; s < sheet->segments->len; s++) {
        const MbTableSegment *segment = mb_table_sheet_segment(sheet, s);
        if (!mb_box_has_centre(grid->box, segment->box))
            continue;
        for (guint w = segment->first; w < segment->first + segment->count; w++)
            put_word(grid, sheet, map, g_array_index(sheet->order, guint, w), segment->box);
    }
    for (guint i = 0; i < sheet->words->len; i++) {
        const MbTableWord *word = mb_table_sheet_word(sheet, i);
        if (!word->taken && word->turn != 0 && mb_box_has_centre(grid->box, word->box))
            put_word(grid, sheet, map, i, word->box);
    }
}

static void note_kind(MbTableCell *cell, const MbTableSheet *sheet)
{
    bool digits = false;
    cell->is_value = cell->is_bold = cell->words->len > 0;
    for (guint i = 0; i < cell->words->len; i++) {
        const MbTableWord *word = mb_table_sheet_word(sheet, g_array_index(cell->words, guint, i));
        cell->is_value &= word->is_value || word->is_mark;
        cell->is_bold &= word->is_bold;
        digits |= strpbrk(word->text, "0123456789") != NULL;
    }
    cell->is_value &= digits;
}

/* Takes away the border over a row or column in which no cell begins, since all go on from before; returns whether there was one. */
static bool drop_shared_border(MbTableGrid *grid)
{
    guint rows = mb_table_grid_rows(grid), cols = mb_table_grid_cols(grid);
    g_autofree bool *in_row = g_new0(bool, rows + 1), *in_col = g_new0(bool, cols + 1);
    for (guint i = 0; i < grid->cells->len; i++) {
        const MbTableCell *cell = grid->cells->pdata[i];
        in_row[cell->row] = in_col[cell->col] = true;
    }
    guint r = 1, c = 1;
    while (r < rows && in_row[r])
        r++;
    while (c < cols && in_col[c])
        c++;
    if (r < rows)
        g_array_remove_index(grid->ys, r);
    if (c < cols)
        g_array_remove_index(grid->xs, c);
    return r < rows || c < cols;
}

void mb_table_grid_fill(MbTableGrid *grid, MbTableSheet *sheet)
{
    drop_empty_borders(grid, sheet);
    do
        mb_table_grid_set_cells(grid);
    while (drop_shared_border(grid));
    put_words(grid, sheet);
    for (guint i = 0; i < grid->cells->len; i++) {
        MbTableCell *cell = grid->cells->pdata[i];
        g_autoptr(GArray) starts = NULL;
        if (cell->words->len > 1 && mb_table_sheet_word(sheet, g_array_index(cell->words, guint, 0))->turn == 0)
            mb_table_sheet_sort_lines(sheet, cell->words, &starts);
        note_kind(cell, sheet);
    }
}

bool mb_table_grid_is_staggered(const MbTableGrid *grid)
{
    guint cols = mb_table_grid_cols(grid), fullest = 0, used = 0;
    g_autofree guint *in_row = g_new0(guint, mb_table_grid_rows(grid) + 1), *in_col = g_new0(guint, cols + 1);
    for (guint i = 0; i < grid->cells->len; i++) {
        const MbTableCell *cell = grid->cells->pdata[i];
        if (!cell->words->len)
            continue;
        in_row[cell->row]++;
        fullest = MAX(fullest, in_row[cell->row]);
        used += in_col[cell->col]++ == 0;
    }
    return fullest <= 2 && used > 3;
}

void mb_table_grid_release(MbTableGrid *grid, MbTableSheet *sheet)
{
    for (guint i = 0; i < grid->cells->len; i++) {
        const MbTableCell *cell = grid->cells->pdata[i];
        for (guint w = 0; w < cell->words->len; w++)
            mb_table_sheet_word(sheet, g_array_index(cell->words, guint, w))->taken = false;
    }
}
