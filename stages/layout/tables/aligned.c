/* Tables without a net of rules: lines whose segments stand below each other. */
#include "caption.h"
#include "find.h"
#include "rows.h"
#include "rules.h"
#include "spans.h"

#include <stdlib.h>
#include <string.h>

/* Widest white space between two lines of one table, in heights of a line. */
#define WIDEST_GAP 1.7
/* As above, to a line of one segment: a title or a paragraph stands further off than a broken label. */
#define WIDEST_SINGLE_GAP 0.9
/* White space between the lines of one cell, in heights of a line: rows of tables without rules stand further apart, or as far. */
#define CELL_LINE_GAP 0.4
/* The columns of one table are found anew so often at most, since all its lines are looked at again. */
#define MOST_LEARNT 4
/* Lines of a header above the first line with several segments. */
#define MOST_HEADER_LINES 6
/* Rules belong to a table when they cover this share of its width, and do not reach out of it by more than this share. */
#define RULE_COVERS 0.6
#define RULE_REACHES_OUT 0.25
/* Share of values among the texts right of the first column: tables of figures have nearly all, text has dates and times. */
#define SHARE_WITH_RULES 0.25
#define SHARE_WITHOUT_RULES 0.6
/* Fewest rows with several segments. */
#define LEAST_ROWS_WITH_RULES 2
#define LEAST_ROWS_WITHOUT_RULES 3
/* Rules of rows, below which no rule over the first is wanted. */
#define LEAST_RULED_ROWS 3
/* Columns of text without rules: fewest columns and rows, when names in bold stand over all of them. */
#define LEAST_NAMED 3
/* Mean characters of a text beside the first column, above which columns without figures are running text. */
#define LONGEST_MEAN_TEXT 40

/* A table while it grows; lines are numbers of the sheet's lines. */
typedef struct {
    MbTableSheet *sheet;
    GPtrArray *all;  /* of arrays of segment indices, one per line of the sheet */
    guint first, last;
    GArray *columns;
    guint several;   /* lines of several segments */
    guint learnt;    /* times the columns were found anew */
    guint bridging;  /* of these, lines that reach over columns */
    MbBox box;
    guint rules;     /* horizontal rules that belong to it */
    bool has_top, has_bottom;
} Growth;

static const GArray *line_at(const Growth *growth, guint i)
{
    return growth->all->pdata[i];
}

static MbBox box_at(const Growth *growth, guint i)
{
    return mb_table_sheet_line(growth->sheet, i)->box;
}

/* White space between two lines, in heights of the lower one. */
static double gap_between(const Growth *growth, guint above, guint below)
{
    double height = MAX(mb_box_height(box_at(growth, below)), 1);
    return (box_at(growth, below).y0 - box_at(growth, above).y1) / MIN(height, 1.6 * growth->sheet->size);
}

static void set_box(Growth *growth)
{
    growth->box = (MbBox){0};
    for (guint i = growth->first; i <= growth->last; i++)
        growth->box = mb_box_union(growth->box, box_at(growth, i));
}

/* Whether a rule belongs to a table of this width. */
static bool rule_fits(const MbTableRule *rule, MbBox box)
{
    double width = mb_box_width(box), both = MIN(rule->to, box.x1) - MAX(rule->from, box.x0);
    return both >= RULE_COVERS * width && rule->to - rule->from <= (1 + RULE_REACHES_OUT) * width + 20;
}

/* The nearest fitting rule between two heights, or NULL. */
static const MbTableRule *rule_between(const Growth *growth, double y0, double y1)
{
    for (guint i = 0; i < growth->sheet->across->len; i++) {
        const MbTableRule *rule = &g_array_index(growth->sheet->across, MbTableRule, i);
        if (rule->at >= y0 && rule->at <= y1 && rule_fits(rule, growth->box))
            return rule;
    }
    return NULL;
}

/* Whether a later line, after lines of one segment, goes on in the same columns. */
static bool goes_on(const Growth *growth, guint i)
{
    for (guint next = i + 1; next < growth->all->len && next <= i + 2; next++) {
        const GArray *line = line_at(growth, next);
        if (gap_between(growth, next - 1, next) > WIDEST_GAP)
            return false;
        if (line->len > 1)
            return !mb_table_columns_bridges(growth->sheet, growth->columns, line);
    }
    return false;
}

