/* What the lines of a text are: headings, list items, furniture or paragraphs. */
#include "flow.h"

#include "base/error.h"
#include "base/text.h"

#include <string.h>

/* Headings are short; the longest agenda titles that were met have 14 words. */
#define HEADING_WORDS 16
/* A title above a list of bullets, as on slides. */
#define CAPTION_WORDS 10
/* How far a weak label looks for its neighbours in the count. */
#define NEIGHBOUR_LINES 200

static GHashTable *new_set(GKeyFile *file, const char *group, const char *key)
{
    GHashTable *set = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_auto(GStrv) lines = g_key_file_get_string_list(file, group, key, NULL, NULL);
    for (guint i = 0; lines && lines[i]; i++)
        g_hash_table_add(set, mb_text_dup_folded(lines[i]));
    return set;
}

static char **dup_starts(GKeyFile *file, const char *group, const char *key)
{
    char **lines = g_key_file_get_string_list(file, group, key, NULL, NULL);
    for (guint i = 0; lines && lines[i]; i++) {
        char *folded = mb_text_dup_folded(lines[i]);
        g_free(lines[i]);
        lines[i] = folded;
    }
    return lines ? lines : g_new0(char *, 1);
}

MbFlowWords *mb_flow_words_read(const char *data_dir, GError **error)
{
    g_autofree char *path = g_build_filename(data_dir, "extract", "data", "sections.ini", NULL);
    g_autoptr(GKeyFile) file = g_key_file_new();
    g_autoptr(GError) cause = NULL;
    if (!g_key_file_load_from_file(file, path, G_KEY_FILE_NONE, &cause)) {
        g_set_error(error, MB_STAGE_ERROR, MB_ERROR_ENVIRONMENT, "cannot read '%s': %s", path, cause->message);
        return NULL;
    }
    g_autofree char *pattern = g_key_file_get_string(file, "furniture", "file", NULL);
    GRegex *regex = g_regex_new(pattern ? pattern : "(?!)", G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, &cause);
    if (!regex) {
        g_set_error(error, MB_STAGE_ERROR, MB_ERROR_ENVIRONMENT, "bad pattern in '%s': %s", path, cause->message);
        return NULL;
    }
    MbFlowWords *words = g_new0(MbFlowWords, 1);
    words->furniture = new_set(file, "furniture", "lines");
    words->titles = new_set(file, "title", "after");
    words->headings = new_set(file, "headings", "lines");
    words->reports = dup_starts(file, "reports", "starts");
    words->file = regex;
    return words;
}

void mb_flow_words_free(MbFlowWords *words)
{
    if (!words)
        return;
    g_hash_table_unref(words->furniture);
    g_hash_table_unref(words->titles);
    g_hash_table_unref(words->headings);
    g_strfreev(words->reports);
    g_regex_unref(words->file);
    g_free(words);
}

static MbFlowLine *line_at(const MbFlow *flow, guint i)
{
    return i < flow->lines->len ? flow->lines->pdata[i] : NULL;
}

static guint count_words(const char *text)
{
    guint words = *text != '\0';
    for (const char *c = text; *c; c++)
        words += *c == ' ';
    return words;
}

static gunichar last_char(const char *text)
{
    const char *last = g_utf8_find_prev_char(text, text + strlen(text));
    return last ? g_utf8_get_char(last) : 0;
}

static bool ends_with_any(const char *text, const char *marks)
{
    gunichar last = last_char(text);
    return last && g_utf8_strchr(marks, -1, last);
}

/* Short, begins with a capital or a digit, and ends as no sentence does. */
static bool looks_like_title(const char *text, guint max_words)
{
    gunichar first = g_utf8_get_char(text);
    return *text && count_words(text) <= max_words && !ends_with_any(text, ".,;:-–—") &&
           (g_unichar_isupper(first) || g_unichar_isdigit(first));
}

static bool is_capitals(const char *text)
{
    guint upper = 0;
    for (const char *c = text; *c; c = g_utf8_next_char(c)) {
        gunichar u = g_utf8_get_char(c);
        if (g_unichar_islower(u))
            return false;
        upper += g_unichar_isupper(u) != 0;
    }
    return upper >= 4; /* "A4" and "PDF" alone are no headings */
}

