/*
 * The words that tell who and what: ranks, titles, heads of bodies, places.
 * Stage tag, for its own files. Words are data (text files in data/, and a profile);
 * this is the table that makes them quick to ask.
 *
 * A data file has sections; each line of a section is an entry, with other
 * forms after '=' separated by ';':
 *
 *     [rank]
 *     Chief Superintendent = Ch Supt; Chief Supt
 *     [organisation force]
 *     Police Scotland
 *
 * The first word of a section names the class, the second is the kind that
 * entities of this entry get. A word with a capital in the file asks for a
 * capital in the text; "the TEXT" always satisfies it.
 */
#ifndef MB_TAG_LEXICON_H
#define MB_TAG_LEXICON_H

#include "stage/stage.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* What an entry is. The names of the sections stand in lexicon.c in this order. */
typedef enum {
    MB_LEX_HONORIFIC,     /* Councillor, Mrs, Dr */
    MB_LEX_PLURAL,        /* Councillors: one title for several names */
    MB_LEX_RANK,          /* Chief Inspector, DCI */
    MB_LEX_BEFORE_TITLE,  /* former, Acting, T/ */
    MB_LEX_POSTNOMINAL,   /* OBE */
    MB_LEX_PARTICLE,      /* de, van */
    MB_LEX_FIRST_NAME,    /* Sarah */
    MB_LEX_SURNAME,       /* Bishop, Church: surnames that are other words too */
    MB_LEX_ROLE,          /* Chair, Cabinet Member */
    MB_LEX_ROLE_FIRST,    /* Pennaeth: an office whose field follows at once */
    MB_LEX_ROLE_HEAD,     /* Officer: a role with capitalised words before it */
    MB_LEX_BODY_HEAD,     /* Committee */
    MB_LEX_ORG_HEAD,      /* Constabulary */
    MB_LEX_ORG_FIRST,     /* University of, Heddlu: a name goes on after it */
    MB_LEX_ORG_SHORT,     /* Force, Council: an organisation when alone */
    MB_LEX_ORG,           /* Home Office */
    MB_LEX_BODY,          /* a body by its whole name */
    MB_LEX_GLUE,          /* Police and Crime: not taken apart */
    MB_LEX_OWNER,         /* Children, Tenants: "'s" after it does not end a name */
    MB_LEX_PLACE,         /* Leeds */
    MB_LEX_PLACE_SUFFIX,  /* Road */
    MB_LEX_PLACE_PREFIX,  /* River, Neuadd: a name goes on after it */
    MB_LEX_PLACE_BEFORE,  /* in, at, near */
    MB_LEX_PLACE_MAYBE,   /* for, from: before a place or anything else */
    MB_LEX_STOP,          /* capitalised words that begin no name */
    MB_LEX_CONNECTOR,     /* and, of, for */
    MB_LEX_SPEECH,        /* stated, asked */
    MB_LEX_ATTENDANCE,    /* Present, Apologies: kind says which */
    MB_LEX_DOCUMENT_HEAD, /* report, strategy */
    MB_LEX_COMMON,        /* words of council business in capitals that are no names: Income, Planning */
    MB_LEX_WELSH,         /* words that are Welsh and not English */
    MB_LEX_AUXILIARY,     /* was, had, will */
    MB_LEX_LEVEL_VERB,    /* stood, averaged: an indicator before it, a figure after it */
    MB_LEX_CHANGE_VERB,   /* rose, fell, up */
    MB_LEX_PAST,          /* made, held: verbs that do not end in "ed" */
    MB_LEX_CLAUSE,        /* while, because: a new clause begins after it */
    MB_LEX_PREPOSITION,   /* by, during */
    MB_LEX_DETERMINER,    /* the, its */
    MB_LEX_NUMBER,        /* two, eleven */
    MB_LEX_UNCOUNTED,     /* years, votes: what is counted of them measures nothing */
    MB_LEX_CLASSES
} MbLexClass;

/* One entry. */
typedef struct {
    MbLexClass class;
    guint length;           /* words */
    const char **words;     /* folded, interned */
    guint32 capitals;       /* bit i: word i asks for a capital */
    char *value;            /* the entry as shown */
    char *kind;             /* second word of its section, or NULL */
} MbLexPhrase;

/* What the lexicon knows of one word. */
typedef struct {
    const char *text;       /* folded */
    guint64 any, capital;   /* classes it is alone, with any letter case and when capitalised */
    GPtrArray *phrases;     /* MbLexPhrase that begin with it, longest first */
} MbLexWord;

typedef struct MbLexicon MbLexicon;

/*
 * Reads the data files of the stage, and the profile of a council.
 *
 * Returns the lexicon, caller frees; NULL with MB_ERROR_ENVIRONMENT when a
 * data file is missing, MB_ERROR_USAGE when the profile cannot be read.
 */
MbLexicon *mb_lexicon_read(const MbOptions *options, GError **error);
void mb_lexicon_free(MbLexicon *lexicon);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbLexicon, mb_lexicon_free)

/*
 * Adds an entry.
 *
 * entry: words separated by spaces, as in the data files.
 * value: what it stands for, or NULL for the entry itself.
 */
void mb_lexicon_add(MbLexicon *lexicon, MbLexClass class, const char *entry, const char *value, const char *kind);

/* What is known of a folded word, borrowed, or NULL. */
const MbLexWord *mb_lexicon_word(const MbLexicon *lexicon, const char *folded);

/* The council's name that the profile gives, borrowed, or NULL. */
const char *mb_lexicon_council(const MbLexicon *lexicon);

/* The stage's data file of a name ("rules.ini") below options->data_dir; caller frees with g_free. */
char *mb_lexicon_dup_path(const MbOptions *options, const char *name);

#endif
