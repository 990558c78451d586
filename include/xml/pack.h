/*
 * Pack XML: the document between stages (docs/pack-xml.md, docs/pack.rng).
 * Room xml, the only one that knows libxml2.
 */
#ifndef MB_XML_PACK_H
#define MB_XML_PACK_H

#include "model/document.h"

#define MB_PACK_NAMESPACE "urn:minutebook:pack:1"        /* elements */
#define MB_PACK_ATTRS_NAMESPACE "urn:minutebook:attrs:1" /* attributes made of MbAttrs */

/* The document (without its files) as pack XML, deterministic; caller frees with g_bytes_unref. */
GBytes *mb_pack_write(const MbDocument *document);

/*
 * Reads pack XML.
 *
 * Returns the document (caller frees), or NULL with MB_ERROR_DOCUMENT naming
 * the line when it is not pack XML or breaks the model's laws. No network, no
 * external entities.
 */
MbDocument *mb_pack_read(GBytes *bytes, GError **error);

#endif
