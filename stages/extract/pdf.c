#include "extract.h"

#include "base/error.h"
#include "pdf/pdf.h"

/* A page that cannot be read is kept empty, so that numbers stay true and later stages can show its picture. */
static void read_page(MbPdf *pdf, MbDocument *document, int number)
{
    g_autoptr(GError) error = NULL;
    MbPage *page = mb_pdf_read_page(pdf, document, number, &error);
    if (!page) {
        mb_document_add_issue(document, MB_ISSUE_PAGE_UNREADABLE, number, (MbBox){0}, error->message);
        page = mb_page_new(number, 595, 842); /* A4 */
    }
    mb_document_take_page(document, page);
}

bool mb_extract_pdf(MbDocument *document, const MbOptions *options, GError **error)
{
    g_autoptr(MbPdf) pdf = mb_pdf_open(options->source, options->password, error);
    if (!pdf)
        return false;
    mb_pdf_read_document(pdf, document);
    for (int number = 1; number <= mb_pdf_count_pages(pdf); number++)
        read_page(pdf, document, number);
    mb_pdf_read_tags(pdf, document);
    return true;
}
