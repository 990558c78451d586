/*
 * Organisations that are not a chain of capitals with a head at its end: names
 * of the lexicon, in quotation marks, with a small head, of a scheme, given as
 * examples, Welsh names.
 */
#include "organisations.h"

#include <string.h>

static bool is_any(const MbView *view, guint i, const char *const *words)
{
    for (; *words; words++)
        if (mb_leaf_is(view, i, *words))
            return true;
    return false;
}

/* Whether the capitalised word before token i belongs to the same name. */
static bool is_inside(const MbView *view, guint i)
{
    return i > 0 && mb_leaf_is_name(view, i - 1) && !mb_leaf_has(view, i - 1, MB_LEX_STOP);
}

static guint take_as(MbTagger *tagger, MbView *view, guint from, guint to, const char *kind)
{
    if (!mb_leaf_is_free(view, from, to))
        return from;
    mb_organisation_take(tagger, view, from, to, kind, NULL);
    return to;
}

/* "Kelderwick police": the force of a place. */
static guint read_force_of_place(MbTagger *tagger, MbView *view, guint i)
{
    guint step = mb_leaf_match(view, i, MB_LEX_PLACE, NULL);
    bool force = step && mb_leaf_is(view, i + step, "police") && mb_leaf_token(view, i + step)->shape & MB_SHAPE_LOWER;
    return force && !mb_leaf_has(view, i + step + 1, MB_LEX_ROLE_HEAD) && !mb_leaf_is(view, i + step + 1, "officers")
               ? take_as(tagger, view, i, i + step + 1, "force")
               : i;
}

/* "Harbour Outreach team", "CCTV unit": capitalised words, not a place or another's name, before a small head. */
static guint read_small_head(MbTagger *tagger, MbView *view, guint i)
{
    guint end = i, upper = mb_leaf_token(view, i)->shape & MB_SHAPE_UPPER;
    if (mb_leaf_has(view, i, MB_LEX_STOP) || mb_leaf_begins_sentence(view, i) || is_inside(view, i))
        return i;
    while (mb_leaf_is_name(view, end) && end - i < 5)
        end++;
    bool head = mb_leaf_is(view, end, "team") || mb_leaf_is(view, end, "unit");
    bool several = end - i > 1 && !mb_leaf_match(view, i, MB_LEX_PLACE, NULL);
    bool owned = i > 1 && mb_leaf_token(view, i - 1)->shape & MB_SHAPE_GENITIVE && mb_leaf_has(view, i - 2, MB_LEX_ORG_SHORT);
    guint from = owned ? i - 2 : i; /* "Council's CCTV unit" */
    return head && (several || (end - i == 1 && upper)) ? take_as(tagger, view, from, end + 1, "department") : i;
}

/* "Office of the Mercia Police and Crime Commissioner". */
static guint read_office(MbTagger *tagger, MbView *view, guint i)
{
    bool office = mb_leaf_is_name(view, i) && mb_leaf_is(view, i, "office") &&
                  (mb_leaf_is(view, i + 1, "of") || mb_leaf_is(view, i + 1, "for"));
    guint end = mb_leaf_is(view, i + 2, "the") ? i + 3 : i + 2;
    if (!office)
        return i;
    guint last = end + 9, first = end;
    for (; end < last && (mb_leaf_is_name(view, end) || mb_organisation_joins(view, end) || mb_leaf_is(view, end, ",")); end++)
        if (mb_leaf_is(view, end, "commissioner"))
            return take_as(tagger, view, i, end + 1, "other");
    bool named = end > first && first == i + 3; /* "Office of the Deputy Prime Minister" */
    return named ? take_as(tagger, view, i, end, "other") : i;
}

/* "London Borough of Brent", "Royal Borough of Kensington and Chelsea": the council of a borough. */
static guint read_borough(MbTagger *tagger, MbView *view, guint i)
{
    static const char *const kinds[] = {"london", "royal", "metropolitan", "county", NULL};
    guint at = is_any(view, i, kinds) ? i + 1 : i;
    if (!mb_leaf_is(view, at, "borough") || !mb_leaf_is(view, at + 1, "of") || (at == i && i > 0)) /* "Borough of X" alone: a letterhead */
        return i;
    guint end = at + 2, first = end;
    while (end < first + 6 && (mb_leaf_is_name(view, end) || mb_leaf_is(view, end, "upon") || mb_organisation_joins(view, end)) &&
           !mb_leaf_has(view, end, MB_LEX_STOP))
        end++;
    return end > first ? take_as(tagger, view, i, end, "council") : i;
}

