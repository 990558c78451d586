/*
 * Places: names of the lexicon, capitalised words before "Road" or "Ward", and
 * words that the document itself uses as places ("in Kelderby").
 */
#include "tagger.h"

#include <string.h>

static void take_place(MbTagger *tagger, MbView *view, guint from, guint to)
{
    g_autofree char *name = mb_leaf_dup(view, from, to);
    MbEntity *entity = mb_tag_entity(tagger, "l-", name, MB_SPAN_LOCATION, NULL);
    mb_leaf_claim(view, from, to, MB_SPAN_LOCATION, entity->id);
}

static bool is_place_word(const MbView *view, guint i)
{
    return mb_leaf_is_name(view, i) && !mb_leaf_has(view, i, MB_LEX_STOP);
}

static bool heads_something(const MbView *view, guint i)
{
    return mb_leaf_has(view, i, MB_LEX_BODY_HEAD) || mb_leaf_has(view, i, MB_LEX_ORG_HEAD) || mb_leaf_has(view, i, MB_LEX_ROLE_HEAD) ||
           mb_leaf_has(view, i, MB_LEX_ORG_SHORT) || mb_leaf_match(view, i, MB_LEX_RANK, NULL);
}

/* "Stratford upon Avon", "Nant y Coed": a small word inside the name of a place. */
static bool joins_place(const MbView *view, guint i)
{
    static const char *const small[] = {"y", "yr", "upon", "on", "under", "le", "ap"};
    bool joint = false;
    for (guint k = 0; k < G_N_ELEMENTS(small); k++)
        joint = joint || (mb_leaf_is(view, i, small[k]) && mb_leaf_token(view, i)->shape & MB_SHAPE_LOWER);
    return joint && is_place_word(view, i + 1);
}

/* What stands after an address: the end, a mark, or the day and time of the meeting. */
static bool ends_address(const MbView *view, guint i)
{
    static const char *const after[] = {".", ")", "on", "at", "from", "commencing", "nos", "ddydd", "am"};
    bool ends = !mb_leaf_token(view, i)->shape;
    for (guint k = 0; k < G_N_ELEMENTS(after); k++)
        ends = ends || mb_leaf_is(view, i, after[k]);
    return ends;
}

/* "Shire Hall, Castle Road, Kingsmarket": streets and a town after a building, each between commas; i when none. */
static guint read_address(const MbView *view, guint i)
{
    for (guint parts = 0; parts < 4 && mb_leaf_is(view, i, ","); parts++) {
        guint from = i + 1, end = from;
        while (mb_leaf_token(view, end)->shape & MB_SHAPE_DIGIT && !mb_leaf_token(view, end)->claim)
            end++;
        guint names = end;
        while (end - names < 4 && is_place_word(view, end) && !heads_something(view, end))
            end++;
        const MbToken *next = mb_leaf_token(view, end);
        bool suffixed = end > names && mb_leaf_match(view, end - 1, MB_LEX_PLACE_SUFFIX, NULL);
        bool closes = ends_address(view, end);
        bool more = mb_leaf_is(view, end, ",");
        if (end == names || (!suffixed && !closes) || (suffixed && !closes && !more && next->shape & MB_SHAPE_CAPITAL))
            break;
        i = end;
    }
    return i;
}

/* The apostrophe of "Mariners' Court". */
static bool is_owner_mark(const MbView *view, guint i)
{
    const MbToken *token = mb_leaf_token(view, i), *owner = mb_leaf_token(view, i - 1);
    bool mark = mb_leaf_is(view, i, "'") || mb_leaf_is(view, i, "\xe2\x80\x99");
    return mark && i > 0 && !token->spaced && owner->end > owner->start && view->text[owner->end - 1] == 's' && is_place_word(view, i - 1);
}

/* "Little Park Street", "14-16 Guildhall Street", "Harbour Ward": the suffix is at i. */
static guint suffix_start(const MbView *view, guint i)
{
    guint from = i;
    while (from > 0 && i - from < 4 &&
           (is_place_word(view, from - 1) ||
            ((mb_leaf_token(view, from - 1)->shape & MB_SHAPE_GENITIVE || is_owner_mark(view, from - 1)) && from > 1)))
        from--;
    if (from < i && from > 0 && mb_leaf_token(view, from - 1)->shape & MB_SHAPE_DIGIT && !mb_leaf_token(view, from - 1)->claim)
        from--;
    return from;
}

/* "Northgate and Eastgate wards": the small plural belongs to all, as a shared title does. */
static bool is_shared_suffix(const MbView *view, guint i)
{
    const MbToken *token = mb_leaf_token(view, i);
    return token->shape & MB_SHAPE_LOWER && token->end > token->start && view->text[token->end - 1] == 's' &&
           (mb_leaf_is(view, i, "wards") || mb_leaf_is(view, i, "sites"));
}

