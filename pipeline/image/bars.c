/*
 * Lines and filled rectangles of a cheap page picture, in one pass over rows
 * and one over columns (the same code on the transposed picture).
 */
#include "image/look.h"

#include <stdlib.h>
#include <string.h>

enum {
    RUN_MIN = 8,       /* shortest even run that is looked at; letters of body text have none at 72 dpi */
    LINE_MIN = 10,     /* shortest line that is kept, after joining */
    LINE_THICK = 5,    /* thicker bars are shades */
    SHADE_MIN = 6,     /* thinner shades are scraps between text and edge */
    EVEN = 12,         /* luma steps inside one run: smoothing and JPEG noise of fills stay below */
    FAINT = 6,         /* smallest contrast of a line: a grey hairline of a quarter point gives 12 */
    SHADES_MAX = 2000, /* of one page; more are a drawing */
    SEAM = 27,         /* per cent: where two smoothed fills meet, a quarter of the white below shows through */
    SEAM_SIDE = 100,   /* luma; between darker fills a thin dark line on white looks the same, and is more usual */
    LINE_GAP = 3       /* a crossing line or a descender interrupts a line by this much at most */
};

/* An even run of one row, or several rows of them: a bar that may still grow. */
typedef struct {
    int x0, x1, y0, y1;
    int luma;      /* of the last row */
    int peak_luma; /* of the row of greatest contrast */
    int above;     /* luma over the first row */
    int below;     /* luma under the last row, once closed */
    int peak;      /* row of greatest contrast */
    int contrast;  /* there */
    double ink;    /* contrasts summed over the rows */
    int seam;      /* length that looks like the seam of two fills */
} Bar;

static int compare_bars(gconstpointer a, gconstpointer b)
{
    const MbBar *p = a, *q = b;
    if (p->box.y0 != q->box.y0)
        return p->box.y0 - q->box.y0;
    return p->box.x0 != q->box.x0 ? p->box.x0 - q->box.x0 : p->box.y1 - q->box.y1;
}

static MbPicture *transpose(const MbPicture *from)
{
    MbPicture *to = mb_picture_new(from->height_px, from->width_px, 1);
    for (int y0 = 0; to && y0 < from->height_px; y0 += 16)
        for (int x = 0; x < from->width_px; x++)
            for (int y = y0; y < MIN(y0 + 16, from->height_px); y++)
                to->pixels[(gsize)x * to->stride + y] = from->pixels[(gsize)y * from->stride + x];
    return to;
}

/* The mean luma of a stretch of a row, every third pixel; -1 off the picture. */
static int mean_luma(const MbPicture *grey, int y, int x0, int x1)
{
    if (y < 0 || y >= grey->height_px)
        return -1;
    const guint8 *row = grey->pixels + (gsize)y * grey->stride;
    int sum = 0, n = 0;
    for (int x = x0; x < x1; x += 3, n++)
        sum += row[x];
    return sum / n;
}

/* The even runs of one row that are not the background. */
static void collect_runs(const MbPicture *grey, int y, int background, GArray *runs)
{
    const guint8 *row = grey->pixels + (gsize)y * grey->stride;
    const int width = grey->width_px;
    g_array_set_size(runs, 0);
    guint64 paper, next;
    memset(&paper, background, sizeof paper);
    for (int x = 0; x < width;) {
        if (abs(row[x] - background) < FAINT) {
            x++;
            while (x + 8 <= width && (memcpy(&next, row + x, sizeof next), next == paper)) /* most of a page is bare */
                x += 8;
            continue;
        }
        const int x0 = x, first = row[x];
        while (++x < width && abs(row[x] - row[x - 1]) <= EVEN && abs(row[x] - first) <= 2 * EVEN &&
               abs(row[x] - background) >= FAINT)
            ;
        if (x - x0 < RUN_MIN)
            continue;
        Bar run = {.x0 = x0, .x1 = x, .y0 = y, .y1 = y + 1, .luma = row[(x0 + x) / 2], .peak = y};
        run.peak_luma = run.luma;
        g_array_append_val(runs, run);
    }
}

