#include "charts.h"

#include "base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Numbers of an axis; years that descend stand in tables. */
#define LEAST_NUMBERS 3
/* The same where a picture may be a table, and no line is known beside them. */
#define LEAST_IN_PICTURE 4
/* Points by which numbers set right may miss each other's ends, and shares by which pitches and steps may differ. */
#define SAME_END 3.0
#define SAME_PITCH 0.08
#define SAME_STEP 0.001
/* Type sizes: from the numbers to the axis or the ends of its lines; to names right of it and lines under it. */
#define TO_AXIS 3.0
#define TO_NAMES 2.0
#define UNDER_PLOT 1.8
/* A name right of the plot is no longer, in type sizes. */
#define LONGEST_NAME 14.0
/* Lines of names and legends under a plot. */
#define MOST_LINES 4
/* The title of an axis is shorter than this share of the plot, and as near to its middle. */
#define SHORT_TITLE 0.4
#define OFF_MIDDLE 0.06
/* Share of the numbers that may have other text on their line; rows of a table nearly all have. */
#define MOST_SHARED 0.5

typedef struct {
    guint word;
    MbBox box;
    double size, value;
} Number;

typedef struct {
    const MbPage *page;
    const guint8 *is_used;
    int region;      /* of which the words are looked at; -1: what the page's text holds */
    GArray *numbers; /* Number, by y */
} Sight;

static bool is_seen(const Sight *sight, guint i)
{
    const MbWord *word = mb_page_word(sight->page, i);
    bool is_here = sight->region < 0 ? word->origin == MB_ORIGIN_TEXT : word->region == sight->region;
    return is_here && !sight->is_used[i] && !word->hidden && *word->text;
}

/* "1,200", "-0.5", "£40m", "25%"; false for anything else. */
static bool read_number(const char *text, double *value)
{
    char digits[24];
    guint count = 0;
    bool has_digit = false;
    for (const char *c = text; *c; c = g_utf8_next_char(c)) {
        gunichar u = g_utf8_get_char(c);
        bool is_minus = (u == '-' || u == 0x2212 || u == 0x2013) && count == 0;
        if (count + 1 >= sizeof digits)
            return false;
        if (is_minus || u == '.' || (u < 0x80 && g_ascii_isdigit((char)u)))
            digits[count++] = is_minus ? '-' : (char)u;
        else if (u != ',' && u != '%' && u != '$' && u != 0xA3 && u != 0x20AC && !(u == 'm' && count))
            return false;
        has_digit |= u < 0x80 && g_ascii_isdigit((char)u);
    }
    digits[count] = 0;
    *value = g_ascii_strtod(digits, NULL);
    return has_digit;
}

static int by_top(gconstpointer a, gconstpointer b)
{
    const Number *x = a, *y = b;
    return x->box.y0 != y->box.y0 ? (x->box.y0 > y->box.y0) - (x->box.y0 < y->box.y0) : (x->word > y->word) - (x->word < y->word);
}

static GArray *list_numbers(const Sight *sight)
{
    GArray *numbers = g_array_new(FALSE, FALSE, sizeof(Number));
    for (guint i = 0; i < sight->page->words->len; i++) {
        const MbWord *word = mb_page_word(sight->page, i);
        Number number = {.word = i, .box = word->box, .size = word->size};
        if (is_seen(sight, i) && word->turn == 0 && read_number(word->text, &number.value))
            g_array_append_val(numbers, number);
    }
    g_array_sort(numbers, by_top);
    return numbers;
}

static const Number *number_at(const Sight *sight, guint i)
{
    return &g_array_index(sight->numbers, Number, i);
}

/* The next number straight below one, or the number of numbers. */
static guint next_below(const Sight *sight, guint i)
{
    const Number *upper = number_at(sight, i);
    guint k = i + 1;
    for (; k < sight->numbers->len; k++) {
        const Number *lower = number_at(sight, k);
        if (lower->box.y0 > upper->box.y1 && fabs(lower->box.x1 - upper->box.x1) <= SAME_END)
            break;
    }
    return k;
}

