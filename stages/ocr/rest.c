/*
 * The layout analysis of a page takes single figures, bullets and raised
 * letters for noise. What it leaves is found mark by mark, and read alone.
 */
#include "rest.h"

#include "base/text.h"
#include "image/marks.h"
#include "image/prepare.h"
#include "paper.h"
#include "points/points.h"
#include "signs.h"

#include <stdlib.h>
#include <string.h>

/* Sizes in parts of the page's type size, and when a reading is taken. */
static const double LEAST_HEIGHT = 0.4, MOST_HEIGHT = 1.6; /* of a mark: x-heights are 0.5, brackets 1.2 */
static const double SAME_PIECE = 0.35;                     /* gap between marks of one piece: letters of a word, and a label's point */
static const double RAISED = 0.2;                          /* feet of raised letters over the baseline */
static const double SURE = 0.6, DOUBTED = 0.5;

enum {
    MOST_MARKS = 400, /* of a page in no word: more are a picture */
    MOST_PIECES = 40
};

typedef struct {
    const MbOcrPage *at;
    MbReader *reader;
    const MbPicture *grey;
    double dpi, size; /* size: median of the words', pixels */
    GArray *words;
    GArray *marks; /* MbMark of the page */
} Rest;

static MbReadWord *word_at(const Rest *rest, guint i)
{
    return &g_array_index(rest->words, MbReadWord, i);
}

static int compare_sizes(gconstpointer a, gconstpointer b)
{
    const double p = *(const double *)a, q = *(const double *)b;
    return (p > q) - (p < q);
}

static double find_size(const GArray *words, double dpi)
{
    g_autoptr(GArray) sizes = g_array_new(FALSE, FALSE, sizeof(double));
    for (guint i = 0; i < words->len; i++)
        g_array_append_val(sizes, g_array_index(words, MbReadWord, i).size_px);
    g_array_sort(sizes, compare_sizes);
    return sizes->len ? g_array_index(sizes, double, sizes->len / 2) : dpi * 11 / 72;
}

static bool has_middle(MbPixelBox box, MbPixelBox mark, int around)
{
    const int x = (mark.x0 + mark.x1) / 2, y = (mark.y0 + mark.y1) / 2;
    return x >= box.x0 - around && x < box.x1 + around && y >= box.y0 - around && y < box.y1 + around;
}

static void set_text(MbReadWord *word, const char *text)
{
    g_free(word->text);
    word->text = g_strdup(text);
}

/* Cuts a word in two at a mark in it, which goes; the boxes by the share of the characters. */
static void cut_word(const Rest *rest, guint i, const char *mark)
{
    MbReadWord *word = word_at(rest, i);
    MbReadWord tail = *word;
    const double share = (double)g_utf8_strlen(word->text, mark - word->text) / MAX(1, g_utf8_strlen(word->text, -1));
    tail.text = g_strdup(mark + 1);
    tail.other = NULL;
    tail.box.x0 = word->box.x0 + (int)(share * mb_pixel_box_width(word->box));
    word->box.x1 = MAX(word->box.x0 + 1, tail.box.x0 - 1);
    word->text[mark - word->text] = 0;
    g_array_insert_val(rest->words, i + 1, tail);
}

/* An underline is read as low dashes at the ends of its words, and for the spaces between them. */
static void drop_underlines(const Rest *rest)
{
    for (guint i = 0; i < rest->words->len; i++) {
        char *text = word_at(rest, i)->text;
        const gsize before = strspn(text, "_");
        if (!text[before] || (!before && !g_str_has_suffix(text, "_")))
            continue;
        memmove(text, text + before, strlen(text) - before + 1);
        for (gsize n = strlen(text); n > 0 && text[n - 1] == '_'; n--)
            text[n - 1] = 0;
        char *inner = strchr(text, '_');
        if (inner)
            cut_word(rest, i, inner);
    }
}

/*
 * Words that the engine doubts are read once more alone, without the lines
 * that run through them: underlines and edges of boxes. The surer reading stays.
 * Figures are left: of two readings of a number neither is to win in silence.
 */
static bool read_doubtful(const Rest *rest, GError **error)
{
    guint tries = 0;
    for (guint i = 0; i < rest->words->len && tries < MOST_PIECES; i++) {
        MbReadWord *word = word_at(rest, i);
        const int height = mb_pixel_box_height(word->box), pad = (int)(rest->size / 8);
        const bool has_letters = !strpbrk(word->text, "0123456789");
        if (word->conf >= DOUBTED || !has_letters || height < LEAST_HEIGHT * rest->size || height > MOST_HEIGHT * rest->size)
            continue;
        const MbPixelBox area = {word->box.x0 - pad, word->box.y0 - pad, word->box.x1 + pad, word->box.y1 + pad};
        g_autoptr(MbPicture) part = mb_picture_dup_area(rest->grey, area);
        g_autoptr(GArray) read = NULL;
        tries++;
        if (!part)
            continue;
        g_autoptr(GArray) lines = mb_picture_find_grid(part, (int)(1.2 * rest->size));
        mb_picture_remove_grid(part, lines);
        const MbPixelBox whole = {0, 0, part->width_px, part->height_px};
        if (!mb_ocr_read_area(rest->at, rest->reader, part, whole, 0.7 * rest->size, rest->dpi, &read, error))
            return false;
        if (!read || read->len != 1 || g_array_index(read, MbReadWord, 0).conf <= MAX(word->conf, SURE))
            continue;
        const MbReadWord *again = &g_array_index(read, MbReadWord, 0);
        set_text(word, again->text);
        word->conf = again->conf;
    }
    return true;
}

