#include "composer.h"

#include <math.h>
#include <string.h>

/* In font sizes. */
#define SAME_INDENT 0.6  /* labels this close stand at one depth */
#define SAME_LEFT 1.0    /* text that goes on begins this close to the lines before it */
#define PARAGRAPH_STEP 1.6 /* a column further below than this begins a paragraph */
#define SAME_SIZE 0.1    /* relative */
#define MAX_DEPTH 12     /* deeper than any outline numbering */

/* One open list. */
typedef struct {
    MbBlock *list;
    double x;    /* left edge of its marks, points of the frame */
    bool is_bullet;
} Level;

/* The leaf that may go on in the next column or on the next page. */
typedef struct {
    MbBlock *leaf; /* NULL: nothing is open */
    MbLine last;   /* its last line */
    double text_x, left, right;
    double size, bold;
    bool is_heading;
    double page_width;
} Open;

struct MbComposer {
    MbDocument *document;
    MbWordBook *book;
    Level levels[MAX_DEPTH];
    guint depth;
    Open open;
};

MbComposer *mb_composer_new(MbDocument *document)
{
    MbComposer *composer = g_new0(MbComposer, 1);
    composer->document = document;
    composer->book = mb_wordbook_new(document);
    return composer;
}

void mb_composer_free(MbComposer *composer)
{
    if (!composer)
        return;
    mb_wordbook_free(composer->book);
    g_free(composer);
}

void mb_composer_close(MbComposer *composer)
{
    composer->depth = 0;
    composer->open.leaf = NULL;
}

void mb_composer_add_artifact(MbComposer *composer, MbBlock *block)
{
    mb_block_append(composer->document->body, block);
}

static const char *last_word(const MbBlock *leaf)
{
    const char *space = strrchr(leaf->text->str, ' ');
    return space ? space + 1 : leaf->text->str;
}

static void append_words(MbComposer *composer, MbBlock *leaf, const MbFrame *frame, guint from, guint to)
{
    for (guint i = from; i < to; i++) {
        guint index = mb_frame_word(frame, i)->index;
        MbJoin join = MB_JOIN_SPACE;
        if (i == from && leaf->text->len)
            join = mb_wordbook_join(composer->book, last_word(leaf), mb_frame_text(frame, i));
        else if (mb_page_word(frame->page, index)->glued && i > from)
            join = MB_JOIN_NONE;
        mb_block_append_word(leaf, frame->page, index, join);
    }
}

/* A tail at the right of a title that goes on below it is read after the title: "(Pages 3 - 44)". */
static bool comes_later(const MbFrame *frame, const MbChunk *chunk, guint i)
{
    const MbLine *line = mb_frame_line(frame, i);
    if (!line->tail || i + 1 == chunk->first + chunk->count)
        return false;
    for (guint k = i + 1; k < chunk->first + chunk->count; k++)
        if (mb_frame_line(frame, k)->tail || mb_frame_line(frame, k)->text_x1 > line->tail_x0 - line->size)
            return false;
    return true;
}

static void append_lines(MbComposer *composer, MbBlock *leaf, const MbFrame *frame, const MbChunk *chunk, guint skip)
{
    for (guint i = chunk->first; i < chunk->first + chunk->count; i++) {
        const MbLine *line = mb_frame_line(frame, i);
        guint end = comes_later(frame, chunk, i) ? line->tail : line->first + line->count;
        append_words(composer, leaf, frame, line->first + (i == chunk->first ? skip : 0), end);
    }
    for (guint i = chunk->first; i < chunk->first + chunk->count; i++) {
        const MbLine *line = mb_frame_line(frame, i);
        if (comes_later(frame, chunk, i))
            append_words(composer, leaf, frame, line->tail, line->first + line->count);
    }
}

static void keep_open(MbComposer *composer, MbBlock *leaf, const MbFrame *frame, const MbChunk *chunk, double text_x)
{
    composer->open = (Open){.leaf = leaf,
                            .last = *mb_frame_line(frame, chunk->first + chunk->count - 1),
                            .text_x = text_x,
                            .left = chunk->left,
                            .right = chunk->right,
                            .size = chunk->size,
                            .bold = chunk->bold,
                            .is_heading = chunk->kind == MB_CHUNK_HEADING,
                            .page_width = frame->width};
}

/*
 * Whether a chunk at the top of a column goes on with the open leaf.
 *
 * The line before must be full, since an author's line end is a paragraph's
 * end; or the sentence must run on into a small letter.
 */
static bool goes_on(const MbComposer *composer, const MbFrame *frame, const MbChunk *chunk)
{
    const Open *open = &composer->open;
    if (!open->leaf || open->is_heading || chunk->kind != MB_CHUNK_TEXT || fabs(open->size - chunk->size) > SAME_SIZE * open->size)
        return false;
    if ((open->bold >= 0.9) != (chunk->bold >= 0.9))
        return false;
    const MbLine *line = mb_frame_line(frame, chunk->first);
    bool is_same_page = open->leaf->runs->len &&
                        g_array_index(open->leaf->runs, MbRun, open->leaf->runs->len - 1).page == frame->page->number;
    double step = line->baseline - open->last.baseline;
    if (is_same_page && step > PARAGRAPH_STEP * open->size)
        return false;
    double shift = is_same_page ? chunk->left - open->left : 0;
    bool is_below = fabs(line->box.x0 - shift - open->text_x) < SAME_LEFT * open->size ||
                    fabs(line->box.x0 - shift - open->last.box.x0) < SAME_LEFT * open->size;
    bool is_lower = g_unichar_islower(g_utf8_get_char(mb_frame_text(frame, line->first)));
    bool is_ended = mb_paragraph_is_ended(open->leaf->text->str);
    bool has_room = mb_paragraph_has_room(&open->last, open->right, frame, line);
    if (is_lower && !is_ended)
        return is_below || !has_room;
    return is_below && !has_room && mb_box_width(open->last.box) > 0.5 * (open->right - open->left);
}

