#include "redaction.h"

#include "model/withhold.h"

#include <string.h>

/* Words of the same line further away than this are those of another column or cell: four times the size of common text. */
#define GAP_POINTS 45

/* Fewer letters without ink are stray signs. */
#define TELLING_LETTERS 4

/* Where a word stands in a block. */
typedef struct {
    MbBlock *leaf; /* NULL: in none */
    guint run;
} Place;

/* Places of a page's words by index; caller frees. */
static Place *find_places(const MbDocument *document, const MbPage *page)
{
    Place *places = g_new0(Place, page->words->len + 1);
    for (MbBlock *block = document->body; block; block = mb_block_next(document->body, block))
        for (guint i = 0; block->runs && i < block->runs->len; i++) {
            const MbRun *run = &g_array_index(block->runs, MbRun, i);
            if (run->page == page->number && run->length > 0 && (guint)run->word < page->words->len)
                places[run->word] = (Place){block, i};
        }
    return places;
}

static bool is_redacted(const MbWord *word, MbBox box)
{
    return (word->hidden == MB_HIDDEN_COVERED || word->hidden == MB_HIDDEN_COLOUR) && mb_box_has_centre(box, word->box);
}

/* The words under a box, joined; first: out, index of the first. Caller frees; NULL when there are none. */
static char *dup_words(const MbPage *page, MbBox box, guint *first)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < page->words->len; i++) {
        const MbWord *word = mb_page_word(page, i);
        if (!is_redacted(word, box))
            continue;
        if (out->len == 0)
            *first = i;
        g_string_append_printf(out, "%s%s", out->len ? " " : "", word->text);
    }
    return g_string_free(out, out->len == 0);
}

/* The nearest word of the line: before the box, else after it; -1 when none is near. */
static int find_on_line(const MbPage *page, const Place *places, MbBox box, bool is_before)
{
    int best = -1;
    double least = GAP_POINTS;
    for (guint i = 0; i < page->words->len; i++) {
        const MbBox b = mb_page_word(page, i)->box;
        const double middle = (b.y0 + b.y1) / 2, gap = is_before ? box.x0 - b.x1 : b.x0 - box.x1;
        if (!places[i].leaf || middle < box.y0 || middle > box.y1 || gap < -2 || gap >= least)
            continue;
        least = gap;
        best = (int)i;
    }
    return best;
}

/* The nearest word in the file's order. */
static int find_in_order(const MbPage *page, const Place *places, guint from, bool is_before)
{
    for (int i = (int)from; i >= 0 && i < (int)page->words->len; i += is_before ? -1 : 1)
        if (places[i].leaf)
            return i;
    return -1;
}

static void put_mark(Place place, bool is_before, const char *words)
{
    const MbRun *run = &g_array_index(place.leaf->runs, MbRun, place.run);
    const guint at = is_before ? run->start + run->length : run->start;
    mb_block_replace(place.leaf, at, at, is_before ? " " MB_WITHHELD_SHOWN : MB_WITHHELD_SHOWN " ", NULL);
    const guint start = is_before ? at + 1 : at;
    MbSpan *span = mb_block_add_span(place.leaf, start, start + (guint)strlen(MB_WITHHELD_SHOWN), MB_SPAN_WITHHELD, NULL);
    if (!span)
        return;
    mb_attrs_set(&span->attrs, "reason", "failedRedaction");
    mb_attrs_set(&span->attrs, "text", words);
}

/* Whether words without ink are more than a bullet or a space drawn as a letter. */
static bool is_telling(const char *words)
{
    guint letters = 0;
    for (const char *at = words; *at; at = g_utf8_next_char(at))
        letters += g_unichar_isalnum(g_utf8_get_char(at));
    return letters >= TELLING_LETTERS;
}

/* is_redacted_place: the words are under a box; others (white on white) leave a mark only where they leave a gap in a line. */
static void mark_box(const MbPage *page, const Place *places, MbBox box, bool is_redacted_place)
{
    guint first = 0;
    g_autofree char *words = dup_words(page, box, &first);
    if (!words || (!is_redacted_place && (!is_telling(words) || mb_page_word(page, first)->hidden != MB_HIDDEN_COLOUR)))
        return;
    const int tries[] = {find_on_line(page, places, box, true), find_on_line(page, places, box, false),
                         find_in_order(page, places, first, true), find_in_order(page, places, first, false)};
    for (guint i = 0; i < (is_redacted_place ? G_N_ELEMENTS(tries) : 2); i++)
        if (tries[i] >= 0) {
            if (!mb_block_is_withheld(places[tries[i]].leaf))
                put_mark(places[tries[i]], i % 2 == 0, words);
            return;
        }
}

void mb_tag_redactions(MbDocument *document)
{
    g_autofree Place *places = NULL;
    const MbPage *page = NULL;
    for (guint i = 0; i < document->issues->len; i++) {
        const MbIssue *issue = &g_array_index(document->issues, MbIssue, i);
        const bool is_redacted_place = issue->tag == MB_ISSUE_REDACTION_FAILED;
        if ((!is_redacted_place && issue->tag != MB_ISSUE_TEXT_HIDDEN) || !mb_document_page(document, issue->page))
            continue;
        if (!page || page->number != issue->page) {
            page = mb_document_page(document, issue->page);
            g_free(places);
            places = find_places(document, page);
        }
        mark_box(page, places, issue->box, is_redacted_place);
    }
}
