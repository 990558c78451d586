/* Marks of a sheet are gathered to runs of text, one line of one cell each. */
#include "sheet.h"

#include <stdlib.h>

/* Sets of marks that belong together: parents of a forest. */
static guint find_root(GArray *parents, guint i)
{
    while (g_array_index(parents, guint, i) != i) {
        guint *p = &g_array_index(parents, guint, i);
        *p = g_array_index(parents, guint, *p);
        i = *p;
    }
    return i;
}

static int compare_left(gconstpointer a, gconstpointer b)
{
    const MbMark *p = a, *q = b;
    return p->box.x0 != q->box.x0 ? p->box.x0 - q->box.x0 : p->box.y0 - q->box.y0;
}

static int compare_rows(gconstpointer a, gconstpointer b)
{
    const MbSegment *p = a, *q = b;
    return p->box.y0 != q->box.y0 ? p->box.y0 - q->box.y0 : p->box.x0 - q->box.x0;
}

/* Whether a vertical line stands between two marks. */
static bool is_parted(const GArray *lines, MbPixelBox a, MbPixelBox b)
{
    const int y = (MAX(a.y0, b.y0) + MIN(a.y1, b.y1)) / 2;
    for (guint i = 0; i < lines->len; i++) {
        const MbBar *line = &g_array_index(lines, MbBar, i);
        const int x = (line->box.x0 + line->box.x1) / 2;
        if (line->vertical && x >= a.x1 - 2 && x <= b.x0 + 2 && y >= line->box.y0 && y < line->box.y1)
            return true;
    }
    return false;
}

/* On one line: at least half of the lower mark lies beside the other; small marks (dots, dashes) may hang a quarter lower. */
static bool is_beside(MbPixelBox a, MbPixelBox b, int letter_px)
{
    const int slack = MIN(mb_pixel_box_height(a), mb_pixel_box_height(b)) < letter_px / 2 ? letter_px / 4 : 0;
    const int common = MIN(a.y1, b.y1) - MAX(a.y0, b.y0) + slack;
    return common * 2 >= MIN(mb_pixel_box_height(a), mb_pixel_box_height(b));
}

/* Larger than any letter: curves, frames, bars. */
static bool is_letter_like(const MbMark *mark, const MbSheet *sheet)
{
    return mb_pixel_box_height(mark->box) <= 3 * sheet->letter_px && mb_pixel_box_width(mark->box) <= 12 * sheet->letter_px;
}

/* Joins marks that follow each other with a gap of less than one letter height: word spaces are half of it, columns more. */
static void join_marks(const MbSheet *sheet, const GArray *marks, GArray *parents)
{
    for (guint i = 0; i < marks->len; i++) {
        const MbPixelBox a = g_array_index(marks, MbMark, i).box;
        for (guint j = i + 1; j < marks->len; j++) {
            const MbPixelBox b = g_array_index(marks, MbMark, j).box;
            if (b.x0 > a.x1 + sheet->letter_px)
                break;
            if (is_beside(a, b, sheet->letter_px) && !is_parted(sheet->lines, a, b))
                g_array_index(parents, guint, find_root(parents, j)) = find_root(parents, i);
        }
    }
}

static void grow(MbSegment *segment, const MbMark *mark)
{
    MbPixelBox *box = &segment->box;
    if (segment->marks++ == 0) {
        *box = mark->box;
        return;
    }
    box->x0 = MIN(box->x0, mark->box.x0);
    box->y0 = MIN(box->y0, mark->box.y0);
    box->x1 = MAX(box->x1, mark->box.x1);
    box->y1 = MAX(box->y1, mark->box.y1);
}

static GArray *gather(const GArray *marks, GArray *parents)
{
    g_autoptr(GArray) all = g_array_sized_new(FALSE, TRUE, sizeof(MbSegment), marks->len);
    g_array_set_size(all, marks->len);
    for (guint i = 0; i < marks->len; i++)
        grow(&g_array_index(all, MbSegment, find_root(parents, i)), &g_array_index(marks, MbMark, i));
    GArray *segments = g_array_new(FALSE, TRUE, sizeof(MbSegment));
    for (guint i = 0; i < all->len; i++)
        if (g_array_index(all, MbSegment, i).marks > 0)
            g_array_append_val(segments, g_array_index(all, MbSegment, i));
    return segments;
}

/* One or two marks above the next, closer than half a letter: writing that is turned by a quarter. */
static bool is_stacked(const MbSegment *a, const MbSegment *b, int letter_px)
{
    const int common = MIN(a->box.x1, b->box.x1) - MAX(a->box.x0, b->box.x0);
    const int width = MIN(mb_pixel_box_width(a->box), mb_pixel_box_width(b->box));
    return common * 2 >= width && b->box.y0 - a->box.y1 < letter_px / 2 && mb_pixel_box_width(b->box) < 2 * letter_px && b->marks <= 3;
}

