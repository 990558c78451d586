/*
 * Organisations and bodies. A name is a chain of capitalised words that ends
 * in a head ("Scrutiny Co-ordination Committee", "Mercia Police"), or an entry
 * of the lexicon; an acronym in brackets after it is remembered.
 */
#include "organisations.h"

#include <string.h>

bool mb_organisation_is_head(const MbView *view, guint i)
{
    return mb_leaf_is_name(view, i) && (mb_leaf_has(view, i, MB_LEX_BODY_HEAD) || mb_leaf_has(view, i, MB_LEX_ORG_HEAD));
}

/* The last token of the head that begins at i ("Working Group"), i when it is one word. */
static guint head_end(const MbView *view, guint i)
{
    guint body = mb_leaf_match(view, i, MB_LEX_BODY_HEAD, NULL), org = mb_leaf_match(view, i, MB_LEX_ORG_HEAD, NULL);
    guint step = MAX(body, org);
    return step > 1 ? i + step - 1 : i;
}

bool mb_organisation_joins(const MbView *view, guint i)
{
    static const char *const words[] = {"and", "&", "of", "with", "cum", "upon"}; /* "Coldbeck with Nether Stane" */
    bool joins = false;
    for (guint k = 0; k < G_N_ELEMENTS(words); k++)
        joins = joins || mb_leaf_is(view, i, words[k]);
    if (!joins)
        return false;
    return mb_leaf_is_name(view, i + 1) && !mb_leaf_has(view, i + 1, MB_LEX_STOP);
}

/* Where the chain of capitalised words that holds token i ends. */
static guint chain_end(const MbView *view, guint i)
{
    while (i < view->tokens->len) {
        guint glued = mb_leaf_match(view, i, MB_LEX_GLUE, NULL);
        if (glued && mb_leaf_is_free(view, i, i + glued)) {
            i += glued;
            continue;
        }
        bool abbreviated = mb_leaf_is(view, i, "(") && mb_leaf_token(view, i + 1)->shape & MB_SHAPE_UPPER &&
                           mb_leaf_is(view, i + 2, ")") && mb_leaf_is_name(view, i + 3);
        if (abbreviated)
            i += 3;
        else if (mb_leaf_is_owner(view, i) && (mb_leaf_is_name(view, i + 1) || mb_organisation_joins(view, i + 1)))
            i++;
        else if (mb_leaf_is_name(view, i) || (mb_organisation_joins(view, i) && !mb_organisation_is_head(view, i - 1)))
            i++;
        else
            break;
    }
    return i;
}

static bool is_connector(const MbView *view, guint i)
{
    return mb_leaf_is(view, i, "and") || mb_leaf_is(view, i, "&") || mb_leaf_is(view, i, "of") || mb_leaf_is(view, i, "for") ||
           mb_leaf_is(view, i, "on") || mb_leaf_is(view, i, "with") || mb_leaf_is(view, i, "cum") || mb_leaf_is(view, i, "upon");
}

/* Words at the left that do not belong to the name: "The", "Following", a connector, "Minutes of". */
static guint trim_left(const MbView *view, guint from, guint head)
{
    guint at = from;
    for (guint i = from; i < head; i++) {
        bool glued = mb_leaf_match(view, i, MB_LEX_GLUE, NULL) > 0;
        if (glued)
            break;
        if (i > at && is_connector(view, i)) /* "POLICING AND SAFETY": capitals make no stop of a connector */
            continue;
        bool paper = mb_leaf_has(view, i, MB_LEX_DOCUMENT_HEAD) && mb_leaf_is(view, i + 1, "of"); /* "Review of Community Council" */
        if (mb_leaf_has(view, i, MB_LEX_STOP) || is_connector(view, i) || paper)
            at = i + 1;
    }
    while (at < head && is_connector(view, at))
        at++;
    return at;
}

