#include "ledger.h"

#include <math.h>
#include <string.h>

static const MbEntry *entry_at(const MbLedger *ledger, bool across, guint line, guint pos)
{
    return &ledger->entries[mb_ledger_index(ledger, across, line, pos)];
}

static bool is_number(const MbEntry *entry)
{
    return entry->cell && (entry->amount.kind == MB_AMOUNT_VALUE || entry->amount.kind == MB_AMOUNT_MALFORMED);
}

/* Numbers of the grid lines that hold a number somewhere. */
static guint *number_lines(const MbLedger *ledger, bool across, guint *count)
{
    guint lines = across ? ledger->rows : ledger->cols, places = across ? ledger->cols : ledger->rows;
    guint *found = g_new(guint, lines);
    *count = 0;
    for (guint line = 0; line < lines; line++) {
        bool any = false;
        for (guint pos = 0; pos < places && !any; pos++)
            any = is_number(entry_at(ledger, across, line, pos));
        if (any)
            found[(*count)++] = line;
    }
    return found;
}

/* The words that name a line: of the label cells at its head. Borrowed; NULL when there are none. */
static const char *label_of(const MbView *view, guint line)
{
    const MbLedger *ledger = view->ledger;
    guint places = view->across ? ledger->cols : ledger->rows;
    const char *found = NULL;
    for (guint pos = 0; pos < places; pos++) {
        const MbEntry *entry = entry_at(ledger, view->across, line, pos);
        if (is_number(entry))
            break;
        if (entry->leaf && (entry->is_label || entry->amount.kind == MB_AMOUNT_WORDS))
            found = entry->leaf->text->str;
    }
    return found;
}

static bool has_word(const char *text, const char *const *words)
{
    g_autofree char *folded = g_ascii_strdown(text, -1);
    for (; *words; words++) {
        const char *at = strstr(folded, *words);
        gsize length = strlen(*words);
        if (at && (at == folded || !g_ascii_isalpha(at[-1])) && !g_ascii_isalpha(at[length]))
            return true;
    }
    return false;
}

static const char *const total_words[] = {"total", "totals", "subtotal", "sub-total", "all", "net", "overall", "sum", "combined", NULL};
static const char *const percent_words[] = {"per cent", "percentage", "percent", NULL};

static const char *const average_words[] = {"average", "averages", "mean", "avg", NULL};
static const char *const rate_words[] = {"rate", "per", "ratio", NULL};

/* The number behind "per" or a stroke: "per 1,000", "/100k". */
static int read_per(const char *label)
{
    g_autofree char *folded = g_ascii_strdown(label, -1);
    for (const char *at = folded; *at; at++) {
        bool is_word = at == folded || !g_ascii_isalpha(at[-1]);
        if (*at != '/' && !(is_word && g_str_has_prefix(at, "per ")))
            continue;
        at += *at == '/' ? 1 : 4;
        int64_t number = 0;
        const char *digit = at;
        for (; number < INT_MAX / 10 && (g_ascii_isdigit(*digit) || (*digit == ',' && digit > at)); digit++)
            number = *digit == ',' ? number : number * 10 + (*digit - '0');
        number = *digit == 'k' || g_str_has_prefix(digit, "thousand") ? MAX(number, 1) * 1000 : number;
        if (number >= 10 && number <= 1000000)
            return (int)number;
        at = MAX(at, digit) - 1;
    }
    return has_word(label, rate_words);
}

static void read_labels(MbView *view)
{
    guint unlabelled = 0, last = 0;
    for (guint i = 0; i < view->lines; i++) {
        const char *label = label_of(view, view->line[i]);
        view->is_average[i] = label && has_word(label, average_words);
        view->per[i] = label ? read_per(label) : 0;
        view->is_total[i] = label && has_word(label, total_words);
        view->is_percent[i] = label && (strchr(label, '%') || has_word(label, percent_words));
        if (!label) {
            unlabelled++;
            last = i;
        }
    }
    /* among labelled lines the first or last that stands without a name is the sum: the habit of staffing tables */
    if (unlabelled == 1 && view->lines > 2 && (last == 0 || last + 1 == view->lines))
        view->is_total[last] = true;
}

/* Most decimals printed in a line; of four numbers and more one alone may be a point read too much. */
static int decimals_of(const guint *printed)
{
    guint numbers = 0;
    for (int places = 0; places <= MB_AMOUNT_PLACES; places++)
        numbers += printed[places];
    int places = MB_AMOUNT_PLACES;
    while (places > 0 && printed[places] < (numbers < 4 ? 1 : 2))
        places--;
    return places;
}

