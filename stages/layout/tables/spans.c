#include "spans.h"

#include "rows.h"

#include <math.h>

/* Font sizes, and share of their width, by which a text may stand off the middle of its columns: figures fill them unevenly. */
#define OFF_MIDDLE 1.0
#define OFF_MIDDLE_SHARE 0.06
/* A text in the middle of the table begins this share of its width from the left; indented labels do not. */
#define LEAST_INDENT 0.1
/* A text that fits its own column nearly as well as a group heads the group: the middle of three columns is both. */
#define NEARLY 0.8
/* White space to the names below, as a share of that between rows of figures, from which the text is a row of its own. */
#define LIKE_ROWS 0.75
/* White space between rows, in heights of a line, under which rows cannot be told from lines of a cell. */
#define LEAST_ROW_GAP 0.3
/* Points: rules under a text may touch its descenders, and end as far before its sides. */
#define UNDER_BASELINE 2.0
/* A rule under a group's name is shorter than this share of the table, and as long as this share of each of its columns. */
#define MOST_OF_TABLE 0.95
#define UNDER_RULE 0.5

static const MbTableColumn *column_at(const GArray *columns, guint i)
{
    return &g_array_index(columns, MbTableColumn, i);
}

static const GArray *line_at(const GPtrArray *lines, guint i)
{
    return lines->pdata[i];
}

static const MbTableSegment *segment_of(const MbTableSheet *sheet, const GArray *line, guint i)
{
    return mb_table_sheet_segment(sheet, g_array_index(line, guint, i));
}

static double middle_of(MbBox box)
{
    return (box.x0 + box.x1) / 2;
}

static double middle_of_columns(const GArray *columns, guint a, guint b)
{
    return (column_at(columns, a)->x0 + column_at(columns, b)->x1) / 2;
}

guint64 mb_table_spans_all(const GArray *columns)
{
    guint64 mask = 0;
    for (guint c = 0; c + 1 < columns->len; c++)
        mask |= mb_table_column_bit(c);
    return mask;
}

/* Whether a column holds figures, or nearly. */
static bool is_of_figures(const MbTableColumn *column)
{
    return column->values * 2 >= column->fills && column->values > 0;
}

/* A text alone in the middle of a table of figures, between rows: it heads those below. */
static bool heads_group(const MbTableSheet *sheet, const GPtrArray *lines, const GArray *columns, guint i)
{
    guint first = 0, last = columns->len - 1;
    const GArray *line = line_at(lines, i);
    if (line->len != 1 || columns->len < 3 || i == 0 || line_at(lines, i - 1)->len < 2 || line_at(lines, i + 1)->len < 2)
        return false;
    const MbTableSegment *text = segment_of(sheet, line, 0);
    double width = column_at(columns, columns->len - 1)->x1 - column_at(columns, 0)->x0;
    mb_table_columns_reach(sheet, columns, line, g_array_index(line, guint, 0), &first, &last);
    return !text->is_value && text->box.x0 > column_at(columns, 0)->x0 + LEAST_INDENT * width && is_of_figures(column_at(columns, last)) &&
           fabs(middle_of(text->box) - middle_of_columns(columns, 0, columns->len - 1)) <= OFF_MIDDLE_SHARE * width;
}

/* Columns in which a line has text; the first bit is the first column's. */
static guint64 filled_columns(const MbTableSheet *sheet, const GArray *line, const GArray *columns)
{
    guint64 filled = 0;
    for (guint i = 0; i < line->len; i++) {
        guint first, last;
        if (!mb_table_columns_reach(sheet, columns, line, g_array_index(line, guint, i), &first, &last))
            continue;
        for (guint c = first; c <= last; c++)
            filled |= mb_table_column_bit(c);
    }
    return filled;
}

