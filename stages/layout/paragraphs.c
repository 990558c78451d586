#include "paragraphs.h"

#include <math.h>
#include <string.h>

/*
 * All in font sizes. Line pitch is 1.15 to 1.2 in Word and LibreOffice, 1.0 to
 * 1.5 elsewhere; the space after a paragraph is at least a third of a line.
 */
#define USUAL_PITCH 1.2
#define WIDE_PITCH 1.4     /* wider is double spacing, and wants SURE_STEPS steps to prove it: a few lines set apart are paragraphs */
#define SURE_STEPS 8
#define PITCH_SLACK 1.27   /* over the column's own pitch: a wider step parts paragraphs */
#define INDENT 0.8         /* first-line indents of the corpus are 1 and more */
#define WORD_SPACE 0.25
#define SURELY_SHORT 2.0   /* so much room left of a line that no author's rag explains it */
#define OTHER_SIZE 0.12
#define OTHER_SIZE_READ 0.3 /* guessed sizes scatter */

/* What is usual in one column. */
typedef struct {
    double right, left;
    double pitch; /* sizes */
} Column;

bool mb_paragraph_is_ended(const char *text)
{
    const char *end = text + strlen(text);
    while (end > text) {
        const char *at = g_utf8_find_prev_char(text, end);
        gunichar c = g_utf8_get_char(at);
        if (!strchr("\"')]", (int)(c < 128 ? c : 'x')) && c != 0x2019 && c != 0x201D)
            return c == '.' || c == ';' || c == ':' || c == '!' || c == '?';
        end = at;
    }
    return false;
}

bool mb_paragraph_has_room(const MbLine *line, double right, const MbFrame *next_frame, const MbLine *next)
{
    const MbPlaced *word = mb_frame_word(next_frame, next->first);
    double needs = mb_box_width(word->box) + (WORD_SPACE + 0.3) * line->size;
    double edge = line->tail ? MIN(right, line->tail_x0 - line->size) : right;
    return edge - line->text_x1 > needs;
}

/* Whether a word goes on with a sentence or title. */
static bool is_lower(const char *text)
{
    return g_unichar_islower(g_utf8_get_char(text)) || *text == '&';
}

static bool is_block(const MbFrame *frame, const MbLine *line)
{
    return mb_frame_word(frame, line->first)->block != NULL;
}

static bool is_guess(const MbFrame *frame, const MbLine *line)
{
    const MbPlaced *word = mb_frame_word(frame, line->first);
    return !word->block && !mb_frame_has_type(mb_page_word(frame->page, word->index));
}

static gint compare_doubles(gconstpointer a, gconstpointer b)
{
    double p = *(const double *)a, q = *(const double *)b;
    return p < q ? -1 : p > q;
}

/* The outermost right end that another line comes close to: one long line (a page reference) sets no margin. */
static double right_edge(GArray *ends, double size)
{
    g_array_sort(ends, compare_doubles);
    for (guint i = ends->len; i-- > 1;)
        if (g_array_index(ends, double, i) - g_array_index(ends, double, i - 1) < size)
            return g_array_index(ends, double, i);
    return ends->len ? g_array_index(ends, double, ends->len - 1) : 0;
}

/* The closest pitch that is common: at least a fifth of the steps, in classes of a twentieth of the size. */
static double usual_pitch(GArray *steps)
{
    g_array_sort(steps, compare_doubles);
    for (guint i = 0, k = 0; i < steps->len; i++) {
        while (k < steps->len && g_array_index(steps, double, k) < g_array_index(steps, double, i) + 0.06)
            k++;
        double step = g_array_index(steps, double, i + (k - i) / 2);
        if (k - i >= 2 && (k - i) * 5 >= steps->len)
            return k - i >= SURE_STEPS ? step : MIN(step, WIDE_PITCH);
    }
    return USUAL_PITCH;
}

