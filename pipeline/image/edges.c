/* Straight edges between two tones: the sides of shaded cells, and pale lines that are none for bars.c. */
#include "image/look.h"

#include <stdlib.h>
#include <string.h>

enum {
    STEP = 7,         /* luma; the palest zebra rows that were met (#F5F5F5 on white) differ by 10 */
    SHORTEST = 16,    /* strokes of letters at 72 dpi are shorter up to 20-point type */
    INTERRUPTION = 3, /* pixels; a crossing line */
    SEAM = 27,        /* per cent: where two smoothed fills meet, a quarter of the white below shows through */
    SEAM_SIDE = 100,  /* luma; between darker fills a thin dark line on white looks the same, and is more usual */
    SEAM_WIDTH = 4,   /* pixels from one edge of a seam to the other */
    SMOOTH = 4,       /* pixels to each side over which noise is averaged: its mean falls to a third */
    TAIL = 4,         /* pixels from the edge of a line of text to what smoothing left beside it */
    HELD = 80,        /* per cent of an edge that must be seen without smoothing; of rows of letters 50 to 75 */
    LINE_SIDES = 6,   /* pixels from one side of a line to the other, smoothing included: lines up to 4 points */
    EDGES_MAX = 4000  /* of one page; more are a photograph */
};

/* An edge that grows: along x at height `at`, or along y. */
typedef struct {
    int at, from, to;
    int sign;     /* brighter (1) or darker (-1) beyond it */
    int doubled;  /* the step was seen at this many neighbouring places */
} Edge;

static int sign_of(int step)
{
    return step >= STEP ? 1 : step <= -STEP ? -1 : 0;
}

static void close_edge(GArray *edges, Edge *edge)
{
    if (edge->sign && edge->to - edge->from >= SHORTEST && edges->len < EDGES_MAX)
        g_array_append_val(edges, *edge);
    edge->sign = 0;
}

/* Lets an edge grow to a place or end before it. */
static void feed_edge(GArray *edges, Edge *edge, int at, int place, int sign)
{
    if (sign && edge->sign == sign) {
        edge->to = place + 1;
    } else if (sign) {
        close_edge(edges, edge);
        *edge = (Edge){.at = at, .from = place, .to = place + 1, .sign = sign};
    } else if (edge->sign && place - edge->to >= INTERRUPTION) {
        close_edge(edges, edge);
    }
}

static void find_across(const MbPicture *grey, GArray *edges)
{
    const int stride = grey->stride;
    for (int y = 1; y + 1 < grey->height_px; y++) {
        const guint8 *row = grey->pixels + (gsize)y * stride;
        Edge edge = {0};
        if (!memcmp(row - stride, row + stride, (gsize)grey->width_px))
            continue;
        for (int x = 0; x < grey->width_px; x++) {
            if (!edge.sign && x + 8 <= grey->width_px && !memcmp(row - stride + x, row + stride + x, 8))
                x += 7;
            else
                feed_edge(edges, &edge, y, x, sign_of(row[stride + x] - row[x - stride]));
        }
        close_edge(edges, &edge);
    }
}

/* Columns are followed row by row, so that memory is read in its order. */
static void find_down(const MbPicture *grey, GArray *edges)
{
    const int blocks = grey->width_px / 8 + 1;
    g_autofree Edge *open = g_new0(Edge, grey->width_px);
    g_autofree bool *busy = g_new0(bool, blocks);
    for (int y = 0; y < grey->height_px; y++) {
        const guint8 *row = grey->pixels + (gsize)y * grey->stride;
        for (int block = 0; block < blocks; block++) {
            const int from = MAX(1, block * 8), to = MIN(block * 8 + 8, grey->width_px - 1);
            if (to <= from || (!busy[block] && !memcmp(row + from - 1, row + from + 1, (gsize)(to - from))))
                continue;
            busy[block] = false;
            for (int x = from; x < to; x++) {
                feed_edge(edges, &open[x], x, y, sign_of(row[x + 1] - row[x - 1]));
                busy[block] |= open[x].sign != 0;
            }
        }
    }
    for (int x = 0; x < grey->width_px; x++)
        close_edge(edges, &open[x]);
}

