#include "machine.h"

#include <math.h>
#include <string.h>

#define CONTENT_LIMIT (64u << 20) /* bytes of one page's content, decoded; the longest met has 0.44 MB */
#define TOKEN_LIMIT 10000000      /* tokens of one page, forms too; a fifth of the bytes that the limit above lets in */
#define LOOKUP_LIMIT (64 << 20)   /* bytes of resources looked through for one page */
#define FORM_DEPTH 12
#define NO_SIZE 0.0001            /* points; fonts drawn by the file itself may be sized by a thousandth */
#define BAR_GLYPHS 3              /* so many glyphs of one kind are a bar, and no letters */
#define STATE_DEPTH 512           /* q inside q; PDF 1.7 annex C.2 names 28 */

MbMatrix mb_content_shown_matrix(MbBox crop, int rotate)
{
    switch (rotate) {
    case 90: return (MbMatrix){0, 1, 1, 0, -crop.y0, -crop.x0};
    case 180: return (MbMatrix){-1, 0, 0, 1, crop.x1, -crop.y0};
    case 270: return (MbMatrix){0, -1, -1, 0, crop.y1, crop.x1};
    default: return (MbMatrix){1, 0, 0, -1, -crop.x0, crop.y1};
    }
}

double mb_machine_operand(const Machine *m, int n, int i)
{
    int at = m->count - n + i;
    return at >= 0 && at < m->count ? m->numbers[at] : 0;
}

static MbMatrix operand_matrix(const Machine *m)
{
    double n[OPERANDS];
    for (int i = 0; i < OPERANDS; i++)
        n[i] = mb_machine_operand(m, OPERANDS, i);
    return (MbMatrix){n[0], n[1], n[2], n[3], n[4], n[5]};
}

static void push_number(Machine *m, double number)
{
    if (m->count == OPERANDS) {
        memmove(m->numbers, m->numbers + 1, sizeof m->numbers - sizeof *m->numbers);
        m->count--;
    }
    m->numbers[m->count++] = number;
}

MbView mb_machine_find_entry(Machine *m, const char *category, MbView name)
{
    MbView list = mb_objects_key(m->objects, m->resources, category);
    g_autofree char *key = g_strndup(name.at, (gsize)(name.end - name.at));
    m->lookups += (list.end - list.at) + (m->resources.end - m->resources.at);
    return m->lookups > LOOKUP_LIMIT ? (MbView){NULL, NULL} : mb_view_key(list, key);
}

MbView mb_machine_find(Machine *m, const char *category, MbView name)
{
    return mb_objects_resolve(m->objects, mb_machine_find_entry(m, category, name));
}

MbShown mb_machine_shown(const Machine *m)
{
    return m->marked->len ? MAX(m->shown, g_array_index(m->marked, Marked, m->marked->len - 1).shown) : m->shown;
}

/* How many glyphs an operand shows, spaces left out, two bytes of a hexadecimal string for one; are_alike: out. */
static guint count_glyphs(MbView shown, bool *are_alike)
{
    MbView rest = *shown.at == '[' ? mb_view_inside(shown) : shown, string;
    guint glyphs = 0;
    char first = 0;
    *are_alike = true;
    for (MbToken kind; (kind = mb_view_next(&rest, &string)) != MB_TOKEN_END;) {
        if (kind != MB_TOKEN_STRING)
            continue;
        const bool is_hex = *string.at == '<';
        for (const char *c = string.at + 1; c < string.end - 1; c += is_hex ? 4 : 1) {
            const bool has_pair = string.end - c > 4;
            const bool is_space = is_hex ? has_pair && (!memcmp(c, "0003", 4) || !memcmp(c, "0020", 4)) : (guchar)*c <= ' ';
            if (is_space)
                continue;
            *are_alike = *are_alike && !is_hex && (!glyphs || *c == first);
            first = *c;
            glyphs++;
        }
    }
    return glyphs;
}

static void drop(Machine *m, MbDroppedKind kind, MbBox box)
{
    m->content->dropped[kind].pieces++;
    m->content->dropped[kind].box = mb_box_union(m->content->dropped[kind].box, box);
}

/* The box of a stretch of text that reaches so far from where it begins. */
static MbBox reach_box(const MbMark *mark, double reach, double size)
{
    const double x = mark->x, y = mark->y;
    switch (mark->turn) {
    case 1: return (MbBox){x - size, y, x + size, y + reach};
    case 2: return (MbBox){x - reach, y, x, y + size};
    case 3: return (MbBox){x - size, y - reach, x + size, y};
    default: return (MbBox){x, y - size, x + reach, y};
    }
}

