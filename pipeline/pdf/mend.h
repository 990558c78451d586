/*
 * Damaged files, made readable. Room pdf only.
 *
 * The bytes of the original are never changed: what is made here is read in their place and thrown away. Poppler looks for
 * lost objects itself; what is here helps where it refuses. Not for encrypted files, whose objects cannot be told apart.
 */
#ifndef MB_PDF_MEND_H
#define MB_PDF_MEND_H

#include <glib.h>

/*
 * Reads a file as qpdf does, which forgives other things than Poppler, and writes it anew with a flat list of pages.
 *
 * Returns NULL when qpdf finds no page either. Caller frees with g_bytes_unref.
 */
GBytes *mb_mend_dup_rewritten(GBytes *bytes);

/*
 * Completes a file that has lost its end, and with it its table of objects, its catalog or its list of pages: to its bytes
 * are added the objects of object streams as plain ones, a catalog, and a list of all pages that are left, in the order of
 * the page trees that are left, then of the file.
 *
 * Returns NULL when no page is left. Caller frees with g_bytes_unref.
 */
GBytes *mb_mend_dup_completed(GBytes *bytes);

/* "11.3.0": the version of qpdf. */
const char *mb_mend_version(void);

/* "qpdf 11.3.0": what mends. */
const char *mb_mend_program(void);

#endif
