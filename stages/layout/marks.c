#include "marks.h"

#include <math.h>
#include <string.h>

/* All in font sizes. A word space is 0.25 to 0.3, a tab or a set label gap more. */
#define LABEL_GAP 0.45
#define SAME_X 0.5     /* labels of one list stand this close to each other's left edge */
#define HANG_X 0.4     /* text under a label's text */
#define HANG_LEAST 0.7 /* narrowest label with its gap */
#define MOST_TWINS 16  /* lines with one number that are looked at; more do not occur on sound pages */

/* A line of a sign and its number, "- 3.1%", is no label: the label's own rule needs to see both. */
static bool is_signed_number(const MbFrame *frame, const MbLine *line)
{
    MbLabel label;
    if (line->count != 2)
        return false;
    g_autofree char *two = g_strjoin(" ", mb_frame_text(frame, line->first), mb_frame_text(frame, line->first + 1), NULL);
    return mb_char_is_sign(g_utf8_get_char(two)) && !mb_label_parse(two, false, &label);
}

/* A dash and the bullet after it ("- §") are one label of two words. */
static bool parse(const MbFrame *frame, const MbLine *line, MbMark *mark)
{
    const char *text = mb_frame_text(frame, line->first);
    bool is_symbol = mb_frame_word(frame, line->first)->symbol;
    gsize length = strlen(text);
    if (line->count > 2 && length == 1 && !is_symbol) {
        g_autofree char *two = g_strconcat(text, " ", mb_frame_text(frame, line->first + 1), NULL);
        if (mb_label_parse(two, false, &mark->label) && mark->label.length == strlen(two)) {
            mark->words = 2;
            return true;
        }
    }
    if (!mb_label_parse(text, is_symbol, &mark->label) || (!is_symbol && is_signed_number(frame, line)))
        return false;
    mark->words = mark->label.length >= length;
    mark->prefix = mark->words ? 0 : mark->label.length;
    return true;
}

bool mb_mark_read(const MbFrame *frame, const MbLine *line, MbMark *mark)
{
    *mark = (MbMark){.x = line->box.x0, .text_x = line->box.x0};
    const MbPlaced *word = mb_frame_word(frame, line->first);
    if (word->block || !parse(frame, line, mark) || mark->words >= line->count)
        return false;
    const MbLabelReading *reading = &mark->label.reading[0];
    mark->is_bullet = reading->style == MB_LABEL_BULLET;
    mark->is_bare = !mark->is_bullet && reading->shape == MB_LABEL_BARE && reading->parts == 1;
    if (mark->is_bare && !(mark->words && mb_page_word(frame->page, word->index)->origin == MB_ORIGIN_OCR))
        return false; /* "12 March", "4 members": a number without a sign is text */
    mark->is_certain = mark->is_bullet && !mark->label.is_weak;
    mark->is_there = true;
    if (mark->words)
        mark->text_x = mb_frame_word(frame, line->first + mark->words)->box.x0;
    else
        mark->text_x += mb_box_width(word->box) * mark->prefix / (double)strlen(mb_frame_text(frame, line->first));
    return true;
}

/* Whether the gap after a label is wider than the line's own word spaces. */
static bool has_gap(const MbFrame *frame, const MbLine *line, const MbMark *mark)
{
    if (!mark->words)
        return false;
    guint text = line->first + mark->words;
    double gap = mark->text_x - mb_frame_word(frame, text - 1)->box.x1, rest = 0;
    guint gaps = 0;
    for (guint i = text + 1; i < line->first + line->count; i++) {
        rest += MAX(0, mb_frame_word(frame, i)->box.x0 - mb_frame_word(frame, i - 1)->box.x1);
        gaps++;
    }
    return gap >= LABEL_GAP * line->size && (gaps < 2 || gap >= 1.5 * rest / gaps);
}

bool mb_mark_is_clear(const MbFrame *frame, const MbLine *line, bool *is_bullet)
{
    MbMark mark;
    if (!mb_mark_read(frame, line, &mark))
        return false;
    *is_bullet = mark.is_bullet;
    return mark.is_certain || (!mark.is_bare && has_gap(frame, line, &mark));
}

/* Whether the next line stands under the label's text, not under the label. */
static bool has_hanging(const MbFrame *frame, guint i, const MbMark *mark)
{
    if (i + 1 >= frame->lines->len)
        return false;
    const MbLine *line = mb_frame_line(frame, i), *next = mb_frame_line(frame, i + 1);
    double pitch = next->baseline - line->baseline;
    return next->flow == line->flow && pitch > 0 && pitch < 1.6 * line->size && mark->text_x - mark->x > HANG_LEAST * line->size &&
           fabs(next->box.x0 - mark->text_x) < HANG_X * line->size;
}

struct MbNumbering {
    GHashTable *values; /* style -> last value */
};

MbNumbering *mb_numbering_new(void)
{
    MbNumbering *numbering = g_new0(MbNumbering, 1);
    numbering->values = g_hash_table_new(g_direct_hash, g_direct_equal);
    return numbering;
}

