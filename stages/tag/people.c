/*
 * Names of people. A title or rank makes a name sure; a shared title gives
 * itself to each name of the list after it; lists of who was there, verbs of
 * speech and common given names find those without title.
 */
#include "tagger.h"

#include <string.h>

/* A name without its title: tokens [from, to), of which the last [surname, to) are the surname. */
typedef struct {
    guint from, surname, to;
} Name;

static bool is_initial(const MbView *view, guint i)
{
    const MbToken *token = mb_leaf_token(view, i);
    return token->shape & MB_SHAPE_INITIAL && !token->claim && !mb_leaf_has(view, i, MB_LEX_POSTNOMINAL);
}

/* Steps over the full stop of "J." and "Mr.". */
static guint skip_stop(const MbView *view, guint i)
{
    return mb_leaf_is(view, i, ".") && !mb_leaf_token(view, i)->spaced ? i + 1 : i;
}

static bool heads_something(const MbView *view, guint i)
{
    return mb_leaf_has(view, i, MB_LEX_BODY_HEAD) || mb_leaf_has(view, i, MB_LEX_ORG_HEAD) || mb_leaf_has(view, i, MB_LEX_ROLE_HEAD) ||
           mb_leaf_match(view, i, MB_LEX_ROLE, NULL) || mb_leaf_match(view, i, MB_LEX_PLURAL, NULL);
}

static bool is_name_word(const MbView *view, guint i)
{
    const MbToken *token = mb_leaf_token(view, i);
    if (!mb_leaf_is_name(view, i) || token->end - token->start < 2)
        return false;
    if (token->shape & MB_SHAPE_UPPER && !view->shouts && token->end - token->start < 4)
        return false;
    if (mb_leaf_has(view, i, MB_LEX_FIRST_NAME))
        return true;
    return !mb_leaf_has(view, i, MB_LEX_STOP) && !mb_leaf_has(view, i, MB_LEX_POSTNOMINAL);
}

static bool ends_name(const MbView *view, guint i)
{
    return !is_name_word(view, i) || mb_leaf_match(view, i, MB_LEX_RANK, NULL) || mb_leaf_match(view, i, MB_LEX_HONORIFIC, NULL) ||
           heads_something(view, i);
}

/* Whether the third capitalised word still belongs to the name: "Mary Ann Jones", not "Mike Smith Leeds Commander". */
static bool takes_third(const MbView *view, guint first, guint i)
{
    if (ends_name(view, i) || mb_leaf_match(view, i, MB_LEX_PLACE, NULL))
        return false;
    bool two_given = mb_leaf_has(view, first, MB_LEX_FIRST_NAME) && mb_leaf_has(view, i - 1, MB_LEX_FIRST_NAME);
    const MbToken *next = mb_leaf_token(view, i + 1);
    return two_given &&
           !(next->shape & MB_SHAPE_CAPITAL && mb_leaf_token(view, i + 1)->spaced && !mb_leaf_has(view, i + 1, MB_LEX_POSTNOMINAL));
}

static guint read_initials(const MbView *view, guint i)
{
    guint count = 0;
    while (is_initial(view, i) && count < 4) {
        guint next = skip_stop(view, i + 1);
        const MbToken *after = mb_leaf_token(view, next);
        if (!(after->shape & MB_SHAPE_CAPITAL) && !mb_leaf_has(view, next, MB_LEX_PARTICLE))
            break;
        i = next;
        count++;
    }
    return i;
}

static guint skip_particles(const MbView *view, guint i)
{
    while (mb_leaf_has(view, i, MB_LEX_PARTICLE) && !mb_leaf_token(view, i)->claim &&
           (mb_leaf_token(view, i + 1)->shape & MB_SHAPE_CAPITAL || mb_leaf_has(view, i + 1, MB_LEX_PARTICLE)))
        i++;
    return i;
}

/* Reads a name at token i: initials, given names, surname. */
static bool read_name(const MbView *view, guint i, Name *name)
{
    name->from = i;
    i = read_initials(view, i);
    name->surname = i;
    i = skip_particles(view, i);
    if (!is_name_word(view, i))
        return false;
    bool other = heads_something(view, i) || mb_leaf_has(view, i, MB_LEX_PLACE_SUFFIX) || mb_leaf_has(view, i, MB_LEX_DOCUMENT_HEAD);
    if (name->surname == name->from && other && !mb_leaf_has(view, i, MB_LEX_FIRST_NAME))
        return false;
    guint first = i++;
    if (name->surname == name->from) { /* given names are written out */
        guint middle = read_initials(view, i);
        guint at = skip_particles(view, middle);
        if (!ends_name(view, at)) {
            name->surname = middle;
            i = at + 1;
            if (middle == first + 1 && takes_third(view, first, i)) {
                name->surname = i;
                i++;
            }
        }
    }
    name->to = i;
    return true;
}

