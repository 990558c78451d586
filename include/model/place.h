/*
 * Where words that were read from a straightened picture stand on the page as
 * it is shown. Room model.
 *
 * Scans are set straight before they are read, and the boxes of their words
 * are those of the straight page, in which lines are level. The region tells
 * by how much ("skew_mdeg", clockwise); the picture was turned about its middle.
 */
#ifndef MB_MODEL_PLACE_H
#define MB_MODEL_PLACE_H

#include "model/page.h"

/* A stretch of writing on the page as it is shown. */
typedef struct {
    double x, y;   /* where its baseline begins, points */
    int turn;      /* clockwise quarter turns of the writing, 0 to 3 */
    double length; /* along the baseline, points */
} MbBaseline;

/*
 * The baseline of a word of the page. It lies level where the writing leans by
 * a few degrees, and meets the writing in the middle of the word: readers of
 * PDF break words whose letters do not stand on one level.
 */
MbBaseline mb_page_word_baseline(const MbPage *page, const MbWord *word);

/*
 * The smallest upright box around a box of the straight page, as it is shown.
 *
 * region: index of the region that the box belongs to, or -1.
 */
MbBox mb_page_shown_box(const MbPage *page, MbBox box, int region);

#endif
