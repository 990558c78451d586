/*
 * Offices: "Chair", "Cabinet Member for Policing and Equalities", "Deputy Chief
 * Executive (Place)", "Governance Services Officer".
 */
#include "../tagger.h"

#include <string.h>

static bool begins_person(const MbView *view, guint i)
{
    return mb_leaf_match(view, i, MB_LEX_RANK, NULL) || mb_leaf_match(view, i, MB_LEX_HONORIFIC, NULL) ||
           mb_leaf_match(view, i, MB_LEX_PLURAL, NULL) || mb_leaf_match(view, i, MB_LEX_ROLE, NULL);
}

static bool is_field_word(const MbView *view, guint i)
{
    return mb_leaf_is_name(view, i) && !begins_person(view, i);
}

static guint skip_words(const MbView *view, guint i)
{
    while (is_field_word(view, i) || (mb_leaf_is_owner(view, i) && is_field_word(view, i + 1)))
        i++;
    return i;
}

/* "Housing, Planning and Transport": a comma belongs to the field when "and" and a word follow. */
static bool is_field_comma(const MbView *view, guint i)
{
    guint end = skip_words(view, i + 1);
    return mb_leaf_is(view, i, ",") && end > i + 1 && end <= i + 4 && (mb_leaf_is(view, end, "and") || mb_leaf_is(view, end, "&")) &&
           is_field_word(view, end + 1) && !mb_leaf_has(view, i + 1, MB_LEX_FIRST_NAME);
}

/* The end of capitalised words joined by "and", "&", "of" and commas, from i. */
static guint read_field(const MbView *view, guint i)
{
    guint end = skip_words(view, i);
    while (end > i) {
        bool joined =
            mb_leaf_is(view, end, "and") || mb_leaf_is(view, end, "&") || mb_leaf_is(view, end, "of") || is_field_comma(view, end);
        if (!joined || !is_field_word(view, end + 1))
            break;
        end = skip_words(view, end + 1);
    }
    return end;
}

/* "for the West Midlands", "of Law and Governance", "to the Council". */
static guint read_complement(const MbView *view, guint i)
{
    if (!mb_leaf_is(view, i, "for") && !mb_leaf_is(view, i, "of") && !mb_leaf_is(view, i, "to") && !mb_leaf_is(view, i, "with"))
        return i;
    if (view->shouts && mb_leaf_is(view, i, "to")) /* "CLERK TO WRITE": an action, not an office */
        return i;
    guint at = i + 1;
    if (mb_leaf_is(view, at, "the") || mb_leaf_is(view, at, "this"))
        at++;
    guint end = read_field(view, at);
    return end > at && !mb_leaf_is_owner(view, end) ? end : i; /* "Chair of the Thornbury Tenants' Association" */
}

/* Whether an entry of a list ends at token i. */
static bool ends_entry(const MbView *view, guint i)
{
    static const char *const marks[] = {";", ".", ")", ","};
    bool ends = !mb_leaf_token(view, i)->shape;
    for (guint k = 0; k < G_N_ELEMENTS(marks); k++)
        ends = ends || mb_leaf_is(view, i, marks[k]);
    return ends;
}

/* "Service Manager - Finance": a field of council business behind a dash, with which the entry ends. */
static guint read_dashed(const MbView *view, guint i)
{
    bool dash = mb_leaf_token(view, i)->spaced && mb_leaf_token(view, i + 1)->spaced &&
                (mb_leaf_is(view, i, "-") || mb_leaf_is(view, i, "\xe2\x80\x93"));
    guint end = dash && mb_leaf_has(view, i + 1, MB_LEX_COMMON) ? read_field(view, i + 1) : i;
    bool other = mb_leaf_has(view, end - 1, MB_LEX_ORG_HEAD) || mb_leaf_has(view, end - 1, MB_LEX_BODY_HEAD);
    return end > i && end <= i + 5 && !other && ends_entry(view, end) ? end : i;
}

/* "(Place)", "(Community Safety)"; not "(Chair)" of a list, and no acronym of the name. */
static guint read_bracket(const MbView *view, guint i)
{
    if (!mb_leaf_is(view, i, "(") || !mb_leaf_is_name(view, i + 1) || mb_leaf_token(view, i + 1)->shape & MB_SHAPE_UPPER)
        return i;
    guint end = read_field(view, i + 1);
    if (end == i + 1 && mb_leaf_match(view, i + 1, MB_LEX_ROLE, NULL))
        end = i + 1 + mb_leaf_match(view, i + 1, MB_LEX_ROLE, NULL);
    return end > i + 1 && mb_leaf_is(view, end, ")") ? end + 1 : i;
}

/* "Pennaeth Cymunedau": the end of an office whose field follows at once; i when there is none. */
static guint read_head_first(const MbView *view, guint i)
{
    guint step = mb_leaf_match(view, i, MB_LEX_ROLE_FIRST, NULL);
    if (!step || !mb_leaf_is_free(view, i, i + step))
        return i;
    guint at = i + step;
    at = mb_leaf_is(view, at, "dros") || mb_leaf_is(view, at, "y") ? at + 1 : at;
    guint end = skip_words(view, at);
    while (end > at && (mb_leaf_is(view, end, "a") || mb_leaf_is(view, end, "ac")) && is_field_word(view, end + 1))
        end = skip_words(view, end + 1);
    return end > at ? end : i + step;
}

