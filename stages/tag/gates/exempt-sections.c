/* Sections of a paper that are not for publication while the rest is ("Section 4 of this report is exempt"). */
#include "exempt-gate.h"

#include "model/withhold.h"

#include <string.h>

/* "4.2" has two parts; deeper numbers are compared so far. */
#define DEPTH 4

typedef struct {
    guint parts[DEPTH];
    guint depth; /* 0: no number */
} Number;

/* From one number to another, both in. */
typedef struct {
    Number first, last;
} Range;

/* The number that a text begins with; end: out, optional. */
static Number read_number(const char *text, const char **end)
{
    Number number = {.depth = 0};
    while (g_ascii_isdigit(*text) && number.depth < DEPTH) {
        number.parts[number.depth++] = (guint)g_ascii_strtoull(text, (char **)&text, 10);
        text += *text == '.' && g_ascii_isdigit(text[1]);
    }
    if (end)
        *end = text;
    return number;
}

/* Below, at or above 0 as a stands before, in or after b: 4.2 is in 4. */
static int compare(const Number *a, const Number *b)
{
    for (guint i = 0; i < b->depth; i++) {
        if (i >= a->depth)
            return -1;
        if (a->parts[i] != b->parts[i])
            return a->parts[i] < b->parts[i] ? -1 : 1;
    }
    return 0;
}

/* The ranges of "4.2 to 4.5 and 7"; caller frees. */
static GArray *list_ranges(const char *labels)
{
    GArray *ranges = g_array_new(FALSE, FALSE, sizeof(Range));
    const char *before = labels;
    for (const char *at = labels; *at;) {
        const char *start = at;
        const Number number = read_number(at, &at);
        if (!number.depth) {
            at++;
            continue;
        }
        const gsize between = (gsize)(start - before);
        const bool goes_on = ranges->len && (g_strstr_len(before, (gssize)between, "to") || memchr(before, '-', between));
        const Range range = {number, number};
        if (goes_on)
            g_array_index(ranges, Range, ranges->len - 1).last = number;
        else
            g_array_append_val(ranges, range);
        before = at;
    }
    return ranges;
}

static bool is_within(const GArray *ranges, const Number *number)
{
    for (guint i = 0; i < ranges->len; i++) {
        const Range *range = &g_array_index(ranges, Range, i);
        if (compare(number, &range->first) >= 0 && compare(number, &range->last) <= 0)
            return true;
    }
    return false;
}

static Number number_of(const MbBlock *block)
{
    return read_number(block->label ? block->label + strcspn(block->label, "0123456789") : block->text ? block->text->str : "", NULL);
}

/* A walk over the blocks of a paper. */
typedef struct {
    const GArray *ranges;
    int from, to;  /* pages */
    bool is_in;    /* in a section that is withheld */
    Number begun;  /* its number */
    int level;     /* of its heading, 0 when it has none */
    bool is_found;
} Walk;

/* A section ends where a later number or a heading of its own level or above stands; a list in it may count from 1 again. */
static void step_over(Walk *w, const MbBlock *block)
{
    const Number number = number_of(block);
    const bool is_heading = block->kind == MB_BLOCK_HEADING;
    if (number.depth && is_within(w->ranges, &number)) {
        w->level = is_heading && !w->is_in ? block->level : w->level;
        w->begun = number;
        w->is_in = w->is_found = true;
    } else if (number.depth ? compare(&number, &w->begun) > 0 : is_heading && block->level <= w->level) {
        w->is_in = false;
    }
}

static void walk_flow(Walk *w, MbBlock *flow)
{
    for (MbBlock *block = flow->first_child; block; block = block->next) {
        if (block->page < w->from || block->page > w->to || block->artifact)
            continue;
        if (block->kind == MB_BLOCK_PART || block->kind == MB_BLOCK_AGENDA_ITEM) {
            walk_flow(w, block);
            continue;
        }
        bool is_touched = w->is_in && block->kind == MB_BLOCK_LIST;
        if (block->text)
            step_over(w, block);
        for (MbBlock *item = block->kind == MB_BLOCK_LIST ? block->first_child : NULL; item; item = item->next) {
            step_over(w, item);
            is_touched = is_touched || w->is_in;
        }
        if (w->is_in || is_touched)
            mb_block_withhold(block, "exempt");
    }
}

bool mb_exempt_withhold_sections(MbExemptGate *gate, int from, int to, const char *mark)
{
    g_autoptr(GMatchInfo) match = NULL;
    if (!mb_rules_find(gate->rules, "section-secret", mark, &match))
        return false;
    g_autofree char *labels = g_match_info_fetch_named(match, "labels");
    g_autoptr(GArray) ranges = list_ranges(labels);
    Walk w = {.ranges = ranges, .from = from, .to = to};
    walk_flow(&w, gate->document->body);
    if (w.is_found)
        mb_document_add_issue(gate->document, MB_ISSUE_TEXT_EXEMPT, from, (MbBox){0}, "sections of a paper");
    else
        mb_exempt_withhold(gate, from, to);
    return true;
}
