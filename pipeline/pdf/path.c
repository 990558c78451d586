#include "path.h"

#include <math.h>

#define SEGMENTS 4096   /* of one path; longer ones are shapes of a map or a drawing */
#define STRAIGHT 0.06   /* points by which a side may lean: files round to hundredths */
#define BORDER 4.0      /* points: thinner shapes are borders with slanting ends */
#define ROUNDED 0.7     /* the straight part of the outline of a box with rounded corners */
#define HAIRLINE 0.25   /* points: what a line of no width is taken for */
#define SOLID_GAP 3.0   /* points: dashes that are closer make a line */
#define FAINTEST 0.03   /* less of a colour is not seen */

typedef struct {
    double x0, y0, x1, y1;
    bool is_curve, is_end; /* is_end: of its subpath */
} Segment;

struct MbPath {
    GArray *segments; /* Segment */
    double x, y, start_x, start_y;
    MbBox box;
    bool has_points, is_open, is_long;
};

MbMatrix mb_matrix_multiply(MbMatrix m, MbMatrix n)
{
    return (MbMatrix){m.a * n.a + m.b * n.c,       m.a * n.b + m.b * n.d,       m.c * n.a + m.d * n.c,
                      m.c * n.b + m.d * n.d,       m.e * n.a + m.f * n.c + n.e, m.e * n.b + m.f * n.d + n.f};
}

MbPath *mb_path_new(void)
{
    MbPath *path = g_new0(MbPath, 1);
    path->segments = g_array_new(FALSE, FALSE, sizeof(Segment));
    return path;
}

void mb_path_free(MbPath *path)
{
    if (!path)
        return;
    g_array_unref(path->segments);
    g_free(path);
}

void mb_path_clear(MbPath *path)
{
    g_array_set_size(path->segments, 0);
    path->has_points = path->is_open = path->is_long = false;
}

static void take_point(MbPath *path, MbMatrix m, double x, double y)
{
    path->x = m.a * x + m.c * y + m.e;
    path->y = m.b * x + m.d * y + m.f;
    if (!path->has_points)
        path->box = (MbBox){path->x, path->y, path->x, path->y};
    path->box = (MbBox){MIN(path->box.x0, path->x), MIN(path->box.y0, path->y), MAX(path->box.x1, path->x), MAX(path->box.y1, path->y)};
    path->has_points = true;
}

static void end_subpath(MbPath *path)
{
    if (path->segments->len)
        g_array_index(path->segments, Segment, path->segments->len - 1).is_end = true;
    path->is_open = false;
}

static void append_segment(MbPath *path, double x0, double y0, bool is_curve)
{
    Segment segment = {x0, y0, path->x, path->y, is_curve, false};
    path->is_long = path->is_long || path->segments->len >= SEGMENTS;
    if (!path->is_long)
        g_array_append_val(path->segments, segment);
    path->is_open = true;
}

void mb_path_move(MbPath *path, MbMatrix m, double x, double y)
{
    end_subpath(path);
    take_point(path, m, x, y);
    path->start_x = path->x, path->start_y = path->y;
}

void mb_path_line(MbPath *path, MbMatrix m, double x, double y)
{
    double from_x = path->x, from_y = path->y;
    take_point(path, m, x, y);
    append_segment(path, from_x, from_y, false);
}

void mb_path_curve(MbPath *path, MbMatrix m, double x, double y)
{
    double from_x = path->x, from_y = path->y;
    take_point(path, m, x, y);
    append_segment(path, from_x, from_y, true);
}

void mb_path_close(MbPath *path)
{
    if (!path->is_open)
        return;
    double from_x = path->x, from_y = path->y;
    path->x = path->start_x, path->y = path->start_y;
    if (fabs(from_x - path->x) > STRAIGHT || fabs(from_y - path->y) > STRAIGHT)
        append_segment(path, from_x, from_y, false);
    end_subpath(path);
}

void mb_path_box(MbPath *path, MbMatrix m, double x, double y, double width, double height)
{
    mb_path_move(path, m, x, y);
    mb_path_line(path, m, x + width, y);
    mb_path_line(path, m, x + width, y + height);
    mb_path_line(path, m, x, y + height);
    mb_path_close(path);
}

