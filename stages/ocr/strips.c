#include "strips.h"

#include "image/prepare.h"

#include <math.h>

/* Gaps between letters stay under 0.2 of their median height, word spaces measured from 0.37. */
static const double WORD_SPACE = 0.33;

static void free_strip(gpointer data)
{
    MbStrip *strip = data;
    g_array_unref(strip->placements);
    g_free(strip);
}

static const MbSegment *segment_at(const GArray *segments, guint i)
{
    return &g_array_index(segments, MbSegment, i);
}

/* Whether a segment stands on the strip's line: most of the lower of both beside the other, and nothing of the strip over or under it. */
static bool does_fit(const MbStrip *strip, const GArray *segments, MbPixelBox box)
{
    const int common = MIN(strip->band.y1, box.y1) - MAX(strip->band.y0, box.y0);
    const int lower = MIN(mb_pixel_box_height(strip->band), mb_pixel_box_height(box));
    if (common * 10 < lower * 6)
        return false;
    for (guint i = 0; i < strip->placements->len; i++) {
        const MbPixelBox other = segment_at(segments, g_array_index(strip->placements, MbPlacement, i).segment)->box;
        if (MIN(other.x1, box.x1) > MAX(other.x0, box.x0))
            return false;
    }
    return true;
}

static int compare_left(gconstpointer a, gconstpointer b)
{
    return ((const MbPlacement *)a)->box.x0 - ((const MbPlacement *)b)->box.x0;
}

void mb_strip_arrange(MbStrip *strip, const MbSheet *sheet, const GArray *segments, double gap)
{
    strip->margin = MAX(10, sheet->letter_px);
    int x = strip->margin;
    for (guint i = 0; i < strip->placements->len; i++) {
        MbPlacement *p = &g_array_index(strip->placements, MbPlacement, i);
        const MbPixelBox from = segment_at(segments, p->segment)->box;
        const int y = strip->margin + from.y0 - strip->band.y0;
        int width = mb_pixel_box_width(from);
        if (p->spread) {
            g_autoptr(GArray) spaces = mb_sheet_find_spaces(sheet, from, WORD_SPACE);
            p->spread = spaces->len > 0;
            width += (int)spaces->len * (sheet->letter_px / 2);
        }
        p->box = (MbPixelBox){x, y, x + width, y + mb_pixel_box_height(from)};
        x = p->box.x1 + (int)(sheet->letter_px * gap);
    }
    strip->width = x + strip->margin;
}

GPtrArray *mb_strips_new(const GArray *segments)
{
    GPtrArray *strips = g_ptr_array_new_with_free_func(free_strip);
    for (guint i = 0; i < segments->len; i++) {
        const MbSegment *segment = segment_at(segments, i);
        if (segment->turn != 0)
            continue;
        MbStrip *strip = NULL;
        for (guint k = strips->len; k > 0 && !strip && strips->len - k < 4; k--) /* segments come by rows: older strips are past */
            if (does_fit(g_ptr_array_index(strips, k - 1), segments, segment->box))
                strip = g_ptr_array_index(strips, k - 1);
        if (!strip) {
            strip = g_new0(MbStrip, 1);
            strip->placements = g_array_new(FALSE, FALSE, sizeof(MbPlacement));
            strip->band = segment->box;
            g_ptr_array_add(strips, strip);
        }
        const MbPlacement placement = {i, segment->box, true};
        g_array_append_val(strip->placements, placement);
        strip->band.y0 = MIN(strip->band.y0, segment->box.y0);
        strip->band.y1 = MAX(strip->band.y1, segment->box.y1);
    }
    for (guint i = 0; i < strips->len; i++)
        g_array_sort(((MbStrip *)g_ptr_array_index(strips, i))->placements, compare_left);
    return strips;
}

/*
 * What of the sheet shows a segment: its marks and a third of a letter around,
 * since the tails of commas and the ends of dashes are too faint for marks; but
 * only half of the way to a neighbour above or below.
 */
static MbPixelBox find_cut(const MbSheet *sheet, const GArray *segments, guint self)
{
    const MbPixelBox from = segment_at(segments, self)->box;
    const int pad = sheet->letter_px / 3;
    int over = pad, under = pad;
    for (guint i = 0; i < segments->len; i++) {
        const MbPixelBox other = segment_at(segments, i)->box;
        if (i == self || MIN(other.x1, from.x1 + pad) <= MAX(other.x0, from.x0 - pad))
            continue;
        if (other.y0 + other.y1 > from.y0 + from.y1)
            under = MIN(under, MAX(1, (other.y0 - from.y1) / 2));
        else
            over = MIN(over, MAX(1, (from.y0 - other.y1) / 2));
    }
    return mb_pixel_box_clip((MbPixelBox){from.x0 - pad, from.y0 - over, from.x1 + pad, from.y1 + under}, sheet->clean);
}

