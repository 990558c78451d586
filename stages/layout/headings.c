#include "headings.h"

#include "base/text.h"
#include "slides.h"

#include <math.h>
#include <string.h>

/* Sizes against the body's. Word's built-in headings are 1.18 to 1.45 of the text; house styles begin at 1.1. */
#define LARGE 1.14
#define MOST_WORDS_READ 15 /* guessed sizes scatter: only a short line is sure to be a heading */
#define LEAST_CONF 0.5   /* of what was read: icons and pictures read as words had 0.1 to 0.45 on made scans, headings 0.8 and more */
#define VERY_LARGE 1.25
#define NOT_SMALLER 0.94
#define MOST_WORDS 30      /* a longer one is a bold paragraph */
#define MOST_LINES 2       /* in body size: three bold lines are a paragraph in bold */
#define MOST_LINES_LARGE 4
#define MOST_LEVEL 6
#define MOST_WORDS_ALONE 9 /* of a line that its place alone makes a heading */
#define MOST_WIDTH_ALONE 0.6 /* of the column */
#define SPACE_ALONE 1.7    /* sizes: more above, less below */
#define LEAST_BODY 0.6     /* share of the characters in the text's colour: else no colour stands out */
#define ROW_PIECES 3       /* of a line that wide gaps part; two straight above a table */
#define LEAST_POINTS 3     /* numbered bold lines below each other that make a list */

#define NO_COLOUR 0xFF000000u /* no word has it */

struct MbHeadingHints {
    GHashTable *levels; /* "page text" -> level */
};

static char *dup_key(int page, const char *text)
{
    g_autofree char *folded = mb_text_dup_folded(text);
    return g_strdup_printf("%d %s", page, folded);
}

static void add_hint(MbHeadingHints *hints, int page, const char *text, int level)
{
    char *key = dup_key(page, text);
    if (g_hash_table_contains(hints->levels, key))
        g_free(key);
    else
        g_hash_table_insert(hints->levels, key, GINT_TO_POINTER(CLAMP(level, 1, MOST_LEVEL)));
}

MbHeadingHints *mb_heading_hints_new(const MbDocument *document)
{
    MbHeadingHints *hints = g_new0(MbHeadingHints, 1);
    hints->levels = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < document->tagged->len; i++) {
        const MbTagged *tagged = &g_array_index(document->tagged, MbTagged, i);
        const char *role = tagged->role ? tagged->role : "";
        if (role[0] == 'H' && (!role[1] || (g_ascii_isdigit(role[1]) && !role[2])) && tagged->text && *tagged->text)
            add_hint(hints, tagged->page, tagged->text, role[1] ? role[1] - '0' : 1);
        else if (!strcmp(role, "Title") && tagged->text && *tagged->text)
            add_hint(hints, tagged->page, tagged->text, 1);
    }
    for (guint i = 0; i < document->outline->len; i++) {
        const MbBookmark *mark = &g_array_index(document->outline, MbBookmark, i);
        if (mark->page && mark->title && *mark->title)
            add_hint(hints, mark->page, mark->title, mark->level);
    }
    return hints;
}

void mb_heading_hints_free(MbHeadingHints *hints)
{
    if (!hints)
        return;
    g_hash_table_unref(hints->levels);
    g_free(hints);
}

static int find_hint(const MbHeadingHints *hints, int page, const char *text)
{
    if (!g_hash_table_size(hints->levels))
        return 0;
    g_autofree char *key = dup_key(page, text);
    return GPOINTER_TO_INT(g_hash_table_lookup(hints->levels, key));
}

static MbChunk *chunk_at(GArray *chunks, guint i)
{
    return &g_array_index(chunks, MbChunk, i);
}

static char *dup_chunk_text(const MbFrame *frame, const MbChunk *chunk)
{
    GString *out = g_string_new(NULL);
    for (guint i = chunk->first; i < chunk->first + chunk->count; i++) {
        g_autofree char *line = mb_frame_dup_line_text(frame, mb_frame_line(frame, i));
        if (out->len)
            g_string_append_c(out, ' ');
        g_string_append(out, line);
    }
    return g_string_free(out, FALSE);
}

