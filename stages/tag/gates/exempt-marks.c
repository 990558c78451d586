/* What a text says about publication. */
#include "exempt.h"

#include <string.h>

/* Longer leaves are narrative: the longest mark that was met (two paragraphs of a schedule and the public interest test) has 420 bytes. */
#define MARK_BYTES 600

/* A mark in the middle of a leaf counts only in short ones: longer ones are sentences that speak of marks. */
#define LOOSE_BYTES 200

/* A question and the leaves (cells) that may hold its answer. */
#define ANSWER_LEAVES 4

/* Words spaced out ("N O T  F O R"): the spaces between single letters go. */
static void close_up(GString *text)
{
    GString *out = g_string_sized_new(text->len);
    for (gsize i = 0; i < text->len; i++) {
        const char *s = text->str;
        bool lone_before = i > 0 && s[i] == ' ' && g_ascii_isalpha(s[i - 1]) && (i < 2 || s[i - 2] == ' ');
        bool lone_after = s[i] == ' ' && g_ascii_isalpha(s[i + 1]) && (s[i + 2] == ' ' || !s[i + 2]);
        if (!(lone_before && lone_after))
            g_string_append_c(out, s[i]);
    }
    g_string_assign(text, out->str);
    g_string_free(out, TRUE);
}

static gunichar fold_mark(gunichar c)
{
    switch (c) {
    case 0x2018: case 0x2019: case 0x02BC: case '`': return '\'';
    case 0x201C: case 0x201D: return '"';
    case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2212: return '-';
    default: return g_unichar_isspace(c) ? ' ' : c;
    }
}

/* Small letters, composed; most leaves are ASCII, where that is cheap. */
static char *dup_lower(const char *text)
{
    if (g_str_is_ascii(text))
        return g_ascii_strdown(text, -1);
    g_autofree char *normal = g_utf8_normalize(text, -1, G_NORMALIZE_ALL_COMPOSE);
    return normal ? g_utf8_strdown(normal, -1) : g_strdup("");
}

char *mb_exempt_dup_folded(const char *text)
{
    g_autofree char *lower = dup_lower(text);
    GString *out = g_string_sized_new(strlen(lower));
    for (const char *at = lower; *at; at = g_utf8_next_char(at)) {
        const gunichar c = fold_mark(g_utf8_get_char(at));
        const bool begins = out->len > 0 || g_unichar_isalnum(c);
        if (!begins || (c == ' ' && out->str[out->len - 1] == ' '))
            continue;
        if (c < 0x80)
            g_string_append_c(out, (char)c);
        else
            g_string_append_unichar(out, c);
    }
    if (strstr(out->str, " o t  f") || strstr(out->str, " o t f") || strstr(out->str, " x e m") || strstr(out->str, " o n f i"))
        close_up(out);
    return g_string_free(out, FALSE);
}

char *mb_exempt_dup_title(const char *text)
{
    char *title = mb_exempt_dup_folded(text);
    gsize length = strlen(title);
    while (length && !g_ascii_isalnum(title[length - 1]) && !strchr(")]", title[length - 1]) && !(title[length - 1] & 0x80))
        length--;
    title[length] = '\0';
    return title;
}

static bool says(const MbRules *rules, const char *name, const char *folded)
{
    return mb_rules_find(rules, name, folded, NULL);
}

/* A mark that something stands before: a council's name, an item's number, a page's. */
static bool is_loose_mark(const MbRules *rules, const char *folded)
{
    return strlen(folded) <= LOOSE_BYTES && says(rules, "loose-mark", folded) && !says(rules, "loose-denied", folded);
}

MbExempt mb_exempt_read(const MbRules *rules, const char *folded)
{
    if (strlen(folded) > MARK_BYTES)
        return MB_EXEMPT_SILENT;
    if (says(rules, "private-pack", folded))
        return MB_EXEMPT_PACK;
    if (says(rules, "denied", folded))
        return says(rules, "public-section", folded) ? MB_EXEMPT_OPEN : MB_EXEMPT_SILENT;
    if (says(rules, "section-secret", folded))
        return MB_EXEMPT_SILENT; /* of a part of the paper */
    if (says(rules, "readmitted", folded))
        return MB_EXEMPT_OPEN;
    if (says(rules, "next-pages", folded))
        return MB_EXEMPT_NEXT;
    if (says(rules, "private-section", folded))
        return MB_EXEMPT_SECTION;
    if (says(rules, "public-section", folded))
        return MB_EXEMPT_OPEN;
    const bool is_appendix = says(rules, "appendix-title", folded), names = says(rules, "appendices", folded);
    if (says(rules, "stamp", folded))
        return MB_EXEMPT_STAMP;
    const bool is_mark = says(rules, "mark", folded) || says(rules, "mark-welsh", folded) || is_loose_mark(rules, folded);
    if (is_appendix && says(rules, "item-mark", folded))
        return MB_EXEMPT_APPENDICES;
    return !is_mark ? MB_EXEMPT_SILENT : names ? MB_EXEMPT_APPENDICES : MB_EXEMPT_PAPER;
}