static const char *kind_of(const MbView *view, guint from, guint end, bool *is_body)
{
    const char *kind = "other";
    guint longest = 0;
    *is_body = false;
    for (guint i = end; i-- > from && end - i <= 4;) {
        const MbLexPhrase *phrase = NULL;
        guint body = mb_leaf_match(view, i, MB_LEX_BODY_HEAD, NULL), org = mb_leaf_match(view, i, MB_LEX_ORG_HEAD, &phrase);
        if (i + body == end && body > longest) {
            *is_body = true;
            kind = "committee";
            longest = body;
        } else if (i + org == end && org > longest) { /* "Health Board" is no board */
            *is_body = false;
            kind = phrase->kind ? phrase->kind : "other";
            longest = org;
        }
    }
    return kind;
}

void mb_organisation_remember(MbTagger *tagger, const char *form, const char *id)
{
    g_autofree char *key = g_utf8_strdown(form, -1);
    g_hash_table_replace(tagger->short_forms, g_steal_pointer(&key), g_strdup(id));
}

/* The name without an acronym in brackets, and with one apostrophe. */
static char *dup_name(const MbView *view, guint from, guint to)
{
    GString *out = g_string_new(NULL);
    for (guint i = from; i < to; i++) {
        if (mb_leaf_is(view, i, "(")) {
            i += 2;
            continue;
        }
        const MbToken *token = mb_leaf_token(view, i);
        g_string_append_printf(out, "%s%.*s", out->len && token->spaced ? " " : "", (int)(token->end - token->start),
                               view->text + token->start);
    }
    return g_string_free(out, FALSE);
}

/* "(PCB)" after a name: belongs to it and stands for it from now on. */
static guint read_acronym(MbTagger *tagger, const MbView *view, guint i, const char *id)
{
    const MbToken *token = mb_leaf_token(view, i + 1);
    if (!mb_leaf_is(view, i, "(") || !mb_leaf_is(view, i + 2, ")") || token->claim || !(token->shape & MB_SHAPE_CAPITAL))
        return i;
    g_autofree char *acronym = mb_leaf_dup(view, i + 1, i + 2);
    guint upper = 0;
    for (const char *at = acronym; *at; at++)
        upper += g_ascii_isupper(*at);
    if (upper < 2)
        return i;
    mb_organisation_remember(tagger, acronym, id);
    if (g_str_has_suffix(acronym, "s")) {
        acronym[strlen(acronym) - 1] = '\0';
        mb_organisation_remember(tagger, acronym, id);
    }
    return i + 3;
}

/* The first letters of a name of three words and more stand for it, unless they stand for another already. */
static void remember_initials(MbTagger *tagger, char **words, const char *id)
{
    GString *initials = g_string_new(NULL);
    for (guint i = 0; words[i]; i++)
        if (g_ascii_isupper(words[i][0]))
            g_string_append_c(initials, g_ascii_tolower(words[i][0]));
    if (initials->len > 2 && !g_hash_table_contains(tagger->short_forms, initials->str))
        mb_organisation_remember(tagger, initials->str, id);
    g_string_free(initials, TRUE);
}

void mb_organisation_take(MbTagger *tagger, MbView *view, guint from, guint to, const char *kind, const char *shown)
{
    g_autofree char *name = shown ? g_strdup(shown) : dup_name(view, from, to);
    bool body = !g_strcmp0(kind, "committee");
    MbEntity *entity = mb_tag_entity(tagger, body ? "b-" : "o-", name, MB_SPAN_ORGANIZATION, kind);
    to = read_acronym(tagger, view, to, entity->id);
    if (!mb_leaf_claim(view, from, to, MB_SPAN_ORGANIZATION, entity->id))
        return;
    g_auto(GStrv) words = g_strsplit(name, " ", -1);
    guint count = g_strv_length(words);
    if (count > 1)
        mb_organisation_remember(tagger, words[count - 1], entity->id);
    if (count > 2)
        remember_initials(tagger, words, entity->id);
}

