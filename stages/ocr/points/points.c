#include "points.h"

#include "reader/reader.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* All in sizes of the type. */
#define BULLET_LOW 0.18  /* side of a disc: full stops are 0.12 and in bold type 0.18, an o 0.5 with a hole */
#define BULLET_HIGH 0.6
#define SIGN_HIGH 1.1    /* of any other bullet: arrows, ticks, rings */
#define APART 0.42       /* least gap after a bullet; a word space is 0.25 to 0.3 */
#define FAR 4.0          /* greatest */
#define TAB 0.7          /* surely no word space, not even of justified text */
#define STOP_GAP 0.3     /* from a label to its full stop */
#define COLUMN_GAP 2.5   /* what stands so far right of a word begins a line of its own */
#define SAME_X 0.35
#define DASH_HIGH 0.14
#define DASH_SHORT 0.2
#define DASH_LONG 0.95
#define DASH_FAR 2.0     /* from a dash to its text: pieces of rules stand anywhere */
#define SAME_SHAPE 0.12  /* share by which the sides of one bullet's marks may differ */
#define TWIN 0.85        /* least correlation of two marks of one shape: bullets of made scans had 0.9 and more, other letters 0.6 */

enum { GRID = 7 };

static const double SURE = 0.6;

/* A mark before a line, which may be its bullet. */
typedef struct {
    int word; /* that was made of it, or -1 */
    int next; /* first word of the line's text */
    MbMark mark;
    bool is_bullet;
} Sign;

typedef struct {
    const MbPicture *grey;
    const GArray *marks;
    double size;
    GArray *words;
    bool is_last;
    guint8 *is_owned; /* by word boxes, one a mark */
} Points;

static MbReadWord *word_at(const Points *points, guint i)
{
    return &g_array_index(points->words, MbReadWord, i);
}

static const MbMark *mark_at(const Points *points, guint i)
{
    return &g_array_index(points->marks, MbMark, i);
}

bool mb_ocr_mark_is_disc(const MbMark *mark, double size)
{
    const int w = mb_pixel_box_width(mark->box), h = mb_pixel_box_height(mark->box);
    return MIN(w, h) >= BULLET_LOW * size && MAX(w, h) <= BULLET_HIGH * size && MAX(w, h) * 3 <= MIN(w, h) * 4 + 3 &&
           mark->ink_px >= 0.68 * w * h;
}

static bool has_middle(MbPixelBox box, MbPixelBox mark, int around)
{
    const int x = (mark.x0 + mark.x1) / 2, y = (mark.y0 + mark.y1) / 2;
    return x >= box.x0 - around && x < box.x1 + around && y >= box.y0 - around && y < box.y1 + around;
}

static bool is_speck(const Points *points, const MbMark *mark)
{
    return mark->ink_px < 0.01 * points->size * points->size;
}

static void own_marks(const Points *points)
{
    for (guint i = 0; i < points->marks->len; i++)
        for (guint k = 0; k < points->words->len && !points->is_owned[i] && !is_speck(points, mark_at(points, i)); k++)
            points->is_owned[i] = has_middle(word_at(points, k)->box, mark_at(points, i)->box, 2);
}

/* The only mark in a word's box, or NULL. */
static const MbMark *find_only_mark(const Points *points, MbPixelBox box)
{
    const MbMark *only = NULL;
    for (guint i = 0; i < points->marks->len; i++) {
        const MbMark *mark = mark_at(points, i);
        if (!has_middle(box, mark->box, 1) || is_speck(points, mark))
            continue;
        if (only)
            return NULL;
        only = mark;
    }
    return only;
}

static void set_text(MbReadWord *word, const char *text)
{
    g_free(word->text);
    word->text = g_strdup(text);
    word->conf = MAX(word->conf, SURE);
}

/* Bullets that were read as an e, a star or a degree. */
static void mend_discs(const Points *points)
{
    for (guint i = 0; i < points->words->len; i++) {
        MbReadWord *word = word_at(points, i);
        if (g_utf8_strlen(word->text, -1) > 2 || mb_pixel_box_height(word->box) > BULLET_HIGH * 2 * points->size)
            continue;
        const MbMark *mark = find_only_mark(points, word->box);
        if (mark && mb_ocr_mark_is_disc(mark, points->size))
            set_text(word, "•");
    }
}