static guint count_words(const MbFrame *frame, const MbChunk *chunk)
{
    guint words = 0;
    for (guint i = chunk->first; i < chunk->first + chunk->count; i++)
        words += mb_frame_line(frame, i)->count;
    return words;
}

static guint count_letters(const char *text)
{
    guint letters = 0;
    for (const char *at = text; *at; at = g_utf8_next_char(at))
        letters += g_unichar_isalpha(g_utf8_get_char(at)) ? 1 : 0;
    return letters;
}

/* Text that leads on to what follows, or ends like a sentence, heads nothing. */
static bool leads_on(const char *text)
{
    gsize length = strlen(text);
    while (length && strchr("- ", text[length - 1]))
        length--;
    const char *end = text + length;
    bool has_dash = text[length] != 0 || g_str_has_suffix(text, "–") || g_str_has_suffix(text, "—");
    if (has_dash || (end > text && strchr(":;,", end[-1])))
        return true;
    return length > 1 && end[-1] == '.' && !g_ascii_isdigit(end[-2]);
}

static bool is_guess(const MbFrame *frame, const MbChunk *chunk)
{
    const MbPlaced *word = mb_frame_word(frame, mb_frame_line(frame, chunk->first)->first);
    return !word->block && !mb_frame_has_type(mb_page_word(frame->page, word->index));
}

static bool is_underlined(const MbFrame *frame, const MbChunk *chunk)
{
    for (guint i = chunk->first; i < chunk->first + chunk->count; i++) {
        const MbLine *line = mb_frame_line(frame, i);
        for (guint k = line->first; k < line->first + line->count; k++) {
            const MbWord *word = mb_page_word(frame->page, mb_frame_word(frame, k)->index);
            if (!word->underlined || word->link >= 0)
                return false;
        }
    }
    return true;
}

/* Whether the chunk is marked against the body: by size, weight or a rule under it. */
static bool is_marked(const MbFrame *frame, const MbChunk *chunk, const MbTypeface *face)
{
    double ratio = face->size > 0 ? chunk->size / face->size : 1;
    if (is_guess(frame, chunk) && (chunk->count > MOST_LINES || count_words(frame, chunk) > MOST_WORDS_READ))
        return false;
    if (ratio >= LARGE && chunk->count <= MOST_LINES_LARGE)
        return ratio >= VERY_LARGE || chunk->bold > 0.5 || chunk->count == 1;
    if (ratio < NOT_SMALLER || chunk->count > MOST_LINES)
        return false;
    return (chunk->bold >= 0.9 && !face->is_bold) || is_underlined(frame, chunk);
}

/*
 * Whether a line of the chunk is in so many pieces that it is a row of something.
 * A point's label and the page number far at its right are no pieces.
 */
static bool is_row(const MbFrame *frame, const MbChunk *chunk, guint pieces)
{
    for (guint i = chunk->first; i < chunk->first + chunk->count; i++) {
        const MbLine *line = mb_frame_line(frame, i);
        guint beside = chunk->kind == MB_CHUNK_ITEM && i == chunk->first && line->tail ? 2 : 0;
        if (line->fragments >= pieces + beside)
            return true;
    }
    return false;
}

/* The mean confidence of a chunk's words, weighed by length. */
static double mean_conf(const MbFrame *frame, const MbChunk *chunk)
{
    double sum = 0, length = 0;
    for (guint i = chunk->first; i < chunk->first + chunk->count; i++) {
        const MbLine *line = mb_frame_line(frame, i);
        for (guint k = line->first; k < line->first + line->count; k++) {
            const double weight = (double)strlen(mb_frame_text(frame, k));
            sum += weight * mb_page_word(frame->page, mb_frame_word(frame, k)->index)->conf;
            length += weight;
        }
    }
    return length > 0 ? sum / length : 1;
}

