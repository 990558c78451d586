/*
 * A leaf of the document seen as words: what the matchers of stage tag work
 * on. Stage tag, for its own files.
 *
 * Invariants: tokens are in order, do not overlap and cover everything but
 * white space. A claim is given once: the name that took a token keeps it.
 */
#ifndef MB_TAG_VIEW_H
#define MB_TAG_VIEW_H

#include "lexicon.h"
#include "model/document.h"

#define MB_WORD_BYTES 48 /* longer words are no words of a lexicon */

/* What a token looks like. */
typedef enum {
    MB_SHAPE_CAPITAL = 1,  /* begins with a capital letter */
    MB_SHAPE_UPPER = 2,    /* two or more letters, all capitals (an apostrophe or hyphen may stand among them) */
    MB_SHAPE_LOWER = 4,    /* begins with a small letter */
    MB_SHAPE_DIGIT = 8,    /* begins with a digit */
    MB_SHAPE_PUNCT = 16,   /* one mark */
    MB_SHAPE_INITIAL = 32, /* one capital letter, or two to three capitals without a vowel pattern of a word */
    MB_SHAPE_GENITIVE = 64 /* the 's after a name */
} MbShape;

typedef struct {
    guint start, end;       /* bytes of the text */
    guint8 shape;           /* MbShape */
    bool spaced;            /* white space before it */
    guint8 claim;           /* 1 + MbSpanKind of the name that holds it; 0 free */
    const MbLexWord *word;  /* what the lexicon knows, or NULL */
} MbToken;

typedef struct {
    MbBlock *leaf;
    const char *text;       /* the leaf's */
    GArray *tokens;         /* MbToken */
    bool shouts;            /* most words of two letters and more are capitals: a heading in capitals */
    bool in_cell;           /* below a table */
    const char *attendance; /* which list of people it stands in (present, apologies...), or NULL */
} MbView;

/* Cuts a text into tokens; the lexicon may be NULL. Caller frees with g_array_unref. */
GArray *mb_leaf_tokenise(const MbLexicon *lexicon, const char *text);

/* A view of a leaf; caller frees with mb_leaf_free. */
MbView *mb_leaf_new(const MbLexicon *lexicon, MbBlock *leaf);
void mb_leaf_free(MbView *view);

/* Folds a word into `folded`: small letters, straight apostrophes. False when it is too long. */
bool mb_leaf_fold(const char *text, guint length, char folded[MB_WORD_BYTES]);

/* The i-th token; a token without shape when i is out of range (also for "-1"). */
const MbToken *mb_leaf_token(const MbView *view, guint i);

/* Whether token i is this one mark or (folded) word. */
bool mb_leaf_is(const MbView *view, guint i, const char *word);

/* Whether token i alone is an entry of a class; a capital in the data asks for one in the text. */
bool mb_leaf_has(const MbView *view, guint i, MbLexClass class);

/*
 * The longest entry of a class that begins at token i.
 *
 * phrase: out, optional, borrowed.
 *
 * Returns how many tokens it takes; 0 when there is none.
 */
guint mb_leaf_match(const MbView *view, guint i, MbLexClass class, const MbLexPhrase **phrase);

/* Whether token i begins with a capital letter, and is not taken. */
bool mb_leaf_is_name(const MbView *view, guint i);

/* Whether token i is the "'s" or apostrophe of an owner that names hold ("Children's Services", "St Petroc's Church"). */
bool mb_leaf_is_owner(const MbView *view, guint i);

/* Whether all tokens of [from, to) are free. */
bool mb_leaf_is_free(const MbView *view, guint from, guint to);

/* Whether token i begins a sentence. */
bool mb_leaf_begins_sentence(const MbView *view, guint i);

/* The text of tokens [from, to); caller frees with g_free. */
char *mb_leaf_dup(const MbView *view, guint from, guint to);

/*
 * Marks tokens [from, to) as a name: adds the span and claims the tokens.
 *
 * Returns the span, borrowed until the leaf's next change, or NULL when it would cross another.
 */
MbSpan *mb_leaf_claim(MbView *view, guint from, guint to, MbSpanKind kind, const char *ref);

/* Claims the tokens that lie in bytes [start, end), without a span. */
void mb_leaf_block(MbView *view, guint start, guint end, MbSpanKind kind);

/* The first token that ends after a byte. */
guint mb_leaf_at(const MbView *view, guint byte);

#endif
