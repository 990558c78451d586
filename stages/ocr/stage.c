/* Stage ocr: everything that looks at pixels. */
#include "consensus.h"
#include "ocr.h"
#include "type/type.h"

#include "base/error.h"
#include "stage/threads.h"

#include <string.h>

int mb_ocr_time_left_ms(const MbOcrPage *at)
{
    if (at->deadline == 0)
        return 0;
    const gint64 left = (at->deadline - g_get_monotonic_time()) / 1000;
    return left > 0 ? (int)MIN(left, G_MAXINT) : -1;
}

static bool read_region(MbOcrPage *at, MbReader *reader, int region, GError **error)
{
    switch (mb_page_region(at->page, (guint)region)->kind) {
    case MB_REGION_SCAN:
        return mb_ocr_read_scan(at, reader, region, error);
    case MB_REGION_TABLE:
    case MB_REGION_CHART:
    case MB_REGION_TEXT:
        return mb_ocr_read_sheet(at, reader, region, error);
    default:
        return true;
    }
}

static void report(MbOcrPage *at, int region, const GError *error)
{
    const MbIssueTag tag = g_error_matches(error, MB_READER_ERROR, MB_ERROR_LIMIT) ? MB_ISSUE_READING_LATE : MB_ISSUE_READING_FAILED;
    mb_ocr_add_issue(at, tag, mb_page_region(at->page, (guint)region)->box, error->message);
}

void mb_ocr_read_regions(MbOcrPage *at)
{
    const guint count = at->page->regions->len; /* reading may add regions for what it finds */
    for (guint i = 0; i < count; i++) {
        const MbRegionKind kind = mb_page_region(at->page, i)->kind;
        if (kind == MB_REGION_PHOTO || kind == MB_REGION_DECORATION)
            continue;
        g_autoptr(GError) error = NULL;
        MbReader *reader = mb_reader_borrow(at->options->language, &error);
        if (reader)
            mb_attrs_set(&mb_page_region(at->page, i)->attrs, "reader", mb_reader_name(reader));
        if (!reader || !read_region(at, reader, (int)i, &error))
            report(at, (int)i, error);
    }
}

/* What was read, for the page's facts: ocr=yes|part|no and the mean confidence of the words read. */
static void note_facts(MbPage *page)
{
    double sum = 0;
    guint read = 0, other = 0;
    for (guint i = 0; i < page->words->len; i++) {
        const MbWord *word = mb_page_word(page, i);
        if (word->hidden != MB_HIDDEN_NOT)
            continue;
        if (word->origin == MB_ORIGIN_OCR) {
            read++;
            sum += word->conf;
        } else {
            other++;
        }
    }
    mb_attrs_set(&page->attrs, "ocr", read == 0 ? "no" : other == 0 ? "yes" : "part");
    if (read == 0)
        return;
    char mean[G_ASCII_DTOSTR_BUF_SIZE];
    mb_attrs_set(&page->attrs, "mean_conf", g_ascii_formatd(mean, sizeof mean, "%.3f", sum / read));
}

const MbPicture *mb_ocr_look(MbOcrPage *at)
{
    g_autoptr(GError) error = NULL;
    if (at->look || at->has_no_look)
        return at->look;
    at->look = mb_pdf_render(at->pdf, at->page->number, (MbBox){0, 0, at->page->width, at->page->height}, 72, true, &error);
    at->has_no_look = !at->look;
    if (!at->look)
        mb_ocr_add_issue(at, MB_ISSUE_PAGE_NOT_DRAWN, (MbBox){0}, error->message);
    return at->look;
}

/* What may lie under a box was not looked for: text of such a page is not shown. */
static void withhold_unseen(MbPage *page)
{
    for (guint i = 0; i < page->words->len; i++)
        if (mb_page_word(page, i)->hidden == MB_HIDDEN_NOT)
            mb_page_word(page, i)->hidden = MB_HIDDEN_COVERED;
}