static int by_place(gconstpointer a, gconstpointer b)
{
    const Edge *p = a, *q = b;
    return p->at != q->at ? p->at - q->at : p->from != q->from ? p->from - q->from : p->to - q->to;
}

static bool is_twin(const Edge *a, const Edge *b)
{
    return b->at - a->at == a->doubled + 1 && a->sign == b->sign && abs(a->from - b->from) <= 3 && abs(a->to - b->to) <= 3;
}

/* One step is seen from both its pixels, a smoothed one from three: such twins become one edge. */
static void join_twins(GArray *edges)
{
    g_array_sort(edges, by_place);
    guint kept = 0, window = 0;
    for (guint i = 0; i < edges->len; i++) {
        const Edge edge = g_array_index(edges, Edge, i);
        bool joined = false;
        while (window < kept && g_array_index(edges, Edge, window).at < edge.at - 3)
            window++;
        for (guint k = window; k < kept && !joined; k++) {
            Edge *twin = &g_array_index(edges, Edge, k);
            joined = is_twin(twin, &edge);
            twin->doubled += joined;
        }
        if (!joined)
            g_array_index(edges, Edge, kept++) = edge;
    }
    g_array_set_size(edges, kept);
}

static int luma_at(const MbPicture *grey, bool vertical, int at, int along)
{
    const int x = CLAMP(vertical ? at : along, 0, grey->width_px - 1), y = CLAMP(vertical ? along : at, 0, grey->height_px - 1);
    return grey->pixels[(gsize)y * grey->stride + x];
}

/* Whether two edges bound a pale strip that is too dark for a drawn line: the seam of two fills. */
static bool is_seam(const MbPicture *grey, bool vertical, const Edge *low, const Edge *high)
{
    const int from = MAX(low->from, high->from), to = MIN(low->to, high->to), middle = (from + to) / 2;
    if (low->sign <= 0 || high->sign >= 0 || (to - from) * 10 < 8 * MAX(low->to - low->from, high->to - high->from))
        return false;
    const int side = luma_at(grey, vertical, low->at - 2, middle);
    int peak = side;
    for (int at = low->at; at <= high->at + high->doubled; at++)
        peak = MAX(peak, luma_at(grey, vertical, at, middle));
    return side >= SEAM_SIDE && (peak - side) * 100 < SEAM * (255 - side);
}

static void drop_marked(GArray *edges, const bool *drop)
{
    guint kept = 0;
    for (guint i = 0; i < edges->len; i++)
        if (!drop[i])
            g_array_index(edges, Edge, kept++) = g_array_index(edges, Edge, i);
    g_array_set_size(edges, kept);
}

static void drop_seams(const MbPicture *grey, bool vertical, GArray *edges)
{
    g_autofree bool *drop = g_new0(bool, edges->len + 1);
    for (guint i = 0; i < edges->len; i++)
        for (guint k = i + 1; k < edges->len; k++) {
            const Edge *low = &g_array_index(edges, Edge, i), *high = &g_array_index(edges, Edge, k);
            if (high->at - low->at > SEAM_WIDTH)
                break;
            if (is_seam(grey, vertical, low, high))
                drop[i] = drop[k] = true;
        }
    drop_marked(edges, drop);
}

static void append_edges(GArray *out, const GArray *edges, bool vertical)
{
    for (guint i = 0; i < edges->len; i++) {
        const Edge *edge = &g_array_index(edges, Edge, i);
        const int middle = edge->at + edge->doubled / 2;
        MbBar bar = {.vertical = vertical, .thickness = 0};
        bar.box = vertical ? (MbPixelBox){middle, edge->from, middle + 1, edge->to} : (MbPixelBox){edge->from, middle,
                edge->to, middle + 1};
        g_array_append_val(out, bar);
    }
}