/* The numbers of the axis whose highest number is given: a run of equal steps and pitches, all the way down. */
static GArray *axis_from(const Sight *sight, guint first)
{
    GArray *axis = g_array_new(FALSE, FALSE, sizeof(guint));
    double step = 0, pitch = 0;
    bool all_years = true;
    for (guint i = first; i < sight->numbers->len; i = next_below(sight, i)) {
        const Number *here = number_at(sight, i);
        if (axis->len) {
            const Number *above = number_at(sight, g_array_index(axis, guint, axis->len - 1));
            double down = here->box.y1 - above->box.y1, fall = above->value - here->value;
            if (axis->len == 1)
                step = fall, pitch = down;
            if (fall <= 0 || fabs(fall - step) > SAME_STEP * step + 1e-9 || fabs(down - pitch) > SAME_PITCH * pitch)
                break;
        }
        all_years &= here->value >= 1900 && here->value <= 2100 && here->value == floor(here->value);
        g_array_append_val(axis, i);
    }
    if (axis->len < LEAST_NUMBERS || (all_years && step == 1))
        g_array_set_size(axis, 0);
    return axis;
}

/* The box around the numbers of an axis. */
static MbBox box_of(const Sight *sight, const GArray *axis)
{
    MbBox box = {0};
    for (guint i = 0; i < axis->len; i++)
        box = mb_box_union(box, number_at(sight, g_array_index(axis, guint, i))->box);
    return box;
}

/* Whether lines of a plot begin beside the numbers; *right becomes the end of the longest. */
static bool find_plot(const Sight *sight, MbBox numbers, double size, double *right)
{
    double low = numbers.x1 - 1, high = numbers.x1 + TO_AXIS * size;
    bool has_axis = false;
    guint lines = 0;
    *right = 0;
    for (guint i = 0; i < sight->page->rules->len; i++) {
        const MbRule *rule = &g_array_index(sight->page->rules, MbRule, i);
        MbBox box = rule->box;
        if (rule->region >= 0 || box.x0 < low || box.x0 > high)
            continue;
        if (rule->vertical) {
            has_axis |= MIN(box.y1, numbers.y1) - MAX(box.y0, numbers.y0) > 0.8 * mb_box_height(numbers);
        } else if (box.y0 > numbers.y0 - size && box.y1 < numbers.y1 + size && box.x1 - box.x0 > TO_AXIS * size) {
            lines++;
            *right = MAX(*right, box.x1);
        }
    }
    return lines > 1 || (lines && has_axis);
}

/* How many of the axis' numbers have other text on their line inside the plot. */
static guint count_shared(const Sight *sight, const GArray *axis, double right)
{
    guint shared = 0;
    for (guint i = 0; i < axis->len; i++) {
        const Number *number = number_at(sight, g_array_index(axis, guint, i));
        double middle = (number->box.y0 + number->box.y1) / 2;
        bool found = false;
        for (guint w = 0; w < sight->page->words->len && !found; w++) {
            MbBox box = mb_page_word(sight->page, w)->box;
            found = w != number->word && is_seen(sight, w) && box.y0 < middle && box.y1 > middle && box.x0 > number->box.x1 &&
                    box.x1 < right;
        }
        shared += found;
    }
    return shared;
}

/* Takes in names at the right end of the plot's curves, and turned words at the left of its numbers. */
static void widen(const Sight *sight, double size, MbBox *box)
{
    MbBox plot = *box;
    for (guint i = 0; i < sight->page->words->len; i++) {
        const MbWord *word = mb_page_word(sight->page, i);
        double middle = (word->box.y0 + word->box.y1) / 2;
        if (!is_seen(sight, i) || middle < plot.y0 || middle > plot.y1)
            continue;
        bool is_name = word->turn == 0 && word->box.x0 > plot.x1 && word->box.x0 < plot.x1 + TO_NAMES * size &&
                       mb_box_width(word->box) < LONGEST_NAME * size;
        bool is_title = (word->turn & 1) && word->box.x1 < plot.x0 && word->box.x1 > plot.x0 - TO_AXIS * size;
        if (is_name || is_title)
            *box = mb_box_union(*box, word->box);
    }
}

