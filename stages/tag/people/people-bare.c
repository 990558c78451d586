/*
 * Names without title: they want a reason. A common given name, a verb of
 * speech, a neighbour in a list, a surname that stands with a title elsewhere,
 * a full name that a list of those present has; initials that stand for one of them.
 */
#include "people.h"

#include <string.h>

static bool is_small_word(const MbTagger *tagger, const char *text, gsize length)
{
    char folded[MB_WORD_BYTES];
    return mb_leaf_fold(text, (guint)length, folded) && g_hash_table_contains(tagger->small_words, folded);
}

/* Whether all parts of a word with hyphens occur with small letters; capitals alone ("MLEO") are no part of a name either. */
static bool is_common_word(const MbTagger *tagger, const MbView *view, guint i)
{
    const MbToken *token = mb_leaf_token(view, i);
    const char *at = view->text + token->start, *end = view->text + token->end;
    if (mb_leaf_has(view, i, MB_LEX_COMMON) || is_small_word(tagger, at, (gsize)(end - at)))
        return true;
    const char *hyphen = memchr(at, '-', (gsize)(end - at));
    if (!hyphen)
        return false;
    return is_small_word(tagger, at, (gsize)(hyphen - at)) && is_small_word(tagger, hyphen + 1, (gsize)(end - hyphen - 1));
}

static bool is_made_of_words(const MbTagger *tagger, const MbView *view, const MbName *name)
{
    for (guint i = name->from; i < name->to; i++)
        if (!(mb_leaf_token(view, i)->shape & MB_SHAPE_PUNCT) && !is_common_word(tagger, view, i))
            return false;
    return true;
}

static bool is_known(const MbTagger *tagger, const MbView *view, const MbName *name)
{
    g_autofree char *surname = mb_name_dup_folded(view, name->surname, name->to);
    return g_hash_table_contains(tagger->surnames, surname);
}

/* "Sarah", and "John-Paul", which begins with one. */
static bool is_given(const MbTagger *tagger, const MbView *view, guint i)
{
    const MbToken *token = mb_leaf_token(view, i);
    const char *start = view->text + token->start, *hyphen = memchr(start, '-', token->end - token->start);
    char folded[MB_WORD_BYTES];
    if (!hyphen || !mb_leaf_fold(start, (guint)(hyphen - start), folded))
        return mb_leaf_has(view, i, MB_LEX_FIRST_NAME);
    const MbLexWord *word = mb_lexicon_word(tagger->lexicon, folded);
    return word && word->capital >> MB_LEX_FIRST_NAME & 1;
}

/* A word of council business beside a word that is no given name: "Eastholme Home", "Staff Side". */
static bool is_business(const MbTagger *tagger, const MbView *view, const MbName *name)
{
    bool business = false;
    for (guint i = name->from; i < name->to; i++)
        business = business || (mb_leaf_has(view, i, MB_LEX_COMMON) && !mb_leaf_has(view, i, MB_LEX_SURNAME));
    return business && !is_given(tagger, view, name->from);
}

bool mb_people_is_common(const MbTagger *tagger, const MbView *view, const MbName *name)
{
    bool common = is_made_of_words(tagger, view, name) || (name->surname > name->from && is_business(tagger, view, name));
    return common && !is_known(tagger, view, name);
}

