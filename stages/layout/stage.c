/*
 * Stage layout: words into blocks in reading order (docs/stages/layout.md).
 *
 * Each page goes through furniture, figures, tables, then the rest through
 * lines, columns, labels, chunks and headings into the composer.
 */
#include "composer.h"
#include "cover.h"
#include "figures.h"
#include "furniture.h"
#include "headings.h"
#include "links.h"
#include "slides.h"
#include "stage/stages.h"
#include "tables/tables.h"

#include <string.h>

#define DISPLAY 1.4 /* of the body size; guessed sizes are not sure enough to tell */

/* What is known of the whole document while its pages are laid out. */
typedef struct {
    MbDocument *document;
    GArray *faces;
    MbFurniture *furniture;
    MbHeadingHints *hints;
    GHashTable *repeats;
    MbNumbering *numbering;
    MbComposer *composer;
} Layout;

/* The visible words of a page that nothing has used yet; turn -1: of any turn. */
static GArray *list_free_words(const MbPage *page, const guint8 *is_used, int turn)
{
    GArray *words = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < page->words->len; i++) {
        const MbWord *word = mb_page_word(page, i);
        if (!is_used[i] && !word->hidden && *word->text && (turn < 0 || (word->turn & 3) == turn))
            g_array_append_val(words, i);
    }
    return words;
}

static gint compare_numbers(gconstpointer a, gconstpointer b)
{
    guint p = *(const guint *)a, q = *(const guint *)b;
    return p < q ? -1 : p > q;
}

/* Takes the words of some lines out of a sorted list of word indices. */
static void drop_lines(const MbFrame *frame, guint first, guint count, GArray *words)
{
    g_autoptr(GArray) dropped = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = first; i < first + count; i++) {
        const MbLine *line = mb_frame_line(frame, i);
        for (guint k = line->first; k < line->first + line->count; k++)
            g_array_append_val(dropped, mb_frame_word(frame, k)->index);
    }
    g_array_sort(dropped, compare_numbers);
    guint kept = 0, at = 0;
    for (guint i = 0; i < words->len; i++) {
        guint index = g_array_index(words, guint, i);
        if (at < dropped->len && g_array_index(dropped, guint, at) == index)
            at++;
        else
            g_array_index(words, guint, kept++) = index;
    }
    g_array_set_size(words, kept);
}

static void mark_runs(const MbBlock *root, int page, guint8 *is_used)
{
    for (MbBlock *block = (MbBlock *)root; block; block = mb_block_next(root, block))
        for (guint i = 0; block->runs && i < block->runs->len; i++) {
            MbRun run = g_array_index(block->runs, MbRun, i);
            if (run.page == page)
                is_used[run.word] = 1;
        }
}

/*
 * The words that may stand in a table. A title above a table is no row of it,
 * so display type is left out: cells are set in the body's size or near it.
 */
static GArray *list_table_words(const Layout *layout, const MbPage *page, const MbTypeface *face, const guint8 *is_used)
{
    GArray *words = list_free_words(page, is_used, -1);
    if (face->is_slide) {
        g_autoptr(MbFrame) frame = mb_frame_new(layout->document, page, words, mb_frame_main_turn(page, words), NULL);
        guint first, count;
        if (mb_slide_find_title(frame, &first, &count))
            drop_lines(frame, first, count, words);
        return words;
    }
    guint kept = 0;
    for (guint i = 0; i < words->len; i++) {
        guint index = g_array_index(words, guint, i);
        const MbWord *word = mb_page_word(page, index);
        if (!mb_frame_has_type(word) || word->size < DISPLAY * face->size)
            g_array_index(words, guint, kept++) = index;
    }
    g_array_set_size(words, kept);
    return words;
}

/* Tables of the page join `blocks` with their whole boxes. */
static void take_tables(Layout *layout, MbPage *page, const MbTypeface *face, int turn, guint8 *is_used, GPtrArray *blocks)
{
    g_autoptr(GArray) candidates = list_table_words(layout, page, face, is_used);
    g_autoptr(GPtrArray) tables = mb_layout_find_tables(layout->document, page, candidates, turn);
    for (guint i = 0; i < tables->len; i++) {
        MbFoundTable *found = tables->pdata[i];
        mark_runs(found->table, page->number, is_used);
        if (mb_box_is_empty(found->table->box))
            found->table->box = found->box;
        found->table->page = page->number;
        g_ptr_array_add(blocks, g_steal_pointer(&found->table));
    }
}

