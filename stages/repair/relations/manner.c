/* How the numbers of a column print, and numbers that print otherwise. */
#include "ledger.h"

/* Others that must agree before one number is odd, or a manner is one. */
#define FEWEST_OTHERS 3

/* How the neighbours in a column print: commas, decimals. */
typedef struct {
    guint numbers, percents, grouped, large, negative, accounts, positive, pluses, lettered, places[MB_AMOUNT_PLACES + 1];
    int64_t most;    /* largest size */
    int most_places; /* most decimals */
} Manner;

static Manner manner_along(const MbLedger *ledger, guint entry, guint first, guint end, guint step)
{
    Manner manner = {0};
    for (guint i = first; i < end; i += step) {
        const MbAmount *amount = &ledger->entries[i].amount;
        if (i == entry || !ledger->entries[i].cell || amount->kind != MB_AMOUNT_VALUE)
            continue;
        bool is_large = amount->value >= 1000 * MB_AMOUNT_UNIT || amount->value <= -1000 * MB_AMOUNT_UNIT;
        manner.numbers++;
        manner.percents += amount->is_percent;
        manner.large += is_large;
        manner.grouped += is_large && amount->has_commas;
        manner.negative += amount->value < 0;
        manner.accounts += amount->is_accounts;
        manner.positive += amount->value > 0;
        manner.pluses += amount->has_plus;
        manner.lettered += amount->is_lettered;
        manner.places[amount->places]++;
        manner.most_places = MAX(manner.most_places, amount->places);
        manner.most = MAX(manner.most, ABS(amount->value));
    }
    return manner;
}

/* Of the numbers of the same column. */
static Manner manner_of(const MbLedger *ledger, guint entry)
{
    return manner_along(ledger, entry, entry % ledger->cols, ledger->rows * ledger->cols, ledger->cols);
}

/* Decimals that all neighbours share, or 0 when they differ: then a number has as many as it needs. */
static int shared_places(const Manner *manner)
{
    for (int places = 1; places <= MB_AMOUNT_PLACES; places++)
        if (manner->numbers > 1 && manner->places[places] == manner->numbers)
            return places;
    return 0;
}

static bool table_groups(const MbLedger *ledger)
{
    for (guint i = 0; i < ledger->rows * ledger->cols; i++)
        if (ledger->entries[i].cell && ledger->entries[i].amount.kind == MB_AMOUNT_VALUE && ledger->entries[i].amount.has_commas)
            return true;
    return false;
}

static bool groups(const MbLedger *ledger, const Manner *column)
{
    return column->large ? column->grouped * 2 > column->large : table_groups(ledger);
}

bool mb_ledger_groups(const MbLedger *ledger, guint entry)
{
    Manner manner = manner_of(ledger, entry);
    return groups(ledger, &manner);
}

bool mb_ledger_lacks_commas(const MbLedger *ledger, guint entry)
{
    const MbAmount *amount = &ledger->entries[entry].amount;
    Manner manner = manner_of(ledger, entry);
    return !amount->has_commas && ABS(amount->value) >= 1000 * MB_AMOUNT_UNIT && manner.grouped >= FEWEST_OTHERS &&
           manner.grouped == manner.large;
}

bool mb_ledger_is_percent(const MbLedger *ledger, guint entry)
{
    guint first = entry / ledger->cols * ledger->cols;
    Manner column = manner_of(ledger, entry), row = manner_along(ledger, entry, first, first + ledger->cols, 1);
    return !column.numbers || column.percents * 2 >= column.numbers || row.percents * 2 > row.numbers;
}

static guint count_printed(const Manner *manner, int places)
{
    guint count = 0;
    for (int at = places; at <= MB_AMOUNT_PLACES; at++)
        count += manner->places[at];
    return count;
}

/* A row of averages below a column is one of many, and leaves the numbers above whole. */
bool mb_ledger_prints_places(const MbLedger *ledger, guint entry, int places)
{
    guint first = entry / ledger->cols * ledger->cols;
    Manner column = manner_of(ledger, entry), row = manner_along(ledger, entry, first, first + ledger->cols, 1);
    return count_printed(&column, places) * 4 >= column.numbers || count_printed(&row, places) * 2 > row.numbers;
}

