/* The depth of labelled items, from the labels that are open. */
#include "model/label.h"

#include <math.h>
#include <string.h>

/*
 * Indents closer than this are the same. Word's list levels are a quarter inch
 * (18 points) apart; labels set flush right differ by a digit (5 to 6 points).
 */
#define SAME_INDENT 6.0

/* A number that was skipped or lost does not end a list. */
#define LARGEST_GAP 3

static bool same_parent(const MbLabelReading *a, const MbLabelReading *b)
{
    return a->parts == b->parts && !memcmp(a->part, b->part, sizeof(int) * (gsize)(a->parts - 1));
}

static bool same_kind(const MbLabelReading *a, const MbLabelReading *b)
{
    return a->style == b->style && a->bullet == b->bullet && same_parent(a, b);
}

bool mb_label_follows(const MbLabelReading *before, const MbLabelReading *after)
{
    if (!same_kind(before, after))
        return false;
    return before->style == MB_LABEL_BULLET || mb_label_value(after) == mb_label_value(before) + 1;
}

/* What a search for the place of a label knows. */
typedef struct {
    const MbLabelStack *stack;
    const MbLabel *label;
    double indent;
    MbLabelPlace place;
} Search;

static const MbLabelReading *open_at(const Search *search, guint depth)
{
    return &search->stack->open[depth - 1].reading;
}

static bool settle(Search *search, guint depth, bool continues, const MbLabelReading *reading)
{
    search->place = (MbLabelPlace){MIN(depth, MB_LABEL_DEPTH), continues, *reading};
    return true;
}

/* Whether some open list could go on with this reading. */
static bool may_continue(const Search *search, const MbLabelReading *reading)
{
    for (guint depth = search->stack->depth; depth > 0; depth--)
        if (mb_label_follows(open_at(search, depth), reading))
            return true;
    return false;
}

/* "h) i) ii)": the ninth letter would do, but the next label shows that a roman list starts. */
static bool starts_by_next(Search *search, const MbLabel *next)
{
    const MbLabelReading *reading = &search->label->reading[0];
    if (!next || search->label->readings < 2 || mb_label_value(reading) != 1 || !may_continue(search, &search->label->reading[1]))
        return false;
    for (int i = 0; i < next->readings; i++)
        if (next->reading[i].shape == reading->shape && mb_label_follows(reading, &next->reading[i]))
            return settle(search, search->stack->depth + 1, false, reading);
    return false;
}

/* The innermost list in which the number is the next one; equal shapes go before changed ones. */
static bool continues_number(Search *search, bool same_shape)
{
    for (guint depth = search->stack->depth; depth > 0; depth--)
        for (int i = 0; i < search->label->readings; i++) {
            const MbLabelReading *reading = &search->label->reading[i], *open = open_at(search, depth);
            bool is_number = reading->style != MB_LABEL_BULLET;
            if (is_number && (!same_shape || open->shape == reading->shape) && mb_label_follows(open, reading))
                return settle(search, depth, true, reading);
        }
    return false;
}

/* "5.1" stands below "5." or "5", wherever that is open. */
static bool is_below_prefix(Search *search)
{
    const MbLabelReading *reading = &search->label->reading[0];
    for (guint depth = search->stack->depth; reading->parts > 1 && depth > 0; depth--) {
        const MbLabelReading *open = open_at(search, depth);
        if (open->style == MB_LABEL_ARABIC && open->parts == reading->parts - 1 &&
            !memcmp(open->part, reading->part, sizeof(int) * (gsize)open->parts))
            return settle(search, depth + 1, false, reading);
    }
    return false;
}

/* The open list of this kind, if any; numbers may skip a few values. */
static bool is_same_list(const MbLabelReading *open, const MbLabelReading *reading)
{
    if (!same_kind(open, reading) || open->shape != reading->shape)
        return false;
    int gap = mb_label_value(reading) - mb_label_value(open);
    return reading->style == MB_LABEL_BULLET || (gap > 0 && gap <= LARGEST_GAP);
}

static bool is_at_indent(Search *search)
{
    const MbLabelReading *reading = &search->label->reading[0];
    if (isnan(search->indent))
        return false;
    for (guint depth = search->stack->depth; depth > 0; depth--) {
        double open = search->stack->open[depth - 1].indent;
        if (isnan(open))
            return false;
        if (search->indent > open + SAME_INDENT)
            return settle(search, depth + 1, false, reading);
        if (search->indent >= open - SAME_INDENT)
            return settle(search, depth, is_same_list(open_at(search, depth), reading), reading);
    }
    return settle(search, 1, false, reading);
}

static bool continues_kind(Search *search)
{
    for (guint depth = search->stack->depth; depth > 0; depth--)
        for (int i = 0; i < search->label->readings; i++)
            if (is_same_list(open_at(search, depth), &search->label->reading[i]))
                return settle(search, depth, true, &search->label->reading[i]);
    return false;
}

/* A list that starts again at its first value, in the place of one of its kind. */
static bool restarts(Search *search)
{
    const MbLabelReading *reading = &search->label->reading[0];
    for (guint depth = search->stack->depth; depth > 0; depth--)
        if (reading->style == open_at(search, depth)->style && reading->shape == open_at(search, depth)->shape &&
            reading->bullet == open_at(search, depth)->bullet && reading->parts == open_at(search, depth)->parts)
            return settle(search, depth, false, reading);
    return false;
}

/* Round filled bullets come first, whatever program made them; other marks are for the levels below. */
static int bullet_rank(gunichar c)
{
    return c == 0xB7 || c == 0x2022 || c == 0x2219 || c == 0x25CF || c == 0x22C5 || c == 0xF0B7 || c == 0xF06C ? 1 : 2;
}

/*
 * A kind of label that is not open yet: below the innermost item, but for a
 * number after bullets (nobody numbers below bullets without indent) and for a
 * first-rank bullet after a lower one.
 */
static void start_list(Search *search)
{
    const MbLabelReading *reading = &search->label->reading[0];
    guint depth = search->stack->depth;
    while (depth > 0) {
        const MbLabelReading *open = open_at(search, depth);
        bool is_after_bullet = open->style == MB_LABEL_BULLET && reading->style != MB_LABEL_BULLET;
        bool is_higher = open->style == MB_LABEL_BULLET && reading->style == MB_LABEL_BULLET &&
                         bullet_rank(reading->bullet) < bullet_rank(open->bullet);
        if (!is_after_bullet && !is_higher)
            break;
        depth--;
    }
    settle(search, depth + 1, false, reading);
}

MbLabelPlace mb_label_stack_place(MbLabelStack *stack, const MbLabel *label, const MbLabel *next, double indent)
{
    Search search = {.stack = stack, .label = label, .indent = indent};
    if (!starts_by_next(&search, next) && !continues_number(&search, true) && !is_below_prefix(&search) &&
        !continues_number(&search, false) && !is_at_indent(&search) && !continues_kind(&search) && !restarts(&search))
        start_list(&search);
    stack->depth = search.place.depth;
    stack->open[stack->depth - 1].reading = search.place.reading;
    stack->open[stack->depth - 1].indent = indent;
    return search.place;
}
