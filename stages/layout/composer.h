/*
 * Chunks into blocks: paragraphs that go on over columns and pages, lists with
 * their depth, headings. Stage layout, for its own files.
 *
 * Pages are given in order, each as furniture, frames, furniture. The composer
 * remembers the leaf that may go on and the open lists.
 */
#ifndef MB_LAYOUT_COMPOSER_H
#define MB_LAYOUT_COMPOSER_H

#include "hyphens.h"
#include "paragraphs.h"

typedef struct MbComposer MbComposer;

/* Blocks are appended to the document's body. document: borrowed for the composer's life. */
MbComposer *mb_composer_new(MbDocument *document);
void mb_composer_free(MbComposer *composer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbComposer, mb_composer_free)

/* Ends what is open: nothing goes on from here. */
void mb_composer_close(MbComposer *composer);

/* Appends a block (taken) as it stands, without ending what is open. */
void mb_composer_add_artifact(MbComposer *composer, MbBlock *block);

/*
 * Appends the chunks of one frame.
 *
 * marks:  borrowed; MbMark, one a line of the frame.
 * chunks: borrowed; MbChunk. Blocks that took part in the reading order are taken.
 */
void mb_composer_add_frame(MbComposer *composer, const MbFrame *frame, const GArray *marks, const GArray *chunks);

#endif
