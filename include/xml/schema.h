/*
 * Checking XML against a RELAX NG schema. Room xml; for tests and `verify`.
 */
#ifndef MB_XML_SCHEMA_H
#define MB_XML_SCHEMA_H

#include <glib.h>
#include <stdbool.h>

/*
 * Checks a document against a RELAX NG schema (XML syntax).
 *
 * bytes:  borrowed; parsed without network and without external entities.
 * schema: path of the schema file.
 *
 * Returns false with MB_ERROR_ENVIRONMENT when the schema cannot be used, with
 * MB_ERROR_DOCUMENT, naming the line of the first fault, when the document is
 * not well formed or not valid.
 */
bool mb_xml_check_relaxng(GBytes *bytes, const char *schema, GError **error);

#endif
