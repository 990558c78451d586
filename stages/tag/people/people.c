/*
 * Names of people that are sure: with a title or rank, under a shared title,
 * in lists of who was there. Names without title are in people-bare.c.
 */
#include "people.h"

#include <string.h>

void mb_mention_free(MbMention *mention)
{
    g_free(mention->title);
    g_free(mention->given);
    g_free(mention->surname);
    g_free(mention->surname_shown);
    g_free(mention->shown);
    g_free(mention->postnominal);
    g_free(mention->role);
    g_free(mention->affiliation);
    g_free(mention);
}

/* Enters a mention under a word (taken); a word that means two people means nobody. */
static void key_mention(GHashTable *table, char *word, MbMention *mention)
{
    gpointer found = NULL;
    bool twice = g_hash_table_lookup_extended(table, word, NULL, &found);
    const MbMention *known = found;
    bool same = known && !strcmp(known->surname, mention->surname) && !strcmp(known->given, mention->given);
    g_hash_table_replace(table, word, same ? found : twice ? NULL : mention);
}

/* What later mentions may lean on: full names, and for those who were there their initials and given name. */
static void remember(MbTagger *tagger, const MbView *view, MbMention *mention)
{
    guint count = GPOINTER_TO_UINT(g_hash_table_lookup(tagger->surnames, mention->surname));
    g_hash_table_insert(tagger->surnames, g_strdup(mention->surname), GUINT_TO_POINTER(count + 1));
    if (!*mention->given)
        return;
    g_hash_table_add(tagger->full_names, g_strdup_printf("%s %s", mention->given, mention->surname));
    char *monogram = view->attendance ? mb_name_dup_monogram(mention->given, mention->surname) : NULL;
    if (!monogram)
        return;
    key_mention(tagger->monograms, monogram, mention);
    char *first = g_strndup(mention->given, strcspn(mention->given, " "));
    if (g_utf8_strlen(first, -1) > 1)
        key_mention(tagger->given_names, first, mention);
    else
        g_free(first);
}

MbMention *mb_people_add(MbTagger *tagger, MbView *view, guint from, guint to)
{
    if (!mb_leaf_is_free(view, from, to) || !mb_leaf_claim(view, from, to, MB_SPAN_PERSON, NULL))
        return NULL;
    MbMention *mention = g_new0(MbMention, 1);
    *mention = (MbMention){.view = view, .from = from, .to = to};
    g_ptr_array_add(tagger->mentions, mention);
    return mention;
}