static bool labels_follow(const MbLabel *before, const MbLabel *after)
{
    for (int i = 0; i < before->readings; i++)
        for (int k = 0; k < after->readings; k++)
            if (before->reading[i].shape == after->reading[k].shape && mb_label_follows(&before->reading[i], &after->reading[k]))
                return true;
    return false;
}

static bool lines_follow(const MbFlowLine *before, const MbFlowLine *after)
{
    return before && after && before->has_label && after->has_label && labels_follow(&before->label, &after->label);
}

/* Whether the number before or after this one labels a line nearby. */
static bool has_neighbour(const MbFlow *flow, guint i)
{
    const MbFlowLine *line = line_at(flow, i);
    for (guint step = 1; step <= NEIGHBOUR_LINES; step++) {
        if (step <= i && lines_follow(line_at(flow, i - step), line))
            return true;
        if (lines_follow(line, line_at(flow, i + step)))
            return true;
    }
    return false;
}

static bool is_bullet_line(const MbFlowLine *line)
{
    return line && line->has_label && line->label.reading[0].style == MB_LABEL_BULLET;
}

/* A dash that starts a line of text is a bullet; "o" and "*" want another bullet beside them. */
static bool is_weak_bullet_item(const MbFlow *flow, guint i)
{
    gunichar bullet = line_at(flow, i)->label.reading[0].bullet;
    bool is_dash = bullet == '-' || (bullet >= 0x2010 && bullet <= 0x2014) || bullet == 0x2212;
    return is_dash || is_bullet_line(line_at(flow, i + 1)) || (i > 0 && is_bullet_line(line_at(flow, i - 1)));
}

static bool is_item(const MbFlow *flow, guint i)
{
    const MbFlowLine *line = line_at(flow, i);
    if (!line->has_label)
        return line->has_lost_bullet;
    if (line->label.rest >= line->text->len)
        return false;
    if (!line->label.is_weak)
        return true;
    return line->label.reading[0].style == MB_LABEL_BULLET ? is_weak_bullet_item(flow, i) : has_neighbour(flow, i);
}

/*
 * "3. POLICE PERFORMANCE", "1. Apologies" with text below: a numbered title, not
 * the item of a list, which would stand beside its neighbours in the count.
 */
static bool is_numbered_heading(const MbFlow *flow, guint i)
{
    const MbFlowLine *line = line_at(flow, i), *next = line_at(flow, i + 1), *before = i ? line_at(flow, i - 1) : NULL;
    if (!line->has_label || line->label.rest >= line->text->len || !next)
        return false;
    const MbLabelReading *reading = &line->label.reading[0];
    bool may_number = (reading->style == MB_LABEL_ARABIC || reading->style == MB_LABEL_ROMAN_UPPER) &&
                      (reading->shape == MB_LABEL_POINT || reading->shape == MB_LABEL_BARE);
    const char *title = line->text->str + line->label.rest;
    if (!may_number || !looks_like_title(title, HEADING_WORDS) || (line->label.is_weak && !has_neighbour(flow, i)))
        return false;
    if (is_capitals(title))
        return true;
    bool in_list = before && before->kind == MB_FLOW_ITEM && lines_follow(before, line);
    return !in_list && !lines_follow(line, next);
}

/* What headings are decided by, carried along the lines. */
typedef struct {
    bool has_title;       /* the first line of text is behind us */
    bool after_title_mark; /* "Agenda item" came just before */
    bool in_documents;    /* below "Supporting documents:" */
    int section;          /* level of the last numbered or capital heading */
} Marking;

static bool starts_as_report(const MbFlowWords *words, const char *folded)
{
    for (guint i = 0; words->reports[i]; i++)
        if (g_str_has_prefix(folded, words->reports[i]))
            return true;
    return false;
}

static bool is_title(const MbFlow *flow, guint i, const Marking *marking, const char *folded)
{
    const MbFlowLine *line = line_at(flow, i);
    if (marking->after_title_mark)
        return true;
    return !marking->has_title && !line->has_label && line_at(flow, i + 1) && looks_like_title(line->text->str, HEADING_WORDS) &&
           !starts_as_report(flow->words, folded);
}

