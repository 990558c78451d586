/*
 * Lines into chunks: what was written as one paragraph, point or heading.
 * Stage layout, for its own files.
 */
#ifndef MB_LAYOUT_PARAGRAPHS_H
#define MB_LAYOUT_PARAGRAPHS_H

#include "marks.h"
#include "typography.h"

typedef enum { MB_CHUNK_TEXT, MB_CHUNK_ITEM, MB_CHUNK_HEADING, MB_CHUNK_BLOCK } MbChunkKind;

/* Consecutive lines of one column that belong together. */
typedef struct {
    MbChunkKind kind;
    guint first, count;  /* lines of the frame */
    guint flow;
    double size, bold, italic; /* of its lines, weighed by length */
    double space_before; /* from the baseline above in sizes; 100 for the first of a flow */
    double left, right;  /* edges of its column, points */
    bool is_table_head;  /* rows of a header that the table below it did not take */
    int level;           /* headings: 1 to 6, 0 when it is to be ranked by size */
} MbChunk;

/*
 * Cuts the lines of an ordered frame into chunks.
 *
 * marks: borrowed, from mb_marks_read; a label inside a sentence loses its acceptance.
 *
 * Kinds are ITEM, TEXT and BLOCK; headings are found afterwards
 * (stages/layout/headings.h). Returns MbChunk, caller frees with g_array_unref.
 */
GArray *mb_paragraphs_cut(const MbFrame *frame, GArray *marks);

/* Whether the first word of `next` would have fitted on the line above it, so that the author ended the line. */
bool mb_paragraph_has_room(const MbLine *line, double right, const MbFrame *next_frame, const MbLine *next);

/* Whether text ends as sentences and list points do: . ; : ! ? also before closing quotes and brackets. */
bool mb_paragraph_is_ended(const char *text);

#endif
