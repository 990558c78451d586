#include "lines.h"

#include <math.h>
#include <string.h>

/* How far, in sizes, the baselines of one line's words may lie apart, and the words themselves. */
#define SAME_LINE 0.35
#define SAME_STRETCH 12.0

/* Of the reader's own estimate, which is in whole points for a paragraph. */
#define LEAST_RISE 0.25
#define MOST_RISE 1.6

static MbRise rise_of(const char *text)
{
    static const char ascenders[] = "bdfhklij", low[] = "acegmnopqrsuvwxyz";
    static const char capitals[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    if (strpbrk(text, "()[]{}/|"))
        return MB_RISE_BRACKET;
    if (strpbrk(text, ascenders))
        return MB_RISE_ASCENDER;
    if (strpbrk(text, capitals))
        return MB_RISE_CAPITAL;
    return strspn(text, low) == strlen(text) ? MB_RISE_LOW : MB_RISE_UNKNOWN;
}

/* A word's box in the frame of its writing: only differences are taken, so the page's size does not matter. */
static MbBox upright(const MbWord *word)
{
    const MbBox b = word->box;
    switch (word->turn & 3) {
    case 1:
        return (MbBox){b.y0, -b.x1, b.y1, -b.x0};
    case 2:
        return (MbBox){-b.x1, -b.y1, -b.x0, -b.y0};
    case 3:
        return (MbBox){-b.y1, b.x0, -b.y0, b.x1};
    default:
        return b;
    }
}

static double upright_baseline(const MbWord *word)
{
    return (word->turn & 3) == 1 || (word->turn & 3) == 2 ? -word->baseline : word->baseline;
}

static void end_line(MbTypeLines *lines, MbTypeLine *line)
{
    line->count = lines->words->len - line->first;
    for (guint i = line->first; i < lines->words->len; i++)
        line->length += mb_type_word(lines, i)->length;
    if (line->count)
        g_array_append_val(lines->lines, *line);
}

static bool is_measured(const MbPage *page, const MbWord *word)
{
    return word->origin == MB_ORIGIN_OCR && word->region >= 0 && mb_page_region(page, (guint)word->region)->kind == MB_REGION_SCAN;
}

static bool is_one_line(const MbWord *a, const MbWord *b)
{
    const MbBox p = upright(a), q = upright(b);
    const double size = MAX(a->size, b->size);
    return a->turn == b->turn && a->region == b->region && fabs(upright_baseline(a) - upright_baseline(b)) < SAME_LINE * size &&
           q.x0 > p.x0 && q.x0 - p.x1 < SAME_STRETCH * size;
}

static void add_page(MbTypeLines *lines, const MbPage *page, guint index)
{
    MbTypeLine line = {.page = index, .first = lines->words->len};
    const MbWord *before = NULL;
    for (guint i = 0; i < page->words->len; i++) {
        const MbWord *word = mb_page_word(page, i);
        if (!is_measured(page, word))
            continue;
        if (before && !is_one_line(before, word)) {
            end_line(lines, &line);
            line = (MbTypeLine){.page = index, .first = lines->words->len};
        }
        MbTypeWord own = {.index = i, .length = strlen(word->text), .rise = rise_of(word->text), .stroke = word->stroke};
        /* a ground that was misjudged must not make type of the smallest words */
        if (own.rise && word->rise > LEAST_RISE * word->size && word->rise < MOST_RISE * word->size)
            own.height = word->rise;
        g_array_append_val(lines->words, own);
        before = word;
    }
    end_line(lines, &line);
}

MbTypeLines *mb_type_lines_new(const MbDocument *document)
{
    MbTypeLines *lines = g_new0(MbTypeLines, 1);
    lines->words = g_array_new(FALSE, FALSE, sizeof(MbTypeWord));
    lines->lines = g_array_new(FALSE, FALSE, sizeof(MbTypeLine));
    for (guint i = 0; i < document->pages->len; i++)
        add_page(lines, document->pages->pdata[i], i);
    return lines;
}

void mb_type_lines_free(MbTypeLines *lines)
{
    if (!lines)
        return;
    g_array_unref(lines->words);
    g_array_unref(lines->lines);
    g_free(lines);
}

MbTypeWord *mb_type_word(const MbTypeLines *lines, guint i)
{
    return &g_array_index(lines->words, MbTypeWord, i);
}

MbTypeLine *mb_type_line(const MbTypeLines *lines, guint i)
{
    return &g_array_index(lines->lines, MbTypeLine, i);
}

static gint compare_values(gconstpointer a, gconstpointer b)
{
    const MbWeighed *p = a, *q = b;
    return (p->value > q->value) - (p->value < q->value);
}

double mb_weighed_median(GArray *weighed)
{
    double all = 0, below = 0;
    g_array_sort(weighed, compare_values);
    for (guint i = 0; i < weighed->len; i++)
        all += g_array_index(weighed, MbWeighed, i).weight;
    for (guint i = 0; i < weighed->len; i++) {
        below += g_array_index(weighed, MbWeighed, i).weight;
        if (below * 2 >= all)
            return g_array_index(weighed, MbWeighed, i).value;
    }
    return 0;
}

double mb_weighed_mode(GArray *weighed, double share, guint *from, guint *to)
{
    double best = -1, inside = 0;
    guint best_from = 0, best_to = 0;
    g_array_sort(weighed, compare_values);
    const MbWeighed *at = (const MbWeighed *)(const void *)weighed->data;
    for (guint i = 0, k = 0; i < weighed->len; inside -= at[i].weight, i++) {
        while (k < weighed->len && at[k].value <= at[i].value * (1 + share))
            inside += at[k++].weight;
        if (inside > best) {
            best = inside;
            best_from = i;
            best_to = k;
        }
    }
    double sum = 0, weight = 0;
    for (guint i = best_from; i < best_to; i++) {
        sum += at[i].value * at[i].weight;
        weight += at[i].weight;
    }
    if (from)
        *from = best_from;
    if (to)
        *to = best_to;
    return weight > 0 ? sum / weight : 0;
}