/* How far left the capitalised words before a role head reach. */
static guint left_edge(const MbView *view, guint head, guint floor)
{
    guint at = head;
    while (at > floor) {
        guint before = at - 1;
        bool joined = (mb_leaf_is(view, before, "and") || mb_leaf_is(view, before, "&")) && before > floor &&
                      mb_leaf_is_name(view, before - 1) && !mb_leaf_token(view, before - 1)->claim &&
                      mb_leaf_has(view, before - 1, MB_LEX_ORG_HEAD) == false;
        if (!joined && (!mb_leaf_is_name(view, before) || mb_leaf_has(view, before, MB_LEX_STOP)))
            break;
        at = before;
    }
    return mb_leaf_is(view, at, "and") || mb_leaf_is(view, at, "&") ? at + 1 : at;
}

/* A place or organisation before the office belongs to it: "West Midlands Police and Crime Commissioner". */
static guint widen_left(const MbView *view, guint from, guint floor)
{
    for (guint words = MIN(3, from - floor); words > 0; words--)
        if (mb_leaf_match(view, from - words, MB_LEX_PLACE, NULL) == words && mb_leaf_is_free(view, from - words, from))
            return from - words;
    return from;
}

static void take_role(MbTagger *tagger, MbView *view, guint from, guint to)
{
    g_autofree char *name = mb_leaf_dup(view, from, to);
    MbEntity *entity = mb_tag_entity(tagger, "role-", name, MB_SPAN_ROLE, NULL);
    if (mb_leaf_claim(view, from, to, MB_SPAN_ROLE, entity->id))
        mb_tag_nested_body(tagger, view, from, to);
}

/* The end of a role that is an entry of the lexicon at i; i when there is none. */
static guint read_known(const MbView *view, guint i)
{
    guint step = mb_leaf_match(view, i, MB_LEX_ROLE, NULL);
    if (!step || !mb_leaf_is_free(view, i, i + step))
        return i;
    guint end = i + step;
    bool open = mb_leaf_is(view, end - 1, "of") || mb_leaf_is(view, end - 1, "for") || mb_leaf_is(view, end - 1, "the");
    if (open) {
        guint at = mb_leaf_is(view, end, "the") ? end + 1 : end;
        guint field = read_field(view, at);
        end = field > at ? field : i;
        return end;
    }
    guint head = end; /* "Assistant Director Operations Manager": a role head may follow at once */
    while (mb_leaf_is_name(view, head) && mb_leaf_has(view, head, MB_LEX_ROLE_HEAD))
        end = ++head;
    guint after = MAX(read_complement(view, end), read_dashed(view, end));
    return after > end ? after : read_bracket(view, end);
}

/* "Chair" in "Chair's", "the Chair" is the office; before a name word, and in "took the Chair", it is none. */
static bool is_part_of_name(const MbView *view, guint from, guint to)
{
    bool seat = from > 1 && mb_leaf_is(view, from, "chair") && mb_leaf_is(view, from - 1, "the") &&
                (mb_leaf_is(view, from - 2, "in") || mb_leaf_is(view, from - 2, "took") || mb_leaf_is(view, from - 2, "vacated"));
    if (seat && to == from + 1)
        return true;
    bool head = mb_leaf_has(view, to, MB_LEX_BODY_HEAD) || mb_leaf_has(view, to, MB_LEX_ORG_HEAD);
    return to == from + 1 && head && mb_leaf_is_name(view, to);
}

void mb_tag_roles(MbTagger *tagger, MbView *view)
{
    guint floor = 0;
    for (guint i = 0; i < view->tokens->len; i++) {
        const MbToken *token = mb_leaf_token(view, i);
        if (token->claim || !(token->shape & MB_SHAPE_CAPITAL) || !token->word)
            continue;
        guint from = i, to = MAX(read_known(view, i), read_head_first(view, i));
        if (to > i) {
            bool led = mb_leaf_has(view, i, MB_LEX_ROLE_HEAD) && i > floor && mb_leaf_is_name(view, i - 1) && !begins_person(view, i - 1);
            from = led ? left_edge(view, i, floor) : widen_left(view, i, floor); /* "Medical Director" */
            if (is_part_of_name(view, from, to))
                continue;
        } else if (mb_leaf_has(view, i, MB_LEX_ROLE_HEAD)) {
            from = left_edge(view, i, floor);
            to = i + 1;
            if (from == i)
                continue;
            guint after = MAX(read_complement(view, to), read_dashed(view, to));
            to = after > to ? after : read_bracket(view, to);
        } else {
            continue;
        }
        take_role(tagger, view, from, to);
        floor = to;
        i = to - 1;
    }
}