/* Puts a piece on the paper, cut at its spaces where it is to be spread. */
static void draw_piece(MbPicture *paper, const MbSheet *sheet, const MbPlacement *p, MbPixelBox from, MbPixelBox cut)
{
    g_autoptr(GArray) spaces = p->spread ? mb_sheet_find_spaces(sheet, from, WORD_SPACE) : g_array_new(FALSE, FALSE, sizeof(int));
    g_array_append_val(spaces, cut.x1);
    int x0 = cut.x0;
    for (guint i = 0; i < spaces->len; i++) {
        const int x1 = g_array_index(spaces, int, i), shift = (int)i * (sheet->letter_px / 2);
        g_autoptr(MbPicture) piece = mb_picture_dup_area(sheet->clean, (MbPixelBox){x0, cut.y0, x1, cut.y1});
        if (piece)
            mb_picture_paste(paper, piece, p->box.x0 + x0 - from.x0 + shift, p->box.y0 + cut.y0 - from.y0);
        x0 = x1;
    }
}

MbPicture *mb_strip_draw(const MbStrip *strip, const MbSheet *sheet, const GArray *segments, double scale)
{
    MbPicture *paper = mb_picture_new(strip->width, mb_pixel_box_height(strip->band) + 2 * strip->margin, 1);
    for (guint i = 0; paper && i < strip->placements->len; i++) {
        const MbPlacement *p = &g_array_index(strip->placements, MbPlacement, i);
        draw_piece(paper, sheet, p, segment_at(segments, p->segment)->box, find_cut(sheet, segments, p->segment));
    }
    if (!paper || scale == 1)
        return paper;
    MbPicture *scaled = mb_picture_dup_scaled(paper, scale);
    mb_picture_free(paper);
    return scaled;
}

/* The placement in which an x of the strip lies, half a margin around it included; -1 none. */
static int find_placement(const MbStrip *strip, double x)
{
    const double reach = strip->margin / 2.0;
    for (guint i = 0; i < strip->placements->len; i++) {
        const MbPixelBox box = g_array_index(strip->placements, MbPlacement, i).box;
        if (x >= box.x0 - reach && x < box.x1 + reach)
            return (int)i;
    }
    return -1;
}

int *mb_strip_own_words(const MbStrip *strip, double scale, const GArray *words)
{
    int *owners = g_new(int, words->len + 1);
    g_autofree guint *counts = g_new0(guint, strip->placements->len + 1);
    for (guint i = 0; i < words->len; i++) {
        owners[i] = find_placement(strip, g_array_index(words, MbReadWord, i).box.x0 / scale + strip->margin / 4.0);
        if (owners[i] >= 0)
            counts[owners[i]]++;
    }
    for (guint i = 0; i < words->len; i++) {
        if (owners[i] < 0)
            continue;
        const int own = owners[i];
        const double end = g_array_index(words, MbReadWord, i).box.x1 / scale;
        for (guint next = (guint)own + 1; next < strip->placements->len; next++) {
            const MbPixelBox box = g_array_index(strip->placements, MbPlacement, next).box;
            if (end <= (box.x0 + box.x1) / 2.0)
                break;
            for (guint k = 0; counts[next] == 0 && k < words->len; k++)
                owners[k] = owners[k] == own ? -1 : owners[k];
        }
    }
    return owners;
}

void mb_strip_return_word(const MbPlacement *placement, double scale, const GArray *segments, MbReadWord *word)
{
    const MbPixelBox to = segment_at(segments, placement->segment)->box, from = placement->box;
    const double stretch = (double)mb_pixel_box_width(to) / MAX(1, mb_pixel_box_width(from));
    const double x0 = to.x0 + (word->box.x0 / scale - from.x0) * stretch, x1 = to.x0 + (word->box.x1 / scale - from.x0) * stretch;
    const double dy = to.y0 - from.y0;
    word->box = (MbPixelBox){(int)lround(x0), (int)lround(word->box.y0 / scale + dy), (int)lround(MIN(x1, to.x1 + 2)),
                             (int)lround(word->box.y1 / scale + dy)};
    word->baseline_px = word->baseline_px / scale + dy;
    word->size_px /= scale;
}
