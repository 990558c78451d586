#include "rules.h"

#include <math.h>

/*
 * Points. Rules come from a picture of the page of 72 dpi or a little more, so
 * an edge is known to one pixel; a double rule is two pixels apart.
 */
#define SAME_LINE 2.0
/* Gap between dashes or dots of one rule, and between rules that are meant to touch. */
#define TOUCHING 3.5
/* A rule that words cover over this share of its length is a stroke of letters, or a seam between shades under them. */
#define UNDER_WORDS 0.5
/* The part of a word's box, from top and bottom, in which an underline or the edge of a cell may still lie. */
#define EDGE_OF_WORD 0.22
/* Font sizes. Two lines of text and the padding of their cell. */
#define LONGEST_SCRAP 3.0
/* Font sizes: rules of one width that are no further apart bound a row, or part two groups of rows. */
#define ONE_ROW 2.2
/* Font sizes: shorter rules without vertical ones are underlines and signs. */
#define SHORTEST_STACK 8.0
/* Rules of a table that has no vertical ones: over the header, under it, under the last row. */
#define LEAST_STACK 3
/* More rules than that of one direction are a drawing or a map: the square of it is the cost. */
#define MOST_RULES 1500

static MbTableRule *rule_at(const GArray *rules, guint i)
{
    return &g_array_index(rules, MbTableRule, i);
}

static int by_at(gconstpointer a, gconstpointer b)
{
    const MbTableRule *x = a, *y = b;
    if (x->at != y->at)
        return x->at > y->at ? 1 : -1;
    return (x->from > y->from) - (x->from < y->from);
}

static int by_from(gconstpointer a, gconstpointer b)
{
    const MbTableRule *x = a, *y = b;
    return (x->from > y->from) - (x->from < y->from);
}

/* Joins the rules of one line: sorted by start, a rule that touches the last one prolongs it. */
static void join_line(GArray *out, MbTableRule *rules, guint count)
{
    double at = 0;
    for (guint i = 0; i < count; i++)
        at += rules[i].at / count;
    qsort(rules, count, sizeof *rules, by_from);
    guint first = out->len;
    for (guint i = 0; i < count; i++) {
        MbTableRule *last = out->len > first ? rule_at(out, out->len - 1) : NULL;
        if (last && rules[i].from <= last->to + TOUCHING)
            last->to = MAX(last->to, rules[i].to);
        else
            g_array_append_val(out, ((MbTableRule){at, rules[i].from, rules[i].to}));
    }
}

void mb_table_rules_join(GArray *rules)
{
    g_autoptr(GArray) out = g_array_new(FALSE, FALSE, sizeof(MbTableRule));
    g_array_sort(rules, by_at);
    for (guint i = 0, end; i < rules->len; i = end) {
        for (end = i + 1; end < rules->len && rule_at(rules, end)->at - rule_at(rules, i)->at <= SAME_LINE; end++)
            ;
        join_line(out, rule_at(rules, i), end - i);
    }
    g_array_set_size(rules, 0);
    g_array_append_vals(rules, out->data, out->len);
    g_array_sort(rules, by_at);
}

/* The length of a rule that lies in the inner part of the word's box. */
static double length_under(const MbTableRule *rule, bool down, MbBox box)
{
    double inset = EDGE_OF_WORD * mb_box_height(box);
    bool inside = down ? rule->at > box.x0 + 0.5 && rule->at < box.x1 - 0.5 : rule->at > box.y0 + inset && rule->at < box.y1 - inset;
    double from = down ? box.y0 : box.x0, to = down ? box.y1 : box.x1;
    return inside ? MAX(0, MIN(to, rule->to) - MAX(from, rule->from)) : 0;
}

static int by_top_of_word(gconstpointer a, gconstpointer b)
{
    const MbBox *x = a, *y = b;
    return (x->y0 > y->y0) - (x->y0 < y->y0);
}

/* Boxes of the upright words by their top, and the tallest of them. */
static GArray *word_boxes(const MbTableSheet *sheet, double *tallest)
{
    GArray *boxes = g_array_new(FALSE, FALSE, sizeof(MbBox));
    *tallest = 0;
    for (guint i = 0; i < sheet->words->len; i++) {
        const MbTableWord *word = mb_table_sheet_word(sheet, i);
        if (word->turn != 0)
            continue;
        g_array_append_val(boxes, word->box);
        *tallest = MAX(*tallest, mb_box_height(word->box));
    }
    g_array_sort(boxes, by_top_of_word);
    return boxes;
}

