/*
 * Small PDFs, written by hand in the tests that need them. Objects get their numbers in the order of adding, from 1.
 */
#ifndef TINY_PDF_H
#define TINY_PDF_H

#include "pdf/pdf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

typedef struct {
    GString *bytes;
    GArray *offsets; /* gsize */
} TinyPdf;

static inline TinyPdf tiny_pdf_begin(void)
{
    TinyPdf tiny = {g_string_new("%PDF-1.7\n"), g_array_new(FALSE, FALSE, sizeof(gsize))};
    return tiny;
}

/* Adds an object from its text; returns its number. */
static inline int tiny_pdf_add(TinyPdf *tiny, const char *object)
{
    gsize offset = tiny->bytes->len;
    g_array_append_val(tiny->offsets, offset);
    g_string_append_printf(tiny->bytes, "%u 0 obj\n%s\nendobj\n", tiny->offsets->len, object);
    return (int)tiny->offsets->len;
}

/* Adds a stream; entries go into its dictionary, length -1 means a string. */
static inline int tiny_pdf_add_stream(TinyPdf *tiny, const char *entries, const char *data, gssize length)
{
    gsize offset = tiny->bytes->len, size = length < 0 ? strlen(data) : (gsize)length;
    g_array_append_val(tiny->offsets, offset);
    g_string_append_printf(tiny->bytes, "%u 0 obj\n<< /Length %" G_GSIZE_FORMAT " %s >>\nstream\n", tiny->offsets->len, size, entries);
    g_string_append_len(tiny->bytes, data, (gssize)size);
    g_string_append(tiny->bytes, "\nendstream\nendobj\n");
    return (int)tiny->offsets->len;
}

/* Ends the file; entries go into the trailer, which says that object 1 is the catalog. */
static inline GBytes *tiny_pdf_end(TinyPdf *tiny, const char *entries)
{
    gsize at = tiny->bytes->len;
    g_string_append_printf(tiny->bytes, "xref\n0 %u\n0000000000 65535 f \n", tiny->offsets->len + 1);
    for (guint i = 0; i < tiny->offsets->len; i++)
        g_string_append_printf(tiny->bytes, "%010" G_GSIZE_FORMAT " 00000 n \n", g_array_index(tiny->offsets, gsize, i));
    g_string_append_printf(tiny->bytes, "trailer << /Size %u /Root 1 0 R %s >>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
                           tiny->offsets->len + 1, entries, at);
    g_array_unref(tiny->offsets);
    return g_string_free_to_bytes(tiny->bytes);
}

/*
 * A file of one page: 1 catalog, 2 page tree, 3 page, 4 Helvetica (F1), 5 Helvetica-Bold (F2), 6 content; the caller may
 * add more from 7 on before tiny_pdf_end.
 */
static inline TinyPdf tiny_pdf_page(const char *catalog, const char *page, const char *content)
{
    TinyPdf tiny = tiny_pdf_begin();
    g_autofree char *root = g_strdup_printf("<< /Type /Catalog /Pages 2 0 R %s >>", catalog);
    g_autofree char *leaf = g_strdup_printf("<< /Type /Page /Parent 2 0 R /Contents 6 0 R %s >>", page);
    tiny_pdf_add(&tiny, root);
    tiny_pdf_add(&tiny, "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 600 800] "
                        "/Resources << /Font << /F1 4 0 R /F2 5 0 R >> /XObject << /Im 7 0 R >> >> >>");
    tiny_pdf_add(&tiny, leaf);
    tiny_pdf_add(&tiny, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
    tiny_pdf_add(&tiny, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>");
    tiny_pdf_add_stream(&tiny, "", content, -1);
    return tiny;
}

static inline GBytes *tiny_pdf_bytes(const char *catalog, const char *page, const char *content)
{
    TinyPdf tiny = tiny_pdf_page(catalog, page, content);
    return tiny_pdf_end(&tiny, "");
}

/* Reads the whole file, which must open, into a document; bytes are taken. */
static inline MbDocument *tiny_pdf_read(GBytes *bytes, const char *password)
{
    g_autoptr(GBytes) held = bytes;
    g_autoptr(GError) error = NULL;
    g_autoptr(MbPdf) pdf = mb_pdf_open(held, password, &error);
    if (!pdf)
        fail_msg("%s", error->message);
    MbDocument *document = mb_document_new("tiny.pdf");
    mb_pdf_read_document(pdf, document);
    for (int number = 1; number <= mb_pdf_count_pages(pdf); number++) {
        MbPage *page = mb_pdf_read_page(pdf, document, number, NULL);
        mb_document_take_page(document, page ? page : mb_page_new(number, 1, 1));
    }
    mb_pdf_read_tags(pdf, document);
    return document;
}

/* The first word of page 1 with this text; the test fails when there is none. */
static inline const MbWord *tiny_pdf_word(const MbDocument *document, const char *text)
{
    const MbPage *page = mb_document_page(document, 1);
    for (guint i = 0; i < page->words->len; i++)
        if (!strcmp(mb_page_word(page, i)->text, text))
            return mb_page_word(page, i);
    fail_msg("no word '%s'", text);
    return NULL;
}

#endif
