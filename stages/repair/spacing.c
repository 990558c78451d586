/* Letter-spaced words: "C o u n c i l" is how wide-set headings come out of some files. */
#include "repair.h"

#include <string.h>

/* Fewer single letters in a row are initials ("W J Smith"), more are a word. */
#define FEWEST_LETTERS 4

/* The end of a run of single letters with one space between, from a byte where one begins; letters: out. */
static guint run_end(const char *text, guint at, guint *letters)
{
    *letters = 0;
    guint end = at;
    while (g_unichar_isalpha(g_utf8_get_char(text + at))) {
        guint next = (guint)(g_utf8_next_char(text + at) - text);
        if (text[next] != ' ' && text[next] != '\0')
            break;
        (*letters)++;
        end = next;
        if (!text[next])
            break;
        at = next + 1;
    }
    return end;
}

static char *dup_joined(const char *text, guint from, guint to)
{
    GString *out = g_string_new(NULL);
    for (guint i = from; i < to; i++)
        if (text[i] != ' ')
            g_string_append_c(out, text[i]);
    return g_string_free(out, FALSE);
}

bool mb_repair_spacing(MbRepairer *repairer, MbBlock *leaf, GError **error)
{
    for (guint at = 0; at < leaf->text->len;) {
        const char *text = leaf->text->str;
        guint letters, end = run_end(text, at, &letters);
        if (letters >= FEWEST_LETTERS) {
            MbSpeller *speller = mb_repairer_speller(repairer, error);
            if (!speller)
                return false;
            g_autofree char *word = dup_joined(text, at, end);
            if (mb_speller_knows(speller, word)) {
                mb_block_replace(leaf, at, end, word, "letter-spacing");
                end = at + (guint)strlen(word);
            }
        }
        at = MAX(end, at);
        while (at < leaf->text->len && leaf->text->str[at] != ' ')
            at++;
        at++;
    }
    return true;
}
