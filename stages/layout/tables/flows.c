#include "flows.h"

#include "caption.h"

/* Narrowest white space between columns of text, in font sizes; justified lines have spaces up to 0.7. */
#define NARROWEST 0.9
/* Where it may stand, as a share of the text's width. */
#define LEFTMOST 0.25
#define RIGHTMOST 0.75
/* Lines with such white space at one place that are worth a look. */
#define LEAST_LINES 6
/* Lines of running text in each column: words, and share of the column that they fill. */
#define LEAST_PROSE 4
#define LEAST_WORDS 4
#define FILLED 0.85
/* The share of the lines of the fuller column that is running text: a table in the other has all the rest. */
#define MOSTLY_PROSE 0.6

/* Rows of a table that stands over both columns, and texts of each. */
#define LEAST_ROWS 3
#define LEAST_CELLS 3

/* What one line holds on both sides of a place. */
typedef struct {
    bool crosses;
    guint words[2];
    double from[2], to[2];
} Sides;

/* A run of lines that leave a place free. */
typedef struct {
    guint first, last;
    guint prose[2], lines[2];
    double from[2], to[2];
} Run;

static const MbTableWord *ordered(const MbTableSheet *sheet, guint place)
{
    return mb_table_sheet_word(sheet, g_array_index(sheet->order, guint, place));
}

/* The first place in the order of a line, and the place behind its last. */
static void words_of(const MbTableSheet *sheet, guint i, guint *first, guint *end)
{
    const MbTableLine *line = mb_table_sheet_line(sheet, i);
    const MbTableSegment *last = mb_table_sheet_segment(sheet, line->first + line->count - 1);
    *first = mb_table_sheet_segment(sheet, line->first)->first;
    *end = last->first + last->count;
}

static Sides sides_of(const MbTableSheet *sheet, guint i, double x)
{
    guint first, end;
    Sides sides = {0};
    words_of(sheet, i, &first, &end);
    for (guint w = first; w < end; w++) {
        MbBox box = ordered(sheet, w)->box;
        guint side = box.x0 >= x;
        sides.crosses |= box.x0 < x && box.x1 > x;
        sides.from[side] = sides.words[side]++ ? MIN(sides.from[side], box.x0) : box.x0;
        sides.to[side] = MAX(sides.to[side], box.x1);
    }
    if (sides.words[0] && sides.words[1])
        sides.crosses |= sides.from[1] - sides.to[0] < NARROWEST * sheet->size;
    return sides;
}

/* Whether a rule runs over the place between a line and the one above it. */
static bool is_ruled(const MbTableSheet *sheet, guint i, double x)
{
    double low = i ? mb_table_sheet_line(sheet, i - 1)->box.y0 : 0, high = mb_table_sheet_line(sheet, i)->box.y1;
    for (guint r = 0; r < sheet->across->len; r++) {
        const MbTableRule *rule = &g_array_index(sheet->across, MbTableRule, r);
        if (rule->at > low && rule->at < high && rule->from < x && rule->to > x)
            return true;
    }
    return false;
}

static Run run_from(const MbTableSheet *sheet, guint first, double x)
{
    Run run = {.first = first, .last = first};
    for (guint i = first; i < sheet->lines->len; i++) {
        Sides sides = sides_of(sheet, i, x);
        if (sides.crosses || (i > first && is_ruled(sheet, i, x)))
            break;
        run.last = i;
        for (guint s = 0; s < 2; s++) {
            if (!sides.words[s])
                continue;
            run.from[s] = run.lines[s]++ ? MIN(run.from[s], sides.from[s]) : sides.from[s];
            run.to[s] = MAX(run.to[s], sides.to[s]);
        }
    }
    return run;
}

/* Counts the lines of running text on both sides: one segment of several words that fills its column. */
static void count_prose(const MbTableSheet *sheet, Run *run)
{
    for (guint i = run->first; i <= run->last; i++) {
        const MbTableLine *line = mb_table_sheet_line(sheet, i);
        for (guint k = 0; k < line->count; k++) {
            const MbTableSegment *segment = mb_table_sheet_segment(sheet, line->first + k);
            guint side = segment->box.x0 >= run->from[1];
            run->prose[side] += segment->count >= LEAST_WORDS && !segment->is_value &&
                                mb_box_width(segment->box) >= FILLED * (run->to[side] - run->from[side]);
        }
    }
}

static bool is_of_text(const Run *run)
{
    bool enough = run->prose[0] >= LEAST_PROSE && run->prose[1] >= LEAST_PROSE;
    return enough && (run->prose[0] >= MOSTLY_PROSE * run->lines[0] || run->prose[1] >= MOSTLY_PROSE * run->lines[1]);
}

/* Whether a line may be a row of a table over both columns: short texts, none of them running. */
static bool is_row(const MbTableSheet *sheet, const MbTableLine *line)
{
    for (guint s = line->first; s < line->first + line->count; s++)
        if (mb_table_sheet_segment(sheet, s)->count >= LEAST_WORDS)
            return false;
    return true;
}

