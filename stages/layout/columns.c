/*
 * Reading order: rows cut into columns.
 *
 * A row is cut into fragments at wide gaps. Where a gap stays open over several
 * rows (a gutter) and both sides read as text of their own, the rows form a zone
 * of two columns: the left side is read before the right, each cut again in the
 * same way. Everywhere else a row is one line, however wide its gaps: tab stops,
 * agenda items with page numbers at the right, labels with their values.
 *
 * All distances are shares of the font size; they were tried on the council
 * corpus (reports, minutes, slides, newsletters' two columns).
 */
#include "frame.h"
#include "marks.h"

#include <math.h>
#include <string.h>

#define FRAGMENT_GAP 1.2   /* wider than a justified word space, narrower than a gutter */
#define GUTTER_FEW 2.0     /* narrowest gutter of a zone of under FEW_ROWS rows: chance gaps of justified text are narrower */
#define GUTTER_MANY 1.2
#define FEW_ROWS 5
#define ZONE_ROWS 400      /* longest zone looked at: bounds the cost on damaged pages */
#define MAX_DEPTH 6        /* six cuts: more columns than any page has */
#define SAME_BASELINE 0.12 /* of the size: columns that are set apart keep their own baselines */
#define TAIL_GAP 2.0       /* narrowest gap before a tail */
#define SAME_TEXT 1.6      /* widest pitch of rows that belong together */
#define DEEPEST_INDENT 3.0 /* of a column's first row */
#define NARROW 0.3         /* of the zone's width: page references, labels */

typedef struct {
    guint first, count;
} Part;

typedef struct {
    double x0, x1;
} Gap;

/* What stands on one side of a gutter. */
typedef struct {
    guint rows, bullets, labels, colons, lower, words, filled;
    double x0, x1;
    double width; /* sum of the fragments' widths */
} Side;

typedef struct {
    MbFrame *frame;
    GArray *out; /* MbLine */
    guint flow;
} Orderer;

static Part *part_at(GArray *parts, guint i)
{
    return &g_array_index(parts, Part, i);
}

static double size_of(const MbFrame *frame, Part part)
{
    double size = 0;
    for (guint i = part.first; i < part.first + part.count; i++)
        size = MAX(size, mb_frame_word(frame, i)->size);
    return size;
}

static bool is_glued(const MbFrame *frame, guint i)
{
    const MbPlaced *word = mb_frame_word(frame, i);
    return !word->block && mb_page_word(frame->page, word->index)->glued;
}

/* The right end of the fragment that begins at word i, as the word after it. */
static guint end_fragment(const MbFrame *frame, guint i, guint end)
{
    double x1 = mb_frame_word(frame, i)->box.x1;
    for (i++; i < end; i++) {
        const MbPlaced *word = mb_frame_word(frame, i);
        double size = MIN(word->size, mb_frame_word(frame, i - 1)->size);
        if (word->box.x0 - x1 > FRAGMENT_GAP * size && !is_glued(frame, i))
            return i;
        x1 = MAX(x1, word->box.x1);
    }
    return end;
}

/*
 * Narrows a gutter so that a row leaves it free.
 *
 * Returns false when the row has text all over it.
 */
static bool narrow_gap(const MbFrame *frame, Part part, Gap *gap)
{
    guint end = part.first + part.count;
    for (guint i = part.first, next; i < end; i = next) {
        next = end_fragment(frame, i, end);
        double x0 = mb_frame_word(frame, i)->box.x0, x1 = x0;
        for (guint k = i; k < next; k++)
            x1 = MAX(x1, mb_frame_word(frame, k)->box.x1);
        if (x1 <= gap->x0 || x0 >= gap->x1)
            continue;
        if (x0 <= gap->x0 && x1 < gap->x1)
            gap->x0 = x1;
        else if (x1 >= gap->x1 && x0 > gap->x0)
            gap->x1 = x0;
        else
            return false;
    }
    return true;
}

/* The first word of a part that stands right of a gutter. */
static guint cut_part(const MbFrame *frame, Part part, double x)
{
    guint i = part.first;
    while (i < part.first + part.count && mb_frame_word(frame, i)->box.x0 < x)
        i++;
    return i;
}

