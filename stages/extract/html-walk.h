/*
 * The walk over a web page, shared by html.c (lines), html-list.c and
 * html-table.c (blocks). For stages/extract alone.
 */
#ifndef MB_STAGES_EXTRACT_HTML_WALK_H
#define MB_STAGES_EXTRACT_HTML_WALK_H

#include "flow.h"
#include "web.h"

typedef struct {
    const MbFlowWords *flow_words;
    const MbWebWords *words;
    MbFlow *flow;
    const MbHtmlNode *main; /* NULL: the whole page is content */
    guint main_from, main_to; /* the lines that came from main */
    bool is_quiet;          /* in furniture: lists and tables become lines */
    bool in_heading;
    guint depth;            /* of lists and tables around */
    char *number;           /* from a number cell, waits for the item beside it */
} MbHtmlWalk;

/* Walks the content of an element into the flow. */
void mb_html_walk(MbHtmlWalk *walk, const MbHtmlNode *node);

/*
 * Walks a node into blocks below `parent` (an ITEM or CELL).
 *
 * is_whole: the node itself too, not only its content.
 * label:    out, optional: a label printed at the start of the first line,
 *           which is then taken off; NULL for none and for bullets. Caller frees.
 */
void mb_html_walk_into(MbHtmlWalk *walk, const MbHtmlNode *node, bool is_whole, MbBlock *parent, char **label);

/* Adds the LIST of an ol or ul to the flow. */
void mb_html_walk_list(MbHtmlWalk *walk, const MbHtmlNode *list);

/* Adds the TABLE of a table of data to the flow. */
void mb_html_walk_table(MbHtmlWalk *walk, const MbHtmlNode *table);

#endif
