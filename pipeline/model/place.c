#include "model/place.h"

#include <math.h>
#include <stdlib.h>

/* How far the writing of a region leans, clockwise, in radians. */
static double find_lean(const MbRegion *region)
{
    const char *mdeg = region ? mb_attrs_get(region->attrs, "skew_mdeg") : NULL;
    return mdeg ? atoi(mdeg) * G_PI / 180000 : 0;
}

static const MbRegion *find_region(const MbPage *page, int region)
{
    return region >= 0 && (guint)region < page->regions->len ? mb_page_region(page, (guint)region) : NULL;
}

/* Turns a point clockwise about the middle of a box. */
static void turn_about(MbBox box, double angle, double *x, double *y)
{
    const double cx = (box.x0 + box.x1) / 2, cy = (box.y0 + box.y1) / 2, dx = *x - cx, dy = *y - cy;
    *x = cx + dx * cos(angle) - dy * sin(angle);
    *y = cy + dx * sin(angle) + dy * cos(angle);
}

MbBaseline mb_page_word_baseline(const MbPage *page, const MbWord *word)
{
    static const struct {
        int x, y;
    } along[] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}}; /* the way that writing goes */
    const MbRegion *region = find_region(page, word->region);
    const MbBox b = word->box;
    const int turn = word->turn & 3;
    const double lean = find_lean(region), length = turn % 2 ? mb_box_height(b) : mb_box_width(b);
    double x = turn % 2 ? word->baseline : (b.x0 + b.x1) / 2, y = turn % 2 ? (b.y0 + b.y1) / 2 : word->baseline;
    if (lean != 0)
        turn_about(region->box, lean, &x, &y);
    return (MbBaseline){x - along[turn].x * length / 2, y - along[turn].y * length / 2, turn, length};
}

MbBox mb_page_shown_box(const MbPage *page, MbBox box, int index)
{
    const MbRegion *region = find_region(page, index);
    const double lean = find_lean(region), xs[] = {box.x0, box.x1, box.x1, box.x0}, ys[] = {box.y0, box.y0, box.y1, box.y1};
    MbBox shown = {HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
    if (lean == 0)
        return box;
    for (int i = 0; i < 4; i++) {
        double x = xs[i], y = ys[i];
        turn_about(region->box, lean, &x, &y);
        shown = (MbBox){MIN(shown.x0, x), MIN(shown.y0, y), MAX(shown.x1, x), MAX(shown.y1, y)};
    }
    return shown;
}
