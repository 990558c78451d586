/* What the file says of itself. */
#include "private.h"

#include "base/text.h"

#include <string.h>

static void set_text(MbDocument *document, const char *name, char *taken)
{
    g_autofree char *given = taken;
    if (!given)
        return;
    g_autofree char *clean = mb_text_dup_clean(given, -1);
    g_autofree char *value = mb_text_dup_collapsed(clean);
    if (*value)
        mb_attrs_set(&document->metadata, name, value);
}

static void set_date(MbDocument *document, const char *name, GDateTime *taken)
{
    g_autoptr(GDateTime) date = taken;
    if (date)
        set_text(document, name, g_date_time_format(date, "%Y-%m-%dT%H:%M:%S%:z"));
}

/*
 * Whether the file was encrypted: Poppler does not tell. The key stands in the trailer, which is never encrypted or
 * compressed, followed by a reference or a dictionary.
 */
static bool is_encrypted(GBytes *bytes)
{
    static const char key[] = "/Encrypt";
    gsize size;
    const char *from = g_bytes_get_data(bytes, &size), *end = from + size;
    while ((from = memmem(from, (gsize)(end - from), key, strlen(key)))) {
        from += strlen(key);
        while (from < end && g_ascii_isspace(*from))
            from++;
        if (from < end && (g_ascii_isdigit(*from) || *from == '<'))
            return true;
    }
    return false;
}

void mb_pdf_read_document(MbPdf *pdf, MbDocument *document)
{
    PopplerDocument *source = pdf->document;
    set_text(document, "title", poppler_document_get_title(source));
    set_text(document, "author", poppler_document_get_author(source));
    set_text(document, "subject", poppler_document_get_subject(source));
    set_text(document, "creator", poppler_document_get_creator(source));
    set_text(document, "producer", poppler_document_get_producer(source));
    set_date(document, "created", poppler_document_get_creation_date_time(source));
    set_date(document, "modified", poppler_document_get_modification_date_time(source));
    set_text(document, "format", poppler_document_get_pdf_version_string(source));
    mb_attrs_set(&document->metadata, "encrypted", is_encrypted(pdf->bytes) ? "yes" : "no");
    mb_pdf_read_outline(pdf, document);
}
