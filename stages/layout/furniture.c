#include "furniture.h"

#include "base/text.h"

#include <math.h>
#include <string.h>

#define ZONE 0.13          /* of the page height: deepest header or footer met in the corpus is 0.11 */
#define EDGE_ROWS 4        /* rows looked at from each edge: letterhead footers have up to four */
#define SAME_PLACE 0.8     /* of the type size */
#define NOT_TITLE 1.12     /* of the body size: larger type at the top is a title, however often it returns */
#define LEAST_SHARE 0.45   /* of the pages around; every second page where left and right pages differ */
#define WINDOW 4           /* pages to each side: a report inside a pack has headers of its own */
#define NUMBER_GAP 1.5     /* sizes between a bare page number and the body */

typedef struct {
    guint page;      /* index */
    bool is_foot;
    int turn;
    double distance; /* of the baseline from the edge, points */
    double size, gap;
    int kind;        /* geometry: index of the first page of this shape and turn */
    char *sign;      /* text with digits as '#' */
    gint64 number;   /* for page numbers, else -1 */
    bool is_number, is_bare;
    bool is_weak;    /* furniture that returns only once */
    GArray *words;   /* guint */
    MbArtifact artifact;
} EdgeRow;

/* What is gathered before anything is decided. */
typedef struct {
    GArray *list;      /* EdgeRow, by page */
    GHashTable *pages; /* kind -> guint, the pages with writing of this kind */
} Rows;

struct MbFurniture {
    GArray *rows; /* EdgeRow, by page */
};

static void clear_row(gpointer data)
{
    EdgeRow *row = data;
    g_free(row->sign);
    g_array_unref(row->words);
}

static EdgeRow *row_at(const GArray *rows, guint i)
{
    return &g_array_index(rows, EdgeRow, i);
}

/* Digits become one '#' a run, the rest is folded: "Page 3 of 54" and "page 4 of 54" are one sign. */
static char *dup_sign(const char *text, gint64 *number)
{
    g_autofree char *folded = mb_text_dup_folded(text);
    GString *out = g_string_new(NULL);
    *number = -1;
    for (const char *at = folded; *at; at++) {
        if (!g_ascii_isdigit(*at)) {
            g_string_append_c(out, *at);
            continue;
        }
        if (*number < 0)
            *number = g_ascii_strtoll(at, NULL, 10);
        while (g_ascii_isdigit(at[1]))
            at++;
        g_string_append_c(out, '#');
    }
    return g_string_free(out, FALSE);
}

static bool is_roman(const char *sign)
{
    return *sign && strlen(sign) <= 5 && strspn(sign, "ivxlc") == strlen(sign);
}

/* Page numbers that say so, and bare ones. English and Welsh ("Tudalen"). */
static void sort_number(EdgeRow *row)
{
    static const char *const said[] = {"page #", "page # of #", "page # #",   "page#",     "page# of #",    "p #",
                                       "pg #",   "# page",      "#page",      "tudalen #", "tudalen # o #"};
    for (guint i = 0; i < G_N_ELEMENTS(said); i++)
        row->is_number |= !strcmp(row->sign, said[i]);
    row->is_bare = !strcmp(row->sign, "#") || !strcmp(row->sign, "# of #") || is_roman(row->sign);
}

/* The distance to the next row towards the middle of the page, in sizes. */
static double gap_inside(const MbFrame *frame, guint i, bool is_foot)
{
    const MbLine *line = mb_frame_line(frame, i);
    if (is_foot ? i == 0 : i + 1 >= frame->lines->len)
        return 100;
    const MbLine *next = mb_frame_line(frame, is_foot ? i - 1 : i + 1);
    return fabs(next->baseline - line->baseline) / MAX(1, line->size);
}

