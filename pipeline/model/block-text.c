/* The text of leaves: words joined in, changed, split, marked. */
#include "model/block.h"

#include <string.h>

static void clear_span(gpointer data)
{
    MbSpan *span = data;
    g_free(span->ref);
    mb_attrs_free(span->attrs);
}

static guint count_spans(const MbBlock *leaf)
{
    return leaf->spans ? leaf->spans->len : 0;
}

static MbSpan *span_at(const MbBlock *leaf, guint i)
{
    return &g_array_index(leaf->spans, MbSpan, i);
}

static GArray *new_spans(void)
{
    GArray *spans = g_array_new(FALSE, TRUE, sizeof(MbSpan));
    g_array_set_clear_func(spans, clear_span);
    return spans;
}

/* Cuts the text, and the runs and spans with it. */
static void cut_text(MbBlock *leaf, guint cut)
{
    g_string_truncate(leaf->text, cut);
    for (guint i = leaf->runs->len; i-- > 0;) {
        MbRun *run = &g_array_index(leaf->runs, MbRun, i);
        if (run->start + run->length <= cut)
            break;
        run->start = MIN(run->start, cut);
        run->length = MIN(run->length, cut - run->start);
    }
    for (guint i = count_spans(leaf); i-- > 0;) {
        MbSpan *span = span_at(leaf, i);
        span->end = MIN(span->end, cut);
        if (span->start >= span->end)
            g_array_remove_index(leaf->spans, i);
    }
}

/* Takes the line-break hyphen away. */
static void drop_hyphen(MbBlock *leaf)
{
    const char *last = g_utf8_find_prev_char(leaf->text->str, leaf->text->str + leaf->text->len);
    gunichar c = last ? g_utf8_get_char(last) : 0;
    if (c == '-' || c == 0xAD || c == 0x2010)
        cut_text(leaf, (guint)(last - leaf->text->str));
}

static void join_text(MbBlock *leaf, MbJoin join)
{
    if (join == MB_JOIN_HYPHEN)
        drop_hyphen(leaf);
    else if (join == MB_JOIN_SPACE && leaf->text->len && leaf->text->str[leaf->text->len - 1] != ' ')
        g_string_append_c(leaf->text, ' ');
}

static void grow(MbBlock *leaf, MbOrigin origin, double conf, int page, MbBox box, bool first)
{
    if (first) {
        leaf->origin = origin;
        if (!leaf->page)
            leaf->page = page;
    } else if (leaf->origin != origin) {
        leaf->origin = MB_ORIGIN_MIXED;
    }
    leaf->conf = MIN(leaf->conf, conf);
    if (leaf->page == page)
        leaf->box = mb_box_union(leaf->box, box);
}

static void append_run(MbBlock *leaf, const MbPage *page, guint index, guint length)
{
    const MbWord *word = mb_page_word(page, index);
    bool first = leaf->runs->len == 0 && leaf->text->len == length;
    MbRun run = {(guint32)(leaf->text->len - length), length, page->number, (gint32)index};
    g_array_append_val(leaf->runs, run);
    grow(leaf, word->origin, word->conf, page->number, word->box, first);
}

void mb_block_append_word(MbBlock *leaf, const MbPage *page, guint word, MbJoin join)
{
    const char *text = mb_page_word(page, word)->text;
    if (leaf->text->len)
        join_text(leaf, join);
    g_string_append(leaf->text, text);
    append_run(leaf, page, word, (guint)strlen(text));
}

void mb_block_consume_word(MbBlock *leaf, const MbPage *page, guint word)
{
    append_run(leaf, page, word, 0);
}

void mb_block_append_text(MbBlock *leaf, const char *text)
{
    g_string_append(leaf->text, text);
}

static void move_spans(MbBlock *to, MbBlock *from, guint from_byte, gint64 shift)
{
    for (guint i = 0; i < count_spans(from); i++) {
        MbSpan span = *span_at(from, i);
        if (span.end <= from_byte)
            continue;
        gint64 start = (gint64)MAX(span.start, from_byte) + shift, end = (gint64)span.end + shift;
        MbSpan *made = mb_block_add_span(to, (guint)start, (guint)end, span.kind, span.ref);
        if (made && !made->attrs)
            made->attrs = mb_attrs_dup(span.attrs);
    }
}

void mb_block_join(MbBlock *leaf, MbBlock *other, MbJoin join)
{
    if (leaf->text->len && other->text->len)
        join_text(leaf, join);
    guint base = (guint)leaf->text->len;
    bool was_empty = leaf->runs->len == 0 && base == 0;
    g_string_append_len(leaf->text, other->text->str, (gssize)other->text->len);
    for (guint i = 0; i < other->runs->len; i++) {
        MbRun run = g_array_index(other->runs, MbRun, i);
        run.start += base;
        g_array_append_val(leaf->runs, run);
    }
    move_spans(leaf, other, 0, base);
    if (other->text->len || other->runs->len)
        grow(leaf, other->origin, other->conf, other->page, other->box, was_empty);
    mb_block_free(other);
}