/* Whether extract saw by the page's content alone that nothing can lie under anything. */
static bool is_clear(const MbPage *page)
{
    return mb_attrs_get(page->attrs, "drawing") && !mb_attrs_get(page->attrs, "doubt");
}

/* Most pages are not drawn: their content told extract what it paints, and that no text can be hidden. */
static bool look_at_drawing(MbOcrPage *at)
{
    const bool is_known = mb_attrs_get(at->page->attrs, "drawing") != NULL;
    if (is_clear(at->page))
        return true;
    if (!mb_ocr_look(at)) {
        withhold_unseen(at->page);
        return false;
    }
    mb_ocr_look_for_hidden(at);
    if (is_known)
        return true;
    if (!mb_ocr_own_pixels(at))
        return false;
    mb_ocr_look_for_rules(at);
    return true;
}

static void look_at_page(MbOcrPage *at)
{
    if (!look_at_drawing(at))
        return;
    const char *verdict = at->options->want_ocr ? mb_ocr_judge_layer(at) : NULL;
    if (at->options->want_ocr && mb_ocr_split_page(at, verdict) > 0 && mb_ocr_own_pixels(at))
        mb_ocr_read_regions(at);
    note_facts(at->page);
}

/* An earlier worker ended on this page: what its pictures say is lost, and what may lie over its text is not known. */
static void leave_alone(MbOcrPage *at, const char *reason)
{
    if (at->page->words->len == 0 || at->page->images->len > 0)
        mb_ocr_add_issue(at, MB_ISSUE_READING_FAILED, (MbBox){0}, reason);
    if (at->page->words->len > 0 && !is_clear(at->page))
        mb_ocr_add_issue(at, MB_ISSUE_PAGE_NOT_DRAWN, (MbBox){0}, reason);
    if (!is_clear(at->page))
        withhold_unseen(at->page);
    note_facts(at->page);
}

static void free_sheet(gpointer sheet)
{
    mb_sheet_free(sheet);
}

/* What the threads of a run share. */
typedef struct {
    MbDocument *document;
    const MbOptions *options;
    GPtrArray *pages;    /* to be looked at, borrowed */
    GHashTable *repeats;
    GMutex adding;       /* of issues to the document */
    GMutex large;        /* held by who works on a large page */
} Run;

/* A thread's own place of work: a file that is open has no room for two. */
typedef struct {
    Run *run;
    MbPdf *pdf;
} Desk;

void mb_ocr_add_issue(MbOcrPage *at, MbIssueTag tag, MbBox box, const char *subject)
{
    g_mutex_lock(at->adding);
    mb_document_add_issue(at->document, tag, at->page->number, box, subject);
    g_mutex_unlock(at->adding);
}

static gpointer open_desk(gpointer data, GError **error)
{
    Run *run = data;
    MbPdf *pdf = mb_pdf_open(run->options->source, run->options->password, error);
    if (!pdf)
        return NULL;
    Desk *desk = g_new(Desk, 1);
    *desk = (Desk){run, pdf};
    return desk;
}

static void close_desk(gpointer data)
{
    Desk *desk = data;
    mb_pdf_free(desk->pdf);
    g_free(desk);
}

/*
 * The memory of a process is limited (driver/worker.h), and a page of the
 * largest size takes most of it. So pages over 24 million pixels at 300 dpi or in
 * their images (A3 has 17) are worked on one at a time.
 */
static bool is_large(const MbPage *page)
{
    double pixels = page->width * page->height * (300 / 72.0) * (300 / 72.0);
    for (guint i = 0; i < page->images->len; i++) {
        const MbImage *image = &g_array_index(page->images, MbImage, i);
        pixels = MAX(pixels, (double)image->width_px * image->height_px);
    }
    return pixels > 24e6;
}