void mb_people_take(MbTagger *tagger, MbView *view, guint start, const MbName *name, const char *title)
{
    guint end = mb_name_end(view, name);
    MbMention *mention = mb_people_add(tagger, view, start, end);
    if (!mention)
        return;
    mention->inherited = title && start == name->from;
    mention->title = start < name->from ? mb_leaf_dup(view, start, name->from) : g_strdup(title);
    mention->given = mb_name_dup_given(view, name->from, name->surname);
    mention->surname = mb_name_dup_folded(view, name->surname, name->to);
    mention->surname_shown = mb_leaf_dup(view, name->surname, name->to);
    mention->shown = mb_leaf_dup(view, name->from, name->to);
    mention->postnominal = end > name->to ? mb_leaf_dup(view, name->to, end) : NULL;
    remember(tagger, view, mention);
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

bool mb_people_skip_separator(const MbView *view, guint *i)
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
static guint read_key(MbTagger *tagger, MbView *view, const MbName *name, guint i)
{
    guint at = mb_leaf_is(view, i, "(") ? i + 1 : i;
    bool closed = at == i || mb_leaf_is(view, at + 1, ")");
    if (at > i && !mb_name_is_key(view, name, at)) { /* "Michael Cook (SBC) MC" */
        at = skip_bracket(view, i);
        closed = true;
    }
    if (!view->attendance || !closed || !tagger->mentions->len || !mb_name_is_key(view, name, at))
        return i;
    MbMention *meant = tagger->mentions->pdata[tagger->mentions->len - 1];
    key_mention(tagger->initials, mb_name_dup_folded(view, at, at + 1), meant);
    return mb_leaf_is(view, at + 1, ")") ? at + 2 : at + 1;
}

/* "Councillors A & B Evans": the first initial has the surname that follows the second. */
static bool take_half(MbTagger *tagger, MbView *view, guint *i, const char *title)
{
    MbName name;
    guint at = mb_name_skip_stop(view, *i + 1);
    bool joined = mb_leaf_is(view, at, "&") || mb_leaf_is(view, at, "and");
    if (!title || !joined || !mb_name_is_initial(view, *i) || !mb_name_is_initial(view, at + 1) || !mb_name_read(view, at + 1, &name) ||
        name.surname == name.from)
        return false;
    MbMention *mention = mb_people_add(tagger, view, *i, *i + 1);
    if (!mention)
        return false;
    g_autofree char *initial = mb_leaf_dup(view, *i, *i + 1), *surname = mb_leaf_dup(view, name.surname, name.to);
    mention->inherited = true;
    mention->title = g_strdup(title);
    mention->given = mb_name_dup_given(view, *i, *i + 1);
    mention->surname = mb_name_dup_folded(view, name.surname, name.to);
    mention->surname_shown = g_strdup(surname);
    mention->shown = g_strdup_printf("%s %s", initial, surname);
    remember(tagger, view, mention);
    *i = at;
    return true;
}

/* One name of a list with its own titles; false when there is none. */
static bool take_listed(MbTagger *tagger, MbView *view, guint *i, const char *title, bool alone_is_enough)
{
    MbName name;
    guint start = *i, at = mb_name_skip_titles(view, start);
    bool own = at > 0;
    if (take_half(tagger, view, i, title))
        return true;
    guint name_at = own ? at : start;
    if (!mb_name_read(view, name_at, &name) && !((own || title) && mb_name_read_surname(view, name_at, &name)))
        return false;
    bool full = name.surname > name.from;
    if (!own && !full && (!alone_is_enough || mb_name_skip_titles(view, name.to))) /* "District Cllr Hay": no surname */
        return false;
    if (!own && (mb_name_heads_other(view, start) || (!title && mb_people_is_common(tagger, view, &name))))
        return false;
    mb_people_take(tagger, view, start, &name, title);
    *i = read_key(tagger, view, &name, mb_name_end(view, &name));
    return true;
}

/* "Aldermen" -> "Alderman", "Cllrs" -> "Cllr"; caller frees. */
static char *dup_singular(const char *plural)
{
    char *title = g_strdup(plural);
    if (!strcmp(title, "Messrs"))
        memcpy(title, "Mr", 3);
    else if (g_str_has_suffix(title, "men"))
        memcpy(title + strlen(title) - 3, "man", 3);
    else if (g_str_has_suffix(title, "s"))
        title[strlen(title) - 1] = '\0';
    return title;
}

/* "Councillors N Akhtar, A Andrews (Chair) and R Singh": the title is shared by all. */
static guint take_shared(MbTagger *tagger, MbView *view, guint i)
{
    const MbLexPhrase *phrase;
    guint step = mb_leaf_match(view, i, MB_LEX_PLURAL, &phrase);
    if (!step)
        return i;
    g_autofree char *title = dup_singular(phrase->value);
    i = mb_name_skip_stop(view, i + step);
    while (mb_leaf_is(view, i, ":") || mb_leaf_is(view, i, "-"))
        i++;
    while (i < view->tokens->len && take_listed(tagger, view, &i, title, true)) {
        guint before = i = skip_bracket(view, i);
        if (mb_leaf_is(view, i, "-") && mb_leaf_is_name(view, i + 1))
            break;
        if (!mb_people_skip_separator(view, &i))
            return before;
    }
    return i;
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

/* "Lord Nelson public house", "Sir Robert Peel School", "Dr Gray's Hospital", "Baillie Gifford": called after someone. */
static bool is_called_after(const MbView *view, guint title, const MbName *name)
{
    static const char *const nobles[] = {"sir",  "lord",  "lady",    "dame",  "baroness", "baron", "earl",
                                         "duke", "canon", "captain", "bishop", "father",   "st",    "colonel"};
    bool noble = false;
    for (guint k = 0; k < G_N_ELEMENTS(nobles); k++)
        noble = noble || mb_leaf_is(view, title, nobles[k]);
    guint after = name->to, owner = mb_leaf_token(view, after)->shape & MB_SHAPE_GENITIVE;
    after += owner ? 1 : 0;
    const MbToken *next = mb_leaf_token(view, after);
    bool head = mb_leaf_has(view, after, MB_LEX_ORG_HEAD) || mb_leaf_has(view, after, MB_LEX_PLACE_SUFFIX) ||
                mb_leaf_has(view, after, MB_LEX_BODY_HEAD);
    bool capital = (next->shape & MB_SHAPE_CAPITAL) && next->spaced;
    if ((noble || owner) && capital && head)
        return true;
    return noble && mb_leaf_is(view, after, "public") && mb_leaf_is(view, after + 1, "house");
}

/* Names of the lexicon that begin with a title ("Baillie Gifford") are no people. */
static bool begins_other(const MbView *view, guint i)
{
    return mb_leaf_match(view, i, MB_LEX_ORG, NULL) > 1 || mb_leaf_match(view, i, MB_LEX_PLACE, NULL) > 1 ||
           mb_leaf_match(view, i, MB_LEX_BODY, NULL) > 1;
}

/* The token after the name with a title at i; i when there is none. */
static guint take_titled(MbTagger *tagger, MbView *view, guint i)
{
    guint name_at = mb_name_skip_titles(view, i);
    MbName name;
    if (!name_at || is_welsh_county(view, i) || begins_other(view, i))
        return i;
    if (!mb_name_read(view, name_at, &name) && !mb_name_read_surname(view, name_at, &name))
        return i;
    if (is_called_after(view, i, &name) || mb_people_is_compound(tagger, view, &name))
        return i;
    mb_people_take(tagger, view, i, &name, NULL);
    read_key(tagger, view, &name, mb_name_end(view, &name));
    return name.to;
}

void mb_tag_titled_people(MbTagger *tagger, MbView *view)
{
    for (guint i = 0; i < view->tokens->len; i++) {
        const MbToken *token = mb_leaf_token(view, i);
        if (token->claim || !token->word)
            continue;
        if (take_shared(tagger, view, i) > i) /* brackets of the list may hold titles: "(substitute for Councillor Ash)" */
            continue;
        guint after = take_titled(tagger, view, i);
        if (after > i)
            i = after - 1;
    }
}

/* Steps over the label of a list of people ("Present:", "Apologies for absence -", "External advisers:"). */
static guint skip_label(const MbView *view)
{
    guint step = mb_leaf_match(view, 0, MB_LEX_ATTENDANCE, NULL);
    for (guint at = step; at < 6 && at < view->tokens->len && !mb_leaf_token(view, at)->claim; at++)
        if (mb_leaf_is(view, at, ":"))
            step = at + 1;
    while (step && step < view->tokens->len &&
           (mb_leaf_is(view, step, ":") || mb_leaf_is(view, step, "-") || mb_leaf_is(view, step, "were")))
        step++;
    return step;
}

/* A list of surnames alone ("Present: Bradley, Coombes (Chair), Whiting"): three entries or more, each one capitalised word. */
static bool lists_surnames(MbTagger *tagger, const MbView *view, guint i)
{
    guint entries = 0;
    while (i < view->tokens->len) {
        MbName name = {i, i, i + 1};
        bool single = mb_leaf_is_name(view, i) && mb_leaf_token(view, i)->end - mb_leaf_token(view, i)->start > 2 &&
                      !mb_leaf_has(view, i, MB_LEX_STOP) && !mb_name_heads_other(view, i) && !mb_leaf_has(view, i, MB_LEX_PLACE) &&
                      !mb_people_is_common(tagger, view, &name);
        if (!single)
            return false;
        entries++;
        i = skip_bracket(view, i + 1);
        if (i < view->tokens->len && !mb_leaf_is(view, i, ".") && !mb_people_skip_separator(view, &i))
            return false;
        i += mb_leaf_is(view, i, ".") ? 1 : 0;
    }
    return entries >= 3;
}

static guint count_marks(const MbView *view, const char *mark)
{
    guint count = 0;
    for (guint i = 0; i < view->tokens->len; i++)
        count += mb_leaf_is(view, i, mark);
    return count;
}

/* "Hew Niven, Carers Representative; ...": where entries end otherwise, a comma parts a name from an office. */
static bool comma_begins(const MbView *view, guint next)
{
    bool list = count_marks(view, ";") == 0 && count_marks(view, ",") > 1;
    return list || mb_leaf_has(view, next, MB_LEX_FIRST_NAME) || mb_name_is_initial(view, next) || mb_name_skip_titles(view, next);
}

/* Who was there: each entry begins with a name; what follows up to the separator is the role or place. */
void mb_tag_listed_people(MbTagger *tagger, MbView *view)
{
    if (!view->attendance)
        return;
    guint i = skip_label(view);
    bool begins = true, in_bracket = false, alone = i && lists_surnames(tagger, view, i);
    while (i < view->tokens->len) {
        guint at = i;
        in_bracket = (in_bracket || mb_leaf_is(view, i, "(")) && !mb_leaf_is(view, i, ")");
        if (begins && !in_bracket && mb_leaf_is_name(view, at) && take_listed(tagger, view, &at, NULL, alone)) {
            i = at; /* a list of two columns has no commas: the next given name begins the next person */
            begins = mb_leaf_has(view, i, MB_LEX_FIRST_NAME);
            continue;
        }
        guint next = i;
        bool comma = mb_leaf_is(view, i, ","), role = mb_leaf_token(view, i)->claim == MB_SPAN_ROLE + 1;
        begins = mb_people_skip_separator(view, &next) && (!comma || comma_begins(view, next));
        i = MAX(next, i + 1);
        begins = begins || (role && !mb_leaf_token(view, i)->claim); /* "Treasurer John-Paul Moss" */
    }
}
