/* Words of the text layer that a reader of the page does not see: no ink where they stand, or a box over them. */
#include "ocr.h"

#include <math.h>
#include <string.h>

/* Differences under 10 are none: the palest text that was met (#D9D9D9 at 8 points) differs by 25 from its ground. */
#define EVEN 10

/* Boxes are drawn with hatching, and with edges through a letter: their colour is known as roughly as that. */
#define NEAR 40

/* Paper, and boxes of its colour: cells of spreadsheets cut the text of their neighbours off with them, which is no redaction. */
#define PAPER_LUMA 235

/* So many stretches without ink are told of one by one; the rest of a page together, as spreadsheets cut off hundreds of cells. */
#define TOLD_STRETCHES 30

static guint count_letters(const char *text)
{
    guint letters = 0;
    for (const char *p = text; *p; p = g_utf8_next_char(p))
        letters += g_unichar_isalnum(g_utf8_get_char(p));
    return letters;
}

/*
 * Where a word must show ink: between the top quarter and the lower fifth of
 * its box, so that neither a neighbour's strokes nor the edges of a box drawn
 * over it count. Marks alone (quotes, dots) may stand anywhere in theirs.
 */
static MbPixelBox ink_box(const MbOcrPage *at, const MbWord *word)
{
    MbBox b = word->box;
    if (count_letters(word->text) > 0 && word->turn % 2 == 0 && mb_box_height(b) > 6) {
        const double height = mb_box_height(b);
        b.y0 += 0.25 * height;
        b.y1 -= 0.2 * height;
    }
    const MbPixelBox box = {(int)floor(b.x0), (int)floor(b.y0), (int)ceil(b.x1), (int)ceil(b.y1)};
    return mb_pixel_box_clip(box, at->look);
}

static bool is_near(uint32_t a, uint32_t b, int by)
{
    return abs((int)(a >> 16 & 255) - (int)(b >> 16 & 255)) <= by && abs((int)(a >> 8 & 255) - (int)(b >> 8 & 255)) <= by &&
           abs((int)(a & 255) - (int)(b & 255)) <= by;
}

static uint32_t pixel_at(const MbPicture *look, int x, int y)
{
    const guint8 *p = look->pixels + (gsize)y * look->stride + (gsize)x * look->channels;
    return look->channels == 1 ? p[0] * 0x010101u : (uint32_t)p[2] << 16 | (uint32_t)p[1] << 8 | p[0];
}

static bool is_paper(uint32_t colour)
{
    return ((colour >> 16 & 255) * 77 + (colour >> 8 & 255) * 150 + (colour & 255) * 29) >> 8 >= PAPER_LUMA;
}

/* The longest run of columns in a box that are of one colour from top to bottom. */
static int measure_even_run(const MbPicture *look, MbPixelBox box, uint32_t *colour)
{
    int best = 0, run = 0;
    uint32_t ground = 0;
    for (int x = box.x0; x < box.x1; x++) {
        uint32_t here = 0;
        const bool is_even = mb_picture_is_even(look, (MbPixelBox){x, box.y0, x + 1, box.y1}, EVEN, &here);
        run = !is_even ? 0 : run && is_near(here, ground, EVEN) ? run + 1 : 1;
        ground = here;
        if (run <= best)
            continue;
        best = run;
        *colour = here;
    }
    return best;
}

/*
 * Whether a box of some colour lies over a word but for an end of it: a box
 * that was drawn by hand leaves a full stop or half a letter free. Letters
 * leave no two thirds of a word's width even; single ones may.
 */
static bool is_boxed(const MbOcrPage *at, const MbWord *word, MbPixelBox box, uint32_t *ground)
{
    return count_letters(word->text) > 1 && word->turn % 2 == 0 &&
           measure_even_run(at->look, box, ground) * 3 >= mb_pixel_box_width(box) * 2 && !is_paper(*ground);
}

/*
 * Whether most of a word's whole box has the word's own colour: it stands
 * under a hatched box. Ink fills half of the box at most, in the blackest types.
 */
static bool is_hatched(const MbOcrPage *at, const MbWord *word)
{
    const MbBox b = word->box;
    const MbPixelBox box = mb_pixel_box_clip((MbPixelBox){(int)b.x0, (int)b.y0, (int)ceil(b.x1), (int)ceil(b.y1)}, at->look);
    int near = 0;
    for (int y = box.y0; y < box.y1; y++)
        for (int x = box.x0; x < box.x1; x++)
            near += is_near(pixel_at(at->look, x, y), word->colour, NEAR);
    /* of a pale word the paper itself would have the colour: a mark across the page */
    const int all = mb_pixel_box_width(box) * mb_pixel_box_height(box);
    return !is_near(word->colour, 0xFFFFFF, NEAR) && count_letters(word->text) > 0 && near * 5 > all * 3;
}

