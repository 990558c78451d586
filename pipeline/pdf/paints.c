/* Paths, inks and what is painted with them. */
#include "machine.h"

#include <math.h>
#include <string.h>

static double operand(const Machine *m, int n, int i)
{
    return mb_machine_operand(m, n, i);
}

static bool is_view(MbView a, MbView b)
{
    return a.end - a.at == b.end - b.at && (a.at == b.at || !memcmp(a.at, b.at, (gsize)(a.end - a.at)));
}

static MbView find_cached(Machine *m, Found *found, const char *category, MbView name)
{
    if (found->resources.at != m->resources.at || !found->name.at || !is_view(found->name, name)) {
        found->value = mb_machine_find(m, category, name);
        found->resources = m->resources;
        found->name = name;
    }
    return found->value;
}

MbInk mb_machine_ink(const Machine *m, InkKind kind)
{
    MbInk ink = m->state.ink[kind];
    MbMatrix c = m->state.ctm;
    ink.width[0] = m->state.line_width * hypot(c.a, c.b);
    ink.width[1] = m->state.line_width * hypot(c.c, c.d);
    if (fabs(c.a) < fabs(c.b)) { /* turned: what runs along x in the file runs down the page */
        double swapped = ink.width[0];
        ink.width[0] = ink.width[1], ink.width[1] = swapped;
    }
    if (mb_machine_shown(m) >= MB_NOT_ON_SCREEN)
        ink.clip = (MbBox){0, 0, 0, 0}; /* nothing of it shows */
    ink.is_clip_shape = ink.is_clip_shape || m->state.is_mixed;
    return ink;
}

static void set_colour(Machine *m, InkKind kind, MbSpace space, int count)
{
    double numbers[OPERANDS];
    int given = count ? count : m->count;
    for (int i = 0; i < given; i++)
        numbers[i] = operand(m, given, i);
    m->state.space[kind] = space;
    m->state.ink[kind].is_pattern = space == MB_SPACE_OTHER;
    m->state.ink[kind].colour = space == MB_SPACE_OTHER ? 0 : mb_colour_of(space, numbers, given);
}

/* A new space begins with black, or with full ink. */
static void set_space(Machine *m, InkKind kind)
{
    MbSpace space = mb_space_find(m->objects, m->name);
    if (space == MB_SPACE_OTHER && !mb_view_is(m->name, "/Pattern"))
        space = mb_space_find(m->objects, find_cached(m, &m->spaces, "/ColorSpace", m->name));
    m->count = 0;
    if (space == MB_SPACE_TINT)
        m->numbers[m->count++] = 1;
    set_colour(m, kind, space, 0);
}

static void set_dash(Machine *m)
{
    MbView rest = mb_view_inside(m->array), number;
    double scale = sqrt(fabs(m->state.ctm.a * m->state.ctm.d - m->state.ctm.b * m->state.ctm.c)), gap = 0, only = 0;
    int count = 0;
    for (; mb_view_next(&rest, &number) == MB_TOKEN_NUMBER; count++) {
        only = mb_view_number(number);
        gap = count % 2 ? MAX(gap, only) : gap;
    }
    m->state.ink[STROKE].gap = (count == 1 ? only : gap) * scale; /* a single number is dash and gap */
}

static void set_state(Machine *m)
{
    MbView state = find_cached(m, &m->states, "/ExtGState", m->name), mask = mb_objects_key(m->objects, state, "/SMask");
    MbView mode = mb_objects_key(m->objects, state, "/BM"), width = mb_objects_key(m->objects, state, "/LW");
    MbView fill = mb_objects_key(m->objects, state, "/ca"), stroke = mb_objects_key(m->objects, state, "/CA");
    if (!mb_view_is_empty(fill))
        m->state.ink[FILL].alpha = CLAMP(mb_view_number(fill), 0, 1);
    if (!mb_view_is_empty(stroke))
        m->state.ink[STROKE].alpha = CLAMP(mb_view_number(stroke), 0, 1);
    if (!mb_view_is_empty(width))
        m->state.line_width = mb_view_number(width);
    if (!mb_view_is_empty(mask) || !mb_view_is_empty(mode))
        m->state.is_mixed = (!mb_view_is_empty(mask) && !mb_view_is(mask, "/None")) ||
                            (!mb_view_is_empty(mode) && !mb_view_is(mode, "/Normal") && !mb_view_is(mode, "/Compatible"));
}

void mb_machine_cover(Machine *m, MbBox box)
{
    MbContent *content = m->content;
    for (guint i = 0; i < content->watched_count; i++) {
        MbDrawn *drawn = &g_array_index(content->images, MbDrawn, content->watched[i]);
        if (!mb_box_is_empty(mb_box_intersect(drawn->box, box)))
            drawn->is_whole = false;
    }
}