GArray *mb_picture_find_edges(const MbPicture *picture)
{
    GArray *out = g_array_new(FALSE, FALSE, sizeof(MbBar));
    g_autoptr(MbPicture) grey = mb_picture_dup_grey(picture);
    if (!grey || grey->width_px < 3)
        return out;
    g_autoptr(GArray) across = g_array_new(FALSE, FALSE, sizeof(Edge));
    g_autoptr(GArray) down = g_array_new(FALSE, FALSE, sizeof(Edge));
    find_across(grey, across);
    find_down(grey, down);
    join_twins(across);
    join_twins(down);
    drop_seams(grey, false, across);
    drop_seams(grey, true, down);
    append_edges(out, across, false);
    append_edges(out, down, true);
    return out;
}

/* The mean of each pixel and its neighbours along one direction: noise goes, edges in that direction stay. */
static MbPicture *dup_smoothed(const MbPicture *grey, bool vertical)
{
    MbPicture *out = mb_picture_new(grey->width_px, grey->height_px, 1);
    const gsize step = vertical ? (gsize)grey->stride : 1;
    const int along = vertical ? grey->height_px : grey->width_px, across = vertical ? grey->width_px : grey->height_px;
    for (int i = 0; out && i < across; i++) {
        const guint8 *from = grey->pixels + (vertical ? (gsize)i : (gsize)i * grey->stride);
        guint8 *to = out->pixels + (vertical ? (gsize)i : (gsize)i * out->stride);
        const gsize out_step = vertical ? (gsize)out->stride : 1;
        int sum = 0, count = 0;
        for (int k = 0; k < along + SMOOTH; k++) {
            if (k < along) {
                sum += from[step * k];
                count++;
            }
            if (k > 2 * SMOOTH) {
                sum -= from[step * (k - 2 * SMOOTH - 1)];
                count--;
            }
            if (k >= SMOOTH)
                to[out_step * (k - SMOOTH)] = (guint8)((sum + count / 2) / count);
        }
    }
    return out;
}

/* The mean step across an edge. */
static int measure_step(const MbPicture *grey, bool vertical, const Edge *edge)
{
    gint64 sum = 0;
    for (int along = edge->from; along < edge->to; along++)
        sum += abs(luma_at(grey, vertical, edge->at + 1, along) - luma_at(grey, vertical, edge->at - 1, along));
    return (int)(sum / MAX(1, edge->to - edge->from));
}

/* The share of an edge's length where the unsmoothed picture has its step, at its place or a pixel off. */
static double measure_hold(const MbPicture *grey, bool vertical, const Edge *edge)
{
    const int least = MAX(STEP / 2, measure_step(grey, vertical, edge) / 3);
    int held = 0;
    for (int along = edge->from; along < edge->to; along++) {
        bool is_held = false;
        for (int at = edge->at - 1; at <= edge->at + edge->doubled + 1 && !is_held; at++)
            is_held = edge->sign * (luma_at(grey, vertical, at + 1, along) - luma_at(grey, vertical, at - 1, along)) >= least;
        held += is_held;
    }
    return (double)held / MAX(1, edge->to - edge->from);
}

/* Rows of letters are edges in the mean, with holes: lines and shades go through. */
static void drop_broken(const MbPicture *grey, bool vertical, GArray *edges)
{
    g_autofree bool *drop = g_new0(bool, edges->len + 1);
    for (guint i = 0; i < edges->len; i++)
        drop[i] = measure_hold(grey, vertical, &g_array_index(edges, Edge, i)) < HELD / 100.0;
    drop_marked(edges, drop);
}

