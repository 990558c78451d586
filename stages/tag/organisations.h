/*
 * What the two files of organisations share: organisations.c (chains of
 * capitals, short forms) and organisation-shapes.c (all other forms).
 */
#ifndef MB_TAG_ORGANISATIONS_H
#define MB_TAG_ORGANISATIONS_H

#include "tagger.h"

/* Whether token i is a free head of an organisation or body ("Committee", "Constabulary"). */
bool mb_organisation_is_head(const MbView *view, guint i);

/* Whether token i is a connector that keeps the capitalised words around it in one name. */
bool mb_organisation_joins(const MbView *view, guint i);

/*
 * Marks tokens [from, to) as an organisation, with an acronym in brackets after it.
 *
 * kind:  "committee" for a body.
 * shown: its whole name, or NULL for the text.
 */
void mb_organisation_take(MbTagger *tagger, MbView *view, guint from, guint to, const char *kind, const char *shown);

/* Lets a short form stand for an entity from now on. */
void mb_organisation_remember(MbTagger *tagger, const char *form, const char *id);

/* Marks the organisation of another shape that begins at token i; returns its end, or i. */
guint mb_organisation_read_shape(MbTagger *tagger, MbView *view, guint i);

#endif
