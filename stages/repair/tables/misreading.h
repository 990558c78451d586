/*
 * Whether one number can have been read for another. Part of stage repair.
 */
#ifndef MB_REPAIR_TABLE_MISREADING_H
#define MB_REPAIR_TABLE_MISREADING_H

#include <glib.h>

typedef enum {
    MB_MISREADING_NO,     /* too far apart */
    MB_MISREADING_WIDE,   /* two digits other, lost or added, the others in their order: only beside much proof */
    MB_MISREADING_FAR,    /* one digit other, lost or added, or two that are often confused: possible, not proof */
    MB_MISREADING_USUAL,  /* one digit of a pair that is often confused, a thin one lost or added, a sign */
    MB_MISREADING_SECOND, /* what the reader itself thought possible besides */
    MB_MISREADING_MARKS   /* the same digits: commas, points, spaces alone */
} MbMisreading;

/*
 * Compares the text that was read with the text that should have stood there.
 *
 * was, is: numbers with signs, brackets, commas and point; borrowed. `was` may
 *          hold letters that look like digits.
 */
MbMisreading mb_misreading_between(const char *was, const char *is);

/*
 * Calls `each` with every number text that differs from `was` by one usual or
 * far misreading of its digits: other digits, neighbours that changed places,
 * one digit less, one more.
 */
typedef void (*MbMisreadingFunc)(const char *is, gpointer data);
void mb_misreading_each(const char *was, MbMisreadingFunc each, gpointer data);

#endif
