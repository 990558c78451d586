/*
 * Scraps: what a reader makes of icons and ornaments ("26", "74", "F", a
 * currency sign), of turned labels, and of numbers that it could not read.
 * Part of stage repair.
 */
#include "proof.h"

#include <string.h>

/* Numbers and scraps that a column must have before it is called one of scraps. */
#define FEWEST_CELLS 4

/* Numbers that make a column one of numbers, among as many words at the most. */
#define FEWEST_NUMBERS 2

static bool is_bound(const MbProof *proof, guint col)
{
    const MbLedger *ledger = proof->ledger;
    for (guint row = 0; row < ledger->rows; row++)
        if (mb_mender_is_proved(proof->mender, row * ledger->cols + col))
            return true;
    return false;
}

/* Neither a word of two letters and more, nor a number, nor one of the usual signs for nothing. */
static bool is_scrap(const MbEntry *entry)
{
    if (!entry->leaf || (entry->amount.kind != MB_AMOUNT_WORDS && entry->amount.kind != MB_AMOUNT_MALFORMED))
        return false;
    guint letters = 0;
    for (const char *at = entry->leaf->text->str; *at; at = g_utf8_next_char(at))
        letters += g_unichar_isalpha(g_utf8_get_char(at)) != 0;
    return letters < 2;
}

/* Text below the heads of columns that may have been misread. */
static bool is_data(const MbLedger *ledger, guint entry)
{
    const MbEntry *at = &ledger->entries[entry];
    bool is_head = at->cell && (at->cell->scope == MB_SCOPE_COL || at->cell->scope == MB_SCOPE_COLGROUP);
    return at->leaf && !is_head && (at->leaf->origin != MB_ORIGIN_TEXT || ledger->is_transcript);
}

static bool is_noise(const MbProof *proof, guint col)
{
    const MbLedger *ledger = proof->ledger;
    guint numbers = 0, scraps = 0, words = 0;
    for (guint row = 0; row < ledger->rows; row++) {
        const MbEntry *entry = &ledger->entries[row * ledger->cols + col];
        if (!is_data(ledger, row * ledger->cols + col))
            continue;
        scraps += is_scrap(entry);
        numbers += entry->amount.kind == MB_AMOUNT_VALUE;
        words += entry->amount.kind == MB_AMOUNT_WORDS && !is_scrap(entry);
    }
    return scraps && numbers && scraps + numbers >= FEWEST_CELLS && words * 4 <= scraps + numbers && !is_bound(proof, col);
}

static void doubt_column(const MbLedger *ledger, guint col)
{
    for (guint row = 0; row < ledger->rows; row++)
        if (is_data(ledger, row * ledger->cols + col))
            ledger->entries[row * ledger->cols + col].cell->check = MB_CHECK_DOUBTFUL;
}

/* Whether one text of a column begins another: "Ser" beside "Sergeants". */
static bool begins_another(const MbLedger *ledger, guint col, guint row)
{
    const char *text = ledger->entries[row * ledger->cols + col].leaf->text->str;
    for (guint other = 0; other < ledger->rows; other++) {
        const MbEntry *entry = &ledger->entries[other * ledger->cols + col];
        if (other != row && entry->leaf && entry->leaf->text->len > strlen(text) && g_str_has_prefix(entry->leaf->text->str, text))
            return true;
    }
    return false;
}

/* A turned side label that was read row by row: texts left of the labels, among them numbers, scraps or beginnings of others. */
static bool is_torn(const MbLedger *ledger, guint col)
{
    guint texts = 0, pieces = 0;
    for (guint row = 0; row < ledger->rows; row++) {
        guint at = row * ledger->cols + col;
        const MbEntry *entry = &ledger->entries[at];
        if (!is_data(ledger, at) || entry->cell->row_span > 1 || entry->cell->scope == MB_SCOPE_ROWGROUP)
            continue;
        texts++;
        pieces += (!entry->is_label && entry->amount.kind != MB_AMOUNT_WORDS) || is_scrap(entry) || begins_another(ledger, col, row);
    }
    return texts >= 2 && pieces > 0;
}

/* A text read from pixels that is neither a number nor a usual sign for none, and that no relation settled. */
static bool is_stranger(const MbLedger *ledger, guint entry)
{
    const MbEntry *at = &ledger->entries[entry];
    return at->is_pixel && !at->is_label && at->amount.kind == MB_AMOUNT_WORDS && is_data(ledger, entry) &&
           (at->cell->check == MB_CHECK_NOT || at->cell->check == MB_CHECK_READ);
}

/* Whether a text stands in its column once only: "Met" and "New" among percentages come again, misread numbers do not. */
static bool is_single(const MbLedger *ledger, guint col, guint row)
{
    const char *text = ledger->entries[row * ledger->cols + col].leaf->text->str;
    for (guint other = 0; other < ledger->rows; other++) {
        const MbEntry *entry = &ledger->entries[other * ledger->cols + col];
        if (other != row && entry->leaf && !strcmp(entry->leaf->text->str, text))
            return false;
    }
    return true;
}

