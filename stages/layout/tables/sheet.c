#include "sheet.h"

#include "base/text.h"
#include "rules.h"

#include <math.h>
#include <string.h>

/*
 * Widest gap inside a cell, in font sizes. Spaces are 0.25 to 0.35 wide, up to
 * 0.7 in justified lines; columns of figures stand 0.6 apart at the least,
 * while figures grouped by thin or full spaces ("1 234") stay under 0.35.
 */
#define GAP_OF_TEXT 0.9
#define GAP_OF_VALUES 0.55
/* Justified lines have wider spaces, all of them: a gap between texts is a gap when it is twice the usual one of its line. */
#define JUSTIFIED 2.0
#define WIDEST_SPACE 1.5
#define FEWEST_GAPS 4
/* A sign of money and its figure, right and left in one column, stand no further apart. */
#define WIDEST_AFTER_SIGN 8.0
/* Marks of footnotes are half to three quarters of the size of the word that they stand at. */
#define MARK_SIZE 0.8
#define MARK_GAP 0.5

MbTableWord *mb_table_sheet_word(const MbTableSheet *sheet, guint i)
{
    return &g_array_index(sheet->words, MbTableWord, i);
}

MbTableSegment *mb_table_sheet_segment(const MbTableSheet *sheet, guint i)
{
    return &g_array_index(sheet->segments, MbTableSegment, i);
}

MbTableLine *mb_table_sheet_line(const MbTableSheet *sheet, guint i)
{
    return &g_array_index(sheet->lines, MbTableLine, i);
}

MbBox mb_table_sheet_box_from_page(const MbTableSheet *sheet, MbBox box)
{
    double w = sheet->page->width, h = sheet->page->height;
    switch (sheet->turn) {
    case 1: return (MbBox){box.y0, w - box.x1, box.y1, w - box.x0};
    case 2: return (MbBox){w - box.x1, h - box.y1, w - box.x0, h - box.y0};
    case 3: return (MbBox){h - box.y1, box.x0, h - box.y0, box.x1};
    default: return box;
    }
}

MbBox mb_table_sheet_box_to_page(const MbTableSheet *sheet, MbBox box)
{
    double w = sheet->page->width, h = sheet->page->height;
    switch (sheet->turn) {
    case 1: return (MbBox){w - box.y1, box.x0, w - box.y0, box.x1};
    case 2: return (MbBox){w - box.x1, h - box.y1, w - box.x0, h - box.y0};
    case 3: return (MbBox){box.y0, h - box.x1, box.y1, h - box.x0};
    default: return box;
    }
}

/* Signs that fill a cell where there is no number. */
static bool stands_for_value(const char *text)
{
    static const char *const signs[] = {"-", "\u2013", "\u2014", "\u2212", "..", "...", "\u2026", ":", "*", "**", "n/a", "N/A",
                                        "n.a.", "N.A.",
                                        "n.a", "na", "nil", "Nil", "%", "+", "\u00b1", "\u00a3", "\u20ac", "$", "x", "X", "."};
    for (gsize i = 0; i < G_N_ELEMENTS(signs); i++)
        if (!strcmp(text, signs[i]))
            return true;
    return false;
}

bool mb_table_text_is_value(const char *text)
{
    if (mb_text_is_number(text) || stands_for_value(text))
        return true;
    guint digits = 0, letters = 0, others = 0;
    for (const char *c = text; *c; c = g_utf8_next_char(c)) {
        gunichar u = g_utf8_get_char(c);
        if (g_unichar_isdigit(u))
            digits++;
        else if (g_unichar_isalpha(u))
            letters++;
        else if (!strchr(",.+-()%$/:*<>~=", u < 0x80 ? (int)u : 'a') && u != 0xA3 && u != 0x20AC && u != 0x2212 && u != 0x2013 && u != 0xB1)
            others++;
    }
    /* "3.2m", "14a", "01/04/2013"; not "2nd", "Q3" or "(2)." */
    return digits > letters && letters <= 1 && others == 0 && !g_str_has_suffix(text, ").");
}

bool mb_table_text_is_year(const char *text)
{
    return strlen(text) == 4 && (g_str_has_prefix(text, "19") || g_str_has_prefix(text, "20")) && strspn(text, "0123456789") == 4;
}

bool mb_table_segment_is_year(const MbTableSheet *sheet, guint segment)
{
    const MbTableSegment *years = mb_table_sheet_segment(sheet, segment);
    for (guint w = years->first; w < years->first + years->count; w++) {
        const MbTableWord *word = mb_table_sheet_word(sheet, g_array_index(sheet->order, guint, w));
        if (!word->is_mark && !mb_table_text_is_year(word->text))
            return false;
    }
    return true;
}

