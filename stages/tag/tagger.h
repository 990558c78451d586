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
    char *surname_shown; /* as printed */
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
    GHashTable *full_names;  /* folded full names of sure mentions ("hedley vosper") */
    GHashTable *initials;    /* folded initials keyed in lists of people ("js") -> MbMention, borrowed; NULL: two people */
    GHashTable *monograms;   /* initials of all who are listed ("JS"), keyed or not -> as above */
    GHashTable *given_names; /* folded given names of those listed -> as above */
    GHashTable *small_words; /* folded words that occur with a small letter */
    GHashTable *place_names; /* folded names of two words that stand after "in", "at" */
    GHashTable *short_forms; /* folded acronym or short form -> entity id */
    GHashTable *places;      /* folded names of places that the document itself names */
    const struct MbAuthorityList *authority; /* borrowed */
    bool council_meets;      /* the minutes are those of the full council: "Council" is the meeting */
} MbTagger;

/* people.c: names with titles, shared titles, lists of who was there. */
void mb_tag_titled_people(MbTagger *tagger, MbView *view);
void mb_tag_listed_people(MbTagger *tagger, MbView *view);

/* people-bare.c: names that stand as places; names without titles and surnames alone. */
void mb_tag_placed_names(MbTagger *tagger, MbView *view);
void mb_tag_bare_people(MbTagger *tagger, MbView *view);

/* identities.c: makes one entity of all mentions of a person and links them. */
void mb_tag_identities(MbTagger *tagger);
void mb_mention_free(MbMention *mention);

/* attendance.c: which views list who was there, and in what part. */
void mb_tag_attendance(MbTagger *tagger);

/* The part that a list (view->attendance) gives to who stands in it; NULL for lists of votes and of names alone. */
const char *mb_attendance_part(const char *list);

/* authority.c: the people of a profile's authority list. */
typedef struct MbAuthorityList MbAuthorityList;

/* Reads the list of options->profile, an empty one without; NULL with an error when the profile cannot be read. Caller frees. */
MbAuthorityList *mb_authority_read(const MbOptions *options, GError **error);
void mb_authority_free(MbAuthorityList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbAuthorityList, mb_authority_free)

/* Makes the list's written names known, before names are looked for. */
void mb_authority_teach(const MbAuthorityList *list, MbTagger *tagger);

/* Says of each person of the document who of the list it is, where that is only one. After facts. */
void mb_authority_link(const MbAuthorityList *list, MbTagger *tagger);

/* presence.c: who was in the chair, who stood in for whom. After identities. */
void mb_tag_presence(MbTagger *tagger);

/* How a leaf's text goes on after a person: 1 came ("joined the meeting"), -1 left, 0 neither. */
int mb_presence_move(const MbTagger *tagger, const MbBlock *leaf, const MbSpan *person);

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

/* kpi.c: what the measures say; indicators as concepts; kpi-cells.c: the cells they stand in. After statements. */
void mb_tag_kpis(MbTagger *tagger);

/*
 * actions.c: sets on each action of a leaf who acts, for whom and by when:
 * "#id" of an entity, an ISO date; what the leaf does not say stays unset.
 */
void mb_tag_actions(MbView *view);

/* actions.c: rows of tables with columns for action and owner become actions. */
void mb_tag_action_tables(MbDocument *document, const MbRules *rules);

/* facts.c: the meeting: council, body, date, time, venue, title, language. */
void mb_tag_facts(MbTagger *tagger);

/* audit.c: what the minutes say twice must agree; issues only. audit-votes.c: votes and who was there. */
void mb_tag_audit(MbTagger *tagger);
void mb_audit_votes(MbTagger *tagger);

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