/* What follows a day's number: "st" to 1, 21 and 31, and so on. */
static const char *find_ending(int day)
{
    static const char *const endings[] = {"th", "st", "nd", "rd"};
    return day % 10 > 3 || day / 10 == 1 ? "th" : endings[day % 10];
}

/* The marks that stand raised at a word's end: their box, or an empty one. */
static MbPixelBox find_raised(const Rest *rest, const MbReadWord *word)
{
    const double size = word->size_px;
    MbPixelBox raised = {0};
    for (guint i = 0; i < rest->marks->len; i++) {
        const MbPixelBox b = g_array_index(rest->marks, MbMark, i).box;
        const bool is_level = b.y1 < word->baseline_px - RAISED * size && b.y0 > word->baseline_px - 1.1 * size;
        const bool is_small = mb_pixel_box_height(b) > 0.2 * size && mb_pixel_box_height(b) < 0.6 * size;
        if (!is_level || !is_small || b.x0 < word->box.x0 + 0.3 * size || b.x1 > word->box.x1 + 0.9 * size)
            continue;
        const bool is_first = raised.x1 == 0;
        raised = is_first ? b : (MbPixelBox){MIN(raised.x0, b.x0), MIN(raised.y0, b.y0), MAX(raised.x1, b.x1), MAX(raised.y1, b.y1)};
    }
    return raised;
}

/* Whether a reading of a raised ending is near enough: one of its two letters, in small print, is enough. */
static bool is_ending(const GArray *words, const char *ending)
{
    for (guint i = 0; words && i < words->len; i++)
        if (strpbrk(g_array_index(words, MbReadWord, i).text, ending))
            return true;
    return false;
}

/*
 * The 4th is read as 4", the 31st as 31% or 31: where the marks after a day's
 * number stand raised and are as wide as two letters, they are read alone.
 */
static bool mend_ordinal(const Rest *rest, MbReadWord *word, GError **error)
{
    char *end = NULL;
    const glong day = g_ascii_isdigit(word->text[0]) ? strtol(word->text, &end, 10) : 0;
    if (day < 1 || day > 31 || end - word->text > 2 || g_utf8_strlen(end, -1) > 4)
        return true;
    const char *ending = find_ending((int)day);
    const MbPixelBox raised = find_raised(rest, word);
    const int width = mb_pixel_box_width(raised);
    if (g_str_has_prefix(end, ending) || width < 0.4 * word->size_px || width > word->size_px)
        return true;
    g_autoptr(GArray) read = NULL;
    if (!mb_ocr_read_area(rest->at, rest->reader, rest->grey, raised, mb_pixel_box_height(raised), rest->dpi, &read, error))
        return false;
    if (!is_ending(read, ending))
        return true;
    const char last = *end ? end[strlen(end) - 1] : 0;
    g_autofree char *text = g_strdup_printf("%ld%s%.*s", day, ending, last && strchr(",.;:)", last) ? 1 : 0, &last);
    set_text(word, text);
    word->conf = MAX(word->conf, SURE); /* doubted for its ending alone */
    word->box.x1 = MAX(word->box.x1, raised.x1);
    return true;
}

static bool is_owned(const Rest *rest, const MbMark *mark)
{
    for (guint i = 0; i < rest->words->len; i++)
        if (has_middle(word_at(rest, i)->box, mark->box, 2))
            return true;
    return false;
}

/* Marks of the height of letters or of bullets that lie in no word. */
static GArray *find_free_marks(const Rest *rest)
{
    GArray *found = g_array_new(FALSE, FALSE, sizeof(MbMark));
    for (guint i = 0; i < rest->marks->len && found->len <= MOST_MARKS; i++) {
        const MbMark *mark = &g_array_index(rest->marks, MbMark, i);
        const int w = mb_pixel_box_width(mark->box), h = mb_pixel_box_height(mark->box);
        const bool is_letter = h >= LEAST_HEIGHT * rest->size && h <= MOST_HEIGHT * rest->size && w <= 3 * rest->size;
        if (is_letter && !mb_ocr_mark_is_disc(mark, rest->size) && !is_owned(rest, mark))
            g_array_append_val(found, *mark);
    }
    return found;
}

static bool is_near(MbPixelBox a, MbPixelBox b, double gap)
{
    const int common = MIN(a.y1, b.y1) - MAX(a.y0, b.y0);
    const int apart = MAX(a.x0, b.x0) - MIN(a.x1, b.x1);
    return apart <= gap && common * 2 >= MIN(mb_pixel_box_height(a), mb_pixel_box_height(b));
}

