/*
 * XML trees and XSLT 1.0 transformations of them. Room xml, the only one that
 * knows libxml2 and libxslt.
 *
 * A stylesheet is compiled once in the life of the process and may be used by
 * several threads at once; a tree belongs to one thread. Neither reading nor
 * transforming touches the network or, but for the stylesheet itself, a file.
 */
#ifndef MB_XML_XSLT_H
#define MB_XML_XSLT_H

#include <glib.h>
#include <stdbool.h>

/* Appends the libraries of this room and their versions, as numbers (base/tools.h): 20914 is 2.9.14. */
void mb_xml_list_tools(GString *tools);

/* A parsed document. */
typedef struct MbXmlTree MbXmlTree;

/*
 * Parses XML into a tree.
 *
 * Returns NULL with MB_ERROR_DOCUMENT and the line when it is not well formed
 * or has a document type declaration, MB_ERROR_LIMIT when it is larger than 2 GB.
 * Caller frees with mb_xml_tree_free.
 */
MbXmlTree *mb_xml_tree_read(GBytes *bytes, GError **error);
void mb_xml_tree_free(MbXmlTree *tree);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbXmlTree, mb_xml_tree_free)

/* A compiled stylesheet. */
typedef struct MbStylesheet MbStylesheet;

/*
 * The stylesheet of a file, compiled at the first call for that path.
 *
 * path: borrowed.
 *
 * Returns it, borrowed for the life of the process; NULL with
 * MB_ERROR_ENVIRONMENT when it cannot be read or compiled.
 */
const MbStylesheet *mb_stylesheet_get(const char *path, GError **error);

/*
 * Transforms a tree, which is not changed.
 *
 * params: borrowed; name, value, name, value ... NULL; values are plain
 *         strings. NULL: none.
 *
 * Returns the serialised result, caller frees with g_bytes_unref; NULL with
 * MB_ERROR_DOCUMENT when the stylesheet stops at the document.
 */
GBytes *mb_stylesheet_apply(const MbStylesheet *stylesheet, MbXmlTree *tree, const char *const *params, GError **error);

#endif