static bool is_heading(const MbFrame *frame, MbChunk *chunk, const MbTypeface *face, const MbHeadingHints *hints, bool is_bullet)
{
    guint words = count_words(frame, chunk);
    if (chunk->kind == MB_CHUNK_BLOCK || is_bullet || words > MOST_WORDS)
        return false;
    g_autofree char *text = dup_chunk_text(frame, chunk);
    if (count_letters(text) < 2)
        return false;
    chunk->level = find_hint(hints, frame->page->number, text);
    if (chunk->level)
        return true;
    return is_marked(frame, chunk, face) && !leads_on(text) && !is_row(frame, chunk, ROW_PIECES) && mean_conf(frame, chunk) >= LEAST_CONF;
}

/* Lines in pieces straight above a table are rows of its header that the table search left out. */
static void demote_table_heads(const MbFrame *frame, GArray *chunks)
{
    for (guint i = chunks->len; i-- > 1;) {
        const MbChunk *below = chunk_at(chunks, i);
        MbChunk *chunk = chunk_at(chunks, i - 1);
        const MbLine *last = mb_frame_line(frame, chunk->first + chunk->count - 1);
        const MbBlock *block = mb_frame_word(frame, mb_frame_line(frame, below->first)->first)->block;
        bool is_below = below->is_table_head || (block && block->kind == MB_BLOCK_TABLE);
        bool is_near = mb_frame_line(frame, below->first)->box.y0 - last->box.y1 < 0.5 * last->size;
        if (is_below && is_near && chunk->kind == MB_CHUNK_HEADING && !chunk->level && is_row(frame, chunk, 2)) {
            chunk->kind = MB_CHUNK_TEXT;
            chunk->is_table_head = true;
        }
    }
}

/* Lines of one title that a wide pitch had cut apart come together. */
static void mark_title(GArray *chunks, guint first, guint count)
{
    for (guint i = 0; i < chunks->len; i++) {
        MbChunk *chunk = chunk_at(chunks, i);
        if (chunk->first + chunk->count <= first || chunk->first >= first + count)
            continue;
        if (chunk->first == first) {
            chunk->kind = MB_CHUNK_HEADING;
            chunk->level = 1;
            chunk->count = count;
        } else {
            g_array_remove_index(chunks, i--);
        }
    }
}

/* Below its title a slide's headings are bold: type sizes on slides follow the room there is. */
static bool is_slide_heading(const MbFrame *frame, const MbChunk *chunk)
{
    g_autofree char *text = dup_chunk_text(frame, chunk);
    bool is_bold_line = chunk->kind == MB_CHUNK_TEXT && chunk->bold >= 0.9 && chunk->count <= MOST_LINES;
    return is_bold_line && count_letters(text) >= 2 && !leads_on(text) && !is_row(frame, chunk, ROW_PIECES);
}

static void find_slide_headings(const MbFrame *frame, GArray *chunks, const MbTypeface *face)
{
    guint first, count;
    if (mb_slide_find_title(frame, &first, &count))
        mark_title(chunks, first, count);
    for (guint i = 0; i < chunks->len && !face->is_bold; i++) {
        MbChunk *chunk = chunk_at(chunks, i);
        if (is_slide_heading(frame, chunk)) {
            chunk->kind = MB_CHUNK_HEADING;
            chunk->level = 2;
        }
    }
}

/* Whether a point's number is a section's whose first paragraph follows: "1." before "1.1". */
static bool opens_section(const MbFrame *frame, const MbChunk *chunk, const MbChunk *next)
{
    MbMark mark, below;
    if (chunk->kind != MB_CHUNK_ITEM || next->kind != MB_CHUNK_ITEM || chunk->count > MOST_LINES)
        return false;
    const MbLine *line = mb_frame_line(frame, chunk->first), *next_line = mb_frame_line(frame, next->first);
    if (!mb_mark_read(frame, line, &mark) || !mb_mark_read(frame, next_line, &below))
        return false;
    const MbLabelReading *section = &mark.label.reading[0], *paragraph = &below.label.reading[0];
    return section->style == MB_LABEL_ARABIC && section->parts == 1 && paragraph->style == MB_LABEL_ARABIC && paragraph->parts == 2 &&
           paragraph->part[0] == section->part[0] && paragraph->part[1] <= 1;
}