/* Runs after the cut go to the tail; a run over the cut stays with the head, shortened, and the tail gets its rest. */
static void split_runs(MbBlock *leaf, MbBlock *tail, guint cut, guint tail_start)
{
    guint kept = 0;
    for (guint i = 0; i < leaf->runs->len; i++) {
        MbRun run = g_array_index(leaf->runs, MbRun, i);
        guint end = run.start + run.length;
        bool ends_head = run.length == 0 && run.start == cut && cut > 0 && kept == i && tail->runs->len == 0 && run.start < tail_start;
        if (run.start < cut || ends_head) {
            MbRun head = run;
            head.length = MIN(end, cut) - run.start;
            g_array_index(leaf->runs, MbRun, kept++) = head;
        }
        if (end > tail_start || (run.length == 0 && run.start >= tail_start)) {
            MbRun rest = run;
            rest.start = MAX(run.start, tail_start) - tail_start;
            rest.length = end > tail_start ? end - MAX(run.start, tail_start) : 0;
            g_array_append_val(tail->runs, rest);
        }
    }
    g_array_set_size(leaf->runs, kept);
}

MbBlock *mb_block_split(MbBlock *leaf, guint offset)
{
    MbBlock *tail = mb_block_new(leaf->kind);
    guint cut = offset, start = offset;
    while (cut > 0 && leaf->text->str[cut - 1] == ' ')
        cut--;
    while (start < leaf->text->len && leaf->text->str[start] == ' ')
        start++;
    g_string_assign(tail->text, leaf->text->str + start);
    tail->level = leaf->level;
    tail->artifact = leaf->artifact;
    tail->origin = leaf->origin;
    tail->conf = leaf->conf;
    tail->box = leaf->box;
    split_runs(leaf, tail, cut, start);
    tail->page = tail->runs->len ? g_array_index(tail->runs, MbRun, 0).page : leaf->page;
    if (tail->page != leaf->page)
        tail->box = (MbBox){0, 0, 0, 0};
    move_spans(tail, leaf, start, -(gint64)start);
    for (guint i = count_spans(leaf); i-- > 0;) {
        MbSpan *span = span_at(leaf, i);
        span->end = MIN(span->end, cut);
        if (span->start >= span->end)
            g_array_remove_index(leaf->spans, i);
    }
    g_string_truncate(leaf->text, cut);
    return tail;
}

/* Where an offset of the old text stands after [start, end) became `length` bytes. */
static guint moved(guint offset, guint start, guint end, guint length, bool is_end)
{
    if (offset >= end)
        return offset - (end - start) + length;
    if (offset <= start)
        return offset;
    return is_end ? start + length : start;
}

/* Runs inside the changed stretch all point to the whole new text's start; the first keeps its bytes. */
static void move_runs(MbBlock *leaf, guint start, guint end, guint length)
{
    guint floor = 0;
    for (guint i = 0; i < leaf->runs->len; i++) {
        MbRun *run = &g_array_index(leaf->runs, MbRun, i);
        guint run_end = run->start + run->length;
        guint from = MAX(moved(run->start, start, end, length, false), floor);
        guint to = MAX(run->length ? moved(run_end, start, end, length, true) : from, from);
        run->start = from;
        run->length = to - from;
        floor = to;
    }
}

void mb_block_replace(MbBlock *leaf, guint start, guint end, const char *text, const char *why)
{
    g_assert(start <= end && end <= leaf->text->len);
    guint length = (guint)strlen(text);
    g_autofree char *was = g_strndup(leaf->text->str + start, end - start);
    g_string_erase(leaf->text, start, (gssize)(end - start));
    g_string_insert(leaf->text, start, text);
    move_runs(leaf, start, end, length);
    for (guint i = count_spans(leaf); i-- > 0;) {
        MbSpan *span = span_at(leaf, i);
        /* one rule for both ends keeps spans from crossing: those that ended inside reach over the new text, those that began
           there are cut */
        span->start = moved(span->start, start, end, length, true);
        span->end = moved(span->end, start, end, length, true);
        if (span->start >= span->end)
            g_array_remove_index(leaf->spans, i);
    }
    MbSpan *change = why && length ? mb_block_add_span(leaf, start, start + length, MB_SPAN_CHANGED, NULL) : NULL;
    if (change && !mb_attrs_get(change->attrs, "was")) {
        mb_attrs_set(&change->attrs, "was", was);
        mb_attrs_set(&change->attrs, "why", why);
    }
}

static bool cross(const MbSpan *span, guint start, guint end)
{
    bool apart = end <= span->start || start >= span->end;
    bool inside = start >= span->start && end <= span->end;
    bool around = start <= span->start && end >= span->end;
    return !apart && !inside && !around;
}

MbSpan *mb_block_add_span(MbBlock *leaf, guint start, guint end, MbSpanKind kind, const char *ref)
{
    const char *text = leaf->text->str;
    if (end > leaf->text->len || start >= end)
        return NULL;
    while (start < end && text[start] == ' ')
        start++;
    while (end > start && text[end - 1] == ' ')
        end--;
    if (start >= end)
        return NULL;
    guint at = 0;
    for (guint i = 0; i < count_spans(leaf); i++) {
        MbSpan *span = span_at(leaf, i);
        if (cross(span, start, end))
            return NULL;
        if (span->start == start && span->end == end && span->kind == kind)
            return span;
        if (span->start < start || (span->start == start && span->end >= end))
            at = i + 1;
    }
    if (!leaf->spans)
        leaf->spans = new_spans();
    MbSpan span = {start, end, kind, g_strdup(ref), NULL};
    g_array_insert_val(leaf->spans, at, span);
    return span_at(leaf, at);
}

MbSpan *mb_block_take_span(MbBlock *leaf, MbSpan span)
{
    if (!leaf->spans)
        leaf->spans = new_spans();
    g_array_append_val(leaf->spans, span);
    return span_at(leaf, leaf->spans->len - 1);
}