static bool is_lower_start(const char *text)
{
    return g_unichar_islower(g_utf8_get_char(text));
}

/* A label whose text stands across the gap: no column, but a hanging indent. */
static bool is_label_alone(const MbFrame *frame, Part part)
{
    MbLabel label;
    const char *text = mb_frame_text(frame, part.first);
    return part.count == 1 && mb_label_parse(text, mb_frame_word(frame, part.first)->symbol, &label) && label.length == strlen(text);
}

static void measure_side(const MbFrame *frame, Part part, Side *side)
{
    if (!part.count || mb_frame_word(frame, part.first)->block)
        return;
    MbLine line = mb_frame_measure(frame, part.first, part.count);
    const char *last = mb_frame_text(frame, part.first + part.count - 1);
    side->x0 = side->rows ? MIN(side->x0, line.box.x0) : line.box.x0;
    side->x1 = side->rows ? MAX(side->x1, line.box.x1) : line.box.x1;
    side->rows++;
    side->words += part.count;
    side->width += mb_box_width(line.box);
    bool is_bullet = false;
    side->bullets += mb_mark_is_clear(frame, &line, &is_bullet) && is_bullet;
    side->labels += is_label_alone(frame, part);
    side->colons += *last && last[strlen(last) - 1] == ':';
    side->lower += is_lower_start(mb_frame_text(frame, part.first));
}

/* Rows of the zone where both sides stand on one baseline. */
static bool share_baseline(const MbFrame *frame, Part left, Part right)
{
    const MbPlaced *a = mb_frame_word(frame, left.first), *b = mb_frame_word(frame, right.first);
    return fabs(a->baseline - b->baseline) <= SAME_BASELINE * MAX(a->size, b->size);
}

/* Whether the two sides of a gutter are columns to be read one after the other. */
static bool are_columns(const MbFrame *frame, GArray *parts, guint from, guint to, double x)
{
    Side left = {0}, right = {0};
    guint both = 0;
    for (guint i = from; i <= to; i++) {
        Part part = *part_at(parts, i);
        guint cut = cut_part(frame, part, x);
        Part l = {part.first, cut - part.first}, r = {cut, part.first + part.count - cut};
        measure_side(frame, l, &left);
        measure_side(frame, r, &right);
        both += l.count && r.count && share_baseline(frame, l, r);
    }
    if (left.rows < 2 || right.rows < 2 || left.labels * 2 >= left.rows)
        return false;
    if (left.bullets && right.bullets)
        return true;
    double zone = right.x1 - left.x0;
    double left_width = left.width / left.rows, right_width = right.width / right.rows;
    double matched = (double)both / MIN(left.rows, right.rows);
    if (matched >= 0.8 && (left_width < NARROW * zone || right_width < NARROW * zone || left.colons * 2 >= left.rows))
        return false;
    if (matched < 0.5)
        return true;
    bool is_text = left.words >= 2 * left.rows && right.words >= 2 * right.rows;
    bool wraps = left.lower * 4 >= left.rows && right.lower * 4 >= right.rows;
    bool fills = left_width >= 0.6 * (left.x1 - left.x0) && right_width >= 0.5 * (right.x1 - right.x0);
    return is_text && (wraps || (fills && MIN(left.rows, right.rows) >= 3 && left.words >= 3 * left.rows));
}

static bool is_block(const MbFrame *frame, Part part)
{
    return part.count && mb_frame_word(frame, part.first)->block;
}

/* Whether a table or figure stands on one side of a gutter: it belongs to that column. */
static bool leaves_free(const MbFrame *frame, Part part, Gap gap)
{
    MbBox box = mb_frame_word(frame, part.first)->box;
    return box.x1 <= gap.x1 || box.x0 >= gap.x0;
}