/*
 * A line over columns that are each filled where the other is not shows that
 * they are one: a wide total under a centred name and narrow figures. The
 * columns are found anew with it.
 */
static void learn_columns(Growth *growth, guint i)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new();
    for (guint k = growth->first; k <= i; k++)
        g_ptr_array_add(lines, growth->all->pdata[k]);
    g_autofree bool *bridging = NULL;
    g_autoptr(GArray) columns = mb_table_columns_find(growth->sheet, lines, &bridging);
    for (guint k = 0; k < lines->len; k++)
        if (bridging[k] && ((GArray *)lines->pdata[k])->len > 1)
            return;
    if (columns->len < 2)
        return;
    growth->learnt++;
    g_array_set_size(growth->columns, 0);
    g_array_append_vals(growth->columns, columns->data, columns->len);
}

/* Whether line i may follow the lines above it, the last of which is i - 1. */
static bool may_follow(Growth *growth, guint i)
{
    const GArray *line = line_at(growth, i);
    bool bridges = mb_table_columns_bridges(growth->sheet, growth->columns, line);
    double gap = gap_between(growth, i - 1, i);
    if (gap > WIDEST_GAP)
        return false;
    if (line->len > 1 && bridges && growth->learnt < MOST_LEARNT) {
        learn_columns(growth, i);
        bridges = mb_table_columns_bridges(growth->sheet, growth->columns, line);
    }
    if (line->len > 1)
        return !bridges || (growth->bridging * 4 < growth->several && goes_on(growth, i));
    if (bridges)
        return goes_on(growth, i) && mb_box_width(box_at(growth, i)) < 0.8 * mb_box_width(growth->box);
    return gap <= WIDEST_SINGLE_GAP || goes_on(growth, i);
}

static void grow_down(Growth *growth)
{
    guint last = growth->first;
    for (guint i = growth->first + 1; i < growth->all->len && may_follow(growth, i); i++) {
        const GArray *line = line_at(growth, i);
        bool bridges = mb_table_columns_bridges(growth->sheet, growth->columns, line);
        growth->box = mb_box_union(growth->box, box_at(growth, i));
        if (!bridges)
            mb_table_columns_add(growth->sheet, growth->columns, line);
        if (line->len > 1) {
            last = i;
            growth->several++;
            growth->bridging += bridges;
        }
    }
    growth->last = last;
    set_box(growth);
}

/* Whether a line of one segment goes on in a cell of the row above it: straight below, right of the first column, within its own. */
static bool goes_on_in_cell(const Growth *growth, guint i)
{
    const GArray *line = line_at(growth, i);
    const MbTableColumn *first = &g_array_index(growth->columns, MbTableColumn, 0);
    return line->len == 1 && gap_between(growth, i - 1, i) <= CELL_LINE_GAP && box_at(growth, i).x0 > first->x1 &&
           box_at(growth, i).x1 <= growth->box.x1 && !mb_table_columns_bridges(growth->sheet, growth->columns, line);
}

/* Whether a line of one segment goes on, in small letters, with the label of the last row. */
static bool goes_on_in_label(const Growth *growth, guint i)
{
    const MbTableColumn *first = &g_array_index(growth->columns, MbTableColumn, 0);
    MbBox box = box_at(growth, i), above = box_at(growth, i - 1);
    if (line_at(growth, i)->len != 1 || gap_between(growth, i - 1, i) > CELL_LINE_GAP)
        return false;
    const MbTableSegment *segment = mb_table_sheet_segment(growth->sheet, g_array_index(line_at(growth, i), guint, 0));
    const char *text = mb_table_sheet_word(growth->sheet, g_array_index(growth->sheet->order, guint, segment->first))->text;
    return g_unichar_islower(g_utf8_get_char(text)) && box.x0 >= above.x0 - 1 && above.x0 <= first->x1 &&
           box.x1 <= first->x1 + growth->sheet->size;
}

