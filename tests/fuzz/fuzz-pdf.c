/* Room pdf: any bytes are opened, read page by page and drawn small. */
#include "pdf/pdf.h"

#include "model/check.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
const char *__lsan_default_suppressions(void);

/* Fontconfig keeps what it has read until the process ends. */
const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig\n";
}

#define MOST_PAGES 8 /* so that one input takes milliseconds */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GBytes) bytes = g_bytes_new(data, size);
    g_autoptr(MbPdf) pdf = mb_pdf_open(bytes, size % 2 ? "owner" : NULL, NULL);
    if (!pdf)
        return 0;
    g_autoptr(MbDocument) document = mb_document_new("fuzz.pdf");
    mb_pdf_read_document(pdf, document);
    for (int number = 1; number <= MIN(mb_pdf_count_pages(pdf), MOST_PAGES); number++) {
        MbPage *page = mb_pdf_read_page(pdf, document, number, NULL);
        if (!page)
            continue;
        mb_document_take_page(document, page);
        if (page->images->len)
            mb_picture_free(mb_pdf_read_image(pdf, number, g_array_index(page->images, MbImage, 0).id, NULL));
        mb_picture_free(mb_pdf_render(pdf, number, (MbBox){0}, page->width * page->height < 1e6 ? 36 : 1, false, NULL));
    }
    mb_pdf_read_tags(pdf, document);
    if (document->pages->len)
        mb_pdf_report_revisions(bytes, NULL, document);
    if (!mb_document_check(document, NULL))
        abort();
    return 0;
}
