#include "typecase.h"

#include <math.h>
#include <string.h>

/* A look is an area of two by two letters, 12 samples to a letter: finer steps than a pixel of a screenshot are blur alone. */
enum { SIDE = 24, SAMPLES = SIDE * SIDE };

/*
 * In ten screenshots at 96 dpi characters are unlike the next of their kind by
 * 0.03 to 0.15, bold ones unlike plain ones by 0.3 and more, and a figure of a
 * second face is unlike all of the first by 0.25.
 */
static const double LIKE = 0.2;

/* How much less than to any other character. */
static const double CLEAR = 0.8;

/* How one character looks. */
typedef struct {
    guint8 ink[SAMPLES]; /* around the middle of its top edge, 0 white */
    guint sum;           /* of the ink */
    double width, height, drop; /* in letters; drop of its foot under the line's */
    gunichar character;
    guint segment;
} Look;

struct MbTypecase {
    const MbSheet *sheet; /* borrowed */
    GArray *looks;        /* Look */
};

MbTypecase *mb_typecase_new(const MbSheet *sheet)
{
    MbTypecase *typecase = g_new(MbTypecase, 1);
    *typecase = (MbTypecase){sheet, g_array_new(FALSE, FALSE, sizeof(Look))};
    return typecase;
}

void mb_typecase_free(MbTypecase *typecase)
{
    if (!typecase)
        return;
    g_array_unref(typecase->looks);
    g_free(typecase);
}

static int compare_left(gconstpointer a, gconstpointer b)
{
    const MbPixelBox *p = a, *q = b;
    return p->x0 != q->x0 ? p->x0 - q->x0 : p->y0 - q->y0;
}

/* Marks that stand mostly above each other are one character: the dot of an i, the rings of a per cent sign. */
static bool is_one(MbPixelBox a, MbPixelBox b)
{
    const int common = MIN(a.x1, b.x1) - MAX(a.x0, b.x0);
    return common * 2 > MIN(mb_pixel_box_width(a), mb_pixel_box_width(b));
}

/* The boxes of a segment's characters from left to right; MbPixelBox. */
static GArray *find_characters(const MbSheet *sheet, MbPixelBox box)
{
    g_autoptr(GArray) marks = g_array_new(FALSE, FALSE, sizeof(MbPixelBox));
    GArray *out = g_array_new(FALSE, FALSE, sizeof(MbPixelBox));
    for (guint i = 0; i < sheet->marks->len; i++) {
        const MbPixelBox mark = g_array_index(sheet->marks, MbMark, i).box;
        if (mark.x0 >= box.x0 && mark.x1 <= box.x1 && mark.y0 >= box.y0 && mark.y1 <= box.y1)
            g_array_append_val(marks, mark);
    }
    g_array_sort(marks, compare_left);
    for (guint i = 0; i < marks->len; i++) {
        const MbPixelBox mark = g_array_index(marks, MbPixelBox, i);
        MbPixelBox *last = out->len ? &g_array_index(out, MbPixelBox, out->len - 1) : NULL;
        if (last && is_one(*last, mark))
            *last = (MbPixelBox){MIN(last->x0, mark.x0), MIN(last->y0, mark.y0), MAX(last->x1, mark.x1), MAX(last->y1, mark.y1)};
        else
            g_array_append_val(out, mark);
    }
    return out;
}

static int compare_ints(gconstpointer a, gconstpointer b)
{
    return *(const int *)a - *(const int *)b;
}

/* Where the line's characters stand: the median foot of those that are letters by their height. */
static int find_foot(const GArray *boxes, int letter_px, int none)
{
    g_autoptr(GArray) feet = g_array_new(FALSE, FALSE, sizeof(int));
    for (guint i = 0; i < boxes->len; i++) {
        const MbPixelBox box = g_array_index(boxes, MbPixelBox, i);
        if (mb_pixel_box_height(box) * 10 >= letter_px * 6)
            g_array_append_val(feet, box.y1);
    }
    g_array_sort(feet, compare_ints);
    return feet->len ? g_array_index(feet, int, feet->len / 2) : none;
}

/* The mean ink of a sample's area; what lies outside the character's box, a pixel around included, is another's. */
static guint8 sample(const MbPicture *picture, MbPixelBox box, double x, double y, double step)
{
    const int x0 = (int)floor(x), y0 = (int)floor(y), x1 = MAX(x0 + 1, (int)floor(x + step)), y1 = MAX(y0 + 1, (int)floor(y + step));
    int sum = 0;
    for (int v = MAX(y0, box.y0); v < MIN(y1, box.y1); v++)
        for (int u = MAX(x0, box.x0); u < MIN(x1, box.x1); u++)
            sum += 255 - picture->pixels[v * picture->stride + u];
    return (guint8)(sum / ((x1 - x0) * (y1 - y0)));
}