/* Lines of one segment below the last row belong to it when they go on in a cell, or a rule closes the table below them. */
static void take_tail(Growth *growth)
{
    while (growth->last + 1 < growth->all->len &&
           (goes_on_in_cell(growth, growth->last + 1) || goes_on_in_label(growth, growth->last + 1)))
        growth->last++;
    guint end = growth->last;
    while (end + 1 < growth->all->len && end < growth->last + 3 && may_follow(growth, end + 1))
        end++;
    for (; end > growth->last; end--) {
        double below = end + 1 < growth->all->len ? box_at(growth, end + 1).y0 : box_at(growth, end).y1 + growth->sheet->size;
        double foot = box_at(growth, end).y1;
        const MbTableRule *rule = rule_between(growth, foot - 2, MIN(below, foot + growth->sheet->size));
        if (rule && !rule_between(growth, box_at(growth, growth->last).y1 - 2, box_at(growth, growth->last + 1).y0 + 2))
            growth->last = end;
    }
    set_box(growth);
}

/* Whether a single line above the rows heads some of their columns: it stands right of the first column. */
static bool heads_columns(const Growth *growth, guint i)
{
    const MbTableColumn *first = &g_array_index(growth->columns, MbTableColumn, 0);
    MbBox box = box_at(growth, i);
    return box.x0 > first->x1 && box.x1 <= growth->box.x1 + 2 * growth->sheet->size;
}

/* The first line from `top` on that is no title of the table. */
static guint foot_of_title(const Growth *growth, guint top)
{
    double labels = g_array_index(growth->columns, MbTableColumn, 0).x1;
    while (top < growth->first && mb_table_caption_is_title(growth->sheet, mb_table_sheet_line(growth->sheet, top), growth->box, labels))
        top++;
    return top;
}

/* The first line below a caption that begins no higher than `top`, and below titles. */
static guint foot_of_caption(const Growth *growth, guint top)
{
    for (guint i = growth->first; i-- > top;)
        if (mb_table_caption_begins(growth->sheet, mb_table_sheet_line(growth->sheet, i)))
            return foot_of_title(growth, i + 1);
    return foot_of_title(growth, top);
}

static void grow_up(Growth *growth)
{
    guint first = growth->first;
    const MbTableRule *top = NULL;
    for (guint k = 1; k <= MOST_HEADER_LINES && k <= growth->first; k++) {
        guint i = growth->first - k;
        if (gap_between(growth, i, i + 1) > WIDEST_GAP || mb_box_width(box_at(growth, i)) > 1.1 * mb_box_width(growth->box) + 20)
            break;
        if (rule_between(growth, box_at(growth, i).y1 - 3, box_at(growth, i + 1).y0 + 2) && k > 1 && i + 1 == first)
            break;
        double above = i ? box_at(growth, i - 1).y1 : 0;
        top = rule_between(growth, MAX(above, box_at(growth, i).y0 - 1.5 * growth->sheet->size) - 2, box_at(growth, i).y0 + 3);
        if (line_at(growth, i)->len > 1 || heads_columns(growth, i) || top)
            first = i;
        if (top)
            break;
    }
    growth->first = foot_of_caption(growth, first);
    set_box(growth);
}

/* Rules that bound a table; where each row has one below it, the one under the names of the columns is the topmost. */
static void count_rules(Growth *growth)
{
    double size = growth->sheet->size, under_names = box_at(growth, MIN(growth->first + 1, growth->last)).y0 + 2;
    bool is_under_names = false;
    growth->rules = 0;
    for (guint i = 0; i < growth->sheet->across->len; i++) {
        const MbTableRule *rule = &g_array_index(growth->sheet->across, MbTableRule, i);
        if (rule->at < growth->box.y0 - 1.5 * size || rule->at > growth->box.y1 + 1.5 * size || !rule_fits(rule, growth->box))
            continue;
        growth->rules++;
        growth->has_top |= rule->at <= growth->box.y0 + size;
        is_under_names |= rule->at <= under_names;
        growth->has_bottom |= rule->at >= growth->box.y1 - size;
    }
    growth->has_top |= is_under_names && growth->rules >= LEAST_RULED_ROWS;
}

/* What the texts of a table look like. */
typedef struct {
    guint texts, values;    /* right of the first column */
    guint characters;       /* of the texts that are no values */
    guint blanks;           /* lines with a place to write on */
    guint labels;           /* lines whose first segment is a list label */
} Look;

static bool is_blank(const char *text)
{
    return strstr(text, "____") != NULL;
}

/* "1.", "(a)", "iv)", a bullet: what begins a point of a list. */
static bool is_point(const MbTableWord *word)
{
    glong length = g_utf8_strlen(word->text, -1);
    gunichar last = g_utf8_get_char(g_utf8_offset_to_pointer(word->text, length - 1));
    return word->is_symbol || (length <= 5 && (last == '.' || last == ')') && length > 1) ||
           (length == 1 && !g_unichar_isalnum(g_utf8_get_char(word->text)));
}