static MbBox cut(MbBox box, MbBox by)
{
    return (MbBox){MAX(box.x0, by.x0), MAX(box.y0, by.y0), MIN(box.x1, by.x1), MIN(box.y1, by.y1)};
}

void mb_paint_append(GArray *paints, const MbInk *ink, MbPaintKind kind, MbBox box)
{
    MbPaint paint = {.box = cut(box, ink->clip), .kind = kind, .colour = ink->colour, .alpha = ink->alpha};
    if (ink->alpha < FAINTEST || !(paint.box.x0 < paint.box.x1 && paint.box.y0 < paint.box.y1))
        return;
    if (ink->is_clip_shape && kind != MB_PAINT_SHAPE)
        paint.kind = MB_PAINT_SHAPE;
    else if (ink->is_pattern && kind == MB_PAINT_BOX)
        paint.kind = MB_PAINT_PICTURE;
    g_array_append_val(paints, paint);
}

static const Segment *segment_at(const MbPath *path, guint i)
{
    return &g_array_index(path->segments, Segment, i);
}

static bool is_across(const Segment *s)
{
    return !s->is_curve && fabs(s->y1 - s->y0) <= STRAIGHT;
}

static bool is_down(const Segment *s)
{
    return !s->is_curve && fabs(s->x1 - s->x0) <= STRAIGHT;
}

/* The index behind the last segment of the subpath that begins at `from`. */
static guint find_end(const MbPath *path, guint from)
{
    while (from < path->segments->len && !segment_at(path, from)->is_end)
        from++;
    return MIN(from + 1, path->segments->len);
}

static MbBox measure_box(const MbPath *path, guint from, guint to)
{
    MbBox box = {G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE};
    for (guint i = from; i < to; i++) {
        const Segment *s = segment_at(path, i);
        box.x0 = MIN(box.x0, MIN(s->x0, s->x1)), box.x1 = MAX(box.x1, MAX(s->x0, s->x1));
        box.y0 = MIN(box.y0, MIN(s->y0, s->y1)), box.y1 = MAX(box.y1, MAX(s->y0, s->y1));
    }
    return box;
}

/* What the outline of a subpath is. */
typedef enum { OUTLINE_BOX, OUTLINE_CORNERS, OUTLINE_SHAPE } Outline;

/* Filling closes a subpath, so the line back to its start counts as well. */
static Outline find_outline(const MbPath *path, guint from, guint to, MbBox box)
{
    double straight = 0, on_box = 0, around = 2 * (box.x1 - box.x0 + box.y1 - box.y0);
    Segment closing = {segment_at(path, to - 1)->x1, segment_at(path, to - 1)->y1, segment_at(path, from)->x0, segment_at(path, from)->y0,
                       false, false};
    bool has_slant = false;
    for (guint i = from; i <= to; i++) {
        const Segment *s = i < to ? segment_at(path, i) : &closing;
        bool across = is_across(s), down = is_down(s);
        has_slant = has_slant || (!across && !down);
        double length = across ? fabs(s->x1 - s->x0) : down ? fabs(s->y1 - s->y0) : 0, near = 4 * STRAIGHT;
        bool is_outer = across ? s->y0 - box.y0 < near || box.y1 - s->y0 < near : s->x0 - box.x0 < near || box.x1 - s->x0 < near;
        straight += length;
        on_box += is_outer ? length : 0;
    }
    bool is_whole = on_box >= 0.98 * around && straight <= 1.05 * around;
    double thin = MIN(box.x1 - box.x0, box.y1 - box.y0), long_side = MAX(box.x1 - box.x0, box.y1 - box.y0);
    if ((!has_slant && is_whole) || (has_slant && on_box >= ROUNDED * around) || (thin <= BORDER && long_side >= 4 * thin))
        return OUTLINE_BOX;
    return has_slant ? OUTLINE_SHAPE : OUTLINE_CORNERS;
}

static void append_side(GArray *sides, const Segment *s)
{
    MbSide side = {(s->x0 + s->x1) / 2, MIN(s->y0, s->y1), MAX(s->y0, s->y1), s->y1 > s->y0 ? 1 : -1};
    if (is_down(s) && side.y1 > side.y0)
        g_array_append_val(sides, side);
}

