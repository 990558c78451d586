/*
 * Addresses that may stand in an attribute of type anyURI. Room xml.
 */
#ifndef MB_XML_URI_H
#define MB_XML_URI_H

/*
 * An address in a form that the schemas accept: what may not stand in a URI
 * is percent-escaped (UTF-8).
 *
 * text: borrowed; an address as found, perhaps with spaces or letters with accents.
 *
 * Returns it, caller frees with g_free; NULL when it is empty, cannot be made
 * into a URI, or its scheme runs code in a reader (javascript, data, vbscript).
 */
char *mb_uri_dup_safe(const char *text);

#endif
