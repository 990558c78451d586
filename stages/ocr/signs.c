/* Signs of numbers: thin marks that a page's layout analysis takes for noise, as it does dots. */
#include "signs.h"

#include <string.h>

/* In parts of the word's type size. */
static const double THIN = 0.16, SHORT = 0.2, LONG = 0.75; /* a minus or dash: its height, and its least and greatest length */
static const double NEAR = 0.35;                           /* from a minus to its figure; a dash between words has as much on both sides */
static const double ALONE = 1.0;                           /* free space before a minus: it begins a cell */

static const MbMark *mark_at(const GArray *marks, guint i)
{
    return &g_array_index(marks, MbMark, i);
}

static bool is_figure(const char *text)
{
    return g_ascii_isdigit(text[g_str_has_prefix(text, "£") ? strlen("£") : 0]);
}

/* Whether some word ends close before an x, on the line of another word. */
static bool has_word_before(const GArray *words, const MbReadWord *word, int x)
{
    for (guint i = 0; i < words->len; i++) {
        const MbReadWord *other = &g_array_index(words, MbReadWord, i);
        const int common = MIN(word->box.y1, other->box.y1) - MAX(word->box.y0, other->box.y0);
        if (other != word && common > 0 && other->box.x0 < x && other->box.x1 > x - ALONE * word->size_px)
            return true;
    }
    return false;
}

/* Whether a mark is the minus of a number: thin, before its first figure, at half its height, with nothing before it. */
static bool is_minus(const MbMark *mark, const MbReadWord *word)
{
    const MbPixelBox b = mark->box, w = word->box;
    const double size = word->size_px, middle = (b.y0 + b.y1) / 2.0, height = mb_pixel_box_height(w);
    const int length = mb_pixel_box_width(b);
    return mb_pixel_box_height(b) <= THIN * size && length >= SHORT * size && length <= LONG * size && b.x1 <= w.x0 + 0.1 * size &&
           w.x0 - b.x1 <= NEAR * size && middle > w.y0 + 0.3 * height && middle < w.y1 - 0.2 * height;
}

static void mend_minus(const GArray *marks, const GArray *words, MbReadWord *word)
{
    for (guint i = 0; i < marks->len; i++) {
        const MbMark *mark = mark_at(marks, i);
        if (!is_minus(mark, word) || has_word_before(words, word, mark->box.x0))
            continue;
        char *text = g_strconcat("-", word->text, NULL);
        g_free(word->text);
        word->text = text;
        word->box.x0 = MIN(word->box.x0, mark->box.x0);
        return;
    }
}

/* The figures of a word that stand behind a comma of its own: marks of full height right of a low small one; 0 without one. */
static int count_behind_comma(const GArray *marks, const MbReadWord *word)
{
    const double size = word->size_px;
    int comma = -1, behind = 0;
    for (int round = 0; round < 2; round++)
        for (guint i = 0; i < marks->len; i++) {
            const MbPixelBox b = mark_at(marks, i)->box;
            const int h = mb_pixel_box_height(b);
            if (b.x0 < word->box.x0 || b.x1 > word->box.x1 + 1 || b.y0 < word->box.y0 - 2 || b.y0 >= word->box.y1)
                continue;
            const bool is_low = b.y0 > word->baseline_px - 0.25 * size && b.y1 > word->baseline_px + 0.04 * size;
            if (round == 0 && is_low && h > 0.12 * size && h < 0.4 * size)
                comma = b.x0;
            behind += round == 1 && comma >= 0 && h > 0.5 * size && b.x0 > comma;
        }
    return behind;
}

static bool is_plain_thousands(const char *text)
{
    const gsize digits = strspn(text, "0123456789");
    return digits >= 4 && digits <= 6 && !text[digits];
}

static void mend_comma(const GArray *marks, MbReadWord *word)
{
    if (!is_plain_thousands(word->text) || count_behind_comma(marks, word) != 3)
        return;
    const int before = (int)strlen(word->text) - 3;
    char *text = g_strdup_printf("%.*s,%s", before, word->text, word->text + before);
    g_free(word->text);
    word->text = text;
}

void mb_ocr_mend_signs(const GArray *marks, GArray *words)
{
    for (guint i = 0; i < words->len; i++) {
        MbReadWord *word = &g_array_index(words, MbReadWord, i);
        if (!is_figure(word->text))
            continue;
        mend_comma(marks, word);
        mend_minus(marks, words, word);
    }
}
