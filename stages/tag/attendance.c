/*
 * Which leaves list people: after "Present", "Apologies" and kin until the next
 * heading or number, and the lists of a recorded vote.
 */
#include "tagger.h"

#include <string.h>

/* The list that a leaf opens, or NULL; `whole` when it is only the label. */
static const char *label_of(const MbView *view, bool *whole)
{
    const MbLexPhrase *phrase;
    guint step = mb_leaf_match(view, 0, MB_LEX_ATTENDANCE, &phrase);
    if (!step)
        return NULL;
    guint at = step;
    while (mb_leaf_is(view, at, ":") || mb_leaf_is(view, at, "-"))
        at++;
    *whole = at == view->tokens->len;
    bool label = *whole || at > step || mb_leaf_match(view, step, MB_LEX_PLURAL, NULL) ||
                 mb_leaf_match(view, step, MB_LEX_HONORIFIC, NULL) || mb_leaf_is(view, step, "were") ||
                 (mb_leaf_token(view, 0)->shape & MB_SHAPE_UPPER && mb_leaf_has(view, step, MB_LEX_FIRST_NAME));
    return label ? phrase->kind : NULL;
}

static bool is_vote_list(const MbView *view)
{
    static const char *const words[] = {"for", "against", "abstained", "abstaining", "abstentions", "abstain"};
    if (!(mb_leaf_token(view, 0)->shape & MB_SHAPE_CAPITAL))
        return false;
    for (guint i = 0; i < G_N_ELEMENTS(words); i++)
        if (mb_leaf_is(view, 0, words[i]))
            for (guint at = 1; at < 6; at++)
                if (mb_leaf_is(view, at, ":"))
                    return true;
    return false;
}

/* A leaf that begins a new matter: a heading that is no label, an item with a number, a long sentence. */
static bool ends_list(const MbView *view)
{
    if (view->leaf->kind == MB_BLOCK_HEADING)
        return true;
    if (mb_leaf_token(view, 0)->shape & MB_SHAPE_DIGIT)
        return true;
    guint small = 0; /* verbs and small words: running text, not a list of names */
    for (guint i = 0; i < view->tokens->len; i++)
        small += (mb_leaf_token(view, i)->shape & MB_SHAPE_LOWER) != 0;
    return view->tokens->len > 6 && small * 2 > view->tokens->len;
}

void mb_tag_attendance(MbTagger *tagger)
{
    const char *open = NULL;
    for (guint i = 0; i < tagger->views->len; i++) {
        MbView *view = tagger->views->pdata[i];
        bool whole = false;
        const char *label = label_of(view, &whole);
        if (label) {
            view->attendance = open = label;
        } else if (is_vote_list(view)) {
            view->attendance = "vote";
            open = NULL;
        } else if (open && !ends_list(view)) {
            view->attendance = open;
        } else {
            open = NULL;
        }
    }
}