static bool has_digit(const char *text)
{
    return strpbrk(text, "0123456789") != NULL;
}

static void add_word(MbTableSheet *sheet, guint index)
{
    const MbWord *word = mb_page_word(sheet->page, index);
    const MbFont *font = mb_document_font(sheet->document, word->font);
    MbTableWord made = {
        .index = index,
        .text = word->text,
        .box = mb_table_sheet_box_from_page(sheet, word->box),
        .size = word->size > 0 ? word->size : mb_box_height(word->box),
        .turn = (word->turn - sheet->turn) & 3,
        .region = word->region,
        .is_bold = font && font->bold,
        .is_value = mb_table_text_is_value(word->text),
        .is_symbol = font && font->symbol,
        .is_ocr = word->origin == MB_ORIGIN_OCR,
        .conf = word->conf,
    };
    g_array_append_val(sheet->words, made);
}

static int by_size(gconstpointer a, gconstpointer b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median_size(const MbTableSheet *sheet)
{
    g_autoptr(GArray) sizes = g_array_new(FALSE, FALSE, sizeof(double));
    for (guint i = 0; i < sheet->words->len; i++)
        if (mb_table_sheet_word(sheet, i)->turn == 0)
            g_array_append_val(sizes, mb_table_sheet_word(sheet, i)->size);
    g_array_sort(sizes, by_size);
    return sizes->len ? g_array_index(sizes, double, sizes->len / 2) : 0;
}

/* Font sizes: what is taller is no line of text. Two lines that a reader took for one are 2.3. */
#define TALLEST 4.0

/*
 * Arrows below each other that a reader took for one word stand beside many
 * rows and would make one line of them. Such a word stands beside the first.
 */
static void flatten_stacks(MbTableSheet *sheet)
{
    for (guint i = 0; i < sheet->words->len; i++) {
        MbTableWord *word = &g_array_index(sheet->words, MbTableWord, i);
        const double height = mb_box_height(word->box);
        if (!word->is_ocr || word->turn != 0 || height < TALLEST * sheet->size || height < TALLEST * mb_box_width(word->box))
            continue;
        word->box.y1 = word->box.y0 + sheet->size;
    }
}

MbTableSheet *mb_table_sheet_new(const MbDocument *document, MbPage *page, const GArray *candidates, int turn)
{
    MbTableSheet *sheet = g_new0(MbTableSheet, 1);
    sheet->document = document;
    sheet->page = page;
    sheet->turn = turn & 3;
    sheet->width = sheet->turn & 1 ? page->height : page->width;
    sheet->height = sheet->turn & 1 ? page->width : page->height;
    sheet->words = g_array_sized_new(FALSE, FALSE, sizeof(MbTableWord), candidates->len);
    sheet->order = g_array_new(FALSE, FALSE, sizeof(guint));
    sheet->segments = g_array_new(FALSE, FALSE, sizeof(MbTableSegment));
    sheet->lines = g_array_new(FALSE, FALSE, sizeof(MbTableLine));
    for (guint i = 0; i < candidates->len; i++)
        if (g_array_index(candidates, guint, i) < page->words->len)
            add_word(sheet, g_array_index(candidates, guint, i));
    sheet->size = median_size(sheet);
    flatten_stacks(sheet);
    mb_table_rules_gather(sheet);
    mb_table_sheet_set_lines(sheet);
    return sheet;
}

void mb_table_sheet_free(MbTableSheet *sheet)
{
    if (!sheet)
        return;
    g_array_unref(sheet->words);
    g_array_unref(sheet->order);
    g_array_unref(sheet->segments);
    g_array_unref(sheet->lines);
    g_array_unref(sheet->across);
    g_array_unref(sheet->down);
    g_free(sheet);
}

static void clip_rules(GArray *rules, bool down, MbBox box, double margin)
{
    for (guint i = rules->len; i-- > 0;) {
        const MbTableRule *rule = &g_array_index(rules, MbTableRule, i);
        double along = (rule->from + rule->to) / 2, x = down ? rule->at : along, y = down ? along : rule->at;
        if (x < box.x0 - margin || x > box.x1 + margin || y < box.y0 - margin || y > box.y1 + margin)
            g_array_remove_index(rules, i);
    }
}

void mb_table_sheet_clip_rules(MbTableSheet *sheet, MbBox box)
{
    clip_rules(sheet->across, false, box, sheet->size);
    clip_rules(sheet->down, true, box, sheet->size);
}

static int by_middle(gconstpointer a, gconstpointer b, gpointer data)
{
    const MbTableWord *x = mb_table_sheet_word(data, *(const guint *)a), *y = mb_table_sheet_word(data, *(const guint *)b);
    double p = x->box.y0 + x->box.y1, q = y->box.y0 + y->box.y1;
    return p != q ? (p > q) - (p < q) : (x->box.x0 > y->box.x0) - (x->box.x0 < y->box.x0);
}

static int by_left(gconstpointer a, gconstpointer b, gpointer data)
{
    const MbTableWord *x = mb_table_sheet_word(data, *(const guint *)a), *y = mb_table_sheet_word(data, *(const guint *)b);
    return x->box.x0 != y->box.x0 ? (x->box.x0 > y->box.x0) - (x->box.x0 < y->box.x0) : (x->index > y->index) - (x->index < y->index);
}

/*
 * The line that a word stands on: the one whose band covers at least half of
 * the flatter of the two (superscripts and marks lie inside their line's band).
 * Words come by their middle, so that only the last few lines can match.
 */
static int line_of(const GArray *bands, MbBox box)
{
    int best = -1;
    double most = 0.5;
    for (int i = (int)bands->len - 1; i >= 0 && i + 6 > (int)bands->len; i--) {
        const MbBox *band = &g_array_index(bands, MbBox, i);
        double both = MIN(band->y1, box.y1) - MAX(band->y0, box.y0);
        double flat = MIN(mb_box_height(*band), mb_box_height(box));
        if (flat > 0 && both / flat >= most) {
            most = both / flat;
            best = i;
        }
    }
    return best;
}

/* A band grows with its words, but not by a tall bracket or a large initial. */
static void grow_band(MbBox *band, MbBox box)
{
    if (mb_box_height(box) < 1.3 * mb_box_height(*band))
        *band = mb_box_union(*band, box);
    band->x0 = MIN(band->x0, box.x0);
    band->x1 = MAX(band->x1, box.x1);
}

void mb_table_sheet_sort_lines(const MbTableSheet *sheet, GArray *words, GArray **starts)
{
    g_autoptr(GArray) bands = g_array_new(FALSE, FALSE, sizeof(MbBox));
    g_autoptr(GPtrArray) members = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    g_array_sort_with_data(words, by_middle, (gpointer)sheet);
    for (guint i = 0; i < words->len; i++) {
        guint word = g_array_index(words, guint, i);
        MbBox box = mb_table_sheet_word(sheet, word)->box;
        int line = line_of(bands, box);
        if (line < 0) {
            line = (int)bands->len;
            g_array_append_val(bands, box);
            g_ptr_array_add(members, g_array_new(FALSE, FALSE, sizeof(guint)));
        }
        grow_band(&g_array_index(bands, MbBox, line), box);
        g_array_append_val((GArray *)members->pdata[line], word);
    }
    *starts = g_array_new(FALSE, FALSE, sizeof(guint));
    g_array_set_size(words, 0);
    for (guint i = 0; i < members->len; i++) {
        GArray *line = members->pdata[i];
        g_array_append_val(*starts, words->len);
        g_array_sort_with_data(line, by_left, (gpointer)sheet);
        g_array_append_vals(words, line->data, line->len);
    }
}

/* The middle one of a line's gaps between texts that may be spaces; 0 where there are too few to tell. */
static double usual_gap(const MbTableSheet *sheet, guint first, guint end)
{
    g_autoptr(GArray) gaps = g_array_new(FALSE, FALSE, sizeof(double));
    for (guint i = first; i + 1 < end; i++) {
        const MbTableWord *left = mb_table_sheet_word(sheet, g_array_index(sheet->order, guint, i));
        const MbTableWord *right = mb_table_sheet_word(sheet, g_array_index(sheet->order, guint, i + 1));
        double gap = right->box.x0 - left->box.x1;
        if (gap > 0 && gap < WIDEST_SPACE * left->size && !left->is_value && !right->is_value)
            g_array_append_val(gaps, gap);
    }
    g_array_sort(gaps, by_size);
    return gaps->len >= FEWEST_GAPS ? g_array_index(gaps, double, gaps->len / 2) : 0;
}

/* A sign of money, set at the left edge of a column in many accounts, belongs to the figure on its right. */
static bool is_currency(const char *text)
{
    return !strcmp(text, "$") || !strcmp(text, "\u00a3") || !strcmp(text, "\u20ac");
}

/* Whether two neighbours of one line stand in different cells. */
static bool stand_apart(const MbTableSheet *sheet, const MbTableWord *left, const MbTableWord *right, double usual)
{
    double gap = right->box.x0 - left->box.x1, size = MAX(left->size, right->size);
    bool leads_figure = is_currency(left->text) && right->is_value && has_digit(right->text) && gap < WIDEST_AFTER_SIGN * size;
    bool values = left->is_value && right->is_value && has_digit(left->text) && (has_digit(right->text) || is_currency(right->text));
    if (left->is_leader != right->is_leader)
        return left->is_leader;
    if (!leads_figure && gap > (values ? GAP_OF_VALUES * size : MAX(GAP_OF_TEXT * size, JUSTIFIED * usual)))
        return true;
    return mb_table_rules_cross(sheet->down, MIN(left->box.x1, right->box.x0) - 1.5, MAX(left->box.x1, right->box.x0) + 1.5,
                                MAX(left->box.y0, right->box.y0), MIN(left->box.y1, right->box.y1));
}

/* Whether a word is the mark of a footnote at the word before it; marks may follow each other. */
static bool is_mark(const MbTableWord *before, const MbTableWord *word)
{
    bool is_small = word->size < MARK_SIZE * before->size || (before->is_mark && word->size <= before->size);
    return is_small && word->box.x0 - before->box.x1 < MARK_GAP * before->size;
}

static void add_segment(MbTableSheet *sheet, guint first, guint end)
{
    MbTableSegment made = {.first = first, .count = end - first, .is_value = true, .is_bold = true};
    bool digits = false;
    for (guint i = first; i < end; i++) {
        MbTableWord *word = mb_table_sheet_word(sheet, g_array_index(sheet->order, guint, i));
        made.box = mb_box_union(made.box, word->box);
        word->is_mark = i > first && is_mark(mb_table_sheet_word(sheet, g_array_index(sheet->order, guint, i - 1)), word);
        made.is_value &= word->is_value || word->is_mark;
        made.is_bold &= word->is_bold;
        digits |= has_digit(word->text);
    }
    made.is_value &= digits || made.count == 1;
    g_array_append_val(sheet->segments, made);
}

static void add_line(MbTableSheet *sheet, guint first, guint end)
{
    MbTableLine line = {.first = sheet->segments->len};
    guint start = first;
    mb_table_sheet_mark_leaders(sheet, first, end);
    double usual = usual_gap(sheet, first, end);
    for (guint i = first; i < end; i++) {
        bool last = i + 1 == end;
        if (!last && !stand_apart(sheet, mb_table_sheet_word(sheet, g_array_index(sheet->order, guint, i)),
                                  mb_table_sheet_word(sheet, g_array_index(sheet->order, guint, i + 1)), usual))
            continue;
        add_segment(sheet, start, i + 1);
        start = i + 1;
    }
    line.count = sheet->segments->len - line.first;
    for (guint i = 0; i < line.count; i++)
        line.box = mb_box_union(line.box, mb_table_sheet_segment(sheet, line.first + i)->box);
    g_array_append_val(sheet->lines, line);
}

/* Parts segments before some places of the order; lines stay as they are. */
static void cut_segments(MbTableSheet *sheet, const GArray *cuts)
{
    g_autoptr(GArray) before = g_steal_pointer(&sheet->segments);
    sheet->segments = g_array_new(FALSE, FALSE, sizeof(MbTableSegment));
    guint at = 0;
    for (guint i = 0; i < sheet->lines->len; i++) {
        MbTableLine *line = mb_table_sheet_line(sheet, i);
        guint first = sheet->segments->len;
        for (guint s = line->first; s < line->first + line->count; s++) {
            const MbTableSegment *segment = &g_array_index(before, MbTableSegment, s);
            guint start = segment->first, end = segment->first + segment->count;
            for (; at < cuts->len && g_array_index(cuts, guint, at) < end; at++) {
                add_segment(sheet, start, g_array_index(cuts, guint, at));
                start = g_array_index(cuts, guint, at);
            }
            add_segment(sheet, start, end);
        }
        line->first = first;
        line->count = sheet->segments->len - first;
    }
}

void mb_table_sheet_set_lines(MbTableSheet *sheet)
{
    g_autoptr(GArray) starts = NULL;
    g_array_set_size(sheet->order, 0);
    g_array_set_size(sheet->segments, 0);
    g_array_set_size(sheet->lines, 0);
    for (guint i = 0; i < sheet->words->len; i++) {
        const MbTableWord *word = mb_table_sheet_word(sheet, i);
        if (!word->taken && word->turn == 0)
            g_array_append_val(sheet->order, i);
    }
    mb_table_sheet_sort_lines(sheet, sheet->order, &starts);
    for (guint i = 0; i < starts->len; i++)
        add_line(sheet, g_array_index(starts, guint, i), i + 1 < starts->len ? g_array_index(starts, guint, i + 1) : sheet->order->len);
    g_autoptr(GArray) cuts = mb_table_sheet_find_tight_cuts(sheet);
    if (cuts->len)
        cut_segments(sheet, cuts);
}