/* Whether negative numbers stand in brackets: in the column, or in the table where the column has no other. */
static bool is_in_accounts(const MbLedger *ledger, const Manner *column)
{
    if (column->negative)
        return column->accounts * 2 > column->negative;
    Manner table = manner_along(ledger, ledger->rows * ledger->cols, 0, ledger->rows * ledger->cols, 1);
    return table.accounts * 2 > table.negative;
}

/* Whether the text that was read has a minus: its own manner of being negative. */
static bool has_minus(const MbEntry *entry)
{
    gunichar sign = entry->leaf ? g_utf8_get_char(entry->leaf->text->str + entry->amount.core) : 0;
    return sign == '-' || sign == 0x2212 || sign == 0x2013;
}

char *mb_ledger_dup_text(const MbLedger *ledger, guint entry, int64_t value)
{
    Manner manner = manner_of(ledger, entry);
    MbAmount like = ledger->entries[entry].amount;
    like.has_commas = groups(ledger, &manner);
    like.has_plus = like.has_plus || manner.pluses * 2 > manner.positive;
    like.is_accounts = like.is_accounts || (!has_minus(&ledger->entries[entry]) && is_in_accounts(ledger, &manner));
    return mb_amount_format(value, &like, shared_places(&manner));
}

/* Numbers of a whole table that must print fewer decimals before one with more is odd. */
#define FEWEST_OF_TABLE 6

/* More decimals than any other number of the table. */
static bool is_alone_so_fine(const MbLedger *ledger, guint entry)
{
    guint others = 0;
    for (guint i = 0; i < ledger->rows * ledger->cols; i++) {
        const MbEntry *at = &ledger->entries[i];
        if (i == entry || !at->cell || at->amount.kind != MB_AMOUNT_VALUE)
            continue;
        if (at->amount.places >= ledger->entries[entry].amount.places)
            return false;
        others++;
    }
    return others >= FEWEST_OF_TABLE;
}

/* Whether it ends with no nought behind the point: tables that leave noughts out print "13", never "13.0". */
static bool is_shortest(const MbAmount *amount)
{
    return mb_amount_places(ABS(amount->value)) == amount->places;
}

/*
 * A number that does not print as the others of its column: no point where they
 * have decimals and it is their size with one ("1971" among "19.21"), more
 * decimals than any ("2.452" among "3,249"), fewer that end with a nought
 * ("13.0" among "13.09"), a nought in front, a letter behind it that no other
 * number has ("7% a").
 */
static bool is_odd_among(const MbAmount *amount, const Manner *manner)
{
    int places = shared_places(manner);
    if (amount->places && amount->places < places && !is_shortest(amount))
        return true;
    if (places && !amount->places)
        return ABS(amount->value) > 2 * manner->most && ABS(amount->value) / mb_amount_power(places) <= 2 * manner->most;
    return amount->places > manner->most_places;
}

/* By its column; by its row where measures are rows, which is where the column does not print as the number does. */
static bool is_odd(const MbLedger *ledger, guint entry)
{
    const MbAmount *amount = &ledger->entries[entry].amount;
    if (amount->is_irregular)
        return true;
    guint first = entry / ledger->cols * ledger->cols;
    Manner column = manner_of(ledger, entry), row = manner_along(ledger, entry, first, first + ledger->cols, 1);
    if (amount->is_lettered && !column.lettered && !row.lettered)
        return true;
    if (row.numbers >= FEWEST_OTHERS && row.places[amount->places] == row.numbers)
        return false; /* a row of averages below counts */
    if (column.numbers >= FEWEST_OTHERS && is_odd_among(amount, &column))
        return true;
    bool is_comma_as_point = amount->places == 3 && !column.most_places && column.grouped > 0;
    if (column.numbers < FEWEST_OTHERS && (is_comma_as_point || is_alone_so_fine(ledger, entry)))
        return true;
    bool is_usual = column.places[amount->places] * 2 > column.numbers;
    return row.numbers >= FEWEST_OTHERS && !is_usual && shared_places(&row) && is_odd_among(amount, &row);
}

void mb_ledger_doubt_odd(MbLedger *ledger)
{
    for (guint i = 0; i < ledger->rows * ledger->cols; i++) {
        MbEntry *entry = &ledger->entries[i];
        if (entry->cell && entry->is_pixel && entry->amount.kind == MB_AMOUNT_VALUE && is_odd(ledger, i)) {
            entry->amount.kind = MB_AMOUNT_MALFORMED;
            entry->amount.is_odd = true;
        }
    }
}
