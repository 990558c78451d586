#include "view.h"

#include "base/text.h"

#include <string.h>

static bool is_apostrophe(gunichar c)
{
    return c == '\'' || c == 0x2019 || c == 0x2018;
}

/* Whether a word goes on with c, when `next` follows it. */
static bool goes_on(gunichar c, gunichar next)
{
    if (g_unichar_isalnum(c) || g_unichar_ismark(c))
        return true;
    return (c == '-' || c == 0x2010 || c == 0x2011 || is_apostrophe(c)) && g_unichar_isalpha(next);
}

/* Numbers keep their points, commas and hyphens: 1,250 and 14-16 and 6.7 */
static bool number_goes_on(gunichar c, gunichar next)
{
    return g_unichar_isalnum(c) || ((c == '.' || c == ',') && g_unichar_isdigit(next));
}

/* Where a genitive ("'s") at the end of a word begins; its end when there is none. */
static const char *genitive(const char *start, const char *end)
{
    if (end - start < 3 || (end[-1] != 's' && end[-1] != 'S'))
        return end;
    const char *mark = g_utf8_find_prev_char(start, end - 1);
    return mark && mark > start && is_apostrophe(g_utf8_get_char(mark)) ? mark : end;
}

/* "d'Abreu", "o’Neill": a name whose first letter is small. */
static bool is_small_particle(const char *start, const char *end)
{
    return end - start > 3 && g_ascii_islower(*start) && is_apostrophe(g_utf8_get_char(start + 1)) &&
           g_unichar_isupper(g_utf8_get_char(g_utf8_next_char(start + 1)));
}

static guint8 letter_shape(const char *start, const char *end)
{
    guint upper = 0, lower = 0;
    for (const char *at = start; at < end; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        upper += g_unichar_isupper(c);
        lower += g_unichar_islower(c);
    }
    bool capital = g_unichar_isupper(g_utf8_get_char(start)) || is_small_particle(start, end);
    guint8 shape = capital ? MB_SHAPE_CAPITAL : MB_SHAPE_LOWER;
    if (!upper && !lower)
        shape = MB_SHAPE_CAPITAL; /* a script without case */
    if (upper > 1 && !lower)
        shape |= MB_SHAPE_UPPER;
    if (upper && !lower && upper <= 3 && g_utf8_strlen(start, end - start) == (glong)upper)
        shape |= MB_SHAPE_INITIAL;
    return shape;
}

static void add_token(GArray *tokens, const char *text, const char *start, const char *end, guint8 shape, bool spaced)
{
    MbToken token = {(guint)(start - text), (guint)(end - text), shape, spaced, 0, NULL};
    g_array_append_val(tokens, token);
}

static const char *read_word(GArray *tokens, const char *text, const char *at, bool spaced)
{
    const char *end = g_utf8_next_char(at);
    bool digit = g_unichar_isdigit(g_utf8_get_char(at));
    while (*end) {
        gunichar c = g_utf8_get_char(end), next = g_utf8_get_char(g_utf8_next_char(end));
        if (digit ? !number_goes_on(c, next) : !goes_on(c, next))
            break;
        end = g_utf8_next_char(end);
    }
    const char *tail = digit ? end : genitive(at, end);
    add_token(tokens, text, at, tail, digit ? MB_SHAPE_DIGIT : letter_shape(at, tail), spaced);
    if (tail < end)
        add_token(tokens, text, tail, end, MB_SHAPE_GENITIVE, false);
    return end;
}

bool mb_leaf_fold(const char *text, guint length, char folded[MB_WORD_BYTES])
{
    if (length >= MB_WORD_BYTES)
        return false;
    guint out = 0;
    for (const char *at = text; at < text + length; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (is_apostrophe(c))
            c = '\'';
        if (out + 6 >= MB_WORD_BYTES)
            return false;
        if (c < 0x80)
            folded[out++] = g_ascii_tolower((char)c);
        else
            out += (guint)g_unichar_to_utf8(g_unichar_tolower(c), folded + out);
    }
    folded[out] = '\0';
    return true;
}

static void look_up(const MbLexicon *lexicon, const char *text, GArray *tokens)
{
    char folded[MB_WORD_BYTES];
    for (guint i = 0; i < tokens->len; i++) {
        MbToken *token = &g_array_index(tokens, MbToken, i);
        if (mb_leaf_fold(text + token->start, token->end - token->start, folded))
            token->word = mb_lexicon_word(lexicon, folded);
    }
}

GArray *mb_leaf_tokenise(const MbLexicon *lexicon, const char *text)
{
    GArray *tokens = g_array_new(FALSE, FALSE, sizeof(MbToken));
    bool spaced = false;
    for (const char *at = text; *at;) {
        gunichar c = g_utf8_get_char(at);
        const char *next = g_utf8_next_char(at);
        if (mb_char_is_space(c)) {
            spaced = true;
            at = next;
            continue;
        }
        if (g_unichar_isalnum(c)) {
            at = read_word(tokens, text, at, spaced);
        } else {
            add_token(tokens, text, at, next, MB_SHAPE_PUNCT, spaced);
            at = next;
        }
        spaced = false;
    }
    if (lexicon)
        look_up(lexicon, text, tokens);
    return tokens;
}

static bool shouts(const GArray *tokens)
{
    guint upper = 0, words = 0;
    for (guint i = 0; i < tokens->len; i++) {
        const MbToken *token = &g_array_index(tokens, MbToken, i);
        bool word = token->end - token->start > 2 && token->shape & (MB_SHAPE_CAPITAL | MB_SHAPE_LOWER);
        words += word;
        upper += word && token->shape & MB_SHAPE_UPPER;
    }
    return words > 0 && upper * 10 >= words * 8;
}

