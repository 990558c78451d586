/*
 * Charts that are drawn, not pictures. Stage layout, for its own files.
 */
#ifndef MB_LAYOUT_CHARTS_H
#define MB_LAYOUT_CHARTS_H

#include "model/document.h"

/*
 * Finds the charts of a page by their vertical axes: numbers that descend by
 * equal steps over equal distances beside drawn lines, with little else on
 * their lines.
 *
 * is_used: one byte a word; used words take no part.
 *
 * Returns MbBox, points of the page, around each chart with its axes and the
 * names under it; caller frees with g_array_unref.
 */
GArray *mb_charts_find(const MbPage *page, const guint8 *is_used);

/*
 * Whether what was read of a picture holds such an axis: then it is a chart,
 * though its grid of lines looks like a table's.
 *
 * region: index in the page's regions.
 */
bool mb_charts_has_axis(const MbPage *page, guint region, const guint8 *is_used);

#endif
