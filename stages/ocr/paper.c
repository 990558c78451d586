#include "paper.h"

#include "base/error.h"
#include "image/prepare.h"

/* Height of letters that single lines are read at, as in the strips of pictures. */
#define LETTER_PX 26
#define MARGIN_PX 16

MbPicture *mb_ocr_dup_on_paper(const MbPicture *picture, int margin)
{
    MbPicture *paper = mb_picture_new(picture->width_px + 2 * margin, picture->height_px + 2 * margin, 1);
    if (paper)
        mb_picture_paste(paper, picture, margin, margin);
    return paper;
}

void mb_ocr_shift_words(GArray *words, int by, double scale)
{
    for (guint i = 0; i < words->len; i++) {
        MbReadWord *word = &g_array_index(words, MbReadWord, i);
        const MbPixelBox b = word->box;
        word->box = (MbPixelBox){(int)((b.x0 + by) * scale), (int)((b.y0 + by) * scale), (int)((b.x1 + by) * scale),
                                 (int)((b.y1 + by) * scale)};
        word->baseline_px = (word->baseline_px + by) * scale;
        word->size_px *= scale;
    }
}

bool mb_ocr_read_in_time(const MbOcrPage *at, MbReader *reader, const MbPicture *picture, MbReadLayout layout, double dpi,
                         GArray **words, GError **error)
{
    const int left = mb_ocr_time_left_ms(at);
    if (left >= 0)
        return mb_reader_read(reader, picture, layout, dpi, left, words, error);
    g_set_error(error, MB_READER_ERROR, MB_ERROR_LIMIT, "no time left");
    return false;
}

bool mb_ocr_read_area(const MbOcrPage *at, MbReader *reader, const MbPicture *grey, MbPixelBox area, double letter_px, double dpi,
                      GArray **words, GError **error)
{
    const double scale = CLAMP(LETTER_PX / MAX(1, letter_px), 0.25, 4);
    const MbPixelBox place = mb_pixel_box_clip(area, grey);
    g_autoptr(MbPicture) part = mb_picture_dup_area(grey, place);
    g_autoptr(MbPicture) scaled = part ? mb_picture_dup_scaled(part, scale) : NULL;
    g_autoptr(MbPicture) paper = scaled ? mb_ocr_dup_on_paper(scaled, MARGIN_PX) : NULL;
    if (!paper)
        return true;
    if (!mb_ocr_read_in_time(at, reader, paper, MB_READ_LINE, dpi * scale, words, error))
        return false;
    mb_ocr_shift_words(*words, -MARGIN_PX, 1 / scale);
    for (guint i = 0; i < (*words)->len; i++) {
        MbReadWord *word = &g_array_index(*words, MbReadWord, i);
        word->box = (MbPixelBox){word->box.x0 + place.x0, word->box.y0 + place.y0, word->box.x1 + place.x0, word->box.y1 + place.y0};
        word->baseline_px += place.y0;
    }
    return true;
}
