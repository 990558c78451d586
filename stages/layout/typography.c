#include "typography.h"

#include "slides.h"

#include <math.h>
#include <string.h>

/* Sizes are counted in half points, up to 100 points. */
#define BINS 200
#define LEAST_WORDS 60 /* a page of fewer has no body of its own: a title page is set in title sizes */

typedef struct {
    gsize chars[BINS];
    gsize bold, all;
} Sizes;

static guint bin_of(double size)
{
    return size > 0 ? (guint)CLAMP(lround(size * 2), 1, BINS - 1) : 0;
}

static void count_words(const MbDocument *document, const MbPage *page, Sizes *sizes, MbTypeface *face)
{
    for (guint i = 0; i < page->words->len; i++) {
        const MbWord *word = mb_page_word(page, i);
        const MbFont *font = mb_document_font(document, word->font);
        if (word->hidden || (font && font->symbol))
            continue;
        gsize length = strlen(word->text);
        sizes->chars[bin_of(mb_frame_type_size(page, word))] += length;
        sizes->all += length;
        sizes->bold += font && font->bold ? length : 0;
        face->words++;
    }
}

/* The commonest size; a size that is read from pixels scatters, so neighbours count half. */
static double mode_of(const Sizes *sizes)
{
    gsize best = 0;
    guint at = 0;
    for (guint i = 1; i < BINS; i++) {
        gsize weight = 2 * sizes->chars[i] + sizes->chars[i - 1] + (i + 1 < BINS ? sizes->chars[i + 1] : 0);
        if (sizes->chars[i] && weight > best) {
            best = weight;
            at = i;
        }
    }
    return at / 2.0;
}

static void add_sizes(Sizes *to, const Sizes *from)
{
    for (guint i = 0; i < BINS; i++)
        to->chars[i] += from->chars[i];
    to->bold += from->bold;
    to->all += from->all;
}

static bool have_one_shape(const MbPage *a, const MbPage *b)
{
    return fabs(a->width - b->width) < 2 && fabs(a->height - b->height) < 2;
}

/*
 * Gives the pages [from, to) the body size of the whole run where their own is
 * smaller. Where most pages of a run are slides, the rest are too: slides that
 * hold little but a table or a picture.
 */
static void settle_run(GArray *faces, guint from, guint to, const Sizes *run)
{
    double size = mode_of(run);
    guint slides = 0;
    for (guint i = from; i < to; i++)
        slides += g_array_index(faces, MbTypeface, i).is_slide;
    for (guint i = from; i < to; i++) {
        MbTypeface *face = &g_array_index(faces, MbTypeface, i);
        face->run = size;
        face->size = MAX(face->size, size);
        face->is_slide |= slides * 2 > to - from;
    }
}

GArray *mb_typography_measure(const MbDocument *document)
{
    GArray *faces = g_array_sized_new(FALSE, TRUE, sizeof(MbTypeface), document->pages->len);
    g_autofree Sizes *run = g_new0(Sizes, 1);
    g_autofree Sizes *own = g_new0(Sizes, 1);
    guint from = 0;
    for (guint i = 0; i < document->pages->len; i++) {
        const MbPage *page = document->pages->pdata[i];
        MbTypeface face = {0};
        memset(own, 0, sizeof *own);
        count_words(document, page, own, &face);
        face.is_slide = mb_slide_is_page(page);
        face.size = face.words >= LEAST_WORDS ? mode_of(own) : 0;
        face.is_bold = own->bold * 2 > own->all && face.words >= 30;
        if (i > from && !have_one_shape(page, document->pages->pdata[i - 1])) {
            settle_run(faces, from, i, run);
            memset(run, 0, sizeof *run);
            from = i;
        }
        add_sizes(run, own);
        g_array_append_val(faces, face);
    }
    settle_run(faces, from, document->pages->len, run);
    return faces;
}

MbTypeface mb_typography_beside_tables(const MbTypeface *face, const MbFrame *frame)
{
    MbTypeface beside = *face;
    g_autofree Sizes *own = g_new0(Sizes, 1);
    guint words = 0;
    for (guint i = 0; i < frame->words->len && face->size > face->run; i++) {
        const MbPlaced *word = mb_frame_word(frame, i);
        if (word->block || word->symbol)
            continue;
        own->chars[bin_of(word->size)] += strlen(mb_frame_text(frame, i));
        words++;
    }
    if (face->size > face->run)
        beside.size = MIN(face->size, words >= LEAST_WORDS ? MAX(face->run, mode_of(own)) : face->run);
    return beside;
}
