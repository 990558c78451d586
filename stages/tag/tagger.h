/*
 * What the matchers of stage tag share: the document, the lexicon, the views
 * of its leaves and the names found so far. Stage tag, for its own files.
 *
 * Order of work (stage.c): structure (parts, agenda, resolutions), then names
 * in passes over all views, sure ones first; then who is who; then statements
 * that hold names (measures, votes, actions); then the meeting's facts.
 */
#ifndef MB_TAG_TAGGER_H
#define MB_TAG_TAGGER_H

#include "lexicon.h"
#include "rules.h"
#include "view.h"

/* A person's name as it stands in the text. */
typedef struct {
    MbView *view;
    guint from, to;      /* tokens */
    char *title;         /* own or shared ("Councillor"), or NULL */
    char *given;         /* folded given names or initials, separated by spaces; "" when only a surname is there */
    char *surname;       /* folded */
    char *shown;         /* name as printed, without title */
    char *postnominal;   /* or NULL */
    char *role;          /* id of the role that stands with it, or NULL */
    char *affiliation;   /* id of the organisation, or NULL */
    bool inherited;      /* the title is that of a list */
} MbMention;

typedef struct {
    MbDocument *document;    /* borrowed */
    const MbLexicon *lexicon; /* borrowed */
    const MbRules *rules;    /* borrowed */
    GPtrArray *views;        /* MbView, in document order */
    GPtrArray *mentions;     /* MbMention */
    GHashTable *surnames;    /* folded surnames of sure names -> number of mentions */
    GHashTable *initials;    /* initials keyed in lists of people ("JS") -> MbMention, borrowed; NULL: two people */
    GHashTable *short_forms; /* folded acronym or short form -> entity id */
    GHashTable *places;      /* folded names of places that the document itself names */
    bool council_meets;      /* the minutes are those of the full council: "Council" is the meeting */
} MbTagger;

/* people.c: names with titles, shared titles, lists of who was there; later names without titles and surnames alone. */
void mb_tag_titled_people(MbTagger *tagger, MbView *view);
void mb_tag_listed_people(MbTagger *tagger, MbView *view);
void mb_tag_bare_people(MbTagger *tagger, MbView *view);

/* identities.c: makes one entity of all mentions of a person and links them. */
void mb_tag_identities(MbTagger *tagger);
void mb_mention_free(MbMention *mention);

/* attendance.c: which views list who was there, and in what part. */
void mb_tag_attendance(MbTagger *tagger);

/* roles.c */
void mb_tag_roles(MbTagger *tagger, MbView *view);

/* organisation-shapes.c: "Office of the Mercia Police and Crime Commissioner", before the office is found in it. */
void mb_tag_commissioners_offices(MbTagger *tagger, MbView *view);

/* organisations.c: full names first, then acronyms and short forms. */
void mb_tag_organisations(MbTagger *tagger, MbView *view);
void mb_tag_nested_body(MbTagger *tagger, MbView *view, guint from, guint to); /* "Member of the Police and Crime Board": the body */
void mb_tag_short_organisations(MbTagger *tagger, MbView *view);

/* places.c */
void mb_tag_places(MbTagger *tagger, MbView *view);
void mb_tag_own_places(MbTagger *tagger, MbView *view); /* other mentions of places that the document names */

/* statements.c: measures, votes, actions, exempt marks, references: spans that may hold names. */
void mb_tag_statements(MbTagger *tagger, MbView *view);

/* facts.c: the meeting: council, body, date, time, venue, title, language. */
void mb_tag_facts(MbTagger *tagger);

/* audit.c: what the minutes say twice must agree; issues only. */
void mb_tag_audit(MbTagger *tagger);

/*
 * The entity of a name, made when new.
 *
 * prefix: "o-", "role-" ... ; the id is it and the name in small letters.
 * kind:   its attribute "kind", or NULL.
 *
 * Returns it, borrowed.
 */
MbEntity *mb_tag_entity(MbTagger *tagger, const char *prefix, const char *name, MbSpanKind span, const char *kind);

/* The span of a kind that begins at token `from` and ends with token `to` - 1, borrowed, or NULL. */
MbSpan *mb_tag_find_span(const MbView *view, guint from, guint to, MbSpanKind kind);

#endif
