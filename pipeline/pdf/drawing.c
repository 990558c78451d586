/* Rules and shades from the cells of a page's ground. */
#include "drawing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LINE_THICK 5.0   /* points; thicker bars are shades */
#define LINE_LONG 10.0   /* points; shorter lines are signs */
#define SHADE_LEAST 6.0  /* points */
#define EDGE_LONG 16.0   /* points; sides of shaded cells are longer */
#define GAP 3.0          /* points: what crosses a line or an edge, gaps between dashes */
#define SAME_TONE 12     /* luma; what differs less is one tone */
#define FAINT 6          /* luma: smallest contrast of a line */
#define STEP 7           /* luma: smallest step of an edge; the palest zebra rows that were met differ by 10 */
#define SEAM 0.3         /* points: a lighter gap between two fills that is thinner is not meant */
#define MOST 4000        /* lines or edges of one direction; more are a drawing, and the square of it is the cost */
#define SAME_PLACE 0.6   /* points: pieces of a line are no further apart across */
#define SIDE 2.0         /* points: an edge so near to a line is its side, or the padding of its cell */
#define STROKE_LONG 60.0 /* points: shorter lines in words' boxes are parts of signs */

/* The ground seen along x, or along y. */
typedef struct {
    const MbGround *ground;
    bool vertical;
    guint length, depth; /* cells along the lines that are looked for, and across them */
    gsize step, stride;
    const GArray *along, *across; /* cuts */
} View;

/* A line or an edge. */
typedef struct {
    double from, to, at, thickness;
    guint32 colour;
} Piece;

static View view_along(const MbGround *g, bool vertical)
{
    if (vertical)
        return (View){g, true, g->rows, g->columns, g->columns, 1, g->y, g->x};
    return (View){g, false, g->columns, g->rows, 1, g->columns, g->x, g->y};
}

static gsize cell_at(const View *v, guint i, guint j)
{
    return i * v->step + j * v->stride;
}

static int luma_at(const View *v, guint i, guint j)
{
    return mb_ground_luma(v->ground->colours[cell_at(v, i, j)]);
}

static bool is_same(int a, int b)
{
    return a < 0 || b < 0 ? a == b : abs(a - b) <= SAME_TONE;
}

/* Contrast with sign; a picture is unlike anything. */
static int contrast(int line, int side)
{
    return line < 0 || side < 0 ? -255 : line - side;
}

/*
 * Whether the cells of a column from j to before `end` differ from what is on both sides, in the same sense, the weaker side
 * by a third of the stronger one at least; page edges are paper.
 */
static bool is_line(const View *v, guint i, guint j, guint end)
{
    int luma = luma_at(v, i, j), over = contrast(luma, j ? luma_at(v, i, j - 1) : 255);
    int under = contrast(luma, end < v->depth ? luma_at(v, i, end) : 255);
    int weak = MIN(abs(over), abs(under)), strong = MAX(abs(over), abs(under));
    double thickness = mb_ground_cut(v->across, end) - mb_ground_cut(v->across, j);
    return (over > 0) == (under > 0) && weak >= FAINT && weak * 3 >= strong && !(over > 0 && thickness < SEAM);
}

/* The end of the tone that begins in cell (i, j); 0 when it is too thick for a line. */
static guint find_tone_end(const View *v, guint i, guint j)
{
    int luma = luma_at(v, i, j);
    double top = mb_ground_cut(v->across, j);
    for (guint end = j + 1; mb_ground_cut(v->across, end) - top <= LINE_THICK; end++)
        if (end == v->depth || !is_same(luma, luma_at(v, i, end)))
            return end;
    return 0;
}

static void append_line(const View *v, guint from, guint to, guint top, guint bottom, GArray *pieces)
{
    double y0 = mb_ground_cut(v->across, top), y1 = mb_ground_cut(v->across, bottom);
    guint32 colour = v->ground->colours[cell_at(v, from, top)];
    Piece piece = {mb_ground_cut(v->along, from), mb_ground_cut(v->along, to), (y0 + y1) / 2, y1 - y0, colour & 0xFFFFFF};
    g_array_append_val(pieces, piece);
}

/* The lines whose first row of cells is row j. What is left free between two fills has edges, and is no line. */
static void find_lines_of_row(const View *v, guint j, GArray *pieces)
{
    guint from = 0, open = 0; /* open: end of the line that runs through the cell before; 0: none does */
    for (guint i = 0; i <= v->length; i++) {
        bool is_paint = i < v->length && v->ground->paints[cell_at(v, i, j)] != MB_GROUND_PAPER;
        bool begins = is_paint && (j == 0 || !is_same(luma_at(v, i, j), luma_at(v, i, j - 1)));
        guint end = begins ? find_tone_end(v, i, j) : 0;
        end = end && is_line(v, i, j, end) ? end : 0;
        if (end == open && (!open || is_same(luma_at(v, i, j), luma_at(v, i - 1, j))))
            continue;
        if (open)
            append_line(v, from, i, j, open, pieces);
        from = i;
        open = end;
    }
}

