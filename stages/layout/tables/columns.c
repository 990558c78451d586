#include "columns.h"

/* Narrowest white space between two columns, in font sizes: a space is 0.25 to 0.35. */
#define NARROWEST_GAP 0.4
/* A segment leans over its neighbour column's edge when less than this share of that column is under it. */
#define LEANING 0.4
/* A text in the middle of the table, as a share of its width, that begins so far from its left: it heads rows. */
#define OFF_MIDDLE 0.03
#define LEAST_INDENT 0.1
/* Texts of the lines above and below it. */
#define ROW 3
/* Lines that the name of a column takes at most. */
#define NAME_LINES 2
/* When more than this share of the lines reaches over columns, the line that made the columns was no row. */
#define MOST_BRIDGING 0.34

static MbTableColumn *column_at(const GArray *columns, guint i)
{
    return &g_array_index(columns, MbTableColumn, i);
}

GPtrArray *mb_table_columns_lines_in(const MbTableSheet *sheet, MbBox box)
{
    GPtrArray *lines = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    for (guint i = 0; i < sheet->lines->len; i++) {
        const MbTableLine *line = mb_table_sheet_line(sheet, i);
        if (line->box.y1 < box.y0 || line->box.y0 > box.y1)
            continue;
        g_autoptr(GArray) inside = g_array_new(FALSE, FALSE, sizeof(guint));
        for (guint s = line->first; s < line->first + line->count; s++)
            if (mb_box_has_centre(box, mb_table_sheet_segment(sheet, s)->box))
                g_array_append_val(inside, s);
        if (inside->len)
            g_ptr_array_add(lines, g_steal_pointer(&inside));
    }
    return lines;
}

double mb_table_columns_border(const GArray *columns, guint i)
{
    return (column_at(columns, i)->x1 + column_at(columns, i + 1)->x0) / 2;
}

/* Whether another segment of the line has its middle in the column. */
static bool has_own(const MbTableSheet *sheet, const GArray *line, guint segment, const MbTableColumn *column)
{
    for (guint i = 0; i < line->len; i++) {
        guint other = g_array_index(line, guint, i);
        MbBox box = mb_table_sheet_segment(sheet, other)->box;
        double middle = (box.x0 + box.x1) / 2;
        if (other != segment && middle >= column->x0 && middle <= column->x1)
            return true;
    }
    return false;
}

static double overlap(MbBox box, const MbTableColumn *column)
{
    return MIN(box.x1, column->x1) - MAX(box.x0, column->x0);
}

bool mb_table_columns_reach(const MbTableSheet *sheet, const GArray *columns, const GArray *line, guint segment, guint *first, guint *last)
{
    MbBox box = mb_table_sheet_segment(sheet, segment)->box;
    double margin = NARROWEST_GAP * sheet->size / 2, most = 0;
    guint main = 0;
    bool found = false;
    for (guint i = 0; i < columns->len; i++) {
        double both = overlap(box, column_at(columns, i));
        if (both > -margin && (!found || both > most)) {
            most = both;
            main = i;
            found = true;
        }
    }
    if (!found)
        return false;
    *first = *last = main;
    for (guint i = 0; i < columns->len; i++) {
        const MbTableColumn *column = column_at(columns, i);
        double both = overlap(box, column);
        if (i == main || both <= LEANING * (column->x1 - column->x0) || has_own(sheet, line, segment, column))
            continue;
        *first = MIN(*first, i);
        *last = MAX(*last, i);
    }
    return true;
}

bool mb_table_columns_reach_over(const MbTableSheet *sheet, const GArray *columns, const GArray *line, guint column)
{
    for (guint i = 0; i < line->len; i++) {
        guint first, last;
        if (mb_table_columns_reach(sheet, columns, line, g_array_index(line, guint, i), &first, &last) && first <= column && last > column)
            return true;
    }
    return false;
}

bool mb_table_columns_bridges(const MbTableSheet *sheet, const GArray *columns, const GArray *line)
{
    for (guint i = 0; i < line->len; i++) {
        guint first, last;
        if (mb_table_columns_reach(sheet, columns, line, g_array_index(line, guint, i), &first, &last) && last > first)
            return true;
    }
    return false;
}

static int by_x(gconstpointer a, gconstpointer b)
{
    const MbTableColumn *x = a, *y = b;
    return (x->x0 > y->x0) - (x->x0 < y->x0);
}

