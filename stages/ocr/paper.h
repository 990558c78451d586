/* Pieces of a page cut out, put on white paper and read alone. Inside stage ocr only. */
#ifndef MB_OCR_PAPER_H
#define MB_OCR_PAPER_H

#include "ocr.h"

/* A picture on white paper with a margin around, which readers expect; caller frees; NULL when memory is short. */
MbPicture *mb_ocr_dup_on_paper(const MbPicture *picture, int margin);

/* Words of a paper as pixels of what was put on it: first moved by `by` each way, then scaled. */
void mb_ocr_shift_words(GArray *words, int by, double scale);

/* Reads a picture in what is left of the page's time; errors as mb_reader_read, MB_ERROR_LIMIT when none is left. */
bool mb_ocr_read_in_time(const MbOcrPage *at, MbReader *reader, const MbPicture *picture, MbReadLayout layout, double dpi,
                         GArray **words, GError **error);

/*
 * Reads a part of a page as one line.
 *
 * grey:      of one channel, dark on light.
 * area:      of it; clipped.
 * letter_px: height of the letters in it; they are enlarged to the size that readers do best with.
 * words:     out; MbReadWord in pixels of the page; caller frees with g_array_unref; NULL when the area is empty or memory short.
 */
bool mb_ocr_read_area(const MbOcrPage *at, MbReader *reader, const MbPicture *grey, MbPixelBox area, double letter_px, double dpi,
                      GArray **words, GError **error);

#endif