/* Beside the feet of a line of text runs what smoothing and JPEG left of them: an edge far weaker than theirs. */
static void drop_tails(const MbPicture *grey, bool vertical, GArray *edges)
{
    g_autofree int *steps = g_new0(int, edges->len + 1);
    g_autofree bool *drop = g_new0(bool, edges->len + 1);
    for (guint i = 0; i < edges->len; i++)
        steps[i] = measure_step(grey, vertical, &g_array_index(edges, Edge, i));
    for (guint i = 0; i < edges->len; i++)
        for (guint k = i + 1; k < edges->len; k++) {
            const Edge *a = &g_array_index(edges, Edge, i), *b = &g_array_index(edges, Edge, k);
            if (b->at - a->at > TAIL)
                break;
            const guint weak = steps[i] < steps[k] ? i : k, strong = weak == i ? k : i;
            const Edge *edge = &g_array_index(edges, Edge, weak);
            const int common = MIN(a->to, b->to) - MAX(a->from, b->from);
            drop[weak] |= steps[weak] * 3 < steps[strong] && common * 2 > edge->to - edge->from;
        }
    drop_marked(edges, drop);
}

/* The smoothing that took the noise away also blurred the ends. */
static void trim_ends(GArray *edges)
{
    guint kept = 0;
    for (guint i = 0; i < edges->len; i++) {
        Edge edge = g_array_index(edges, Edge, i);
        edge.from += SMOOTH / 2;
        edge.to -= SMOOTH / 2;
        if (edge.to - edge.from >= SHORTEST)
            g_array_index(edges, Edge, kept++) = edge;
    }
    g_array_set_size(edges, kept);
}

static int middle_of(const Edge *edge)
{
    return edge->at + edge->doubled / 2;
}

/* Whether two edges are the two sides of one line. */
static bool are_sides(const Edge *low, const Edge *high)
{
    const int common = MIN(low->to, high->to) - MAX(low->from, high->from);
    return low->sign == -high->sign && common * 10 >= 7 * MAX(low->to - low->from, high->to - high->from);
}

/* Edges become bars; the two sides of a line become one. */
static void append_ruling(GArray *out, const GArray *edges, bool vertical)
{
    g_autofree bool *is_used = g_new0(bool, edges->len + 1);
    for (guint i = 0; i < edges->len; i++) {
        const Edge *edge = &g_array_index(edges, Edge, i), *other = NULL;
        for (guint k = i + 1; k < edges->len && !is_used[i] && !other; k++) {
            const Edge *next = &g_array_index(edges, Edge, k);
            if (next->at - edge->at > LINE_SIDES)
                break;
            if (!is_used[k] && are_sides(edge, next)) {
                other = next;
                is_used[k] = true;
            }
        }
        if (is_used[i])
            continue;
        const int at = other ? (middle_of(edge) + middle_of(other)) / 2 : middle_of(edge);
        const int from = other ? MIN(edge->from, other->from) : edge->from, to = other ? MAX(edge->to, other->to) : edge->to;
        MbBar bar = {.vertical = vertical, .thickness = other && edge->sign < 0 ? MAX(1, middle_of(other) - middle_of(edge) - 1) : 0};
        bar.box = vertical ? (MbPixelBox){at, from, at + 1, to} : (MbPixelBox){from, at, to, at + 1};
        g_array_append_val(out, bar);
    }
}

GArray *mb_picture_find_ruling(const MbPicture *picture)
{
    GArray *out = g_array_new(FALSE, FALSE, sizeof(MbBar));
    if (picture->width_px < 3)
        return out;
    for (int vertical = 0; vertical < 2; vertical++) {
        g_autoptr(MbPicture) smooth = dup_smoothed(picture, vertical);
        g_autoptr(GArray) edges = g_array_new(FALSE, FALSE, sizeof(Edge));
        if (!smooth)
            break;
        if (vertical)
            find_down(smooth, edges);
        else
            find_across(smooth, edges);
        join_twins(edges);
        drop_tails(smooth, vertical, edges);
        trim_ends(edges);
        drop_broken(picture, vertical, edges);
        append_ruling(out, edges, vertical);
    }
    return out;
}