/* Whether token i is the name's own initials, as minutes key them: "John Slater JS", "Morag Carr MCa". */
static bool is_own_initials(const MbView *view, const Name *name, guint i)
{
    const MbToken *token = mb_leaf_token(view, i);
    if (name->surname == name->from || token->claim || !(token->shape & MB_SHAPE_CAPITAL) || token->end - token->start > 3 ||
        token->end - token->start < 2)
        return false;
    const char *key = view->text + token->start;
    return key[0] == view->text[mb_leaf_token(view, name->from)->start] && key[1] == view->text[mb_leaf_token(view, name->to - 1)->start];
}

/* Letters after a name; "Collins (J)" keeps the bracket too. */
static guint read_postnominals(const MbView *view, const Name *name)
{
    guint i = name->to;
    if (mb_leaf_is(view, i, "(") && is_initial(view, i + 1) &&
        mb_leaf_token(view, i + 1)->end - mb_leaf_token(view, i + 1)->start == 1 && mb_leaf_is(view, i + 2, ")"))
        i += 3;
    while (true) {
        guint at = mb_leaf_is(view, i, ",") ? i + 1 : i;
        if (!mb_leaf_has(view, at, MB_LEX_POSTNOMINAL) || !(mb_leaf_token(view, at)->shape & MB_SHAPE_UPPER) ||
            mb_leaf_token(view, at)->claim || is_own_initials(view, name, at))
            return i;
        i = at + 1;
    }
}

static guint match_title(const MbView *view, guint i)
{
    guint rank = mb_leaf_match(view, i, MB_LEX_RANK, NULL), honorific = mb_leaf_match(view, i, MB_LEX_HONORIFIC, NULL);
    return MAX(rank, honorific);
}

/* "T/ACC", "former", "Acting", "Rt Hon" before a title. */
static guint read_before_title(const MbView *view, guint i)
{
    guint at = i, step;
    while ((step = mb_leaf_match(view, at, MB_LEX_BEFORE_TITLE, NULL)) > 0) {
        guint next = at + step;
        if (mb_leaf_is(view, next, "/") || mb_leaf_is(view, next, "-"))
            next++;
        if (!match_title(view, next) && !mb_leaf_match(view, next, MB_LEX_BEFORE_TITLE, NULL))
            break;
        at = next;
    }
    return at;
}

/* Titles at token i, several at once too ("Councillor Mrs", "former Councillor and Honorary Alderman"); 0 when none. */
static guint read_titles(const MbView *view, guint i)
{
    guint at = read_before_title(view, i), step = match_title(view, at);
    if (!step)
        return 0;
    at = skip_stop(view, at + step);
    while (true) {
        guint next = mb_leaf_is(view, at, "and") || mb_leaf_is(view, at, "(") ? at + 1 : at;
        next = read_before_title(view, next);
        step = match_title(view, next);
        if (!step || (next > at && mb_leaf_is(view, at, "and") && next == at + 1 && !mb_leaf_token(view, next + step)->shape))
            break;
        if (mb_leaf_is(view, at, "and") && !(mb_leaf_has(view, at - 1, MB_LEX_HONORIFIC)))
            break;
        at = skip_stop(view, next + step);
    }
    const MbToken *number = mb_leaf_token(view, at); /* collar number: "PC 2210 Helen Hart" */
    if (number->shape & MB_SHAPE_DIGIT && number->end - number->start <= 5 && mb_leaf_is_name(view, at + 1))
        at++;
    return at;
}

/* Given names folded, full stops left out, capitals of "AS" taken apart. */
static char *dup_given(const MbView *view, guint from, guint to)
{
    GString *out = g_string_new(NULL);
    for (guint i = from; i < to; i++) {
        const MbToken *token = mb_leaf_token(view, i);
        if (token->shape & MB_SHAPE_PUNCT)
            continue;
        g_autofree char *word = g_utf8_strdown(view->text + token->start, token->end - token->start);
        for (const char *at = word; token->shape & MB_SHAPE_INITIAL && !view->shouts && *at; at = g_utf8_next_char(at))
            g_string_append_printf(out, "%s%.*s", out->len ? " " : "", (int)(g_utf8_next_char(at) - at), at);
        if (!(token->shape & MB_SHAPE_INITIAL) || view->shouts)
            g_string_append_printf(out, "%s%s", out->len ? " " : "", word);
    }
    return g_string_free(out, FALSE);
}

