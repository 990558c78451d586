/*
 * What the files of the exempt gate share: what is known of each page, and
 * which of them are withheld. For exempt*.c of stage tag only.
 */
#ifndef MB_TAG_EXEMPT_GATE_H
#define MB_TAG_EXEMPT_GATE_H

#include "exempt.h"

/* A leaf further down its page that may be a mark: a heading, or capitals. */
typedef struct {
    const MbBlock *leaf;
    char *folded;
} MbExemptCall;

/* What is known of a page. */
typedef struct {
    const MbBlock *part; /* the part that its first block stands in, or NULL */
    const MbBlock *item; /* agenda item whose papers it belongs to, or NULL */
    const MbBlock *from; /* withheld from this leaf on; NULL: all of it */
    bool begins;         /* a paper begins on it */
    bool is_agenda;      /* what it says of papers is said of others */
    bool is_minutes;
    bool opens;          /* an agenda item that is listed as open begins on it */
    bool withheld;
    GPtrArray *titles;   /* folded texts of its first headings */
    char *number;        /* "3" of "Agenda Item 3" at its head, or NULL */
    char *appendix;      /* label of the appendix that it belongs to, "" when it has none; NULL: to no appendix */
    GPtrArray *head;     /* folded texts of its first leaves and its furniture */
    GPtrArray *form;     /* folded texts of its first leaves, more of them: cells of a form */
    guint furniture;     /* how many of them are furniture */
    guint face;          /* how many of them stand before the first item of the page */
    GArray *calls;       /* MbExemptCall */
    GPtrArray *named;    /* folded texts that say of appendices or sections that they are not for publication */
    bool is_filled;      /* text that is no title was met: what follows is no title of the page */
} MbExemptPage;

typedef struct {
    MbDocument *document;
    const MbRules *rules;
    MbExemptPage *pages;  /* by number from 1; [0] for blocks without page */
    int count;
    bool agenda_marks;    /* the agenda says of some items that they are private */
    char *private_part;   /* what the agenda calls its private part ("part 2"), or NULL */
    GHashTable *numbers;  /* of the agenda's items: "3" to 1 open, 2 private */
} MbExemptGate;

/* The page of a number; out of range: the one for blocks without page. */
MbExemptPage *mb_exempt_page(const MbExemptGate *gate, int number);

/* Finds out what is known of each page. The gate's pages must be empty. */
void mb_exempt_look_at_pages(MbExemptGate *gate);

/* Whether a part, or the document when it is NULL, is of a kind. */
bool mb_exempt_is_kind(const MbExemptGate *gate, const MbBlock *part, const char *kind);

/* Reads the agendas: whose papers the pages are, which are private. What they say is private is withheld. */
void mb_exempt_read_agendas(MbExemptGate *gate);

/* Whether a text is nothing but the name that the agenda gave its private part. */
bool mb_exempt_is_private_part(const MbExemptGate *gate, const char *folded);

/* Withholds whole pages. */
void mb_exempt_withhold(MbExemptGate *gate, int from, int to);

/* Withholds the appendices that a mark names, of the paper that a page belongs to and behind that page. */
void mb_exempt_withhold_appendices(MbExemptGate *gate, int from, const char *mark);

/*
 * Withholds the sections that a mark names ("paragraphs 4.2 to 4.5 of this
 * report"), on the pages of a paper; the pages when there are no such sections.
 * Returns false when the mark names none.
 */
bool mb_exempt_withhold_sections(MbExemptGate *gate, int from, int to, const char *mark);

/* The last page of the paper that a page belongs to; of an appendix, when it belongs to one. */
int mb_exempt_end_of_paper(const MbExemptGate *gate, int number);

/*
 * Marks passages of minutes that say of themselves that they are not for
 * publication, with an issue for each: a paragraph, the rest of an item, or
 * all from a heading to where the public comes back.
 */
void mb_exempt_mark_minutes(MbExemptGate *gate);

/* Cuts blocks where a withheld page ends or begins, and marks what stands on withheld pages. */
void mb_exempt_mark_blocks(MbExemptGate *gate);

#endif
