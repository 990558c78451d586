/*
 * The state of reading pack XML, shared by pack-read.c (elements and errors),
 * pack-read-page.c (pages and words) and pack-read-block.c (the tree). For
 * these three alone.
 */
#ifndef MB_XML_PACK_READER_H
#define MB_XML_PACK_READER_H

#include "base/limits.h"
#include "pack-fields.h"

#include <libxml/parser.h>

/* Elements open at once: blocks, spans in a leaf, and what is around them. */
#define PACK_DEPTH (2 * MB_LIMIT_BLOCK_DEPTH + 8)

typedef struct PackReader PackReader;

/* Attributes of a start tag as libxml2 gives them: name, prefix, namespace, value, end of value. */
typedef struct {
    const xmlChar **raw;
    int count;
} PackAttributes;

/* Where the text of an element goes. */
typedef enum { PACK_NO_TEXT, PACK_TEXT, PACK_READING_TEXT, PACK_BLOCK_TEXT } PackTextPlace;

/* What may stand in an element, and what to do at its tags. `start` and `end` return false with the error set. */
typedef struct PackElement PackElement;
struct PackElement {
    const char *name;
    PackTextPlace place;
    const PackElement *children;
    guint child_count;
    bool (*start)(PackReader *reader, const PackAttributes *attributes);
    bool (*end)(PackReader *reader);
};

struct PackReader {
    xmlParserCtxtPtr parser;
    MbDocument *document;
    GError *error;
    const PackElement *open[PACK_DEPTH];
    guint depth;
    const char *name;      /* of the element that starts now */
    GString *text;         /* of the open element, but for blocks */
    GString *reading_text;
    MbPage *page;          /* open page, owned until its end */
    MbWord word, before;   /* open word; the word before it */
    double reading_conf;
    MbBlock *block;        /* innermost open block */
    guint block_depth;
    bool seen_body;
    char *runs;            /* attribute of the open leaf */
    guint spans[MB_LIMIT_BLOCK_DEPTH]; /* open spans, indices in the leaf's */
    guint span_depth;
    MbBookmark bookmark;   /* open */
    MbTagged tagged;       /* open */
};

extern const PackElement pack_page_element, pack_body_element;

/* Sets the error, with the line, unless one is set already. Always returns false. */
bool pack_fail(PackReader *reader, const char *format, ...) G_GNUC_PRINTF(2, 3);

/*
 * Reads the attributes of a start tag into a struct.
 *
 * table, object: where plain attributes go.
 * attrs:         where attributes of the attrs namespace go; NULL: none may stand here.
 * extra:         name of one more legal attribute, or NULL; its value is copied into *extra_value.
 */
bool pack_read_attributes(PackReader *reader, const PackAttributes *attributes, const FieldTable *table, void *object, MbAttrs **attrs,
                          const char *extra, char **extra_value);

/* The element of a block or span that may stand in the open block; NULL when none may. */
const PackElement *pack_block_child(PackReader *reader, const char *name);

#endif