MbView *mb_leaf_new(const MbLexicon *lexicon, MbBlock *leaf)
{
    MbView *view = g_new0(MbView, 1);
    view->leaf = leaf;
    view->text = leaf->text->str;
    view->tokens = mb_leaf_tokenise(lexicon, view->text);
    view->shouts = shouts(view->tokens);
    for (const MbBlock *up = leaf->parent; up && !view->in_cell; up = up->parent)
        view->in_cell = up->kind == MB_BLOCK_CELL;
    return view;
}

void mb_leaf_free(MbView *view)
{
    if (!view)
        return;
    g_array_unref(view->tokens);
    g_free(view);
}

const MbToken *mb_leaf_token(const MbView *view, guint i)
{
    static const MbToken none = {0};
    return i < view->tokens->len ? &g_array_index(view->tokens, MbToken, i) : &none;
}

bool mb_leaf_is(const MbView *view, guint i, const char *word)
{
    const MbToken *token = mb_leaf_token(view, i);
    gsize length = strlen(word);
    return token->shape && token->end - token->start == length && !g_ascii_strncasecmp(view->text + token->start, word, length);
}

bool mb_leaf_has(const MbView *view, guint i, MbLexClass class)
{
    const MbToken *token = mb_leaf_token(view, i);
    if (!token->word)
        return false;
    guint64 classes = token->word->any | (token->shape & MB_SHAPE_CAPITAL ? token->word->capital : 0);
    return (classes >> class) & 1;
}

static bool phrase_is_at(const MbView *view, guint i, const MbLexPhrase *phrase)
{
    for (guint k = 0; k < phrase->length; k++) {
        const MbToken *token = mb_leaf_token(view, i + k);
        if (!token->word || token->word->text != phrase->words[k])
            return false;
        if ((phrase->capitals >> k & 1) && !(token->shape & MB_SHAPE_CAPITAL))
            return false;
    }
    return true;
}

guint mb_leaf_match(const MbView *view, guint i, MbLexClass class, const MbLexPhrase **phrase)
{
    const MbLexWord *word = mb_leaf_token(view, i)->word;
    for (guint k = 0; word && k < word->phrases->len; k++) {
        const MbLexPhrase *found = word->phrases->pdata[k];
        if (found->class != class || !phrase_is_at(view, i, found))
            continue;
        if (phrase)
            *phrase = found;
        return found->length;
    }
    return 0;
}

bool mb_leaf_is_name(const MbView *view, guint i)
{
    const MbToken *token = mb_leaf_token(view, i);
    return token->shape & MB_SHAPE_CAPITAL && !token->claim;
}

bool mb_leaf_is_owner(const MbView *view, guint i)
{
    const MbToken *token = mb_leaf_token(view, i), *owner = mb_leaf_token(view, i - 1);
    if (i == 0 || token->spaced || token->claim || !(token->shape & (MB_SHAPE_GENITIVE | MB_SHAPE_PUNCT)) || !mb_leaf_is_name(view, i - 1))
        return false;
    bool mark = token->shape & MB_SHAPE_GENITIVE ||
                (is_apostrophe(g_utf8_get_char(view->text + token->start)) && strchr("sS", view->text[owner->end - 1]));
    bool saint = token->shape & MB_SHAPE_GENITIVE && i > 1 && mb_leaf_is(view, i - 2, "st");
    return mark && (saint || mb_leaf_has(view, i - 1, MB_LEX_OWNER));
}

bool mb_leaf_is_free(const MbView *view, guint from, guint to)
{
    for (guint i = from; i < to; i++)
        if (mb_leaf_token(view, i)->claim)
            return false;
    return true;
}

bool mb_leaf_begins_sentence(const MbView *view, guint i)
{
    if (i == 0)
        return true;
    const MbToken *before = mb_leaf_token(view, i - 1);
    if (!(before->shape & MB_SHAPE_PUNCT))
        return false;
    char mark = view->text[before->start];
    if (mark == '.')
        return i < 2 || !(mb_leaf_token(view, i - 2)->shape & MB_SHAPE_INITIAL);
    return mark == ':' || mark == ';' || mark == '?' || mark == '!';
}

char *mb_leaf_dup(const MbView *view, guint from, guint to)
{
    if (from >= to || to > view->tokens->len)
        return g_strdup("");
    guint start = mb_leaf_token(view, from)->start, end = mb_leaf_token(view, to - 1)->end;
    return g_strndup(view->text + start, end - start);
}

MbSpan *mb_leaf_claim(MbView *view, guint from, guint to, MbSpanKind kind, const char *ref)
{
    if (from >= to)
        return NULL;
    guint start = mb_leaf_token(view, from)->start, end = mb_leaf_token(view, to - 1)->end;
    MbSpan *span = mb_block_add_span(view->leaf, start, end, kind, ref);
    for (guint i = from; span && i < to; i++)
        g_array_index(view->tokens, MbToken, i).claim = (guint8)(kind + 1);
    return span;
}

guint mb_leaf_at(const MbView *view, guint byte)
{
    guint low = 0, high = view->tokens->len;
    while (low < high) {
        guint middle = (low + high) / 2;
        if (mb_leaf_token(view, middle)->end > byte)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

void mb_leaf_block(MbView *view, guint start, guint end, MbSpanKind kind)
{
    for (guint i = mb_leaf_at(view, start); i < view->tokens->len && mb_leaf_token(view, i)->start < end; i++)
        g_array_index(view->tokens, MbToken, i).claim = (guint8)(kind + 1);
}