/* "Service Improvement Team": capitalised words that lead to another head make one name, but not after a council or force. */
static guint longer_head(const MbView *view, guint first, guint last, guint to)
{
    const MbLexPhrase *phrase = NULL;
    while (true) {
        guint next = last + 1;
        bool whole = mb_leaf_match(view, first, MB_LEX_ORG_HEAD, &phrase) && phrase->kind &&
                     (!strcmp(phrase->kind, "council") || !strcmp(phrase->kind, "force"));
        while (!whole && next < to && next - last < 4 && mb_leaf_is_name(view, next) && !mb_organisation_is_head(view, next) &&
               !mb_leaf_has(view, next, MB_LEX_STOP))
            next++;
        if (next >= to || !mb_organisation_is_head(view, next))
            return last;
        last = head_end(view, next);
        first = next;
    }
}

/* "Neighbourhood Teams" are teams of a kind; only a longer name is one of its own. */
static bool is_loose_plural(const MbView *view, guint from, guint last)
{
    return (mb_leaf_is(view, last, "teams") || mb_leaf_is(view, last, "units")) && last - from < 3;
}

/* "Bus Service Improvement Plan": a paper, though "Service" heads names elsewhere; councils, forces and boards keep theirs. */
static bool is_inside_paper(const MbView *view, const char *kind, guint last, guint to)
{
    bool loose = !strcmp(kind, "other") || !strcmp(kind, "department");
    return loose && last + 1 < to && mb_leaf_has(view, to - 1, MB_LEX_DOCUMENT_HEAD) && !mb_leaf_has(view, last + 1, MB_LEX_STOP);
}

/* Whether tokens [from, last] are a head and nothing else: "Parish Council". */
static bool is_bare_head(const MbView *view, guint from, guint last)
{
    return last > from && mb_leaf_match(view, from, MB_LEX_ORG_HEAD, NULL) == last + 1 - from;
}

/* "Community Council Boundaries": the head alone, before another capitalised word. */
static bool is_adjective(const MbView *view, guint from, guint last)
{
    return is_bare_head(view, from, last) && mb_leaf_is_name(view, last + 1) && !mb_leaf_has(view, last + 1, MB_LEX_STOP);
}

/* "Minutes of the Parish Council Meeting": the council as it meets. */
static bool is_meeting(const MbView *view, guint from, guint last)
{
    return is_bare_head(view, from, last) && mb_leaf_is(view, last + 1, "meeting");
}

/* "National Library of Wales": a country behind the head of what is no council or force belongs to the name. */
static guint country_end(const MbView *view, const char *kind, guint last)
{
    static const char *const countries[] = {"wales", "scotland", "england", "ireland", "ulster"};
    guint at = mb_leaf_is(view, last + 2, "northern") ? last + 3 : last + 2;
    bool joined = mb_leaf_is(view, last + 1, "of") || mb_leaf_is(view, last + 1, "for");
    for (guint k = 0; joined && strcmp(kind, "council") && strcmp(kind, "force") && k < G_N_ELEMENTS(countries); k++)
        if (mb_leaf_is(view, at, countries[k]) && mb_leaf_is_free(view, last + 1, at + 1))
            return at;
    return last;
}

/* One chain of capitalised words [from, to): its names one after the other. */
static void read_chain(MbTagger *tagger, MbView *view, guint from, guint to)
{
    guint start = from;
    for (guint i = from; i < to; i++) {
        guint glued = mb_leaf_match(view, i, MB_LEX_GLUE, NULL);
        if (glued > 1 && i + glued < to) {
            i += glued - 1;
            continue;
        }
        if (!mb_organisation_is_head(view, i))
            continue;
        guint last = head_end(view, i);
        last = longer_head(view, i, last, to);
        guint left = trim_left(view, start, i);
        bool body;
        const char *kind = kind_of(view, left, last + 1, &body);
        guint country = country_end(view, kind, last);
        bool alone = left == last || (left == i && head_end(view, i) == last);
        bool paper = is_inside_paper(view, kind, last, to) || is_adjective(view, left, last);
        if (is_meeting(view, left, last))
            kind = "committee";
        bool cut = view->shouts && !body && last + 1 < to && last - left > 1 && is_connector(view, left + 1); /* "BUDGET AND COUNCIL TAX" */
        if (!alone && !cut && !paper && !is_loose_plural(view, left, last) && mb_leaf_is_free(view, left, last + 1))
            mb_organisation_take(tagger, view, left, country + 1, kind, NULL);
        start = alone ? start : last + 1;
        i = last;
    }
}