/*
 * Where type is a guess, a short line of its own that begins with a capital
 * straight above a paragraph is a heading.
 */
static bool stands_over(const MbFrame *frame, const MbChunk *chunk, const MbChunk *next)
{
    const MbLine *line = mb_frame_line(frame, chunk->first), *below = mb_frame_line(frame, next->first);
    gunichar start = g_utf8_get_char(mb_frame_text(frame, line->first));
    return chunk->kind == MB_CHUNK_TEXT && next->kind == MB_CHUNK_TEXT && is_guess(frame, chunk) && chunk->count == 1 && next->count > 1 &&
           line->count <= MOST_WORDS_ALONE && line->box.x1 - chunk->left < MOST_WIDTH_ALONE * (chunk->right - chunk->left) &&
           g_unichar_isupper(start) && chunk->space_before > SPACE_ALONE && below->baseline - line->baseline < SPACE_ALONE * line->size;
}

static guint32 colour_at(const MbFrame *frame, guint word)
{
    const MbPlaced *placed = mb_frame_word(frame, word);
    return placed->block ? NO_COLOUR : mb_page_word(frame->page, placed->index)->colour;
}

/* The colour of the text, or NO_COLOUR where none has most of the characters. */
static guint32 find_text_colour(const MbFrame *frame)
{
    g_autoptr(GHashTable) counts = g_hash_table_new(g_direct_hash, g_direct_equal);
    gsize all = 0, most = 0;
    guint32 best = NO_COLOUR;
    for (guint i = 0; i < frame->words->len; i++) {
        gpointer key = GUINT_TO_POINTER(colour_at(frame, i));
        gsize length = strlen(mb_frame_text(frame, i)), count = GPOINTER_TO_SIZE(g_hash_table_lookup(counts, key)) + length;
        g_hash_table_insert(counts, key, GSIZE_TO_POINTER(count));
        all += length;
        if (count > most) {
            most = count;
            best = colour_at(frame, i);
        }
    }
    return most >= LEAST_BODY * all ? best : NO_COLOUR;
}

/* Whether every word of the line is in one colour and none is a link or an address, which have colours of their own. */
static bool has_colour(const MbFrame *frame, const MbLine *line, guint32 colour)
{
    for (guint i = line->first; i < line->first + line->count; i++) {
        const char *text = mb_frame_text(frame, i);
        if (colour_at(frame, i) != colour || strchr(text, '@') || strstr(text, "://") || g_str_has_prefix(text, "www.") ||
            mb_page_word(frame->page, mb_frame_word(frame, i)->index)->link >= 0)
            return false;
    }
    return true;
}

/* A short line of its own in another colour than the text, straight above text. */
static bool is_coloured(const MbFrame *frame, const MbChunk *chunk, const MbChunk *next, guint32 text_colour)
{
    const MbLine *line = mb_frame_line(frame, chunk->first), *below = mb_frame_line(frame, next->first);
    guint32 colour = colour_at(frame, line->first);
    gunichar start = g_utf8_get_char(mb_frame_text(frame, line->first));
    return text_colour != NO_COLOUR && colour != text_colour && chunk->kind == MB_CHUNK_TEXT && chunk->count == 1 &&
           line->count <= MOST_WORDS_ALONE && line->fragments == 1 &&
           line->box.x1 - chunk->left < MOST_WIDTH_ALONE * (chunk->right - chunk->left) &&
           (g_unichar_isupper(start) || g_unichar_isdigit(start)) && has_colour(frame, line, colour) &&
           (next->kind == MB_CHUNK_BLOCK || colour_at(frame, below->first + below->count - 1) == text_colour);
}

/* Headings that what follows them gives away. */
static void find_by_next(const MbFrame *frame, GArray *chunks)
{
    guint32 text_colour = find_text_colour(frame);
    for (guint i = 0; i + 1 < chunks->len; i++) {
        MbChunk *chunk = chunk_at(chunks, i);
        const MbChunk *next = chunk_at(chunks, i + 1);
        if (next->flow != chunk->flow || !(opens_section(frame, chunk, next) || stands_over(frame, chunk, next) ||
                                           is_coloured(frame, chunk, next, text_colour)))
            continue;
        g_autofree char *text = dup_chunk_text(frame, chunk);
        if (count_letters(text) >= 2 && count_words(frame, chunk) <= MOST_WORDS && !leads_on(text) && !strchr(text, ':'))
            chunk->kind = MB_CHUNK_HEADING;
    }
}

