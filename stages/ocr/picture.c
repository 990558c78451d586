/*
 * Pictures of tables, charts and text: read strip by strip, at two sizes, and
 * at a third where the two differ.
 */
#include "cells.h"
#include "ocr.h"
#include "paper.h"
#include "second.h"
#include "strips.h"
#include "typecase.h"

#include "base/text.h"
#include "image/prepare.h"

#include <string.h>

/* Heights of letters in the readings, in pixels: on screenshots at 96 dpi, where they differ most, 20 to 36 read best. */
static const double pass_letters[MB_OCR_PASSES] = {26, 20, 36};

/* Gaps between the pieces of a strip in letter heights; wide ones where figures ran together. */
static const double pass_gaps[MB_OCR_PASSES] = {1.5, 1.5, 3};

/* A sheet under work. */
typedef struct {
    MbOcrPage *at;
    MbReader *reader;
    const MbSheet *sheet;
    int region;
    MbBox box; /* of the region, points */
    GArray *segments;
    GArray *cells; /* Cell, of the segment of the same index */
    bool is_chart; /* one pass is enough for lettering that is no body text */
} Work;

static MbOcrCell *cell_at(const Work *w, guint i)
{
    return &g_array_index(w->cells, MbOcrCell, i);
}

static MbBox to_points(const Work *w, MbPixelBox px)
{
    const double scale = 72 / w->sheet->dpi;
    return (MbBox){w->box.x0 + px.x0 * scale, w->box.y0 + px.y0 * scale, w->box.x0 + px.x1 * scale, w->box.y0 + px.y1 * scale};
}

/*
 * After the first pass words of letters get wider spaces. Figures do not: a 1
 * stands far from its neighbours, and so do digits around a point too faint to
 * be a mark.
 */
static void plan_spread(const Work *w, MbStrip *strip, int pass)
{
    for (guint i = 0; i < strip->placements->len; i++) {
        MbPlacement *p = &g_array_index(strip->placements, MbPlacement, i);
        g_autofree char *text = pass > 0 ? mb_ocr_dup_joined(cell_at(w, p->segment)->words[0], "") : g_strdup("");
        p->spread = *text && !mb_text_is_number(text);
    }
}

/* Reads a strip in a pass and gives the words to its cells. */
static bool read_strip(const Work *w, MbStrip *strip, int pass, GError **error)
{
    const double scale = pass_letters[pass] / w->sheet->letter_px;
    plan_spread(w, strip, pass);
    mb_strip_arrange(strip, w->sheet, w->segments, pass_gaps[pass]);
    g_autoptr(MbPicture) paper = mb_strip_draw(strip, w->sheet, w->segments, scale);
    g_autoptr(GArray) words = NULL;
    if (!paper)
        return true;
    if (!mb_ocr_read_in_time(w->at, w->reader, paper, MB_READ_LINE, w->sheet->dpi * scale, &words, error))
        return false;
    for (guint i = 0; i < strip->placements->len; i++) {
        MbOcrCell *cell = cell_at(w, g_array_index(strip->placements, MbPlacement, i).segment);
        g_clear_pointer(&cell->words[pass], g_array_unref);
        cell->words[pass] = g_array_new(FALSE, FALSE, sizeof(MbReadWord));
        g_array_set_clear_func(cell->words[pass], mb_read_word_clear);
    }
    g_autofree int *owners = mb_strip_own_words(strip, scale, words);
    for (guint i = 0; i < words->len; i++) {
        MbReadWord *word = &g_array_index(words, MbReadWord, i);
        if (owners[i] < 0)
            continue;
        const MbPlacement *p = &g_array_index(strip->placements, MbPlacement, owners[i]);
        mb_strip_return_word(p, scale, w->segments, word);
        g_array_append_val(cell_at(w, p->segment)->words[pass], *word);
        word->text = NULL; /* moved */
    }
    return true;
}

/* Whether the first two passes differ on any cell of a strip. */
static bool is_doubtful(const Work *w, const MbStrip *strip)
{
    for (guint i = 0; i < strip->placements->len; i++)
        if (mb_ocr_cell_count_votes(cell_at(w, g_array_index(strip->placements, MbPlacement, i).segment), 0) == 0)
            return true;
    return false;
}