static char *dup_folded(const MbView *view, guint from, guint to)
{
    g_autofree char *text = mb_leaf_dup(view, from, to);
    g_autofree char *lower = g_utf8_strdown(text, -1);
    g_auto(GStrv) parts = g_strsplit(lower, "\xe2\x80\x99", -1);
    return g_strjoinv("'", parts);
}

void mb_mention_free(MbMention *mention)
{
    g_free(mention->title);
    g_free(mention->given);
    g_free(mention->surname);
    g_free(mention->shown);
    g_free(mention->postnominal);
    g_free(mention->role);
    g_free(mention->affiliation);
    g_free(mention);
}

/*
 * Marks a name. start: where its own title begins (name->from when it has none).
 * title: a shared title, or NULL.
 */
static void take_name(MbTagger *tagger, MbView *view, guint start, const Name *name, const char *title)
{
    guint end = read_postnominals(view, name);
    if (!mb_leaf_is_free(view, start, end) || !mb_leaf_claim(view, start, end, MB_SPAN_PERSON, NULL))
        return;
    MbMention *mention = g_new0(MbMention, 1);
    *mention = (MbMention){.view = view, .from = start, .to = end, .inherited = title && start == name->from};
    mention->title = start < name->from ? mb_leaf_dup(view, start, name->from) : g_strdup(title);
    mention->given = dup_given(view, name->from, name->surname);
    mention->surname = dup_folded(view, name->surname, name->to);
    mention->shown = mb_leaf_dup(view, name->from, name->to);
    mention->postnominal = end > name->to ? mb_leaf_dup(view, name->to, end) : NULL;
    g_ptr_array_add(tagger->mentions, mention);
    guint count = GPOINTER_TO_UINT(g_hash_table_lookup(tagger->surnames, mention->surname));
    g_hash_table_insert(tagger->surnames, g_strdup(mention->surname), GUINT_TO_POINTER(count + 1));
}

static guint skip_bracket(const MbView *view, guint i)
{
    if (!mb_leaf_is(view, i, "("))
        return i;
    for (guint at = i + 1; at < view->tokens->len && at < i + 16; at++)
        if (mb_leaf_is(view, at, ")"))
            return at + 1;
    return i;
}

/* Steps over what separates names of a list; false at its end. */
static bool skip_separator(const MbView *view, guint *i)
{
    guint at = *i;
    while (mb_leaf_is(view, at, ",") || mb_leaf_is(view, at, ";") || mb_leaf_is(view, at, "/") || mb_leaf_is(view, at, "and") ||
           mb_leaf_is(view, at, "&") || (mb_leaf_is(view, at, "a") && mb_leaf_token(view, at)->shape & MB_SHAPE_LOWER) ||
           mb_leaf_is(view, at, "the"))
        at++;
    bool any = at > *i;
    *i = at;
    return any;
}

/* Remembers the initials that a list keys to the name just taken; a key for two people is for none. */
static guint read_key(MbTagger *tagger, const MbView *view, const Name *name, guint i)
{
    guint at = mb_leaf_is(view, i, "(") ? i + 1 : i;
    bool closed = at == i || mb_leaf_is(view, at + 1, ")");
    if (!view->attendance || !closed || !is_own_initials(view, name, at))
        return i;
    char *key = mb_leaf_dup(view, at, at + 1);
    bool twice = g_hash_table_contains(tagger->initials, key);
    g_hash_table_insert(tagger->initials, key, twice ? NULL : tagger->mentions->pdata[tagger->mentions->len - 1]);
    return at > i ? at + 2 : at + 1;
}

/* "JS stated": initials that the document keyed. */
static bool take_initials(MbTagger *tagger, MbView *view, guint i)
{
    if (!g_hash_table_size(tagger->initials) || view->shouts)
        return false;
    g_autofree char *key = mb_leaf_dup(view, i, i + 1);
    const MbMention *meant = g_hash_table_lookup(tagger->initials, key);
    if (!meant || !mb_leaf_claim(view, i, i + 1, MB_SPAN_PERSON, NULL))
        return false;
    MbMention *mention = g_new0(MbMention, 1);
    *mention = (MbMention){.view = view, .from = i, .to = i + 1};
    mention->given = g_strdup(meant->given);
    mention->surname = g_strdup(meant->surname);
    mention->shown = g_strdup(meant->shown);
    g_ptr_array_add(tagger->mentions, mention);
    return true;
}

