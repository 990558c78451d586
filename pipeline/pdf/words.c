/* Words of a page, from Poppler's text, the box of each of its characters and their attributes. */
#include "private.h"

#include "base/error.h"
#include "base/limits.h"
#include "base/text.h"

#include <math.h>
#include <string.h>

#define TINY_POINTS 1.0    /* smaller writing is not seen (the model's law for MB_HIDDEN_TINY) */
#define OFF_PAGE_SHARE 0.5 /* a word with less of its area on the page is off the page */

/* Gaps in parts of the font size. Poppler takes 0.1 for a word gap where text is shown, and 0.15 where lines are made. */
#define GLUE_GAP 0.15    /* no space is seen below it */
#define STYLE_GAP 0.08   /* between two fonts the side bearings stay below it */
#define CELL_GAP 0.25    /* wider gaps part words, unless the writing is letterspaced throughout */
#define BASELINE_STEP 0.12 /* superscripts rise by a third of the size, rounding by a hundredth */

/* How characters look. */
typedef struct {
    int font;
    double size;
    uint32_t colour;
    bool underlined, symbol;
} Style;

typedef struct {
    gunichar c;
    MbBox box;
    guint style; /* index in Reading.styles */
} Glyph;

typedef struct {
    MbDocument *document;
    MbPage *page;
    GArray *glyphs; /* Glyph, in Poppler's reading order, spaces and line ends too */
    GArray *styles; /* Style */
    GString *text;  /* of the word in hand */
    MbWord last;    /* the word made last on this line, for single characters; turn only when has_last */
    bool has_last;
} Reading;