/* Measures the column that begins at line `from`; its end is given back. */
static Column measure_column(const MbFrame *frame, guint from, guint *to)
{
    g_autoptr(GArray) ends = g_array_new(FALSE, FALSE, sizeof(double));
    g_autoptr(GArray) steps = g_array_new(FALSE, FALSE, sizeof(double));
    Column column = {.left = mb_frame_line(frame, from)->box.x0};
    guint i = from, flow = mb_frame_line(frame, from)->flow;
    double size = 1;
    for (; i < frame->lines->len && mb_frame_line(frame, i)->flow == flow; i++) {
        const MbLine *line = mb_frame_line(frame, i);
        if (is_block(frame, line))
            continue;
        size = line->size;
        column.left = MIN(column.left, line->box.x0);
        g_array_append_val(ends, line->box.x1);
        double step = i > from ? (line->baseline - line[-1].baseline) / MAX(1, line->size) : 0;
        if (step > 0.8 && step < 2.5 && fabs(line[-1].size - line->size) < 0.1 * line->size)
            g_array_append_val(steps, step);
    }
    column.right = right_edge(ends, size);
    column.pitch = usual_pitch(steps);
    *to = i;
    return column;
}

static bool has_other_style(const MbFrame *frame, const MbLine *a, const MbLine *b)
{
    double other = is_guess(frame, b) ? OTHER_SIZE_READ : OTHER_SIZE;
    if (fabs(a->size - b->size) > other * MAX(a->size, b->size))
        return true;
    return (a->bold >= 0.9 && b->bold <= 0.1) || (a->bold <= 0.1 && b->bold >= 0.9);
}

/* A paragraph's last words in bold ("Carried.") that happen to stand on a line of their own. */
static bool ends_in_bold(const MbFrame *frame, const MbLine *above, const MbLine *line)
{
    const char *end = mb_frame_text(frame, line->first + line->count - 1);
    bool is_one_size = fabs(line->size - above->size) < OTHER_SIZE * above->size;
    return line->bold >= 0.9 && above->bold < 0.9 && is_one_size && g_str_has_suffix(end, ".");
}

static bool are_centred(const MbLine *a, const MbLine *b)
{
    double a_middle = (a->box.x0 + a->box.x1) / 2, b_middle = (b->box.x0 + b->box.x1) / 2;
    return fabs(a_middle - b_middle) < 0.5 * a->size;
}

/* Whether a line stands under the text of a numbered line ("7   Opportunities ..."), whose number is no label of a list. */
static bool hangs(const MbFrame *frame, const MbLine *above, const MbLine *line)
{
    if (above->count < 2)
        return false;
    const MbPlaced *first = mb_frame_word(frame, above->first), *second = mb_frame_word(frame, above->first + 1);
    return fabs(second->box.x0 - line->box.x0) < 0.4 * line->size && second->box.x0 - first->box.x1 > 0.45 * line->size;
}

/*
 * Whether a line steps in or out against the one above in a way that begins a
 * paragraph. A sentence that runs on from a full line (runs_on) goes on further
 * in: its first line hangs out.
 */
static bool steps_aside(const MbFrame *frame, const GArray *marks, guint first, guint i, bool runs_on)
{
    const MbLine *above = mb_frame_line(frame, i - 1), *line = mb_frame_line(frame, i);
    const MbMark *mark = &g_array_index(marks, MbMark, i - 1);
    double least = INDENT * line->size, step = line->box.x0 - above->box.x0;
    if (mark->is_accepted)
        return line->box.x0 > mark->text_x + least || line->box.x0 < mark->x - least;
    if (fabs(step) < least || are_centred(above, line) || hangs(frame, above, line))
        return false;
    return step > 0 ? !runs_on : i - 1 != first;
}

