#include "private.h"

#include "drawing.h"
#include "notes.h"
#include "mend.h"

#include "base/error.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/tools.h"

#include <math.h>
#include <string.h>

/* Poppler reports every oddity of a file through g_log; what matters comes back as an error or an issue. */
static void drop_message(const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
    (void)domain, (void)level, (void)message, (void)data;
}

void mb_pdf_list_tools(GString *tools)
{
    mb_tools_add(tools, "poppler", poppler_get_version());
    mb_tools_add(tools, "cairo", cairo_version_string());
    mb_tools_add(tools, "qpdf", mb_mend_version());
}

static void silence_poppler(void)
{
    static gsize done;
    if (g_once_init_enter(&done)) {
        g_log_set_handler("Poppler", G_LOG_LEVEL_MASK, drop_message, NULL);
        g_once_init_leave(&done, 1);
    }
}

static void set_open_error(GError **error, const GError *cause, bool had_password)
{
    if (g_error_matches(cause, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
        g_set_error_literal(error, MB_PDF_ERROR, MB_ERROR_PASSWORD, had_password ? "wrong password" : "password needed");
    else if (g_error_matches(cause, POPPLER_ERROR, POPPLER_ERROR_BAD_CATALOG))
        g_set_error_literal(error, MB_PDF_ERROR, MB_ERROR_DOCUMENT, "damaged PDF: its list of pages cannot be read");
    else
        g_set_error_literal(error, MB_PDF_ERROR, MB_ERROR_DOCUMENT, "not a PDF, or damaged beyond reading");
}

/*
 * Opens with a password. It is tried in two encodings, and when it is wrong, 22.12 tries the second on memory that the first
 * has freed, in all of Poppler's functions that open a file but this one and the one that takes a name.
 */
static PopplerDocument *open_encrypted(GBytes *bytes, const char *password, GError **error)
{
    g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_bytes(bytes);
    return poppler_document_new_from_stream(stream, (goffset)g_bytes_get_size(bytes), password, NULL, error);
}

/*
 * Whether the file is encrypted: Poppler does not tell. The key stands in the trailer, which is never encrypted or
 * compressed, followed by a reference or a dictionary.
 */
static bool has_encryption(GBytes *bytes)
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

static void free_owners(gpointer owners)
{
    if (owners)
        g_array_unref(owners);
}

/* The document of some bytes, with at least one page and not too many; NULL with an error. */
static PopplerDocument *open_document(GBytes *bytes, const char *password, GError **error)
{
    g_autoptr(GError) cause = NULL;
    g_autoptr(PopplerDocument) document = poppler_document_new_from_bytes(bytes, NULL, &cause);
    if (!document && password && g_error_matches(cause, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED)) {
        g_clear_error(&cause);
        document = open_encrypted(bytes, password, &cause);
    }
    if (!document) {
        set_open_error(error, cause, password != NULL);
        return NULL;
    }
    int pages = poppler_document_get_n_pages(document);
    if (pages >= 1 && pages <= MB_LIMIT_PAGES)
        return g_steal_pointer(&document);
    if (pages < 1)
        g_set_error_literal(error, MB_PDF_ERROR, MB_ERROR_DOCUMENT, "no pages");
    else
        g_set_error(error, MB_PDF_ERROR, MB_ERROR_LIMIT, "%d pages, more than the limit of %d", pages, MB_LIMIT_PAGES);
    return NULL;
}

/* Opens what a way of mending makes of a file; *bytes becomes that. NULL when it does not help. */
static PopplerDocument *open_mended(GBytes **bytes, GBytes *(*mend)(GBytes *))
{
    g_autoptr(GBytes) mended = mend(*bytes);
    PopplerDocument *document = mended ? open_document(mended, NULL, NULL) : NULL;
    if (document) {
        g_bytes_unref(*bytes);
        *bytes = g_steal_pointer(&mended);
    }
    return document;
}

/* Opens what Poppler refused; *bytes becomes what was read in the file's place. */
static PopplerDocument *open_damaged(MbPdf *pdf, GBytes **bytes)
{
    PopplerDocument *document = open_mended(bytes, mb_mend_dup_rewritten);
    if (!document && (document = open_mended(bytes, mb_mend_dup_completed)))
        pdf->is_incomplete = true;
    pdf->is_mended = document != NULL;
    return document;
}

/* Returns how many pages hang below the root of the tree, 0 where that is not understood. */
static guint find_objects(MbPdf *pdf, GBytes *bytes)
{
    pdf->objects = pdf->is_encrypted ? NULL : mb_objects_new(bytes);
    const guint listed = pdf->objects ? mb_objects_page_count(pdf->objects) : 0;
    if (listed != (guint)pdf->pages)
        g_clear_pointer(&pdf->objects, mb_objects_free);
    pdf->layers = pdf->objects ? mb_layers_new(pdf->objects) : NULL;
    return listed;
}

/*
 * Poppler reads as many pages as the root of the tree counts; where more hang below it, the rest would be lost without a word. A file that
 * is mended and has more is read in its place.
 */
static void find_all_pages(MbPdf *pdf, GBytes **bytes)
{
    if (find_objects(pdf, *bytes) <= (guint)pdf->pages || pdf->is_mended)
        return;
    g_autoptr(GBytes) mended = g_bytes_ref(*bytes);
    g_autoptr(PopplerDocument) document = open_mended(&mended, mb_mend_dup_rewritten);
    if (!document || poppler_document_get_n_pages(document) <= pdf->pages)
        return;
    g_set_object(&pdf->document, document);
    g_bytes_unref(*bytes);
    *bytes = g_steal_pointer(&mended);
    pdf->is_mended = true;
    pdf->pages = poppler_document_get_n_pages(pdf->document);
    find_objects(pdf, *bytes);
}

MbPdf *mb_pdf_open(GBytes *source, const char *password, GError **error)
{
    g_autoptr(GError) refusal = NULL;
    g_autoptr(GBytes) bytes = g_bytes_ref(source);
    silence_poppler();
    if (!g_bytes_get_size(bytes)) {
        g_set_error_literal(error, MB_PDF_ERROR, MB_ERROR_DOCUMENT, "empty file");
        return NULL;
    }
    g_autoptr(MbPdf) pdf = g_new0(MbPdf, 1);
    pdf->owners = g_ptr_array_new_with_free_func(free_owners);
    pdf->is_encrypted = has_encryption(bytes);
    pdf->size_bytes = g_bytes_get_size(bytes);
    pdf->document = open_document(bytes, password, &refusal);
    if (!pdf->document && !pdf->is_encrypted && refusal->code == MB_ERROR_DOCUMENT)
        pdf->document = open_damaged(pdf, &bytes);
    if (!pdf->document) {
        g_propagate_error(error, g_steal_pointer(&refusal));
        return NULL;
    }
    pdf->pages = poppler_document_get_n_pages(pdf->document);
    find_all_pages(pdf, &bytes);
    g_ptr_array_set_size(pdf->owners, pdf->pages);
    return g_steal_pointer(&pdf);
}

void mb_pdf_free(MbPdf *pdf)
{
    if (!pdf)
        return;
    g_clear_object(&pdf->document);
    mb_layers_free(pdf->layers);
    mb_objects_free(pdf->objects);
    g_ptr_array_unref(pdf->owners);
    g_free(pdf);
}

int mb_pdf_count_pages(const MbPdf *pdf)
{
    return pdf->pages;
}

const char *mb_pdf_mended_by(const MbPdf *pdf)
{
    return pdf->is_mended ? mb_mend_program() : NULL;
}

bool mb_pdf_is_incomplete(const MbPdf *pdf)
{
    return pdf->is_incomplete;
}

PopplerPage *mb_pdf_page(const MbPdf *pdf, int number, GError **error)
{
    PopplerPage *page = number < 1 || number > pdf->pages ? NULL : poppler_document_get_page(pdf->document, number - 1);
    if (!page)
        g_set_error(error, MB_PDF_ERROR, MB_ERROR_DOCUMENT, "page %d: not found in the file", number);
    return page;
}

/* Poppler makes a label of the page's number where the file has none; that says nothing. */
static char *dup_label(PopplerPage *source, int number)
{
    g_autofree char *given = poppler_page_get_label(source);
    g_autofree char *plain = g_strdup_printf("%d", number);
    if (!given || !strcmp(given, plain))
        return NULL;
    g_autofree char *clean = mb_text_dup_clean(given, -1);
    char *label = mb_text_dup_collapsed(clean);
    if (!*label)
        g_clear_pointer(&label, g_free);
    return label;
}

/* Without the file's objects only a quarter turn one way or the other can be told, by the crop box. */
static int find_rotate(const MbPdf *pdf, int number, PopplerRectangle crop, double width)
{
    if (pdf->objects)
        return mb_objects_page(pdf->objects, (guint)number - 1)->rotate;
    return fabs(crop.x2 - crop.x1 - width) > 0.5 && fabs(crop.y2 - crop.y1 - width) < 0.5 ? 90 : 0;
}

/* Poppler would read such content for minutes and cannot be stopped. */
static bool is_bomb(const MbContent *content, int number, GError **error)
{
    if (content && content->result == MB_STREAM_TOO_LONG)
        g_set_error(error, MB_PDF_ERROR, MB_ERROR_LIMIT, "page %d: its content is larger than the limit", number);
    else if (content && content->result == MB_STREAM_NO_TEXT)
        g_set_error(error, MB_PDF_ERROR, MB_ERROR_DOCUMENT, "page %d: its content is no page description", number);
    else
        return false;
    return true;
}

MbContent *mb_pdf_content(const MbPdf *pdf, PopplerPage *source, int number, GError **error)
{
    PopplerRectangle crop;
    poppler_page_get_crop_box(source, &crop);
    MbBox box = {crop.x1, crop.y1, crop.x2, crop.y2};
    MbContent *content = pdf->objects ? mb_content_read(pdf->objects, (guint)number - 1, box, pdf->layers) : mb_content_new();
    if (is_bomb(content, number, error))
        g_clear_pointer(&content, mb_content_free);
    return content;
}

/* Why the picture of the page is needed for its rules, static, or NULL. */
static const char *find_obstacle(const MbPdf *pdf, const MbContent *content, const MbNotes *notes)
{
    if (content->is_cut_short)
        return "long content";
    if (notes->is_painted)
        return "annotations";
    return content->has_layers && pdf->layers ? "layers that may be switched off" : NULL;
}

/* Finds what words belong to, and what the page's drawing is, as far as it can be told without a picture. */
static void read_drawing(MbPdf *pdf, const MbContent *content, const MbNotes *notes, MbPage *page)
{
    gpointer *owners = &pdf->owners->pdata[page->number - 1];
    g_autoptr(GArray) marks = NULL;
    g_clear_pointer(owners, g_array_unref);
    *owners = mb_pdf_assign_marks(content, page, &marks);
    if (!content->has_invisible && !content->has_marked)
        g_clear_pointer(owners, g_array_unref);
    const char *obstacle = find_obstacle(pdf, content, notes);
    g_autoptr(MbGround) ground = obstacle ? NULL : mb_ground_new(content, (MbBox){0, 0, page->width, page->height});
    if (!ground) {
        mb_attrs_set(&page->attrs, "doubt", obstacle ? obstacle : "a drawing of many parts");
        return;
    }
    const char *doubt = mb_drawing_find_doubt(content, ground, page, marks);
    mb_drawing_read_rules(content, ground, page);
    mb_attrs_set(&page->attrs, "drawing", "known");
    if (doubt)
        mb_attrs_set(&page->attrs, "doubt", doubt);
}

MbPage *mb_pdf_read_page(MbPdf *pdf, MbDocument *document, int number, GError **error)
{
    g_autoptr(PopplerPage) source = mb_pdf_page(pdf, number, error);
    if (!source)
        return NULL;
    double width, height;
    poppler_page_get_size(source, &width, &height);
    if (!isfinite(width) || !isfinite(height) || width <= 0 || height <= 0) {
        g_set_error(error, MB_PDF_ERROR, MB_ERROR_DOCUMENT, "page %d: has no size", number);
        return NULL;
    }
    g_autoptr(MbContent) content = mb_pdf_content(pdf, source, number, error);
    g_autoptr(MbPage) page = content ? mb_page_new(number, width, height) : NULL;
    if (!page)
        return NULL;
    PopplerRectangle crop;
    poppler_page_get_crop_box(source, &crop);
    page->rotate = find_rotate(pdf, number, crop, width);
    page->label = dup_label(source, number);
    if (!mb_pdf_read_words(source, document, page, error))
        return NULL;
    mb_pdf_read_links(pdf, source, page);
    mb_pdf_read_images(source, content, page);
    g_auto(MbNotes) notes = mb_notes_read(pdf, number, (MbBox){crop.x1, crop.y1, crop.x2, crop.y2});
    if (content->result == MB_STREAM_READ)
        read_drawing(pdf, content, &notes, page);
    mb_pdf_report_unseen(document, page, content, &notes);
    return g_steal_pointer(&page);
}
