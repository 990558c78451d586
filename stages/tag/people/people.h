/*
 * What the two files of people share: taking a name, and what speaks against
 * it. Stage tag, for people.c and people-bare.c.
 */
#ifndef MB_TAG_PEOPLE_H
#define MB_TAG_PEOPLE_H

#include "person-name.h"
#include "../tagger.h"

/* Marks tokens [from, to) as a person; the mention, borrowed, or NULL when they are taken. The caller fills its names. */
MbMention *mb_people_add(MbTagger *tagger, MbView *view, guint from, guint to);

/*
 * Marks a name with the letters after it and remembers it for later mentions.
 *
 * start: where its own title begins (name->from when it has none).
 * title: a shared title, or NULL.
 */
void mb_people_take(MbTagger *tagger, MbView *view, guint start, const MbName *name, const char *title);

/* Steps over what separates names of a list; false at its end. */
bool mb_people_skip_separator(const MbView *view, guint *i);

/*
 * Whether the words of a name are words of the language in this document: each
 * occurs with a small letter too ("Land Planning", "Grant Income"). Given
 * names and surnames of people with titles do not count against it.
 */
bool mb_people_is_common(const MbTagger *tagger, const MbView *view, const MbName *name);

/* Whether the name is one compound of such words: the "Back-Up" in "Inspector Back-Up". */
bool mb_people_is_compound(const MbTagger *tagger, const MbView *view, const MbName *name);

#endif
