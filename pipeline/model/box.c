#include "model/box.h"

#include <glib.h>

bool mb_box_is_empty(MbBox box)
{
    return box.x0 >= box.x1 && box.y0 >= box.y1;
}

double mb_box_width(MbBox box)
{
    return box.x1 - box.x0;
}

double mb_box_height(MbBox box)
{
    return box.y1 - box.y0;
}

MbBox mb_box_union(MbBox a, MbBox b)
{
    if (mb_box_is_empty(a))
        return b;
    if (mb_box_is_empty(b))
        return a;
    return (MbBox){MIN(a.x0, b.x0), MIN(a.y0, b.y0), MAX(a.x1, b.x1), MAX(a.y1, b.y1)};
}

MbBox mb_box_intersect(MbBox a, MbBox b)
{
    MbBox both = {MAX(a.x0, b.x0), MAX(a.y0, b.y0), MIN(a.x1, b.x1), MIN(a.y1, b.y1)};
    return both.x0 > both.x1 || both.y0 > both.y1 ? (MbBox){0, 0, 0, 0} : both;
}

double mb_box_share(MbBox inner, MbBox outer)
{
    double area = mb_box_width(inner) * mb_box_height(inner);
    MbBox both = mb_box_intersect(inner, outer);
    return area > 0 ? mb_box_width(both) * mb_box_height(both) / area : 0;
}

bool mb_box_has_centre(MbBox outer, MbBox inner)
{
    double x = (inner.x0 + inner.x1) / 2, y = (inner.y0 + inner.y1) / 2;
    return x >= outer.x0 && x <= outer.x1 && y >= outer.y0 && y <= outer.y1;
}