/* Widens a column by a segment, but never over its neighbours. */
static void widen(GArray *columns, guint i, const MbTableSegment *segment)
{
    MbTableColumn *column = column_at(columns, i);
    double low = i ? column_at(columns, i - 1)->x1 : -G_MAXDOUBLE, high = i + 1 < columns->len ? column_at(columns,
            i + 1)->x0 : G_MAXDOUBLE;
    column->x0 = MIN(column->x0, MAX(segment->box.x0, low));
    column->x1 = MAX(column->x1, MIN(segment->box.x1, high));
    column->fills++;
    column->values += segment->is_value;
}

/* Whether a text alone on its line stands in the white space between two columns: it heads both, or all. */
static bool stands_between(const GArray *columns, const GArray *line, const MbTableSegment *segment)
{
    return line->len == 1 && columns->len >= 2 && !segment->is_value && segment->box.x0 > column_at(columns, 0)->x1 &&
           segment->box.x1 < column_at(columns, columns->len - 1)->x0;
}

void mb_table_columns_add(const MbTableSheet *sheet, GArray *columns, const GArray *line)
{
    for (guint i = 0; i < line->len; i++) {
        guint index = g_array_index(line, guint, i), first, last;
        const MbTableSegment *segment = mb_table_sheet_segment(sheet, index);
        if (mb_table_columns_reach(sheet, columns, line, index, &first, &last)) {
            widen(columns, first, segment);
            continue;
        }
        if (stands_between(columns, line, segment))
            continue;
        MbTableColumn made = {segment->box.x0, segment->box.x1, 1, segment->is_value};
        g_array_append_val(columns, made);
        g_array_sort(columns, by_x);
    }
}

/* Lines with most segments first, since they know the columns best; equal ones from below, where the body is. */
static int by_count(gconstpointer a, gconstpointer b, gpointer data)
{
    const GPtrArray *lines = data;
    guint i = *(const guint *)a, j = *(const guint *)b, p = ((GArray *)lines->pdata[i])->len, q = ((GArray *)lines->pdata[j])->len;
    return p != q ? (p < q) - (p > q) : (i < j) - (i > j);
}

/* Whether a text alone on its line stands in the middle of the table: it heads a group of rows, and is in no column. */
static bool heads_rows(const MbTableSheet *sheet, const GPtrArray *lines, MbBox table, guint i)
{
    const GArray *line = lines->pdata[i], *above = i ? lines->pdata[i - 1] : NULL, *below = i + 1 < lines->len ? lines->pdata[i + 1] : NULL;
    if (line->len != 1 || !above || above->len < ROW || !below || below->len < ROW)
        return false;
    const MbTableSegment *text = mb_table_sheet_segment(sheet, g_array_index(line, guint, 0));
    double off = ABS((text->box.x0 + text->box.x1) - (table.x0 + table.x1)) / 2, width = mb_box_width(table);
    return !text->is_value && off <= OFF_MIDDLE * width && text->box.x0 > table.x0 + LEAST_INDENT * width;
}

static MbBox box_of_lines(const MbTableSheet *sheet, const GPtrArray *lines)
{
    MbBox box = {0};
    for (guint i = 0; i < lines->len; i++)
        for (guint k = 0; k < ((GArray *)lines->pdata[i])->len; k++)
            box = mb_box_union(box, mb_table_sheet_segment(sheet, g_array_index((GArray *)lines->pdata[i], guint, k))->box);
    return box;
}

/* Makes columns of the lines in the given order from `skip` on; returns how many lines of several segments bridge. */
static guint fill_columns(const MbTableSheet *sheet, const GPtrArray *lines, const guint *order, guint skip, GArray *columns,
                          bool *bridging)
{
    guint count = 0;
    MbBox table = box_of_lines(sheet, lines);
    g_array_set_size(columns, 0);
    for (guint k = 0; k < lines->len; k++) {
        guint i = order[(k + skip) % lines->len];
        const GArray *line = lines->pdata[i];
        bridging[i] = mb_table_columns_bridges(sheet, columns, line);
        if (bridging[i])
            count += line->len > 1;
        else if (!heads_rows(sheet, lines, table, i))
            mb_table_columns_add(sheet, columns, line);
    }
    return count;
}

/* Where a column has text of its own: not what reaches over it from another. */
typedef struct {
    bool *has;           /* per line */
    bool is_dated;       /* all its values are years */
    guint first, last;   /* lines with text */
    guint first_value;   /* line with a value; the number of lines without */
} Use;

