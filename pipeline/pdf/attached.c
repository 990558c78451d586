/* What a PDF file holds beside its pages: other files, signatures, what it claims to conform to. */
#include "private.h"

#include "base/text.h"

#include <string.h>

#define COUNT_LIMIT 1000              /* files in one; portfolios met hold dozens */
#define TOTAL_LIMIT (512u << 20)      /* bytes of all of them: the worker's memory */

typedef struct {
    MbAttachedVisit visit;
    void *data;
    gsize left;
    guint count;
} Walk;

typedef struct {
    GByteArray *bytes;
    gsize limit;
} Sink;

static gboolean take_part(const gchar *part, gsize size, gpointer data, GError **error)
{
    Sink *sink = data;
    if (sink->bytes->len + size > sink->limit) {
        g_set_error_literal(error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "larger than the limit");
        return FALSE;
    }
    g_byte_array_append(sink->bytes, (const guint8 *)part, (guint)size);
    return TRUE;
}

/* The name without folders: names from other systems hold either slash. */
static char *dup_base_name(const char *name)
{
    g_autofree char *clean = mb_text_dup_clean(name ? name : "", -1);
    const char *base = clean;
    for (const char *c = clean; *c; c++)
        if (*c == '/' || *c == '\\')
            base = c + 1;
    return g_strdup(*base ? base : "attachment");
}

static void tell(Walk *walk, PopplerAttachment *attachment)
{
    g_autoptr(GError) error = NULL;
    Sink sink = {g_byte_array_new(), walk->left};
    g_autofree char *name = dup_base_name(poppler_attachment_get_name(attachment));
    bool is_read = walk->count < COUNT_LIMIT && poppler_attachment_save_to_callback(attachment, take_part, &sink, &error);
    g_autoptr(GBytes) bytes = g_byte_array_free_to_bytes(sink.bytes);
    walk->count++;
    walk->left -= is_read ? g_bytes_get_size(bytes) : 0;
    walk->visit(name, is_read ? bytes : NULL, walk->data);
}

/* Poppler leaves files out of its list that have no stream, but counts them. */
static void tell_embedded(const MbPdf *pdf, Walk *walk)
{
    guint counted = poppler_document_get_n_attachments(pdf->document);
    GList *list = counted ? poppler_document_get_attachments(pdf->document) : NULL;
    for (GList *each = list; each; each = each->next)
        tell(walk, each->data);
    for (guint listed = g_list_length(list); listed < MIN(counted, COUNT_LIMIT); listed++)
        walk->visit("attachment", NULL, walk->data);
    g_list_free_full(list, g_object_unref);
}

/* Files that hang on a page, as a paper clip does. */
static void tell_pinned(const MbPdf *pdf, int number, Walk *walk)
{
    g_autoptr(PopplerPage) page = mb_pdf_page(pdf, number, NULL);
    GList *list = page ? poppler_page_get_annot_mapping(page) : NULL;
    for (GList *each = list; each; each = each->next) {
        PopplerAnnot *note = ((PopplerAnnotMapping *)each->data)->annot;
        if (poppler_annot_get_annot_type(note) != POPPLER_ANNOT_FILE_ATTACHMENT)
            continue;
        g_autoptr(GObject) held = (GObject *)poppler_annot_file_attachment_get_attachment(POPPLER_ANNOT_FILE_ATTACHMENT(note));
        if (held)
            tell(walk, (PopplerAttachment *)held);
    }
    if (list)
        poppler_page_free_annot_mapping(list);
}

void mb_pdf_visit_attached(const MbPdf *pdf, MbAttachedVisit visit, void *data)
{
    Walk walk = {.visit = visit, .data = data, .left = TOTAL_LIMIT};
    tell_embedded(pdf, &walk);
    bool has_pinned = !pdf->objects || mb_objects_mention(pdf->objects, "/FileAttachment");
    for (int number = 1; has_pinned && number <= pdf->pages; number++)
        tell_pinned(pdf, number, &walk);
}

/* The value of a property of the metadata packet, as an element or an attribute; caller frees, or NULL. */
static char *dup_property(const char *packet, const char *name)
{
    g_autofree char *pattern = g_strdup_printf("%s\\s*(?:>|=\\s*[\"'])\\s*([A-Za-z0-9.]{1,16})", name);
    g_autoptr(GRegex) regex = g_regex_new(pattern, G_REGEX_RAW, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    return g_regex_match(regex, packet, 0, &match) ? g_match_info_fetch(match, 1) : NULL;
}

void mb_pdf_read_claims(const MbPdf *pdf, MbDocument *document)
{
    g_autofree char *packet = poppler_document_get_metadata(pdf->document);
    g_autofree char *part = packet ? dup_property(packet, "pdfaid:part") : NULL;
    g_autofree char *level = packet ? dup_property(packet, "pdfaid:conformance") : NULL;
    g_autofree char *ua = packet ? dup_property(packet, "pdfuaid:part") : NULL;
    g_autofree char *pdfa = part ? g_strdup_printf("PDF/A-%s%s", part, level ? level : "") : NULL;
    g_autofree char *pdfua = ua ? g_strdup_printf("PDF/UA-%s", ua) : NULL;
    if (pdfa || pdfua) {
        g_autofree char *claims = g_strjoin(" ", pdfa ? pdfa : pdfua, pdfa ? pdfua : NULL, NULL);
        mb_attrs_set(&document->metadata, "claims", claims);
    }
    bool is_portfolio = pdf->objects && !mb_view_is_empty(mb_objects_key(pdf->objects, mb_objects_root(pdf->objects), "/Collection"));
    if (is_portfolio)
        mb_attrs_set(&document->metadata, "portfolio", "yes");
}

/* Whether a signature's byte range reaches the end of the file: what follows it was added later. */
static bool covers_all(MbView range, gsize size)
{
    MbView rest = mb_view_inside(range), number;
    double end = 0;
    for (int i = 0; mb_view_next(&rest, &number) == MB_TOKEN_NUMBER && i < 4; i++)
        end = i < 2 ? 0 : end + mb_view_number(number);
    return end + 2 >= (double)size; /* a line end after the end mark changes nothing */
}

void mb_pdf_read_signatures(const MbPdf *pdf, gsize size, MbDocument *document)
{
    guint count = 0, whole = 0;
    if (!pdf->objects || !mb_objects_mention(pdf->objects, "/ByteRange"))
        return;
    for (guint number = 1; number < mb_objects_count(pdf->objects); number++) {
        MbView object = mb_objects_get(pdf->objects, number);
        MbView range = mb_view_is_empty(object) || *object.at != '<' ? object : mb_view_key(object, "/ByteRange");
        if (mb_view_is_empty(range) || *range.at != '[' || mb_view_is_empty(mb_view_key(object, "/Contents")))
            continue;
        count++;
        whole += covers_all(range, size);
    }
    g_autofree char *text = g_strdup_printf("%u", count);
    if (count) {
        mb_attrs_set(&document->metadata, "signatures", text);
        mb_attrs_set(&document->metadata, "signed", whole ? "whole file" : "changed since");
    }
}