/* The columns from `low` to `high`, around the one under a text, that it is centred over: the widest group of those nearly as good. */
static bool find_group(const MbTableSheet *sheet, const GArray *columns, const MbTableSegment *text, guint main, guint low,
                       guint high, guint *a, guint *b)
{
    double best = G_MAXDOUBLE, size = sheet->size;
    for (guint from = main + 1; from-- > low;)
        for (guint to = main; to <= high; to++) {
            double off = fabs(middle_of(text->box) - middle_of_columns(columns, from, to));
            double width = column_at(columns, to)->x1 - column_at(columns, from)->x0;
            if (off > OFF_MIDDLE * size + OFF_MIDDLE_SHARE * width || off - NEARLY * size * (to - from) >= best)
                continue;
            best = off - NEARLY * size * (to - from);
            *a = from;
            *b = to;
        }
    return best < G_MAXDOUBLE;
}

/* The median white space between neighbouring lines of figures; 0 without. */
static double gap_of_rows(const MbTableSheet *sheet, const GPtrArray *lines, guint from)
{
    double least = G_MAXDOUBLE;
    for (guint i = from; i + 1 < lines->len; i++) {
        double gap = mb_table_rows_line_box(sheet, line_at(lines, i + 1)).y0 - mb_table_rows_line_box(sheet, line_at(lines, i)).y1;
        if (line_at(lines, i)->len > 1 && line_at(lines, i + 1)->len > 1)
            least = MIN(least, gap);
    }
    return least < G_MAXDOUBLE ? least : 0;
}

/* Whether a line of names stands over another as a row of its own does, not as the first line of broken names. */
static bool stands_as_row(const MbTableSheet *sheet, const GPtrArray *lines, guint i, guint below, guint first_figures)
{
    MbBox upper = mb_table_rows_line_box(sheet, line_at(lines, i)), lower = mb_table_rows_line_box(sheet, line_at(lines, below));
    double usual = gap_of_rows(sheet, lines, first_figures);
    return usual > LEAST_ROW_GAP * mb_box_height(upper) && lower.y0 - upper.y1 >= LIKE_ROWS * usual;
}

/* The rule under a text that is drawn over a group of columns, not over the whole table; NULL without. */
static const MbTableRule *rule_under(const MbTableSheet *sheet, const GArray *columns, MbBox text, double bottom)
{
    double whole = column_at(columns, columns->len - 1)->x1 - column_at(columns, 0)->x0;
    for (guint i = 0; i < sheet->across->len; i++) {
        const MbTableRule *rule = &g_array_index(sheet->across, MbTableRule, i);
        if (rule->at > text.y1 - UNDER_BASELINE && rule->at < bottom && rule->from <= text.x0 + UNDER_BASELINE &&
            rule->to >= text.x1 - UNDER_BASELINE && rule->to - rule->from < MOST_OF_TABLE * whole)
            return rule;
    }
    return NULL;
}

/* The columns under a rule, right of the labels; false when it stands under less than two. */
static bool find_ruled_group(const GArray *columns, const MbTableRule *rule, guint *a, guint *b)
{
    guint count = 0;
    for (guint c = 1; c < columns->len; c++) {
        const MbTableColumn *column = column_at(columns, c);
        if (MIN(column->x1, rule->to) - MAX(column->x0, rule->from) < UNDER_RULE * (column->x1 - column->x0))
            continue;
        *a = count++ ? *a : c;
        *b = c;
    }
    return count > 1;
}

/* What the texts of a line head. */
typedef struct {
    guint64 mask, covered;
    guint low;    /* the first column that is not headed yet */
    guint groups; /* of several columns */
    bool ruled;   /* a rule shows one of them */
} Heading;

/* The columns that one text of a line heads; false when it heads none. */
static bool head_columns(const MbTableSheet *sheet, const GArray *columns, const GArray *line, guint k, double bottom, Heading *heading)
{
    guint main, last, next, unused, a = 0, b = 0, high = columns->len - 1;
    const MbTableSegment *text = segment_of(sheet, line, k);
    if (!mb_table_columns_reach(sheet, columns, line, g_array_index(line, guint, k), &main, &last))
        return false;
    if (main == 0 && last == 0)
        return true;
    if (k + 1 < line->len && mb_table_columns_reach(sheet, columns, line, g_array_index(line, guint, k + 1), &next, &unused))
        high = MAX(last, next - 1);
    const MbTableRule *rule = rule_under(sheet, columns, text->box, bottom);
    bool ruled = rule && find_ruled_group(columns, rule, &a, &b);
    if (!ruled && (main < heading->low || !find_group(sheet, columns, text, main, heading->low, high, &a, &b) || b < last))
        return false;
    for (guint c = a; c <= b; c++) {
        heading->covered |= mb_table_column_bit(c);
        heading->mask |= c < b ? mb_table_column_bit(c) : 0;
    }
    heading->groups += b > a;
    heading->ruled |= ruled;
    heading->low = b + 1;
    return true;
}