static Use use_of(const MbTableSheet *sheet, const GPtrArray *lines, const GArray *columns, guint column)
{
    Use use = {.has = g_new0(bool, lines->len + 1), .first = lines->len, .first_value = lines->len, .is_dated = true};
    for (guint i = 0; i < lines->len; i++) {
        const GArray *line = lines->pdata[i];
        for (guint k = 0; k < line->len; k++) {
            guint index = g_array_index(line, guint, k), low, high;
            if (!mb_table_columns_reach(sheet, columns, line, index, &low, &high) || low != column || high != column)
                continue;
            use.first = MIN(use.first, i);
            use.last = i;
            use.has[i] = true;
            if (!mb_table_sheet_segment(sheet, index)->is_value)
                continue;
            bool is_date = mb_table_segment_is_year(sheet, index);
            use.is_dated &= is_date;
            if (!is_date)
                use.first_value = MIN(use.first_value, i);
        }
    }
    return use;
}

/*
 * Whether one of two neighbours holds nothing but the name of the other: it
 * ends above the line where the other begins, or above its first figure with
 * no line that has text in both.
 */
static bool is_name_of(const MbTableColumn *name, Use use, const MbTableColumn *other, Use others, guint lines)
{
    if (name->fills > NAME_LINES || name->fills >= other->fills || (name->values && !use.is_dated))
        return false;
    if (use.last < others.first)
        return true;
    bool meet = false;
    for (guint i = 0; i < lines; i++)
        meet |= use.has[i] && others.has[i];
    return !meet && other->values * 2 >= other->fills && use.last < others.first_value;
}

static void merge_with_next(GArray *columns, guint c)
{
    MbTableColumn *left = column_at(columns, c), *right = column_at(columns, c + 1);
    left->x1 = right->x1;
    left->fills += right->fills;
    left->values += right->values;
    g_array_remove_index(columns, c + 1);
}

static bool may_merge(const MbTableSheet *sheet, const GPtrArray *lines, const GArray *columns, guint c)
{
    const MbTableColumn *left = column_at(columns, c), *right = column_at(columns, c + 1);
    if (MIN(left->fills, right->fills) > NAME_LINES)
        return false;
    Use use = use_of(sheet, lines, columns, c), next = use_of(sheet, lines, columns, c + 1);
    bool may = is_name_of(left, use, right, next, lines->len) || is_name_of(right, next, left, use, lines->len);
    g_free(use.has);
    g_free(next.has);
    return may;
}

/*
 * A name that stands beside its figures, not over them (centred over figures
 * that are set to the right), makes a column of its own. Such columns are one;
 * between two that it might name, it names the nearer.
 */
static void merge_names(const MbTableSheet *sheet, const GPtrArray *lines, GArray *columns)
{
    for (guint c = 0; c + 1 < columns->len;) {
        if (!may_merge(sheet, lines, columns, c)) {
            c++;
            continue;
        }
        double gap = column_at(columns, c + 1)->x0 - column_at(columns, c)->x1;
        double next = c + 2 < columns->len ? column_at(columns, c + 2)->x0 - column_at(columns, c + 1)->x1 : gap;
        bool is_name = column_at(columns, c + 1)->fills < column_at(columns, c)->fills;
        bool is_next = is_name && next < gap && may_merge(sheet, lines, columns, c + 1);
        merge_with_next(columns, c + is_next);
    }
}

GArray *mb_table_columns_find(const MbTableSheet *sheet, const GPtrArray *lines, bool **bridging)
{
    GArray *columns = g_array_new(FALSE, FALSE, sizeof(MbTableColumn));
    g_autofree guint *order = g_new(guint, lines->len + 1);
    g_autofree bool *bridges = g_new0(bool, lines->len + 1);
    for (guint i = 0; i < lines->len; i++)
        order[i] = i;
    g_qsort_with_data(order, (int)lines->len, sizeof *order, by_count, (gpointer)lines);
    for (guint skip = 0; skip < MIN(3, lines->len); skip++)
        if (fill_columns(sheet, lines, order, skip, columns, bridges) <= MOST_BRIDGING * lines->len)
            break;
    merge_names(sheet, lines, columns);
    if (bridging)
        *bridging = g_steal_pointer(&bridges);
    return columns;
}
