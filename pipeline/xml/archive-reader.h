/*
 * What archive.c and archive-walk.c share. Private to room xml.
 */
#ifndef MB_XML_ARCHIVE_READER_H
#define MB_XML_ARCHIVE_READER_H

#include "xml/archive.h"

#include <libxml/xmlreader.h>

#define MB_ARCHIVE_NS "urn:minutebook:archive:1"

/* The text that is being gathered, from the start of its element to its end. */
typedef struct {
    bool active, wants_space;
    MbArchiveKind kind;
    GString *text;
    GArray *mentions; /* MbMention with owned ref and attrs */
    GArray *cells;    /* MbArchiveCell with owned check and icon */
    int page;
    double conf;
    int check; /* rank of the worst mb:check, 0 none */
    guint frame; /* index of the element whose end ends it */
    bool runs_on; /* an introduction that the first text of its list goes on with */
} Gathered;

struct MbArchive {
    GBytes *bytes;
    xmlTextReaderPtr reader;
    GError *error;        /* the first that libxml2 reported */
    MbAttrs *facts;
    GPtrArray *entities;  /* MbEntity */
    GHashTable *by_id;    /* id to MbEntity, borrowed */
    GArray *issues;       /* MbArchiveIssue with owned strings */
    GArray *frames;       /* open elements, see archive-walk.c */
    Gathered gathered;
    GString *label, *path;
    bool again;           /* the current node is to be looked at once more */
    int page;
    guint tables;         /* met so far */
    MbArchiveBlock block; /* the last one given */
};

/* The next node: false at the end, or with the error set. */
bool mb_archive_read_node(MbArchive *archive, GError **error);

/* The local name of the current node, borrowed until the next. */
const char *mb_archive_node_name(const MbArchive *archive);

/* An attribute of the current element, caller frees with g_free; ns NULL: of no namespace. NULL when absent. */
char *mb_archive_dup_attr(MbArchive *archive, const char *name, const char *ns);

/* Appends the attributes of our namespace and those without any, but for `without` (NULL-terminated). */
void mb_archive_collect_attrs(MbArchive *archive, const char *const *without, MbAttrs **attrs);

/* Room for the walk, and its release. */
void mb_archive_walk_init(MbArchive *archive);
void mb_archive_walk_clear(MbArchive *archive);

#endif