/*
 * Notes text that Poppler leaves out. Text to the left of the page, or over it, may reach into it: how far is guessed, and
 * too far rather than not far enough (no letter is wider than the size, and lines of running text do not set wide ones only).
 *
 * size: in points as shown, NAN when the content does not say.
 */
static void note_dropped(Machine *m, const MbMark *mark, guint glyphs, double size)
{
    const double near = MAX(size, 2);
    const MbBox box = reach_box(mark, glyphs * size * 0.8, size);
    if (mark->shown == MB_SWITCHED_OFF)
        drop(m, MB_DROPPED_LAYER, isnan(size) ? (MbBox){mark->x, mark->y, mark->x, mark->y} : box);
    else if (size < NO_SIZE)
        drop(m, MB_DROPPED_SIZE, box);
    else if (mark->placed && (box.x1 < -near || box.y1 < -near || box.x0 > m->page.x1 + near || box.y0 > m->page.y1 + near))
        drop(m, MB_DROPPED_PLACE, box);
}

static void show_text(Machine *m)
{
    MbMatrix at = mb_matrix_multiply(m->text, m->state.ctm);
    MbMark mark = {.mcid = -1, .placed = m->moved};
    mark.x = m->state.rise * at.c + at.e;
    mark.y = m->state.rise * at.d + at.f;
    mark.turn = (int16_t)(fabs(at.a) >= fabs(at.b) ? (at.a >= 0 ? 0 : 2) : (at.b > 0 ? 1 : 3));
    mark.invisible = m->state.render == 3 || m->state.render == 7;
    const MbInk *ink = &m->state.ink[FILL];
    mark.is_odd = m->state.render == 1 || m->state.render > 3 || ink->alpha < 0.15 || ink->is_pattern || ink->is_clip_shape;
    mark.clip = ink->clip;
    mark.paint = m->content->paints->len;
    mark.shown = mb_machine_shown(m);
    MbView operand = mb_view_is_empty(m->array) ? m->string : m->array;
    bool are_alike = false;
    const guint glyphs = mb_view_is_empty(operand) ? 0 : count_glyphs(operand, &are_alike);
    if (m->marked->len) {
        const Marked *in = &g_array_index(m->marked, Marked, m->marked->len - 1);
        mark.mcid = in->mcid;
        mark.artifact = in->artifact;
        mark.is_masked = in->has_text && are_alike && glyphs >= BAR_GLYPHS;
    }
    if (glyphs && isfinite(mark.x) && isfinite(mark.y))
        note_dropped(m, &mark, glyphs, fabs(m->state.size) * hypot(at.c, at.d));
    m->content->has_invisible = m->content->has_invisible || mark.invisible;
    m->content->has_marked = m->content->has_marked || mark.mcid >= 0;
    m->moved = false;
    if (isfinite(mark.x) && isfinite(mark.y))
        g_array_append_val(m->content->marks, mark);
}

static void set_text_matrix(Machine *m, MbMatrix matrix)
{
    m->text = m->line = matrix;
    m->moved = true;
}

static void move_line(Machine *m, double x, double y)
{
    set_text_matrix(m, mb_matrix_multiply((MbMatrix){1, 0, 0, 1, x, y}, m->line));
}

/* Watches an image that was drawn just now for what comes over it. */
static void watch_image(Machine *m, MbView stream, const MbInk *ink)
{
    MbContent *content = m->content;
    MbDrawn *drawn = &g_array_index(content->images, MbDrawn, content->images->len - 1);
    if (mb_view_is_empty(stream) || content->watched_count == MB_WATCHED_IMAGES)
        return;
    drawn->stream = stream;
    drawn->is_whole = ink->alpha >= 1 && !ink->is_clip_shape && mb_box_share(drawn->box, ink->clip) > 0.999;
    content->watched[content->watched_count++] = content->images->len - 1;
}

