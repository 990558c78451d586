/*
 * The document: one source file on its way through the chain. Room model.
 *
 * Owned by one thread at a time. Trees own downward.
 */
#ifndef MB_MODEL_DOCUMENT_H
#define MB_MODEL_DOCUMENT_H

#include "base/fileset.h"
#include "model/block.h"
#include "model/issue.h"
#include "model/page.h"

#include <glib.h>
#include <stdbool.h>

/* Someone or something that spans refer to (a TLC element of the archive). */
typedef struct {
    char *id;       /* unique in the document, an NCName: "p-n-akhtar" */
    MbSpanKind kind; /* PERSON, ROLE, ORGANIZATION, LOCATION; MEASURE for indicators (TLCConcept) */
    char *show_as;  /* name to show */
    MbAttrs *attrs; /* "kind" of organisations, "honorific", "role" ... */
} MbEntity;

/* A bookmark of the file. */
typedef struct {
    char *title;
    int level; /* from 1 */
    int page;  /* target from 1; 0 unknown */
    double y;  /* points from the page top; 0 unknown */
} MbBookmark;

/*
 * An element of a tagged PDF's structure tree that says what a stretch of text is, or page furniture marked as such.
 *
 * Words tell their element by index (MbWord.tagged), so nothing has to be searched. An element over two pages is one entry
 * a page. Roles: H1 to H6, H, Title, P, LI (label and text; lists inside are items of their own), TH, TD (paragraphs inside
 * are the cell's), Caption, TOCI, Note, FENote, Figure, Formula, BlockQuote, Code, NonStruct (in no such element),
 * Artifact (furniture: one entry a stretch). A heading inside a cell or an item is a heading.
 *
 * Where the file's tags are not to be trusted, there are none (metadata "tagged" is then "untrusted"). That a document has
 * tags but no H role says nothing about headings: many authors never mark them. Roles of cells and items are reliable in
 * files from word processors; files tagged by a converter often make cells of forms and charts.
 */
typedef struct {
    char *role; /* standard role after the role map */
    char *text; /* its words on that page, joined as they stand in the page's words; hidden ones too */
    int page;   /* from 1 */
    int depth;  /* nesting of lists for LI, from 1; 0 else */
    int group;  /* number of the list or table that an LI, TH or TD stands in, from 1, unique in the document; 0 else */
    int row;    /* TH and TD: number of the row in its table, from 1; 0 else */
} MbTagged;

/* Where files that came inside the source stand in a package: beside data/original, and no more public than it. */
#define MB_ATTACHED_FOLDER "data/original-attached/"

/* One stage that has run. */
typedef struct {
    char *stage, *version, *options; /* owned; options as "name=value" pairs separated by spaces */
    char *tools; /* libraries and data that it worked with, as of base/tools.h; owned, NULL: none that matters */
} MbEvent;

typedef struct {
    /* source; all owned, NULL where unknown */
    char *name;        /* file name without folder */
    char *sha256;      /* of the source bytes */
    gint64 size_bytes;
    char *media_type;  /* application/pdf, text/html, text/plain */
    MbAttrs *metadata; /* title, author, producer, creator, created, modified, format, encrypted, tagged, charset, claims,
                          portfolio, signatures, signed; attached-1 ...: "hash size path name" of each file inside the source */

    GPtrArray *pages;     /* MbPage */
    GArray *fonts;        /* MbFont */
    GArray *outline;      /* MbBookmark */
    GArray *tagged;       /* MbTagged, in reading order of the structure tree */
    MbBlock *body;        /* kind BODY; never NULL */
    GPtrArray *entities;  /* MbEntity; added by intern and take alone */
    GHashTable *entity_index; /* id to MbEntity, both borrowed from entities */
    GArray *issues;       /* MbIssue */
    MbAttrs *facts;       /* council, body, date (ISO), time, venue, chair, kind, subtype, number, title, language */
    GArray *history;      /* MbEvent */

    MbFileSet *files;     /* attached files, and what write, publish and index made; not in pack XML */
} MbDocument;

/* A new document without pages; caller frees with mb_document_free. */
MbDocument *mb_document_new(const char *name);
void mb_document_free(MbDocument *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbDocument, mb_document_free)

/* Appends a page (taken). */
void mb_document_take_page(MbDocument *document, MbPage *page);

/* The page of a number from 1, borrowed, or NULL. */
MbPage *mb_document_page(const MbDocument *document, int number);

/*
 * The index of a font, added when new. The subset prefix ("ABCDEF+") is dropped;
 * bold, italic, fixed and symbol are guessed from the name when it is new.
 */
int mb_document_intern_font(MbDocument *document, const char *name);

/* The font of an index, borrowed, or NULL for -1. */
const MbFont *mb_document_font(const MbDocument *document, int font);

/* Appends copies. */
void mb_document_add_bookmark(MbDocument *document, const char *title, int level, int page, double y);
void mb_document_add_tagged(MbDocument *document, const char *role, const char *text, int page, int depth);
void mb_document_add_event(MbDocument *document, const char *stage, const char *version, const char *options);

/* Says of the last event what it worked with; an empty line says nothing. There must be an event. */
void mb_document_note_tools(MbDocument *document, const char *tools);

/* Whether any word was read from pixels. */
bool mb_document_has_read_words(const MbDocument *document);

/* Records an issue. subject: borrowed, may be NULL; box empty: the whole page; page 0: the whole document. */
void mb_document_add_issue(MbDocument *document, MbIssueTag tag, int page, MbBox box, const char *subject);

/* The gravest severity among the issues; false when there are none. */
bool mb_document_worst_severity(const MbDocument *document, MbSeverity *worst);

/*
 * The entity with this id, made when new.
 *
 * id: borrowed; turned into an NCName of ASCII letters, digits and '-' first.
 * Returns it, borrowed; valid until the document is freed.
 */
MbEntity *mb_document_intern_entity(MbDocument *document, const char *id, MbSpanKind kind, const char *show_as);
MbEntity *mb_document_entity(const MbDocument *document, const char *id);

/*
 * Appends an entity, moving its members out of `entity` (which is left empty).
 * Returns false when the id is in use; nothing is moved then.
 */
bool mb_document_take_entity(MbDocument *document, MbEntity *entity);

/* Frees what an entity in the caller's storage owns. */
void mb_entity_clear(MbEntity *entity);

#endif