bool mb_exempt_names_private_appendices(const MbRules *rules, const char *folded)
{
    return strlen(folded) <= MARK_BYTES && says(rules, "appendices", folded) && says(rules, "item-mark", folded) &&
           !says(rules, "whole-item", folded) && !says(rules, "denied", folded);
}

/* Whether a text is about keeping the public out of other items than the one that it stands in, or of any. */
static bool speaks_of_others(const MbRules *rules, const char *folded)
{
    return says(rules, "exclusion", folded) &&
           (says(rules, "conditional", folded) || says(rules, "others", folded) || says(rules, "listed-items", folded));
}

bool mb_exempt_item_is_private(const MbRules *rules, const MbBlock *item)
{
    bool found = false;
    for (MbBlock *block = item->first_child; block; block = mb_block_next(item, block)) {
        if (!block->text || block->artifact || block->text->len > MARK_BYTES)
            continue;
        g_autofree char *folded = mb_exempt_dup_folded(block->text->str);
        if (says(rules, "private-section", folded) || speaks_of_others(rules, folded))
            continue;
        if (mb_exempt_names_private_appendices(rules, folded))
            return false; /* the paper itself is open */
        found = found || (says(rules, "item-mark", folded) && !says(rules, "denied", folded));
    }
    return found;
}

/* Whether a label stands among the labels of a mark ("2, 3 and 5", "a to c"). */
static bool has_label(const char *labels, const char *label)
{
    g_auto(GStrv) words = g_strsplit_set(labels, " ,&-", -1);
    bool is_range = strstr(labels, " to ") || strchr(labels, '-');
    for (guint i = 0; words[i]; i++)
        if (!strcmp(words[i], label))
            return true;
    return is_range; /* nothing is counted out: what may be meant is meant */
}

bool mb_exempt_names_appendix(const char *labels, const char *label)
{
    return !labels || !*labels || !*label || has_label(labels, label);
}

MbExempt mb_exempt_read_call(const MbRules *rules, const char *folded)
{
    if (strlen(folded) > LOOSE_BYTES || says(rules, "denied", folded) || !says(rules, "call", folded))
        return MB_EXEMPT_SILENT;
    return says(rules, "appendix-title", folded) ? MB_EXEMPT_APPENDICES : MB_EXEMPT_PAPER;
}

bool mb_exempt_is_minutes_mark(const MbRules *rules, const char *folded)
{
    return strlen(folded) <= MARK_BYTES && says(rules, "minutes-mark", folded);
}

bool mb_exempt_names_secret_parts(const MbRules *rules, const char *folded)
{
    return strlen(folded) <= MARK_BYTES && !says(rules, "denied", folded) &&
           (says(rules, "appendix-secret", folded) || says(rules, "section-secret", folded));
}

bool mb_exempt_asks(const MbRules *rules, const GPtrArray *texts, guint i)
{
    const char *next = i + 1 < texts->len ? texts->pdata[i + 1] : "";
    const bool is_answer = says(rules, "answer-no", next) || says(rules, "answer-yes", next) || says(rules, "answer-appendices", next);
    return says(rules, "question", texts->pdata[i]) || (is_answer && says(rules, "field", texts->pdata[i]));
}

bool mb_exempt_is_answered(const MbRules *rules, const GPtrArray *texts, guint i)
{
    g_autoptr(GMatchInfo) match = NULL, field = NULL;
    gint end = 0;
    if (!mb_exempt_asks(rules, texts, i))
        return false;
    if (mb_rules_find(rules, "question", texts->pdata[i], &match))
        g_match_info_fetch_pos(match, 0, NULL, &end);
    else if (mb_rules_find(rules, "field", texts->pdata[i], &field))
        g_match_info_fetch_pos(field, 0, NULL, &end);
    g_autoptr(GString) answer = g_string_new((const char *)texts->pdata[i] + end);
    for (guint k = i + 1; k < MIN(texts->len, i + ANSWER_LEAVES); k++)
        g_string_append_printf(answer, " %s", (const char *)texts->pdata[k]);
    return says(rules, "answer-yes", answer->str);
}