static void add_row(GArray *rows, const MbFrame *frame, guint page, guint i, bool is_foot, int kind)
{
    const MbLine *line = mb_frame_line(frame, i);
    EdgeRow row = {.page = page, .is_foot = is_foot, .turn = frame->turn, .size = line->size, .kind = kind};
    row.distance = is_foot ? frame->height - line->baseline : line->baseline;
    row.gap = gap_inside(frame, i, is_foot);
    g_autofree char *text = mb_frame_dup_line_text(frame, line);
    row.sign = dup_sign(text, &row.number);
    row.words = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint k = line->first; k < line->first + line->count; k++)
        g_array_append_val(row.words, mb_frame_word(frame, k)->index);
    sort_number(&row);
    g_array_append_val(rows, row);
}

/* Words of one turn in the header and footer zones, measured in their own frame. */
static GArray *list_edge_words(const MbPage *page, int turn)
{
    GArray *words = g_array_new(FALSE, FALSE, sizeof(guint));
    double height = turn & 1 ? page->width : page->height;
    for (guint i = 0; i < page->words->len; i++) {
        const MbWord *word = mb_page_word(page, i);
        if (word->hidden || !*word->text || (word->turn & 3) != turn)
            continue;
        MbBox box = mb_frame_turn_box(page, word->box, turn);
        double margin = (ZONE + 0.03) * height; /* some more, to see the gap to the body */
        if (box.y1 < margin || box.y0 > height - margin)
            g_array_append_val(words, i);
    }
    return words;
}

static void add_edges(GArray *rows, const MbDocument *document, guint page_index, int turn, int kind)
{
    const MbPage *page = document->pages->pdata[page_index];
    g_autoptr(GArray) words = list_edge_words(page, turn);
    if (!words->len)
        return;
    g_autoptr(MbFrame) frame = mb_frame_new(document, page, words, turn, NULL);
    double zone = ZONE * frame->height;
    for (guint i = 0; i < MIN(frame->lines->len, EDGE_ROWS) && mb_frame_line(frame, i)->box.y1 < zone; i++)
        add_row(rows, frame, page_index, i, false, kind);
    guint first_foot = frame->lines->len > EDGE_ROWS ? frame->lines->len - EDGE_ROWS : 0;
    for (guint i = frame->lines->len; i-- > first_foot && mb_frame_line(frame, i)->box.y0 > frame->height - zone;)
        add_row(rows, frame, page_index, i, true, kind);
}

/* Pages of one size and turn are numbered, so that places are compared among them only. */
static int kind_of(GHashTable *kinds, const MbPage *page, int turn)
{
    char *key = g_strdup_printf("%ld %ld %d", lround(page->width / 4), lround(page->height / 4), turn);
    gpointer kind = g_hash_table_lookup(kinds, key);
    if (!kind) {
        kind = GINT_TO_POINTER((gint)g_hash_table_size(kinds) + 1);
        g_hash_table_insert(kinds, key, kind);
    } else {
        g_free(key);
    }
    return GPOINTER_TO_INT(kind);
}

static void remember_page(GHashTable *pages, int kind, guint page)
{
    GArray *on = g_hash_table_lookup(pages, GINT_TO_POINTER(kind));
    if (!on) {
        on = g_array_new(FALSE, FALSE, sizeof(guint));
        g_hash_table_insert(pages, GINT_TO_POINTER(kind), on);
    }
    g_array_append_val(on, page);
}

static Rows list_rows(const MbDocument *document)
{
    Rows rows = {.list = g_array_new(FALSE, FALSE, sizeof(EdgeRow))};
    rows.pages = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, (GDestroyNotify)g_array_unref);
    g_array_set_clear_func(rows.list, clear_row);
    g_autoptr(GHashTable) kinds = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < document->pages->len; i++) {
        const MbPage *page = document->pages->pdata[i];
        if (page->is_flowed)
            continue;
        bool has_turn[4] = {false};
        for (guint k = 0; k < page->words->len; k++)
            has_turn[mb_page_word(page, k)->turn & 3] = true;
        for (int turn = 0; turn < 4; turn++) {
            if (!has_turn[turn])
                continue;
            int kind = kind_of(kinds, page, turn);
            remember_page(rows.pages, kind, i);
            add_edges(rows.list, document, i, turn, kind);
        }
    }
    return rows;
}

