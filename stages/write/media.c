/* The pictures of figures, cut out of the source. */
#include "package.h"

#include "base/error.h"
#include "image/png.h"
#include "model/withhold.h"
#include "pdf/pdf.h"

#include <math.h>
#include <string.h>

#define JPEG_BYTES (3u << 20) /* a photograph of 12 million pixels; larger ones are drawn smaller */
#define PIXELS 1.0e6          /* of a picture that is drawn: half a page at 150 dpi; a photograph of this size is 1.5 MB */
#define LEAST_DPI 72.0
#define DRAWN_DPI 150.0       /* of figures that are no image of known size: lettering of 6 points is read with ease */
#define MOST_DPI 200.0
#define SAME_PLACE 2.0        /* points; boxes of a figure and its image */

typedef struct {
    MbDocument *document;
    const MbOptions *options;
    GHashTable *withheld; /* numbers of the pages of which something is */
    MbPdf *pdf;           /* opened for the first picture */
    guint count;
} Cutter;

static void clear_cutter(Cutter *cutter)
{
    g_clear_pointer(&cutter->pdf, mb_pdf_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Cutter, clear_cutter)

static bool is_same(MbBox a, MbBox b)
{
    return fabs(a.x0 - b.x0) < SAME_PLACE && fabs(a.y0 - b.y0) < SAME_PLACE && fabs(a.x1 - b.x1) < SAME_PLACE &&
           fabs(a.y1 - b.y1) < SAME_PLACE;
}

static bool meets(MbBox a, MbBox b)
{
    return !mb_box_is_empty(mb_box_intersect(a, b));
}

/* What an issue says of a place may not be shown as pixels either: text under the picture, a signature, a comment. */
static const char *find_objection(const Cutter *cutter, const MbBlock *figure)
{
    const GArray *issues = cutter->document->issues;
    if (g_hash_table_contains(cutter->withheld, GINT_TO_POINTER(figure->page)))
        return "something on its page is withheld";
    for (guint i = 0; i < issues->len; i++) {
        const MbIssue *issue = &g_array_index(issues, MbIssue, i);
        const bool is_for_people =
            issue->tag == MB_ISSUE_TEXT_HIDDEN || issue->tag == MB_ISSUE_COMMENT_LEFT || issue->tag == MB_ISSUE_PERSONAL_DATA;
        if (is_for_people && issue->page == figure->page && !mb_box_is_empty(issue->box) && meets(issue->box, figure->box))
            return "it is to be looked at first";
    }
    return NULL;
}

/* Words that the page writes over a picture are not in the picture's own file. */
static bool is_written_over(const MbPage *page, MbBox box)
{
    for (guint i = 0; i < page->words->len; i++) {
        const MbWord *word = mb_page_word(page, i);
        if (word->origin == MB_ORIGIN_TEXT && meets(word->box, box))
            return true;
    }
    return false;
}

static const MbImage *find_image(const MbPage *page, MbBox box)
{
    for (guint i = 0; i < page->images->len; i++) {
        const MbImage *image = &g_array_index(page->images, MbImage, i);
        if (is_same(image->box, box))
            return image;
    }
    return NULL;
}

/* As fine as the image is, where its size is known; never finer than is of use, or larger than PIXELS. */
static double choose_dpi(const MbImage *image, MbBox box)
{
    const double inches = mb_box_width(box) / 72 * (mb_box_height(box) / 72);
    const double own = image && image->width_px ? image->width_px / (mb_box_width(box) / 72) : DRAWN_DPI;
    return MIN(CLAMP(own, LEAST_DPI, MOST_DPI), sqrt(PIXELS / MAX(inches, 1e-6)));
}

static GBytes *dup_drawn(const Cutter *cutter, const MbPage *page, const MbImage *image, MbBox box, GError **error)
{
    g_autoptr(MbPicture) picture = mb_pdf_render(cutter->pdf, page->number, box, choose_dpi(image, box), true, error);
    return picture ? mb_picture_dup_png(picture) : NULL;
}

/* Opens the source for the first picture. A page with notes may show another program's reader something else than is drawn here. */
static bool may_cut(Cutter *cutter, int number, GError **error)
{
    if (!cutter->pdf)
        cutter->pdf = mb_pdf_open(cutter->options->source, cutter->options->password, error);
    if (!cutter->pdf)
        return false;
    if (!mb_pdf_has_notes(cutter->pdf, number))
        return true;
    g_set_error_literal(error, MB_STAGE_ERROR, MB_ERROR_DOCUMENT, "notes lie over its page");
    return false;
}

/* The picture as a file, and how its name ends. */
static GBytes *cut(Cutter *cutter, const MbBlock *figure, const char **ending, GError **error)
{
    const MbPage *page = mb_document_page(cutter->document, figure->page);
    const MbBox box = mb_box_intersect(figure->box, (MbBox){0, 0, page->width, page->height});
    const MbImage *image = find_image(page, figure->box);
    if (!may_cut(cutter, figure->page, error))
        return NULL;
    GBytes *jpeg = image && !is_written_over(page, box) ? mb_pdf_dup_jpeg(cutter->pdf, page->number, image->id, JPEG_BYTES) : NULL;
    *ending = jpeg ? "jpg" : "png";
    return jpeg ? jpeg : dup_drawn(cutter, page, image, box, error);
}

static const char *name_of(const MbPage *page, MbBox box)
{
    for (guint i = 0; i < page->regions->len; i++) {
        const MbRegion *region = mb_page_region(page, i);
        if (is_same(region->box, box) && region->kind == MB_REGION_CHART)
            return "Chart";
        if (is_same(region->box, box) && region->kind == MB_REGION_PHOTO)
            return "Photograph";
    }
    return "Picture";
}

static bool has_lettering(const MbBlock *figure)
{
    for (const MbBlock *child = figure->first_child; child; child = child->next)
        if (child->artifact == MB_ARTIFACT_FIGURE_TEXT)
            return true;
    return false;
}

/* What is known of the picture without looking at it as a person would. */
static char *dup_alternative(const MbDocument *document, const MbBlock *figure)
{
    const char *name = name_of(mb_document_page(document, figure->page), figure->box);
    return g_strdup_printf("%s on page %d%s", name, figure->page, has_lettering(figure) ? "; the text in it follows" : "");
}

static void put_picture(Cutter *cutter, MbBlock *figure)
{
    const char *ending = NULL, *objection = find_objection(cutter, figure);
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = objection ? NULL : cut(cutter, figure, &ending, &error);
    if (!bytes) {
        const char *why = objection ? objection : error->message;
        mb_document_add_issue(cutter->document, MB_ISSUE_PICTURE_NOT_CUT, figure->page, figure->box, why);
        return;
    }
    g_autofree char *src = g_strdup_printf("media/figure-%02u.%s", ++cutter->count, ending);
    g_autofree char *path = g_strconcat("data/", src, NULL), *alternative = dup_alternative(cutter->document, figure);
    mb_fileset_take(cutter->document->files, path, g_steal_pointer(&bytes));
    mb_attrs_set(&figure->attrs, "src", src);
    mb_attrs_set(&figure->attrs, "alt", alternative);
}

void mb_package_put_media(MbDocument *document, const MbOptions *options, GHashTable *withheld)
{
    g_auto(Cutter) cutter = {document, options, withheld, NULL, 0};
    if (!options->source || g_strcmp0(document->media_type, "application/pdf"))
        return;
    for (MbBlock *block = document->body; block; block = mb_block_next(document->body, block))
        if (block->kind == MB_BLOCK_FIGURE && mb_document_page(document, block->page) && !mb_box_is_empty(block->box))
            put_picture(&cutter, block);
}