static bool begins_chunk(const MbFrame *frame, const GArray *marks, guint first, guint i, const Column *column)
{
    const MbLine *above = mb_frame_line(frame, i - 1), *line = mb_frame_line(frame, i);
    if (g_array_index(marks, MbMark, i).is_accepted || is_block(frame, line) || is_block(frame, above))
        return true;
    if (above->tail && line->tail)
        return true; /* rows of something, each with its end far right */
    double pitch = (line->baseline - above->baseline) / MAX(1, MIN(line->size, above->size));
    bool is_ended = mb_paragraph_is_ended(mb_frame_text(frame, above->first + above->count - 1));
    bool has_room = mb_paragraph_has_room(above, column->right, frame, line);
    if (pitch > column->pitch * PITCH_SLACK || steps_aside(frame, marks, first, i, !is_ended && !has_room))
        return true;
    if (has_other_style(frame, above, line) && !ends_in_bold(frame, above, line))
        return true;
    double word = mb_box_width(mb_frame_word(frame, line->first)->box);
    bool is_far = !above->tail && column->right - above->box.x1 > word + SURELY_SHORT * line->size;
    if (!has_room)
        return false;
    return is_lower(mb_frame_text(frame, line->first)) ? is_far && is_ended : is_far || is_ended;
}

/*
 * A label that only a sibling speaks for, in the middle of a sentence that runs
 * on from a full line, is a reference ("under paragraph / (a) or (b)").
 */
static void doubt_label(const MbFrame *frame, MbMark *mark, guint i, const Column *column)
{
    const MbLine *above = mb_frame_line(frame, i - 1), *line = mb_frame_line(frame, i);
    if (!mark->is_accepted || mark->is_certain || is_block(frame, above) || mark->x < above->box.x0 - INDENT * line->size)
        return;
    double pitch = (line->baseline - above->baseline) / MAX(1, line->size);
    const char *end = mb_frame_text(frame, above->first + above->count - 1);
    bool runs_on = !mb_paragraph_is_ended(end) && !g_str_has_suffix(end, ",") && strcmp(end, "and") && strcmp(end, "or");
    if (pitch <= column->pitch * PITCH_SLACK && runs_on && !mb_paragraph_has_room(above, column->right, frame, line) &&
        mark->text_x - mark->x < 1.5 * line->size && fabs(mark->x - above->box.x0) < 0.3 * line->size)
        mark->is_accepted = false;
}

static void add_chunk(GArray *chunks, const MbFrame *frame, const GArray *marks, guint first, guint end, const Column *column,
                      bool is_top)
{
    MbChunk chunk = {.first = first, .count = end - first, .left = column->left, .right = column->right};
    const MbLine *line = mb_frame_line(frame, first);
    chunk.flow = line->flow;
    if (is_block(frame, line))
        chunk.kind = MB_CHUNK_BLOCK;
    else if (g_array_index(marks, MbMark, first).is_accepted)
        chunk.kind = MB_CHUNK_ITEM;
    chunk.space_before = is_top ? 100 : (line->baseline - line[-1].baseline) / MAX(1, line->size);
    double width = 0;
    for (guint i = first; i < end; i++, line++) {
        double weight = MAX(1, mb_box_width(line->box));
        chunk.size += line->size * weight;
        chunk.bold += line->bold * weight;
        chunk.italic += line->italic * weight;
        width += weight;
    }
    chunk.size /= width;
    chunk.bold /= width;
    chunk.italic /= width;
    g_array_append_val(chunks, chunk);
}

GArray *mb_paragraphs_cut(const MbFrame *frame, GArray *marks)
{
    GArray *chunks = g_array_new(FALSE, FALSE, sizeof(MbChunk));
    for (guint from = 0, to; from < frame->lines->len; from = to) {
        Column column = measure_column(frame, from, &to);
        guint first = from;
        for (guint i = from + 1; i <= to; i++) {
            if (i < to)
                doubt_label(frame, &g_array_index(marks, MbMark, i), i, &column);
            if (i < to && !begins_chunk(frame, marks, first, i, &column))
                continue;
            add_chunk(chunks, frame, marks, first, i, &column, first == from);
            first = i;
        }
    }
    return chunks;
}
