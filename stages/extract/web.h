/*
 * What the elements of a web page are for, from data/web.ini and the element's
 * name. For stages/extract alone.
 */
#ifndef MB_STAGES_EXTRACT_WEB_H
#define MB_STAGES_EXTRACT_WEB_H

#include "xml/html.h"

#include <glib.h>
#include <stdbool.h>

/* What to do with an element. */
typedef enum {
    MB_WEB_INLINE,  /* part of the line */
    MB_WEB_BLOCK,   /* begins and ends a line */
    MB_WEB_HEADING,
    MB_WEB_LIST,
    MB_WEB_TABLE,
    MB_WEB_BREAK,   /* ends a line */
    MB_WEB_LINK,
    MB_WEB_PLAIN,   /* its line ends count (pre) */
    MB_WEB_SILENT   /* nothing in it is seen */
} MbWebKind;

typedef struct MbWebWords MbWebWords;

/* Reads the words from the data folder; NULL with MB_ERROR_ENVIRONMENT. Caller frees. */
MbWebWords *mb_web_words_read(const char *data_dir, GError **error);
void mb_web_words_free(MbWebWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbWebWords, mb_web_words_free)

/* The kind of an element, by its name and class. */
MbWebKind mb_web_kind(const MbWebWords *words, const MbHtmlNode *node);

/* The level of a heading, by class before name; 0 for other elements. */
int mb_web_heading_level(const MbWebWords *words, const MbHtmlNode *node);

/* Whether an element is navigation, a banner, a footer and the like. */
bool mb_web_is_furniture(const MbWebWords *words, const MbHtmlNode *node);

/* The element that holds the content of the page and some text, or NULL. */
const MbHtmlNode *mb_web_find_main(const MbWebWords *words, const MbHtmlNode *root);

/* Whether a table only places things on the page: said so, or holding tables, headings or a single column. */
bool mb_web_is_layout(const MbWebWords *words, const MbHtmlNode *table);

/* Whether a cell holds nothing but the number of the item beside it. */
bool mb_web_is_number_cell(const MbWebWords *words, const MbHtmlNode *cell);

#endif
