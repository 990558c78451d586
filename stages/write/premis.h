/* What the files of the PREMIS writer share. For premis*.c of stage write only. */
#ifndef MB_WRITE_PREMIS_H
#define MB_WRITE_PREMIS_H

#include "package.h"
#include "xml/writer.h"

/* "objectIdentifier" with its type, local, and its value, for the kind "object"; so for other kinds. */
void mb_premis_put_identifier(MbXmlWriter *xml, const char *kind, const char *value);

/*
 * The objects: the source with what it claims of itself, the files inside it, and what stage write made: archive XML, pictures, ALTO, the
 * searchable copy. Each with fixity, size and format, and what it was made from.
 */
void mb_premis_write_objects(MbXmlWriter *xml, const MbFileSet *files, const MbDocument *document);

#endif
