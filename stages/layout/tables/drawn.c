/* Tables that rules draw: full grids, frames, open sides, rows or columns ruled alone. */
#include "find.h"
#include "rows.h"
#include "rules.h"

#include <string.h>

/* Least share of a drawn grid's cells that hold text; the grid lines of charts hold none. */
#define LEAST_FILLED 0.15
/* The same where no cell holds a word. */
#define LEAST_OF_FIGURES 0.5
/* Points by which text may stand over the rule that bounds it. */
#define LEANING_OUT 3.0
/* A border that is drawn along this share of the table's height is drawn wherever it is meant. */
#define MOSTLY_DRAWN 0.6
/* Mean characters of a text beside the first column, above which columns without figures are running text. */
#define LONGEST_MEAN_TEXT 40
/* Fewest columns, and lines in each of them, of texts that a line of names heads. */
#define LEAST_NAMED 3
/* A table with no more ruled rows than this may hold rows that no rule parts. */
#define FEW_RULED_ROWS 3
/* The rule under a header covers this share of the table's width at the least; those under groups of names cover less. */
#define LEAST_HEADER_RULE 0.5

static double border(const GArray *borders, guint i)
{
    return g_array_index(borders, double, i);
}

/* A picture of something else than a table: what is drawn there is no table of the page. */
static bool is_picture(const MbTableSheet *sheet, MbBox box)
{
    for (guint i = 0; i < sheet->page->regions->len; i++) {
        const MbRegion *region = mb_page_region(sheet->page, i);
        bool other = region->kind == MB_REGION_CHART || region->kind == MB_REGION_PHOTO || region->kind == MB_REGION_DECORATION;
        if (other && mb_box_share(box, mb_table_sheet_box_from_page(sheet, region->box)) > 0.8)
            return true;
    }
    return false;
}

/* Lines inside a box, without the segments that reach out of it. */
static GPtrArray *lines_within(const MbTableSheet *sheet, MbBox box)
{
    GPtrArray *lines = mb_table_columns_lines_in(sheet, box);
    for (guint i = lines->len; i-- > 0;) {
        GArray *line = lines->pdata[i];
        for (guint k = line->len; k-- > 0;) {
            MbBox segment = mb_table_sheet_segment(sheet, g_array_index(line, guint, k))->box;
            if (segment.x0 < box.x0 - LEANING_OUT || segment.x1 > box.x1 + LEANING_OUT)
                g_array_remove_index(line, k);
        }
        if (!line->len)
            g_ptr_array_remove_index(lines, i);
    }
    return lines;
}

/* Whether the first column holds nothing but marks that begin a point of a list. */
static bool begins_points(const MbTableSheet *sheet, const GPtrArray *lines, const GArray *columns)
{
    const MbTableColumn *first = &g_array_index(columns, MbTableColumn, 0);
    for (guint i = 0; i < lines->len; i++) {
        const GArray *line = lines->pdata[i];
        const MbTableSegment *segment = mb_table_sheet_segment(sheet, g_array_index(line, guint, 0));
        if (segment->box.x0 > first->x1)
            continue;
        const MbTableWord *word = mb_table_sheet_word(sheet, g_array_index(sheet->order, guint, segment->first));
        bool is_label = g_str_has_suffix(word->text, ".") || g_str_has_suffix(word->text, ")");
        if (segment->count > 1 || (!word->is_symbol && g_utf8_strlen(word->text, -1) > 4) || (word->is_value && !is_label))
            return false;
    }
    return true;
}

/* Mean number of characters of the texts beside the first column that are no values. */
static double mean_text(const MbTableSheet *sheet, const GPtrArray *lines)
{
    guint texts = 0, characters = 0;
    for (guint i = 0; i < lines->len; i++) {
        const GArray *line = lines->pdata[i];
        for (guint k = 1; k < line->len; k++) {
            const MbTableSegment *segment = mb_table_sheet_segment(sheet, g_array_index(line, guint, k));
            if (segment->is_value)
                continue;
            texts++;
            for (guint w = segment->first; w < segment->first + segment->count; w++)
                characters += (guint)g_utf8_strlen(mb_table_sheet_word(sheet, g_array_index(sheet->order, guint, w))->text, -1) + 1;
        }
    }
    return texts ? (double)characters / texts : 0;
}