/* By place first: rows that may be the same furniture come to stand together, in order of distance, then page. */
static gint compare_places(gconstpointer a, gconstpointer b, gpointer data)
{
    const EdgeRow *p = row_at(data, *(const guint *)a), *q = row_at(data, *(const guint *)b);
    if (p->kind != q->kind)
        return p->kind - q->kind;
    if (p->is_foot != q->is_foot)
        return p->is_foot - q->is_foot;
    if (p->distance != q->distance)
        return p->distance < q->distance ? -1 : 1;
    return p->page < q->page ? -1 : p->page > q->page;
}

static gint compare_pages(gconstpointer a, gconstpointer b)
{
    guint p = *(const guint *)a, q = *(const guint *)b;
    return p < q ? -1 : p > q;
}

/* How many of the sorted numbers are below a limit. */
static guint count_below(const GArray *sorted, guint limit)
{
    guint low = 0, high = sorted->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(sorted, guint, middle) < limit)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_title(const EdgeRow *row, const GArray *faces)
{
    const MbTypeface *face = &g_array_index(faces, MbTypeface, row->page);
    return !row->is_foot && !row->is_number && !row->is_bare && row->size > NOT_TITLE * face->size;
}

/* How many of the sorted numbers lie within WINDOW of a page. */
static guint count_near(const GArray *sorted, guint page)
{
    return count_below(sorted, page + WINDOW + 1) - count_below(sorted, page > WINDOW ? page - WINDOW : 0);
}

/*
 * Whether a row that returns on these pages is furniture on this one: it stands
 * on most of the pages around that have writing of its turn and shape, or on
 * one of two where left and right pages differ.
 */
static bool returns_often(const GArray *on, const GArray *all, guint page)
{
    guint near = count_near(on, page), of = count_near(all, page);
    return near >= LEAST_SHARE * of && (near >= 3 || (near == 2 && of <= 4));
}

static MbArtifact artifact_of(const EdgeRow *row)
{
    if (row->is_number || row->is_bare)
        return MB_ARTIFACT_PAGE_NUMBER;
    return row->is_foot ? MB_ARTIFACT_FOOTER : MB_ARTIFACT_HEADER;
}

/* Decides on the rows [from, to) of `order`, which share one place. */
static void judge_place(Rows *rows, const GArray *order, guint from, guint to, const GArray *faces)
{
    g_autoptr(GHashTable) signs = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_array_unref);
    for (guint i = from; i < to; i++) {
        const EdgeRow *row = row_at(rows->list, g_array_index(order, guint, i));
        GArray *on = g_hash_table_lookup(signs, row->sign);
        if (!on) {
            on = g_array_new(FALSE, FALSE, sizeof(guint));
            g_hash_table_insert(signs, row->sign, on);
        }
        g_array_append_val(on, row->page);
    }
    GHashTableIter iter;
    gpointer on;
    g_hash_table_iter_init(&iter, signs);
    while (g_hash_table_iter_next(&iter, NULL, &on))
        g_array_sort(on, compare_pages);
    for (guint i = from; i < to; i++) {
        EdgeRow *row = row_at(rows->list, g_array_index(order, guint, i));
        const GArray *all = g_hash_table_lookup(rows->pages, GINT_TO_POINTER(row->kind));
        if (returns_often(g_hash_table_lookup(signs, row->sign), all, row->page) && !is_title(row, faces))
            row->artifact = artifact_of(row);
        row->is_weak = ((GArray *)g_hash_table_lookup(signs, row->sign))->len < 3;
    }
}