/* An image fills the unit square of the matrix in force; stream: the object that it is, empty for an inline one. */
static void draw_image(Machine *m, MbView stream, int width_px, int height_px)
{
    MbMatrix c = m->state.ctm;
    double x[4] = {c.e, c.e + c.a, c.e + c.c, c.e + c.a + c.c}, y[4] = {c.f, c.f + c.b, c.f + c.d, c.f + c.b + c.d};
    MbDrawn drawn = {.box = {x[0], y[0], x[0], y[0]}, .width_px = width_px, .height_px = height_px};
    for (int i = 1; i < 4; i++) {
        drawn.box.x0 = MIN(drawn.box.x0, x[i]), drawn.box.x1 = MAX(drawn.box.x1, x[i]);
        drawn.box.y0 = MIN(drawn.box.y0, y[i]), drawn.box.y1 = MAX(drawn.box.y1, y[i]);
    }
    double slant = 0.005 * (fabs(c.a) + fabs(c.d)), turned = 0.005 * (fabs(c.b) + fabs(c.c));
    drawn.is_upright = c.a > 0 && c.d < 0 && fabs(c.b) <= slant && fabs(c.c) <= slant;
    MbInk ink = mb_machine_ink(m, FILL);
    mb_machine_cover(m, drawn.box);
    g_array_append_val(m->content->images, drawn);
    watch_image(m, stream, &ink);
    bool is_square = (fabs(c.b) <= slant && fabs(c.c) <= slant) || (fabs(c.a) <= turned && fabs(c.d) <= turned);
    mb_paint_append(m->content->paints, &ink, is_square ? MB_PAINT_PICTURE : MB_PAINT_SHAPE, drawn.box);
    m->content->has_ink = true;
}

static void run(Machine *m, MbView content);

/* Nothing of a form shows outside its box. */
static void cut_by_box(Machine *m, MbView box)
{
    MbView rest = mb_view_inside(box), number;
    double sides[4];
    int count = 0;
    while (count < 4 && mb_view_next(&rest, &number) == MB_TOKEN_NUMBER)
        sides[count++] = mb_view_number(number);
    if (count < 4)
        return;
    mb_path_clear(m->path);
    mb_path_box(m->path, m->state.ctm, sides[0], sides[1], sides[2] - sides[0], sides[3] - sides[1]);
    for (int i = 0; i < INKS; i++)
        mb_path_clip(m->path, &m->state.ink[i]);
    mb_path_clear(m->path);
}

/* What an object's key says of its layer holds beside what stands around it. */
static void enter_layer(Machine *m, MbView object)
{
    MbView layer = mb_view_key(object, "/OC");
    m->shown = MAX(mb_machine_shown(m), mb_layers_find(m->layers, layer));
    m->content->has_layers = m->content->has_layers || !mb_view_is_empty(layer);
}

static void draw_form(Machine *m, MbView form)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    if (m->depth >= FORM_DEPTH || mb_objects_stream(m->objects, form, bytes, CONTENT_LIMIT) != MB_STREAM_READ)
        return;
    Machine saved = *m;
    MbView own = mb_objects_key(m->objects, form, "/Resources"), matrix = mb_objects_key(m->objects, form, "/Matrix"), number;
    guint marked = m->marked->len, states = m->saved->len;
    m->depth++;
    m->resources = mb_view_is_empty(own) ? m->resources : own;
    if (!mb_view_is_empty(matrix)) {
        m->count = 0;
        for (matrix = mb_view_inside(matrix); mb_view_next(&matrix, &number) == MB_TOKEN_NUMBER;)
            push_number(m, mb_view_number(number));
        if (m->count == OPERANDS)
            m->state.ctm = mb_matrix_multiply(operand_matrix(m), m->state.ctm);
    }
    cut_by_box(m, mb_objects_key(m->objects, form, "/BBox"));
    enter_layer(m, form);
    run(m, mb_view_of(bytes));
    mb_path_clear(m->path);
    g_array_set_size(m->marked, MIN(marked, m->marked->len));
    g_array_set_size(m->saved, MIN(states, m->saved->len));
    saved.tokens = m->tokens;
    saved.lookups = m->lookups;
    saved.is_clip = false;
    *m = saved;
}

static void draw_object(Machine *m)
{
    MbView object = mb_machine_find(m, "/XObject", m->name), kind = mb_view_key(object, "/Subtype");
    MbView width = mb_objects_key(m->objects, object, "/Width"), height = mb_objects_key(m->objects, object, "/Height");
    m->lookups += object.end - object.at;
    if (mb_view_is(kind, "/Image")) {
        const MbShown around = m->shown;
        enter_layer(m, object);
        draw_image(m, object, mb_view_int(width), mb_view_int(height));
        m->shown = around;
    }
    else if (mb_view_is(kind, "/Form"))
        draw_form(m, object);
}