/* A column of one text that is no value is a piece of its nearer neighbour: a broken name, a word set apart. */
static void merge_rare_columns(GArray *columns)
{
    for (guint c = columns->len; c-- > 0 && columns->len > 2;) {
        MbTableColumn *rare = &g_array_index(columns, MbTableColumn, c);
        if (rare->fills > 1 || rare->values)
            continue;
        double before = c ? rare->x0 - (rare - 1)->x1 : G_MAXDOUBLE, after = c + 1 < columns->len ? (rare + 1)->x0 - rare->x1 : G_MAXDOUBLE;
        MbTableColumn *near = before <= after ? rare - 1 : rare + 1;
        near->x0 = MIN(near->x0, rare->x0);
        near->x1 = MAX(near->x1, rare->x1);
        g_array_remove_index(columns, c);
    }
}

/* Whether the first line names all columns, each of which has text on several lines, and nothing reaches over two of them. */
static bool are_named(const GPtrArray *lines, const GArray *columns, guint bridges)
{
    bool named = columns->len >= LEAST_NAMED && bridges == 0 && ((GArray *)lines->pdata[0])->len == columns->len;
    for (guint c = 0; c < columns->len && named; c++)
        named = g_array_index(columns, MbTableColumn, c).fills >= LEAST_NAMED;
    return named;
}

/* Whether text between two vertical rules stands in columns of its own. */
static bool are_columns(const MbTableSheet *sheet, const GPtrArray *lines, const GArray *columns, const bool *bridging, bool is_whole)
{
    guint several = 0, bridges = 0;
    for (guint i = 0; i < lines->len; i++) {
        several += ((GArray *)lines->pdata[i])->len > 1;
        bridges += bridging[i];
    }
    if (columns->len < 2 || several < 2 || bridges * 3 > several + bridges || begins_points(sheet, lines, columns))
        return false;
    if (is_whole && are_named(lines, columns, bridges))
        return true;
    bool figures = false;
    for (guint c = 1; c < columns->len; c++) {
        const MbTableColumn *column = &g_array_index(columns, MbTableColumn, c);
        if (column->fills < 2)
            return false;
        figures |= column->values * 2 >= column->fills || (column->values >= 2 && column->values * 4 >= column->fills);
    }
    return (figures && (bridges == 0 || several * 3 >= lines->len)) || (is_whole && several * 10 >= lines->len * 7 &&
                                                                        mean_text(sheet, lines) <= LONGEST_MEAN_TEXT);
}

/* Whether a segment of the line reaches over a place. */
static bool is_crossed(const MbTableSheet *sheet, const GArray *line, double x)
{
    for (guint i = 0; i < line->len; i++) {
        MbBox box = mb_table_sheet_segment(sheet, g_array_index(line, guint, i))->box;
        if (box.x0 < x - 1 && box.x1 > x + 1)
            return true;
    }
    return false;
}

/* The next border that is drawn beside a line, from border c in one direction; the side of the grid at last. */
static double drawn_beside(const MbTableGrid *grid, const GArray *drawn, guint c, int step, double top, double bottom)
{
    guint i = step > 0 ? c + 1 : c - 1;
    while (i > 0 && i + 1 < grid->xs->len && mb_table_rules_cover(drawn, border(grid->xs, i), top, bottom) < 0.5)
        i = step > 0 ? i + 1 : i - 1;
    return border(grid->xs, i);
}

/* Whether between the borders that are drawn one text of the line ends before a place and another begins behind it. */
static bool is_parted(const MbTableSheet *sheet, const GArray *line, double left, double x, double right)
{
    bool before = false, behind = false;
    for (guint i = 0; i < line->len; i++) {
        MbBox box = mb_table_sheet_segment(sheet, g_array_index(line, guint, i))->box;
        before |= box.x0 > left - 1 && box.x1 < x + 1;
        behind |= box.x0 > x - 1 && box.x1 < right + 1;
    }
    return before && behind;
}

/*
 * A border that is drawn along less than most of the table, often in the
 * header alone, parts the other rows too where no text reaches over it. One
 * that is drawn along most of it is left out on purpose elsewhere: a span,
 * but where the row has a text on each side (a coloured square draws the
 * border in the other rows).
 */
static void prolong_columns(MbTableGrid *grid, const MbTableSheet *sheet)
{
    g_autoptr(GPtrArray) lines = mb_table_columns_lines_in(sheet, grid->box);
    g_autoptr(GArray) drawn = g_array_copy(grid->down);
    for (guint c = 1; c + 1 < grid->xs->len; c++) {
        double x = border(grid->xs, c);
        bool is_mostly_drawn = mb_table_rules_cover(drawn, x, grid->box.y0, grid->box.y1) >= MOSTLY_DRAWN;
        for (guint i = 0; i < lines->len; i++) {
            double top, bottom;
            mb_table_grid_share_of_line(grid, sheet, lines, i, &top, &bottom);
            if (mb_table_rules_cover(drawn, x, top, bottom) >= 0.5 || is_crossed(sheet, lines->pdata[i], x))
                continue;
            if (!is_mostly_drawn || is_parted(sheet, lines->pdata[i], drawn_beside(grid, drawn, c, -1, top, bottom), x,
                                              drawn_beside(grid, drawn, c, 1, top, bottom)))
                mb_table_grid_add_down(grid, x, top, bottom);
        }
    }
}

