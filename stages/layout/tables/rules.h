/*
 * Drawn rules: pieces joined, nets of rules that touch. Stage layout, for
 * stages/layout/table*.c alone.
 */
#ifndef MB_LAYOUT_TABLE_RULES_H
#define MB_LAYOUT_TABLE_RULES_H

#include "sheet.h"

/* Rules that touch each other, directly or over others. */
typedef struct {
    MbBox box;
    GArray *across, *down; /* MbTableRule, by at */
} MbTableNet;

/* Frees a net. NULL is allowed. */
void mb_table_net_free(MbTableNet *net);

/* Fills the sheet's rules from its page: turned, pieces of one line joined, by at. */
void mb_table_rules_gather(MbTableSheet *sheet);

/* Joins pieces that lie on one line and touch or nearly touch; sorts by at. */
void mb_table_rules_join(GArray *rules);

/* Whether one rule with its `at` from at0 to at1 covers most of the stretch from..to. */
bool mb_table_rules_cross(const GArray *rules, double at0, double at1, double from, double to);

/* The share of the stretch from..to that rules near `at` cover, 0 to 1. */
double mb_table_rules_cover(const GArray *rules, double at, double from, double to);

/*
 * The nets of the sheet: rules of both directions that cross or touch, and
 * three or more horizontal rules of one width with rows between them. Short
 * rules that end in the open are taken out of the sheet before.
 *
 * Returns MbTableNet from top to bottom; caller frees with g_ptr_array_unref.
 */
GPtrArray *mb_table_rules_find_nets(MbTableSheet *sheet);

#endif