/* Whether a word is a label that lacks its stop: a number or a letter. */
static bool lacks_stop(const char *text)
{
    const gsize digits = strspn(text, "0123456789"), letters = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    return (digits > 0 && digits <= 3 && !text[digits]) || (letters == 1 && !text[1]);
}

/* Whether a mark is the full stop after a word: low, on the line, close behind it. */
static bool is_stop(const MbMark *mark, const MbReadWord *word)
{
    const MbPixelBox b = mark->box;
    const double size = word->size_px;
    const int gap = b.x0 - word->box.x1;
    return mb_pixel_box_height(b) <= 0.25 * size && mb_pixel_box_width(b) <= 0.25 * size && gap >= -0.1 * size && gap <= STOP_GAP * size &&
           fabs(b.y1 - word->baseline_px) <= 0.09 * size;
}

/* A label's stop that was read as a comma: what follows a number of a sentence is no wider gap than any. */
static bool has_comma_for_stop(const Points *points, guint i)
{
    const MbReadWord *word = word_at(points, i), *next = i + 1 < points->words->len ? word_at(points, i + 1) : NULL;
    const gsize digits = strspn(word->text, "0123456789");
    return digits > 0 && digits <= 2 && !strcmp(word->text + digits, ",") && next && next->line == word->line &&
           next->box.x0 - word->box.x1 >= TAB * points->size;
}

/* Whether nothing stands before a word on its line. */
static bool begins_line(const Points *points, guint i)
{
    const MbReadWord *word = word_at(points, i);
    const MbReadWord *before = i > 0 ? word_at(points, i - 1) : NULL;
    return !before || before->line != word->line || word->box.x0 - before->box.x1 > COLUMN_GAP * word->size_px;
}

/* The full stop of a label in bold type is as large as a small bullet, and left over. */
static void mend_stops(const Points *points)
{
    for (guint i = 0; i < points->words->len; i++) {
        MbReadWord *word = word_at(points, i);
        if (begins_line(points, i) && has_comma_for_stop(points, i))
            word->text[strlen(word->text) - 1] = '.';
        if (!lacks_stop(word->text) || !begins_line(points, i))
            continue;
        for (guint k = 0; k < points->marks->len; k++) {
            const MbMark *mark = mark_at(points, k);
            if (points->is_owned[k] && !has_middle(word->box, mark->box, 2))
                continue;
            if (!is_stop(mark, word) || is_speck(points, mark))
                continue;
            char *text = g_strconcat(word->text, ".", NULL);
            g_free(word->text);
            word->text = text;
            word->box.x1 = MAX(word->box.x1, mark->box.x1);
            points->is_owned[k] = 1;
            break;
        }
    }
}

/* The first word of the text that a mark stands before, set apart from it; -1 for none. */
static int find_text(const Points *points, MbPixelBox mark)
{
    const int middle = (mark.y0 + mark.y1) / 2;
    int best = -1;
    for (guint i = 0; i < points->words->len; i++) {
        const MbReadWord *word = word_at(points, i);
        const int gap = word->box.x0 - mark.x1;
        const bool is_level = middle <= word->baseline_px + 0.05 * word->size_px && middle >= word->baseline_px - 0.75 * word->size_px;
        if (!is_level || gap < 0 || gap > FAR * points->size)
            continue;
        if (best < 0 || word->box.x0 < word_at(points, (guint)best)->box.x0)
            best = (int)i;
    }
    return best >= 0 && word_at(points, (guint)best)->box.x0 - mark.x1 >= APART * points->size ? best : -1;
}

/* Whether a word ends beside a mark, before it on its line. */
static bool has_text_before(const Points *points, MbPixelBox mark)
{
    const int middle = (mark.y0 + mark.y1) / 2;
    for (guint i = 0; i < points->words->len; i++) {
        const MbReadWord *word = word_at(points, i);
        const int gap = mark.x0 - word->box.x1;
        if (middle <= word->baseline_px && middle >= word->baseline_px - 0.75 * word->size_px && word->box.x0 < mark.x0 &&
            gap > -0.1 * points->size && gap < COLUMN_GAP * points->size)
            return true;
    }
    return false;
}