static void take_look(const MbSheet *sheet, MbPixelBox box, int foot, Look *look)
{
    const double letter = sheet->letter_px, step = letter / 12;
    const double left = (box.x0 + box.x1) / 2.0 - SIDE / 2 * step, top = box.y0 - 2 * step;
    const MbPixelBox seen = mb_pixel_box_clip((MbPixelBox){box.x0 - 1, box.y0 - 1, box.x1 + 1, box.y1 + 1}, sheet->clean);
    *look = (Look){.drop = (box.y1 - foot) / letter};
    look->width = mb_pixel_box_width(box) / letter;
    look->height = mb_pixel_box_height(box) / letter;
    for (int i = 0; i < SAMPLES; i++) {
        look->ink[i] = sample(sheet->clean, seen, left + i % SIDE * step, top + i / SIDE * step, step);
        look->sum += look->ink[i];
    }
}

/* The looks of a segment's characters; Look. */
static GArray *take_looks(const MbTypecase *typecase, guint segment, MbPixelBox box)
{
    g_autoptr(GArray) boxes = find_characters(typecase->sheet, box);
    const int foot = find_foot(boxes, typecase->sheet->letter_px, box.y1);
    GArray *looks = g_array_sized_new(FALSE, FALSE, sizeof(Look), boxes->len);
    for (guint i = 0; i < boxes->len; i++) {
        Look look;
        take_look(typecase->sheet, g_array_index(boxes, MbPixelBox, i), foot, &look);
        look.segment = segment;
        g_array_append_val(looks, look);
    }
    return looks;
}

void mb_typecase_learn(MbTypecase *typecase, guint segment, MbPixelBox box, const char *text)
{
    g_autoptr(GArray) looks = take_looks(typecase, segment, box);
    if (g_utf8_strlen(text, -1) != (glong)looks->len)
        return;
    for (guint i = 0; i < looks->len; i++, text = g_utf8_next_char(text)) {
        Look *look = &g_array_index(looks, Look, i);
        look->character = g_utf8_get_char(text);
        g_array_append_val(typecase->looks, *look);
    }
}

/* Ink that one has and the other lacks, of both together, the second moved by some samples: 0 alike, 1 nothing in common. */
static double measure_at(const Look *a, const Look *b, int dx, int dy)
{
    guint differ = 0;
    for (int y = 1; y < SIDE - 1; y++) {
        const guint8 *p = a->ink + y * SIDE, *q = b->ink + (y + dy) * SIDE + dx;
        for (int x = 1; x < SIDE - 1; x++)
            differ += (guint)(p[x] > q[x] ? p[x] - q[x] : q[x] - p[x]);
    }
    return (double)differ / MAX(1, a->sum + b->sum);
}

/* How unlike two looks are; 1 where their sizes or places forbid it. */
static double measure_unlikeness(const Look *a, const Look *b)
{
    if (fabs(a->width - b->width) > 0.2 || fabs(a->height - b->height) > 0.2 || fabs(a->drop - b->drop) > 0.2)
        return 1;
    double least = 1;
    for (int dy = -1; dy <= 1; dy++)
        for (int dx = -1; dx <= 1; dx++)
            least = MIN(least, measure_at(a, b, dx, dy));
    return least;
}

/* The character that a look is most like, and how unlike it and the next other character are. */
static gunichar find_character(const MbTypecase *typecase, const Look *look, double *best, double *next)
{
    gunichar character = 0;
    *best = *next = 1;
    for (guint i = 0; i < typecase->looks->len; i++) {
        const Look *known = &g_array_index(typecase->looks, Look, i);
        const double here = known->segment == look->segment ? 1 : measure_unlikeness(look, known);
        if (here < *best) {
            *next = known->character == character ? *next : *best;
            *best = here;
            character = known->character;
        } else if (known->character != character) {
            *next = MIN(*next, here);
        }
    }
    return character;
}

/* A look that others of another character come nearer to than those of its own was learned wrongly: marks that ran together. */
void mb_typecase_settle(MbTypecase *typecase)
{
    g_autoptr(GArray) good = g_array_new(FALSE, FALSE, sizeof(Look));
    for (guint i = 0; i < typecase->looks->len; i++) {
        const Look *look = &g_array_index(typecase->looks, Look, i);
        double best, next;
        const gunichar character = find_character(typecase, look, &best, &next);
        if (character == look->character || best >= LIKE)
            g_array_append_val(good, *look);
    }
    g_array_unref(typecase->looks);
    typecase->looks = g_steal_pointer(&good);
}

MbTypecaseReading mb_typecase_read(const MbTypecase *typecase, guint segment, MbPixelBox box)
{
    g_autoptr(GArray) looks = take_looks(typecase, segment, box);
    g_autoptr(GString) text = g_string_new(NULL);
    bool is_sure = looks->len > 0;
    for (guint i = 0; i < looks->len; i++) {
        double best, next;
        const gunichar character = find_character(typecase, &g_array_index(looks, Look, i), &best, &next);
        g_string_append_unichar(text, character ? character : 0xFFFD);
        is_sure = is_sure && best < LIKE && best < CLEAR * next;
    }
    return (MbTypecaseReading){g_string_free(g_steal_pointer(&text), FALSE), looks->len, is_sure};
}
