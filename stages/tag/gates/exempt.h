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

#include "../rules.h"

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

/* The same, also without marks behind the last word ("Bad debts *"): titles of items and of papers. Caller frees. */
char *mb_exempt_dup_title(const char *text);

/* What a leaf's folded text says; without look at where it stands. */
MbExempt mb_exempt_read(const MbRules *rules, const char *folded);

/* Whether an agenda says of an item, in its title or below it, that it is exempt as a whole. */
bool mb_exempt_item_is_private(const MbRules *rules, const MbBlock *item);

/* Whether an agenda's text says of some appendices of an item that they are exempt, and not of the item. */
bool mb_exempt_names_private_appendices(const MbRules *rules, const char *folded);

/* Whether a text inside a paper says of appendices or sections that they are exempt ("set out in Appendix 2, which is exempt"). */
bool mb_exempt_names_secret_parts(const MbRules *rules, const char *folded);

/*
 * What a text further down a page says of what follows it: only the title of
 * an exempt paper or appendix, or a mark that is not part of a sentence.
 */
MbExempt mb_exempt_read_call(const MbRules *rules, const char *folded);

/* Whether a leaf of minutes says of the passage that it begins that it is not for publication. */
bool mb_exempt_is_minutes_mark(const MbRules *rules, const char *folded);

/* Whether the i-th of a page's texts is where a form asks if the paper is exempt; a bare "Restricted" only with an answer beside it. */
bool mb_exempt_asks(const MbRules *rules, const GPtrArray *texts, guint i);

/*
 * Whether the i-th of a page's texts asks if the paper is exempt ("Is this
 * report restricted?") and it or those after it answer yes, or have yes ticked.
 */
bool mb_exempt_is_answered(const MbRules *rules, const GPtrArray *texts, guint i);

/* Whether an appendix's label is among those that a mark names ("2, 3 and 5", "a to c"); labels NULL or empty: all are meant. */
bool mb_exempt_names_appendix(const char *labels, const char *label);

/*
 * Decides and marks (model/withhold.h), with an issue for each stretch of
 * pages. Parts and agenda items must have been found; names not yet, so that
 * nobody is known by what is withheld.
 *
 * rules: of data/exempt.ini.
 */
void mb_tag_exempt(MbDocument *document, const MbRules *rules);

#endif
