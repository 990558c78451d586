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
    mb_attrs_set(&document->metadata, "encrypted", pdf->is_encrypted ? "yes" : "no");
    mb_pdf_read_claims(pdf, document);
    mb_pdf_read_signatures(pdf, pdf->size_bytes, document);
    mb_pdf_read_outline(pdf, document);
}
