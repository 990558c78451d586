#include "cells.h"

#include "base/text.h"

#include <string.h>

/* Under the 0.70 from which stage layout takes a figure for sure. */
static const double DOUBTFUL = 0.65;

/* Letters that two passes read differently; stage repair looks into what lies under 0.85. */
static const double DISPUTED = 0.8;

/*
 * Of figures of ten screenshots whose looks were not known (bold totals) those
 * said wrongly by all passes had 0.71 and 0.77, right ones mostly 0.85 and more.
 */
static const double SURE_ALONE = 0.8;

void mb_ocr_cell_clear(gpointer cell)
{
    for (int i = 0; i < MB_OCR_PASSES; i++)
        g_clear_pointer(&((MbOcrCell *)cell)->words[i], g_array_unref);
}

double mb_ocr_least_conf(const GArray *words)
{
    double least = words && words->len ? 1 : 0;
    for (guint i = 0; words && i < words->len; i++)
        least = MIN(least, g_array_index(words, MbReadWord, i).conf);
    return least;
}

char *mb_ocr_dup_joined(const GArray *words, const char *between)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; words && i < words->len; i++) {
        g_string_append(text, i ? between : "");
        g_string_append(text, g_array_index(words, MbReadWord, i).text);
    }
    return g_string_free(text, FALSE);
}

/* The same letters, spaces aside, and at least one. */
static bool is_same(const GArray *a, const GArray *b)
{
    g_autofree char *x = mb_ocr_dup_joined(a, ""), *y = mb_ocr_dup_joined(b, "");
    return *x && !strcmp(x, y);
}

guint mb_ocr_cell_count_votes(const MbOcrCell *cell, int pass)
{
    guint votes = 0;
    for (int i = 0; i < MB_OCR_PASSES; i++)
        votes += i != pass && cell->words[i] && is_same(cell->words[i], cell->words[pass]);
    return votes;
}

/* Digits of a text, and how many separators and signs it has among them. */
static char *dup_digits(const char *text, guint *marks)
{
    GString *digits = g_string_new(NULL);
    *marks = 0;
    for (const char *p = text; *p; p++) {
        if (g_ascii_isdigit(*p))
            g_string_append_c(digits, *p);
        else
            ++*marks;
    }
    return g_string_free(digits, FALSE);
}

/*
 * Whether a reading is a number with the same digits as another and more of
 * its separators and signs: readers lose dots, they do not invent them.
 */
static bool is_fuller_number(const GArray *words, const GArray *other)
{
    guint here = 0, there = 0;
    g_autofree char *text = mb_ocr_dup_joined(words, ""), *rival = mb_ocr_dup_joined(other, "");
    g_autofree char *a = dup_digits(text, &here), *b = dup_digits(rival, &there);
    return mb_text_is_number(text) && *a && !strcmp(a, b) && here > there && mb_ocr_least_conf(words) > 0.5;
}

/* How good a reading looks by itself: a number above all, then its weakest word. */
static double judge(const GArray *words)
{
    g_autofree char *text = mb_ocr_dup_joined(words, "");
    return mb_ocr_least_conf(words) + (mb_text_is_number(text) ? 1 : 0);
}

/* Whether a reading has the same letters as another, and more words, or as many and surer ones. */
static bool is_better_twin(const GArray *words, const GArray *other)
{
    if (!is_same(words, other))
        return false;
    return words->len > other->len || (words->len == other->len && mb_ocr_least_conf(words) > mb_ocr_least_conf(other));
}

int mb_ocr_cell_choose(const MbOcrCell *cell)
{
    int best = 0;
    for (int i = 1; i < MB_OCR_PASSES && cell->words[i]; i++) {
        const guint votes = mb_ocr_cell_count_votes(cell, i), most = mb_ocr_cell_count_votes(cell, best);
        if (votes > most || (votes == most && votes == 0 && judge(cell->words[i]) > judge(cell->words[best])))
            best = i;
    }
    for (int i = 0; i < MB_OCR_PASSES && cell->words[i]; i++)
        if (is_fuller_number(cell->words[i], cell->words[best]) || is_better_twin(cell->words[i], cell->words[best]))
            best = i;
    return best;
}

char *mb_ocr_cell_dup_sure(const MbOcrCell *cell)
{
    const int chosen = cell->words[0] ? mb_ocr_cell_choose(cell) : 0;
    if (!cell->words[0] || mb_ocr_cell_count_votes(cell, chosen) == 0 || mb_ocr_least_conf(cell->words[chosen]) < SURE_ALONE)
        return NULL;
    return mb_ocr_dup_joined(cell->words[chosen], "");
}

static void set_conf(GArray *words, double least, double most)
{
    for (guint i = 0; i < words->len; i++) {
        MbReadWord *word = &g_array_index(words, MbReadWord, i);
        word->conf = CLAMP(word->conf, least, most);
    }
}

static void keep_other(MbReadWord *word, const char *other)
{
    if (!*other || !strcmp(word->text, other))
        return;
    g_free(word->other);
    word->other = g_strdup(other);
}

static bool has_same_digits(const char *a, const char *b)
{
    guint marks;
    g_autofree char *x = dup_digits(a, &marks), *y = dup_digits(b, &marks);
    return !strcmp(x, y);
}

/* Words that another reading gives other digits are doubtful, with other letters less sure; the other is kept with them. */
static void doubt_word(MbReadWord *word, const char *rival)
{
    if (!strcmp(word->text, rival))
        return;
    const bool same_digits = has_same_digits(word->text, rival);
    if (same_digits && mb_text_is_number(word->text))
        return; /* a point was lost: the fuller number was chosen */
    word->conf = MIN(word->conf, same_digits ? DISPUTED : DOUBTFUL);
    keep_other(word, rival);
}