/* How far down, as the last row, a gutter that opens in row `from` stays open; it is narrowed on the way. */
static guint follow_gap(const MbFrame *frame, GArray *parts, guint from, Gap *gap)
{
    guint last = from, limit = MIN(parts->len, from + ZONE_ROWS);
    for (guint i = from + 1; i < limit; i++) {
        Gap next = *gap;
        double least = GUTTER_MANY * size_of(frame, *part_at(parts, i));
        if (is_block(frame, *part_at(parts, i)) ? !leaves_free(frame, *part_at(parts, i), next)
                                                 : !narrow_gap(frame, *part_at(parts, i), &next) || next.x1 - next.x0 < least)
            break;
        *gap = next;
        last = i;
    }
    return last;
}

static bool has_left(const MbFrame *frame, Part part, double x)
{
    return mb_frame_word(frame, part.first)->box.x0 < x;
}

static bool has_right(const MbFrame *frame, Part part, double x)
{
    return mb_frame_word(frame, part.first + part.count - 1)->box.x0 >= x;
}

/* Pitch from one row to the next in sizes of the lower row. */
static double pitch_before(const MbFrame *frame, GArray *parts, guint i)
{
    const MbPlaced *above = mb_frame_word(frame, part_at(parts, i - 1)->first), *word = mb_frame_word(frame, part_at(parts, i)->first);
    return (word->baseline - above->baseline) / MAX(1, word->size);
}

/*
 * Takes rows off the end of a zone that no longer have the other column beside
 * them and stand apart from it: what follows is below the columns, not in one.
 */
static guint trim_end(const MbFrame *frame, GArray *parts, guint from, guint to, double x)
{
    guint both = to;
    while (both > from && !(has_left(frame, *part_at(parts, both), x) && has_right(frame, *part_at(parts, both), x)) &&
           !(both > from && has_left(frame, *part_at(parts, both), x) != has_left(frame, *part_at(parts, both - 1), x)))
        both--;
    guint end = both;
    while (end < to && pitch_before(frame, parts, end + 1) < SAME_TEXT)
        end++;
    return end;
}

static void order_parts(Orderer *orderer, GArray *parts, guint depth);

/* The last fragment of a line is its tail when it stands far off and is short. */
static void find_tail(const MbFrame *frame, MbLine *line)
{
    guint end = line->first + line->count, last = line->first;
    line->fragments = 0;
    for (guint i = line->first; i < end; i = end_fragment(frame, i, end)) {
        last = i;
        line->fragments++;
    }
    line->text_x1 = line->box.x1;
    if (last == line->first)
        return;
    double x1 = line->box.x0;
    for (guint i = line->first; i < last; i++)
        x1 = MAX(x1, mb_frame_word(frame, i)->box.x1);
    double x0 = mb_frame_word(frame, last)->box.x0;
    if (x0 - x1 < TAIL_GAP * line->size || line->box.x1 - x0 > NARROW * mb_box_width(line->box))
        return;
    line->bold = mb_frame_measure(frame, line->first, last - line->first).bold; /* a title in bold has its page number in plain type */
    line->tail = last;
    line->tail_x0 = x0;
    line->text_x1 = x1;
}

static void emit_line(Orderer *orderer, Part part)
{
    MbLine line = mb_frame_measure(orderer->frame, part.first, part.count);
    line.flow = orderer->flow;
    find_tail(orderer->frame, &line);
    g_array_append_val(orderer->out, line);
}

/* Reads the left side of a zone, then the right, each as a flow of its own. */
static void order_zone(Orderer *orderer, GArray *parts, guint from, guint to, double x, guint depth)
{
    g_autoptr(GArray) left = g_array_new(FALSE, FALSE, sizeof(Part));
    g_autoptr(GArray) right = g_array_new(FALSE, FALSE, sizeof(Part));
    for (guint i = from; i <= to; i++) {
        Part part = *part_at(parts, i);
        guint cut = cut_part(orderer->frame, part, x);
        Part l = {part.first, cut - part.first}, r = {cut, part.first + part.count - cut};
        if (l.count)
            g_array_append_val(left, l);
        if (r.count)
            g_array_append_val(right, r);
    }
    orderer->flow++;
    order_parts(orderer, left, depth + 1);
    orderer->flow++;
    order_parts(orderer, right, depth + 1);
    orderer->flow++;
}

