#include "rows.h"

#include "spans.h"

#include <string.h>

/* A gap between lines is wide when it is this many times the other one: leading inside a cell differs from that between rows. */
#define WIDER 1.25
/* In a column of text, gaps this much apart from each other are of two kinds. */
#define TWO_KINDS 1.3
/* Label lines that fill this share of the column's width were broken by it. */
#define FULL_LINE 0.85

/* What one line holds. */
typedef struct {
    double top, bottom;
    guint64 filled, values; /* bit per column */
    guint count;            /* columns filled */
    gunichar label;         /* first character in the first column, 0 without */
    double label_end;       /* right end of the text in the first column */
    bool ends_open;         /* that text ends with ':' */
    bool heads_group;       /* in the middle of the table, over all columns */
    bool is_bold;           /* all of the line */
} Fact;

guint64 mb_table_column_bit(guint column)
{
    return G_GUINT64_CONSTANT(1) << MIN(column, 63);
}

static guint64 bit(guint column)
{
    return mb_table_column_bit(column);
}

MbBox mb_table_rows_line_box(const MbTableSheet *sheet, const GArray *line)
{
    MbBox box = {0};
    for (guint i = 0; i < line->len; i++)
        box = mb_box_union(box, mb_table_sheet_segment(sheet, g_array_index(line, guint, i))->box);
    return box;
}

static void note_label(const MbTableSheet *sheet, const MbTableSegment *segment, Fact *fact)
{
    const char *first = mb_table_sheet_word(sheet, g_array_index(sheet->order, guint, segment->first))->text;
    const char *last = mb_table_sheet_word(sheet, g_array_index(sheet->order, guint, segment->first + segment->count - 1))->text;
    if (!fact->label)
        fact->label = g_utf8_get_char(first);
    fact->label_end = segment->box.x1;
    fact->ends_open = g_str_has_suffix(last, ":");
}

static Fact fact_of(const MbTableSheet *sheet, const GArray *line, const GArray *columns)
{
    MbBox box = mb_table_rows_line_box(sheet, line);
    Fact fact = {.top = box.y0, .bottom = box.y1, .is_bold = true};
    for (guint i = 0; i < line->len; i++) {
        guint index = g_array_index(line, guint, i), first = 0, last = 0;
        const MbTableSegment *segment = mb_table_sheet_segment(sheet, index);
        if (!mb_table_columns_reach(sheet, columns, line, index, &first, &last))
            continue;
        fact.is_bold &= segment->is_bold;
        fact.count += (fact.filled & bit(first)) == 0;
        for (guint c = first; c <= last; c++)
            fact.filled |= bit(c);
        if (segment->is_value && first == last)
            fact.values |= bit(first);
        if (first == 0)
            note_label(sheet, segment, &fact);
    }
    return fact;
}

static Fact *facts_of(const MbTableSheet *sheet, const GPtrArray *lines, const GArray *columns)
{
    Fact *facts = g_new0(Fact, lines->len + 1);
    g_autofree guint64 *spans = mb_table_spans_find(sheet, lines, columns);
    for (guint i = 0; i < lines->len; i++) {
        facts[i] = fact_of(sheet, lines->pdata[i], columns);
        facts[i].heads_group = columns->len > 1 && spans[i] == mb_table_spans_all(columns);
    }
    return facts;
}

guint mb_table_rows_count_valued(const MbTableSheet *sheet, const GPtrArray *lines, const GArray *columns)
{
    guint count = 0;
    for (guint i = 0; i < lines->len; i++)
        count += (fact_of(sheet, lines->pdata[i], columns).values & ~bit(0)) != 0;
    return count;
}

/* Fewest lines of text that are taken for rows without a rule between them. */
#define LEAST_LISTED 3