/* The word at a place of the sheet's order. */
static const MbTableWord *ordered_word(const Growth *growth, guint place)
{
    return mb_table_sheet_word(growth->sheet, g_array_index(growth->sheet->order, guint, place));
}

static void look_at_segment(const Growth *growth, guint index, Look *look)
{
    const MbTableSegment *segment = mb_table_sheet_segment(growth->sheet, index);
    look->texts++;
    look->values += segment->is_value;
    for (guint w = segment->first; !segment->is_value && w < segment->first + segment->count; w++)
        look->characters += (guint)g_utf8_strlen(ordered_word(growth, w)->text, -1) + 1;
}

/* Whether a line holds a figure right of its first text. */
static bool has_figures(const Growth *growth, guint i)
{
    const GArray *line = line_at(growth, i);
    for (guint k = 1; k < line->len; k++)
        if (mb_table_sheet_segment(growth->sheet, g_array_index(line, guint, k))->is_value)
            return true;
    return false;
}

/* Names of columns, above the first figures, do not count among the texts. */
static Look look_at(const Growth *growth)
{
    Look look = {0};
    guint body = growth->first;
    while (body < growth->last && !has_figures(growth, body))
        body++;
    body = body == growth->last || body > growth->first + MOST_HEADER_LINES ? growth->first : body;
    for (guint i = growth->first; i <= growth->last; i++) {
        const GArray *line = line_at(growth, i);
        bool blank = false;
        for (guint k = 0; k < line->len; k++) {
            const MbTableSegment *segment = mb_table_sheet_segment(growth->sheet, g_array_index(line, guint, k));
            for (guint w = segment->first; w < segment->first + segment->count; w++)
                blank |= is_blank(ordered_word(growth, w)->text);
            if (k > 0 && i >= body)
                look_at_segment(growth, g_array_index(line, guint, k), &look);
        }
        const MbTableSegment *head = mb_table_sheet_segment(growth->sheet, g_array_index(line, guint, 0));
        look.labels += line->len > 1 && head->count == 1 && is_point(ordered_word(growth, head->first));
        look.blanks += blank;
    }
    return look;
}

/* Columns in which at least two lines have text. */
static guint count_columns(const Growth *growth)
{
    guint count = 0;
    for (guint i = 0; i < growth->columns->len; i++)
        count += g_array_index(growth->columns, MbTableColumn, i).fills >= 2;
    return count;
}

/* Whether every segment of the line at the top is bold, and hardly any below: names of columns. */
static bool has_names(const Growth *growth)
{
    guint bold = 0, all = 0;
    const GArray *top = line_at(growth, growth->first);
    for (guint i = growth->first; i <= growth->last; i++) {
        const GArray *line = line_at(growth, i);
        for (guint k = 0; k < line->len; k++) {
            bool is_bold = mb_table_sheet_segment(growth->sheet, g_array_index(line, guint, k))->is_bold;
            if (i == growth->first && !is_bold)
                return false;
            bold += is_bold;
            all++;
        }
    }
    return top->len >= LEAST_NAMED && (bold - top->len) * 4 <= all - top->len;
}

/* Whether a segment may be the number of a page: of four digits at most, or in small roman letters; *page becomes it, or stays. */
static bool is_page(const Growth *growth, guint index, int *page)
{
    const MbTableSegment *segment = mb_table_sheet_segment(growth->sheet, index);
    const char *text = ordered_word(growth, segment->first)->text;
    if (segment->count != 1 || strlen(text) > 4)
        return false;
    if (strspn(text, "ivxlc") == strlen(text))
        return true;
    *page = atoi(text);
    return strspn(text, "0123456789") == strlen(text);
}

/* Whether a row of dots stands at the end of a segment. */
static bool ends_in_leader(const Growth *growth, guint index)
{
    const MbTableSegment *segment = mb_table_sheet_segment(growth->sheet, index);
    return ordered_word(growth, segment->first + segment->count - 1)->is_leader;
}

/*
 * Titles with the numbers of their pages, ascending: contents. Without leaders
 * from the first line on; with them, a line of names may stand above.
 */
