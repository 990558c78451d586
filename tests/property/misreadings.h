/* Damage to the texts of a table: digits at random, or as readers of pictures err. */
#ifndef MB_TESTS_MISREADINGS_H
#define MB_TESTS_MISREADINGS_H

#include "table-kinds.h"

/* Digits of a text. */
static int digits_of(const char *text, int *where)
{
    int count = 0;
    for (int i = 0; text[i]; i++)
        if (g_ascii_isdigit(text[i]))
            where[count++] = i;
    return count;
}

static void erase(char *text, int at)
{
    memmove(text + at, text + at + 1, strlen(text + at));
}

/* Any digit other, swapped with its neighbour, lost, added, or a point shifted; the text may come out as it was (a digit swapped with its equal). */
static void damage(Texts *t, guint r, guint c)
{
    char *text = t->text[r][c];
    int where[24], count = digits_of(text, where);
    if (!count)
        return;
    int at = where[chance((guint)count)];
    char *mark = strpbrk(text, ",.");
    switch (chance(5)) {
    case 0:
        text[at] = (char)('0' + chance(10));
        break;
    case 1:
        if (count > 1 && at != where[count - 1]) {
            int next = at + 1;
            while (!g_ascii_isdigit(text[next]))
                next++;
            char digit = text[at];
            text[at] = text[next];
            text[next] = digit;
        }
        break;
    case 2:
        if (count > 1)
            erase(text, at);
        break;
    case 3:
        memmove(text + at + 1, text + at, strlen(text + at) + 1);
        text[at] = (char)('0' + chance(10));
        break;
    default:
        if (mark && *mark == ',')
            *mark = '.';
        else if (mark)
            erase(text, (int)(mark - text));
    }
}

static void put_in(char *text, int at, char c)
{
    memmove(text + at + 1, text + at, strlen(text + at) + 1);
    text[at] = c;
}

/* Digits and what a reader makes of them in small print. */
static const char *const confusions[] = {"17", "71", "38", "83", "56", "65", "89", "98", "08", "80", "06", "60",
                                         "14", "41", "27", "72", "0O", "1l", "5S", "8B", "1I", "69", "35", "53"};

static void confuse_digit(char *text)
{
    int where[24], count = digits_of(text, where);
    guint first = chance(G_N_ELEMENTS(confusions));
    for (guint i = 0; i < G_N_ELEMENTS(confusions); i++)
        for (int k = 0; k < count; k++) {
            const char *pair = confusions[(first + i) % G_N_ELEMENTS(confusions)];
            if (text[where[k]] != pair[0])
                continue;
            text[where[k]] = pair[1];
            return;
        }
}

/* A mark lost, or a comma read as a point. */
static void lose_mark(char *text)
{
    char *mark = strpbrk(text, ",.");
    if (mark && *mark == ',' && chance(2))
        *mark = '.';
    else if (mark)
        erase(text, (int)(mark - text));
}

static void lose_sign(char *text)
{
    char *close = strchr(text, ')');
    if (*text == '(' && close) {
        erase(text, (int)(close - text));
        erase(text, 0);
    } else if (*text == '-' || *text == '+')
        erase(text, 0);
}

/* A thin digit lost, one read twice, or a space inside a number. */
static void change_length(char *text)
{
    int where[24], count = digits_of(text, where);
    if (!count || strlen(text) > 20)
        return;
    int at = where[chance((guint)count)];
    char *thin = strchr(text, '1'), *mark = strpbrk(text, ",.");
    if (thin && count > 1 && chance(2))
        erase(text, (int)(thin - text));
    else if (mark && chance(2))
        *mark = ' ';
    else
        put_in(text, at, text[at]);
}

/* As readers of pictures err; also a number that runs into its neighbour's cell. */
static void misread(Texts *t, guint r, guint c)
{
    char *text = t->text[r][c], *next = (int)c + 1 < t->cols ? t->text[r][c + 1] : NULL;
    guint how = chance(10);
    if (how < 5)
        confuse_digit(text);
    else if (how < 7)
        lose_mark(text);
    else if (how == 7)
        lose_sign(text);
    else if (how == 8)
        change_length(text);
    else if (next && *next && *text && strlen(text) + strlen(next) < 22) {
        g_strlcat(text, " ", sizeof t->text[0][0]);
        g_strlcat(text, next, sizeof t->text[0][0]);
        *next = '\0';
    }
}

#endif