bool mb_table_rows_are_lines(const MbTableSheet *sheet, const GPtrArray *lines, const GArray *columns)
{
    for (guint i = 0; i < lines->len; i++) {
        const GArray *line = lines->pdata[i];
        Fact fact = fact_of(sheet, line, columns);
        if (!fact.label || fact.count + 1 < columns->len || fact.count < 2)
            return false;
        for (guint k = 0; k < line->len; k++) {
            guint first = mb_table_sheet_segment(sheet, g_array_index(line, guint, k))->first;
            if (g_unichar_islower(g_utf8_get_char(mb_table_sheet_word(sheet, g_array_index(sheet->order, guint, first))->text)))
                return false;
        }
    }
    return lines->len >= LEAST_LISTED;
}

/* Whether a line numbers the columns: "(1) (2) (3)". */
static bool is_numbering(const MbTableSheet *sheet, const GArray *line)
{
    for (guint i = 0; i < line->len; i++) {
        const MbTableSegment *segment = mb_table_sheet_segment(sheet, g_array_index(line, guint, i));
        g_autofree char *wanted = g_strdup_printf("(%u)", i + 1);
        if (segment->count != 1 || strcmp(mb_table_sheet_word(sheet, g_array_index(sheet->order, guint, segment->first))->text, wanted))
            return false;
    }
    return line->len >= LEAST_LISTED;
}

/* Makes the line that numbers the columns a row of its own. */
static GArray *part_numbering(const MbTableSheet *sheet, const GPtrArray *lines, GArray *starts)
{
    for (guint i = 1, k = 0; i < lines->len; i++) {
        if (!is_numbering(sheet, lines->pdata[i]) && !is_numbering(sheet, lines->pdata[i - 1]))
            continue;
        while (k < starts->len && g_array_index(starts, guint, k) < i)
            k++;
        if (k == starts->len || g_array_index(starts, guint, k) > i)
            g_array_insert_val(starts, k, i);
    }
    return starts;
}

static GArray *starts_of(const bool *starts, guint count)
{
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < count; i++)
        if (i == 0 || starts[i])
            g_array_append_val(rows, i);
    return rows;
}

/* Lines filled, and lines with a value, in one column. */
static void count_column(const Fact *facts, guint count, guint column, guint *filled, guint *values)
{
    *filled = *values = 0;
    for (guint i = 0; i < count; i++) {
        *filled += (facts[i].filled & bit(column)) != 0;
        *values += (facts[i].values & bit(column)) != 0;
    }
}

/* Marks the lines on which a column of nothing but values has one; returns the number of such columns with two or more. */
static guint mark_value_lines(const Fact *facts, guint count, guint columns, bool *marked)
{
    guint stacked = 0;
    for (guint c = 0; c < columns; c++) {
        guint filled, values;
        count_column(facts, count, c, &filled, &values);
        if (values < 2 || values < filled)
            continue;
        stacked++;
        for (guint i = 0; i < count; i++)
            marked[i] |= (facts[i].values & bit(c)) != 0;
    }
    return stacked;
}

/* Whether a column of a bounded row agrees with rows at the marked lines; *spans tells that its one line belongs to all. */
static bool column_agrees(const Fact *facts, guint count, guint column, const bool *marked, bool *spans, bool *aligned)
{
    guint filled = 0, outside = 0;
    for (guint i = 0; i < count; i++) {
        bool here = (facts[i].filled & bit(column)) != 0;
        filled += here;
        outside += here && !marked[i];
    }
    *spans = filled == 1;
    *aligned = filled >= 2 && outside == 0;
    return filled <= 1 || outside == 0 || column == 0;
}