/* Values of a line, and what is printed of it. */
static void read_line(MbView *view, guint i)
{
    guint numbers = 0, percents = 0, printed[MB_AMOUNT_PLACES + 1] = {0};
    for (guint j = 0; j < view->places; j++) {
        const MbEntry *entry = entry_at(view->ledger, view->across, view->line[i], view->pos[j]);
        const MbAmount *amount = &entry->amount;
        gsize at = (gsize)i * view->places + j;
        bool counts = entry->cell && !entry->is_label;
        view->known[at] = counts && (amount->kind == MB_AMOUNT_VALUE || amount->kind == MB_AMOUNT_NIL);
        view->values[at] = amount->kind == MB_AMOUNT_VALUE ? amount->value : 0;
        numbers += is_number(entry);
        percents += is_number(entry) && amount->is_percent;
        if (amount->kind == MB_AMOUNT_VALUE)
            printed[amount->places]++;
    }
    view->decimals[i] = decimals_of(printed);
    view->is_percent[i] |= percents * 2 > numbers;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Below this chance nothing is believed: figures of one table are not independent draws. */
#define LEAST_CHANCE 1e-4

/*
 * The chance that some other number of the same line would have met a value:
 * one in the width over which the line's values spread, in units of the last
 * decimal. The width is four times the median deviation (exact for even
 * spread), which a few large values do not stretch; of fewer than four values
 * it is their mean size.
 */
static double log_chance_of(const MbView *view, guint i)
{
    g_autofree double *sizes = g_new(double, view->places + 1);
    guint count = 0;
    double sum = 0, unit = (double)mb_amount_power(MB_AMOUNT_PLACES - view->decimals[i]);
    for (guint j = 0; j < view->places; j++) {
        gsize at = (gsize)i * view->places + j;
        if (!view->known[at])
            continue;
        sizes[count++] = (double)view->values[at] / unit;
        sum += fabs((double)view->values[at]) / unit;
    }
    double width = count ? sum / count : 0;
    if (count >= 4) {
        qsort(sizes, count, sizeof *sizes, by_size);
        double middle = sizes[count / 2];
        for (guint j = 0; j < count; j++)
            sizes[j] = fabs(sizes[j] - middle);
        qsort(sizes, count, sizeof *sizes, by_size);
        width = 4 * sizes[count / 2];
    }
    return log10(MAX(1 / (1 + MAX(width, 1)), LEAST_CHANCE));
}

static MbView *read_view(const MbLedger *ledger, bool across)
{
    MbView *view = g_new0(MbView, 1);
    view->ledger = ledger;
    view->across = across;
    view->line = number_lines(ledger, across, &view->lines);
    view->pos = number_lines(ledger, !across, &view->places);
    gsize size = (gsize)view->lines * view->places;
    view->values = g_new0(int64_t, size);
    view->known = g_new0(bool, size);
    view->log_chance = g_new0(double, view->lines);
    view->decimals = g_new0(int, view->lines);
    view->is_percent = g_new0(bool, view->lines);
    view->is_total = g_new0(bool, view->lines);
    view->is_average = g_new0(bool, view->lines);
    view->per = g_new0(int, view->lines);
    read_labels(view);
    for (guint i = 0; i < view->lines; i++)
        read_line(view, i);
    return view;
}

static bool has_plain_line(const MbView *view)
{
    for (guint i = 0; i < view->lines; i++)
        if (!view->is_percent[i])
            return true;
    return false;
}

/* Percentages among numbers follow other rules: at their places nothing is known, unless all places are such. */
static void leave_rates_out(MbView *view, const MbView *other)
{
    guint size = view->across ? view->ledger->cols : view->ledger->rows;
    guint8 *asked = g_new(guint8, size);
    memset(asked, 1, size);
    for (guint j = 0; j < other->lines && has_plain_line(other); j++) {
        if (!other->is_percent[j])
            continue;
        asked[other->line[j]] = 0;
        for (guint i = 0; i < view->lines; i++)
            view->known[(gsize)i * view->places + j] = false;
    }
    view->asked = g_bytes_new_take(asked, size);
}

MbView *mb_view_new(const MbLedger *ledger, bool across)
{
    MbView *view = read_view(ledger, across);
    g_autoptr(MbView) other = read_view(ledger, !across);
    leave_rates_out(view, other);
    leave_rates_out(other, view);
    view->at_place = g_new0(double, view->places + 1);
    for (guint i = 0; i < view->lines; i++)
        view->log_chance[i] = log_chance_of(view, i);
    for (guint j = 0; j < view->places; j++)
        view->at_place[j] = log_chance_of(other, j);
    view->is_total_place = g_steal_pointer(&other->is_total);
    view->decimals_at = g_steal_pointer(&other->decimals);
    return view;
}

void mb_view_free(MbView *view)
{
    if (!view)
        return;
    g_free(view->line);
    g_free(view->pos);
    g_free(view->values);
    g_free(view->known);
    g_free(view->log_chance);
    g_free(view->at_place);
    g_free(view->is_total_place);
    g_free(view->decimals_at);
    g_free(view->decimals);
    g_free(view->is_percent);
    g_free(view->is_total);
    g_free(view->is_average);
    g_free(view->per);
    if (view->asked)
        g_bytes_unref(view->asked);
    g_free(view);
}
