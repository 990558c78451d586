#include "ground.h"

#include <string.h>

#define PAINTS 20000      /* of one page; more are a map */
#define CELLS 600000      /* a page of a report has some thousands */
#define WORK 20000000     /* cells painted in all, each as often as it is painted */
#define SNAP 0.05         /* points: cuts that are closer are one; files round to hundredths */

static int by_value(gconstpointer a, gconstpointer b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* Sorts cuts and keeps one of those that lie together. */
static void join_cuts(GArray *cuts)
{
    g_array_sort(cuts, by_value);
    guint kept = 0;
    for (guint i = 0; i < cuts->len; i++)
        if (!kept || mb_ground_cut(cuts, i) - mb_ground_cut(cuts, kept - 1) > SNAP)
            g_array_index(cuts, double, kept++) = mb_ground_cut(cuts, i);
    g_array_set_size(cuts, kept);
}

static void add_cuts(GArray *cuts, double low, double high)
{
    g_array_append_val(cuts, low);
    g_array_append_val(cuts, high);
}

static void find_cuts(MbGround *ground, const MbContent *content, MbBox page)
{
    add_cuts(ground->x, page.x0, page.x1);
    add_cuts(ground->y, page.y0, page.y1);
    for (guint i = 0; i < content->paints->len; i++) {
        const MbPaint *paint = &g_array_index(content->paints, MbPaint, i);
        if (paint->kind == MB_PAINT_SHAPE)
            continue;
        add_cuts(ground->x, paint->box.x0, paint->box.x1);
        add_cuts(ground->y, paint->box.y0, paint->box.y1);
        for (guint s = paint->first; s < paint->first + paint->sides; s++) {
            const MbSide *side = &g_array_index(content->sides, MbSide, s);
            g_array_append_val(ground->x, side->x);
            add_cuts(ground->y, side->y0, side->y1);
        }
    }
    join_cuts(ground->x);
    join_cuts(ground->y);
    ground->columns = ground->x->len - 1;
    ground->rows = ground->y->len - 1;
}

/* The cut nearest to a place. */
static guint find_nearest(const GArray *cuts, double at)
{
    guint i = mb_ground_find(cuts, at);
    return mb_ground_cut(cuts, i + 1) - at < at - mb_ground_cut(cuts, i) ? i + 1 : i;
}

static guint32 mix(guint32 under, guint32 over, double alpha)
{
    guint32 mixed = 0;
    if (alpha >= 1 || under == MB_GROUND_PICTURE)
        return alpha >= 0.5 ? over : under;
    for (int shift = 0; shift < 24; shift += 8)
        mixed |= (guint32)((under >> shift & 255) * (1 - alpha) + (over >> shift & 255) * alpha + 0.5) << shift;
    return mixed;
}

static void paint_cell(MbGround *ground, gsize cell, const MbPaint *paint, guint index)
{
    ground->colours[cell] = paint->kind == MB_PAINT_PICTURE ? MB_GROUND_PICTURE : mix(ground->colours[cell], paint->colour, paint->alpha);
    if (paint->alpha >= 0.5)
        ground->paints[cell] = index;
}

/* How often the sides wind around the cells of a row, by the change at each column. */
static void wind_row(const MbGround *ground, const MbContent *content, const MbPaint *paint, guint row, int *changes)
{
    double middle = (mb_ground_cut(ground->y, row) + mb_ground_cut(ground->y, row + 1)) / 2;
    memset(changes, 0, (ground->columns + 1) * sizeof *changes);
    for (guint s = paint->first; s < paint->first + paint->sides; s++) {
        const MbSide *side = &g_array_index(content->sides, MbSide, s);
        if (middle > side->y0 && middle < side->y1)
            changes[find_nearest(ground->x, side->x)] += side->sign;
    }
}

static void paint_row(MbGround *ground, const MbContent *content, guint index, guint row, guint from, guint to, int *changes)
{
    const MbPaint *paint = &g_array_index(content->paints, MbPaint, index);
    gsize first = (gsize)row * ground->columns;
    if (!paint->sides) {
        for (guint i = from; i < to; i++)
            paint_cell(ground, first + i, paint, index);
        return;
    }
    wind_row(ground, content, paint, row, changes);
    int winding = 0;
    for (guint i = 0; i < to; i++) {
        winding += changes[i];
        if (i >= from && (paint->even_odd ? winding % 2 : winding))
            paint_cell(ground, first + i, paint, index);
    }
}

/* Paints one after the other; false when there is too much to be painted. */
static bool paint_all(MbGround *ground, const MbContent *content)
{
    g_autofree int *changes = g_new(int, ground->columns + 1);
    gsize work = 0;
    for (guint i = 0; i < content->paints->len; i++) {
        const MbPaint *paint = &g_array_index(content->paints, MbPaint, i);
        if (paint->kind == MB_PAINT_SHAPE)
            continue;
        guint from = find_nearest(ground->x, paint->box.x0), to = find_nearest(ground->x, paint->box.x1);
        guint top = find_nearest(ground->y, paint->box.y0), bottom = find_nearest(ground->y, paint->box.y1);
        work += (gsize)(to - from + 1) * (bottom - top + 1) + (gsize)(bottom - top + 1) * paint->sides;
        if (work > WORK)
            return false;
        for (guint row = top; row < bottom; row++)
            paint_row(ground, content, i, row, from, to, changes);
    }
    return true;
}

MbGround *mb_ground_new(const MbContent *content, MbBox page)
{
    if (content->paints->len > PAINTS)
        return NULL;
    g_autoptr(MbGround) ground = g_new0(MbGround, 1);
    ground->x = g_array_new(FALSE, FALSE, sizeof(double));
    ground->y = g_array_new(FALSE, FALSE, sizeof(double));
    find_cuts(ground, content, page);
    gsize cells = (gsize)ground->columns * ground->rows;
    if (!cells || cells > CELLS)
        return NULL;
    ground->colours = g_new(guint32, cells);
    ground->paints = g_new(guint, cells);
    for (gsize i = 0; i < cells; i++) {
        ground->colours[i] = 0xFFFFFF;
        ground->paints[i] = MB_GROUND_PAPER;
    }
    return paint_all(ground, content) ? g_steal_pointer(&ground) : NULL;
}

void mb_ground_free(MbGround *ground)
{
    if (!ground)
        return;
    g_array_unref(ground->x);
    g_array_unref(ground->y);
    g_free(ground->colours);
    g_free(ground->paints);
    g_free(ground);
}

guint mb_ground_find(const GArray *cuts, double at)
{
    guint low = 0, high = cuts->len;
    while (low < high) {
        guint middle = (low + high) / 2;
        if (mb_ground_cut(cuts, middle) <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return MIN(low ? low - 1 : 0, cuts->len - 2);
}

int mb_ground_luma(guint32 colour)
{
    if (colour == MB_GROUND_PICTURE)
        return -1;
    return (int)(((colour >> 16 & 255) * 77 + (colour >> 8 & 255) * 150 + (colour & 255) * 29) >> 8); /* Rec. 601 in 256ths */
}