static guint read_suffixed(MbTagger *tagger, MbView *view, guint i)
{
    const MbLexPhrase *phrase;
    guint step = mb_leaf_match(view, i, MB_LEX_PLACE_SUFFIX, &phrase);
    if (!step || !mb_leaf_is_free(view, i, i + step))
        return i;
    guint from = suffix_start(view, i);
    bool whole = step > 1 && mb_leaf_token(view, i)->shape & MB_SHAPE_CAPITAL;
    if ((from == i && !whole) || !(mb_leaf_token(view, from)->shape & (MB_SHAPE_CAPITAL | MB_SHAPE_DIGIT)))
        return i;
    guint more;
    while ((more = mb_leaf_match(view, i + step, MB_LEX_PLACE_SUFFIX, NULL)) > 0 && mb_leaf_is_free(view, i + step, i + step + more))
        step += more; /* "City Centre site", "Park Street site" */
    if (is_shared_suffix(view, i + step - 1)) {
        step--;
        if (step == 0 && from == i)
            return i;
    }
    if (mb_leaf_token(view, i + step)->shape & MB_SHAPE_CAPITAL && mb_leaf_is_name(view, i + step) &&
        !mb_leaf_has(view, i + step, MB_LEX_STOP))
        return i; /* "Park Street Board": not the end of the name */
    guint end = phrase->kind ? read_address(view, i + step) : i + step;
    take_place(tagger, view, from, end);
    return end;
}

/* "River Severn", "Neuadd y Pentref". */
static guint read_prefixed(MbTagger *tagger, MbView *view, guint i)
{
    guint step = mb_leaf_match(view, i, MB_LEX_PLACE_PREFIX, NULL), end = i + step;
    if (!step)
        return i;
    while (end < i + step + 4 && (is_place_word(view, end) || joins_place(view, end)))
        end++;
    if (end == i + step)
        return i;
    end = read_address(view, end);
    take_place(tagger, view, i, end);
    return end;
}

/* "City", "County" say which only by the article. */
static bool is_vague(const MbView *view, guint i)
{
    return mb_leaf_is(view, i, "city") || mb_leaf_is(view, i, "borough") || mb_leaf_is(view, i, "county");
}

/* Whether a capitalised word that nothing took follows: the place is the first word of a longer name. */
static bool is_longer_name(const MbView *view, guint i)
{
    return mb_leaf_is_name(view, i) && mb_leaf_token(view, i)->spaced && !mb_leaf_has(view, i, MB_LEX_STOP);
}

static guint read_known(MbTagger *tagger, MbView *view, guint i)
{
    guint step = mb_leaf_match(view, i, MB_LEX_PLACE, NULL);
    if (!step || !mb_leaf_is_free(view, i, i + step) || (step == 1 && is_vague(view, i) && !mb_leaf_is(view, i - 1, "the")))
        return i;
    guint suffix = mb_leaf_match(view, i + step, MB_LEX_PLACE_SUFFIX, NULL);
    bool own = suffix && mb_leaf_is_free(view, i + step, i + step + suffix) && (step > 1 || !is_vague(view, i));
    if (own && !is_shared_suffix(view, i + step))
        step += suffix;
    if (is_longer_name(view, i + step))
        return i;
    take_place(tagger, view, i, i + step);
    return i + step;
}

/* Whether a word begins or ends as names of places do: "Kinloch", "Ashbourne". */
static bool is_place_shaped(const MbTagger *tagger, const MbView *view, guint i)
{
    g_autofree char *word = mb_leaf_dup(view, i, i + 1);
    return mb_rules_find(tagger->rules, "place-shape", word, NULL);
}

/* "for Kinloch", "from Aberwen": after a word that stands before anything, only what is shaped like a place of these islands. */
static bool may_be_place(const MbTagger *tagger, const MbView *view, guint i)
{
    if (!mb_leaf_has(view, i - 1, MB_LEX_PLACE_MAYBE) || mb_leaf_has(view, i, MB_LEX_FIRST_NAME))
        return false;
    g_autofree char *word = mb_leaf_dup(view, i, i + 1);
    g_autofree char *lower = g_utf8_strdown(word, -1);
    return !g_hash_table_contains(tagger->surnames, lower) && is_place_shaped(tagger, view, i);
}

/* "in Kelderby", "across Ashbourne Vale": a capitalised word that nothing else took, after a word of place. */
static guint read_situated(MbTagger *tagger, MbView *view, guint i)
{
    if (i == 0 || view->shouts || mb_leaf_token(view, i)->shape & (MB_SHAPE_UPPER | MB_SHAPE_INITIAL) ||
        !(mb_leaf_has(view, i - 1, MB_LEX_PLACE_BEFORE) || may_be_place(tagger, view, i)))
        return i;
    guint end = i;
    while (end - i < 4 && (is_place_word(view, end) || (end > i && joins_place(view, end))) &&
           !mb_leaf_has(view, end, MB_LEX_DOCUMENT_HEAD))
        end++;
    const MbToken *next = mb_leaf_token(view, end);
    bool noun_follows = next->shape & MB_SHAPE_LOWER && next->spaced && mb_leaf_token(view, end + 1)->shape == 0 && !next->word;
    for (guint at = i; at < end; at++)
        if (heads_something(view, at))
            return i;
    bool numbered = next->shape & MB_SHAPE_DIGIT && next->spaced; /* "at Level 6" */
    if (end == i || noun_follows || numbered)
        return i;
    g_autofree char *name = mb_leaf_dup(view, i, end);
    g_hash_table_add(tagger->places, g_utf8_strdown(name, -1));
    take_place(tagger, view, i, end);
    return end;
}