/* The words of one line under a box: how many texts wide gaps part, and how far they reach. */
typedef struct {
    MbBox box;
    guint texts;
    bool leaves; /* one reaches out of the chart: no lettering of it */
} Below;

static int by_left(gconstpointer a, gconstpointer b)
{
    const MbBox *x = a, *y = b;
    return (x->x0 > y->x0) - (x->x0 < y->x0);
}

static Below look_below(const Sight *sight, MbBox chart, double size)
{
    Below below = {0};
    double top = G_MAXDOUBLE;
    g_autoptr(GArray) boxes = g_array_new(FALSE, FALSE, sizeof(MbBox));
    for (guint pass = 0; pass < 2; pass++)
        for (guint i = 0; i < sight->page->words->len; i++) {
            MbBox box = mb_page_word(sight->page, i)->box;
            double middle = (box.x0 + box.x1) / 2;
            if (!is_seen(sight, i) || box.y0 < chart.y1 - 0.3 * size || middle < chart.x0 - size || middle > chart.x1 + size)
                continue;
            if (pass == 0)
                top = MIN(top, box.y0);
            else if (box.y0 < top + 0.5 * size)
                g_array_append_val(boxes, box);
        }
    g_array_sort(boxes, by_left);
    for (guint i = 0; i < boxes->len; i++) {
        MbBox box = g_array_index(boxes, MbBox, i);
        below.texts += i == 0 || box.x0 - below.box.x1 > 0.9 * size;
        below.leaves |= box.x0 < chart.x0 - LONGEST_NAME * size / 2 || box.x1 > chart.x1 + LONGEST_NAME * size / 2;
        below.box = mb_box_union(below.box, box);
    }
    return below;
}

/* Takes in the lines under the plot that name its places, its axis or its curves. */
static void lengthen(const Sight *sight, double size, MbBox *box)
{
    for (guint i = 0; i < MOST_LINES; i++) {
        Below below = look_below(sight, *box, size);
        double off = fabs((below.box.x0 + below.box.x1) / 2 - (box->x0 + box->x1) / 2), width = mb_box_width(*box);
        bool is_title = below.texts == 1 && mb_box_width(below.box) < SHORT_TITLE * width && off < OFF_MIDDLE * width;
        if (!below.texts || below.leaves || below.box.y0 > box->y1 + UNDER_PLOT * size || (below.texts == 1 && !is_title))
            return;
        *box = mb_box_union(*box, below.box);
    }
}

GArray *mb_charts_find(const MbPage *page, const guint8 *is_used)
{
    GArray *charts = g_array_new(FALSE, FALSE, sizeof(MbBox));
    Sight sight = {page, is_used, -1, NULL};
    g_autoptr(GArray) numbers = sight.numbers = list_numbers(&sight);
    for (guint i = 0; i < numbers->len && page->rules->len; i++) {
        g_autoptr(GArray) axis = axis_from(&sight, i);
        double right, size = number_at(&sight, i)->size;
        MbBox box = box_of(&sight, axis);
        bool is_taken = false;
        for (guint k = 0; k < charts->len; k++)
            is_taken |= mb_box_has_centre(g_array_index(charts, MbBox, k), number_at(&sight, i)->box);
        if (is_taken || !axis->len || !find_plot(&sight, box, size, &right) ||
            count_shared(&sight, axis, right) > MOST_SHARED * axis->len)
            continue;
        box.x1 = MAX(box.x1, right);
        widen(&sight, size, &box);
        lengthen(&sight, size, &box);
        g_array_append_val(charts, box);
    }
    return charts;
}

bool mb_charts_has_axis(const MbPage *page, guint region, const guint8 *is_used)
{
    Sight sight = {page, is_used, (int)region, NULL};
    g_autoptr(GArray) numbers = sight.numbers = list_numbers(&sight);
    for (guint i = 0; i < numbers->len; i++) {
        g_autoptr(GArray) axis = axis_from(&sight, i);
        if (axis->len >= LEAST_IN_PICTURE && count_shared(&sight, axis, mb_page_region(page, region)->box.x1) <= MOST_SHARED * axis->len)
            return true;
    }
    return false;
}