/* One name of a list with its own titles; false when there is none. */
static bool take_listed(MbTagger *tagger, MbView *view, guint *i, const char *title, bool alone_is_enough)
{
    Name name;
    guint start = *i, at = read_titles(view, start);
    bool own = at > 0;
    if (!read_name(view, own ? at : start, &name))
        return false;
    bool full = name.surname > name.from;
    if (!own && !full && !alone_is_enough)
        return false;
    if (!own && heads_something(view, start))
        return false;
    take_name(tagger, view, start, &name, title);
    *i = read_key(tagger, view, &name, read_postnominals(view, &name));
    return true;
}

/* "Councillors N Akhtar, A Andrews (Chair) and R Singh": the title is shared by all. */
static guint take_shared(MbTagger *tagger, MbView *view, guint i)
{
    const MbLexPhrase *phrase;
    guint step = mb_leaf_match(view, i, MB_LEX_PLURAL, &phrase);
    if (!step)
        return i;
    g_autofree char *title = g_strdup(phrase->value);
    if (g_str_has_suffix(title, "men"))
        memcpy(title + strlen(title) - 3, "man", 3);
    else if (g_str_has_suffix(title, "s"))
        title[strlen(title) - 1] = '\0';
    i = skip_stop(view, i + step);
    if (mb_leaf_is(view, i, ":") || mb_leaf_is(view, i, "-"))
        i++;
    while (i < view->tokens->len && take_listed(tagger, view, &i, title, true)) {
        guint before = i = skip_bracket(view, i);
        if (mb_leaf_is(view, i, "-") && mb_leaf_is_name(view, i + 1))
            break;
        if (!skip_separator(view, &i))
            return before;
    }
    return i;
}

/* "Councillor Grove", "Mr Hall": after a title a word that ends names of places is a surname. */
static bool read_place_surname(const MbView *view, guint i, Name *name)
{
    static const char *const titles[] = {"councillor", "cllr", "mr", "mrs", "ms", "miss", "dr", "alderman"};
    guint title = i > 1 && mb_leaf_is(view, i - 1, ".") ? i - 2 : i - 1;
    bool common = mb_leaf_match(view, title, MB_LEX_RANK, NULL) == 1; /* "Earl Street" is a street */
    for (guint k = 0; k < G_N_ELEMENTS(titles); k++)
        common = common || mb_leaf_is(view, title, titles[k]);
    const MbToken *next = mb_leaf_token(view, i + 1);
    bool longer = next->shape & MB_SHAPE_CAPITAL && next->spaced && !mb_leaf_has(view, i + 1, MB_LEX_POSTNOMINAL);
    if (!common || longer || !mb_leaf_is_name(view, i) || !mb_leaf_has(view, i, MB_LEX_PLACE_SUFFIX))
        return false;
    *name = (Name){i, i, i + 1};
    return true;
}

/* "Cyngor Sir Ceredigion": Welsh "Sir" is the county, not a title. */
static bool is_welsh_county(const MbView *view, guint i)
{
    static const char *const words[] = {"cyngor", "gyngor", "chyngor", "nghyngor"};
    for (guint k = 0; i > 0 && k < G_N_ELEMENTS(words); k++)
        if (mb_leaf_is(view, i, "sir") && mb_leaf_is(view, i - 1, words[k]))
            return true;
    return false;
}

void mb_tag_titled_people(MbTagger *tagger, MbView *view)
{
    for (guint i = 0; i < view->tokens->len; i++) {
        const MbToken *token = mb_leaf_token(view, i);
        if (token->claim || !token->word)
            continue;
        guint after = take_shared(tagger, view, i);
        if (after > i) {
            i = after - 1;
            continue;
        }
        guint name_at = read_titles(view, i);
        Name name;
        if (name_at && !is_welsh_county(view, i) && (read_name(view, name_at, &name) || read_place_surname(view, name_at, &name))) {
            take_name(tagger, view, i, &name, NULL);
            i = name.to - 1;
        }
    }
}

/* Steps over the label of a list of people ("Present:", "Apologies for absence -"). */
static guint skip_label(const MbView *view)
{
    guint step = mb_leaf_match(view, 0, MB_LEX_ATTENDANCE, NULL);
    while (step && step < view->tokens->len &&
           (mb_leaf_is(view, step, ":") || mb_leaf_is(view, step, "-") || mb_leaf_is(view, step, "were")))
        step++;
    return step;
}