/* The first line of a run below the table that begins it, if one does: its lines have several texts. */
static guint skip_table(const MbTableSheet *sheet, guint first)
{
    guint rows = 0, i = first;
    for (; i < sheet->lines->len && is_row(sheet, mb_table_sheet_line(sheet, i)); i++)
        rows += mb_table_sheet_line(sheet, i)->count >= LEAST_CELLS;
    return rows >= LEAST_ROWS ? i : first;
}

static void append_sides(const MbTableSheet *sheet, const Run *run, GArray *boxes)
{
    double y0 = mb_table_sheet_line(sheet, run->first)->box.y0, y1 = y0;
    for (guint k = run->first; k <= run->last; k++)
        y1 = MAX(y1, mb_table_sheet_line(sheet, k)->box.y1);
    for (guint s = 0; s < 2; s++) {
        MbBox box = {run->from[s], y0, run->to[s], y1};
        g_array_append_val(boxes, box);
    }
}

/* Adds the places where text runs on both sides of x. */
static void add_places(const MbTableSheet *sheet, double x, GArray *boxes)
{
    for (guint i = 0; i < sheet->lines->len;) {
        if (sides_of(sheet, i, x).crosses) {
            i++;
            continue;
        }
        Run run = run_from(sheet, i, x);
        guint first = skip_table(sheet, i);
        if (first > i && first <= run.last)
            run = run_from(sheet, first, x);
        count_prose(sheet, &run);
        if (is_of_text(&run))
            append_sides(sheet, &run, boxes);
        i = run.last + 1;
    }
}

/* Notes that a line leaves the points from x0 to x1 free. */
static void note_gap(const MbTableSheet *sheet, double x0, double x1, guint *free_lines, guint width)
{
    if (x1 - x0 < NARROWEST * sheet->size)
        return;
    for (double x = MAX(0, x0 + 1); x < MIN(x1, width); x++)
        free_lines[(guint)x]++;
}

/* Gaps in a line, and before or behind the next one when that stands beside it on a baseline of its own. */
static void note_line(const MbTableSheet *sheet, guint i, guint *free_lines, guint width)
{
    guint first, end;
    words_of(sheet, i, &first, &end);
    for (guint w = first + 1; w < end; w++)
        note_gap(sheet, ordered(sheet, w - 1)->box.x1, ordered(sheet, w)->box.x0, free_lines, width);
    if (i + 1 == sheet->lines->len)
        return;
    MbBox here = mb_table_sheet_line(sheet, i)->box, next = mb_table_sheet_line(sheet, i + 1)->box;
    if (next.y0 < (here.y0 + here.y1) / 2)
        note_gap(sheet, MIN(here.x1, next.x1), MAX(here.x0, next.x0), free_lines, width);
}

/* The place that most lines leave free, with text on both sides; a negative number for none. */
static double find_gutter(const MbTableSheet *sheet)
{
    guint width = (guint)CLAMP(sheet->width, 0, 20000), from = (guint)(LEFTMOST * width), to;
    g_autofree guint *free_lines = g_new0(guint, width + 1);
    for (guint i = 0; i < sheet->lines->len; i++)
        note_line(sheet, i, free_lines, width);
    for (guint x = from; x < (guint)(RIGHTMOST * width); x++)
        from = free_lines[x] > free_lines[from] ? x : from;
    for (to = from; to < width && free_lines[to] == free_lines[from]; to++)
        ;
    return free_lines[from] >= LEAST_LINES ? (from + to) / 2.0 : -1;
}

/* The second of two captions on one line, each with a table of its own below it; NULL without. */
static const MbTableSegment *find_second_caption(const MbTableSheet *sheet, const MbTableLine *line)
{
    if (line->count != 2)
        return NULL;
    MbTableLine right = {.first = line->first + 1, .count = 1};
    bool both = mb_table_caption_begins(sheet, line) && mb_table_caption_begins(sheet, &right);
    return both ? mb_table_sheet_segment(sheet, right.first) : NULL;
}

/* Adds the places under two captions on one line. */
static void add_captioned(const MbTableSheet *sheet, GArray *boxes)
{
    for (guint i = 0; i < sheet->lines->len; i++) {
        const MbTableSegment *second = find_second_caption(sheet, mb_table_sheet_line(sheet, i));
        if (!second)
            continue;
        Run run = run_from(sheet, i, second->box.x0 - 1);
        append_sides(sheet, &run, boxes);
        i = run.last;
    }
}

GArray *mb_table_flows_find(const MbTableSheet *sheet)
{
    GArray *boxes = g_array_new(FALSE, FALSE, sizeof(MbBox));
    double x = find_gutter(sheet);
    if (x > 0)
        add_places(sheet, x, boxes);
    if (!boxes->len)
        add_captioned(sheet, boxes);
    return boxes;
}