/* Rows of bounded lines, as promised; the line that numbers the columns is not parted yet. */
static GArray *find_closed(const MbTableSheet *sheet, const GPtrArray *lines, const GArray *columns, bool is_few, guint64 *spans)
{
    guint count = lines->len, aligned_columns = 0;
    bool labelled = is_few, valued = false;
    g_autofree Fact *facts = facts_of(sheet, lines, columns);
    g_autofree bool *marked = g_new0(bool, count + 1);
    g_autofree bool *none = g_new0(bool, count + 1);
    *spans = 0;
    if (count < 2 || !mark_value_lines(facts, count, columns->len, marked))
        return starts_of(none, count);
    for (guint c = 0; c < columns->len; c++) {
        bool is_span, aligned;
        if (!column_agrees(facts, count, c, marked, &is_span, &aligned))
            return starts_of(none, count);
        guint filled, values;
        count_column(facts, count, c, &filled, &values);
        labelled |= aligned && values < filled && !valued;
        valued |= aligned && values == filled;
        aligned_columns += aligned;
        if (is_span)
            *spans |= bit(c);
    }
    if (aligned_columns < 2 || !labelled)
        return starts_of(none, count);
    bool seen = false;
    for (guint i = 0; i < count; i++) {
        bool starts = marked[i] && seen;
        seen |= marked[i];
        marked[i] = starts;
    }
    return starts_of(marked, count);
}

GArray *mb_table_rows_find_closed(const MbTableSheet *sheet, const GPtrArray *lines, const GArray *columns, bool is_few, guint64 *spans)
{
    return part_numbering(sheet, lines, find_closed(sheet, lines, columns, is_few, spans));
}

bool mb_table_rows_has_years_alone(const MbTableSheet *sheet, const GArray *line)
{
    guint years = 0;
    for (guint i = 0; i < line->len; i++) {
        guint segment = g_array_index(line, guint, i);
        if (!mb_table_sheet_segment(sheet, segment)->is_value)
            continue;
        if (!mb_table_segment_is_year(sheet, segment))
            return false;
        years++;
    }
    return years > 0;
}

/* Lines with a figure beside the first column are rows of their own; header lines of years above them are not. */
static guint mark_anchors(const MbTableSheet *sheet, const GPtrArray *lines, const Fact *facts, bool *anchors)
{
    guint marked = 0;
    for (guint i = 0; i < lines->len; i++) {
        anchors[i] = (facts[i].values & ~bit(0)) != 0 && !is_numbering(sheet, lines->pdata[i]);
        if (anchors[i] && marked == 0 && mb_table_rows_has_years_alone(sheet, lines->pdata[i]))
            anchors[i] = false;
        marked += anchors[i];
    }
    return marked;
}

static double gap_above(const Fact *facts, guint i)
{
    return facts[i].bottom - facts[i - 1].bottom;
}

/* Whether a line without figures goes on with what the line above says. */
static bool continues(const Fact *facts, const bool *anchors, guint count, guint i, double width_end)
{
    const Fact *line = &facts[i], *above = &facts[i - 1];
    if (above->heads_group)
        return false;
    double before = gap_above(facts, i), after = i + 1 < count ? gap_above(facts, i + 1) : before * WIDER;
    if (!(line->filled & bit(0)))
        return anchors[i - 1] || after > before;
    if (g_unichar_islower(line->label))
        return true;
    if (after > before * WIDER)
        return (above->filled & bit(0)) != 0;
    return !anchors[i] && above->label && !above->is_bold == !line->is_bold && above->label_end > width_end && before <= after;
}

/* Whether a line without figures is the beginning of the row of the line below. */
static bool leads(const Fact *facts, const bool *anchors, guint count, guint i, double width_end)
{
    if (i + 1 >= count)
        return false;
    const Fact *line = &facts[i], *below = &facts[i + 1];
    double after = gap_above(facts, i + 1), before = i ? gap_above(facts, i) : after;
    if (!(line->filled & bit(0)))
        return after <= before;
    if (line->ends_open || (line->is_bold && !below->is_bold))
        return false;
    if (!below->label)
        return anchors[i + 1] && after <= before * WIDER;
    return g_unichar_islower(below->label) || before > after * WIDER || line->label_end > width_end;
}

static double column_end(const Fact *facts, guint count)
{
    double most = 0;
    for (guint i = 0; i < count; i++)
        most = MAX(most, facts[i].label_end);
    return most;
}

/*
 * The first line of the rows: that with the first figures, or the lowest of the
 * labels alone above it. Names of columns stand above those.
 */
