#include "person-name.h"

#include <string.h>

bool mb_name_is_initial(const MbView *view, guint i)
{
    const MbToken *token = mb_leaf_token(view, i);
    return token->shape & MB_SHAPE_INITIAL && !token->claim && !mb_leaf_has(view, i, MB_LEX_POSTNOMINAL);
}

guint mb_name_skip_stop(const MbView *view, guint i)
{
    const MbToken *before = mb_leaf_token(view, i - 1);
    return mb_leaf_is(view, i, ".") && !mb_leaf_token(view, i)->spaced && before->end - before->start <= 6 ? i + 1 : i;
}

bool mb_name_heads_other(const MbView *view, guint i)
{
    return mb_leaf_has(view, i, MB_LEX_BODY_HEAD) || mb_leaf_has(view, i, MB_LEX_ORG_HEAD) || mb_leaf_has(view, i, MB_LEX_ROLE_HEAD) ||
           mb_leaf_match(view, i, MB_LEX_ROLE, NULL) || mb_leaf_match(view, i, MB_LEX_PLURAL, NULL);
}

/* "Administrator-Deputy", "Chief-MLEO": offices joined by hyphens, and letters of offices, are no names. */
static bool is_joined_office(const MbView *view, guint i)
{
    static const char *const offices[] = {"administrator", "treasurer", "clerk",    "chief",   "officer",    "manager", "assistant",
                                          "deputy",        "director",  "secretary", "intern", "coordinator", "chair",   "vice"};
    const MbToken *token = mb_leaf_token(view, i);
    if (!memchr(view->text + token->start, '-', token->end - token->start))
        return false;
    g_autofree char *word = g_strndup(view->text + token->start, token->end - token->start);
    g_auto(GStrv) parts = g_strsplit(word, "-", -1);
    for (guint k = 0; parts[k]; k++) {
        g_autofree char *upper = g_utf8_strup(parts[k], -1);
        if (!view->shouts && strlen(upper) > 2 && !strcmp(upper, parts[k]))
            return true;
        for (guint j = 0; j < G_N_ELEMENTS(offices); j++)
            if (!g_ascii_strcasecmp(parts[k], offices[j]))
                return true;
    }
    return false;
}

static bool is_name_word(const MbView *view, guint i)
{
    const MbToken *token = mb_leaf_token(view, i);
    if (!mb_leaf_is_name(view, i) || token->end - token->start < 2 || is_joined_office(view, i))
        return false;
    if (token->shape & MB_SHAPE_UPPER && !view->shouts && token->end - token->start < 4)
        return false;
    if (mb_leaf_has(view, i, MB_LEX_FIRST_NAME) || mb_leaf_has(view, i, MB_LEX_SURNAME))
        return true;
    return !mb_leaf_has(view, i, MB_LEX_STOP) && !mb_leaf_has(view, i, MB_LEX_POSTNOMINAL);
}

/* A capitalised word with white space before it, that is no letter after a name. */
static bool goes_on(const MbView *view, guint i)
{
    const MbToken *token = mb_leaf_token(view, i);
    return token->shape & MB_SHAPE_CAPITAL && token->spaced && !mb_leaf_has(view, i, MB_LEX_POSTNOMINAL);
}

/* Words that are titles or heads, and surnames too ("Bishop", "Marshall"), are surnames where no name follows. */
static bool ends_name(const MbView *view, guint i)
{
    if (!is_name_word(view, i))
        return true;
    bool other =
        mb_leaf_match(view, i, MB_LEX_RANK, NULL) || mb_leaf_match(view, i, MB_LEX_HONORIFIC, NULL) || mb_name_heads_other(view, i);
    return other && !(mb_leaf_has(view, i, MB_LEX_SURNAME) && !goes_on(view, i + 1));
}

/* Whether a list's entry is over before token i: "Nerys Haf Pugh (Clerk)", "Mari Elin Wyn, Officer". */
static bool ends_entry(const MbView *view, guint i)
{
    const MbToken *token = mb_leaf_token(view, i);
    return !(token->shape & MB_SHAPE_CAPITAL) || mb_leaf_has(view, i, MB_LEX_POSTNOMINAL) || mb_name_heads_other(view, i);
}

/* Whether the third capitalised word still belongs to the name: "Mary Ann Jones", not "Mike Smith Leeds Commander". */
static bool takes_third(const MbView *view, guint first, guint i)
{
    if (ends_name(view, i) || mb_leaf_match(view, i, MB_LEX_PLACE, NULL) || !mb_leaf_token(view, i)->spaced)
        return false;
    if (mb_leaf_token(view, i)->shape & MB_SHAPE_UPPER && !view->shouts)
        return false;
    MbName two = {first, i - 1, i};
    if (view->attendance && ends_entry(view, i + 1) && !mb_name_is_key(view, &two, i))
        return true;
    return mb_leaf_has(view, first, MB_LEX_FIRST_NAME) && mb_leaf_has(view, i - 1, MB_LEX_FIRST_NAME) && !goes_on(view, i + 1);
}