static bool is_thin(const Points *points, MbPixelBox box)
{
    const int w = mb_pixel_box_width(box), h = mb_pixel_box_height(box);
    return h <= MAX(2, DASH_HIGH * points->size) && w >= DASH_SHORT * points->size && w <= DASH_LONG * points->size && w > 2 * h;
}

static bool has_size(const Points *points, const MbMark *mark)
{
    const int w = mb_pixel_box_width(mark->box), h = mb_pixel_box_height(mark->box);
    return MIN(w, h) >= BULLET_LOW * points->size && MAX(w, h) <= SIGN_HIGH * points->size;
}

static bool may_be_unread(const Points *points, const MbMark *mark)
{
    return mb_ocr_mark_is_disc(mark, points->size) || is_thin(points, mark->box) || (points->is_last && has_size(points, mark));
}

/* Gathers what may be a bullet: words of one or two characters that are one mark, and marks in no word. */
static GArray *find_signs(const Points *points)
{
    GArray *signs = g_array_new(FALSE, FALSE, sizeof(Sign));
    for (guint i = 0; i < points->words->len; i++) {
        const MbReadWord *word = word_at(points, i);
        const MbMark *mark = g_utf8_strlen(word->text, -1) <= 2 ? find_only_mark(points, word->box) : NULL;
        if (!mark || !(has_size(points, mark) || is_thin(points, mark->box)) || has_text_before(points, mark->box))
            continue;
        const Sign sign = {(int)i, find_text(points, mark->box), *mark, false};
        if (sign.next >= 0)
            g_array_append_val(signs, sign);
    }
    for (guint i = 0; i < points->marks->len; i++) {
        const MbMark *mark = mark_at(points, i);
        if (points->is_owned[i] || is_speck(points, mark) || !may_be_unread(points, mark) || has_text_before(points, mark->box))
            continue;
        const Sign sign = {-1, find_text(points, mark->box), *mark, false};
        if (sign.next >= 0)
            g_array_append_val(signs, sign);
    }
    return signs;
}

static bool is_alike(double a, double b)
{
    return fabs(a - b) <= MAX(2, SAME_SHAPE * MAX(a, b));
}

/* How dark a mark is in each field of a grid over its box, 0 to 255: the mean of the field's pixels. */
static void draw_grid(const Points *points, MbPixelBox box, double *grid)
{
    const int w = mb_pixel_box_width(box), h = mb_pixel_box_height(box);
    for (int i = 0; i < GRID * GRID; i++) {
        const int x0 = box.x0 + (i % GRID) * w / GRID, x1 = MAX(x0 + 1, box.x0 + (i % GRID + 1) * w / GRID);
        const int y0 = box.y0 + (i / GRID) * h / GRID, y1 = MAX(y0 + 1, box.y0 + (i / GRID + 1) * h / GRID);
        double sum = 0;
        for (int y = y0; y < y1; y++)
            for (int x = x0; x < x1; x++)
                sum += 255 - points->grey->pixels[(gsize)y * points->grey->stride + x];
        grid[i] = sum / ((x1 - x0) * (y1 - y0));
    }
}

/* How alike two marks are, -1 to 1: the correlation of their grids. */
static double correlate(const Points *points, MbPixelBox a, MbPixelBox b)
{
    double p[GRID * GRID], q[GRID * GRID], sp = 0, sq = 0, spp = 0, sqq = 0, spq = 0;
    const double n = GRID * GRID;
    draw_grid(points, a, p);
    draw_grid(points, b, q);
    for (int i = 0; i < GRID * GRID; i++) {
        sp += p[i];
        sq += q[i];
        spp += p[i] * p[i];
        sqq += q[i] * q[i];
        spq += p[i] * q[i];
    }
    const double spread = (spp - sp * sp / n) * (sqq - sq * sq / n);
    return spread > 0 ? (spq - sp * sq / n) / sqrt(spread) : 1;
}

/* Whether two signs are one mark twice, straight below each other. */
static bool are_twins(const Points *points, const Sign *a, const Sign *b)
{
    const MbPixelBox p = a->mark.box, q = b->mark.box;
    return abs(p.x0 - q.x0) <= SAME_X * points->size && abs(p.y0 - q.y0) > points->size / 2 &&
           is_alike(mb_pixel_box_width(p), mb_pixel_box_width(q)) && is_alike(mb_pixel_box_height(p), mb_pixel_box_height(q)) &&
           correlate(points, p, q) >= TWIN;
}

