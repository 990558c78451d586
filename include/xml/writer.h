/*
 * XML put together element by element: well formed, escaped, deterministic.
 * Room xml; pack XML, archive XML, ALTO and PREMIS are all made with it.
 *
 * Invariants: elements close in the order of their opening; attributes come
 * before content. Text must be valid UTF-8; what XML 1.0 forbids (control
 * characters, U+FFFE, U+FFFF) is written as U+FFFD, so that nothing that was
 * made here fails to parse.
 */
#ifndef MB_XML_WRITER_H
#define MB_XML_WRITER_H

#include "model/attrs.h"

#include <glib.h>

typedef struct MbXmlWriter MbXmlWriter;

/* A writer that has put the XML declaration (UTF-8); caller frees with mb_xml_writer_free. */
MbXmlWriter *mb_xml_writer_new(void);
void mb_xml_writer_free(MbXmlWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MbXmlWriter, mb_xml_writer_free)

/*
 * Opens an element.
 *
 * name: borrowed until the element is closed; a legal XML name, with prefix if any.
 */
void mb_xml_open(MbXmlWriter *writer, const char *name);

/* As mb_xml_open, on a line of its own. For places where white space means nothing. */
void mb_xml_open_line(MbXmlWriter *writer, const char *name);

/* Closes the innermost element. */
void mb_xml_close(MbXmlWriter *writer);

/* Closes it with its end tag on a line of its own. */
void mb_xml_close_line(MbXmlWriter *writer);

/* How many elements are open. */
guint mb_xml_depth(const MbXmlWriter *writer);

/* An attribute of the element just opened; nothing for a NULL value. */
void mb_xml_attr(MbXmlWriter *writer, const char *name, const char *value);
void mb_xml_attr_int(MbXmlWriter *writer, const char *name, gint64 value);

/* A decimal attribute with at most `places` decimals (0 to 6), no trailing zeros, '.' as point. */
void mb_xml_attr_number(MbXmlWriter *writer, const char *name, double value, guint places);

/* All pairs as attributes. prefix: put before each name ("mb:"). Names that are not short XML names are left out. */
void mb_xml_attrs(MbXmlWriter *writer, const char *prefix, const MbAttrs *attrs);

/* Text content; length in bytes, or -1 up to the NUL. */
void mb_xml_text(MbXmlWriter *writer, const char *text, gssize length);

/* An element that holds text alone, on a line of its own. */
void mb_xml_element(MbXmlWriter *writer, const char *name, const char *text);

/* The finished document; every element must be closed. Caller frees with g_bytes_unref; the writer is then empty. */
GBytes *mb_xml_steal_bytes(MbXmlWriter *writer);

/*
 * Appends a number as the writer puts it: at most `places` decimals (0 to 6),
 * no trailing zeros, never an exponent; what is not finite is "0".
 */
void mb_xml_append_number(GString *out, double value, guint places);

#endif
