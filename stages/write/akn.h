/*
 * Akoma Ntoso 3.0 out of the document model. Private to the write stage.
 *
 * One MbAkn walks the model once, front to back, and puts what it meets into
 * an XML writer. It is total: every legal model gives a file that is valid
 * against the official schema and holds the text of every block once, in
 * order. It decides nothing about the content.
 *
 * akn.c root, components and bodies; akn-meta.c the meta block, akn-facts.c its
 * proprietary part, akn-analysis.c votes and actions; akn-section.c
 * headings, slides, agenda items and figures into nested sections; akn-block.c
 * paragraphs, lists, resolutions; akn-table.c tables; akn-inline.c text.
 */
#ifndef MB_WRITE_AKN_H
#define MB_WRITE_AKN_H

#include "stage/stage.h"
#include "xml/writer.h"

typedef struct {
    const MbDocument *document; /* borrowed */
    const MbOptions *options;   /* borrowed */
    MbXmlWriter *xml;           /* borrowed */
    GHashTable *entities;       /* set of the document's entity ids, borrowed strings */
    GHashTable *mentioned;      /* set of those that visible text refers to; the others are not listed */
    MbFileSet *files;           /* tables go there as CSV; borrowed, NULL: nowhere */
    bool show_withheld;         /* only for restricted.xml */
    int page;                   /* furthest page that was written so far; 0 at the start */
    int component;              /* from 1; 0: the document is not a collection */
    guint serial, tables;       /* of the last eId, of the last table */
    GHashTable *marks;          /* MbSpan of a vote or action that the analysis points to -> its eId */
    bool want_sides;            /* the analysis counts votes: its concepts are listed */
    bool want_amount, want_figure; /* a quantity without indicator was met: its concepts are listed */
} MbAkn;

/* Where a block stands, which says what the schema allows beside it. */
typedef enum {
    MB_PLACE_FLOW,  /* among blocks of a body or section: page breaks are blocks */
    MB_PLACE_INNER, /* in a list item, cell or figure: page breaks stand in the text */
    MB_PLACE_DECISION /* in resolutions: lists are always blockLists */
} MbPlace;

/* One document of the collection, or the only one. */
typedef struct {
    const char *kind;     /* "minutes", "report" ... never NULL */
    const MbBlock *first; /* its blocks are siblings from here ... */
    const MbBlock *end;   /* ... to before here; NULL: to the last */
    const MbBlock *part;  /* the PART block, or NULL */
} MbAknUnit;

/*
 * The whole archive XML; caller frees with g_bytes_unref.
 *
 * files:         tables are put there as CSV, unless NULL.
 * show_withheld: keep the text of withheld stretches, for restricted.xml alone.
 */
GBytes *mb_akn_write(const MbDocument *document, const MbOptions *options, MbFileSet *files, bool show_withheld);

/* Whether a value is a full ISO date ("2018-03-12") or time ("18:00:00"), as the schema wants them. NULL is not. */
bool mb_akn_is_date(const char *value);
bool mb_akn_is_time(const char *value);

/* An eId attribute "cmp_2__<name>_<serial>" with the next serial. */
void mb_akn_put_id(MbAkn *akn, const char *name);

/*
 * Attributes that say where a block stands and how sure it is: mb:page,
 * mb:bbox, mb:origin, mb:conf, mb:artifact, and the block's own attributes.
 */
void mb_akn_put_place(MbAkn *akn, const MbBlock *block);

/* The own attributes alone; names that the writer itself gives are left out. */
void mb_akn_put_attrs(MbAkn *akn, const MbAttrs *attrs, const char *const *taken);

/* The page of a block, or of the first text in it; 0 unknown. */
int mb_akn_page_of(const MbBlock *block);

/* The meta element. unit: NULL for the root of a collection. is_main: references, sources and issues too. */
void mb_akn_write_meta(MbAkn *akn, const MbAknUnit *unit, bool is_main);

/*
 * The analysis block of the main meta, when there are votes with counts or
 * actions (akn-analysis.c); gives the marks that it points to their eIds.
 */
void mb_akn_write_analysis(MbAkn *akn);

/* The proprietary block of the main meta (akn-facts.c). */
void mb_akn_write_proprietary(MbAkn *akn);

/* What a page's visible words are. */
typedef struct {
    int words, ocr_words;
    double mean_conf; /* of the OCR words; 1 when there are none */
} MbPageFigures;
MbPageFigures mb_page_figures(const MbPage *page);

/* A box as an attribute "x0 y0 x1 y1", points with one decimal. */
void mb_akn_put_box(MbAkn *akn, const char *name, MbBox box);

/* Everything in a mainBody. */
void mb_akn_write_sections(MbAkn *akn, const MbAknUnit *unit);

/* As mb_akn_put_place, for a cell, which leaves out what its row and table say. */
void mb_akn_put_cell_place(MbAkn *akn, const MbBlock *cell);

/* A page break inside text, when `page` is further than what was written. */
void mb_akn_write_eop(MbAkn *akn, int page);

/* A num with the label of a heading or item. */
void mb_akn_write_label(MbAkn *akn, const char *label, int page);

/* A page break as a block of its own, when `page` is further than what was written. */
void mb_akn_write_break(MbAkn *akn, int page);

/* Any block but headings, agenda items and parts. */
void mb_akn_write_block(MbAkn *akn, const MbBlock *block, MbPlace place);

/* The picture of a figure in a paragraph of its own, when it was cut out into the package. */
void mb_akn_write_picture(MbAkn *akn, const MbBlock *figure);

/* Blocks that are neither caption nor heading, in a cell, item or figure. */
void mb_akn_write_children(MbAkn *akn, const MbBlock *parent);

/* A leaf as an element of that name, place attributes included when `with_place`. */
void mb_akn_write_leaf(MbAkn *akn, const MbBlock *leaf, const char *element, bool with_place);

/* An empty paragraph, where the schema wants a block and there is none. */
void mb_akn_write_empty(MbAkn *akn);

/* A table; captions beyond the first and repeated header rows follow it as paragraphs. */
void mb_akn_write_table(MbAkn *akn, const MbBlock *table);

/* The text of a leaf: inline elements for its spans, eop where its page changes. */
void mb_akn_write_text(MbAkn *akn, const MbBlock *leaf);

/*
 * Whether a span is outside the withheld stretches of its leaf, asked of its
 * spans in order. withheld: 0 at the leaf's first span; where the last withheld
 * stretch ends.
 */
bool mb_akn_shows_span(const MbAkn *akn, const MbSpan *span, guint *withheld);

/* Notes which concepts the spans need and which entities visible text refers to. */
void mb_akn_scan_spans(MbAkn *akn);

#endif