/* The step across the border above row j; a seam is stepped over. */
static int step_at(const View *v, guint i, guint j)
{
    guint above = j - 1;
    if (above && mb_ground_cut(v->across, j) - mb_ground_cut(v->across, above) < SEAM)
        above--;
    int over = luma_at(v, i, above), under = luma_at(v, i, j);
    if (over < 0 || under < 0 || mb_ground_cut(v->across, j + 1) - mb_ground_cut(v->across, j) < SEAM)
        return 0;
    return under - over >= STEP ? 1 : over - under >= STEP ? -1 : 0;
}

static void find_edges_of_row(const View *v, guint j, GArray *edges)
{
    Piece edge = {.at = mb_ground_cut(v->across, j)};
    int sign = 0;
    for (guint i = 0; i <= v->length; i++) {
        int step = i < v->length ? step_at(v, i, j) : 0;
        double x = mb_ground_cut(v->along, i);
        bool ends = sign && (i == v->length || (step ? step != sign : mb_ground_cut(v->along, i + 1) - edge.to > GAP));
        if (ends && edge.to - edge.from >= EDGE_LONG)
            g_array_append_val(edges, edge);
        if (ends)
            sign = 0;
        if (step) {
            edge.from = sign ? edge.from : x;
            edge.to = mb_ground_cut(v->along, i + 1);
            sign = step;
        }
    }
}

static int by_at(gconstpointer a, gconstpointer b)
{
    const Piece *p = a, *q = b;
    return p->at != q->at ? (p->at > q->at ? 1 : -1) : (p->from > q->from) - (p->from < q->from);
}

static int by_from(gconstpointer a, gconstpointer b)
{
    const Piece *p = a, *q = b;
    return p->from != q->from ? (p->from > q->from ? 1 : -1) : (p->at > q->at) - (p->at < q->at);
}

/* Joins the pieces of one line, which are the ones from `first` to before `end`, into the first `kept` of the array. */
static guint join_line(GArray *pieces, guint first, guint end, guint kept)
{
    guint begin = kept;
    qsort(&g_array_index(pieces, Piece, first), end - first, sizeof(Piece), by_from);
    for (guint i = first; i < end; i++) {
        Piece piece = g_array_index(pieces, Piece, i), *last = kept > begin ? &g_array_index(pieces, Piece, kept - 1) : NULL;
        if (last && piece.from - last->to <= GAP) {
            last->to = MAX(last->to, piece.to);
            last->thickness = MAX(last->thickness, piece.thickness);
        } else {
            g_array_index(pieces, Piece, kept++) = piece;
        }
    }
    return kept;
}

/* Makes lines of pieces, and drops what is too short for one. */
static void join_pieces(GArray *pieces)
{
    guint kept = 0, result = 0;
    g_array_sort(pieces, by_at);
    for (guint i = 0, end; i < pieces->len; i = end) {
        double limit = g_array_index(pieces, Piece, i).at + SAME_PLACE;
        for (end = i + 1; end < pieces->len && g_array_index(pieces, Piece, end).at <= limit; end++)
            ;
        kept = join_line(pieces, i, end, kept);
    }
    for (guint i = 0; i < kept; i++)
        if (g_array_index(pieces, Piece, i).to - g_array_index(pieces, Piece, i).from >= LINE_LONG)
            g_array_index(pieces, Piece, result++) = g_array_index(pieces, Piece, i);
    g_array_set_size(pieces, result);
}

/* The words that are seen, by their top edges. */
typedef struct {
    MbPage *page;
    GArray *order; /* guint */
    double tallest;
} Words;

static int by_top(gconstpointer a, gconstpointer b, gpointer page)
{
    double x = mb_page_word(page, *(const guint *)a)->box.y0, y = mb_page_word(page, *(const guint *)b)->box.y0;
    return (x > y) - (x < y);
}

static Words sort_words(MbPage *page)
{
    Words words = {page, g_array_sized_new(FALSE, FALSE, sizeof(guint), page->words->len), 0};
    for (guint i = 0; i < page->words->len; i++) {
        const MbWord *word = mb_page_word(page, i);
        if (word->hidden == MB_HIDDEN_NOT)
            g_array_append_val(words.order, i);
        words.tallest = MAX(words.tallest, mb_box_height(word->box));
    }
    g_array_sort_with_data(words.order, by_top, page);
    return words;
}

static MbWord *word_at(const Words *words, guint i)
{
    return mb_page_word(words->page, g_array_index(words->order, guint, i));
}