void mb_tag_organisations(MbTagger *tagger, MbView *view)
{
    for (guint i = 0; i < view->tokens->len; i++) {
        if (!mb_leaf_is_name(view, i))
            continue;
        guint next = mb_organisation_read_shape(tagger, view, i);
        if (next > i)
            i = next - 1;
    }
    for (guint i = 0; i < view->tokens->len; i++) {
        if (!mb_leaf_is_name(view, i))
            continue;
        guint end = chain_end(view, i);
        read_chain(tagger, view, i, end);
        i = MAX(end, i + 1) - 1;
    }
}

void mb_tag_nested_body(MbTagger *tagger, MbView *view, guint from, guint to)
{
    bool body;
    guint start = from;
    for (guint i = from; i < to; i++)
        if (mb_leaf_is(view, i, "the"))
            start = i + 1;
    const char *kind = kind_of(view, start, to, &body);
    bool head = mb_leaf_has(view, to - 1, MB_LEX_BODY_HEAD) || mb_leaf_has(view, to - 1, MB_LEX_ORG_HEAD);
    if (start == from || start + 1 >= to || !head)
        return;
    g_autofree char *name = dup_name(view, start, to);
    const MbEntity *entity = mb_tag_entity(tagger, body ? "b-" : "o-", name, MB_SPAN_ORGANIZATION, kind);
    mb_block_add_span(view->leaf, mb_leaf_token(view, start)->start, mb_leaf_token(view, to - 1)->end, MB_SPAN_ORGANIZATION,
                      entity->id);
}

/* Whether one word stands between quotation marks: it is spoken of, not used. */
static bool is_quoted(const MbView *view, guint i)
{
    static const char *const marks[] = {"\"", "'", "\xe2\x80\x98", "\xe2\x80\x9c"};
    const MbToken *after = mb_leaf_token(view, i + 1);
    bool closes = after->shape & MB_SHAPE_PUNCT && !after->spaced && strchr("\"'\xe2", view->text[after->start]);
    for (guint k = 0; closes && i > 0 && k < G_N_ELEMENTS(marks); k++)
        if (mb_leaf_is(view, i - 1, marks[k]) && !mb_leaf_token(view, i)->spaced)
            return true;
    return false;
}

/* Whether the word stands for itself: not before another capitalised word, and not as an adjective before "officers". */
static bool stands_alone(const MbView *view, guint i)
{
    const MbToken *next = mb_leaf_token(view, i + 1);
    if ((mb_leaf_begins_sentence(view, i) && mb_leaf_is(view, i, "police")) || is_quoted(view, i))
        return false;
    bool decides = next->shape & MB_SHAPE_UPPER && !view->shouts && mb_leaf_has(view, i + 1, MB_LEX_STOP); /* "Cabinet RESOLVED" */
    if (next->shape & MB_SHAPE_CAPITAL && next->spaced && !decides)
        return false;
    bool before_noun = next->shape & MB_SHAPE_LOWER && mb_leaf_has(view, i + 1, MB_LEX_ROLE_HEAD);
    static const char *const nouns[] = {"officer",  "officers", "station",  "stations", "house",    "tax",        "force",
                                        "area",     "staff",    "member",   "members",  "meeting",  "meetings",   "operational",
                                        "contacts", "dogs",     "tape",     "cars",     "response", "resourcing", "numbers",
                                        "records",  "matters",    "issues",  "pay",      "vehicles", "custody"};
    for (guint k = 0; k < G_N_ELEMENTS(nouns); k++)
        before_noun = before_noun || mb_leaf_is(view, i + 1, nouns[k]);
    bool paired = mb_leaf_match(view, i, MB_LEX_GLUE, NULL) > 1; /* "Police and Crime Plan" */
    return !before_noun && !paired && !(i > 0 && mb_leaf_is(view, i - 1, "-"));
}

