/*
 * Headings and their levels. Stage layout, for its own files.
 */
#ifndef MB_LAYOUT_HEADINGS_H
#define MB_LAYOUT_HEADINGS_H

#include "paragraphs.h"

/* What the file itself says about headings: its structure tags and its outline. */
typedef struct MbHeadingHints MbHeadingHints;
MbHeadingHints *mb_heading_hints_new(const MbDocument *document);
void mb_heading_hints_free(MbHeadingHints *hints);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbHeadingHints, mb_heading_hints_free)

/*
 * Turns the chunks of a frame that are headings into MB_CHUNK_HEADING.
 *
 * face: borrowed; the body text of the page.
 */
void mb_headings_find(const MbFrame *frame, GArray *chunks, const MbTypeface *face, const MbHeadingHints *hints);

/*
 * Gives the headings of the finished body that have no level yet (attrs "size"
 * and "bold", no "level") one by their size and weight: the larger, the higher.
 */
void mb_headings_rank(MbDocument *document);

#endif
