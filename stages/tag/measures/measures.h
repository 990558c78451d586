/*
 * Statements of figures ("burglary fell by 4%"): the face of sub-room measures.
 * Stage tag, for its own files.
 *
 * A leaf is cut into clauses (clause.h), and a clause is read by where its
 * figure stands: "burglary fell by 4%" and "14 complaints had been received"
 * are statements as a whole, of "the team recovered 58 vehicles" the verb and
 * what it counts, elsewhere the figure with its noun ("97 dedicated
 * constables"). What the words are is data (words.txt); kpi.c asks a statement
 * what it says.
 */
#ifndef MB_TAG_MEASURES_H
#define MB_TAG_MEASURES_H

#include "../view.h"

/* Marks the measures of a leaf that no pattern of rules.ini has marked. After names and values; not in tables and capitals. */
void mb_tag_measures(MbView *view);

#endif