static void part_strips(MbTableGrid *grid, const MbTableSheet *sheet)
{
    g_autoptr(GArray) xs = g_array_copy(grid->xs);
    for (guint c = 0; c + 1 < xs->len; c++) {
        MbBox strip = {border(xs, c), grid->box.y0, border(xs, c + 1), grid->box.y1};
        g_autoptr(GPtrArray) lines = lines_within(sheet, strip);
        if (lines->len < 2)
            continue;
        g_autofree bool *bridging = NULL;
        g_autoptr(GArray) columns = mb_table_columns_find(sheet, lines, &bridging);
        merge_rare_columns(columns);
        if (are_columns(sheet, lines, columns, bridging, xs->len == 2))
            mb_table_grid_part_columns(grid, sheet, lines, columns);
    }
}

GArray *mb_table_grid_columns(const MbTableGrid *grid)
{
    GArray *columns = g_array_new(FALSE, TRUE, sizeof(MbTableColumn));
    for (guint c = 0; c < mb_table_grid_cols(grid); c++) {
        MbTableColumn column = {border(grid->xs, c), border(grid->xs, c + 1), 0, 0};
        g_array_append_val(columns, column);
    }
    return columns;
}

/* The columns in which a cell of this row goes on in another row. */
static guint64 shared_columns(const MbTableGrid *grid, guint row)
{
    guint64 shared = 0;
    for (guint c = 0; c < mb_table_grid_cols(grid); c++)
        if ((row > 0 && !mb_table_grid_has_below(grid, row - 1, c)) || !mb_table_grid_has_below(grid, row, c))
            shared |= mb_table_column_bit(c);
    return shared;
}

/* Lines of a row, without the segments in shared columns. */
static GPtrArray *lines_of_row(const MbTableGrid *grid, const MbTableSheet *sheet, guint row, guint64 shared)
{
    MbBox band = {grid->box.x0, border(grid->ys, row), grid->box.x1, border(grid->ys, row + 1)};
    GPtrArray *lines = mb_table_columns_lines_in(sheet, band);
    for (guint i = lines->len; i-- > 0;) {
        GArray *line = lines->pdata[i];
        for (guint k = line->len; k-- > 0;) {
            MbBox box = mb_table_sheet_segment(sheet, g_array_index(line, guint, k))->box;
            if (shared & mb_table_column_bit(mb_table_grid_find(grid->xs, (box.x0 + box.x1) / 2)))
                g_array_remove_index(line, k);
        }
        if (!line->len)
            g_ptr_array_remove_index(lines, i);
    }
    return lines;
}

/* Whether a row of a table without vertical rules holds most of its lines: rules part the header alone. */
static bool holds_most(const MbTableGrid *grid, const MbTableSheet *sheet, guint row)
{
    MbBox band = {grid->box.x0, border(grid->ys, row), grid->box.x1, border(grid->ys, row + 1)};
    g_autoptr(GPtrArray) all = mb_table_columns_lines_in(sheet, grid->box), here = mb_table_columns_lines_in(sheet, band);
    return here->len * 2 > all->len;
}

/* The rule under a header goes on over the labels where it was drawn under the names of the other columns alone. */
static void prolong_header_rule(MbTableGrid *grid, const MbTableSheet *sheet)
{
    for (guint r = 1; r < mb_table_grid_rows(grid); r++) {
        double y = border(grid->ys, r), cover = mb_table_rules_cover(grid->across, y, grid->box.x0, grid->box.x1);
        if (cover >= LEAST_HEADER_RULE && cover < 1 && holds_most(grid, sheet, r)) {
            mb_table_grid_add_across(grid, y, grid->box.x0, grid->box.x1);
            return;
        }
    }
}

static void part_row(MbTableGrid *grid, const MbTableSheet *sheet, guint row, bool is_few)
{
    guint64 shared = shared_columns(grid, row), spans = 0;
    g_autoptr(GArray) columns = mb_table_grid_columns(grid);
    g_autoptr(GPtrArray) lines = lines_of_row(grid, sheet, row, shared);
    if (lines->len < 2)
        return;
    g_autoptr(GArray) starts = mb_table_rows_find_closed(sheet, lines, columns, is_few, &spans);
    guint valued = mb_table_rows_count_valued(sheet, lines, columns);
    bool is_listed = (valued >= 3 && valued * 2 >= lines->len) || mb_table_rows_are_lines(sheet, lines, columns) ||
                     (valued == 0 && mb_table_rows_are_parted(sheet, lines, columns));
    if (is_few && is_listed) {
        g_array_unref(starts);
        starts = mb_table_rows_find_open(sheet, lines, columns);
        spans = 0;
    }
    mb_table_grid_part_rows(grid, sheet, lines, starts, columns, spans | shared);
}

