#include "consensus.h"

#include "ocr.h"

#include "base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What a word says of how its like is spelled: the document's own text, a sure reading, any reading. */
enum { WEIGHT_OF_TEXT = 4, WEIGHT_OF_SURE = 2, WEIGHT_OF_READ = 1 };

/* Of readings at or over it without a rival, of ten screenshots' words, one in 300 was wrong. */
static const double SURE = 0.9;

/*
 * A rival needs a sure witness and an unsure one at the least, and so many times
 * the weight of the first reading: readers that err on "Tarn" do it at every third.
 */
enum { LEAST_WEIGHT = 3, TIMES_THE_WEIGHT = 3 };

/* Under what stage layout and stage repair take for sure. */
static const double SETTLED = 0.8;

/* At or over it no word is doubted that all passes read alike; wrong ones of one shape lay up to 0.93. */
static const double BEYOND_DOUBT = 0.95;

/* Letters that run together or look alike in pictures of 96 dpi: what is read, and what was meant. */
static const struct {
    const char *read, *meant;
} likenesses[] = {{"m", "rn"}, {"rn", "m"}, {"i", "l"}, {"l", "i"}, {"d", "cl"}, {"h", "li"}, {"I", "l"}, {"w", "vv"}};

/* Years of one row of names are near each other; forecasts and ten-year comparisons reach furthest. */
enum { YEARS_APART = 30 };

static bool is_visible(const MbWord *word)
{
    return !word->hidden && *word->text;
}

static bool has_digit(const char *text)
{
    return strpbrk(text, "0123456789") != NULL;
}

static guint weight_of(const MbWord *word)
{
    if (word->origin == MB_ORIGIN_TEXT)
        return WEIGHT_OF_TEXT;
    return word->conf >= SURE && !word->readings ? WEIGHT_OF_SURE : WEIGHT_OF_READ;
}

static guint lookup(GHashTable *weights, const char *text)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(weights, text));
}

/* What the document's words of letters weigh together, by text. Keys are borrowed from the pages. */
static GHashTable *weigh_words(const MbDocument *document)
{
    GHashTable *weights = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint p = 0; p < document->pages->len; p++) {
        const MbPage *page = document->pages->pdata[p];
        for (guint i = 0; i < page->words->len; i++) {
            const MbWord *word = mb_page_word(page, i);
            if (is_visible(word) && !has_digit(word->text))
                g_hash_table_insert(weights, (gpointer)word->text, GUINT_TO_POINTER(lookup(weights, word->text) + weight_of(word)));
        }
    }
    return weights;
}

/* The spelling of most weight among those that one confusion of shapes makes of a word; NULL when the document has none. */
static char *dup_likeness(GHashTable *weights, const char *text)
{
    char *best = NULL;
    guint most = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(likenesses); i++) {
        const gsize length = strlen(likenesses[i].read);
        for (const char *at = text; (at = strstr(at, likenesses[i].read)); at += length) {
            g_autofree char *made = g_strdup_printf("%.*s%s%s", (int)(at - text), text, likenesses[i].meant, at + length);
            if (lookup(weights, made) <= most)
                continue;
            most = lookup(weights, made);
            g_free(best);
            best = g_steal_pointer(&made);
        }
    }
    return best;
}

/* The year that a text says, or 0. */
static int year_of(const char *text)
{
    if (strlen(text) != 4 || strspn(text, "0123456789") != 4)
        return 0;
    const int year = atoi(text);
    return year >= 1900 && year < 2100 ? year : 0;
}

/* Whether a year near this one stands on the word's line in its picture. */
static bool stands_beside_year(const MbPage *page, const MbWord *word, int year)
{
    for (guint i = 0; i < page->words->len; i++) {
        const MbWord *other = mb_page_word(page, i);
        const double both = MIN(word->box.y1, other->box.y1) - MAX(word->box.y0, other->box.y0);
        const int beside = other != word && other->region == word->region ? year_of(other->text) : 0;
        if (beside && abs(beside - year) <= YEARS_APART && both > 0.5 * mb_box_height(word->box))
            return true;
    }
    return false;
}

/* Whether a rival is the better reading of a word. */
static bool is_better(GHashTable *weights, const MbPage *page, const MbWord *word, const char *rival)
{
    if (has_digit(word->text) || has_digit(rival)) {
        const int year = year_of(rival);
        return strlen(word->text) == 4 && mb_text_is_number(word->text) && !year_of(word->text) && year &&
               stands_beside_year(page, word, year);
    }
    const guint weight = lookup(weights, rival), own = lookup(weights, word->text) - weight_of(word);
    return weight >= LEAST_WEIGHT && weight >= TIMES_THE_WEIGHT * own;
}

/* The word becomes what a rival says; the old text is its first other reading. */
static void take_text(MbPage *page, MbWord *word, const char *text)
{
    const MbReading before = {g_strdup(word->text), 0};
    if (!word->readings)
        word->readings = mb_ocr_readings_new();
    for (guint i = word->readings->len; i-- > 0;)
        if (!strcmp(g_array_index(word->readings, MbReading, i).text, text))
            g_array_remove_index(word->readings, i);
    word->text = g_string_chunk_insert(page->store, text);
    word->conf = (float)MIN(SETTLED, word->conf);
    g_array_prepend_val(word->readings, before);
    g_array_index(word->readings, MbReading, 0).conf = 1 - word->conf;
}

/* What a word rather says: its other reading, or a spelling that looks the same; NULL for nothing. Caller frees. */
static char *dup_better(GHashTable *weights, const MbPage *page, const MbWord *word)
{
    const char *rival = word->readings && word->readings->len ? g_array_index(word->readings, MbReading, 0).text : NULL;
    if (rival && is_better(weights, page, word, rival))
        return g_strdup(rival);
    g_autofree char *likeness = word->conf < BEYOND_DOUBT && !has_digit(word->text) ? dup_likeness(weights, word->text) : NULL;
    return likeness && is_better(weights, page, word, likeness) ? g_steal_pointer(&likeness) : NULL;
}

guint mb_ocr_agree_readings(MbDocument *document)
{
    g_autoptr(GHashTable) weights = weigh_words(document);
    guint changed = 0;
    for (guint p = 0; p < document->pages->len; p++) {
        MbPage *page = document->pages->pdata[p];
        for (guint i = 0; i < page->words->len; i++) {
            MbWord *word = mb_page_word(page, i);
            if (word->origin != MB_ORIGIN_OCR || !is_visible(word))
                continue;
            g_autofree char *better = dup_better(weights, page, word);
            if (!better)
                continue;
            take_text(page, word, better);
            changed++;
        }
    }
    return changed;
}