/* Whether token i joins the words of a name that began with its head: "Ysgol y Bryn", "Friends of the Library". */
static bool joins_after_head(const MbView *view, guint i, bool and)
{
    static const char *const small[] = {"y", "yr", "a'r", "the", "upon", NULL};
    bool joint = is_any(view, i, small) || mb_leaf_is(view, i, "of") || (and && mb_organisation_joins(view, i)) ||
                 (and && mb_leaf_is(view, i, ",") && mb_leaf_is_name(view, i + 1));
    return joint && mb_leaf_is_name(view, i + 1) && !mb_leaf_has(view, i + 1, MB_LEX_STOP);
}

/* "University of Keele", "Heddlu Gwent", "Department for Work and Pensions": the head is in front. */
static guint read_head_first(MbTagger *tagger, MbView *view, guint i)
{
    const MbLexPhrase *phrase;
    guint step = mb_leaf_match(view, i, MB_LEX_ORG_FIRST, &phrase), end = i + step;
    bool department = step && !g_strcmp0(phrase->kind, "department");
    if (!step || is_inside(view, i))
        return i;
    while (end < i + step + 7 && ((mb_leaf_is_name(view, end) && !mb_leaf_has(view, end, MB_LEX_STOP)) ||
                                  joins_after_head(view, end, department && end > i + step)))
        end++;
    return end > i + step ? take_as(tagger, view, i, end, phrase->kind) : i;
}

/* "J. Hine & Sons", "Carter Bros". */
static guint read_family_firm(MbTagger *tagger, MbView *view, guint i)
{
    static const char *const families[] = {"sons", "son", "daughters", "partners", "brothers", "bros", "co", NULL};
    guint end = i;
    if (is_inside(view, i) || mb_leaf_has(view, i, MB_LEX_STOP))
        return i;
    while (end < i + 5 && ((mb_leaf_is_name(view, end) && !is_any(view, end, families)) || (mb_leaf_is(view, end, ".") && end > i)))
        end++;
    bool joined = mb_leaf_is(view, end, "&") || mb_leaf_is(view, end, "and");
    guint family = joined ? end + 1 : end;
    bool firm = end > i && mb_leaf_is_name(view, family) && is_any(view, family, families) && (joined || !mb_leaf_is(view, family, "co"));
    return firm ? take_as(tagger, view, i, family + 1, "company") : i;
}

/* "NHS Tayside", "NHS Greater Harbour": the health service of a place. */
static guint read_health_service(MbTagger *tagger, MbView *view, guint i)
{
    guint end = i + 1;
    if (!mb_leaf_is(view, i, "nhs") || view->shouts || is_inside(view, i))
        return i;
    while (end < i + 5 && mb_leaf_is_name(view, end) && !mb_leaf_has(view, end, MB_LEX_STOP) && !mb_organisation_is_head(view, end) &&
           !(mb_leaf_token(view, end)->shape & MB_SHAPE_UPPER))
        end++;
    return end > i + 1 && !mb_organisation_is_head(view, end) ? take_as(tagger, view, i, end, "other") : i;
}

/* "Cyngor Sir Ceredigion", "Cyngor Cymuned Llanfaen": Welsh names begin with their head. */
static guint read_welsh_council(MbTagger *tagger, MbView *view, guint i)
{
    static const char *const heads[] = {"cyngor", "gyngor", "chyngor", "nghyngor", NULL};
    static const char *const kinds[] = {"sir", "cymuned", "tref", "bwrdeistref", "dinas", "gymuned", "dref", NULL};
    guint end = i + 2;
    if (!is_any(view, i, heads) || !is_any(view, i + 1, kinds) || !mb_leaf_is_name(view, i + 1))
        return i;
    while (mb_leaf_is_name(view, end) && end < i + 5 && !mb_leaf_has(view, end, MB_LEX_STOP))
        end++;
    return end > i + 2 ? take_as(tagger, view, i, end, "council") : i;
}