static void part_rows(MbTableGrid *grid, const MbTableSheet *sheet, bool is_stack)
{
    guint rows = mb_table_grid_rows(grid);
    for (guint r = 0; r < rows; r++)
        part_row(grid, sheet, r, rows <= FEW_RULED_ROWS || (is_stack && holds_most(grid, sheet, r)));
}

/* Cells, and rows and columns that hold text; figures without a word in a net that is mostly empty stand over bars. */
static bool is_table(const MbTableGrid *grid)
{
    guint rows = mb_table_grid_rows(grid), cols = mb_table_grid_cols(grid), filled = 0, texts = 0, row_count = 0, col_count = 0;
    g_autofree guint *in_row = g_new0(guint, rows + 1), *in_col = g_new0(guint, cols + 1);
    bool shared = false;
    for (guint i = 0; i < grid->cells->len; i++) {
        const MbTableCell *cell = grid->cells->pdata[i];
        if (!cell->words->len)
            continue;
        filled++;
        texts += !cell->is_value;
        shared |= in_row[cell->row] > 0;
        row_count += in_row[cell->row]++ == 0;
        col_count += in_col[cell->col]++ == 0;
    }
    if (mb_table_grid_is_staggered(grid) || (texts == 0 && filled < LEAST_OF_FIGURES * grid->cells->len))
        return false;
    return row_count >= 2 && col_count >= 2 && shared && filled >= 3 && filled >= LEAST_FILLED * grid->cells->len;
}

/*
 * Where the table ends: at its last horizontal rule, when vertical ones go on
 * below it beside nothing but single texts without figures (a note, a source).
 */
static double foot_of_net(const MbTableSheet *sheet, const MbTableNet *net)
{
    double foot = net->box.y0;
    for (guint i = 0; i < net->across->len; i++) {
        const MbTableRule *rule = &g_array_index(net->across, MbTableRule, i);
        if (rule->to - rule->from >= MOSTLY_DRAWN * mb_box_width(net->box))
            foot = MAX(foot, rule->at);
    }
    MbBox below = {net->box.x0, foot, net->box.x1, net->box.y1};
    g_autoptr(GPtrArray) lines = mb_table_columns_lines_in(sheet, below);
    for (guint i = 0; i < lines->len; i++) {
        const GArray *line = lines->pdata[i];
        if (line->len > 1 || mb_table_sheet_segment(sheet, g_array_index(line, guint, 0))->is_value)
            return net->box.y1;
    }
    return lines->len && foot > net->box.y0 + sheet->size ? foot : net->box.y1;
}

static MbTableGrid *grid_of_net(MbTableSheet *sheet, const MbTableNet *net)
{
    if (mb_box_width(net->box) < 4 * sheet->size || mb_box_height(net->box) < 2 * sheet->size || is_picture(sheet, net->box))
        return NULL;
    MbBox box = net->box;
    box.y1 = foot_of_net(sheet, net);
    g_autoptr(MbTableGrid) grid = mb_table_grid_new(box, g_array_copy(net->across), g_array_copy(net->down));
    grid->is_drawn = true;
    if (mb_table_grid_rows(grid) * mb_table_grid_cols(grid) < 2)
        return NULL; /* a frame: its lines are looked at like any others */
    if (!net->down->len)
        prolong_header_rule(grid, sheet);
    prolong_columns(grid, sheet);
    mb_table_grid_take_header(grid, sheet);
    part_strips(grid, sheet);
    mb_table_grid_set_borders(grid);
    part_rows(grid, sheet, !net->down->len);
    mb_table_grid_set_borders(grid);
    mb_table_grid_extend(grid, sheet);
    mb_table_grid_set_borders(grid);
    mb_table_grid_fill(grid, sheet);
    if (is_table(grid))
        return g_steal_pointer(&grid);
    mb_table_grid_release(grid, sheet);
    return NULL;
}

void mb_table_find_drawn(MbTableSheet *sheet, GPtrArray *grids)
{
    g_autoptr(GPtrArray) nets = mb_table_rules_find_nets(sheet);
    for (guint i = 0; i < nets->len; i++) {
        MbTableGrid *grid = grid_of_net(sheet, nets->pdata[i]);
        if (grid)
            g_ptr_array_add(grids, grid);
    }
}