/* An inline image: a dictionary without brackets, "ID", one space, bytes, "EI" between white space. */
static void draw_inline(Machine *m, MbView *rest)
{
    int width = 0, height = 0;
    MbView key, value;
    for (;;) {
        MbToken kind = mb_view_next(rest, &key);
        if (kind == MB_TOKEN_END || (kind == MB_TOKEN_WORD && mb_view_is(key, "ID")))
            break;
        if (kind != MB_TOKEN_NAME || mb_view_next(rest, &value) != MB_TOKEN_NUMBER)
            continue;
        if (mb_view_is(key, "/W") || mb_view_is(key, "/Width"))
            width = mb_view_int(value);
        if (mb_view_is(key, "/H") || mb_view_is(key, "/Height"))
            height = mb_view_int(value);
    }
    const char *at = rest->at;
    while ((at = memmem(at, (gsize)(rest->end - at), "EI", 2))) {
        bool before = g_ascii_isspace(at[-1]), after = at + 2 >= rest->end || g_ascii_isspace(at[2]);
        at += 2;
        if (before && after)
            break;
    }
    rest->at = at ? at : rest->end;
    draw_image(m, (MbView){NULL, NULL}, width, height);
}

/* Whether a text says more than one character over and over. */
static bool is_telling(MbView text)
{
    if (text.end - text.at < 4)
        return false;
    for (const char *c = text.at + 1; c + 2 < text.end; c++)
        if (g_ascii_isalnum(c[0]) && g_ascii_isalnum(c[1]) && c[0] != c[1])
            return true;
    return false;
}

static void read_properties(Machine *m, MbView properties, Marked *marked)
{
    MbView entry = *properties.at == '/' ? mb_machine_find_entry(m, "/Properties", properties) : properties;
    MbView mcid = mb_objects_key(m->objects, entry, "/MCID");
    if (!mb_view_is_empty(mcid) && !m->depth) { /* ids inside forms are the form's own */
        marked->mcid = mb_view_int(mcid);
        marked->artifact = false;
    }
    if (mb_view_is(m->name, "/OC"))
        marked->shown = MAX(marked->shown, mb_layers_find(m->layers, entry));
    marked->has_text = marked->has_text || is_telling(mb_objects_key(m->objects, entry, "/ActualText"));
}

static void begin_marked(Machine *m, bool has_properties)
{
    Marked marked = {.mcid = -1};
    if (m->marked->len)
        marked = g_array_index(m->marked, Marked, m->marked->len - 1);
    marked.shown = mb_machine_shown(m);
    if (has_properties && !mb_view_is_empty(m->properties))
        read_properties(m, m->properties, &marked);
    marked.artifact = marked.artifact || mb_view_is(m->name, "/Artifact");
    m->content->has_layers = m->content->has_layers || mb_view_is(m->name, "/OC");
    g_array_append_val(m->marked, marked);
}

static void save_state(Machine *m)
{
    if (m->saved->len < STATE_DEPTH)
        g_array_append_val(m->saved, m->state);
}

static void restore_state(Machine *m)
{
    if (!m->saved->len)
        return;
    m->state = g_array_index(m->saved, State, m->saved->len - 1);
    g_array_set_size(m->saved, m->saved->len - 1);
}

static void obey_text(Machine *m, Operator operator)
{
    switch (operator) {
    case OP_BT: set_text_matrix(m, (MbMatrix){1, 0, 0, 1, 0, 0}); break;
    case OP_TM: set_text_matrix(m, operand_matrix(m)); break;
    case OP_TD_LEADING: m->state.leading = -mb_machine_operand(m, 2, 1); /* fall through */
    case OP_TD: move_line(m, mb_machine_operand(m, 2, 0), mb_machine_operand(m, 2, 1)); break;
    case OP_NEXT: move_line(m, 0, -m->state.leading); break;
    case OP_LEADING: m->state.leading = mb_machine_operand(m, 1, 0); break;
    case OP_RISE: m->state.rise = mb_machine_operand(m, 1, 0); break;
    case OP_FONT: m->state.size = mb_machine_operand(m, 1, 0); break;
    case OP_RENDER: m->state.render = (int)mb_machine_operand(m, 1, 0); break;
    case OP_NEXT_SHOW: move_line(m, 0, -m->state.leading); /* fall through */
    case OP_SHOW: show_text(m); break;
    default: mb_machine_paint(m, operator); break;
    }
}

static void obey(Machine *m, Operator operator)
{
    switch (operator) {
    case OP_Q: save_state(m); break;
    case OP_UNQ: restore_state(m); break;
    case OP_CM: m->state.ctm = mb_matrix_multiply(operand_matrix(m), m->state.ctm); break;
    case OP_DO: draw_object(m); break;
    case OP_BMC: begin_marked(m, false); break;
    case OP_BDC: begin_marked(m, true); break;
    case OP_EMC:
        if (m->marked->len)
            g_array_set_size(m->marked, m->marked->len - 1);
        break;
    default: obey_text(m, operator); break;
    }
}