/* Words read where most of a column are numbers: "I", "TAL", "win!" are numbers that the reader did not make out. */
static void doubt_strangers(const MbLedger *ledger, guint col)
{
    guint numbers = 0, strangers = 0;
    for (guint row = 0; row < ledger->rows; row++) {
        const guint at = row * ledger->cols + col;
        numbers += ledger->entries[at].cell && ledger->entries[at].amount.kind == MB_AMOUNT_VALUE;
        strangers += is_stranger(ledger, at);
    }
    for (guint row = 0; row < ledger->rows && numbers >= FEWEST_NUMBERS && numbers >= strangers; row++)
        if (is_stranger(ledger, row * ledger->cols + col) && is_single(ledger, col, row))
            ledger->entries[row * ledger->cols + col].cell->check = MB_CHECK_DOUBTFUL;
}

/* Signs that no cell of words has. */
#define STRANGE_SIGNS "!|[]{}@~\\_^<>="

/* Whether a text cannot be words: strange signs, nothing but signs, two to four letters without a vowel that are no abbreviation. */
static bool is_garbled(const char *text)
{
    guint letters = 0, small = 0, vowels = 0;
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        letters += g_unichar_isalpha(c) != 0;
        small += g_unichar_islower(c) != 0;
        vowels += c < 0x80 ? strchr("aeiouyAEIOUY", (int)c) != NULL : g_unichar_isalpha(c) != 0;
    }
    return strpbrk(text, STRANGE_SIGNS) || !letters || (letters > 1 && letters < 5 && small && !vowels);
}

/* An empty cell below the heads of columns. */
static bool is_empty(const MbLedger *ledger, guint entry)
{
    const MbEntry *at = &ledger->entries[entry];
    return at->cell && at->amount.kind == MB_AMOUNT_EMPTY && at->cell->scope == MB_SCOPE_NOT && at->cell->check == MB_CHECK_NOT &&
           !mb_attrs_get(at->cell->attrs, "icon");
}

/*
 * Small numbers in ruled cells, of which the reader made "ain!", "Nl" and nothing: what is garbled is doubtful, and where a third of a
 * column is, all of it that is no number, with the cells in which nothing was read at all.
 */
static void doubt_garbled(const MbLedger *ledger, guint col)
{
    guint garbled = 0, strangers = 0;
    for (guint row = 0; row < ledger->rows; row++) {
        const guint at = row * ledger->cols + col;
        if (!is_stranger(ledger, at))
            continue;
        strangers++;
        if (!is_garbled(ledger->entries[at].leaf->text->str))
            continue;
        garbled++;
        ledger->entries[at].cell->check = MB_CHECK_DOUBTFUL;
    }
    for (guint row = 0; row < ledger->rows && garbled > 0 && garbled * 3 >= strangers; row++) {
        const guint at = row * ledger->cols + col;
        if (is_stranger(ledger, at) || is_empty(ledger, at))
            ledger->entries[at].cell->check = MB_CHECK_DOUBTFUL;
    }
}

/* Whether the reader doubted every letter and digit of a text. */
static bool is_all_doubted(const MbBlock *leaf)
{
    bool has_sign = false;
    for (guint at = 0; at < leaf->text->len; at++) {
        bool is_covered = !g_ascii_isalnum(leaf->text->str[at]);
        has_sign |= !is_covered;
        for (guint i = 0; i < leaf->spans->len && !is_covered; i++) {
            const MbSpan *span = &g_array_index(leaf->spans, MbSpan, i);
            is_covered = span->kind == MB_SPAN_DOUBTFUL && span->start <= at && at < span->end;
        }
        if (!is_covered)
            return false;
    }
    return has_sign;
}

/* Headers too: what stands at the head of a column for a misread number is taken for its name. */
static void doubt_doubted(const MbLedger *ledger)
{
    for (guint i = 0; i < ledger->rows * ledger->cols; i++) {
        const MbEntry *at = &ledger->entries[i];
        const bool is_read = at->leaf && at->leaf->spans && at->leaf->origin != MB_ORIGIN_TEXT;
        if (is_read && at->cell->check == MB_CHECK_NOT && is_all_doubted(at->leaf))
            at->cell->check = MB_CHECK_DOUBTFUL;
    }
}

void mb_noise_doubt(const MbProof *proof)
{
    const MbLedger *ledger = proof->ledger;
    bool has_bound = false;
    for (guint col = 0; col < ledger->cols && !has_bound; col++)
        has_bound = is_bound(proof, col);
    guint labels = 0;
    if (!mb_labels_find_column(ledger, &labels))
        labels = 0;
    for (guint col = 0; has_bound && col < ledger->cols; col++)
        if (col < labels ? is_torn(ledger, col) : is_noise(proof, col))
            doubt_column(ledger, col);
    for (guint col = labels + 1; col < ledger->cols; col++) {
        doubt_garbled(ledger, col);
        doubt_strangers(ledger, col);
    }
    doubt_doubted(ledger);
}