/*
 * Whether a zone of columns begins in row `from`; its last row and the cut are
 * given back, or else the last row that was looked at.
 */
static bool find_zone(const MbFrame *frame, GArray *parts, guint from, guint *to, double *x)
{
    *to = from;
    Part part = *part_at(parts, from);
    guint end = part.first + part.count;
    for (guint i = part.first, next; (next = end_fragment(frame, i, end)) < end; i = next) {
        double x0 = 0;
        for (guint k = i; k < next; k++)
            x0 = MAX(x0, mb_frame_word(frame, k)->box.x1);
        Gap gap = {x0, mb_frame_word(frame, next)->box.x0};
        guint last = follow_gap(frame, parts, from, &gap);
        *to = MAX(*to, last);
        double middle = (gap.x0 + gap.x1) / 2;
        last = trim_end(frame, parts, from, last, middle);
        double least = (last - from + 1 < FEW_ROWS ? GUTTER_FEW : GUTTER_MANY) * size_of(frame, part);
        if (last == from || gap.x1 - gap.x0 < least || !are_columns(frame, parts, from, last, middle))
            continue;
        *to = last;
        *x = middle;
        return true;
    }
    return false;
}

/* The left edge of what stands right of a gutter, in rows [from, to]. */
static double find_right_edge(const MbFrame *frame, GArray *parts, guint from, guint to, double x)
{
    double edge = G_MAXDOUBLE;
    for (guint i = from; i <= to; i++) {
        Part part = *part_at(parts, i);
        guint cut = cut_part(frame, part, x);
        if (cut < part.first + part.count)
            edge = MIN(edge, mb_frame_word(frame, cut)->box.x0);
    }
    return edge;
}

/*
 * The first row of a zone whose right column begins higher than its left one:
 * rows straight above that stand in the right column, and those beside them.
 */
static guint reach_up(const MbFrame *frame, GArray *parts, guint first, guint from, guint to, double x)
{
    double left = find_right_edge(frame, parts, from, to, x);
    guint best = from;
    for (guint i = from; i > first && pitch_before(frame, parts, i) < SAME_TEXT; i--) {
        Part part = *part_at(parts, i - 1);
        const MbPlaced *word = mb_frame_word(frame, part.first);
        if (word->block || (has_left(frame, part, x) && has_right(frame, part, x)))
            break;
        if (has_left(frame, part, x))
            continue;
        if (fabs(word->box.x0 - left) > DEEPEST_INDENT * word->size)
            break;
        best = i - 1;
    }
    return best;
}

static void order_parts(Orderer *orderer, GArray *parts, guint depth)
{
    guint retry = 0, plain = 0;
    for (guint i = 0; i < parts->len; i++) {
        guint to = i;
        double x;
        bool is_tried = depth < MAX_DEPTH && i >= retry;
        if (is_tried && find_zone(orderer->frame, parts, i, &to, &x)) {
            guint from = reach_up(orderer->frame, parts, plain, i, to, x);
            g_array_set_size(orderer->out, orderer->out->len - (i - from)); /* each was put out as a line of its own */
            order_zone(orderer, parts, from, to, x, depth);
            i = to;
            plain = to + 1;
            continue;
        }
        /* a long gap that parted no columns parts none one row further down either: keeps the cost linear */
        if (is_tried)
            retry = i + 1 + (to - i) / 16;
        emit_line(orderer, *part_at(parts, i));
    }
}

void mb_frame_order(MbFrame *frame)
{
    g_autoptr(GArray) parts = g_array_sized_new(FALSE, FALSE, sizeof(Part), frame->lines->len);
    for (guint i = 0; i < frame->lines->len; i++) {
        const MbLine *line = mb_frame_line(frame, i);
        Part part = {line->first, line->count};
        g_array_append_val(parts, part);
    }
    Orderer orderer = {frame, g_array_sized_new(FALSE, FALSE, sizeof(MbLine), parts->len), 0};
    order_parts(&orderer, parts, 0);
    g_array_unref(frame->lines);
    frame->lines = orderer.out;
}