/* "Stop Cruelty UK": a body of the whole country. */
static guint read_national(MbTagger *tagger, MbView *view, guint i)
{
    guint end = i;
    if (mb_leaf_has(view, i, MB_LEX_STOP))
        return i;
    while (mb_leaf_is_name(view, end) && !mb_leaf_is(view, end, "uk") && end - i < 4)
        end++;
    return end > i && mb_leaf_is(view, end, "uk") && mb_leaf_is_name(view, end) ? take_as(tagger, view, i, end + 1, "other") : i;
}

static bool is_quote(const MbView *view, guint i)
{
    static const char *const marks[] = {"'", "\"", "\xe2\x80\x98", "\xe2\x80\x99", "\xe2\x80\x9c", "\xe2\x80\x9d"};
    for (guint k = 0; k < G_N_ELEMENTS(marks); k++)
        if (mb_leaf_is(view, i, marks[k]))
            return true;
    return false;
}

/* "'Clean and Green' Team": a quoted name before a head. */
static guint read_quoted_name(MbTagger *tagger, MbView *view, guint i)
{
    if (i == 0 || !is_quote(view, i - 1))
        return i;
    guint end = i;
    while (end - i < 6 && (mb_leaf_is_name(view, end) || mb_organisation_joins(view, end)))
        end++;
    bool head = is_quote(view, end) && mb_leaf_is_name(view, end + 1) &&
                (mb_organisation_is_head(view, end + 1) || mb_leaf_is(view, end + 1, "programme") || mb_leaf_is(view, end + 1, "project"));
    if (end == i || !head || (end == i + 1 && mb_leaf_token(view, i)->end - mb_leaf_token(view, i)->start < 3))
        return i;
    return take_as(tagger, view, i - 1, end + 2, mb_leaf_has(view, end + 1, MB_LEX_BODY_HEAD) ? "committee" : "other");
}

/* "Safer Streets - This group meets ...": a point that explains the body that it names. */
static guint read_explained_body(MbTagger *tagger, MbView *view, guint i)
{
    guint end = i;
    if (i > 0)
        return i;
    while (mb_leaf_is_name(view, end) && end < 5 && !mb_leaf_has(view, end, MB_LEX_STOP))
        end++;
    bool dash = mb_leaf_is(view, end, "-") || mb_leaf_is(view, end, "\xe2\x80\x93") || mb_leaf_is(view, end, ":");
    bool body = end > i && dash && mb_leaf_is(view, end + 1, "this") && mb_leaf_token(view, end + 2)->shape & MB_SHAPE_LOWER &&
                (mb_leaf_is(view, end + 2, "group") || mb_leaf_is(view, end + 2, "board") || mb_leaf_is(view, end + 2, "panel") ||
                 mb_leaf_is(view, end + 2, "committee") || mb_leaf_is(view, end + 2, "partnership"));
    return body && !mb_organisation_is_head(view, end - 1) ? take_as(tagger, view, i, end, "committee") : i;
}

/* "the Safe Havens initiative": the name before the noun of what it is. */
static guint read_scheme(MbTagger *tagger, MbView *view, guint i)
{
    static const char *const nouns[] = {"initiative", "scheme", "campaign", "charity", "app", "database", NULL};
    guint end = i, places = mb_leaf_match(view, i, MB_LEX_PLACE, NULL);
    if (mb_leaf_has(view, i, MB_LEX_STOP) || mb_leaf_begins_sentence(view, i) || is_inside(view, i))
        return i;
    while (mb_leaf_is_name(view, end) && end - i < 4)
        end++;
    bool named = end - i > MAX(places, 1) && !mb_leaf_has(view, end - 1, MB_LEX_STOP) && !mb_organisation_is_head(view, end - 1);
    return named && mb_leaf_token(view, end)->shape & MB_SHAPE_LOWER && is_any(view, end, nouns)
               ? take_as(tagger, view, i, end, "other") : i;
}

/* "agencies such as RASP and Relate": names given as examples of organisations. */
static guint read_example(MbTagger *tagger, MbView *view, guint i)
{
    static const char *const nouns[] = {"organisations", "organisation", "charities", "agencies", "bodies", NULL};
    bool opens = i > 2 && mb_leaf_is(view, i - 1, "as") && mb_leaf_is(view, i - 2, "such") && is_any(view, i - 3, nouns);
    guint end = i, taken = i;
    while (opens && mb_leaf_is_name(view, end) && !mb_leaf_has(view, end, MB_LEX_STOP)) {
        guint from = end;
        while (mb_leaf_is_name(view, end))
            end++;
        taken = take_as(tagger, view, from, end, "other");
        if (mb_leaf_is(view, end, ",") || mb_leaf_is(view, end, "and") || mb_leaf_is(view, end, "or"))
            end++;
    }
    return taken;
}

