/*
 * Places: names of the lexicon, capitalised words before "Road" or "Ward", and
 * words that the document itself uses as places ("in Kelderby").
 */
#include "tagger.h"

static void take_place(MbTagger *tagger, MbView *view, guint from, guint to)
{
    g_autofree char *name = mb_tagview_dup(view, from, to);
    MbEntity *entity = mb_tag_entity(tagger, "l-", name, MB_SPAN_LOCATION, NULL);
    mb_tagview_claim(view, from, to, MB_SPAN_LOCATION, entity->id);
}

static bool is_place_word(const MbView *view, guint i)
{
    return mb_tagview_is_name(view, i) && !mb_tagview_has(view, i, MB_LEX_STOP);
}

/* "Little Park Street", "14-16 Guildhall Street", "Harbour Ward": the suffix is at i. */
static guint suffix_start(const MbView *view, guint i)
{
    guint from = i;
    while (from > 0 && i - from < 4 && (is_place_word(view, from - 1) || (mb_tagview_token(view, from - 1)->shape & MB_SHAPE_GENITIVE && from > 1)))
        from--;
    if (from < i && from > 0 && mb_tagview_token(view, from - 1)->shape & MB_SHAPE_DIGIT && !mb_tagview_token(view, from - 1)->claim)
        from--;
    return from;
}

static guint read_suffixed(MbTagger *tagger, MbView *view, guint i)
{
    guint step = mb_tagview_match(view, i, MB_LEX_PLACE_SUFFIX, NULL);
    if (!step || !mb_tagview_is_free(view, i, i + step))
        return i;
    guint from = suffix_start(view, i);
    bool whole = step > 1 && mb_tagview_token(view, i)->shape & MB_SHAPE_CAPITAL;
    if ((from == i && !whole) || !(mb_tagview_token(view, from)->shape & (MB_SHAPE_CAPITAL | MB_SHAPE_DIGIT)))
        return i;
    if (mb_tagview_token(view, i + step)->shape & MB_SHAPE_CAPITAL && mb_tagview_is_name(view, i + step) && !mb_tagview_has(view, i + step, MB_LEX_STOP))
        return i; /* "Park Street Board": not the end of the name */
    take_place(tagger, view, from, i + step);
    return i + step;
}

static guint read_known(MbTagger *tagger, MbView *view, guint i)
{
    guint step = mb_tagview_match(view, i, MB_LEX_PLACE, NULL);
    if (!step || !mb_tagview_is_free(view, i, i + step))
        return i;
    take_place(tagger, view, i, i + step);
    return i + step;
}

/* "in Kelderby", "across Ashbourne Vale": a capitalised word that nothing else took, after a word of place. */
static guint read_situated(MbTagger *tagger, MbView *view, guint i)
{
    if (i == 0 || !mb_tagview_has(view, i - 1, MB_LEX_PLACE_BEFORE) || view->shouts || mb_tagview_token(view, i)->shape & (MB_SHAPE_UPPER | MB_SHAPE_INITIAL))
        return i;
    guint end = i;
    while (is_place_word(view, end) && end - i < 3 && !mb_tagview_has(view, end, MB_LEX_DOCUMENT_HEAD))
        end++;
    const MbToken *next = mb_tagview_token(view, end);
    bool noun_follows = next->shape & MB_SHAPE_LOWER && next->spaced && mb_tagview_token(view, end + 1)->shape == 0 && !next->word;
    if (end == i || mb_tagview_has(view, end - 1, MB_LEX_BODY_HEAD) || mb_tagview_has(view, end - 1, MB_LEX_ORG_HEAD) || noun_follows)
        return i;
    g_autofree char *name = mb_tagview_dup(view, i, end);
    g_hash_table_add(tagger->places, g_utf8_strdown(name, -1));
    take_place(tagger, view, i, end);
    return end;
}

void mb_tag_places(MbTagger *tagger, MbView *view)
{
    guint (*const readers[])(MbTagger *, MbView *, guint) = {read_suffixed, read_known, read_situated};
    for (guint round = 0; round < G_N_ELEMENTS(readers); round++)
        for (guint i = 0; i < view->tokens->len; i++) {
            const MbToken *token = mb_tagview_token(view, i);
            if (token->claim || !token->shape || (round && !(token->shape & MB_SHAPE_CAPITAL)))
                continue;
            guint next = readers[round](tagger, view, i);
            if (next > i)
                i = next - 1;
        }
}