static void open_page(gpointer own, guint item)
{
    const Desk *desk = own;
    Run *run = desk->run;
    MbPage *page = g_ptr_array_index(run->pages, item);
    MbOcrPage at = {.document = run->document, .options = run->options, .pdf = desk->pdf, .page = page, .repeats = run->repeats,
                    .adding = &run->adding};
    if (page->number > mb_pdf_count_pages(desk->pdf))
        return;
    if (is_large(page))
        g_mutex_lock(&run->large);
    if (run->options->page_seconds != 0) /* a limit below zero leaves no time at all */
        at.deadline = g_get_monotonic_time() + run->options->page_seconds * G_USEC_PER_SEC;
    at.sheets = g_ptr_array_new_with_free_func(free_sheet);
    const char *avoided = mb_progress_avoided(run->options->progress, "ocr", page->number);
    const int mark = mb_progress_begin(run->options->progress, "ocr", page->number);
    if (avoided)
        leave_alone(&at, avoided);
    else
        look_at_page(&at);
    mb_progress_end(run->options->progress, mark);
    g_ptr_array_unref(at.sheets);
    g_free(at.owners);
    mb_picture_free(at.look);
    if (is_large(page))
        g_mutex_unlock(&run->large);
}

/* The pages of a file, without those that flow. */
static GPtrArray *list_pages(const MbDocument *document)
{
    GPtrArray *pages = g_ptr_array_new();
    for (guint i = 0; i < document->pages->len; i++) {
        MbPage *page = g_ptr_array_index(document->pages, i);
        if (!page->is_flowed)
            g_ptr_array_add(pages, page);
    }
    return pages;
}

static gint compare_pages(gconstpointer a, gconstpointer b, gpointer unused)
{
    (void)unused;
    return ((const MbIssue *)a)->page - ((const MbIssue *)b)->page;
}

/* Issues found at the same time are put in the order of pages. */
static void sort_issues(MbDocument *document, guint from)
{
    if (document->issues->len > from)
        g_qsort_with_data(&g_array_index(document->issues, MbIssue, from), (gint)(document->issues->len - from), sizeof(MbIssue),
                          compare_pages, NULL);
}

static bool run(MbDocument *document, const MbOptions *options, GError **error)
{
    static const MbThreadWork work = {open_desk, open_page, close_desk};
    if (g_strcmp0(document->media_type, "application/pdf"))
        return true;
    if (!options->source) {
        g_set_error(error, MB_STAGE_ERROR, MB_ERROR_USAGE, "pages are to be looked at, but no source file was given (--source)");
        return false;
    }
    g_autoptr(GHashTable) repeats = mb_ocr_count_repeats(document);
    g_autoptr(GPtrArray) pages = list_pages(document);
    const guint issues = document->issues->len;
    Run all = {.document = document, .options = options, .pages = pages, .repeats = repeats};
    g_mutex_init(&all.adding);
    g_mutex_init(&all.large);
    const bool ok = mb_threads_run(options->tokens, pages->len, &work, &all, error);
    g_mutex_clear(&all.adding);
    g_mutex_clear(&all.large);
    sort_issues(document, issues);
    if (ok)
        mb_ocr_agree_readings(document);
    if (ok)
        mb_ocr_settle_type(document);
    return ok;
}

static void list_reader(const MbReader *reader, const char *data, GString *tools)
{
    if (reader)
        mb_reader_list_tools(reader, data, tools);
}

static void list_tools(const MbDocument *document, const MbOptions *options, GString *tools)
{
    if (g_strcmp0(document->media_type, "application/pdf"))
        return;
    mb_pdf_list_tools(tools);
    mb_picture_list_tools(tools);
    if (!mb_document_has_read_words(document))
        return;
    list_reader(mb_reader_borrow(options->language, NULL), "model", tools);
    if (options->models)
        list_reader(mb_reader_borrow_second(options->language, options->models, NULL), "second", tools);
}

const MbStage mb_stage_ocr = {
    .name = "ocr",
    .version = "1",
    .takes = MB_WIRE_PACK,
    .gives = MB_WIRE_PACK,
    .main_file = NULL,
    .summary = "Looks at the pages' pixels: finds rules and shades, reads what has no text",
    .run = run,
    .list_tools = list_tools,
};