/* Cuts a word in two before a character; x is where its second part begins on the sheet. */
static void cut_word(GArray *words, guint index, const char *at, int x)
{
    MbReadWord *word = &g_array_index(words, MbReadWord, index);
    MbReadWord tail = *word;
    tail.text = g_strdup(at);
    tail.other = NULL;
    tail.box.x0 = x;
    tail.box.x1 = MAX(word->box.x1, x + 1);
    char *head = g_strndup(word->text, (gsize)(at - word->text));
    g_free(word->text);
    word->text = head;
    word->box.x1 = MAX(word->box.x0 + 1, MIN(word->box.x1, x));
    g_array_insert_val(words, index + 1, tail);
}

/*
 * A per cent sign that stands off from its figure becomes a word of its own, as
 * printed, and so do letters that a word space parts: readers tend to draw both
 * near. Letters are cut only where each is one mark, so that the cut is sure.
 */
static void part_words(const Work *w, guint segment, GArray *words)
{
    const MbSegment *from = &g_array_index(w->segments, MbSegment, segment);
    if (words->len != 1)
        return;
    const char *text = g_array_index(words, MbReadWord, 0).text;
    if (strlen(text) > 1 && g_str_has_suffix(text, "%")) {
        const int x = mb_sheet_find_percent(w->sheet, from->box);
        if (x > 0)
            cut_word(words, 0, text + strlen(text) - 1, x);
        return;
    }
    if (mb_text_is_number(text) || g_utf8_strlen(text, -1) != from->marks)
        return;
    g_autoptr(GArray) spaces = mb_sheet_find_spaces(w->sheet, from->box, 0.33);
    for (guint i = spaces->len; i > 0; i--) {
        const int x = g_array_index(spaces, int, i - 1);
        const char *part = g_array_index(words, MbReadWord, 0).text;
        cut_word(words, 0, g_utf8_offset_to_pointer(part, mb_sheet_count_marks(w->sheet, from->box, x)), x);
    }
}

static void keep_cell(const Work *w, guint segment, const MbTypecase *typecase)
{
    MbOcrCell *cell = cell_at(w, segment);
    if (!cell->words[0])
        return;
    MbTypecaseReading looks = mb_typecase_read(typecase, segment, g_array_index(w->segments, MbSegment, segment).box);
    GArray *words = mb_ocr_cell_settle(cell, looks.is_sure ? looks.text : NULL, looks.characters);
    g_free(looks.text);
    mb_ocr_ask_second(w->at, w->sheet->clean, w->sheet->dpi, words);
    part_words(w, segment, words);
    mb_ocr_append_words(w->at, w->region, words, w->box, w->sheet->dpi, 0);
}

/* The picture's letters, from the cells that are read surely. */
static MbTypecase *learn_letters(const Work *w)
{
    MbTypecase *typecase = mb_typecase_new(w->sheet);
    for (guint i = 0; i < w->segments->len; i++) {
        g_autofree char *text = mb_ocr_cell_dup_sure(cell_at(w, i));
        if (text)
            mb_typecase_learn(typecase, i, g_array_index(w->segments, MbSegment, i).box, text);
    }
    mb_typecase_settle(typecase);
    return typecase;
}

/* What was read becomes words of the page, in the order of the strips. */
static void keep_cells(const Work *w, const GPtrArray *strips)
{
    g_autoptr(MbTypecase) typecase = learn_letters(w);
    for (guint i = 0; i < strips->len; i++) {
        const MbStrip *strip = g_ptr_array_index(strips, i);
        for (guint k = 0; k < strip->placements->len; k++)
            keep_cell(w, g_array_index(strip->placements, MbPlacement, k).segment, typecase);
    }
}

