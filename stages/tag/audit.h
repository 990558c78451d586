/* What the files of the audit share. Stage tag, for audit.c and audit-*.c. */
#ifndef MB_TAG_AUDIT_H
#define MB_TAG_AUDIT_H

#include "tagger.h"

/* Records an issue at the place of a leaf. */
void mb_audit_report(MbTagger *tagger, const MbBlock *leaf, MbIssueTag tag, const char *subject);

#endif