/* is_redacted: out; something other than paper hides it. */
static MbHidden judge_word(const MbOcrPage *at, const MbWord *word, bool *is_redacted)
{
    const MbPixelBox box = ink_box(at, word);
    uint32_t ground = 0;
    *is_redacted = false;
    if (mb_pixel_box_width(box) < 2 || mb_pixel_box_height(box) < 2)
        return MB_HIDDEN_NOT;
    if (!mb_picture_is_even(at->look, box, EVEN, &ground)) {
        *is_redacted = is_boxed(at, word, box, &ground) || is_hatched(at, word);
        return *is_redacted ? MB_HIDDEN_COVERED : MB_HIDDEN_NOT;
    }
    const bool has_colour = is_near(word->colour, ground, 32);
    if (has_colour && !is_paper(ground) && !is_hatched(at, word))
        return MB_HIDDEN_NOT; /* inside the stroke of a letter as large as that */
    *is_redacted = !is_paper(ground);
    return has_colour ? MB_HIDDEN_COLOUR : MB_HIDDEN_COVERED;
}

/* What redaction programs write on their boxes, often in the box's own colour: why, not what. */
static bool is_label(const char *text)
{
    static const char *const labels[] = {"redacted", "redaction", "privilege", "privileged", "confidential", "withheld", "exempt",
                                         "exemption", "removed", "restricted", "sealed", "section", "golygwyd"};
    g_autofree char *lower = g_utf8_strdown(text, -1);
    const char *word = lower;
    while (g_ascii_ispunct(*word))
        word++;
    for (guint i = 0; i < G_N_ELEMENTS(labels); i++)
        if (g_str_has_prefix(word, labels[i]) && !g_ascii_isalnum(word[strlen(labels[i])]))
            return true;
    return false;
}

/* Words after each other on one line that are hidden in one way. */
typedef struct {
    guint words;
    guint letters;  /* of all of them: marks alone (leaders of dots in white) tell nothing */
    bool says_more; /* than that it is a redaction */
    MbBox box;
    guint last;     /* index of the last one */
} Stretch;

/* Hidden words being put together: those under a box, and those that only lack ink. */
typedef struct {
    MbOcrPage *at;
    Stretch redacted, bare;
    guint told; /* stretches without ink */
} Finds;

static void report_bare(Finds *f, const Stretch *stretch)
{
    g_autofree char *subject = g_strdup_printf("words without ink: %u", stretch->words);
    if (stretch->letters)
        mb_ocr_add_issue(f->at, MB_ISSUE_TEXT_HIDDEN, stretch->box, subject);
    f->told += stretch->letters != 0;
}

static void report_redacted(Finds *f, const Stretch *stretch)
{
    g_autofree char *subject = g_strdup_printf("words: %u", stretch->words);
    if (stretch->words && stretch->says_more)
        mb_ocr_add_issue(f->at, MB_ISSUE_REDACTION_FAILED, stretch->box, subject);
    else
        report_bare(f, stretch);
}

static bool goes_on(const Stretch *stretch, guint index, MbBox box)
{
    const double middle = (box.y0 + box.y1) / 2;
    return stretch->last + 1 == index && middle >= stretch->box.y0 && middle <= stretch->box.y1;
}

static void add_word(Finds *f, Stretch *stretch, guint index, void (*report)(Finds *, const Stretch *))
{
    const MbWord *word = mb_page_word(f->at->page, index);
    if (stretch->words && !goes_on(stretch, index, word->box) && (report != report_bare || f->told < TOLD_STRETCHES)) {
        report(f, stretch);
        *stretch = (Stretch){0};
    }
    stretch->words++;
    stretch->letters += count_letters(word->text);
    stretch->says_more = stretch->says_more || !is_label(word->text);
    stretch->last = index;
    stretch->box = mb_box_union(stretch->box, word->box);
}

static void report_all(Finds *f)
{
    report_redacted(f, &f->redacted);
    report_bare(f, &f->bare);
}

void mb_ocr_look_for_hidden(MbOcrPage *at)
{
    const MbPixelBox whole = {0, 0, at->look->width_px, at->look->height_px};
    uint32_t ground = 0;
    /* nothing at all was drawn: a font that cannot be drawn, unless the text has the colour of the page */
    const bool is_bare = mb_picture_is_even(at->look, whole, EVEN, &ground);
    Finds finds = {.at = at};
    for (guint i = 0; i < at->page->words->len; i++) {
        MbWord *word = mb_page_word(at->page, i);
        bool is_redacted = false;
        if (word->hidden != MB_HIDDEN_NOT || word->origin != MB_ORIGIN_TEXT || mb_box_is_empty(word->box) ||
            (is_bare && !is_near(word->colour, ground, EVEN)))
            continue;
        word->hidden = judge_word(at, word, &is_redacted);
        if (is_redacted)
            add_word(&finds, &finds.redacted, i, report_redacted);
        else if (word->hidden != MB_HIDDEN_NOT)
            add_word(&finds, &finds.bare, i, report_bare);
    }
    report_all(&finds);
}

void mb_ocr_show_layer(MbOcrPage *at)
{
    if (!mb_ocr_look(at))
        return;
    Finds finds = {.at = at};
    for (guint i = 0; i < at->page->words->len; i++) {
        MbWord *word = mb_page_word(at->page, i);
        if (word->hidden != MB_HIDDEN_INVISIBLE || word->origin != MB_ORIGIN_TEXT)
            continue;
        bool is_redacted = false;
        const MbHidden hidden = judge_word(at, word, &is_redacted);
        word->hidden = is_redacted ? MB_HIDDEN_COVERED : MB_HIDDEN_NOT;
        if (hidden != MB_HIDDEN_NOT && is_redacted)
            add_word(&finds, &finds.redacted, i, report_redacted);
    }
    report_all(&finds);
}