static void clear_reading(Reading *r)
{
    g_clear_pointer(&r->glyphs, g_array_unref);
    g_clear_pointer(&r->styles, g_array_unref);
    if (r->text)
        g_string_free(r->text, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reading, clear_reading)

static const Glyph *glyph(const Reading *r, guint i)
{
    return &g_array_index(r->glyphs, Glyph, i);
}

static const Style *style(const Reading *r, guint i)
{
    return &g_array_index(r->styles, Style, glyph(r, i)->style);
}

/* Poppler writes three bytes for half a surrogate pair, which is no UTF-8: step by the first byte. */
static gunichar next_char(const char **text)
{
    gunichar c = g_utf8_get_char_validated(*text, -1);
    const char *from = *text;
    *text = g_utf8_next_char(from);
    for (const char *p = from; p < *text; p++)
        if (!*p)
            *text = p;
    return c == (gunichar)-1 || c == (gunichar)-2 ? 0xFFFD : c;
}

/* Marks that Poppler puts around writing from right to left; they have no box. */
static bool is_direction_mark(gunichar c)
{
    return c >= 0x202A && c <= 0x202E;
}

/* A thousandth of a point is far below what a page shows, and short numbers keep pack XML small. */
static double to_thousandths(double points)
{
    return nearbyint(points * 1000) / 1000;
}

static MbBox rounded_box(const PopplerRectangle *b)
{
    return (MbBox){to_thousandths(MIN(b->x1, b->x2)), to_thousandths(MIN(b->y1, b->y2)), to_thousandths(MAX(b->x1, b->x2)),
                   to_thousandths(MAX(b->y1, b->y2))};
}

static void add_glyphs(Reading *r, const char *text, const PopplerRectangle *boxes, guint count)
{
    bool drop_marks = g_utf8_strlen(text, -1) != (glong)count;
    for (guint i = 0; *text && i < count;) {
        gunichar c = next_char(&text);
        if (drop_marks && is_direction_mark(c))
            continue;
        const PopplerRectangle *b = &boxes[i++];
        bool sound = isfinite(b->x1) && isfinite(b->y1) && isfinite(b->x2) && isfinite(b->y2);
        Glyph next = {.c = c};
        if (sound)
            next.box = rounded_box(b);
        g_array_append_val(r->glyphs, next);
    }
}

static uint32_t pack_colour(PopplerColor c)
{
    return (uint32_t)(c.red >> 8) << 16 | (uint32_t)(c.green >> 8) << 8 | c.blue >> 8;
}

/* Attributes run over indices of the text; style 0 is for characters without. */
static void add_styles(Reading *r, GList *attributes)
{
    Style none = {.font = -1, .size = 0};
    g_array_append_val(r->styles, none);
    for (GList *at = attributes; at; at = at->next) {
        const PopplerTextAttributes *a = at->data;
        Style next = {.size = isfinite(a->font_size) ? fabs(a->font_size) : 0, .colour = pack_colour(a->color)};
        next.underlined = a->is_underlined;
        g_autofree char *name = mb_text_dup_clean(a->font_name ? a->font_name : "", -1);
        next.font = mb_document_intern_font(r->document, name);
        next.symbol = mb_document_font(r->document, next.font)->symbol;
        g_array_append_val(r->styles, next);
        for (int i = MAX(a->start_index, 0); i <= a->end_index && (guint)i < r->glyphs->len; i++)
            g_array_index(r->glyphs, Glyph, i).style = r->styles->len - 1;
    }
}

/* Quarter turns from one character to the next of the same word: Poppler gives all of a word the same extent across. */
static int turn_between(const Glyph *a, const Glyph *b)
{
    const double same = 0.01;
    double dx = b->box.x0 + b->box.x1 - a->box.x0 - a->box.x1, dy = b->box.y0 + b->box.y1 - a->box.y0 - a->box.y1;
    if (fabs(a->box.y0 - b->box.y0) < same && fabs(a->box.y1 - b->box.y1) < same && dx != 0)
        return dx > 0 ? 0 : 2;
    if (fabs(a->box.x0 - b->box.x0) < same && fabs(a->box.x1 - b->box.x1) < same && dy != 0)
        return dy > 0 ? 1 : 3;
    return -1;
}

/*
 * The turn of the writing of glyphs [from, to). A single character takes it from the word before on its line, or else
 * from its shape: across the line a box is as large as the font, along it seldom.
 */
static int find_turn(const Reading *r, guint from, guint to)
{
    for (guint i = from; i + 1 < to; i++) {
        int turn = turn_between(glyph(r, i), glyph(r, i + 1));
        if (turn >= 0)
            return turn;
    }
    const Glyph *only = glyph(r, from);
    if (r->has_last && r->last.turn % 2 && fabs(r->last.box.x0 - only->box.x0) < 0.5 && fabs(r->last.box.x1 - only->box.x1) < 0.5)
        return r->last.turn;
    if (r->has_last && r->last.turn == 2 && fabs(r->last.box.y0 - only->box.y0) < 0.5)
        return 2;
    double size = style(r, from)->size;
    bool lies = mb_box_height(only->box) < 0.8 * size && mb_box_width(only->box) > 0.95 * size;
    return lies ? 3 : 0;
}

/*
 * Where the text stands. Poppler gives the box from ascent to descent as the font states them, not the baseline:
 * the share below it was taken from common fonts by the height of their box in parts of the size (Calibri 1.00: 0.25,
 * Arial and Times 1.11: 0.19, fonts without figures 1.30: 0.27).
 */
static double find_baseline(MbBox box, int turn, double size)
{
    double across = turn % 2 ? mb_box_width(box) : mb_box_height(box);
    double ratio = size > 0 ? across / size : 1.1;
    double below = across * (ratio < 1.06 ? 0.25 : ratio < 1.2 ? 0.19 : 0.27);
    switch (turn) {
    case 1: return box.x0 + below;
    case 2: return box.y0 + below;
    case 3: return box.x1 - below;
    default: return box.y1 - below;
    }
}

/* The gap from a to b along the writing, in points; negative when they overlap. */
static double find_gap(MbBox a, MbBox b, int turn)
{
    switch (turn) {
    case 1: return b.y0 - a.y1;
    case 2: return a.x0 - b.x1;
    case 3: return a.y0 - b.y1;
    default: return b.x0 - a.x1;
    }
}

/*
 * Whether a word ends between glyphs i - 1 and i, where Poppler saw no space. A change of font inside a word is none
 * unless there is a gap or a step. Cells that Poppler takes for one line may stand without a space between them.
 *
 * before: gap before glyph i - 1 in the same word, in points, or 0.
 */
static bool is_break(const Reading *r, guint i, int turn, double before)
{
    const Glyph *a = glyph(r, i - 1), *b = glyph(r, i);
    const Style *sa = style(r, i - 1), *sb = style(r, i);
    double size = MAX(MAX(sa->size, sb->size), 0.1), gap = find_gap(a->box, b->box, turn);
    if (sa->symbol != sb->symbol)
        return true;
    double step = fabs(find_baseline(a->box, turn, sa->size) - find_baseline(b->box, turn, sb->size));
    if (step > BASELINE_STEP * size)
        return true;
    if (a->style != b->style && (gap > STYLE_GAP * size || gap < -size))
        return true;
    return (gap > CELL_GAP * size && gap > before + GLUE_GAP * size) || gap < -2 * size;
}

/* Letters that were joined into one character for print are told apart again (U+FB00 to U+FB06). */
static void append_char(GString *text, gunichar c)
{
    static const char *const ligatures[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
    if (c >= 0xFB00 && c <= 0xFB06)
        g_string_append(text, ligatures[c - 0xFB00]);
    else if (c >= 0x20 && c != 0x7F && !(c >= 0x80 && c < 0xA0))
        g_string_append_unichar(text, c);
}

static MbHidden find_hidden(const MbPage *page, const MbWord *word)
{
    MbBox sheet = {0, 0, page->width, page->height};
    bool flat = mb_box_width(word->box) <= 0 || mb_box_height(word->box) <= 0;
    if (flat ? !mb_box_has_centre(sheet, word->box) : mb_box_share(word->box, sheet) < OFF_PAGE_SHARE)
        return MB_HIDDEN_OFF_PAGE;
    return word->size > 0 && word->size < TINY_POINTS ? MB_HIDDEN_TINY : MB_HIDDEN_NOT;
}

/* The style that most characters of [from, to) have. */
static const Style *main_style(const Reading *r, guint from, guint to)
{
    guint best = from, best_count = 0;
    for (guint i = from; i < to;) {
        guint start = i;
        while (i < to && glyph(r, i)->style == glyph(r, start)->style)
            i++;
        if (i - start > best_count) {
            best = start;
            best_count = i - start;
        }
    }
    return style(r, best);
}

/* Makes a word of glyphs [from, to). */
static void add_word(Reading *r, guint from, guint to, bool glued)
{
    g_string_truncate(r->text, 0);
    MbBox box = glyph(r, from)->box;
    for (guint i = from; i < to; i++) {
        append_char(r->text, glyph(r, i)->c);
        box = mb_box_union(box, glyph(r, i)->box);
    }
    if (!r->text->len)
        return;
    g_autofree char *text = g_utf8_normalize(r->text->str, -1, G_NORMALIZE_NFC);
    const Style *look = main_style(r, from, to);
    MbWord word = mb_word_init();
    word.text = text ? text : r->text->str;
    word.box = box;
    word.turn = (int16_t)find_turn(r, from, to);
    word.size = look->size;
    word.baseline = find_baseline(glyph(r, from)->box, word.turn, style(r, from)->size);
    word.font = look->font;
    word.colour = look->colour;
    word.underlined = look->underlined;
    word.glued = glued;
    word.hidden = find_hidden(r->page, &word);
    mb_page_append_word(r->page, &word);
    r->last = word;
    r->last.text = NULL;
    r->has_last = true;
}

/* Cuts glyphs [from, to), which have no space between them, into words. */
static void add_stretch(Reading *r, guint from, guint to)
{
    bool glued = false;
    double before = 0;
    guint start = from;
    for (guint i = from + 1; i < to; i++) {
        int turn = turn_between(glyph(r, i - 1), glyph(r, i));
        turn = turn < 0 ? (i - start > 1 ? find_turn(r, start, i) : find_turn(r, from, to)) : turn;
        double gap = find_gap(glyph(r, i - 1)->box, glyph(r, i)->box, turn);
        if (!is_break(r, i, turn, before)) {
            before = MAX(gap, 0);
            continue;
        }
        add_word(r, start, i, glued);
        glued = gap < GLUE_GAP * MAX(style(r, i - 1)->size, style(r, i)->size) && gap > -MAX(style(r, i)->size, 1.0);
        start = i;
        before = 0;
    }
    add_word(r, start, to, glued);
}

static void add_words(Reading *r)
{
    for (guint i = 0; i < r->glyphs->len;) {
        gunichar c = glyph(r, i)->c;
        if (mb_char_is_space(c)) {
            r->has_last = r->has_last && c != '\n';
            i++;
            continue;
        }
        guint from = i;
        while (i < r->glyphs->len && !mb_char_is_space(glyph(r, i)->c))
            i++;
        add_stretch(r, from, i);
    }
}

bool mb_pdf_read_words(PopplerPage *source, MbDocument *document, MbPage *page, GError **error)
{
    g_autofree char *text = poppler_page_get_text(source);
    g_autofree PopplerRectangle *boxes = NULL;
    guint count = 0;
    if (!text || !poppler_page_get_text_layout(source, &boxes, &count) || !count)
        return true;
    g_auto(Reading) r = {.document = document, .page = page};
    r.glyphs = g_array_sized_new(FALSE, TRUE, sizeof(Glyph), count);
    r.styles = g_array_new(FALSE, TRUE, sizeof(Style));
    r.text = g_string_new(NULL);
    add_glyphs(&r, text, boxes, count);
    GList *attributes = poppler_page_get_text_attributes(source);
    add_styles(&r, attributes);
    poppler_page_free_text_attributes(attributes);
    add_words(&r);
    if (page->words->len <= MB_LIMIT_PAGE_WORDS)
        return true;
    g_set_error(error, MB_PDF_ERROR, MB_ERROR_LIMIT, "page %d: %u words, more than the limit of %d", page->number, page->words->len,
                MB_LIMIT_PAGE_WORDS);
    return false;
}