static guint read_initials(const MbView *view, guint i)
{
    guint count = 0;
    while (mb_name_is_initial(view, i) && count < 4) {
        guint next = mb_name_skip_stop(view, i + 1);
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

/* The surname after written given names: at most three more words; sets where the surname begins. */
static guint read_after_given(const MbView *view, guint first, MbName *name)
{
    guint middle = read_initials(view, first + 1), at = skip_particles(view, middle);
    if (ends_name(view, at))
        return first + 1;
    name->surname = middle;
    guint end = at + 1;
    if (middle == first + 1 && takes_third(view, first, end)) {
        name->surname = end++;
    } else if (middle == first + 1) {
        guint particles = skip_particles(view, end);
        bool second_given = particles > end && mb_leaf_has(view, first, MB_LEX_FIRST_NAME) && !ends_name(view, particles);
        if (second_given) { /* "Maria Elena van Dijk" */
            name->surname = end;
            end = particles + 1;
        }
    }
    return end;
}

bool mb_name_read(const MbView *view, guint i, MbName *name)
{
    name->from = i;
    i = read_initials(view, i);
    name->surname = i;
    i = skip_particles(view, i);
    bool title = mb_leaf_match(view, i, MB_LEX_HONORIFIC, NULL) && !mb_leaf_has(view, i, MB_LEX_SURNAME) && name->surname > name->from;
    if (!is_name_word(view, i) || title) /* "Y Cynghorydd" is no name */
        return false;
    bool other =
        mb_name_heads_other(view, i) || mb_leaf_has(view, i, MB_LEX_PLACE_SUFFIX) || mb_leaf_has(view, i, MB_LEX_DOCUMENT_HEAD);
    if (name->surname == name->from && i == name->from && other && !mb_leaf_has(view, i, MB_LEX_FIRST_NAME))
        return false;
    bool written = name->surname == name->from && i == name->from;
    name->to = written ? read_after_given(view, i, name) : i + 1;
    return true;
}

bool mb_name_read_surname(const MbView *view, guint i, MbName *name)
{
    static const char *const titles[] = {"councillor", "cllr", "mr", "mrs", "ms", "miss", "dr", "alderman", "councillors", "cllrs"};
    guint title = i > 1 && mb_leaf_is(view, i - 1, ".") ? i - 2 : i - 1;
    bool common = mb_leaf_match(view, title, MB_LEX_RANK, NULL) == 1; /* "Earl Street" is a street */
    for (guint k = 0; k < G_N_ELEMENTS(titles); k++)
        common = common || mb_leaf_is(view, title, titles[k]);
    bool head = mb_leaf_has(view, i, MB_LEX_PLACE_SUFFIX) || mb_leaf_has(view, i, MB_LEX_SURNAME);
    if (!common || !head || !mb_leaf_is_name(view, i) || goes_on(view, i + 1))
        return false;
    *name = (MbName){i, i, i + 1};
    return true;
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

/* "Cllr Bishop", "Councillor Judge": the last of several titles is the surname when no name follows it. */
static bool is_surname_title(const MbView *view, guint i, guint step)
{
    return step == 1 && mb_leaf_has(view, i, MB_LEX_SURNAME) && !goes_on(view, i + 1);
}

guint mb_name_skip_titles(const MbView *view, guint i)
{
    guint at = read_before_title(view, i), step = match_title(view, at);
    if (!step)
        return 0;
    at = mb_name_skip_stop(view, at + step);
    while (true) {
        guint next = mb_leaf_is(view, at, "and") || mb_leaf_is(view, at, "(") ? at + 1 : at;
        next = read_before_title(view, next);
        step = match_title(view, next);
        if (!step || is_surname_title(view, next, step) ||
            (next > at && mb_leaf_is(view, at, "and") && next == at + 1 && !mb_leaf_token(view, next + step)->shape))
            break;
        if (mb_leaf_is(view, at, "and") && !(mb_leaf_has(view, at - 1, MB_LEX_HONORIFIC)))
            break;
        at = mb_name_skip_stop(view, next + step);
    }
    const MbToken *number = mb_leaf_token(view, at); /* collar number: "PC 2210 Helen Hart" */
    if (number->shape & MB_SHAPE_DIGIT && number->end - number->start <= 5 && mb_leaf_is_name(view, at + 1))
        at++;
    return at;
}

/*
 * Whether `rest` of a key can stand for a surname: its beginning ("Ca" of Carr,
 * "O'H" of O'Hanlon, "McL" of McLoughlin), whatever the apostrophe.
 */
static bool stands_for(const char *rest, gsize length, const char *surname)
{
    const char *at = surname;
    for (const char *c = rest; c < rest + length; c = g_utf8_next_char(c)) {
        bool mark = !g_unichar_isalpha(g_utf8_get_char(c));
        if (mark != !g_unichar_isalpha(g_utf8_get_char(at)))
            return false;
        if (!mark && g_unichar_tolower(g_utf8_get_char(c)) != g_unichar_tolower(g_utf8_get_char(at)))
            return false;
        at = g_utf8_next_char(at);
    }
    return length > 0;
}

bool mb_name_is_key(const MbView *view, const MbName *name, guint i)
{
    const MbToken *token = mb_leaf_token(view, i);
    gsize length = token->end - token->start;
    if (name->surname == name->from || token->claim || !(token->shape & MB_SHAPE_CAPITAL) || length < 2 || length > 8)
        return false;
    const char *key = view->text + token->start, *last = view->text + mb_leaf_token(view, name->to - 1)->start;
    if (g_utf8_get_char(key) != g_utf8_get_char(view->text + mb_leaf_token(view, name->from)->start))
        return false;
    const char *rest = g_utf8_next_char(key);
    bool capital = g_unichar_isupper(g_utf8_get_char(rest)) || (token->shape & MB_SHAPE_UPPER);
    gsize skipped = (gsize)(rest - key);
    if (capital && stands_for(rest, length - skipped, last))
        return true;
    rest = g_utf8_next_char(rest); /* a letter of a middle name: "Kris John Croft KJC" */
    skipped = (gsize)(rest - key);
    return token->shape & MB_SHAPE_UPPER && length == 3 && skipped < length && stands_for(rest, length - skipped, last);
}

/* "J.P.", "O.B.E.": the end of letters after a name with their stops; i when there are none. */
static guint read_stopped_letters(const MbView *view, guint i)
{
    static const char *const letters[] = {"JP", "OBE", "MBE", "CBE", "BEM", "DL", "TD", "QPM", "MP", "CC", "AM", "MSP", "KBE"};
    char text[8] = "";
    guint count = 0, at = i;
    while (count < 4 && mb_leaf_token(view, at)->end - mb_leaf_token(view, at)->start == 1 && mb_name_is_initial(view, at) &&
           mb_leaf_is(view, at + 1, ".")) {
        text[count++] = view->text[mb_leaf_token(view, at)->start];
        at += 2;
    }
    for (guint k = 0; k < G_N_ELEMENTS(letters); k++)
        if (!strcmp(letters[k], text))
            return at;
    return i;
}

guint mb_name_end(const MbView *view, const MbName *name)
{
    guint i = name->to;
    const MbToken *letter = mb_leaf_token(view, i + 1);
    if (mb_leaf_is(view, i, "(") && mb_name_is_initial(view, i + 1) && letter->end - letter->start == 1 && mb_leaf_is(view, i + 2, ")"))
        i += 3;
    while (true) {
        guint at = mb_leaf_is(view, i, ",") ? i + 1 : i, stopped = read_stopped_letters(view, at);
        if (stopped > at) {
            i = stopped;
            continue;
        }
        if (!mb_leaf_has(view, at, MB_LEX_POSTNOMINAL) || !(mb_leaf_token(view, at)->shape & MB_SHAPE_UPPER) ||
            mb_leaf_token(view, at)->claim || mb_name_is_key(view, name, at))
            return i;
        i = at + 1;
    }
}

char *mb_name_dup_given(const MbView *view, guint from, guint to)
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

char *mb_name_dup_folded(const MbView *view, guint from, guint to)
{
    g_autofree char *text = mb_leaf_dup(view, from, to);
    g_autofree char *lower = g_utf8_strdown(text, -1);
    g_auto(GStrv) parts = g_strsplit(lower, "\xe2\x80\x99", -1);
    return g_strjoinv("'", parts);
}

char *mb_name_dup_monogram(const char *given, const char *surname)
{
    if (!*given || !*surname)
        return NULL;
    GString *out = g_string_new(NULL);
    g_auto(GStrv) words = g_strsplit(given, " ", -1);
    for (guint i = 0; words[i]; i++)
        if (*words[i])
            g_string_append_unichar(out, g_unichar_toupper(g_utf8_get_char(words[i])));
    g_string_append_unichar(out, g_unichar_toupper(g_utf8_get_char(surname)));
    return g_string_free(out, FALSE);
}