/* The level of a heading, or 0. */
static int heading_level(const MbFlow *flow, guint i, Marking *marking, const char *folded)
{
    const MbFlowLine *line = line_at(flow, i), *next = line_at(flow, i + 1);
    if (line->level)
        return line->level;
    if (is_title(flow, i, marking, folded))
        return 1;
    if (is_numbered_heading(flow, i))
        return marking->section = MIN(line->label.reading[0].parts + 1, 6);
    if (g_hash_table_contains(flow->words->headings, folded))
        return marking->section ? MIN(marking->section + 1, 6) : 2;
    if (line->has_label || !next)
        return 0;
    bool stands_alone = is_capitals(line->text->str) && looks_like_title(line->text->str, HEADING_WORDS);
    bool is_above = next->block || (next->kind == MB_FLOW_ITEM && is_bullet_line(next));
    bool heads_it = line->after_gap && is_above && looks_like_title(line->text->str, CAPTION_WORDS);
    return stands_alone || heads_it ? 2 : 0;
}

static bool is_furniture(const MbFlow *flow, const MbFlowLine *line, Marking *marking, const char *folded)
{
    if (line->is_furniture)
        return true;
    if (g_hash_table_contains(flow->words->furniture, folded)) {
        marking->in_documents = strstr(folded, "documents") != NULL;
        return true;
    }
    marking->in_documents = marking->in_documents && g_regex_match(flow->words->file, line->text->str, 0, NULL);
    return marking->in_documents;
}

static void mark_line(const MbFlow *flow, guint i, Marking *marking)
{
    MbFlowLine *line = line_at(flow, i);
    g_autofree char *folded = count_words(line->text->str) <= HEADING_WORDS ? mb_text_dup_folded(line->text->str) : g_strdup("");
    if (is_furniture(flow, line, marking, folded)) {
        line->kind = MB_FLOW_FURNITURE;
        marking->after_title_mark = g_hash_table_contains(flow->words->titles, folded);
        return;
    }
    int level = heading_level(flow, i, marking, folded);
    if (level) {
        line->kind = MB_FLOW_HEADING;
        line->level = level;
    }
    marking->has_title = true;
    marking->after_title_mark = false;
}

/* Below "Supporting documents:", a list of files. */
static void mark_block(const MbFlow *flow, guint i, Marking *marking)
{
    MbFlowLine *line = line_at(flow, i);
    bool is_files = marking->in_documents && line->block->kind == MB_BLOCK_LIST;
    for (const MbBlock *item = line->block->first_child; is_files && item; item = item->next) {
        g_autofree char *text = mb_block_dup_text(item);
        is_files = g_regex_match(flow->words->file, text, 0, NULL);
    }
    marking->in_documents = is_files;
    if (is_files || line->is_furniture)
        line->kind = MB_FLOW_FURNITURE;
}

/* "- 2. Data": the dash was put before a number by a converter; the number is the label. */
static void read_label(MbFlowLine *line)
{
    MbLabel second;
    line->has_label = !line->block && mb_label_parse(line->text->str, false, &line->label);
    if (!line->has_label || line->label.reading[0].bullet != '-' || line->links->len)
        return;
    if (mb_label_parse(line->text->str + line->label.rest, false, &second) && !second.is_weak) {
        g_string_erase(line->text, 0, line->label.rest);
        line->label = second;
    }
}

void mb_flow_mark(MbFlow *flow, bool is_top)
{
    for (guint i = 0; i < flow->lines->len; i++)
        read_label(line_at(flow, i));
    for (guint i = 0; i < flow->lines->len; i++)
        if (!line_at(flow, i)->level && is_item(flow, i))
            line_at(flow, i)->kind = MB_FLOW_ITEM;
    Marking marking = {0};
    for (guint i = 0; is_top && i < flow->lines->len; i++)
        (line_at(flow, i)->block ? mark_block : mark_line)(flow, i, &marking);
}