/*
 * Numbered bold lines straight below each other are a list (an agenda), not
 * headings without text: three or more become points again.
 */
static void restore_points(const MbFrame *frame, GArray *chunks, const GArray *was_item)
{
    for (guint from = 0, to; from < chunks->len; from = to) {
        double x = mb_frame_line(frame, chunk_at(chunks, from)->first)->box.x0;
        for (to = from; to < chunks->len; to++) {
            const MbChunk *chunk = chunk_at(chunks, to);
            const MbLine *line = mb_frame_line(frame, chunk->first);
            if (chunk->kind != MB_CHUNK_HEADING || !g_array_index(was_item, gboolean, to) || chunk->level ||
                fabs(line->box.x0 - x) > line->size || chunk->flow != chunk_at(chunks, from)->flow)
                break;
        }
        for (guint i = from; i < to && to - from >= LEAST_POINTS; i++)
            chunk_at(chunks, i)->kind = MB_CHUNK_ITEM;
        to = MAX(to, from + 1);
    }
}

void mb_headings_find(const MbFrame *frame, GArray *chunks, const MbTypeface *face, const MbHeadingHints *hints)
{
    if (face->is_slide) {
        find_slide_headings(frame, chunks, face);
        return;
    }
    g_autoptr(GArray) was_item = g_array_new(FALSE, FALSE, sizeof(gboolean));
    for (guint i = 0; i < chunks->len; i++) {
        MbChunk *chunk = chunk_at(chunks, i);
        gboolean is_item = chunk->kind == MB_CHUNK_ITEM;
        g_array_append_val(was_item, is_item);
        MbMark mark;
        bool is_bullet = chunk->kind == MB_CHUNK_ITEM && mb_mark_read(frame, mb_frame_line(frame, chunk->first), &mark) && mark.is_bullet;
        if (is_heading(frame, chunk, face, hints, is_bullet))
            chunk->kind = MB_CHUNK_HEADING;
    }
    restore_points(frame, chunks, was_item);
    find_by_next(frame, chunks);
    demote_table_heads(frame, chunks);
}

/* One look that headings have; larger first, then bold before plain. */
static double rank_of(const MbBlock *heading)
{
    const char *size = mb_attrs_get(heading->attrs, "size");
    return (size ? round(g_ascii_strtod(size, NULL)) : 0) + (mb_attrs_get(heading->attrs, "bold") ? 0.5 : 0);
}

static gint compare_ranks(gconstpointer a, gconstpointer b)
{
    double p = *(const double *)a, q = *(const double *)b;
    return p > q ? -1 : p < q;
}

void mb_headings_rank(MbDocument *document)
{
    g_autoptr(GArray) ranks = g_array_new(FALSE, FALSE, sizeof(double));
    g_autoptr(GHashTable) seen = g_hash_table_new(g_direct_hash, g_direct_equal);
    for (MbBlock *block = document->body; block; block = mb_block_next(document->body, block)) {
        if (block->kind != MB_BLOCK_HEADING || mb_attrs_get(block->attrs, "level"))
            continue;
        double rank = rank_of(block);
        if (g_hash_table_add(seen, GINT_TO_POINTER((gint)(rank * 2) + 1)))
            g_array_append_val(ranks, rank);
    }
    g_array_sort(ranks, compare_ranks);
    for (MbBlock *block = document->body; block; block = mb_block_next(document->body, block)) {
        if (block->kind != MB_BLOCK_HEADING || mb_attrs_get(block->attrs, "level"))
            continue;
        for (guint i = 0; i < ranks->len; i++)
            if (g_array_index(ranks, double, i) == rank_of(block))
                block->level = (int)MIN(i + 1, MOST_LEVEL);
    }
}
