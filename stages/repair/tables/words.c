/*
 * Words at the heads of tables that are none: a candidate of the table
 * vocabulary is offered beside them, what was read stays. Part of stage repair.
 */
#include "../repair.h"

#include <string.h>

#define SHORTEST 5      /* letters: shorter words have too many neighbours */
#define LONG 7          /* letters from which two may be wrong */
#define MAX_LETTERS 32

/* Letters to put in, take out, change or let change places, for words of MAX_LETTERS at most. */
static guint distance_between(const char *a, const char *b)
{
    guint x = (guint)strlen(a), y = (guint)strlen(b), row[3][MAX_LETTERS + 1];
    for (guint k = 0; k <= y; k++)
        row[0][k] = k;
    for (guint i = 1; i <= x; i++) {
        guint *now = row[i % 3], *before = row[(i - 1) % 3], *two_before = row[(i + 1) % 3];
        now[0] = i;
        for (guint k = 1; k <= y; k++) {
            now[k] = MIN(MIN(before[k], now[k - 1]) + 1, before[k - 1] + (a[i - 1] != b[k - 1]));
            if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1])
                now[k] = MIN(now[k], two_before[k - 2] + 1);
        }
    }
    return row[x % 3][y];
}

const char *mb_table_word_near(const GPtrArray *vocabulary, const char *word)
{
    g_autofree char *small = g_ascii_strdown(word, -1);
    gsize length = strlen(small);
    guint least = length >= LONG ? 3 : 2;
    const char *found = NULL;
    for (guint i = 0; length <= MAX_LETTERS && i < vocabulary->len; i++) {
        const char *known = vocabulary->pdata[i];
        guint distance = strlen(known) <= MAX_LETTERS ? distance_between(small, known) : MAX_LETTERS;
        if (distance < least) {
            least = distance;
            found = known;
        } else if (distance == least && found) {
            found = NULL;
        }
    }
    return found;
}

/* The candidate in the manner of the word: small, Capital or ALL CAPITALS. */
static char *dup_alike(const char *candidate, const char *word)
{
    char *text = g_ascii_isupper(word[0]) && g_ascii_isupper(word[1]) ? g_ascii_strup(candidate, -1) : g_strdup(candidate);
    if (g_ascii_isupper(word[0]))
        text[0] = g_ascii_toupper(text[0]);
    return text;
}

static bool is_plain(const char *word)
{
    gsize length = strlen(word);
    bool capitals = true;
    for (const char *at = word; *at; at++) {
        if (!g_ascii_isalpha(*at))
            return false;
        capitals = capitals && g_ascii_isupper(*at);
    }
    return length >= SHORTEST && !(capitals && length < LONG); /* short words in capitals are abbreviations */
}

static bool offer(MbRepairer *repairer, MbBlock *leaf, guint start, guint end, GError **error)
{
    g_autofree char *word = g_strndup(leaf->text->str + start, end - start);
    const char *near = is_plain(word) ? mb_table_word_near(repairer->table_words, word) : NULL;
    if (!near || !g_ascii_strcasecmp(near, word))
        return true;
    MbSpeller *speller = mb_repairer_speller(repairer, error);
    if (!speller)
        return false;
    MbSpan *span = mb_speller_knows(speller, word) ? NULL : mb_block_add_span(leaf, start, end, MB_SPAN_DOUBTFUL, NULL);
    if (!span)
        return true;
    g_autofree char *candidate = dup_alike(near, word);
    mb_attrs_set(&span->attrs, "candidate", candidate);
    return true;
}

static bool is_mark(char c)
{
    return !g_ascii_isalnum(c) && c != '-' && c != '\'' && (guchar)c < 0x80;
}

bool mb_repair_head(MbRepairer *repairer, MbBlock *cell, GError **error)
{
    bool is_transcript = !g_strcmp0(repairer->document->media_type, "text/plain");
    if (!repairer->table_words)
        repairer->table_words = mb_speller_read_words(repairer->options, "table-words.txt", error);
    if (!repairer->table_words)
        return false;
    for (MbBlock *leaf = cell->first_child; leaf; leaf = leaf->next) {
        if (!leaf->text || leaf->artifact || (leaf->origin == MB_ORIGIN_TEXT && !is_transcript))
            continue;
        const char *text = leaf->text->str;
        for (guint start = 0, end; text[start]; start = end) {
            while (text[start] && is_mark(text[start]))
                start++;
            for (end = start; text[end] && !is_mark(text[end]);)
                end++;
            if (end > start && !offer(repairer, leaf, start, end, error))
                return false;
        }
    }
    return true;
}