static bool is_contents(const Growth *growth)
{
    int last = 0;
    guint led = 0;
    for (guint i = growth->first; i <= growth->last; i++) {
        const GArray *line = line_at(growth, i);
        int page = last;
        if (line->len == 1)
            continue;
        bool is_led = ends_in_leader(growth, g_array_index(line, guint, 0));
        bool is_entry = line->len == 2 && is_page(growth, g_array_index(line, guint, 1), &page) && page >= last;
        led += is_led;
        if (!is_entry && (is_led || i > growth->first))
            return false;
        last = is_entry ? page : last;
    }
    const GArray *top = line_at(growth, growth->first);
    return led * 2 > growth->several || (top->len == 2 && is_page(growth, g_array_index(top, guint, 1), &last));
}

static bool is_table(const Growth *growth)
{
    Look look = look_at(growth);
    guint columns = count_columns(growth);
    if (is_contents(growth))
        return false;
    bool bounded = growth->rules >= 2 && growth->has_top && growth->has_bottom;
    if (columns < 2 || look.texts == 0 || look.blanks * 3 > growth->several || look.labels * 2 > growth->several)
        return false;
    double share = (double)look.values / look.texts;
    if (bounded && growth->several >= LEAST_ROWS_WITH_RULES)
        return share >= SHARE_WITH_RULES || (growth->several >= 3 && look.characters <= LONGEST_MEAN_TEXT * (look.texts - look.values));
    if (has_names(growth) && columns == line_at(growth, growth->first)->len && growth->several > LEAST_NAMED)
        return true;
    guint least = LEAST_ROWS_WITHOUT_RULES + (columns == 2);
    return growth->several >= least && share >= SHARE_WITHOUT_RULES;
}

/* Header lines: a line that reaches over columns, or a rule below it, makes a row of its own. */
static GArray *part_header(const MbTableSheet *sheet, MbBox box, const GPtrArray *lines, const GArray *columns, const GArray *rows)
{
    guint header = rows->len > 1 ? g_array_index(rows, guint, 1) : 0;
    GArray *starts = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autofree guint64 *spans = mb_table_spans_find(sheet, lines, columns);
    for (guint i = 0; i < header; i++) {
        bool parted = i == 0;
        if (i > 0) {
            MbBox above = mb_table_rows_line_box(sheet, lines->pdata[i - 1]), below = mb_table_rows_line_box(sheet, lines->pdata[i]);
            parted = spans[i - 1] || mb_table_columns_bridges(sheet, columns, lines->pdata[i - 1]);
            for (guint r = 0; r < sheet->across->len && !parted; r++) {
                const MbTableRule *rule = &g_array_index(sheet->across, MbTableRule, r);
                parted = rule->at > (above.y0 + above.y1) / 2 && rule->at < (below.y0 + below.y1) / 2 &&
                         MIN(rule->to, box.x1) - MAX(rule->from, box.x0) > 0.2 * mb_box_width(box);
            }
        }
        if (parted)
            g_array_append_val(starts, i);
    }
    for (guint i = header ? 1 : 0; i < rows->len; i++)
        g_array_append_val(starts, g_array_index(rows, guint, i));
    return starts;
}

static int by_x(gconstpointer a, gconstpointer b)
{
    const MbTableColumn *x = a, *y = b;
    return (x->x0 > y->x0) - (x->x0 < y->x0);
}

/* Icons that stand in no column of text are a column of their own. */
static void add_icon_columns(const MbTableSheet *sheet, MbBox box, GArray *columns)
{
    for (guint i = 0; i < sheet->page->regions->len; i++) {
        const MbRegion *region = mb_page_region(sheet->page, i);
        MbBox icon = mb_table_sheet_box_from_page(sheet, region->box);
        if (region->kind != MB_REGION_DECORATION || !mb_attrs_get(region->attrs, "icon") || !mb_box_has_centre(box, icon))
            continue;
        bool inside = false;
        for (guint c = 0; c < columns->len && !inside; c++) {
            MbTableColumn *column = &g_array_index(columns, MbTableColumn, c);
            inside = icon.x1 > column->x0 && icon.x0 < column->x1;
        }
        if (!inside) {
            MbTableColumn made = {icon.x0, icon.x1, 1, 0};
            g_array_append_val(columns, made);
            g_array_sort(columns, by_x);
        }
    }
}