/* The first word in order that may reach below y. */
static guint find_word(const Words *words, double y)
{
    guint low = 0, high = words->order->len;
    while (low < high) {
        guint middle = (low + high) / 2;
        if (word_at(words, middle)->box.y0 < y - words->tallest)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The part of a line that lies in words' boxes. */
static double measure_owned(const Words *words, const Piece *piece, bool vertical)
{
    double owned = 0, y0 = vertical ? piece->from : piece->at, y1 = vertical ? piece->to : piece->at;
    for (guint i = find_word(words, y0); i < words->order->len && word_at(words, i)->box.y0 < y1; i++) {
        MbBox box = word_at(words, i)->box;
        double low = vertical ? box.x0 : box.y0, high = vertical ? box.x1 : box.y1;
        double from = vertical ? box.y0 : box.x0, to = vertical ? box.y1 : box.x1;
        if (piece->at > low && piece->at < high)
            owned += MAX(0, MIN(to, piece->to) - MAX(from, piece->from));
    }
    return owned / MAX(1, piece->to - piece->from);
}

/*
 * Whether a horizontal line runs where a word is underlined: from just over the baseline to 0.3 of the size under it (fonts
 * put it 0.1 to 0.2 under it; the border of a table cell is further down).
 */
static bool is_under(const MbWord *word, double y)
{
    return word->turn == 0 && y >= word->baseline - 0.5 && y <= word->baseline + 0.3 * word->size;
}

/* Marks the words that stand on a line. Returns whether it begins and ends with them: then it is no rule of the page. */
static bool mark_underlined(const Words *words, const Piece *line)
{
    double x0 = G_MAXDOUBLE, x1 = -G_MAXDOUBLE;
    for (guint i = find_word(words, line->at - LINE_THICK); i < words->order->len && word_at(words, i)->box.y0 < line->at; i++) {
        MbWord *word = word_at(words, i);
        double share = MIN(word->box.x1, line->to) - MAX(word->box.x0, line->from);
        if (!is_under(word, line->at) || share < 0.7 * mb_box_width(word->box))
            continue;
        word->underlined = true;
        x0 = MIN(x0, word->box.x0);
        x1 = MAX(x1, word->box.x1);
    }
    return fabs(x0 - line->from) <= 4 && fabs(x1 - line->to) <= 4;
}

/* Whether an edge is the side of a line. One that goes on where the line runs into a fill of its colour is more. */
static bool is_side(const GArray *lines, const Piece *edge)
{
    for (guint i = 0; i < lines->len; i++) {
        const Piece *line = &g_array_index(lines, Piece, i);
        if (fabs(edge->at - line->at) <= line->thickness / 2 + SIDE && edge->from >= line->from - GAP && edge->to <= line->to + GAP)
            return true;
    }
    return false;
}

static void append_rule(MbPage *page, const Piece *piece, bool vertical)
{
    double low = piece->at - piece->thickness / 2, high = piece->at + piece->thickness / 2;
    MbRule rule = {.vertical = vertical, .colour = piece->colour, .region = -1};
    rule.box = vertical ? (MbBox){low, piece->from, high, piece->to} : (MbBox){piece->from, low, piece->to, high};
    g_array_append_val(page->rules, rule);
}

/* Sides of shaded cells part them as rules do: they become rules without thickness. */
static void read_direction(const MbGround *ground, bool vertical, const Words *words)
{
    View v = view_along(ground, vertical);
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(Piece));
    g_autoptr(GArray) edges = g_array_new(FALSE, FALSE, sizeof(Piece));
    for (guint j = 0; j < v.depth; j++)
        find_lines_of_row(&v, j, lines);
    for (guint j = 1; j < v.depth; j++)
        find_edges_of_row(&v, j, edges);
    join_pieces(lines);
    if (lines->len > MOST || edges->len > MOST)
        return;
    for (guint i = 0; i < lines->len; i++) {
        const Piece *line = &g_array_index(lines, Piece, i);
        if (!vertical && mark_underlined(words, line))
            continue;
        if (line->to - line->from >= STROKE_LONG || measure_owned(words, line, vertical) <= 0.9)
            append_rule(words->page, line, vertical);
    }
    for (guint i = 0; i < edges->len; i++) {
        const Piece *edge = &g_array_index(edges, Piece, i);
        if (!is_side(lines, edge) && measure_owned(words, edge, vertical) <= 0.5)
            append_rule(words->page, edge, vertical);
    }
}

/* Fills that are seen and are no lines. */
static void read_shades(const MbContent *content, const MbGround *ground, MbPage *page)
{
    for (guint i = 0; i < content->paints->len; i++) {
        const MbPaint *paint = &g_array_index(content->paints, MbPaint, i);
        MbBox box = paint->box;
        if (paint->kind != MB_PAINT_BOX || mb_box_width(box) < SHADE_LEAST || mb_box_height(box) < SHADE_LEAST)
            continue;
        guint column = mb_ground_find(ground->x, (box.x0 + box.x1) / 2), row = mb_ground_find(ground->y, (box.y0 + box.y1) / 2);
        gsize cell = (gsize)row * ground->columns + column;
        MbShade shade = {box, ground->colours[cell]};
        if (ground->paints[cell] == i && 255 - mb_ground_luma(shade.colour) >= FAINT)
            g_array_append_val(page->shades, shade);
    }
}

void mb_drawing_read_rules(const MbContent *content, const MbGround *ground, MbPage *page)
{
    if (!content->paints->len)
        return;
    Words words = sort_words(page);
    read_direction(ground, false, &words);
    read_direction(ground, true, &words);
    read_shades(content, ground, page);
    g_array_unref(words.order);
}
