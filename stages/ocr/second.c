#include "second.h"

#include "image/prepare.h"

#include <string.h>

/* At or over it words are not asked for: of such words on worn scans 97 in 100 are right without. */
static const double SURE = 0.9;

/*
 * The score of what two readers agree on: of 221 such words on badly worn scans 87 in 100 were right, as many as of those
 * that have this score without a second reader; in screenshots of tables nearly all.
 */
static const double AGREED = 0.9;

/* What they differ on loses a little: of 280 such words 64 in 100 were right, of all that were asked for 74. */
static const double DISPUTED = 0.95;

/* Height of a line in the second reading, in pixels: letters are then some 25 high, where readers by shapes do best. */
#define LINE_PX 40.0

static bool is_doubtful(const MbReadWord *word)
{
    if (word->conf >= SURE)
        return false;
    for (const char *p = word->text; *p; p = g_utf8_next_char(p))
        if (g_unichar_isalnum(g_utf8_get_char(p)))
            return true;
    return false;
}

/* The word alone on white paper, at a fixed size. */
static MbPicture *dup_word(const MbPicture *picture, MbPixelBox box, double *factor)
{
    enum { MARGIN = 12 };
    const int edge = MAX(2, mb_pixel_box_height(box) / 6);
    const MbPixelBox around = mb_pixel_box_clip((MbPixelBox){box.x0 - edge, box.y0 - edge, box.x1 + edge, box.y1 + edge}, picture);
    *factor = CLAMP(LINE_PX / MAX(1, mb_pixel_box_height(around)), 0.25, 4);
    g_autoptr(MbPicture) cut = mb_picture_dup_area(picture, around);
    g_autoptr(MbPicture) scaled = cut ? mb_picture_dup_scaled(cut, *factor) : NULL;
    MbPicture *paper = scaled ? mb_picture_new(scaled->width_px + 2 * MARGIN, scaled->height_px + 2 * MARGIN, 1) : NULL;
    if (paper)
        mb_picture_paste(paper, scaled, MARGIN, MARGIN);
    return paper;
}

static char *dup_reading(const MbOcrPage *at, MbReader *reader, const MbPicture *picture, double dpi, MbPixelBox box)
{
    double factor = 1;
    g_autoptr(MbPicture) paper = dup_word(picture, box, &factor);
    g_autoptr(GArray) words = NULL;
    const int left = mb_ocr_time_left_ms(at);
    if (!paper || left < 0 || !mb_reader_read(reader, paper, MB_READ_LINE, dpi * factor, left, &words, NULL))
        return NULL;
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < words->len; i++)
        g_string_append(text, g_array_index(words, MbReadWord, i).text);
    return g_string_free(text, FALSE);
}

/* A point before three digits at the end: all readers take the faint comma of thousands for a point. */
static bool has_doubtful_point(const char *text)
{
    const char *point = strrchr(text, '.');
    return point && strspn(point + 1, "0123456789") == 3 && !point[4];
}

static void weigh(MbReadWord *word, const char *second)
{
    if (!strcmp(word->text, second)) {
        word->conf = MAX(word->conf, has_doubtful_point(second) ? 0 : AGREED);
        return;
    }
    word->conf *= DISPUTED;
    if (*second && !word->other)
        word->other = g_strdup(second);
}

void mb_ocr_ask_second(const MbOcrPage *at, const MbPicture *picture, double dpi, GArray *words)
{
    MbReader *reader = at->options->models ? mb_reader_borrow_second(at->options->language, at->options->models, NULL) : NULL;
    for (guint i = 0; reader && i < words->len; i++) {
        MbReadWord *word = &g_array_index(words, MbReadWord, i);
        g_autofree char *second = is_doubtful(word) ? dup_reading(at, reader, picture, dpi, word->box) : NULL;
        if (second)
            weigh(word, second);
    }
}