/* The box around the letters of a cut-out piece: marks that touch its edge are rests of frames. */
static MbPixelBox find_letters(const MbPicture *picture, int *letter_px)
{
    g_autoptr(GArray) marks = mb_picture_find_marks(picture, 180);
    MbPixelBox all = {picture->width_px, picture->height_px, 0, 0};
    *letter_px = 0;
    for (guint i = 0; i < marks->len; i++) {
        const MbPixelBox b = g_array_index(marks, MbMark, i).box;
        const bool on_edge = b.x0 <= 1 || b.y0 <= 1 || b.x1 >= picture->width_px - 1 || b.y1 >= picture->height_px - 1;
        if (on_edge || mb_pixel_box_width(b) < 6 || mb_pixel_box_height(b) < 6)
            continue;
        all = (MbPixelBox){MIN(all.x0, b.x0), MIN(all.y0, b.y0), MAX(all.x1, b.x1), MAX(all.y1, b.y1)};
        *letter_px = MAX(*letter_px, MIN(mb_pixel_box_width(b), picture->width_px));
    }
    return all;
}

/* One attempt at turned writing: turned upright, at a size. Keeps the words when they are surer than the best so far. */
static bool try_turn(const Work *w, const MbPicture *picture, int turn, double scale, GArray **best, int *best_turn, GError **error)
{
    const int margin = 16;
    g_autoptr(MbPicture) upright = mb_picture_dup_turned(picture, turn);
    g_autoptr(MbPicture) scaled = upright ? mb_picture_dup_scaled(upright, scale) : NULL;
    g_autoptr(MbPicture) paper = scaled ? mb_ocr_dup_on_paper(scaled, margin) : NULL;
    g_autoptr(GArray) words = NULL;
    if (!paper)
        return true;
    if (!mb_ocr_read_in_time(w->at, w->reader, paper, MB_READ_LINE, w->sheet->dpi * scale, &words, error))
        return false;
    if (*best && mb_ocr_least_conf(words) <= mb_ocr_least_conf(*best))
        return true;
    mb_ocr_shift_words(words, -margin, 1 / scale);
    g_clear_pointer(best, g_array_unref);
    *best = g_steal_pointer(&words);
    *best_turn = turn;
    return true;
}

/*
 * Reads writing that is turned by a quarter, both ways and at two sizes, and
 * keeps the surest reading.
 *
 * picture: dark on white; box: its place on the sheet.
 */
static bool read_turned(const Work *w, const MbPicture *picture, MbPixelBox box, GError **error)
{
    int letter_px = 0, best_turn = 0;
    const MbPixelBox letters = find_letters(picture, &letter_px);
    g_autoptr(MbPicture) cut = letter_px > 0 ? mb_picture_dup_area(picture, letters) : NULL;
    g_autoptr(GArray) best = NULL;
    if (!cut)
        return true;
    for (int turn = 1; turn <= 3; turn += 2)
        for (int pass = 0; pass < 2; pass++)
            if (!try_turn(w, cut, turn, pass_letters[pass] / letter_px, &best, &best_turn, error))
                return false;
    const MbPixelBox place = {box.x0 + letters.x0, box.y0 + letters.y0, box.x0 + letters.x1, box.y0 + letters.y1};
    mb_ocr_append_words(w->at, w->region, best, to_points(w, place), w->sheet->dpi, 4 - best_turn);
    return true;
}

static bool read_inset(const Work *w, const MbSheetInset *inset, GError **error)
{
    g_autoptr(MbPicture) clean = mb_picture_dup_clean(inset->picture, MAX(inset->picture->width_px, 8));
    g_autoptr(MbPicture) large = clean ? mb_picture_dup_scaled(clean, w->sheet->factor) : NULL;
    return !large || read_turned(w, large, inset->box, error);
}

static bool read_all_turned(const Work *w, GError **error)
{
    for (guint i = 0; i < w->sheet->insets->len; i++)
        if (!read_inset(w, &g_array_index(w->sheet->insets, MbSheetInset, i), error))
            return false;
    for (guint i = 0; i < w->segments->len; i++) {
        const MbSegment *segment = &g_array_index(w->segments, MbSegment, i);
        g_autoptr(MbPicture) part = segment->turn ? mb_picture_dup_area(w->sheet->clean, segment->box) : NULL;
        if (part && !read_turned(w, part, segment->box, error))
            return false;
    }
    return true;
}