static guint find_body(const Fact *facts, guint first)
{
    guint body = first;
    while (body > 0 && facts[body - 1].filled == bit(0))
        body--;
    for (guint i = 0; i < body; i++)
        if (facts[i].filled & ~bit(0))
            return body;
    return first;
}

/* Rows of a table of figures. The lines above the first figures or labels are left as one row: the header decides there. */
static void find_valued(const Fact *facts, const bool *anchors, guint count, const GArray *columns, bool *starts)
{
    double end = column_end(facts, count), full = end - (1 - FULL_LINE) * (end - g_array_index(columns, MbTableColumn, 0).x0);
    bool led = false;
    guint first = 0;
    while (first < count && !anchors[first])
        first++;
    first = find_body(facts, first);
    for (guint i = 1; i < count; i++) {
        bool joined = led;
        led = false;
        if (i < first || joined) {
            starts[i] = facts[i].heads_group;
            led = joined && !anchors[i] && i >= first && leads(facts, anchors, count, i, full);
            continue;
        }
        if (anchors[i] || i == first || facts[i].heads_group) {
            starts[i] = true;
            led = !anchors[i] && !facts[i].heads_group && leads(facts, anchors, count, i, full);
            continue;
        }
        if (continues(facts, anchors, count, i, full))
            continue;
        starts[i] = true;
        led = leads(facts, anchors, count, i, full);
    }
}

static int by_value(gconstpointer a, gconstpointer b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The gap that parts rows from lines of one row in a table of text, or 0 when all gaps are alike. */
static double row_gap(const Fact *facts, guint count)
{
    g_autofree double *gaps = g_new(double, count + 1);
    for (guint i = 1; i < count; i++)
        gaps[i - 1] = gap_above(facts, i);
    qsort(gaps, count - 1, sizeof *gaps, by_value);
    double widest = 0, border = 0;
    for (guint i = 1; i + 1 < count; i++)
        if (gaps[i - 1] > 0 && gaps[i] / gaps[i - 1] > MAX(widest, TWO_KINDS)) {
            widest = gaps[i] / gaps[i - 1];
            border = (gaps[i] + gaps[i - 1]) / 2;
        }
    return border;
}

bool mb_table_rows_are_parted(const MbTableSheet *sheet, const GPtrArray *lines, const GArray *columns)
{
    guint groups = 1;
    g_autofree Fact *facts = facts_of(sheet, lines, columns);
    double border = lines->len > 2 ? row_gap(facts, lines->len) : 0;
    for (guint i = 0; border > 0 && i < lines->len; i++) {
        if (i > 0 && gap_above(facts, i) <= border)
            continue;
        if (!facts[i].label || facts[i].count < 2 || facts[i].count + 1 < columns->len)
            return false;
        groups += i > 0;
    }
    return border > 0 && groups >= LEAST_LISTED;
}

/* Rows of a table of text. */
static void find_text(const Fact *facts, guint count, bool *starts)
{
    double border = count > 2 ? row_gap(facts, count) : 0;
    for (guint i = 1; i < count; i++) {
        if (border > 0 && gap_above(facts, i) > border)
            starts[i] = true;
        else
            starts[i] = border <= 0 && facts[i].count > 1 && facts[i].label && !g_unichar_islower(facts[i].label);
    }
}

GArray *mb_table_rows_find_open(const MbTableSheet *sheet, const GPtrArray *lines, const GArray *columns)
{
    guint count = lines->len;
    g_autofree Fact *facts = facts_of(sheet, lines, columns);
    g_autofree bool *anchors = g_new0(bool, count + 1);
    g_autofree bool *starts = g_new0(bool, count + 1);
    guint marked = mark_anchors(sheet, lines, facts, anchors);
    if (marked >= 2 && marked * 4 >= count)
        find_valued(facts, anchors, count, columns, starts);
    else if (count > 1)
        find_text(facts, count, starts);
    return part_numbering(sheet, lines, starts_of(starts, count));
}
