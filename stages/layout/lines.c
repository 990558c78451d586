/* Words into rows: the upright frame. */
#include "frame.h"

#include <math.h>
#include <string.h>

/*
 * How far, in font sizes, baselines of one row may stand apart: superscripts
 * are raised by a third of the size (Word and LibreOffice: 33 %).
 */
#define ROW_TOLERANCE 0.36

MbBox mb_frame_turn_box(const MbPage *page, MbBox b, int turn)
{
    double w = page->width, h = page->height;
    switch (turn & 3) {
    case 1:
        return (MbBox){b.y0, w - b.x1, b.y1, w - b.x0};
    case 2:
        return (MbBox){w - b.x1, h - b.y1, w - b.x0, h - b.y0};
    case 3:
        return (MbBox){h - b.y1, b.x0, h - b.y0, b.x1};
    default:
        return b;
    }
}

/* The baseline of a turned word is the page edge that it stands on: an x for quarter turns. */
static double turn_baseline(const MbPage *page, double baseline, int turn)
{
    switch (turn & 3) {
    case 1:
        return page->width - baseline;
    case 2:
        return page->height - baseline;
    default:
        return baseline;
    }
}

/* Heights over the baseline against the type size: between those of Times (0.68, 0.45) and Arial (0.72, 0.52). */
#define TALL 0.7
#define LOW 0.48

/* The share of the type size that a word's letters rise over the baseline; 0 when they do not tell. */
static double rise_of(const char *text)
{
    static const char tall[] = "bdfhklij0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", low[] = "acegmnopqrsuvwxyz";
    if (strpbrk(text, "()[]{}/|"))
        return 0;
    if (strpbrk(text, tall))
        return TALL;
    return strspn(text, low) == strlen(text) ? LOW : 0;
}

bool mb_frame_has_type(const MbWord *word)
{
    return word->origin != MB_ORIGIN_OCR || word->font >= 0;
}

double mb_frame_type_size(const MbPage *page, const MbWord *word)
{
    if (mb_frame_has_type(word))
        return word->size;
    double baseline = turn_baseline(page, word->baseline, word->turn), rise = rise_of(word->text);
    double height = baseline - mb_frame_turn_box(page, word->box, word->turn).y0;
    double size = rise > 0 ? height / rise : word->size;
    /* a baseline that was misjudged must not make type of the smallest words */
    return size > 0.5 * word->size && size < 2 * word->size ? size : word->size;
}

int mb_frame_main_turn(const MbPage *page, const GArray *indices)
{
    gsize chars[4] = {0};
    int best = 0;
    for (guint i = 0; i < indices->len; i++) {
        const MbWord *word = mb_page_word(page, g_array_index(indices, guint, i));
        chars[word->turn & 3] += strlen(word->text);
    }
    for (int turn = 1; turn < 4; turn++)
        if (chars[turn] > chars[best])
            best = turn;
    return best;
}

MbPlaced *mb_frame_word(const MbFrame *frame, guint i)
{
    return &g_array_index(frame->words, MbPlaced, i);
}

MbLine *mb_frame_line(const MbFrame *frame, guint i)
{
    return &g_array_index(frame->lines, MbLine, i);
}

const char *mb_frame_text(const MbFrame *frame, guint word)
{
    const MbPlaced *placed = mb_frame_word(frame, word);
    return placed->block ? "" : mb_page_word(frame->page, placed->index)->text;
}

static void place_word(MbFrame *frame, guint index)
{
    const MbWord *word = mb_page_word(frame->page, index);
    const MbFont *font = mb_document_font(frame->document, word->font);
    MbPlaced placed = {.index = index, .box = mb_frame_turn_box(frame->page, word->box, frame->turn)};
    placed.baseline = turn_baseline(frame->page, word->baseline, frame->turn);
    placed.size = mb_frame_type_size(frame->page, word);
    if (!(placed.size > 0))
        placed.size = MAX(1, mb_box_height(placed.box) * 0.85);
    if (!(placed.baseline > placed.box.y0 - placed.size && placed.baseline < placed.box.y1 + placed.size))
        placed.baseline = placed.box.y1 - 0.2 * placed.size;
    if (font) {
        placed.bold = font->bold;
        placed.italic = font->italic;
        placed.symbol = font->symbol;
    }
    g_array_append_val(frame->words, placed);
}

/* A block counts as a row from its upper edge on: what stands beside it is read after it. */
static void place_block(MbFrame *frame, MbBlock *block)
{
    MbPlaced placed = {.block = block, .box = mb_frame_turn_box(frame->page, block->box, frame->turn)};
    placed.size = 1;
    placed.baseline = placed.box.y0;
    g_array_append_val(frame->words, placed);
}

static int compare_baselines(gconstpointer a, gconstpointer b)
{
    const MbPlaced *p = a, *q = b;
    if (p->baseline != q->baseline)
        return p->baseline < q->baseline ? -1 : 1;
    if (p->box.x0 != q->box.x0)
        return p->box.x0 < q->box.x0 ? -1 : 1;
    return p->index < q->index ? -1 : p->index > q->index;
}

