/* Running totals: a line that carries its own value from place to place and adds another line. */
#include "relations.h"

#include <string.h>

/* As the budgets of sums.c: log10 of 0.0005. */
#define BUDGET -3.3

#define REACH 4  /* lines between a running total and what it adds */
#define LEAST 3  /* instances that must hold: two differences are soon alike */

typedef struct {
    const MbView *view;
    guint total, part;
    guint8 *asked; /* a byte for each place of the grid; owned by the caller */
} Pair;

static bool number_at(const MbView *view, guint line, guint place, int64_t *value)
{
    gsize at = (gsize)line * view->places + place;
    *value = view->values[at];
    return view->known[at];
}

/* The total of a year stands below its months and carries nothing on. */
static bool is_carried(const MbView *view, guint place)
{
    gsize size;
    const guint8 *asked = g_bytes_get_data(view->asked, &size);
    return asked[view->pos[place]] && !view->is_total_place[place];
}

static MbTally tally_of(const Pair *pair)
{
    const MbView *view = pair->view;
    MbTally tally = {0};
    double chance = MAX(view->log_chance[pair->total], view->log_chance[pair->part]);
    int64_t before = 0;
    bool has_before = false;
    for (guint j = 0; j < view->places; j++) {
        int64_t total, part;
        if (!is_carried(view, j))
            continue;
        bool is_known = number_at(view, pair->total, j, &total), is_asked = number_at(view, pair->part, j, &part);
        if (has_before && is_known && is_asked) {
            if (total != before + part)
                tally.failed++;
            else if (before && part)
                mb_tally_add(&tally, view, j, chance, 0);
            else
                tally.mute++;
        }
        has_before = is_known;
        before = total;
    }
    return tally;
}

/* Whether the running total begins with what it adds first. */
static bool begins_with_part(const Pair *pair)
{
    int64_t total, part;
    guint first = 0;
    while (first < pair->view->places && !is_carried(pair->view, first))
        first++;
    return first < pair->view->places && number_at(pair->view, pair->total, first, &total) &&
           number_at(pair->view, pair->part, first, &part) && total == part;
}

static MbRelation *new_running(const Pair *pair, MbTally tally, double surprise)
{
    const MbView *view = pair->view;
    MbRelation *relation = mb_relation_new(MB_RELATION_SUM, view, view->line[pair->total]);
    gsize size = g_bytes_get_size(view->asked);
    memset(pair->asked, 0, size);
    for (guint j = 0; j < view->places; j++)
        pair->asked[view->pos[j]] = is_carried(view, j);
    g_bytes_unref(relation->asked_at);
    relation->asked_at = g_bytes_new(pair->asked, size);
    relation->begins = begins_with_part(pair);
    MbTerm before = {view->line[pair->total], 1, true}, part = {view->line[pair->part], 1, false};
    g_array_append_val(relation->terms, before);
    g_array_append_val(relation->terms, part);
    relation->held = tally.held + tally.mute;
    relation->asked = relation->held + tally.failed;
    relation->surprise = surprise;
    return relation;
}

void mb_running_find(const MbView *view, GPtrArray *found)
{
    g_autofree guint8 *asked = g_new0(guint8, g_bytes_get_size(view->asked) + 1);
    for (guint total = 0; total < view->lines; total++)
        for (guint part = total > REACH ? total - REACH : 0; part < view->lines && part <= total + REACH; part++) {
            Pair pair = {view, total, part, asked};
            if (part == total || view->is_percent[total] != view->is_percent[part])
                continue;
            MbTally tally = tally_of(&pair);
            double surprise = mb_tally_surprise(tally, 2.0 * REACH * view->lines) - BUDGET;
            if (tally.held >= LEAST && !mb_tally_is_no_rule(tally) && surprise < 0)
                g_ptr_array_add(found, new_running(&pair, tally, surprise));
        }
}
