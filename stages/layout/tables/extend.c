/* Rows that belong to a drawn table but stand outside its net: a header between two rules, a unit line, a total below. */
#include "caption.h"
#include "find.h"
#include "rules.h"

/* Font sizes: how far above the net the rule over a header may be. */
#define HEADER_HEIGHT 8.0
/* Points by which that rule may be longer or shorter than the table. */
#define SAME_WIDTH 8.0
/* Lines of a header at most. */
#define HEADER_LINES 10
/* White space to a row outside the net, in heights of its line: cells have less padding than paragraphs have space. */
#define NEAR 1.0
/* White space between the lines of one cell, in heights of a line. */
#define CELL_LINE_GAP 0.4

static double border(const GArray *borders, guint i)
{
    return g_array_index(borders, double, i);
}

static const MbTableSegment *segment_at(const MbTableSheet *sheet, const MbTableLine *line, guint i)
{
    return mb_table_sheet_segment(sheet, line->first + i);
}

/* Whether the line stands inside the table's width, and how many of its segments reach over a border. */
static bool stands_within(const MbTableGrid *grid, const MbTableSheet *sheet, const MbTableLine *line, guint *crossing)
{
    *crossing = 0;
    for (guint i = 0; i < line->count; i++) {
        MbBox box = segment_at(sheet, line, i)->box;
        if (box.x0 < grid->box.x0 - 3 || box.x1 > grid->box.x1 + 3)
            return false;
        *crossing += mb_table_grid_find(grid->xs, box.x0 + 1) != mb_table_grid_find(grid->xs, box.x1 - 1);
    }
    return true;
}

/* Whether all text of the line is right of the first column. */
static bool heads_columns(const MbTableGrid *grid, const MbTableLine *line)
{
    return grid->xs->len > 2 && line->box.x0 > border(grid->xs, 1) - 2;
}

/* The nearest line above (or below) the grid that shares its width, or NULL. */
static const MbTableLine *next_line(const MbTableGrid *grid, const MbTableSheet *sheet, bool above)
{
    const MbTableLine *found = NULL;
    for (guint i = 0; i < sheet->lines->len; i++) {
        const MbTableLine *line = mb_table_sheet_line(sheet, i);
        double middle = (line->box.y0 + line->box.y1) / 2;
        if (line->box.x1 < grid->box.x0 || line->box.x0 > grid->box.x1)
            continue;
        if (above && middle < grid->box.y0)
            found = line;
        if (!above && middle > grid->box.y1)
            return line;
    }
    return found;
}

/* Whether text of the grid stands between two places of its width. */
static bool has_text_between(const MbTableGrid *grid, const MbTableSheet *sheet, double x0, double x1)
{
    for (guint i = 0; i < sheet->segments->len; i++) {
        MbBox box = mb_table_sheet_segment(sheet, i)->box;
        if (mb_box_has_centre(grid->box, box) && box.x1 > x0 && box.x0 < x1)
            return true;
    }
    return false;
}

/* Moves a border that was found between texts; one that is drawn may not be crossed by any. */
static void move_border(MbTableGrid *grid, guint i, double x)
{
    for (guint k = 0; k < grid->down->len; k++) {
        MbTableRule *rule = &g_array_index(grid->down, MbTableRule, k);
        if (ABS(rule->at - border(grid->xs, i)) < 1)
            rule->at = x;
    }
    g_array_index(grid->xs, double, i) = x;
}

/*
 * Borders that were found between narrow figures give way to the wider names
 * above them, as long as they part the same texts as before.
 */
static void give_way(MbTableGrid *grid, const MbTableSheet *sheet, const MbTableLine *line)
{
    for (guint s = 0; s < line->count && line->count > 1; s++) {
        MbBox box = segment_at(sheet, line, s)->box;
        for (guint c = 1; c + 1 < grid->xs->len; c++) {
            double x = border(grid->xs, c);
            if (box.x0 > x - 1 || box.x1 < x + 1)
                continue;
            double to = (box.x0 + box.x1) / 2 > x ? box.x0 - 1.5 : box.x1 + 1.5;
            bool is_inside = to > border(grid->xs, c - 1) && to < border(grid->xs, c + 1);
            if (is_inside && !has_text_between(grid, sheet, MIN(x, to), MAX(x, to)))
                move_border(grid, c, to);
        }
    }
}

/* Adds the lines between the grid and a new edge as one row; a unit that reaches over a border is that of all figures. */
static void add_row(MbTableGrid *grid, const MbTableSheet *sheet, double edge, bool is_unit)
{
    bool above = edge < grid->box.y0;
    MbBox band = grid->box;
    band.y0 = above ? edge : grid->box.y1;
    band.y1 = above ? grid->box.y0 : edge;
    g_autoptr(GPtrArray) lines = mb_table_columns_lines_in(sheet, band);
    g_autoptr(GArray) columns = mb_table_grid_columns(grid);
    for (guint c = 1; c + 1 < grid->xs->len; c++) {
        bool crossed = is_unit && c > 1;
        for (guint i = 0; i < lines->len && !crossed; i++)
            crossed = mb_table_columns_reach_over(sheet, columns, lines->pdata[i], c - 1);
        if (!crossed)
            mb_table_grid_add_down(grid, border(grid->xs, c), band.y0, band.y1);
    }
    mb_table_grid_add_across(grid, above ? grid->box.y0 : grid->box.y1, grid->box.x0, grid->box.x1);
    if (above)
        grid->box.y0 = edge;
    else
        grid->box.y1 = edge;
    mb_table_grid_set_borders(grid);
}