/* Rows within SAME_PLACE of the first of a chain share a place. */
static void judge_places(Rows *rows, const GArray *faces)
{
    g_autoptr(GArray) order = g_array_sized_new(FALSE, FALSE, sizeof(guint), rows->list->len);
    for (guint i = 0; i < rows->list->len; i++)
        g_array_append_val(order, i);
    g_array_sort_with_data(order, compare_places, rows->list);
    for (guint from = 0, to; from < order->len; from = to) {
        const EdgeRow *first = row_at(rows->list, g_array_index(order, guint, from));
        for (to = from + 1; to < order->len; to++) {
            const EdgeRow *row = row_at(rows->list, g_array_index(order, guint, to));
            if (row->kind != first->kind || row->is_foot != first->is_foot ||
                row->distance - first->distance > SAME_PLACE * MAX(1, MIN(first->size, row->size)))
                break;
        }
        judge_place(rows, order, from, to, faces);
    }
}

/*
 * A page number needs no second page when it says that it is one, or when it
 * stands alone, apart from the body, outermost but for other furniture.
 */
static void judge_numbers(GArray *rows)
{
    for (guint i = 0; i < rows->len; i++) {
        EdgeRow *row = row_at(rows, i);
        if (row->artifact == MB_ARTIFACT_NOT && (row->is_number || (row->is_bare && row->gap >= NUMBER_GAP)))
            row->artifact = MB_ARTIFACT_PAGE_NUMBER;
    }
}

/* The row next to this one on the way to the page's edge, or NULL: rows were listed from the edge inwards. */
static const EdgeRow *find_outer(const GArray *rows, guint i)
{
    const EdgeRow *row = row_at(rows, i), *outer = i ? row_at(rows, i - 1) : NULL;
    return outer && outer->page == row->page && outer->is_foot == row->is_foot && outer->turn == row->turn ? outer : NULL;
}

/*
 * What returns only once and has text of the page outside of it is text too:
 * a first point of an agenda and of the minutes after it, say.
 */
static void judge_weak(GArray *rows)
{
    for (guint i = 0; i < rows->len; i++) {
        EdgeRow *row = row_at(rows, i);
        const EdgeRow *outer = find_outer(rows, i);
        if (row->is_weak && !row->is_number && outer && outer->artifact == MB_ARTIFACT_NOT)
            row->artifact = MB_ARTIFACT_NOT;
    }
}

MbFurniture *mb_furniture_find(const MbDocument *document, const GArray *faces)
{
    MbFurniture *furniture = g_new0(MbFurniture, 1);
    Rows rows = list_rows(document);
    judge_places(&rows, faces);
    judge_numbers(rows.list);
    judge_weak(rows.list);
    g_hash_table_unref(rows.pages);
    furniture->rows = rows.list;
    return furniture;
}

void mb_furniture_free(MbFurniture *furniture)
{
    if (!furniture)
        return;
    g_array_unref(furniture->rows);
    g_free(furniture);
}

/* The first row of a page; rows stand in order of page. */
static guint find_rows(const GArray *rows, guint page)
{
    guint low = 0, high = rows->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (row_at(rows, middle)->page < page)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static MbBlock *make_block(const EdgeRow *row, const MbPage *page, guint8 *is_used)
{
    MbBlock *block = mb_block_new(MB_BLOCK_PARAGRAPH);
    block->artifact = row->artifact;
    for (guint i = 0; i < row->words->len; i++) {
        guint word = g_array_index(row->words, guint, i);
        mb_block_append_word(block, page, word, mb_page_word(page, word)->glued ? MB_JOIN_NONE : MB_JOIN_SPACE);
        is_used[word] = 1;
    }
    return block;
}

void mb_furniture_take(const MbFurniture *furniture, const MbDocument *document, guint page_index, guint8 *is_used, GPtrArray *top,
                       GPtrArray *foot)
{
    const MbPage *page = document->pages->pdata[page_index];
    for (guint i = find_rows(furniture->rows, page_index); i < furniture->rows->len; i++) {
        const EdgeRow *row = row_at(furniture->rows, i);
        if (row->page != page_index)
            break;
        if (row->artifact == MB_ARTIFACT_NOT || is_used[g_array_index(row->words, guint, 0)])
            continue;
        MbBlock *block = make_block(row, page, is_used);
        /* feet were listed from the edge inwards */
        if (row->is_foot)
            g_ptr_array_insert(foot, 0, block);
        else
            g_ptr_array_add(top, block);
    }
}