static int compare_lefts(gconstpointer a, gconstpointer b)
{
    const MbPlaced *p = a, *q = b;
    if (p->box.x0 != q->box.x0)
        return p->box.x0 < q->box.x0 ? -1 : 1;
    return p->index < q->index ? -1 : p->index > q->index;
}

static bool has_letter(const char *text)
{
    for (const char *at = text; *at; at = g_utf8_next_char(at))
        if (g_unichar_isalpha(g_utf8_get_char(at)))
            return true;
    return false;
}

MbLine mb_frame_measure(const MbFrame *frame, guint first, guint count)
{
    MbLine line = {.first = first, .count = count};
    double chars = 0, lettered = 0, bold = 0, bold_lettered = 0, italic = 0, sizes = 0, best = -1;
    bool is_guess = false;
    for (guint i = first; i < first + count; i++) {
        const MbPlaced *word = mb_frame_word(frame, i);
        double length = (double)MAX(1, strlen(mb_frame_text(frame, i)));
        line.box = i == first ? word->box : mb_box_union(line.box, word->box);
        /* the line's size is that of its longest stretch: superscripts and symbols do not count */
        double weight = word->symbol ? 0 : length;
        if (weight > best) {
            best = weight;
            line.size = word->size;
            line.baseline = word->baseline;
        }
        if (word->symbol && count > 1)
            continue;
        is_guess |= !word->block && !mb_frame_has_type(mb_page_word(frame->page, word->index));
        chars += length;
        sizes += length * word->size;
        double letters = has_letter(mb_frame_text(frame, i)) ? length : 0;
        lettered += letters;
        bold += word->bold ? length : 0;
        bold_lettered += word->bold ? letters : 0;
        italic += word->italic ? length : 0;
    }
    if (is_guess && chars > 0)
        line.size = sizes / chars; /* guessed sizes scatter: their mean is surer than any of them */
    line.text_x1 = line.box.x1;
    line.fragments = 1;
    line.bold = lettered > 0 ? bold_lettered / lettered : chars > 0 ? bold / chars : 0;
    line.italic = chars > 0 ? italic / chars : 0;
    return line;
}

static void end_row(MbFrame *frame, guint first, guint end)
{
    if (end == first)
        return;
    MbPlaced *words = (MbPlaced *)(void *)frame->words->data;
    qsort(words + first, end - first, sizeof *words, compare_lefts);
    MbLine line = mb_frame_measure(frame, first, end - first);
    g_array_append_val(frame->lines, line);
}

/* Sorted by baseline, a row ends where the next baseline is too far from that of its largest word. */
static void cut_rows(MbFrame *frame)
{
    guint first = 0;
    double baseline = 0, size = 0;
    for (guint i = 0; i < frame->words->len; i++) {
        const MbPlaced *word = mb_frame_word(frame, i);
        bool alone = word->block || (i > first && mb_frame_word(frame, i - 1)->block);
        if (i > first && !alone && fabs(word->baseline - baseline) <= ROW_TOLERANCE * MAX(size, word->size)) {
            if (word->size > size * 1.05) {
                size = word->size;
                baseline = word->baseline;
            }
            continue;
        }
        end_row(frame, first, i);
        first = i;
        baseline = word->baseline;
        size = word->size;
    }
    end_row(frame, first, frame->words->len);
}

MbFrame *mb_frame_new(const MbDocument *document, const MbPage *page, const GArray *indices, int turn, const GPtrArray *blocks)
{
    MbFrame *frame = g_new0(MbFrame, 1);
    frame->document = document;
    frame->page = page;
    frame->turn = turn & 3;
    frame->width = turn & 1 ? page->height : page->width;
    frame->height = turn & 1 ? page->width : page->height;
    frame->words = g_array_sized_new(FALSE, FALSE, sizeof(MbPlaced), indices->len + 1);
    frame->lines = g_array_new(FALSE, FALSE, sizeof(MbLine));
    for (guint i = 0; i < indices->len; i++)
        place_word(frame, g_array_index(indices, guint, i));
    for (guint i = 0; blocks && i < blocks->len; i++)
        place_block(frame, blocks->pdata[i]);
    g_array_sort(frame->words, compare_baselines);
    cut_rows(frame);
    return frame;
}

void mb_frame_free(MbFrame *frame)
{
    if (!frame)
        return;
    g_array_unref(frame->words);
    g_array_unref(frame->lines);
    g_free(frame);
}

char *mb_frame_dup_line_text(const MbFrame *frame, const MbLine *line)
{
    GString *out = g_string_new(NULL);
    for (guint i = line->first; i < line->first + line->count; i++) {
        const MbPlaced *word = mb_frame_word(frame, i);
        if (out->len && !word->block && !mb_page_word(frame->page, word->index)->glued)
            g_string_append_c(out, ' ');
        g_string_append(out, mb_frame_text(frame, i));
    }
    return g_string_free(out, FALSE);
}