void mb_table_grid_take_header(MbTableGrid *grid, const MbTableSheet *sheet)
{
    for (guint i = sheet->across->len; i-- > 0;) {
        const MbTableRule *rule = &g_array_index(sheet->across, MbTableRule, i);
        if (rule->at > grid->box.y0 - 0.8 * sheet->size || ABS(rule->from - grid->box.x0) > SAME_WIDTH ||
            ABS(rule->to - grid->box.x1) > SAME_WIDTH)
            continue;
        if (rule->at < grid->box.y0 - HEADER_HEIGHT * sheet->size)
            return;
        MbBox band = {grid->box.x0, rule->at, grid->box.x1, grid->box.y0};
        g_autoptr(GPtrArray) lines = mb_table_columns_lines_in(sheet, band);
        bool several = false;
        for (guint k = 0; k < lines->len; k++)
            several |= ((GArray *)lines->pdata[k])->len > 1;
        if (several && lines->len <= HEADER_LINES)
            add_row(grid, sheet, rule->at, false);
        return;
    }
}

/* Whether the line above a line is further away than lines of a paragraph or a caption are. */
static bool stands_alone(const MbTableSheet *sheet, const MbTableLine *line)
{
    guint i = (guint)(line - mb_table_sheet_line(sheet, 0));
    return i == 0 || line->box.y0 - mb_table_sheet_line(sheet, i - 1)->box.y1 > NEAR * mb_box_height(line->box);
}

/* Whether a rule under a line, not the table's own top, parts it from the table. */
static bool is_parted(const MbTableGrid *grid, const MbTableSheet *sheet, const MbTableLine *line)
{
    for (guint i = 0; i < sheet->across->len; i++) {
        const MbTableRule *rule = &g_array_index(sheet->across, MbTableRule, i);
        if (rule->at > line->box.y1 - 2 && rule->at < grid->box.y0 - 2 && rule->from < line->box.x1 && rule->to > line->box.x0)
            return true;
    }
    return false;
}

/* The top of the names whose last line is given: lines so near to each other that each goes on in the cells of the one above. */
static double top_of_names(MbTableGrid *grid, const MbTableSheet *sheet, const MbTableLine *line)
{
    guint i = (guint)(line - mb_table_sheet_line(sheet, 0)), crossing;
    for (guint k = 0; k < HEADER_LINES && i > 0; k++, i--) {
        const MbTableLine *above = mb_table_sheet_line(sheet, i - 1);
        if (mb_table_sheet_line(sheet, i)->box.y0 - above->box.y1 > CELL_LINE_GAP * mb_box_height(above->box))
            break;
        give_way(grid, sheet, above);
        if (!stands_within(grid, sheet, above, &crossing) || crossing || !heads_columns(grid, above) ||
            mb_table_caption_begins(sheet, above))
            break;
    }
    return mb_table_sheet_line(sheet, i)->box.y0 - 1;
}

/* Lines above without a rule: names of columns where the net begins with figures, or a unit over the figures. */
static void take_lines_above(MbTableGrid *grid, const MbTableSheet *sheet)
{
    for (guint k = 0; k < 2; k++) {
        const MbTableLine *line = next_line(grid, sheet, true);
        guint crossing;
        if (!line || grid->box.y0 - line->box.y1 > NEAR * mb_box_height(line->box) || is_parted(grid, sheet, line))
            return;
        give_way(grid, sheet, line);
        if (!stands_within(grid, sheet, line, &crossing))
            return;
        if (mb_table_caption_begins(sheet, line))
            return;
        bool is_unit = line->count == 1 && heads_columns(grid, line) && mb_box_width(line->box) < 0.4 * mb_box_width(grid->box) &&
                       stands_alone(sheet, line);
        if (!is_unit && (line->count < 2 || crossing))
            return;
        add_row(grid, sheet, is_unit ? line->box.y0 - 1 : top_of_names(grid, sheet, line), is_unit && crossing);
    }
}

/* Rows below without a rule: every text under its column, with a figure among them. */
static void take_lines_below(MbTableGrid *grid, const MbTableSheet *sheet)
{
    for (guint k = 0; k < 3; k++) {
        const MbTableLine *line = next_line(grid, sheet, false);
        guint crossing, values = 0;
        if (!line || line->count < 2 || line->box.y0 - grid->box.y1 > NEAR * mb_box_height(line->box) ||
            !stands_within(grid, sheet, line, &crossing) || crossing)
            return;
        for (guint i = 1; i < line->count; i++)
            values += segment_at(sheet, line, i)->is_value;
        if (values * 2 < line->count - 1)
            return;
        add_row(grid, sheet, line->box.y1 + 1, false);
    }
}

void mb_table_grid_extend(MbTableGrid *grid, const MbTableSheet *sheet)
{
    take_lines_above(grid, sheet);
    take_lines_below(grid, sheet);
}
