/*
 * Gaps that are too narrow to part two cells by themselves, and stand where the
 * lines around have wide ones: the longest label beside the longest figure.
 */
#include "sheet.h"

/* Narrowest gap that may part cells, in font sizes: spaces are 0.25 to 0.35, in headings up to 0.4. */
#define NARROWEST 0.42
/* Lines looked at on each side, and their greatest distance, in heights of a line. */
#define LINES_AROUND 8
#define WIDEST_PITCH 2.6
/* Lines with a wide gap there that are wanted. */
#define LEAST_WITNESSES 2
/* How much wider than the middle one of its line's other gaps it must be: in justified lines all are alike. */
#define WIDER_THAN_SPACES 1.3
/* The share of the narrow gap that must lie in the wide one. */
#define COVERED 0.35

/* A narrow gap, and the outer ends of the texts that it parts. */
typedef struct {
    double x0, x1;
    double left, right;
} Gap;

static const MbTableWord *ordered(const MbTableSheet *sheet, guint place)
{
    return mb_table_sheet_word(sheet, g_array_index(sheet->order, guint, place));
}

/*
 * What a line says of a gap: 1 it has a wide one there, and beside it texts in
 * line with those that the gap parts; -1 text stands across; 0 neither.
 */
static int witness(const MbTableSheet *sheet, const MbTableLine *line, Gap gap)
{
    for (guint s = line->first; s < line->first + line->count; s++) {
        MbBox box = mb_table_sheet_segment(sheet, s)->box;
        if (box.x0 < gap.x0 && box.x1 > gap.x1)
            return -1;
        if (s + 1 == line->first + line->count)
            break;
        MbBox next = mb_table_sheet_segment(sheet, s + 1)->box;
        if (MIN(next.x0, gap.x1) - MAX(box.x1, gap.x0) >= COVERED * (gap.x1 - gap.x0) && box.x1 > gap.left && next.x0 < gap.right)
            return 1;
    }
    return 0;
}

/* Counts the lines with a wide gap there in one direction from a line, as far as they follow closely and no text stands across. */
static guint count_witnesses(const MbTableSheet *sheet, guint from, int step, Gap gap)
{
    guint count = 0, i = from;
    for (guint k = 0; k < LINES_AROUND && (step > 0 ? i + 1 < sheet->lines->len : i > 0); k++) {
        const MbTableLine *here = mb_table_sheet_line(sheet, i);
        i = step > 0 ? i + 1 : i - 1;
        const MbTableLine *next = mb_table_sheet_line(sheet, i);
        double height = MAX(mb_box_height(here->box), mb_box_height(next->box));
        int said = witness(sheet, next, gap);
        if (ABS(next->box.y0 - here->box.y0) > WIDEST_PITCH * height || said < 0)
            break;
        count += said > 0;
    }
    return count;
}

static double gap_before(const MbTableSheet *sheet, guint place)
{
    return ordered(sheet, place)->box.x0 - ordered(sheet, place - 1)->box.x1;
}

static bool parts_cells(const MbTableSheet *sheet, guint line, const MbTableSegment *segment, guint place)
{
    const MbTableWord *left = ordered(sheet, place - 1), *right = ordered(sheet, place);
    Gap gap = {left->box.x1, right->box.x0, segment->box.x0, segment->box.x1};
    return gap.x1 - gap.x0 >= NARROWEST * MAX(left->size, right->size) &&
           count_witnesses(sheet, line, -1, gap) + count_witnesses(sheet, line, 1, gap) >= LEAST_WITNESSES;
}

static int by_width(gconstpointer a, gconstpointer b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Adds the cuts of one segment, but for gaps that are no wider than its spaces. */
static void cut_segment(const MbTableSheet *sheet, guint line, const MbTableSegment *segment, GArray *cuts)
{
    g_autoptr(GArray) spaces = g_array_new(FALSE, FALSE, sizeof(double));
    guint first = cuts->len;
    for (guint w = segment->first + 1; w < segment->first + segment->count; w++) {
        double gap = gap_before(sheet, w);
        if (parts_cells(sheet, line, segment, w))
            g_array_append_val(cuts, w);
        else
            g_array_append_val(spaces, gap);
    }
    g_array_sort(spaces, by_width);
    double space = spaces->len ? g_array_index(spaces, double, spaces->len / 2) : 0;
    for (guint i = cuts->len; i-- > first;)
        if (gap_before(sheet, g_array_index(cuts, guint, i)) < WIDER_THAN_SPACES * space)
            g_array_remove_index(cuts, i);
}

GArray *mb_table_sheet_find_tight_cuts(const MbTableSheet *sheet)
{
    GArray *cuts = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < sheet->lines->len; i++) {
        const MbTableLine *line = mb_table_sheet_line(sheet, i);
        for (guint s = line->first; s < line->first + line->count; s++)
            cut_segment(sheet, i, mb_table_sheet_segment(sheet, s), cuts);
    }
    return cuts;
}
