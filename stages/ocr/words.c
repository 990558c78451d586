/* Words as read become words of the page. */
#include "ocr.h"

#include <math.h>
#include <string.h>

/* A point of the upright picture, in points of the page. */
typedef struct {
    double x, y;
} Place;

/* The picture's place and the turn of its writing: what undoes the turning that set it upright. */
static Place find_place(double x, double y, MbBox box, double dpi, int turn)
{
    const double u = x * 72 / dpi, v = y * 72 / dpi;
    switch (turn) {
    case 1: return (Place){box.x1 - v, box.y0 + u};
    case 2: return (Place){box.x1 - u, box.y1 - v};
    case 3: return (Place){box.x0 + v, box.y1 - u};
    default: return (Place){box.x0 + u, box.y0 + v};
    }
}

MbBox mb_ocr_place_box(MbPixelBox px, MbBox box, double dpi, int turn)
{
    const Place a = find_place(px.x0, px.y0, box, dpi, turn), b = find_place(px.x1, px.y1, box, dpi, turn);
    return (MbBox){MIN(a.x, b.x), MIN(a.y, b.y), MAX(a.x, b.x), MAX(a.y, b.y)};
}

/* Whether a visible word of the text layer stands there already: page numbers stamped on scans. */
static bool is_there(const MbOcrPage *at, MbBox box)
{
    const int x = (int)((box.x0 + box.x1) / 2), y = (int)((box.y0 + box.y1) / 2);
    if (!at->owners || x < 0 || y < 0 || x >= at->columns || y >= at->rows)
        return false;
    const guint32 owner = at->owners[(gsize)y * at->columns + x];
    if (owner == 0)
        return false;
    const MbWord *word = mb_page_word(at->page, owner - 1);
    return word->hidden == MB_HIDDEN_NOT && word->origin == MB_ORIGIN_TEXT;
}

/*
 * Whether a reading is a reading at all. Marks without a letter or digit that
 * the engine itself doubts are specks, fold marks and rests of rules: of such
 * readings under 0.5 on scanned packs none was punctuation. An upright stroke
 * alone is a rest of a rule.
 */
static bool is_reading(const MbReadWord *word)
{
    for (const char *p = word->text; *p; p = g_utf8_next_char(p))
        if (g_unichar_isalnum(g_utf8_get_char(p)))
            return word->conf >= 0.1;
    return word->conf >= 0.5 && strcmp(word->text, "|");
}

/* Whether a word begins or ends beside another, both of one line: a word space is a third of the size. */
static bool is_next(const MbReadWord *word, const MbReadWord *other)
{
    const int gap = MAX(other->box.x0 - word->box.x1, word->box.x0 - other->box.x1);
    return other->line == word->line && gap > 0 && gap < 0.8 * other->size_px;
}

/*
 * Whether an upright stroke is the word I, which readers take for a rule: it
 * stands on its neighbour's line and is as high as a capital (0.7 of the size).
 */
static bool is_capital_i(const GArray *words, guint i)
{
    const MbReadWord *word = &g_array_index(words, MbReadWord, i);
    const double height = mb_pixel_box_height(word->box);
    for (guint k = i > 0 ? i - 1 : 0; k <= i + 1 && k < words->len && !strcmp(word->text, "|"); k++) {
        const MbReadWord *other = &g_array_index(words, MbReadWord, k);
        const bool has_height = height > 0.55 * other->size_px && height < 0.9 * other->size_px;
        const bool stands = fabs(word->box.y1 - other->baseline_px) < 0.1 * other->size_px; /* a bar reaches lower */
        if (k != i && has_height && stands && is_next(word, other) && g_unichar_isalpha(g_utf8_get_char(other->text)))
            return true;
    }
    return false;
}

/* Of a bar itself and of the words beside it: pieces of table borders stand beside doubtful words, or are doubted themselves. */
#define BAR_SURE 0.6
#define SIDE_SURE 0.8

/*
 * Whether an upright stroke is a bar that parts a title ("3a | Children"): it
 * stands between two words of its line as a word does, is as high as brackets
 * (1.0 to 1.3 of the size) and the only one of its line. Rests of rules come in
 * several, or reach further.
 */
static bool is_bar(const GArray *words, guint i)
{
    const MbReadWord *word = &g_array_index(words, MbReadWord, i);
    if (strcmp(word->text, "|") || i == 0 || i + 1 >= words->len)
        return false;
    for (guint k = i; k-- > 0 && g_array_index(words, MbReadWord, k).line == word->line;)
        if (!strcmp(g_array_index(words, MbReadWord, k).text, "|"))
            return false;
    for (guint k = i + 1; k < words->len && g_array_index(words, MbReadWord, k).line == word->line; k++)
        if (!strcmp(g_array_index(words, MbReadWord, k).text, "|"))
            return false;
    const MbReadWord *before = word - 1, *after = word + 1;
    const double height = mb_pixel_box_height(word->box);
    const bool are_sure = word->conf >= BAR_SURE && before->conf >= SIDE_SURE && after->conf >= SIDE_SURE;
    return are_sure && height > 0.8 * after->size_px && height < 1.35 * after->size_px && is_next(word, before) && is_next(word, after) &&
           g_unichar_isalpha(g_utf8_get_char(after->text));
}

static void clear_reading(gpointer reading)
{
    g_free(((MbReading *)reading)->text);
}

GArray *mb_ocr_readings_new(void)
{
    GArray *readings = g_array_new(FALSE, FALSE, sizeof(MbReading));
    g_array_set_clear_func(readings, clear_reading);
    return readings;
}

/* The other reading as the page keeps it: it is sure of what the first leaves. */
static GArray *dup_readings(const MbReadWord *read)
{
    if (!read->other)
        return NULL;
    GArray *readings = mb_ocr_readings_new();
    const MbReading reading = {g_strdup(read->other), 1 - read->conf};
    g_array_append_val(readings, reading);
    return readings;
}

void mb_ocr_append_words(MbOcrPage *at, int region, const GArray *words, MbBox box, double dpi, int turn)
{
    for (guint i = 0; i < words->len; i++) {
        const MbReadWord *read = &g_array_index(words, MbReadWord, i);
        MbWord word = mb_word_init();
        word.box = mb_ocr_place_box(read->box, box, dpi, turn);
        const bool is_i = is_capital_i(words, i);
        if (!(is_i || is_reading(read) || is_bar(words, i)) || is_there(at, word.box))
            continue;
        const Place base = find_place((read->box.x0 + read->box.x1) / 2.0, read->baseline_px, box, dpi, turn);
        word.text = is_i ? "I" : read->text;
        word.baseline = turn % 2 ? base.x : base.y;
        word.size = read->size_px * 72 / dpi;
        word.turn = (int16_t)turn;
        word.region = (int16_t)region;
        word.origin = MB_ORIGIN_OCR;
        word.conf = (float)read->conf;
        word.underlined = read->underlined;
        word.readings = dup_readings(read);
        word.rise = (float)(read->rise_px * 72 / dpi);
        word.stroke = (float)(read->stroke_px * 72 / dpi);
        mb_page_append_word(at->page, &word);
    }
}
