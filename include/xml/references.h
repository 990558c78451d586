/*
 * What the schema of archive XML does not see: ids and references. Room xml.
 */
#ifndef MB_XML_REFERENCES_H
#define MB_XML_REFERENCES_H

#include <glib.h>
#include <stdbool.h>

/*
 * Checks that archive XML is well formed, that no eId stands twice, that each
 * reference into the document ("#...") finds its target, and that no address
 * holds a space.
 *
 * bytes:    borrowed.
 * problems: borrowed; one line (char *, owned by the array) is added for each,
 *           with the line of the file; at most 100.
 *
 * Returns whether nothing was found. No network, no external entities.
 */
bool mb_references_check(GBytes *bytes, GPtrArray *problems);

#endif