/* The grid of the lines inside a box; NULL when they have no columns. */
static MbTableGrid *grid_of_lines(MbTableSheet *sheet, MbBox box)
{
    g_autoptr(GPtrArray) lines = mb_table_columns_lines_in(sheet, box);
    g_autoptr(GArray) columns = mb_table_columns_find(sheet, lines, NULL);
    add_icon_columns(sheet, box, columns);
    if (columns->len < 2 || lines->len < 2)
        return NULL;
    g_autoptr(GArray) rows = mb_table_rows_find_open(sheet, lines, columns);
    g_autoptr(GArray) starts = part_header(sheet, box, lines, columns, rows);
    GArray *across = g_array_new(FALSE, FALSE, sizeof(MbTableRule)), *down = g_array_new(FALSE, FALSE, sizeof(MbTableRule));
    g_autoptr(MbTableGrid) grid = mb_table_grid_new(box, across, down);
    mb_table_grid_part_columns(grid, sheet, lines, columns);
    mb_table_grid_part_rows(grid, sheet, lines, starts, columns, 0);
    mb_table_grid_set_borders(grid);
    mb_table_grid_fill(grid, sheet);
    return g_steal_pointer(&grid);
}

/* Whether most rows have text in several cells, and two of five cells text: the lettering of a chart has not. */
static bool has_rows(const MbTableGrid *grid)
{
    guint rows = mb_table_grid_rows(grid), several = 0, texts = 0;
    g_autofree guint *filled = g_new0(guint, rows + 1);
    for (guint i = 0; i < grid->cells->len; i++) {
        const MbTableCell *cell = grid->cells->pdata[i];
        filled[cell->row] += cell->words->len > 0;
        texts += cell->words->len > 0;
    }
    for (guint r = 0; r < rows; r++)
        several += filled[r] > 1;
    return several * 2 > rows && texts * 5 >= grid->cells->len * 2;
}

/* Pictures that are known to be tables need no more proof than rows. */
static void find_pictured(MbTableSheet *sheet, GPtrArray *grids)
{
    guint before = grids->len;
    for (guint i = 0; i < sheet->page->regions->len; i++) {
        const MbRegion *region = mb_page_region(sheet->page, i);
        MbTableGrid *grid = region->kind == MB_REGION_TABLE ? grid_of_lines(sheet, mb_table_sheet_box_from_page(sheet, region->box)) : NULL;
        if (grid && has_rows(grid)) {
            g_ptr_array_add(grids, grid);
        } else if (grid) {
            mb_table_grid_release(grid, sheet);
            mb_table_grid_free(grid);
        }
    }
    if (grids->len > before)
        mb_table_sheet_set_lines(sheet);
}

static GPtrArray *all_lines(const MbTableSheet *sheet)
{
    GPtrArray *all = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    for (guint i = 0; i < sheet->lines->len; i++) {
        GArray *line = g_array_new(FALSE, FALSE, sizeof(guint));
        for (guint s = 0; s < mb_table_sheet_line(sheet, i)->count; s++) {
            guint index = mb_table_sheet_line(sheet, i)->first + s;
            g_array_append_val(line, index);
        }
        g_ptr_array_add(all, line);
    }
    return all;
}

void mb_table_find_aligned(MbTableSheet *sheet, GPtrArray *grids)
{
    find_pictured(sheet, grids);
    g_autoptr(GPtrArray) all = all_lines(sheet);
    for (guint i = 0; i < all->len; i++) {
        if (((GArray *)all->pdata[i])->len < 2)
            continue;
        Growth growth = {.sheet = sheet, .all = all, .first = i, .last = i, .several = 1, .box = mb_table_sheet_line(sheet, i)->box};
        g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(MbTableColumn));
        growth.columns = columns;
        mb_table_columns_add(sheet, columns, all->pdata[i]);
        grow_down(&growth);
        grow_up(&growth);
        take_tail(&growth);
        count_rules(&growth);
        MbBox box = {growth.box.x0 - 1, growth.box.y0 - 1, growth.box.x1 + 1, growth.box.y1 + 1};
        MbTableGrid *grid = is_table(&growth) ? grid_of_lines(sheet, box) : NULL;
        if (grid && mb_table_grid_is_staggered(grid)) {
            mb_table_grid_release(grid, sheet);
            g_clear_pointer(&grid, mb_table_grid_free);
        }
        if (grid) {
            g_ptr_array_add(grids, grid);
            i = growth.last;
        }
    }
}