static MbPixelBox join(MbPixelBox a, MbPixelBox b)
{
    return (MbPixelBox){MIN(a.x0, b.x0), MIN(a.y0, b.y0), MAX(a.x1, b.x1), MAX(a.y1, b.y1)};
}

/* Gathers marks to pieces of a line; each goes to the first piece that is near. */
static GArray *find_pieces(const Rest *rest, GArray *marks)
{
    GArray *pieces = g_array_new(FALSE, FALSE, sizeof(MbPixelBox));
    for (guint round = 0; round < marks->len;) {
        MbPixelBox piece = g_array_index(marks, MbMark, round).box;
        g_array_remove_index(marks, round);
        for (guint i = 0; i < marks->len;) {
            const MbPixelBox b = g_array_index(marks, MbMark, i).box;
            if (!is_near(piece, b, SAME_PIECE * rest->size)) {
                i++;
                continue;
            }
            piece = join(piece, b);
            g_array_remove_index(marks, i);
            i = 0;
        }
        g_array_append_val(pieces, piece);
    }
    return pieces;
}

/* The word of which a piece is the lost beginning or end, or -1. */
static int find_neighbour(const Rest *rest, MbPixelBox piece)
{
    for (guint i = 0; i < rest->words->len; i++) {
        const MbPixelBox b = word_at(rest, i)->box;
        const MbPixelBox line = {b.x0, MIN(b.y0, b.y1 - (int)(rest->size / 2)), b.x1, b.y1}; /* a point is lower than its line */
        if (is_near(line, piece, 0.22 * rest->size))
            return (int)i;
    }
    return -1;
}

static bool is_good(const GArray *read, glong least)
{
    glong length = 0;
    bool has_sign = false;
    for (guint i = 0; read && i < read->len; i++) {
        const MbReadWord *word = &g_array_index(read, MbReadWord, i);
        if (word->conf < SURE)
            return false;
        length += g_utf8_strlen(word->text, -1);
        for (const char *p = word->text; *p; p = g_utf8_next_char(p))
            has_sign |= g_unichar_isalnum(g_utf8_get_char(p));
    }
    return has_sign && length >= least;
}

/* Puts the words of a piece in their place: in that of the word that they complete, or behind all. */
static void take_words(const Rest *rest, GArray *read, int instead)
{
    int line = rest->words->len ? word_at(rest, rest->words->len - 1)->line + 1 : 0;
    guint at = rest->words->len;
    if (instead >= 0) {
        line = word_at(rest, (guint)instead)->line;
        at = (guint)instead;
        g_array_remove_index(rest->words, at);
    }
    for (guint i = 0; i < read->len; i++) {
        MbReadWord word = g_array_index(read, MbReadWord, i);
        word.text = g_strdup(word.text);
        word.other = NULL;
        word.line = line;
        g_array_insert_val(rest->words, at + i, word);
    }
}

static bool read_piece(const Rest *rest, MbPixelBox piece, GError **error)
{
    const int neighbour = find_neighbour(rest, piece);
    const MbPixelBox whole = neighbour >= 0 ? join(piece, word_at(rest, (guint)neighbour)->box) : piece;
    const glong least = neighbour >= 0 ? g_utf8_strlen(word_at(rest, (guint)neighbour)->text, -1) + 1 : 1;
    const int pad = (int)(rest->size / 8);
    const MbPixelBox area = {whole.x0 - pad, whole.y0 - pad, whole.x1 + pad, whole.y1 + pad};
    g_autoptr(GArray) read = NULL;
    if (!mb_ocr_read_area(rest->at, rest->reader, rest->grey, area, mb_pixel_box_height(piece), rest->dpi, &read, error))
        return false;
    if (is_good(read, least))
        take_words(rest, read, neighbour);
    return true;
}

bool mb_ocr_read_rest(const MbOcrPage *at, MbReader *reader, const MbPicture *grey, double dpi, GArray *words, GError **error)
{
    g_autoptr(GArray) marks = mb_picture_find_marks(grey, 190);
    const Rest rest = {at, reader, grey, dpi, find_size(words, dpi), words, marks};
    drop_underlines(&rest);
    mb_ocr_mend_points(grey, marks, rest.size, words, false);
    mb_ocr_mend_signs(marks, words);
    for (guint i = 0; i < words->len; i++)
        if (!mend_ordinal(&rest, word_at(&rest, i), error))
            return false;
    if (!read_doubtful(&rest, error))
        return false;
    g_autoptr(GArray) left = find_free_marks(&rest);
    if (left->len > MOST_MARKS)
        return true;
    g_autoptr(GArray) pieces = find_pieces(&rest, left);
    for (guint i = 0; i < pieces->len && pieces->len <= MOST_PIECES; i++)
        if (!read_piece(&rest, g_array_index(pieces, MbPixelBox, i), error))
            return false;
    mb_ocr_mend_points(grey, marks, rest.size, words, pieces->len <= MOST_PIECES);
    return true;
}