/* A stroke is wider than its path; how far corners reach is not worth knowing here. */
static void cover_by_path(Machine *m, const MbInk *stroke)
{
    MbBox box = mb_path_bounds(m->path);
    const double x = MAX(stroke->width[0], stroke->width[1]) * 4 + 1;
    mb_machine_cover(m, m->is_curved ? m->page : (MbBox){box.x0 - x, box.y0 - x, box.x1 + x, box.y1 + x});
}

static void shade(Machine *m)
{
    MbInk ink = mb_machine_ink(m, FILL);
    mb_machine_cover(m, ink.clip);
    mb_paint_append(m->content->paints, &ink, MB_PAINT_PICTURE, ink.clip);
}

/* Fills, strokes and cuts by the path, which is then done with. */
static void paint(Machine *m, bool fills, bool is_even_odd, bool strokes)
{
    MbInk fill = mb_machine_ink(m, FILL), stroke = mb_machine_ink(m, STROKE);
    if (fills)
        mb_path_fill(m->path, &fill, is_even_odd, m->content->paints, m->content->sides);
    if (strokes)
        mb_path_stroke(m->path, &stroke, m->content->paints);
    m->content->has_ink = m->content->has_ink || fills || strokes;
    if (fills || strokes)
        cover_by_path(m, &stroke);
    if (m->is_clip)
        for (int i = 0; i < INKS; i++)
            mb_path_clip(m->path, &m->state.ink[i]);
    m->is_clip = m->is_curved = false;
    mb_path_clear(m->path);
}

static void close_and_paint(Machine *m, bool fills, bool is_even_odd)
{
    mb_path_close(m->path);
    paint(m, fills, is_even_odd, true);
}

static void obey_ink(Machine *m, Operator operator)
{
    switch (operator) {
    case OP_GREY: set_colour(m, FILL, MB_SPACE_DEVICE, 1); break;
    case OP_GREY_STROKE: set_colour(m, STROKE, MB_SPACE_DEVICE, 1); break;
    case OP_RGB: set_colour(m, FILL, MB_SPACE_DEVICE, 3); break;
    case OP_RGB_STROKE: set_colour(m, STROKE, MB_SPACE_DEVICE, 3); break;
    case OP_CMYK: set_colour(m, FILL, MB_SPACE_DEVICE, 4); break;
    case OP_CMYK_STROKE: set_colour(m, STROKE, MB_SPACE_DEVICE, 4); break;
    case OP_SPACE: set_space(m, FILL); break;
    case OP_SPACE_STROKE: set_space(m, STROKE); break;
    case OP_COLOUR: set_colour(m, FILL, m->state.space[FILL], 0); break;
    case OP_COLOUR_STROKE: set_colour(m, STROKE, m->state.space[STROKE], 0); break;
    case OP_WIDTH: m->state.line_width = operand(m, 1, 0); break;
    case OP_CAP: m->state.ink[STROKE].reach = operand(m, 1, 0) > 0 ? 0.5 : 0; break;
    case OP_DASH: set_dash(m); break;
    case OP_STATE: set_state(m); break;
    case OP_SHADING: shade(m); break;
    default: break;
    }
}

void mb_machine_paint(Machine *m, Operator operator)
{
    MbMatrix c = m->state.ctm;
    switch (operator) {
    case OP_MOVE: mb_path_move(m->path, c, operand(m, 2, 0), operand(m, 2, 1)); break;
    case OP_LINE: mb_path_line(m->path, c, operand(m, 2, 0), operand(m, 2, 1)); break;
    case OP_CURVE: /* control points do not count: the curve stays within them, and may be taken for smaller */
    case OP_CURVE_SHORT:
        mb_path_curve(m->path, c, operand(m, 2, 0), operand(m, 2, 1));
        m->is_curved = true;
        break;
    case OP_CLOSE: mb_path_close(m->path); break;
    case OP_BOX: mb_path_box(m->path, c, operand(m, 4, 0), operand(m, 4, 1), operand(m, 4, 2), operand(m, 4, 3)); break;
    case OP_CLIP: m->is_clip = true; break;
    case OP_END: paint(m, false, false, false); break;
    case OP_STROKE: paint(m, false, false, true); break;
    case OP_CLOSE_STROKE: close_and_paint(m, false, false); break;
    case OP_FILL: paint(m, true, false, false); break;
    case OP_FILL_EVEN_ODD: paint(m, true, true, false); break;
    case OP_BOTH: paint(m, true, false, true); break;
    case OP_BOTH_EVEN_ODD: paint(m, true, true, true); break;
    case OP_CLOSE_BOTH: close_and_paint(m, true, false); break;
    case OP_CLOSE_BOTH_EVEN_ODD: close_and_paint(m, true, true); break;
    default: obey_ink(m, operator); break;
    }
}
