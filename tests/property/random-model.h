/*
 * Random legal documents, for property tests. Same seed: same document.
 */
#ifndef MB_TESTS_RANDOM_MODEL_H
#define MB_TESTS_RANDOM_MODEL_H

#include "model/document.h"

/* A document that passes mb_document_check; caller frees with mb_document_free. */
MbDocument *random_document(guint32 seed);

#endif