static void run(Machine *m, MbView rest)
{
    MbView token;
    MbToken kind;
    while ((kind = mb_view_next(&rest, &token)) != MB_TOKEN_END && ++m->tokens < TOKEN_LIMIT) {
        if (kind == MB_TOKEN_NUMBER) {
            push_number(m, mb_view_number(token));
        } else if (kind == MB_TOKEN_NAME) {
            /* BDC has two names where its properties are a resource. */
            m->properties = token;
            m->name = mb_view_is_empty(m->name) ? token : m->name;
        } else if (kind == MB_TOKEN_DICT) {
            m->properties = token;
        } else if (kind == MB_TOKEN_ARRAY) {
            m->array = token;
        } else if (kind == MB_TOKEN_STRING) {
            m->string = token;
        } else if (kind == MB_TOKEN_WORD) {
            if (mb_view_is(token, "BI"))
                draw_inline(m, &rest);
            else
                obey(m, mb_operator_find(token));
            m->count = 0;
            m->name = m->properties = m->array = m->string = (MbView){NULL, NULL};
        }
    }
}

/* Joins the page's content streams with a space, as they are read as one. */
static MbStreamResult join_streams(const MbObjects *objects, MbView page, GByteArray *out)
{
    MbView contents = mb_view_key(page, "/Contents"), value = mb_objects_resolve(objects, contents), one;
    if (mb_view_is_empty(value))
        return MB_STREAM_READ;
    if (*value.at != '[')
        return mb_objects_stream(objects, contents, out, CONTENT_LIMIT);
    for (value = mb_view_inside(value); mb_view_next_object(&value, &one) == MB_TOKEN_REF;) {
        MbStreamResult result = mb_objects_stream(objects, one, out, CONTENT_LIMIT);
        if (result != MB_STREAM_READ)
            return result;
        g_byte_array_append(out, (const guint8 *)"\n", 1);
    }
    return MB_STREAM_READ;
}

MbContent *mb_content_new(void)
{
    MbContent *content = g_new0(MbContent, 1);
    content->result = MB_STREAM_UNKNOWN;
    content->marks = g_array_new(FALSE, TRUE, sizeof(MbMark));
    content->images = g_array_new(FALSE, TRUE, sizeof(MbDrawn));
    content->paints = g_array_new(FALSE, TRUE, sizeof(MbPaint));
    content->sides = g_array_new(FALSE, TRUE, sizeof(MbSide));
    return content;
}

MbContent *mb_content_read(const MbObjects *objects, guint index, MbBox crop, const MbLayers *layers)
{
    const MbPageObject *page = mb_objects_page(objects, index);
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    MbContent *content = mb_content_new();
    content->result = join_streams(objects, page->dict, bytes);
    if (content->result != MB_STREAM_READ)
        return content;
    g_autoptr(GArray) saved = g_array_new(FALSE, TRUE, sizeof(State));
    g_autoptr(GArray) marked = g_array_new(FALSE, TRUE, sizeof(Marked));
    g_autoptr(MbPath) path = mb_path_new();
    Machine machine = {.objects = objects, .content = content, .resources = page->resources, .saved = saved, .marked = marked};
    machine.path = path;
    bool is_turned = page->rotate % 180 != 0;
    MbBox whole = {0, 0, is_turned ? crop.y1 - crop.y0 : crop.x1 - crop.x0, is_turned ? crop.x1 - crop.x0 : crop.y1 - crop.y0};
    machine.state.ink[FILL] = machine.state.ink[STROKE] = (MbInk){.alpha = 1, .clip = whole};
    machine.state.line_width = 1;
    machine.state.size = NAN; /* a font may come with the graphics state, too */
    machine.page = whole;
    machine.layers = layers;
    machine.state.ctm = mb_content_shown_matrix(crop, page->rotate);
    machine.text = machine.line = (MbMatrix){1, 0, 0, 1, 0, 0};
    run(&machine, mb_view_of(bytes));
    content->is_cut_short = machine.tokens >= TOKEN_LIMIT || machine.lookups > LOOKUP_LIMIT;
    return content;
}

void mb_content_free(MbContent *content)
{
    if (!content)
        return;
    g_array_unref(content->marks);
    g_array_unref(content->images);
    g_array_unref(content->paints);
    g_array_unref(content->sides);
    g_free(content);
}