bool mb_people_is_compound(const MbTagger *tagger, const MbView *view, const MbName *name)
{
    const MbToken *token = mb_leaf_token(view, name->from);
    bool hyphen = memchr(view->text + token->start, '-', token->end - token->start) != NULL;
    return hyphen && name->to == name->from + 1 && is_common_word(tagger, view, name->from);
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
static bool is_beside_person(const MbView *view, const MbName *name)
{
    guint before = name->from, after = name->to;
    while (before > 0 &&
           (mb_leaf_is(view, before - 1, ",") || mb_leaf_is(view, before - 1, "and") || mb_leaf_is(view, before - 1, "/")))
        before--;
    mb_people_skip_separator(view, &after);
    return (before < name->from && before > 0 && is_person(view, before - 1)) || (after > name->to && is_person(view, after));
}

/* "contact X", "seconded by X": the word before asks for a person. */
static bool is_asked_for(const MbView *view, guint i)
{
    guint at = i > 0 && mb_leaf_is(view, i - 1, ":") ? i - 1 : i;
    if (at > 0 && mb_leaf_is(view, at - 1, "contact"))
        return at < 2 || !mb_leaf_is(view, at - 2, "to");
    static const char *const verbs[] = {"proposed", "seconded", "moved", "chaired", "prop", "sec", "cynigiwyd", "eiliwyd"};
    for (guint k = 0; at > 0 && k < G_N_ELEMENTS(verbs); k++) {
        bool by = mb_leaf_is(view, at - 1, "by") || mb_leaf_is(view, at - 1, "gan");
        if (by && at > 1 && mb_leaf_is(view, at - 2, verbs[k]))
            return true;
        if (mb_leaf_is(view, at - 1, verbs[k]) && (at < i || k < 2))
            return true;
    }
    return false;
}

/* "welcomed Hedley Vosper of", "thanked X for": a verb that takes people, and a small word after the name. */
static bool is_greeted(const MbView *view, const MbName *name)
{
    static const char *const verbs[] = {"welcomed", "thanked", "congratulated", "introduced", "met"};
    bool greeted = false;
    for (guint k = 0; name->from > 0 && k < G_N_ELEMENTS(verbs); k++)
        greeted = greeted || mb_leaf_is(view, name->from - 1, verbs[k]);
    const MbToken *next = mb_leaf_token(view, name->to);
    return greeted && (!next->shape || next->shape & (MB_SHAPE_LOWER | MB_SHAPE_PUNCT));
}

/* A name inside a longer run of capitals is a part of something else: "Heol Dewi Sant", "Glen Arran Community Trust". */
static bool is_inside_run(const MbView *view, const MbName *name)
{
    const MbToken *before = mb_leaf_token(view, name->from - 1), *first = mb_leaf_token(view, name->from);
    bool left = name->from > 0 && first->spaced && before->shape & MB_SHAPE_CAPITAL && !(before->shape & MB_SHAPE_UPPER) &&
                !before->claim && !mb_leaf_has(view, name->from - 1, MB_LEX_STOP);
    const MbToken *next = mb_leaf_token(view, name->to);
    bool right = next->shape & MB_SHAPE_CAPITAL && next->spaced && !next->claim && !mb_leaf_has(view, name->to, MB_LEX_STOP) &&
                 !mb_leaf_has(view, name->to, MB_LEX_POSTNOMINAL) && !mb_leaf_match(view, name->to, MB_LEX_PLACE, NULL);
    return left || (right && !(next->shape & MB_SHAPE_UPPER && next->end - next->start <= 4));
}

/* "the Clerk Imelda Larkin": an office right before the name. */
static bool is_office_before(const MbView *view, guint i)
{
    return i > 0 && mb_leaf_token(view, i - 1)->claim == MB_SPAN_ROLE + 1 && mb_leaf_token(view, i)->spaced;
}

/* What stands after a dash in a list of people is a ward or an employer. */
static bool is_behind_dash(const MbView *view, guint i)
{
    if (!view->attendance || i < 2)
        return false;
    const MbToken *mark = mb_leaf_token(view, i - 1), *before = mb_leaf_token(view, i - 2);
    bool dash = mark->shape & MB_SHAPE_PUNCT && strchr("-\xe2", view->text[mark->start]) && mark->end > mark->start;
    return dash && (before->claim || mb_leaf_is(view, i - 2, ")"));
}

/* What can never be a person, whatever speaks for it. */
static bool is_other(const MbTagger *tagger, const MbView *view, const MbName *name)
{
    const MbToken *first = mb_leaf_token(view, name->from);
    if (mb_name_heads_other(view, name->to) || mb_leaf_match(view, name->from, MB_LEX_PLACE, NULL) > 1 ||
        mb_leaf_match(view, name->from, MB_LEX_ORG, NULL))
        return true;
    if (mb_leaf_has(view, name->to - 1, MB_LEX_PLACE_SUFFIX) && !mb_leaf_has(view, name->to - 1, MB_LEX_SURNAME))
        return true;
    if (first->shape & MB_SHAPE_UPPER && !view->shouts && first->end - first->start > 2 && !mb_leaf_is(view, name->from + 1, "."))
        return true; /* "MPP Waterloo": letters of an office */
    return is_inside_run(view, name) || is_behind_dash(view, name->from) || mb_people_is_common(tagger, view, name);
}

/* "in Lawrence Weston": given names are names of places too; whoever owns something is a person. */
static bool stands_as_place(const MbView *view, const MbName *name)
{
    bool owner = mb_leaf_token(view, name->to)->shape & MB_SHAPE_GENITIVE;
    return name->from > 0 && !owner && mb_leaf_has(view, name->from - 1, MB_LEX_PLACE_BEFORE) &&
           mb_leaf_token(view, name->from - 1)->shape & MB_SHAPE_LOWER;
}

/* "hedley vosper" */
static char *dup_full(const MbView *view, const MbName *name)
{
    g_autofree char *given = mb_name_dup_given(view, name->from, name->surname);
    g_autofree char *surname = mb_name_dup_folded(view, name->surname, name->to);
    return g_strdup_printf("%s %s", given, surname);
}

/* A name of two words or more without title, and a reason to think it one. */
static bool is_likely(const MbTagger *tagger, const MbView *view, const MbName *name)
{
    if (name->surname == name->from)
        return false;
    g_autofree char *full = dup_full(view, name);
    if (g_hash_table_contains(tagger->full_names, full) && !mb_name_heads_other(view, name->to))
        return true;
    if (is_other(tagger, view, name) || g_hash_table_contains(tagger->place_names, full))
        return false;
    bool known = is_known(tagger, view, name), office = is_office_before(view, name->from);
    if (mb_name_is_initial(view, name->from))
        return known || office || is_beside_person(view, name) || is_speech(view, name->to) || is_asked_for(view, name->from);
    if (is_given(tagger, view, name->from) && !view->shouts)
        return true;
    if (mb_leaf_match(view, name->from, MB_LEX_PLACE, NULL) || mb_leaf_has(view, name->from, MB_LEX_STOP))
        return false;
    return known || (office && view->attendance) || is_speech(view, name->to) || is_asked_for(view, name->from) ||
           is_beside_person(view, name) || is_greeted(view, name);
}

/* Surnames alone in lists of votes ("FOR (6): Armitage, Barlow") and after their own sure mention. */
static bool is_known_surname(const MbTagger *tagger, const MbView *view, const MbName *name)
{
    if (name->surname != name->from || !view->attendance)
        return false;
    const MbToken *before = mb_leaf_token(view, name->from - 1);
    bool listed = name->from > 1 && before->shape & MB_SHAPE_PUNCT && !mb_leaf_has(view, name->from, MB_LEX_STOP);
    if (listed && !strcmp(view->attendance, "vote")) /* who voted is named, known or not */
        return true;
    g_autofree char *surname = mb_name_dup_folded(view, name->surname, name->to);
    return g_hash_table_contains(tagger->surnames, surname) && !is_behind_dash(view, name->from);
}

/* Whether the leaf says at token i who is to act: "Action: SP", "SP/JS", a cell of initials alone. */
static bool names_owner(const MbView *view, guint i)
{
    guint at = i;
    while (at > 0 && (mb_leaf_is(view, at - 1, "/") || mb_leaf_is(view, at - 1, ",") || mb_leaf_is(view, at - 1, "&")))
        at -= 2;
    if (at == 0 || at > i)
        return at == 0 && (view->in_cell || mb_leaf_is(view, i + 1, "to")) && view->tokens->len < 8;
    return mb_leaf_is(view, at - 1, ":") && at > 1 && (mb_leaf_is(view, at - 2, "action") || mb_leaf_is(view, at - 2, "actions"));
}

/* Whom token i means by initials or by the given name alone; borrowed, or NULL. */
static const MbMention *meant_by(const MbTagger *tagger, const MbView *view, guint i)
{
    g_autofree char *key = mb_name_dup_folded(view, i, i + 1);
    const MbMention *meant = g_hash_table_lookup(tagger->initials, key);
    if (meant)
        return meant;
    g_autofree char *upper = g_utf8_strup(key, -1);
    if (mb_leaf_token(view, i)->shape & MB_SHAPE_UPPER)
        return names_owner(view, i) ? g_hash_table_lookup(tagger->monograms, upper) : NULL;
    bool acts = is_speech(view, i + 1) || mb_leaf_is(view, i + 1, "will") || mb_leaf_is(view, i + 1, "to") ||
                mb_leaf_is(view, i + 1, "would") || mb_leaf_is(view, i + 1, "offered");
    return acts && !mb_leaf_is_name(view, i - 1) ? g_hash_table_lookup(tagger->given_names, key) : NULL;
}

/* "JS stated", "Action: MO'H", "Julie offered": short names of people that the document has named. */
static bool take_short(MbTagger *tagger, MbView *view, guint i)
{
    const MbMention *meant = view->shouts && view->tokens->len > 3 ? NULL : meant_by(tagger, view, i);
    MbMention *mention = meant ? mb_people_add(tagger, view, i, i + 1) : NULL;
    if (!mention)
        return false;
    mention->given = g_strdup(meant->given);
    mention->surname = g_strdup(meant->surname);
    mention->surname_shown = g_strdup(meant->surname_shown);
    mention->shown = g_strdup(meant->shown);
    return true;
}

void mb_tag_placed_names(MbTagger *tagger, MbView *view)
{
    for (guint i = 1; i < view->tokens->len; i++) {
        MbName name;
        if (!mb_leaf_is_name(view, i) || !mb_name_read(view, i, &name) || name.surname == name.from || !stands_as_place(view, &name))
            continue;
        g_hash_table_add(tagger->place_names, dup_full(view, &name));
    }
}

void mb_tag_bare_people(MbTagger *tagger, MbView *view)
{
    for (guint i = 0; i < view->tokens->len; i++) {
        MbName name;
        if (!mb_leaf_is_name(view, i) || take_short(tagger, view, i))
            continue;
        if (mb_name_heads_other(view, i) || !mb_name_read(view, i, &name) || !mb_leaf_is_free(view, name.from, name.to))
            continue;
        if (is_likely(tagger, view, &name) || is_known_surname(tagger, view, &name)) {
            mb_people_take(tagger, view, name.from, &name, NULL);
            i = name.to - 1;
        }
    }
}
