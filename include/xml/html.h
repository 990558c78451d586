/*
 * Web pages as a plain tree of elements and text. Room xml: the parser is
 * libxml2's, and nothing of it shows here.
 *
 * Whatever comes in, a tree comes out: the parser mends what browsers mend.
 * Scripts, styles and comments are left out. Elements nested deeper than
 * MB_LIMIT_BLOCK_DEPTH are dropped, their content stays in the element above.
 *
 * Invariants: names are lower case; text is clean UTF-8, its white space as in
 * the source; siblings are in document order.
 */
#ifndef MB_XML_HTML_H
#define MB_XML_HTML_H

#include "model/attrs.h"

#include <glib.h>

typedef struct MbHtmlNode MbHtmlNode;
struct MbHtmlNode {
    const char *name; /* element name; NULL for text */
    const char *text; /* text nodes; NULL for elements */
    MbAttrs *attrs;   /* elements; NULL for none */
    MbHtmlNode *parent, *first_child, *last_child, *next; /* all owned by the tree */
};

typedef struct MbHtml MbHtml;

/*
 * Parses a web page.
 *
 * bytes: borrowed. The encoding is that of the byte order mark, else UTF-8 if
 *        the bytes are valid UTF-8, else what the page declares, else
 *        Windows-1252.
 *
 * Returns the tree, caller frees with mb_html_free; NULL with MB_ERROR_LIMIT
 * when the page is larger than 2 GB.
 */
MbHtml *mb_html_read(GBytes *bytes, GError **error);
void mb_html_free(MbHtml *html);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbHtml, mb_html_free)

/* The root, an element named "#document"; borrowed. */
const MbHtmlNode *mb_html_root(const MbHtml *html);

/* The encoding the bytes were read as, borrowed. */
const char *mb_html_charset(const MbHtml *html);

/* The next node in document order below root, or NULL. */
const MbHtmlNode *mb_html_next(const MbHtmlNode *root, const MbHtmlNode *node);

/* As mb_html_next, but steps over what is below node. */
const MbHtmlNode *mb_html_skip(const MbHtmlNode *root, const MbHtmlNode *node);

/* The first element of a name below root, or NULL. */
const MbHtmlNode *mb_html_find(const MbHtmlNode *root, const char *name);

/* All text below a node, white space collapsed; caller frees with g_free. */
char *mb_html_dup_text(const MbHtmlNode *node);

#endif