static void append_sides(const MbPath *path, guint from, guint to, GArray *sides)
{
    for (guint i = from; i < to; i++)
        append_side(sides, segment_at(path, i));
    append_side(sides, &(Segment){segment_at(path, to - 1)->x1, segment_at(path, to - 1)->y1, segment_at(path, from)->x0,
                                  segment_at(path, from)->y0, false, false});
}

/* Whether subpaths only add up: boxes that do not overlap, of which each can be painted for itself. */
static bool is_plain(const MbPath *path)
{
    g_autoptr(GArray) boxes = g_array_new(FALSE, FALSE, sizeof(MbBox));
    for (guint from = 0, to; from < path->segments->len; from = to) {
        to = find_end(path, from);
        MbBox box = measure_box(path, from, to);
        if (find_outline(path, from, to, box) != OUTLINE_BOX)
            return false;
        for (guint i = 0; i < boxes->len; i++) {
            MbBox other = g_array_index(boxes, MbBox, i), both = cut(box, other);
            if (both.x1 - both.x0 > STRAIGHT && both.y1 - both.y0 > STRAIGHT)
                return false;
        }
        if (boxes->len < 64) /* later ones are not compared: a drawing */
            g_array_append_val(boxes, box);
    }
    return true;
}

static bool has_slant(const MbPath *path)
{
    for (guint i = 0; i < path->segments->len; i++)
        if (!is_across(segment_at(path, i)) && !is_down(segment_at(path, i)))
            return true;
    return false;
}

void mb_path_fill(const MbPath *path, const MbInk *ink, bool even_odd, GArray *paints, GArray *sides)
{
    if (!path->has_points || path->is_long || !path->segments->len) {
        if (path->has_points)
            mb_paint_append(paints, ink, MB_PAINT_SHAPE, path->box);
    } else if (is_plain(path)) {
        for (guint from = 0, to; from < path->segments->len; from = to) {
            to = find_end(path, from);
            mb_paint_append(paints, ink, MB_PAINT_BOX, measure_box(path, from, to));
        }
    } else if (has_slant(path)) {
        mb_paint_append(paints, ink, MB_PAINT_SHAPE, path->box);
    } else {
        guint before = paints->len, first = sides->len;
        mb_paint_append(paints, ink, MB_PAINT_BOX, path->box);
        for (guint from = 0, to; paints->len > before && from < path->segments->len; from = to) {
            to = find_end(path, from);
            append_sides(path, from, to, sides);
        }
        if (paints->len > before) {
            MbPaint *paint = &g_array_index(paints, MbPaint, paints->len - 1);
            paint->first = first, paint->sides = sides->len - first, paint->even_odd = even_odd;
        }
    }
}

void mb_path_stroke(const MbPath *path, const MbInk *ink, GArray *paints)
{
    if (ink->gap > SOLID_GAP)
        return;
    for (guint i = 0; i < path->segments->len; i++) {
        const Segment *s = segment_at(path, i);
        bool across = is_across(s);
        if (!across && !is_down(s))
            continue;
        double half = MAX(ink->width[across ? 1 : 0], HAIRLINE) / 2, reach = ink->reach * 2 * half;
        MbBox box = {MIN(s->x0, s->x1), MIN(s->y0, s->y1), MAX(s->x0, s->x1), MAX(s->y0, s->y1)};
        double along = across ? reach : half, aside = across ? half : reach;
        box.x0 -= along, box.x1 += along, box.y0 -= aside, box.y1 += aside;
        mb_paint_append(paints, ink, MB_PAINT_BOX, box);
    }
}

MbBox mb_path_bounds(const MbPath *path)
{
    return path->has_points ? path->box : (MbBox){0, 0, 0, 0};
}

void mb_path_clip(const MbPath *path, MbInk *ink)
{
    MbBox box = mb_path_bounds(path);
    guint to = find_end(path, 0);
    bool is_box = !path->is_long && path->segments->len && to == path->segments->len && find_outline(path, 0, to, box) == OUTLINE_BOX;
    ink->clip = cut(ink->clip, box);
    ink->is_clip_shape = ink->is_clip_shape || (path->segments->len && !is_box);
}