/* The borders that the texts of a line take away over the names in the next line of names. */
static guint64 span_names(const MbTableSheet *sheet, const GPtrArray *lines, const GArray *columns, guint i, guint below,
                          guint first_figures)
{
    const GArray *line = line_at(lines, i);
    guint64 wanted = filled_columns(sheet, line_at(lines, below), columns) & ~mb_table_column_bit(0);
    double bottom = mb_table_rows_line_box(sheet, line_at(lines, below)).y0 + UNDER_BASELINE;
    Heading heading = {.low = 1};
    for (guint k = 0; k < line->len; k++)
        if (!head_columns(sheet, columns, line, k, bottom, &heading))
            return 0;
    if (heading.ruled)
        return heading.mask;
    bool all = (wanted & ~heading.covered) == 0;
    return heading.groups && all && (heading.groups > 1 || stands_as_row(sheet, lines, i, below, first_figures)) ? heading.mask : 0;
}

/* The next line below a line that has text right of the labels. */
static guint next_named(const MbTableSheet *sheet, const GPtrArray *lines, const GArray *columns, guint i)
{
    do
        i++;
    while (i < lines->len && !(filled_columns(sheet, line_at(lines, i), columns) & ~mb_table_column_bit(0)));
    return i;
}

/* The first line with a figure beside its first column that is no year. */
static guint find_figures(const MbTableSheet *sheet, const GPtrArray *lines, const GArray *columns)
{
    for (guint i = 0; i < lines->len; i++) {
        g_autoptr(GPtrArray) one = g_ptr_array_new();
        g_ptr_array_add(one, lines->pdata[i]);
        if (mb_table_rows_count_valued(sheet, one, columns) && !mb_table_rows_has_years_alone(sheet, line_at(lines, i)))
            return i;
    }
    return lines->len;
}

/* The columns with the lines' texts and values counted anew: those of a drawn grid come without. */
static GArray *count_texts(const MbTableSheet *sheet, const GPtrArray *lines, const GArray *columns)
{
    GArray *counted = g_array_copy((GArray *)columns);
    for (guint c = 0; c < counted->len; c++)
        g_array_index(counted, MbTableColumn, c).fills = g_array_index(counted, MbTableColumn, c).values = 0;
    for (guint i = 0; i < lines->len; i++)
        for (guint k = 0; k < line_at(lines, i)->len; k++) {
            guint first, last;
            if (!mb_table_columns_reach(sheet, columns, line_at(lines, i), g_array_index(line_at(lines, i), guint, k), &first, &last))
                continue;
            g_array_index(counted, MbTableColumn, first).fills++;
            g_array_index(counted, MbTableColumn, first).values += segment_of(sheet, line_at(lines, i), k)->is_value;
        }
    return counted;
}

guint64 *mb_table_spans_find(const MbTableSheet *sheet, const GPtrArray *lines, const GArray *columns)
{
    guint64 *masks = g_new0(guint64, lines->len + 1);
    guint figures = find_figures(sheet, lines, columns);
    if (figures == lines->len)
        return masks;
    g_autoptr(GArray) counted = count_texts(sheet, lines, columns);
    for (guint i = 0; i + 1 < lines->len; i++) {
        if (i + 1 >= figures && heads_group(sheet, lines, counted, i))
            masks[i] = mb_table_spans_all(columns);
        guint below = i + 1 < figures ? next_named(sheet, lines, columns, i) : figures;
        if (below < figures && line_at(lines, i)->len < line_at(lines, below)->len)
            masks[i] = span_names(sheet, lines, columns, i, below, figures);
    }
    return masks;
}
