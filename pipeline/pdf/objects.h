/*
 * The objects of a PDF file, read beside Poppler, for what its glib interface does not tell: how images are drawn, which
 * text is invisible, which text belongs to which element of the structure tree, and content that is a bomb.
 * Room pdf only.
 *
 * What is read here only adds to what Poppler reads: where this reader does not understand a file (encryption, rare
 * filters, damage), nothing is told and Poppler's answers stand. It looks for objects by walking over the bytes, the last
 * definition of a number winning, and not by the cross-reference table; so it needs no repair and cannot loop.
 */
#ifndef MB_PDF_OBJECTS_H
#define MB_PDF_OBJECTS_H

#include "filters.h"

typedef struct MbObjects MbObjects;

/* Where the page's own facts stand; views into the file. */
typedef struct {
    MbView dict;
    MbView resources; /* inherited */
    int rotate;       /* 0, 90, 180, 270; inherited */
    int object;       /* number of the page's object */
} MbPageObject;

/*
 * Finds the objects of a file.
 *
 * bytes: a reference is kept.
 *
 * Returns NULL for encrypted files and for files that it does not understand. Caller frees with mb_objects_free.
 */
MbObjects *mb_objects_new(GBytes *bytes);
void mb_objects_free(MbObjects *objects);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbObjects, mb_objects_free)

/* As mb_objects_new, for files that have lost their catalog: there is no root and no page, only objects by number. */
MbObjects *mb_objects_gather(GBytes *bytes);

/* One more than the highest object number, and an object by number (from 1): its first token, empty when it is not there. */
guint mb_objects_count(const MbObjects *objects);
MbView mb_objects_get(const MbObjects *objects, guint number);

/* Whether an object lies in an object stream, and where it, or that stream, begins in the file. number < count. */
bool mb_objects_is_packed(const MbObjects *objects, guint number);
gsize mb_objects_place(const MbObjects *objects, guint number);

/* Whether a name ("/FileAttachment") stands anywhere in the file or its object streams: cheap to ask before a search. */
bool mb_objects_mention(const MbObjects *objects, const char *name);

/* The object that a reference points to, or the view itself when it is none; an empty view when it is not found. */
MbView mb_objects_resolve(const MbObjects *objects, MbView view);

/* A key's value, resolved; `dict` may be a reference. */
MbView mb_objects_key(const MbObjects *objects, MbView dict, const char *key);

/* The catalog. */
MbView mb_objects_root(const MbObjects *objects);

/* Number of pages found, and the i-th from 0, borrowed. */
guint mb_objects_page_count(const MbObjects *objects);
const MbPageObject *mb_objects_page(const MbObjects *objects, guint i);

/* The index of the page that an object is, by number, or -1. */
int mb_objects_page_index(const MbObjects *objects, int object);

/*
 * Appends a stream's decoded bytes.
 *
 * stream: reference to it, or its dictionary where it lies in the file.
 * limit:  the most bytes that `out` may grow to.
 */
MbStreamResult mb_objects_stream(const MbObjects *objects, MbView stream, GByteArray *out, gsize limit);

/* Appends a stream's bytes as they lie in the file, whatever its filters; parameters as of mb_objects_stream. */
MbStreamResult mb_objects_raw(const MbObjects *objects, MbView stream, GByteArray *out, gsize limit);

#endif