void mb_numbering_free(MbNumbering *numbering)
{
    if (!numbering)
        return;
    g_hash_table_unref(numbering->values);
    g_free(numbering);
}

/* Style, form and depth in one number; bullets by their glyph. */
static guint style_key(const MbLabelReading *reading)
{
    if (reading->style == MB_LABEL_BULLET)
        return 1u << 30 | reading->bullet;
    return (guint)(reading->style * 64 + reading->shape * 8 + reading->parts);
}

/* A style with a value: where siblings are looked up. */
static gint64 place_key(const MbLabelReading *reading, int step)
{
    return (gint64)style_key(reading) << 24 | (gint64)(mb_label_value(reading) + step + 1);
}

static const MbMark *mark_at(const GArray *marks, guint i)
{
    return &g_array_index(marks, MbMark, i);
}

static void remember_place(GHashTable *places, const MbLabelReading *reading, guint i)
{
    gint64 key = place_key(reading, 0);
    GArray *at = g_hash_table_lookup(places, &key);
    if (!at) {
        at = g_array_new(FALSE, FALSE, sizeof(guint));
        g_hash_table_insert(places, g_memdup2(&key, sizeof key), at);
    }
    g_array_append_val(at, i);
}

static bool find_sibling(GHashTable *places, const GArray *marks, guint i, gint64 key, double size)
{
    const GArray *at = g_hash_table_lookup(places, &key);
    for (guint k = 0; at && k < MIN(at->len, MOST_TWINS); k++) {
        guint other = g_array_index(at, guint, k);
        if (other != i && fabs(mark_at(marks, other)->x - mark_at(marks, i)->x) < SAME_X * size)
            return true;
    }
    return false;
}

/* Whether the number before or after, or the same bullet, stands at the same indent; or the page before counted up to it. */
static bool has_sibling(GHashTable *places, const GArray *marks, guint i, double size, const MbNumbering *numbering)
{
    const MbMark *mark = mark_at(marks, i);
    for (int k = 0; k < mark->label.readings; k++) {
        const MbLabelReading *reading = &mark->label.reading[k];
        int step = mark->is_bullet ? 0 : 1;
        if (find_sibling(places, marks, i, place_key(reading, step), size) ||
            find_sibling(places, marks, i, place_key(reading, -step), size))
            return true;
        int before = GPOINTER_TO_INT(g_hash_table_lookup(numbering->values, GUINT_TO_POINTER(style_key(reading))));
        if (step && before && before + 1 == mb_label_value(reading))
            return true;
    }
    return false;
}

static void count_on(MbNumbering *numbering, const MbMark *mark)
{
    for (int k = 0; k < mark->label.readings && !mark->is_bullet; k++) {
        const MbLabelReading *reading = &mark->label.reading[k];
        g_hash_table_replace(numbering->values, GUINT_TO_POINTER(style_key(reading)), GINT_TO_POINTER(mb_label_value(reading)));
    }
}

/* Whether a number without its stop counts on from the numbers with one, set apart like them. */
static bool goes_on(const MbFrame *frame, const MbLine *line, const MbMark *mark, const MbNumbering *numbering)
{
    MbLabelReading full = mark->label.reading[0];
    full.shape = MB_LABEL_POINT;
    const int before = GPOINTER_TO_INT(g_hash_table_lookup(numbering->values, GUINT_TO_POINTER(style_key(&full))));
    return has_gap(frame, line, mark) && before > 0 && before + 1 == mb_label_value(&full);
}

GArray *mb_marks_read(const MbFrame *frame, MbNumbering *numbering)
{
    GArray *marks = g_array_sized_new(FALSE, TRUE, sizeof(MbMark), frame->lines->len);
    g_array_set_size(marks, frame->lines->len);
    g_autoptr(GHashTable) places = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)g_array_unref);
    for (guint i = 0; i < marks->len; i++) {
        MbMark *mark = &g_array_index(marks, MbMark, i);
        if (mb_mark_read(frame, mb_frame_line(frame, i), mark) && !mark->is_bare)
            for (int k = 0; k < mark->label.readings; k++)
                remember_place(places, &mark->label.reading[k], i);
    }
    for (guint i = 0; i < marks->len; i++) {
        MbMark *mark = &g_array_index(marks, MbMark, i);
        const MbLine *line = mb_frame_line(frame, i);
        if (!mark->is_there)
            continue;
        if (mark->is_bare) {
            mark->is_accepted = goes_on(frame, line, mark, numbering);
            mark->label.reading[0].shape = MB_LABEL_POINT;
            if (mark->is_accepted)
                count_on(numbering, mark);
            continue;
        }
        mark->is_accepted = mark->is_certain || has_gap(frame, line, mark) || has_hanging(frame, i, mark) ||
                            has_sibling(places, marks, i, line->size, numbering);
        if (mark->is_accepted)
            count_on(numbering, mark);
    }
    return marks;
}