static void measure_row(Bar *bar, int y, int luma)
{
    const int contrast = abs(luma - bar->above);
    bar->luma = luma;
    bar->y1 = y + 1;
    bar->ink += contrast;
    if (contrast > bar->contrast) {
        bar->contrast = contrast;
        bar->peak = y;
        bar->peak_luma = luma;
    }
}

/* Whether a run continues an open bar: same place, and a colour that is the bar's or fades as a line's edge does. */
static bool does_continue(const Bar *bar, const Bar *run)
{
    if (abs(bar->x0 - run->x0) > 1 || abs(bar->x1 - run->x1) > 1)
        return false;
    return abs(bar->luma - run->luma) <= EVEN || bar->y1 - bar->y0 < LINE_THICK;
}

/* Rows of the picture become closed bars, in order of their closing. */
static GArray *collect_bars(const MbPicture *grey, int background)
{
    GArray *closed = g_array_new(FALSE, FALSE, sizeof(Bar));
    g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(Bar));
    g_autoptr(GArray) next = g_array_new(FALSE, FALSE, sizeof(Bar));
    g_autoptr(GArray) runs = g_array_new(FALSE, FALSE, sizeof(Bar));
    for (int y = 0; y <= grey->height_px; y++) {
        g_array_set_size(runs, 0);
        if (y < grey->height_px)
            collect_runs(grey, y, background, runs);
        g_array_set_size(next, 0);
        guint o = 0;
        for (guint r = 0; r < runs->len; r++) { /* both lists are in order of x */
            Bar run = g_array_index(runs, Bar, r);
            for (; o < open->len && g_array_index(open, Bar, o).x0 < run.x0 - 1; o++)
                g_array_append_val(closed, g_array_index(open, Bar, o));
            if (o < open->len && does_continue(&g_array_index(open, Bar, o), &run)) {
                Bar bar = g_array_index(open, Bar, o++);
                measure_row(&bar, y, run.luma);
                g_array_append_val(next, bar);
                continue;
            }
            run.above = mean_luma(grey, y - 1, run.x0, run.x1);
            run.above = run.above < 0 ? background : run.above;
            measure_row(&run, y, run.luma);
            g_array_append_val(next, run);
        }
        for (; o < open->len; o++)
            g_array_append_val(closed, g_array_index(open, Bar, o));
        GArray *swap = open;
        open = next;
        next = swap;
    }
    for (guint i = 0; i < closed->len; i++) {
        Bar *bar = &g_array_index(closed, Bar, i);
        bar->below = mean_luma(grey, bar->y1, bar->x0, bar->x1);
        bar->below = bar->below < 0 ? background : bar->below;
    }
    return closed;
}

static uint32_t colour_at(const MbPicture *picture, int x, int y)
{
    const guint8 *p = picture->pixels + (gsize)y * picture->stride + (gsize)x * 4;
    return (uint32_t)p[2] << 16 | (uint32_t)p[1] << 8 | p[0];
}

/*
 * Thin, and darker or lighter than both sides. The weaker side must show a
 * third of the stronger one's contrast: a strip of shade between its border and
 * its text has next to none on the side of the text.
 */
static bool is_line(const Bar *bar)
{
    if (bar->y1 - bar->y0 > LINE_THICK)
        return false;
    const int over = bar->peak_luma - bar->above, under = bar->peak_luma - bar->below;
    const int weak = MIN(abs(over), abs(under)), strong = MAX(abs(over), abs(under));
    return (over > 0) == (under > 0) && weak >= FAINT && weak * 3 >= strong;
}

/* Whether a bar is paler than both sides, but darker than a pale line is: the seam of two fills. */
static bool is_seam(const Bar *bar)
{
    const int side = MAX(bar->above, bar->below);
    return side >= SEAM_SIDE && bar->peak_luma > side && (bar->peak_luma - side) * 100 < SEAM * (255 - side);
}

/* The share of a bar's places whose neighbour in a row differs as the bar's whole side does. */
static double measure_side(const MbPicture *grey, const Bar *bar, int y)
{
    if (y < 0 || y >= grey->height_px)
        return 1;
    const guint8 *line = grey->pixels + (gsize)bar->peak * grey->stride, *row = grey->pixels + (gsize)y * grey->stride;
    const int sign = bar->peak_luma > bar->above ? 1 : -1;
    int differ = 0;
    for (int x = bar->x0; x < bar->x1; x++)
        differ += sign * (line[x] - row[x]) >= FAINT;
    return (double)differ / (bar->x1 - bar->x0);
}