/* Compares a reading with another of the same cell: word by word where they have as many, numbers also as a whole. */
static void doubt_words(GArray *words, const GArray *others)
{
    g_autofree char *text = mb_ocr_dup_joined(words, ""), *other = mb_ocr_dup_joined(others, "");
    if (words->len == others->len) {
        for (guint i = 0; i < words->len; i++)
            doubt_word(&g_array_index(words, MbReadWord, i), g_array_index(others, MbReadWord, i).text);
    } else if (*other && mb_text_is_number(text) && !has_same_digits(text, other)) {
        set_conf(words, 0, DOUBTFUL);
        if (words->len == 1)
            keep_other(&g_array_index(words, MbReadWord, 0), other);
    }
}

/*
 * Whether commas part thousands and a point parts less or more than three
 * digits from a whole number. 23,38 and 2.452 are what blurred points and
 * commas are taken for.
 */
static bool is_well_parted(const char *text)
{
    for (const char *p = text; *p; p++) {
        const gsize digits = *p == ',' || *p == '.' ? strspn(p + 1, "0123456789") : 0;
        if (*p == ',' && digits != 3)
            return false;
        if (*p == '.' && (digits == 0 || (digits == 3 && !(p > text && p[-1] == '0' && (p - 1 == text || !g_ascii_isdigit(p[-2]))))))
            return false;
    }
    return true;
}

/* All words become one with another text; the old text is kept as the other reading. */
static void replace_text(GArray *words, const char *text)
{
    g_autofree char *before = mb_ocr_dup_joined(words, "");
    MbReadWord *first = &g_array_index(words, MbReadWord, 0);
    first->box.x1 = g_array_index(words, MbReadWord, words->len - 1).box.x1;
    g_free(first->text);
    first->text = g_strdup(text);
    keep_other(first, before);
    g_array_set_size(words, 1);
}

/*
 * Of two numbers that differ, whether the one by looks is the better. With
 * other digits it is when the marks are as many as the reader's characters:
 * else some of them run together. With the same digits it is when it has more
 * separators, or as many and better placed ones.
 */
static bool is_better_number(const char *looks, const char *read)
{
    guint here = 0, there = 0;
    g_autofree char *a = dup_digits(looks, &here), *b = dup_digits(read, &there);
    if (!mb_text_is_number(read))
        return true;
    if (strcmp(a, b))
        return strlen(looks) == strlen(read);
    return is_well_parted(looks) && (here > there || !is_well_parted(read));
}

/* A number by reader and looks. */
static void settle_number(GArray *words, const char *looks)
{
    guint here = 0, there = 0;
    g_autofree char *text = mb_ocr_dup_joined(words, "");
    if (!looks || !mb_text_is_number(looks)) {
        if (mb_ocr_least_conf(words) < SURE_ALONE)
            set_conf(words, 0, DOUBTFUL);
        return;
    }
    if (!strcmp(looks, text))
        return;
    g_autofree char *a = dup_digits(looks, &here), *b = dup_digits(text, &there);
    if (!strcmp(a, b) && here < there && is_well_parted(text))
        return; /* a point too faint to be a mark */
    if (is_better_number(looks, text))
        replace_text(words, looks);
    else if (words->len == 1)
        keep_other(&g_array_index(words, MbReadWord, 0), looks);
    set_conf(words, 0, DOUBTFUL);
}

/*
 * The one word in which looks and reader differ takes the letters that it
 * looks like, where its marks are more than the reader's letters: an r and an n
 * that were read as an m.
 */
static void settle_letters(GArray *words, const char *looks)
{
    const char *end = looks + strlen(looks);
    guint from = 0, to = words->len;
    while (from < to && g_str_has_prefix(looks, g_array_index(words, MbReadWord, from).text))
        looks += strlen(g_array_index(words, MbReadWord, from++).text);
    for (; to > from; to--) {
        const char *last = g_array_index(words, MbReadWord, to - 1).text;
        if ((gsize)(end - looks) < strlen(last) || strncmp(end - strlen(last), last, strlen(last)))
            break;
        end -= strlen(last);
    }
    if (to - from != 1)
        return;
    MbReadWord *word = &g_array_index(words, MbReadWord, from);
    char *text = g_strndup(looks, (gsize)(end - looks));
    if (g_utf8_strlen(text, -1) <= g_utf8_strlen(word->text, -1)) {
        g_free(text);
        return;
    }
    keep_other(word, word->text);
    g_free(word->other);
    word->other = word->text;
    word->text = text;
}

GArray *mb_ocr_cell_settle(MbOcrCell *cell, const char *looks, guint characters)
{
    const int chosen = mb_ocr_cell_choose(cell);
    GArray *words = cell->words[chosen];
    if (words->len == 0)
        return words;
    if (cell->words[1] && mb_ocr_cell_count_votes(cell, chosen) == 0) /* a guess, however sure one pass was of it */
        set_conf(words, 0, 0.5);
    for (int i = 0; i < MB_OCR_PASSES; i++)
        if (i != chosen && cell->words[i])
            doubt_words(words, cell->words[i]);
    g_autofree char *text = mb_ocr_dup_joined(words, "");
    if (mb_text_is_number(text) || (looks && mb_text_is_number(looks) && characters > 1))
        settle_number(words, looks);
    else if (looks)
        settle_letters(words, looks);
    g_autofree char *settled = mb_ocr_dup_joined(words, "");
    if (mb_text_is_number(settled) && !is_well_parted(settled))
        set_conf(words, 0, DOUBTFUL);
    return words;
}
