/*
 * Rows of segments set side by side on paper, close together, as one line of
 * text. Inside stage ocr only.
 *
 * A reader takes a line's size from all its letters. Alone, a cell of figures
 * is read at the wrong size, and commas become points; in a strip with its row
 * the same figures come out right. Wide gaps between columns lose words, so the
 * strip has narrow ones.
 */
#ifndef MB_OCR_STRIPS_H
#define MB_OCR_STRIPS_H

#include "sheet.h"

/* Where a segment of the sheet stands in its strip. */
typedef struct {
    guint segment;  /* index in the segments */
    MbPixelBox box; /* of its piece in the strip, unscaled */
    bool spread;    /* its word spaces are to be widened */
} MbPlacement;

typedef struct {
    GArray *placements; /* MbPlacement, left to right */
    MbPixelBox band;    /* rows of the sheet that the strip shows */
    int margin;         /* white around, in sheet pixels */
    int width;          /* of the strip, margins included */
} MbStrip;

/* The strips of upright segments, from the top; caller frees with g_ptr_array_unref. Not yet arranged. */
GPtrArray *mb_strips_new(const GArray *segments);

/*
 * Sets the pieces side by side.
 *
 * gap: between them, in letter heights, > 0.
 *
 * Pieces whose `spread` is set get word spaces wider by half a letter, where
 * they have any; it is cleared where they have none.
 */
void mb_strip_arrange(MbStrip *strip, const MbSheet *sheet, const GArray *segments, double gap);

/* The strip's picture, as arranged, at a scale; caller frees; NULL when memory is short. */
MbPicture *mb_strip_draw(const MbStrip *strip, const MbSheet *sheet, const GArray *segments, double scale);

/*
 * Says which placement each word of the scaled strip belongs to.
 *
 * words: MbReadWord in pixels of the scaled strip, from left to right.
 *
 * Readers know well where a word begins, less well where it ends. A word that
 * runs over a piece in which none begins was read out of both: it and the
 * other words of its piece belong to none.
 *
 * Returns indices of placements or -1, one for each word; caller frees with g_free.
 */
int *mb_strip_own_words(const MbStrip *strip, double scale, const GArray *words);

/* Moves a word of the scaled strip to its place on the sheet. */
void mb_strip_return_word(const MbPlacement *placement, double scale, const GArray *segments, MbReadWord *word);

#endif
