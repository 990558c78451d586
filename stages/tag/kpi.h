/* What the files of KPI statements share. Stage tag, for kpi.c and kpi-cells.c. */
#ifndef MB_TAG_KPI_H
#define MB_TAG_KPI_H

#include "tagger.h"

/* The key under which forms of one indicator meet: small letters, no articles, singular. Caller frees with g_free. */
char *mb_kpi_dup_key(const char *indicator);

/*
 * Links statements to cells: attribute "cells" ("2.4.3": table, row and cell,
 * all from 1, separated by blanks) where a row is called like the indicator and
 * holds the figure. A figure that such a row contradicts is an issue.
 */
void mb_kpi_link_cells(MbTagger *tagger);

#endif
