/*
 * The redaction gate's marks: where words were found under boxes (by stage
 * ocr, which looks at the page), the text says that something is withheld.
 * Stage tag, for its own files.
 */
#ifndef MB_TAG_REDACTION_H
#define MB_TAG_REDACTION_H

#include "model/document.h"

/*
 * For each issue redaction-failed, puts MB_WITHHELD_SHOWN where the hidden
 * words would stand, with a span of kind MB_SPAN_WITHHELD whose attribute
 * "text" has the words for the restricted copy. Comes last in the stage: no
 * name, fact or statement is made of the mark.
 */
void mb_tag_redactions(MbDocument *document);

#endif
