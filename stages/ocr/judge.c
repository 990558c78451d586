/* Whether a page's text layer can be trusted. */
#include "ocr.h"
#include "sample.h"

#include "base/text.h"

#include <math.h>
#include <string.h>

/* What a layer of words looks like. */
typedef struct {
    guint words, letters, characters, stray, odd, bare;
} Layer;

/* A letter beside a mark that no writing has inside a word, as in "Comm!ttee" or "th~e". */
static bool is_odd(const char *text)
{
    gunichar before = 0;
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        const gunichar c = g_utf8_get_char(p), next = g_utf8_get_char(g_utf8_next_char(p));
        if (g_unichar_isalpha(before) && g_unichar_isalpha(next) && c < 128 && g_ascii_ispunct((char)c) && !strchr("'-./@&_:", (int)c))
            return true;
        before = c;
    }
    return false;
}

static bool is_symbol_word(const MbOcrPage *at, const MbWord *word)
{
    const MbFont *font = mb_document_font(at->document, word->font);
    return font && font->symbol;
}

static void weigh_word(const MbWord *word, Layer *layer)
{
    layer->words++;
    layer->odd += is_odd(word->text);
    for (const char *p = word->text; *p; p = g_utf8_next_char(p)) {
        const gunichar c = g_utf8_get_char(p);
        layer->characters++;
        layer->letters += g_unichar_isalnum(c);
        layer->stray += mb_char_is_stray(c);
    }
}

static Layer weigh_layer(const MbOcrPage *at, MbHidden hidden)
{
    Layer layer = {0};
    for (guint i = 0; i < at->page->words->len; i++) {
        const MbWord *word = mb_page_word(at->page, i);
        if (word->hidden == hidden && word->origin == MB_ORIGIN_TEXT && !is_symbol_word(at, word))
            weigh_word(word, &layer);
    }
    return layer;
}

/* How many words stand where the picture shows nothing. */
static guint count_bare(MbOcrPage *at, MbHidden hidden)
{
    const MbPicture *look = mb_ocr_look(at);
    guint bare = 0;
    for (guint i = 0; look && i < at->page->words->len; i++) {
        const MbWord *word = mb_page_word(at->page, i);
        const MbBox b = word->box;
        const MbPixelBox box = {(int)floor(b.x0), (int)floor(b.y0), (int)ceil(b.x1), (int)ceil(b.y1)};
        if (word->hidden == hidden && word->origin == MB_ORIGIN_TEXT && !is_symbol_word(at, word))
            bare += mb_picture_is_even(look, box, 10, NULL);
    }
    return bare;
}

/*
 * Impossible characters in a fifth of the text: a font without a map to
 * Unicode. Good files have none outside symbol fonts; bullets of fonts that do
 * not call themselves symbol stay under a twentieth.
 */
static bool is_unmapped(const Layer *layer)
{
    return layer->characters >= 20 && layer->stray * 5 > layer->characters;
}

/*
 * An earlier reading that is worse than a new one would be: impossible
 * characters, marks inside words, few letters, or words where the picture
 * shows nothing. Good ones measured under a third of each limit.
 */
static bool is_bad_reading(const Layer *layer)
{
    return layer->stray * 50 > layer->characters || layer->odd * 20 > layer->words || layer->letters * 10 < layer->characters * 7 ||
           layer->bare * 7 > layer->words;
}

static void set_hidden(MbPage *page, MbHidden from, MbHidden to)
{
    for (guint i = 0; i < page->words->len; i++) {
        MbWord *word = mb_page_word(page, i);
        if (word->hidden == from && word->origin == MB_ORIGIN_TEXT)
            word->hidden = (uint8_t)to;
    }
}

const char *mb_ocr_judge_layer(MbOcrPage *at)
{
    const Layer seen = weigh_layer(at, MB_HIDDEN_NOT);
    Layer unseen = weigh_layer(at, MB_HIDDEN_INVISIBLE);
    if (is_unmapped(&seen)) {
        set_hidden(at->page, MB_HIDDEN_NOT, MB_HIDDEN_REPLACED);
        return "text layer of impossible characters";
    }
    if (unseen.words < 10 || seen.words > 12 || mb_ocr_measure_images(at->page) < 0.7)
        return NULL;
    unseen.bare = count_bare(at, MB_HIDDEN_INVISIBLE);
    const char *fault = is_bad_reading(&unseen) ? "earlier reading is bad"
                        : mb_ocr_sample_differs(at, MB_HIDDEN_INVISIBLE) ? "earlier reading says other words than the picture"
                                                                         : NULL;
    if (fault) {
        set_hidden(at->page, MB_HIDDEN_INVISIBLE, MB_HIDDEN_REPLACED);
        return fault;
    }
    mb_ocr_show_layer(at); /* the picture shows what it says */
    mb_attrs_set(&at->page->attrs, "layer", "earlier reading kept");
    return NULL;
}