/* "St Anne's", when no person or church took it. */
static guint read_saint(MbTagger *tagger, MbView *view, guint i)
{
    if (!mb_leaf_is(view, i, "st") || !is_place_word(view, i + 1) || view->shouts)
        return i;
    guint end = i + (mb_leaf_token(view, i + 2)->shape & MB_SHAPE_GENITIVE && !mb_leaf_token(view, i + 2)->claim ? 3 : 2);
    if (is_longer_name(view, end) || heads_something(view, end) || !mb_leaf_is_free(view, i, end))
        return i;
    take_place(tagger, view, i, end);
    return end;
}

/* "Coventry and Hillfields": a name beside a place, which nothing else took, is one. */
static void read_beside(MbTagger *tagger, MbView *view, guint i)
{
    bool beside = i > 1 && (mb_leaf_is(view, i - 1, "and") || mb_leaf_is(view, i - 1, ",")) &&
                  mb_leaf_token(view, i - 2)->claim == MB_SPAN_LOCATION + 1;
    const MbToken *token = mb_leaf_token(view, i), *next = mb_leaf_token(view, i + 1);
    if (!beside || view->shouts || !is_place_word(view, i) || token->shape & (MB_SHAPE_UPPER | MB_SHAPE_INITIAL))
        return;
    guint end = i + 1;
    if (is_place_word(view, end) && is_place_shaped(tagger, view, end))
        end++;
    next = mb_leaf_token(view, end);
    bool shaped = next->shape & MB_SHAPE_LOWER && is_place_shaped(tagger, view, end - 1);
    bool ends = shaped || !next->shape || next->shape & MB_SHAPE_PUNCT || mb_leaf_is(view, end, "and") || mb_leaf_is(view, end, "wards");
    if (!ends || heads_something(view, i) || mb_leaf_has(view, i, MB_LEX_DOCUMENT_HEAD) || mb_leaf_has(view, i, MB_LEX_FIRST_NAME))
        return;
    take_place(tagger, view, i, end);
}

/* The last part of a venue names the town: "Council Chamber, Guildhall, Tidewell". */
static void learn_venue(MbTagger *tagger, const MbView *view)
{
    for (guint i = 0; view->leaf->spans && i < view->leaf->spans->len; i++) {
        const MbSpan *span = &g_array_index(view->leaf->spans, MbSpan, i);
        g_autofree char *text = span->kind == MB_SPAN_LOCATION ? g_strndup(view->text + span->start, span->end - span->start) : NULL;
        const char *comma = text ? strrchr(text, ',') : NULL;
        if (comma)
            g_hash_table_add(tagger->places, g_utf8_strdown(comma + 1 + (comma[1] == ' '), -1));
    }
}

void mb_tag_own_places(MbTagger *tagger, MbView *view)
{
    for (guint i = 0; i < view->tokens->len && !view->in_cell; i++) {
        bool candidate = is_place_word(view, i) && !is_longer_name(view, i + 1) && !(i > 0 && is_place_word(view, i - 1));
        if (!candidate)
            continue;
        g_autofree char *text = mb_leaf_dup(view, i, i + 1);
        g_autofree char *lower = g_utf8_strdown(text, -1);
        if (g_hash_table_contains(tagger->places, lower))
            take_place(tagger, view, i, i + 1);
    }
    for (guint i = 0; i < view->tokens->len && !view->in_cell; i++)
        if (!mb_leaf_token(view, i)->claim && mb_leaf_token(view, i)->shape & MB_SHAPE_CAPITAL)
            read_beside(tagger, view, i);
}

void mb_tag_places(MbTagger *tagger, MbView *view)
{
    guint (*const readers[])(MbTagger *, MbView *, guint) = {read_suffixed, read_known, read_prefixed, read_situated, read_saint};
    if (view->in_cell) /* the rows of a table are data, not mentions */
        return;
    learn_venue(tagger, view);
    for (guint round = 0; round < G_N_ELEMENTS(readers); round++)
        for (guint i = 0; i < view->tokens->len; i++) {
            const MbToken *token = mb_leaf_token(view, i);
            if (token->claim || !token->shape || (round && !(token->shape & MB_SHAPE_CAPITAL)))
                continue;
            guint next = readers[round](tagger, view, i);
            if (next > i)
                i = next - 1;
        }
}
