/*
 * Text without geometry becoming blocks: what the readers of HTML and of plain
 * text share. They bring lines (a paragraph each) and ready-made blocks; here
 * labels become nested lists, section labels headings, and what the publishing
 * system put around the text furniture. For stages/extract alone.
 */
#ifndef MB_STAGES_EXTRACT_FLOW_H
#define MB_STAGES_EXTRACT_FLOW_H

#include "model/document.h"
#include "model/label.h"

#include <glib.h>
#include <stdbool.h>

/* The lines of data/sections.ini, folded. */
typedef struct {
    GHashTable *furniture, *titles, *headings; /* sets of folded lines */
    char **reports;                            /* folded starts */
    GRegex *file;
} MbFlowWords;

/* Reads the words from the data folder; NULL with MB_ERROR_ENVIRONMENT. Caller frees. */
MbFlowWords *mb_flow_words_read(const char *data_dir, GError **error);
void mb_flow_words_free(MbFlowWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbFlowWords, mb_flow_words_free)

/* A link inside a line. */
typedef struct {
    guint start, end; /* bytes of the line's text */
    char *uri;        /* owned */
} MbFlowLink;

/* What a line is taken for. */
typedef enum { MB_FLOW_PARAGRAPH, MB_FLOW_FURNITURE, MB_FLOW_HEADING, MB_FLOW_ITEM } MbFlowKind;

/* A line: text or a ready-made block. */
typedef struct {
    GString *text;         /* white space collapsed; empty for blocks */
    GArray *links;         /* MbFlowLink */
    MbBlock *block;        /* LIST or TABLE, owned until it is placed; NULL for text */
    int page;
    int level;             /* heading level that the source states; 0 none */
    int columns;           /* white space in front, in columns */
    bool after_gap;        /* a blank line stands before it */
    bool has_lost_bullet;  /* starts with a no-break space and more: a bullet got lost */
    bool is_furniture;     /* the source says so */
    bool has_label;
    MbLabel label;
    MbFlowKind kind;
} MbFlowLine;

typedef struct {
    const MbFlowWords *words; /* borrowed */
    GPtrArray *lines;         /* MbFlowLine */
    bool pending_space;       /* white space waits to be written in the last line */
    bool is_open;             /* the last line takes more text */
    bool gap;                 /* a blank line was seen since the last line */
    int page;
} MbFlow;

/* An empty flow on page 1; caller frees with mb_flow_free. */
MbFlow *mb_flow_new(const MbFlowWords *words);
void mb_flow_free(MbFlow *flow);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbFlow, mb_flow_free)

/* Appends text to the open line, opening one at the first character that is no white space. */
void mb_flow_put(MbFlow *flow, const char *text, gssize length);

/* Closes the open line, if any. */
void mb_flow_break(MbFlow *flow);

/* The open line, opened if need be. */
MbFlowLine *mb_flow_line(MbFlow *flow);

/* Adds a ready-made LIST or TABLE (taken). */
void mb_flow_take_block(MbFlow *flow, MbBlock *block);

/*
 * Decides what each line is (flow-mark.c). Lines below the top level (in cells
 * and items) are never headings.
 */
void mb_flow_mark(MbFlow *flow, bool is_top);

/*
 * Turns the marked lines into blocks at the end of `parent`, keeping the
 * inclusion law: what may not stand there becomes paragraphs.
 */
void mb_flow_build(MbFlow *flow, MbBlock *parent);

#endif
