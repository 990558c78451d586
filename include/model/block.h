/*
 * The tree of blocks: what the document says, in reading order. Room model.
 *
 * layout builds it (extract does for HTML and text), repair corrects it, tag
 * marks it up, write turns it into archive XML. One node type, one inclusion
 * law (mb_block_can_contain), one audit (model/check.h).
 *
 *   BODY         PART* or flow
 *   PART         flow; attrs "kind" letter|agenda|report|presentation|minutes|decisionNotice
 *   flow         HEADING PARAGRAPH LIST TABLE FIGURE AGENDA_ITEM RESOLUTIONS
 *   AGENDA_ITEM  HEADING (its label is the number), then flow without AGENDA_ITEM
 *   RESOLUTIONS  PARAGRAPH (introduction) and LIST
 *   LIST         ITEM+; ITEM: PARAGRAPH LIST TABLE FIGURE
 *   TABLE        CAPTION?, ROW+; ROW: CELL+; CELL: PARAGRAPH LIST FIGURE
 *   FIGURE       CAPTION?, PARAGRAPH* (lettering, artifact figureText)
 * HEADING, PARAGRAPH and CAPTION are leaves and alone hold text.
 *
 * Sections are not nested here: headings carry levels, write nests by them.
 * Slides are pages whose attrs say kind=slide.
 *
 * Invariants of a leaf: text is valid UTF-8, single spaces, no ends of space;
 * runs are in order of start, inside the text, do not overlap; spans do not
 * cross. A run of length 0 means that the word is shown by the structure
 * (a bullet, a list label, an arrow icon) and not by text.
 */
#ifndef MB_MODEL_BLOCK_H
#define MB_MODEL_BLOCK_H

#include "model/attrs.h"
#include "model/box.h"
#include "model/page.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef enum {
    MB_BLOCK_BODY,
    MB_BLOCK_PART,
    MB_BLOCK_HEADING,
    MB_BLOCK_PARAGRAPH,
    MB_BLOCK_LIST,
    MB_BLOCK_ITEM,
    MB_BLOCK_TABLE,
    MB_BLOCK_ROW,
    MB_BLOCK_CELL,
    MB_BLOCK_CAPTION,
    MB_BLOCK_FIGURE,
    MB_BLOCK_AGENDA_ITEM,
    MB_BLOCK_RESOLUTIONS,
    MB_BLOCK_KINDS /* count */
} MbBlockKind;

/* Page furniture: kept, but not body text. */
typedef enum {
    MB_ARTIFACT_NOT,
    MB_ARTIFACT_HEADER,
    MB_ARTIFACT_FOOTER,
    MB_ARTIFACT_PAGE_NUMBER,
    MB_ARTIFACT_FIGURE_TEXT,
    MB_ARTIFACT_REPEATED_HEADER, /* table header row printed again after a page break */
    MB_ARTIFACT_NAVIGATION       /* web page furniture */
} MbArtifact;

/* What a header cell heads; data cells have MB_SCOPE_NOT. */
typedef enum { MB_SCOPE_NOT, MB_SCOPE_COL, MB_SCOPE_ROW, MB_SCOPE_COLGROUP, MB_SCOPE_ROWGROUP } MbScope;

/* How far a number of a table is proved (archive-xml.md). */
typedef enum { MB_CHECK_NOT, MB_CHECK_VERIFIED, MB_CHECK_REPAIRED, MB_CHECK_READ, MB_CHECK_DOUBTFUL } MbCheck;

/* What a span of text is; names in mb_span_kind_name are those of pack XML. */
typedef enum {
    MB_SPAN_PERSON, MB_SPAN_ROLE, MB_SPAN_ORGANIZATION, MB_SPAN_LOCATION,
    MB_SPAN_DATE, MB_SPAN_TIME, MB_SPAN_PERIOD, MB_SPAN_MONEY, MB_SPAN_QUANTITY,
    MB_SPAN_MEASURE, MB_SPAN_REFERENCE, MB_SPAN_CONTACT, MB_SPAN_VOTE,
    MB_SPAN_EXEMPT, MB_SPAN_ACTION, MB_SPAN_DOUBTFUL, MB_SPAN_CHANGED,
    MB_SPAN_WITHHELD, MB_SPAN_LINK,
    MB_SPAN_KINDS /* count */
} MbSpanKind;

/* Which word a stretch of text came from. */
typedef struct {
    uint32_t start, length; /* bytes of the block's text; length 0: shown by structure */
    int32_t page;           /* page number from 1 */
    int32_t word;           /* index in that page's words */
} MbRun;

/* A marked stretch of text. */
typedef struct {
    uint32_t start, end; /* bytes of the block's text, start < end */
    MbSpanKind kind;
    char *ref;           /* id of an entity of the document, or NULL; owned */
    MbAttrs *attrs;      /* owned; names as the attributes of archive-xml.md without prefix */
} MbSpan;