/*
 * Whether the reading of one mark is a figure or word that may well stand before
 * a wide gap. A reading of two characters is none of one mark, and a 0 no label.
 */
static bool may_be_word(const char *text)
{
    return g_utf8_strlen(text, -1) == 1 && strchr("123456789aAI", text[0]);
}

/* Whether a reading is a sign that begins no line of text: neither letter nor figure, nor quote, bracket, pound or dash. */
static bool is_odd(const char *text)
{
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        const gunichar c = g_utf8_get_char(p);
        if (g_unichar_isalnum(c) || g_unichar_type(c) == G_UNICODE_DASH_PUNCTUATION || strchr("\"'([{#&£$@", (int)(c < 128 ? c : 'x')) ||
            c == 0xA3 || c == 0x2018 || c == 0x201C)
            return false;
    }
    return true;
}

/* Whether a word has a letter: before figures a thin mark is a minus, any other an icon. */
static bool has_letter(const char *text)
{
    for (const char *p = text; *p; p = g_utf8_next_char(p))
        if (g_unichar_isalpha(g_utf8_get_char(p)))
            return true;
    return false;
}

static void judge_signs(const Points *points, GArray *signs)
{
    for (guint i = 0; i < signs->len; i++) {
        Sign *sign = &g_array_index(signs, Sign, i);
        const char *text = sign->word >= 0 ? word_at(points, (guint)sign->word)->text : NULL;
        const bool is_disc = mb_ocr_mark_is_disc(&sign->mark, points->size);
        if ((text && strcmp(text, "o") == 0) || !(is_disc || has_letter(word_at(points, (guint)sign->next)->text)))
            continue; /* o is the hollow bullet's name */
        const int gap = word_at(points, (guint)sign->next)->box.x0 - sign->mark.box.x1;
        const bool is_dash = is_thin(points, sign->mark.box) && gap <= DASH_FAR * points->size;
        sign->is_bullet = is_disc || is_dash || (text && is_odd(text));
        for (guint k = 0; k < signs->len && !sign->is_bullet && !(text && may_be_word(text)); k++)
            sign->is_bullet = k != i && are_twins(points, sign, &g_array_index(signs, Sign, k));
    }
}

static void put_before(const Points *points, const Sign *sign, const char *text)
{
    MbReadWord bullet = *word_at(points, (guint)sign->next);
    bullet.text = g_strdup(text);
    bullet.other = NULL;
    bullet.box = sign->mark.box;
    bullet.conf = MAX(SURE, bullet.conf);
    bullet.rise_px = bullet.stroke_px = 0;
    g_array_insert_val(points->words, (guint)sign->next, bullet);
}

static gint compare_next(gconstpointer a, gconstpointer b)
{
    return ((const Sign *)b)->next - ((const Sign *)a)->next;
}

/* Names what was judged; words that are put in go last to first, so that the places of the others stay. */
static void take_signs(const Points *points, GArray *signs)
{
    for (guint i = 0; i < signs->len; i++) {
        const Sign *sign = &g_array_index(signs, Sign, i);
        if (sign->is_bullet && sign->word >= 0)
            set_text(word_at(points, (guint)sign->word), is_thin(points, sign->mark.box) ? "–" : "•");
    }
    g_array_sort(signs, compare_next);
    for (guint i = 0; i < signs->len; i++) {
        const Sign *sign = &g_array_index(signs, Sign, i);
        const bool is_first = i == 0 || sign[-1].next != sign->next || !sign[-1].is_bullet;
        if (sign->is_bullet && sign->word < 0 && is_first)
            put_before(points, sign, is_thin(points, sign->mark.box) ? "–" : "•");
    }
}

void mb_ocr_mend_points(const MbPicture *grey, const GArray *marks, double size, GArray *words, bool is_last)
{
    g_autofree guint8 *is_owned = g_malloc0(marks->len + 1);
    const Points points = {grey, marks, size, words, is_last, is_owned};
    own_marks(&points);
    mend_stops(&points);
    mend_discs(&points);
    g_autoptr(GArray) signs = find_signs(&points);
    judge_signs(&points, signs);
    take_signs(&points, signs);
}