/* "MERCIA2030": a programme named for its year. */
static guint read_year_programme(MbTagger *tagger, MbView *view, guint i)
{
    const MbToken *token = mb_leaf_token(view, i);
    guint length = token->end - token->start;
    const char *text = view->text + token->start;
    if (length < 6 || strncmp(text + length - 4, "20", 2) || !g_ascii_isdigit(text[length - 1]) || !g_ascii_isdigit(text[length - 2]))
        return i;
    for (guint k = 0; k + 4 < length; k++)
        if (!g_ascii_isupper(text[k]))
            return i;
    g_autofree char *spaced = g_strdup_printf("%.*s %.4s", (int)(length - 4), text, text + length - 4);
    mb_organisation_remember(tagger, spaced, mb_tag_entity(tagger, "o-", spaced, MB_SPAN_ORGANIZATION, "other")->id);
    return take_as(tagger, view, i, i + 1, "other");
}

/* "Operation Lantern": named operations. */
static guint read_operation(MbTagger *tagger, MbView *view, guint i)
{
    if (!mb_leaf_is(view, i, "operation") || !mb_leaf_is_name(view, i) || !mb_leaf_is_name(view, i + 1) ||
        mb_leaf_has(view, i + 1, MB_LEX_STOP))
        return i;
    mb_organisation_take(tagger, view, i, i + 2, "other", NULL);
    return i + 2;
}

static guint read_known(MbTagger *tagger, MbView *view, guint i)
{
    const MbLexPhrase *phrase;
    guint step = mb_leaf_match(view, i, MB_LEX_BODY, &phrase);
    const char *kind = step ? "committee" : NULL;
    const MbLexPhrase *other;
    guint org = mb_leaf_match(view, i, MB_LEX_ORG, &other);
    if (org > step) {
        step = org;
        phrase = other;
        kind = other->kind ? other->kind : "other";
    }
    if (!step || !mb_leaf_is_free(view, i, i + step))
        return i;
    guint head = i + step; /* "NHS Mid Anglia Integrated Care Board" */
    while (step == 1 && head < i + 5 && mb_leaf_is_name(view, head) && !mb_leaf_has(view, head, MB_LEX_STOP) &&
           !mb_organisation_is_head(view, head))
        head++;
    bool longer = mb_leaf_is_name(view, head) && mb_organisation_is_head(view, head) && !mb_leaf_has(view, head, MB_LEX_STOP);
    bool small = step == 1 && !(mb_leaf_token(view, i)->shape & MB_SHAPE_CAPITAL);
    if (longer || small || (step == 1 && mb_leaf_has(view, i, MB_LEX_BODY_HEAD)))
        return i;
    mb_organisation_take(tagger, view, i, i + step, kind, phrase->value);
    return i + step;
}

guint mb_organisation_read_shape(MbTagger *tagger, MbView *view, guint i)
{
    static guint (*const shapes[])(MbTagger *, MbView *, guint) = {
        read_quoted_name,   read_national,       read_health_service, read_known,          read_operation, read_small_head,    read_scheme,
        read_welsh_council, read_explained_body, read_force_of_place, read_example,   read_year_programme,
        read_borough,       read_head_first,     read_family_firm};
    guint next = i;
    for (guint k = 0; k < G_N_ELEMENTS(shapes) && next == i; k++)
        next = shapes[k](tagger, view, i);
    return next;
}

/* "Mayor's Office for Policing and Crime": a known name that begins with an office. */
static void read_after_office(MbTagger *tagger, MbView *view, guint i)
{
    const MbLexPhrase *phrase;
    if (mb_leaf_match(view, i, MB_LEX_ROLE, NULL) && mb_leaf_match(view, i, MB_LEX_ORG, &phrase) > 2)
        read_known(tagger, view, i);
}

void mb_tag_commissioners_offices(MbTagger *tagger, MbView *view)
{
    for (guint i = 0; i < view->tokens->len; i++) {
        read_office(tagger, view, i);
        read_after_office(tagger, view, i);
    }
}
