#include "notes.h"

#include "colour.h"

#include <math.h>

#define HIDDEN_FLAG 2    /* PDF 1.7, table 165 */
#define NO_VIEW_FLAG 32
#define DARK 64          /* of 255: text multiplied with what is darker cannot be read */
#define OPAQUE 0.7       /* letters under fainter fills can still be told */
#define NOTES_LIMIT 5000 /* of one page */
#define SIDES 8          /* numbers of a quadrilateral */

/* Kinds whose text in /Contents is for readers; links and fields have technical ones. */
static bool is_comment(MbView kind)
{
    static const char *const kinds[] = {"/Text",      "/FreeText",  "/Line",     "/Square",    "/Circle", "/Polygon", "/PolyLine",
                                        "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Stamp",  "/Caret",   "/Ink",
                                        "/FileAttachment"};
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (mb_view_is(kind, kinds[i]))
            return true;
    return false;
}

/* Up to `most` numbers of an array; returns how many. */
static int read_numbers(MbView *rest, double *numbers, int most)
{
    MbView number;
    int count = 0;
    while (count < most && mb_view_next(rest, &number) == MB_TOKEN_NUMBER)
        numbers[count++] = mb_view_number(number);
    return count;
}

/* The box around points of the file, as shown. */
static MbBox shown_box(MbMatrix m, const double *points, int count)
{
    MbBox box = {HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
    for (int i = 0; i + 1 < count; i += 2) {
        const double x = m.a * points[i] + m.c * points[i + 1] + m.e, y = m.b * points[i] + m.d * points[i + 1] + m.f;
        box = (MbBox){MIN(box.x0, x), MIN(box.y0, y), MAX(box.x1, x), MAX(box.y1, y)};
    }
    return box;
}

/* What is known of one annotation. */
typedef struct {
    const MbObjects *objects;
    MbView dict;
    MbMatrix shown;
    MbNotes *notes;
} Reading;

static MbView key(const Reading *r, const char *name)
{
    return mb_objects_key(r->objects, r->dict, name);
}

static bool find_rect(const Reading *r, MbBox *box)
{
    MbView rest = mb_view_inside(key(r, "/Rect"));
    double sides[4];
    if (read_numbers(&rest, sides, 4) < 4)
        return false;
    *box = shown_box(r->shown, sides, 4);
    return true;
}

/* Adds the places of an annotation: its quadrilaterals, one for each line of text, or its rectangle. */
static void add_covers(const Reading *r, bool is_marked)
{
    MbView rest = mb_view_inside(key(r, "/QuadPoints"));
    MbNoteCover cover = {.is_marked = is_marked};
    double points[SIDES];
    bool has_quad = false;
    while (read_numbers(&rest, points, SIDES) == SIDES && r->notes->covers->len < NOTES_LIMIT) {
        cover.box = shown_box(r->shown, points, SIDES);
        g_array_append_val(r->notes->covers, cover);
        has_quad = true;
    }
    if (!has_quad && find_rect(r, &cover.box))
        g_array_append_val(r->notes->covers, cover);
}

/* The luma of a colour key, 0 to 255; -1 when there is none. */
static int find_luma(const Reading *r, const char *name)
{
    MbView rest = mb_view_inside(key(r, name));
    double parts[4];
    const int count = read_numbers(&rest, parts, 4);
    if (count == 0 || count == 2)
        return -1;
    const guint32 colour = mb_colour_of(MB_SPACE_DEVICE, parts, count);
    return (int)(((colour >> 16 & 255) * 77 + (colour >> 8 & 255) * 150 + (colour & 255) * 29) >> 8); /* Rec. 601 in 256ths */
}

static bool is_opaque(const Reading *r)
{
    MbView alpha = key(r, "/CA"), fill = key(r, "/ca");
    alpha = mb_view_is_empty(fill) ? alpha : fill;
    return mb_view_is_empty(alpha) || mb_view_number(alpha) >= OPAQUE;
}

/* Whether a kind of annotation lies over text so that it cannot be read: filled shapes, text on a ground, black highlights. */
static bool hides_text(const Reading *r, MbView kind)
{
    const int flags = mb_view_int(key(r, "/F"));
    if (flags & (HIDDEN_FLAG | NO_VIEW_FLAG) || !is_opaque(r))
        return false;
    if (mb_view_is(kind, "/Square") || mb_view_is(kind, "/Circle") || mb_view_is(kind, "/Polygon"))
        return find_luma(r, "/IC") >= 0;
    if (mb_view_is(kind, "/FreeText"))
        return find_luma(r, "/C") >= 0;
    const int luma = find_luma(r, "/C");
    return mb_view_is(kind, "/Highlight") && luma >= 0 && luma < DARK;
}

static bool has_words(MbView text)
{
    for (const char *c = text.at; c < text.end; c++)
        if (g_ascii_isalnum(*c))
            return true;
    return false;
}

static void read_note(const Reading *r)
{
    MbView kind = key(r, "/Subtype");
    MbBox box;
    if (mb_view_is(kind, "/Link"))
        return;
    r->notes->is_painted = true;
    if (mb_view_is(kind, "/Redact"))
        add_covers(r, true);
    else if (hides_text(r, kind))
        add_covers(r, false);
    if (is_comment(kind) && (has_words(key(r, "/Contents")) || has_words(key(r, "/RC"))) && find_rect(r, &box))
        g_array_append_val(r->notes->comments, box);
}

MbNotes mb_notes_read(const MbPdf *pdf, int number, MbBox crop)
{
    MbNotes notes = {g_array_new(FALSE, FALSE, sizeof(MbNoteCover)), g_array_new(FALSE, FALSE, sizeof(MbBox)), false};
    if (!pdf->objects)
        return notes;
    const MbPageObject *page = mb_objects_page(pdf->objects, (guint)number - 1);
    MbView list = mb_view_inside(mb_objects_key(pdf->objects, page->dict, "/Annots")), one;
    Reading reading = {pdf->objects, {NULL, NULL}, mb_content_shown_matrix(crop, page->rotate), &notes};
    for (int i = 0; i < NOTES_LIMIT && mb_view_next_object(&list, &one) != MB_TOKEN_END; i++) {
        reading.dict = mb_objects_resolve(pdf->objects, one);
        if (!mb_view_is_empty(reading.dict))
            read_note(&reading);
    }
    return notes;
}

void mb_notes_clear(MbNotes *notes)
{
    g_array_unref(notes->covers);
    g_array_unref(notes->comments);
}

bool mb_pdf_has_notes(MbPdf *pdf, int number)
{
    g_autoptr(PopplerPage) page = mb_pdf_page(pdf, number, NULL);
    GList *list = page ? poppler_page_get_annot_mapping(page) : NULL;
    bool found = false;
    for (GList *at = list; at && !found; at = at->next)
        found = poppler_annot_get_annot_type(((PopplerAnnotMapping *)at->data)->annot) != POPPLER_ANNOT_LINK;
    poppler_page_free_annot_mapping(list);
    return found;
}