static void drop_strokes(GArray *rules, bool down, const GArray *boxes, double tallest)
{
    for (guint i = rules->len; i-- > 0;) {
        const MbTableRule *rule = rule_at(rules, i);
        double top = (down ? rule->from : rule->at) - tallest, bottom = down ? rule->to : rule->at, under = 0;
        guint low = 0, high = boxes->len;
        while (low < high) {
            guint middle = (low + high) / 2;
            if (g_array_index(boxes, MbBox, middle).y0 < top)
                low = middle + 1;
            else
                high = middle;
        }
        for (; low < boxes->len && g_array_index(boxes, MbBox, low).y0 < bottom; low++)
            under += length_under(rule, down, g_array_index(boxes, MbBox, low));
        if (under > UNDER_WORDS * (rule->to - rule->from))
            g_array_remove_index(rules, i);
    }
}

void mb_table_rules_gather(MbTableSheet *sheet)
{
    double tallest;
    g_autoptr(GArray) boxes = word_boxes(sheet, &tallest);
    sheet->across = g_array_new(FALSE, FALSE, sizeof(MbTableRule));
    sheet->down = g_array_new(FALSE, FALSE, sizeof(MbTableRule));
    for (guint i = 0; i < sheet->page->rules->len; i++) {
        const MbRule *rule = &g_array_index(sheet->page->rules, MbRule, i);
        MbBox box = mb_table_sheet_box_from_page(sheet, rule->box);
        bool down = (sheet->turn & 1) ? !rule->vertical : rule->vertical;
        MbTableRule made = down ? (MbTableRule){(box.x0 + box.x1) / 2, box.y0, box.y1} : (MbTableRule){(box.y0 + box.y1) / 2,
                box.x0, box.x1};
        g_array_append_val(down ? sheet->down : sheet->across, made);
    }
    drop_strokes(sheet->across, false, boxes, tallest);
    drop_strokes(sheet->down, true, boxes, tallest);
    mb_table_rules_join(sheet->across);
    mb_table_rules_join(sheet->down);
    if (sheet->across->len > MOST_RULES || sheet->down->len > MOST_RULES) {
        g_array_set_size(sheet->across, 0);
        g_array_set_size(sheet->down, 0);
    }
}

