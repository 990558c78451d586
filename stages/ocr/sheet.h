/*
 * A picture of a table, chart or text made ready: marks to classify it by,
 * segments to read. Inside stage ocr only.
 *
 * A sheet is made once from the picture at its own resolution; places named
 * "sheet" are pixels of its clean, enlarged copy.
 */
#ifndef MB_OCR_SHEET_H
#define MB_OCR_SHEET_H

#include "image/marks.h"
#include "reader/reader.h"

/* What stands in a dark block of its own and was cut out of the sheet: a side label, as a rule. */
typedef struct {
    MbPixelBox box;     /* of the sheet */
    MbPicture *picture; /* dark on light, as it stood; owned */
} MbSheetInset;

typedef struct {
    MbPicture *clean;   /* dark on white, enlarged, without lines, icons and insets */
    double dpi;         /* of the sheet */
    double factor;      /* sheet pixels per pixel of the original picture */
    double entropy;     /* of the original picture */
    guint strokes;      /* coloured strokes of the original picture */
    int letter_px;      /* height of its letters, median; 0 when it has none */
    GArray *lines;      /* MbBar, sheet pixels */
    GArray *icons;      /* MbIcon, sheet pixels */
    GArray *insets;     /* MbSheetInset */
    GArray *marks;      /* MbMark of the clean picture, specks left out */
} MbSheet;

/* A run of marks on one line of one cell: what is read in one go. */
typedef struct {
    MbPixelBox box; /* sheet pixels */
    int marks;
    int turn;       /* clockwise quarter turns that set it upright: 0, or 1 and 3 to be tried (as 1) */
} MbSegment;

/*
 * Prepares a sheet.
 *
 * picture: borrowed, 4 channels, at its own resolution.
 * dpi:     of the picture.
 *
 * Returns NULL when memory is short. Caller frees with mb_sheet_free.
 */
MbSheet *mb_sheet_new(const MbPicture *picture, double dpi);
void mb_sheet_free(MbSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbSheet, mb_sheet_free)

/* The sheet's segments by rows, then from left to right; MbSegment, caller frees with g_array_unref. */
GArray *mb_sheet_find_segments(const MbSheet *sheet);

/*
 * The middles of the gaps in a segment that are at least a share of the median
 * height of its marks, x on the sheet; int, caller frees with g_array_unref.
 */
GArray *mb_sheet_find_spaces(const MbSheet *sheet, MbPixelBox box, double share);

/* How many of a segment's marks begin left of an x of the sheet. */
int mb_sheet_count_marks(const MbSheet *sheet, MbPixelBox box, int x);

/* Where the space before a per cent sign at the segment's end is, x on the sheet; 0 when it follows without one. */
int mb_sheet_find_percent(const MbSheet *sheet, MbPixelBox box);

/* What a picture is, by its sheet; `reason` is static. */
MbRegionKind mb_sheet_classify(const MbSheet *sheet, const GArray *segments, const char **reason);

#endif
