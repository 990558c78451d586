#include "extract.h"

#include "base/error.h"
#include "pdf/pdf.h"

/* Notes what text of a page is not seen, by reason. Its words are not told: they may be what someone tried to hide. */
static void note_hidden(MbDocument *document, const MbPage *page)
{
    struct {
        guint words;
        MbBox box;
    } found[MB_HIDDEN_LAYER + 1] = {0};
    for (guint i = 0; i < page->words->len; i++) {
        const MbWord *word = mb_page_word(page, i);
        found[word->hidden].words++;
        found[word->hidden].box = mb_box_union(found[word->hidden].box, word->box);
    }
    found[MB_HIDDEN_COVERED].words = 0; /* told of where they were found */
    for (guint kind = MB_HIDDEN_NOT + 1; kind < G_N_ELEMENTS(found); kind++) {
        g_autofree char *subject = g_strdup_printf("%s, words: %u", mb_hidden_name((MbHidden)kind), found[kind].words);
        if (found[kind].words)
            mb_document_add_issue(document, MB_ISSUE_TEXT_HIDDEN, page->number, found[kind].box, subject);
    }
}

/* A page that cannot be read is kept empty, so that numbers stay true and later stages can show its picture. */
static void read_page(MbPdf *pdf, MbDocument *document, const MbOptions *options, int number)
{
    g_autoptr(GError) error = NULL;
    const char *avoided = mb_progress_avoided(options->progress, "extract", number);
    const int mark = mb_progress_begin(options->progress, "extract", number);
    MbPage *page = avoided ? NULL : mb_pdf_read_page(pdf, document, number, &error);
    if (!page) {
        mb_document_add_issue(document, MB_ISSUE_PAGE_UNREADABLE, number, (MbBox){0}, avoided ? avoided : error->message);
        page = mb_page_new(number, 595, 842); /* A4 */
    }
    mb_progress_end(options->progress, mark);
    note_hidden(document, page);
    mb_document_take_page(document, page);
}

/* Tells what had to be done to the file before it could be read. */
static void note_damage(const MbPdf *pdf, MbDocument *document)
{
    const char *program = mb_pdf_mended_by(pdf);
    if (!program)
        return;
    bool is_incomplete = mb_pdf_is_incomplete(pdf);
    g_autofree char *subject = g_strdup_printf("by %s, pages: %d", program, mb_pdf_count_pages(pdf));
    mb_document_add_issue(document, is_incomplete ? MB_ISSUE_FILE_INCOMPLETE : MB_ISSUE_FILE_MENDED, 0, (MbBox){0}, subject);
    mb_document_add_event(document, "mend", program, is_incomplete ? "pages=found" : "pages=listed");
}

bool mb_extract_pdf(MbDocument *document, const MbOptions *options, GError **error)
{
    g_autoptr(MbPdf) pdf = mb_pdf_open(options->source, options->password, error);
    if (!pdf)
        return false;
    note_damage(pdf, document);
    mb_pdf_read_document(pdf, document);
    for (int number = 1; number <= mb_pdf_count_pages(pdf); number++)
        read_page(pdf, document, options, number);
    mb_pdf_read_tags(pdf, document);
    mb_pdf_report_revisions(options->source, options->password, document);
    mb_extract_attached(pdf, document);
    return true;
}