/* Between letters on a shade lie strips of it that letters bound in places only; a line has two sides all along. */
static bool has_sides(const MbPicture *grey, const Bar *bar)
{
    return measure_side(grey, bar, bar->y0 - 1) >= 0.8 && measure_side(grey, bar, bar->y1) >= 0.8;
}

static void append_line(GArray *lines, const Bar *bar, const MbPicture *picture, bool vertical)
{
    MbBar line = {.vertical = vertical, .thickness = CLAMP(bar->ink / 255, 0.25, bar->y1 - bar->y0)};
    const int middle = (bar->x0 + bar->x1) / 2;
    if (vertical) {
        line.box = (MbPixelBox){bar->y0, bar->x0, bar->y1, bar->x1};
        line.colour = colour_at(picture, bar->peak, middle);
    } else {
        line.box = (MbPixelBox){bar->x0, bar->y0, bar->x1, bar->y1};
        line.colour = colour_at(picture, middle, bar->peak);
    }
    g_array_append_val(lines, line);
}

static int compare_along(gconstpointer a, gconstpointer b)
{
    const Bar *p = a, *q = b;
    if (p->peak != q->peak)
        return p->peak - q->peak;
    return p->x0 - q->x0;
}

/* Pieces of one line on the same rows become one line; one that is mostly a seam is none. */
static void join_lines(GArray *pieces, const MbPicture *picture, bool vertical, GArray *lines)
{
    g_array_sort(pieces, compare_along);
    for (guint i = 0; i < pieces->len;) {
        Bar whole = g_array_index(pieces, Bar, i++);
        whole.seam = is_seam(&whole) ? whole.x1 - whole.x0 : 0;
        for (; i < pieces->len; i++) {
            const Bar *next = &g_array_index(pieces, Bar, i);
            if (next->peak != whole.peak || next->x0 - whole.x1 > LINE_GAP)
                break;
            whole.seam += is_seam(next) ? next->x1 - next->x0 : 0;
            whole.x1 = MAX(whole.x1, next->x1);
            whole.y0 = MIN(whole.y0, next->y0);
            whole.y1 = MAX(whole.y1, next->y1);
            whole.ink = MAX(whole.ink, next->ink);
        }
        if (whole.x1 - whole.x0 >= LINE_MIN && whole.seam * 2 < whole.x1 - whole.x0)
            append_line(lines, &whole, picture, vertical);
    }
}

static void find_lines(const MbPicture *picture, const MbPicture *grey, GArray *bars, bool vertical, GArray *lines)
{
    g_autoptr(GArray) pieces = g_array_new(FALSE, FALSE, sizeof(Bar));
    for (guint i = 0; i < bars->len; i++)
        if (is_line(&g_array_index(bars, Bar, i)) && has_sides(grey, &g_array_index(bars, Bar, i)))
            g_array_append_val(pieces, g_array_index(bars, Bar, i));
    join_lines(pieces, picture, vertical, lines);
}

/* The share of pixels in the gap between two pieces that have their colour: text on a shade leaves much of it free. */
static double measure_gap(const MbPicture *grey, const Bar *upper, const Bar *lower)
{
    int same = 0, all = 0;
    for (int y = upper->y1; y < lower->y0; y++) {
        const guint8 *row = grey->pixels + (gsize)y * grey->stride;
        for (int x = upper->x0 + 1; x < upper->x1; x += 3, all++)
            same += abs(row[x] - upper->luma) <= EVEN;
    }
    return all ? (double)same / all : 1;
}

static int compare_place(gconstpointer a, gconstpointer b)
{
    const Bar *p = a, *q = b;
    if (p->x0 != q->x0)
        return p->x0 - q->x0;
    return p->x1 != q->x1 ? p->x1 - q->x1 : p->y0 - q->y0;
}

