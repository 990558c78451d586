/*
 * How a person's name is read from words: titles, initials, given names,
 * surname, letters after it. Stage tag, for its own files.
 *
 * Nothing here marks a text or knows a document: whether a name that can be
 * read is one, people.c and people-bare.c decide.
 */
#ifndef MB_TAG_PERSON_NAME_H
#define MB_TAG_PERSON_NAME_H

#include "../view.h"

/* A name without its title: tokens [from, to), of which the last [surname, to) are the surname. */
typedef struct {
    guint from, surname, to;
} MbName;

/*
 * Reads a name at token i: initials, given names, particles, surname.
 *
 * In lists of people (view->attendance) a third and fourth capitalised word
 * belong to it when the entry ends after them.
 *
 * Returns false when no name can begin there; *name is then undefined.
 */
bool mb_name_read(const MbView *view, guint i, MbName *name);

/* "Councillor Grove", "Mr Church": after a common title a single word that is the head of a place or body is a surname. */
bool mb_name_read_surname(const MbView *view, guint i, MbName *name);

/* The token after all titles at i ("Councillor Mrs", "T/ACC", "PC 2210"); 0 when there is none. */
guint mb_name_skip_titles(const MbView *view, guint i);

/* The end of a name with the letters after it ("OBE", ", JP"); "Collins (J)" keeps the bracket too. */
guint mb_name_end(const MbView *view, const MbName *name);

/* Whether token i is the name's own initials, as minutes key them: "John Slater JS", "Morag Carr MCa", "(MO'H)". */
bool mb_name_is_key(const MbView *view, const MbName *name, guint i);

/* Whether token i begins an office or is the head of a body or organisation. */
bool mb_name_heads_other(const MbView *view, guint i);

/* Whether token i is one to three capitals that can stand for given names. */
bool mb_name_is_initial(const MbView *view, guint i);

/* Steps over the full stop of "J." and "Mr."; a stop after a word of more than six letters ends a sentence. */
guint mb_name_skip_stop(const MbView *view, guint i);

/* Given names folded, full stops left out, capitals of "AS" taken apart; caller frees. */
char *mb_name_dup_given(const MbView *view, guint from, guint to);

/* A text folded: small letters, straight apostrophes; caller frees. */
char *mb_name_dup_folded(const MbView *view, guint from, guint to);

/* First letters of all parts of a name in capitals ("John Slater": "JS"), or NULL without given names; caller frees. */
char *mb_name_dup_monogram(const char *given, const char *surname);

#endif