/*
 * Whether a cell is to be read alone, and in which pass: one whose words all
 * passes gave to a neighbour; one of several words that all passes read
 * differently, in small type beside large type in most cases.
 */
static bool wants_reading_alone(const MbOcrCell *cell, int *pass)
{
    if (!cell->words[0])
        return false;
    const int chosen = mb_ocr_cell_choose(cell);
    g_autofree char *text = mb_ocr_dup_joined(cell->words[chosen], "");
    *pass = *text ? MB_OCR_PASSES - 1 : 0;
    return !*text || (cell->words[*pass] && cell->words[chosen]->len > 1 && mb_ocr_cell_count_votes(cell, chosen) == 0 &&
                      !mb_text_is_number(text));
}

static bool read_alone(const Work *w, guint segment, GError **error)
{
    int pass;
    if (!wants_reading_alone(cell_at(w, segment), &pass))
        return true;
    g_autoptr(GArray) one = g_array_new(FALSE, FALSE, sizeof(MbPlacement));
    const MbPlacement placement = {.segment = segment};
    g_array_append_val(one, placement);
    MbStrip strip = {.placements = one, .band = g_array_index(w->segments, MbSegment, segment).box};
    return read_strip(w, &strip, pass, error);
}

static bool read_strips(const Work *w, const GPtrArray *strips, GError **error)
{
    for (guint i = 0; i < strips->len; i++) {
        MbStrip *strip = g_ptr_array_index(strips, i);
        for (int pass = 0; pass < MB_OCR_PASSES; pass++)
            if ((pass < 2 || is_doubtful(w, strip)) && (pass < 1 || !w->is_chart) && !read_strip(w, strip, pass, error))
                return false;
        for (guint k = 0; k < strip->placements->len; k++) {
            const guint segment = g_array_index(strip->placements, MbPlacement, k).segment;
            if (!read_alone(w, segment, error))
                return false;
        }
    }
    return true;
}

static void append_grid(const Work *w)
{
    for (guint i = 0; i < w->sheet->lines->len; i++) {
        const MbBar *line = &g_array_index(w->sheet->lines, MbBar, i);
        const MbRule rule = {.box = to_points(w, line->box), .vertical = line->vertical, .colour = line->colour, .region = w->region};
        g_array_append_val(w->at->page->rules, rule);
    }
}

static void append_icons(const Work *w)
{
    for (guint i = 0; i < w->sheet->icons->len; i++) {
        const MbIcon *icon = &g_array_index(w->sheet->icons, MbIcon, i);
        const char *shape = mb_icon_shape_name(icon->shape);
        const guint at = mb_page_append_region(w->at->page, MB_REGION_DECORATION, to_points(w, icon->box), -1, "icon in a table");
        MbRegion *region = mb_page_region(w->at->page, at);
        mb_attrs_set(&region->attrs, "icon", shape ? shape : icon->colour);
        mb_attrs_set(&region->attrs, "colour", icon->colour);
    }
}

static GArray *new_cells(guint count)
{
    GArray *cells = g_array_sized_new(FALSE, TRUE, sizeof(MbOcrCell), count);
    g_array_set_clear_func(cells, mb_ocr_cell_clear);
    g_array_set_size(cells, count);
    return cells;
}

bool mb_ocr_read_sheet(MbOcrPage *at, MbReader *reader, int index, GError **error)
{
    const MbRegion *region = mb_page_region(at->page, (guint)index);
    const MbSheet *sheet = g_ptr_array_index(at->sheets, index);
    const bool is_table = region->kind == MB_REGION_TABLE;
    g_autoptr(GArray) segments = mb_sheet_find_segments(sheet);
    g_autoptr(GArray) cells = new_cells(segments->len);
    const Work w = {at, reader, sheet, index, region->box, segments, cells, region->kind == MB_REGION_CHART};
    if (is_table)
        append_grid(&w);
    g_autoptr(GPtrArray) strips = mb_strips_new(segments);
    const bool ok = read_all_turned(&w, error) && read_strips(&w, strips, error);
    keep_cells(&w, strips);
    if (!ok)
        return false;
    if (is_table)
        append_icons(&w); /* last: the region array may move */
    return true;
}
