/* Characters that no reader can see or understand leave the text. */
#include "repair.h"

#include "base/text.h"

#include <string.h>

/* Forms of characters: what they stand for is certain, so no record is kept. */
static const struct {
    gunichar form;
    const char *plain;
} forms[] = {{0xFB00, "ff"}, {0xFB01, "fi"}, {0xFB02, "fl"}, {0xFB03, "ffi"}, {0xFB04, "ffl"}, {0xFB05, "st"},
             {0xFB06, "st"}, {0x00AD, ""},   {0x200B, ""},   {0x2060, ""},    {0xFEFF, ""}};

/*
 * Private-use characters of Symbol and Wingdings as text programs store them
 * (0xF000 + the byte of the font), where the sign is more than a bullet.
 */
static const struct {
    gunichar glyph;
    const char *sign;
} signs[] = {{0xF0B0, "\xc2\xb0"},
             {0xF0B1, "\xc2\xb1"},
             {0xF0A3, "\xe2\x89\xa4"},
             {0xF0B3, "\xe2\x89\xa5"},
             {0xF0B4, "\xc3\x97"},
             {0xF0B8, "\xc3\xb7"},
             {0xF02D, "-"},
             {0xF0BE, "-"},
             {0xF0A2, "'"},
             {0xF0FC, "\xe2\x9c\x93"},
             {0xF0FB, "\xe2\x9c\x97"},
             {0xF0E0, "\xe2\x86\x92"},
             {0xF0AE, "\xe2\x86\x92"},
             {0xF0AC, "\xe2\x86\x90"},
             {0xF0AD, "\xe2\x86\x91"},
             {0xF0AF, "\xe2\x86\x93"}};

static const char *plain_of(gunichar c)
{
    for (guint i = 0; i < G_N_ELEMENTS(forms); i++)
        if (forms[i].form == c)
            return forms[i].plain;
    return NULL;
}

static const char *sign_of(gunichar c)
{
    for (guint i = 0; i < G_N_ELEMENTS(signs); i++)
        if (signs[i].glyph == c)
            return signs[i].sign;
    return NULL;
}

/* Bytes [from, to) of the word around an offset. */
static void word_around(const char *text, guint at, guint *from, guint *to)
{
    *from = at;
    while (*from > 0 && text[*from - 1] != ' ')
        (*from)--;
    *to = at;
    while (text[*to] && text[*to] != ' ')
        (*to)++;
}

/* U+FFFD between letters before "s", "t", "re" stands for an apostrophe: the one sign that Windows-1252 files lose there. */
static const char *lost_sign(const char *text, guint at, guint end)
{
    bool letter_before = at > 0 && g_ascii_isalpha(text[at - 1]);
    static const char *const tails[] = {"s", "t", "re", "ve", "ll", "d"};
    for (guint i = 0; letter_before && i < G_N_ELEMENTS(tails); i++) {
        gsize length = strlen(tails[i]);
        if (!strncmp(text + end, tails[i], length) && !g_ascii_isalnum(text[end + length]))
            return "'";
    }
    return NULL;
}

/* A glyph that is a word of its own goes, with a space; the record is an issue, since no text is left to mark. */
static void drop_word(MbRepairer *repairer, MbBlock *leaf, guint from, guint to, gunichar c)
{
    g_autofree char *subject = g_strdup_printf("U+%04X", c);
    guint end = leaf->text->str[to] == ' ' ? to + 1 : to;
    if (end == to && from > 0)
        from--;
    mb_block_replace(leaf, from, end, "", NULL);
    mb_document_add_issue(repairer->document, MB_ISSUE_GLYPH_DROPPED, leaf->page, leaf->box, subject);
}

/* Mends the stray glyph at a byte; returns where to go on. */
static guint mend_stray(MbRepairer *repairer, MbBlock *leaf, guint at, guint end, gunichar c)
{
    const char *sign = sign_of(c);
    sign = sign ? sign : lost_sign(leaf->text->str, at, end);
    if (sign) {
        mb_block_replace(leaf, at, end, sign, "symbol-glyph");
        return at + (guint)strlen(sign);
    }
    guint from, to;
    word_around(leaf->text->str, at, &from, &to);
    GString *rest = g_string_new(NULL);
    for (const char *p = leaf->text->str + from; p < leaf->text->str + to; p = g_utf8_next_char(p))
        if (!mb_char_is_stray(g_utf8_get_char(p)))
            g_string_append_unichar(rest, g_utf8_get_char(p));
    if (rest->len)
        mb_block_replace(leaf, from, to, rest->str, "stray-glyph");
    else
        drop_word(repairer, leaf, from, to, c);
    g_string_free(rest, TRUE);
    return from;
}

void mb_repair_glyphs(MbRepairer *repairer, MbBlock *leaf)
{
    for (guint at = 0; at < leaf->text->len;) {
        if ((guchar)leaf->text->str[at] < 0x80) {
            at++;
            continue;
        }
        gunichar c = g_utf8_get_char(leaf->text->str + at);
        guint end = (guint)(g_utf8_next_char(leaf->text->str + at) - leaf->text->str);
        const char *plain = plain_of(c);
        if (plain)
            mb_block_replace(leaf, at, end, plain, NULL);
        else
            at = mb_char_is_stray(c) ? mend_stray(repairer, leaf, at, end, c) : end;
    }
    /* a mark without width that stood alone leaves its space */
    for (char *twice = strstr(leaf->text->str, "  "); twice; twice = strstr(leaf->text->str, "  "))
        mb_block_replace(leaf, (guint)(twice - leaf->text->str), (guint)(twice - leaf->text->str) + 1, "", NULL);
    while (leaf->text->len && leaf->text->str[0] == ' ')
        mb_block_replace(leaf, 0, 1, "", NULL);
    while (leaf->text->len && leaf->text->str[leaf->text->len - 1] == ' ')
        mb_block_replace(leaf, (guint)leaf->text->len - 1, (guint)leaf->text->len, "", NULL);
}
