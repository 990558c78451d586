/*
 * The words of a statement of figures: what is a figure, what is a verb, where
 * a clause begins. Sub-room measures of stage tag, for its own files.
 *
 * No grammar is parsed: verbs are known by lists (words.txt) and by "ed", a
 * clause begins where a word says so ("that", "while", "and" before another
 * subject and verb). Names and dates are claimed before, so their numbers and
 * words are none of these.
 */
#ifndef MB_TAG_CLAUSE_H
#define MB_TAG_CLAUSE_H

#include "../view.h"

/* Tokens [from, to) of a leaf; without the marks and joins at its ends and what goes before its subject. */
typedef struct {
    const MbView *view;
    guint from, to;
} MbClause;

typedef void (*MbClauseReader)(const MbClause *clause);

/* Cuts a leaf into sentences and clauses and shows each that is not empty to the reader, in order. */
void mb_clause_each(const MbView *view, MbClauseReader read);

/* Whether token i is one of these marks, each one byte. */
bool mb_clause_is_mark(const MbView *view, guint i, const char *marks);

/* Whether token i is "was", "had", "will" ... in small letters. */
bool mb_clause_is_auxiliary(const MbView *view, guint i);

/* Whether token i may be a verb in the past: "received", "held", "stated". */
bool mb_clause_is_past(const MbView *view, guint i);

/* Whether token i is a verb that says how high its subject is: "fell", "stood"; not "the rise", "to increase". */
bool mb_clause_is_measuring(const MbView *view, guint i);

/* The first finite verb of a stretch, `to` when there is none: "101 calls answered within a minute had risen" has "had". */
guint mb_clause_find_verb(const MbView *view, guint from, guint to);

/* Whether token i is "1,250" or "6.7"; not "12A", a year alone, a number that a name, date or reference holds. */
bool mb_figure_is(const MbView *view, guint i);

/* As mb_figure_is, or a number in words. */
bool mb_figure_is_number(const MbView *view, guint i);

/* Whether "%" or "per cent" stands at token i. */
bool mb_figure_is_percent(const MbView *view, guint i);

/* The first number of a stretch, `to` when there is none. */
guint mb_figure_find(const MbView *view, guint from, guint to);

#endif
