/* Tables that run over pages become one. */
#include "tables.h"

void mb_layout_join_tables(MbDocument *document)
{
    (void)document;
}