/* Whether a shade's own colour fills enough of it; what lies between the letters on another shade does not. */
static bool is_filled(const MbPicture *grey, const Bar *shade)
{
    const Bar top = {.x0 = shade->x0, .x1 = shade->x1, .y1 = shade->y0, .luma = shade->luma};
    const Bar bottom = {.y0 = shade->y1};
    return measure_gap(grey, &top, &bottom) >= 0.5;
}

/* Joins pieces above each other with the same sides and colour: one shade with text on it. */
static Bar join_pieces(const MbPicture *grey, const GArray *bars, guint *i)
{
    Bar whole = g_array_index(bars, Bar, (*i)++);
    for (; *i < bars->len; (*i)++) {
        const Bar *next = &g_array_index(bars, Bar, *i);
        if (next->x0 != whole.x0 || next->x1 != whole.x1 || abs(next->luma - whole.luma) > EVEN ||
            measure_gap(grey, &whole, next) < 0.35) /* a line of bold capitals leaves about half of its band free */
            break;
        whole.y1 = MAX(whole.y1, next->y1);
    }
    return whole;
}

static bool is_within(const GArray *shades, MbPixelBox box, uint32_t colour)
{
    for (guint i = 0; i < shades->len; i++) {
        const MbBar *s = &g_array_index(shades, MbBar, i);
        if (s->colour == colour && s->box.x0 <= box.x0 && s->box.y0 <= box.y0 && s->box.x1 >= box.x1 && s->box.y1 >= box.y1)
            return true;
    }
    return false;
}

static int compare_area(gconstpointer a, gconstpointer b)
{
    const Bar *p = a, *q = b;
    const int area = (q->x1 - q->x0) * (q->y1 - q->y0) - (p->x1 - p->x0) * (p->y1 - p->y0);
    return area ? area : p->y0 != q->y0 ? p->y0 - q->y0 : p->x0 - q->x0;
}

static void find_shades(const MbPicture *picture, const MbPicture *grey, GArray *bars, GArray *shades)
{
    g_autoptr(GArray) wholes = g_array_new(FALSE, FALSE, sizeof(Bar));
    g_array_sort(bars, compare_place);
    for (guint i = 0; i < bars->len;) {
        Bar whole = join_pieces(grey, bars, &i);
        if (whole.y1 - whole.y0 >= SHADE_MIN && whole.x1 - whole.x0 >= SHADE_MIN && is_filled(grey, &whole))
            g_array_append_val(wholes, whole);
    }
    g_array_sort(wholes, compare_area);
    for (guint i = 0; i < MIN(wholes->len, SHADES_MAX); i++) {
        const Bar *whole = &g_array_index(wholes, Bar, i);
        MbBar shade = {.box = {whole->x0, whole->y0, whole->x1, whole->y1}, .colour = colour_at(picture, whole->x0 + 2, whole->y0 + 1)};
        if (!is_within(shades, shade.box, shade.colour))
            g_array_append_val(shades, shade);
    }
    g_array_sort(shades, compare_bars);
}

/* Drops lines that are the free strips of a shade of their own colour. */
static void drop_strips(GArray *lines, const GArray *shades)
{
    guint kept = 0;
    for (guint i = 0; i < lines->len; i++) {
        const MbBar line = g_array_index(lines, MbBar, i);
        if (!is_within(shades, line.box, line.colour))
            g_array_index(lines, MbBar, kept++) = line;
    }
    g_array_set_size(lines, kept);
}

void mb_picture_find_bars(const MbPicture *picture, GArray **lines, GArray **shades)
{
    *lines = g_array_new(FALSE, FALSE, sizeof(MbBar));
    *shades = g_array_new(FALSE, FALSE, sizeof(MbBar));
    g_autoptr(MbPicture) grey = mb_picture_dup_grey(picture);
    g_autoptr(MbPicture) turned = grey ? transpose(grey) : NULL;
    if (!turned)
        return;
    const int background = mb_picture_background(grey);
    g_autoptr(GArray) rows = collect_bars(grey, background);
    g_autoptr(GArray) columns = collect_bars(turned, background);
    find_lines(picture, grey, rows, false, *lines);
    find_lines(picture, turned, columns, true, *lines);
    find_shades(picture, grey, rows, *shades);
    drop_strips(*lines, *shades);
}