/* Chains of four or more stacked segments become one turned segment. */
static GArray *join_stacks(GArray *segments, int letter_px)
{
    GArray *out = g_array_new(FALSE, TRUE, sizeof(MbSegment));
    g_autofree bool *used = g_new0(bool, segments->len + 1);
    for (guint i = 0; i < segments->len; i++) {
        if (used[i])
            continue;
        MbSegment whole = g_array_index(segments, MbSegment, i);
        g_autoptr(GArray) chain = g_array_new(FALSE, FALSE, sizeof(guint));
        g_array_append_val(chain, i);
        for (guint j = i + 1; j < segments->len && whole.marks <= 60 && mb_pixel_box_width(whole.box) < 2 * letter_px; j++) {
            const MbSegment *next = &g_array_index(segments, MbSegment, j);
            if (next->box.y0 > whole.box.y1 + letter_px)
                break;
            if (used[j] || !is_stacked(&whole, next, letter_px))
                continue;
            const MbMark mark = {next->box, 0};
            grow(&whole, &mark);
            whole.marks += next->marks - 1;
            g_array_append_val(chain, j);
        }
        if (chain->len < 4) {
            g_array_append_val(out, g_array_index(segments, MbSegment, i));
            continue;
        }
        for (guint k = 0; k < chain->len; k++)
            used[g_array_index(chain, guint, k)] = true;
        whole.turn = 1;
        g_array_append_val(out, whole);
    }
    return out;
}

GArray *mb_sheet_find_segments(const MbSheet *sheet)
{
    g_autoptr(GArray) marks = g_array_new(FALSE, FALSE, sizeof(MbMark));
    g_autoptr(GArray) parents = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < sheet->marks->len; i++)
        if (is_letter_like(&g_array_index(sheet->marks, MbMark, i), sheet))
            g_array_append_val(marks, g_array_index(sheet->marks, MbMark, i));
    g_array_sort(marks, compare_left);
    for (guint i = 0; i < marks->len; i++)
        g_array_append_val(parents, i);
    join_marks(sheet, marks, parents);
    g_autoptr(GArray) segments = gather(marks, parents);
    g_array_sort(segments, compare_rows);
    GArray *joined = join_stacks(segments, sheet->letter_px);
    g_array_sort(joined, compare_rows);
    return joined;
}

static int compare_ints(gconstpointer a, gconstpointer b)
{
    return *(const int *)a - *(const int *)b;
}

GArray *mb_sheet_find_spaces(const MbSheet *sheet, MbPixelBox box, double share)
{
    g_autoptr(GArray) inside = g_array_new(FALSE, FALSE, sizeof(MbMark));
    g_autoptr(GArray) heights = g_array_new(FALSE, FALSE, sizeof(int));
    GArray *spaces = g_array_new(FALSE, FALSE, sizeof(int));
    for (guint i = 0; i < sheet->marks->len; i++) {
        const MbMark mark = g_array_index(sheet->marks, MbMark, i);
        if (mark.box.x0 < box.x0 || mark.box.x1 > box.x1 || mark.box.y0 < box.y0 || mark.box.y1 > box.y1)
            continue;
        const int height = mb_pixel_box_height(mark.box);
        g_array_append_val(inside, mark);
        g_array_append_val(heights, height);
    }
    if (inside->len < 2)
        return spaces;
    g_array_sort(inside, compare_left);
    g_array_sort(heights, compare_ints);
    const double least = share * g_array_index(heights, int, heights->len / 2);
    int end = g_array_index(inside, MbMark, 0).box.x1;
    for (guint i = 1; i < inside->len; i++) {
        const MbPixelBox next = g_array_index(inside, MbMark, i).box;
        const int middle = (end + next.x0) / 2;
        if (next.x0 - end >= least)
            g_array_append_val(spaces, middle);
        end = MAX(end, next.x1);
    }
    return spaces;
}

int mb_sheet_count_marks(const MbSheet *sheet, MbPixelBox box, int x)
{
    int n = 0;
    for (guint i = 0; i < sheet->marks->len; i++) {
        const MbPixelBox mark = g_array_index(sheet->marks, MbMark, i).box;
        n += mark.x0 >= box.x0 && mark.x0 < x && mark.x1 <= box.x1 && mark.y0 >= box.y0 && mark.y1 <= box.y1;
    }
    return n;
}

/*
 * Without a space the sign follows at 0.15 of a letter, with one at 0.37 and
 * more. It is 1.1 letters wide; a figure with it 1.9 at least.
 */
int mb_sheet_find_percent(const MbSheet *sheet, MbPixelBox box)
{
    g_autoptr(GArray) spaces = mb_sheet_find_spaces(sheet, box, 0.28);
    const int x = spaces->len ? g_array_index(spaces, int, spaces->len - 1) : 0;
    return x > 0 && box.x1 - x <= 1.5 * mb_pixel_box_height(box) ? x : 0;
}