typedef struct MbBlock MbBlock;
struct MbBlock {
    MbBlockKind kind;
    MbArtifact artifact;
    MbBlock *parent, *prev, *next, *first_child, *last_child; /* tree owns downward */
    int page;        /* page on which it begins, from 1; 0 unknown */
    MbBox box;       /* on that page; empty when flowed */
    int level;       /* HEADING: 1 to 6 */
    char *label;     /* ITEM, HEADING: number or label as printed ("(1)", "ii.", "27."), NULL for bullets */
    GString *text;   /* leaves; never NULL on them, NULL elsewhere */
    GArray *runs;    /* leaves: MbRun */
    GArray *spans;   /* leaves: MbSpan, by start, longer first; NULL until the first */
    MbOrigin origin;
    double conf;     /* 0 to 1, least sure word for OCR; 1 else */
    int row_span, col_span; /* CELL, at least 1 */
    MbScope scope;          /* CELL */
    MbCheck check;          /* CELL */
    MbAttrs *attrs;
};

/* A new block without parent; caller frees with mb_block_free, or appends it. */
MbBlock *mb_block_new(MbBlockKind kind);

/* Unlinks and frees a block and everything below it. NULL is allowed. */
void mb_block_free(MbBlock *block);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbBlock, mb_block_free)

/* The inclusion law. */
bool mb_block_can_contain(MbBlockKind parent, MbBlockKind child);

/* Whether a kind holds text. */
bool mb_block_kind_is_leaf(MbBlockKind kind);

/*
 * Tree edits. The child (taken) must have no parent; breaking the inclusion law
 * is a programming error. `mb_block_unlink` gives the block back to the caller.
 */
void mb_block_append(MbBlock *parent, MbBlock *child);
void mb_block_insert_before(MbBlock *sibling, MbBlock *block);
void mb_block_insert_after(MbBlock *sibling, MbBlock *block);
MbBlock *mb_block_unlink(MbBlock *block);

/*
 * The next block in document order (depth first), or NULL after the last.
 *
 * root: the walk stays below it (root itself is the first block when block == root).
 * Non-recursive; the tree may be edited below `block` between calls.
 */
MbBlock *mb_block_next(const MbBlock *root, MbBlock *block);

/* As mb_block_next, but steps over what is below `block`. */
MbBlock *mb_block_skip(const MbBlock *root, MbBlock *block);

/* How a word joins the text before it. */
typedef enum {
    MB_JOIN_SPACE,  /* a space between */
    MB_JOIN_NONE,   /* directly */
    MB_JOIN_HYPHEN  /* the hyphen at the end of the text so far is a line-break hyphen: taken away */
} MbJoin;

/*
 * Appends a word of a page to a leaf's text, with its run; grows box and origin.
 *
 * page: borrowed. Only words of the page on which the block begins grow its box.
 */
void mb_block_append_word(MbBlock *leaf, const MbPage *page, guint word, MbJoin join);

/* Records that a word is shown by structure: a run of length 0 at the end of the text so far. */
void mb_block_consume_word(MbBlock *leaf, const MbPage *page, guint word);

/* Appends text that has no word (HTML, text inputs). */
void mb_block_append_text(MbBlock *leaf, const char *text);

/* Joins the text, runs and spans of `other` (taken, freed) to the end of `leaf`. */
void mb_block_join(MbBlock *leaf, MbBlock *other, MbJoin join);

/*
 * Splits a leaf before a byte offset; the tail becomes a new leaf of the same
 * kind, without parent (caller owns). Space at the cut is dropped. Spans over
 * the cut are cut too.
 */
MbBlock *mb_block_split(MbBlock *leaf, guint offset);

/*
 * Changes a stretch of a leaf's text; runs and spans follow.
 *
 * start, end: bytes, at character borders.
 * text:       borrowed.
 * why:        name of the correction, kept with the old text in a span of kind
 *             MB_SPAN_CHANGED (attrs "was", "why"); NULL for changes of space
 *             and form that need no record.
 */
void mb_block_replace(MbBlock *leaf, guint start, guint end, const char *text, const char *why);

/*
 * Marks a stretch of text. Ends are trimmed of space.
 *
 * Returns the span, borrowed until the next change of the block, or NULL when
 * it would be empty, out of range, or cross another span. An equal stretch of
 * the same kind is returned as it is, not doubled.
 */
MbSpan *mb_block_add_span(MbBlock *leaf, guint start, guint end, MbSpanKind kind, const char *ref);

/*
 * Appends a span as it is (its ref and attrs are taken), without looking at the
 * others: for a reader that brings spans back in their written order.
 *
 * Returns it, borrowed until the next change of the block.
 */
MbSpan *mb_block_take_span(MbBlock *leaf, MbSpan span);

/* All text below a block, leaves joined by single spaces, artifacts left out; caller frees with g_free. */
char *mb_block_dup_text(const MbBlock *block);

/* Names as in pack XML and back. */
const char *mb_block_kind_name(MbBlockKind kind);
bool mb_block_kind_from_name(const char *name, MbBlockKind *kind);
const char *mb_artifact_name(MbArtifact artifact);   /* "" for MB_ARTIFACT_NOT */
bool mb_artifact_from_name(const char *name, MbArtifact *artifact);
const char *mb_scope_name(MbScope scope);            /* "" for MB_SCOPE_NOT */
bool mb_scope_from_name(const char *name, MbScope *scope);
const char *mb_check_name(MbCheck check);            /* "" for MB_CHECK_NOT */
bool mb_check_from_name(const char *name, MbCheck *check);
const char *mb_span_kind_name(MbSpanKind kind);
bool mb_span_kind_from_name(const char *name, MbSpanKind *kind);

#endif
