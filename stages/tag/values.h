/*
 * What dates, times, periods and amounts mean: named parts of a match become
 * attributes. Stage tag, for its own files.
 */
#ifndef MB_TAG_VALUES_H
#define MB_TAG_VALUES_H

#include "model/document.h"

/*
 * Turns named parts into attributes.
 *
 * name:  the value of the rule ("date", "money"), or NULL.
 * match: borrowed.
 * attrs: out; set where the parts make sense.
 *
 * Returns false when the parts are no such value (the 31st of February): the
 * match is then no match.
 */
bool mb_value_read(const char *name, const GMatchInfo *match, MbAttrs **attrs);

/* Whether a value of this name eats the part of that name. */
bool mb_value_eats(const char *name, const char *part);

/* The number that a word or digits say ("two", "1,250", "12"), or -1. */
double mb_value_number(const char *text);

/* Where a word of change points: "up", "down", "flat"; NULL for other words. */
const char *mb_value_direction(const char *word);

/* The month of a name ("Sept", "MARCH"), 1 to 12, or 0. */
int mb_value_month(const char *text);

#endif
