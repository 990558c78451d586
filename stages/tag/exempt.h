/*
 * The exempt gate: which pages and blocks are not for publication. Stage tag,
 * for its own files.
 *
 * What is said of papers is public where it stands in an agenda or in the
 * narrative of minutes: an item likely to be taken in private, a resolution to
 * exclude the public, a motion that was lost. What a paper says of itself, in
 * its first lines or in the furniture of its pages, makes it exempt from there
 * to its end: to the next paper that the agenda names, or the next part.
 * Patterns are data (data/exempt.ini).
 */
#ifndef MB_TAG_EXEMPT_H
#define MB_TAG_EXEMPT_H

#include "rules.h"

/* What a leaf says of the paper that it stands in. */
typedef enum {
    MB_EXEMPT_SILENT,
    MB_EXEMPT_STAMP,      /* one word ("CONFIDENTIAL"): counts unless the agenda lists the item as open */
    MB_EXEMPT_PAPER,      /* not for publication from here on */
    MB_EXEMPT_APPENDICES, /* some appendices are not for publication */
    MB_EXEMPT_NEXT,       /* what follows is not for publication */
    MB_EXEMPT_SECTION,    /* a private part of the pack begins */
    MB_EXEMPT_OPEN,       /* a public part of the pack begins */
    MB_EXEMPT_PACK        /* the whole file is private */
} MbExempt;

/*
 * A text as the patterns want it: small letters, straight quotes and hyphens,
 * single spaces, no marks before the first word, spaced-out words closed up.
 * Caller frees.
 */
char *mb_exempt_dup_folded(const char *text);

/* What a leaf's folded text says; without look at where it stands. */
MbExempt mb_exempt_read(const MbRules *rules, const char *folded);

/* Whether an agenda says of an item, in its title or below it, that it is exempt as a whole. */
bool mb_exempt_item_is_private(const MbRules *rules, const MbBlock *item);

/* Whether a page's title and labels of appendices agree: labels NULL for all appendices. */
bool mb_exempt_is_appendix(const MbRules *rules, const char *folded, const char *labels);

/*
 * Decides and marks (model/withhold.h), with an issue for each stretch of
 * pages. Parts and agenda items must have been found; names not yet, so that
 * nobody is known by what is withheld.
 *
 * rules: of data/exempt.ini.
 */
void mb_tag_exempt(MbDocument *document, const MbRules *rules);

#endif