/* Who was there: each entry begins with a name; what follows up to the separator is the role or place. */
void mb_tag_listed_people(MbTagger *tagger, MbView *view)
{
    if (!view->attendance)
        return;
    bool begins = true, in_bracket = false;
    for (guint i = skip_label(view); i < view->tokens->len;) {
        guint at = i;
        in_bracket = (in_bracket || mb_leaf_is(view, i, "(")) && !mb_leaf_is(view, i, ")");
        if (begins && !in_bracket && mb_leaf_is_name(view, at) && take_listed(tagger, view, &at, NULL, false)) {
            i = at; /* a list of two columns has no commas: the next given name begins the next person */
            begins = mb_leaf_has(view, i, MB_LEX_FIRST_NAME);
            continue;
        }
        guint next = i;
        begins = skip_separator(view, &next);
        i = MAX(next, i + 1);
    }
}

static bool is_speech(const MbView *view, guint i)
{
    if (mb_leaf_has(view, i, MB_LEX_SPEECH) && mb_leaf_token(view, i)->shape & MB_SHAPE_LOWER)
        return true;
    return mb_leaf_is(view, i, "also") && mb_leaf_has(view, i + 1, MB_LEX_SPEECH);
}

static bool is_person(const MbView *view, guint i)
{
    return mb_leaf_token(view, i)->claim == MB_SPAN_PERSON + 1;
}

/* "Adams / Ryder", "Powell and": a neighbour in a list of people. */
static bool is_beside_person(const MbView *view, const Name *name)
{
    guint before = name->from, after = name->to;
    while (before > 0 &&
           (mb_leaf_is(view, before - 1, ",") || mb_leaf_is(view, before - 1, "and") || mb_leaf_is(view, before - 1, "/")))
        before--;
    skip_separator(view, &after);
    return (before < name->from && before > 0 && is_person(view, before - 1)) || (after > name->to && is_person(view, after));
}

static bool is_asked_for(const MbView *view, guint i)
{
    return i > 0 &&
           (mb_leaf_is(view, i - 1, "contact") || (mb_leaf_is(view, i - 1, ":") && i > 1 && mb_leaf_is(view, i - 2, "contact")));
}

/* A name of two words or more without title, and a reason to think it one. */
static bool is_likely(const MbTagger *tagger, const MbView *view, const Name *name)
{
    if (name->surname == name->from || heads_something(view, name->to) || mb_leaf_match(view, name->from, MB_LEX_PLACE, NULL) > 1)
        return false;
    if (mb_leaf_has(view, name->to - 1, MB_LEX_PLACE_SUFFIX) || mb_leaf_match(view, name->from, MB_LEX_ORG, NULL))
        return false;
    g_autofree char *surname = dup_folded(view, name->surname, name->to);
    if (mb_leaf_has(view, name->from, MB_LEX_FIRST_NAME) && !view->shouts)
        return !mb_leaf_is_name(view, name->to) || mb_leaf_has(view, name->to, MB_LEX_STOP) ||
               g_hash_table_contains(tagger->surnames, surname) || mb_leaf_match(view, name->to, MB_LEX_PLACE, NULL);
    if (is_initial(view, name->from))
        return g_hash_table_contains(tagger->surnames, surname) || is_beside_person(view, name) || is_speech(view, name->to);
    return is_speech(view, name->to) || is_asked_for(view, name->from) || is_beside_person(view, name);
}

/* Surnames alone in lists of votes ("FOR (6): Armitage, Barlow") and after their own sure mention. */
static bool is_known_surname(const MbTagger *tagger, const MbView *view, const Name *name)
{
    if (name->surname != name->from || !view->attendance)
        return false;
    const MbToken *before = mb_leaf_token(view, name->from - 1);
    bool listed = name->from > 1 && before->shape & MB_SHAPE_PUNCT && !mb_leaf_has(view, name->from, MB_LEX_STOP);
    if (listed && !strcmp(view->attendance, "vote")) /* who voted is named, known or not */
        return true;
    g_autofree char *surname = dup_folded(view, name->surname, name->to);
    return g_hash_table_contains(tagger->surnames, surname);
}

void mb_tag_bare_people(MbTagger *tagger, MbView *view)
{
    for (guint i = 0; i < view->tokens->len; i++) {
        Name name;
        if (mb_leaf_is_name(view, i) && take_initials(tagger, view, i))
            continue;
        if (!mb_leaf_is_name(view, i) || heads_something(view, i) || !read_name(view, i, &name))
            continue;
        if (!mb_leaf_is_free(view, name.from, name.to))
            continue;
        if (is_likely(tagger, view, &name) || is_known_surname(tagger, view, &name)) {
            take_name(tagger, view, name.from, &name, NULL);
            i = name.to - 1;
        }
    }
}