/* The body that a bare "Committee" means: the last one named so, else the one that meets. */
static const char *meant(const MbTagger *tagger, const MbView *view, guint i)
{
    g_autofree char *word = mb_leaf_dup(view, i, i + 1);
    g_autofree char *key = g_utf8_strdown(word, -1);
    return g_hash_table_lookup(tagger->short_forms, key);
}

static bool is_acronym(const MbView *view, guint i)
{
    const MbToken *token = mb_leaf_token(view, i);
    return token->shape & MB_SHAPE_UPPER && token->end - token->start >= 2;
}

static void take_short(MbTagger *tagger, MbView *view, guint i, bool body, const char *kind)
{
    const char *id = meant(tagger, view, i);
    g_autofree char *name = mb_leaf_dup(view, i, i + 1);
    const MbEntity *known = id && body ? mb_document_entity(tagger->document, id) : NULL;
    if (!id || (known && g_strcmp0(mb_attrs_get(known->attrs, "kind"), "committee"))) /* "this Council": the meeting, not the authority */
        id = mb_tag_entity(tagger, body ? "b-" : "o-", name, MB_SPAN_ORGANIZATION, body ? "committee" : kind)->id;
    MbSpan *span = mb_leaf_claim(view, i, i + 1, MB_SPAN_ORGANIZATION, id);
    if (span)
        mb_attrs_set(&span->attrs, "short", "true");
}

/* "MERCIA 2030", where the document also writes it in one word. */
static guint read_programme_year(MbTagger *tagger, MbView *view, guint i)
{
    if (!is_acronym(view, i) || !(mb_leaf_token(view, i + 1)->shape & MB_SHAPE_DIGIT))
        return i;
    g_autofree char *text = mb_leaf_dup(view, i, i + 2);
    g_autofree char *key = g_utf8_strdown(text, -1);
    const char *id = g_hash_table_lookup(tagger->short_forms, key);
    return id && mb_leaf_claim(view, i, i + 2, MB_SPAN_ORGANIZATION, id) ? i + 2 : i;
}

void mb_tag_short_organisations(MbTagger *tagger, MbView *view)
{
    for (guint i = 0; i < view->tokens->len; i++) {
        if (!mb_leaf_is_name(view, i))
            continue;
        const MbLexPhrase *phrase = NULL;
        const char *id =
            is_acronym(view, i) || mb_leaf_token(view, i)->end - mb_leaf_token(view, i)->start <= 5 ? meant(tagger, view, i) : NULL;
        bool capitals = is_acronym(view, i) && !view->shouts;
        g_autofree char *text = mb_leaf_dup(view, i, i + 1);
        bool plural = g_str_has_suffix(text, "s") && g_ascii_isupper(text[1]);
        guint year = read_programme_year(tagger, view, i);
        if (year > i) {
            i = year - 1;
            continue;
        }
        if (id && (capitals || plural)) {
            guint from = i > 0 && mb_leaf_match(view, i - 1, MB_LEX_PLACE, NULL) == 1 && mb_leaf_is_name(view, i - 1) ? i - 1 : i;
            mb_leaf_claim(view, from, i + 1, MB_SPAN_ORGANIZATION, id);
            continue;
        }
        bool title = view->tokens->len == 1 && (mb_leaf_has(view, i, MB_LEX_BODY) || mb_leaf_is(view, i, "council")); /* "CABINET" */
        if (!stands_alone(view, i) || (view->shouts && !title))
            continue;
        if (mb_leaf_match(view, i, MB_LEX_ORG_SHORT, &phrase) == 1)
            take_short(tagger, view, i, (title || tagger->council_meets) && mb_leaf_is(view, i, "council"), phrase->kind);
        else if (mb_leaf_has(view, i, MB_LEX_BODY_HEAD))
            take_short(tagger, view, i, true, NULL);
    }
}