/* Lays out what is left of one turn. */
static void compose_words(Layout *layout, guint page_index, int turn, guint8 *is_used, const GPtrArray *blocks)
{
    const MbPage *page = layout->document->pages->pdata[page_index];
    g_autoptr(GArray) words = list_free_words(page, is_used, turn);
    if (!words->len && !(blocks && blocks->len))
        return;
    g_autoptr(MbFrame) frame = mb_frame_new(layout->document, page, words, turn, blocks);
    bool has_blocks = blocks && blocks->len;
    MbTypeface face = g_array_index(layout->faces, MbTypeface, page_index);
    if (has_blocks)
        face = mb_typography_beside_tables(&face, frame);
    mb_frame_order(frame);
    g_autoptr(GArray) marks = mb_marks_read(frame, layout->numbering);
    g_autoptr(GArray) chunks = mb_paragraphs_cut(frame, marks);
    mb_headings_find(frame, chunks, &face, layout->hints);
    mb_composer_add_frame(layout->composer, frame, marks, chunks);
}

static void add_artifacts(Layout *layout, GPtrArray *blocks)
{
    for (guint i = 0; i < blocks->len; i++)
        mb_composer_add_artifact(layout->composer, blocks->pdata[i]);
}

static void lay_out_page(Layout *layout, guint page_index)
{
    MbPage *page = layout->document->pages->pdata[page_index];
    const MbTypeface *face = &g_array_index(layout->faces, MbTypeface, page_index);
    g_autofree guint8 *is_used = g_malloc0(page->words->len + 1);
    g_autoptr(GPtrArray) top = g_ptr_array_new(), foot = g_ptr_array_new(), blocks = g_ptr_array_new();
    mb_attrs_set(&page->attrs, "kind", face->is_slide ? "slide" : "page");
    mb_furniture_take(layout->furniture, layout->document, page_index, is_used, top, foot);
    add_artifacts(layout, top);
    mb_figures_take(layout->document, page, layout->repeats, is_used, blocks);
    g_autoptr(GArray) rest = list_free_words(page, is_used, -1);
    int turn = mb_frame_main_turn(page, rest);
    take_tables(layout, page, face, turn, is_used, blocks);
    if (face->is_slide)
        mb_composer_close(layout->composer);
    compose_words(layout, page_index, turn, is_used, blocks);
    for (int other = 0; other < 4; other++)
        if (other != turn)
            compose_words(layout, page_index, other, is_used, NULL);
    add_artifacts(layout, foot);
}

static bool is_flowed(const MbDocument *document)
{
    for (guint i = 0; i < document->pages->len; i++)
        if (((MbPage *)document->pages->pdata[i])->is_flowed)
            return true;
    return false;
}

/* HTML and text arrive with their blocks: extract made them from the source's own structure. */
static bool run(MbDocument *document, const MbOptions *options, GError **error)
{
    (void)options, (void)error;
    if (is_flowed(document))
        return true;
    while (document->body->first_child)
        mb_block_free(document->body->first_child);
    Layout layout = {.document = document};
    layout.faces = mb_typography_measure(document);
    layout.furniture = mb_furniture_find(document, layout.faces);
    layout.hints = mb_heading_hints_new(document);
    layout.repeats = mb_figures_count_repeats(document);
    layout.numbering = mb_numbering_new();
    layout.composer = mb_composer_new(document);
    for (guint i = 0; i < document->pages->len; i++)
        lay_out_page(&layout, i);
    mb_layout_join_tables(document);
    mb_cover_words(document);
    mb_links_mark(document);
    mb_headings_rank(document);
    mb_composer_free(layout.composer);
    mb_numbering_free(layout.numbering);
    g_hash_table_unref(layout.repeats);
    mb_heading_hints_free(layout.hints);
    mb_furniture_free(layout.furniture);
    g_array_unref(layout.faces);
    return true;
}

const MbStage mb_stage_layout = {
    .name = "layout",
    .version = "1",
    .takes = MB_WIRE_PACK,
    .gives = MB_WIRE_PACK,
    .main_file = NULL,
    .summary = "puts words into reading order and makes headings, paragraphs, lists and furniture",
    .run = run,
};
