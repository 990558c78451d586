/* Plain text: lines, however they were wrapped, become paragraphs, lists, headings and tables. */
#include "extract.h"

#include "base/error.h"
#include "base/limits.h"
#include "base/text.h"
#include "flow.h"
#include "text-table.h"

#include <string.h>

/* A tab as white space in front of a line. */
#define TAB_COLUMNS 4
/* Texts wrapped by hand or by old programs: 60 to 80 columns, with some room. Longer lines are paragraphs. */
#define WRAP_MIN 40
#define WRAP_MAX 110
/* So many lines with another right below tell a width; fewer do when all are nearly full, but not fewer than three. */
#define WRAP_LINES 6
#define WRAP_LINES_FULL 3

#define PAGE_BREAK "\u2029"

/* Markup that converters leave in text ("<u>name</u>"); other angle brackets are text. */
#define TAGS "</?(?:u|b|i|s|em|strong|sup|sub|span|font|ins|del|mark|small|center|br|p)(?:\\s[^<>]{0,200})?/?>"

static char *drop_tags(char *text)
{
    if (!strchr(text, '<'))
        return text;
    g_autoptr(GRegex) tags = g_regex_new(TAGS, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
    char *bare = g_regex_replace_literal(tags, text, -1, 0, "", 0, NULL);
    if (!bare)
        return text;
    g_free(text);
    return bare;
}

static bool is_blank(const char *line)
{
    for (; *line; line = g_utf8_next_char(line))
        if (!mb_char_is_space(g_utf8_get_char(line)))
            return false;
    return true;
}

static int compare_lengths(gconstpointer a, gconstpointer b)
{
    return (int)(*(const guint *)a) - (int)(*(const guint *)b);
}

/* A line of running text with more right below it: no row, no point of a list. */
static bool is_running(const char *line, const char *next)
{
    MbLabel label;
    return next && !is_blank(line) && !is_blank(next) && !strchr(line, '\t') && *line != '|' && !mb_label_parse(next, false, &label);
}

static bool ends_sentence(const char *line)
{
    gsize length = strlen(line);
    while (length && g_ascii_isspace(line[length - 1]))
        length--;
    return length && strchr(".;:?!", line[length - 1]);
}

/* Wrapped lines are nearly full; the lines of an address are not. */
static bool are_full(const GArray *sorted)
{
    guint width = g_array_index(sorted, guint, sorted->len - 1);
    guint least = g_array_index(sorted, guint, 0), middle = g_array_index(sorted, guint, sorted->len / 2);
    bool are_all = sorted->len >= WRAP_LINES_FULL && least * 20 >= width * 17;
    return width >= WRAP_MIN && (are_all || (sorted->len >= WRAP_LINES && middle * 4 >= width * 3));
}

/*
 * The width a text was wrapped at, or 0 when each line is a paragraph: then
 * some line is far longer, or most lines with another below end a sentence.
 */
static guint find_wrap_width(char **lines)
{
    g_autoptr(GArray) lengths = g_array_new(FALSE, FALSE, sizeof(guint));
    guint longest = 0, ended = 0;
    for (guint i = 0; lines[i]; i++) {
        guint length = (guint)g_utf8_strlen(lines[i], -1);
        longest = MAX(longest, length);
        if (!is_running(lines[i], lines[i + 1]))
            continue;
        g_array_append_val(lengths, length);
        ended += ends_sentence(lines[i]);
    }
    if (!lengths->len || longest > WRAP_MAX || ended * 2 > lengths->len)
        return 0;
    g_array_sort(lengths, compare_lengths);
    return are_full(lengths) ? g_array_index(lengths, guint, lengths->len - 1) : 0;
}

static guint first_word_length(const char *line)
{
    guint length = 0;
    while (*line && mb_char_is_space(g_utf8_get_char(line)))
        line = g_utf8_next_char(line);
    for (; *line && !mb_char_is_space(g_utf8_get_char(line)); line = g_utf8_next_char(line))
        length++;
    return length;
}

/* Whether a line was broken for want of room: the next line's first word would not have fitted. */
static bool is_wrapped(const char *line, const char *next, guint width)
{
    MbLabel label;
    if (!width || !next || is_blank(next) || mb_label_parse(next, false, &label))
        return false;
    return g_utf8_strlen(line, -1) + 1 + first_word_length(next) > width;
}

/* White space in front: ASCII as columns; a no-break space and more stand for a bullet that got lost. */
static void measure_front(MbFlowLine *line, const char *raw)
{
    while (*raw == ' ' || *raw == '\t')
        line->columns += *raw++ == '\t' ? TAB_COLUMNS : 1;
    if (g_utf8_get_char(raw) == 0xA0)
        line->has_lost_bullet = mb_char_is_space(g_utf8_get_char(g_utf8_next_char(raw)));
}

/* The next " Ø " of a line that starts with that bullet, or NULL: several items were set on one line. */
static const char *find_bullet_again(const char *rest, const char *bullet)
{
    gsize size = strlen(bullet);
    for (const char *at = strstr(rest, bullet); at; at = strstr(at + size, bullet)) {
        bool has_space = at[-1] == ' ' && at[size] == ' ';
        if (has_space)
            return at;
    }
    return NULL;
}

static void put_line(MbFlow *flow, const char *raw)
{
    MbLabel label;
    g_autofree char *text = mb_text_dup_collapsed(raw);
    bool is_bullet = mb_label_parse(text, false, &label) && label.reading[0].bullet && !label.is_weak;
    char bullet[8] = "";
    if (is_bullet)
        bullet[g_unichar_to_utf8(label.reading[0].bullet, bullet)] = '\0';
    gsize front = is_bullet ? label.rest : 0;
    for (const char *at = text; at;) {
        const char *again = is_bullet && at[front] ? find_bullet_again(at + front + 1, bullet) : NULL;
        mb_flow_put(flow, at, again ? again - at : -1);
        if (again) {
            mb_flow_break(flow);
            mb_flow_line(flow);
            front = strlen(bullet) + 1;
        }
        at = again;
    }
}

/* One paragraph: a line and those that its wrapping put below it. Returns how many lines it took. */
static guint add_paragraph(MbFlow *flow, char **lines, guint width)
{
    guint taken = 1;
    measure_front(mb_flow_line(flow), lines[0]);
    put_line(flow, lines[0]);
    while (is_wrapped(lines[taken - 1], lines[taken], width)) {
        const MbFlowLine *line = mb_flow_line(flow);
        bool is_hyphenated = g_str_has_suffix(line->text->str, "-") && g_ascii_isalpha(line->text->str[MAX(line->text->len, 2) - 2]);
        if (!is_hyphenated)
            mb_flow_put(flow, " ", 1);
        g_autofree char *more = mb_text_dup_collapsed(lines[taken++]);
        mb_flow_put(flow, more, -1);
    }
    mb_flow_break(flow);
    return taken;
}

static void add_page_lines(MbFlow *flow, const char *page, guint width)
{
    g_auto(GStrv) lines = g_strsplit(page, "\n", -1);
    for (guint i = 0; lines[i];) {
        guint used = 1;
        if (is_blank(lines[i])) {
            flow->gap = true;
            i++;
            continue;
        }
        MbBlock *table = mb_text_table_read(lines + i, flow->page, &used);
        if (table)
            mb_flow_take_block(flow, table);
        else
            used = add_paragraph(flow, lines + i, width);
        i += used;
    }
}

static MbPage *new_flowed_page(int number)
{
    MbPage *page = mb_page_new(number, 0, 0);
    page->is_flowed = true;
    return page;
}

bool mb_extract_text(MbDocument *document, const MbOptions *options, GError **error)
{
    g_autoptr(MbFlowWords) words = mb_flow_words_read(options->data_dir, error);
    if (!words)
        return false;
    const char *charset;
    g_autofree char *text = drop_tags(mb_text_dup_decoded(options->source, &charset));
    mb_attrs_set(&document->metadata, "charset", charset);
    g_auto(GStrv) all = g_strsplit_set(text, "\n", -1);
    guint width = find_wrap_width(all);
    g_auto(GStrv) pages = g_strsplit(text, PAGE_BREAK, MB_LIMIT_PAGES);
    g_autoptr(MbFlow) flow = mb_flow_new(words);
    for (guint i = 0; pages[i]; i++) {
        if (i > 0 && !pages[i + 1] && is_blank(pages[i]))
            break; /* pdftotext ends its last page with a form feed too */
        mb_document_take_page(document, new_flowed_page((int)i + 1));
        flow->page = (int)i + 1;
        add_page_lines(flow, pages[i], width);
        flow->gap = true;
    }
    mb_flow_mark(flow, true);
    mb_flow_build(flow, document->body);
    return true;
}