/* Index of the first rule with at >= the given place. */
static guint first_from(const GArray *rules, double at)
{
    guint low = 0, high = rules->len;
    while (low < high) {
        guint middle = (low + high) / 2;
        if (rule_at(rules, middle)->at < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool mb_table_rules_cross(const GArray *rules, double at0, double at1, double from, double to)
{
    for (guint i = first_from(rules, at0); i < rules->len && rule_at(rules, i)->at <= at1; i++) {
        double both = MIN(to, rule_at(rules, i)->to) - MAX(from, rule_at(rules, i)->from);
        if (both > 0 && both >= 0.7 * (to - from))
            return true;
    }
    return false;
}

double mb_table_rules_cover(const GArray *rules, double at, double from, double to)
{
    double covered = 0;
    for (guint i = first_from(rules, at - TOUCHING); i < rules->len && rule_at(rules, i)->at <= at + TOUCHING; i++)
        covered += MAX(0, MIN(to, rule_at(rules, i)->to) - MAX(from, rule_at(rules, i)->from));
    return to > from ? MIN(1, covered / (to - from)) : 0;
}

static guint root_of(guint *parent, guint i)
{
    while (parent[i] != i)
        i = parent[i] = parent[parent[i]];
    return i;
}

static bool touch(const MbTableRule *across, const MbTableRule *down)
{
    return down->at >= across->from - TOUCHING && down->at <= across->to + TOUCHING && across->at >= down->from - TOUCHING &&
           across->at <= down->to + TOUCHING;
}

/* parent: horizontal rules first, then vertical ones. */
static void unite_touching(const MbTableSheet *sheet, guint *parent)
{
    for (guint d = 0; d < sheet->down->len; d++) {
        const MbTableRule *down = rule_at(sheet->down, d);
        for (guint a = first_from(sheet->across, down->from - TOUCHING); a < sheet->across->len; a++) {
            const MbTableRule *across = rule_at(sheet->across, a);
            if (across->at > down->to + TOUCHING)
                break;
            if (touch(across, down))
                parent[root_of(parent, a)] = root_of(parent, sheet->across->len + d);
        }
    }
}

/* Lines of text between two rules, those of them that have several segments, and whether the first one has. */
static guint count_lines(const MbTableSheet *sheet, const MbTableRule *upper, const MbTableRule *lower, guint *several, bool *leads)
{
    guint count = 0;
    *several = 0;
    *leads = false;
    for (guint i = 0; i < sheet->lines->len; i++) {
        const MbTableLine *line = mb_table_sheet_line(sheet, i);
        double middle = (line->box.y0 + line->box.y1) / 2;
        if (middle < upper->at || middle > lower->at || line->box.x1 < upper->from || line->box.x0 > upper->to)
            continue;
        *leads |= count == 0 && line->count > 1;
        count++;
        *several += line->count > 1;
    }
    return count;
}

static bool is_crossed(const MbTableSheet *sheet, const MbTableRule *across)
{
    for (guint d = first_from(sheet->down, across->from - TOUCHING); d < sheet->down->len && rule_at(sheet->down,
            d)->at <= across->to + TOUCHING; d++)
        if (touch(across, rule_at(sheet->down, d)))
            return true;
    return false;
}

/* Whether a table with vertical rules of its own stands between two rules. */
static bool hold_net(const MbTableSheet *sheet, const MbTableRule *upper, const MbTableRule *lower)
{
    for (guint d = first_from(sheet->down, upper->from); d < sheet->down->len && rule_at(sheet->down, d)->at <= upper->to; d++)
        if (rule_at(sheet->down, d)->from > upper->at + TOUCHING && rule_at(sheet->down, d)->to < lower->at - TOUCHING)
            return true;
    return false;
}

/* The texts of a line that stand between the ends of a rule, when there are several and none is a value; else NULL. Caller frees. */
static char *dup_names(const MbTableSheet *sheet, const MbTableLine *line, const MbTableRule *rule)
{
    GString *names = g_string_new(NULL);
    guint count = 0, values = 0;
    for (guint s = line->first; s < line->first + line->count; s++) {
        const MbTableSegment *segment = mb_table_sheet_segment(sheet, s);
        if (segment->box.x0 < rule->from - TOUCHING || segment->box.x1 > rule->to + TOUCHING)
            continue;
        count++;
        values += segment->is_value;
        for (guint w = segment->first; w < segment->first + segment->count; w++)
            g_string_append_printf(names, "%s ", mb_table_sheet_word(sheet, g_array_index(sheet->order, guint, w))->text);
        g_string_append_c(names, '\t');
    }
    return g_string_free(names, count < 2 || values > 0);
}

/* Whether the line below a rule has the same names as one above another rule: a second table of the same columns begins. */
static bool repeats_names(const MbTableSheet *sheet, const MbTableRule *upper, const MbTableRule *lower)
{
    g_autofree char *names = NULL;
    guint below = 0;
    while (below < sheet->lines->len && mb_table_sheet_line(sheet, below)->box.y1 <= lower->at)
        below++;
    if (below < sheet->lines->len)
        names = dup_names(sheet, mb_table_sheet_line(sheet, below), lower);
    for (guint i = 0; names && i < below && mb_table_sheet_line(sheet, i)->box.y0 < upper->at; i++) {
        g_autofree char *above = dup_names(sheet, mb_table_sheet_line(sheet, i), lower);
        if (!g_strcmp0(above, names))
            return true;
    }
    return false;
}

/*
 * Whether two rules of one width bound rows of one table: with lines of columns
 * between them; where vertical rules make tables (or sides of shaded rows), with no more than a row, or
 * an empty one unless the names of the columns follow again. One row with more
 * lines than columns has wrapped cells: its first line shows them.
 */
static bool bound_rows(const MbTableSheet *sheet, const MbTableRule *upper, const MbTableRule *lower)
{
    guint several;
    bool leads;
    guint count = count_lines(sheet, upper, lower, &several, &leads);
    if (is_crossed(sheet, upper) || is_crossed(sheet, lower))
        return lower->at - upper->at <= ONE_ROW * sheet->size * MAX(count, 1) && (count <= 1 || (leads && several == 1)) &&
               (count || !repeats_names(sheet, upper, lower));
    return (leads || (several > 0 && several * 2 >= count)) && !hold_net(sheet, upper, lower);
}

/* The next rule of the same width below a rule, or the number of rules. */
static guint next_of_width(const MbTableSheet *sheet, guint a)
{
    const MbTableRule *upper = rule_at(sheet->across, a);
    guint b = a + 1;
    for (; b < sheet->across->len; b++) {
        const MbTableRule *lower = rule_at(sheet->across, b);
        if (fabs(lower->from - upper->from) <= TOUCHING && fabs(lower->to - upper->to) <= TOUCHING)
            break;
    }
    return b;
}

/* Whether there is one line between two rules, near both: the name of a group of rows. */
static bool bound_line(const MbTableSheet *sheet, const MbTableRule *upper, const MbTableRule *lower)
{
    guint several;
    bool leads;
    return lower->at - upper->at <= ONE_ROW * sheet->size && count_lines(sheet, upper, lower, &several, &leads) == 1;
}

/*
 * Rules of one width below each other belong together, also without vertical
 * ones; a line alone between two of them joins the rows above and below it.
 */
static void unite_stacks(const MbTableSheet *sheet, guint *parent)
{
    g_autofree guint *next = g_new0(guint, sheet->across->len + 1);
    g_autofree bool *ends = g_new0(bool, sheet->across->len + 1), *begins = g_new0(bool, sheet->across->len + 1);
    for (guint a = 0; a < sheet->across->len; a++) {
        const MbTableRule *upper = rule_at(sheet->across, a);
        next[a] = upper->to - upper->from < SHORTEST_STACK * sheet->size ? sheet->across->len : next_of_width(sheet, a);
        if (next[a] == sheet->across->len || !bound_rows(sheet, upper, rule_at(sheet->across, next[a])))
            continue;
        parent[root_of(parent, a)] = root_of(parent, next[a]);
        begins[a] = ends[next[a]] = true;
    }
    for (guint a = 0; a < sheet->across->len; a++)
        if (next[a] < sheet->across->len && ends[a] && begins[next[a]] &&
            bound_line(sheet, rule_at(sheet->across, a), rule_at(sheet->across, next[a])))
            parent[root_of(parent, a)] = root_of(parent, next[a]);
}

void mb_table_net_free(MbTableNet *net)
{
    if (!net)
        return;
    g_array_unref(net->across);
    g_array_unref(net->down);
    g_free(net);
}

static MbTableNet *net_of_root(GHashTable *nets, guint root)
{
    MbTableNet *net = g_hash_table_lookup(nets, GUINT_TO_POINTER(root));
    if (net)
        return net;
    net = g_new0(MbTableNet, 1);
    net->across = g_array_new(FALSE, FALSE, sizeof(MbTableRule));
    net->down = g_array_new(FALSE, FALSE, sizeof(MbTableRule));
    g_hash_table_insert(nets, GUINT_TO_POINTER(root), net);
    return net;
}

static int by_top(gconstpointer a, gconstpointer b)
{
    const MbTableNet *x = *(MbTableNet *const *)a, *y = *(MbTableNet *const *)b;
    if (x->box.y0 != y->box.y0)
        return x->box.y0 > y->box.y0 ? 1 : -1;
    return (x->box.x0 > y->box.x0) - (x->box.x0 < y->box.x0);
}

/* Whether a rule of the other direction passes the point (at, along). */
static bool is_anchored(const GArray *others, double at, double along)
{
    for (guint i = first_from(others, along - TOUCHING); i < others->len && rule_at(others, i)->at <= along + TOUCHING; i++)
        if (rule_at(others, i)->from <= at + TOUCHING && rule_at(others, i)->to >= at - TOUCHING)
            return true;
    return false;
}

/*
 * Drops short rules that end in the open: scraps of shade between an edge and
 * the text, strokes of large letters. A side of a cell ends at other sides.
 */
static void drop_scraps(GArray *rules, const GArray *others, double longest)
{
    for (guint i = rules->len; i-- > 0;) {
        const MbTableRule *rule = rule_at(rules, i);
        if (rule->to - rule->from < longest && (!is_anchored(others, rule->at, rule->from) || !is_anchored(others, rule->at, rule->to)))
            g_array_remove_index(rules, i);
    }
}

/* Grows a box by a rule; mb_box_union would drop boxes without area. */
static void grow(MbTableNet *net, MbBox box)
{
    bool first = net->across->len + net->down->len == 1;
    net->box = first ? box : (MbBox){MIN(net->box.x0, box.x0), MIN(net->box.y0, box.y0), MAX(net->box.x1, box.x1),
                                     MAX(net->box.y1, box.y1)};
}

/* A stack takes in shorter rules between its own, which part the levels of a header. */
static void take_inner_rules(MbTableNet *net, const MbTableSheet *sheet)
{
    if (net->down->len)
        return;
    for (guint i = first_from(sheet->across, net->box.y0 + TOUCHING); i < sheet->across->len && rule_at(sheet->across,
            i)->at < net->box.y1 - TOUCHING; i++) {
        const MbTableRule *rule = rule_at(sheet->across, i);
        if (rule->from >= net->box.x0 - TOUCHING && rule->to <= net->box.x1 + TOUCHING)
            g_array_append_val(net->across, *rule);
    }
}

/*
 * Whether two rules over and under lines of columns have shorter ones between
 * them: the rule under the header parts the columns' names, not the labels'.
 */
static bool is_framed_header(const MbTableSheet *sheet, const MbTableNet *net)
{
    if (net->across->len != LEAST_STACK - 1 || net->down->len)
        return false;
    const MbTableRule *upper = rule_at(net->across, 0), *lower = rule_at(net->across, 1);
    guint several;
    bool leads, has_inner = false;
    guint count = count_lines(sheet, upper, lower, &several, &leads);
    for (guint i = first_from(sheet->across, upper->at + TOUCHING); i < sheet->across->len; i++) {
        const MbTableRule *rule = rule_at(sheet->across, i);
        if (rule->at > lower->at - TOUCHING)
            break;
        has_inner |= rule->from >= upper->from - TOUCHING && rule->to <= upper->to + TOUCHING;
    }
    return has_inner && several >= LEAST_STACK && several * 2 >= count;
}

/* Rules alone that lie inside a wider stack are parts of it: under the names of one group of columns. */
static void drop_inner_stacks(GPtrArray *nets)
{
    for (guint i = nets->len; i-- > 0;) {
        const MbTableNet *inner = nets->pdata[i];
        bool is_inside = false;
        for (guint k = 0; k < nets->len && !is_inside && !inner->down->len; k++) {
            const MbTableNet *outer = nets->pdata[k];
            is_inside = k != i && !outer->down->len && inner->box.y0 > outer->box.y0 && inner->box.y1 < outer->box.y1 &&
                        inner->box.x0 >= outer->box.x0 - TOUCHING && inner->box.x1 <= outer->box.x1 + TOUCHING;
        }
        if (is_inside)
            g_ptr_array_remove_index(nets, i);
    }
}

GPtrArray *mb_table_rules_find_nets(MbTableSheet *sheet)
{
    drop_scraps(sheet->down, sheet->across, LONGEST_SCRAP * sheet->size);
    drop_scraps(sheet->across, sheet->down, LONGEST_SCRAP * sheet->size);
    guint count = sheet->across->len + sheet->down->len;
    g_autofree guint *parent = g_new(guint, count + 1);
    for (guint i = 0; i < count; i++)
        parent[i] = i;
    unite_touching(sheet, parent);
    unite_stacks(sheet, parent);
    g_autoptr(GHashTable) by_root = g_hash_table_new(NULL, NULL);
    g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func((GDestroyNotify)mb_table_net_free);
    for (guint i = 0; i < count; i++) {
        guint root = root_of(parent, i);
        bool is_new = !g_hash_table_contains(by_root, GUINT_TO_POINTER(root)), is_across = i < sheet->across->len;
        MbTableNet *net = net_of_root(by_root, root);
        MbTableRule *rule = is_across ? rule_at(sheet->across, i) : rule_at(sheet->down, i - sheet->across->len);
        if (is_new)
            g_ptr_array_add(all, net);
        g_array_append_val(is_across ? net->across : net->down, *rule);
        grow(net, is_across ? (MbBox){rule->from, rule->at, rule->to, rule->at} : (MbBox){rule->at, rule->from, rule->at, rule->to});
    }
    GPtrArray *nets = g_ptr_array_new_with_free_func((GDestroyNotify)mb_table_net_free);
    for (guint i = 0; i < all->len; i++) {
        MbTableNet *net = all->pdata[i];
        if ((net->across->len && net->down->len) || net->across->len >= LEAST_STACK || is_framed_header(sheet, net)) {
            g_ptr_array_add(nets, net);
            all->pdata[i] = NULL;
        }
    }
    drop_inner_stacks(nets);
    for (guint i = 0; i < nets->len; i++)
        take_inner_rules(nets->pdata[i], sheet);
    g_ptr_array_sort(nets, by_top);
    return nets;
}
