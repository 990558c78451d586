/*
 * What the publish stage makes from archive XML. Private to the stage.
 */
#ifndef MB_PUBLISH_PUBLISH_H
#define MB_PUBLISH_PUBLISH_H

#include <glib.h>

/* The page with "<!DOCTYPE html>" before it; caller frees with g_bytes_unref. */
GBytes *mb_html_with_doctype(GBytes *page);

/*
 * The document as Markdown: headings, real lists, pipe tables; furniture left out.
 *
 * Returns NULL with MB_ERROR_DOCUMENT when it is not archive XML. Caller frees
 * with g_bytes_unref.
 */
GBytes *mb_markdown_write(GBytes *archive, GError **error);

#endif
