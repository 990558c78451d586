/*
 * Reading archive XML (docs/archive-xml.md) without building a tree of it:
 * facts of the document first, then its blocks one by one in reading order.
 * Room xml; index, search and `minutebook show` are made on it.
 *
 * Bad input is data: a file that is not archive XML, is not well formed or
 * nests deeper than MB_LIMIT_BLOCK_DEPTH is an error with its line, never a
 * crash. Nothing is fetched and no entity is expanded.
 */
#ifndef MB_XML_ARCHIVE_H
#define MB_XML_ARCHIVE_H

#include "model/attrs.h"
#include "model/block.h"
#include "model/document.h"

#include <glib.h>
#include <stdbool.h>

typedef struct MbArchive MbArchive;

/* What a block of the archive is. */
typedef enum {
    MB_ARCHIVE_HEADING,
    MB_ARCHIVE_PARAGRAPH,
    MB_ARCHIVE_ITEM,       /* text of a list item */
    MB_ARCHIVE_RESOLUTION, /* text of an item of resolutions, and their introduction */
    MB_ARCHIVE_ROW,        /* a table row: cells joined by " | " */
    MB_ARCHIVE_CAPTION,    /* of a table or figure */
    MB_ARCHIVE_FIGURE,     /* lettering of a figure */
    MB_ARCHIVE_KINDS       /* count */
} MbArchiveKind;

/* A marked stretch of a block's text. */
typedef struct {
    guint start, end;      /* bytes of the block's text, start < end */
    MbSpanKind kind;
    const char *ref;       /* id of the entity, or NULL */
    const char *name;      /* the entity's name to show, or NULL */
    const MbAttrs *attrs;  /* attributes of the element, without prefix: date, time, normalized, unit, href, was ... */
} MbMention;

/* A cell of a table row. */
typedef struct {
    guint start, end;        /* bytes of the row's text, start <= end */
    int row_span, col_span;  /* 1 to 1,000 */
    bool is_header;
    const char *check, *icon; /* mb:check and mb:icon, or NULL */
    const char *by;           /* mb:by: the relations that prove its number, or NULL */
} MbArchiveCell;

/* A block; everything in it is borrowed from the archive and valid until the next step. */
typedef struct {
    MbArchiveKind kind;
    int page, last_page;     /* pages on which it begins and ends, from 1; 0 unknown */
    guint level;             /* lists around it; 1 for the items of a list that is in no other */
    guint table;             /* of a row or caption: which table of the document, from 1; 0 elsewhere */
    guint depth;             /* sections, lists and tables around it, the block's own section not counted for a heading */
    const char *id;          /* eId of the nearest element around it that has one, "" without */
    const char *part;        /* kind of the document it stands in: "agenda", "report", "minutes" ... */
    const char *section;     /* innermost section: "section", "slide", "agendaItem", "figure"; "" outside */
    const char *path;        /* headings above it, outermost first, joined by " > "; "" at the top */
    const char *label;       /* number or label before it ("4.", "(a)"), or NULL */
    const char *text;        /* clean, single spaces; what is withheld is "[withheld]", whatever the file holds there */
    const char *artifact;    /* kind of furniture (mb:artifact), or NULL for the document's own text */
    const char *check;       /* the worst mb:check in a row ("doubtful" before "repaired" ...), or NULL */
    double conf;             /* 0 to 1; 1 when read from the file's text */
    const GArray *mentions;  /* MbMention, in order of start */
    const GArray *cells;     /* of a row: MbArchiveCell, in order; empty elsewhere */
} MbArchiveBlock;

/* A finding about the document, as the archive XML records it. */
typedef struct {
    const char *tag, *severity, *message;
    int page; /* 0: the whole document */
} MbArchiveIssue;

/*
 * Opens archive XML and reads its meta block.
 *
 * bytes: a reference is kept.
 *
 * Returns NULL with MB_ERROR_DOCUMENT when it is not archive XML. Caller frees
 * with mb_archive_free.
 */
MbArchive *mb_archive_open(GBytes *bytes, GError **error);
void mb_archive_free(MbArchive *archive);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbArchive, mb_archive_free)

/*
 * A fact of the whole document, borrowed, or NULL: "council", "body", "date"
 * (ISO), "title", "kind" ("agendaPack", "minutes", "report" ...), "language"
 * (ISO 639-2), "uri" (of the work), and from its source "name", "sha256",
 * "size", "pages", "mediaType".
 */
const char *mb_archive_fact(const MbArchive *archive, const char *name);

/* The entities (MbEntity) of the document, borrowed. */
const GPtrArray *mb_archive_entities(const MbArchive *archive);

/* The recorded issues (MbArchiveIssue), borrowed. */
const GArray *mb_archive_issues(const MbArchive *archive);

/*
 * Steps to the next block.
 *
 * block: out, borrowed until the next step.
 *
 * Returns false at the end, or with MB_ERROR_DOCUMENT when the file breaks off
 * or is not well formed; no further step may follow.
 */
bool mb_archive_next(MbArchive *archive, const MbArchiveBlock **block, GError **error);

/* "heading", "paragraph", "item", "resolution", "row", "caption", "figure". */
const char *mb_archive_kind_name(MbArchiveKind kind);

/*
 * A readable tree of archive XML, one line a block: what `minutebook show` prints.
 *
 * width: characters of text shown of each block.
 *
 * Returns it, caller frees with g_free; NULL as mb_archive_open and mb_archive_next.
 */
char *mb_archive_dup_tree(GBytes *bytes, guint width, GError **error);

#endif