static void add_leaf(MbComposer *composer, const MbFrame *frame, const MbChunk *chunk)
{
    bool is_heading = chunk->kind == MB_CHUNK_HEADING;
    MbBlock *leaf = mb_block_new(is_heading ? MB_BLOCK_HEADING : MB_BLOCK_PARAGRAPH);
    append_lines(composer, leaf, frame, chunk, 0);
    if (is_heading) {
        char size[G_ASCII_DTOSTR_BUF_SIZE];
        leaf->level = MAX(1, chunk->level);
        mb_attrs_set(&leaf->attrs, "size", g_ascii_formatd(size, sizeof size, "%.1f", chunk->size));
        mb_attrs_set(&leaf->attrs, "bold", chunk->bold >= 0.9 ? "yes" : NULL);
        mb_attrs_set(&leaf->attrs, "level", chunk->level ? "given" : NULL);
    }
    mb_block_append(composer->document->body, leaf);
    composer->depth = 0;
    keep_open(composer, leaf, frame, chunk, mb_frame_line(frame, chunk->first + chunk->count - 1)->box.x0);
}

static void push_list(MbComposer *composer, MbBlock *parent, const MbMark *mark)
{
    MbBlock *list = mb_block_new(MB_BLOCK_LIST);
    mb_block_append(parent, list);
    composer->levels[composer->depth++] = (Level){list, mark->x, mark->is_bullet};
}

/*
 * Opens the list that a label belongs to, by its indent.
 *
 * Bullets below a numbered point are a list of their own, not a part of the
 * point: numbered points of minutes and reports are paragraphs, and so do
 * authors' own tags have them (33 of 33 such bullets in the corpus). Numbers
 * below numbers and bullets below bullets nest.
 */
static void open_list(MbComposer *composer, const MbMark *mark, double size)
{
    bool is_bullet = mark->is_bullet;
    double near = SAME_INDENT * size;
    while (composer->depth && mark->x < composer->levels[composer->depth - 1].x - near)
        composer->depth--;
    const Level *top = composer->depth ? &composer->levels[composer->depth - 1] : NULL;
    bool is_deeper = top && mark->x > top->x + near;
    if (top && is_bullet && !top->is_bullet) {
        composer->depth = 0;
        top = NULL;
    }
    if (!top) {
        push_list(composer, composer->document->body, mark);
    } else if (is_deeper && composer->depth < MAX_DEPTH) {
        push_list(composer, top->list->last_child, mark);
    } else if (top->is_bullet != is_bullet) {
        composer->depth--;
        push_list(composer, composer->depth ? composer->levels[composer->depth - 1].list->last_child : composer->document->body, mark);
    }
}

static void add_item(MbComposer *composer, const MbFrame *frame, const MbChunk *chunk, const MbMark *mark)
{
    const MbLine *line = mb_frame_line(frame, chunk->first);
    const char *word = mb_frame_text(frame, line->first);
    open_list(composer, mark, line->size);
    MbBlock *item = mb_block_new(MB_BLOCK_ITEM), *leaf = mb_block_new(MB_BLOCK_PARAGRAPH);
    if (!mark->is_bullet)
        item->label = g_strndup(word, mark->label.length);
    for (guint i = 0; i < mark->words; i++)
        mb_block_consume_word(leaf, frame->page, mb_frame_word(frame, line->first + i)->index);
    append_lines(composer, leaf, frame, chunk, mark->words);
    if (mark->prefix)
        mb_block_replace(leaf, 0, mark->prefix, "", NULL);
    item->page = leaf->page;
    item->box = leaf->box;
    mb_block_append(item, leaf);
    MbBlock *list = composer->levels[composer->depth - 1].list;
    if (!list->page) {
        list->page = item->page;
        list->box = item->box;
    }
    mb_block_append(list, item);
    keep_open(composer, leaf, frame, chunk, mark->text_x);
    if (chunk->count == 1)
        composer->open.last.box.x0 = mark->text_x; /* what stands below the label does not go on with the text */
}

static void add_block(MbComposer *composer, const MbFrame *frame, const MbChunk *chunk)
{
    MbBlock *block = mb_frame_word(frame, mb_frame_line(frame, chunk->first)->first)->block;
    mb_composer_close(composer);
    mb_block_append(composer->document->body, block);
}

static void add_chunk(MbComposer *composer, const MbFrame *frame, const GArray *marks, const MbChunk *chunk)
{
    if (chunk->kind == MB_CHUNK_BLOCK)
        add_block(composer, frame, chunk);
    else if (chunk->kind == MB_CHUNK_ITEM)
        add_item(composer, frame, chunk, &g_array_index(marks, MbMark, chunk->first));
    else
        add_leaf(composer, frame, chunk);
}

void mb_composer_add_frame(MbComposer *composer, const MbFrame *frame, const GArray *marks, const GArray *chunks)
{
    for (guint i = 0; i < chunks->len; i++) {
        const MbChunk *chunk = &g_array_index(chunks, MbChunk, i);
        bool is_top = i == 0 || chunk->flow != chunk[-1].flow;
        if (is_top && goes_on(composer, frame, chunk)) {
            MbBlock *leaf = composer->open.leaf;
            append_lines(composer, leaf, frame, chunk, 0);
            keep_open(composer, leaf, frame, chunk, composer->open.text_x);
            continue;
        }
        if (is_top && i > 0)
            composer->depth = 0;
        add_chunk(composer, frame, marks, chunk);
    }
}
